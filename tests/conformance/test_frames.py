"""What is drawn around a mark is told with its size and line, however the office drew it."""

from __future__ import annotations

import pytest

from service.conformance import checking, public_form, reading
from service.conformance.word_document import Frame
from tests.conformance.word_files import paragraph, word_file

_SINGLE = "".join(
    f'<w:{side} w:val="single" w:sz="8"/>' for side in ("top", "left", "bottom", "right")
)
_DOUBLE = _SINGLE.replace("single", "double")
#: 20 mm and 8 mm in twips, EMU and points.
_TWIPS, _EMU = (1134, 454), (720_000, 288_000)
_LETTERS = '<w:b/><w:color w:val="FF0000"/><w:sz w:val="26"/>'
_MARK = paragraph("KHẨN", '<w:jc w:val="center"/>', _LETTERS)


def _cell(of_cell: str = "", of_table: str = _SINGLE, rule: str = ' w:hRule="exact"') -> str:
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{of_table}</w:tblBorders></w:tblPr>"
        f'<w:tblGrid><w:gridCol w:w="{_TWIPS[0]}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{_TWIPS[1]}"{rule}/></w:trPr>'
        f"<w:tc><w:tcPr><w:tcBorders>{of_cell}</w:tcBorders></w:tcPr>{_MARK}</w:tc></w:tr></w:tbl>"
    )


def _in_larger_table(of_cell: str) -> str:
    return (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1134"/><w:gridCol w:w="5000"/></w:tblGrid><w:tr>'
        f'<w:tc><w:tcPr><w:tcW w:w="1134" w:type="dxa"/><w:tcBorders>{of_cell}</w:tcBorders></w:tcPr>{_MARK}</w:tc>'
        f"<w:tc>{paragraph('')}</w:tc></w:tr></w:tbl>"
    )


