"""The minutes against contract §5 and Mẫu 1.9."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from service import documents
from tests.documents import inputs

SLUG = "conference-minutes"
KIND = documents.get(SLUG)


def minutes(**more: Any) -> dict[str, Any]:
    return {**inputs.sample(SLUG, "minimal"), **more}


def filled(**more: Any) -> dict[str, Any]:
    return inputs.context(SLUG, minutes(**more))


def voted(**more: Any) -> list[str]:
    """The lines of the votes, below "Kết quả biểu quyết:"."""
    texts = [block["text"] for block in filled(**more)["body"]]
    return texts[texts.index("Kết quả biểu quyết:") + 1 :]


VOTE = {"matter": "thông qua báo cáo", "in_favour": 7, "against": 1, "other": 0}


# --- time, place, people -----------------------------------------------------------------------------


def test_the_sample_opens_as_the_model_does() -> None:
    made = inputs.context(SLUG, inputs.sample(SLUG))
    assert made["started_at"] == "8 giờ 00 phút, ngày 01 tháng 7 năm 2020"
    assert made["chair"] == (
        "Đồng chí Thái Phúc Sơn, Giám đốc Sở; đồng chí Ngô Thị Hoài Nam, Phó Giám đốc Sở (đồng chủ trì)"
    )
    assert made["secretary"] == "Đồng chí Nguyễn Văn A, Chuyên viên Văn phòng Sở"
    assert (made["chair_name"], made["secretary_name"]) == ("Thái Phúc Sơn", "Nguyễn Văn A")
    assert made["chair_office"] == "GIÁM ĐỐC"


def test_minutes_have_neither_place_nor_date_nor_signer() -> None:
    assert not {"place", "issued_date", "signer"} & set(filled())
    for name in ("place", "issued_date", "signer"):
        assert inputs.errors(SLUG, minutes(**{name: "x"})) == {f"/{name}": "unknown_field"}


@pytest.mark.parametrize(
    ("kind", "closing", "event"),
    [
        (
            "hoi_nghi",
            "Hội nghị kết thúc vào 9 giờ 00 phút, ngày 01 tháng 7 năm 2025./.",
            "hội nghị",
        ),
        (
            "cuoc_hop",
            "Cuộc họp kết thúc vào 9 giờ 00 phút, ngày 01 tháng 7 năm 2025./.",
            "cuộc họp",
        ),
        (
            "hoi_thao",
            "Hội thảo kết thúc vào 9 giờ 00 phút, ngày 01 tháng 7 năm 2025./.",
            "hội thảo",
        ),
    ],
)
def test_the_last_line_names_the_kind_of_event_and_its_end(
    kind: str, closing: str, event: str
) -> None:
    made = filled(event_kind=kind)
    assert (made["closing"], made["event"]) == (closing, event)


def test_the_counts_are_printed_in_two_digits() -> None:
    absent = [{"full_name": "Lê C", "reason": "đi công tác."}]
    made = filled(summoned=9, present=8, absentees=absent)
    assert made["attendance"] == "Triệu tập 09 người; có mặt 08 người; vắng mặt 01 người."
    assert made["absentees"] == ["Lê C (lý do: đi công tác)."]
    assert filled()["attendance"] == ""
    assert filled(present=8)["attendance"] == "Có mặt 08 người."


def test_attendees_are_persons_or_groups_each_on_a_line() -> None:
    made = filled(
        attendees=[
            {
                "honorific": "đồng chí",
                "full_name": "Lê C",
                "position": "Trưởng phòng",
                "organ_name": "Văn phòng",
            },
            {"group": "toàn thể công chức", "organ_name": "Sở Ngoại vụ", "count": 5},
            {"group": "đại diện các sở;"},
        ]
    )
    assert made["attendees"] == [
        "Đồng chí Lê C, Trưởng phòng, Văn phòng;",
        "Toàn thể công chức, Sở Ngoại vụ: 05 người;",
        "Đại diện các sở.",
    ]


@pytest.mark.parametrize(
    ("attendee", "pointer"),
    [
        ({"position": "Trưởng phòng"}, "/attendees/0"),
        ({"full_name": "Lê C", "group": "toàn thể"}, "/attendees/0"),
        ({"full_name": "Lê C", "count": 3}, "/attendees/0/count"),
        ({}, "/attendees/0"),
    ],
)
def test_an_attendee_is_a_person_or_a_group_and_not_both(
    attendee: dict[str, Any], pointer: str
) -> None:
    assert list(inputs.errors(SLUG, minutes(attendees=[attendee]))) == [pointer]


# --- proceedings ---------------------------------------------------------------------------------------


def test_headings_are_numbered_in_their_order_and_the_speaker_opens_the_first_paragraph() -> None:
    made = filled(
        proceedings=[
            {
                "heading": "1. Khai mạc",
                "speaker": "Đồng chí A:",
                "paragraphs": ["Phát biểu.", "Nêu mục đích."],
            },
            {"paragraphs": ["Hội nghị nghỉ giải lao."]},
            {"heading": "Tham luận", "items": ["- ý một", "ý hai;"]},
            {"speaker": "Bà B"},
        ]
    )
    assert [(block["kind"], block["text"]) for block in made["body"]] == [
        ("level2", "1. Khai mạc"),
        ("paragraph", "Đồng chí A: Phát biểu."),
        ("paragraph", "Nêu mục đích."),
        ("paragraph", "Hội nghị nghỉ giải lao."),
        ("level2", "2. Tham luận"),
        ("item", "ý một;"),
        ("item", "ý hai;"),
        ("paragraph", "Bà B phát biểu."),
    ]


def test_agenda_and_conclusions_are_lists_with_end_marks() -> None:
    made = filled(
        agenda=["Khai mạc", "- Tham luận;"], conclusions=["Giao Văn phòng", "Giao Thanh tra."]
    )
    assert made["agenda"] == ["Khai mạc;", "Tham luận."]
    assert made["conclusions"] == ["Giao Văn phòng;", "Giao Thanh tra."]


def test_reading_aloud_is_printed_only_when_it_was_done() -> None:
    assert filled()["read_aloud"] == ""
    assert "đọc lại" in filled(read_aloud=True)["read_aloud"]
    assert "cuộc họp" in filled(read_aloud=True)["read_aloud"]


# --- votes ---------------------------------------------------------------------------------------------


def test_a_vote_tells_its_ratio_with_the_base_given() -> None:
    assert voted(present=8, votes=[{**VOTE, "base": 8, "secret": True}]) == [
        "Thông qua báo cáo (bỏ phiếu kín): 07/08 phiếu tán thành (đạt 87,5%), 01 phiếu không tán thành, "
        "00 phiếu có ý kiến khác."
    ]


@pytest.mark.parametrize(
    ("in_favour", "base", "printed"),
    [
        (1, 800, "0,13"),  # 0.125: half to even would be 0.12
        (5, 800, "0,63"),  # 0.625: half to even would be 0.62
        (3, 800, "0,38"),
        (1, 1600, "0,06"),  # 0.0625
        (1, 3, "33,33"),
        (2, 3, "66,67"),
        (199, 200, "99,5"),
        (1999, 2000, "99,95"),
        (19_999, 20_000, "100"),  # 99.995
        (8, 9, "88,89"),
        (0, 9, "0"),
        (9, 9, "100"),
        (10, 100, "10"),
    ],
)
def test_a_ratio_has_at_most_two_decimals_half_up(in_favour: int, base: int, printed: str) -> None:
    vote = {"matter": "x", "in_favour": in_favour, "against": 0, "other": 0, "base": base}
    (reported,) = voted(attendees=[{"group": "đại biểu"}], votes=[vote])
    assert re.findall(r"([0-9.,]+)%", reported) == [printed]


def test_the_base_defaults_to_those_present() -> None:
    assert "07/09 phiếu tán thành (đạt 77,78%)" in voted(present=9, votes=[VOTE])[0]


def test_while_a_group_is_not_counted_no_ratio_is_printed() -> None:
    attendees = [{"full_name": "Lê C"}, {"group": "đại biểu"}]
    assert voted(attendees=attendees, votes=[VOTE]) == [
        "Thông qua báo cáo: 07 phiếu tán thành, 01 phiếu không tán thành, 00 phiếu có ý kiến khác."
    ]


def test_without_those_present_the_base_is_the_counted_attendees() -> None:
    attendees = [{"full_name": "Lê C"}, {"group": "công chức", "count": 9}]
    assert "07/10 phiếu tán thành (đạt 70%)" in voted(attendees=attendees, votes=[VOTE])[0]


def test_a_vote_of_nobody_counted_has_no_ratio() -> None:
    vote = {"matter": "thông qua", "in_favour": 0, "against": 0, "other": 0}
    (reported,) = voted(attendees=[{"group": "đại biểu"}], votes=[vote])
    assert "%" not in reported and reported.startswith("Thông qua: 00 phiếu tán thành,")


def test_an_open_vote_says_so_and_an_unknown_manner_says_nothing() -> None:
    assert "(biểu quyết công khai)" in voted(votes=[{**VOTE, "secret": False}])[0]
    assert "(b" not in voted(votes=[VOTE])[0]


@pytest.mark.parametrize("name", ["matter", "in_favour", "against", "other"])
def test_a_vote_needs_its_matter_and_its_counts(name: str) -> None:
    vote = {key: value for key, value in VOTE.items() if key != name}
    assert inputs.errors(SLUG, minutes(votes=[vote])) == {f"/votes/0/{name}": "required"}


def test_a_fraction_of_a_vote_is_refused() -> None:
    assert inputs.errors(SLUG, minutes(votes=[{**VOTE, "other": 0.5}])) == {
        "/votes/0/other": "not_integer"
    }


# --- signatures, recipients, archive --------------------------------------------------------------------


def test_member_signatures_stand_two_by_two() -> None:
    members = [
        {"full_name": "Lê C", "position": "Trưởng phòng"},
        {"full_name": "Ngô D", "honorific": "Ông"},
        {"full_name": "Hồ E", "position": "Kế toán", "organ_name": "Văn phòng"},
    ]
    assert filled(member_signatures=members)["member_signatures"] == [
        {
            "left": {"position": "TRƯỞNG PHÒNG", "full_name": "Lê C"},
            "right": {"position": "THÀNH VIÊN", "full_name": "Ông Ngô D"},
        },
        {
            "left": {"position": "KẾ TOÁN\nVĂN PHÒNG", "full_name": "Hồ E"},
            "right": {"position": "", "full_name": ""},
        },
    ]
    assert inputs.lost(SLUG, minutes(member_signatures=members)) == []


def test_minutes_are_kept_with_the_file_or_with_the_units_named() -> None:
    assert filled()["archive"] == "VT, Hồ sơ"
    assert filled(archive={"copies": 2})["archive"] == "VT, Hồ sơ (02)"
    assert filled(archive={"units": ["VP"]})["archive"] == "VT, VP"


def test_the_day_of_the_document_is_that_on_which_the_event_ended() -> None:
    data = minutes(started_at="2025-07-01T20:00", ended_at="2025-07-02T01:00", code_number=8)
    record = inputs.review(SLUG, data).record
    assert KIND.issued_on(record) == date(2025, 7, 2)
    assert KIND.properties(record)["IssuedDate"] == "2025-07-02"
    assert (
        KIND.file_names(record)[0] == "08-BB-SNgV - Họp giao ban tháng 7 năm 2025 - 2025-07-02.docx"
    )


def test_the_properties_name_the_chair() -> None:
    properties = KIND.properties(inputs.review(SLUG, inputs.sample(SLUG)).record)
    assert (properties["Position"], properties["FullName"]) == ("Giám đốc Sở", "Thái Phúc Sơn")
    assert properties["TypeName"] == "Biên bản"


# --- what is required ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "event_kind",
        "started_at",
        "ended_at",
        "venue",
        "chair",
        "secretary",
        "attendees",
        "proceedings",
        "subject",
    ],
)
def test_what_the_contract_requires_is_required(name: str) -> None:
    data = minutes()
    del data[name]
    assert any(pointer.startswith(f"/{name}") for pointer in inputs.errors(SLUG, data))


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"event_kind": "hop"}, "/event_kind"),
        ({"started_at": "2025-07-01"}, "/started_at"),
        ({"ended_at": "01/07/2025 9:00"}, "/ended_at"),
        ({"chair": {"full_name": ""}}, "/chair/full_name"),
        ({"chair": {"full_name": "A", "offce": "x"}}, "/chair/offce"),
        ({"present": 0}, "/present"),
        ({"present": "8"}, "/present"),
        ({"attendees": [{"group": "x", "count": 0}]}, "/attendees/0/count"),
        ({"absentees": [{"reason": "x"}]}, "/absentees/0/full_name"),
        ({"read_aloud": "có"}, "/read_aloud"),
        ({"votes": {}}, "/votes"),
    ],
)
def test_a_faulty_value_is_named_where_it_stands(change: dict[str, Any], pointer: str) -> None:
    assert pointer in inputs.errors(SLUG, minutes(**change))


def test_end_marks_typed_after_place_and_reason_are_not_lost_from_the_document() -> None:
    data = minutes(
        venue="Phòng họp số 1.",
        absentees=[{"full_name": "Lê C", "reason": "đi công tác;"}],
        votes=[{**VOTE, "matter": "thông qua báo cáo."}],
    )
    assert inputs.lost(SLUG, data) == []


def test_an_attendee_that_was_left_out_is_noticed() -> None:
    record = inputs.review(SLUG, inputs.sample(SLUG)).record
    made = KIND.context(record, inputs.REFERENCE)
    assert KIND.lost(record, "\n".join(inputs.texts(made))) == []
    for listed in ("attendees", "absentees", "agenda", "conclusions", "body"):
        less = {**made, listed: made[listed][:-1]}
        assert KIND.lost(record, "\n".join(inputs.texts(less))), listed


@pytest.mark.parametrize(
    "content",
    [
        {"heading": "Khai mạc"},
        {"speaker": "Đồng chí Lê A"},
        {"paragraphs": ["Hội nghị nghe báo cáo."]},
        {"items": ["Một ý"]},
        {"blocks": [{"kind": "paragraph", "value": "Hội nghị nghe báo cáo."}]},
        {"votes": [VOTE]},
    ],
    ids=lambda content: next(iter(content)),
)
def test_any_one_thing_is_the_content_of_a_proceeding(content: dict[str, Any]) -> None:
    def codes(proceeding: dict[str, Any]) -> set[str]:
        return {v.code for v in inputs.review(SLUG, minutes(proceedings=[proceeding])).violations}

    assert "empty_proceeding" not in codes(content)
    assert "empty_proceeding" in codes({})
