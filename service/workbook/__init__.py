"""The clerk's workbook: a form to fill in, its data, and the same workbook with its faults marked.

The only package that knows Excel. ``form`` draws a document type's items as a workbook, ``read`` turns
a filled form or a clerk's own list (.xlsx, .xls, .ods, .csv) into data with the cell of every value,
``mark`` gives the clerk's workbook back with what is wrong in it.
"""

from service.workbook.annotation import mark
from service.workbook.book import Limits
from service.workbook.joining import beside
from service.workbook.reader import read
from service.workbook.reading_result import ColumnRead, Reading, Skipped, Understanding
from service.workbook.writing import form

__all__ = [
    "ColumnRead",
    "Limits",
    "Reading",
    "Skipped",
    "Understanding",
    "beside",
    "form",
    "mark",
    "read",
]
