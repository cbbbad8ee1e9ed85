"""Text becomes lengths as Times New Roman sets it: widths, line breaks, rules, tables.

Only this package knows how wide a letter is.
"""

from service.docx.typography.cell_lines import held_cells
from service.docx.typography.column_needs import ColumnTexts
from service.docx.typography.letters import MM_PER_PT, text_width_mm
from service.docx.typography.line_breaking import rule_indent, set_lines, wrap
from service.docx.typography.table_fit import (
    CELL_MARGINS_TWIPS,
    Group,
    PageWidths,
    TableFit,
    fit_table,
)

__all__ = [
    "CELL_MARGINS_TWIPS",
    "MM_PER_PT",
    "ColumnTexts",
    "Group",
    "PageWidths",
    "TableFit",
    "fit_table",
    "held_cells",
    "rule_indent",
    "set_lines",
    "text_width_mm",
    "wrap",
]
