"""A table whose cells vary gets the ``w:tblGrid`` that fits it, exactly as docxtpl's fix_tables gives.

docxtpl parses the whole rendered document for that. Here a table is *proved* to fit, once, when the
template is compiled (its header, its rows and its grid loop over the same list); only what cannot be
proved is marked in the template and counted in the rendered text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

#: Around a table that must be counted after rendering. No XML document can hold them otherwise.
OPEN_MARK, CLOSE_MARK = "\x01", "\x02"

_TAG = re.compile(rb"<(/?)w:(tblGrid|tbl|tr|tc|gridCol|gridSpan)(?:\s[^>]*?)?(/?)>")
_COLUMN = re.compile(rb"<w:gridCol(?:\s[^>]*?)?(?:/>|>.*?</w:gridCol>)", re.DOTALL)
_WIDTH = re.compile(rb'(\sw:w=")([^"]*)(")')
_SPAN = re.compile(rb'w:val="(\d+)"')

#: The loops that stand between a table (or a row) and what is counted: "once per round of these".
Loops = tuple[object, ...]


@dataclass(slots=True)
class Row:
    """How many cells, and columns spanned, a row of the template makes, per round of its loops."""

    depth: int
    optional: bool
    #: Its cells span what the data say; they promise to fit the grid.
    promised: bool = False
    #: Conditions alone, and no loop, say whether it is there.
    chosen: bool = False
    cells: Counter[Loops] = field(default_factory=Counter)
    spans: Counter[Loops] = field(default_factory=Counter)
    cell: Loops = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a table: it fits; or its counts; or neither, so it must be counted later."""

    fits: bool
    cells: int | None = None
    spans: int | None = None


@dataclass(slots=True)
class Table:
    """A table of the template while it is read; ``depth`` is the number of loops around it."""

    number: int
    depth: int
    varies: bool = False
    grid: Counter[Loops] = field(default_factory=Counter)
    rows: list[Row] = field(default_factory=list)
    row: Row | None = None

    def verdict(self) -> Verdict:
        """docxtpl adds columns when a row has more cells, and takes them when all rows span fewer."""
        if self.varies:
            return Verdict(fits=False)
        rows = [row for row in self.rows if not row.promised]
        enough = all(_covers(self.grid, row.cells) for row in rows)
        spanned = len(rows) < len(self.rows)
        if enough and (spanned or self._is_spanned(rows)):
            return Verdict(fits=True)
        # What a row spans is counted by the loops of its cells.
        counts = [self.grid, *(row.cells for row in rows)]
        always = [row for row in rows if not row.optional]
        if not always or any(set(count) - {()} for count in counts):
            return Verdict(fits=False)
        cells, spans = (max(getattr(r, what)[()] for r in always) for what in ("cells", "spans"))
        if all(row.cells[()] <= cells and row.spans[()] <= spans for row in self.rows):
            return Verdict(fits=False, cells=cells, spans=spans)
        return Verdict(fits=False)

    def _is_spanned(self, rows: list[Row]) -> bool:
        """Whether some row surely spans all columns: one that is always there, or each of those chosen from.

        A table none of whose rows is chosen is none that Word opens, whatever its grid.
        """
        always = [row for row in rows if not row.optional]
        if always:
            return any(_covers(row.spans, self.grid) for row in always)
        chosen = any(row.chosen for row in rows)
        return chosen and all(_covers(row.spans, self.grid) for row in rows)


def _covers(larger: Counter[Loops], smaller: Counter[Loops]) -> bool:
    return all(larger[loops] >= count for loops, count in smaller.items())


@dataclass(slots=True)
class _Counted:
    """A table of a rendered document: where its grid stands, its widest row."""

    grid: tuple[int, int] = (0, 0)
    columns: int = 0
    cells: int = 0
    spans: int = 0


@dataclass(slots=True)
class _CountedRow:
    cells: int = 0
    spans: int = 0


