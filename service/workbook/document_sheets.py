"""The documents of one workbook: a row each in the form for many, a sheet each in forms of one document, or both.

Which it is is seen from the pointers of its sheets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from service.errors import Violation
from service.schema.input_outline import Item
from service.workbook import batch_form, own_form
from service.workbook.account import Reading
from service.workbook.batch_form import FoundDocument, LeftOut
from service.workbook.book import Book
from service.workbook.own_form import Documents

_LABEL = "Văn bản"
_BOTH_WAYS = "both_ways"
_MIXED = (
    "Tệp này vừa có văn bản ghi mỗi dòng một văn bản, vừa có văn bản ghi riêng một trang tính như văn bản này; "
    "cả hai đều được lấy. Nếu một văn bản được ghi hai lần thì hãy bỏ một chỗ rồi đọc lại tệp."
)


def documents_of(book: Book, items: Iterable[Item]) -> list[FoundDocument | LeftOut] | None:
    """The documents of a workbook and what is no document's; None where it is a single one, or no form of ours.

    ``items`` are those of one document. Raises UnreadableInput and InputTooLarge.
    """
    items = tuple(items)
    rows = own_form.read_form(book, batch_form.listed(items))
    sheets = own_form.read_documents(book, items)
    if sheets is None:
        return None if rows is None else batch_form.split(rows)
    if rows is None:
        return _of_sheets(sheets) if len(sheets.documents) > 1 else None
    of_rows = tuple(account for account in rows.sheets if account.used)
    found = batch_form.split(replace(rows, sheets=of_rows))
    names = {account.name for account in of_rows}
    left = [account for account in sheets.left if account.name not in names]
    is_mixed = any(isinstance(document, FoundDocument) for document in found)
    return [*found, *_of_sheets(replace(sheets, left=left), is_mixed=is_mixed)]


def _of_sheets(sheets: Documents, *, is_mixed: bool = False) -> list[FoundDocument | LeftOut]:
    readings = [reading for _, reading in sheets.documents]
    left = Reading({}, {}, sheets=tuple(sheets.left))
    return [
        *(
            _document(name, reading, is_mixed=is_mixed)
            for name, reading in sheets.documents
            if own_form.holds_something(reading)
        ),
        *(found for reading in (*readings, left) for found in batch_form.untaken(reading)),
    ]


def _document(name: str, reading: Reading, *, is_mixed: bool) -> FoundDocument:
    mixed = Violation("", _LABEL, _BOTH_WAYS, _MIXED, "warning")
    violations = (*reading.violations, mixed) if is_mixed else reading.violations
    return FoundDocument(name, reading.data, reading.cells, violations)
