"""A text that is printed becomes the same text with its line breaks, or sizes the rule below it, in twips.

Jinja filters around whatever an author wrote in a line; ``template_preprocessor`` puts them there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any, Final

from service.docx import standard, typography
from service.docx.xml_escaping import template_value
from service.language.break_places import names_held
from service.language.holding_together import held_together

_TEXT_BREAK: Final = '</w:t><w:br{}/><w:t xml:space="preserve">'
#: The break that an author typed, and the service's own. To Word they are the same; ``printed_text`` and
#: ``revision`` tell by the attribute that the second stands for a blank.
TYPED_BREAK: Final = _TEXT_BREAK.format("")
SET_BREAK: Final = _TEXT_BREAK.format(' w:type="textWrapping"')

#: A single no-break blank only said what belongs together; those for the pen come in rows.
_HINT: Final = re.compile("(?<![\u00a0 ])\u00a0(?![\u00a0 ])")


def _set_lines(
    text: Any, width: int, size: float, bold: int, italic: int, capitals: int, _is_set: int
) -> str:
    """The lines of a title as XML, with breaks between them."""
    whole = names_held(html.unescape(str(text)))
    lines = typography.set_lines(
        _shown(whole, capitals), int(width), size, bool(bold), bool(italic)
    )
    printed = []
    for typed, broken in zip(whole.split("\n"), lines, strict=True):
        # As many words of the text as it stands, which a style may show in capitals.
        words = iter(typed.split(" "))
        parts = [" ".join(next(words) for _ in line.split(" ")) for line in broken]
        printed.append(SET_BREAK.join(map(_escaped, parts)))
    return TYPED_BREAK.join(printed)


def _escaped(line: str) -> str:
    return template_value(held_together(_HINT.sub(" ", line)).encode()).decode()


def _rule_indent(
    text: Any,
    width: int,
    size: float,
    bold: int,
    italic: int,
    capitals: int,
    is_set: int,
    is_whole: int,
) -> str:
    """``is_whole`` is for a rule as long as the text."""
    shown = html.unescape(str(text))
    share, (least, most) = standard.RULE_SHARE, standard.RULE_SHARE_RANGE
    if is_whole:
        share = least = most = 1.0
    indent = typography.rule_indent(
        _shown(names_held(shown) if is_set else shown, capitals),
        int(width),
        size,
        bool(bold),
        bool(italic),
        is_set=bool(is_set),
        share=share,
        least=least,
        most=most,
    )
    return str(indent)


def _shown(text: str, capitals: int) -> str:
    return text.upper() if capitals else text


#: By the names under which ``template_preprocessor`` calls them. Their text is a filter block's, which Jinja hands
#: over escaped for XML. The first stands in a text and writes XML, the others stand in attributes and write digits.
SET_LINES: Final = "set_lines"
RULE_INDENT: Final = "rule_indent"
FILTERS: Final[dict[str, Callable[..., Any]]] = {
    SET_LINES: _set_lines,
    RULE_INDENT: _rule_indent,
}
