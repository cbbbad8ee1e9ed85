"""Faults of minutes: times, people who are two things at once, votes that cannot be true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tools.sense.changes import Data, Fault, Kind, put, put_all
from tools.sense.clean import MINUTES, sample


def _fault(code: str, pointer: str, at: str = "", **values: Any) -> Fault:
    """The sample minutes with some of their own values changed; ``pointer`` is where it is told."""
    data = put_all(sample(MINUTES), {f"/{name}": value for name, value in values.items()})
    return Fault(code, MINUTES, data, at or pointer)


def times() -> Iterator[Fault]:
    """Beginnings and ends."""
    for ended in ("2026-11-18T07:30", "2026-11-18T08:00", "2026-10-18T11:30"):
        yield _fault("ended_before_started", "/ended_at", ended_at=ended)
    for ended in ("2026-11-19T11:30", "2026-11-18T20:01", "2026-12-18T11:30"):
        yield _fault("long_meeting", "/ended_at", ended_at=ended)
    for year in (2062, 2036, 2066):
        day = f"{year}-11-18T"
        yield _fault(
            "started_far_ahead", "/started_at", started_at=f"{day}08:00", ended_at=f"{day}11:30"
        )
        yield _fault(
            "ended_far_ahead", "/ended_at", started_at=f"{day}08:00", ended_at=f"{day}11:30"
        )


def people() -> Iterator[Fault]:
    """Who was there, and as what."""
    data = sample(MINUTES)
    chair, second = data["chair"], data["co_chairs"][0]
    plain = {"full_name": chair["full_name"], "position": chair["position"]}
    for same in (plain, plain | {"full_name": "THÁI PHÚC SƠN"}, second):
        yield _fault("secretary_is_chair", "/secretary", secretary=same)
    for present in (38, 36, 30):
        yield _fault("attendance_mismatch", "/present", present=present)
    yield _fault("attendance_mismatch", "/present", absentees=[])
    for who in (chair, data["secretary"], second):
        absent = {"full_name": who["full_name"], "reason": "đi công tác"}
        yield Fault("absent_but_acting", MINUTES, put(data, "/absentees/0", absent), "/absentees/0")
    for row in (
        {"position": "Chuyên viên"},
        {"full_name": "Lê An", "group": "các trưởng phòng"},
        {"full_name": "Lê An", "count": 3},
    ):
        changed = put_all(data, {"/attendees/-": row, "/votes": []})
        yield Fault("attendee_unclear", MINUTES, changed, "/attendees/3")
    empty: tuple[Data, ...] = ({}, {"heading": ""}, {"paragraphs": []})
    for step in empty:
        yield Fault(
            "empty_proceeding", MINUTES, put(data, "/proceedings/-", step), "/proceedings/4"
        )
    for subject in (
        "Tổng kết phong trào thi đua",
        "Họp tổng kết phong trào thi đua",
        "Hội thảo tổng kết phong trào thi đua",
    ):
        yield _fault("subject_event_word", "/subject", subject=subject)
    yield _fault("subject_event_word", "/subject", event_kind="hoi_thao")
    for said in ("05 tham luận", "03 bài tham luận", "10 ý kiến tham luận"):
        steps = [
            {
                "heading": "Thảo luận",
                "paragraphs": [f"Hội nghị nghe {said} về cải cách hành chính."],
            },
            {
                "heading": "Tham luận",
                "speaker": "Đồng chí Lê An",
                "paragraphs": ["Trình bày tham luận về thi đua."],
            },
        ]
        yield Fault(
            "speech_count", MINUTES, put(data, "/proceedings", steps), "/proceedings/0/paragraphs/0"
        )
    for line in ("1. Khai mạc Hội nghị", "a) Khai mạc Hội nghị", "- Khai mạc Hội nghị"):
        yield Fault("numbered_by_hand", MINUTES, put(data, "/agenda/0", line), "/agenda/0")


def _votes(code: str, at: str, **vote: Any) -> Fault:
    """The sample minutes with one vote in place of their own."""
    votes: list[Data] = [{"matter": "thông qua danh sách", **vote}]
    return Fault(code, MINUTES, put(sample(MINUTES), "/votes", votes), f"/votes/0{at}")


def votes() -> Iterator[Fault]:
    """Counts of votes and ballots."""
    all_but = {"in_favour": 35, "against": 1, "other": 1}
    for name in all_but:
        yield _votes(
            "required", f"/{name}", **{key: count for key, count in all_but.items() if key != name}
        )
    box = {"issued": 37, "collected": 37, "valid": 36, "invalid": 1}
    named = [{"name": "Lê Văn An", "in_favour": 30}, {"name": "Trần Thị Bình", "in_favour": 36}]
    yield _votes("required", "/ballots", candidates=named)
    yield _votes("required", "/candidates", ballots=box)
    for figures in ({"in_favour": 30}, all_but, {"against": 2}):
        yield _votes("vote_unclear", "", candidates=named, ballots=box, **figures)
    for wrong, at in (
        ({"valid": 37}, "/ballots"),
        ({"issued": 36}, "/ballots"),
        ({"valid": 35, "invalid": 2}, "/candidates/1"),
        ({"invalid": 0}, "/ballots"),
    ):
        yield _votes("ballots_mismatch", at, candidates=named, ballots=box | wrong)
    for base in (36, 30, 9):
        yield _votes("votes_above_base", "", base=base, **all_but)
    for in_favour in (37, 40, 350):
        yield _votes("votes_above_present", "", in_favour=in_favour, against=1, other=0)


def councils() -> Iterator[Fault]:
    """Ballots of a council with too few members, too few votes, or a share of others than all."""
    council = {"members": 9, "quorum": 6, "approval_percent": 80}
    subject = {"/subject": "Cuộc họp Hội đồng Thi đua - Khen thưởng Sở", "/event_kind": "cuoc_hop"}
    nine = {
        "/summoned": 9,
        "/present": 9,
        "/absentees": [],
        "/attendees": [{"group": "các thành viên", "count": 9}],
    }
    data = put_all(sample(MINUTES), subject | nine | {"/council": council})
    ballot = {"secret": True, "in_favour": 9, "against": 0, "other": 0}
    hero, flag = "đề nghị tặng danh hiệu Anh hùng Lao động", "đề nghị tặng Cờ thi đua của Chính phủ"
    national, own = (
        "đề nghị danh hiệu Chiến sỹ thi đua toàn quốc",
        "thông qua danh sách tặng Giấy khen",
    )
    for matter, in_favour in ((hero, 8), (national, 7), (flag, 7)):
        vote = ballot | {"matter": matter, "in_favour": in_favour, "against": 9 - in_favour}
        yield Fault("state_title_vote", MINUTES, put(data, "/votes", [vote]), "/votes/0/in_favour")
    aloud = ballot | {"matter": hero, "secret": False}
    yield Fault("state_title_vote", MINUTES, put(data, "/votes", [aloud]), "/votes/0/secret")
    of_eight = ballot | {"matter": flag, "in_favour": 8, "base": 8}
    absent = {"/present": 8, "/absentees": [{"full_name": "Lê An"}], "/attendees/0/count": 8}
    yield Fault(
        "state_title_vote", MINUTES, put_all(data, absent | {"/votes": [of_eight]}), "/votes/0/base"
    )
    # Nobody said how many came: the share is printed on those listed, or on the ballots.
    uncounted = {"/summoned": None, "/present": None, "/attendees/0/count": 8}
    eight = ballot | {"matter": national, "in_favour": 8}
    box = {"issued": 8, "collected": 8, "valid": 8, "invalid": 0}
    for counted in (uncounted, uncounted | {"/attendees/0/count": None}):
        votes = [eight | {"ballots": box}]
        told = put_all(data, counted | {"/votes": votes})
        yield Fault("state_title_vote", MINUTES, told, "/votes/0/base")
    for present in (5, 4):
        few: Data = {"/present": present, "/attendees/0/count": present, "/votes": []}
        yield Fault("council_quorum", MINUTES, put_all(data, few), "/present")
    yield Fault(
        "council_quorum",
        MINUTES,
        put_all(data, {"/summoned": 8, "/present": 8, "/votes": []}),
        "/summoned",
    )
    for in_favour in (7, 5):
        vote = ballot | {"matter": own, "in_favour": in_favour, "against": 9 - in_favour}
        yield Fault("council_share", MINUTES, put(data, "/votes", [vote]), "/votes/0/in_favour")
    box = {"issued": 9, "collected": 9, "valid": 9, "invalid": 0}
    named = [{"name": "Lê Văn An", "in_favour": 9}, {"name": "Trần Thị Bình", "in_favour": 7}]
    by_name = {"matter": "xét Chiến sĩ thi đua cơ sở", "ballots": box, "candidates": named}
    yield Fault(
        "council_share", MINUTES, put(data, "/votes", [by_name]), "/votes/0/candidates/1/in_favour"
    )


KINDS: Final[tuple[Kind, ...]] = (times, people, votes, councils)
