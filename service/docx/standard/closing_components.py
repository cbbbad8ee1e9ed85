"""The components of addressees, recipients, signatures, annexes and tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from service.docx.standard.component import BODY_TEXT, CLAUSE_PREFIX, TEXT_PT, Component, closing
from service.docx.standard.sheet import ADDRESS_INDENT_MM, SIGNATURE_SPACE_PT

_POSITION: Final = Component(
    "QuyenHanChucVu",
    "Quyền hạn và chức vụ",
    14,
    TEXT_PT,
    CLAUSE_PREFIX + "II.7.đ",
    bold=True,
    capitals=True,
)
_NAME: Final = Component(
    "HoTenNguoiKy",
    "Họ tên người ký",
    14,
    TEXT_PT,
    CLAUSE_PREFIX + "II.7.đ",
    bold=True,
    before_pt=SIGNATURE_SPACE_PT,
)
_RECIPIENTS: Final = Component(
    "NoiNhan",
    "Nơi nhận",
    12,
    (12, 12),
    CLAUSE_PREFIX + "II.9.d",
    bold=True,
    italic=True,
    align="left",
    before_pt=1.8,  # brings 12 pt letters to the base line of the signer's 14 pt line beside it
    followed_by="DanhSachNoiNhan",
)
_RECIPIENT: Final = Component(
    "DanhSachNoiNhan",
    "Danh sách nơi nhận",
    11,
    (11, 11),
    CLAUSE_PREFIX + "II.9.d",
    align="left",
    left_mm=2.26,
    hanging_mm=2.26,
)
#: What does not fit at the size of a table's letters goes down to these, in points.
SMALL_TABLE_SIZES_PT: Final = (12, 11, 10)
_CELL: Final = Component(
    "BangTrai",
    "Bảng canh trái",
    13,
    TEXT_PT,
    CLAUSE_PREFIX + "II.6.e",
    align="left",
    before_pt=2,
    after_pt=2,
)

_CELLS: Final = (
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
)


def _smaller(cell: Component, size_pt: int) -> Component:
    """The variant for a table of many columns; the decree gives no size for the letters of a table."""
    return replace(
        cell,
        style_id=f"{cell.style_id}{size_pt}",
        name=f"{cell.name} {size_pt}",
        size_pt=size_pt,
        size_range_pt=(10, 14),
        clause="kỹ thuật",
        like=cell.style_id,
    )


CLOSING_COMPONENTS: Final = (
    # Addressees.
    Component(
        "KinhGui",
        "Kính gửi",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.9.d",
        before_pt=14,
        after_pt=8,
        keep_next=True,
        followed_by=BODY_TEXT,
    ),
    Component(
        "KinhGuiNhieuNoi",
        "Kính gửi nhiều nơi",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.9.d",
        align="left",
        left_mm=ADDRESS_INDENT_MM,
        before_pt=14,
        keep_next=True,
        followed_by="DanhSachKinhGui",
    ),
    # The indent is that of "Kính gửi" plus its width (17.63 mm), so that the dash stands under the colon,
    # plus that of "- " (2.88 mm), which hangs out; both at 14 pt.
    Component(
        "DanhSachKinhGui",
        "Danh sách kính gửi",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.9.d",
        align="left",
        left_mm=ADDRESS_INDENT_MM + 17.63 + 2.88,
        hanging_mm=2.88,
    ),
    _RECIPIENTS,
    replace(closing(_RECIPIENTS), followed_by="DanhSachNoiNhan"),
    replace(
        _RECIPIENTS,
        style_id="NoiNhanSauChuKy",
        name="Nơi nhận sau chữ ký",
        before_pt=14,
        keep_next=True,
        like="NoiNhan",
    ),
    _RECIPIENT,
    closing(_RECIPIENT),
    # Signature.
    _POSITION,
    closing(_POSITION),
    _NAME,
    closing(_NAME),
    replace(
        _NAME,
        style_id="ChucVuKhac",
        name="Chức vụ khác của người ký",
        capitals=True,
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
        followed_by="HoTenNguoiKy",
    ),
    replace(
        _NAME,
        style_id="TieuDeChuKy",
        name="Tiêu đề chữ ký thành viên",
        capitals=True,
        before_pt=14.0,
        keep_next=True,
        followed_by="ChucVuThanhVien",
    ),
    # Annexes and tables.
    Component(
        "PhuLuc",
        "Phụ lục",
        14,
        (14, 14),
        CLAUSE_PREFIX + "III.1.b",
        bold=True,
        keep_next=True,
        keep_lines=True,
        outline_level=0,
        followed_by="ChiDanPhuLuc",
    ),
    Component(
        "TenPhuLuc",
        "Tên phụ lục",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "III.1.b",
        bold=True,
        capitals=True,
        keep_next=True,
        keep_lines=True,
        followed_by="ChiDanPhuLuc",
    ),
    Component(
        "ChiDanPhuLuc",
        "Chỉ dẫn phụ lục",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "III.1.c",
        italic=True,
        keep_next=True,
        followed_by=BODY_TEXT,
    ),
    Component(
        "TenBang",
        "Tên bảng",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.6.e",
        bold=True,
        before_pt=6,
        after_pt=6,
        keep_next=True,
        followed_by=BODY_TEXT,
    ),
    Component(
        "DonViTinh",
        "Đơn vị tính",
        13,
        TEXT_PT,
        CLAUSE_PREFIX + "II.6.e",
        italic=True,
        align="right",
        after_pt=4,
        keep_next=True,
        followed_by=BODY_TEXT,
    ),
    *_CELLS,
    *(_smaller(cell, size) for size in SMALL_TABLE_SIZES_PT for cell in _CELLS),
    Component(
        "DuongCach",
        "Đường cách",
        6,
        (1, 14),
        "kỹ thuật",
        align="left",
        line_exact_pt=8,
        hidden=True,
    ),
    Component(
        "NgatPhan", "Ngắt phần", 1, (1, 14), "kỹ thuật", align="left", line_exact_pt=1, hidden=True
    ),
)
