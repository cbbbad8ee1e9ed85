"""A w:tbl becomes its measures, and what its style says of the letters and lines in each of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from service.conformance.reading.declared import Declarations, Declared, draws
from service.conformance.reading.measures import integer, millimetres
from service.conformance.reading.styles import Style, Styles, over
from service.conformance.word_document import Align, Table
from service.docx.word_namespace import W

#: Wrappers in which rows and cells may stand.
_WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")
)
_ALIGN: Final[Mapping[str, Align]] = {"center": "center", "right": "right", "end": "right"}
_MOST_COLUMNS: Final = 63
#: What counts where neither a table nor its style says.
_CELL_MARGIN_MM: Final = 1.9
#: The parts of a table that its style may treat apart, the furthest first; bits of w:tblLook/@w:val.
_LOOK_BITS: Final = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_NO_BANDS: Final = {"noHBand": 0x200}
Condition: TypeAlias = str


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a table's style says in one cell; ``key`` tells equal ones apart cheaply (0: nothing)."""

    key: int = 0
    paragraph: Declared = field(default_factory=dict)
    run: Declared = field(default_factory=dict)


OUTSIDE: Final = CellStyle()


class TableStyles:
    """The table styles of one document, by cell."""

    def __init__(self, styles: Styles, declarations: Declarations) -> None:
        self._styles, self._declarations = styles, declarations
        self._known: dict[tuple[str, tuple[Condition, ...]], CellStyle] = {}

    def of_cell(self, style: str, conditions: tuple[Condition, ...]) -> CellStyle:
        """What a style says where these of its conditions hold, the furthest first."""
        found = self._known.get((style, conditions))
        if found is None:
            found = self._resolved(style, conditions)
            self._known[style, conditions] = found
        return found

    def _resolved(self, style: str, conditions: tuple[Condition, ...]) -> CellStyle:
        lines: Declared = {}
        letters: Declared = {}
        for one in self._parts(style, conditions):
            over(lines, one.paragraph)
            letters.update(one.run)
        if not lines and not letters:
            return OUTSIDE
        return CellStyle(len(self._known) + 1, lines, letters)

    def _parts(self, style: str, conditions: tuple[Condition, ...]) -> Iterator[Style]:
        chain = self._styles.chain(style)
        for node in chain:
            yield self._declared(node)
        for condition in conditions:
            for node in chain:
                for part in node.findall(f"{W}tblStylePr"):
                    if part.get(f"{W}type") == condition:
                        yield self._declared(part)

    def _declared(self, node: Any) -> Style:
        return Style(
            self._declarations.of_paragraph(node.find(f"{W}pPr")),
            self._declarations.of_run(node.find(f"{W}rPr")),
        )

    def cell_margins(self, style: str) -> dict[str, float]:
        """What a style keeps free to the left and to the right in cells, in millimetres."""
        found: dict[str, float] = {}
        for node in self._styles.chain(style):
            found |= margins(node.find(f"{W}tblPr/{W}tblCellMar"))
        return found

    def borders(self, style: str) -> dict[str, Any]:
        """The borders that a style gives its tables, by their side."""
        found: dict[str, Any] = {}
        for node in self._styles.chain(style):
            found |= sides(node.find(f"{W}tblPr/{W}tblBorders"))
        return found

    def draws_lines(self, style: str) -> bool:
        """Whether a style draws any line in its tables."""
        for node in reversed(self._styles.chain(style)):
            borders = node.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return any(map(draws, borders))
        return False


