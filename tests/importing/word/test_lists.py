"""The lists in a text become sheets: which lines are their titles, how far a title reaches, and where each cell went."""

from __future__ import annotations

from typing import Any

import pytest

from service import documents
from service.importing.word import entries, html_reader, lists, plain_reader
from service.importing.word.entries import Entry
from service.importing.word.lists import Lists
from service.schema import input_outline
from service.workbook import plan

SHEETS = plan.sheets(input_outline.tree(documents.get("commendation-decision").schema))
HEADER = "STT\tHọ và tên\tChức vụ"
CHUNG, DIEP = "1\tĐàm Văn Chung\tChuyên viên", "2\tTạ Thị Diệp\tVăn thư"
TABLE = f"{HEADER}\n{CHUNG}\n{DIEP}"
PEOPLE = [
    {"full_name": "Đàm Văn Chung", "position": "Chuyên viên"},
    {"full_name": "Tạ Thị Diệp", "position": "Văn thư"},
]
LINES = "- Ông Đàm Văn Chung, Chuyên viên;\n- Bà Tạ Thị Diệp, Văn thư."
FORM = "Danh sách tặng Giấy khen"


def entries_of(text: str) -> list[Entry]:
    return entries.read(plain_reader.read(text).blocks)


def read(text: str, **options: Any) -> Lists:
    return lists.read(entries_of(text), SHEETS, **options)


def forms(found: Lists) -> list[str | None]:
    return [award.get("form") for award in found.data["awards"]]


def test_every_cell_of_a_table_is_told_with_where_it_went() -> None:
    found = read(f"{FORM}\n{HEADER}\tKý nhận\n{CHUNG}\tcũ\n{DIEP}\tmới")
    assert found.data == {"awards": [{"form": "giay_khen", "individuals": PEOPLE}]}
    row = "/awards/0/individuals"
    assert found.cells == {
        1: [
            ("", "STT"), ("", "Họ và tên"), ("", "Chức vụ"), ("", "Ký nhận"),
            ("", "1"), (f"{row}/0/full_name", "Đàm Văn Chung"), (f"{row}/0/position", "Chuyên viên"), ("", "cũ"),
            ("", "2"), (f"{row}/1/full_name", "Tạ Thị Diệp"), (f"{row}/1/position", "Văn thư"), ("", "mới"),
        ]
    }  # fmt: skip
    assert found.titles == {0}
    assert [(sheet.name, sheet.rows_taken) for sheet in found.sheets] == [("Bảng 1", (3, 4))]


def test_lines_that_name_people_are_a_list_where_it_is_asked_for() -> None:
    text = f"{FORM}\n{LINES}\nĐiều 2. Hiệu lực"
    assert read(text) == Lists({})
    found = read(text, lines_too=True)
    assert [one["position"] for one in found.data["awards"][0]["individuals"]] == [
        "Chuyên viên",
        "Văn thư",
    ]
    row = "/awards/0/individuals"
    assert found.cells == {
        1: [(f"{row}/0/full_name", "Ông Đàm Văn Chung"), (f"{row}/0/position", "Chuyên viên")],
        2: [(f"{row}/1/full_name", "Bà Tạ Thị Diệp"), (f"{row}/1/position", "Văn thư")],
    }
    assert found.titles == {0}


def test_lines_of_people_and_of_units_are_two_lists_and_what_follows_is_read_on() -> None:
    found = read(f"{FORM}\n{LINES}\n- Phòng Lãnh sự.\n{TABLE}", lines_too=True)
    assert [(sheet.name, len(sheet.rows_taken)) for sheet in found.sheets] == [
        ("Bảng 1", 2),
        ("Bảng 2", 1),
        ("Bảng 3", 2),
    ]
    (award,) = found.data["awards"]
    assert len(award["individuals"]) == 4
    assert award["collectives"] == [{"name": "Phòng Lãnh sự"}]
    assert list(found.cells) == [1, 2, 3, 4]


def test_a_text_without_a_list_gives_none() -> None:
    assert read("Căn cứ Luật Thi đua, khen thưởng;\nĐiều 1.", lines_too=True) == Lists({})


def test_a_table_of_something_else_is_shown_and_gives_nothing() -> None:
    found = read("Nội dung\tSố liệu\tNăm\nLượt khách\t1.200\t2025")
    assert found.data == {} and found.cells == {} and found.titles == frozenset()
    assert [(sheet.name, sheet.used) for sheet in found.sheets] == [("Bảng 1", False)]


@pytest.mark.parametrize(("between", "form"), [(5, "giay_khen"), (6, None)])
def test_six_lines_above_a_list_are_its_titles(between: int, form: str | None) -> None:
    found = read("\n".join([FORM, *["Dòng khác"] * between, TABLE]))
    assert forms(found) == [form]
    assert found.titles == set(range(between - 5, between + 1))


