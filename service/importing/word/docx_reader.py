"""A ``.docx`` of anybody's becomes a Source: styles, lists, tracked changes, notes, text boxes, tables.

What the file says besides its text is not taken and is listed: deletions, letters struck through or hidden, footnotes,
headers and footers, comments, text boxes, tables of contents, pictures.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from service.docx import embedded_data
from service.docx.list_numbering import Numbering
from service.docx.word_namespace import W, with_usual_namespace
from service.errors import UnreadableInput
from service.importing.word.blocks import Block, NotTaken, Source, letters
from service.importing.word.docx_styles import Format, Styles, letter_format, paragraph_format
from service.importing.word.docx_table import TableReader
from service.importing.word.paragraph_builder import ParagraphBuilder
from service.schema.text_cleaning import clean

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"
_PROPERTIES = frozenset(f"{W}{n}" for n in ("pPr", "rPr", "sdtPr", "sectPr", "tblPr", "instrText"))
_DELETED = frozenset(f"{W}{n}" for n in ("del", "moveFrom"))
_PICTURES = frozenset(f"{W}{n}" for n in ("drawing", "pict", "object"))
_LETTERS = (f"{W}t", f"{W}delText", f"{W}noBreakHyphen", f"{W}sym", _MATH_TEXT)
#: By the last word of a relation's type: as what the text of that part is listed.
_PARTS = {
    "header": "header", "footer": "header", "footnotes": "footnote", "endnotes": "footnote",
    "comments": "comment",
}  # fmt: skip
_DEEPEST = 60


def read(docx: bytes) -> Source:
    """Raises InputTooLarge or UnreadableInput with a sentence for the clerk."""
    embedded_data.bound(docx, _may_be_text)
    parts = embedded_data.unpack(docx, _may_be_text)
    main = next(
        (part for kind, part in _links(parts, "_rels/.rels", "") if kind == "officeDocument"), ""
    )
    if main not in parts:
        raise UnreadableInput("Tệp .docx bị hỏng: không thấy phần nội dung.")
    root = _parsed(parts[main])
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableInput("Tệp .docx bị hỏng: không thấy phần nội dung.")
    related = list(_related(parts, main))
    by_kind = dict(reversed(related))
    reader = _BodyReader(Styles(by_kind.get("styles")), Numbering.of(by_kind.get("numbering")))
    blocks = reader.blocks(body)
    apart = [
        NotTaken(_PARTS[kind], words)
        for kind, part in related
        if kind in _PARTS and (words := _words(part))
    ]
    everything = "".join(_signs(body)) + "".join(paragraph.text for paragraph in apart)
    return Source(tuple(blocks), (*reader.not_taken, *apart), letters(everything))


# --- the package ----------------------------------------------------------------------------------


def _may_be_text(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.lower().startswith("customxml/")


def _parsed(part: bytes) -> Any:
    root = embedded_data.parse(with_usual_namespace(part))
    # The second writing of a text box, for programs that do not know the first.
    etree.strip_elements(root, _FALLBACK, with_tail=False)
    return root


def _links(parts: dict[str, bytes], name: str, folder: str) -> Iterator[tuple[str, str]]:
    """The last word of each relation's type, and the part it names."""
    for link in embedded_data.parse(parts[name]) if name in parts else ():
        target = str(link.get("Target", ""))
        inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        yield str(link.get("Type", "")).rpartition("/")[2], posixpath.normpath(inside)


def _related(parts: dict[str, bytes], main: str) -> Iterator[tuple[str, Any]]:
    folder, _, own = main.rpartition("/")
    for kind, part in _links(parts, posixpath.join(folder, "_rels", f"{own}.rels"), folder):
        if part in parts and kind in (*_PARTS, "styles", "numbering"):
            yield kind, _parsed(parts[part])


def _words(part: Any) -> str:
    """The text of a whole part, a line for each paragraph."""
    return clean("\n".join("".join(_signs(paragraph)) for paragraph in part.iter(_P)), lines=True)


def _signs(node: Any) -> Iterator[str]:
    for child in node.iter(*_LETTERS):
        yield _sign(child)


def _sign(node: Any) -> str:
    if node.tag == f"{W}noBreakHyphen":
        return "-"
    if node.tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        return chr(int(code, 16)) if _is_code(code) else ""
    return node.text or ""


def _is_code(code: str) -> bool:
    is_hex = 0 < len(code) <= 4 and all(letter in "0123456789abcdefABCDEF" for letter in code)
    return is_hex and not 0xD800 <= int(code, 16) <= 0xDFFF


