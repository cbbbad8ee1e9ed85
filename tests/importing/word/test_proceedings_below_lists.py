"""Minutes whose proceedings begin below a list without a heading, and lines that no list takes."""

from __future__ import annotations

import pytest

from service.importing.word.draft import Draft
from service.schema import pointers
from tests.importing.word.drafts import fragment, p, pasted

PEOPLE = "Thành phần tham dự:\n- Ông Lê Văn An, Giám đốc\n"
UNCLEAR = "Không rõ dòng này nêu người dự hay diễn biến."


def minutes(text: str) -> Draft:
    draft = pasted("", text, "conference-minutes")
    assert draft.missing == ()
    return draft


def doubts(draft: Draft) -> list[str]:
    return [line.doubt for line in draft.lines if line.doubt]


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Lê Văn An khai mạc hội nghị, nêu mục đích.",
        "Ông An nói.",
        "Bà Trần Thị Bình đã trình bày báo cáo tổng kết.",
        "Ông Lê Văn An, Giám đốc Sở, phát biểu khai mạc.",
        "Bà Trần Thị Bình - Kế toán trình bày báo cáo tài chính.",
        "Hội nghị nghe báo cáo do bà Trần Thị Bình trình bày.",
        "Các đại biểu dự họp thảo luận sôi nổi.",
        "100% đại biểu nhất trí.",
        "Sau khi nghe báo cáo, mọi người cho ý kiến.",
        "Tuyên bố lý do, giới thiệu đại biểu.",
        "1. Bà Trần Thị Bình đọc quyết định.",
        "1. Khai mạc hội nghị",
        "I. PHẦN KHAI MẠC",
        "II. TỔNG KẾT PHONG TRÀO",
        "Chủ tọa kết luận.",
    ],
)
@pytest.mark.parametrize("above", [PEOPLE, f"{PEOPLE}Vắng mặt:\n- Ông Ngô Văn Ba\n"])
def test_what_happened_ends_the_list_of_people(above: str, line: str) -> None:
    draft = minutes(f"{above}{line}\nMột việc nữa.")
    assert len(draft.data["attendees"]) == 1
    told = str([value for _, value in pointers.flatten(draft.data["proceedings"])])
    assert line.removeprefix("1. ").removeprefix("I. ").removeprefix("II. ") in told
    assert "Một việc nữa." in told
    assert doubts(draft) == []


@pytest.mark.parametrize(
    "line",
    [
        "Bà Trần Thị Bình, Trưởng phòng Kiểm tra, đánh giá chất lượng",
        "Bà Lê Thị Nga, Giám đốc Trung tâm giới thiệu việc làm",
        "Ông Ngô Văn Ba, báo cáo viên",
        "Báo cáo viên: 02 người",
        "Các đồng chí Ủy viên Ban Chấp hành đã nghỉ hưu",
        "Đại diện các phòng thuộc Sở, lãnh đạo các đơn vị và toàn thể công chức.",
        "Hội đồng Thi đua - Khen thưởng Sở",
        "Các thành viên trong Hội đồng",
        "Thư ký Hội đồng",
        "II. LÃNH ĐẠO SỞ",
        "Ngoài ra còn có phóng viên các báo, đài đến dự và đưa tin.",
    ],
)
def test_who_came_is_still_listed(line: str) -> None:
    draft = minutes(f"{PEOPLE}{line}\nNội dung:\nMột.")
    assert len(draft.data["attendees"]) == 2
    assert doubts(draft) == []


def test_a_line_that_may_be_either_is_asked_about() -> None:
    draft = minutes(f"{PEOPLE}- Bà Trần Thị Bình, Kế toán, trình bày báo cáo")
    assert doubts(draft) == [UNCLEAR]
    assert draft.data["proceedings"][0]["paragraphs"] == [
        "- Bà Trần Thị Bình, Kế toán, trình bày báo cáo"
    ]
    draft = minutes(f"{PEOPLE}Do mưa bão nên nhiều người đến muộn so với giấy mời.")
    assert doubts(draft) == [UNCLEAR]


