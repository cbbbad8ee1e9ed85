"""How much one workbook may hold of each thing; far above what clerks' files have, far below what hurts.

Measured on clerks' files: some hundred to several thousand formats, tens of thousands of empty cells with a
format, columns merged as a whole. Of cell formats, links and columns the bound is Excel's own.
"""

from __future__ import annotations

from typing import Final

from service.untrusted.xml_limits import Bound, Bounds

_ADVICE: Final = "hãy chép riêng danh sách (chỉ dán giá trị) sang một tệp mới rồi gửi lại"

SPLIT: Final = "hãy tách danh sách thành nhiều tệp rồi gửi lại"

#: Cells with a value, and of all sheets together rows times columns, up to the last value.
MOST_VALUES: Final = 300_000
MOST_AREA: Final = 1_200_000
#: Of all sheets together, parts of the form on one sheet times its rows: 250 minutes of 30 parts come to two millions.
MOST_PART_ROWS: Final = 6_000_000
#: An editor makes an object of each cell: beyond so many a workbook is read, and not marked.
MOST_EDITED: Final = 200_000
#: Cells under merged ranges, after these were cut to what is used.
MOST_COVERED: Final = 200_000

_MANY: Final = Bound(1_000_000, "mục nội dung ô")
_FONTS: Final = Bound(65_490, "kiểu chữ")
_LINKS: Final = Bound(65_530, "liên kết")
_RULES: Final = Bound(10_000, "quy tắc kiểm tra dữ liệu")
_NAMES: Final = Bound(20_000, "tên vùng đã đặt")
_MERGED: Final = Bound(20_000, "vùng gộp ô")

#: By the local name of the element.
XLSX: Final = Bounds(
    file="Tệp bảng tính",
    advice=_ADVICE,
    other=100_000,
    total=4_000_000,
    named={
        "c": Bound(800_000, "ô, kể cả ô trống có định dạng"),
        "row": Bound(300_000, "dòng, kể cả dòng trống có định dạng"),
        **dict.fromkeys(("v", "f", "is", "t", "r", "rPr"), _MANY),
        # Said of every piece of a text in several fonts, and of every font, fill and border.
        **dict.fromkeys(
            ("b", "i", "u", "sz", "color", "name", "rFont", "family", "charset", "scheme"),
            Bound(500_000, "định dạng chữ"),
        ),
        **dict.fromkeys(
            ("left", "right", "top", "bottom", "diagonal", "alignment", "protection"),
            Bound(200_000, "định dạng ô"),
        ),
        "si": Bound(300_000, "nội dung ô khác nhau"),
        "mergeCell": _MERGED,
        "xf": Bound(65_490, "kiểu định dạng ô"),
        "font": _FONTS,
        "fill": Bound(65_490, "kiểu nền ô"),
        "border": Bound(65_490, "kiểu viền ô"),
        "numFmt": Bound(10_000, "kiểu số"),
        "cellStyle": Bound(20_000, "kiểu ô đã đặt tên"),
        "dxf": Bound(20_000, "định dạng của quy tắc"),
        "dataValidation": _RULES,
        "conditionalFormatting": Bound(10_000, "định dạng có điều kiện"),
        "cfRule": Bound(20_000, "quy tắc định dạng có điều kiện"),
        "definedName": _NAMES,
        "hyperlink": _LINKS,
        "comment": Bound(10_000, "ghi chú"),
        "shape": Bound(20_000, "hình vẽ"),
        "col": Bound(50_000, "cột được định dạng"),
        **dict.fromkeys(
            ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"), Bound(5_000, "hình vẽ")
        ),
        "table": Bound(1_000, "bảng"),
        "tableColumn": Bound(16_384, "cột của bảng"),
        # Not an element: the ranges that rules are given for, all together.
        "sqref": Bound(100_000, "vùng ô của các quy tắc"),
    },
)

ODS: Final = Bounds(
    file="Tệp bảng tính",
    advice=_ADVICE,
    other=100_000,
    total=4_000_000,
    named={
        **dict.fromkeys(("table-cell", "covered-table-cell"), Bound(800_000, "ô")),
        "table-row": Bound(300_000, "dòng"),
        **dict.fromkeys(("p", "span", "s", "tab", "a"), _MANY),
        "style": Bound(65_490, "kiểu định dạng ô"),
        "content-validation": _RULES,
        "named-range": _NAMES,
        "annotation": Bound(10_000, "ghi chú"),
    },
)

#: By the kind of record (MS-XLS 2.3.2): MERGEDCELLS' ranges, XF, FONT, FORMAT, NAME, DV, CF, HLINK, NOTE, OBJ.
XLS: Final = Bounds(
    file="Tệp bảng tính",
    advice=_ADVICE,
    other=2_000_000,
    total=4_000_000,
    named={
        "merged": _MERGED,
        "xf": Bound(10_000, "kiểu định dạng ô"),
        "font": Bound(10_000, "kiểu chữ"),
        "format": Bound(10_000, "kiểu số"),
        "name": _NAMES,
        "validation": _RULES,
        "condition": Bound(20_000, "quy tắc định dạng có điều kiện"),
        "link": _LINKS,
        "note": Bound(10_000, "ghi chú"),
        "object": Bound(20_000, "hình vẽ"),
    },
)
#: The cells of an .xls that its reader writes down, the empty ones before them in the row included.
MOST_FILLED: Final = 3_000_000
