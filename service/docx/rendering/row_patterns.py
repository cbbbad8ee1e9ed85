"""A loop whose rounds differ only in what they print of their item becomes a pattern, filled for all items.

Most long lists are tables like that, also those with columns from the data: whatever the row, a column has
one width, one alignment and one key. Jinja renders such a body once, with a mark where a value belongs
(``{{ row.name }}``, ``{{ row[column.key] }}``); the values of all items are then looked up, escaped and
put between the constants of the pattern together, which Python does in C (a partial evaluation of the loop).
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Sequence
from typing import Any, Final

from jinja2 import nodes, pass_context
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from service.docx.rendering import tags
from service.docx.rendering.page_ends import LINES_THAT_STAY
from service.docx.xml_escaping import template_value
from service.language.holding_together import all_held_together

#: No XML document can hold them, and no value gets past ``tags.escaped`` with one.
_VALUE_MARK: Final = "\3"
_ROWS_MARK: Final = "\4"

_BLOCKS: Final = ("<w:tr ", "<w:tr>", "<w:p ", "<w:p>")

#: Names that no template can spell, because they hold a blank.
_ONE_ROUND, _VALUE, _FILL = " one round", " value", " fill"

_BREAK: Final = tags.BREAK.encode()
#: XML cannot hold these (NUL stands between the values), or a tab and a CR are not printed as such.
_NOT_PLAIN: Final = bytes(set(range(1, 32)) - {10})
_NOT_CHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())


class RowPatterns(NodeTransformer):
    """Turns each such loop of a tree whose values have their filters (``static_analysis``) into a pattern."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        """No loop is in what is printed."""
        return node

    def visit_For(self, node: nodes.For) -> Any:  # noqa: N802
        values = _values(node)
        if not values:
            return self.generic_visit(node)
        for value, key in values:
            value.node, value.name = key, _VALUE
        node.iter = _filter(node.iter, _ONE_ROUND, node.lineno)
        return nodes.FilterBlock([node], _filter(None, _FILL, node.lineno), lineno=node.lineno)


def _values(loop: nodes.For) -> list[tuple[nodes.Filter, nodes.Expr]]:
    """What a loop prints of its item, with the key of each; nothing when rounds differ otherwise."""
    if not isinstance(loop.target, nodes.Name) or loop.test is not None or loop.else_:
        return []
    if not _begins_with_block(loop.body):
        return []
    own = {loop.target.name, "loop"}
    found: list[tuple[nodes.Filter, nodes.Expr]] = []
    mentions = 0
    for node in itertools.chain.from_iterable(map(tags.walk, loop.body)):
        if isinstance(node, nodes.Stmt) and not isinstance(
            node, nodes.Output | nodes.If | nodes.For
        ):
            return []
        mentions += isinstance(node, nodes.Name) and node.name in own
        if isinstance(node, nodes.Filter) and node.name in (tags.TEXT, tags.ATTRIBUTE):
            key = _key(node.node, loop.target.name)
            found += [(node, key)] if key is not None else []
    # Each value mentions the item once: any other mention makes rounds differ.
    return found if mentions == len(found) else []


def _begins_with_block(body: Sequence[nodes.Node]) -> bool:
    """Rows and paragraphs come in long lists; a few columns are rendered faster one by one."""
    start = body[0] if body else None
    literal = start.nodes[0] if isinstance(start, nodes.Output) else None
    return isinstance(literal, nodes.TemplateData) and literal.data.startswith(_BLOCKS)


def _key(printed: nodes.Expr | None, item: str) -> nodes.Expr | None:
    if not isinstance(printed, nodes.Getattr | nodes.Getitem):
        return None
    if not isinstance(printed.node, nodes.Name) or printed.node.name != item:
        return None
    return nodes.Const(printed.attr) if isinstance(printed, nodes.Getattr) else printed.arg


def _filter(node: Any, name: str, lineno: int) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=lineno)


# The filters that such a tree asks for.


@pass_context
def _one_round(context: Context, items: Sequence[Any]) -> list[Any]:
    """The items are kept for ``_fill``, and only the first is looped over."""
    state = tags.state(context)
    state.items, state.values, state.before = items, [], state.left
    return [*itertools.islice(items, 1)]


@pass_context
def _value(context: Context, key: Any, tab: str | None = None) -> str:
    """The mark of a value; ``tab`` as for ``tags.text``, None in an attribute."""
    tags.state(context).values.append((key, tab))
    return _VALUE_MARK


@pass_context
def _fill(context: Context, pattern: str) -> str:
    """The pattern filled for all items. The rows of a table are put aside, but for those that may stay with what follows."""
    state = tags.state(context)
    rounds = len(state.items)
    state.spend((rounds - 1) * (state.before - state.left))
    if not state.values:
        return pattern * rounds
    constants = [constant.encode() for constant in pattern.split(_VALUE_MARK)]
    looked_up = _looked_up(context, state.items, [key for key, _ in state.values])
    texts = _texts(context, looked_up, [tab for _, tab in state.values])
    aside = len(texts) - LINES_THAT_STAY * len(state.values)
    if aside <= 0 or not _is_row(pattern):
        return _joined(constants, texts).decode()
    state.rows.append(_joined(constants, texts[:aside]))
    return _ROWS_MARK + _joined(constants, texts[aside:]).decode()


def _is_row(pattern: str) -> bool:
    whole = pattern.startswith(("<w:tr>", "<w:tr ")) and pattern.endswith("</w:tr>")
    return whole and "</w:tbl>" not in pattern and "<w:sectPr" not in pattern


def _looked_up(context: Context, items: Sequence[Any], keys: Sequence[Any]) -> list[Any]:
    """The values of all items in the order they are printed."""
    look_up = operator.itemgetter(*keys)
    try:
        if len(keys) == 1:
            return [*map(look_up, items)]
        return [*itertools.chain.from_iterable(map(look_up, items))]
    except (LookupError, TypeError):
        # Printing what is undefined raises an error that names it.
        return [context.environment.getitem(item, key) for item in items for key in keys]


def _texts(context: Context, values: list[Any], tabs: Sequence[str | None]) -> list[bytes]:
    """The values as ``tags.text`` and ``tags.attribute`` print them, in UTF-8."""
    if {*map(type, values)} != {str}:
        values = [*map(tags.printed, values)]
    tags.state(context).spend(sum(map(len, values)))
    held = [*values]
    for column in range(len(tabs)):
        held[column :: len(tabs)] = all_held_together(values[column :: len(tabs)])
    # Long lists say the same often. A NUL between two values: one look, one escape and one encoding do for all of them.
    different = [*dict.fromkeys(held)]
    raw = "\0".join(different).encode()
    plain = raw.count(b"\0") == len(different) - 1 and len(raw.translate(None, _NOT_PLAIN)) == len(
        raw
    )
    breaks = b"\n" in raw
    if not plain or any(map(raw.__contains__, _NOT_CHARACTERS)) or (breaks and None in tabs):
        return [
            (
                tags.attribute(context, value) if tab is None else tags.text(context, value, tab)
            ).encode()
            for value, tab in zip(values, itertools.cycle(tabs))
        ]
    printed = template_value(raw).replace(b"\n", _BREAK).split(b"\0")
    return [*map(dict(zip(different, printed, strict=True)).__getitem__, held)]


def _joined(constants: list[bytes], texts: list[bytes]) -> bytes:
    """All rounds: constants and texts in turn, beginning and ending with a constant."""
    first, *between, end = constants
    after = [*between, end + first] * (len(texts) // (len(constants) - 1))
    after[-1] = end
    written = [first] * (2 * len(texts) + 1)
    written[1::2] = texts
    written[2::2] = after
    return b"".join(written)


def restored(xml: bytes, rows: Sequence[bytes]) -> list[bytes]:
    """A rendered part in pieces, with the rows that were put aside back where they belong."""
    around = xml.split(_ROWS_MARK.encode())
    return [*itertools.chain.from_iterable(zip(around, (*rows, b""), strict=True))]


#: To be put into the environment that renders the tree.
FILTERS: Final[dict[str, Callable[..., Any]]] = {
    _ONE_ROUND: _one_round,
    _VALUE: _value,
    _FILL: _fill,
}