@pytest.mark.parametrize(("length", "form"), [(300, "giay_khen"), (301, None)])
def test_a_line_that_is_too_long_for_a_title_ends_those_above_it(
    length: int, form: str | None
) -> None:
    line = "Chữ " * (length // 4 - 1) + "x" * (length % 4 + 4)
    found = read(f"{FORM}.\n{line}.\n{TABLE}".replace("x.", "."))
    assert forms(found) == [form]


@pytest.mark.parametrize(("length", "titles"), [(120, {0}), (121, set())])
def test_a_long_title_stays_a_paragraph_of_the_text_too(length: int, titles: set[int]) -> None:
    title = FORM + " " + "x" * (length - len(FORM) - 1)
    found = read(f"{title}\n{TABLE}")
    assert forms(found) == ["giay_khen"]
    assert found.titles == titles


def test_what_stands_before_a_break_is_no_title() -> None:
    text = f"{FORM}\nĐiều 2\n{TABLE}"
    assert forms(read(text, breaks=[0])) == ["giay_khen"]
    for place, titles in ((1, {1}), (2, set[int]())):
        found = read(text, breaks=[place])
        assert forms(found) == [None]
        assert found.titles == titles


def test_the_award_of_one_list_is_that_of_the_next_until_another_is_named() -> None:
    text = f"{FORM}\nDòng khác\n{TABLE}\nTiếp theo\n{TABLE}\nDanh hiệu Lao động tiên tiến\n{TABLE}\n{TABLE}"
    found = read(text)
    assert [(award["form"], len(award["individuals"])) for award in found.data["awards"]] == [
        ("giay_khen", 4),
        ("lao_dong_tien_tien", 4),
    ]
    assert found.titles == {0, 1, 3, 5}
    assert [title.text for title in found.sheets[1].rows_skipped] == [FORM, "Tiếp theo"]


def test_of_several_awards_above_a_list_the_last_is_that_of_the_next_one() -> None:
    found = read(f"Danh hiệu Lao động tiên tiến\n{FORM}\n{TABLE}\nTiếp theo\n{TABLE}")
    assert [title.text for title in found.sheets[1].rows_skipped] == [FORM, "Tiếp theo"]


def test_lists_of_several_parts_are_of_awards_of_their_own() -> None:
    text = f"{FORM}\n{TABLE}\nTiếp theo\n{TABLE}"
    assert len(read(text).data["awards"]) == 1
    for part in (2, 3):
        found = read(text, parts=[part])
        assert found.data["awards"] == [{"form": "giay_khen", "individuals": PEOPLE}] * 2
        assert found.cells[3][4] == ("/awards/1/individuals/0/full_name", "Đàm Văn Chung")
        assert [sheet.name for sheet in found.sheets] == ["Bảng 1", "Bảng 2"]
    assert len(read(text, parts=[1]).data["awards"]) == 1
    assert len(read(text, parts=[4]).data["awards"]) == 1


def test_violations_of_a_later_part_point_to_its_own_rows() -> None:
    wrong = f"{HEADER}\n1\tĐàm Văn Chung\tChuyên viên\n3\tTạ Thị Diệp\tVăn thư"
    found = read(f"{FORM}\n{TABLE}\nTiếp theo\n{TABLE}\nCuối cùng\n{wrong}", parts=[2, 4])
    assert [(one.code, one.pointer, one.cell) for one in found.violations] == [
        ("count_differs", "/awards/2/individuals", "Bảng 3!A5")
    ]


def test_a_hundred_lists_of_one_text_are_read() -> None:
    found = read("\n".join([FORM, *[f"{HEADER}\n{CHUNG}\nDòng khác"] * 101]))
    assert len(found.sheets) == 100
    assert len(found.data["awards"][0]["individuals"]) == 100


def test_cells_merged_in_a_table_are_merged_below_its_titles_too() -> None:
    table = (
        "<p>Dòng khác</p><p>Danh sách tặng Giấy khen</p><table><tr><td>STT</td><td>Họ và tên</td><td>Đơn vị</td></tr>"
        "<tr><td>1</td><td>Đàm Văn Chung</td><td rowspan=2>Phòng Lãnh sự</td></tr>"
        "<tr><td>2</td><td>Tạ Thị Diệp</td></tr><tr><td>3</td><td>Lê Văn Chi</td><td></td></tr></table>"
    )
    found = lists.read(entries.read(html_reader.read(table).blocks), SHEETS)
    assert [one.get("organ_name") for one in found.data["awards"][0]["individuals"]] == [
        "Phòng Lãnh sự",
        "Phòng Lãnh sự",
        None,
    ]


def test_a_table_is_shown_by_its_filled_cells() -> None:
    rows = (("STT", "", "Tên"), ("", "", ""), ("1", "An", ""), ("", "Bình", ""))
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    (entry,) = entries.read(html_reader.read(f"<table border=1>{cells}</table>").blocks)
    assert lists.rows_of(entry) == [["STT", "Tên"], ["1", "An"], ["Bình"]]
    assert lists.shown(entry) == {"columns": ["STT", "Tên"], "rows": [["1", "An"], ["Bình"]]}
    assert lists.cells_of(entry) == [("", word) for word in ("STT", "Tên", "1", "An", "Bình")]


def test_between_the_cells_of_a_line_stands_the_rest_of_it() -> None:
    entry = entries_of("1. Ông Lê An, Lê An, Văn thư; mới")[0]
    assert list(lists.with_rest(entry, [("/a", "Lê An"), ("/b", "Văn thư")])) == [
        ("", "1. Ông"), ("/a", "Lê An"), ("", ", Lê An,"), ("/b", "Văn thư"), ("", "; mới"),
    ]  # fmt: skip
    assert list(lists.with_rest(entry, [("/a", entry.whole)])) == [("/a", entry.whole)]