@dataclass(slots=True)
class OpenTable:
    """A table while its cells are read."""

    node: Any
    properties: Any
    style: str
    rows: list[Any]
    flags: frozenset[str]

    @classmethod
    def of(cls, node: Any, default_style: str) -> OpenTable:
        properties = node.find(f"{W}tblPr")
        style = None if properties is None else properties.find(f"{W}tblStyle")
        key = default_style if style is None else style.get(f"{W}val", "")
        return cls(node, properties, key, list(children(node, f"{W}tr")), _flags(properties))

    def conditions(self, row: int, column: int, end: int, columns: int) -> tuple[Condition, ...]:
        """The conditions of a style that hold in a cell from ``column`` to ``end``, the furthest first."""
        found = []
        headed = "firstRow" in self.flags
        if "noHBand" not in self.flags and not (headed and row == 0):
            found.append("band2Horz" if (row - headed) % 2 else "band1Horz")
        if "firstColumn" in self.flags and column == 0:
            found.append("firstCol")
        if "lastColumn" in self.flags and end >= columns:
            found.append("lastCol")
        if headed and row == 0:
            found.append("firstRow")
        if "lastRow" in self.flags and row == len(self.rows) - 1 and row:
            found.append("lastRow")
        return tuple(found)

    def widths_mm(self) -> tuple[float, ...]:
        """The widths of its columns, as its grid says them."""
        grid = self.node.find(f"{W}tblGrid")
        if grid is None:
            return ()
        columns = grid.findall(f"{W}gridCol")[:_MOST_COLUMNS]
        return tuple(millimetres(column.get(f"{W}w")) or 0.0 for column in columns)

    def built(self, styles: TableStyles, **place: Any) -> Table:
        """The table; ``place`` says where it stands."""
        widths = self.widths_mm()
        columns = max((end for row in self.rows for _, _, end in cells(row)), default=0)
        align = None if self.properties is None else self.properties.find(f"{W}jc")
        return Table(
            rows=len(self.rows),
            columns=columns,
            column_widths_mm=_of_cells(self.rows) or widths,
            bordered=self._draws_lines(styles),
            header_rows=_header_rows(self.rows),
            align="left" if align is None else _ALIGN.get(align.get(f"{W}val", ""), "left"),
            element=self.node,
            cell_margins_mm=self._cell_margins(styles),
            **place,
        )

    def _cell_margins(self, styles: TableStyles) -> tuple[float, float]:
        own = None if self.properties is None else self.properties.find(f"{W}tblCellMar")
        found = {**styles.cell_margins(self.style), **margins(own)}
        return found.get("left", _CELL_MARGIN_MM), found.get("right", _CELL_MARGIN_MM)

    def _draws_lines(self, styles: TableStyles) -> bool:
        own = None if self.properties is None else self.properties.find(f"{W}tblBorders")
        drawn = styles.draws_lines(self.style) if own is None else any(map(draws, own))
        return drawn or any(
            draws(border)
            for row in self.rows
            for cell, _, _ in cells(row)
            for borders in cell.findall(f"{W}tcPr/{W}tcBorders")
            for border in borders
        )


def sides(borders: Any | None) -> dict[str, Any]:
    """The borders of a w:tblBorders or w:tcBorders by their side."""
    if borders is None:
        return {}
    names = {"start": "left", "end": "right"}
    found = {
        str(border.tag).removeprefix(W): border for border in borders if isinstance(border.tag, str)
    }
    return {names.get(name, name): border for name, border in found.items()}


def margins(node: Any | None) -> dict[str, float]:
    """The lengths of a w:tblCellMar, in millimetres, by "left" and "right"."""
    found = {}
    for side, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            margin = None if node is None else node.find(f"{W}{name}")
            length = None if margin is None else millimetres(margin.get(f"{W}w"))
            if length is not None:
                found[side] = length
    return found


def children(node: Any, tag: str) -> Iterator[Any]:
    """The rows of a table, the cells of a row; also those in controls and tracked insertions."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def cells(row: Any) -> Iterator[tuple[Any, int, int]]:
    """Each cell of a row with the column it begins in and the one behind it, of the grid."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 0 if before is None else _bounded(before.get(f"{W}val"))
    for cell in children(row, f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        end = column + max(1, 1 if span is None else _bounded(span.get(f"{W}val")))
        yield cell, column, end
        column = end


def _of_cells(rows: list[Any]) -> tuple[float, ...]:
    """The widths that the cells of a row without spans ask for, which Word goes by; () where not all do."""
    for row in rows:
        found = []
        for cell, column, end in cells(row):
            width = cell.find(f"{W}tcPr/{W}tcW")
            length = None
            if width is not None and width.get(f"{W}type", "dxa") == "dxa":
                length = millimetres(width.get(f"{W}w"))
            if end - column != 1 or not length:
                break
            found.append(length)
        else:
            return tuple(found)
    return ()


def _header_rows(rows: list[Any]) -> int:
    count = 0
    for row in rows:
        header = row.find(f"{W}trPr/{W}tblHeader")
        if header is None or header.get(f"{W}val", "1") in ("0", "false", "off"):
            break
        count += 1
    return count


def _bounded(text: str | None) -> int:
    return min(max(integer(text) or 0, 0), _MOST_COLUMNS)


def _flags(properties: Any | None) -> frozenset[str]:
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return frozenset()
    value = look.get(f"{W}val", "")
    bits = (
        int(value, 16)
        if value and len(value) <= 4 and all(c in "0123456789abcdefABCDEF" for c in value)
        else 0
    )
    said = {name: look.get(f"{W}{name}") for name in (*_LOOK_BITS, *_NO_BANDS)}
    every = {**_LOOK_BITS, **_NO_BANDS}
    return frozenset(
        name
        for name, bit in every.items()
        if (said[name] in ("1", "true", "on") if said[name] is not None else bits & bit)
    )
