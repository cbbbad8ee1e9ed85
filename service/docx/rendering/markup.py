"""The XML between the tags of a template becomes knowledge of where the reader stands in it.

Only this module reads XML piece by piece, cut at any place by a tag: which elements are open, what a run
looks like, and what each table's grid and rows are made of.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from service.docx.rendering import tags
from service.docx.rendering.table_repair import CLOSE_MARK, OPEN_MARK, Row, Table, Verdict

_RUN_PROPERTIES = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
#: Stands for a value inside of a tag that is being read.
VALUE = "\0"


class Unproved(Exception):
    """The template does something that perhaps gives no sound document; says what, and at which line."""

    lineno = 1


@dataclass(slots=True)
class Place:
    """Where in the XML the reader stands."""

    open: tuple[str, ...] = ()
    inside: str = "content"  # content, tag, value, comment or instruction
    quote: str = ""
    tag: str = ""

    def same(self, other: Place) -> bool:
        name = _tag_name(self.tag) if self.inside != "content" else ""
        others = _tag_name(other.tag) if other.inside != "content" else ""
        return (self.open, self.inside, self.quote, name) == (
            other.open,
            other.inside,
            other.quote,
            others,
        )

    def copy(self) -> Place:
        return Place(self.open, self.inside, self.quote, self.tag)


def _tag_name(tag: str) -> str:
    found = re.match(r"<(/?[^\s/>]*)", tag)
    return found[1] if found else ""


@dataclass(slots=True)
class Outline:
    """What was found: a verdict for every table in source order, and whether ``wp:docPr`` repeats."""

    verdicts: dict[int, Verdict] = field(default_factory=dict)
    outermost: set[int] = field(default_factory=set)
    ids_vary: bool = False
    has_tags: bool = False


class Markup:
    """Reads the constants of one part in order; ``marked`` are the tables to put marks around.

    ``loops`` are the loops around the place, for the reader of the statements to keep.
    """

    def __init__(self, marked: Set[int]) -> None:
        self.outline = Outline()
        self.place = Place()
        self.loops: list[object] = []
        self._marked = marked
        self._run = ""
        self._tables: list[Table] = []

    def here(self) -> tuple[Place, list[int]]:
        """The place, and which tables and rows are open there."""
        return self.place.copy(), [id(x) for t in self._tables for x in (t, t.row)]

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
        """Read on; the same XML with white space and marks spelled out. Raises Unproved."""
        written: list[str] = []
        place, position = self.place, 0
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
        place = self.place
        for opening, inside in (("<!--", "comment"), ("<?", "instruction"), ("<", "tag")):
            if data.startswith(opening, position):
                place.inside, place.tag = inside, opening
                break
        return position + len(place.tag)

    def _shown(self, words: str) -> str:
        self._run += words
        if not self.place.open or self.place.open[-1] != "w:t":
            return words
        return words.replace("\t", self.tab()).replace("\n", tags.BREAK)

    def _tag(self, written: list[str]) -> None:
        """A tag was read to its end."""
        place = self.place
        tag, place.tag, place.inside = place.tag, "", "content"
        name = _tag_name(tag)
        if VALUE in name:
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
            self._tables.append(Table(number, len(self.loops)))
        elif name == "wp:docPr":
            self.outline.ids_vary |= bool(self.loops)
        elif table is not None:
            self._in_table(name, tag, table)

    def _in_table(self, name: str, tag: str, table: Table) -> None:
        row = table.row
        if name == "w:gridCol" and self.place.open[-1] == "w:tblGrid":
            table.grid[self._rounds(table, table.depth)] += 1
        elif name == "w:tr":
            table.row = Row(len(self.loops), optional=len(self.loops) > table.depth)
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
