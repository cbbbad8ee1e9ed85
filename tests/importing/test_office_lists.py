"""Lists of real kinds of offices: schools, hospitals, police, communes; read right, or reported loudly."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, people, read, reported


def test_a_school_calls_its_columns_by_its_own_words() -> None:
    found = read(
        page("""
STT | Họ tên giáo viên | Chức vụ | Tổ chuyên môn
1 | Nguyễn Văn An | Hiệu trưởng | Ban giám hiệu
2 | Trần Thị Bình | Thư ký hội đồng | Tổ Văn
 |
 | | | HIỆU TRƯỞNG
 | | | Nguyễn Văn An
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert people(found, key="collectives") == []
    assert found.data["awards"][0]["individuals"][1]["organ_name"] == "Tổ Văn"
    assert reported(found) == []


def test_headers_that_fit_people_and_units_alike_are_decided_by_the_names() -> None:
    for names, key in (
        (("Phòng Kinh tế", "Văn phòng UBND xã"), "collectives"),
        (("Nguyễn Văn An", "Trần Thị Bình"), "individuals"),
    ):
        rows = "\n".join(f"{number} | {name} | A" for number, name in enumerate(names, 1))
        found = read(page(f"STT | Tên | Thành tích\n{rows}"))
        assert people(found, key=key) == list(names)


def test_subtotals_of_groups_and_sums_in_words_are_no_people() -> None:
    found = read(
        page("""
STT | Họ và tên | Tiền thưởng
I | Khoa Nội
1 | Nguyễn Văn An | 500.000
2 | Trần Thị Bình | 500.000
 | Cộng (I) | 1.000.000
II | Khoa Ngoại
1 | Lê Văn Chi | 500.000
 | Cộng mục II | 500.000
 | TỔNG CỘNG (I+II) | 1.500.000
(Bằng chữ: Một triệu năm trăm nghìn đồng)
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]
    assert reported(found) == []


def test_a_kind_column_names_households_below_a_header_of_people_and_units() -> None:
    found = read(
        page("""
STT | Tên cá nhân, tập thể đề nghị khen | Đối tượng
1 | Phòng Kế hoạch | Tập thể
2 | Nguyễn Văn An | Cá nhân
3 | Lê Thị Hoa | Hộ gia đình
""")
    )
    assert people(found, key="collectives") == ["Phòng Kế hoạch"]
    assert people(found) == ["Nguyễn Văn An"]
    assert people(found, key="households") == ["Lê Thị Hoa"]
    assert reported(found) == []


def test_kinds_that_are_ticked() -> None:
    found = read(
        page("""
STT | Tên đơn vị, cá nhân | Tập thể | Cá nhân | Thành tích
1 | Phòng Kế hoạch | x | | A
2 | Nguyễn Văn An | | x | B
3 | Trần Thị Bình | | | C
""")
    )
    assert people(found, key="collectives") == ["Phòng Kế hoạch"]
    assert people(found) == ["Nguyễn Văn An"]
    assert reported(found) == [("row_not_taken", "Sheet1!B4")]


def test_forms_that_are_ticked_give_an_award_each() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | LĐTT | CSTĐCS | Giấy khen
1 | Nguyễn Văn An | GV | x | |
2 | Trần Thị Bình | GV | x | x |
3 | Lê Văn Chi | GV | | | x
4 | Phạm Thị Dung | GV | | |
""")
    )
    assert [(award["form"], len(award["individuals"])) for award in found.data["awards"]] == [
        ("lao_dong_tien_tien", 2),
        ("chien_si_thi_dua_co_so", 1),
        ("giay_khen", 1),
    ]
    assert reported(found) == [("row_not_taken", "Sheet1!B5")]


def test_units_numbered_one_and_their_people_one_point_one() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
1 | Trường Mầm non Hoa Sen
1.1 | Nguyễn Thị An | Giáo viên
1.2 | Trần Thị Bình | Giáo viên
2 | Trường Tiểu học Kim Đồng
2.1 | Lê Thị Chi | Giáo viên
""")
    )
    assert [
        (row["full_name"], row["organ_name"]) for row in found.data["awards"][0]["individuals"]
    ] == [
        ("Nguyễn Thị An", "Trường Mầm non Hoa Sen"),
        ("Trần Thị Bình", "Trường Mầm non Hoa Sen"),
        ("Lê Thị Chi", "Trường Tiểu học Kim Đồng"),
    ]
    assert reported(found) == []


def test_units_and_people_side_by_side_are_two_lists() -> None:
    found = read(
        page("""
