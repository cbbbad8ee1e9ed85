"""The guide sheet of the form: what a clerk needs to know before he fills it in, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from service.workbook import cell_formats, plan, table_sheet
from service.workbook.plan import Sheet

#: Beyond this column stand the words of drop-downs, hidden.
LAST_COLUMN = 2

#: The columns of a list that need a word of their own.
_EXPLAINED = ("value", "kind")
_OF_SHEETS = (
    (
        "Cách làm",
        "Mỗi trang tính “Văn bản 1”, “Văn bản 2” … là một văn bản: điền phần trên, rồi các danh sách cần dùng ở dưới; danh sách, trang tính "
        "không dùng thì để trống. Lưu tệp rồi chọn tệp ở “Nhiều văn bản cùng lúc” ở phần mềm.",
    ),
    (
        "Thêm văn bản",
        "Bấm chuột phải vào tên trang tính, chọn Move or Copy, đánh dấu Create a copy (LibreOffice: Move or Copy Sheet, Copy), rồi sửa bản sao. "
        "Tên trang tính đặt tùy ý: phần mềm gọi văn bản theo tên đó.",
    ),
    ("Thêm dòng", "Danh sách hết dòng trống thì chèn thêm dòng (Insert) vào giữa danh sách đó."),
)
_LINES = (
    ("Mục có dấu *", "Bắt buộc phải nhập."),
    (
        "Dòng ví dụ",
        f"Dòng chữ nghiêng màu xám có chữ “{plan.EXAMPLE}” ở cột STT chỉ để tham khảo, không được tính. Có thể xóa dòng đó; nếu sửa dòng đó thành dữ liệu thật thì dòng được tính.",
    ),
    (
        "Tiêu đề cột",
        "Có thể sửa lời tiêu đề, đổi chỗ cột, đổi tên trang tính, chèn thêm dòng. Không xóa các dòng và cột đang ẩn: phần mềm nhận biết các cột nhờ chúng.",
    ),
    ("Ngày tháng", "Gõ ngày/tháng/năm, ví dụ 20/11/2026; ngày giờ gõ 20/11/2026 08:00."),
    ("Số tiền", "Gõ số đồng, có hoặc không có dấu chấm: 450000 hay 450.000."),
    ("Có, không", "Chọn “Có” hoặc “Không” trong danh sách thả xuống."),
    (
        "Nhiều dòng trong một ô",
        "Ở cột ghi được nhiều mục, mỗi mục một dòng trong ô; xuống dòng bằng Alt+Enter.",
    ),
    (
        "STT",
        "Không bắt buộc. Khi danh sách khác cần chỉ đến một dòng thì ghi số ở cột STT của dòng đó, không trùng nhau.",
    ),
)


def write(page: Worksheet, title: str, sheets: Sequence[Sheet]) -> None:
    """The guide of a form whose sheets are those of one document, or of a list of documents."""
    is_one = sheets[0].shape == "single"
    opened = "bấm “Mở tệp”" if is_one else "chọn tệp ở “Nhiều văn bản cùng lúc”"
    how = (
        f"Điền trang tính “{sheets[0].title}”, rồi các trang tính có danh sách cần dùng; trang tính không dùng thì để trống. "
        f"Lưu tệp rồi {opened} ở phần mềm."
    )
    about = [(f"Trang tính “{sheet.title}”", _about(sheet)) for sheet in sheets[1:]]
    _write(page, title, [("Cách làm", how), *_LINES, *about])


def write_for_sheets(page: Worksheet, title: str, sheets: Sequence[Sheet]) -> None:
    """The guide of a form with a sheet for each document, whose sheet says what stands in which column of its lists."""
    about = []
    for sheet in sheets[1:]:
        columns = [column for column in sheet.columns if column.help and column.role in _EXPLAINED]
        told = "".join(f"\n{column.label}: {column.help}" for column in columns)
        about.append((f"Danh sách “{sheet.title}”", _about(sheet) + told))
    _write(page, title, [*_OF_SHEETS, *_LINES, *about])


def _write(page: Worksheet, title: str, lines: Sequence[tuple[str, str]]) -> None:
    cell_formats.write(page.cell(1, 1), plan.MARK_GUIDE)
    page.row_dimensions[1].hidden = True
    cell_formats.write(page.cell(2, 1), f"Mẫu Excel: {title}")
    page.cell(2, 1).font = cell_formats.TITLE
    row = 3
    for name, text in lines:
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
