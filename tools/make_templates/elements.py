"""Words and sizes become WordprocessingML: paragraphs, tables, sections; only this module writes its tags."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from service.docx import standard
from service.docx.word_namespace import NAMESPACE

NAMESPACES = (
    f'xmlns:w="{NAMESPACE}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

FULL_WIDTH = 5000  # fiftieths of a per cent
HEADER_DEFAULT = "rIdHeader"
HEADER_FIRST = "rIdHeaderFirst"
HEADER_ANNEX_FIRST = "rIdHeaderAnnexFirst"


#: A line below another in one paragraph.
LINE_BREAK = "<w:r><w:br/></w:r>"


def run(text: str, character_style: str = "") -> str:
    style = f'<w:rPr><w:rStyle w:val="{character_style}"/></w:rPr>' if character_style else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style_id: str, *texts: str, properties: str = "") -> str:
    """A paragraph in one of the named styles; a text that begins with ``<`` is a run already."""
    if style_id not in standard.COMPONENTS:
        raise KeyError(style_id)
    runs = "".join(text if text.startswith("<w:") else run(text) for text in texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{runs}</w:p>'


def tag(code: str) -> str:
    """A docxtpl tag on a paragraph of its own, in the look of a note to the author of the template."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="TheMau"/></w:pPr><w:r><w:t xml:space="preserve">'
        f"{escape(code)}</w:t></w:r></w:p>"
    )


def when(condition: str, *content: str, otherwise: Sequence[str] = ()) -> str:
    """``{%p if %}`` … ``{%p else %}`` … ``{%p endif %}``."""
    other = tag("{%p else %}") + "".join(otherwise) if otherwise else ""
    return tag(f"{{%p if {condition} %}}") + "".join(content) + other + tag("{%p endif %}")


def choose(*branches: tuple[str, str]) -> str:
    """The first branch whose condition holds: ``if`` … ``elif`` … ``endif``."""
    words = ["if", *["elif"] * (len(branches) - 1)]
    return "".join(
        tag(f"{{%p {word} {condition} %}}") + content
        for word, (condition, content) in zip(words, branches, strict=True)
    ) + tag("{%p endif %}")


def each(loop: str, *content: str) -> str:
    """``{%p for … %}`` around whole paragraphs; ``loop`` is such as "line in signer.lines"."""
    return tag(f"{{%p for {loop} %}}") + "".join(content) + tag("{%p endfor %}")


def cell(content: str, width: int = 0, kind: str = "pct", *, place: str = "", span: int = 1) -> str:
    """A cell; its width is in fiftieths of a per cent (``pct``) or twips (``dxa``), 0 for none.

    ``place`` is where the content stands when the row is higher: "center" or "bottom".
    """
    measure = f'<w:tcW w:w="{width}" w:type="{kind}"/>' if width else ""
    joined = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    aligned = f'<w:vAlign w:val="{place}"/>' if place else ""
    return f"<w:tc><w:tcPr>{measure}{joined}{aligned}</w:tcPr>{content}</w:tc>"


def row(*cells: str, header: bool = False, whole: bool = True, exact_mm: float = 0) -> str:
    """A table row: repeated as a header, kept whole on a page, or of an exact height."""
    marks = "<w:cantSplit/>" if whole else ""
    if exact_mm:
        marks += f'<w:trHeight w:val="{round(exact_mm * standard.TWIPS_PER_MM)}" w:hRule="exact"/>'
    if header:
        marks += "<w:tblHeader/>"
    properties = f"<w:trPr>{marks}</w:trPr>" if marks else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def row_tag(code: str, columns: int) -> str:
    """A docxtpl tag that stands for a row, such as ``{%tr endfor %}``."""
    return row(cell(tag(code), span=columns))


def table(
    style_id: str,
    grid: Sequence[int],
    *rows: str,
    title: str,
    description: str,
    width: int = FULL_WIDTH,
    kind: str = "pct",
    indent: int = 0,
    header: bool = False,
) -> str:
    """A table of fixed layout; ``title`` and ``description`` are what a screen reader says of it."""
    columns = "".join(f'<w:gridCol w:w="{each_width}"/>' for each_width in grid)
    look = '<w:tblLook w:val="{}" w:firstRow="{}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    look += 'w:noHBand="1" w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style_id}"/><w:tblW w:w="{width}" w:type="{kind}"/>'
        f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        + look.format("0620" if header else "0600", int(header))
        + f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(description)}/>"
        f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def section(
    *, landscape: bool = False, annex: bool = False, restart: bool = False, references: bool = True
) -> str:
    """The page of a section; all sections say that their first page is unnumbered (see section_breaks.py)."""
    first = HEADER_ANNEX_FIRST if annex else HEADER_FIRST
    size = (standard.PAGE_WIDTH_TWIPS, standard.PAGE_HEIGHT_TWIPS)
    width, height = size[::-1] if landscape else size
    turned = ' w:orient="landscape"' if landscape else ""
    header = standard.twips(standard.PAGE_NUMBER_FROM_EDGE_MM)
    headers = (
        f'<w:headerReference w:type="default" r:id="{HEADER_DEFAULT}"/>'
        f'<w:headerReference w:type="first" r:id="{first}"/>'
        if references
        else ""
    )
    number = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr>{headers}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{standard.twips(standard.MARGIN_TOP_MM)}"'
        f' w:right="{standard.twips(standard.MARGIN_RIGHT_MM)}"'
        f' w:bottom="{standard.twips(standard.MARGIN_BOTTOM_MM)}"'
        f' w:left="{standard.twips(standard.MARGIN_LEFT_MM)}"'
        f' w:header="{header}" w:footer="{header}" w:gutter="0"/>'
        f'{number}<w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def section_break(*, landscape: bool = False, annex: bool = False, restart: bool = False) -> str:
    """The tiny paragraph that ends a section."""
    page = section(landscape=landscape, annex=annex, restart=restart)
    return paragraph("NgatPhan", properties=page)


def document(*content: str, final: str) -> str:
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(content)}{final}</w:body></w:document>"
