"""Every component looks as the decree says: Phụ lục I, Phần I, mục II, III and the table of mục V, typed by hand."""

from __future__ import annotations

import pytest

from service.docx import standard

STYLES = dict(standard.COMPONENTS)
SMALL, CAPITALS = False, True

#: style, range of sizes, size of the decree's example, chữ in hoa, đậm, nghiêng, canh (mục V; II and III where V is silent).
DECREE = [
    ("QuocHieu", (12, 13), 12, CAPITALS, True, False, "center"),
    ("TieuNgu", (13, 14), 13, SMALL, True, False, "center"),
    ("CoQuanChuQuan", (12, 13), 12, CAPITALS, False, False, "center"),
    ("TenCoQuan", (12, 13), 12, CAPITALS, True, False, "center"),
    ("SoKyHieu", (13, 13), 13, SMALL, False, False, "center"),
    ("DiaDanhThoiGian", (13, 14), 13, SMALL, False, True, "center"),
    ("DauKhan", (13, 14), 13, CAPITALS, True, False, "center"),
    ("ChiDanLuuHanh", (13, 14), 13, CAPITALS, True, False, "center"),
    ("SoTrang", (13, 14), 14, SMALL, False, False, "center"),
    ("TenLoai", (13, 14), 14, CAPITALS, True, False, "center"),
    ("TrichYeu", (13, 14), 14, SMALL, True, False, "center"),
    ("ThamQuyenBanHanh", (13, 14), 14, CAPITALS, True, False, "center"),
    ("CanCu", (13, 14), 14, SMALL, False, True, "both"),
    ("MenhDeQuyetDinh", (13, 14), 14, CAPITALS, True, False, "center"),
    ("DoanVan", (13, 14), 14, SMALL, False, False, "both"),
    ("DoanDan", (13, 14), 14, SMALL, False, False, "both"),
    ("Dieu", (13, 14), 14, SMALL, False, False, "both"),
    ("Khoan", (13, 14), 14, SMALL, False, False, "both"),
    ("GachDauDong", (13, 14), 14, SMALL, False, False, "both"),
    ("Diem", (13, 14), 14, SMALL, False, False, "both"),
    ("Phan", (13, 14), 14, SMALL, True, False, "center"),
    ("TieuDePhan", (13, 14), 14, CAPITALS, True, False, "center"),
    ("Muc", (13, 14), 14, CAPITALS, True, False, "left"),
    ("KhoanCoTieuDe", (13, 14), 14, SMALL, True, False, "both"),
    ("NoiDungCoTieuDe", (13, 14), 14, SMALL, True, False, "both"),
    ("DiemCoTieuDe", (13, 14), 14, SMALL, False, False, "both"),
    ("KinhGui", (13, 14), 14, SMALL, False, False, "center"),
    ("KinhGuiNhieuNoi", (13, 14), 14, SMALL, False, False, "left"),
    ("DanhSachKinhGui", (13, 14), 14, SMALL, False, False, "left"),
    ("NoiNhan", (12, 12), 12, SMALL, True, True, "left"),
    ("NoiNhanSauChuKy", (12, 12), 12, SMALL, True, True, "left"),
    ("DanhSachNoiNhan", (11, 11), 11, SMALL, False, False, "left"),
    ("QuyenHanChucVu", (13, 14), 14, CAPITALS, True, False, "center"),
    ("HoTenNguoiKy", (13, 14), 14, SMALL, True, False, "center"),
    ("ChucVuKhac", (13, 14), 14, CAPITALS, True, False, "center"),
    ("HoTenDuoiChucVuKhac", (13, 14), 14, SMALL, True, False, "center"),
    ("ChucVuThanhVien", (13, 14), 14, SMALL, False, False, "center"),
    ("TieuDeChuKy", (13, 14), 14, CAPITALS, True, False, "center"),
    ("PhuLuc", (14, 14), 14, SMALL, True, False, "center"),
    ("TenPhuLuc", (13, 14), 14, CAPITALS, True, False, "center"),
    ("ChiDanPhuLuc", (13, 14), 14, SMALL, False, True, "center"),
    ("TenBang", (13, 14), 14, SMALL, True, False, "center"),
    ("DonViTinh", (13, 14), 13, SMALL, False, True, "right"),
    ("TieuDeCot", (13, 14), 13, SMALL, True, False, "center"),
    ("BangTrai", (13, 14), 13, SMALL, False, False, "left"),
    ("BangGiua", (13, 14), 13, SMALL, False, False, "center"),
    ("BangPhai", (13, 14), 13, SMALL, False, False, "right"),
    ("KetThuc", (13, 14), 14, SMALL, False, False, "right"),
]  # fmt: skip

