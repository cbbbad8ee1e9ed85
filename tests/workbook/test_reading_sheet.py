"""The sheet "Đã đọc những gì" of a marked workbook: every sheet, column and row, and nothing that is data."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from service import documents, intake, workbook
from service.errors import UnreadableInput
from service.workbook import reading_sheet
from service.workbook.account import SheetAccount, SkippedRow
from tests.libreoffice import workbook_as
from tests.workbook import workbooks
from tests.workbook.workbooks import book_of, items, opened, sample, saved, sheet_of

DECISION = "commendation-decision"
TITLE = "Đã đọc những gì"
LIST = book_of(
    {
        "DS": [
            ["DANH SÁCH KHEN THƯỞNG"],
            ["STT", "Họ và tên", "Chức vụ", "Số tài khoản"],
            [1, "Nguyễn Văn An", "Trưởng phòng", "0123"],
            [2, "Trần Thị Bình", "Văn thư", "0456"],
            [None, "(Phó Bí thư chi bộ)"],
            [None, "Tổng cộng: 02 người"],
            [None, None, None, "+cmd|' /C calc'!A0"],
        ],
        "Số liệu": [["TT", "Chỉ tiêu", "Đơn vị", "Số lượng"], [1, "Số hộ", "Hộ", 20]],
    }
)


def marked(content: bytes, name: str = "") -> bytes:
    violations = workbooks.read(content, DECISION, name=name).violations
    return workbooks.marked(content, violations, DECISION, name=name)


def account(content: bytes) -> Worksheet:
    page = opened(content)[TITLE]
    assert isinstance(page, Worksheet)
    return page


def lines(content: bytes) -> list[list[str]]:
    """The lines of the sheet without empty cells."""
    return [
        [str(cell) for cell in row if cell not in (None, "")]
        for row in account(content).iter_rows(min_row=2, values_only=True)
    ]


def test_each_sheet_column_and_row_is_accounted_for_in_plain_words() -> None:
    shown = lines(marked(LIST))
    assert [
        "Trang tính “DS”: lấy 2 dòng (Cá nhân); tiêu đề cột ở dòng 2; 4 dòng không lấy."
    ] in shown
    assert ["A", "STT", "Số thứ tự"] in shown
    assert ["B", "Họ và tên", "Họ và tên"] in shown
    assert ["D", "Số tài khoản", "không dùng", "văn bản này không có mục nào cho cột này"] in shown
    assert ["6", "Tổng cộng: 02 người", "dòng tổng cộng"] in shown
    assert [line for line in shown if line[:2] == ["5", "(Phó Bí thư chi bộ)"]]
    (unread,) = [line for line in shown if line and line[0].startswith("Trang tính “Số liệu”")]
    assert "không đọc, vì" in unread[0]
    assert [line for line in shown if line[:2] == ["2", "1 | Số hộ | Hộ | 20"]]


def test_a_row_links_to_where_it_stands() -> None:
    (cell,) = [cell for (cell,) in account(marked(LIST)).iter_rows(max_col=1) if cell.value == 6]
    assert cell.hyperlink is not None and cell.hyperlink.location == "'DS'!A6"


def test_a_row_links_to_a_sheet_with_an_apostrophe_in_its_name() -> None:
    book = book_of({"Quý I'26": [["STT", "Họ và tên"], [1, "Nguyễn Văn An"], [None, "(ghi chú)"]]})
    links = [cell.hyperlink for row in account(marked(book)) for cell in row if cell.hyperlink]
    assert {link.location for link in links} == {"'Quý I''26'!A3"}


def test_what_a_row_holds_is_never_a_formula() -> None:
    content = marked(LIST)
    (cell,) = [
        cell
        for row in account(content).iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("+cmd")
    ]
    assert cell.data_type == "s" and cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet2.xml")


def test_it_stands_behind_the_results_and_is_replaced_when_marked_again() -> None:
    once = marked(LIST)
    assert opened(once).sheetnames == ["Kết quả kiểm tra", TITLE, "DS", "Số liệu"]
    again = marked(once)
    assert opened(again).sheetnames == opened(once).sheetnames
    assert lines(again) == lines(once)


def test_it_is_no_data_when_the_workbook_is_read_again() -> None:
    before, after = (workbooks.read(content, DECISION) for content in (LIST, marked(LIST)))
    assert after.data == before.data
    assert [sheet.name for sheet in after.sheets] == ["DS", "Số liệu"]


def test_a_sheet_of_the_clerks_own_of_this_name_stays() -> None:
    content = book_of({TITLE: [["STT", "Họ và tên"], [1, "Nguyễn Văn An"], [2, "Trần Thị Bình"]]})
    book = opened(marked(content))
    assert len(book.sheetnames) == 3
    assert book[TITLE]["B2"].value == "Nguyễn Văn An"


def test_a_form_of_ours_has_it_too_and_stays_a_form() -> None:
    data = sample(DECISION)
    content = marked(workbook.form(items(DECISION), "Tên", data))
    assert any(line[:1] and line[0].startswith("Trang tính “Cá nhân”") for line in lines(content))
    assert workbooks.read(content, DECISION).data == data


def test_a_crowd_of_rows_is_named_up_to_a_bound_and_then_counted() -> None:
    many = reading_sheet.MOST_ROWS + 7
    rows = tuple(SkippedRow(row, "dòng ghi chú", "x") for row in range(1, many + 1))
    book = openpyxl.Workbook()
    reading_sheet.write(book, [SheetAccount("DS", True, "", (), (), (), rows)])
    page = book[TITLE]
    assert page.max_row == reading_sheet.MOST_ROWS + 8
    assert [cell.value for cell in page[page.max_row]] == [
        "…", "còn 7 dòng nữa", None, "dòng ghi chú",
    ]  # fmt: skip


def test_libreoffice_opens_it_and_keeps_what_it_says() -> None:
    content = marked(LIST)
    again = workbook_as(content, "xlsx")
    assert lines(again) == lines(content)


# --- .xlsm ------------------------------------------------------------------------------------------

_MAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MACRO_SHEET = b"""<?xml version="1.0"?>
<xm:macrosheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData>
<row r="1"><c r="A1"><f>EXEC("calc.exe")</f><v>0</v></c></row>
<row r="2"><c r="A2"><f>HALT()</f><v>0</v></c></row></sheetData></xm:macrosheet>"""


def with_macros(content: bytes, *, old_kind: bool = False) -> bytes:
    """A workbook as .xlsm: with a program, and perhaps a macro sheet of the old kind that starts by itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                assert _MAIN in part
                part = part.replace(_MAIN, _MACROS)
            new.writestr(name, part)
        new.writestr("xl/vbaProject.bin", b'Sub Auto_Open()\nShell "calc.exe"\nEnd Sub')
        if old_kind:
            new.writestr("xl/macrosheets/sheet1.xml", _MACRO_SHEET)
    return out.getvalue()


