"""Lists for minutes, as offices keep them: roll-calls, groups with counts, votes."""

from __future__ import annotations

from typing import Any

import pytest

from service.workbook import Reading
from tests.importing.sheets import page, read, reported

MINUTES = "conference-minutes"


def names(reading: Reading, key: str) -> list[str]:
    rows: list[dict[str, Any]] = reading.data.get(key, [])
    return [row.get("full_name") or row.get("group") or row["matter"] for row in rows]


def roll(columns: str, *marks: str) -> Reading:
    """A roll-call of An, Bình and Chi with some columns of marks."""
    people = ("Nguyễn Văn An | Giám đốc", "Trần Thị Bình | Văn thư", "Lê Văn Chi | Kế toán")
    rows = [f"{number} | {who} | {mark}" for number, (who, mark) in enumerate(zip(people, marks, strict=True), 1)]  # fmt: skip
    lines = "\n".join(rows)
    return read(page(f"STT | Họ và tên | Chức vụ | {columns}\n{lines}"), MINUTES)


def test_marks_for_both_put_each_in_his_list() -> None:
    found = roll("Có mặt | Vắng | Lý do", "x", " | x | Ốm", "✓")
    assert names(found, "attendees") == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert names(found, "absentees") == ["Trần Thị Bình"]
    assert found.data["absentees"][0]["reason"] == "Ốm"
    assert reported(found) == []


@pytest.mark.parametrize("columns", ["Có mặt | Vắng | Lý do", "Có mặt", "Tham dự"])
def test_who_is_marked_nowhere_is_not_taken_for_present(columns: str) -> None:
    found = roll(columns, "x", "", "x")
    assert names(found, "attendees") == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert names(found, "absentees") == []
    assert reported(found) == [("row_not_taken", "Sheet1!B3")]


def test_who_is_marked_nowhere_and_has_a_reason_was_absent() -> None:
    found = roll("Có mặt | Lý do vắng", "x", " | Đi công tác", "x")
    assert names(found, "absentees") == ["Trần Thị Bình"]
    assert reported(found) == []


def test_a_note_is_no_reason_to_be_absent() -> None:
    found = roll("Có mặt | Ghi chú", "x", " | đi muộn", "x")
    assert names(found, "absentees") == []
    assert ("row_not_taken", "Sheet1!B3") in reported(found)


def test_where_only_absence_is_marked_the_others_came() -> None:
    found = roll("Vắng mặt | Lý do", "", "x | Ốm", "")
    assert names(found, "attendees") == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert names(found, "absentees") == ["Trần Thị Bình"]
    assert reported(found) == []


def test_a_reason_written_in_place_of_a_tick_is_the_reason() -> None:
    found = roll("Vắng", "", "Đi công tác", "")
    assert found.data["absentees"] == [
        {"full_name": "Trần Thị Bình", "position": "Văn thư", "reason": "Đi công tác"}
    ]


def test_a_tick_is_no_reason() -> None:
    found = roll("Vắng", "", "x", "Ốm")
    assert [row.get("reason") for row in found.data["absentees"]] == [None, "Ốm"]


@pytest.mark.parametrize(("came", "missed"), [("Có mặt", "Vắng"), ("Có", "Không"), ("có mặt", "Vắng có lý do")])  # fmt: skip
def test_words_say_it_as_well_as_ticks(came: str, missed: str) -> None:
    found = roll("Điểm danh", came, missed, came)
    assert names(found, "attendees") == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert names(found, "absentees") == ["Trần Thị Bình"]


def test_who_is_marked_twice_is_not_taken() -> None:
    found = roll("Có mặt | Vắng", "x", "x | x", "x")
    assert reported(found) == [("row_not_taken", "Sheet1!B3")]


def test_a_roll_call_that_nobody_marked_is_taken_whole_with_a_warning() -> None:
    found = roll("Có mặt | Vắng", "", "", "")
    assert len(names(found, "attendees")) == 3
    assert [code for code, _ in reported(found)] == ["column_not_used", "column_not_used"]
    assert "không có dấu nào" in found.violations[0].message