def _shape(pen: str, geometry: str = "rect") -> str:
    return (
        "<w:p><w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:spPr>"
        f'<a:xfrm><a:ext cx="{_EMU[0]}" cy="{_EMU[1]}"/></a:xfrm><a:prstGeom prst="{geometry}"/>{pen}</wps:spPr>'
        f"<wps:txbx><w:txbxContent>{_MARK}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def _vml(attributes: str, stroke: str = "") -> str:
    return (
        f'<w:p><w:r><w:pict><v:rect style="width:20mm;height:8mm" {attributes}>{stroke}'
        f"<v:textbox><w:txbxContent>{_MARK}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>"
    )


def _bordered(indents: str, borders: str = _SINGLE) -> str:
    return paragraph("KHẨN", f"<w:pBdr>{borders}</w:pBdr>{indents}", _LETTERS)


#: Whose line the theme says.
_BY_THEME = '</wps:spPr><wps:style><a:lnRef idx="2"/></wps:style>'
_PEN = "<a:ln{0}><a:solidFill/>{1}</a:ln>"


@pytest.mark.parametrize(
    ("body", "line", "width", "height"),
    [
        (_cell(), "single", 20, 8),
        (_cell(_DOUBLE), "double", 20, 8),
        (_cell('<w:left w:val="nil"/>'), "", 20, 8),
        (_cell(rule=' w:hRule="auto"'), "single", 20, None),
        (_in_larger_table(_SINGLE), "single", 20, None),
        (_in_larger_table(_SINGLE).replace('w:type="dxa"', 'w:type="pct"'), "single", None, None),
        (_shape(_PEN.format("", "")), "single", 20, 8),
        (_shape(_PEN.format(' cmpd="dbl"', "")), "double", 20, 8),
        (_shape(_PEN.format("", '<a:prstDash val="dash"/>')), "dashed", 20, 8),
        (_shape(_PEN.format("", ""), "roundRect"), "roundRect", 20, 8),
        (_shape("<a:ln><a:noFill/></a:ln>"), "", 20, 8),
        (_shape("").replace("</wps:spPr>", _BY_THEME), "single", 20, 8),
        (_shape("").replace("</wps:spPr>", _BY_THEME.replace('"2"', '"0"')), "", 20, 8),
        (_vml(""), "single", 20, 8),
        (_vml('stroked="f"'), "", 20, 8),
        (_vml("", '<v:stroke linestyle="thinThin"/>'), "double", 20, 8),
        (_vml("", '<v:stroke dashstyle="1 1"/>'), "dashed", 20, 8),
        (_vml("").replace("v:rect", "v:roundrect"), "roundRect", 20, 8),
        (_bordered('<w:ind w:left="4000" w:right="4220"/>'), "single", 20, None),
    ],
    ids=lambda value: None if not isinstance(value, str) or len(value) > 20 else value or "no line",
)
def test_a_frame_is_read(body: str, line: str, width: float | None, height: float | None) -> None:
    document = reading.read(word_file(body))
    at = next(at for at, one in enumerate(document.paragraphs) if one.text == "KHẨN")
    frame = document.frame_around((at,))
    assert frame is not None
    assert frame.line == line
    assert frame.width_mm == (None if width is None else pytest.approx(width, abs=0.05))
    assert frame.height_mm == (None if height is None else pytest.approx(height, abs=0.05))
    assert not frame.is_least_height


def test_a_row_that_grows_with_its_letters_is_told_as_such() -> None:
    (frame,) = reading.read(word_file(_cell(rule=""))).frames
    assert frame.is_least_height


def test_what_is_drawn_around_more_than_the_mark_is_not_its_frame() -> None:
    document = reading.read(word_file(_cell().replace(_MARK, _MARK + paragraph("Số: 05/SNgV-VP"))))
    assert document.frame_around((0,)) is None
    assert document.frame_around((0, 1)) == document.frames[0]


def test_a_box_that_only_sets_out_a_bordered_paragraph_is_not_its_frame() -> None:
    held = _bordered("")
    document = reading.read(word_file(_cell(of_table="").replace(_MARK, held)))
    assert isinstance(found := document.frame_around((0,)), Frame)
    assert (found.line, round(found.width_mm or 0, 1)) == ("single", 16.2)


@pytest.mark.parametrize(("count", "frames"), [(4, 1), (5, 0)])
def test_what_holds_many_paragraphs_is_no_frame_of_a_mark(count: int, frames: int) -> None:
    for body in (
        _cell().replace(_MARK, _MARK * count),
        _shape(_PEN.format("", "")).replace(_MARK, _MARK * count),
        _bordered("") * count,
    ):
        assert len(reading.read(word_file(body)).frames) == frames


def test_bordered_neighbours_share_a_frame_where_they_are_alike_alone() -> None:
    apart = _bordered("") + _bordered('<w:ind w:left="400"/>')
    assert [(one.first, one.end) for one in reading.read(word_file(apart)).frames] == [
        (0, 1),
        (1, 2),
    ]


def test_how_wide_a_border_in_a_text_box_is_nobody_can_say() -> None:
    body = _shape("").replace(_MARK, _bordered(""))
    document = reading.read(word_file(body))
    assert [one.width_mm for one in document.frames if one.line == "single"] == [None]


def test_a_mark_is_told_with_its_frame_and_what_is_wrong_with_it() -> None:
    head = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Số: 05/SNgV-VP")
    report = checking.check(
        word_file(head + _cell().replace("1134", "1701") + paragraph("Kính gửi: Sở Nội vụ"))
    )
    answer = public_form.as_json(report)
    frames = {one["kind"]: one["frame"] for one in answer["document"]["components"]}
    assert frames["priority"] == {"width": 30.0, "height": 8.0, "line": "single"}
    assert frames["number"] is None
    said = {one.rule: (one.measured, one.wanted) for one in report.findings}
    assert said["priority-frame-size"] == ("rộng 30 mm", "rộng 20 mm")
    assert "priority-frame" not in said


@pytest.mark.parametrize(("twips", "is_told"), [("1190", False), ("1193", True), ("1075", True)])
def test_a_frame_may_be_a_millimetre_larger_or_smaller(twips: str, is_told: bool) -> None:
    """20 mm are 1,134 twips, 57 a millimetre."""
    head = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + paragraph("Số: 05/SNgV-VP")
    cell = _cell().replace("1134", twips)
    report = checking.check(word_file(head + cell + paragraph("Kính gửi: Sở Nội vụ")))
    assert ("priority-frame-size" in {one.rule for one in report.findings}) is is_told


def test_of_two_frames_around_a_mark_the_closer_one_is_its_own() -> None:
    held = paragraph("") * 2 + _bordered("")
    document = reading.read(word_file(_cell().replace(_MARK, held)))
    assert [(frame.first, frame.end) for frame in document.frames] == [(0, 3), (2, 3)]
    assert document.frame_around((2,)) == document.frames[1]