def test_a_table_below_what_happened_lists_nobody() -> None:
    table = "<table border=1><tr><td>STT</td><td>Họ và tên</td><td>Số phiếu</td></tr><tr><td>1</td><td>Ngô Văn Ba</td><td>8</td></tr></table>"
    lines = ("Thành phần:", "- Ông Lê Văn An, Giám đốc", "Hội nghị tiến hành bỏ phiếu.")
    draft = pasted(fragment(*map(p, lines), table), slug="conference-minutes")
    assert draft.missing == ()
    assert len(draft.data["attendees"]) == 1
    assert "table" in str(draft.data["proceedings"])


def test_names_below_the_count_of_those_who_are_missing_are_theirs() -> None:
    for count in ("Vắng mặt: 01 người, gồm:", "Vắng mặt có lý do: 01.", "Số đại biểu vắng: 01"):
        draft = minutes(f"{PEOPLE}{count}\n- Ông Ngô Văn Ba, Kế toán\nNội dung:\nMột.")
        assert [row["full_name"] for row in draft.data["attendees"]] == ["Lê Văn An"]
        assert [row["full_name"] for row in draft.data["absentees"]] == ["Ngô Văn Ba"]


def test_the_agenda_ends_where_somebody_acts() -> None:
    agenda = "Chương trình:\n- Khai mạc\n- Đồng chí Giám đốc phát biểu\n"
    draft = minutes(f"{agenda}Ông Lê Văn An khai mạc.\nMột.")
    assert draft.data["agenda"] == ["Khai mạc", "Đồng chí Giám đốc phát biểu"]
    assert draft.data["proceedings"][0]["paragraphs"] == ["Ông Lê Văn An khai mạc.", "Một."]
    assert doubts(draft) == []
    assert doubts(minutes(f"{agenda}Thời gian mỗi phần là 15 phút")) != []


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        ("- Một.\nÔng Lê Văn An tuyên bố bế mạc.", ["Ông Lê Văn An tuyên bố bế mạc."]),
        ("- Một.\nHội nghị nhất trí.", ["Hội nghị nhất trí."]),
        ("Một.\nBiên bản được lập thành 02 bản.", ["Biên bản được lập thành 02 bản."]),
        ("Một.\nHai.", []),
        ("Đồng chí chủ trì kết luận:\n- Một.\n- Hai.", []),
    ],
)
def test_a_line_that_may_be_no_conclusion_is_asked_about(lines: str, asked: list[str]) -> None:
    draft = minutes(f"Nội dung:\nMột.\nKết luận:\n{lines}")
    assert [line.text for line in draft.lines if line.doubt] == asked


def test_who_is_there_is_said_inside_the_proceedings_without_a_list_beginning_again() -> None:
    draft = minutes(
        f"{PEOPLE}Nội dung:\nCó mặt: Ban Giám đốc\nBà Tư nói.\nVắng mặt: ông Ngô Văn Ba\nXong."
    )
    assert len(draft.data["attendees"]) == 1
    assert [row["full_name"] for row in draft.data["absentees"]] == ["Ngô Văn Ba"]
    assert draft.data["proceedings"][0]["paragraphs"] == [
        "Có mặt: Ban Giám đốc", "Bà Tư nói.", "Xong.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "present", "summoned", "asks"),
    [
        ("Có mặt: 35/37 đại biểu.", 35, 37, False),
        ("Triệu tập 37 người; có mặt 35/37.", 35, 37, False),
        ("Có mặt 35/37; triệu tập 37.", 35, 37, False),
        ("Triệu tập 38 người; có mặt 35/37.", 35, 38, True),
        ("Có mặt: 35/37.\nCó mặt: 30.", 35, 37, True),
    ],
)
def test_so_many_of_so_many_came(counts: str, present: int, summoned: int, asks: bool) -> None:
    draft = minutes(f"Nội dung:\n{counts}")
    assert (draft.data["present"], draft.data["summoned"]) == (present, summoned)
    assert bool(doubts(draft)) == asks
