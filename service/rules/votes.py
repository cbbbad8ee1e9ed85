"""Rules about votes: which figures a vote has, and which of them cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.errors import Violation
from service.rules import Record, rule, violation_at

#: The figures of a vote on one matter, with what the clerk calls them.
_FIGURES: Final = {
    "in_favour": "Tán thành",
    "against": "Không tán thành",
    "other": "Ý kiến khác",
}
_WHERE: Final = ("/votes", "/proceedings")
#: What ``number_present`` reads.
PRESENT: Final = (
    "/present",
    "/attendees",
    "/attendees/*",
    "/attendees/*/group",
    "/attendees/*/count",
)


def counted_attendees(record: Record) -> int | None:
    """Persons listed and groups with their counts; None while some group has no count."""
    total = 0
    for attendee in record.get("attendees") or ():
        if not isinstance(attendee, Mapping):
            return None
        if not attendee.get("group"):
            total += 1
        elif attendee.get("count") is None:
            return None
        else:
            total += attendee["count"]
    return total or None


def base_of(record: Record, vote: Mapping[str, Any]) -> int | None:
    """On how many a share is counted: the number given, else those present, else counted, else the ballots issued."""
    base: int | None = vote.get("base") or number_present(record)
    return base or (vote.get("ballots") or {}).get("issued")


def number_present(record: Record) -> int | None:
    """How many came: the number given, else the attendees counted."""
    present: int | None = record.get("present")
    return present or counted_attendees(record)


def every_vote(record: Record) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every vote with its pointer and what to call it, those inside the proceedings first."""
    for index, step in enumerate(record.get("proceedings") or ()):
        if isinstance(step, Mapping):
            pointer = f"/proceedings/{index}/votes"
            yield from _named(step, pointer, f" của mục diễn biến thứ {index + 1}")
    yield from _named(record, "/votes", "")