def repair_marked(xml: bytes) -> bytes:
    """Repair the marked tables of a rendered part and take the marks out."""
    first, *pieces = xml.split(OPEN_MARK.encode())
    whole = [first]
    for piece in pieces:
        table, rest = piece.split(CLOSE_MARK.encode())
        whole += (repair(table), rest)
    return b"".join(whole)


def repair(xml: bytes) -> bytes:
    """Count every table in ``xml`` and repair the grids that do not fit."""
    counter = _Counter()
    for tag in _TAG.finditer(xml):
        counter.read(tag)
    for table in sorted(counter.done, key=lambda table: table.grid, reverse=True):
        start, end = table.grid
        if end and (table.cells > table.columns or table.spans < table.columns):
            xml = xml[:start] + repair_grid(xml[start:end], table.cells, table.spans) + xml[end:]
    return xml


class _Counter:
    """Reads the tags of a rendered document in order; ``done`` are its tables."""

    def __init__(self) -> None:
        self.done: list[_Counted] = []
        self._tables: list[_Counted] = []
        self._rows: list[_CountedRow] = []

    def read(self, tag: re.Match[bytes]) -> None:
        closing, name, alone = tag.groups()
        if name == b"tbl":
            if closing:
                self.done.append(self._tables.pop())
            else:
                self._tables.append(_Counted())
        elif name == b"tr":
            if not closing:
                self._rows.append(_CountedRow())
            if closing or alone:
                self._end_row(self._rows.pop())
        elif name == b"tblGrid" and self._tables:
            table = self._tables[-1]
            table.grid = (table.grid[0], tag.end()) if closing else tag.span()
        elif name == b"gridCol" and self._tables and not closing:
            self._tables[-1].columns += 1
        elif name == b"tc" and self._rows and not closing:
            self._rows[-1].cells += 1
            self._rows[-1].spans += 1
        elif name == b"gridSpan" and self._rows and not closing:
            span = _SPAN.search(tag[0])
            self._rows[-1].spans += int(span[1]) - 1 if span else 0

    def _end_row(self, row: _CountedRow) -> None:
        # A row of an inner table counts for the outer ones too, as docxtpl counts.
        for table in self._tables:
            table.cells = max(table.cells, row.cells)
            table.spans = max(table.spans, row.spans)


def repair_grid(grid: bytes, cells: int, spans: int) -> bytes:
    """The ``w:tblGrid`` for rows of at most ``cells`` cells that span at most ``spans`` columns.

    Columns are added at the cost of all others, and a removed column's width is shared out, so that
    the table keeps its width.
    """
    columns = _COLUMN.findall(grid)
    added = cells - len(columns)
    if added > 0 and columns and (total := sum(map(_width, columns))) > 0:
        share = total / (len(columns) + added)
        before = total / len(columns)
        columns = [_wide(c, int(_width(c) * share / before)) for c in columns]
        columns += [b'<w:gridCol w:w="%d"/>' % int(share)] * added
    removed = len(columns) - spans
    if removed > 0:
        columns, gone = columns[:-removed], columns[-removed:]
        extra = int(sum(map(_width, gone)) / len(columns)) if columns else 0
        columns = [_wide(c, int(_width(c) + extra)) for c in columns]
    start = re.match(rb"<w:tblGrid[^>]*?/?>", grid)
    opening = start[0].replace(b"/>", b">") if start else b"<w:tblGrid>"
    rest = _COLUMN.sub(b"", grid[len(start[0]) :] if start else b"").removesuffix(b"</w:tblGrid>")
    # docxtpl appends a new column behind everything; the order of the schema is kept here.
    return opening + b"".join(columns) + rest + b"</w:tblGrid>"


def _width(column: bytes) -> float:
    width = _WIDTH.search(column)
    return float(width[2]) if width else 0.0


def _wide(column: bytes, width: int) -> bytes:
    return _WIDTH.sub(rb"\g<1>%d\g<3>" % width, column)