STT | Tên tập thể | | STT | Họ và tên | Chức vụ
1 | Phòng Kinh tế | | 1 | Nguyễn Văn An | Chuyên viên
2 | Văn phòng | | 2 | Trần Thị Bình | Chuyên viên
 | | | 3 | Lê Văn Chi | Kế toán
""")
    )
    assert people(found, key="collectives") == ["Phòng Kinh tế", "Văn phòng"]
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]
    assert found.sheets[0].as_json()["rows_taken"] == 5
    assert reported(found) == []


def test_a_list_to_sign_for_the_money_is_not_the_list_once_more() -> None:
    found = read(
        page("""
STT | Họ và tên | Đơn vị | Thành tích
1 | Nguyễn Văn An | P1 | A
2 | Trần Thị Bình | P2 | A
 |
DANH SÁCH KÝ NHẬN
TT | Họ và tên | Số tiền | Ký nhận
1 | Nguyễn Văn An | 500.000 |
2 | Trần Thị Bình | 500.000 |
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == [("row_not_taken", "Sheet1!B7"), ("row_not_taken", "Sheet1!B8")]


def test_the_title_of_a_second_list_is_no_person() -> None:
    found = read(
        page("""
DANH SÁCH TẬP THỂ
STT | Tên tập thể | Thành tích
1 | Phòng Kinh tế | A
 |
DANH SÁCH CÁ NHÂN
STT | Họ và tên | Chức vụ
1 | Nguyễn Văn An | Chuyên viên
""")
    )
    assert people(found, key="collectives") == ["Phòng Kinh tế"]
    assert people(found) == ["Nguyễn Văn An"]
    assert reported(found) == []


@pytest.mark.parametrize("name", ["Tổng hợp", "Sheet2"])
def test_figures_of_units_are_no_list_of_units(name: str) -> None:
    found = read(
        [
            page("STT | Họ và tên | Đơn vị\n1 | Nguyễn Văn An | Khoa Nội\n2 | Trần Thị Bình | Khoa Dược", "Danh sách"),
            page("STT | Đơn vị | Số tập thể | Số cá nhân\n1 | Khoa Nội | 0 | 1\n2 | Khoa Dược | 0 | 1\n | Tổng cộng | 0 | 2", name),
        ]
    )  # fmt: skip
    assert people(found, key="collectives") == []
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    (sheet,) = [sheet for sheet in found.sheets if sheet.name == name]
    assert not sheet.used and sheet.why


def test_a_sum_is_read_and_its_coefficient_is_reported() -> None:
    found = read(
        page("""
STT | Họ và tên | Mức thưởng (lần MLCS) | Thành tiền
1 | Nguyễn Văn An | 0,3 | 702.000
2 | Trần Thị Bình | 0,3 | 702.000
 | Tổng cộng | | 1.404.000
""")
    )
    assert [row["bonus"] for row in found.data["awards"][0]["individuals"]] == [702_000, 702_000]
    assert reported(found) == [("column_not_used", "Sheet1!C1")]


def test_sums_in_thousands_by_a_corner_note_and_in_millions_by_the_header() -> None:
    thousands = read(
        page("""
 | | ĐVT: 1.000 đồng
STT | Họ và tên | Mức thưởng
1 | Nguyễn Văn An | 450
""")
    )
    millions = read(
        page("""
STT | Họ và tên | Tiền thưởng (triệu đồng)
1 | Nguyễn Văn An | 1,5
2 | Trần Thị Bình | 2
 | Cộng | 3,5
""")
    )
    sums = [
        row["bonus"] for found in (thousands, millions)
        for row in found.data["awards"][0]["individuals"]
    ]  # fmt: skip
    assert sums == [450_000, 1_500_000, 2_000_000]
    assert reported(thousands) == reported(millions) == []


