"""The guide sheet of the form: what a clerk needs to know before he fills it in, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from service.workbook import cell_formats, plan, table_sheet
from service.workbook.plan import Sheet

#: Beyond this column stand the words of drop-downs, hidden.
LAST_COLUMN = 2


def write(page: Worksheet, title: str, sheets: Sequence[Sheet]) -> None:
    cell_formats.write(page.cell(1, 1), plan.MARK_GUIDE)
    page.row_dimensions[1].hidden = True
    cell_formats.write(page.cell(2, 1), f"Mẫu Excel: {title}")
    page.cell(2, 1).font = cell_formats.TITLE
    row = 3
    for name, text in _lines(sheets):
        row += 1
        for place, shown in enumerate((name, text), 1):
            cell = page.cell(row, place)
            cell.font = cell_formats.BOLD if place == 1 else cell_formats.PLAIN
            cell.alignment = cell_formats.WRAPPED
            cell_formats.write(cell, shown)
        cell_formats.fit_row(page, row, {1: 32, 2: 100})
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 32, 100
    cell_formats.set_up_print(page, landscape=False)
    page.print_area = f"A2:B{row}"


def _lines(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    opened = (
        "bấm “Mở tệp”" if sheets[0].shape == "single" else "chọn tệp ở “Nhiều văn bản cùng lúc”"
    )
    yield (
        "Cách làm",
        f"Điền trang tính “{sheets[0].title}”, rồi các trang tính có danh sách cần dùng; trang tính không dùng thì để trống. Lưu tệp rồi {opened} ở phần mềm.",
    )
    yield "Mục có dấu *", "Bắt buộc phải nhập."
    yield (
        "Dòng ví dụ",
        f"Dòng chữ nghiêng màu xám có chữ “{plan.EXAMPLE}” ở cột STT chỉ để tham khảo, không được tính. Có thể xóa dòng đó; nếu sửa dòng đó thành dữ liệu thật thì dòng được tính.",
    )
    yield (
        "Tiêu đề cột",
        "Có thể sửa lời tiêu đề, đổi chỗ cột, đổi tên trang tính, chèn thêm dòng. Không xóa dòng đầu và cột cuối đang ẩn: phần mềm nhận biết các cột nhờ chúng.",
    )
    yield "Ngày tháng", "Gõ ngày/tháng/năm, ví dụ 20/11/2026; ngày giờ gõ 20/11/2026 08:00."
    yield "Số tiền", "Gõ số đồng, có hoặc không có dấu chấm: 450000 hay 450.000."
    yield "Có, không", "Chọn “Có” hoặc “Không” trong danh sách thả xuống."
    yield (
        "Nhiều dòng trong một ô",
        "Ở cột ghi được nhiều mục, mỗi mục một dòng trong ô; xuống dòng bằng Alt+Enter.",
    )
    yield (
        "STT",
        "Không bắt buộc. Khi trang tính khác cần chỉ đến một dòng thì ghi số ở cột STT của dòng đó, không trùng nhau.",
    )
    for sheet in sheets[1:]:
        yield f"Trang tính “{sheet.title}”", _about(sheet)


def _about(sheet: Sheet) -> str:
    help = sheet.help
    parent = next((column for column in sheet.columns if column.role == "parent"), None)
    if parent is not None:
        help += f" Cột “{parent.label}”: {parent.help[0].lower()}{parent.help[1:]}"
    if sheet.shape == "tree":
        help += " Cột “Cấp” ghi 1 cho đề mục lớn nhất, 2 cho đề mục con của dòng cấp 1 gần nhất phía trên, cứ thế tiếp."
    if sheet.shape == "grid":
        help += " " + _about_tables(sheet)
    return help


def _about_tables(sheet: Sheet) -> str:
    kinds = table_sheet.line_kinds(sheet)
    help = (
        f"Mỗi bảng gồm một dòng “{kinds.headers.label}” và các dòng “{kinds.rows.label}”; cột “Dòng này là” để trống "
        f"thì dòng đầu của bảng là tên các cột, các dòng sau là số liệu. Bảng rộng hơn thì điền tiếp sang phải."
    )
    for item in kinds.about:
        words = [label for _, label in item.choices]
        if words:
            help += f" Dòng “{item.label}” (nếu cần) ghi dưới từng cột: {' / '.join(words)}."
        elif item.kind == "values":
            help += f" Dòng “{item.label}” ghi dưới từng cột, nhiều tên thì cách nhau bằng dấu chấm phẩy."
    roles = " hay ".join(f"“{label}”" for label in kinds.roles.values())
    help += f" Một dòng cũng có thể là {roles}."
    return help