def test_leave_with_and_without_permission_in_a_second_row_of_headers() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Có mặt | Vắng mặt |
 | | | | Có phép | Không phép
1 | Nguyễn Văn An | Giám đốc | x | |
2 | Trần Thị Bình | Văn thư | | x |
3 | Lê Văn Chi | Kế toán | | | x
"""),
        MINUTES,
    )
    assert names(found, "attendees") == ["Nguyễn Văn An"]
    assert [(row["full_name"], row["reason"]) for row in found.data["absentees"]] == [
        ("Trần Thị Bình", "có phép"),
        ("Lê Văn Chi", "không phép"),
    ]
    assert reported(found) == []


def test_a_note_that_only_some_lists_have_a_field_for_is_reported_for_the_others() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Ghi chú
I | Có mặt
1 | Nguyễn Văn An | Giám đốc | phát biểu
II | Vắng mặt
1 | Lê Văn Chi | Kế toán | Ốm
"""),
        MINUTES,
    )
    assert found.data["absentees"][0]["reason"] == "Ốm"
    assert reported(found) == [("column_not_used", "Sheet1!D1")]


def test_groups_with_the_number_of_those_who_came() -> None:
    found = read(
        page("""
STT | Thành phần | Triệu tập | Có mặt | Vắng
1 | Lãnh đạo Sở | 3 | 3 | 0
2 | Toàn thể công chức, viên chức | 35 | 33 | 2
 | Tổng cộng | 38 | 36 | 2
"""),
        MINUTES,
    )
    assert [(row["group"], row["count"]) for row in found.data["attendees"]] == [
        ("Lãnh đạo Sở", 3),
        ("Toàn thể công chức, viên chức", 33),
    ]
    assert [cell for code, cell in reported(found)] == ["Sheet1!C1", "Sheet1!E1"]


# --- votes ------------------------------------------------------------------------------------------


def test_a_ballot_sheet_fills_votes() -> None:
    found = read(
        page("""
KẾT QUẢ BIỂU QUYẾT
STT | Nội dung biểu quyết | Tán thành | Không tán thành | Ý kiến khác
1 | Thông qua báo cáo | 35 | 0 | 0
2 | Tặng danh hiệu Chiến sĩ thi đua cơ sở cho ông An | 30 | 3 | 2
"""),
        MINUTES,
    )
    assert [
        (vote["in_favour"], vote["against"], vote["other"]) for vote in found.data["votes"]
    ] == [
        (35, 0, 0),
        (30, 3, 2),
    ]
    assert reported(found) == []


def test_votes_below_a_header_that_spans_them() -> None:
    found = read(
        page(
            """
STT | Nội dung | Kết quả biểu quyết | |
 | | Đồng ý | Không đồng ý | Không có ý kiến
1 | Thông qua nghị quyết | 20 | 1 | 0
""",
            merged=[((0, 2), (0, 4)), ((0, 0), (1, 0)), ((0, 1), (1, 1))],
        ),
        MINUTES,
    )
    assert found.data["votes"] == [
        {"matter": "Thông qua nghị quyết", "in_favour": 20, "against": 1, "other": 0}
    ]


def test_a_secret_tally_says_so_and_how_the_ballots_were_counted() -> None:
    found = read(
        page("""
BIÊN BẢN KIỂM PHIẾU KÍN
STT | Nội dung | Số phiếu phát ra | Số phiếu thu vào | Hợp lệ | Không hợp lệ | Số phiếu đồng ý | Số phiếu không đồng ý
1 | Tặng Huân chương cho bà Bình | 30 | 30 | 29 | 1 | 28 | 1
"""),
        MINUTES,
    )
    assert found.data["votes"] == [
        {
            "matter": "Tặng Huân chương cho bà Bình",
            "in_favour": 28,
            "against": 1,
            "ballots": {"issued": 30, "collected": 30, "valid": 29, "invalid": 1},
            "secret": True,
        }
    ]
    assert reported(found) == []


