"""A Word file, as it stands now, becomes its visible paragraphs and table rows in reading order.

Only this module knows what Word and LibreOffice do to a document that they save again: runs split
anywhere, tracked changes, fields, text boxes written twice, header parts under other names. The same
eyes read what was generated and what came back, so that only text can differ.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from service.docx import embedded_data
from service.errors import UnreadableInput
from service.schema.text_cleaning import clean

#: The parts with text of the largest document that the service makes are far below this.
MAX_TEXT_BYTES: Final = 60_000_000
#: Tables inside tables, controls inside controls: deeper than any office nests them.
DEEPEST: Final = 40

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W: Final = f"{{{_USUAL.decode()}}}"
_P, _TBL, _TR, _TC = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc"
_BOX = f"{_W}txbxContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What is not seen: properties, what a tracked change took away, the second writing of a text box.
_UNSEEN = frozenset({_FALLBACK, *(f"{_W}{n}" for n in ("pPr", "rPr", "del", "moveFrom", "sdtPr"))})
_SIGNS = {f"{_W}tab": "\t", f"{_W}ptab": "\t", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
#: Numbers of pages are Word's, not the document's.
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")
_AROUND = {
    "header": "đầu trang",
    "footer": "cuối trang",
    "footnotes": "chú thích",
    "endnotes": "chú thích",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One visible paragraph: its text in normal form, where a clerk finds it, its number in the file."""

    text: str
    where: str
    place: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a cell holds at least one paragraph, which may be empty."""

    cells: tuple[tuple[Unit, ...], ...]
    where: str
    #: Rows with the same number stand in the same table.
    table: int


Unit: TypeAlias = Paragraph | Row


def read(docx: bytes) -> list[Unit]:
    """The visible text of a ``.docx``: headers and footers first, then the body, then notes.

    Empty paragraphs are left out, except one in an empty cell. Raises UnreadableInput.
    """
    parts = embedded_data.unpack(docx, _may_be_text)
    if sum(map(len, parts.values())) > MAX_TEXT_BYTES:
        raise UnreadableInput("Tệp .docx quá dài nên không so sánh được; hãy tách bớt.")
    main = _target(parts, "_rels/.rels", "", "/officeDocument")
    if main is None or main not in parts:
        raise UnreadableInput("Tệp .docx bị hỏng: không thấy phần nội dung.")
    body = _parsed(parts[main])
    reader = _Reader()
    around = list(_around(parts, main, body))
    units: list[Unit] = []
    for kind, part in around:
        if kind in ("header", "footer"):
            units += reader.inside(_parsed(part), _AROUND[kind])
    units = _once(units)
    for each in body.findall(f"{_W}body"):
        units += reader.inside(each, "")
    for kind, part in around:
        if kind in ("footnotes", "endnotes"):
            for note in _parsed(part):
                if note.get(f"{_W}type") is None:
                    units += reader.inside(note, _AROUND[kind])
    return units


def read_upload(docx: bytes) -> list[Unit]:
    """``read`` for what somebody sent: counted before anything is built. Raises InputTooLarge too."""
    embedded_data.bound(docx, _may_be_text)
    return read(docx)


def paragraphs(units: Sequence[Unit]) -> Iterator[Paragraph]:
    """Every paragraph, those in cells too, in reading order."""
    for unit in units:
        if isinstance(unit, Row):
            for cell in unit.cells:
                yield from paragraphs(cell)
        else:
            yield unit


def text_of(unit: Unit) -> str:
    """A paragraph's text; a row's cells with bars between them."""
    if isinstance(unit, Paragraph):
        return unit.text
    return " | ".join("\n".join(each.text for each in paragraphs(cell)) for cell in unit.cells)


# --- the package ----------------------------------------------------------------------------------


def _may_be_text(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.lower().startswith("customxml/")


def _parsed(part: bytes) -> Any:
    return embedded_data.parse(part.replace(_STRICT, _USUAL))


def _links(parts: dict[str, bytes], name: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Id, type and part name of every relationship; names are relative to the part's own folder."""
    if name in parts:
        for link in embedded_data.parse(parts[name]):
            target = str(link.get("Target", ""))
            inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            yield str(link.get("Id")), str(link.get("Type", "")), posixpath.normpath(inside)


def _target(parts: dict[str, bytes], name: str, folder: str, ending: str) -> str | None:
    return next(
        (where for _, kind, where in _links(parts, name, folder) if kind.endswith(ending)), None
    )


def _around(parts: dict[str, bytes], main: str, body: Any) -> Iterator[tuple[str, bytes]]:
    """Headers and footers that a section uses, in the order of the sections, then notes."""
    folder, _, own = main.rpartition("/")
    links = list(_links(parts, posixpath.join(folder, "_rels", f"{own}.rels"), folder))
    targets = {identity: (kind.rpartition("/")[2], where) for identity, kind, where in links}
    used: dict[str, None] = {}
    for reference in body.iter(f"{_W}headerReference", f"{_W}footerReference"):
        used[next((v for k, v in reference.items() if k.endswith("}id")), "")] = None
    used |= {each[0]: None for each in links if each[1].endswith(("/footnotes", "/endnotes"))}
    for identity in used:
        kind, where = targets.get(identity, ("", ""))
        if kind in _AROUND and where in parts:
            yield kind, parts[where]


