"""A rule about a meeting is silent up to its bound and speaks one step beyond it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from service.rules import meeting
from service.rules.votes import votes_above_base, votes_above_present
from tests.reviewed import pointers_of, violations_of


@pytest.mark.parametrize(
    ("minutes", "long", "reversed_"),
    [
        (-1, False, True),
        (0, False, True),
        (1, False, False),
        (720, False, False),
        (721, True, False),
    ],
)
def test_a_meeting_ends_after_it_began_and_lasts_at_most_twelve_hours(
    minutes: int, long: bool, reversed_: bool
) -> None:
    began = datetime(2020, 7, 1, 8)
    record = {"started_at": began, "ended_at": began + timedelta(minutes=minutes)}
    assert bool(pointers_of(meeting.long_meeting, record)) is long
    assert bool(pointers_of(meeting.ended_before_started, record)) is reversed_


@pytest.mark.parametrize(
    ("summoned", "present", "absent", "severity"),
    [
        (10, 9, 1, "silent"),
        (10, 8, 1, "error"),
        (10, 10, 1, "error"),
        (10, 10, 0, "silent"),
        (10, 9, 0, "warning"),
        (10, 11, 0, "warning"),
        (None, 9, 1, "silent"),
        (10, None, 1, "silent"),
    ],
)
def test_present_and_absent_make_up_those_summoned(
    summoned: int | None, present: int | None, absent: int, severity: str | None
) -> None:
    record = {"summoned": summoned, "present": present, "absentees": [{"full_name": "A"}] * absent}
    found = violations_of(meeting.attendance_mismatch, record)
    assert [violation.severity for violation in found] == (
        [] if severity == "silent" else [severity]
    )
    assert [violation.pointer for violation in found] == ["/present"] * len(found)


def test_a_mismatch_names_every_figure() -> None:
    record = {"summoned": 10, "present": 8, "absentees": [{"full_name": "A"}]}
    assert violations_of(meeting.attendance_mismatch, record)[0].message.startswith(
        "Có mặt 8 cộng vắng 1 là 9, khác số triệu tập 10;"
    )
    unlisted = {"summoned": 10, "present": 8}
    assert violations_of(meeting.attendance_mismatch, unlisted)[0].message.startswith(
        "Triệu tập 10, có mặt 8 nhưng chưa ghi ai vắng;"
    )


def vote(in_favour: int, against: int, other: int, base: int | None = None) -> dict[str, Any]:
    return {"in_favour": in_favour, "against": against, "other": other, "base": base}


@pytest.mark.parametrize(
    ("votes", "above"),
    [(vote(3, 4, 3, 10), False), (vote(3, 4, 4, 10), True), (vote(99, 0, 0), False)],
)
def test_votes_make_up_at_most_their_base(votes: dict[str, Any], above: bool) -> None:
    found = violations_of(votes_above_base, {"votes": [None, votes]})
    assert [violation.pointer for violation in found] == (["/votes/1"] if above else [])
    for violation in found:
        assert "Biểu quyết thứ 2 có tổng 11 ý kiến" in violation.message
        assert "cơ sở tính là 10" in violation.message


@pytest.mark.parametrize(
    ("record", "source"),
    [
        ({"present": 10, "votes": [vote(10, 0, 0)]}, ""),
        ({"present": 10, "votes": [vote(9, 1, 1)]}, "số có mặt"),
        ({"present": 10, "votes": [vote(9, 1, 1, 12)]}, "số có mặt"),
        ({"attendees": [{"full_name": "A"}, {"group": "B", "count": 9}], "votes": [vote(9, 1, 1)]}, "số người dự đã liệt kê"),
        ({"attendees": [{"full_name": "A"}, {"group": "B", "count": 9}], "votes": [vote(10, 0, 0)]}, ""),
        ({"attendees": [{"full_name": "A"}, {"group": "B", "count": 9}], "votes": [vote(9, 1, 1, 12)]}, ""),
        ({"attendees": [], "votes": [vote(9, 1, 1)]}, ""),
        ({"attendees": [{"full_name": "A"}, None], "votes": [vote(9, 1, 1)]}, ""),
    ],
)  # fmt: skip
def test_nobody_votes_who_is_not_there(record: dict[str, Any], source: str) -> None:
    found = violations_of(votes_above_present, record)
    assert [violation.pointer for violation in found] == (["/votes/0"] if source else [])
    for violation in found:
        assert f"thứ 1 có tổng 11 ý kiến, vượt {source} là 10;" in violation.message


@pytest.mark.parametrize(
    ("kind", "subject", "silent"),
    [
        ("hoi_nghi", "Hội nghị tổng kết", True),
        ("hoi_nghi", "Hội thảo", False),
        ("cuoc_hop", "Họp giao ban", True),
        ("cuoc_hop", "Phiên thứ ba", True),
        ("cuoc_hop", "Hội nghị", False),
        ("hoi_thao", "HỘI THẢO khoa học", True),
        ("hoi_thao", "Hội nghị", False),
        ("khac", "Hội nghị", True),
        ("hoi_nghi", "", True),
    ],
)
def test_the_name_of_a_meeting_says_what_kind_it_is(kind: str, subject: str, silent: bool) -> None:
    found = pointers_of(meeting.subject_event_word, {"event_kind": kind, "subject": subject})
    assert found == ([] if silent else ["/subject"])


def test_speeches_are_counted_by_their_headings_and_speakers() -> None:
    speech = {"heading": "Tham luận", "speaker": "Lê A"}
    steps = [
        speech,
        {"paragraphs": ["Tham luận của Sở"], "speaker": "B"},
        {"heading": "Tham luận"},
        None,
    ]
    steps.append({"heading": "Nghe 02 tham luận", "speaker": "C"})
    for stated, silent in (
        ("02 tham luận", True),
        ("2 bài tham luận", True),
        ("03 ý kiến tham luận", False),
    ):
        for place in (
            {"agenda": [None, stated]},
            {"conclusions": [None, stated]},
        ):
            found = violations_of(meeting.speech_count, {"proceedings": steps[:4], **place})
            assert [violation.pointer for violation in found] == (
                [] if silent else [f"/{next(iter(place))}/1"]
            )
            assert all(
                "ghi 03 tham luận nhưng diễn biến ghi 02 " in violation.message
                for violation in found
            )
    inside = {"paragraphs": [None, "có 05 tham luận"], "items": ["05 bài tham luận"]}
    assert pointers_of(meeting.speech_count, {"proceedings": [speech, inside]}) == [
        "/proceedings/1/paragraphs/1",
        "/proceedings/1/items/0",
    ]


def test_an_absentee_is_reported_in_the_part_that_he_plays() -> None:
    who = {"full_name": "Lê A", "organ_name": "Sở B"}
    for role, place in (
        ("chủ tọa", {"chair": who}),
        ("thư ký", {"secretary": who}),
        ("đồng chủ tọa", {"co_chairs": [who]}),
        ("dự họp", {"attendees": [{"group": "khách"}, who]}),
    ):
        (violation,) = violations_of(
            meeting.absent_but_acting, {"absentees": [{"full_name": "C"}, who], **place}
        )
        assert violation.pointer == "/absentees/1"
        assert f"Người vắng mặt ở dòng 2 cũng được ghi là {role};" in violation.message
    elsewhere = {"absentees": [who | {"organ_name": "Sở C"}], "chair": who}
    assert pointers_of(meeting.absent_but_acting, elsewhere) == []
    unknown = {"absentees": [{"full_name": "Lê A"}], "chair": who}
    assert pointers_of(meeting.absent_but_acting, unknown) == ["/absentees/0"]
