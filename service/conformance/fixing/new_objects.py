"""The few objects that mending puts into a paragraph: a drawn line, a page's number; none of them carries a character."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from service.conformance.characters import characters
from service.conformance.fixing.property_edits import AUTHOR, PropertyEdits
from service.conformance.reading.measures import EMU_PER_MM
from service.docx.standard import RULE_THICKNESS_PT, TEXT_COLOUR
from service.docx.word_namespace import NAMESPACE, W

LINE: Final = "line"
PAGE_NUMBER: Final = "page_number"
#: No object: runs of the paragraph may be parted in several of the same letters.
PARTED: Final = "parted"

_EMU_PER_PT: Final = 12_700
_COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PAGE: Final = " PAGE "
_SPACES: Final = (
    f'xmlns:w="{NAMESPACE}" xmlns:mc="{_COMPATIBILITY}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_IN_A_LINE: Final = frozenset({f"{W}rPr", f"{{{_COMPATIBILITY}}}AlternateContent"})
_IN_A_FIELD: Final = frozenset({f"{W}rPr", f"{W}fldChar", f"{W}instrText"})


def line(number: int, width_mm: float, left_mm: float | None, top_pt: float) -> Any:
    """A run that draws a line; ``left_mm`` from the column's edge (None: in its middle), ``top_pt`` from the paragraph's.

    ``number`` is one that no drawing of the part has. Its box has no height: a line needs none.
    """
    width = round(width_mm * EMU_PER_MM)
    across = (
        "<wp:align>center</wp:align>"
        if left_mm is None
        else f"<wp:posOffset>{round(left_mm * EMU_PER_MM)}</wp:posOffset>"
    )
    return etree.fromstring(
        f'<w:r {_SPACES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column">{across}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{round(top_pt * _EMU_PER_PT)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Đường kẻ {number}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/>'
        f'</a:prstGeom><a:ln w="{round(RULE_THICKNESS_PT * _EMU_PER_PT)}"><a:solidFill><a:srgbClr val="{TEXT_COLOUR}"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )


def page_number(font: str, size_pt: float) -> list[Any]:
    """Runs that number the page. Word fills in the number when it lays the page out: no figure is written."""
    look = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{round(size_pt * 2)}"/><w:szCs w:val="{round(size_pt * 2)}"/></w:rPr>'
    )
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{_PAGE}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [etree.fromstring(f'<w:r xmlns:w="{NAMESPACE}">{look}{step}</w:r>') for step in steps]


def put_in(paragraph: Any, runs: list[Any], edits: PropertyEdits) -> None:
    """Add runs to the end of a paragraph, as tracked insertions if changes are tracked."""
    holder = paragraph
    if edits.tracked:
        holder = etree.SubElement(
            paragraph, f"{W}ins", {f"{W}id": str(next(edits.ids)), f"{W}author": AUTHOR}
        )
    holder.extend(runs)


def free_drawing_number(root: Any) -> int:
    """A number above those of all drawings in a part."""
    used = [
        int(value)
        for value in root.xpath("//*[local-name()='docPr']/@id")
        if value.isdecimal() and len(value) < 10
    ]
    return max(used, default=0) + 1


def kind_of_object(element: Any) -> str:
    """Whether an element is a drawn line or a page's number and nothing else; "" for any other."""
    inside = [element]
    if element.tag == f"{W}ins" and element.get(f"{W}author") == AUTHOR:
        inside = list(element)
    if not inside or any(run.tag != f"{W}r" for run in inside) or characters(element):
        return ""
    children = {child.tag for run in inside for child in run}
    if children <= _IN_A_LINE and children != {f"{W}rPr"}:
        return LINE
    instructions = {node.text for node in element.iter(f"{W}instrText")}
    if children <= _IN_A_FIELD and instructions <= {_PAGE}:
        return PAGE_NUMBER
    return ""
