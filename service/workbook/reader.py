"""A workbook of ours becomes data by its pointers, however its labels were re-worded."""

from __future__ import annotations

from collections.abc import Iterable

from service.schema import pointers
from service.schema.input_outline import Item
from service.workbook import own_form, plan
from service.workbook.account import Reading, SheetAccount
from service.workbook.book import Book, Page
from service.workbook.gathering import Gathering


def lists_of(book: Book) -> list[Page]:
    """The sheets that a clerk may have made: not the guide and not the results of an earlier check."""
    return [page for page in book.pages if not own_form.is_ours(page)]


def read_form(book: Book, items: Iterable[Item]) -> Reading | None:
    """The input that a filled form holds, in the shape of the items; None when it is no form of ours.

    ``items`` are those of ``outline`` or ``tree``.
    """
    sheets = plan.sheets(items)
    pages = lists_of(book)
    found = own_form.find(pages, sheets)
    if not found:
        return None
    gathering = Gathering()
    own_form.read(found, sheets, gathering)
    gathering.settle_words()
    known = {id(each.page) for each in found}
    left = [
        SheetAccount(page.name, False, "không phải trang của mẫu nên không được đọc")
        for page in pages
        if id(page) not in known and any(cell is not None for row in page.rows for cell in row)
    ]
    return Reading(
        pointers.expand(gathering.pairs.items()) if gathering.pairs else {},
        gathering.cells,
        tuple(gathering.violations),
        (*gathering.accounts(), *left),
        own_form=True,
    )
