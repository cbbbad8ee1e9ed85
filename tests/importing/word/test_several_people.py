"""Lines and sentences that name several people: each becomes one, or the clerk is asked."""

from __future__ import annotations

import pytest

from service.importing.word import people_in_line
from service.importing.word.draft import Draft
from tests.importing.word.drafts import pasted

MINUTES, DECISION = "conference-minutes", "commendation-decision"
HEAD = "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\n\nGIÁM ĐỐC SỞ NGOẠI VỤ\n\nCăn cứ Luật Thi đua, khen thưởng;\nQUYẾT ĐỊNH:\n"
DONE = " đã có thành tích xuất sắc năm 2019."

#: A line and those whom it names, each with what else is said of them.
SEVERAL = [
    ("Ông Lê Văn An, Phó Giám đốc; bà Trần Thị Bình, Trưởng phòng", ["Ông Lê Văn An, Phó Giám đốc", "bà Trần Thị Bình, Trưởng phòng"]),
    ("Ông Lê Văn An, bà Trần Thị Bình và ông Ngô Văn Cường.", ["Ông Lê Văn An", "bà Trần Thị Bình", "ông Ngô Văn Cường."]),
    ("Ông Lê Văn An (Giám đốc), bà Trần Thị Bình (Kế toán)", ["Ông Lê Văn An (Giám đốc)", "bà Trần Thị Bình (Kế toán)"]),
    ("Đ/c Lê Văn An, Phó Giám đốc, Trưởng ban, đ/c Trần Văn Bình - Kế toán", ["Đ/c Lê Văn An, Phó Giám đốc, Trưởng ban", "đ/c Trần Văn Bình - Kế toán"]),
    ("Lê Văn An, Giám đốc; Trần Thị Bình, Kế toán", ["Lê Văn An, Giám đốc", "Trần Thị Bình, Kế toán"]),
    ("Ông Lê Văn An, Giám đốc\nBà Trần Thị Bình, Kế toán", ["Ông Lê Văn An, Giám đốc", "Bà Trần Thị Bình, Kế toán"]),
    ("Bà: Trần Thị Bình; Ông: Lê Văn An", ["Bà: Trần Thị Bình", "Ông: Lê Văn An"]),
    ("Ông Lê Văn An; bà Trần Thị Bình, Kế toán", ["Ông Lê Văn An", "bà Trần Thị Bình, Kế toán"]),
    ("Các ông, bà: Lê Văn An, Trần Thị Bình", ["Lê Văn An", "Trần Thị Bình"]),
    ("Các đồng chí Lê Văn An và Trần Thị Bình", ["Lê Văn An", "Trần Thị Bình"]),
    ("03 đồng chí: Lê Văn An (Giám đốc), Trần Thị Bình, Ngô Văn Cường", ["Lê Văn An (Giám đốc)", "Trần Thị Bình", "Ngô Văn Cường"]),
    ("Các đồng chí: Lê Văn An - Giám đốc; Trần Thị Bình - Kế toán", ["Lê Văn An - Giám đốc", "Trần Thị Bình - Kế toán"]),
]  # fmt: skip
#: Who has which position, or where a name ends, is not certain.
ASKED = [
    "Ông Lê Văn An và bà Trần Thị Bình, Phó Giám đốc",
    "Ông Lê Văn An, Giám đốc và các đồng chí Trần Thị Bình, Ngô Văn Cường",
    "Lê Văn An, Trần Thị Bình, Ngô Văn Cường",
    "Các đồng chí: Lê Văn An, Giám đốc, Trần Thị Bình, Kế toán",
    "Đại diện Công đoàn: Ông Lê Văn An, bà Trần Thị Bình",
    "Đại tá Lê Văn An, Chỉ huy trưởng; Trung tá Trần Văn Bình, Trợ lý",
]
ONE = [
    "Ông Lê Văn An, Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch; Trưởng ban",
    "Ông/bà: Lê Văn An, Giám đốc",
    "Ông Lê Văn An, Hà Tĩnh",
    "Ông Lê Văn An (thay bà Trần Thị Bình)",
    "Bà Lê Thị Nga, Anh hùng Lao động thời kỳ đổi mới",
    "Ông Lê Văn An, Trưởng đoàn Bà Rịa Vũng Tàu, Bà Rịa Vũng Tàu",
    "Các đồng chí trong Ban Giám đốc",
    "Các ông, bà Trưởng phòng, Phó Trưởng phòng",
    "Các đồng chí Ủy viên Ban Chấp hành",
    "Hộ gia đình ông Lê Văn An",
]


