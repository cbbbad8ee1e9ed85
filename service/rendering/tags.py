"""A template's tags become a Jinja syntax tree and safe code; only this module knows Jinja's sandbox.

What a template may do is decided here: plain data only, no globals, no way to print unescaped text,
no loop or text without bound, and a name that nobody filled is an error that tells the name.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

#: What one render may write or loop over, in bytes; every iteration costs at least ``STEP_BYTES``.
BUDGET_BYTES = 200_000_000
STEP_BYTES = 200
#: A call costs some twenty times the time of a round.
CALL_BYTES = 20 * STEP_BYTES
MAX_TEXT = 10_000_000
_MAX_NUMBER = 10**100
#: What docxtpl is given to parse again; it needs some ten times as much memory.
MAX_COUNTED_TEXT = 30_000_000

#: Names that no template can spell, because they hold a blank.
TEXT, ATTRIBUTE, ESCAPED = " text", " attribute", " escaped"
BOUNDED, JOINED = " bounded", " joined"
BUDGET = " budget"

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'

#: Filters that escape by themselves, reach into objects, differ from run to run or grow without bound.
_FORBIDDEN_FILTERS = (
    *("safe", "attr", "map", "select", "reject", "selectattr", "rejectattr", "groupby", "slice"),
    *("xmlattr", "tojson", "pprint", "urlize", "urlencode", "striptags", "filesizeformat"),
    *("random", "center", "indent", "wordwrap", "format", "batch"),
)
#: Methods of text that make it grow out of proportion.
_FORBIDDEN_METHODS = (
    *("center", "ljust", "rjust", "zfill", "format", "format_map", "join"),
    *("expandtabs", "replace", "translate", "maketrans"),
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?|\n")


class Unprintable(ValueError):
    """A value that no document can hold: not text, not a number, or a character outside of XML 1.0."""


class RunsAway(RuntimeError):
    """A template loops or grows beyond ``BUDGET_BYTES``."""


class MissingName(StrictUndefined):
    """A name that the data does not have; any use of it raises, with the name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"Mẫu dùng tên “{self._undefined_name}” mà dữ liệu không có."


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for plain data: a dot reads a dict's key and nothing else of it."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, filters: Mapping[str, Callable[..., Any]], autoescape: bool = False) -> None:
        super().__init__(undefined=MissingName, autoescape=autoescape, cache_size=0)
        self.globals.clear()
        for name in _FORBIDDEN_FILTERS:
            self.filters.pop(name, None)
        # Everything is escaped exactly once, when it is printed.
        for name in ("e", "escape", "forceescape"):
            self.filters[name] = _unchanged
        self.filters.update(filters)
        self.filters.update({"join": _join, "first": _first, "last": _last})
        self.filters["replace"] = _replaced
        self.filters.update({TEXT: text, ATTRIBUTE: attribute, ESCAPED: escaped})
        self.filters.update({BOUNDED: _bounded, JOINED: concatenated})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree, with ``~`` as a filter that is bounded."""
        tree: nodes.Template = super()._parse(source, name, filename)
        _BoundedJoins().visit(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``block.items`` is the key "items" of a dict; methods exist only on text and on ``loop``."""
        if type(obj) is dict:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, (str, LoopContext, Undefined)):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Keys of dicts, places of lists; never an attribute."""
        try:
            return obj[argument]
        except (KeyError, IndexError, TypeError, AttributeError):
            return self.undefined(obj=obj, name=argument)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Methods of text may be called when they cannot make it grow out of proportion."""
        if getattr(obj, "__name__", "") in _FORBIDDEN_METHODS:
            raise SecurityError(f"Mẫu không được gọi {obj.__name__}().")
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Arithmetic on numbers; ``+`` also joins texts."""
        return arithmetic(operator, left, right)


class CountingEnvironment(PlainEnvironment):
    """For a template that only docxtpl can render: its loops, its calls and its text are paid for too.

    What is rendered must have the names of ``budget()`` in its context.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(filters, autoescape=True)
        self.filters[JOINED] = _joined_markup

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in [*tree.find_all(nodes.For)]:
            cost = nodes.Const(STEP_BYTES)
            loop.iter = nodes.Filter(loop.iter, BOUNDED, [cost], [], None, None, lineno=loop.lineno)
        return tree

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """A macro may call itself, twice, and again."""
        spend(context[BUDGET], CALL_BYTES)
        return super().call(context, obj, *args, **kwargs)

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """What a template, a macro or a block wrote."""
        room = MAX_COUNTED_TEXT
        written: list[str] = []
        for piece in pieces:
            room -= len(piece)
            if room < 0:
                raise RunsAway("Mẫu viết ra quá nhiều chữ.")
            written.append(piece)
        return "".join(written)


