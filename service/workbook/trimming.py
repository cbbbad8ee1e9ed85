"""A clerk's workbook becomes one that an editor can hold: what lies beyond the used part of a sheet is left out.

openpyxl makes an object of every cell under a merged range, of every cell that a link is given for, and of
every empty cell and row with a format. A column merged as a whole, or a sheet formatted to its last
row, is a mistake of the mouse; here ranges are cut to what is used, and only where there are that many.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from service.untrusted import xml_limits
from service.untrusted.xml_limits import Attributes, Count, Walker
from service.workbook import bounds, extents
from service.workbook.book import Book, Page
from service.workbook.extents import Extent, Range

#: Up to these a workbook stays as it is, to the last cell of its layout.
_FEW_COVERED, _FEW_EMPTY, _FEW_LINES = 20_000, 50_000, 30_000


def trimmed(content: bytes, book: Book) -> bytes:
    """The package with its sheets cut to what is used; the package itself where there is little to cut."""
    found = book.seen.extents if book.seen is not None else ()
    # openpyxl would empty every cell under a merged range, also one that another program had left a value in.
    cut = sum(extent.covered for extent in found) > _FEW_COVERED or any(
        len(harmless(page)) < len(page.merged) for page in book.pages
    )
    shrink = (
        sum(extent.cells - extent.values for extent in found) > _FEW_EMPTY
        or sum(extent.lines for extent in found) > _FEW_LINES
    )
    if book.seen is None or not (cut or shrink):
        return content
    pages = {page.name: page for page in book.pages}
    writers = {
        book.seen.places[extent.name]: _Writer(pages[extent.name], extent, cut, shrink)
        for extent in found
        if extent.name in book.seen.places and extent.name in pages
    }
    return _rewritten(content, writers)


def harmless(page: Page) -> list[Range]:
    """The merged ranges of a sheet under which no value but the first would be lost."""
    return [cells for cells in page.merged if not _hides(page, cells)]


def _hides(page: Page, cells: Range) -> bool:
    (top, left), (bottom, right) = cells
    return any(
        value is not None and (row, column) != (top, left)
        for row in range(top, bottom + 1)
        for column, value in enumerate(page.rows[row][left : right + 1], left)
    )


def _rewritten(content: bytes, writers: Mapping[str, _Writer]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new,
    ):
        for entry in old.infolist():
            part = old.read(entry)
            writer = writers.get(entry.filename)
            if writer is not None:
                xml_limits.walk(part, writer, "Tệp bảng tính")
                part = "".join(writer.out).encode()
            new.writestr(entry.filename, part)
    return out.getvalue()


class _Writer(Walker):
    """Writes a sheet again while it streams by, without what lies beyond its used part."""

    def __init__(self, page: Page, extent: Extent, cut: bool, shrink: bool) -> None:
        super().__init__(Count(bounds.XLSX))
        self.out = ['<?xml version="1.0" encoding="UTF-8"?>\n']
        self._rows = max(1, extent.rows)
        self._columns = max(1, extent.columns)
        self._page, self._cut, self._shrink = page, cut, shrink
        #: How deep inside an element that is left out.
        self._skipped = 0

    def start(self, name: str, attributes: Attributes) -> None:
        kept = None if self._skipped else self._kept(name, attributes)
        if kept is None:
            self._skipped += 1
            return
        self.parser.CharacterDataHandler = self._text
        written = "".join(f" {key}={quoteattr(value)}" for key, value in kept.items())
        self.out.append(f"<{self.written}{written}>")

    def end(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self.out.append(f"</{self.written}>")

    def _text(self, text: str) -> None:
        if not self._skipped:
            self.out.append(escape(text))

    def _kept(self, name: str, attributes: Attributes) -> Attributes | None:
        """The attributes of an element that stays."""
        if name == "row" and self._shrink:
            row = extents.whole_number(attributes.get("r"), 0)
            return attributes if row <= self._rows else None
        if name == "c" and self._shrink:
            where = extents.place(attributes.get("r"))
            return attributes if where is None or where[1] < self._columns else None
        if name in ("mergeCell", "hyperlink") and self._cut:
            return self._cut_range(name, attributes)
        return attributes

    def _cut_range(self, name: str, attributes: Attributes) -> Attributes | None:
        cells = extents.span(attributes.get("ref", ""))
        if cells is None or (name == "hyperlink" and extents.area(cells) == 1):
            return attributes
        found = extents.cut([cells], self._rows, self._columns)
        if not found or (name == "mergeCell" and _hides(self._page, found[0])):
            return None
        (top, left), (bottom, right) = found[0]
        reference = (
            f"{extents.column_letters(left)}{top + 1}:{extents.column_letters(right)}{bottom + 1}"
        )
        return {**attributes, "ref": reference}
