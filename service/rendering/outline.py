"""The syntax tree of a template's tags becomes one that knows where in the XML each value stands.

Read once, when a template is compiled: it proves that whatever the data, the rendered part is well
formed (every branch and every loop leaves the same elements open as it found), it wraps each value in
the filter for its place, and it judges each table. What it cannot prove is ``Unproved``, and the
template is left to docxtpl.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from jinja2 import nodes

from service.rendering import tags
from service.rendering.tables import CLOSE_MARK, OPEN_MARK, Row, Table, Verdict

#: Elements other than ``w:t`` whose whole content is text.
_TEXT_ELEMENTS = frozenset(
    "w:instrText w:delText w:delInstrText a:t m:t wp:posOffset wp:align".split()  # noqa: SIM905
)
_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_VALUE = "\0"


class Unproved(Exception):
    """The template does something that only docxtpl can carry out; says what."""


@dataclass(slots=True)
class _Place:
    """Where in the XML the reader stands."""

    open: tuple[str, ...] = ()
    inside: str = "content"  # content, tag, value, comment or instruction
    quote: str = ""
    tag: str = ""

    def same(self, other: _Place) -> bool:
        name = _tag_name(self.tag) if self.inside != "content" else ""
        others = _tag_name(other.tag) if other.inside != "content" else ""
        return (self.open, self.inside, self.quote, name) == (
            other.open,
            other.inside,
            other.quote,
            others,
        )

    def copy(self) -> _Place:
        return _Place(self.open, self.inside, self.quote, self.tag)


def _tag_name(tag: str) -> str:
    found = re.match(r"<(/?[^\s/>]*)", tag)
    return found[1] if found else ""


@dataclass(slots=True)
class Outline:
    """What was found: a verdict for every table in source order, and where ``wp:docPr`` repeats."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    outermost: set[int] = field(default_factory=set)
    ids_vary: bool = False
    has_tags: bool = False