# --- the body -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _BodyReader:
    """Reads paragraphs and tables in their order; counts the lists."""

    styles: Styles
    numbering: Numbering
    not_taken: list[NotTaken] = field(default_factory=list)
    _after_blank: bool = False
    #: A paragraph whose mark was deleted runs on into the next one.
    _running: ParagraphBuilder | None = None

    def blocks(self, container: Any, depth: int = 0) -> list[Block]:
        """What stands in a body, a cell or a control."""
        found = list(self._blocks(container, depth))
        if self._running is not None:
            found += self._built(self._running)
            self._running = None
        return found

    def _blocks(self, container: Any, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise UnreadableInput("Tệp .docx lồng bảng quá sâu, không được chấp nhận.")
        for node in container:
            if node.tag == _P:
                yield from self._paragraph(node)
            elif node.tag == _TBL:
                self._after_blank = False
                yield from TableReader(self.blocks, self.leave_out, depth).read(node)
            elif node.tag in _DELETED:
                self.leave_out("deleted", node)
            elif isinstance(node.tag, str) and node.tag not in _PROPERTIES:
                yield from self._blocks(node, depth + 1)

    def leave_out(self, kind: str, node: Any) -> None:
        """List what stands in an element that is not taken."""
        words = clean("".join(_signs(node)), lines=True)
        if words:
            self.not_taken.append(NotTaken(kind, words))

    def _paragraph(self, node: Any) -> Iterator[Block]:
        properties = node.find(f"{W}pPr")
        key = _style_key(properties)
        style = self.styles.of(key)
        if _is_contents(properties):
            self.leave_out("contents", node)
            return
        own = style.under(paragraph_format(properties))
        builder = self._running or self._begun(own, key)
        self._running = None
        self._inside(node, builder, style)
        if _mark_deleted(properties):
            self._running = builder
        else:
            yield from self._built(builder)

    def _built(self, builder: ParagraphBuilder) -> Iterator[Block]:
        built = builder.build(self._after_blank)
        self._after_blank = built is None
        if built is not None:
            yield built

    def _begun(self, own: Format, style: str | None) -> ParagraphBuilder:
        builder = ParagraphBuilder(
            level=own.outline or 0,
            is_title=bool(own.is_title),
            align=own.align or "",
            indent=(own.left or 0.0) + (own.first_line or 0.0),
            generated=True,
        )
        if own.list_key and own.list_key != "0":
            place = own.list_place
            if place is None:
                place = self.numbering.level_of_style(own.list_key, style or "")
            builder.label = self.numbering.label(own.list_key, place)
            builder.list_level = place + 1
        return builder

    # --- letters ---------------------------------------------------------------------------------

    def _inside(self, node: Any, builder: ParagraphBuilder, style: Format) -> None:
        """The runs of a paragraph, also those inside links, controls and tracked changes."""
        for child in node:
            if child.tag == f"{W}r":
                self._run(child, builder, style)
            elif child.tag in _DELETED:
                self.leave_out("deleted", child)
            elif isinstance(child.tag, str) and child.tag not in _PROPERTIES:
                if child.tag in (f"{W}ins", f"{W}moveTo") and len(child):
                    self.not_taken.append(NotTaken("inserted"))
                if child.tag == _MATH_TEXT:
                    builder.add(child.text or "", bold=True, italic=True)
                self._inside(child, builder, style)

    def _run(self, run: Any, builder: ParagraphBuilder, style: Format) -> None:
        properties = run.find(f"{W}rPr")
        key = None if properties is None else _value(properties, "rStyle")
        look = style.under(self.styles.of(key) if key else Format()).under(
            letter_format(properties)
        )
        if look.hidden or look.struck:
            self.leave_out("hidden" if look.hidden else "struck", run)
            return
        for child in run:
            if child.tag in _PICTURES or child.tag.endswith("}AlternateContent"):
                self._picture(child)
            elif child.tag == f"{W}delText":
                self.leave_out("deleted", child)
            else:
                text = _shown(child)
                if text:
                    builder.add(
                        text,
                        bold=bool(look.bold),
                        italic=bool(look.italic),
                        place=look.place or "",
                    )

    def _picture(self, node: Any) -> None:
        if next(node.iter(_BOX), None) is not None:
            self.leave_out("text_box", node)
        else:
            self.leave_out("picture", node)
            self.not_taken.append(NotTaken("picture"))


def _shown(node: Any) -> str:
    if node.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if node.tag == f"{W}cr":
        return "\n"
    if node.tag == f"{W}br":
        # A break of a page or a column is layout, not text.
        return "\n" if node.get(f"{W}type") in (None, "textWrapping") else ""
    return _sign(node) if node.tag in _LETTERS else ""


def _style_key(properties: Any | None) -> str | None:
    return None if properties is None else _value(properties, "pStyle")


def _is_contents(properties: Any | None) -> bool:
    """Whether a paragraph is a line of a table of contents."""
    key = _style_key(properties) or ""
    return key.upper().startswith("TOC") and key[3:].isdecimal()


def _mark_deleted(properties: Any | None) -> bool:
    mark = None if properties is None else properties.find(f"{W}rPr")
    return mark is not None and any(mark.find(tag) is not None for tag in _DELETED)


def _value(parent: Any, name: str) -> str | None:
    node = parent.find(f"{W}{name}")
    return None if node is None else node.get(f"{W}val")
