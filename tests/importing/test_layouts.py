"""Lists as offices make them: titles, two header rows, groups, totals, notes, signatures, several lists."""

from __future__ import annotations

import pytest

from service.importing import field_columns, vocabulary
from service.workbook import Reading
from service.workbook.book import Page
from service.workbook.values import CellValue
from tests.importing.sheets import page, people, read, reported

HEADER = "STT | Họ và tên | Chức vụ | Đơn vị"
NAMES = {"individuals": "Cá nhân", "collectives": "Tập thể"}


def concerned(found: Reading) -> list[tuple[str, str]]:
    """The lists, by pointer and name, that violations are told of."""
    return [(violation.pointer, violation.field) for violation in found.violations]


def test_a_whole_sheet_of_an_office_from_letterhead_to_signatures() -> None:
    found = read(
        page("""
UBND TỈNH QUẢNG TRỊ | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ | | | Độc lập - Tự do - Hạnh phúc
 |
DANH SÁCH ĐỀ NGHỊ TẶNG GIẤY KHEN NĂM 2025
(Kèm theo Tờ trình số 12/TTr-VP ngày 05 tháng 01 năm 2026)
STT | Họ và tên | Chức vụ | Đơn vị
(1) | (2) | (3) | (4)
I | TẬP THỂ
1 | Phòng Nghiệp vụ Y | | Sở Y tế
2 | Trung tâm Pháp y | | Sở Y tế
II | CÁ NHÂN
1 | Nguyễn Văn An | Kế toán | Văn phòng
2 | Trần Thị Bình | Giám đốc | Trung tâm Pháp y
Tổng cộng: 02 tập thể, 02 cá nhân
 | | | Quảng Trị, ngày 05 tháng 01 năm 2026
NGƯỜI LẬP BIỂU | | | GIÁM ĐỐC
 |
Lê Thị Lập | | | Đỗ Văn Hùng
""")
    )
    assert people(found, key="collectives") == ["Phòng Nghiệp vụ Y", "Trung tâm Pháp y"]
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert found.data["awards"][0]["form"] == "giay_khen"
    assert reported(found) == []
    (sheet,) = found.sheets
    assert sheet.rows_taken == (9, 10, 12, 13)
    assert {skipped.row for skipped in sheet.rows_skipped} == {1, 2, 4, 5, 7, 8, 11, 14, 15, 16, 18}


def test_nobody_is_lost_for_the_position_that_is_also_a_signature() -> None:
    for position in (
        "Kế toán",
        "Giám đốc",
        "Chủ tịch",
        "Hiệu trưởng",
        "Thư ký",
        "Trưởng phòng",
        "Bí thư",
    ):
        for number in ("", "STT | "):
            first, second = ("1 | ", "2 | ") if number else ("", "")
            found = read(
                page(f"""
{number}Họ và tên | Chức vụ | Đơn vị
{first}Trần Thị Bình | {position} | Văn phòng
{second}Lê Văn Chi | {position} | Thanh tra Sở
""")
            )
            assert people(found) == ["Trần Thị Bình", "Lê Văn Chi"], (position, number)
            assert reported(found) == []


def test_a_name_that_begins_like_a_total_is_a_name() -> None:
    found = read(
        page("""
STT | Tên tập thể | Thành tích
1 | Tổng cục Thống kê khu vực | A
2 | Cộng đồng dân cư thôn Thượng | B
3 | Tổng Công ty Cấp nước | C
4 | Tổng đội Thanh niên xung phong | D
""")
    )
    assert len(people(found, key="collectives")) == 4
    assert reported(found) == []


