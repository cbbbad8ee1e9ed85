"""A read syntax tree becomes one plain Python function that only appends; the fast way to render a part.

The function writes constants (bytes) and values in turn into one list, so that all values of a part are
checked, escaped and encoded together, at the speed of C. It is *optimistic*: ``row["name"]`` without asking
what ``row`` is. Whenever anything is out of the ordinary (a missing key, a tab, a value that is no text or
number) it gives up with ``Unusual`` and the part is rendered by Jinja itself, which is exact and says what
is wrong. A template that needs more of Jinja than is woven here is always rendered by Jinja.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from jinja2 import TemplateError, nodes

from service.rendering import tags

Function = Callable[[Mapping[str, Any], list[Any]], int]

_BREAK = tags.BREAK.encode()
_CONTROLS = bytes(set(range(1, 32)) - {9, 10, 13})
#: More rounds than this, and the values are measured before they are put together.
_MANY_VALUES = 100_000
_PLAIN_KINDS = frozenset({str, int, float})
_COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
_COMPARISONS |= {"in": "in", "notin": "not in"}
_LOOP_WORDS = {
    "index": "({i} + 1)",
    "index0": "{i}",
    "first": "({i} == 0)",
    "last": "({i} == {n} - 1)",
    "length": "{n}",
    "revindex": "({n} - {i})",
    "revindex0": "({n} - {i} - 1)",
}
_SIGNS = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/"}
_SIGNS |= {nodes.FloorDiv: "//", nodes.Mod: "%"}


class Unusual(Exception):
    """This render is left to Jinja."""


_UNUSUAL = (
    *(LookupError, TypeError, AttributeError, ValueError, ArithmeticError),
    *(tags.RunsAway, TemplateError),
)


class NotWoven(Exception):
    """This template uses more of Jinja than is woven here; says what."""


class Woven(NamedTuple):
    """A part's function, and its twin that takes line feeds out of values of attributes first.

    A line feed is a break in a text and a blank in an attribute; it is rare, so the first is tried first.
    """

    usual: Function
    careful: Function

    def fill(self, context: Mapping[str, Any]) -> bytes:
        """Render the part. Raises Unusual."""
        out: list[Any] = []
        try:
            self.usual(context, out)
            raw = _joined(out[1::2])
            if b"\n" in raw:
                out = []
                self.careful(context, out)
                raw = _joined(out[1::2])
        except _UNUSUAL as unusual:
            raise Unusual from unusual
        raw = raw.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        raw = raw.replace(b'"', b"&#34;").replace(b"'", b"&#39;").replace(b"\n", _BREAK)
        out[1::2] = raw.split(b"\0")
        return b"".join(out)


def _joined(values: list[Any]) -> bytes:
    """All values in UTF-8, a NUL between two of them. Raises Unusual or what Python raises."""
    kinds = set(map(type, values))
    if kinds != {str}:
        if not kinds <= _PLAIN_KINDS:
            raise Unusual
        values = list(map(str, values))
    if len(values) > _MANY_VALUES and sum(map(len, values)) > tags.BUDGET_BYTES:
        raise Unusual
    raw = "\0".join(values).encode()
    if (
        raw.count(b"\0") >= len(values) > 0
        or len(raw.translate(None, _CONTROLS)) != len(raw)
        or b"\t" in raw
        or b"\r" in raw
        or b"\xef\xbf\xbe" in raw
        or b"\xef\xbf\xbf" in raw
    ):
        raise Unusual
    return raw


def weave(tree: nodes.Template, filters: Mapping[str, Any], tests: Mapping[str, Any]) -> Woven:
    """Make the functions ``(context, out)`` of a part. Raises NotWoven."""
    return Woven(*(_Weaver(filters, tests, careful).function(tree) for careful in (False, True)))


def _escaped(value: str) -> str:
    """What a measuring filter takes; whether XML can hold it is asked where it is printed."""
    if type(value) is not str:
        return tags.escaped(value)
    if "&" in value:
        value = value.replace("&", "&amp;")
    value = value.replace("<", "&lt;").replace(">", "&gt;")
    return value.replace('"', "&#34;").replace("'", "&#39;")


def _one_line(value: Any) -> Any:
    """A value of an attribute: XML would make a blank of any other white space."""
    return re.sub("[\t\r\n]", " ", value) if isinstance(value, str) else value


class _Weaver:
    def __init__(self, filters: Mapping[str, Any], tests: Mapping[str, Any], careful: bool) -> None:
        self._filters, self._tests, self._careful = filters, tests, careful
        self._known: dict[str, Any] = {
            "budget": tags.BUDGET_BYTES,
            "RunsAway": tags.RunsAway,
            "arithmetic": tags.arithmetic,
            "concatenated": tags.concatenated,
            "one_line": _one_line,
            "escaped": _escaped,
        }
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._pending: list[str] = []
        self._measured: dict[str, str] = {}
        self._literal = b""

    def function(self, tree: nodes.Template) -> Function:
        self._block(tree.body, {})
        self._flush()
        source = "\n".join(
            ["def woven(context, out):", " left = budget", *self._lines, " return left"]
        )
        # The names in it are ours and everything from the template is in ``repr`` form.
        exec(compile(source, "<template>", "exec"), self._known)  # noqa: S102
        return self._known["woven"]  # type: ignore[no-any-return]

    # Statements. ``names`` maps a name of the template to a Python expression.

    def _line(self, text: str) -> None:
        self._lines.append(" " * self._depth + text)

    def _flush(self, *, literal: bool = True) -> None:
        """Write what was printed since the last statement: constant, value, constant, value …"""
        if self._literal and literal:
            self._pair("''")
        if self._pending:
            self._line(f"out += ({''.join(self._pending)})")
        self._pending = []
        self._measured = {}

    def _pair(self, value: str) -> None:
        # shorthand measures a text twice, for the left and for the right indent.
        if value.startswith("filter_"):
            if value not in self._measured:
                self._measured[value] = f"measured{len(self._measured)}"
                value = f"({self._measured[value]} := {value})"
            else:
                value = self._measured[value]
        self._pending.append(f"{self._literal!r}, {value}, ")
        self._literal = b""

    def _block(self, body: Sequence[nodes.Node], names: dict[str, str]) -> None:
        items = [item for node in body for item in _items(node)]
        for number, item in enumerate(items):
            if isinstance(item, bytes):
                self._literal += item
            elif isinstance(item, nodes.Expr):
                self._pair(self._expression(item, names))
            elif isinstance(item, nodes.If):
                after = items[number + 1] if number + 1 < len(items) else b""
                if isinstance(after, bytes):
                    items[number + 1 : number + 2] = [b""]
                    self._if(item, after, names)
                else:
                    self._if(item, b"", names)
            elif isinstance(item, nodes.For):
                self._flush()
                self._for(item, names)
            elif isinstance(item, nodes.Assign):
                self._flush()
                self._assign(item, names)
            else:
                raise NotWoven(type(item).__name__)

    def _for(self, node: nodes.For, names: dict[str, str]) -> None:
        paid = node.iter
        if not isinstance(paid, nodes.Filter) or paid.name != tags.BOUNDED or paid.node is None:
            raise NotWoven("for")
        cost = paid.args[0]
        self._count += 1
        rows, index, count = (f"{what}{self._count}" for what in ("rows", "index", "count"))
        inner = dict(names)
        target = self._target(node.target, inner)
        self._line(f"{rows} = {self._expression(paid.node, names)}")
        if node.test is not None:
            self._line(
                f"{rows} = [{target} for {target} in {rows} if {self._expression(node.test, inner)}]"
            )
        self._line(f"{count} = len({rows})")
        self._line(f"left -= {count} * {self._expression(cost, names)}")
        self._line("if left < 0: raise RunsAway")
        inner["loop"] = f"{index}:{count}"
        if _uses_loop(node.body):
            self._line(f"for {index}, {target} in enumerate({rows}):")
        else:
            self._line(f"for {target} in {rows}:")
        self._inside(node.body, inner)
        if node.else_:
            self._line(f"if not {count}:")
            self._inside(node.else_, dict(names))

    def _target(self, target: nodes.Node, names: dict[str, str]) -> str:
        if isinstance(target, nodes.Tuple):
            return "(" + "".join(self._target(item, names) + ", " for item in target.items) + ")"
        if not isinstance(target, nodes.Name):
            raise NotWoven("for")
        self._count += 1
        names[target.name] = f"value{self._count}"
        return names[target.name]

    def _inside(
        self, body: Sequence[nodes.Node], names: dict[str, str], after: bytes = b""
    ) -> None:
        self._depth += 1
        self._line("pass")
        self._block(body, names)
        self._literal += after
        self._flush()
        self._depth -= 1

    def _if(self, node: nodes.If, after: bytes, names: dict[str, str]) -> None:
        """Every branch also writes the constants before and after it: one append instead of three."""
        if any(isinstance(each, nodes.Assign) for each in _same_scope(node)):
            raise NotWoven("set trong if")
        self._flush(literal=False)
        before = self._literal
        word = "if"
        for each in (node, *node.elif_):
            self._literal = before
            self._line(f"{word} {self._expression(each.test, names)}:")
            self._inside(each.body, names, after)
            word = "elif"
        if before or after or node.else_:
            self._literal = before
            self._line("else:")
            self._inside(node.else_, names, after)

    def _assign(self, node: nodes.Assign, names: dict[str, str]) -> None:
        value = self._expression(node.node, names)
        self._line(f"{self._target(node.target, names)} = {value}")

    # Expressions

    def _all(self, items: Sequence[nodes.Node], names: dict[str, str]) -> str:
        return "".join(self._expression(item, names) + ", " for item in items)

    def _expression(self, node: nodes.Node, names: dict[str, str]) -> str:
        weave = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if weave is not None:
            return weave(node, names)  # type: ignore[no-any-return]
        if type(node) in _SIGNS and isinstance(node, nodes.BinExpr):
            left, right = (self._expression(side, names) for side in (node.left, node.right))
            return f"arithmetic({_SIGNS[type(node)]!r}, {left}, {right})"
        raise NotWoven(type(node).__name__)

    def _of_const(self, node: nodes.Const, _: dict[str, str]) -> str:
        if type(node.value) not in (str, int, float, bool, type(None)):
            raise NotWoven("Const")
        return repr(node.value)

    def _of_name(self, node: nodes.Name, names: dict[str, str]) -> str:
        if node.name == "loop" and "loop" in names:
            raise NotWoven("loop")
        return names.get(node.name) or f"context[{node.name!r}]"

    def _of_getattr(self, node: nodes.Getattr, names: dict[str, str]) -> str:
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name == "loop" and "loop" in names:
            if node.attr not in _LOOP_WORDS:
                raise NotWoven(f"loop.{node.attr}")
            index, _, count = names["loop"].partition(":")
            return _LOOP_WORDS[node.attr].format(i=index, n=count)
        if isinstance(owner, nodes.Const):
            raise NotWoven(node.attr)
        return f"{self._expression(owner, names)}[{node.attr!r}]"

    def _of_getitem(self, node: nodes.Getitem, names: dict[str, str]) -> str:
        if isinstance(node.node, nodes.Const):
            raise NotWoven("Getitem")
        return f"{self._expression(node.node, names)}[{self._expression(node.arg, names)}]"

    def _of_slice(self, node: nodes.Slice, names: dict[str, str]) -> str:
        ends = (node.start, node.stop, node.step)
        return f"slice({', '.join(self._expression(e, names) if e else 'None' for e in ends)})"

    def _of_list(self, node: nodes.List, names: dict[str, str]) -> str:
        return f"[{self._all(node.items, names)}]"

    def _of_tuple(self, node: nodes.Tuple, names: dict[str, str]) -> str:
        return f"({self._all(node.items, names)})"

    def _of_condexpr(self, node: nodes.CondExpr, names: dict[str, str]) -> str:
        if node.expr2 is None:
            raise NotWoven("CondExpr")
        yes, no = (self._expression(each, names) for each in (node.expr1, node.expr2))
        return f"({yes} if {self._expression(node.test, names)} else {no})"

    def _of_and(self, node: nodes.And, names: dict[str, str]) -> str:
        return f"({self._expression(node.left, names)} and {self._expression(node.right, names)})"

    def _of_or(self, node: nodes.Or, names: dict[str, str]) -> str:
        return f"({self._expression(node.left, names)} or {self._expression(node.right, names)})"

    def _of_not(self, node: nodes.Not, names: dict[str, str]) -> str:
        return f"(not {self._expression(node.node, names)})"

    def _of_neg(self, node: nodes.Neg, names: dict[str, str]) -> str:
        return f"(-{self._expression(node.node, names)})"

    def _of_concat(self, node: nodes.Concat, names: dict[str, str]) -> str:
        return f"concatenated([{self._all(node.nodes, names)}])"

    def _of_compare(self, node: nodes.Compare, names: dict[str, str]) -> str:
        compared = self._expression(node.expr, names)
        for operand in node.ops:
            compared += f" {_COMPARISONS[operand.op]} {self._expression(operand.expr, names)}"
        return f"({compared})"

    def _of_filter(self, node: nodes.Filter, names: dict[str, str]) -> str:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise NotWoven(f"|{node.name}")
        value = self._expression(node.node, names)
        if node.name == tags.TEXT:
            return value
        if node.name == tags.ATTRIBUTE:
            return f"one_line({value})" if self._careful else value
        if node.name == tags.ESCAPED:
            return f"escaped({value})"
        if node.name == tags.JOINED:
            if isinstance(node.node, nodes.List) and len(node.node.items) == 1:
                return self._expression(node.node.items[0], names)
            return f"concatenated({value})"
        return self._call("filter", node.name, self._filters, value, node.args, names)

    def _of_test(self, node: nodes.Test, names: dict[str, str]) -> str:
        if node.kwargs or node.dyn_args or node.dyn_kwargs or node.name in ("defined", "undefined"):
            raise NotWoven(f"is {node.name}")
        value = self._expression(node.node, names)
        return self._call("test", node.name, self._tests, value, node.args, names)

    def _call(
        self,
        kind: str,
        name: str,
        functions: Mapping[str, Any],
        value: str,
        arguments: Sequence[nodes.Node],
        names: dict[str, str],
    ) -> str:
        function = functions.get(name)
        if function is None or hasattr(function, "jinja_pass_arg"):
            raise NotWoven(f"|{name}")
        self._known[f"{kind}_{name}"] = function
        return f"{kind}_{name}({value}, {self._all(arguments, names)})"


def _items(node: nodes.Node) -> list[bytes | nodes.Node]:
    """A statement; or what an output prints: constants in UTF-8 and expressions."""
    if not isinstance(node, nodes.Output):
        return [node]
    return [
        part.data.encode() if isinstance(part, nodes.TemplateData) else part for part in node.nodes
    ]


def _uses_loop(body: Sequence[nodes.Node]) -> bool:
    return any(
        n.name == "loop" for each in body for n in tags.walk(each) if isinstance(n, nodes.Name)
    )


def _same_scope(node: nodes.Node) -> list[nodes.Node]:
    """The statements below a node that no loop keeps for itself."""
    found: list[nodes.Node] = []
    for child in node.iter_child_nodes():
        found.append(child)
        if not isinstance(child, nodes.For):
            found += _same_scope(child)
    return found