def _named(
    holder: Mapping[str, Any], pointer: str, of: str
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for place, vote in enumerate(holder.get("votes") or ()):
        if isinstance(vote, Mapping):
            yield f"{pointer}/{place}", f"Biểu quyết thứ {place + 1}{of}", vote


def _sum_of_figures(vote: Mapping[str, Any]) -> int | None:
    """The three figures together; None while one of them is missing."""
    figures = [figure for name in _FIGURES if (figure := vote.get(name)) is not None]
    return sum(figures) if len(figures) == len(_FIGURES) else None


def _cast(vote: Mapping[str, Any]) -> int | None:
    """How many voted: the three figures, else the ballots collected; None while neither is known."""
    cast = _sum_of_figures(vote)
    return (vote.get("ballots") or {}).get("collected") if cast is None else cast


@rule("required", reads=_WHERE)
def vote_figures(record: Record, _reference: Any) -> Iterator[Violation]:
    """Mỗi lần biểu quyết ghi đủ số tán thành, không tán thành và ý kiến khác; khi bỏ phiếu cho từng người, từng tập
    thể thì ghi số phiếu phát ra, thu về, hợp lệ, không hợp lệ và số phiếu của từng người, từng tập thể (Nghị định
    30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến)."""
    for pointer, _, vote in every_vote(record):
        given = [name for name in _FIGURES if vote.get(name) is not None]
        if vote.get("candidates"):
            missing = {} if vote.get("ballots") is not None else {"ballots": "Kiểm phiếu"}
        elif vote.get("ballots") is not None and not given:
            missing = {"candidates": "Kết quả từng người, tập thể"}
        else:
            missing = {name: label for name, label in _FIGURES.items() if name not in given}
        for name, label in missing.items():
            yield violation_at(f"{pointer}/{name}", f"Chưa có “{label}”; hãy nhập mục này.")


@rule("vote_unclear", reads=_WHERE)
def vote_unclear(record: Record, _reference: Any) -> Iterator[Violation]:
    """Một lần biểu quyết có kết quả chung (tán thành, không tán thành, ý kiến khác) hoặc kết quả từng người, từng tập
    thể, không có cả hai (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến)."""
    for pointer, called, vote in every_vote(record):
        given = [name for name in _FIGURES if vote.get(name) is not None]
        if vote.get("candidates") and given:
            yield violation_at(
                f"{pointer}/{given[0]}",
                f"{called} đã ghi kết quả từng người, tập thể thì không ghi kết quả chung; hãy bỏ một trong hai.",
            )


@rule("ballots_mismatch", reads=_WHERE)
def ballots_mismatch(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số phiếu hợp lệ cộng không hợp lệ bằng số phiếu thu về, số thu về không vượt số phát ra; không ai được nhiều
    phiếu hơn số phiếu hợp lệ (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến)."""
    for pointer, called, vote in every_vote(record):
        ballots = vote.get("ballots")
        if ballots:
            yield from _of_the_box(f"{pointer}/ballots", called, ballots)
            yield from _above_valid(pointer, called, vote, ballots.get("valid"))


def _of_the_box(pointer: str, called: str, ballots: Mapping[str, Any]) -> Iterator[Violation]:
    issued, collected = ballots.get("issued"), ballots.get("collected")
    valid, invalid = ballots.get("valid"), ballots.get("invalid")
    if collected is None:
        return
    if valid is not None and invalid is not None and valid + invalid != collected:
        yield violation_at(
            f"{pointer}/valid",
            f"{called} có {valid} phiếu hợp lệ cộng {invalid} phiếu không hợp lệ là {valid + invalid}, khác số thu về "
            f"{collected}; hãy sửa lại.",
        )
    if issued is not None and collected > issued:
        yield violation_at(
            f"{pointer}/collected",
            f"{called} thu về {collected} phiếu, nhiều hơn số phát ra {issued}; hãy sửa lại.",
        )


def _above_valid(
    pointer: str, called: str, vote: Mapping[str, Any], valid: int | None
) -> Iterator[Violation]:
    """Candidates, or the three figures together, that have more votes than there are valid ballots."""
    if valid is None:
        return
    for place, candidate in enumerate(vote.get("candidates") or ()):
        votes = candidate.get("in_favour") if isinstance(candidate, Mapping) else None
        if votes is not None and votes > valid:
            yield violation_at(
                f"{pointer}/candidates/{place}/in_favour",
                f"Dòng {place + 1} được {votes} phiếu, nhiều hơn số phiếu hợp lệ {valid}; hãy sửa lại.",
            )
    cast = _sum_of_figures(vote)
    if cast is not None and cast > valid:
        yield violation_at(
            pointer,
            f"{called} có tổng {cast} ý kiến, nhiều hơn số phiếu hợp lệ {valid}; hãy sửa lại.",
        )


@rule("votes_above_base", reads=_WHERE)
def votes_above_base(record: Record, _reference: Any) -> Iterator[Violation]:
    """Tổng số phiếu tán thành, không tán thành và ý kiến khác, hoặc số phiếu thu về, không vượt quá số người làm cơ sở
    tính tỷ lệ (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến)."""
    for pointer, called, vote in every_vote(record):
        base, cast = vote.get("base"), _cast(vote)
        if base is not None and cast is not None and cast > base:
            yield violation_at(
                pointer,
                f"{called} có tổng {cast} ý kiến, vượt số người làm cơ sở tính là {base}; hãy sửa số phiếu hoặc số "
                "người.",
            )


@rule("votes_above_present", reads=(*_WHERE, *PRESENT))
def votes_above_present(record: Record, _reference: Any) -> Iterator[Violation]:
    """Tổng số phiếu của một lần biểu quyết không vượt quá số người có mặt; khi chưa ghi số có mặt thì tính theo
    thành phần dự đã liệt kê (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến)."""
    present, counted = record.get("present"), number_present(record)
    if counted is None:
        return
    source = "số có mặt" if present is not None else "số người dự đã liệt kê"
    for pointer, called, vote in every_vote(record):
        cast = _cast(vote)
        # Without a number present, a base that the clerk gave says more than a list of guests.
        if cast and cast > counted and (present is not None or vote.get("base") is None):
            yield violation_at(
                pointer,
                f"{called} có tổng {cast} ý kiến, vượt {source} là {counted}; hãy sửa số phiếu hoặc số có mặt.",
            )


VOTE_RULES: Final = (
    vote_figures,
    vote_unclear,
    ballots_mismatch,
    votes_above_base,
    votes_above_present,
)
