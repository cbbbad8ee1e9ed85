"""The syntax tree of a template's tags becomes one that knows where in the XML each value stands.

Read once, when a template is compiled: it proves that whatever the data, the rendered part is well
formed (every branch and every loop leaves the same elements open as it found), it wraps each value in
the filter for its place, and it judges each table. A template that it cannot prove is ``Unproved`` and
refused. The XML itself is read by ``markup``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from jinja2 import nodes

from service.docx.rendering import tags
from service.docx.rendering.markup import VALUE, Markup, Outline, Place, Unproved

#: Elements other than ``w:t`` whose whole content is text.
_TEXT_ELEMENTS = frozenset(
    "w:instrText w:delText w:delInstrText a:t m:t wp:posOffset wp:align".split()  # noqa: SIM905
)


class Reader:
    """Reads one part; ``marked`` are the numbers of the tables to put marks around."""

    def __init__(self, filters_of_shorthand: Set[str], marked: Set[int] = frozenset()) -> None:
        self._markup = Markup(marked)
        self.outline: Outline = self._markup.outline
        self._shorthand = filters_of_shorthand
        self._bindings: dict[str, int] = {}
        self._bound = 0
        self._lineno = 1

    def read(self, tree: nodes.Template) -> Outline:
        """Walk the tree and change it in place. Raises Unproved."""
        try:
            tree.body = self._statements(tree.body)
            if self._markup.place.open or self._markup.place.inside != "content":
                raise Unproved("các thẻ không khép kín trong một phần của văn bản")
        except Unproved as unproved:
            unproved.lineno = self._lineno
            raise
        return self.outline

    # The statements of Jinja

    def _statements(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return [self._statement(node) for node in body]

    def _statement(self, node: nodes.Node) -> nodes.Node:
        self._lineno = node.lineno
        if isinstance(node, nodes.Output):
            node.nodes = [self._printed(child) for child in node.nodes]
        elif isinstance(node, nodes.For) and not node.recursive:
            self._for(node)
        elif isinstance(node, nodes.If):
            self._if(node)
        elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
            self._bind(node.target.name)
        elif isinstance(node, nodes.FilterBlock):
            node = self._filter_block(node)
        else:
            raise Unproved(f"mẫu dùng lệnh {type(node).__name__}")
        return node

    def _for(self, node: nodes.For) -> None:
        self.outline.has_tags = True
        before, names = self._markup.here(), dict(self._bindings)
        loop = None if node.test is not None else self._signature(node.iter)
        for name in (*_names(node.target), "loop"):
            self._bind(name)
        self._markup.loops.append(loop)
        cost = tags.STEP_BYTES + _cost(node.body)
        node.body = self._statements(node.body)
        self._markup.loops[-1] = None
        self._agree(before)
        self._bindings = names
        node.else_ = self._statements(node.else_)
        self._markup.loops.pop()
        self._agree(before)
        node.iter = _filter(node.iter, tags.BOUNDED, nodes.Const(cost))

    def _if(self, node: nodes.If) -> None:
        self.outline.has_tags = True
        before, names = self._markup.here(), dict(self._bindings)
        self._markup.loops.append(None)
        node.body = self._statements(node.body)
        after = self._markup.here()
        branches: list[list[nodes.Node]] = [each.body for each in node.elif_] + [node.else_]
        for number, branch in enumerate(branches):
            self._markup.place, self._bindings = before[0].copy(), dict(names)
            done = self._statements(branch)
            self._agree(after)
            if number < len(node.elif_):
                node.elif_[number].body = done
            else:
                node.else_ = done
        self._markup.loops.pop()
        # A name set in one branch only is not the one from before any more.
        for name in {n.name for n in node.find_all(nodes.Name) if n.ctx == "store"}:
            self._bind(name)

    def _filter_block(self, node: nodes.FilterBlock) -> nodes.Output:
        """shorthand's ``{% filter %}`` in an attribute becomes one expression over escaped text."""
        if node.filter.name not in self._shorthand or self._markup.place.inside != "value":
            raise Unproved("mẫu dùng lệnh filter")
        self.outline.has_tags = True
        self._markup.place.tag += VALUE
        call = node.filter
        call.node = _said(node.body)
        # What measures a text writes digits, and nothing that wants escaping.
        return nodes.Output([call], lineno=node.lineno)

    def _agree(self, other: tuple[Place, list[int]]) -> None:
        place, tables = self._markup.here()
        if not place.same(other[0]) or tables != other[1]:
            raise Unproved("lệnh if hoặc for mở và đóng ở hai chỗ không khớp nhau")

    def _bind(self, name: str) -> None:
        self._bound += 1
        self._bindings[name] = self._bound

    def _signature(self, items: nodes.Node) -> object:
        names = {n.name for n in tags.walk(items) if isinstance(n, nodes.Name)}
        return repr(items), tuple(sorted((n, self._bindings.get(n, 0)) for n in names))

    # What is printed

    def _printed(self, node: nodes.Expr) -> nodes.Expr:
        self._lineno = node.lineno
        if isinstance(node, nodes.TemplateData):
            return nodes.TemplateData(self._markup.literal(node.data), lineno=node.lineno)
        self.outline.has_tags = True
        place = self._markup.place
        if place.inside == "content":
            if place.open and place.open[-1] == "w:t":
                return _filter(node, tags.TEXT, nodes.Const(self._markup.tab()))
            if place.open and place.open[-1] in _TEXT_ELEMENTS:
                return _filter(node, tags.ATTRIBUTE)
            raise Unproved("mẫu đặt giá trị ngoài dòng chữ ({{r … }}, {{p … }})")
        if place.inside == "tag":
            raise Unproved("mẫu đặt giá trị trong tên thẻ")
        place.tag += VALUE
        return _filter(node, tags.ATTRIBUTE)


def _said(body: Sequence[nodes.Node]) -> nodes.Expr:
    """The text of a filter block as an expression: values escaped, words as they stand in the XML."""
    said: list[nodes.Expr] = []
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                literal = isinstance(part, nodes.TemplateData)
                said.append(nodes.Const(part.data) if literal else _filter(part, tags.ESCAPED))  # type: ignore[attr-defined]
        elif isinstance(node, nodes.If):
            rest = [_rest_of(node)] if node.elif_ else node.else_
            said.append(nodes.CondExpr(node.test, _said(node.body), _said(rest)))
        else:
            raise Unproved("mẫu dùng vòng lặp trong dòng chữ có đường kẻ")
    return said[0] if len(said) == 1 else _filter(nodes.List(said), tags.JOINED)


def _rest_of(node: nodes.If) -> nodes.If:
    first, *others = node.elif_
    return nodes.If(first.test, first.body, others, node.else_)


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    place = {"lineno": node.lineno}
    return nodes.Filter(node, name, list(arguments), [], None, None, **place)


def _names(target: nodes.Node) -> list[str]:
    return [node.name for node in tags.walk(target) if isinstance(node, nodes.Name)]


def _cost(body: Sequence[nodes.Node]) -> int:
    """How many bytes one round writes at most by itself, long values and inner loops not counted."""
    cost = 0
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                literal = isinstance(part, nodes.TemplateData)
                cost += len(part.data) if literal else tags.STEP_BYTES  # type: ignore[attr-defined]
        elif isinstance(node, nodes.If):
            branches = [node.body, node.else_, *(each.body for each in node.elif_)]
            cost += max(map(_cost, branches))
    return cost
