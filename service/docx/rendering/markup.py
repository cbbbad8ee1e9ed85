"""The XML between the tags of a template becomes knowledge of the position in it.

Only this module reads XML piece by piece, cut at any place by a tag: which elements are open, what a run
looks like, and what each table's grid and rows are made of.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from service.docx.rendering import tags
from service.docx.rendering.table_columns import SPANNED
from service.docx.rendering.table_repair import CLOSE_MARK, OPEN_MARK, Row, Table, Verdict

_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
#: Stands for a value inside of a tag that is being read.
VALUE = "\0"


class UnprovedTemplate(Exception):
    """The template does something that perhaps gives no sound document; says what, and at which line."""

    lineno = 1


@dataclass(slots=True)
class Position:
    """Where in the XML the parser stands."""

    open: tuple[str, ...] = ()
    inside: str = "content"  # content, tag, value, comment or instruction
    quote: str = ""
    tag: str = ""

    def same(self, other: Position) -> bool:
        name = _tag_name(self.tag) if self.inside != "content" else ""
        others = _tag_name(other.tag) if other.inside != "content" else ""
        return (self.open, self.inside, self.quote, name) == (
            other.open,
            other.inside,
            other.quote,
            others,
        )

    def copy(self) -> Position:
        return Position(self.open, self.inside, self.quote, self.tag)


def _tag_name(tag: str) -> str:
    found = re.match(r"<(/?[^\s/>]*)", tag)
    return found[1] if found else ""


@dataclass(slots=True)
class PartAnalysis:
    """What was found: a verdict for every table in source order, and whether ``wp:docPr`` repeats."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    outermost: set[int] = field(default_factory=set)
    ids_vary: bool = False
    has_tags: bool = False