@pytest.mark.parametrize(("text", "each"), SEVERAL)
def test_each_one_whom_a_line_names_stands_by_himself(text: str, each: list[str]) -> None:
    assert [text[start:end] for start, end in people_in_line.several(text)] == each


@pytest.mark.parametrize("text", ASKED)
def test_a_line_that_names_several_and_is_not_certain_is_asked_about(text: str) -> None:
    assert people_in_line.several(text) == ()
    draft = pasted("", f"Thành phần tham dự:\n- {text}\nVắng mặt:\n- {text}", MINUTES)
    assert draft.missing == ()
    assert draft.data["attendees"] == [{"group": text}]
    assert "absentees" not in draft.data
    assert [bool(line.doubt) for line in draft.lines if text in line.source] == [True, True]


@pytest.mark.parametrize("text", ONE)
def test_a_line_of_one_or_of_a_group_is_not_asked_about(text: str) -> None:
    assert people_in_line.several(text) == ()
    assert not people_in_line.names_others(text)


def test_those_who_came_and_those_who_did_not_are_told_apart_in_one_line() -> None:
    text = (
        "Thành phần tham dự:\n- Ông Lê Văn An, Giám đốc; bà Trần Thị Bình, Kế toán\n"
        "Vắng mặt: Ông Ngô Văn Cường, Văn thư và bà Đỗ Thị Dung"
    )
    draft = pasted("", text, MINUTES)
    assert draft.missing == ()
    assert [line for line in draft.lines if line.doubt] == []
    assert draft.data["attendees"] == [
        {"honorific": "Ông", "full_name": "Lê Văn An", "position": "Giám đốc"},
        {"honorific": "bà", "full_name": "Trần Thị Bình", "position": "Kế toán"},
    ]
    assert [row["full_name"] for row in draft.data["absentees"]] == ["Ngô Văn Cường", "Đỗ Thị Dung"]


def test_those_who_preside_together_are_told_apart_without_a_semicolon() -> None:
    draft = pasted("", "Chủ trì: Ông Lê Văn An, Giám đốc và bà Trần Thị Bình, Kế toán", MINUTES)
    assert draft.missing == ()
    assert draft.data["chair"]["position"] == "Giám đốc"
    assert [row["full_name"] for row in draft.data["co_chairs"]] == ["Trần Thị Bình"]


def test_two_who_write_the_minutes_are_asked_about() -> None:
    draft = pasted("", "Thư ký: Bà Lý Thị Uyên và ông Tô Văn Vinh", MINUTES)
    assert draft.missing == ()
    (doubted,) = [line for line in draft.lines if line.doubt]
    assert doubted.pointer == "/secretary/full_name"


def decision(*articles: str) -> Draft:
    draft = pasted("", HEAD + "\n".join(articles), DECISION)
    assert draft.missing == ()
    return draft


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("cho ông Lê Văn An, bà Trần Thị Bình và ông Ngô Văn Cường", ["Lê Văn An", "Trần Thị Bình", "Ngô Văn Cường"]),
        ("cho ông Lê Văn An, Trưởng phòng; bà Trần Thị Bình, Kế toán,", ["Lê Văn An", "Trần Thị Bình"]),
        ("cho các ông, bà: Lê Văn An, Trần Thị Bình", ["Lê Văn An", "Trần Thị Bình"]),
        ("cho 02 cá nhân gồm ông Lê Văn An và bà Trần Thị Bình", ["Lê Văn An", "Trần Thị Bình"]),
        ("cho cá nhân ông Lê Văn An, Phó Giám đốc Sở Văn hóa, Thể thao và Du lịch", ["Lê Văn An"]),
    ],
)  # fmt: skip
def test_each_one_whom_the_sentence_of_an_award_names_is_a_recipient(
    given: str, names: list[str]
) -> None:
    draft = decision(f"Điều 1. Tặng Giấy khen của Giám đốc Sở {given}{DONE}")
    (award,) = draft.data["awards"]
    assert [row["full_name"] for row in award["individuals"]] == names
    assert [line for line in draft.lines if line.doubt] == []


