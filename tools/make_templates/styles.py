"""The components of the standard become word/styles.xml: one Vietnamese paragraph style for each."""

from __future__ import annotations

from service.docx import standard
from service.docx.standard import Component
from service.docx.typography import CELL_MARGINS_TWIPS
from tools.make_templates.elements import DECLARATION, NAMESPACES

_FONTS = "".join(
    f' w:{script}="{standard.FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs")
)
_LANGUAGE = "".join(f' w:{script}="{standard.LANGUAGE}"' for script in ("val", "eastAsia", "bidi"))
_PLAIN = Component("Normal", "Normal", 14, (13, 14), "Phụ lục I, Phần I, II.6.e", align="left")
_SINGLE_LINE = 240  # 240ths of a line

#: Table styles: (id, name, borders, side margins of a cell in twips).
_NO_BORDER = ""
_RULED = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def _framed(colour: str) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )


_MARGINS = {size: both // 2 for size, both in CELL_MARGINS_TWIPS.items()}
_TABLES = (
    ("BangBoCuc", "Bảng bố cục", _NO_BORDER, 0),
    ("BangSoLieu", "Bảng số liệu", _RULED, _MARGINS[13]),
    *(
        (f"BangSoLieu{size}", f"Bảng số liệu {size}", _RULED, _MARGINS[size])
        for size in standard.SMALL_TABLE_SIZES_PT
    ),
    ("KhungDauKhan", "Khung dấu khẩn", _framed(standard.PRIORITY_STAMPS[0].colour), 0),
    ("KhungLuuHanh", "Khung chỉ dẫn lưu hành", _framed(standard.TEXT_COLOUR), 0),
)


def styles_xml() -> str:
    """The whole part: defaults, every component, the character styles of "Điều N." and of a lead, the table styles."""
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts{_FONTS}/><w:color w:val="{standard.TEXT_COLOUR}"/>'
        f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang{_LANGUAGE}/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
        f'<w:spacing w:before="0" w:after="0" w:line="{_SINGLE_LINE}" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return "".join(
        (
            f"{DECLARATION}<w:styles {NAMESPACES}>",
            defaults,
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/><w:qFormat/></w:style>',
            '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
            '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
            '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
            '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
            '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
            '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
            '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
            *map(_paragraph_style, standard.COMPONENTS.values()),
            _TAG_STYLE,
            '<w:style w:type="character" w:customStyle="1" w:styleId="SoDieu">'
            '<w:name w:val="Số điều"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
            '<w:style w:type="character" w:customStyle="1" w:styleId="LoiDan">'
            '<w:name w:val="Lời dẫn"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
            '<w:style w:type="character" w:customStyle="1" w:styleId="ChuDam">'
            '<w:name w:val="Chữ đậm"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
            *(_table_style(*table) for table in _TABLES),
            "</w:styles>",
        )
    )


#: Whether Word's gallery offers a style; a hidden one is still in the list of all styles.
_OFFERED = "<w:qFormat/>"
_HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/>'
#: Paragraphs that hold only a tag vanish from the document; in the template they are grey and small.
_TAG_STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="TheMau"><w:name w:val="Thẻ mẫu"/>'
    '<w:basedOn w:val="Normal"/>'
    f"{_HIDDEN}<w:pPr><w:keepNext/></w:pPr>"
    '<w:rPr><w:color w:val="7F7F7F"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)


def _paragraph_style(component: Component) -> str:
    base = standard.COMPONENTS[component.like] if component.like else _PLAIN
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{component.style_id}">'
        f'<w:name w:val="{component.name}"/><w:basedOn w:val="{base.style_id}"/>'
        f"{_next(component)}{_HIDDEN if component.hidden else _OFFERED}"
        f"{_wrap('pPr', _paragraph_properties(component, base))}"
        f"{_wrap('rPr', _run_properties(component, base))}</w:style>"
    )


def _next(component: Component) -> str:
    """After a heading, Enter begins body text; after a line that stays with the next, an ordinary one."""
    followed = component.followed_by
    return f'<w:next w:val="{followed}"/>' if followed else ""


def _wrap(name: str, content: str) -> str:
    return f"<w:{name}>{content}</w:{name}>" if content else ""


def _paragraph_properties(c: Component, base: Component) -> str:
    """Only what differs from the style it is based on, in the order of the schema."""
    parts = []
    if c.keep_next != base.keep_next:
        parts.append("<w:keepNext/>" if c.keep_next else '<w:keepNext w:val="0"/>')
    if c.keep_lines != base.keep_lines:
        parts.append("<w:keepLines/>")
    if c.ruled != base.ruled:
        thickness = round(standard.RULE_THICKNESS_PT * 8)
        parts.append(
            f'<w:pBdr><w:top w:val="single" w:sz="{thickness}" w:space="0" '
            f'w:color="{standard.TEXT_COLOUR}"/></w:pBdr>'
        )
    spacing = _spacing(c)
    if spacing != _spacing(base):
        parts.append(spacing)
    indent = _indent(c)
    if indent != _indent(base):
        parts.append(indent)
    if c.align != base.align:
        parts.append(f'<w:jc w:val="{c.align}"/>')
    if c.outline_level != base.outline_level:
        parts.append(f'<w:outlineLvl w:val="{c.outline_level}"/>')
    return "".join(parts)


def _spacing(c: Component) -> str:
    before, after = (round(gap * standard.TWIPS_PER_PT) for gap in (c.before_pt, c.after_pt))
    if c.line_exact_pt is None:
        line, rule = round(c.line * _SINGLE_LINE), "auto"
    else:
        line, rule = round(c.line_exact_pt * standard.TWIPS_PER_PT), "exact"
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="{rule}"/>'


def _indent(c: Component) -> str:
    first = round(c.first_line_mm * standard.TWIPS_PER_MM)
    left, hanging = (round(mm * standard.TWIPS_PER_MM) for mm in (c.left_mm, c.hanging_mm))
    if hanging:
        return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
    return f'<w:ind w:left="{left}" w:firstLine="{first}"/>'


def _run_properties(c: Component, base: Component) -> str:
    parts = []
    if c.bold != base.bold:
        parts.append("<w:b/><w:bCs/>")
    if c.italic != base.italic:
        parts.append("<w:i/><w:iCs/>")
    if c.colour != base.colour:
        parts.append(f'<w:color w:val="{c.colour}"/>')
    if c.size_pt != base.size_pt:
        half_points = round(c.size_pt * 2)
        parts.append(f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>')
    return "".join(parts)


def _table_style(style_id: str, name: str, borders: str, side_margin: int) -> str:
    margins = "".join(
        f'<w:{side} w:w="{side_margin if side in ("left", "right") else 0}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_wrap('tblBorders', borders)}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