def test_a_number_written_twice_and_a_row_without_one_are_reported() -> None:
    twice = read(page("STT | Họ và tên\n1 | Nguyễn Văn An\n2 | Trần Thị Bình\n2 | Lê Văn Chi"))
    none = read(
        page("""
STT | Họ và tên | Chức vụ
1 | Nguyễn Văn An | GV
 | Trần Thị Bình | GV
2 | Lê Văn Chi | GV
""")
    )
    assert len(people(twice)) == len(people(none)) == 3
    assert reported(twice) == [("count_differs", "Sheet1!A4")]
    assert reported(none) == [("count_differs", "Sheet1!A4")]


def test_numbers_that_begin_again_without_a_heading_are_right() -> None:
    found = read(
        page("""
STT | Họ và tên | Đơn vị
1 | Nguyễn Văn An | P1
2 | Trần Thị Bình | P1
1 | Lê Văn Chi | P2
2 | Phạm Thị Dung | P2
""")
    )
    assert len(people(found)) == 4 and reported(found) == []


def test_police_ranks_are_honorifics() -> None:
    found = read(
        page("""
STT | Cấp bậc | Họ và tên | Chức vụ | Đơn vị
1 | Thượng tá | Nguyễn Văn An | Trưởng Công an xã | Công an xã Cam Lộ
2 | Đại úy | Trần Thị Bình | Cán bộ | Công an xã Cam Lộ
""")
    )
    assert [row["honorific"] for row in found.data["awards"][0]["individuals"]] == [
        "Thượng tá",
        "Đại úy",
    ]
    assert reported(found) == []


def test_a_unit_heading_in_capitals_with_a_count_is_held_against_its_rows() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
I | KHỐI ĐẢNG, ĐOÀN THỂ: 02 đồng chí
1 | Nguyễn Văn An | Bí thư
2 | Trần Thị Bình | Chủ tịch Hội
II | KHỐI CHÍNH QUYỀN: 02 đồng chí
1 | Lê Văn Chi | Chủ tịch
""")
    )
    assert len(people(found)) == 3
    assert reported(found) == [("count_differs", "Sheet1!B5")]


def test_two_rows_of_headers_over_form_sum_and_years_of_men_and_women() -> None:
    found = read(
        page(
            """
TT | Họ và tên | Năm sinh | | Chức vụ, đơn vị công tác | Đề nghị khen thưởng |
 | | Nam | Nữ | | Hình thức | Mức thưởng
1 | Nguyễn Văn An | 1980 | | Giáo viên | Giấy khen | 500.000
2 | Trần Thị Bình | | 1985 | Giáo viên | Giấy khen | 500.000
""",
            merged=[((0, 2), (0, 3)), ((0, 5), (0, 6)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 4), (1, 4))],
        )
    )  # fmt: skip
    (award,) = found.data["awards"]
    assert award["form"] == "giay_khen"
    assert [(row["birth_year"], row["bonus"]) for row in award["individuals"]] == [
        (1980, 500_000),
        (1985, 500_000),
    ]
    assert reported(found) == []


def test_years_of_reviews_and_numbers_of_decisions_are_no_running_numbers() -> None:
    found = read(
        page(
            """
STT | Họ và tên | Chức vụ | Kết quả xếp loại | | Quyết định |
 | | | Năm 2024 | Năm 2025 | Số | Ngày
1 | Nguyễn Văn An | GV | HTXSNV | HTXSNV | 12/QĐ | 01/02/2025
2 | Trần Thị Bình | GV | HTTNV | HTXSNV | 13/QĐ | 01/02/2025
""",
            merged=[((0, 3), (0, 4)), ((0, 5), (0, 6)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2))],
        )
    )  # fmt: skip
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [code for code, _ in reported(found)] == ["column_not_used"] * 4


def test_a_form_merged_over_its_people_is_each_ones_form() -> None:
    found = read(
        page(
            """
STT | Họ và tên | Hình thức khen thưởng
1 | Nguyễn Văn An | Giấy khen
2 | Trần Thị Bình |
3 | Lê Văn Chi | LĐTT
""",
            merged=[((1, 2), (2, 2))],
        )
    )
    assert [(award["form"], len(award["individuals"])) for award in found.data["awards"]] == [
        ("giay_khen", 2),
        ("lao_dong_tien_tien", 1),
    ]


def test_an_address_that_only_households_have_is_reported_for_people() -> None:
    found = read(
        page("""
