"""A workbook becomes data: our own form by its pointers, else a clerk's own lists by their headers."""

from __future__ import annotations

from collections.abc import Iterable

from service.schema import pointers
from service.schema.outline import Item
from service.workbook import clerk_lists, own_form, plan
from service.workbook.book import Book, Limits, Page, open_book
from service.workbook.reading_result import Gathering, Reading, Skipped


def read(
    content: bytes, items: Iterable[Item], *, limits: Limits | None = None, name: str = ""
) -> Reading:
    """The input that a workbook (.xlsx, .xls, .ods, .csv) holds, in the shape of the items.

    ``items`` are those of ``outline`` or ``tree``; ``name`` is the file's name, which stands for the
    sheet's in a .csv. Raises UnreadableInput, or InputTooLarge with the limit that it names.
    """
    return read_book(open_book(content, limits or Limits(), name), items)


def read_book(book: Book, items: Iterable[Item]) -> Reading:
    """The input that an opened workbook holds."""
    sheets = plan.sheets(items)
    pages = [page for page in book.pages if not own_form.is_ours(page)]
    found = own_form.find(pages, sheets)
    gathering = Gathering()
    if found:
        own_form.read(found, sheets, gathering)
        known = {id(each.page) for each in found}
        _leave_out(
            [page for page in pages if id(page) not in known],
            gathering,
            "không phải trang của mẫu nên không được đọc",
        )
    else:
        _leave_out(
            [page for page in pages if page.hidden], gathering, "trang bị ẩn nên không được đọc"
        )
        clerk_lists.read(
            [page for page in pages if not page.hidden and page.rows], sheets, gathering
        )
    return _reading(gathering, bool(found))


def _leave_out(pages: Iterable[Page], gathering: Gathering, why: str) -> None:
    for page in pages:
        if any(cell is not None for row in page.rows for cell in row):
            gathering.skipped.append(Skipped(page.name, 0, why))


def _reading(gathering: Gathering, own: bool) -> Reading:
    gathering.settle_words()
    data = pointers.expand(gathering.pairs.items()) if gathering.pairs else {}
    return Reading(
        data=data,
        cells=gathering.cells,
        notes=tuple(gathering.notes),
        skipped=tuple(gathering.skipped),
        violations=tuple(gathering.violations),
        own_form=own,
    )
