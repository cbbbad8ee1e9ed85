"""The template of conference minutes: Mẫu 1.9, both signatures, the members', then the recipients."""

from __future__ import annotations

from service.docx import standard
from tools.make_templates import blocks
from tools.make_templates.body import body_blocks, heading_blocks, tables, text_blocks, turns
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

#: So many pairs of members stay on a page with secretary and chair; more would not fit.
_FEW_PAIRS = 2
_FEW_RECIPIENTS = 4


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


def _pair(left: str, right: str) -> str:
    _, half = _halves()
    return row(cell(left, half), cell(right, half))


def _line(content: str) -> str:
    return row(cell(content, 2 * _halves()[1], span=2))


def _positions() -> str:
    return _pair(
        paragraph("QuyenHanChucVu", "THƯ KÝ"),
        paragraph("QuyenHanChucVu", "CHỦ TỌA")
        + when("chair_office", paragraph("QuyenHanChucVu", "{{ chair_office }}")),
    )


def _member_signatures() -> str:
    """Two in a row; a few stay with the other signatures, of many the last with the recipients."""

    def name(side: str) -> str:
        words = f"{{{{ pair.{side}.full_name }}}}"
        return when(
            f"loop.last or member_signatures|length <= {_FEW_PAIRS}",
            paragraph("HoTenNguoiKyCuoi", words),
            otherwise=[paragraph("HoTenNguoiKy", words)],
        )

    def position(side: str) -> str:
        return paragraph("ChucVuThanhVien", f"{{{{ pair.{side}.position }}}}")

    return (
        row_tag("{%tr if member_signatures %}", 2)
        + _line(paragraph("TieuDeChuKy", "THÀNH VIÊN DỰ HỌP"))
        + row_tag("{%tr for pair in member_signatures %}", 2)
        + _pair(position("left"), position("right"))
        + _pair(name("left"), name("right"))
        + row_tag("{%tr endfor %}", 2)
        + row_tag("{%tr endif %}", 2)
    )


def _recipients() -> str:
    """A short list stays whole; of a long one the first two lines with "Nơi nhận:", and "- Lưu: …" with the line before."""
    stays = f"loop.first or loop.last or recipients|length <= {_FEW_RECIPIENTS}"
    return (
        _line(paragraph("NoiNhanSauChuKy", "Nơi nhận:"))
        + row_tag("{%tr for recipient in recipients %}", 2)
        + _line(when(stays, blocks.recipient_line(stays=True), otherwise=[blocks.recipient_line()]))
        + row_tag("{%tr endfor %}", 2)
        + _line(blocks.archive_line())
    )


def _signatures() -> str:
    """All signatures and the recipients in one table, for only rows of one table can be kept on a page in every case.

    Positions have a row and names the next, so that names stand on one line also under a position of two lines.
    """
    grid, _ = _halves()
    return table(
        "BangBoCuc",
        grid,
        _positions(),
        _pair(
            paragraph("HoTenNguoiKyCuoi", "{{ secretary_name }}"),
            paragraph("HoTenNguoiKyCuoi", "{{ chair_name }}"),
        ),
        _member_signatures(),
        _recipients(),
        title="Chữ ký và nơi nhận",
        description="Bên trái: thư ký. Bên phải: chủ tọa. Bên dưới: các thành viên, mỗi hàng hai người, rồi nơi nhận.",
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
            body_blocks(
                "block in body",
                heading_blocks("level2", "KhoanCoTieuDe"),
                *text_blocks(),
                *tables(),
                *turns(),
            ),
            _listed("Kết quả biểu quyết:", "votes"),
            _listed("Kết luận:", "conclusions"),
            when("read_aloud", paragraph("DoanVan", "{{ read_aloud }}")),
            paragraph("DoanVanCuoi", "{{ closing }}"),
            _signatures(),
            paragraph("NgatPhan"),
            final=section(),
        ),
        "Mẫu Biên bản hội nghị",
        blocks.first_page_header(),
    )
