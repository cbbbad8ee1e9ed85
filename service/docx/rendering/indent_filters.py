"""A text that is printed becomes the side indent that balances it, or sizes the rule below it, in twips.

Jinja filters around whatever an author wrote in a line; ``template_preprocessor`` puts them there.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any, Final

from service.docx import standard, typography


def _balanced_indent(
    text: Any, width: int, size: float, bold: int, italic: int, capitals: int, _balanced: int
) -> str:
    return str(
        typography.balanced_indent(
            _plain(text, capitals), int(width), size, bool(bold), bool(italic)
        )
    )


def _rule_indent(
    text: Any, width: int, size: float, bold: int, italic: int, capitals: int, balanced: int
) -> str:
    least, most = standard.RULE_SHARE_RANGE
    indent = typography.rule_indent(
        _plain(text, capitals),
        int(width),
        size,
        bool(bold),
        bool(italic),
        balanced=bool(balanced),
        share=standard.RULE_SHARE,
        least=least,
        most=most,
    )
    return str(indent)


def _plain(text: Any, capitals: int) -> str:
    """What the page shows of a filter block's text, which Jinja hands over escaped for XML."""
    shown = html.unescape(str(text))
    return shown.upper() if capitals else shown


#: By the names under which ``template_preprocessor`` calls them.
FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "balanced_indent": _balanced_indent,
    "rule_indent": _rule_indent,
}