def test_totals_in_every_wording_are_no_people() -> None:
    for total in (
        "Tổng cộng", "Tổng cộng: 02", "TỔNG SỐ", "Tổng: 02 người", "Cộng", "Cộng: 2", "Tổng số: 02 cá nhân",
        "Cộng 02 đồng chí", "Tổng cộng có 02 người",
    ):  # fmt: skip
        for row in (f" | {total} | |", f"{total} | | |"):
            found = read(
                page(
                    f"{HEADER}\n1 | Nguyễn Văn An | Trưởng phòng | P1\n2 | Trần Thị Bình | Văn thư | P2\n{row}"
                )
            )
            assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"], row
            assert reported(found) == [], row


def test_a_total_that_differs_is_an_error_at_its_cell() -> None:
    found = read(
        page(f"""
{HEADER}
1 | Nguyễn Văn An | Trưởng phòng | P1
2 | Trần Thị Bình | Văn thư | P2
 | Tổng cộng: 7 người
""")
    )
    assert reported(found) == [("count_differs", "Sheet1!B4")]
    assert found.violations[0].severity == "error"


def test_a_heading_that_counts_is_held_against_its_rows() -> None:
    found = read(
        page("""
TT | Tên tập thể, cá nhân | Chức vụ | Đơn vị
A. TẬP THỂ (02 tập thể)
1 | Phòng Một | | Sở
B. CÁ NHÂN: 01 đồng chí
1 | Nguyễn Văn An | Văn thư | P1
""")
    )
    assert reported(found) == [("count_differs", "Sheet1!A2")]
    assert concerned(found) == [("/awards/0/collectives", "Tập thể")]


@pytest.mark.parametrize(
    ("rows", "about"),
    [
        ("I | TẬP THỂ (02 tập thể)\nII | CÁ NHÂN\n1 | Nguyễn Văn An | Văn thư | P1", "collectives"),
        ("I | TẬP THỂ\n1 | Phòng Một\n3 | Phòng Hai\nII | CÁ NHÂN\n1 | Nguyễn Văn An | Văn thư | P1", "collectives"),
        ("I | TẬP THỂ\n1 | Phòng Một\n1 | Phòng Hai\n1 | Phòng Ba\nII | CÁ NHÂN\n1 | Nguyễn Văn An | Văn thư | P1\n3 | Trần Thị Bình | Văn thư | P1", "individuals"),
        ("I | TẬP THỂ\n1 | Phòng Một\n | Cộng: 03 tập thể\nII | CÁ NHÂN\n1 | Nguyễn Văn An | Văn thư | P1\n | Cộng: 01 cá nhân", "collectives"),
        ("I | TẬP THỂ\n1 | Phòng Một\nII | CÁ NHÂN\n1 | Nguyễn Văn An | Văn thư | P1\n | Tổng cộng: 7", "individuals"),
        ("I | PHÒNG TỔ CHỨC (03 người)\n1 | Phòng Một\n2 | Nguyễn Văn An | Văn thư | P1", "individuals"),
    ],
)  # fmt: skip
def test_a_count_that_differs_is_told_of_the_list_whose_rows_it_counts(
    rows: str, about: str
) -> None:
    found = read(page(f"TT | Tên tập thể, cá nhân | Chức vụ | Đơn vị\n{rows}"))
    assert concerned(found) == [(f"/awards/0/{about}", NAMES[about])]


def test_a_count_that_differs_is_told_of_the_award_whose_rows_it_counts() -> None:
    found = read(
        page(f"""
{HEADER}
I. LAO ĐỘNG TIÊN TIẾN
1 | Nguyễn Văn An | Văn thư | P1
II. CHIẾN SĨ THI ĐUA CƠ SỞ (02 cá nhân)
1 | Trần Thị Bình | Văn thư | P2
""")
    )
    assert concerned(found) == [("/awards/1/individuals", "Cá nhân")]


