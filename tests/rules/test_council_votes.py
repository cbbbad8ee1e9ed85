"""Votes of a council: the decree's share of all members for the State level, the office's own rules for the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from service import reference
from service.errors import Violation
from service.rules.council_votes import COUNCIL_RULES
from tests import reviewed

HERO, FLAG = "đề nghị tặng danh hiệu Anh hùng Lao động", "đề nghị tặng Cờ thi đua của Chính phủ"
OWN = "thông qua danh sách tặng Giấy khen"
REFERENCE = reference.load()
RULES = {"members": 10, "quorum": 7, "approval_percent": 80}


def found(
    vote: dict[str, Any] | None = None,
    subject: str = "Họp Hội đồng Thi đua - Khen thưởng",
    **more: Any,
) -> list[Violation]:
    record = {"subject": subject, "summoned": 10, "present": 10, "votes": [vote or {}], **more}
    return reviewed.by_rules(COUNCIL_RULES, record, REFERENCE, lambda _: "Biểu quyết")


def said(*args: Any, **more: Any) -> list[tuple[str, str, Any]]:
    return [(one.code, one.pointer, one.suggestion) for one in found(*args, **more)]


def vote(matter: str, in_favour: int, **more: Any) -> dict[str, Any]:
    return {"matter": matter, "secret": True, "in_favour": in_favour, **more}


@pytest.mark.parametrize(
    ("matter", "enough", "too_few"),
    [
        (HERO, 9, 8),
        ("xét Chiến sĩ thi đua toàn quốc", 9, 8),
        ("xét danh hiệu Tỉnh Anh hùng", 9, 8),
        (FLAG, 8, 7),
    ],
)
def test_titles_of_the_state_need_their_share_of_all_members(
    matter: str, enough: int, too_few: int
) -> None:
    assert said(vote(matter, enough)) == []
    assert said(vote(matter, too_few)) == [("state_title_vote", "/votes/0/in_favour", None)]


@pytest.mark.parametrize(
    ("ended", "is_judged"),
    [("2025-06-30", False), ("2025-07-01", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_the_decree_says_nothing_of_a_meeting_before_or_after_it(
    ended: str, is_judged: bool
) -> None:
    held = found(vote(HERO, 1), ended_at=datetime.fromisoformat(f"{ended}T10:00"))
    assert [one.code for one in held] == ["state_title_vote"] * is_judged


def test_the_share_is_of_all_members_not_of_those_who_came() -> None:
    (one,) = found(vote(HERO, 9), present=9)
    assert (one.pointer, one.suggestion, one.severity) == ("/votes/0/base", 10, "warning")
    assert said(vote(HERO, 9, base=10), present=9) == []
    assert said(vote(HERO, 9, base=9), present=9) == [("state_title_vote", "/votes/0/base", 10)]
    eight = said(vote(HERO, 8, base=8), present=8)
    assert [pointer for _, pointer, _ in eight] == ["/votes/0/base", "/votes/0/in_favour"]


def test_all_members_are_those_of_the_profile_else_those_summoned_else_asked_for() -> None:
    assert said(vote(HERO, 9, base=10), council={"members": 10}, summoned=None) == []
    nobody = said(vote(HERO, 9), summoned=None, present=None)
    assert nobody == [("state_title_vote", "/votes/0/base", None)]


def test_those_who_came_are_counted_where_no_number_is_given() -> None:
    nobody = {"summoned": None, "present": None}
    eight = [{"full_name": "A"}, {"group": "các thành viên khác", "count": 7}]
    one = {"council": {"members": 10}, "attendees": eight, **nobody}
    base = ("state_title_vote", "/votes/0/base", 10)
    assert said(vote(HERO, 9), **one) == [base]
    assert said(vote(HERO, 9, base=10), **one) == []
    # Ballots are no members either.
    box = {"issued": 9, "collected": 9, "valid": 9, "invalid": 0}
    assert said(vote(HERO, 9, ballots=box), council={"members": 10}, **nobody) == [base]
    # What the office decides itself, and its quorum.
    assert said(council=RULES | {"quorum": 9}, attendees=eight, **nobody) == [
        ("council_quorum", "/attendees", None)
    ]
    of_present = {"council": RULES | {"counted_on": "present", "quorum": 8}, "attendees": eight}
    assert said(vote(OWN, 6), **of_present, **nobody) == [
        ("council_share", "/votes/0/in_favour", None)
    ]
    assert said(vote(OWN, 7), **of_present, **nobody) == []
    # A base that was given says more than a list in which guests may stand.
    assert said(vote(OWN, 6, base=7), **of_present, **nobody) == []


def test_a_base_that_was_given_is_that_of_all_members_where_nothing_else_says_it() -> None:
    nobody = {"summoned": None, "present": None}
    assert said(vote(HERO, 9, base=10), **nobody) == []
    assert said(vote(HERO, 8, base=10), **nobody) == [
        ("state_title_vote", "/votes/0/in_favour", None)
    ]


def test_a_title_of_the_state_is_voted_on_by_ballot() -> None:
    assert said(vote(HERO, 10, secret=False)) == [("state_title_vote", "/votes/0/secret", None)]
    assert said(vote(HERO, 10, secret=None)) == []


def test_each_candidate_has_a_share_of_their_own() -> None:
    candidates = [{"name": "A", "in_favour": 9}, {"name": "B", "in_favour": 8}]
    ballot = {"matter": HERO, "candidates": candidates}
    assert said(ballot) == [("state_title_vote", "/votes/0/candidates/1/in_favour", None)]
    (one,) = found(ballot)
    assert "8/10" in one.message
    assert "90%" in one.message


def test_without_a_profile_nothing_is_asked_of_what_an_office_decides() -> None:
    assert said(vote(OWN, 1)) == []


def test_the_offices_own_rules_hold_for_its_own_awards() -> None:
    assert said(vote(OWN, 8), council=RULES) == []
    assert said(vote(OWN, 7), council=RULES) == [("council_share", "/votes/0/in_favour", None)]
    assert said(vote("thông qua chương trình", 1), council=RULES) == []


def test_the_share_is_of_those_present_where_the_profile_says_so() -> None:
    of_present = RULES | {"counted_on": "present"}
    assert said(vote(OWN, 7), council=of_present, present=8) == []
    assert said(vote(OWN, 7), council=RULES, present=8) == [
        ("council_share", "/votes/0/in_favour", None)
    ]


def test_a_council_meets_with_its_quorum_and_summons_all_members() -> None:
    assert said(council=RULES, present=7) == []
    assert said(council=RULES, present=6) == [("council_quorum", "/present", None)]
    assert said(council=RULES, summoned=9, present=9) == [("council_quorum", "/summoned", None)]


def test_other_meetings_of_the_office_are_not_its_council() -> None:
    assert said(vote(OWN, 1), subject="Hội nghị công chức", council=RULES, present=3) == []
    assert said(subject="Họp Hội đồng nhân dân xã", council=RULES, present=3) == []
