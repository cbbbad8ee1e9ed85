"""The cells of Word's tables stand where Word shows them, also merged, tracked, or in content controls."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from service.importing.word import captions
from service.importing.word.blocks import Block, Cell, Paragraph, Table
from service.importing.word.docx_table import TableReader
from service.importing.word.entries import Entry

#: Of a cell: begins a merge downwards, goes on with it, and goes on without saying so.
BEGINS, GOES_ON, SILENT = (
    '<w:vMerge w:val="restart"/>',
    '<w:vMerge w:val="continue"/>',
    "<w:vMerge/>",
)


def cell(text: str, inside: str = "", span: str = "") -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span else ""
    return f"<w:tc><w:tcPr>{wide}{inside}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, inside: str = "") -> str:
    return f"<w:tr><w:trPr>{inside}</w:trPr>{''.join(cells)}</w:tr>"


def read(*rows: str) -> tuple[list[Table], list[tuple[str, str]]]:
    """The tables found, and what was left out: why, and its words."""
    left: list[tuple[str, str]] = []

    def blocks(node: Any, _: int) -> list[Block]:
        text = words(node)
        return [Paragraph(text)] if text else []

    def leave_out(why: str, node: Any) -> None:
        left.append((why, words(node)))

    table = parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>")
    assert table.tag == qn("w:tbl")
    return list(TableReader(blocks, leave_out, 0).read(table)), left


def words(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(qn("w:t")))


def shape(found: Table) -> list[list[tuple[str, int, int]]]:
    """By row: words, columns and rows of each cell."""
    return [[(cell.text, cell.columns, cell.rows) for cell in row] for row in found.rows]


@pytest.mark.parametrize("goes_on", [GOES_ON, SILENT])
def test_a_cell_merged_downwards_grows_behind_wide_ones(goes_on: str) -> None:
    (found,), left = read(
        row(cell("A", span="2"), cell("B", BEGINS), cell("C")),
        row(cell("D"), cell("E"), cell("trong", goes_on), cell("F")),
        row(cell("G"), cell("H"), cell("", goes_on), cell("I")),
    )
    assert shape(found) == [
        [("A", 2, 1), ("B", 1, 3), ("C", 1, 1)],
        [("D", 1, 1), ("E", 1, 1), ("F", 1, 1)],
        [("G", 1, 1), ("H", 1, 1), ("I", 1, 1)],
    ]
    assert left == [("hidden", "trong"), ("hidden", "")]


def test_a_cell_that_goes_on_with_nothing_is_one_of_its_own() -> None:
    (found,), _ = read(row(cell("A"), cell("B", BEGINS)), row(cell("C", GOES_ON), cell("D")))
    assert shape(found) == [[("A", 1, 1), ("B", 1, 1)], [("C", 1, 1), ("D", 1, 1)]]
    # In the column of a merge, a cell that does not go on ends it.
    (found,), _ = read(row(cell("A", BEGINS)), row(cell("B")), row(cell("C", GOES_ON)))
    assert shape(found) == [[("A", 1, 1)], [("B", 1, 1)], [("C", 1, 1)]]


@pytest.mark.parametrize("around", ["ins", "sdt", "customXml"])
def test_rows_and_cells_stand_in_what_word_puts_around_them(around: str) -> None:
    begin, end = f"<w:{around}>", f"</w:{around}>"
    if around == "sdt":
        begin, end = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    (found,), left = read(f"{begin}{row(cell('A'), begin + cell('B') + end)}{end}", row(cell("C")))
    assert shape(found) == [[("A", 1, 1), ("B", 1, 1)], [("C", 1, 1)]]
    assert left == []


def test_a_row_deleted_in_tracked_changes_is_left_out() -> None:
    (found,), left = read(row(cell("A")), row(cell("B"), inside="<w:del/>"), row(cell("C")))
    assert shape(found) == [[("A", 1, 1)], [("C", 1, 1)]]
    assert left == [("deleted", "B")]


def test_header_rows_are_counted_and_columns_before_a_row_are_an_empty_cell() -> None:
    header = "<w:tblHeader/>"
    (found,), _ = read(
        row(cell("A"), cell("B"), inside=header),
        row(cell("C"), inside=f'<w:gridBefore w:val="1"/>{header}'),
        row(cell("D"), cell("E"), inside='<w:gridBefore w:val="0"/>'),
    )
    assert found.header_rows == 2
    assert found.rows[1][0] == Cell((), 1)
    assert [cell.text for cell in found.rows[1]] == ["", "C"]
    assert [cell.text for cell in found.rows[2]] == ["D", "E"]


@pytest.mark.parametrize(
    ("said", "columns"), [("3", 3), ("0", 1), ("x", 1), ("-2", 1), ("999999", 1)]
)
def test_an_odd_span_is_one_column(said: str, columns: int) -> None:
    (found,), _ = read(row(cell("A", span=said)))
    assert shape(found) == [[("A", columns, 1)]]


def test_a_table_in_which_nothing_stands_is_none() -> None:
    assert read(row(cell(""), cell(""))) == ([], [])


@pytest.mark.parametrize(
    ("texts", "at", "is_above"),
    [
        (["Bảng 1. Kết quả", None], 0, True),
        (["Biểu số 2 kèm theo", None], 0, True),
        (["Bảng mẫu 3", None], 0, True),
        (["Bảng 1. Kết quả", "Đơn vị tính: đồng", None], 0, True),
        (["Bảng 1. Kết quả", "Đơn vị tính: đồng", None], 1, True),
        (["(ĐVT: triệu đồng)", None], 0, True),
        (["Bảng 1. Kết quả"], 0, False),
        (["Bảng 1. Kết quả", "Đã làm xong."], 0, False),
        (["Bảng 1. Kết quả", "Đã làm xong.", None], 0, False),
        (["Đã làm xong.", None], 0, False),
        ([None, None], 0, False),
        (["Bảng 1 " + "a" * 293, None], 0, True),
        (["Bảng 1 " + "a" * 294, None], 0, False),
        (["Đơn vị: " + "a" * 60, None], 0, True),
        (["Đơn vị: " + "a" * 61, None], 0, False),
    ],
)
def test_the_lines_above_a_table_are_its_caption_and_its_unit(
    texts: list[str | None], at: int, is_above: bool
) -> None:
    figures = Table(((Cell((Paragraph("1"),)),),))
    found = [Entry(figures if text is None else Paragraph(text)) for text in texts]
    assert captions.is_above_table(found, at) is is_above
