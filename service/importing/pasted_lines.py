"""Lines of a text for a list of single values: bullets and numbers are taken off and kept apart, tabs are blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.docx.symbol_signs import with_symbols
from service.importing.word import labels
from service.schema.text_cleaning import clean

_LINE_END = re.compile("\r\n|[\r\n\v\f\u2028\u2029\u0085]")
_NUMBERED = frozenset({"roman", "capital", "number", "decimal", "bracket", "letter"})
#: "V/v" and "đ/c" begin words; "a/ Phong trào" is numbered.
_OF_A_WORD = re.compile(r"[^\W\d_]/(?=\S)")


@dataclass(frozen=True, slots=True)
class PastedLines:
    """Lines without their marks, and the mark of each line ("" without one)."""

    lines: tuple[str, ...]
    marks: tuple[str, ...]


def of_text(plain: str) -> PastedLines:
    """Every line of a text in which something stands."""
    found = [split_label(line) for line in _LINE_END.split(plain)]
    kept = [(mark, text) for mark, text in found if mark or text]
    return PastedLines(tuple(text for _, text in kept), tuple(mark for mark, _ in kept))


def split_label(line: str) -> tuple[str, str]:
    """A line's bullet or number, "" without one, and the words behind it; a tab is a blank."""
    text = clean(with_symbols(line))
    label = labels.parse(text)
    is_mark = label.kind in labels.BULLETS or label.kind in _NUMBERED
    if not is_mark or not label.rest.strip() or _OF_A_WORD.match(text):
        return "", text
    return label.text, label.rest.strip()
