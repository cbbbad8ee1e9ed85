"""The template of conference minutes: Mẫu 1.9, both signatures, the members', then the recipients."""

from __future__ import annotations

from service.docx import standard
from tools.make_templates import blocks
from tools.make_templates.body import body_blocks, heading_blocks, item_blocks
from tools.make_templates.elements import (
    cell,
    document,
    each,
    paragraph,
    row,
    row_tag,
    section,
    table,
    when,
)
from tools.make_templates.package import docx


def _listed(label: str, values: str) -> str:
    """A label and below it one dashed line per value; nothing at all when there are none."""
    return when(
        values,
        paragraph("DoanDan", label),
        each(f"line in {values}", paragraph("GachDauDong", "- {{ line }}")),
    )


def _halves() -> tuple[list[int], int]:
    half = standard.TEXT_WIDTH_TWIPS // 2
    return [half, standard.TEXT_WIDTH_TWIPS - half], 2500


def _signatures() -> str:
    grid, half = _halves()
    secretary = paragraph("QuyenHanChucVu", "THƯ KÝ") + when(
        "chair_office", paragraph("QuyenHanChucVu", "\u00a0")
    )
    chair = paragraph("QuyenHanChucVu", "CHỦ TỌA") + when(
        "chair_office", paragraph("QuyenHanChucVu", "{{ chair_office }}")
    )
    return table(
        "BangBoCuc",
        grid,
        row(
            cell(secretary + paragraph("HoTenNguoiKy", "{{ secretary_name }}"), half),
            cell(chair + paragraph("HoTenNguoiKy", "{{ chair_name }}"), half),
        ),
        title="Chữ ký của thư ký và chủ tọa",
        description="Bên trái: thư ký. Bên phải: chủ tọa.",
    )


def _member(side: str) -> str:
    return paragraph("ChucVuThanhVien", f"{{{{ pair.{side}.position }}}}") + paragraph(
        "HoTenNguoiKy", f"{{{{ pair.{side}.full_name }}}}"
    )


def _member_signatures() -> str:
    grid, half = _halves()
    return when(
        "member_signatures",
        paragraph("TieuDeChuKy", "THÀNH VIÊN DỰ HỌP"),
        table(
            "BangBoCuc",
            grid,
            row_tag("{%tr for pair in member_signatures %}", 2),
            row(cell(_member("left"), half), cell(_member("right"), half)),
            row_tag("{%tr endfor %}", 2),
            title="Chữ ký của các thành viên",
            description="Mỗi hàng hai người.",
        ),
    )


def _recipients() -> str:
    return (
        paragraph("NoiNhanSauChuKy", "Nơi nhận:")
        + blocks.recipient_lines("recipients")
        + blocks.archive_lines()
    )


def template() -> bytes:
    """The bytes of conference-minutes.docx."""
    return docx(
        document(
            blocks.letterhead(dated=False),
            blocks.title("BIÊN BẢN"),
            paragraph("DuongCach"),
            paragraph("DoanVan", "Thời gian bắt đầu: {{ started_at }}"),
            paragraph("DoanVan", "Địa điểm: {{ venue }}"),
            _listed("Thành phần tham dự:", "attendees"),
            when("attendance", paragraph("DoanVan", "{{ attendance }}")),
            _listed("Vắng mặt:", "absentees"),
            paragraph("DoanVan", "Chủ trì (chủ tọa): {{ chair }}"),
            paragraph("DoanVan", "Thư ký (người ghi biên bản): {{ secretary }}"),
            _listed("Chương trình {{ event }}:", "agenda"),
            paragraph("DoanDan", "Nội dung (theo diễn biến {{ event }}):"),
            body_blocks("block in body", heading_blocks("level2", "KhoanCoTieuDe"), item_blocks()),
            _listed("Kết quả biểu quyết:", "votes"),
            _listed("Kết luận:", "conclusions"),
            when("read_aloud", paragraph("DoanVan", "{{ read_aloud }}")),
            paragraph("DoanVanCuoi", "{{ closing }}"),
            _signatures(),
            paragraph("DuongCach"),
            _member_signatures(),
            _recipients(),
            final=section(),
        ),
        "Mẫu Biên bản hội nghị",
        blocks.first_page_header(),
    )
