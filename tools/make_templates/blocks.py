"""What the three templates share: letterhead, stamps, title, recipients, signature, tables, annex heads."""

from __future__ import annotations

from service.docx import standard
from tools.make_templates.elements import (
    LINE_BREAK,
    cell,
    choose,
    each,
    paragraph,
    row,
    row_tag,
    run,
    table,
    tag,
    when,
)

_PERCENT = 50  # fiftieths of a per cent in one


def _columns(percent: tuple[int, int]) -> tuple[list[int], list[int]]:
    """(grid in twips for our text width, widths in fiftieths of a per cent)."""
    left = round(standard.TEXT_WIDTH_TWIPS * percent[0] / 100)
    return [left, standard.TEXT_WIDTH_TWIPS - left], [share * _PERCENT for share in percent]


def _stamp(stamp: standard.Stamp, table_style: str, style_id: str, text: str, indent: int) -> str:
    width = round(stamp.width_mm * standard.TWIPS_PER_MM)
    return table(
        table_style,
        [width],
        row(
            cell(paragraph(style_id, text), width, "dxa", place="center"), exact_mm=stamp.height_mm
        ),
        title=standard.COMPONENTS[style_id].name,
        description=f"Khung chữ {stamp.width_mm:g} mm x {stamp.height_mm:g} mm.",
        width=width,
        kind="dxa",
        indent=indent,
    )


def letterhead(*, dated: bool = True) -> str:
    """Ô 1 to 4 and the stamp at ô 10b; minutes carry no place and date (Mẫu 1.9)."""
    grid, (left, right) = _columns(standard.LETTERHEAD_COLUMNS_PERCENT)
    organ = (
        when("organ.parent_name", paragraph("CoQuanChuQuan", "{{ organ.parent_name }}"))
        + paragraph("TenCoQuan", "{{ organ.organ_name }}")
        + paragraph("DuongKe")
    )
    motto = (
        paragraph("QuocHieu", standard.NATIONAL_NAME)
        + paragraph("TieuNgu", standard.MOTTO)
        + paragraph("DuongKeTieuNgu")
    )
    number = paragraph("SoKyHieu", "Số: {{ code_number }}/{{ code_notation }}")
    date = paragraph("DiaDanhThoiGian", "{{ place }}, {{ issued_date }}" if dated else "")
    stamps = choose(
        *(
            (
                f'priority == "{stamp.text}"',
                _stamp(stamp, "KhungDauKhan", "DauKhan", "{{ priority }}", 10),
            )
            for stamp in standard.PRIORITY_STAMPS
        )
    )
    gap = paragraph("NgatPhan")
    return table(
        "BangBoCuc",
        grid,
        row(cell(organ, left), cell(motto, right)),
        row(cell(number, left), cell(date, right)),
        row_tag("{%tr if priority %}", 2),
        row(
            cell(paragraph("DuongCach") + stamps + gap, left),
            cell(gap, right),
        ),
        row_tag("{%tr endif %}", 2),
        title="Phần đầu văn bản",
        description="Bên trái: cơ quan ban hành, số và ký hiệu. Bên phải: Quốc hiệu, Tiêu ngữ, ngày tháng.",
    )


def first_page_header() -> str:
    """Ô 11, in the top margin above ô 1: the circulation frame, when there is one."""
    grid, _ = _columns(standard.LETTERHEAD_COLUMNS_PERCENT)
    frame = standard.CIRCULATION_FRAMES[0]
    width = round(frame.width_mm * standard.TWIPS_PER_MM)
    indent = grid[0] + (grid[1] - width) // 2
    framed = _stamp(frame, "KhungLuuHanh", "ChiDanLuuHanh", "{{ circulation }}", indent)
    return when("circulation", framed) + paragraph("NgatPhan")


def title(kind: str) -> str:
    """Ô 5a: the type's name, the subject, and the rule below it."""
    return (
        paragraph("TenLoai", kind) + paragraph("TrichYeu", "{{ subject }}") + paragraph("DuongKe")
    )


def _signer_lines(lines: str, *, stay: bool = False) -> str:
    style = "QuyenHanChucVuCuoi" if stay else "QuyenHanChucVu"
    return each(f"line in {lines}", paragraph(style, "{{ line }}"))


def _signer_name() -> str:
    """Ô 7b, with room for the hand (7c) by spacing."""
    return when(
        "signer.other_title",
        paragraph("ChucVuKhac", "{{ signer.other_title }}"),
        paragraph("HoTenDuoiChucVuKhac", "{{ signer.full_name }}"),
        otherwise=[paragraph("HoTenNguoiKy", "{{ signer.full_name }}")],
    )


def archive_line() -> str:
    """The last recipient line, with ô 12 on it."""
    drafter = "{% if drafter %} {{ drafter }}{% endif %}"
    return paragraph("DanhSachNoiNhan", f"- Lưu: {{{{ archive }}}}.{drafter}")


def recipient_line(*, stays: bool = False) -> str:
    """One recipient; one that ``stays`` is on a page with the line below it."""
    return paragraph("DanhSachNoiNhanCuoi" if stays else "DanhSachNoiNhan", "- {{ recipient }};")


