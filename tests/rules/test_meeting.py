"""Minutes: each rule speaks of facts that cannot all be true and is silent on sound minutes."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter
from typing import Any

import pytest

from service.rules import Rule, meeting, votes
from tests.reviewed import pointers_of, violations_of


def timed(first: str, last: str) -> dict[str, Any]:
    return {"started_at": datetime.fromisoformat(first), "ended_at": datetime.fromisoformat(last)}


def person(name: str, **more: Any) -> dict[str, Any]:
    return {"full_name": name, **more}


def voted(in_favour: int, against: int = 0, other: int = 0, **more: Any) -> dict[str, Any]:
    return {"in_favour": in_favour, "against": against, "other": other, **more}


def ballot(
    *in_favour: int,
    issued: int = 9,
    collected: int = 9,
    valid: int = 8,
    invalid: int = 1,
    **more: Any,
) -> dict[str, Any]:
    counted = {"issued": issued, "collected": collected, "valid": valid, "invalid": invalid}
    candidates = [{"name": "Lê A", "in_favour": votes} for votes in in_favour]
    return {"ballots": counted, "candidates": candidates, **more}


def speeches(*headings: str) -> list[dict[str, Any]]:
    return [
        {"heading": heading, "speaker": "Lê A", "paragraphs": ["Nội dung."]} for heading in headings
    ]


ATTENDEES = [person("Lê A"), {"group": "công chức", "count": 9}]

SPEAKS: list[tuple[Rule, dict[str, Any], str]] = [
    (meeting.ended_before_started, timed("2020-07-01T08:00", "2020-07-01T08:00"), "/ended_at"),
    (meeting.long_meeting, timed("2020-07-01T08:00", "2020-07-02T08:00"), "/ended_at"),
    (meeting.secretary_is_chair, {"chair": person("Lê Hòa"), "secretary": person("LÊ HOÀ")}, "/secretary"),
    (meeting.secretary_is_chair, {"chair": person("Vũ B"), "co_chairs": [person("Lê A")], "secretary": person("Lê A")}, "/secretary"),
    (meeting.attendance_mismatch, {"summoned": 10, "present": 8, "absentees": [person("Lê A")]}, "/present"),
    (meeting.attendance_mismatch, {"summoned": 10, "present": 8}, "/present"),
    (meeting.absent_but_acting, {"chair": person("Lê A"), "absentees": [person("Vũ B"), person("lê a")]}, "/absentees/1"),
    (votes.votes_above_base, {"votes": [voted(5, 4, 1, base=9)]}, "/votes/0"),
    (votes.votes_above_present, {"votes": [voted(5), voted(9, 2)], "present": 10}, "/votes/1"),
    (votes.votes_above_present, {"votes": [voted(11)], "attendees": ATTENDEES}, "/votes/0"),
    (votes.votes_above_present, {"votes": [voted(11, base=12)], "present": 10}, "/votes/0"),
    (votes.votes_above_present, {"proceedings": [{}, {"votes": [voted(11)]}], "present": 10}, "/proceedings/1/votes/0"),
    (votes.votes_above_present, {"votes": [ballot(8)], "present": 8}, "/votes/0"),
    (votes.votes_above_base, {"votes": [ballot(8, base=8)]}, "/votes/0"),
    (votes.vote_figures, {"votes": [{"in_favour": 9, "other": 0}]}, "/votes/0/against"),
    (votes.vote_figures, {"votes": [{"candidates": [{"name": "Lê A", "in_favour": 9}]}]}, "/votes/0/ballots"),
    (votes.vote_figures, {"proceedings": [{"votes": [ballot()]}]}, "/proceedings/0/votes/0/candidates"),
    (votes.vote_unclear, {"votes": [ballot(8, other=0)]}, "/votes/0/other"),
    (votes.ballots_mismatch, {"votes": [ballot(8, invalid=0)]}, "/votes/0/ballots/valid"),
    (votes.ballots_mismatch, {"votes": [ballot(8, issued=8)]}, "/votes/0/ballots/collected"),
    (votes.ballots_mismatch, {"votes": [ballot(1, 8, 9)]}, "/votes/0/candidates/2/in_favour"),
    (votes.ballots_mismatch, {"votes": [{**ballot(), **voted(8, 1)}]}, "/votes/0"),
    (meeting.subject_event_word, {"subject": "Cuộc họp giao ban", "event_kind": "hoi_nghi"}, "/subject"),
    (meeting.subject_event_word, {"subject": "Tổng kết năm 2019", "event_kind": "cuoc_hop"}, "/subject"),
    (meeting.speech_count, {"proceedings": speeches("Tham luận 1", "Tham luận 2"), "agenda": ["Nghe 05 tham luận"]}, "/agenda/0"),
]  # fmt: skip

SILENT: list[tuple[Rule, dict[str, Any]]] = [
    (meeting.ended_before_started, timed("2020-07-01T08:00", "2020-07-01T11:30")),
    (meeting.long_meeting, timed("2020-07-01T08:00", "2020-07-01T20:00")),
    (meeting.secretary_is_chair, {"chair": person("Lê A"), "secretary": person("Lê B")}),
    (meeting.secretary_is_chair, {"chair": person("Lê A", organ_name="Sở A"), "secretary": person("Lê A", organ_name="Sở B")}),
    (meeting.attendance_mismatch, {"summoned": 10, "present": 9, "absentees": [person("Lê A")]}),
    (meeting.attendance_mismatch, {"summoned": 10, "present": 10}),
    (meeting.attendance_mismatch, {"present": 10}),
    (meeting.absent_but_acting, {"chair": person("Lê A"), "attendees": ATTENDEES, "absentees": [person("Vũ B")]}),
    (votes.votes_above_base, {"votes": [voted(5, 3, 1, base=9), voted(9)]}),
    (votes.votes_above_present, {"votes": [voted(10, base=9)], "present": 10}),
    (votes.votes_above_present, {"votes": [voted(50)], "attendees": [{"group": "toàn thể", "count": None}]}),
    (votes.votes_above_present, {"votes": [{"in_favour": 50}], "present": 10}),
    (meeting.subject_event_word, {"subject": "HỘI NGHỊ điển hình tiên tiến", "event_kind": "hoi_nghi"}),
    (votes.votes_above_present, {"proceedings": [None, {"votes": [voted(10), ballot(8)]}], "present": 10}),
    (votes.votes_above_base, {"votes": [ballot(8, base=9), {"base": 9}]}),
    (votes.vote_figures, {"votes": [voted(9), ballot(8), {**ballot(), **voted(8)}]}),
    (votes.vote_unclear, {"votes": [voted(9), ballot(8)]}),
    (votes.ballots_mismatch, {"votes": [ballot(8, 0, 8), {"ballots": {}, "candidates": [None, {"name": "Lê A"}]}]}),
    (votes.ballots_mismatch, {"votes": [{**ballot(issued=10), **voted(7, 1)}, {"ballots": {"collected": 3}}]}),
    (meeting.subject_event_word, {"subject": "Họp giao ban", "event_kind": "cuoc_hop"}),
    (meeting.speech_count, {"proceedings": speeches("Tham luận 1", "Tham luận 2"), "agenda": ["Nghe 02 tham luận"]}),
    (meeting.speech_count, {"proceedings": speeches("Khai mạc"), "agenda": ["Nghe 05 tham luận"]}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "pointer"), SPEAKS)
def test_what_cannot_be_true_is_reported_where_it_stands(
    rule: Rule, record: dict[str, Any], pointer: str
) -> None:
    assert pointers_of(rule, record) == [pointer]


@pytest.mark.parametrize(("rule", "record"), SILENT)
def test_sound_minutes_are_left_alone(rule: Rule, record: dict[str, Any]) -> None:
    assert violations_of(rule, record) == []


ALL = set(meeting.MEETING_RULES)


def test_every_rule_is_tried_both_ways_and_says_its_clause() -> None:
    assert {row[0] for row in SPEAKS} == {row[0] for row in SILENT} == ALL
    assert all("Nghị định 30/2020/NĐ-CP" in rule.text for rule in ALL)


@pytest.mark.parametrize("rule", sorted(ALL, key=attrgetter("code")))
def test_no_rule_stumbles_over_a_record_with_nothing_in_it(rule: Rule) -> None:
    assert violations_of(rule, {}) == []
    assert (
        violations_of(
            rule,
            {
                "attendees": [None, {}],
                "absentees": [{}],
                "votes": [None],
                "proceedings": [{}, None],
            },
        )
        == []
    )


def test_a_missing_number_of_people_stops_the_minutes_only_when_the_absent_are_listed() -> None:
    listed = {"summoned": 10, "present": 8, "absentees": [person("Lê A")]}
    unlisted = {"summoned": 10, "present": 8}
    assert violations_of(meeting.attendance_mismatch, listed)[0].severity == "error"
    assert meeting.attendance_mismatch.severity == "error"
    assert violations_of(meeting.attendance_mismatch, unlisted)[0].severity == "warning"


def test_attendees_are_counted_only_when_every_group_has_its_count() -> None:
    assert votes.counted_attendees({"attendees": ATTENDEES}) == 10
    assert votes.counted_attendees({"attendees": [*ATTENDEES, {"group": "khách mời"}]}) is None
    assert votes.counted_attendees({}) is None
