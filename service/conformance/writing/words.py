"""What a finding is called in every writing: its severity, its place and its number, in an office's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.conformance.findings import Finding, Severity, Where
from service.conformance.rules import RULES
from service.conformance.rules.rule import Rule

SEVERITIES: Final[dict[Severity, str]] = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Gợi ý"}
_PARTS: Final = {
    "header": "đầu trang",
    "footer": "chân trang",
    "footnotes": "chú thích cuối trang",
    "endnotes": "chú thích cuối văn bản",
    "comments": "nhận xét",
    "numbering": "danh sách tự đánh số",
}
RULES_BY_SLUG: Final[dict[str, Rule]] = {rule.slug: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number, by which every writing calls it; numbers begin at 1, in reading order."""

    number: int
    finding: Finding


def numbered(findings: Sequence[Finding]) -> tuple[Numbered, ...]:
    """The findings as a reader meets them: page by page from above where pages are known, else as they were found."""
    ordered = sorted(enumerate(findings), key=lambda found: (*_position(found[1]), found[0]))
    return tuple(Numbered(number, finding) for number, (_, finding) in enumerate(ordered, 1))


def _position(finding: Finding) -> tuple[float, float, float]:
    """What speaks of a whole sheet comes before what stands on it; what has no place comes first of all."""
    where = finding.where
    if not where.boxes:
        return (0, 0, -1 if where.paragraph is None else where.paragraph)
    first = where.boxes[0]
    return (first.page, first.top, first.left)


def mending(finding: Finding) -> str:
    """Whether the fixer can mend it, and what keeps it from it; "" for what a person has to write otherwise."""
    if not finding.obstacle:
        return "Phần mềm sửa được chỗ này mà không đổi chữ nào." if finding.fixable else ""
    if finding.fixable:
        return f"Phần mềm sửa được mà không đổi chữ nào, trừ chỗ {finding.obstacle}."
    return f"Phần mềm không sửa chỗ này vì {finding.obstacle}."


def place(where: Where) -> str:
    """ "trang 2, đoạn 14", as far as it is known; "cả văn bản" for what has no place of its own."""
    pages = [box.page for box in where.boxes]
    words = []
    if pages:
        words.append(_of_pages(min(pages), max(pages)))
    stem = where.part.rpartition("/")[2]
    words += [called for beginning, called in _PARTS.items() if stem.startswith(beginning)]
    if where.paragraph is not None:
        words.append(f"đoạn {where.paragraph + 1}")
    elif where.section and not pages:
        words.append(f"phần {where.section + 1}")
    return ", ".join(words) or "cả văn bản"


def _of_pages(first: int, last: int) -> str:
    return f"trang {first}" if first == last else f"trang {first}–{last}"
