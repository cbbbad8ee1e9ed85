"""Heads that are no table of two columns: tabs, blanks, text boxes, one column, typed rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.conformance.foreign.document import Foreign
from tools.conformance.hand import Hand
from tools.conformance.hands import DIRECT, WORD_DEFAULTS
from tools.conformance.looks import Choices, looks
from tools.conformance.manuscripts import DECISION, REPORT, Manuscript
from tools.conformance.word_package import (
    Letters,
    Lines,
    Sheet,
    paragraph,
    run,
)

_NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
#: The offices of these documents write as Word proposes it, in Times.
_HAND = replace(DIRECT, looks=looks(Choices(first_mm=12.7)))


def _built(hand: Hand, manuscript: Manuscript, head: Sequence[str]) -> bytes:
    """The document of a hand with another head instead of its table."""
    package = hand.package(manuscript)
    return replace(package, blocks=[*head, *package.blocks[1:]]).bytes()


def _times(size: float, *, bold: bool = False, italic: bool = False) -> Letters:
    return Letters(font="Times New Roman", size=size, bold=bold, italic=italic)


def _typed_rows(gaps: Sequence[str], lines: Lines) -> list[str]:
    """The head as rows of one paragraph each, left and right kept apart by ``gaps``."""
    rows = (
        ((DECISION.parent, _times(12)), (_NATIONAL, _times(12, bold=True))),
        ((DECISION.organ, _times(12, bold=True)), (_MOTTO, _times(13, bold=True))),
        ((DECISION.number, _times(13)), (DECISION.date or "", _times(13, italic=True))),
    )
    return [
        paragraph(run(left, look) + run(gap, _times(12)) + run(right, other), lines)
        for gap, ((left, look), (right, other)) in zip(gaps, rows, strict=True)
    ]


def _tabs() -> Foreign:
    lines = Lines(align="left", first_mm=0, before=0, after=0, line=1.0, tabs_mm=(60,))
    head = _typed_rows(("\t", "\t\t", "\t"), lines)
    return Foreign(
        "tabs-head",
        "Phần đầu gõ bằng phím Tab, không kẻ bảng, không có đường kẻ",
        DECISION.slug,
        _built(_HAND, DECISION, head),
        ("organ-rule", "motto-rule", "letterhead-columns"),
    )


def _blanks() -> Foreign:
    lines = Lines(align="left", first_mm=0, before=0, after=0, line=1.0)
    head = _typed_rows((" " * 14, " " * 30, " " * 22), lines)
    return Foreign(
        "blanks-head",
        "Phần đầu gõ bằng nhiều dấu cách",
        DECISION.slug,
        _built(_HAND, DECISION, head),
        ("organ-rule", "motto-rule", "letterhead-columns"),
    )


def _one_column() -> Foreign:
    centred = Lines(align="center", first_mm=0, before=0, after=0, line=1.0)
    left = replace(centred, align="left")
    head = [
        paragraph(run(_NATIONAL, _times(14, bold=True)), centred),
        paragraph(run(_MOTTO, _times(14, bold=True)), centred),
        paragraph(run("-----------------", _times(14)), centred),
        paragraph(run(REPORT.parent, _times(13)), left),
        paragraph(run(REPORT.organ, _times(13, bold=True)), left),
        paragraph(run(REPORT.number, _times(13)), left),
        paragraph(run(REPORT.date or "", _times(13, italic=True)), replace(centred, align="right")),
    ]
    return Foreign(
        "one-column-head",
        "Quốc hiệu canh giữa cả trang, tên cơ quan ở dưới, như mẫu hợp đồng; kẻ bằng gạch nối",
        REPORT.slug,
        _built(_HAND, REPORT, head),
        (*("national-size", "letterhead-one-row", "organ-rule", "motto-rule-length"),),
    )


def _typed_rules() -> Foreign:
    hand = replace(DIRECT, head="two_rows", rules="typed")
    return Foreign(
        "typed-rules",
        "Đường kẻ gõ bằng dấu gạch dưới",
        REPORT.slug,
        hand.document(REPORT),
        (),
    )


def _box(number: int, left_mm: float, wide_mm: float, content: str) -> str:
    """A w:r with a text box of DrawingML, and of VML for old Words."""
    emu = 36_000
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{round(wide_mm * emu)}" cy="{24 * emu}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2517" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        f"<wp:posOffset>{round(left_mm * emu)}</wp:posOffset></wp:positionH>"
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{round(wide_mm * emu)}" cy="{24 * emu}"/><wp:wrapTopAndBottom/>'
        f'<wp:docPr id="{number}" name="Text Box {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    old = (
        f'<w:pict><v:shape id="box{number}" type="#_x0000_t202" style="position:absolute;margin-left:{left_mm * 2.8346:.1f}pt;'
        f'width:{wide_mm * 2.8346:.1f}pt;height:68pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def head_in_boxes(manuscript: Manuscript, organ_mm: float, national_mm: float) -> bytes:
    """The head in two text boxes that begin so far from the left margin."""
    left, right = _HAND.head_lines(manuscript)
    left.append(_HAND.line("number", manuscript.number))
    right.append(_HAND.line("date", manuscript.date or ""))
    boxes = _box(31, organ_mm, 62, "".join(left)) + _box(32, national_mm, 98, "".join(right))
    return _built(_HAND, manuscript, [paragraph(boxes)])


def _text_boxes() -> Foreign:
    return Foreign(
        "text-boxes",
        "Phần đầu đặt trong hai hộp chữ",
        DECISION.slug,
        head_in_boxes(DECISION, 0, 62),
        (),
    )


def _wide_table() -> Foreign:
    hand = replace(
        _HAND,
        looks=looks(Choices(head=14, motto=14, body=13)),
        sheet=Sheet(width=215.9, height=279.4, top=25.4, bottom=25.4, left=25.4, right=25.4),
        left_share=0.5,
        defaults=WORD_DEFAULTS,
    )
    return Foreign(
        "letter-paper",
        "Khổ Letter, lề 1 inch của Word, phần đầu cỡ 14",
        REPORT.slug,
        hand.document(REPORT),
        (
            "paper-size",
            "margin-top",
            "margin-bottom",
            "margin-left",
            "margin-right",
            "national-size",
            "organ-size",
            "parent-size",
            "national-one-line",
        ),
    )


def foreign() -> list[Foreign]:
    """Documents whose heads are typed as the tools of the time allow."""
    return [_tabs(), _blanks(), _one_column(), _typed_rules(), _text_boxes(), _wide_table()]