def test_those_who_were_voted_on_are_not_those_who_came() -> None:
    found = read(
        page("""
KẾT QUẢ KIỂM PHIẾU BẦU CHI ỦY
STT | Họ và tên | Số phiếu đồng ý | Tỷ lệ %
1 | Nguyễn Văn An | 28 | 96,5
2 | Trần Thị Bình | 25 | 86,2
"""),
        MINUTES,
    )
    assert found.data == {}
    assert reported(found) == [("row_not_taken", "Sheet1!B3"), ("row_not_taken", "Sheet1!B4")]
    assert "Biểu quyết" in found.sheets[0].why


def test_a_title_above_names_is_no_header_of_groups() -> None:
    found = read(
        page("""
THÀNH PHẦN THAM DỰ
Họ và tên
Nguyễn Văn An
Trần Thị Bình
"""),
        "conference-minutes",
    )
    assert [row["full_name"] for row in found.data["attendees"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    # Without the header nothing says what the lines are: nobody becomes a group of that name.
    found = read(
        page("""
THÀNH PHẦN THAM DỰ
Nguyễn Văn An
Trần Thị Bình
"""),
        "conference-minutes",
    )
    assert (found.data, reported(found)) == ({}, [("row_not_taken", "Sheet1!A1")])


@pytest.mark.parametrize(
    "heading",
    [
        "Đại biểu vắng",
        "Vắng có phép",
        "Vắng không phép",
        "Thành viên vắng mặt",
        "Khách mời vắng",
        "Các đồng chí vắng họp",
        "Không tham dự",
        "Vắng: 01 đồng chí",
    ],
)
def test_who_stands_below_a_heading_of_the_absent_did_not_come(heading: str) -> None:
    text = f"""
STT | Họ và tên | Chức vụ
I | Có mặt
1 | Nguyễn Văn An | Giám đốc
II | {heading}
1 | Trần Thị Bình | Văn thư
"""
    found = read(page(text), MINUTES)
    assert names(found, "attendees") == ["Nguyễn Văn An"]
    assert names(found, "absentees") == ["Trần Thị Bình"]
    assert reported(found) == []


@pytest.mark.parametrize(
    ("title", "absent"),
    [
        ("DANH SÁCH ĐẠI BIỂU VẮNG", 1),
        ("DANH SÁCH CÁC ĐỒNG CHÍ KHÔNG DỰ HỌP", 1),
        ("DANH SÁCH ĐẠI BIỂU (vắng 02)", 0),
        ("DANH SÁCH ĐẠI BIỂU, 02 đồng chí vắng", 0),
        ("DANH SÁCH ĐẠI BIỂU CÓ MẶT, VẮNG MẶT", 0),
        ("DANH SÁCH ĐẠI BIỂU THAM DỰ HỌP, KHÔNG DỰ LIÊN HOAN", 0),
    ],
)
def test_a_title_names_the_absent_only_when_it_speaks_of_nobody_else(
    title: str, absent: int
) -> None:
    found = read(page(f"{title}\nSTT | Họ và tên | Chức vụ\n1 | Vàng A Sử | Văn thư"), MINUTES)
    assert len(names(found, "absentees")) == absent
    assert len(names(found, "attendees")) == 1 - absent


def test_remarks_beside_people_make_nobody_absent() -> None:
    text = """
STT | Họ và tên | Chức vụ | Đơn vị | Ghi chú
1 | Nguyễn Văn An | Giám đốc | Văn phòng | Chủ trì
2 | Trần Thị Bình | Văn thư | Văn phòng | Thư ký
"""
    for title in ("", "DANH SÁCH THÀNH VIÊN HỘI ĐỒNG"):
        found = read(page(f"{title}{text}" if title else text), MINUTES)
        assert names(found, "attendees") == ["Nguyễn Văn An", "Trần Thị Bình"]
        assert names(found, "absentees") == []
    absent = read(page(text.replace("Ghi chú", "Lý do vắng")), MINUTES)
    assert len(names(absent, "absentees")) == 2
