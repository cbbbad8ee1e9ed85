"""Which drawn, typed or bordered line stands below which component (the decree wants one below the motto, the organ, the subject)."""

from __future__ import annotations

from dataclasses import dataclass

from service.conformance.components.lines import Piece, SeenLine, is_typed_rule
from service.conformance.typed_halves import stroke_halves
from service.conformance.word_document import WordDocument

#: A line that is drawn is as near as this to the text above it, in blank paragraphs.
_MOST_BLANKS = 2


@dataclass(slots=True)
class RuleFinder:
    """Finds the rule below a component; each line is given once."""

    document: WordDocument
    lines: list[SeenLine]
    _drawn: dict[int, int]
    _places: dict[int, int]

    @classmethod
    def of(cls, document: WordDocument, lines: list[SeenLine]) -> RuleFinder:
        """The drawn lines by the paragraph that anchors them; those that are no wider than a stroke are none."""
        drawn: dict[int, int] = {}
        for line in document.lines:
            if line.width_mm >= 2:
                drawn[line.paragraph] = drawn.get(line.paragraph, 0) + 1
        return cls(document, lines, drawn, {line.at: place for place, line in enumerate(lines)})

    def place_of(self, line: SeenLine) -> int:
        """The place of a line among all."""
        return self._places[line.at]

    def below(self, last: Piece | SeenLine) -> tuple[SeenLine, float] | None:
        """The line below a piece, and how certainly it is its rule."""
        line = last.line if isinstance(last, Piece) else last
        is_last = not isinstance(last, Piece) or not line.paragraph.text[last.end :].strip()
        if is_last and line.paragraph.look.ruled_below:
            return line, 0.95
        if self._take(line):
            return line, 0.9
        if _is_typed_below(line, last if isinstance(last, Piece) else None):
            return line, 0.95
        for following in self._following(line):
            if following.is_typed_rule or self._take(following):
                return following, 0.95
            look = following.paragraph.look
            if look.ruled_above or (following.is_blank and look.ruled_below):
                return following, 0.95
            if not following.is_blank:
                break
        return None

    def anywhere(self, places: range) -> tuple[SeenLine, float] | None:
        """A drawn line that is anchored somewhere among ``places`` and belongs to nothing yet."""
        for line in self.lines[places.start : places.stop]:
            if self._take(line):
                return line, 0.65
        return None

    def _take(self, line: SeenLine) -> bool:
        left = self._drawn.get(line.at, 0)
        if left:
            self._drawn[line.at] = left - 1
        return bool(left)

    def _following(self, line: SeenLine) -> list[SeenLine]:
        """The next paragraphs in the same cell or outside of all."""
        found: list[SeenLine] = []
        place = self._places[line.at]
        here = line.paragraph
        for other in self.lines[place + 1 : place + 2 + 2 * _MOST_BLANKS + 6]:
            there = other.paragraph
            if there.in_text_box and not here.in_text_box:
                continue
            if there.table != here.table:
                break
            if here.table is not None and there.column != here.column:
                continue
            found.append(other)
            if len(found) > _MOST_BLANKS:
                break
        return found


def _is_typed_below(line: SeenLine, piece: Piece | None) -> bool:
    """Whether the next line of the same paragraph (its last one, without ``piece``) is typed of strokes, or what of it stands
    below the piece."""
    typed = line.paragraph.text
    if piece is None:
        rest = typed.rpartition("\n")[2] if "\n" in typed else ""
        return is_typed_rule(rest.strip())
    behind, _, below = typed[piece.end :].partition("\n")
    ahead = typed[: piece.start].rpartition("\n")[2]
    strokes = stroke_halves(below.partition("\n")[0])
    return is_typed_rule(
        strokes[bool(ahead.strip())] if (ahead + behind).strip() else "".join(strokes)
    )
