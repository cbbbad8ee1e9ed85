"""The components from the letterhead to the end of the text, in the order of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from service.docx.standard.component import (
    BODY_TEXT,
    CLAUSE_PREFIX,
    HEAD_PT,
    TEXT_PT,
    Component,
    body,
    closing,
    heading,
)
from service.docx.standard.sheet import PRIORITY_STAMPS

_PARAGRAPH: Final = body("DoanVan", "Đoạn văn", "II.6.e")
_ARTICLE: Final = replace(body("Dieu", "Điều", "II.6.đ"), outline_level=1, followed_by="Khoan")
_CLAUSE: Final = body("Khoan", "Khoản", "II.6.đ")
_DASHED: Final = body("GachDauDong", "Gạch đầu dòng", "II.6.e")
_TITLED_CLAUSE: Final = heading(body("KhoanCoTieuDe", "Khoản có tiêu đề", "II.6.đ"), 2, bold=True)
_POINT: Final = body("Diem", "Điểm", "II.6.đ")

TEXT_COMPONENTS: Final = (
    # The letterhead.
    Component(
        "QuocHieu", "Quốc hiệu", 12, HEAD_PT, CLAUSE_PREFIX + "II.1.a", bold=True, capitals=True
    ),
    Component("TieuNgu", "Tiêu ngữ", 13, TEXT_PT, CLAUSE_PREFIX + "II.1.b", bold=True),
    Component(
        "CoQuanChuQuan", "Cơ quan chủ quản", 12, HEAD_PT, CLAUSE_PREFIX + "II.2.b", capitals=True
    ),
    Component(
        "TenCoQuan", "Tên cơ quan", 12, HEAD_PT, CLAUSE_PREFIX + "II.2.b", bold=True, capitals=True
    ),
    Component(
        "DuongKe",
        "Đường kẻ",
        2,
        (1, 14),
        CLAUSE_PREFIX + "II.2.b, II.5.b",
        before_pt=3.5,
        line_exact_pt=2,
        ruled=True,
    ),
    Component(
        "DuongKeTieuNgu",
        "Đường kẻ Tiêu ngữ",
        2,
        (1, 14),
        CLAUSE_PREFIX + "II.1.b",
        before_pt=3.5,
        line_exact_pt=2,
        ruled=True,
        like="DuongKe",
    ),
    Component("SoKyHieu", "Số và ký hiệu", 13, (13, 13), CLAUSE_PREFIX + "II.3.c", before_pt=8),
    Component(
        "DiaDanhThoiGian",
        "Địa danh và thời gian",
        13,
        TEXT_PT,
        CLAUSE_PREFIX + "II.4.c",
        italic=True,
        before_pt=8,
    ),
    Component(
        "DauKhan",
        "Dấu chỉ mức độ khẩn",
        13,
        TEXT_PT,
        CLAUSE_PREFIX + "III.2.b",
        bold=True,
        capitals=True,
        colour=PRIORITY_STAMPS[0].colour,
    ),
    Component(
        "ChiDanLuuHanh",
        "Chỉ dẫn phạm vi lưu hành",
        13,
        TEXT_PT,
        CLAUSE_PREFIX + "III.2.c",
        bold=True,
        capitals=True,
    ),
    Component("SoTrang", "Số trang", 14, TEXT_PT, CLAUSE_PREFIX + "I.7"),
    # Title and body.
    Component(
        "TenLoai",
        "Tên loại",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.5.b",
        bold=True,
        capitals=True,
        before_pt=20,
        keep_next=True,
        followed_by="TrichYeu",
    ),
    Component(
        "TrichYeu",
        "Trích yếu",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.5.b",
        bold=True,
        keep_next=True,
        outline_level=0,
        followed_by=BODY_TEXT,
    ),
    Component(
        "ThamQuyenBanHanh",
        "Thẩm quyền ban hành",
        14,
        TEXT_PT,
        "Phụ lục III, Mẫu 1.2",
        bold=True,
        capitals=True,
        before_pt=14,
        after_pt=8,
        keep_next=True,
        followed_by="CanCu",
    ),
    replace(body("CanCu", "Căn cứ", "II.6.a"), italic=True),
    Component(
        "MenhDeQuyetDinh",
        "Mệnh đề quyết định",
        14,
        TEXT_PT,
        "Phụ lục III, Mẫu 1.2",
        bold=True,
        capitals=True,
        before_pt=8,
        after_pt=8,
        keep_next=True,
        followed_by="Dieu",
    ),
    _PARAGRAPH,
    closing(_PARAGRAPH),
    replace(
        _PARAGRAPH,
        style_id="DoanDan",
        name="Đoạn dẫn",
        keep_next=True,
        like="DoanVan",
        followed_by=BODY_TEXT,
    ),
    _ARTICLE,
    closing(_ARTICLE),
    _CLAUSE,
    closing(_CLAUSE),
    _DASHED,
    closing(_DASHED),
    _POINT,
    Component(
        "Phan",
        "Phần",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.6.đ",
        bold=True,
        before_pt=10,
        after_pt=8,
        keep_next=True,
        keep_lines=True,
        outline_level=0,
        followed_by=BODY_TEXT,
    ),
    Component(
        "TieuDePhan",
        "Tiêu đề phần",
        14,
        TEXT_PT,
        CLAUSE_PREFIX + "II.6.đ",
        bold=True,
        capitals=True,
        after_pt=8,
        keep_next=True,
        keep_lines=True,
        followed_by=BODY_TEXT,
    ),
    heading(body("Muc", "Mục", "V.6.b"), 1, bold=True, capitals=True, align="left"),
    _TITLED_CLAUSE,
    # In minutes they are the headings directly below the title.
    replace(
        _TITLED_CLAUSE,
        style_id="NoiDungCoTieuDe",
        name="Nội dung có tiêu đề",
        outline_level=1,
        like="KhoanCoTieuDe",
    ),
    replace(heading(_POINT, 3), style_id="DiemCoTieuDe", name="Điểm có tiêu đề", like="Diem"),
    Component(
        "KetThuc",
        "Dấu kết thúc",
        14,
        TEXT_PT,
        "Phụ lục III, Mẫu 2.1",
        align="right",
        before_pt=2,
        followed_by=BODY_TEXT,
    ),
)
