"""The template of conference minutes: Mẫu 1.9, both signatures, the members', then the recipients."""

from __future__ import annotations

from service.docx import standard
from tools.make_templates import blocks
from tools.make_templates.body import (
    body_blocks,
    heading_blocks,
    leading_blocks,
    tables,
    text_blocks,
    turns,
)
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

#: A list of so many recipients stays whole.
_FEW_RECIPIENTS = 4
#: The heading of several rows of members is repeated on the next page, where it must not stand above the rest of a
#: list of recipients: so many are kept whole, and below a longer list nothing is repeated.
_REPEATED = "member_signatures|length > 1 and recipients|length <= 10"


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


def _line(content: str, *, header: bool = False) -> str:
    return row(cell(content, 2 * _halves()[1], span=2), header=header)


def _either(condition: str, rows: str, otherwise: str) -> str:
    """Rows for a condition, and the others where it does not hold."""
    begin, middle, end = (
        row_tag(f"{{%tr {code} %}}", 2) for code in (f"if {condition}", "else", "endif")
    )
    return begin + rows + middle + otherwise + end


def _positions() -> str:
    return _pair(
        paragraph("QuyenHanChucVuCuoi", "THƯ KÝ"),
        paragraph("QuyenHanChucVuCuoi", "CHỦ TỌA")
        + when("chair_office", paragraph("QuyenHanChucVuCuoi", "{{ chair_office }}")),
    )


def _both_names(style: str) -> str:
    return _pair(
        paragraph(style, "{{ secretary_name }}"),
        paragraph(style, "{{ chair_name }}"),
    )


def _members(style: str, what: str) -> str:
    left, right = (paragraph(style, f"{{{{ pair.{side}.{what} }}}}") for side in ("left", "right"))
    return _pair(left, right)


def _member_signatures() -> str:
    """A table of their own, two in a row.

    Each row may be the last of a page, also that of secretary and chair, or a third of a page and more would stay empty. A
    thin paragraph parts the tables, which Word would show as one, so that the heading of the members is repeated above
    those that go on. The last row stays with the recipients: no row stands on a page without a word.
    """
    grid, _ = _halves()
    heading = paragraph("TieuDeChuKy", "{{ members }}")
    return when(
        "member_signatures",
        paragraph("NgatPhan"),
        table(
            "BangBoCuc",
            grid,
            _either(
                _REPEATED,
                _line(heading, header=True),
                otherwise=_line(heading),
            ),
            row_tag("{%tr for pair in member_signatures %}", 2),
            row_tag("{%tr if pair.left.position %}", 2),
            _members("ChucVuThanhVien", "position"),
            row_tag("{%tr endif %}", 2),
            _either(
                "loop.last",
                _members("HoTenNguoiKyCuoi", "full_name"),
                otherwise=_members("HoTenNguoiKy", "full_name"),
            ),
            row_tag("{%tr endfor %}", 2),
            _recipients(),
            title="Chữ ký của các thành viên và nơi nhận",
            description="Mỗi hàng hai người, bên dưới là nơi nhận.",
        ),
    )


def _recipients() -> str:
    """A short list stays whole; of a long one the first two lines with "Nơi nhận:", and "- Lưu: …" with the line before."""
    stays = f"loop.first or loop.last or recipients|length <= {_FEW_RECIPIENTS} or ({_REPEATED})"
    return (
        _line(paragraph("NoiNhanSauChuKy", "Nơi nhận:"))
        + row_tag("{%tr for recipient in recipients %}", 2)
        + _line(when(stays, blocks.recipient_line(stays=True), otherwise=[blocks.recipient_line()]))
        + row_tag("{%tr endfor %}", 2)
        + _line(blocks.archive_line())
    )


def _signatures() -> str:
    """Secretary and chair; the recipients are rows of the last table of signatures, for only rows of one table can be
    kept on a page in every case.

    Positions have a row and names the next, so that names stand on one line also under a position of two lines.
    """
    grid, _ = _halves()
    return table(
        "BangBoCuc",
        grid,
        _positions(),
        _either(
            "member_signatures",
            _both_names("HoTenNguoiKy"),
            otherwise=_both_names("HoTenNguoiKyCuoi"),
        ),
        row_tag("{%tr if not member_signatures %}", 2),
        _recipients(),
        row_tag("{%tr endif %}", 2),
        title="Chữ ký của thư ký và chủ tọa",
        description="Bên trái: thư ký. Bên phải: chủ tọa.",
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
            paragraph("DoanVan", "Chủ trì: {{ chair }}"),
            paragraph("DoanVan", "Thư ký: {{ secretary }}"),
            _listed("Chương trình {{ event }}:", "agenda"),
            paragraph("DoanDan", "Nội dung:"),
            body_blocks(
                "block in body",
                heading_blocks("level2", "NoiDungCoTieuDe"),
                *text_blocks(),
                leading_blocks(),
                *tables(),
                *turns(),
            ),
            _listed("Kết luận:", "conclusions"),
            when("read_aloud", paragraph("DoanVanCuoi", "{{ read_aloud }}")),
            paragraph("DoanVanCuoi", "{{ closing }}"),
            _signatures(),
            _member_signatures(),
            paragraph("NgatPhan"),
            final=section(),
        ),
        "Mẫu Biên bản hội nghị",
        blocks.first_page_header(),
    )