STT | Họ và tên | Địa chỉ | Thành tích
I | Cá nhân
1 | Nguyễn Văn An | Thôn 1 | A
II | Hộ gia đình
1 | Lê Văn Hộ | Thôn 2 | B
""")
    )
    assert found.data["awards"][0]["households"][0]["address"] == "Thôn 2"
    assert reported(found) == [("column_not_used", "Sheet1!C1")]
    assert "“Cá nhân”" in found.violations[0].message


def test_years_of_birth_in_every_spelling() -> None:
    found = read(
        page("""
STT | Họ và tên | Ngày, tháng, năm sinh
1 | 2 | 3
1 | Nguyễn Văn An | 01/02/1980
2 | Trần Thị Bình | 1985
3 | Lê Văn Chi | ngày 5 tháng 6 năm 1990
""")
    )
    assert [row["birth_year"] for row in found.data["awards"][0]["individuals"]] == [
        1980,
        1985,
        1990,
    ]
    assert reported(found) == []


def test_footnotes_below_a_list_are_reported_and_no_people() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
1 | Nguyễn Văn An | GV
2 | Trần Thị Bình | GV
 |
(*) Đã chuyển công tác từ 01/3/2026
* Ghi chú: xếp theo vần
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert [row.row for row in found.sheets[0].rows_skipped] == [5, 6]


def test_units_and_people_below_one_header_are_told_apart_by_their_names() -> None:
    found = read(
        page("""
STT | Tên tập thể, cá nhân | Danh hiệu thi đua
1 | Phòng Kinh tế | Tập thể lao động xuất sắc
2 | Nguyễn Văn An | Chiến sĩ thi đua cơ sở
""")
    )
    first, second = found.data["awards"]
    assert [row["name"] for row in first["collectives"]] == ["Phòng Kinh tế"]
    assert [row["full_name"] for row in second["individuals"]] == ["Nguyễn Văn An"]


def test_a_title_that_names_the_list_decides_against_the_look_of_a_name() -> None:
    found = read(
        page("""
DANH SÁCH TẬP THỂ ĐƯỢC KHEN
STT | Tên | Thành tích
1 | Phòng Kinh tế | A
2 | Lãnh Sự Quán | B
""")
    )
    assert people(found, key="collectives") == ["Phòng Kinh tế", "Lãnh Sự Quán"]


def test_headings_of_a_trade_union_name_its_units_and_members() -> None:
    found = read(
        page("""
TT | Đơn vị/Cá nhân | Chức danh | Nơi công tác
I | Công đoàn cơ sở
1 | CĐCS Bệnh viện Đa khoa tỉnh | |
II | Đoàn viên công đoàn
1 | Nguyễn Văn An | Bác sĩ | Bệnh viện Đa khoa tỉnh
""")
    )
    assert people(found, key="collectives") == ["CĐCS Bệnh viện Đa khoa tỉnh"]
    assert people(found) == ["Nguyễn Văn An"]
    assert reported(found) == []


def test_heads_of_households_are_known_by_their_header() -> None:
    found = read(
        page("""
STT | Ông/Bà | Họ và tên chủ hộ | Thôn | Thành tích
1 | Ông | Lê Văn Hộ | Thôn 1 | Hiến đất
2 | Bà | Bùi Thị Nhà | Thôn 2 | Hiến đất
""")
    )
    assert people(found, key="households") == ["Lê Văn Hộ", "Bùi Thị Nhà"]
    assert found.data["awards"][0]["households"][0]["address"] == "Thôn 1"


def test_signatures_below_names_alone_are_no_further_names() -> None:
    found = read(page("Họ và tên\nNguyễn Văn An\nTrần Thị Bình\nNgười lập biểu\nLê Thị Lập"))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == [("row_not_taken", "Sheet1!A5")]


def test_a_unit_left_of_the_numbers_counts_for_the_rows_below_it() -> None:
    found = read(
        page("""
Đơn vị | STT | Họ và tên | Chức vụ
Phòng A | 1 | Nguyễn Văn An | TP
 | 2 | Trần Thị Bình | CV
Phòng B | 1 | Lê Văn Chi | TP
 | 2 | Phạm Thị Dung | CV
