"""Votes become blocks of the minutes: a sentence with its ratio, and for a ballot a table of the candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.documents.blocks.body import Block, block
from service.documents.blocks.table_layout import Band, TableColumn, laid_out
from service.documents.conference.vote_fields import from_the_highest, number_of_votes
from service.documents.document_type import Record
from service.docx.typography import PageWidths
from service.language import name_words
from service.rules.votes import base_of
from service.schema import computed_columns
from service.schema.printing import Printed

_MANNERS = {True: " (bỏ phiếu kín)", False: " (biểu quyết công khai)", None: ""}


def vote_blocks(
    record: Record,
    votes: Sequence[Mapping[str, Any]],
    printed: Sequence[Printed],
    paper: PageWidths,
) -> Iterator[Block]:
    """Each vote as a dashed line, and one with candidates as a line and its table."""
    if votes:
        yield block("leading", "Kết quả biểu quyết:")
    for place, (vote, texts) in enumerate(zip(votes, printed, strict=True), start=1):
        base = base_of(record, vote)
        if not vote["candidates"]:
            end = ";" if place < len(votes) and not votes[place]["candidates"] else "."
            yield block("item", f"{_matter(vote, texts)}: {_result(vote, texts, base)}{end}")
            continue
        yield block(
            "leading", f"- {_matter(vote, texts)}: {_counted(texts['ballots'])}; kết quả như sau:"
        )
        yield block("table", "", **_table(vote, texts["candidates"], base, paper))


def _matter(vote: Mapping[str, Any], printed: Printed) -> str:
    """What was voted on, and how; what the clerk wrote himself is not said again."""
    matter: str = printed["matter"]
    secret = True if vote["secret"] is None and vote["ballots"] else vote["secret"]
    says_how = any(word in matter.lower() for word in ("phiếu kín", "công khai"))
    return matter if says_how else f"{matter}{_MANNERS[secret]}"


def _result(vote: Mapping[str, Any], printed: Printed, base: int | None) -> str:
    """ "08/09 phiếu tán thành (đạt 88,89%), 01 phiếu không tán thành, 00 phiếu có ý kiến khác"."""
    counted = f"{_counted(printed['ballots'])}; " if vote["ballots"] else ""
    ratio = f" (đạt {_ratios([vote], base)[0]})" if base else ""
    return (
        f"{counted}{_of(printed['in_favour'], base)} phiếu tán thành{ratio}, "
        f"{printed['against']} phiếu không tán thành, {printed['other']} phiếu có ý kiến khác"
    )


def _counted(ballots: Printed) -> str:
    return (
        f"phát ra {ballots['issued']} phiếu, thu về {ballots['collected']} phiếu, trong đó "
        f"{ballots['valid']} phiếu hợp lệ, {ballots['invalid']} phiếu không hợp lệ"
    )


def _of(votes: str, base: int | None) -> str:
    return f"{votes}/{number_of_votes(base)}" if base else votes


def _table(
    vote: Mapping[str, Any], candidates: Sequence[Printed], base: int | None, paper: PageWidths
) -> dict[str, Any]:
    """The table for the template: STT, name, votes of the base, ratio."""
    columns = [
        TableColumn("number", "STT", "center"),
        TableColumn("name", _called([candidate["name"] for candidate in candidates]), "left"),
        TableColumn("votes", "Số phiếu tán thành", "center"),
        TableColumn("ratio", "Tỷ lệ", "center"),
    ][: 4 if base else 3]
    rows = [
        {
            "number": str(number),
            "name": texts["name"],
            "votes": _of(texts["in_favour"], base),
            "ratio": ratio,
        }
        for number, (texts, ratio) in enumerate(
            zip(candidates, _ratios(from_the_highest(vote["candidates"]), base), strict=True),
            start=1,
        )
    ]
    return laid_out(columns, [Band(rows)], paper=paper).context


def _ratios(votes: Sequence[Mapping[str, Any]], base: int | None) -> list[str]:
    """Votes in favour per cent of the base, as a computed column has them; blank without a base."""
    if not base:
        return [""] * len(votes)
    pairs = [(vote["in_favour"], base) for vote in votes]
    return [f"{ratio}%" for ratio in computed_columns.compute("ratio", pairs)]


def _called(names: Sequence[str]) -> str:
    """The header above the names: of persons, of units, or of both."""
    units = sum(map(name_words.is_unit_name, names))
    if not units:
        return "Họ và tên"
    return "Tên tập thể" if units == len(names) else "Cá nhân, tập thể"