def budget() -> dict[str, list[int]]:
    """What one render may use, to be put into its context."""
    return {BUDGET: [BUDGET_BYTES]}


class _BoundedJoins(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        values = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(values, JOINED, [], [], None, None, lineno=node.lineno)


def _joined_markup(values: Sequence[Any]) -> str:
    _allow(sum(len(each) if isinstance(each, str) else 0 for each in values))
    return markup_join(values)


_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
}


def arithmetic(sign: str, left: Any, right: Any) -> Any:
    """One operation on plain numbers, or ``+`` on two texts."""
    if isinstance(left, str) and isinstance(right, str) and sign == "+":
        return concatenated([left, right])
    if isinstance(left, int | float) and isinstance(right, int | float) and sign in _OPERATIONS:
        if max(abs(left), abs(right)) > _MAX_NUMBER:
            raise RunsAway("Mẫu tính ra số quá lớn.")
        return _OPERATIONS[sign](left, right)
    if isinstance(left, Undefined):
        str(left)
    if isinstance(right, Undefined):
        str(right)
    raise SecurityError(f"Mẫu chỉ được dùng phép tính “{sign}” với số.")


def _unchanged(value: Any) -> Any:
    return value


def _join(values: Sequence[Any], between: str = "") -> str:
    texts = [*map(printed, values)]
    _allow(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _replaced(value: Any, old: str, new: str) -> str:
    text = printed(value)
    _allow(len(text) + (text.count(old) * len(new)))
    return text.replace(old, new)


def _allow(length: int) -> None:
    if length > MAX_TEXT:
        raise RunsAway("Mẫu nối chữ quá dài.")


def _first(values: Sequence[Any]) -> Any:
    return values[0]


def _last(values: Sequence[Any]) -> Any:
    return values[-1]


def concatenated(values: Sequence[Any]) -> str:
    """What ``~`` writes, no longer than ``MAX_TEXT``."""
    texts = [*map(printed, values)]
    _allow(sum(map(len, texts)))
    return "".join(texts)


def printed(value: Any) -> str:
    """Text and numbers as they print; anything else is a mistake of the template or the data."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return str(value)
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, Undefined):
        return str(value)
    raise Unprintable("Mẫu in một giá trị không phải chữ hay số.")


def escaped(value: Any) -> str:
    """A value with the five characters of XML escaped; Unprintable when XML cannot hold it."""
    plain = printed(value)
    if _NOT_XML.search(plain):
        raise Unprintable("Dữ liệu có ký tự mà văn bản Word không chứa được.")
    return (
        plain.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&#34;")
        .replace("'", "&#39;")
    )


def text(value: Any, tab: str) -> str:
    """A value inside ``w:t``: escaped, a line feed as a break, a tab as ``tab``."""
    return _LINE_END.sub(BREAK, escaped(value)).replace("\t", tab)


def attribute(value: Any) -> str:
    """A value inside an attribute, where XML knows no other white space than the blank."""
    return re.sub("[\t\r\n]", " ", escaped(value))


@pass_context
def _bounded(context: Context, items: Any, cost: int) -> Any:
    """What a loop runs over, after it was paid for."""
    if isinstance(items, Undefined):
        return items
    rows = items if isinstance(items, list | tuple | str | dict) else list(items)
    spend(context[BUDGET], len(rows) * cost)
    return rows


def spend(budget: list[int], cost: int) -> None:
    """Take from what a render may still use."""
    budget[0] -= cost
    if budget[0] < 0:
        raise RunsAway("Mẫu lặp quá nhiều lần.")


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """The node and everything below it, in source order."""
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)
