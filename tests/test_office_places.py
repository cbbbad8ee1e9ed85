"""Where a line of a document stands, in the words of an office: articles, lists and running numbers, never paragraphs of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from service.revision.document_text import Paragraph, Row, Unit
from service.revision.office_places import named, named_cell


def line(text: str) -> Paragraph:
    return Paragraph(text, "đoạn 7", 7)


def row(*cells: str, table: int = 1) -> Row:
    return Row(tuple((line(cell),) for cell in cells), "bảng 1", table)


def places(*units: Unit | str) -> list[str]:
    return [
        unit.where
        for unit in named([line(unit) if isinstance(unit, str) else unit for unit in units])
    ]


def columns(units: Sequence[Unit]) -> Iterator[list[str]]:
    for unit in named(units):
        if isinstance(unit, Row):
            yield [named_cell(unit, column)[0].where for column in range(len(unit.cells))]


HEAD, FOOT = "Đầu văn bản", "Nơi nhận và chữ ký"


def test_a_decision_is_told_by_its_bases_its_articles_and_what_stands_in_them() -> None:
    assert places(
        row("SỞ NGOẠI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", table=0),
        row("Số: 12/QĐ-SNgV", "Hà Tĩnh, ngày 20", table=0),
        "Về việc khen thưởng",
        "Căn cứ Luật A;",
        "Xét đề nghị của ông A;",
        "Theo đề nghị của bà B.",
        "Điều 1. Tặng Giấy khen cho:",
        "1. Tập thể:",
        "a) Phòng A;",
        "đ) Phòng B;",
        "Các tập thể trên.",
        "ĐIỀU 22. Thi hành",
        "Căn cứ Quyết định này, các phòng thi hành.",
        "10. Các phòng",
        row("Nơi nhận:", "GIÁM ĐỐC"),
    ) == [
        *[HEAD] * 3,
        "Căn cứ, dòng 1",
        "Căn cứ, dòng 2",
        "Căn cứ, dòng 3",
        "Điều 1",
        "Điều 1, khoản 1",
        "Điều 1, điểm a",
        "Điều 1, điểm đ",
        "Điều 1, đoạn 4",
        "ĐIỀU 22",
        "ĐIỀU 22, đoạn 1",
        "ĐIỀU 22, khoản 10",
        FOOT,
    ]


def test_bases_are_counted_from_the_first_again_behind_another_title() -> None:
    assert places("Căn cứ A;", "Thành phần:", "Căn cứ B;", "Căn cứ C;") == [
        "Căn cứ, dòng 1",
        "Thành phần",
        "Căn cứ, dòng 1",
        "Căn cứ, dòng 2",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Phụ lục I", "Phụ lục I"),
        ("Phụ lục I.", "Phụ lục I"),
        ("PHỤ LỤC II\nDANH SÁCH", "PHỤ LỤC II"),
        ("Phụ lục số 12", "Phụ lục số 12"),
        ("phụ lục", "Phụ lục"),
        ("Phụ lục I kèm theo", HEAD),
        ("Phần thứ hai\nKẾT QUẢ", "Phần thứ hai"),
        ("Phần thứ nhất KẾT QUẢ", "Phần thứ nhất"),
        ("PHẦN IV", "PHẦN IV"),
        ("I. ĐẶC ĐIỂM", "Mục I"),
        ("XIV. Kết quả", "Mục XIV"),
        ("I.Đặc điểm", HEAD),
        (f"I. {'a' * 117}", "Mục I"),
        (f"I. {'a' * 118}", HEAD),
        ("3. Kết quả", "Mục 3"),
        ("3. Kết quả;", HEAD),
        ("3. Kết quả,", HEAD),
        ("1234. Kết quả", HEAD),
        (f"3. {'a' * 117}", "Mục 3"),
        (f"3. {'a' * 118}", HEAD),
        ("Thành phần tham dự:", "Thành phần tham dự"),
        ("Chủ trì: Ông Lê An", "Chủ trì"),
        ("- Chủ trì: Ông Lê An", HEAD),
        ("Ai:", HEAD),
        (f"{'a' * 41}:", "a" * 41),
        (f"{'a' * 42}:", HEAD),
        ("2 người:", HEAD),
    ],
)
def test_a_line_that_opens_something_is_called_after_it(text: str, place: str) -> None:
    assert places(text) == [place]


def test_sections_below_a_part_are_numbered_with_it_and_their_lines_are_counted() -> None:
    assert places(
        "Phần thứ hai",
        "I. ĐẶC ĐIỂM",
        "1. Kết quả",
        "- Một;",
        "+ Hai;",
        "Ba.",
        "2. Hạn chế",
        "Ý kiến:",
        "II. PHƯƠNG HƯỚNG",
        "Ý kiến:",
    ) == [
        "Phần thứ hai",
        "Phần thứ hai, Mục I",
        "Phần thứ hai, Mục I.1",
        "Phần thứ hai, Mục I.1, dòng 1",
        "Phần thứ hai, Mục I.1, dòng 2",
        "Phần thứ hai, Mục I.1, đoạn 3",
        "Phần thứ hai, Mục I.2",
        "Phần thứ hai, Mục I.2, đoạn 1",
        "Phần thứ hai, Mục II",
        "Phần thứ hai, Mục II, đoạn 1",
    ]


def test_lines_below_a_title_of_minutes_are_its_lines_and_the_next_sentence_stands_behind_it() -> (
    None
):
    assert places(
        "Thành phần tham dự:",
        "- Ông A",
        "- Bà B",
        "Cuộc họp bắt đầu.",
        "Chủ trì: Ông A",
        "Vào họp.",
    ) == [
        "Thành phần tham dự",
        "Thành phần tham dự, dòng 1",
        "Thành phần tham dự, dòng 2",
        "Sau mục “Thành phần tham dự”",
        "Chủ trì",
        HEAD,
    ]


def test_what_an_annex_says_behind_a_colon_ends_the_counting_of_its_lines() -> None:
    assert places("Phụ lục I", "- A", "Chủ trì: Ông A", "- B") == [
        "Phụ lục I",
        "Phụ lục I, dòng 1",
        "Chủ trì",
        "Phụ lục I, dòng 1",
    ]


@pytest.mark.parametrize("text", ["Tổng cộng", "Tổng cộng (2 phòng)", "Cộng", "Cộng các phòng"])
def test_a_row_of_a_total_is_called_so(text: str) -> None:
    assert places(row("Tên", "Số", "Ghi chú"), row(text, "2", "")) == [
        "Bảng, dòng tên cột",
        "Bảng, dòng tổng cộng",
    ]
    assert places(row(text, "2", ""))[0] == "Bảng, dòng tên cột"


def test_a_list_of_an_annex_is_told_by_its_title_its_running_number_and_its_column() -> None:
    units: list[Unit] = [
        line("PHỤ LỤC I"),
        line("I. TẬP THỂ"),
        row("STT", "Tên"),
        row("7", "Phòng A"),
        row("", "Phòng B"),
        row("", "Tổng cộng"),
        line("Ghi chú dưới bảng"),
    ]
    around = "PHỤ LỤC I, bảng Tập thể"
    assert [unit.where for unit in named(units)] == [
        "PHỤ LỤC I",
        "PHỤ LỤC I, Tập thể",
        f"{around}, dòng tên cột",
        f"{around}, dòng 7",
        f"{around}, dòng 2",
        f"{around}, dòng tổng cộng",
        "PHỤ LỤC I, Tập thể, đoạn 1",
    ]
    assert [*columns(units)] == [
        [f"{around}, dòng tên cột"] * 2,
        [f"{around}, dòng 7, cột STT", f"{around}, dòng 7, cột Tên"],
        [f"{around}, dòng 2, cột STT", f"{around}, dòng 2, cột Tên"],
        [f"{around}, dòng tổng cộng, cột STT", f"{around}, dòng tổng cộng, cột Tên"],
    ]


def test_a_table_without_a_title_begins_its_place_with_a_capital() -> None:
    assert places(row("Tên", "Số", "Đơn vị"), row("A", "2", "cái")) == [
        "Bảng, dòng tên cột",
        "Bảng, dòng 1",
    ]
    in_a_part = places("Phần thứ hai", "I. KẾT QUẢ", row("Tên", "Số", "Đơn vị"))
    assert in_a_part[2] == "Phần thứ hai, Mục I, bảng, dòng tên cột"


def test_a_cell_below_no_header_and_one_beyond_it_are_told_by_their_row_alone() -> None:
    below: list[Unit] = [row("", "Tên"), row("1", "A", "B")]
    assert [*columns(below)][1] == ["Bảng, dòng 1", "Bảng, dòng 1, cột Tên", "Bảng, dòng 1"]


@pytest.mark.parametrize("cells", [("A",), ("A", "B"), ("A", "B", "C", "D")])
def test_a_row_with_other_cells_than_its_header_is_told_at_its_table_and_row(
    cells: tuple[str, ...],
) -> None:
    below: list[Unit] = [row("TÊN", "SỐ", "ĐƠN VỊ"), row("X", "2", "cái"), row(*cells)]
    assert places(*below) == ["Bảng, dòng tên cột", "Bảng, dòng 1", "Bảng, dòng 2"]
    called = ["Tên", "Số", "Đơn vị"]
    assert [*columns([row(*called), *below[1:]])][2] == [
        f"Bảng, dòng 2, cột {called[place]}" if place < 3 else "Bảng, dòng 2"
        for place in range(len(cells))
    ]


def test_a_small_table_of_two_columns_without_numbers_is_one_of_signatures() -> None:
    pairs = [row("", ""), *[row("Ông", "Bà")] * 6]
    assert places(*pairs[:6]) == [FOOT] * 6
    assert places(row("THƯ KÝ", "CHỦ TỌA"), row("Ông"), row("A", "B")) == [FOOT] * 3
    assert FOOT not in places(row("Chỉ tiêu", "Kết quả"), row("Hồ sơ", "đúng hạn"))
    assert FOOT not in places(row("CHỈ TIÊU"), row("Hồ sơ", "đúng hạn"))
    assert FOOT not in places(*pairs)
    assert FOOT not in places(row("", "", ""), row("", "", ""))
    assert FOOT not in places(row("STT", "Tên"), row("1", "A"))
    assert places(row("a", "Nơi nhận:"), row("b", "c")) == [FOOT, FOOT]


def test_a_table_inside_a_cell_has_the_place_of_the_cell() -> None:
    inner = row("x", "y", table=9)
    (_, outer) = named([row("STT", "Tên"), Row(((line("1"),), (inner,)), "bảng 1", 1)])
    assert isinstance(outer, Row)
    (held,) = named_cell(outer, 1)
    assert isinstance(held, Row)
    assert held.where == held.cells[1][0].where == "Bảng, dòng 1, cột Tên"


def test_a_header_a_footer_and_a_note_say_their_own_place() -> None:
    assert [unit.where for unit in named([Paragraph("x", "đầu trang", 3)])] == ["đầu trang"]