TEXT_CLOSING = {"DoanVanCuoi", "DieuCuoi", "KhoanCuoi", "GachDauDongCuoi"}
CLOSING = TEXT_CLOSING | {
    "DanhSachNoiNhanCuoi",
    "HoTenNguoiKyCuoi",
    "NoiNhanCuoi",
    "QuyenHanChucVuCuoi",
}
#: The letters of a table at 12, 11 and 10 pt; the decree gives no size for them.
SMALL_CELLS = {
    f"{cell}{size}": cell
    for cell in ("TieuDeCot", "BangTrai", "BangGiua", "BangPhai")
    for size in standard.SMALL_TABLE_SIZES_PT
}
TECHNICAL = {"DuongKe", "DuongKeTieuNgu", "DuongCach", "NgatPhan"}
RUNNING = {"CanCu", "DoanVan", "DoanDan", "Dieu", "Khoan", "GachDauDong", "Diem",
           "Muc", "KhoanCoTieuDe", "NoiDungCoTieuDe", "DiemCoTieuDe", *TEXT_CLOSING}  # fmt: skip


@pytest.mark.parametrize(("style", "sizes", "size", "capitals", "bold", "italic", "align"), DECREE)
def test_a_component_has_the_letters_that_the_decree_gives_it(
    style: str,
    sizes: tuple[float, float],
    size: float,
    capitals: bool,
    bold: bool,
    italic: bool,
    align: str,
) -> None:
    look = STYLES[style]
    assert (look.size_range_pt, look.size_pt) == (sizes, size)
    assert (look.capitals, look.bold, look.italic) == (capitals, bold, italic)
    assert look.align == align


def test_a_table_of_many_columns_has_smaller_letters_and_otherwise_the_look_of_every_table() -> (
    None
):
    for name, cell in SMALL_CELLS.items():
        small, usual = STYLES[name], STYLES[cell]
        assert small.name == f"{usual.name} {small.size_pt}"
        assert small.like == cell
        for part in ("align", "bold", "italic", "keep_next", "before_pt", "after_pt", "line"):
            assert getattr(small, part) == getattr(usual, part)


def test_every_component_stands_in_the_table_of_the_decree_or_is_a_variant_of_one() -> None:
    assert STYLES.keys() == {row[0] for row in DECREE} | CLOSING | TECHNICAL | SMALL_CELLS.keys()
    assert len(DECREE) == len({row[0] for row in DECREE})


def test_only_the_marks_of_urgency_are_red() -> None:
    red = {name for name, look in STYLES.items() if look.colour != "000000"}
    assert red == {"DauKhan"}
    assert STYLES["DauKhan"].colour == "FF0000"


@pytest.mark.parametrize("style", sorted(RUNNING))
def test_running_text_is_indented_and_spaced_within_the_decree(style: str) -> None:
    look = STYLES[style]
    assert look.first_line_mm == 12.7  # "lùi vào 1 cm hoặc 1,27 cm" (II.6.e)
    assert (look.before_pt, look.after_pt) == (0, 6)  # "tối thiểu là 6pt"
    assert look.line == 1.1  # from single to 1,5 lines; the contract's default
    assert look.line_exact_pt is None


def test_what_is_no_running_text_begins_at_its_margin_with_single_lines() -> None:
    for name in STYLES.keys() - RUNNING - TECHNICAL:
        assert (STYLES[name].first_line_mm, STYLES[name].line) == (0, 1), name


def test_headings_carry_the_outline_levels_of_word_counted_from_nought() -> None:
    levels = {
        n: style.outline_level for n, style in STYLES.items() if style.outline_level is not None
    }
    assert levels == {
        "TrichYeu": 0,
        "Phan": 0,
        "Dieu": 1,
        "DieuCuoi": 1,
        "Muc": 1,
        "NoiDungCoTieuDe": 1,
        "KhoanCoTieuDe": 2,
        "DiemCoTieuDe": 3,
        "PhuLuc": 0,
    }