""")
    )
    units = [row["organ_name"] for row in found.data["awards"][0]["individuals"]]
    assert units == ["Phòng A", "Phòng A", "Phòng B", "Phòng B"]


def test_a_column_whose_only_values_are_errors_of_formulas_is_told() -> None:
    """A year that a formula could not find, on some of the rows; the others are empty."""
    found = read(
        page("""
STT | Họ và tên | Năm sinh
1 | Nguyễn Văn An | #N/A
2 | Trần Thị Bình |
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert found.sheets[0].columns[2].why == "toàn lỗi công thức (#N/A) nên bỏ qua"


def test_what_was_granted_before_is_not_what_is_granted_now() -> None:
    found = read(
        page("""
STT | Họ và tên | Danh hiệu đã đạt | Hình thức đề nghị
1 | Nguyễn Văn An | LĐTT 2024 | Bằng khen
2 | Trần Thị Bình | LĐTT 2024 | Giấy khen
""")
    )
    assert [award["form"] for award in found.data["awards"]] == ["bang_khen", "giay_khen"]
    assert reported(found) == [("column_not_used", "Sheet1!C1")]


def test_years_below_a_header_belong_to_the_headers() -> None:
    found = read(
        page(
            """
STT | Họ và tên | Thành tích | | Đề nghị
 | | 2024 | 2025 |
1 | Nguyễn Văn An | LĐTT | CSTĐCS | Giấy khen
""",
            merged=[((0, 2), (0, 3)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 4), (1, 4))],
        )
    )
    assert found.sheets[0].header_rows == (1, 2)
    assert people(found) == ["Nguyễn Văn An"]
    assert found.data["awards"][0]["form"] == "giay_khen"
    assert reported(found) == [("column_not_used", "Sheet1!D2")]


def test_sheets_called_by_forms_give_an_award_each() -> None:
    found = read(
        [
            page("STT | Họ và tên\n1 | Nguyễn Văn An", "Giấy khen"),
            page("STT | Họ và tên\n1 | Trần Thị Bình\n2 | Lê Văn Chi", "CSTĐCS"),
        ]
    )
    assert [(award["form"], len(award["individuals"])) for award in found.data["awards"]] == [
        ("giay_khen", 1),
        ("chien_si_thi_dua_co_so", 2),
    ]


@pytest.mark.parametrize(
    ("title", "differs"),
    [
        ("DANH SÁCH 03 CÁ NHÂN ĐƯỢC KHEN", True),
        ("DANH SÁCH 02 CÁ NHÂN ĐƯỢC KHEN", False),
        ("(Gồm 02 tập thể, 02 cá nhân)", False),
        ("Danh sách năm 2025", False),
    ],
)
def test_a_count_in_a_title_is_held_against_the_list(title: str, differs: bool) -> None:
    found = read(
        page(f"{title}\nSTT | Họ và tên | Chức vụ\n1 | Nguyễn Văn An | GV\n2 | Trần Thị Bình | GV")
    )
    assert reported(found) == ([("count_differs", "Sheet1!A1")] if differs else [])