def signature() -> str:
    """Ô 9b beside ô 7. A short list of recipients and the signature are one row, kept whole.

    Of a long list only as many recipients stand beside as are no higher than the signature, so that the list does not
    take it to the next page. They stand at the foot of their cell and the others go on below without a gap, each in a row
    of its own, for pages break between rows and only rows can be kept together (paragraphs inside of cells cannot):
    "- Lưu: …" with the line before it.
    """
    grid, (left, right) = _columns(standard.SIGNATURE_COLUMNS_PERCENT)
    below = when("loop.last", recipient_line(stays=True), otherwise=[recipient_line()])
    nothing, stays = paragraph("DanhSachNoiNhan"), paragraph("DanhSachNoiNhanCuoi")
    beside_below = when("loop.last", stays, otherwise=[nothing])
    short = paragraph("NoiNhan", "Nơi nhận:") + _recipient_lines("recipients") + archive_line()
    return table(
        "BangBoCuc",
        grid,
        row_tag("{%tr if recipients|length <= recipients_beside %}", 2),
        row(cell(short, left), cell(_signer_lines("signer.lines") + _signer_name(), right)),
        row_tag("{%tr else %}", 2),
        row(
            cell(paragraph("NoiNhanCuoi", "Nơi nhận:"), left),
            cell(_signer_lines("signer.lines[:1]", stay=True), right),
        ),
        row(
            cell(_recipient_lines("recipients[:recipients_beside]"), left, place="bottom"),
            cell(_signer_lines("signer.lines[1:]") + _signer_name(), right),
        ),
        row_tag("{%tr for recipient in recipients[recipients_beside:] %}", 2),
        row(cell(below, left), cell(beside_below, right)),
        row_tag("{%tr endfor %}", 2),
        row(cell(archive_line(), left), cell(nothing, right)),
        row_tag("{%tr endif %}", 2),
        title="Nơi nhận và chữ ký",
        description="Bên trái: nơi nhận. Bên phải: chức vụ, chữ ký, họ tên người ký.",
    )


def _recipient_lines(recipients: str) -> str:
    return each(f"recipient in {recipients}", recipient_line())


def data_table(name: str, described: str) -> str:
    """A table of ``name``: its header rows, and bands of rows, each a heading, figures or a sum.

    ``described`` is its title for a screen reader.
    """
    third = standard.TEXT_WIDTH_TWIPS // 3
    return table(
        "BangSoLieu",
        [third] * 3,
        row_tag(f"{{%tr for line in {name}.heads %}}", 3),
        _looped_row(
            "h in line.cells",
            when(
                "line.is_number",
                paragraph("BangGiua", "{{ h.text }}", properties="<w:keepNext/>"),
                otherwise=[paragraph("TieuDeCot", "{{ h.text }}")],
            ),
            header=True,
        ),
        row_tag("{%tr endfor %}", 3),
        row_tag(f"{{%tr for band in {name}.bands %}}", 3),
        row_tag("{%tr for line in band.lines %}", 3),
        _looped_row(
            "h in line.cells",
            paragraph("BangTrai", run("{{ h.text }}", "ChuDam"), properties="<w:keepNext/>"),
        ),
        row_tag("{%tr endfor %}", 3),
        row_tag('{%tr if band.kind == "total" %}', 3),
        *_rows(name, "ChuDam"),
        row_tag("{%tr else %}", 3),
        *_rows(name),
        row_tag("{%tr endif %}", 3),
        row_tag("{%tr endfor %}", 3),
        title=described,
        description="Hàng đầu là tiêu đề cột và lặp lại ở mỗi trang.",
        header=True,
    )


def _rows(name: str, character_style: str = "") -> tuple[str, str, str]:
    """A loop over the rows of a band, in letters of a style."""
    value = run("{{ row[c.key] }}", character_style)
    aligned = choose(
        ('c.align == "right"', paragraph("BangPhai", value)),
        ('c.align == "center"', paragraph("BangGiua", value)),
        ('c.align == "left"', paragraph("BangTrai", value)),
    )
    return (
        row_tag("{%tr for row in band.rows %}", 3),
        _looped_row(f"c in {name}.columns", aligned),
        row_tag("{%tr endfor %}", 3),
    )


def _looped_row(loop: str, content: str, *, header: bool = False) -> str:
    """A row of one cell for each of a list."""
    third = standard.TEXT_WIDTH_TWIPS // 3
    return row(
        cell(tag(f"{{%tc for {loop} %}}"), third, "dxa"),
        cell(content, third, "dxa", place="center"),
        cell(tag("{%tc endfor %}"), third, "dxa"),
        header=header,
    )


def annex_head() -> str:
    """Mẫu 2.1: the annex's number, its title, the document it belongs to, and a rule."""
    return (
        paragraph("PhuLuc", "{{ annex.name }}", LINE_BREAK, "{{ annex.title }}")
        + paragraph("ChiDanPhuLuc", "{{ annex.reference }}")
        + paragraph("DuongKe")
        + paragraph("DuongCach")
    )