def test_a_workbook_with_macros_is_read_by_its_values() -> None:
    plain, macros = (workbooks.read(content, DECISION) for content in (LIST, with_macros(LIST)))
    assert macros.data == plain.data and macros.cells == plain.cells


def test_no_macro_is_left_in_the_marked_workbook_which_is_a_plain_one() -> None:
    book = opened(LIST)
    starts = DefinedName("_xlnm.Auto_Open", attr_text="DS!$A$1")
    book.defined_names["_xlnm.Auto_Open"] = starts
    book.defined_names["Chay"] = DefinedName("Chay", attr_text="DS!$A$1", xlm=True, function=True)
    book.defined_names["Vung"] = DefinedName("Vung", attr_text="DS!$A$1")
    content = marked(with_macros(saved(book)), "ds.xlsm")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert _MAIN in package.read("[Content_Types].xml")
        everything = b"".join(map(package.read, package.namelist()))
        names = " ".join(package.namelist()).lower()
    for trace in (b"calc.exe", b"Auto_Open", b"macroEnabled", b"Chay"):
        assert trace not in everything, trace
    assert "Vung" in opened(content).defined_names
    assert "vba" not in names and "macrosheet" not in names
    assert "Macro của tệp gốc đã được bỏ" in str(opened(content)["Kết quả kiểm tra"]["A3"].value)
    assert opened(content)["DS"]["B3"].value == "Nguyễn Văn An"


def test_a_macro_sheet_of_the_old_kind_is_refused_by_its_name() -> None:
    with pytest.raises(UnreadableInput, match="macro kiểu cũ"):
        workbooks.read(with_macros(LIST, old_kind=True), DECISION)


def test_a_sheet_of_charts_is_accounted_for_as_not_read() -> None:
    book = opened(LIST)
    book.create_chartsheet("Biểu đồ")
    (sheet,) = [s for s in workbooks.read(saved(book), DECISION).sheets if s.name == "Biểu đồ"]
    assert not sheet.used and "biểu đồ" in sheet.why


def test_a_form_saved_with_macros_is_still_the_form() -> None:
    data = sample(DECISION)
    content = with_macros(workbook.form(items(DECISION), "Tên", data))
    assert workbooks.read(content, DECISION, name="mau.xlsm").data == data


def test_a_file_called_xlsm_is_a_workbook_whatever_is_in_it() -> None:
    assert intake.FORMATS[".xlsm"] == "workbook"
    content = sheet_of([["STT", "Họ và tên"], [1, "Nguyễn Văn An"], [2, "Trần Thị Bình"]])
    found = workbooks.read(content, DECISION, name="thuong.xlsm")
    assert len(found.data["awards"][0]["individuals"]) == 2


def with_dialog(content: bytes) -> bytes:
    """A workbook with a sheet of a dialog, as Excel 95 made them."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<sheet name="Hop thoai" sheetId="99" r:id="rIdD" xmlns:r="{relations}"/></sheets>'
    link = f'<Relationship Id="rIdD" Type="{relations}/dialogsheet" Target="dialogsheets/sheet1.xml"/></Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = part.replace(b"</sheets>", sheet.encode())
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", link.encode())
            new.writestr(name, part)
        new.writestr("xl/dialogsheets/sheet1.xml", f'<dialogsheet xmlns="{main}"/>')
    return out.getvalue()


def test_a_sheet_of_a_dialog_is_accounted_for_and_not_given_back() -> None:
    content = with_dialog(LIST)
    (sheet,) = [s for s in workbooks.read(content, DECISION).sheets if s.name == "Hop thoai"]
    assert not sheet.used and "hộp thoại" in sheet.why
    assert "Hop thoai" not in opened(marked(content)).sheetnames


def test_of_our_own_form_only_a_label_that_was_changed_is_told() -> None:
    form = intake.form_workbook(documents.get(DECISION), sample(DECISION, f"minimal/{DECISION}"))
    shown = lines(marked(form))
    assert any(line[0].startswith("Trang tính “Cá nhân”: lấy 1 dòng") for line in shown if line)
    assert not [line for line in shown if line[:1] == ["Cột"]]
    book = opened(form)
    book["Cá nhân"]["F2"] = "Phòng, ban"
    shown = lines(marked(saved(book)))
    assert [line for line in shown if line[:1] == ["F"]] == [["F", "Phòng, ban", "Đơn vị"]]
    assert len([line for line in shown if line[:1] == ["Cột"]]) == 1