def test_running_numbers_that_jump_are_reported_and_those_of_groups_are_not() -> None:
    jumps = read(page(f"{HEADER}\n1 | Nguyễn Văn An | A | B\n3 | Trần Thị Bình | A | B"))
    assert reported(jumps) == [("count_differs", "Sheet1!A3")]
    groups = read(
        page(f"""
{HEADER}
I | Phòng Tổ chức
1 | Nguyễn Văn An | A |
2 | Trần Thị Bình | A |
II | Văn phòng
1 | Lê Văn Chi | A |
III | Thanh tra Sở
2 | Phạm Thị Dung | A |
""")
    )
    assert reported(groups) == []
    assert [row["organ_name"] for row in groups.data["awards"][0]["individuals"]] == [
        "Phòng Tổ chức", "Phòng Tổ chức", "Văn phòng", "Thanh tra Sở",
    ]  # fmt: skip


def test_units_as_headings_without_numbers_merged_over_the_table() -> None:
    found = read(
        page(
            """
STT | Họ và tên | Chức vụ
Khoa Nội tổng hợp
1 | Nguyễn Văn An | Bác sĩ
2 | Trần Thị Bình | Điều dưỡng
Khoa Ngoại
3 | Lê Văn Chi | Bác sĩ
""",
            merged=[((1, 0), (1, 2)), ((4, 0), (4, 2))],
        )
    )
    rows = found.data["awards"][0]["individuals"]
    assert [row["organ_name"] for row in rows] == [
        "Khoa Nội tổng hợp",
        "Khoa Nội tổng hợp",
        "Khoa Ngoại",
    ]
    assert reported(found) == []


def test_forms_as_headings_make_awards_of_their_own() -> None:
    found = read(
        page("""
DANH SÁCH KHEN THƯỞNG NĂM 2025
STT | Họ và tên | Chức vụ | Đơn vị
A | Chiến sĩ thi đua cơ sở (01 người)
1 | Nguyễn Văn An | Trưởng phòng | P1
B | Danh hiệu Lao động tiên tiến
1 | Trần Thị Bình | Chuyên viên | P2
2 | Lê Văn Chi | Chuyên viên | P2
C | Giấy khen của Giám đốc Sở
1 | Phạm Thị Dung | Chuyên viên | P3
D | Tập thể Lao động tiên tiến
1 | Phòng Tổ chức | |
""")
    )
    assert [
        (
            award["form"],
            sorted(set(award) - {"form"}),
            sum(len(v) for v in award.values() if isinstance(v, list)),
        )
        for award in found.data["awards"]
    ] == [
        ("chien_si_thi_dua_co_so", ["individuals"], 1),
        ("lao_dong_tien_tien", ["individuals"], 2),
        ("giay_khen", ["individuals"], 1),
        ("tap_the_lao_dong_tien_tien", ["collectives"], 1),
    ]
    assert reported(found) == []


def test_kinds_inside_forms() -> None:
    found = read(
        page("""
STT | Tên tập thể, cá nhân | Chức vụ | Đơn vị
A | BẰNG KHEN
I | Tập thể
1 | Phòng Một | | Sở
II | Cá nhân
1 | Nguyễn Văn An | Văn thư | P1
B | GIẤY KHEN
I | Tập thể
1 | Phòng Hai | | Sở
II | Cá nhân
1 | Trần Thị Bình | Văn thư | P2
2 | Lê Văn Chi | Văn thư | P2
""")
    )
    assert [
        (award["form"], len(award["collectives"]), len(award["individuals"]))
        for award in found.data["awards"]
    ] == [("bang_khen", 1, 1), ("giay_khen", 1, 2)]
    assert reported(found) == []


def test_forms_in_a_column_by_every_usual_name() -> None:
    names = {
        "chien_si_thi_dua_co_so": [
            "Chiến sỹ thi đua cơ sở",
            "CSTĐCS",
            "CSTĐ cơ sở",
            "Chiến sĩ TĐCS",
        ],
        "lao_dong_tien_tien": [
            "LĐTT",
            "Lao động tiên tiến",
            "Danh hiệu Lao động tiên tiến",
            "lao dong tien tien",
        ],
        "giay_khen": ["Giấy khen", "GK", "Giấy khen của Giám đốc Sở", "Tặng Giấy khen"],
        "bang_khen": ["Bằng khen của Chủ tịch UBND tỉnh", "BK"],
        "tap_the_lao_dong_xuat_sac": ["TTLĐXS", "Tập thể lao động xuất sắc"],
    }
    for key, message in names.items():
        for name in message:
            found = read(page(f"STT | Họ và tên | Danh hiệu\n1 | Nguyễn Văn An | {name}"))
            assert found.data["awards"][0].get("form") == key, name


