"""The paragraphs of the main part as they are read by a person: their words, their looks in one word each, their pieces.

A head or a foot is often set with tabs, blanks or line breaks instead of a table; its paragraphs come apart into pieces,
each in a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from service.conformance.findings import Component, Where
from service.conformance.found_components import KINDS
from service.conformance.placeholders import is_placeholder
from service.conformance.word_document import Paragraph, Run, WordDocument
from service.importing.word import labels
from service.importing.word.labels import Label
from service.language import vietnamese

#: Blanks of a width that no sentence has: what stands behind them stands in another column.
_GAP: Final = re.compile(r"\t[ \t\xa0]*|[ \xa0]{4,}\t?")
#: Blanks for the pen, which part nothing: "Số:        /QĐ-SNgV", "ngày      tháng      năm      ".
_FOR_THE_PEN: Final = re.compile(
    r"Số\s*[:.]?[ \xa0.…_\d]*/|ngày[ \xa0.…_\d]*tháng[ \xa0.…_\d]*năm[ \xa0.…_\d]*", re.IGNORECASE
)
_TYPED_RULE: Final = re.compile(r"(?:[-–—_=*~.…─━⸺\s]|o0o|O0O|\+){3,}")
#: A paragraph that is longer is none of a head or a foot.
_LONGEST_LINE: Final = 1_000
#: A line is told by its beginning.
_ENOUGH: Final = 200
#: What is set this far from the left stands to the right.
_RIGHT_MM: Final = 50.0

#: The column of a piece: of a table, of a text box, or of a line that tabs divide.
Column: TypeAlias = tuple[str, int, int]
CENTRED: Final[Column] = ("tabs", 0, -1)
LEFT: Final[Column] = ("tabs", 0, 0)


@dataclass(slots=True, eq=False)
class SeenLine:
    """One paragraph of the main part; ``at`` is its index in the document."""

    at: int
    paragraph: Paragraph
    #: As it is seen, with its tabs and breaks.
    shown: str
    #: The same in single blanks.
    text: str
    _folded: str | None = field(default=None)
    _label: Label | None = field(default=None)

    @property
    def folded(self) -> str:
        """The beginning of its words without marks and case."""
        if self._folded is None:
            self._folded = vietnamese.fold_words(self.text[:_ENOUGH])
        return self._folded

    def begins_with(self, *words: str) -> bool:
        """Whether its words begin with whole words, without marks and case."""
        return f"{self.folded} ".startswith(words)

    @property
    def label(self) -> Label:
        """The number or bullet before its words."""
        if self._label is None:
            self._label = labels.parse(self.text, self.paragraph.label)
        return self._label

    @property
    def first_line(self) -> str:
        """What stands before the first break."""
        return " ".join(self.shown.strip().partition("\n")[0].split())

    @property
    def has_own_letters(self) -> bool:
        """Whether letter for letter the same is seen as is written, so that places in both are the same."""
        return len(self.shown) == len(self.paragraph.text)

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_typed_rule(self) -> bool:
        return is_typed_rule(self.text)

    @property
    def is_placeholder(self) -> bool:
        return is_placeholder(self.text)

    @property
    def is_centred(self) -> bool:
        return self.paragraph.look.align == "center"

    @property
    def is_bold(self) -> bool:
        return all_of(self.paragraph.runs, "bold")

    @property
    def is_italic(self) -> bool:
        return all_of(self.paragraph.runs, "italic")

    @property
    def is_capitals(self) -> bool:
        return self.text.isupper()

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith((".", ";", ":", ",", "!", "?"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a paragraph in one line and one column: from ``start`` to ``end`` of the paragraph's text."""

    line: SeenLine
    start: int
    end: int
    text: str
    column: Column

    @property
    def folded(self) -> str:
        return vietnamese.fold_words(self.text[:_ENOUGH])

    @property
    def is_bold(self) -> bool:
        return all_of(tuple(runs_between(self.line.paragraph, self.start, self.end)), "bold")

    @property
    def is_rule(self) -> bool:
        return bool(_TYPED_RULE.fullmatch(self.text[:_ENOUGH]))


def is_typed_rule(text: str) -> bool:
    """Whether a line is made of strokes: "_____", "-----o0o-----"."""
    return bool(text) and len(text) <= _ENOUGH and bool(_TYPED_RULE.fullmatch(text))


def seen_lines(document: WordDocument) -> list[SeenLine]:
    """The paragraphs of the main part, blank ones too, in their order."""
    return [
        seen_line(at, paragraph)
        for at, paragraph in enumerate(document.paragraphs)
        if paragraph.part == document.main_part
    ]


def seen_line(at: int, paragraph: Paragraph) -> SeenLine:
    """One paragraph as it is seen; letters of the fonts before Unicode are read as what they draw."""
    if any(vietnamese.encoding_of_font(run.look.font) for run in paragraph.runs):
        shown = "".join(map(_of_old_font, paragraph.runs))
    else:
        shown = paragraph.shown
    return SeenLine(at, paragraph, shown, vietnamese.nfc(" ".join(shown.split())))


def _of_old_font(run: Run) -> str:
    encoding = vietnamese.encoding_of_font(run.look.font)
    if encoding is None or run.look.hidden:
        return run.shown
    text = vietnamese.to_unicode(run.text, encoding)
    in_capitals = run.look.capitals or vietnamese.has_only_capitals(run.look.font)
    return text.upper() if in_capitals else text


