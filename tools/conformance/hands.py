"""Offices whose documents are sound, each made in another way: what a check may not speak of."""

from __future__ import annotations

from dataclasses import replace

from tools.conformance.hand import Hand
from tools.conformance.looks import Choices, looks
from tools.conformance.word_package import Part, Sheet

#: Word's own: Calibri 11, 8 points after every paragraph, 1.08 lines.
WORD_DEFAULTS = (
    '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
    '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
)
_TIMES_DEFAULTS = (
    '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
)
_THEME_DEFAULTS = (
    '<w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:cstheme="minorBidi"/>'
    '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
)


def theme(minor: str, major: str) -> Part:
    """A theme whose fonts are these two."""
    names = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>'
        for name, value in (
            ("dk1", "000000"),
            ("lt1", "FFFFFF"),
            ("dk2", "44546A"),
            ("lt2", "E7E6E6"),
            ("accent1", "4472C4"),
            ("accent2", "ED7D31"),
            ("accent3", "A5A5A5"),
            ("accent4", "FFC000"),
            ("accent5", "5B9BD5"),
            ("accent6", "70AD47"),
            ("hlink", "0563C1"),
            ("folHlink", "954F72"),
        )
    )
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'
        for kind, name in (("majorFont", major), ("minorFont", minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = f'<a:ln w="6350">{fill[: len(fill) // 3]}</a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a:theme xmlns:a="{names}" name="Office"><a:themeElements>'
        f'<a:clrScheme name="Office">{colours}</a:clrScheme><a:fontScheme name="Office">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Office"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
    return Part("theme", "theme/theme1.xml", text.encode())


DIRECT = Hand(
    "direct",
    "mọi định dạng ghi thẳng ở đoạn và chữ, mặc định Calibri 11 của Word; kẻ bằng nét vẽ",
    defaults=WORD_DEFAULTS,
)
OWN_STYLES = Hand(
    "own-styles",
    "kiểu riêng tên lạ, cỡ 13, thụt 1 cm, lề 25/25/35/15 mm; kẻ bằng viền đoạn",
    looks=looks(Choices(body=13, motto=13, first_mm=10, line=1.3, before=3, after=6)),
    sheet=Sheet(top=25, bottom=25, left=35, right=15),
    head="two_rows",
    rules="border",
    page_number="complex",
    styled=True,
    left_share=0.38,
    defaults=_TIMES_DEFAULTS,
)
EXACT_LINES = Hand(
    "exact-lines",
    "dòng chính xác 18 pt, phần đầu một hàng, cỡ 13/14; kẻ VML; số trang trong khung mẫu của Word",
    looks=looks(Choices(head=13, motto=14, exact=18)),
    sheet=Sheet(left=30, right=15),
    head="one_row",
    rules="vml",
    page_number="gallery",
    left_share=0.36,
    defaults=_TIMES_DEFAULTS,
)
THEME_FONTS = Hand(
    "theme-fonts",
    "phông theo chủ đề (là Times New Roman), khoản đánh số tự động, giãn 6 pt phía trước đoạn",
    looks=looks(Choices(font=None, before=6, after=0, line=1.0)),
    sheet=Sheet(top=22, bottom=20, left=30, right=17),
    head="two_rows",
    rules="drawing",
    page_number="complex",
    numbered_clauses=True,
    defaults=_THEME_DEFAULTS,
    parts=(theme("Times New Roman", "Times New Roman"),),
)
BROKEN_LINES = Hand(
    "broken-lines",
    "tên hai cơ quan trong một đoạn, ngắt dòng bằng Shift+Enter; đoạn 1,5 dòng",
    looks=looks(Choices(line=1.5, after=6, first_mm=12.7)),
    head="broken_lines",
    rules="border",
    defaults=WORD_DEFAULTS,
)

#: Sound offices. What LibreOffice and python-docx write is beside them in ``sound_documents``.
HANDS = (DIRECT, OWN_STYLES, EXACT_LINES, THEME_FONTS, BROKEN_LINES)
#: ``DIRECT`` once more for 20 pages: the size at which speed is measured.
LONG = replace(DIRECT, name="long")