def test_a_form_that_nobody_knows_stays_as_typed_for_the_schema_to_name() -> None:
    found = read(
        page("STT | Họ và tên | Hình thức khen thưởng\n1 | Nguyễn Văn An | Vòng nguyệt quế")
    )
    assert found.data["awards"][0]["form"] == "Vòng nguyệt quế"


def test_kind_columns_by_their_values() -> None:
    for words in (
        ("Tập thể", "Cá nhân"),
        ("TAPTHE", "CANHAN"),
        ("TT", "CN"),
        ("Khen thưởng tập thể", "Khen thưởng cá nhân"),
    ):
        for header in ("Phân loại khen thưởng", "Đối tượng", "Phân loại", "Loại hình"):
            found = read(
                page(f"""
STT | {header} | Tên tập thể/cá nhân | Chức vụ | Đơn vị công tác
1 | {words[0]} | Phòng Tổ chức | | Sở Nội vụ
2 | {words[1]} | Nguyễn Văn An | Chuyên viên | Văn phòng
""")
            )
            assert (people(found, key="collectives"), people(found)) == (
                ["Phòng Tổ chức"],
                ["Nguyễn Văn An"],
            ), (words, header)


def test_a_second_header_for_households_on_the_same_sheet() -> None:
    found = read(
        page("""
DANH SÁCH CÁ NHÂN
STT | Họ và tên | Chức vụ | Đơn vị
1 | Nguyễn Văn An | Văn thư | P1
 |
DANH SÁCH HỘ GIA ĐÌNH
STT | Họ và tên chủ hộ | Địa chỉ | Thành tích
1 | Lê Văn Hộ | Thôn 1 | Hiến đất
2 | Bùi Thị Nhà | Thôn 2 | Hiến đất
""")
    )
    assert people(found) == ["Nguyễn Văn An"]
    assert people(found, key="households") == ["Lê Văn Hộ", "Bùi Thị Nhà"]
    assert reported(found) == []


