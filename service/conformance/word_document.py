"""A .docx as it looks: every paragraph, run, section and table with the formatting that is in effect.

Nothing here is the XML of Word: what document defaults, themes, styles, numbering, table styles and direct formatting
say together has been put together by ``reading``. Lengths are millimetres, sizes and gaps points. Every object keeps
the element it was read from, for what is changed or marked at its place; rules never look at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from service.conformance.placeholders import is_note_mark

Align = Literal["left", "center", "right", "both"]
#: "multiple": ``line`` is a multiple of single spacing; else it is in points.
LineRule = Literal["multiple", "exact", "at_least"]

#: How large Word draws raised and lowered letters, as a share of their size.
RAISED_SHARE: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class RunLook:
    """The letters of one run. ``font`` is the font of ASCII letters, ``accented_font`` of all others ("ệ"); ``colour`` is
    "RRGGBB", or None for automatic."""

    font: str = "Times New Roman"
    accented_font: str = "Times New Roman"
    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    small_capitals: bool = False
    struck: bool = False
    hidden: bool = False
    raised: bool = False
    lowered: bool = False
    colour: str | None = None
    highlighted: bool = False
    spacing_pt: float = 0.0
    #: How wide letters are drawn, 100 as the font has them.
    scale_percent: float = 100.0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """The lines of one paragraph. ``style`` is the id of its style, ``first_line_mm`` is negative where the first line hangs."""

    style: str = ""
    #: As it is seen, like the indents: in a paragraph from right to left Word writes "left" of what is at the right.
    align: Align = "left"
    left_mm: float = 0.0
    right_mm: float = 0.0
    first_line_mm: float = 0.0
    #: Its lines begin at the right, with the first line's indent.
    right_to_left: bool = False
    #: An indent is so many letters wide, which goes before every length.
    by_letters: bool = False
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    line_rule: LineRule = "multiple"
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    page_break_before: bool = False
    #: The gaps to neighbours of the same style are left out.
    contextual_gaps: bool = False
    outline_level: int | None = None
    #: A border under (or over) the paragraph, as rules below the motto are often drawn.
    ruled_below: bool = False
    ruled_above: bool = False
    #: The line of a border on all four sides, by its name ("single", "double"); "" where a side has none.
    boxed: str = ""
    tab_stops_mm: tuple[float, ...] = ()
    #: What each of them does, as Word writes it: "left", "center", "right", "decimal", "bar".
    tab_kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelLook:
    """The letters of what numbering draws before a paragraph. ``level`` is the level of its list; ``of_level`` are the fields
    of ``letters`` that the level says itself: what it leaves open is as the paragraph's mark has it."""

    letters: RunLook
    level: Any = field(repr=False, compare=False)
    of_level: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look. ``text`` has tabs as U+0009, line breaks as U+000A, page breaks as U+000C.

    A run that begins a field has its instruction word as ``field`` ("PAGE"); its text may be empty. What is deleted is no run.
    """

    text: str
    look: RunLook
    element: Any = field(repr=False, compare=False)
    field_name: str = ""

    @property
    def shown(self) -> str:
        """The letters as they are seen: in capitals where the look says so, none where they are hidden."""
        if self.look.hidden:
            return ""
        return self.text.upper() if self.look.capitals else self.text

    @property
    def is_note_mark(self) -> bool:
        """Whether it is the raised figure or star of a note, which has no look of the text's own."""
        return self.look.raised and is_note_mark(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One w:p. ``part`` is its part's name in the package, ``index`` its place (from 0) among all w:p of that part,
    those of the second writing of a text box (mc:Fallback) counted too.

    ``text`` is what its runs say that are not hidden. ``label`` is what numbering draws before the text ("1.", "-"); it is no part of ``text``. ``table`` is the index of
    the innermost table in ``WordDocument.tables``, with ``row`` and ``column`` (from 0); None outside tables.
    """

    part: str
    index: int
    text: str
    look: ParagraphLook
    runs: tuple[Run, ...]
    element: Any = field(repr=False, compare=False)
    label: str = ""
    section: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    in_text_box: bool = False
    #: Which of the document's text boxes it stands in (from 0).
    text_box: int | None = None
    #: Anchors a picture, an object or a formula, or has a text box.
    has_drawing: bool = False
    #: The look of the paragraph mark: what letters an empty paragraph would have.
    mark: RunLook = field(default_factory=RunLook)
    #: None where there is no label.
    label_look: LabelLook | None = None

    @property
    def shown(self) -> str:
        """The text as it is seen: letters that the look draws as capitals are capitals."""
        return "".join(run.shown for run in self.runs)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its sheet, and which parts hold its headers and footers ("default", "first", "even")."""

    width_mm: float
    height_mm: float
    landscape: bool
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    gutter_mm: float
    header_mm: float
    footer_mm: float
    #: The first page has a header of its own (w:titlePg).
    first_page_differs: bool
    #: The page number that the section begins with; None where it goes on.
    first_page_number: int | None
    page_number_format: str
    columns: int
    headers: dict[str, str]
    footers: dict[str, str]
    #: How the section begins: "nextPage", "continuous", "oddPage", …
    break_type: str
    element: Any = field(repr=False, compare=False)

    @property
    def room_mm(self) -> float:
        """How wide the text is between the margins."""
        return self.width_mm - self.left_mm - self.right_mm - self.gutter_mm


@dataclass(frozen=True, slots=True)
class Table:
    """One w:tbl with its widths in effect. ``bordered``: any of its cells draws a line."""

    part: str
    index: int
    rows: int
    columns: int
    column_widths_mm: tuple[float, ...]
    bordered: bool
    header_rows: int
    align: Align
    parent: int | None
    section: int
    element: Any = field(repr=False, compare=False)
    #: What is kept free in each cell to the left and to the right.
    cell_margins_mm: tuple[float, float] = (1.9, 1.9)


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line (w:pict or w:drawing of a straight connector), at the paragraph that anchors it."""

    paragraph: int
    width_mm: float
    weight_pt: float
    element: Any = field(repr=False, compare=False)
    #: How far from its column and its paragraph it begins; None where it is aligned to them or does not say.
    left_mm: float | None = None
    top_mm: float | None = None
    dashed: bool = False
    #: Its own measures alone say how long it is, and can be set.
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines around paragraphs: of a cell, a text box, or the paragraphs' own borders; they are those from ``first`` to before
    ``end`` in ``WordDocument.paragraphs``.

    ``line`` is "single" or the name of another one, "" where a side has none. A length is None where the letters decide it.
    """

    first: int
    end: int
    line: str
    width_mm: float | None = None
    height_mm: float | None = None
    #: It grows with what stands in it.
    is_least_height: bool = False


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A whole document. ``paragraphs`` are all of all parts, the body's first and in its order, text boxes where anchored."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    #: Fields by instruction word ("PAGE", "NUMPAGES", "TOC"), each with the index of its paragraph in ``paragraphs``.
    fields: tuple[tuple[str, int], ...]
    #: The name of the main part, "word/document.xml" mostly.
    main_part: str
    #: "vi-VN" where the document says so.
    language: str | None
    even_and_odd_headers: bool
    #: Parsed roots of the text parts by name, for what is changed.
    roots: dict[str, Any] = field(repr=False, compare=False)
    #: The names of styles by their ids.
    style_names: dict[str, str] = field(default_factory=dict)
    frames: tuple[Frame, ...] = ()
    #: The parts of headers with nothing in them, where a page's number can be put.
    empty_headers: frozenset[str] = frozenset()
    #: Why nothing in it may be changed, as a clerk reads it; "" where it may.
    refusal: str = ""

    @property
    def takes_page_numbers(self) -> bool:
        """Whether every header but that of a first page is empty or not there yet: beside words no number is put."""
        headers = {
            part
            for section in self.sections
            for kind, part in section.headers.items()
            if kind != "first"
        }
        return bool(self.sections) and headers <= self.empty_headers

    def frame_around(self, paragraphs: tuple[int, ...]) -> Frame | None:
        """The closest frame that these stand in, with nothing else in it that has text."""
        around = [
            frame
            for frame in self.frames
            if frame.first <= paragraphs[0]
            and paragraphs[-1] < frame.end
            and all(
                at in paragraphs or not self.paragraphs[at].text.strip()
                for at in range(frame.first, frame.end)
            )
        ]
        # One without lines only sets out its place: those around it may be drawn.
        return min(
            around, key=lambda frame: (not frame.line, frame.end - frame.first), default=None
        )

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the main part, in order."""
        return tuple(one for one in self.paragraphs if one.part == self.main_part)

    def line_at(self, paragraph: int, *, on_the_right: bool) -> Line | None:
        """The line drawn at a paragraph; where two halves of a typed head have one each, that of this half."""
        drawn = [line for line in self.lines if line.paragraph == paragraph and line.width_mm > 1]
        by_place = sorted(drawn, key=lambda line: line.left_mm or 0.0)
        return by_place[-1 if on_the_right else 0] if drawn else None

    def has_placed_lines(self, table: Table) -> bool:
        """Whether a line is drawn in a cell so far from its edge: with other columns it would not be below its text any more."""
        return any(
            line.left_mm is not None
            and (at := self.paragraphs[line.paragraph].table) is not None
            and self.tables[at] is table
            for line in self.lines
        )