def test_what_announces_something_never_stands_last_on_a_page() -> None:
    announcing = {
        *("TenLoai", "TrichYeu", "ThamQuyenBanHanh", "MenhDeQuyetDinh"),
        *(
            "DoanDan",
            "Phan",
            "TieuDePhan",
            "Muc",
            "KhoanCoTieuDe",
            "NoiDungCoTieuDe",
            "DiemCoTieuDe",
        ),
        *("KinhGui", "KinhGuiNhieuNoi", "NoiNhanSauChuKy"),
        *("ChucVuThanhVien", "TieuDeChuKy"),
        *("PhuLuc", "TenPhuLuc", "ChiDanPhuLuc", "TenBang", "DonViTinh", "TieuDeCot"),
    }
    # The last lines of the text stay with the signature, a name and a recipient with the line below.
    assert {
        name for name, look in STYLES.items() if look.keep_next and name not in SMALL_CELLS
    } == announcing | CLOSING


#: What Enter begins after the first line of a list and of signatures.
ANNOUNCED = {
    **dict.fromkeys(("NoiNhan", "NoiNhanCuoi", "NoiNhanSauChuKy"), "DanhSachNoiNhan"),
    "TieuDeChuKy": "ChucVuThanhVien",
    "ChucVuThanhVien": "HoTenNguoiKy",
}


def test_enter_after_a_heading_or_a_kept_line_begins_an_ordinary_one() -> None:
    for name, look in STYLES.items():
        if name in ANNOUNCED:
            assert look.followed_by == ANNOUNCED[name]
        elif name in CLOSING:
            assert look.followed_by == name.removesuffix("Cuoi")
        elif look.outline_level is not None:
            assert look.followed_by in {"DoanVan", "Khoan", "ChiDanPhuLuc"}, name
        assert look.followed_by is None or look.followed_by in STYLES
    assert {name for name, look in STYLES.items() if look.hidden} == {"DuongCach", "NgatPhan"}


def test_headings_of_several_lines_are_not_divided_between_pages() -> None:
    whole = {name for name, look in STYLES.items() if look.keep_lines}
    assert whole == {
        "Phan",
        "TieuDePhan",
        "Muc",
        "KhoanCoTieuDe",
        "NoiDungCoTieuDe",
        "DiemCoTieuDe",
        "PhuLuc",
        "TenPhuLuc",
    }


def test_a_variant_names_the_style_that_it_varies() -> None:
    assert {
        name: look.like for name, look in STYLES.items() if look.like and name not in SMALL_CELLS
    } == {
        "DuongKeTieuNgu": "DuongKe",
        "DoanVanCuoi": "DoanVan",
        "DoanDan": "DoanVan",
        "DieuCuoi": "Dieu",
        "KhoanCuoi": "Khoan",
        "GachDauDongCuoi": "GachDauDong",
        "NoiDungCoTieuDe": "KhoanCoTieuDe",
        "DiemCoTieuDe": "Diem",
        "NoiNhanCuoi": "NoiNhan",
        "NoiNhanSauChuKy": "NoiNhan",
        "QuyenHanChucVuCuoi": "QuyenHanChucVu",
        "DanhSachNoiNhanCuoi": "DanhSachNoiNhan",
        "HoTenNguoiKyCuoi": "HoTenNguoiKy",
        "ChucVuKhac": "HoTenNguoiKy",
        "HoTenDuoiChucVuKhac": "HoTenNguoiKy",
        "TieuDeCot": "BangTrai",
        "BangGiua": "BangTrai",
        "BangPhai": "BangTrai",
    }


@pytest.mark.parametrize("style", sorted(CLOSING))
def test_a_closing_line_differs_from_its_kind_only_in_staying_with_what_follows(style: str) -> None:
    last, usual = STYLES[style], STYLES[style.removesuffix("Cuoi")]
    assert last.name == usual.name + " cuối"
    for part in ("size_pt", "align", "bold", "before_pt", "after_pt", "line", "left_mm"):
        assert getattr(last, part) == getattr(usual, part)