class Reader:
    """Reads one part; ``marked`` are the numbers of the tables to put marks around."""

    def __init__(self, filters_of_shorthand: Set[str], marked: Set[int] = frozenset()) -> None:
        self.outline = Outline()
        self._shorthand = filters_of_shorthand
        self._marked = marked
        self._place = _Place()
        self._run = ""
        self._loops: list[object] = []
        self._tables: list[Table] = []
        self._bindings: dict[str, int] = {}
        self._bound = 0

    def read(self, tree: nodes.Template) -> Outline:
        """Walk the tree and change it in place. Raises Unproved."""
        tree.body = self._statements(tree.body)
        if self._place.open or self._place.inside != "content":
            raise Unproved("các thẻ không khép kín trong một phần của văn bản")
        return self.outline

    # The statements of Jinja

    def _statements(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        return [self._statement(node) for node in body]

    def _statement(self, node: nodes.Node) -> nodes.Node:
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
        before, names = self._here(), dict(self._bindings)
        loop = None if node.test is not None else self._signature(node.iter)
        for name in (*_names(node.target), "loop"):
            self._bind(name)
        self._loops.append(loop)
        size = _literal_size(node.body)
        node.body = self._statements(node.body)
        self._loops[-1] = None
        self._agree(before)
        self._bindings = names
        node.else_ = self._statements(node.else_)
        self._loops.pop()
        self._agree(before)
        node.iter = _filter(node.iter, tags.BOUNDED, nodes.Const(max(size, tags.STEP_BYTES)))

    def _if(self, node: nodes.If) -> None:
        self.outline.has_tags = True
        before, names = self._here(), dict(self._bindings)
        self._loops.append(None)
        node.body = self._statements(node.body)
        after = self._here()
        branches: list[list[nodes.Node]] = [each.body for each in node.elif_] + [node.else_]
        for number, branch in enumerate(branches):
            self._place, self._bindings = before[0].copy(), dict(names)
            done = self._statements(branch)
            self._agree(after)
            if number < len(node.elif_):
                node.elif_[number].body = done
            else:
                node.else_ = done
        self._loops.pop()
        # A name set in one branch only is not the one from before any more.
        for name in {n.name for n in node.find_all(nodes.Name) if n.ctx == "store"}:
            self._bind(name)

    def _filter_block(self, node: nodes.FilterBlock) -> nodes.Output:
        """shorthand's ``{% filter %}`` in an attribute becomes one expression over escaped text."""
        if node.filter.name not in self._shorthand or self._place.inside != "value":
            raise Unproved("mẫu dùng lệnh filter")
        self.outline.has_tags = True
        self._place.tag += _VALUE
        call = node.filter
        call.node = _said(node.body)
        return nodes.Output([_filter(call, tags.ATTRIBUTE)], lineno=node.lineno)

    def _here(self) -> tuple[_Place, list[int]]:
        """The place, and which tables and rows are open there."""
        return self._place.copy(), [id(x) for t in self._tables for x in (t, t.row)]

    def _agree(self, other: tuple[_Place, list[int]]) -> None:
        place, tables = self._here()
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
        if isinstance(node, nodes.TemplateData):
            return nodes.TemplateData(self._literal(node.data), lineno=node.lineno)
        self.outline.has_tags = True
        place = self._place
        if place.inside == "content":
            if place.open and place.open[-1] == "w:t":
                return _filter(node, tags.TEXT, nodes.Const(self._tab()))
            if place.open and place.open[-1] in _TEXT_ELEMENTS:
                return _filter(node, tags.ATTRIBUTE)
            raise Unproved("mẫu đặt giá trị ngoài dòng chữ ({{r … }}, {{p … }})")
        if place.inside == "tag":
            raise Unproved("mẫu đặt giá trị trong tên thẻ")
        place.tag += _VALUE
        return _filter(node, tags.ATTRIBUTE)

    def _tab(self) -> str:
        """What docxtpl writes for a tab: a run of its own that looks like this one."""
        look = _RUN_PROPERTIES.search(self._run)
        properties = look[0] if look else ""
        if _VALUE in properties:
            return '</w:t><w:tab/><w:t xml:space="preserve">'
        return (
            f"</w:t></w:r><w:r>{properties}<w:tab/></w:r>"
            f'<w:r>{properties}<w:t xml:space="preserve">'
        )

    # The XML between the tags

    def _literal(self, data: str) -> str:
        written: list[str] = []
        place, position = self._place, 0
        while position < len(data):
            start = position
            if place.inside == "content":
                position = self._content(data, position)
                piece = data[start:position]
                written.append(self._shown(piece) if place.inside == "content" else piece)
                continue
            if place.inside in ("comment", "instruction"):
                end = "-->" if place.inside == "comment" else "?>"
                found = data.find(end, position)
                position = len(data) if found < 0 else found + len(end)
                place.inside = place.inside if found < 0 else "content"
            elif place.inside == "value":
                found = data.find(place.quote, position)
                position = len(data) if found < 0 else found + 1
                if found >= 0:
                    place.inside, place.quote = "tag", ""
            else:
                while position < len(data) and data[position] not in "\"'>":
                    position += 1
                position += position < len(data)
                if data[position - 1] in "\"'":
                    place.inside, place.quote = "value", data[position - 1]
            piece = data[start:position]
            place.tag += piece
            written.append(piece)
            if place.inside == "tag" and piece.endswith(">"):
                self._tag(written)
        return _OLD_ESCAPES.sub(lambda old: _ESCAPES[old[0]], "".join(written))

    def _content(self, data: str, position: int) -> int:
        """Up to the next ``<``, or past it."""
        if data[position] != "<":
            found = data.find("<", position)
            return len(data) if found < 0 else found
        place = self._place
        for opening, inside in (("<!--", "comment"), ("<?", "instruction"), ("<", "tag")):
            if data.startswith(opening, position):
                place.inside, place.tag = inside, opening
                break
        return position + len(place.tag)

    def _shown(self, words: str) -> str:
        self._run += words
        if not self._place.open or self._place.open[-1] != "w:t":
            return words
        return words.replace("\t", self._tab()).replace("\n", tags.BREAK)

    def _tag(self, written: list[str]) -> None:
        """A tag was read to its end."""
        place = self._place
        tag, place.tag, place.inside = place.tag, "", "content"
        name = _tag_name(tag)
        if _VALUE in name:
            raise Unproved("mẫu đặt giá trị trong tên thẻ")
        if name.startswith("/"):
            if not place.open or place.open[-1] != name[1:]:
                raise Unproved("các thẻ lồng nhau không đúng thứ tự")
            place.open = place.open[:-1]
            self._closed(name[1:], written)
        else:
            alone = tag.endswith("/>")
            self._opened(name, tag, written)
            if alone:
                self._closed(name, written)
            else:
                place.open = (*place.open, name)
        self._run = "" if name in ("w:r", "/w:r") else self._run + tag

    def _opened(self, name: str, tag: str, written: list[str]) -> None:
        table = self._tables[-1] if self._tables else None
        if name == "w:tbl":
            number = len(self.outline.verdicts)
            self.outline.verdicts[number] = Verdict(fits=False)
            if table is None:
                self.outline.outermost.add(number)
                if number in self._marked:
                    written.insert(_start_of(tag, written), OPEN_MARK)
            self._tables.append(Table(number, len(self._loops)))
        elif name == "wp:docPr":
            self.outline.ids_vary |= bool(self._loops)
        elif table is not None:
            self._in_table(name, tag, table)

    def _in_table(self, name: str, tag: str, table: Table) -> None:
        row = table.row
        if name == "w:gridCol" and self._place.open[-1] == "w:tblGrid":
            table.grid[self._rounds(table, table.depth)] += 1
        elif name == "w:tr":
            table.row = Row(len(self._loops), optional=len(self._loops) > table.depth)
        elif name == "w:tc" and row is not None:
            row.cell = self._rounds(table, row.depth)
            row.cells[row.cell] += 1
            row.spans[row.cell] += 1
        elif name == "w:gridSpan" and row is not None:
            span = re.search(r'w:val="(\d+)"', tag)
            if span is None or self._rounds(table, row.depth) != row.cell:
                table.varies = True
            else:
                row.spans[row.cell] += int(span[1]) - 1

    def _rounds(self, table: Table, depth: int) -> tuple[object, ...]:
        rounds = tuple(self._loops[depth:])
        table.varies |= None in rounds
        return rounds

    def _closed(self, name: str, written: list[str]) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "w:tr" and table.row is not None:
            table.rows.append(table.row)
            table.row = None
        elif name == "w:tbl":
            self._tables.pop()
            self.outline.verdicts[table.number] = table.verdict()
            if self._tables:
                outer = self._tables[-1]
                outer.varies |= table.varies
                outer.rows += [Row(r.depth, True, r.cells, r.spans) for r in table.rows]
            elif table.number in self._marked:
                written.append(CLOSE_MARK)


_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_OLD_ESCAPES = re.compile("|".join(map(re.escape, _ESCAPES)))


def _start_of(tag: str, written: list[str]) -> int:
    """The index in ``written`` at which ``tag``, just read to its end, begins."""
    length = 0
    for index in range(len(written) - 1, -1, -1):
        length += len(written[index])
        if length == len(tag):
            return index
    raise Unproved("mẫu đặt giá trị trong thẻ bảng")


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
    return _filter(nodes.List(said), tags.JOINED)


def _rest_of(node: nodes.If) -> nodes.If:
    first, *others = node.elif_
    return nodes.If(first.test, first.body, others, node.else_)


def _filter(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    place = {"lineno": node.lineno}
    return nodes.Filter(node, name, list(arguments), [], None, None, **place)


def _names(target: nodes.Node) -> list[str]:
    return [node.name for node in tags.walk(target) if isinstance(node, nodes.Name)]


def _literal_size(body: Sequence[nodes.Node]) -> int:
    """How many characters one round writes by itself, inner loops not counted."""
    size = 0
    for node in body:
        if isinstance(node, nodes.Output):
            size += sum(len(n.data) for n in node.nodes if isinstance(n, nodes.TemplateData))
        elif isinstance(node, nodes.If):
            size += _literal_size(node.body) + _literal_size([*node.elif_, *node.else_])
    return size
