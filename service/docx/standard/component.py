"""One component of a document (thành phần thể thức): how it looks, in which range, by which clause.

The chosen letter sizes are those of the decree's own example column (Phụ lục I, Phần I, mục V); its
footnote 3 wants sizes raised or lowered together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from service.docx.standard.sheet import (
    FIRST_LINE_INDENT_MM,
    LINE_SPACING,
    PARAGRAPH_GAP_PT,
    TEXT_COLOUR,
    Range,
)

Align = Literal["both", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thành phần thể thức and the Word paragraph style that carries its look.

    ``size_range_pt`` is the law's range, ``size_pt`` the choice inside it; indents are millimetres, gaps
    points, ``line`` a multiple of single spacing (or ``line_exact_pt`` an exact height).
    ``outline_level`` counts from 0 as Word's files do. ``like`` names the style this one is a variant of.
    """

    style_id: str
    name: str
    size_pt: float
    size_range_pt: Range
    clause: str
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = "center"
    first_line_mm: float = 0.0
    left_mm: float = 0.0
    hanging_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    line_exact_pt: float | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline_level: int | None = None
    ruled: bool = False
    colour: str = TEXT_COLOUR
    like: str | None = None
    #: The style of the paragraph that Enter begins after this one in Word; the same when None.
    followed_by: str | None = None
    #: Technical: not offered in Word's gallery of styles.
    hidden: bool = False
    #: Part of the body, whose size and spacing an input may choose (contract §2, ``layout``).
    in_body: bool = False


CLAUSE_PREFIX = "Phụ lục I, Phần I, "
#: The style of plain body text.
BODY_TEXT: Final = "DoanVan"
#: The ranges of the decree for letterhead and text, in points.
HEAD_PT: Final[Range] = (12, 13)
TEXT_PT: Final[Range] = (13, 14)


def body(style_id: str, name: str, clause: str) -> Component:
    """Running text: justified, indented, spaced as mục II.6.e wants it."""
    return Component(
        style_id,
        name,
        14,
        TEXT_PT,
        CLAUSE_PREFIX + clause,
        align="both",
        first_line_mm=FIRST_LINE_INDENT_MM,
        after_pt=PARAGRAPH_GAP_PT,
        line=LINE_SPACING,
        in_body=True,
    )


def closing(text: Component) -> Component:
    """The variant for a last line but one: it stays with what follows, as the last lines of the text with the signature."""
    return replace(
        text,
        style_id=text.style_id + "Cuoi",
        name=text.name + " cuối",
        keep_next=True,
        like=text.style_id,
        followed_by=text.style_id,
    )


def heading(text: Component, level: int, **look: bool | str) -> Component:
    """The variant with a heading's outline level (from 0), kept together and with what follows."""
    kept = replace(text, keep_next=True, keep_lines=True, followed_by=BODY_TEXT)
    return replace(kept, outline_level=level, **look)  # type: ignore[arg-type]
