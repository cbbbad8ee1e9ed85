"""Rules about the ballots of a council for emulation and commendation: on whom a share is counted, and how high it must be.

For a few titles of the State level the decree says so; for all that an office decides itself its province or ministry does,
and the office's profile holds it (``council``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, award_decree, rule, violation_at
from service.rules.award_decree import DECREE
from service.rules.issue_dates import meeting_day
from service.rules.votes import PRESENT, base_of, every_vote, number_present

_CLAUSE: Final = f"khoản 5 Điều 33 {DECREE}"
#: Titles of the State level, each with the least share of all members in per cent.
_OF_THE_STATE: Final = (
    (
        re.compile(
            r"chiến s[ĩỹ] thi đua toàn quốc|anh hùng lao động|anh hùng lực lượng vũ trang"
            r"|\b(?:tỉnh|thành phố) anh hùng\b"
        ),
        90,
    ),
    (re.compile(r"cờ thi đua (?:của )?chính phủ"), 80),
)
#: What the council of an office votes on: other matters need no more than a majority.
_ON_AWARDS: Final = re.compile(
    r"khen|danh hiệu|chiến s[ĩỹ]|tiên tiến|xuất sắc|cờ thi đua|kỷ niệm chương"
)
_COUNCIL: Final = re.compile(r"\bhội đồng (?!nhân dân)", re.IGNORECASE)

ALL_MEMBERS: Final = "members"
THOSE_PRESENT: Final = "present"


@dataclass(frozen=True, slots=True)
class _Counted:
    """One result of a vote: where it stands, what it is called, votes in favour."""

    pointer: str
    called: str
    in_favour: int


def _council(record: Record) -> Mapping[str, Any]:
    """What the office's profile says of its council, where the minutes are of one; else nothing."""
    subject = record.get("subject") or ""
    organ = (record.get("organ") or {}).get("organ_name") or ""
    known = record.get("council")
    is_meant = isinstance(known, Mapping) and _COUNCIL.search(f"{subject}. {organ}")
    return known if is_meant and isinstance(known, Mapping) else {}


def _members(record: Record) -> int | None:
    """How many members there are: those of the council, else those summoned."""
    members: int | None = _council(record).get("members") or record.get("summoned")
    return members


def _state_share(vote: Mapping[str, Any]) -> int | None:
    """The least share in per cent that the decree asks for; None for what is not of the State level."""
    matter = vietnamese.lower(vote.get("matter") or "")
    return next((share for title, share in _OF_THE_STATE if title.search(matter)), None)


def _results(pointer: str, called: str, vote: Mapping[str, Any]) -> Iterator[_Counted]:
    if vote.get("in_favour") is not None:
        yield _Counted(f"{pointer}/in_favour", called, vote["in_favour"])
    for place, candidate in enumerate(vote.get("candidates") or ()):
        if isinstance(candidate, Mapping) and candidate.get("in_favour") is not None:
            at = f"{pointer}/candidates/{place}/in_favour"
            yield _Counted(at, f"{called}, dòng {place + 1}", candidate["in_favour"])


_READS: Final = ("/votes", "/proceedings", "/summoned", *PRESENT, "/council")


@rule("state_title_vote", reads=(*_READS, "/ended_at"), severity="warning")
def state_title_vote(record: Record, reference: Any) -> Iterator[Violation]:
    """Đề nghị danh hiệu Anh hùng, “Chiến sĩ thi đua toàn quốc”, “Cờ thi đua của Chính phủ” phải bỏ phiếu; tỷ lệ tính trên
    tổng số thành viên Hội đồng, từ 90% trở lên (riêng Cờ thi đua của Chính phủ từ 80%), kết quả ghi trong biên bản (Nghị định
    152/2025/NĐ-CP, khoản 5 Điều 33; cảnh báo). Cuộc họp vào ngày Nghị định này không có hiệu lực thì không xét."""
    if not award_decree.holds(reference, meeting_day(record, reference)):
        return
    for pointer, called, vote in every_vote(record):
        # Where nothing else says how many members there are, the base is what the clerk was asked to give.
        members = _members(record) or vote.get("base")
        share = _state_share(vote)
        if share is None:
            continue
        if vote.get("secret") is False:
            yield violation_at(
                f"{pointer}/secret",
                f"{called} là việc phải bỏ phiếu ({_CLAUSE}), không biểu quyết công khai; hãy kiểm tra lại.",
            )
        yield from _wrong_base(record, pointer, called, vote, members)
        for result in _results(pointer, called, vote):
            if members and _is_below(result, members, share):
                yield _too_few(result, members, share, f"tổng số thành viên Hội đồng ({_CLAUSE})")


