"""Changes of an opened document that are more than a look: lines broken, put in, moved; cells changed round; parts added."""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import etree

from tools.conformance.opened import Absent, Opened, W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def say(paragraph: Any, text: str) -> None:
    """Put the text in the first w:t of a paragraph, and none in the others. Raises Absent."""
    texts = list(paragraph.iter(_w("t")))
    if not texts:
        raise Absent("no letters")
    for broken in list(paragraph.iter(_w("br"))):
        broken.getparent().remove(broken)
    for one in texts:
        one.text = ""
    texts[0].text = text
    texts[0].set(_SPACE, "preserve")


def break_line(paragraph: Any, after: str) -> None:
    """Break the line by hand behind the first match of a pattern in one w:t. Raises Absent."""
    for one in paragraph.iter(_w("t")):
        found = re.search(after.replace(" ", "[ \u00a0]"), one.text or "")
        if found:
            rest = copy.deepcopy(one)
            rest.text = (one.text or "")[found.end() :].lstrip()
            one.text = (one.text or "")[: found.end()]
            broken = etree.Element(_w("br"))
            one.addnext(broken)
            broken.addnext(rest)
            return
    raise Absent(after)


def put_behind(paragraph: Any, text: str) -> Any:
    """A further paragraph that looks like this one and says ``text``; without text it has no runs."""
    further = copy.deepcopy(paragraph)
    if text:
        say(further, text)
    else:
        for child in list(further):
            if child.tag != _w("pPr"):
                further.remove(child)
    for inside in further.iter(_w("sectPr")):
        inside.getparent().remove(inside)
    paragraph.addnext(further)
    return further


def move_behind(paragraph: Any, target: Any) -> None:
    """Let a paragraph stand behind another one; the cell it leaves keeps a paragraph."""
    cell = paragraph.getparent()
    target.addnext(paragraph)
    if cell.tag == _w("tc") and not cell.findall(_w("p")):
        cell.append(etree.Element(_w("p")))


def change_cells_round(paragraph: Any) -> None:
    """The two cells of every row of the table that holds a paragraph change places. Raises Absent."""
    table = next(paragraph.iterancestors(_w("tbl")), None)
    if table is None:
        raise Absent("table")
    rows = table.findall(_w("tr"))
    if any(len(row.findall(_w("tc"))) != 2 for row in rows):
        raise Absent("two columns")
    columns = list(table.find(_w("tblGrid")))
    columns[0].addprevious(columns[1])
    for row in rows:
        first, second = row.findall(_w("tc"))
        first.addprevious(second)


def row_of_its_own(paragraph: Any) -> None:
    """A paragraph of a cell stands in a further row below its own, the other cell empty. Raises Absent."""
    row = next(paragraph.iterancestors(_w("tr")), None)
    if row is None:
        raise Absent("row")
    further = copy.deepcopy(row)
    at = row.findall(_w("tc")).index(next(paragraph.iterancestors(_w("tc"))))
    for number, cell in enumerate(further.findall(_w("tc"))):
        for child in list(cell):
            if child.tag != _w("tcPr"):
                cell.remove(child)
        cell.append(etree.Element(_w("p")) if number != at else copy.deepcopy(paragraph))
    row.addnext(further)
    for child in list(paragraph):
        if child.tag != _w("pPr"):
            paragraph.remove(child)


def set_columns(paragraph: Any, left_share: float) -> None:
    """The first of the two columns of the table that holds a paragraph gets this share of its width. Raises Absent."""
    table = next(paragraph.iterancestors(_w("tbl")), None)
    columns = [] if table is None else table.findall(f"{_w('tblGrid')}/{_w('gridCol')}")
    if table is None or len(columns) != 2:
        raise Absent("two columns")
    whole = sum(int(column.get(_w("w"))) for column in columns)
    widths = [round(whole * left_share), round(whole * (1 - left_share))]
    for column, width in zip(columns, widths, strict=True):
        column.set(_w("w"), str(width))
    for row in table.findall(_w("tr")):
        for cell, width in zip(row.findall(_w("tc")), widths, strict=True):
            for said in cell.iter(_w("tcW")):
                said.set(_w("w"), str(width))


def first_page_differs(opened: Opened) -> None:
    """Raises Absent where the text has no first page of its own: LibreOffice leaves the number of a single page out."""
    if opened.sections()[0].find(_w("titlePg")) is None:
        raise Absent("a first page of its own")


def number_below_too(opened: Opened) -> None:
    """The page number stands in a footer, too. Raises Absent where there is a footer already."""
    first_page_differs(opened)
    sections = opened.sections()
    if any(section.findall(_w("footerReference")) for section in sections):
        raise Absent("the document has a footer already")
    footer = copy.deepcopy(next(opened.headers()))
    footer.tag = _w("ftr")
    opened.parts["word/footer9.xml"] = etree.tostring(footer)
    types = opened.root("[Content_Types].xml")
    etree.SubElement(
        types, f"{{{_TYPES}}}Override", PartName="/word/footer9.xml", ContentType=_FOOTER
    )
    etree.SubElement(
        opened.root("word/_rels/document.xml.rels"),
        f"{{{_RELATIONS}}}Relationship",
        Id="rIdFooter9",
        Type=f"{_OFFICE}/footer",
        Target="footer9.xml",
    )
    for section in sections:
        reference = etree.Element(_w("footerReference"))
        reference.set(_w("type"), "default")
        reference.set(f"{{{_OFFICE}}}id", "rIdFooter9")
        section.insert(len(section.findall(_w("headerReference"))), reference)


def even_pages_differ(opened: Opened) -> None:
    """Even pages have headers of their own, and none is there. Raises Absent without settings."""
    first_page_differs(opened)
    opened.root("word/settings.xml").append(etree.Element(_w("evenAndOddHeaders")))
    for section in opened.sections():
        for reference in section.findall(_w("headerReference")):
            if reference.get(_w("type")) == "even":
                section.remove(reference)


def without_new_page(opened: Opened, pattern: str) -> None:
    """What begins with the pattern goes on on the page of what stands before it. Raises Absent."""
    own = opened.paragraph(pattern)
    for one in own.iter(_w("pageBreakBefore")):
        one.set(_w("val"), "0")
    kinds = [child for child in opened.sections() if child.getparent().tag == _w("pPr")]
    if not kinds:
        raise Absent("section")
    for section in kinds:
        section.getparent().remove(section)


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
