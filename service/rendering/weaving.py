"""A read syntax tree becomes one plain Python function that only appends; the fast way to render a part.

The function writes constants and values in turn into one list (``filling`` does the rest). Whenever
anything is out of the ordinary (a missing key, a tab, a value that is no text or number) it gives up with
``filling.Unusual`` and the part is rendered by Jinja itself. A template that needs more of Jinja than is
woven here (``NotWoven``) is always rendered by Jinja.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import nodes

from service.rendering import filling, tags
from service.rendering.expressions import Expressions, Names, NotWoven
from service.rendering.uniform import is_uniform


def weave(
    tree: nodes.Template, filters: Mapping[str, Any], tests: Mapping[str, Any]
) -> filling.Woven:
    """Make the functions of a part, the usual and the careful. Raises NotWoven."""
    return filling.Woven(
        *(
            _Weaver(Expressions(filters, tests, careful), careful).function(tree)
            for careful in (False, True)
        )
    )


class _Weaver:
    def __init__(self, expressions: Expressions, careful: bool) -> None:
        self._python = expressions.python
        self._known = expressions.known
        self._known |= {
            "budget": tags.BUDGET_BYTES,
            "RunsAway": tags.RunsAway,
            "stand_in": filling.STAND_IN,
            "few": filling.FEW_ITEMS,
            "repeat": partial(filling.repeat, breaks=careful),
        }
        # A careful function takes line feeds out of attributes, which a stand-in has none of.
        self._cells = {tags.TEXT} if careful else {tags.TEXT, tags.ATTRIBUTE}
        self._in_stand_in = False
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._pending: list[str] = []
        self._measured: dict[str, str] = {}
        self._literal = b""

    def function(self, tree: nodes.Template) -> filling.Function:
        self._block(tree.body, {})
        self._flush()
        source = "\n".join(["def woven(context, out, aside):", " left = budget", *self._lines])
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

    def _block(self, body: Sequence[nodes.Node], names: Names) -> None:
        items = [item for node in body for item in _items(node)]
        for number, item in enumerate(items):
            if isinstance(item, bytes):
                self._literal += item
            elif isinstance(item, nodes.Expr):
                self._pair(self._python(item, names))
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

    def _for(self, node: nodes.For, names: Names) -> None:
        paid = node.iter
        if not isinstance(paid, nodes.Filter) or paid.name != tags.BOUNDED or paid.node is None:
            raise NotWoven("for")
        cost = paid.args[0]
        self._count += 1
        rows, index, count = (f"{what}{self._count}" for what in ("rows", "index", "count"))
        inner = dict(names)
        target = self._target(node.target, inner)
        self._line(f"{rows} = {self._python(paid.node, names)}")
        if node.test is not None:
            self._line(
                f"{rows} = [{target} for {target} in {rows} if {self._python(node.test, inner)}]"
            )
        self._line(f"{count} = len({rows})")
        self._line(f"left -= {count} * {self._python(cost, names)}")
        self._line("if left < 0: raise RunsAway")
        inner["loop"] = f"{index}:{count}"
        if not self._in_stand_in and is_uniform(node, self._cells):
            self._once(node, inner, target, rows, count)
        elif _uses_loop(node.body):
            self._line(f"for {index}, {target} in enumerate({rows}):")
            self._inside(node.body, inner)
        else:
            self._line(f"for {target} in {rows}:")
            self._inside(node.body, inner)
        if node.else_:
            self._line(f"if not {count}:")
            self._inside(node.else_, dict(names))

    def _once(self, node: nodes.For, names: Names, target: str, rows: str, count: str) -> None:
        """A loop over many items is run once and repeated; all rounds are paid for."""
        self._line(f"many, start, before = {count} > few, len(out), left")
        self._line(f"for {target} in stand_in if many else {rows}:")
        self._in_stand_in = True
        self._inside(node.body, names)
        self._in_stand_in = False
        self._line("if many:")
        self._line(f" left = before - {count} * (before - left)")
        self._line(" if left < 0: raise RunsAway")
        self._line(f" repeat(out, start, {rows}, aside)")

    def _target(self, target: nodes.Node, names: Names) -> str:
        if isinstance(target, nodes.Tuple):
            return "(" + "".join(self._target(item, names) + ", " for item in target.items) + ")"
        if not isinstance(target, nodes.Name):
            raise NotWoven("for")
        self._count += 1
        names[target.name] = f"value{self._count}"
        return names[target.name]

    def _inside(self, body: Sequence[nodes.Node], names: Names, after: bytes = b"") -> None:
        self._depth += 1
        written = len(self._lines)
        self._block(body, names)
        self._literal += after
        self._flush()
        if len(self._lines) == written:
            self._line("pass")
        self._depth -= 1

    def _if(self, node: nodes.If, after: bytes, names: Names) -> None:
        """Every branch also writes the constants before and after it: one append instead of three."""
        if any(isinstance(each, nodes.Assign) for each in _same_scope(node)):
            raise NotWoven("set trong if")
        self._flush(literal=False)
        before = self._literal
        word = "if"
        for each in (node, *node.elif_):
            self._literal = before
            self._line(f"{word} {self._python(each.test, names)}:")
            self._inside(each.body, names, after)
            word = "elif"
        if before or after or node.else_:
            self._literal = before
            self._line("else:")
            self._inside(node.else_, names, after)

    def _assign(self, node: nodes.Assign, names: Names) -> None:
        value = self._python(node.node, names)
        self._line(f"{self._target(node.target, names)} = {value}")


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
