"""Documents with faults go through the fixer: what is left of them, and whether a character changed on the way."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from lxml import etree

from service.conformance import checking, fixing
from service.conformance.findings import Report
from service.errors import VanbanError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LETTERS = tuple(_W + name for name in ("t", "delText"))
#: The most rules that are named in the table for one document.
_MOST_NAMED = 6


@dataclass(frozen=True)
class Mended:
    """One document before and after. ``said`` are the rules that still find an error, or why nothing was mended."""

    name: str
    errors_before: int
    errors_after: int
    #: Of these, the errors that no letter has to change for.
    mendable_before: int
    mendable_after: int
    changed: bool
    again: bool
    said: str
    content: bytes


def mended(documents: Iterable[tuple[str, str | None, bytes]]) -> list[Mended]:
    """(name, slug, document) of each, mended."""
    return [_mended(name, slug, docx) for name, slug, docx in documents]


def _mended(name: str, slug: str | None, docx: bytes) -> Mended:
    judge = partial(checking.judged, type=slug)
    try:
        found = fixing.mend(docx, judge)
        again = fixing.mend(found.content, judge)
    except VanbanError as refused:
        report = checking.check(docx, type=slug)
        errors, mendable = _errors(report), _mendable(report)
        counts = (len(errors), len(errors), mendable, mendable)
        return Mended(name, *counts, changed=False, again=False, said=str(refused), content=docx)
    left = _errors(found.after)
    named = ", ".join(f"`{rule}`" for rule in sorted(set(left))[:_MOST_NAMED])
    return Mended(
        name,
        len(_errors(found.before)),
        len(left),
        _mendable(found.before),
        _mendable(found.after),
        changed=letters(docx) != letters(found.content)
        or bool(instructions(docx) - instructions(found.content)),
        again=again.content != found.content,
        said=named,
        content=found.content,
    )


def _errors(report: Report) -> list[str]:
    return [one.rule for one in report.findings if one.severity == "error"]


def _mendable(report: Report) -> int:
    return sum(one.severity == "error" and one.fixable for one in report.findings)


def letters(docx: bytes) -> dict[str, str]:
    """Every letter of every text part, in order: what no mending may change. Told apart from the fixer's own proof."""
    texts = {
        name: "".join(one.text or "" for one in root.iter(*_LETTERS)) for name, root in _roots(docx)
    }
    return {name: text for name, text in texts.items() if text.strip()}


def instructions(docx: bytes) -> Counter[str]:
    """What its fields do, each as often as it stands there: none may go, a page number may come."""
    found = Counter[str]()
    for _, root in _roots(docx):
        found.update(one.text or "" for one in root.iter(_W + "instrText"))
        found.update(one.get(_W + "instr", "") for one in root.iter(_W + "fldSimple"))
    return found


def _roots(docx: bytes) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield name, etree.fromstring(archive.read(name))
