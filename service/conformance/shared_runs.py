"""Where one run of letters that holds several components, typed on one line or broken over lines, can be parted."""

from __future__ import annotations

import re
from typing import Any, Final

from service.conformance.word_document import Paragraph, Run
from service.docx.word_namespace import XML_SPACE, W

#: What keeps two components apart inside a run: tabs, ends of lines, or blanks, more than words have between them.
_BETWEEN: Final = re.compile("[ \u00a0]*[\t\n][ \u00a0\t\n]*|[ \u00a0]{2,}")
#: How many letters of ``Run.text`` an element of a run is. A run with anything else in it stays whole.
_SIGN_LENGTHS: Final = {
    f"{W}tab": 1,
    f"{W}br": 1,
    f"{W}cr": 1,
    f"{W}noBreakHyphen": 1,
    f"{W}softHyphen": 0,
    f"{W}lastRenderedPageBreak": 0,
}


def seams(paragraph: Paragraph, run: Run) -> tuple[int, ...]:
    """Where in its text a run can be parted, behind what keeps its components apart; nothing where it has to stay whole."""
    if run.element.getparent() is not paragraph.element or not is_letters(run.element):
        return ()
    first, last = _edges(run.text)
    return tuple(
        between.end()
        for between in _BETWEEN.finditer(run.text)
        if first < between.start() and between.end() < last
    )


def signs(run: Any) -> list[Any]:
    """What a run holds beside its properties, in order."""
    return [child for child in run if child.tag != f"{W}rPr"]


def length(sign: Any) -> int | None:
    """How many letters an element of a run is; None for one that holds something else."""
    return len(sign.text or "") if sign.tag == f"{W}t" else _SIGN_LENGTHS.get(sign.tag)


def is_letters(run: Any) -> bool:
    """Whether a run holds letters, tabs and breaks alone, and no blank that Word would not show."""
    return all(
        length(sign) is not None
        and (sign.get(XML_SPACE) == "preserve" or (sign.text or "") == (sign.text or "").strip())
        for sign in signs(run)
    )


def _edges(text: str) -> tuple[int, int]:
    """Where the letters of a text begin and end."""
    end = len(text.rstrip())
    return len(text) - len(text.lstrip()), end