def all_of(runs: tuple[Run, ...], name: str) -> bool:
    """Whether all letters that are seen have a look (a name of ``RunLook``)."""
    shown = [
        run for run in runs if run.text.strip() and not run.look.hidden and not run.is_note_mark
    ]
    return bool(shown) and all(getattr(run.look, name) for run in shown)


def runs_between(paragraph: Paragraph, start: int, end: int) -> Iterator[Run]:
    """The runs that show letters between two places of the paragraph's text."""
    at = 0
    for run in paragraph.runs:
        if run.look.hidden:
            continue
        if run.text[max(0, start - at) : max(0, end - at)].strip():
            yield run
        at += len(run.text)


# --- pieces ---------------------------------------------------------------------------------------


def pieces(lines: list[SeenLine], cut: re.Pattern[str] | None = None) -> list[Piece]:
    """The pieces of lines, column by column inside a table or box; ``cut`` finds what is a piece of its own anywhere."""
    found = [piece for line in lines for piece in _pieces(line, cut)]
    order: dict[Column, int] = {}
    for piece in found:
        # A column stands where it begins; those of loose lines stay in the order of the lines.
        order.setdefault(piece.column, len(order))
    return sorted(found, key=lambda piece: order[piece.column])


def _pieces(line: SeenLine, cut: re.Pattern[str] | None) -> Iterator[Piece]:
    raw = line.paragraph.text
    if not raw.strip():
        return
    if not line.has_own_letters or len(raw) > _LONGEST_LINE:
        # What is read differs in length from what is written, or it is no line: the paragraph stays whole.
        yield Piece(line, 0, len(raw), line.text, _column(line, 0, 1, indented=False))
        return
    shown = line.shown
    for start, end in _spans(raw, re.compile(r"[\n\f]")):
        segments = [span for span in _segments(raw, start, end) if raw[span[0] : span[1]].strip()]
        indented = bool(_GAP.match(raw[start:end]))
        parts = [part for segment in segments for part in _cut(raw, segment, cut)]
        for number, (left, right) in enumerate(parts):
            text = vietnamese.nfc(" ".join(shown[left:right].split()))
            if text:
                yield Piece(line, left, right, text, _column(line, number, len(parts), indented))


def _spans(
    text: str, gap: re.Pattern[str], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    end = len(text) if end is None else end
    at = start
    for found in gap.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _segments(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a line between tabs and wide blanks."""
    kept = [found.span() for found in _FOR_THE_PEN.finditer(raw, start, end)]
    at = start
    for gap in _GAP.finditer(raw, start, end):
        if not any(left <= gap.start() < right for left, right in kept):
            yield at, gap.start()
            at = gap.end()
    yield at, end


def _cut(
    raw: str, segment: tuple[int, int], cut: re.Pattern[str] | None
) -> Iterator[tuple[int, int]]:
    start, end = segment
    found = None if cut is None else cut.search(raw, start, end)
    if found is None or not raw[start : found.start()].strip():
        yield start, end
        return
    yield start, found.start()
    yield found.start(), end


def _column(line: SeenLine, number: int, of: int, indented: bool) -> Column:
    paragraph = line.paragraph
    if paragraph.table is not None and of == 1:
        return ("table", paragraph.table, paragraph.column or 0)
    if paragraph.text_box is not None and of == 1:
        return ("box", paragraph.text_box, 0)
    if of > 1:
        return ("tabs", 0, number)
    stands_right = (
        indented or paragraph.look.align == "right" or paragraph.look.left_mm >= _RIGHT_MM
    )
    if paragraph.look.align == "center" and paragraph.look.left_mm < _RIGHT_MM:
        return CENTRED
    return ("tabs", 0, 1) if stands_right else LEFT


# --- components -----------------------------------------------------------------------------------


def component(kind: str, parts: Sequence[Piece | SeenLine], certainty: float) -> Component:
    """A component of pieces or of whole lines."""
    spans: list[tuple[int, int]] = []
    at: list[int] = []
    for part in parts:
        line = part.line if isinstance(part, Piece) else part
        span = (part.start, part.end) if isinstance(part, Piece) else (0, len(line.paragraph.text))
        if at and at[-1] == line.at:
            spans[-1] = (min(spans[-1][0], span[0]), max(spans[-1][1], span[1]))
        else:
            at.append(line.at)
            spans.append(span)
    number, _ = KINDS[kind]
    whole = all(
        span == (0, len(part.paragraph.text))
        for span, part in zip(spans, _lines_of(parts), strict=True)
    )
    text = "\n".join(part.text for part in parts)
    where = [line.paragraph for line in _lines_of(parts)]
    return Component(
        kind,
        number,
        tuple(at),
        text,
        certainty,
        () if whole else tuple(spans),
        places=tuple(Where(one.part, one.index, one.section) for one in where),
    )


def _lines_of(parts: Sequence[Piece | SeenLine]) -> list[SeenLine]:
    found: list[SeenLine] = []
    for part in parts:
        line = part.line if isinstance(part, Piece) else part
        if not found or found[-1] is not line:
            found.append(line)
    return found