def test_the_signature_has_space_for_four_blank_lines() -> None:
    # Single-spaced Times New Roman of 14 pt takes 16 pt a line.
    assert standard.SIGNATURE_SPACE_PT == 4 * 16
    assert STYLES["HoTenNguoiKy"].before_pt == STYLES["ChucVuKhac"].before_pt == 64
    assert STYLES["HoTenDuoiChucVuKhac"].before_pt == 0


def test_a_rule_is_a_thin_line_close_below_its_text() -> None:
    for name in ("DuongKe", "DuongKeTieuNgu"):
        look = STYLES[name]
        assert look.ruled
        assert (look.before_pt, look.line_exact_pt) == (3.5, 2)
    assert {name for name, look in STYLES.items() if look.ruled} == {"DuongKe", "DuongKeTieuNgu"}
    assert standard.RULE_THICKNESS_PT == 0.75


def test_technical_lines_take_next_to_no_space() -> None:
    sizes = {n: (STYLES[n].size_pt, STYLES[n].line_exact_pt, STYLES[n].align) for n in TECHNICAL}
    assert sizes == {
        "DuongKe": (2, 2, "center"),
        "DuongKeTieuNgu": (2, 2, "center"),
        "DuongCach": (6, 8, "left"),
        "NgatPhan": (1, 1, "left"),
    }
    assert all(STYLES[name].size_range_pt == (1, 14) for name in TECHNICAL)


def test_a_number_and_its_date_stand_on_one_line_and_so_are_set_off_alike() -> None:
    assert STYLES["SoKyHieu"].before_pt == STYLES["DiaDanhThoiGian"].before_pt


def test_a_dash_of_the_recipients_hangs_before_its_text() -> None:
    look = STYLES["DanhSachNoiNhan"]
    assert look.left_mm == look.hanging_mm == 2.26
    hanging = {name for name, style in STYLES.items() if style.hanging_mm or style.left_mm}
    assert hanging - CLOSING == {"KinhGuiNhieuNoi", "DanhSachKinhGui", "DanhSachNoiNhan"}
    assert STYLES["KinhGuiNhieuNoi"].left_mm == 25


CLAUSES = {
    "I.7": ["SoTrang"],
    "II.1.a": ["QuocHieu"],
    "II.1.b": ["TieuNgu", "DuongKeTieuNgu"],
    "II.2.b": ["CoQuanChuQuan", "TenCoQuan"],
    "II.2.b, II.5.b": ["DuongKe"],
    "II.3.c": ["SoKyHieu"],
    "II.4.c": ["DiaDanhThoiGian"],
    "II.5.b": ["TenLoai", "TrichYeu"],
    "II.6.a": ["CanCu"],
    "II.6.đ": ["Dieu", "DieuCuoi", "Khoan", "KhoanCuoi", "Diem", "Phan", "TieuDePhan", "KhoanCoTieuDe", "NoiDungCoTieuDe", "DiemCoTieuDe"],
    "II.6.e": ["DoanVan", "DoanVanCuoi", "DoanDan", "GachDauDong", "GachDauDongCuoi", "TenBang", "DonViTinh", "TieuDeCot", "BangTrai", "BangGiua", "BangPhai"],
    "II.7.đ": ["QuyenHanChucVu", "QuyenHanChucVuCuoi", "HoTenNguoiKy", "HoTenNguoiKyCuoi", "ChucVuKhac", "HoTenDuoiChucVuKhac", "ChucVuThanhVien", "TieuDeChuKy"],
    "II.9.d": ["KinhGui", "KinhGuiNhieuNoi", "DanhSachKinhGui", "NoiNhan", "NoiNhanCuoi", "NoiNhanSauChuKy", "DanhSachNoiNhan", "DanhSachNoiNhanCuoi"],
    "III.1.b": ["PhuLuc", "TenPhuLuc"],
    "III.1.c": ["ChiDanPhuLuc"],
    "III.2.b": ["DauKhan"],
    "III.2.c": ["ChiDanLuuHanh"],
    "V.6.b": ["Muc"],
}  # fmt: skip


