"""The text (ô 6), paragraph by paragraph: parts, chapters, articles, clauses, points, bases, plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from service.conformance.components import words
from service.conformance.components.lines import SeenLine, component
from service.conformance.findings import Component
from service.conformance.word_document import Table
from service.importing.word import labels

_SECTION: Final = re.compile(
    r"(?P<word>Tiểu mục|TIỂU MỤC|Mục|MỤC)\s+(?:\d{1,2}|[IVX]{1,5})\s*[.:]?\s*(?P<rest>.*)"
)
_END_MARK: Final = re.compile(r"\s*\.\s*/\s*\.\s*")
#: A heading is no longer than this.
_LONGEST_HEADING: Final = 250
#: A line this short may stand in the middle for itself; a longer one is text that is wrongly centred.
_SHORT: Final = 70
#: What stands above a table this short is its title or its unit.
_LONGEST_CAPTION: Final = 200
_TITLES: Final = {
    "part": "part_title",
    "chapter": "chapter_title",
    "section": "section_title",
    "subsection": "subsection_title",
}
_DASHES: Final = frozenset({"dash", "plus", "bullet"})
#: What is known to be in the text, but not as what.
_DOUBTFUL: Final = 0.4


@dataclass(slots=True)
class Body:
    """Reads the text line by line; ``decides`` where bases and "QUYẾT ĐỊNH:" come before articles."""

    lines: Sequence[SeenLine]
    tables: Sequence[Table]
    decides: bool
    components: list[Component] = field(default_factory=list)
    #: Lines that no component covers.
    unknown: list[SeenLine] = field(default_factory=list)
    #: Whether who decides and bases may come first.
    in_opening: bool = True
    _has_basis: bool = False
    _titled: str = ""

    def read(self) -> None:
        for place, line in enumerate(self.lines):
            if line.is_blank or line.is_typed_rule:
                continue
            if line.paragraph.in_text_box:
                self.unknown.append(line)
                continue
            kind, certainty = self._kind(place, line)
            self._titled = kind if kind in _TITLES else ""
            self._has_basis |= kind == "basis"
            self.components.append(component(kind, [line], certainty))

    def _kind(self, place: int, line: SeenLine) -> tuple[str, float]:
        if line.paragraph.table is not None:
            return "table_cell", 0.9
        if _END_MARK.fullmatch(line.text):
            return "end_mark", 0.95
        if (
            self._titled
            and not line.label.kind
            and not _SECTION.fullmatch(line.text)
            and (line.is_capitals or line.is_centred or line.is_bold)
        ):
            return _TITLES[self._titled], 0.9
        opening = self._opening(line) if self.in_opening else None
        if opening is not None:
            return opening
        return self._numbered(place, line) or self._plain(place, line)

    # --- before the first heading -----------------------------------------------------------------

    def _opening(self, line: SeenLine) -> tuple[str, float] | None:
        """A line before the first article, part or heading: who decides, on which bases."""
        if self.decides and line.folded in words.ENACTING:
            self.in_opening = False
            return "enacting", 0.95
        if line.label.kind and line.label.kind not in _DASHES:
            self.in_opening = False
            return None
        begins = line.begins_with("can cu ")
        goes_on = self.decides and line.begins_with(*words.BASIS_WORDS)
        if self.decides and (begins or goes_on):
            return "basis", 0.95 if begins or self._has_basis else 0.7
        if begins and (line.is_italic or line.text.endswith(";")):
            return "basis", 0.8
        if (
            self.decides
            and not self._has_basis
            and (line.is_capitals or (line.is_centred and line.is_bold))
        ):
            return "authority", 0.9 if line.is_capitals else 0.7
        return None

    # --- what has a number, a letter or a dash ----------------------------------------------------

    def _numbered(self, place: int, line: SeenLine) -> tuple[str, float] | None:
        kind, rest = line.label.kind, line.label.rest.strip()
        if kind in ("part", "chapter"):
            return kind, 0.9 if not rest else 0.7
        section = _SECTION.fullmatch(line.text)
        if (
            section is not None
            and (line.is_centred or line.is_bold)
            and len(line.text) <= _LONGEST_HEADING
        ):
            name = "section" if section["word"].upper() == "MỤC" else "subsection"
            return name, 0.9 if not section["rest"] else 0.7
        if kind == "article":
            return "article", 0.95
        if self.decides and words.ARTICLE_LIKE.match(line.text):
            return "article", 0.8
        if kind == "roman":
            return self._roman(line, rest)
        if kind == "number":
            return self._clause(place, line, rest)
        if kind == "letter":
            return "point", 0.9
        if kind == "capital" and line.label.text.endswith(")") and self._is_among_points(place):
            return "point", 0.8
        if kind in _DASHES:
            return "dash", 0.95 if kind == "dash" else 0.7
        # "A.", "1.1.", "(1)" are no levels of the decree.
        return ("clause", _DOUBTFUL) if kind else None

    def _roman(self, line: SeenLine, rest: str) -> tuple[str, float]:
        in_capitals = rest.isupper()
        if len(line.text) > _LONGEST_HEADING or (line.ends_sentence and not in_capitals):
            return "roman_heading", _DOUBTFUL
        return "roman_heading", 0.95 if in_capitals or line.is_bold else 0.7

    def _clause(self, place: int, line: SeenLine, rest: str) -> tuple[str, float]:
        if len(line.text) > _LONGEST_HEADING or line.text.endswith((".", ";", ",")):
            return "clause", 0.9
        if line.is_bold:
            return "titled_clause", 0.9
        if line.ends_sentence or len(rest.split()) > 25:
            return "clause", 0.9
        # A title without bold is told by what follows: text of its own, and not the next number.
        following = self._next(place)
        has_text = following is not None and following.label.kind in ("", "letter", *_DASHES)
        return ("titled_clause", 0.65) if has_text else ("clause", 0.8)

    def _is_among_points(self, place: int) -> bool:
        following = self._next(place)
        return (bool(self.components) and self.components[-1].kind == "point") or (
            following is not None and following.label.kind == "letter"
        )

    def _next(self, place: int) -> SeenLine | None:
        return next(
            (
                line
                for line in self.lines[place + 1 : place + 6]
                if not line.is_blank and line.paragraph.table is None
            ),
            None,
        )

    # --- all else ---------------------------------------------------------------------------------

    def _plain(self, place: int, line: SeenLine) -> tuple[str, float]:
        if labels.is_contents(line.text) or self._is_above_table(place, line):
            return "body", _DOUBTFUL
        if line.is_centred and line.text.endswith(":") and len(line.text) <= _SHORT:
            # "… trân trọng giới thiệu:", as Mẫu 1.6 and 1.8 have it.
            return "body", _DOUBTFUL
        if line.ends_sentence or len(line.text) > _SHORT:
            return "body", 0.95
        # A short line that stands for itself may be a heading, a formula, a name.
        stands_alone = (
            line.paragraph.look.align in ("center", "right") or line.is_bold or line.is_capitals
        )
        return "body", _DOUBTFUL if stands_alone else 0.85

    def _is_above_table(self, place: int, line: SeenLine) -> bool:
        if len(line.text) > _LONGEST_CAPTION:
            return False
        following = [
            one
            for one in self.lines[place + 1 : place + 4]
            if not one.is_blank or one.paragraph.table is not None
        ]
        for other in following:
            if other.paragraph.table is not None:
                return True
            if len(other.text) > _LONGEST_CAPTION or other.ends_sentence:
                return False
        return False


def annex_lines(lines: Sequence[SeenLine]) -> Iterator[Component]:
    """The text of an annex: its paragraphs and the cells of its tables."""
    for line in lines:
        if line.is_blank or line.is_typed_rule or line.paragraph.in_text_box:
            continue
        if line.paragraph.table is not None:
            yield component("table_cell", [line], 0.9)
        elif _END_MARK.fullmatch(line.text):
            yield component("end_mark", [line], 0.95)
        else:
            alone = (
                line.is_centred
                or line.is_bold
                or line.is_capitals
                or (len(line.text) <= _SHORT and not line.ends_sentence)
            )
            yield component("annex_body", [line], _DOUBTFUL if alone else 0.8)
