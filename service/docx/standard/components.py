"""The components of a document (thành phần thể thức): how each looks, in which range, by which clause.

The chosen letter sizes are those of the decree's own example column (Phụ lục I, Phần I, mục V); its
footnote 3 wants sizes raised or lowered together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from service.docx.standard.sheet import (
    ADDRESS_INDENT_MM,
    FIRST_LINE_INDENT_MM,
    LINE_SPACING,
    PARAGRAPH_GAP_PT,
    PRIORITY_STAMPS,
    SIGNATURE_ROOM_PT,
    TEXT_COLOUR,
    Range,
)

Align = Literal["both", "left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Component:
    """One thành phần thể thức and the Word paragraph style that carries its look.

    ``size_range_pt`` is the law's range, ``size_pt`` the choice inside it; indents are millimetres, gaps
    points, ``line`` a multiple of single spacing (or ``line_exact_pt`` an exact height).
    ``outline_level`` counts from 0 as Word's files do. ``like`` names the style this one is a variant of.
    """

    style_id: str
    name: str
    size_pt: float
    size_range_pt: Range
    clause: str
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = "center"
    first_line_mm: float = 0.0
    left_mm: float = 0.0
    hanging_mm: float = 0.0
    before_pt: float = 0.0
    after_pt: float = 0.0
    line: float = 1.0
    line_exact_pt: float | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline_level: int | None = None
    ruled: bool = False
    colour: str = TEXT_COLOUR
    like: str | None = None


_I = "Phụ lục I, Phần I, "
_HEAD: Final[Range] = (12, 13)
_TEXT: Final[Range] = (13, 14)


def _body(style_id: str, name: str, clause: str) -> Component:
    """Running text: justified, indented, spaced as mục II.6.e wants it."""
    return Component(
        style_id,
        name,
        14,
        _TEXT,
        _I + clause,
        align="both",
        first_line_mm=FIRST_LINE_INDENT_MM,
        after_pt=PARAGRAPH_GAP_PT,
        line=LINE_SPACING,
    )


def _closing(text: Component) -> Component:
    """The variant for the last lines of the text, which never leave the signature alone on a page."""
    return replace(
        text,
        style_id=text.style_id + "Cuoi",
        name=text.name + " cuối",
        keep_next=True,
        like=text.style_id,
    )


def _heading(text: Component, level: int, **look: bool | str) -> Component:
    return replace(text, outline_level=level, keep_next=True, keep_lines=True, **look)  # type: ignore[arg-type]


_PARAGRAPH: Final = _body("DoanVan", "Đoạn văn", "II.6.e")
_ARTICLE: Final = _body("Dieu", "Điều", "II.6.đ")
_CLAUSE: Final = _body("Khoan", "Khoản", "II.6.đ")
_DASHED: Final = _body("GachDauDong", "Gạch đầu dòng", "II.6.e")
_POINT: Final = _body("Diem", "Điểm", "II.6.đ")
_NAME: Final = Component(
    "HoTenNguoiKy",
    "Họ tên người ký",
    14,
    _TEXT,
    _I + "II.7.đ",
    bold=True,
    before_pt=SIGNATURE_ROOM_PT,
)
_CELL: Final = Component(
    "BangTrai", "Bảng canh trái", 13, _TEXT, _I + "II.6.e", align="left", before_pt=2, after_pt=2
)

_ALL: Final = (
    # Letterhead.
    Component("QuocHieu", "Quốc hiệu", 12, _HEAD, _I + "II.1.a", bold=True, capitals=True),
    Component("TieuNgu", "Tiêu ngữ", 13, _TEXT, _I + "II.1.b", bold=True),
    Component("CoQuanChuQuan", "Cơ quan chủ quản", 12, _HEAD, _I + "II.2.b", capitals=True),
    Component("TenCoQuan", "Tên cơ quan", 12, _HEAD, _I + "II.2.b", bold=True, capitals=True),
    Component(
        "DuongKe",
        "Đường kẻ",
        2,
        (1, 14),
        _I + "II.2.b, II.5.b",
        before_pt=3.5,
        line_exact_pt=2,
        ruled=True,
    ),
    Component(
        "DuongKeTieuNgu",
        "Đường kẻ Tiêu ngữ",
        2,
        (1, 14),
        _I + "II.1.b",
        before_pt=3.5,
        line_exact_pt=2,
        ruled=True,
        like="DuongKe",
    ),
    Component("SoKyHieu", "Số và ký hiệu", 13, (13, 13), _I + "II.3.c", before_pt=8),
    Component(
        "DiaDanhThoiGian",
        "Địa danh và thời gian",
        13,
        _TEXT,
        _I + "II.4.c",
        italic=True,
        before_pt=8,
    ),
    Component(
        "DauKhan",
        "Dấu chỉ mức độ khẩn",
        13,
        _TEXT,
        _I + "III.2.b",
        bold=True,
        capitals=True,
        colour=PRIORITY_STAMPS[0].colour,
    ),
    Component(
        "ChiDanLuuHanh",
        "Chỉ dẫn phạm vi lưu hành",
        13,
        _TEXT,
        _I + "III.2.c",
        bold=True,
        capitals=True,
    ),
    Component("SoTrang", "Số trang", 14, _TEXT, _I + "I.7"),
    # Title and body.
    Component(
        "TenLoai",
        "Tên loại",
        14,
        _TEXT,
        _I + "II.5.b",
        bold=True,
        capitals=True,
        before_pt=20,
        keep_next=True,
    ),
    Component("TrichYeu", "Trích yếu", 14, _TEXT, _I + "II.5.b", bold=True, keep_next=True),
    Component(
        "ThamQuyenBanHanh",
        "Thẩm quyền ban hành",
        14,
        _TEXT,
        "Phụ lục III, Mẫu 1.2",
        bold=True,
        capitals=True,
        before_pt=14,
        after_pt=8,
        keep_next=True,
    ),
    replace(_body("CanCu", "Căn cứ", "II.6.a"), italic=True),
    Component(
        "MenhDeQuyetDinh",
        "Mệnh đề quyết định",
        14,
        _TEXT,
        "Phụ lục III, Mẫu 1.2",
        bold=True,
        capitals=True,
        before_pt=8,
        after_pt=8,
        keep_next=True,
    ),
    _PARAGRAPH,
    _closing(_PARAGRAPH),
    replace(_PARAGRAPH, style_id="DoanDan", name="Đoạn dẫn", keep_next=True, like="DoanVan"),
    _ARTICLE,
    _closing(_ARTICLE),
    _CLAUSE,
    _closing(_CLAUSE),
    _DASHED,
    _closing(_DASHED),
    _POINT,
    Component(
        "Phan",
        "Phần",
        14,
        _TEXT,
        _I + "II.6.đ",
        bold=True,
        before_pt=10,
        keep_next=True,
        outline_level=0,
    ),
    Component(
        "TieuDePhan",
        "Tiêu đề phần",
        14,
        _TEXT,
        _I + "II.6.đ",
        bold=True,
        capitals=True,
        after_pt=8,
        keep_next=True,
        keep_lines=True,
        outline_level=0,
    ),
    _heading(_body("Muc", "Mục", "V.6.b"), 1, bold=True, capitals=True, align="left"),
    _heading(_body("KhoanCoTieuDe", "Khoản có tiêu đề", "II.6.đ"), 2, bold=True),
    replace(_heading(_POINT, 3), style_id="DiemCoTieuDe", name="Điểm có tiêu đề", like="Diem"),
    Component(
        "KetThuc", "Dấu kết thúc", 14, _TEXT, "Phụ lục III, Mẫu 2.1", align="right", before_pt=2
    ),
    # Addressees.
    Component(
        "KinhGui", "Kính gửi", 14, _TEXT, _I + "II.9.d", before_pt=14, after_pt=8, keep_next=True
    ),
    Component(
        "KinhGuiNhieuNoi",
        "Kính gửi nhiều nơi",
        14,
        _TEXT,
        _I + "II.9.d",
        align="left",
        left_mm=ADDRESS_INDENT_MM,
        before_pt=14,
        keep_next=True,
    ),
    # The indent is that of "Kính gửi" plus its width (17.63 mm), so that the dash stands under the colon,
    # plus that of "- " (2.88 mm), which hangs out; both at 14 pt.
    Component(
        "DanhSachKinhGui",
        "Danh sách kính gửi",
        14,
        _TEXT,
        _I + "II.9.d",
        align="left",
        left_mm=ADDRESS_INDENT_MM + 17.63 + 2.88,
        hanging_mm=2.88,
    ),
    Component(
        "NoiNhan",
        "Nơi nhận",
        12,
        (12, 12),
        _I + "II.9.d",
        bold=True,
        italic=True,
        align="left",
        before_pt=1.8,  # brings 12 pt letters to the base line of the signer's 14 pt line beside it
    ),
    Component(
        "NoiNhanSauChuKy",
        "Nơi nhận sau chữ ký",
        12,
        (12, 12),
        _I + "II.9.d",
        bold=True,
        italic=True,
        align="left",
        before_pt=14,
        keep_next=True,
        like="NoiNhan",
    ),
    Component(
        "DanhSachNoiNhan",
        "Danh sách nơi nhận",
        11,
        (11, 11),
        _I + "II.9.d",
        align="left",
        left_mm=2.26,
        hanging_mm=2.26,
    ),
    Component(
        "KyHieuNguoiSoanThao",
        "Ký hiệu người soạn thảo",
        11,
        (11, 11),
        _I + "III.3",
        align="left",
    ),
    # Signature.
    Component(
        "QuyenHanChucVu",
        "Quyền hạn và chức vụ",
        14,
        _TEXT,
        _I + "II.7.đ",
        bold=True,
        capitals=True,
        keep_next=True,
    ),
    _NAME,
    replace(
        _NAME,
        style_id="ChucVuKhac",
        name="Chức vụ khác của người ký",
        capitals=True,
        keep_next=True,
        like="HoTenNguoiKy",
    ),
    replace(
        _NAME,
        style_id="HoTenDuoiChucVuKhac",
        name="Họ tên dưới chức vụ khác",
        before_pt=0.0,
        like="HoTenNguoiKy",
    ),
    replace(
        _NAME,
        style_id="ChucVuThanhVien",
        name="Chức vụ thành viên",
        bold=False,
        before_pt=14.0,
        keep_next=True,
    ),
    replace(
        _NAME,
        style_id="TieuDeChuKy",
        name="Tiêu đề chữ ký thành viên",
        capitals=True,
        before_pt=14.0,
        keep_next=True,
    ),
    # Annexes and tables.
    Component(
        "PhuLuc",
        "Phụ lục",
        14,
        (14, 14),
        _I + "III.1.b",
        bold=True,
        keep_next=True,
        outline_level=0,
    ),
    Component(
        "TenPhuLuc",
        "Tên phụ lục",
        14,
        _TEXT,
        _I + "III.1.b",
        bold=True,
        capitals=True,
        keep_next=True,
        keep_lines=True,
    ),
    Component(
        "ChiDanPhuLuc",
        "Chỉ dẫn phụ lục",
        14,
        _TEXT,
        _I + "III.1.c",
        italic=True,
        keep_next=True,
    ),
    Component(
        "TenBang",
        "Tên bảng",
        14,
        _TEXT,
        _I + "II.6.e",
        bold=True,
        before_pt=6,
        after_pt=6,
        keep_next=True,
    ),
    Component(
        "DonViTinh",
        "Đơn vị tính",
        13,
        _TEXT,
        _I + "II.6.e",
        italic=True,
        align="right",
        after_pt=4,
        keep_next=True,
    ),
    replace(
        _CELL,
        style_id="TieuDeCot",
        name="Tiêu đề cột",
        bold=True,
        align="center",
        keep_next=True,
        like="BangTrai",
    ),
    _CELL,
    replace(_CELL, style_id="BangGiua", name="Bảng canh giữa", align="center", like="BangTrai"),
    replace(_CELL, style_id="BangPhai", name="Bảng canh phải", align="right", like="BangTrai"),
    Component("DuongCach", "Đường cách", 6, (1, 14), "kỹ thuật", align="left", line_exact_pt=8),
    Component("NgatPhan", "Ngắt phần", 1, (1, 14), "kỹ thuật", align="left", line_exact_pt=1),
)
COMPONENTS: Final[Mapping[str, Component]] = MappingProxyType({c.style_id: c for c in _ALL})
