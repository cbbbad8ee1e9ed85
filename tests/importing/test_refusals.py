"""Who was not passed is not commended in silence: the row is left out, and the clerk is asked."""

from __future__ import annotations

import pytest

from service import importing
from service.importing.sheet_account import VOTED_ON
from tests.importing.sheets import page, people, read, reported

_LIST = """
STT | Họ và tên | Chức vụ | {header}
1 | Nguyễn Văn An | Kế toán | {passed}
2 | Trần Thị Bình | Văn thư | {refused}
3 | Lê Văn Chi | Lái xe | {passed}
"""


@pytest.mark.parametrize(
    ("header", "passed", "refused"),
    [
        ("Kết quả", "Đạt", "Không đạt"),
        ("Kết quả xét", "Đủ điều kiện", "Không đủ điều kiện (mới vào ngành)"),
        ("Kết quả (Đạt/Không đạt)", "Đạt", "KHÔNG ĐẠT"),
        ("Ý kiến của Hội đồng", "Đồng ý", "Không"),
        ("Xét duyệt", "x", "Không"),
        ("Ghi chú", "", "Rút tên theo đơn"),
        ("Ghi chú", "Chuyển công tác", "Chuyển công tác, không đề nghị"),
        ("Ghi chú", "Nghỉ hưu", "Nghỉ hưu - không xét"),
        ("Xếp loại", "Hoàn thành tốt", "Không hoàn thành nhiệm vụ"),
        ("Không đạt", "", "x"),
        ("Ghi chú", "", "Bỏ"),
        ("Ghi chú", "Bộ", "(bỏ)"),
        ("Ghi chú", "Loại A", "Loại"),
        ("Ghi chú", "Loại giỏi", "LOẠI (thiếu minh chứng)"),
        ("Ghi chú", "Rút kinh nghiệm", "Rút"),
        ("Ghi chú", "Trung bình", "Trùng với STT 1"),
        ("Ghi chú", "", "Đơn vị đề nghị; trùng STT 1"),
        ("Ghi chú", "Trùng tên, khác đơn vị", "Trùng"),
        ("Ghi chú", "Huy chương Vàng", "Hủy"),
        ("Ghi chú", "Bỏ phiếu kín", "Bỏ khỏi danh sách"),
        ("Ghi chú", "Trung với nước", "Xin rút"),
        ("Bỏ", "", "x"),
    ],
)
def test_who_was_not_passed_is_left_out_and_asked_about(
    header: str, passed: str, refused: str
) -> None:
    found = read(page(_LIST.format(header=header, passed=passed, refused=refused)))
    assert people(found) == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert reported(found, "row_not_taken") == [("row_not_taken", "Sheet1!B3")]
    assert reported(found, "count_differs") == []
    (skipped,) = found.sheets[0].rows_skipped
    assert skipped.row == 3 and "nếu đúng thì chọn lấy dòng này" in skipped.why


def test_the_clerk_takes_a_refused_row_all_the_same() -> None:
    text = _LIST.format(header="Kết quả", passed="Đạt", refused="Không đạt")
    mapping = {"sheets": {"Sheet1": {"rows": {"3": "take"}}}}
    found = read(page(text), corrections=importing.read_corrections(mapping))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Kỷ luật", "Không"),
        ("Đã được khen năm trước", "Không"),
        ("Ghi chú", "Không"),
        ("Kết quả", "Loại A"),
        ("Kết quả", "Đạt"),
        ("Ghi chú", "Bộ"),
        ("Ghi chú", "Bo"),
        ("Ghi chú", "Loại A"),
        ("Ghi chú", "Loại giỏi, rút kinh nghiệm về thời hạn"),
        ("Ghi chú", "Trung với Đảng"),
        ("Ghi chú", "Huy chương Vàng"),
        ("Ghi chú", "Bỏ phiếu kín"),
        ("Ghi chú", "Trùng tên, khác đơn vị"),
        ("Xếp loại", "Xóa mù chữ"),
        ("Ghi chú", "Không đi học, tự nghiên cứu"),
        ("Ghi chú", "Đã nâng lương, không xét nâng lương đợt này"),
        ("Ghi chú", "Chuyển công tác" + " rất lâu" * 10 + ", không xét"),
    ],
)
def test_a_no_that_answers_something_else_refuses_nobody(header: str, value: str) -> None:
    found = read(page(_LIST.format(header=header, passed="", refused=value)))
    assert len(people(found)) == 3
    assert reported(found, "row_not_taken") == []


