"""A clerk's own Excel: headers in his own words, in any order, and an account of every row."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest

from service import workbook
from service.errors import UnreadableInput
from service.workbook import Reading
from tests.libreoffice import workbook_as
from tests.workbook import workbooks
from tests.workbook.workbooks import book_of, saved, sheet_of

DECISION = "commendation-decision"
MINUTES = "conference-minutes"

HEADER = ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác"]
PEOPLE: list[list[Any]] = [
    [1, "Nguyễn Văn An", "Trưởng phòng", "Phòng Lãnh sự"],
    [2, "Trần Thị Bình", "Chuyên viên", "Văn phòng Sở"],
    [3, "Tống Văn Cộng", "Kế toán", "Thanh tra Sở"],
]
EXPECTED = [
    {"full_name": name, "position": position, "organ_name": organ}
    for _, name, position, organ in PEOPLE
]


def read(content: bytes, name: str = "ds.xlsx") -> Reading:
    return workbooks.read(content, DECISION, name=name)


def individuals(reading: Reading, award: int = 0) -> Any:
    return reading.data["awards"][award]["individuals"]


def reasons(reading: Reading) -> list[tuple[int, str]]:
    return [(row, why) for _, row, why in workbooks.skipped(reading)]


def accounted(reading: Reading, rows: int) -> None:
    """Every row that is not empty was taken, skipped with a reason, or is a header."""
    reported = {row for sheet in reading.sheets for row in (*sheet.rows_taken, *sheet.header_rows)}
    reported |= {row for _, row, _ in workbooks.skipped(reading)}
    assert reported >= set(range(1, rows + 1))


def test_a_plain_list() -> None:
    reading = read(sheet_of([HEADER, *PEOPLE]))
    assert individuals(reading) == EXPECTED
    assert not reading.own_form
    assert reading.cells["/awards/0/individuals/1/position"] == "Sheet1!C3"
    note = reading.sheets[0]
    assert (note.name, note.header_rows, note.rows_taken, note.labels) == (
        "Sheet1",
        (1,),
        (2, 3, 4),
        ("Cá nhân",),
    )
    assert [(column.letter, column.header, column.field) for column in note.columns] == [
        ("A", "STT", None),
        ("B", "Họ và tên", "/awards/*/individuals/*/full_name"),
        ("C", "Chức vụ", "/awards/*/individuals/*/position"),
        ("D", "Đơn vị công tác", "/awards/*/individuals/*/organ_name"),
    ]


def test_headers_without_tone_marks_in_another_order() -> None:
    rows = [[organ, name.upper(), position, number] for number, name, position, organ in PEOPLE]
    reading = read(sheet_of([["DON VI", "HO TEN", "Chuc danh", "TT"], *rows]))
    assert [individual["full_name"] for individual in individuals(reading)] == [
        row[1] for row in rows
    ]
    assert [individual["organ_name"] for individual in individuals(reading)] == [
        row[0] for row in rows
    ]


def test_titles_above_and_signatures_below_are_told_apart_from_data() -> None:
    rows: list[list[Any]] = [
        ["UBND TỈNH HÀ TĨNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["SỞ NGOẠI VỤ", None, None, "Độc lập - Tự do - Hạnh phúc"],
        [None],
        ["DANH SÁCH CÁ NHÂN ĐỀ NGHỊ TẶNG GIẤY KHEN"],
        HEADER,
        ["(1)", "(2)", "(3)", "(4)"],
        *PEOPLE,
        ["Tổng cộng: 03 người"],
        [None, None, None, "Hà Tĩnh, ngày 01 tháng 7 năm 2020"],
        ["Người lập biểu", None, None, "GIÁM ĐỐC"],
        [None],
        ["Lê Văn Lập", None, None, "Thái Phúc Sơn"],
    ]
    reading = read(sheet_of(rows))
    assert individuals(reading) == EXPECTED
    reported = dict(reasons(reading))
    assert reported[6] == "dòng đánh số cột"
    assert reported[10] == "dòng tổng cộng"
    assert reported[11] == reported[12] == reported[14] == "phần cuối trang, sau danh sách"
    accounted_rows = (
        {row for sheet in reading.sheets for row in sheet.rows_taken} | set(reported) | {5}
    )
    assert accounted_rows == set(range(1, 15)) - {3, 13}


def test_merged_titles_headers_of_two_rows_and_a_unit_merged_over_its_people() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["DANH SÁCH CÁ NHÂN"])
    page.merge_cells("A1:F1")
    page.append(["STT", "Họ và tên", "Năm sinh", None, "Đơn vị", "Tiền thưởng (đồng)"])
    page.append([None, None, "Nam", "Nữ", None, None])
    for area in ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3"):
        page.merge_cells(area)
    page.append([1, "Nguyễn Văn An", 1980, None, "Phòng Lãnh sự", "900.000"])
    page.append([None, "Trần Thị Bình", None, dt.date(1985, 3, 2), None, 450000])
    page.merge_cells("E4:E5")
    reading = read(saved(book))
    assert individuals(reading) == [
        {
            "full_name": "Nguyễn Văn An",
            "birth_year": 1980,
            "organ_name": "Phòng Lãnh sự",
            "bonus": 900_000,
        },
        {
            "full_name": "Trần Thị Bình",
            "birth_year": 1985,
            "organ_name": "Phòng Lãnh sự",
            "bonus": 450_000,
        },
    ]
    assert reading.cells["/awards/0/individuals/1/birth_year"] == "Sheet!D5"


def test_one_sheet_with_a_column_of_kinds() -> None:
    rows: list[list[Any]] = [
        [
            "STT",
            "Tên tập thể/cá nhân/hộ gia đình",
            "Phân loại đối tượng",
            "Đơn vị công tác",
            "Thành tích",
        ],
        [1, "Phòng Lãnh sự", "Tập thể", "Sở Ngoại vụ", "xuất sắc"],
        [2, "Nguyễn Văn An", "Cá nhân", "Phòng Lãnh sự", None],
        [3, "Lê Văn Hộ", "Hộ gia đình", None, "hiến đất"],
        [4, "Ai đó", "Khác", None, None],
    ]
    reading = read(sheet_of(rows))
    award = reading.data["awards"][0]
    assert award["collectives"][0] == {
        "name": "Phòng Lãnh sự",
        "organ_name": "Sở Ngoại vụ",
        "achievement": "xuất sắc",
    }
    assert award["individuals"][0] == {"full_name": "Nguyễn Văn An", "organ_name": "Phòng Lãnh sự"}
    assert award["households"] == [{"full_name": "Lê Văn Hộ", "achievement": "hiến đất"}]
    assert workbooks.errors(reading) == [("unknown_kind", "Sheet1!C5")]


def test_one_sheet_per_kind() -> None:
    content = book_of(
        {
            "Tập thể": [
                ["STT", "Đơn vị", "Thành tích"],
                [1, "Phòng Lãnh sự", "A"],
                [2, "Văn phòng Sở", "B"],
            ],
            "CA NHAN": [HEADER, *PEOPLE],
            "Hộ gia đình": [["TT", "Họ tên", "Địa chỉ"], [1, "Lê Văn Hộ", "Thôn 1"]],
            "Ghi chép": [["chỗ này để nháp"]],
        }
    )
    reading = read(content)
    award = reading.data["awards"][0]
    assert award["collectives"] == [
        {"name": "Phòng Lãnh sự", "achievement": "A"}, {"name": "Văn phòng Sở", "achievement": "B"},
    ]  # fmt: skip
    assert award["individuals"] == EXPECTED
    assert award["households"] == [{"full_name": "Lê Văn Hộ", "address": "Thôn 1"}]
    assert any(sheet == "Ghi chép" for sheet, _, _ in workbooks.skipped(reading))


def test_headings_between_the_rows_and_lists_one_below_the_other() -> None:
    rows: list[list[Any]] = [
        ["STT", "Tên tập thể, cá nhân", "Chức vụ", "Đơn vị"],
        ["I", "TẬP THỂ"],
        [1, "Phòng Lãnh sự", None, "Sở Ngoại vụ"],
        ["II. CÁ NHÂN (02 người)"],
        [1, "Nguyễn Văn An", "Trưởng phòng", "Phòng Lãnh sự"],
        [2, "Trần Thị Bình", "Chuyên viên", "Văn phòng Sở"],
        [None],
        ["III. DANH SÁCH HỘ GIA ĐÌNH"],
        ["STT", "Họ và tên chủ hộ", "Địa chỉ"],
        [1, "Lê Văn Hộ", "Thôn 1"],
    ]
    award = read(sheet_of(rows)).data["awards"][0]
    assert award["collectives"] == [{"name": "Phòng Lãnh sự", "organ_name": "Sở Ngoại vụ"}]
    assert [individual["full_name"] for individual in award["individuals"]] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    assert award["households"] == [{"full_name": "Lê Văn Hộ", "address": "Thôn 1"}]


def test_surname_and_given_name_in_two_columns() -> None:
    rows: list[list[Any]] = [
        ["TT", "Họ và tên đệm", "Tên", "Chức vụ"],
        [1, "Nguyễn Thị Như", "Ý", "Văn thư"],
        [2, "Lê", "An", None],
    ]
    found = individuals(read(sheet_of(rows)))
    assert [person["full_name"] for person in found] == ["Nguyễn Thị Như Ý", "Lê An"]


def test_a_column_of_ong_and_ba_is_the_honorific_and_one_of_nam_and_nu_is_not() -> None:
    rows = [
        ["Ông/Bà", "Họ tên", "Giới tính", "Chức vụ"],
        ["Ông", "Nguyễn Văn An", "Nam", "A"],
        ["Bà", "Lê Thị B", "Nữ", "B"],
    ]
    reading = read(sheet_of(rows))
    assert [individual["honorific"] for individual in individuals(reading)] == ["Ông", "Bà"]
    gender = next(column for column in reading.sheets[0].columns if column.header == "Giới tính")
    assert gender.field is None and "giới tính" in gender.why
    rows = [
        ["Giới tính", "Họ tên", "Chức vụ"],
        ["Ông", "Nguyễn Văn An", "A"],
        ["Bà", "Lê Thị B", "B"],
    ]
    assert [individual["honorific"] for individual in individuals(read(sheet_of(rows)))] == [
        "Ông",
        "Bà",
    ]


def test_forms_and_occasions_become_awards() -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Đơn vị", "Danh hiệu/Hình thức", "Phong trào"],
        [1, "Nguyễn Văn An", "P1", "Giấy khen", "đã có thành tích trong thi đua"],
        [2, "Trần Thị Bình", "P2", "bằng khen", "đã có thành tích trong thi đua"],
        [3, "Lê Văn Chi", "P3", "Giay khen", "đã có thành tích trong thi đua"],
        [4, "Lê Văn Dũng", "P3", "Giấy khen", "đã có thành tích cải cách hành chính"],
    ]
    reading = read(sheet_of(rows))
    assert [(award["form"], len(award["individuals"])) for award in reading.data["awards"]] == [
        ("giay_khen", 2), ("bang_khen", 1), ("giay_khen", 1),
    ]  # fmt: skip
    assert reading.data["awards"][2]["achievement"] == "đã có thành tích cải cách hành chính"
    assert reading.cells["/awards/1/form"] == "Sheet1!D3"


def test_columns_of_errors_are_left_out_and_single_errors_are_violations() -> None:
    rows = [
        ["Mã", "Họ và tên", "Chức vụ", "Đơn vị"],
        ["#N/A", "Nguyễn Văn An", "#REF!", "P1"],
        ["#N/A", "Trần Thị Bình", "Chuyên viên", "P2"],
    ]
    reading = read(sheet_of(rows))
    assert [individual["full_name"] for individual in individuals(reading)] == [
        "Nguyễn Văn An",
        "Trần Thị Bình",
    ]
    assert workbooks.errors(reading) == [("formula_error", "Sheet1!C2")]
    code = reading.sheets[0].columns[0]
    assert code.field is None and "#N/A" in code.why


def test_the_import_file_of_a_province_is_understood() -> None:
    rows: list[list[Any]] = [
        ["STT", "Tên gọi (Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ", "Đơn vị công tác",
         "Phân loại khen thưởng", "Danh hiệu/Hình thức", "Phân loại đối tượng", "Lĩnh vực"],
        [None, "Ông", "Nguyễn Văn An", "Trưởng phòng", "P1", "Thường xuyên", "Bằng khen", "Cá nhân", "Kinh tế"],
        [None, None, "Phòng Lãnh sự", None, "Sở Ngoại vụ", "Thường xuyên", "Bằng khen", "Tập thể", None],
    ]  # fmt: skip
    reading = read(sheet_of(rows))
    award = reading.data["awards"][0]
    assert award["form"] == "bang_khen"
    assert award["individuals"] == [
        {
            "honorific": "Ông",
            "full_name": "Nguyễn Văn An",
            "position": "Trưởng phòng",
            "organ_name": "P1",
        }
    ]
    assert award["collectives"] == [{"name": "Phòng Lãnh sự", "organ_name": "Sở Ngoại vụ"}]
    unused = {
        column.header
        for column in reading.sheets[0].columns
        if column.field is None and column.header
    } - {"STT", "Phân loại đối tượng"}
    assert unused == {"Phân loại khen thưởng", "Lĩnh vực"}


def test_hidden_sheets_and_rows_without_a_name_are_reported() -> None:
    book = openpyxl.load_workbook(
        __import__("io").BytesIO(
            sheet_of([HEADER, *PEOPLE, [4, None, None, None], [5, None, "Văn thư", "P2"]])
        )
    )
    hidden = book.create_sheet("DM")
    hidden.append(HEADER)
    hidden.append(PEOPLE[0])
    hidden.sheet_state = "hidden"
    reading = read(saved(book))
    assert (5, "không có “Họ và tên”") in reasons(reading)
    assert ("DM", "trang bị ẩn nên không được đọc") in [
        (sheet, why) for sheet, _, why in workbooks.skipped(reading)
    ]
    # A row with data but no name is data: the schema then asks for the name, at its cell.
    assert individuals(reading)[3] == {"position": "Văn thư", "organ_name": "P2"}
    assert reading.cells["/awards/0/individuals/3/full_name"] == "Sheet1!B6"


@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_old_excel_and_opendocument(extension: str) -> None:
    content = workbook_as(sheet_of([["DANH SÁCH"], HEADER, *PEOPLE]), extension)
    reading = read(content)
    assert individuals(reading) == EXPECTED
    assert reading.cells["/awards/0/individuals/0/full_name"] == "Sheet1!B3"


CSV = "STT;Họ và tên;Chức vụ;Đơn vị công tác\r\n" + "".join(
    f"{number};{name};{position};{organ}\r\n" for number, name, position, organ in PEOPLE
)


def windows_1258(text: str) -> bytes:
    """As Excel on a Vietnamese Windows saves: letters with their marks, tones apart."""
    made = b""
    for letter in text:
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            for tone in ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323"):
                for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY":
                    if __import__("unicodedata").normalize("NFC", base + tone) == letter:
                        made += (base + tone).encode("cp1258")
    return made


@pytest.mark.parametrize(
    "content",
    [
        CSV.encode(), CSV.encode("utf-8-sig"), CSV.encode("utf-16"), CSV.encode("utf-16-le"),
        windows_1258(CSV), CSV.replace(";", ",").encode(), CSV.replace(";", "\t").encode("utf-16"),
    ],
)  # fmt: skip
def test_text_files_in_any_encoding_and_with_any_delimiter(content: bytes) -> None:
    reading = read(content, "Danh sách khen.csv")
    assert individuals(reading) == EXPECTED
    assert reading.cells["/awards/0/individuals/0/full_name"] == "Danh sách khen!B2"


def test_text_in_tcvn3_stays_as_it_is_so_that_the_schema_names_it() -> None:
    content = "STT,Ho va ten,Chuc vu\r\n1,NguyÔn V¨n ViÖt,Tr­ëng phßng\r\n2,TrÇn ThÞ B×nh,Chuyªn viªn\r\n".encode(
        "latin-1"
    )
    reading = read(content, "cu.csv")
    assert individuals(reading)[0] == {
        "full_name": "NguyÔn V¨n ViÖt",
        "position": "Tr\u00adëng phßng",
    }


def test_formulas_in_text_files_are_text() -> None:
    reading = read(b"STT,Ho va ten,Chuc vu\r\n1,\"=cmd|' /C calc'!A1\",@x\r\n", "x.csv")
    assert individuals(reading) == [{"full_name": "=cmd|' /C calc'!A1", "position": "@x"}]


def test_lists_of_minutes_are_told_apart_by_the_names_of_sheets() -> None:
    content = book_of(
        {
            "Thành phần dự": [["TT", "Họ tên", "Chức vụ"], [1, "Nguyễn Văn An", "Trưởng phòng"]],
            "Vắng mặt": [
                ["TT", "Họ tên", "Chức vụ", "Lý do"],
                [1, "Trần Thị Bình", "Chuyên viên", "đi học"],
            ],
            "Kết quả biểu quyết": [
                ["TT", "Nội dung", "Tán thành", "Không tán thành", "Ý kiến khác"],
                [1, "thông qua", 37, 0, 1],
            ],
        }
    )
    data = workbooks.read(content, MINUTES).data
    assert data["attendees"] == [{"full_name": "Nguyễn Văn An", "position": "Trưởng phòng"}]
    assert data["absentees"] == [
        {"full_name": "Trần Thị Bình", "position": "Chuyên viên", "reason": "đi học"}
    ]
    assert data["votes"] == [{"matter": "thông qua", "in_favour": 37, "against": 0, "other": 1}]


def test_a_list_joins_the_award_of_its_form_in_the_data_beside_it() -> None:
    reading = read(
        sheet_of(
            [
                ["STT", "Họ và tên", "Hình thức"],
                [1, "Nguyễn Văn An", "Bằng khen"],
                [2, "Lê B", "Giấy khen"],
            ]
        )
    )
    rest = {
        "subject": "tặng", "awards": [
            {"form": "giay_khen", "achievement": "A", "collectives": [{"name": "P"}]},
            {"form": "bang_khen", "achievement": "B"},
        ],
    }  # fmt: skip
    joined = workbook.beside(reading, rest)
    assert joined.data == {
        "subject": "tặng",
        "awards": [
            {
                "form": "giay_khen",
                "achievement": "A",
                "collectives": [{"name": "P"}],
                "individuals": [{"full_name": "Lê B"}],
            },
            {
                "form": "bang_khen",
                "achievement": "B",
                "individuals": [{"full_name": "Nguyễn Văn An"}],
            },
        ],
    }
    assert joined.cells["/awards/1/individuals/0/full_name"] == "Sheet1!B2"
    assert joined.cells["/awards/0/individuals/0/full_name"] == "Sheet1!B3"


def test_nothing_understood_is_said_and_gives_no_data() -> None:
    reading = read(sheet_of([["a", "b"], [1, 2]]))
    assert reading.data == {}
    assert [(sheet.used, sheet.rows_taken) for sheet in reading.sheets] == [(False, ())]


def test_two_thousand_rows_are_read() -> None:
    rows = [[i, f"Nguyễn Văn {i}", "Chuyên viên", f"Phòng {i % 20}"] for i in range(1, 2001)]
    content = sheet_of([HEADER, *rows])
    reading = read(content)
    assert len(individuals(reading)) == 2000


@pytest.mark.parametrize("content", [b"\0\0a;" * 300, b"a\0;\0\0b" * 200, b"\0" * 400])
def test_what_holds_nul_bytes_everywhere_is_no_text(content: bytes) -> None:
    with pytest.raises(UnreadableInput, match="không phải bảng tính"):
        read(content, "x.csv")
