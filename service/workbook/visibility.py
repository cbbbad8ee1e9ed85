"""What a clerk does not see of a sheet, or has struck out: it is reported, and not taken for a list's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.untrusted.xml_limits import Attributes, Count, Walker
from service.workbook.extents import whole_number


@dataclass(slots=True)
class Visibility:
    """Of one sheet, counted from 0: hidden rows (filtered ones too) and columns, and struck-out rows.

    Hidden ones are kept as (first, last): a whole sheet may be hidden in one word.
    """

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    #: Rows with a value that is struck out, and rows with a text that is not: clerks leave the running number as it is.
    struck: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)
    #: Cells that are struck out, wholly or in part.
    struck_cells: set[tuple[int, int]] = field(default_factory=set)
    #: Cells that somebody wrote a comment on.
    commented_cells: set[tuple[int, int]] = field(default_factory=set)

    @property
    def struck_rows(self) -> frozenset[int]:
        """Rows of which every text is struck out."""
        return frozenset(self.struck - self.plain)

    def value(
        self, row: int, column: int, *, is_struck: bool, is_number: bool, in_part: bool = False
    ) -> None:
        """A cell with a value was seen; ``in_part`` says that only some of its letters are struck out."""
        if is_struck or in_part:
            self.struck_cells.add((row, column))
        if is_struck:
            self.struck.add(row)
        elif not is_number:
            self.plain.add(row)


def within(spans: Sequence[tuple[int, int]], most: int) -> frozenset[int]:
    """The numbers below ``most`` that lie in one of the spans (first, last)."""
    return frozenset(
        number for first, last in spans for number in range(max(first, 0), min(last + 1, most))
    )


def is_true(text: str | None) -> bool:
    """An xsd:boolean as Office writes it."""
    return text in ("1", "true")


def strikes(attributes: Attributes) -> bool:
    """Whether a "strike" of a font says so: it may also say that it does not."""
    return is_true(attributes.get("val", "1"))


class StyleWalker(Walker):
    """The styles of an .xlsx: which cell formats have a font that strikes out."""

    def __init__(self, count: Count) -> None:
        super().__init__(count)
        self._inside = ""
        self._font = -1
        self._format = -1
        self._fonts: set[int] = set()
        #: Numbers of the cell formats (``s`` of a cell) whose text is struck out.
        self.struck_formats: set[str] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = name
        elif name == "font" and self._inside == "fonts":
            self._font += 1
        elif name == "strike" and self._inside == "fonts":
            if strikes(attributes):
                self._fonts.add(self._font)
        elif name == "xf" and self._inside == "cellXfs":
            self._format += 1
            if whole_number(attributes.get("fontId"), 0) in self._fonts:
                self.struck_formats.add(str(self._format))


class TextsWalker(Walker):
    """The shared texts of an .xlsx: in which of them some letters are struck out."""

    def __init__(self, count: Count) -> None:
        super().__init__(count)
        self._text = -1
        #: As cells refer to them.
        self.struck: set[str] = set()

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == "si":
            self._text += 1
        elif name == "strike" and strikes(attributes):
            self.struck.add(str(self._text))