def test_a_total_that_counts_those_who_were_not_passed_differs() -> None:
    text = _LIST.format(header="Kết quả", passed="Đạt", refused="Không đạt")
    found = read(page(text.rstrip("\n") + "\n | Tổng cộng: 3 người | |\n"))
    assert reported(found, "count_differs") == [("count_differs", "Sheet1!B5")]


def test_a_vote_that_did_not_pass_is_one_all_the_same() -> None:
    votes = "Nội dung biểu quyết | Tán thành | Không tán thành | Kết quả\nKế hoạch | 3 | 9 | Không thông qua"
    found = read(page(votes), "conference-minutes")
    assert [vote["matter"] for vote in found.data["votes"]] == ["Kế hoạch"]


@pytest.mark.parametrize("header", ["Ký tên", "Ghi chú"])
@pytest.mark.parametrize("said", ["Vắng (ốm)", "Vắng", "V", "Xin nghỉ", "Đi công tác"])
def test_who_is_noted_as_absent_does_not_attend_in_silence(said: str, header: str) -> None:
    text = f"""
STT | Họ và tên | Chức vụ | {header}
1 | Nguyễn Văn An | Trưởng phòng | (đã ký)
2 | Trần Thị Bình | Chuyên viên | {said}
3 | Lê Văn Chi | Lái xe | đến muộn
"""
    found = read(page(text), "conference-minutes")
    came = [row["full_name"] for row in found.data["attendees"]]
    assert came == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert reported(found, "row_not_taken") == [("row_not_taken", "Sheet1!B3")]
    (skipped,) = found.sheets[0].rows_skipped
    assert "hãy đưa người này vào danh sách vắng mặt" in skipped.why


@pytest.mark.parametrize(
    "heading",
    [
        "II | KHÔNG ĐỦ ĐIỀU KIỆN KHEN THƯỞNG",
        "II | Danh sách không đề nghị tặng Giấy khen",
        "III | Chưa đủ điều kiện (chờ bổ sung hồ sơ)",
        "B | CÁ NHÂN KHÔNG ĐỦ ĐIỀU KIỆN",
        "Các trường hợp không được xét:",
    ],
)
def test_who_stands_below_a_heading_that_refuses_is_left_out_and_asked_about(heading: str) -> None:
    text = f"""
STT | Họ và tên | Chức vụ | Đơn vị
I | ĐỦ ĐIỀU KIỆN KHEN THƯỞNG
1 | Nguyễn Văn An | Hiệu trưởng | Trường A
2 | Trần Thị Bình | Giáo viên | Trường A
{heading}
1 | Lê Văn Chi | Giáo viên | Trường A
"""
    found = read(page(text))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found, "row_not_taken") == [("row_not_taken", "Sheet1!B6")]
    assert "hãy xem có đúng là được khen không" in found.sheets[0].rows_skipped[-1].why
    taken = {"sheets": {"Sheet1": {"rows": {"6": "take"}}}}
    assert len(people(read(page(text), corrections=importing.read_corrections(taken)))) == 3


