"""What others made becomes an input: clerks' own workbooks, pasted blocks, tables.

Read in this order, each step a module: ``grid`` (cells), ``header_rows`` (where a list begins),
``column_mapping`` (what a column means), ``row_classes`` (what a row is), ``headings`` (what a line
carries to the rows below), ``records`` (values), ``list_reader`` and ``sheet_reader`` (the way through),
what comes of it, with the account of every sheet, is a ``workbook.Reading``. The words that it knows are ``data/vocabulary.yaml``.
"""

from service.importing.corrections import Corrections, read_corrections
from service.importing.sheet_reader import read

__all__ = ["Corrections", "read", "read_corrections"]
