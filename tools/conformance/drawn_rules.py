"""A length becomes a rule under a line of letters, in each way that offices draw one."""

from __future__ import annotations

from zlib import crc32

from service.docx.typography.letters import text_width_mm
from tools.conformance.word_package import Lines, paragraph

#: Shares of a line of letters: inside what Phụ lục I, Phần I, II.2.b and II.5.b allow.
SHARE = 0.4
_EMU_PER_MM = 36_000
_PT_PER_MM = 72 / 25.4


def length_mm(text: str, size: float, *, bold: bool, room_mm: float, share: float) -> float:
    """How long a rule under ``text`` is, where a line of letters cannot be longer than ``room_mm``."""
    return min(text_width_mm(text, size, bold), room_mm) * share


def as_border(length: float, room_mm: float) -> str:
    """An empty paragraph between two indents, with a line above it."""
    side = max((room_mm - length) / 2, 0.0)
    lines = Lines(
        align="center",
        left_mm=side,
        right_mm=side,
        first_mm=0,
        before=3,
        after=0,
        exact=2,
        ruled="top",
    )
    return paragraph(lines=lines)


def as_vml(length: float, room_mm: float, drop_pt: float = 2.0) -> str:
    """The w:r of a VML line, as Word 97 to 2007 wrote it; it floats at the paragraph that holds it."""
    begin = max((room_mm - length) / 2, 0.0) * _PT_PER_MM
    end = begin + length * _PT_PER_MM
    number = _number(length, room_mm, drop_pt)
    return (
        f'<w:r><w:pict><v:line id="_x0000_s{1026 + number}" style="position:absolute;z-index:{number}"'
        f' from="{begin:.2f}pt,{drop_pt}pt" to="{end:.2f}pt,{drop_pt}pt" strokeweight=".75pt"/></w:pict></w:r>'
    )


def as_drawing(length: float, room_mm: float, drop_mm: float = 5.0) -> str:
    """The w:r of a straight connector of DrawingML, as Word since 2010 writes it, with VML beside it for older ones."""
    begin, drop = (
        round(max((room_mm - length) / 2, 0.0) * _EMU_PER_MM),
        round(drop_mm * _EMU_PER_MM),
    )
    wide, number = round(length * _EMU_PER_MM), _number(length, room_mm, drop_mm)
    shape = (
        '<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{wide}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )
    graphic = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2516" behindDoc="0"'
        ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{begin}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{drop}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{wide}" cy="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Line {number}"/>'
        f"<wp:cNvGraphicFramePr/>{graphic}</wp:anchor>"
    )
    fallback = as_vml(length, room_mm)[len("<w:r>") : -len("</w:r>")]
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _number(*measures: float) -> int:
    """The number of a line in its document: the same document has the same bytes, whatever was made before it."""
    return crc32(repr(measures).encode()) % 100_000 + 1