def test_the_next_heading_ends_what_one_refused() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
I | Không đề nghị khen thưởng
1 | Nguyễn Văn An | Kế toán
II | Đề nghị khen thưởng
1 | Trần Thị Bình | Văn thư
""")
    )
    assert people(found) == ["Trần Thị Bình"]


def test_a_title_or_a_sheet_that_refuses_does_so_for_all_its_rows() -> None:
    rows = "STT | Họ và tên | Chức vụ\n1 | Nguyễn Văn An | Kế toán\n2 | Trần Thị Bình | Văn thư"
    for found in (
        read(page(rows, "Không đạt")),
        read(page(f"DANH SÁCH KHÔNG ĐỀ NGHỊ KHEN THƯỞNG\n{rows}")),
    ):
        assert people(found) == []
        assert len(reported(found, "row_not_taken")) == 2


def test_a_title_that_speaks_of_both_kinds_refuses_nobody() -> None:
    rows = "STT | Họ và tên | Kết quả\n1 | Nguyễn Văn An | Đạt\n2 | Trần Thị Bình | Không đạt"
    found = read(page(f"KẾT QUẢ XÉT (ĐẠT, KHÔNG ĐẠT)\n{rows}"))
    assert people(found) == ["Nguyễn Văn An"]


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Giấy khen", "giay_khen"),
        ("Tặng Bằng khen của Chủ tịch UBND tỉnh", "bang_khen"),
        ("Bằng khen UBND tỉnh", "bang_khen"),
        ("Giấy khen năm 2025", "giay_khen"),
        # What says more than one form, or no to it, stays as it was typed: an error, and no award in silence.
        ("Không đề nghị Giấy khen", None),
        ("Rút Giấy khen", None),
        ("Giấy khen, 500.000 đồng", None),
        ("Giấy khen (300k)", None),
        ("LĐTT, Giấy khen", None),
        ("LĐTT và Giấy khen", None),
        ("CSTĐCS, Bằng khen", None),
    ],
)
def test_a_cell_gives_a_form_only_when_it_says_that_and_nothing_else(
    typed: str, form: str | None
) -> None:
    text = (
        f"STT | Họ và tên | Chức vụ | Hình thức khen thưởng\n1 | Nguyễn Văn An | Kế toán | {typed}"
    )
    assert read(page(text)).data["awards"][0]["form"] == (form or typed)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("DANH SÁCH TẶNG GIẤY KHEN (không kèm tiền thưởng)", "giay_khen"),
        ("DANH SÁCH CÁ NHÂN KHÔNG GIỮ CHỨC VỤ LÃNH ĐẠO ĐƯỢC TẶNG GIẤY KHEN", "giay_khen"),
        ("DANH SÁCH CHƯA TẶNG GIẤY KHEN", None),
        ("DANH SÁCH KHÔNG CÔNG NHẬN DANH HIỆU LAO ĐỘNG TIÊN TIẾN", None),
    ],
)
def test_a_form_is_denied_by_what_stands_right_before_it(title: str, form: str | None) -> None:
    found = read(page(f"{title}\nSTT | Họ và tên | Chức vụ\n1 | Nguyễn Văn An | Kế toán"))
    assert [award["form"] for award in found.data.get("awards", [])] == ([form] if form else [])
    assert bool(reported(found, "row_not_taken")) == (form is None)


def test_what_nobody_sees_refuses_nobody() -> None:
    text = """
STT | Họ và tên | Chức vụ
1 | Nguyễn Văn An | Kế toán
 | Các trường hợp không được xét:
2 | Trần Thị Bình | Văn thư
"""
    assert people(read(page(text))) == ["Nguyễn Văn An"]
    hidden = read(page(text, hidden_rows=frozenset({2})))
    assert people(hidden) == ["Nguyễn Văn An", "Trần Thị Bình"]


@pytest.mark.parametrize("header", ["Số phiếu tán thành", "Tán thành | Không tán thành", "Đồng ý"])
def test_those_whom_votes_were_cast_for_are_not_those_who_attended(header: str) -> None:
    text = f"STT | Họ và tên | {header}\n1 | Nguyễn Văn An | 15 | 0\n2 | Trần Thị Bình | 14 | 1"
    found = read(page(text), "conference-minutes")
    assert found.data == {}
    assert [code for code, _ in reported(found)] == ["row_not_taken"] * 2
    assert {skipped.why for skipped in found.sheets[0].rows_skipped} == {VOTED_ON}


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Đồng ý dự", ("x", "x")), ("Ghi chú", (15, 14)), ("Đồng ý", ("đã báo", 15))],
)
def test_ticks_words_and_other_figures_are_no_votes(
    header: str, cells: tuple[object, object]
) -> None:
    one, other = cells
    text = f"STT | Họ và tên | {header}\n1 | Nguyễn Văn An | {one}\n2 | Trần Thị Bình | {other}"
    found = read(page(text), "conference-minutes")
    assert len(found.data["attendees"]) == 2
