"""Text becomes lengths as Times New Roman sets it: widths, line breaks, side indents, column widths.

Only this package knows how wide a letter is.
"""

from service.docx.typography.column_widths import column_widths
from service.docx.typography.letters import text_width_mm
from service.docx.typography.line_breaking import balanced_indent, rule_indent, wrap

__all__ = ["balanced_indent", "column_widths", "rule_indent", "text_width_mm", "wrap"]
