"""The chosen figures are inside the decree's ranges, and the letterhead fits the narrowest legal page."""

from __future__ import annotations

import pytest

from service.docx import standard, typography

COMPONENTS = [*standard.COMPONENTS.values()]
#: The decree gives no size for the letters of a table; these are for tables of many columns (contract §4).
SMALL = {
    f"{cell}{size}"
    for cell in ("TieuDeCot", "BangTrai", "BangGiua", "BangPhai")
    for size in standard.SMALL_TABLE_SIZES_PT
}
TECHNICAL = {"DuongKe", "DuongKeTieuNgu", "DuongCach", "NgatPhan"}


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda c: c.style_id)
def test_a_chosen_size_is_in_its_legal_range_and_names_its_clause(
    component: standard.Component,
) -> None:
    low, high = component.size_range_pt
    assert low <= component.size_pt <= high
    assert component.clause
    if component.style_id not in TECHNICAL | SMALL:
        assert low >= 11


@pytest.mark.parametrize("side", ["TOP", "BOTTOM", "LEFT", "RIGHT"])
def test_a_chosen_margin_is_legal_even_after_rounding_to_twips(side: str) -> None:
    low, high = getattr(standard, f"MARGIN_{side}_RANGE_MM")
    chosen = standard.twips(getattr(standard, f"MARGIN_{side}_MM"))
    assert low <= chosen / standard.TWIPS_PER_MM <= high


def test_text_width_is_the_page_without_its_margins() -> None:
    assert standard.TEXT_WIDTH_TWIPS == 11906 - 1701 - 851
    assert standard.TEXT_WIDTH_LANDSCAPE_TWIPS == 16838 - 1701 - 851
    assert standard.TEXT_WIDTH_MIN_MM == 155


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("QuocHieu", standard.NATIONAL_NAME),
        ("TieuNgu", standard.MOTTO),
        ("DiaDanhThoiGian", "Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026"),
    ],
)
def test_the_right_half_of_the_letterhead_never_wraps_between_the_widest_legal_margins(
    style: str, text: str
) -> None:
    room = standard.TEXT_WIDTH_MIN_MM * standard.LETTERHEAD_COLUMNS_PERCENT[1] / 100
    look = standard.COMPONENTS[style]
    width = typography.text_width_mm(text, look.size_pt, look.bold, look.italic)
    assert width < room - 0.3


def test_national_name_would_fit_even_at_its_largest_legal_size() -> None:
    room = standard.TEXT_WIDTH_MIN_MM * standard.LETTERHEAD_COLUMNS_PERCENT[1] / 100
    assert typography.text_width_mm(standard.NATIONAL_NAME, 13, True) < room


@pytest.mark.parametrize("stamp", [*standard.PRIORITY_STAMPS, *standard.CIRCULATION_FRAMES])
def test_a_stamp_holds_its_words(stamp: standard.Stamp) -> None:
    assert typography.text_width_mm(stamp.text, 13, True) < stamp.width_mm - 1


def test_stamps_have_the_sizes_of_the_decree() -> None:
    sizes = {s.text: (s.width_mm, s.height_mm) for s in standard.PRIORITY_STAMPS}
    assert sizes == {"KHẨN": (20, 8), "HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8)}


def test_the_dashes_of_the_address_stand_under_the_colon() -> None:
    words = standard.COMPONENTS["KinhGuiNhieuNoi"]
    dashed = standard.COMPONENTS["DanhSachKinhGui"]
    colon = words.left_mm + typography.text_width_mm("Kính gửi", words.size_pt)
    assert dashed.left_mm - dashed.hanging_mm == pytest.approx(colon, abs=0.05)
    assert dashed.hanging_mm == pytest.approx(typography.text_width_mm("- ", 14), abs=0.05)


def test_sizes_of_the_letterhead_rise_together_as_footnote_three_wants() -> None:
    size = {name: c.size_pt for name, c in standard.COMPONENTS.items()}
    assert (size["QuocHieu"], size["TieuNgu"], size["DiaDanhThoiGian"]) in {
        (12, 13, 13),
        (13, 14, 14),
    }


def test_style_names_are_vietnamese_words_that_word_accepts() -> None:
    names = [c.name for c in COMPONENTS]
    assert len(set(map(str.casefold, names))) == len(names)
    assert not any(set(name) & set(",;{}\\") for name in names)