def _wrong_base(
    record: Record, pointer: str, called: str, vote: Mapping[str, Any], members: int | None
) -> Iterator[Violation]:
    """A share that is counted on others than all members, or on nobody known."""
    base = base_of(record, vote)
    if members is None:
        yield violation_at(
            f"{pointer}/base",
            f"{called} phải tính tỷ lệ trên tổng số thành viên Hội đồng; hãy ghi tổng số thành viên ở mục này.",
        )
    elif base is not None and base != members:
        yield violation_at(
            f"{pointer}/base",
            f"{called} đang tính tỷ lệ trên {base} người; phải tính trên tổng số thành viên Hội đồng là {members}.",
            members,
        )


def _is_below(result: _Counted, base: int, share: int) -> bool:
    return Fraction(result.in_favour, base) * 100 < share


def _too_few(result: _Counted, base: int, share: int, whose: str) -> Violation:
    return violation_at(
        result.pointer,
        f"{result.called} được {result.in_favour}/{base} phiếu tán thành, chưa đạt {share}% {whose}; chưa đủ điều kiện đề nghị, "
        "hãy kiểm tra lại.",
    )


@rule("council_quorum", reads=_READS, severity="warning")
def council_quorum(record: Record, _reference: Any) -> Iterator[Violation]:
    """Hội đồng họp khi có đủ số thành viên theo quy chế của tỉnh, bộ (số ghi trong hồ sơ cơ quan), và triệu tập tất cả thành
    viên (Nghị định 152/2025/NĐ-CP, điểm đ và điểm e khoản 2 Điều 6; cảnh báo)."""
    council = _council(record)
    members, quorum = council.get("members"), council.get("quorum")
    summoned, present = record.get("summoned"), number_present(record)
    if members and summoned and summoned != members:
        yield violation_at(
            "/summoned",
            f"Số triệu tập là {summoned}, khác tổng số thành viên Hội đồng trong hồ sơ cơ quan là {members}; hãy kiểm tra lại.",
        )
    if quorum and present is not None and present < quorum:
        is_stated = record.get("present") is not None
        yield violation_at(
            "/present" if is_stated else "/attendees",
            f"Có mặt {present} thành viên, chưa đủ {quorum} thành viên để Hội đồng họp theo quy chế; hãy kiểm tra lại.",
        )


@rule("council_share", reads=_READS, severity="warning")
def council_share(record: Record, _reference: Any) -> Iterator[Violation]:
    """Việc khen thưởng do cơ quan quyết định được Hội đồng thông qua khi đạt tỷ lệ phiếu theo quy chế của tỉnh, bộ, tính
    trên tổng số thành viên hoặc số có mặt như hồ sơ cơ quan ghi (Nghị định 152/2025/NĐ-CP, điểm đ và điểm e khoản 2 Điều 6;
    cảnh báo)."""
    council = _council(record)
    least = council.get("approval_percent")
    of_all = council.get("counted_on") != THOSE_PRESENT
    if not least:
        return
    whose = "tổng số thành viên" if of_all else "số thành viên có mặt"
    for pointer, called, vote in every_vote(record):
        is_award = vote.get("candidates") or _ON_AWARDS.search(
            vietnamese.lower(vote.get("matter") or "")
        )
        if not is_award or _state_share(vote) is not None:
            continue
        # Without a number present, a base that the clerk gave says more than a list of guests.
        base = _members(record) if of_all else record.get("present") or base_of(record, vote)
        for result in _results(pointer, called, vote):
            if base and _is_below(result, base, least):
                yield _too_few(result, base, least, f"{whose} theo quy chế ghi trong hồ sơ cơ quan")


COUNCIL_RULES: Final = (state_title_vote, council_quorum, council_share)