def test_every_component_names_the_clause_that_it_follows() -> None:
    reported: dict[str, set[str]] = {}
    for name, look in STYLES.items():
        before, found, clause = look.clause.partition("Phụ lục I, Phần I, ")
        if found:
            assert before == ""
            reported.setdefault(clause, set()).add(name)
    assert reported == {clause: set(names) for clause, names in CLAUSES.items()}
    others = {
        n: style.clause
        for n, style in STYLES.items()
        if "Phụ lục I, " not in style.clause and n not in SMALL_CELLS
    }
    assert others == {
        "ThamQuyenBanHanh": "Phụ lục III, Mẫu 1.2",
        "MenhDeQuyetDinh": "Phụ lục III, Mẫu 1.2",
        "KetThuc": "Phụ lục III, Mẫu 2.1",
        "DuongCach": "kỹ thuật",
        "NgatPhan": "kỹ thuật",
    }


def test_the_sheet_is_a4_with_the_margins_of_the_decree() -> None:
    assert (standard.PAGE_WIDTH_MM, standard.PAGE_HEIGHT_MM) == (210, 297)
    assert (standard.PAGE_WIDTH_TWIPS, standard.PAGE_HEIGHT_TWIPS) == (11906, 16838)
    assert standard.MARGIN_TOP_RANGE_MM == standard.MARGIN_BOTTOM_RANGE_MM == (20, 25)
    assert standard.MARGIN_LEFT_RANGE_MM == (30, 35)
    assert standard.MARGIN_RIGHT_RANGE_MM == (15, 20)
    chosen = [getattr(standard, f"MARGIN_{side}_MM") for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")]
    assert chosen == [20, 20, 30, 15]


def test_letters_rules_and_spacing_are_those_of_the_decree() -> None:
    assert standard.FONT == "Times New Roman"
    assert (standard.TEXT_COLOUR, standard.LANGUAGE) == ("000000", "vi-VN")
    assert standard.NATIONAL_NAME == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert standard.MOTTO == "Độc lập - Tự do - Hạnh phúc"
    assert standard.RULE_SHARE_RANGE == (1 / 3, 1 / 2)
    assert standard.RULE_SHARE == 0.42
    assert standard.FIRST_LINE_INDENTS_MM == (10, 12.7)
    assert standard.FIRST_LINE_INDENT_MM == 12.7
    assert standard.PARAGRAPH_GAP_MIN_PT == standard.PARAGRAPH_GAP_PT == 6
    assert (standard.LINE_SPACING_RANGE, standard.LINE_SPACING) == ((1.0, 1.5), 1.1)
    assert standard.TWIPS_PER_PT == 20
    assert standard.twips(100) == 5670  # 56,6929 to the millimetre


@pytest.mark.parametrize(
    ("mm", "twips"), [(0, 0), (25.4, 1440), (20, 1134), (15, 851), (30, 1701), (12.7, 720)]
)
def test_millimetres_are_rounded_up_to_twips_but_not_beyond_a_whole_one(
    mm: float, twips: int
) -> None:
    assert standard.twips(mm) == twips


def test_the_columns_of_letterhead_and_signature_share_the_whole_width() -> None:
    assert standard.LETTERHEAD_COLUMNS_PERCENT == (36, 64)
    assert standard.SIGNATURE_COLUMNS_PERCENT == (46, 54)


def test_page_number_and_marks_stand_inside_the_top_margin() -> None:
    assert standard.PAGE_NUMBER_FROM_EDGE_MM == 10
    assert standard.CIRCULATION_FROM_EDGE_MM == 9
    assert standard.ADDRESS_INDENT_MM == 25
    for frame in standard.CIRCULATION_FRAMES:
        assert standard.CIRCULATION_FROM_EDGE_MM + frame.height_mm < standard.MARGIN_TOP_MM


def test_stamps_stand_in_the_order_of_the_decree_red_with_black_frames_after() -> None:
    red, black = standard.PRIORITY_STAMPS, standard.CIRCULATION_FRAMES
    assert [stamp.text for stamp in red] == ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN"]
    assert [(s.text, s.width_mm, s.height_mm) for s in black] == [
        ("XEM XONG TRẢ LẠI", 56, 8),
        ("LƯU HÀNH NỘI BỘ", 56, 8),
    ]
    assert {s.colour for s in red} == {"FF0000"}
    assert {s.colour for s in black} == {"000000"}
    assert {s.clause for s in red} == {"Phụ lục I, Phần I, III.2.b"}
    assert {s.clause for s in black} == {"Phụ lục I, Phần I, III.2.c"}