def test_one_who_is_named_right_behind_the_word_of_the_award_is_its_recipient() -> None:
    (award,) = decision(f"Điều 1. Khen thưởng ông Lê Văn An, Kế toán{DONE}").data["awards"]
    assert award["individuals"] == [
        {"honorific": "ông", "full_name": "Lê Văn An", "position": "Kế toán"}
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"cho ông Lê Văn An và bà Trần Thị Bình, Kế toán{DONE}",
        f"cho Phòng Hợp tác quốc tế và Văn phòng Sở{DONE}",
        f"cho Phòng Lao động, Phòng Y tế{DONE}",
        f"cho em Lê Văn An, học sinh lớp 5A và em Trần Thị Bình, học sinh lớp 4B{DONE}",
        f"cho Chi hội Phụ nữ thôn 1, Chi hội Nông dân thôn 2{DONE}",
        f"cho Phòng Lãnh sự; Văn phòng Sở{DONE}",
        f"cho hộ gia đình ông Lê Văn An và bà Trần Thị Bình, thôn 1,{DONE}",
        "cho 02 cá nhân đã có thành tích xuất sắc là ông Lê Văn An và bà Trần Thị Bình.",
        "cho 02 cá nhân đã có thành tích xuất sắc, gồm: ông Lê Văn An; bà Trần Thị Bình.",
    ],
)
def test_recipients_of_whom_it_is_not_certain_who_they_are_are_asked_about(sentence: str) -> None:
    draft = decision(f"Điều 1. Tặng Giấy khen của Giám đốc Sở {sentence}")
    (award,) = draft.data["awards"]
    assert {*award} == {"form", "achievement"}
    assert len([line for line in draft.lines if line.doubt]) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
        "tập thể Phòng Lao động và Xã hội, UBND huyện",
        "Phòng Hành chính, Văn phòng Sở",
    ],
)
def test_a_unit_with_its_organ_is_one_recipient(unit: str) -> None:
    draft = decision(f"Điều 1. Tặng Giấy khen của Giám đốc Sở cho {unit}{DONE}")
    assert len(draft.data["awards"][0]["collectives"]) == 1
    assert [line for line in draft.lines if line.doubt] == []


@pytest.mark.parametrize(
    "group", ["các cá nhân", "03 cá nhân", "cá nhân thuộc Sở Ngoại vụ", "tập thể và cá nhân"]
)
def test_recipients_who_stand_in_a_list_elsewhere_are_not_asked_about(group: str) -> None:
    draft = decision(f"Điều 1. Tặng Giấy khen của Giám đốc Sở cho {group}{DONE}")
    assert [line for line in draft.lines if line.doubt] == []


def test_a_line_of_a_list_that_names_several_is_a_row_for_each() -> None:
    draft = decision(
        "Điều 1. Tặng Giấy khen cho 03 cá nhân đã có thành tích xuất sắc, gồm:",
        "1. Ông Lê Văn An, Trưởng phòng và bà Trần Thị Bình, Kế toán;",
        "2. Ông Ngô Văn Cường: cứu bà Đỗ Thị Dung, ông Vũ Văn Em.",
    )
    (award,) = draft.data["awards"]
    assert [(row["full_name"], row.get("position")) for row in award["individuals"]] == [
        ("Ông Lê Văn An", "Trưởng phòng"),
        ("bà Trần Thị Bình", "Kế toán"),
        ("Ông Ngô Văn Cường", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Phòng Hợp tác quốc tế và Văn phòng Sở",
        "Lê Văn An, Trần Thị Bình, Ngô Văn Cường",
        "Ông Lê Văn An, Kế toán và bà Trần Thị Bình, Văn thư: có sáng kiến",
    ],
)
def test_a_line_of_a_list_that_is_not_certain_is_asked_about_wherever_it_stands(line: str) -> None:
    opening = "Điều 1. Tặng Giấy khen cho các tập thể, cá nhân đã có thành tích xuất sắc, gồm:"
    for rows in ((line, "Phòng Lãnh sự"), ("Phòng Lãnh sự", line)):
        draft = decision(opening, f"1. {rows[0]}", f"2. {rows[1]}")
        (award,) = draft.data["awards"]
        assert [row["name"] for row in award["collectives"]] == ["Phòng Lãnh sự"]
        assert [line in one.source for one in draft.lines if one.doubt] == [True]
