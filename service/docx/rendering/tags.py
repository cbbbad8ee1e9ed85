"""A template's tags become a Jinja syntax tree and safe code; only this module knows Jinja's sandbox.

What a template may do is decided here: plain data only, no globals, no way to print unescaped text,
no loop or text without bound, and a name that nobody filled is an error that names it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from service.docx.xml_escaping import NOT_XML, template_value
from service.language.holding_together import held_together

#: What one render may write, in bytes. A round of a loop pays for its constants, and ``STEP_BYTES`` for itself
#: and for each value that it prints; a longer value pays for itself.
BUDGET_BYTES = 200_000_000
STEP_BYTES = 200
MAX_TEXT = 10_000_000
_MAX_NUMBER = 10**100

#: Names that no template can spell, because they hold a blank.
TEXT, ATTRIBUTE, ESCAPED = " text", " attribute", " escaped"
BOUNDED, JOINED = " bounded", " joined"
_STATE = " state"

#: Read often, and safe: the sandbox need not look at them.
_LOOP_FACTS = frozenset(("index", "index0", "revindex", "revindex0", "first", "last", "length"))
_COUNTABLE = (list, tuple, str, dict)

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
#: What is not printed as it stands: to be escaped, white space of its own, or no character of XML 1.0.
_SPECIAL = re.compile("[\x00-\x1f&<>\"'\ud800-\udfff\ufffe\uffff]")


class Unprintable(ValueError):
    """A value that is neither text nor a number."""


class NotXml(ValueError):
    """A character outside of XML 1.0, which no document can hold."""


class RunsAway(RuntimeError):
    """A template loops or grows beyond ``BUDGET_BYTES``."""


class MissingName(StrictUndefined):
    """A name that the data does not have; any use of it raises, with the name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return f"Mẫu dùng tên “{self._undefined_name}” mà dữ liệu không có."


@dataclass(slots=True)
class RenderState:
    """What one render has left of its budget, and what ``row_patterns`` keeps while it goes on.

    ``items`` and ``values`` are those of the loop that is being rendered, ``before`` what was left when it
    began, ``rows`` the finished rows that were put aside.
    """

    left: int = BUDGET_BYTES
    before: int = 0
    items: Sequence[Any] = ()
    values: list[tuple[Any, str | None]] = field(default_factory=list)
    rows: list[bytes] = field(default_factory=list)

    def spend(self, cost: int) -> None:
        """Take from what the render may still use."""
        self.left -= cost
        if self.left < 0:
            raise RunsAway("Mẫu lặp quá nhiều lần hoặc viết ra quá nhiều chữ.")

    def variables(self, context: Mapping[str, Any]) -> dict[str, Any]:
        """The variables of a render: the context, and this state under a name that no template can spell."""
        return {**context, _STATE: self}


def state(context: Context) -> RenderState:
    """The state of the render that a filter works for."""
    return context.parent[_STATE]  # type: ignore[no-any-return]


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """Jinja for plain data: a dot reads a dict's key and nothing else of it."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        # ``static_analysis`` gives every value the filter that escapes it for its position.
        # Nearly nothing in a template is constant, and each expression would be searched for it.
        super().__init__(undefined=MissingName, autoescape=False, cache_size=0, optimized=False)
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
        if "~" in source:
            _BoundedJoins().visit(tree)
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """``block.items`` is the key "items" of a dict; methods exist only on text and on ``loop``."""
        if type(obj) is dict:
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if type(obj) is LoopContext and attribute in _LOOP_FACTS:
            return getattr(obj, attribute)
        if isinstance(obj, (str, LoopContext, Undefined)):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Keys of dicts, indexes of lists; never an attribute."""
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


class _BoundedJoins(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        values = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(values, JOINED, [], [], None, None, lineno=node.lineno)


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
    value_type = type(value)
    if value_type is str:
        return value  # type: ignore[no-any-return]
    if value_type is int or value_type is float:
        return str(value)
    if isinstance(value, str):
        return "".join(value)
    if isinstance(value, Undefined):
        return str(value)
    raise Unprintable("Mẫu in một giá trị không phải chữ hay số.")


def escaped(value: Any) -> str:
    """A value held together, with the five characters of XML escaped. Raises NotXml or Unprintable."""
    plain = held_together(value if type(value) is str else printed(value))
    if _SPECIAL.search(plain) is None:
        return plain
    if NOT_XML.search(plain):
        raise NotXml("Dữ liệu có ký tự mà văn bản Word không chứa được.")
    return template_value(plain.encode()).decode()


@pass_context
def text(context: Context, value: Any, tab: str) -> str:
    """A value inside ``w:t``: escaped, a line feed as a break, a tab as ``tab``."""
    lines = escaped(value).replace("\r\n", "\n").replace("\r", "\n")
    return _paid(context, lines.replace("\n", BREAK).replace("\t", tab))


@pass_context
def attribute(context: Context, value: Any) -> str:
    """A value inside an attribute, where XML knows no other white space than the blank."""
    line = escaped(value).replace("\t", " ").replace("\r", " ").replace("\n", " ")
    return _paid(context, line)


def _paid(context: Context, written: str) -> str:
    """What a value prints; each round pays for short ones, and a long one pays for itself."""
    if len(written) > STEP_BYTES:
        state(context).spend(len(written))
    return written


@pass_context
def _bounded(context: Context, items: Any, cost: int) -> Any:
    """What a loop runs over, after it was paid for."""
    if isinstance(items, Undefined):
        return items
    rows = items if isinstance(items, _COUNTABLE) else list(items)
    state(context).spend(len(rows) * cost)
    return rows


def walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """The node and everything below it, in source order."""
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)
