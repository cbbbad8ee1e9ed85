"""An expression of a template becomes the same expression in Python; statements are ``weaving``'s.

It is optimistic: ``row["name"]`` without asking what ``row`` is. What goes wrong is left to Jinja.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import nodes

from service.rendering import tags

#: A name of the template to a Python expression; "loop" to the variables "index:count" of the loop.
Names = dict[str, str]

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


class NotWoven(Exception):
    """This template uses more of Jinja than is woven here; says what."""


class Expressions:
    """``known`` collects what the written Python needs to know by name."""

    def __init__(self, filters: Mapping[str, Any], tests: Mapping[str, Any], careful: bool) -> None:
        self._filters, self._tests, self._careful = filters, tests, careful
        self.known: dict[str, Any] = {
            "arithmetic": tags.arithmetic,
            "concatenated": tags.concatenated,
            "one_line": _one_line,
            "escaped": _escaped,
        }

    def python(self, node: nodes.Node, names: Names) -> str:
        """The expression in Python. Raises NotWoven."""
        weave = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if weave is not None:
            return weave(node, names)  # type: ignore[no-any-return]
        if type(node) in _SIGNS and isinstance(node, nodes.BinExpr):
            left, right = (self.python(side, names) for side in (node.left, node.right))
            return f"arithmetic({_SIGNS[type(node)]!r}, {left}, {right})"
        raise NotWoven(type(node).__name__)

    def _all(self, items: Sequence[nodes.Node], names: Names) -> str:
        return "".join(self.python(item, names) + ", " for item in items)

    def _of_const(self, node: nodes.Const, _: Names) -> str:
        if type(node.value) not in (str, int, float, bool, type(None)):
            raise NotWoven("Const")
        return repr(node.value)

    def _of_name(self, node: nodes.Name, names: Names) -> str:
        if node.name == "loop" and "loop" in names:
            raise NotWoven("loop")
        return names.get(node.name) or f"context[{node.name!r}]"

    def _of_getattr(self, node: nodes.Getattr, names: Names) -> str:
        owner = node.node
        if isinstance(owner, nodes.Name) and owner.name == "loop" and "loop" in names:
            if node.attr not in _LOOP_WORDS:
                raise NotWoven(f"loop.{node.attr}")
            index, _, count = names["loop"].partition(":")
            return _LOOP_WORDS[node.attr].format(i=index, n=count)
        if isinstance(owner, nodes.Const):
            raise NotWoven(node.attr)
        return f"{self.python(owner, names)}[{node.attr!r}]"

    def _of_getitem(self, node: nodes.Getitem, names: Names) -> str:
        if isinstance(node.node, nodes.Const):
            raise NotWoven("Getitem")
        return f"{self.python(node.node, names)}[{self.python(node.arg, names)}]"

    def _of_slice(self, node: nodes.Slice, names: Names) -> str:
        ends = (node.start, node.stop, node.step)
        return f"slice({', '.join(self.python(e, names) if e else 'None' for e in ends)})"

    def _of_list(self, node: nodes.List, names: Names) -> str:
        return f"[{self._all(node.items, names)}]"

    def _of_tuple(self, node: nodes.Tuple, names: Names) -> str:
        return f"({self._all(node.items, names)})"

    def _of_condexpr(self, node: nodes.CondExpr, names: Names) -> str:
        if node.expr2 is None:
            raise NotWoven("CondExpr")
        yes, no = (self.python(each, names) for each in (node.expr1, node.expr2))
        return f"({yes} if {self.python(node.test, names)} else {no})"

    def _of_and(self, node: nodes.And, names: Names) -> str:
        return f"({self.python(node.left, names)} and {self.python(node.right, names)})"

    def _of_or(self, node: nodes.Or, names: Names) -> str:
        return f"({self.python(node.left, names)} or {self.python(node.right, names)})"

    def _of_not(self, node: nodes.Not, names: Names) -> str:
        return f"(not {self.python(node.node, names)})"

    def _of_neg(self, node: nodes.Neg, names: Names) -> str:
        return f"(-{self.python(node.node, names)})"

    def _of_compare(self, node: nodes.Compare, names: Names) -> str:
        compared = self.python(node.expr, names)
        for operand in node.ops:
            compared += f" {_COMPARISONS[operand.op]} {self.python(operand.expr, names)}"
        return f"({compared})"

    def _of_filter(self, node: nodes.Filter, names: Names) -> str:
        if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise NotWoven(f"|{node.name}")
        value = self.python(node.node, names)
        if node.name == tags.TEXT:
            return value
        if node.name == tags.ATTRIBUTE:
            return f"one_line({value})" if self._careful else value
        if node.name == tags.ESCAPED:
            return f"escaped({value})"
        if node.name == tags.JOINED:
            if isinstance(node.node, nodes.List) and len(node.node.items) == 1:
                return self.python(node.node.items[0], names)
            return f"concatenated({value})"
        return self._call("filter", node.name, self._filters, value, node.args, names)

    def _of_test(self, node: nodes.Test, names: Names) -> str:
        if node.kwargs or node.dyn_args or node.dyn_kwargs or node.name in ("defined", "undefined"):
            raise NotWoven(f"is {node.name}")
        value = self.python(node.node, names)
        return self._call("test", node.name, self._tests, value, node.args, names)

    def _call(
        self,
        kind: str,
        name: str,
        functions: Mapping[str, Any],
        value: str,
        arguments: Sequence[nodes.Node],
        names: Names,
    ) -> str:
        function = functions.get(name)
        if function is None or hasattr(function, "jinja_pass_arg"):
            raise NotWoven(f"|{name}")
        self.known[f"{kind}_{name}"] = function
        return f"{kind}_{name}({value}, {self._all(arguments, names)})"


@functools.lru_cache(maxsize=512, typed=True)  # the same few names in every document
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
