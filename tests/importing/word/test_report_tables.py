"""The table of a report: its title, its headers, and what its merged cells say of the rows and columns they cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from service.importing.word import account
from service.importing.word.draft import Draft
from tests.importing.word.drafts import document, pasted, uploaded

Row = Sequence[Any]
HEAD = ("STT", "Đơn vị", "Nội dung", "Số lượng", "Ghi chú")
LAST = ("9", "Phòng I", "Việc", "4", "Xong")


def over(text: str, columns: int = 1, rows: int = 1) -> tuple[str, int, int]:
    """A merged cell."""
    return text, columns, rows


def drafted(*rows: Row) -> Draft:
    """The draft of a section that holds the table."""
    written = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    draft = pasted(f"<p><b>I. KẾT QUẢ</b></p><table>{written}</table>")
    assert draft.missing == ()
    return draft


def _cell(cell: Any) -> str:
    text, columns, rows = cell if isinstance(cell, tuple) else (cell, 1, 1)
    return f"<td colspan={columns} rowspan={rows}>{text}</td>"


def table(draft: Draft) -> Any:
    return draft.data["sections"][0]["table"]


def doubts(draft: Draft) -> list[str]:
    return [line.doubt for line in draft.lines if line.doubt]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (0, "1"), (0, "1.1"), (1, "Phòng A"), (1, "Quý I/2025"), (2, "Kế hoạch số 12/KH-SNgV"), (4, "Đạt"), (4, "-"),
        (4, "15/10/2025"), (4, "10/2025"), (2, "1. Công tác tuyên truyền"), (4, "Đang\nlàm"),
    ],
)  # fmt: skip
def test_a_name_merged_downwards_is_that_of_each_of_its_rows(column: int, text: str) -> None:
    first: list[Any] = ["1", "Phòng A", "Thu", "5", "Đạt"]
    first[column] = over(text, rows=2)
    second = ["2", "Phòng B", "Chi", "6", "Chưa"]
    del second[column]
    draft = drafted(HEAD, first, second, LAST)
    assert [row[column] for row in table(draft)["rows"]][:2] == [" ".join(text.split())] * 2
    assert doubts(draft) == []


@pytest.mark.parametrize(
    "text", ["7", "1.234,5", "12,5%", "12,5 %", "5/7", "500 triệu đồng", "12 hồ sơ", "+3", "~20", "15tr"]
)  # fmt: skip
def test_a_figure_merged_downwards_stays_in_its_first_row_and_is_asked_about(text: str) -> None:
    draft = drafted(HEAD, ("1", "A", "Thu", over(text, rows=2), ""), ("2", "B", "Chi", ""), LAST)
    assert [row[3] for row in table(draft)["rows"]] == [text, None, "4"]
    (doubt,) = doubts(draft)
    assert f"“{text}”" in doubt
    assert "hay chung cho cả các dòng" in doubt
    states = {entry["text"]: entry["state"] for entry in account.as_json(draft)["lines"]}
    assert states[text] == "doubtful"


@pytest.mark.parametrize(("header", "asked"), [("Năm", False), ("Mã số", False), ("Năm nay", False), ("Số lượng", True)])  # fmt: skip
def test_figures_that_name_a_row_are_asked_about_only_where_they_count(
    header: str, asked: bool
) -> None:
    draft = drafted(
        ("Nội dung", header, "Đạt"), ("a", over("2024", rows=2), "3"), ("b", "4"), ("c", "5", "6")
    )
    assert [row[1] for row in table(draft)["rows"]] == ["2024", None if asked else "2024", "5"]
    assert bool(doubts(draft)) is asked


def test_of_many_shared_figures_the_first_are_named() -> None:
    rows: list[Row] = []
    for number in range(4):
        rows += [("", f"Việc {number}", over(str(number + 10), rows=2)), ("", "")]
    (doubt,) = doubts(drafted(("TT", "Việc", "Số"), *rows))
    assert "“10”, “11”, “12” …" in doubt
    assert "“13”" not in doubt


def test_a_row_that_is_one_cell_is_the_name_of_a_group_when_rows_stand_below_it() -> None:
    draft = drafted(HEAD, (over("I. Khối sở", 5),), LAST, (over("Ghi chú: đến 30/11", 5),))
    assert table(draft)["rows"] == [
        {"cells": ["I. Khối sở", None, None, None, None], "role": "group"},
        list(LAST),
        ["Ghi chú: đến 30/11", None, None, None, None],
    ]
    (doubt,) = doubts(draft)
    assert "“Ghi chú: đến 30/11”" in doubt


def test_words_merged_over_columns_name_their_row_or_are_asked_about() -> None:
    draft = drafted(HEAD, LAST, (over("Tổng cộng", 3), "4", ""))
    assert table(draft)["rows"][1] == ["Tổng cộng", None, None, "4", None]
    assert doubts(draft) == []
    draft = drafted(HEAD, ("1", "Phòng A", over("Chưa có báo cáo", 2), ""), LAST)
    assert table(draft)["rows"][0] == ["1", "Phòng A", "Chưa có báo cáo", None, None]
    (doubt,) = doubts(draft)
    assert "Ô gộp ngang nhiều cột: “Chưa có báo cáo”" in doubt


def test_a_header_that_goes_down_into_figures_is_asked_about() -> None:
    draft = drafted(
        (over("Phòng A", rows=2), "Kế hoạch", "5"), ("Báo cáo", "3"), ("Phòng B", "Thu", "1")
    )
    assert table(draft)["rows"] == [[None, "Báo cáo", "3"], ["Phòng B", "Thu", "1"]]
    (doubt,) = doubts(draft)
    assert "“Phòng A”" in doubt


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        # In every row one cell: no column of its own.
        ([("TT", over("Họ và tên", 2), "Việc"), ("1", over("Lê An", 2), "Thu")], ["TT", "Họ và tên", "Việc"]),
        ([("TT", over("Họ và tên", 2), "Việc"), ("1", "Lê", "An", "Thu")], ["TT", "Họ và tên", "Họ và tên", "Việc"]),
        (
            [("TT", "Việc", over("Năm", 2)), ("", "", "KH", "TH"), ("1", "Thu", "5", "6")],
            ["TT", "Việc", {"header": "KH", "under": ["Năm"]}, {"header": "TH", "under": ["Năm"]}],
        ),
        (
            [(over("TT", rows=2), over("Năm", 2)), ("2024", "2025"), ("1", "5", "6")],
            ["TT", {"header": "2024", "under": ["Năm"]}, {"header": "2025", "under": ["Năm"]}],
        ),
        (
            [(over("TT", rows=2), "Số", "Tỷ lệ"), ("(người)", "(%)"), ("1", "5", "6")],
            ["TT", "Số – (người)", "Tỷ lệ – (%)"],
        ),
    ],
    ids=["one cell", "two cells", "blank below others", "years", "stacked"],
)  # fmt: skip
def test_a_row_of_the_body_is_no_header(rows: list[Row], columns: list[Any]) -> None:
    found = table(drafted(*rows, *rows[-1:]))
    assert found["columns"] == columns
    assert len(found["rows"]) == 2


def test_a_title_inside_of_a_table_is_its_caption_and_its_unit() -> None:
    body = (HEAD, LAST, LAST)
    draft = drafted((over("Bảng 3. Kết quả năm 2025", 5),), (over("Đơn vị tính: người", 5),), *body)
    assert (table(draft)["caption"], table(draft)["unit"]) == ("Bảng 3. Kết quả năm 2025", "người")
    assert table(draft)["columns"] == list(HEAD)
    assert len(table(draft)["rows"]) == 2


@pytest.mark.parametrize("first", ["Năm 2025", "I. Khối sở của tỉnh"])
def test_a_short_or_numbered_row_over_a_table_is_no_title(first: str) -> None:
    assert "caption" not in table(drafted((over(first, 5),), HEAD, LAST))


def test_cells_merged_in_a_word_file_are_read_alike() -> None:
    def build(made: Any) -> None:
        made.add_paragraph("I. KẾT QUẢ")
        made_table = made.add_table(4, 3)
        texts = (
            ("Đơn vị", "Nội dung", "Số"),
            ("Phòng A", "Thu", "5"),
            ("", "Chi", ""),
            ("Cộng", "", "5"),
        )
        for row, cells in enumerate(texts):
            for column, text in enumerate(cells):
                made_table.cell(row, column).text = text
        made_table.cell(1, 0).merge(made_table.cell(2, 0))
        made_table.cell(1, 2).merge(made_table.cell(2, 2))
        made_table.cell(3, 0).merge(made_table.cell(3, 1))

    draft = uploaded(document(build))
    assert draft.missing == ()
    assert table(draft)["rows"] == [
        ["Phòng A", "Thu", "5"],
        ["Phòng A", "Chi", None],
        ["Cộng", None, "5"],
    ]
    (doubt,) = doubts(draft)
    assert "“5”" in doubt


def test_a_table_outside_of_sections_is_asked_about_for_both_reasons() -> None:
    rows = "<tr><td>TT<td>Việc<td>Số</tr><tr><td>1<td>a<td rowspan=2>7</tr><tr><td>2<td>b</tr>"
    (doubt,) = doubts(pasted(f"<p>Kết quả như sau:</p><table>{rows}</table><p><b>I. MỘT</b></p>"))
    assert "thành phụ lục" in doubt
    assert "“7”" in doubt
