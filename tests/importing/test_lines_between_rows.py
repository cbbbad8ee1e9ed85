"""Lines between the rows of a list that are no recipients: notes, totals, papers, messages; and counts above its headers."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, people, preview, read, reported

PEOPLE = ["Nguyễn Văn An", "Trần Thị Bình"]


def _with(line: str) -> str:
    """A list without running numbers that has a line, with a filled cell beside it, between its rows."""
    return f"Họ và tên | Chức vụ | Đơn vị\n{PEOPLE[0]} | Văn thư | P1\n{line} | | P1\n{PEOPLE[1]} | Kế toán | P2"


@pytest.mark.parametrize(
    "line",
    [
        "Ghi chú: xếp theo tờ trình",
        "* Lưu ý (1): đã niêm yết",
        "Nguồn - báo cáo của các phòng",
        "(Theo Tờ trình số 16/TTr-STC)",
        "Bổ sung theo Công văn số 12/CV-VP",
        "Đã có Quyết định số 15/QĐ-SNV",
        "Danh sách bổ sung",
        "Tờ trình của Văn phòng",
        "Trong đó:",
        "Em gửi chị danh sách ạ",
        "Cảm ơn chị!",
    ],
)
def test_a_note_with_something_beside_it_is_left_and_told(line: str) -> None:
    found = read(page(_with(line)))
    assert people(found) == PEOPLE
    assert reported(found) == [("row_not_taken", "Sheet1!A3")]


@pytest.mark.parametrize(
    "name",
    ["Nguồn Văn Chi", "Trần Trọng Nghĩa", "Danh Sách", "Bảng Thị Dung", "Ghi", "Đạt (lái xe)", "(Nguyễn) An"],
)  # fmt: skip
def test_a_name_is_a_name_whatever_note_it_sounds_like(name: str) -> None:
    found = read(page(_with(name)))
    assert people(found) == [PEOPLE[0], name, PEOPLE[1]]
    assert reported(found) == []


@pytest.mark.parametrize(
    "line",
    [
        "Cộng: 12 người, nữ 5",
        "Cộng Phòng Ngân sách",
        "Tổng cộng 2 phòng ban",
        "Tổng số theo Tờ trình 15",
        "- Tổng số theo Tờ trình 15",
        "- Tổng số tiền thưởng: 5.000.000 đồng",
        "Tổng: đã trình",
    ],
)
def test_a_total_of_whatever_it_is_is_no_recipient(line: str) -> None:
    found = read(page(_with(line)))
    assert people(found) == PEOPLE
    assert [(row.row, row.why) for row in found.sheets[0].rows_skipped] == [(3, "dòng tổng cộng")]


@pytest.mark.parametrize(
    "name",
    ["Tổng Công ty Cấp nước", "Cộng đồng dân cư thôn Thượng", "Cộng đoàn Thánh Tâm", "Tổng đội 3", "Tổng hội Y học"],
)  # fmt: skip
def test_a_unit_that_begins_like_a_total_is_a_unit(name: str) -> None:
    found = read(page(f"Tên tập thể | Thành tích\nPhòng Một | A\n{name} | B\nPhòng Hai | C"))
    assert people(found, key="collectives") == ["Phòng Một", name, "Phòng Hai"]


def test_of_a_totals_words_only_a_number_of_somebody_is_its_count() -> None:
    rows = "STT | Họ và tên | Đơn vị\n1 | Nguyễn Văn An | P1\n2 | Trần Thị Bình | P2\n"
    for line, cells in (
        (" | Cộng trang 1: 02 người | P7", []),
        (" | Tổng số theo Tờ trình 15 | P7", []),
        (" | Tổng số theo Tờ trình | 3 người", ["Sheet1!B4"]),
        (" | Tổng cộng: 3 | P7", ["Sheet1!B4"]),
    ):
        told = reported(read(page(rows + line)), "count_differs")
        assert [cell for _, cell in told] == cells


def test_among_numbered_rows_a_note_a_total_and_a_name_are_told_apart() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Đơn vị
1 | Nguyễn Văn An | Văn thư | P1
 | Ghi chú: xếp theo tờ trình | | P1
2 | (Trần Thị) Bình | Kế toán | P2
3 | Ghi chú: đã chuyển công tác | Kế toán | P2
4 | Cộng | Lái xe | P2
4 | Tổng cộng | 4 người | P2
Ghi chú: hai tổ | | | P2
""")
    )
    assert people(found) == ["Nguyễn Văn An", "(Trần Thị) Bình", "Cộng"]
    assert reported(found) == [
        ("row_not_taken", "Sheet1!B3"),
        ("row_not_taken", "Sheet1!B5"),
    ]
    whys = [row.why for row in found.sheets[0].rows_skipped]
    assert whys == ["dòng ghi chú", "dòng ghi chú", "dòng tổng cộng", "dòng ghi chú"]


