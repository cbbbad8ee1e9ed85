"""The syntax tree of a template's tags becomes one that knows where in the XML each value stands.

Done once, when a template is compiled: a static analysis of every branch and loop proves that whatever the
data, the rendered part is well formed (each leaves the same elements open as it found), wraps each value
in the filter for its position, and judges each table. A template that it cannot prove is ``UnprovedTemplate``
and refused. The XML itself is read by ``markup``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from jinja2 import nodes

from service.docx.rendering import tags
from service.docx.rendering.line_filters import SET_LINES
from service.docx.rendering.markup import VALUE, Markup, PartAnalysis, Position, UnprovedTemplate

#: Elements other than ``w:t`` whose whole content is text.
_TEXT_ELEMENTS = frozenset(
    "w:instrText w:delText w:delInstrText a:t m:t wp:posOffset wp:align".split()  # noqa: SIM905
)


class StaticAnalyzer:
    """Analyses one part; ``marked`` are the numbers of the tables to put marks around."""

    def __init__(self, filters_of_shorthand: Set[str], marked: Set[int] = frozenset()) -> None:
        self._markup = Markup(marked)
        self.analysis: PartAnalysis = self._markup.analysis
        self._shorthand = filters_of_shorthand
        self._bindings: dict[str, int] = {}
        self._bound = 0
        self._lineno = 1

    def analyse(self, tree: nodes.Template) -> PartAnalysis:
        """Walk the tree and change it in place. Raises UnprovedTemplate."""
        try:
            tree.body = self._statements(tree.body)
            if self._markup.position.open or self._markup.position.inside != "content":
                raise UnprovedTemplate("các thẻ không khép kín trong một phần của văn bản")
        except UnprovedTemplate as unproved:
            unproved.lineno = self._lineno
            raise
        return self.analysis

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
            raise UnprovedTemplate(f"mẫu dùng lệnh {type(node).__name__}")
        return node

    def _for(self, node: nodes.For) -> None:
        self.analysis.has_tags = True
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
        self.analysis.has_tags = True
        before, names = self._markup.here(), dict(self._bindings)
        self._markup.loops.append(None)
        node.body = self._statements(node.body)
        after, bound = self._markup.here(), self._bound_since(names)
        branches: list[list[nodes.Node]] = [elif_.body for elif_ in node.elif_] + [node.else_]
        for number, branch in enumerate(branches):
            self._markup.position, self._bindings = before[0].copy(), dict(names)
            done = self._statements(branch)
            bound |= self._bound_since(names)
            self._agree(after)
            if number < len(node.elif_):
                node.elif_[number].body = done
            else:
                node.else_ = done
        self._markup.loops.pop()
        # A name set in one branch only is not the one from before any more.
        for name in bound:
            self._bind(name)

    def _filter_block(self, node: nodes.FilterBlock) -> nodes.Output:
        """shorthand's ``{% filter %}`` in an attribute or a text becomes one expression over escaped text."""
        position = self._markup.position
        in_text = position.inside == "content" and position.open[-1:] == ("w:t",)
        belongs_here = in_text if node.filter.name == SET_LINES else position.inside == "value"
        if node.filter.name not in self._shorthand or not belongs_here:
            raise UnprovedTemplate("mẫu dùng lệnh filter")
        self.analysis.has_tags = True
        if not in_text:
            position.tag += VALUE
        call = node.filter
        call.node = _text_expression(node.body)
        # What measures a text writes digits, and what breaks it escapes it again.
        return nodes.Output([call], lineno=node.lineno)

    def _agree(self, other: tuple[Position, list[int]]) -> None:
        position, tables = self._markup.here()
        if not position.same(other[0]) or tables != other[1]:
            raise UnprovedTemplate("lệnh if hoặc for mở và đóng ở hai chỗ không khớp nhau")

    def _bind(self, name: str) -> None:
        self._bound += 1
        self._bindings[name] = self._bound

    def _bound_since(self, names: Mapping[str, int]) -> set[str]:
        return {name for name, number in self._bindings.items() if names.get(name) != number}

    def _signature(self, items: nodes.Node) -> object:
        names = {n.name for n in tags.walk(items) if isinstance(n, nodes.Name)}
        return repr(items), tuple(sorted((n, self._bindings.get(n, 0)) for n in names))

    # What is printed

    def _printed(self, node: nodes.Expr) -> nodes.Expr:
        self._lineno = node.lineno
        if isinstance(node, nodes.TemplateData):
            return nodes.TemplateData(self._markup.literal(node.data), lineno=node.lineno)
        self.analysis.has_tags = True
        position = self._markup.position
        if position.inside == "content":
            if position.open and position.open[-1] == "w:t":
                return _filter(node, tags.TEXT, nodes.Const(self._markup.tab()))
            if position.open and position.open[-1] in _TEXT_ELEMENTS:
                return _filter(node, tags.ATTRIBUTE)
            raise UnprovedTemplate("mẫu đặt giá trị ngoài dòng chữ ({{r … }}, {{p … }})")
        if position.inside == "tag":
            raise UnprovedTemplate("mẫu đặt giá trị trong tên thẻ")
        position.tag += VALUE
        return _filter(node, tags.ATTRIBUTE)


def _text_expression(body: Sequence[nodes.Node]) -> nodes.Expr:
    """The text of a filter block as an expression: values escaped, words as they stand in the XML."""
    pieces: list[nodes.Expr] = []
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                literal = isinstance(part, nodes.TemplateData)
                pieces.append(nodes.Const(part.data) if literal else _filter(part, tags.ESCAPED))  # type: ignore[attr-defined]
        elif isinstance(node, nodes.If):
            rest = [_rest_of(node)] if node.elif_ else node.else_
            pieces.append(
                nodes.CondExpr(node.test, _text_expression(node.body), _text_expression(rest))
            )
        else:
            raise UnprovedTemplate("mẫu dùng vòng lặp trong dòng chữ có đường kẻ")
    return pieces[0] if len(pieces) == 1 else _filter(nodes.List(pieces), tags.JOINED)


def _rest_of(node: nodes.If) -> nodes.If:
    first, *others = node.elif_
    return nodes.If(first.test, first.body, others, node.else_)


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno)


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
            branches = [node.body, node.else_, *(elif_.body for elif_ in node.elif_)]
            cost += max(map(_cost, branches))
    return cost