def test_surnames_that_units_begin_with_and_names_of_one_word_are_people() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Đơn vị
1 | H'Hen Niê | GV | Trường A
2 | Đoàn Thị Điểm | GV | Trường A
3 | Ban Văn Sáu | GV | Trường A
4 | Kăn | Nông dân | Thôn 3
""")
    )
    assert people(found) == ["H'Hen Niê", "Đoàn Thị Điểm", "Ban Văn Sáu", "Kăn"]


def test_a_pasted_title_above_rows_without_headers_is_no_row() -> None:
    found = read(
        page("DANH SÁCH KHEN THƯỞNG\n1 | Nguyễn Văn An | Kế toán\n2 | Trần Thị Bình | Văn thư"),
        asks=True,
    )
    assert found.data["awards"][0]["individuals"] == [
        {"full_name": "Nguyễn Văn An", "position": "Kế toán"},
        {"full_name": "Trần Thị Bình", "position": "Văn thư"},
    ]
    assert reported(found) == []


@pytest.mark.parametrize(
    "total",
    [
        "Tổng số người: 02", "Tổng cộng: 02 (hai) người", "Tổng cộng danh sách: 02", "Tổng: 02 đ/c",
        "Cộng: 02 đồng chí (Hai đồng chí)", "Tổng kinh phí", "Tổng tiền thưởng", "Cộng (I)", "Cộng: 02 người./.",
    ],
)  # fmt: skip
def test_a_total_in_any_wording_is_no_person_and_no_doubt(total: str) -> None:
    for row in (f"{total} | |", f" | {total} |"):
        found = read(
            page(
                f"STT | Họ và tên | Chức vụ\n1 | Nguyễn Văn An | GV\n2 | Trần Thị Bình | GV\n{row}"
            )
        )
        assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"], row
        assert reported(found) == [], row


@pytest.mark.parametrize(
    ("collectives", "individuals"),
    [
        ("PHẦN I: TẬP THỂ", "PHẦN II: CÁ NHÂN"), ("* Tập thể", "* Cá nhân"), ("TẬP THỂ (02)", "CÁ NHÂN (02)"),
        ("I/ TẬP THỂ", "II/ CÁ NHÂN"), ("1. Về tập thể", "2. Về cá nhân"),
        ("Khen thưởng tập thể: 02", "Khen thưởng cá nhân: 02"), ("TẬP THỂ TIÊU BIỂU", "CÁ NHÂN TIÊU BIỂU"),
        ("A. Danh sách tập thể đề nghị khen thưởng", "B. Danh sách cá nhân đề nghị khen thưởng"),
        ("Phần thứ nhất. TẬP THỂ", "Phần thứ hai. CÁ NHÂN"),
    ],
)  # fmt: skip
def test_headings_of_kinds_in_every_wording(collectives: str, individuals: str) -> None:
    found = read(
        page(f"""
STT | Họ và tên, tên tập thể | Chức vụ
{collectives}
1 | Phòng Kinh tế |
2 | Văn phòng |
{individuals}
1 | Nguyễn Văn An | GV
2 | Trần Thị Bình | GV
""")
    )
    assert people(found, key="collectives") == ["Phòng Kinh tế", "Văn phòng"]
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == []


@pytest.mark.parametrize("name", ["Ban Thị Hoa", "Hội Văn An", "Tổ Hữu Lộc", "Đoàn Văn Sơn"])
def test_a_surname_that_is_also_a_word_for_a_unit_makes_no_unit(name: str) -> None:
    found = read(page(f"STT | Họ và tên | Thành tích\n1 | {name} | A\n2 | Nguyễn Văn An | B"))
    assert people(found) == [name, "Nguyễn Văn An"]
    assert people(found, key="collectives") == []


def test_a_sum_that_says_its_own_unit_is_counted_in_it() -> None:
    found = read(
        page("""
STT | Họ và tên | Mức thưởng
1 | Nguyễn Văn An | 450 nghìn
2 | Trần Thị Bình | 1,5 triệu đồng
3 | Lê Văn Chi | 500.000
""")
    )
    sums = [row["bonus"] for row in found.data["awards"][0]["individuals"]]
    assert sums == [450_000, 1_500_000, 500_000]


@pytest.mark.parametrize("name", ["VD", "Mẫu", "Hướng dẫn nhập", "HDSD"])
def test_a_sheet_of_examples_beside_the_list_is_not_read(name: str) -> None:
    sheets = [
        page("STT | Họ và tên\n1 | Nguyễn Văn Mẫu", name),
        page("STT | Họ và tên\n1 | Nguyễn Văn An", "Danh sách"),
    ]
    found = read(sheets)
    assert people(found) == ["Nguyễn Văn An"]
    assert [sheet.used for sheet in found.sheets] == [False, True]


def test_what_a_type_holds_in_free_order_is_no_list_of_a_clerk() -> None:
    table = page("Nội dung | Người phát biểu\nKhai mạc | Chủ tọa\nThảo luận | Các đại biểu")
    assert [row["heading"] for row in read(table, "conference-minutes").data["proceedings"]] == [
        "Khai mạc", "Thảo luận",
    ]  # fmt: skip
    for headers in ("Đoạn văn | Ghi chú", "Khối nội dung | Gạch đầu dòng"):
        for slug in ("summary-report", "conference-minutes"):
            assert "blocks" not in str(read(page(f"{headers}\nMột | Hai\nBa | Bốn"), slug).data)