def test_a_message_with_names_gives_the_names_and_tells_the_rest() -> None:
    found = preview(
        "Em gửi chị danh sách ạ:\nNguyễn Văn An\nGhi chú: đã duyệt\nTrần Thị Bình\n(Kế toán)\nCảm ơn chị!"
    )
    assert people(found) == PEOPLE
    assert [(one.code, one.cell) for one in found.violations] == [
        ("row_not_taken", f"Khối dán!A{row}") for row in (1, 3, 5, 6)
    ]


def test_a_matter_that_was_voted_on_may_sound_like_a_note() -> None:
    rows = "Nội dung biểu quyết | Tán thành | Không tán thành\nDanh sách khen thưởng | 20 | 0\nTheo Tờ trình số 12/TTr-VP | 19 | 1"
    found = read(page(rows), "conference-minutes")
    assert [vote["matter"] for vote in found.data["votes"]] == [
        "Danh sách khen thưởng", "Theo Tờ trình số 12/TTr-VP",
    ]  # fmt: skip


# --- counts above the headers --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "cell"),
    [
        ("I. TẬP THỂ (02 tập thể)", "Sheet1!A1"),
        ("I. TẬP THỂ (02 tập thể)\n(Kèm theo Quyết định số 12/QĐ-SNV)", "Sheet1!A1"),
        ("DANH SÁCH TẬP THỂ (02 tập thể)", "Sheet1!A1"),
        ("1. Sở Tài chính (02 tập thể)", "Sheet1!A1"),
        ("Danh sách tập thể có 02 tập thể", "Sheet1!A1"),
        ("I. TẬP THỂ (01 tập thể)", ""),
        ("A. GIẤY KHEN (05 tập thể)\nI. TẬP THỂ", ""),
        ("Ngày 02 tháng 3\nI. TẬP THỂ", ""),
    ],
)
def test_a_count_in_a_title_is_held_against_the_rows_below_its_headers(
    titles: str, cell: str
) -> None:
    found = read(page(f"{titles}\nSTT | Tên tập thể | Thành tích\n1 | Phòng Một | A"))
    assert reported(found, "count_differs") == ([("count_differs", cell)] if cell else [])


def test_a_title_counts_the_rows_up_to_the_next_heading_of_its_kind() -> None:
    rows = "STT | Tên tập thể, cá nhân | Chức vụ\n1 | Phòng Một |\nII | CÁ NHÂN (01 người) |\n1 | Lê Văn Chi | Văn thư"
    assert reported(read(page(f"I. TẬP THỂ (01 tập thể)\n{rows}"))) == []
    assert reported(read(page(f"I. TẬP THỂ (02 tập thể)\n{rows}"))) == [
        ("count_differs", "Sheet1!A1")
    ]


def test_a_title_above_two_lists_side_by_side_counts_both() -> None:
    rows = """
STT | Họ và tên | Đơn vị | | STT | Họ và tên | Đơn vị
1 | Nguyễn Văn An | P1 | | 3 | Lê Văn Chi | P3
2 | Trần Thị Bình | P2 | | 4 | Phạm Thị Dung | P4"""
    for title in ("Danh sách gồm 04 người", "DANH SÁCH CÁ NHÂN (04 người)"):
        assert reported(read(page(title + rows))) == []
    assert reported(read(page("Danh sách gồm 05 người" + rows))) == [("count_differs", "Sheet1!A1")]