def _once(units: list[Unit]) -> list[Unit]:
    """Each text of the headers once: how many header parts there are is the program's affair."""
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(text_of(unit), unit)
    return [unit for text, unit in found.items() if text.strip(" |\n")]


# --- blocks and runs ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Counts paragraphs and tables through all parts of one file."""

    place: int = 0
    tables: int = 0
    counted: int = 0
    #: Open fields: their instruction, and whether their result has begun.
    fields: list[tuple[str, bool]] = field(default_factory=list)

    def inside(self, container: Any, where: str) -> list[Unit]:
        """The paragraphs and rows of a body, header or note; a field ends with the part it began in."""
        self.fields.clear()
        return [unit for unit in self._units(container, where, 0) if _is_seen(unit)]

    def _units(self, container: Any, where: str, depth: int) -> Iterator[Unit]:
        if depth > DEEPEST:
            raise UnreadableInput("Tệp .docx lồng bảng quá sâu, không được chấp nhận.")
        kept = ""
        for block in container:
            if block.tag == _P:
                boxes: list[Any] = []
                text = kept + self._text(block, boxes)
                # A tracked deletion of the mark runs the paragraph on into the next one.
                kept = text if _mark_deleted(block) else ""
                if not kept:
                    yield self._paragraph(text, where)
                for box in boxes:
                    yield from self._units(box, f"{where}, khung chữ".lstrip(", "), depth + 1)
            elif block.tag == _TBL:
                self.tables += 1
                yield from self._rows(block, where, depth, self.tables)
            elif isinstance(block.tag, str) and block.tag not in _UNSEEN:
                yield from self._units(block, where, depth + 1)
        if kept:
            yield self._paragraph(kept, where)

    def _paragraph(self, text: str, where: str) -> Paragraph:
        self.place += 1
        text = clean(text, lines=True)
        if not where and text:
            self.counted += 1
        return Paragraph(text, where or f"đoạn {self.counted}", self.place)

    def _rows(self, table: Any, where: str, depth: int, number: int) -> Iterator[Row]:
        called = f"{where}, bảng {number}".lstrip(", ")
        rows = (row for row in _children(table, _TR) if row.find(f"{_W}trPr/{_W}del") is None)
        for index, row in enumerate(rows, start=1):
            place = f"{called}, dòng {index}"
            cells = tuple(
                self._cell(cell, f"{place}, cột {column}", depth)
                for column, cell in enumerate(_children(row, _TC), start=1)
            )
            yield Row(cells, place, number)

    def _cell(self, cell: Any, where: str, depth: int) -> tuple[Unit, ...]:
        units = list(self._units(cell, where, depth + 1))
        seen = tuple(unit for unit in units if _is_seen(unit))
        return seen or tuple(units[:1]) or (self._paragraph("", where),)

    def _text(self, paragraph: Any, boxes: list[Any]) -> str:
        """What a paragraph shows; its text boxes are put into ``boxes``."""
        found: list[str] = []
        waiting = list(reversed(paragraph))
        while waiting:
            node = waiting.pop()
            if node.tag == _BOX:
                boxes.append(node)
            elif _is_hidden(node):
                continue
            elif node.tag == f"{_W}fldChar":
                self._field(node.get(f"{_W}fldCharType"))
            elif node.tag == f"{_W}instrText":
                if self.fields:
                    self.fields[-1] = (self.fields[-1][0] + (node.text or ""), False)
            elif len(node) == 0:
                if not any(not shown or _counts_pages(told) for told, shown in self.fields):
                    found.append(_sign(node))
            elif node.tag not in _UNSEEN:
                waiting.extend(reversed(node))
        return "".join(found)

    def _field(self, step: str | None) -> None:
        if step == "begin":
            self.fields.append(("", False))
        elif self.fields and step == "separate":
            self.fields[-1] = (self.fields[-1][0], True)
        elif self.fields and step == "end":
            self.fields.pop()


def _is_seen(unit: Unit) -> bool:
    return isinstance(unit, Row) or bool(unit.text)


def _is_hidden(node: Any) -> bool:
    """Letters that Word does not print, and a page's number."""
    if node.tag == f"{_W}fldSimple":
        return _counts_pages(node.get(f"{_W}instr", ""))
    hidden = node.find(f"{_W}rPr/{_W}vanish") if node.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _counts_pages(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _PAGES


def _sign(node: Any) -> str:
    """What an element without children shows."""
    if node.tag in (f"{_W}t", _MATH_TEXT):
        return node.text or ""
    if node.tag == f"{_W}br":
        # A break of a page or a column is layout, not text.
        return "\n" if node.get(f"{_W}type") in (None, "textWrapping") else ""
    if node.tag == f"{_W}sym":
        code = str(node.get(f"{_W}char", ""))
        return chr(int(code, 16)) if len(code) == 4 and code.isalnum() and _is_hex(code) else ""
    return _SIGNS.get(node.tag, "")


def _is_hex(code: str) -> bool:
    return all(each in "0123456789abcdefABCDEF" for each in code)


def _mark_deleted(paragraph: Any) -> bool:
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    return mark is not None and any(
        mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom")
    )


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those inside content controls and tracked changes."""
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif isinstance(node.tag, str) and node.tag not in _UNSEEN and node.tag not in (_P, _TBL):
            waiting.extend(reversed(node))
