"""Lines of a text for a list of single values: bullets and numbers are taken off and kept apart, tabs are blanks."""

from __future__ import annotations

import re
import unicodedata
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
    whole = clean(with_symbols(line))
    text = _without_decoration(whole)
    decoration = whole[: len(whole) - len(text)].strip()
    label = labels.parse(text)
    is_mark = label.kind in labels.BULLETS or label.kind in _NUMBERED
    if not is_mark or not label.rest.strip() or _OF_A_WORD.match(text):
        return decoration, text
    return f"{decoration} {label.text}".strip(), label.rest.strip()


def _without_decoration(text: str) -> str:
    """A line without the ">" of a quoted e-mail or the signs of a message (🌟, ✅) before its words; signs alone stay."""
    at = 0
    while at < len(text) and _decorates(text[at]):
        at += 1
    return text[at:] or text


def _decorates(sign: str) -> bool:
    # Variation selectors choose how the sign before them is drawn.
    return sign in "> \ufe0e\ufe0f" or unicodedata.category(sign) == "So"
