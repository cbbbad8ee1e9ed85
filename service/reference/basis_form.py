"""How a line of legal bases departs from the form that Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6.a gives it.

Only typing is looked at here; whether a text exists and is in force is the catalogue's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from service.language import wording
from service.reference import citations
from service.reference.citations import DATE, NUMBER, Citation, as_date

DeviationCode = Literal[
    "date", "date_impossible", "date_missing", "blank", "number", "organ_missing"
]


class Deviation(NamedTuple):
    """``line[start:end]`` is not as it should be; ``correction`` belongs there, None when that is not certain."""

    code: DeviationCode
    start: int
    end: int
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """One whole line: its citations and its deviations, each in the order of the line."""

    line: str
    citations: tuple[Citation, ...]
    deviations: tuple[Deviation, ...]

    @property
    def corrected(self) -> str | None:
        """The line with every certain correction, or None when there is none."""
        text, changed = self.line, False
        for found in sorted(self.deviations, key=lambda found: found.start, reverse=True):
            if found.correction is not None:
                text = text[: found.start] + found.correction + text[found.end :]
                changed = True
        return text if changed else None

    def first(self, *codes: DeviationCode) -> Deviation | None:
        """The first deviation of one of these codes."""
        return next((found for found in self.deviations if found.code in codes), None)


_MONTH_WITH_ZERO = re.compile(r"\btháng\s+0(?P<month>[3-9])(?![\w/])", re.IGNORECASE)
_BLANK = re.compile(
    r"\bsố\s*:?[\s.…_]*/|\bngày[\s.…_]+tháng\b(?:(?<!ngày tháng)|(?=\s+(?:năm\s+)?[0-9.…_]))|\bngày\s+[0-9]{1,2}\s+tháng[\s.…_]+năm\b"
    r"|\bngày[\s.…_]*[;,]?\s*$",
    re.IGNORECASE,
)


def parse(line: str) -> Basis:
    """Take one basis line apart; never fails."""
    cited = citations.parse(line)
    if not cited:
        return Basis(line, (), ())
    deviations = [*_in_dates(line), *_blanks(line)]
    for citation in cited:
        deviations += _in_citation(line, citation)
    return Basis(line, cited, tuple(sorted(deviations, key=lambda found: found.start)))


def _in_dates(line: str) -> Iterator[Deviation]:
    taken: list[tuple[int, int]] = []
    for found in DATE.finditer(line):
        start, end = found.span()
        taken.append((start, end))
        on = as_date(found)
        if on is None:
            yield Deviation("date_impossible", start, end)
        elif found["mark"] or not found["word"] or _padding_is_wrong(found):
            yield Deviation("date", start, end, wording.long_date(on))
    for found in _MONTH_WITH_ZERO.finditer(line):
        if not any(start <= found.start() < end for start, end in taken):
            yield Deviation("date", *found.span(), f"tháng {found['month']}")


def _padding_is_wrong(found: re.Match[str]) -> bool:
    month = found["month"]
    return (
        len(found["day"]) == 1 or month in ("1", "2") or (month.startswith("0") and int(month) > 2)
    )


def _blanks(line: str) -> Iterator[Deviation]:
    for found in _BLANK.finditer(line):
        yield Deviation("blank", *found.span())


def _in_citation(line: str, cited: Citation) -> Iterator[Deviation]:
    """What is wrong with the number, date and organ of one citation, or missing."""
    if cited.is_law:
        dated = cited.issued or DATE.search(line, cited.start, cited.end)
        if not dated and cited.kind != "hien_phap":
            yield Deviation("date_missing", cited.start, cited.end)
        return
    number = NUMBER.search(line, cited.start, cited.end) if cited.number else None
    if number is None:
        return
    yield from _in_number(number)
    if cited.kind in _WITH_A_YEAR and not number["year"] and _is_since_1997(cited):
        yield Deviation("number", *number.span("number"))
    rest = line[number.end() : cited.end]
    if _BLANK.search(rest):
        return
    if cited.issued is None and not DATE.match(rest.lstrip(" ,")):
        yield Deviation("date_missing", cited.start, cited.end)
    elif not cited.organ:
        yield Deviation("organ_missing", cited.start, cited.end)


#: Norms of the State, whose numbers hold their year since the law of 1996 on them.
_WITH_A_YEAR = frozenset({"nghi_dinh", "thong_tu", "thong_tu_lien_tich"})


def _is_since_1997(cited: Citation) -> bool:
    return cited.issued is None or cited.issued.year >= 1997


def _in_number(found: re.Match[str]) -> Iterator[Deviation]:
    number, ordinal, year = found["number"], found["ordinal"], found["year"]
    if year and len(year) != 5:  # "/2020": a stroke and four figures
        yield Deviation("number", *found.span("number"))
        return
    corrected = re.sub(r"\s+", "", number).replace("–", "-").rstrip(".-")
    if ordinal.startswith("0") and len(ordinal) > 2:
        corrected = f"{wording.two_digits(int(ordinal))}{corrected[len(ordinal) :]}"
    if corrected != number:
        yield Deviation("number", *found.span("number"), corrected)
    if not found["word"]:
        yield Deviation("number", found.start("number"), found.start("number"), "số ")
