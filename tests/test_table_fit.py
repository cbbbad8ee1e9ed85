"""Nothing in a table is broken that may not be, on the largest letters that allow it; then the fewest lines."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.docx import standard, typography
from service.docx.typography import CELL_MARGINS_TWIPS, ColumnTexts, Group, TableFit, column_needs

UPRIGHT, SIDEWAYS = standard.TEXT_WIDTH_TWIPS, standard.TEXT_WIDTH_LANDSCAPE_TWIPS
PROSE = (
    "Hoàn thành xuất sắc nhiệm vụ năm 2025; chủ trì tham mưu 05 văn bản quy phạm pháp luật, 12 kế hoạch của Ủy "
    "ban nhân dân tỉnh; có 01 sáng kiến được công nhận cấp tỉnh, áp dụng hiệu quả tại 10 đơn vị"
)
NAMES = ["Bà Nguyễn Thị Phương Thảo", "Ông Trần Văn Dũng", "Ông Lê Quốc Khánh", "Bà Hồng Nhung"]
UNITS = ["Phòng Tổ chức cán bộ, Sở Nội vụ", "Văn phòng Sở Nội vụ", "Ủy ban nhân dân xã Cẩm Bình"]
FIGURE = "12.445,5"


def fit(*columns: list[str], landscape: bool = False, groups: tuple[Group, ...] = ()) -> TableFit:
    return typography.fit_table(
        [ColumnTexts(header, tuple(cells)) for header, *cells in columns],
        groups,
        widths=typography.PageWidths(UPRIGHT, SIDEWAYS),
        landscape=landscape,
    )


def room(found: TableFit, column: int) -> int:
    """Twips for the letters of a cell."""
    return found.widths[column] - CELL_MARGINS_TWIPS[found.size_pt]


def length(text: str, size: float, *, bold: bool = False) -> float:
    return typography.text_width_mm(text, size, bold) * standard.TWIPS_PER_MM


def lines(text: str, found: TableFit, column: int) -> int:
    width = room(found, column) / standard.TWIPS_PER_MM
    return len(typography.wrap(text, width, found.size_pt))


def assert_nothing_breaks(found: TableFit, *columns: list[str]) -> None:
    for place, (header, *cells) in enumerate(columns):
        for word in header.split():
            assert length(word, found.size_pt, bold=True) <= room(found, place)
        for word in " ".join(cells).split():
            assert length(word, found.size_pt) <= room(found, place)


def month_table(months: int) -> list[list[str]]:
    return [["Đơn vị", *UNITS], *([f"Tháng {n}", *[FIGURE] * 3] for n in range(1, months + 1))]


# --- the ladder ------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", range(1, 17))
def test_no_figure_and_no_word_is_broken_on_any_rung(count: int) -> None:
    columns = month_table(count)
    found = fit(*columns)
    assert_nothing_breaks(found, *columns)
    assert found.fitting == len(columns)
    assert sum(found.widths) == (SIDEWAYS if found.landscape else UPRIGHT)


def test_letters_grow_smaller_and_then_the_page_turns_as_columns_are_added() -> None:
    rungs = [(13, False), (12, False), (11, False), (13, True), (12, True), (11, True), (10, True)]
    places = [rungs.index((f.size_pt, f.landscape)) for f in (fit(*month_table(n)) for n in range(1, 17))]  # fmt: skip
    assert all(before <= after for before, after in pairwise(places))
    assert places[0] == 0
    assert places[-1] == len(rungs) - 1


def test_eight_narrow_columns_stay_upright() -> None:
    found = fit(*month_table(7))
    assert (found.size_pt, found.landscape) == (13, False)


def test_a_page_that_lies_on_its_side_already_has_its_largest_letters_first() -> None:
    found = fit(*month_table(3), landscape=True)
    assert (found.size_pt, found.landscape, sum(found.widths)) == (13, True, SIDEWAYS)


def test_what_fits_nowhere_is_named_by_how_many_columns_would_fit() -> None:
    columns = month_table(30)
    found = fit(*columns)
    assert 10 < found.fitting < len(columns)
    assert fit(*columns[: found.fitting]).fitting == found.fitting
    assert sum(found.widths) == SIDEWAYS


def test_a_word_longer_than_any_word_makes_no_table_too_wide() -> None:
    assert fit(["Tệp", "x" * 2000], ["Ghi chú", "y" * 500]).fitting == 2


# --- what must not break ---------------------------------------------------------------------------


def test_names_stand_on_one_line_beside_prose() -> None:
    columns = [
        ["STT", *"1234"],
        ["Họ và tên", *NAMES],
        ["Chức vụ", "Phó Trưởng phòng", "Chuyên viên", "Chuyên viên", "Kế toán trưởng"],
        ["Đơn vị", *UNITS, UNITS[0]],
        ["Thành tích", *[PROSE] * 4],
    ]
    found = fit(*columns)
    assert (found.size_pt, found.landscape) == (13, False)
    assert all(lines(name, found, 1) == 1 for name in NAMES)
    assert all(lines(unit, found, 3) <= 4 for unit in UNITS)
    assert lines(PROSE, found, 4) <= 10
    assert_nothing_breaks(found, *columns)


def test_names_and_units_of_five_hundred_stand_on_one_line_when_the_sum_of_them_fits() -> None:
    people = random.Random(7)
    columns = [
        ["STT", *(str(n) for n in range(1, 501))],
        ["Họ và tên", *(people.choice(NAMES) for _ in range(500))],
        ["Đơn vị", *(people.choice(UNITS) for _ in range(500))],
        ["Tiền thưởng (đồng)", *["2.340.000"] * 500],
    ]
    found = fit(*columns)
    assert found.size_pt == 13
    for place in (1, 2):
        assert all(lines(text, found, place) == 1 for text in {*columns[place][1:]})


def test_a_long_header_is_no_least_width_but_none_of_its_words_breaks() -> None:
    header = "Số lượng hồ sơ đã giải quyết đúng hạn hoặc trước hạn trong kỳ báo cáo"
    columns = [["Nội dung", PROSE], *([header, "12"] for _ in range(6))]
    found = fit(*columns)
    assert (found.size_pt, found.landscape) == (13, False)
    assert_nothing_breaks(found, *columns)
    assert room(found, 1) < length(header, 13, bold=True) / 4


def test_a_very_tall_header_makes_its_column_wider_where_prose_has_room_to_give() -> None:
    header = "Số lượng hồ sơ đã giải quyết đúng hạn"
    found = fit(["Chỉ tiêu", PROSE], [header, "12"], ["Ghi chú", "Đạt"])
    width = room(found, 1) / standard.TWIPS_PER_MM
    assert len(typography.wrap(header, width, found.size_pt, True)) <= 4


def test_a_word_of_a_header_above_several_columns_is_not_broken() -> None:
    word = "Nghiêng" * 3
    columns = [["Nội dung", PROSE], ["A", "1"], ["B", "2"]]
    found = fit(*columns, groups=(Group(word, 1, 2),))
    both = found.widths[1] + found.widths[2] - CELL_MARGINS_TWIPS[found.size_pt]
    assert length(word, found.size_pt, bold=True) <= both


def test_words_held_together_by_a_no_break_blank_are_one_word() -> None:
    held = "ngày\N{NO-BREAK SPACE}20\N{NO-BREAK SPACE}tháng\N{NO-BREAK SPACE}01"
    found = fit(["Ngày", held], ["Nội dung", PROSE], ["Kết quả", PROSE])
    assert length(held, found.size_pt) <= room(found, 0)


def test_sums_are_measured_in_their_bold_letters() -> None:
    total = "1.234.567.890"
    column = ColumnTexts("Tiền", ("1",), (total,))
    other = ColumnTexts("Nội dung", (PROSE * 3,), ("Tổng cộng",))
    found = typography.fit_table([other, column], widths=typography.PageWidths(UPRIGHT, SIDEWAYS))
    assert length(total, 13, bold=True) <= room(found, 1)


# --- the fewest lines ------------------------------------------------------------------------------


def test_texts_that_fit_on_one_line_each_do() -> None:
    columns = [["STT", "1"], ["Họ và tên", NAMES[0]], ["Đơn vị", UNITS[0]]]
    found = fit(*columns)
    assert all(lines(cell, found, place) == 1 for place, (_, cell) in enumerate(columns))


def test_columns_of_figures_that_need_the_same_are_drawn_alike() -> None:
    found = fit(["Đơn vị", "Sở Nội vụ"], *([f"Quý {n}", FIGURE] for n in range(1, 5)))
    assert max(found.widths[1:]) - min(found.widths[1:]) <= 1


def test_a_longer_header_among_like_figures_keeps_its_room() -> None:
    found = fit(
        ["Nội dung", "Phong trào thi đua yêu nước giai đoạn 2015 - 2020", "Cải cách hành chính"],
        *(["Tập thể", "2", "4"], ["Cá nhân", "7", "13"], ["Cộng", "9", "17"]),
        ["Tỷ lệ cá nhân (%)", "77,78", "76,47"],
    )
    width = room(found, 4) / standard.TWIPS_PER_MM
    assert typography.wrap("Tỷ lệ cá nhân (%)", width, 13, bold=True) == ["Tỷ lệ cá", "nhân (%)"]


def test_a_header_takes_fewer_lines_where_the_room_saves_no_row_one() -> None:
    unit = "Trung tâm Dịch vụ đối ngoại và Xúc tiến viện trợ phi chính phủ nước ngoài tỉnh Hà Tĩnh"
    found = fit(
        ["STT", "1"], ["Tên tập thể", unit], ["Số phiếu tán thành", "08/09"], ["Tỷ lệ", "1%"]
    )
    assert lines(unit, found, 1) == 2
    width = room(found, 2) / standard.TWIPS_PER_MM
    assert typography.wrap("Số phiếu tán thành", width, 13, bold=True) == ["Số phiếu tán thành"]


def test_the_words_of_a_header_are_whole_where_there_is_room() -> None:
    found = fit(
        ["Nội dung", "Cải cách hành chính"], ["Tỷ lệ cá nhân (%)", "77,78"], ["Tập thể", "1"]
    )
    width = room(found, 1) / standard.TWIPS_PER_MM
    assert typography.wrap("Tỷ lệ cá\u00a0nhân (%)", width, 13, bold=True) in (
        ["Tỷ lệ cá\u00a0nhân (%)"],
        ["Tỷ lệ", "cá\u00a0nhân (%)"],
    )


def test_the_room_goes_where_it_saves_lines() -> None:
    short = "Sở Nội vụ, Sở Ngoại vụ và các sở khác"
    rows = [["A", short, short], ["B", PROSE, PROSE]]
    found = fit(*rows)
    # Every twip moved from one to the other makes the rows no lower.
    height = max(lines(short, found, 0), lines(PROSE, found, 1))
    for moved in (-400, -200, 200, 400):
        widths = (found.widths[0] + moved, found.widths[1] - moved)
        other = found.__class__(widths, found.size_pt, found.landscape, found.fitting)
        assert max(lines(short, other, 0), lines(PROSE, other, 1)) >= height


WORDS = st.sampled_from(["một", "Nghiêng", "12.345,67", "Ủy", "ban", "và", "30/4/2025", "x", "-"])
CELLS = st.lists(WORDS, max_size=12).map(" ".join)


@pytest.mark.no_cover
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=9))
def test_any_table_fills_its_page_and_breaks_no_word(columns: list[list[str]]) -> None:
    found = fit(*columns)
    assert sum(found.widths) == (SIDEWAYS if found.landscape else UPRIGHT)
    assert found.fitting == len(columns)
    assert_nothing_breaks(found, *columns)


@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=8), min_size=1, max_size=60))
def test_any_texts_are_given_widths(columns: list[list[str]]) -> None:
    height = max(map(len, columns))
    padded = [[*column, *[""] * (height - len(column))] for column in columns]
    found = fit(*padded)
    assert len(found.widths) == len(columns)
    assert sum(found.widths) == (SIDEWAYS if found.landscape else UPRIGHT)
    assert min(found.widths) > 0
    assert 1 <= found.fitting <= len(columns)


def reckoned_and_wrapped(text: str, twips: int) -> tuple[int, int] | None:
    """How many lines a text takes, as reckoned and as it is wrapped; None where its widest word has no room."""
    units = twips * 2048 / (13 * 20)
    steps = column_needs.line_units(text)
    if units < steps[-1]:
        return None
    reckoned = next(count for count, width in enumerate(steps, start=1) if width <= units)
    return reckoned, len(typography.wrap(text, twips / standard.TWIPS_PER_MM, 13))


@given(CELLS, st.integers(100, 9000))
def test_a_text_takes_as_many_lines_as_were_reckoned_for_its_width(text: str, twips: int) -> None:
    found = reckoned_and_wrapped(text, twips)
    if found is None:
        return
    reckoned, wrapped = found
    # Of two lines that follow each other the words have no room on one, so that twice as many always do.
    assert wrapped <= 2 * reckoned if len(text.split()) > 8 else wrapped == reckoned


def test_prose_takes_about_as_many_lines_as_were_reckoned() -> None:
    found = [reckoned_and_wrapped(PROSE, twips) for twips in range(1_500, 9_001, 10)]
    differences = Counter(wrapped - reckoned for reckoned, wrapped in filter(None, found))
    assert set(differences) <= {-1, 0, 1}
    assert differences[0] >= 0.8 * differences.total()
