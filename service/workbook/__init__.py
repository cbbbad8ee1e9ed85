"""The clerk's workbook: a form to fill in, its data, and the same workbook with its violations marked.

The only package that knows Excel. ``form`` draws a document type's items as a workbook, ``open_book`` makes
cells of a file (.xlsx, .xlsm, .xls, .ods, .csv), ``read_form`` turns a filled form into data with the cell of every
value, ``mark`` gives the clerk's workbook back with what is wrong in it.
"""

from service.workbook.account import ColumnAccount, Reading, SheetAccount, SkippedRow
from service.workbook.annotation import mark
from service.workbook.batch_form import FoundDocument, LeftOut
from service.workbook.book import Book, Limits
from service.workbook.book_reader import open_book
from service.workbook.data_beside import beside
from service.workbook.document_sheets import documents_of
from service.workbook.form_writer import form
from service.workbook.inspection import Seen
from service.workbook.own_form import lists_of, read_form
from service.workbook.sheet_form import form as sheet_form

__all__ = [
    "Book",
    "ColumnAccount",
    "FoundDocument",
    "LeftOut",
    "Limits",
    "Reading",
    "Seen",
    "SheetAccount",
    "SkippedRow",
    "beside",
    "documents_of",
    "form",
    "lists_of",
    "mark",
    "open_book",
    "read_form",
    "sheet_form",
]