def test_headers_repeated_on_each_printed_page() -> None:
    found = read(
        page(f"""
{HEADER}
1 | Nguyễn Văn An | A | B
2 | Trần Thị Bình | A | B
{HEADER}
3 | Lê Văn Chi | A | B
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]
    assert reported(found) == []


def test_two_lists_side_by_side_with_an_empty_column_between() -> None:
    found = read(
        page("""
STT | Họ và tên | Đơn vị | | STT | Họ và tên | Đơn vị
1 | Nguyễn Văn An | P1 | | 3 | Lê Văn Chi | P3
2 | Trần Thị Bình | P2 | | 4 | Phạm Thị Dung | P4
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi", "Phạm Thị Dung"]
    assert reported(found) == []


def test_a_table_of_accounts_is_reported_and_its_people_are_not_taken_twice() -> None:
    for other in (
        "STT | Họ và tên | Số tài khoản | Ngân hàng | Chi nhánh",
        "TT | Họ và tên | CCCD | Số điện thoại | Ký nhận",
        "STT | Họ tên | Bậc | Hệ số lương | Phụ cấp",
    ):
        found = read(
            page(f"""
{HEADER}
1 | Nguyễn Văn An | Trưởng phòng | P1
2 | Trần Thị Bình | Văn thư | P2
 |
{other}
1 | Nguyễn Văn An | 0123 | x | y
2 | Trần Thị Bình | 0456 | x | y
""")
        )
        assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"], other
        assert [cell for _, cell in reported(found, "row_not_taken")] == [
            "Sheet1!B6",
            "Sheet1!B7",
        ], other


def test_a_note_or_a_second_line_between_the_rows_is_no_recipient() -> None:
    found = read(
        page(f"""
{HEADER}
1 | Nguyễn Văn An | Trưởng phòng | P1
 | (Bí thư chi bộ)
2 | Trần Thị Bình | Văn thư | P2
 | Ghi chú: xếp theo đơn vị
 | Lưu ý: nộp trước ngày 05/01/2026
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == [("row_not_taken", "Sheet1!B3")]


def test_sums_in_thousands_and_millions_by_header_caption_or_cell() -> None:
    for title, header, typed, wanted in (
        ("", "Tiền thưởng (nghìn đồng)", "450", 450_000),
        ("", "Mức thưởng (1.000đ)", "1.950", 1_950_000),
        ("Đơn vị tính: triệu đồng", "Tiền thưởng", "2", 2_000_000),
        ("ĐVT: nghìn đồng", "Số tiền", "450", 450_000),
        ("", "Tiền thưởng (triệu đồng)", "1,5", 1_500_000),
        ("", "Tiền thưởng (triệu đồng)", "1.5", 1_500_000),
        ("", "Tiền thưởng (nghìn đồng)", "1.950,5", 1_950_500),
        ("", "Tiền thưởng (đồng)", "450.000", 450_000),
        ("ĐVT: 1.000 đồng", "Tiền thưởng", "500", 500_000),
        ("", "Tiền thưởng (nghìn đồng/người)", "500", 500_000),
        # A cell that says its unit is counted in that.
        ("", "Tiền thưởng (nghìn đồng)", "500.000 đồng", 500_000),
        ("", "Tiền thưởng (nghìn đồng)", "500.000đ", 500_000),
        ("", "Tiền thưởng (nghìn đồng)", "1,5 triệu", 1_500_000),
        ("", "Tiền thưởng", "1 500 nghìn đồng", 1_500_000),
        # A sum in a title or a header is no unit.
        ("(Mức thưởng: 500 nghìn đồng/người)", "Tiền thưởng", "500.000", 500_000),
        ("(Mức 1.000.000 đồng/người)", "Tiền thưởng", "1.000.000", 1_000_000),
        ("QUỸ KHEN THƯỞNG 10 TRIỆU ĐỒNG", "Tiền thưởng", "500.000", 500_000),
        ("", "Tiền thưởng (500 nghìn đồng/người)", "500.000", 500_000),
        # More than one figure and its unit stays as it was typed.
        ("", "Tiền thưởng", "1 triệu 50 nghìn", "1 triệu 50 nghìn"),
        ("", "Tiền thưởng", "1 triệu rưỡi", "1 triệu rưỡi"),
        ("", "Tiền thưởng", "2 triệu (5 người)", "2 triệu (5 người)"),
        ("", "Tiền thưởng", "500 nghìn x 2", "500 nghìn x 2"),
        ("", "Tiền thưởng", "từ 1 đến 2 triệu", "từ 1 đến 2 triệu"),
        ("", "Tiền thưởng", "500 nghìn đồng/người", "500 nghìn đồng/người"),
        # No figures, whatever a program's own notation of numbers says: they stay as they were typed.
        ("", "Tiền thưởng (nghìn đồng)", "NaN", "NaN"),
        ("", "Tiền thưởng (nghìn đồng)", "1e999999999", "1e999999999"),
    ):
        lines = [title, f"STT | Họ và tên | {header}", f"1 | Nguyễn Văn An | {typed}"]
        found = read(page("\n".join(line for line in lines if line)))
        assert found.data["awards"][0]["individuals"][0]["bonus"] == wanted, (title, header)


def test_a_roll_call_fills_attendees_and_absentees() -> None:
    found = read(
        page("""
DANH SÁCH ĐIỂM DANH
STT | Họ và tên | Chức vụ | Có mặt | Vắng | Lý do
1 | Nguyễn Văn Ký | Giám đốc | x | |
2 | Trần Thị Thư | Chuyên viên | X | |
3 | Lê Văn Chi | Trưởng phòng | | x | Đi công tác
"""),
        "conference-minutes",
    )
    assert [row["full_name"] for row in found.data["attendees"]] == [
        "Nguyễn Văn Ký",
        "Trần Thị Thư",
    ]
    assert found.data["absentees"] == [
        {"full_name": "Lê Văn Chi", "position": "Trưởng phòng", "reason": "Đi công tác"}
    ]


def test_groups_with_their_numbers() -> None:
    found = read(
        page("TT | Thành phần | Số lượng\n1 | Lãnh đạo Sở | 3\n2 | Toàn thể công chức | 35"),
        "conference-minutes",
    )
    assert found.data["attendees"] == [
        {"group": "Lãnh đạo Sở", "count": 3}, {"group": "Toàn thể công chức", "count": 35},
    ]  # fmt: skip


def test_sheets_that_explain_or_count_are_not_read() -> None:
    found = read(
        [
            page("STT | Họ và tên | Chức vụ\n1 | Nguyễn Văn Mẫu | Giám đốc", "Hướng dẫn"),
            page("STT | Họ và tên | Chức vụ\n1 | Trần Thị Bình | Chuyên viên", "DS"),
            page(
                "TT | Chỉ tiêu | Đơn vị | Năm 2024\n1 | Số dân | Người | 100\n2 | Số hộ | Hộ | 20",
                "Thống kê",
            ),
        ]
    )
    assert people(found) == ["Trần Thị Bình"]
    assert [(sheet.name, sheet.used) for sheet in found.sheets] == [
        ("Hướng dẫn", False), ("DS", True), ("Thống kê", False),
    ]  # fmt: skip


def test_what_the_clerk_does_not_see_is_not_taken_and_reported() -> None:
    sheet = page(
        f"{HEADER} | Thành tích\n1 | Nguyễn Văn An | A | B | mật\n2 | Trần Thị Bình | A | B | mật\n3 | Lê Văn Chi | A | B | mật",
        hidden_rows=frozenset({2}), hidden_columns=frozenset({4}),
    )  # fmt: skip
    found = read(sheet)
    assert people(found) == ["Nguyễn Văn An", "Lê Văn Chi"]
    assert "achievement" not in found.data["awards"][0]["individuals"][0]
    assert reported(found) == [("row_not_taken", "Sheet1!B3"), ("column_not_used", "Sheet1!E1")]
    struck = read(
        page(
            f"{HEADER}\n1 | Nguyễn Văn An | A | B\n2 | Trần Thị Bình | A | B",
            struck_rows=frozenset({1}),
        )
    )
    assert people(struck) == ["Trần Thị Bình"]
    assert reported(struck) == [("row_not_taken", "Sheet1!B2")]


def test_people_without_numbers_among_numbered_ones_are_taken() -> None:
    found = read(
        page(f"""
{HEADER}
1 | Nguyễn Văn An | Trưởng phòng | P1
 | Trần Thị Bình | Văn thư | P2
3 | Lê Văn Chi | Văn thư | P2
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"]


def test_a_signature_block_below_a_list_without_numbers() -> None:
    found = read(
        page("""
Họ và tên | Chức vụ | Đơn vị
Nguyễn Văn An | Trưởng phòng | P1
Trần Thị Bình | Văn thư | P2
 |
 | | TRƯỞNG PHÒNG
 |
 | | Lê Văn Ký
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == []


def test_one_column_of_names() -> None:
    found = read(
        page("DANH SÁCH TẬP THỂ ĐƯỢC KHEN\nSTT | Tên tập thể\n1 | Phòng Một\n2 | Phòng Hai")
    )
    assert people(found, key="collectives") == ["Phòng Một", "Phòng Hai"]
    alone = read(page("Họ và tên | Ghi gì đó\nNguyễn Văn An\nTrần Thị Bình"))
    assert people(alone) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_block_without_headers_is_proposed_by_the_look_of_its_values() -> None:
    found = read(
        page("""
1 | Ông | Nguyễn Văn An | Trưởng phòng | Phòng Tổ chức | 1980
2 | Bà | Trần Thị Bình | Chuyên viên | Văn phòng Sở | 1985
"""),
        asks=True,
    )
    assert found.data["awards"][0]["individuals"] == [
        {"honorific": "Ông", "full_name": "Nguyễn Văn An", "position": "Trưởng phòng",
         "organ_name": "Phòng Tổ chức", "birth_year": 1980},
        {"honorific": "Bà", "full_name": "Trần Thị Bình", "position": "Chuyên viên",
         "organ_name": "Văn phòng Sở", "birth_year": 1985},
    ]  # fmt: skip


def test_surnames_that_look_like_units_are_people() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ
1 | Đoàn Văn Hậu | Chuyên viên
2 | Vũ Thị Hội | Chuyên viên
3 | Bùi Tổ | Chuyên viên
""")
    )
    assert people(found) == ["Đoàn Văn Hậu", "Vũ Thị Hội", "Bùi Tổ"]


def test_columns_that_hold_data_and_have_no_field_are_reported() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Số CCCD | Dân tộc
1 | Nguyễn Văn An | Văn thư | 045 | Kinh
""")
    )
    assert reported(found) == [("column_not_used", "Sheet1!D1"), ("column_not_used", "Sheet1!E1")]


def test_names_of_signatures_below_a_list_without_numbers_are_no_recipients() -> None:
    found = read(
        page("""
Họ và tên | Chức vụ | Đơn vị
Nguyễn Văn An | Trưởng phòng | P1
Trần Thị Bình | Văn thư | P2
 |
NGƯỜI LẬP BIỂU | | GIÁM ĐỐC
Lê Thị Lập | | Đỗ Văn Ký
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_header_merged_over_its_rows_by_accident_is_no_value_of_theirs() -> None:
    rows = f"{HEADER}\n1 | Nguyễn Văn An | Trưởng phòng |\n2 | Trần Thị Bình | Văn thư |"
    found = read(page(rows, merged=[((0, 3), (2, 3))]))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert all("organ_name" not in row for row in found.data["awards"][0]["individuals"])


def test_a_column_without_a_value_is_reported_by_its_header_alone() -> None:
    found = read(
        page("""
STT | Họ và tên | Dân tộc
1 | Nguyễn Văn An |
""")
    )
    columns = found.sheets[0].columns
    assert [(column.letter, column.header, column.field) for column in columns] == [
        ("A", "STT", None),
        ("B", "Họ và tên", "/awards/*/individuals/*/full_name"),
        ("C", "Dân tộc", None),
    ]
    assert columns[2].why == "văn bản này không có mục nào cho cột này"
    assert reported(found) == []


def test_a_short_header_word_means_its_field_only_alone() -> None:
    """ "Tên" is the name; "Tên cơ quan chủ trì đề tài" begins so and is something else."""
    pointer, label = "individuals/*/full_name", "Họ và tên"
    assert vocabulary.likeness("Tên", pointer, label) == 4
    assert vocabulary.likeness("Tên đề tài", pointer, label) == 0
    assert vocabulary.likeness("Họ tên đề tài", pointer, label) == 2


def test_a_header_centred_over_two_columns_without_a_merge_belongs_to_both() -> None:
    for columns in ("Nam | Nữ", "Nam | Nữ | Khác"):
        blank = " | " * columns.count("|")
        found = read(
            page(f"""
STT | Họ và tên | Năm sinh{blank} | Đơn vị
 | | {columns} |
1 | Nguyễn Văn An | 1980{blank} | Văn phòng
2 | Trần Thị Bình | | 1985{" |" * (columns.count("|") - 1)} | Thanh tra
""")
        )
        assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
        assert [row["birth_year"] for row in found.data["awards"][0]["individuals"]] == [1980, 1985]


def test_a_name_typed_over_an_unnamed_first_column_is_no_header_of_it() -> None:
    found = read(
        page("""
 | Họ và tên | Đơn vị
TT | |
1 | Nguyễn Văn An | Văn phòng
2 | Trần Thị Bình | Thanh tra
""")
    )
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_a_name_in_two_columns_is_a_persons_with_or_without_a_position() -> None:
    for header in ("Họ và tên đệm | Tên", "Họ đệm | Tên", "Họ | Tên"):
        found = read(
            page(f"""
STT | {header} | Đơn vị
1 | Nguyễn Văn | An | Văn phòng
2 | Trần Thị | Bình | Phòng Kế hoạch
""")
        )
        assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"], header
        assert people(found, key="collectives") == []
        assert reported(found) == []


def test_every_field_of_a_row_has_a_cell_also_one_without_a_column() -> None:
    found = read(page("STT | Họ và tên\n1 | Lê Văn An"))
    assert found.cells["/awards/0/individuals/0/full_name"] == "Sheet1!B2"
    assert found.cells["/awards/0/individuals/0/position"] == "Sheet1!B2"


def test_a_row_with_words_in_unused_columns_alone_is_skipped_and_says_so() -> None:
    found = read(
        page("""
STT | Họ và tên | Chức vụ | Số tài khoản
1 | Lê Văn An | Kế toán | 101
 | | | 102
2 | Trần Thị Bình | Văn thư | 103
""")
    )
    (sheet,) = found.sheets
    assert (3, "chỉ có nội dung ở các cột không dùng") in [
        (skipped.row, skipped.why) for skipped in sheet.rows_skipped
    ]
    assert people(found) == ["Lê Văn An", "Trần Thị Bình"]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([3, 4, 5], 0),
        ([1, 2, 9], None),
        ([9, 1, 2], None),
        (["I", 1, 2, "II", 1, 2], 0),
        (["I", 1, 2, "II", 2, 4], None),
    ],
)
def test_a_column_of_numbers_counts_up_by_one_and_begins_anew_only_below_a_group(
    values: list[CellValue], found: int | None
) -> None:
    assert field_columns.number_column({0: values}) == found


@pytest.mark.parametrize(
    "header",
    ["Cấp bậc, chức vụ", "Cấp bậc/Chức vụ", "Cấp bậc - Chức vụ", "Cấp bậc, chức vụ, đơn vị"],
)
def test_a_rank_and_a_position_in_one_column_are_a_position(header: str) -> None:
    found = read(page(f"TT | Họ và tên | {header}\n1 | Nguyễn Văn An | Đại tá, Trưởng phòng"))
    (row,) = found.data["awards"][0]["individuals"]
    assert row == {"full_name": "Nguyễn Văn An", "position": "Đại tá, Trưởng phòng"}


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Lê Văn Chi\nPhạm Thị Dung", True),
        ("1. Lê Chi\n2. Phạm Dung", True),
        ("Ông Lê Chi\nBà Phạm Dung", True),
        # One name, broken.
        ("Nguyễn Thị\nMinh Khai", False),
        ("Nguyễn Văn\nAn", False),
        ("Lê Văn Chi\n(Tổ trưởng)", False),
        ("Lê Văn Chi\nTổ trưởng tổ Toán", False),
    ],
)
def test_two_names_on_two_lines_of_a_cell_are_asked_about(name: str, is_asked: bool) -> None:
    rows = (("STT", "Họ và tên", "Chức vụ"), (1, name, "Giáo viên"), (2, "Trần Thị Bình", "Y tá"))
    found = read(Page("Sheet1", rows))
    assert reported(found, "two_people") == [("two_people", "Sheet1!B2")] * is_asked
