"""Text becomes lengths as Times New Roman sets it: widths, line breaks, rules, column widths.

Only this package knows how wide a letter is.
"""

from service.docx.typography.column_widths import column_widths
from service.docx.typography.letters import text_width_mm
from service.docx.typography.line_breaking import rule_indent, set_lines, wrap

__all__ = ["column_widths", "rule_indent", "set_lines", "text_width_mm", "wrap"]
