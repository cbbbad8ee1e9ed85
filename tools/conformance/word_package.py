"""Paragraphs, tables and parts as WordprocessingML become a .docx, with none of the templates or styles of this project.

What is written is what the callers say and nothing else: who judges the file must find every look by himself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: Kind of part -> (relation, content type).
_KINDS = {
    "styles": ("styles", f"{_WORD}.styles+xml"),
    "settings": ("settings", f"{_WORD}.settings+xml"),
    "numbering": ("numbering", f"{_WORD}.numbering+xml"),
    "footnotes": ("footnotes", f"{_WORD}.footnotes+xml"),
    "comments": ("comments", f"{_WORD}.comments+xml"),
    "header": ("header", f"{_WORD}.header+xml"),
    "footer": ("footer", f"{_WORD}.footer+xml"),
    "theme": ("theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
    "image": ("image", "image/png"),
}
#: The zip's clock: a measure gives the same bytes on every day.
_DAY = (2026, 1, 5, 8, 0, 0)


@dataclass(frozen=True)
class Part:
    """One part beside the main one. ``name`` stands below "word/"; its relation is ``rId_<name without dots>``."""

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Letters:
    """The look of letters that is written at a run; None and False say nothing of it."""

    font: str | None = None
    size: float | None = None
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    colour: str | None = None
    style: str | None = None
    more: str = ""

    def xml(self) -> str:
        """The w:rPr, in the order of the schema; empty when nothing is said."""
        font = quoteattr(self.font) if self.font else ""
        pieces = (
            f"<w:rStyle w:val={quoteattr(self.style)}/>" if self.style else "",
            f"<w:rFonts w:ascii={font} w:hAnsi={font} w:cs={font}/>" if self.font else "",
            "<w:b/>" if self.bold else "",
            "<w:i/>" if self.italic else "",
            f'<w:color w:val="{self.colour}"/>' if self.colour else "",
            f'<w:sz w:val="{round(self.size * 2)}"/>' if self.size else "",
            '<w:u w:val="single"/>' if self.underlined else "",
            self.more,
        )
        return _wrapped("w:rPr", pieces)


@dataclass(frozen=True)
class Lines:
    """The look of a paragraph's lines; None says nothing. Millimetres and points, ``line`` a multiple or exact points."""

    style: str | None = None
    align: str | None = None
    first_mm: float | None = None
    left_mm: float | None = None
    right_mm: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: float | None = None
    ruled: str | None = None
    numbering: int | None = None
    tabs_mm: Sequence[float] = ()
    keep_next: bool = False
    page_break: bool = False
    #: The letters of the paragraph mark, which an automatic number and an empty line have.
    mark: Letters = Letters()
    section: str = ""

    def xml(self) -> str:
        """The w:pPr, in the order of the schema; empty when nothing is said."""
        pieces = (
            f"<w:pStyle w:val={quoteattr(self.style)}/>" if self.style else "",
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.page_break else "",
            self._numbering(),
            self._rule(),
            _wrapped("w:tabs", [_tab(stop) for stop in self.tabs_mm]),
            self._spacing(),
            self._indent(),
            f'<w:jc w:val="{self.align}"/>' if self.align else "",
            self.mark.xml(),
            self.section,
        )
        return _wrapped("w:pPr", pieces)

    def _numbering(self) -> str:
        number = self.numbering
        return (
            ""
            if number is None
            else f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        )

    def _rule(self) -> str:
        if self.ruled is None:
            return ""
        return (
            f'<w:pBdr><w:{self.ruled} w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        )

    def _spacing(self) -> str:
        said = {
            "before": None if self.before is None else round(self.before * 20),
            "after": None if self.after is None else round(self.after * 20),
            "line": round(self.exact * 20)
            if self.exact
            else None
            if self.line is None
            else round(self.line * 240),
        }
        attributes = [f'w:{name}="{value}"' for name, value in said.items() if value is not None]
        if said["line"] is not None:
            attributes.append(f'w:lineRule="{"exact" if self.exact else "auto"}"')
        return f"<w:spacing {' '.join(attributes)}/>" if attributes else ""

    def _indent(self) -> str:
        sides = (("left", self.left_mm), ("right", self.right_mm))
        attributes = [f'w:{side}="{twips(mm)}"' for side, mm in sides if mm is not None]
        if self.first_mm is not None:
            name = "hanging" if self.first_mm < 0 else "firstLine"
            attributes.append(f'w:{name}="{abs(twips(self.first_mm))}"')
        return f"<w:ind {' '.join(attributes)}/>" if attributes else ""


@dataclass(frozen=True)
class Sheet:
    """One section's paper, in millimetres, and the headers it uses: ("default", part name) and so on."""

    width: float = 210.0
    height: float = 297.0
    top: float = 20.0
    bottom: float = 20.0
    left: float = 30.0
    right: float = 20.0
    header: float = 10.0
    headers: Sequence[tuple[str, str]] = ()
    footers: Sequence[tuple[str, str]] = ()
    first_differs: bool = False
    restarts: bool = False
    landscape: bool = False

    @property
    def text_mm(self) -> float:
        """The width of the text area."""
        return self.width - self.left - self.right

    def xml(self) -> str:
        """The w:sectPr."""
        turned = ' w:orient="landscape"' if self.landscape else ""
        return (
            "<w:sectPr>"
            + "".join(_reference("header", *one) for one in self.headers)
            + "".join(_reference("footer", *one) for one in self.footers)
            + f'<w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"{turned}/>'
            + f'<w:pgMar w:top="{twips(self.top)}" w:right="{twips(self.right)}" w:bottom="{twips(self.bottom)}"'
            + f' w:left="{twips(self.left)}" w:header="{twips(self.header)}" w:footer="567" w:gutter="0"/>'
            + ('<w:pgNumType w:start="1"/>' if self.restarts else "")
            + '<w:cols w:space="720"/>'
            + ("<w:titlePg/>" if self.first_differs else "")
            + "</w:sectPr>"
        )


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell the XML of its paragraphs; widths in millimetres."""

    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    bordered: bool = False
    align: str | None = None
    head_rows: int = 0
    style: str | None = None

    def xml(self) -> str:
        """The w:tbl."""
        line = "single" if self.bordered else "none"
        sides = "".join(
            f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        properties = (
            (f"<w:tblStyle w:val={quoteattr(self.style)}/>" if self.style else "")
            + f'<w:tblW w:w="{sum(map(twips, self.widths))}" w:type="dxa"/>'
            + (f'<w:jc w:val="{self.align}"/>' if self.align else "")
            + f"<w:tblBorders>{sides}</w:tblBorders>"
            + '<w:tblLayout w:type="fixed"/>'
        )
        grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in self.widths)
        rows = "".join(self._row(row, at < self.head_rows) for at, row in enumerate(self.rows))
        return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def _row(self, cells: Sequence[str], head: bool) -> str:
        repeated = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
        found = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{cell or "<w:p/>"}</w:tc>'
            for width, cell in zip(self.widths, cells, strict=True)
        )
        return f"<w:tr>{repeated}{found}</w:tr>"


@dataclass(frozen=True)
class Package:
    """A document: the XML of its body's blocks, its last sheet, and its other parts."""

    blocks: Sequence[str]
    sheet: Sheet
    parts: Sequence[Part] = ()

    def bytes(self) -> bytes:
        """The .docx."""
        body = "".join(self.blocks) + self.sheet.xml()
        document = f"{_HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        entries = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": self._relations([("officeDocument", "word/document.xml", "rId1")]),
            "word/document.xml": document,
            "word/_rels/document.xml.rels": self._relations(
                [(_KINDS[part.kind][0], part.name, relation_id(part.name)) for part in self.parts]
            ),
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in entries.items():
                archive.writestr(zipfile.ZipInfo(name, _DAY), text.encode(), zipfile.ZIP_DEFLATED)
            for part in self.parts:
                archive.writestr(
                    zipfile.ZipInfo(f"word/{part.name}", _DAY), part.content, zipfile.ZIP_DEFLATED
                )
        return target.getvalue()

    def _content_types(self) -> str:
        named = "".join(
            f'<Override PartName="/word/{part.name}" ContentType="{_KINDS[part.kind][1]}"/>'
            for part in self.parts
            if part.kind != "image"
        )
        main = f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        defaults = (
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        )
        return f'{_HEAD}<Types xmlns="{_TYPES}">{defaults}{main}{named}</Types>'

    @staticmethod
    def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
        found = "".join(
            f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
            for kind, target, identity in relations
        )
        return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{found}</Relationships>'


def twips(mm: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(mm * 1440 / 25.4)


def relation_id(name: str) -> str:
    """The id of the relation from the main part to the part of this name."""
    return "rId_" + name.replace(".", "_").replace("/", "_")


def run(text: str, letters: Letters = Letters()) -> str:
    """One w:r: "\\t" becomes a tab, "\\n" a line break."""
    content = "".join(
        "<w:tab/>"
        if piece == "\t"
        else "<w:br/>"
        if piece == "\n"
        else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _pieces(text)
    )
    return f"<w:r>{letters.xml()}{content}</w:r>"


def paragraph(content: str = "", lines: Lines = Lines()) -> str:
    """One w:p of the XML of its runs."""
    return f"<w:p>{lines.xml()}{content}</w:p>"


def part_of(kind: str, name: str, root: str, content: str) -> Part:
    """A part whose root element is w:``root``."""
    text = f"{_HEAD}<w:{root} {NAMESPACES}>{content}</w:{root}>"
    return Part(kind, name, text.encode())


def _pieces(text: str) -> list[str]:
    found = [""]
    for letter in text:
        if letter in "\t\n":
            found += [letter, ""]
        else:
            found[-1] += letter
    return [piece for piece in found if piece]


def _wrapped(name: str, pieces: Sequence[str]) -> str:
    content = "".join(pieces)
    return f"<{name}>{content}</{name}>" if content else ""


def _tab(stop_mm: float) -> str:
    return f'<w:tab w:val="left" w:pos="{twips(stop_mm)}"/>'


def _reference(kind: str, when: str, part: str) -> str:
    return f'<w:{kind}Reference w:type="{when}" r:id="{relation_id(part)}"/>'
