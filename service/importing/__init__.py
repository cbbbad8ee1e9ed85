"""What others made becomes an input: clerks' own workbooks, pasted blocks, tables.

Read in this order, each step a module:

* ``sheet_reader``: the way through; ``list_starts``: where lists begin, by ``header_rows``; ``list_table``: whether one is a list;
* ``column_mapping``: what a column means (``special_columns``, ``roll_call``, ``field_columns``), kept in a ``column_map``;
* ``list_reader``: one list; ``row_classes``: what a row is, by its shape (``list_shape``) and its words (``row_words``);
* ``list_headings``, ``open_headings``, ``carried_values``: what a line carries to the rows below; ``row_targets``: which list a row goes to,
  ``refusals``: who was not passed;
* ``pasted_block`` and ``pasted_lines``: what is on a clipboard; ``list_preview``: what a list would be given, for the
  clerk to correct;
* ``records``, ``sums``, ``class_names``, ``places``, ``givers``: a row's values, and where they go; ``announced_counts``, ``unused_columns`` and ``sheet_account``: what was not taken, and why;
  ``units_left_blank``, ``units_around``, ``struck_cells``, ``comments``: what a clerk may have meant besides.

What comes of it is a ``workbook.Reading``. The words that it knows are ``data/vocabulary.yaml``.
"""

from service.importing.corrections import Corrections, read_corrections
from service.importing.list_preview import ListPreview
from service.importing.pasted_lines import PastedLines
from service.importing.sheet_reader import read

__all__ = ["Corrections", "ListPreview", "PastedLines", "read", "read_corrections"]