class Markup:
    """Reads the constants of one part in order; ``marked`` are the tables to put marks around.

    ``loops`` are the loops around the position, kept by the analyzer of the statements.
    """

    def __init__(self, marked: Set[int]) -> None:
        self.analysis = PartAnalysis()
        self.position = Position()
        self.loops: list[object] = []
        self._marked = marked
        self._run = ""
        self._tables: list[Table] = []

    def here(self) -> tuple[Position, list[int]]:
        """The position, and which tables and rows are open there."""
        return self.position.copy(), [id(x) for t in self._tables for x in (t, t.row)]

    def tab(self) -> str:
        """What docxtpl writes for a tab: a run of its own that looks like this one."""
        look = _RUN_PROPERTIES.search(self._run)
        properties = look[0] if look else ""
        if VALUE in properties:
            return '</w:t><w:tab/><w:t xml:space="preserve">'
        return (
            f"</w:t></w:r><w:r>{properties}<w:tab/></w:r>"
            f'<w:r>{properties}<w:t xml:space="preserve">'
        )

    def literal(self, data: str) -> str:
        """Read on; the same XML with white space and marks written out. Raises UnprovedTemplate."""
        written: list[str] = []
        start = 0
        while start < len(data):
            if self.position.inside == "content":
                end = self._content(data, start)
                piece = data[start:end]
                is_text = self.position.inside == "content"
                written.append(self._shown(piece) if is_text else piece)
            else:
                end = self._markup(data, start)
                piece = data[start:end]
                self.position.tag += piece
                written.append(piece)
            if self.position.inside == "tag" and piece.endswith(">"):
                self._tag(written)
            start = end
        return _OLD_ESCAPES.sub(lambda old: _ESCAPES[old[0]], "".join(written))

    def _markup(self, data: str, start: int) -> int:
        """Up to the end of a comment, an instruction or a value; within a tag to its next quote or end."""
        position = self.position
        if position.inside == "tag":
            found = _QUOTE_OR_END.search(data, start)
            if found and found[0] != ">":
                position.inside, position.quote = "value", found[0]
            return found.end() if found else len(data)
        end = {"comment": "-->", "instruction": "?>"}.get(position.inside, position.quote)
        index = data.find(end, start)
        if index < 0:
            return len(data)
        position.inside = "tag" if position.inside == "value" else "content"
        position.quote = ""
        return index + len(end)

    def _content(self, data: str, start: int) -> int:
        """Up to the next ``<``, or past it; past a tag that is whole."""
        if data[start] != "<":
            found = data.find("<", start)
            return len(data) if found < 0 else found
        whole = _WHOLE_TAG.match(data, start)
        if whole:
            self.position.inside, self.position.tag = "tag", whole[0]
            return whole.end()
        for opening, inside in (("<!--", "comment"), ("<?", "instruction"), ("<", "tag")):
            if data.startswith(opening, start):
                self.position.inside, self.position.tag = inside, opening
                break
        return start + len(self.position.tag)

    def _shown(self, words: str) -> str:
        self._run += words
        if not self.position.open or self.position.open[-1] != "w:t":
            return words
        return words.replace("\t", self.tab()).replace("\n", tags.BREAK)

    def _tag(self, written: list[str]) -> None:
        """A tag was read to its end."""
        position = self.position
        tag, position.tag, position.inside = position.tag, "", "content"
        name = _tag_name(tag)
        if VALUE in name:
            raise UnprovedTemplate("mẫu đặt giá trị trong tên thẻ")
        if name.startswith("/"):
            if not position.open or position.open[-1] != name[1:]:
                raise UnprovedTemplate("các thẻ lồng nhau không đúng thứ tự")
            position.open = position.open[:-1]
            self._closed(name[1:], written)
        else:
            alone = tag.endswith("/>")
            self._opened(name, tag, written)
            if alone:
                self._closed(name, written)
            else:
                position.open = (*position.open, name)
        self._run = "" if name in ("w:r", "/w:r") else self._run + tag

    def _opened(self, name: str, tag: str, written: list[str]) -> None:
        table = self._tables[-1] if self._tables else None
        if name == "w:tbl":
            number = len(self.analysis.verdicts)
            self.analysis.verdicts[number] = Verdict(fits=False)
            if table is None:
                self.analysis.outermost.add(number)
                if number in self._marked:
                    written.insert(_start_of(tag, written), OPEN_MARK)
            self._tables.append(Table(number, len(self.loops)))
        elif name == "wp:docPr":
            self.analysis.ids_vary |= bool(self.loops)
        elif table is not None:
            self._in_table(name, tag, table)

    def _in_table(self, name: str, tag: str, table: Table) -> None:
        row = table.row
        if name == "w:gridCol" and self.position.open[-1] == "w:tblGrid":
            table.grid[self._rounds(table, table.depth)] += 1
        elif name == "w:tr":
            around = self.loops[table.depth :]
            table.row = Row(
                len(self.loops), optional=bool(around), chosen=bool(around) and not any(around)
            )
        elif name == "w:tc" and row is not None:
            row.cell = self._rounds(table, row.depth)
            row.cells[row.cell] += 1
            row.spans[row.cell] += 1
        elif name == "w:gridSpan" and row is not None:
            span = re.search(r'w:val="(\d+)"', tag)
            if span is None and self._spans_by_data():
                row.promised = True
            elif span is None or self._rounds(table, row.depth) != row.cell:
                table.varies = True
            else:
                row.spans[row.cell] += int(span[1]) - 1

    def _spans_by_data(self) -> bool:
        """Whether the cells of this loop say themselves what they span (``table_columns``)."""
        return bool(self.loops) and f"attr='{SPANNED}'" in str(self.loops[-1])

    def _rounds(self, table: Table, depth: int) -> tuple[object, ...]:
        rounds = tuple(self.loops[depth:])
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
            self.analysis.verdicts[table.number] = table.verdict()
            if self._tables:
                outer = self._tables[-1]
                outer.varies |= table.varies
                outer.rows += [
                    Row(r.depth, True, r.promised, r.chosen, r.cells, r.spans) for r in table.rows
                ]
            elif table.number in self._marked:
                written.append(CLOSE_MARK)


_ESCAPES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
_QUOTE_OR_END = re.compile("[\"'>]")
_WHOLE_TAG = re.compile(r"""<(?![!?])[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")
_OLD_ESCAPES = re.compile("|".join(map(re.escape, _ESCAPES)))


def _start_of(tag: str, written: list[str]) -> int:
    """The index in ``written`` at which ``tag``, just read to its end, begins."""
    length = 0
    for index in range(len(written) - 1, -1, -1):
        length += len(written[index])
        if length == len(tag):
            return index
    raise UnprovedTemplate("mẫu đặt giá trị trong thẻ bảng")
