"""What is seen of an .ods before it is read, from content written by hand: repeats, errors, what is hidden, struck out or merged."""

from __future__ import annotations

import pytest

from service.untrusted import xml_limits
from service.untrusted.xml_limits import Count
from service.workbook import bounds
from service.workbook.extents import Extent
from service.workbook.opendocument import ContentWalker

VALUE = '<table:table-cell office:value-type="float" office:value="1"/>'
ERROR = '<table:table-cell office:value-type="string" calcext:value-type="error"/>'
EMPTY = "<table:table-cell/>"


def row(*cells: str, **about: str | int) -> str:
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in about.items())
    return f"<table:table-row{said}>{''.join(cells)}</table:table-row>"


def seen(*sheets: str, styles: str = "") -> ContentWalker:
    walker = ContentWalker(Count(bounds.ODS))
    tables = "".join(
        f'<table:table table:name="S{number}">{sheet}</table:table>'
        for number, sheet in enumerate(sheets, 1)
    )
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("table", "office", "style", "calcext"))
    assert xml_limits.walk(f"<x {names}>{styles}{tables}</x>".encode(), walker, "Tệp")
    return walker


def extent(sheet: str) -> Extent:
    (found,) = seen(sheet).extents
    return found


def test_a_sheet_reaches_to_its_values_and_repeats_count_as_often_as_they_repeat() -> None:
    assert extent(row(EMPTY, VALUE, EMPTY) + row(EMPTY)) == Extent("S1", 1, 2, 1)
    assert extent(row(VALUE) + row(EMPTY) + row(EMPTY, VALUE)) == Extent("S1", 3, 2, 2)
    assert extent(row(EMPTY, VALUE, VALUE) + row(VALUE)) == Extent("S1", 2, 3, 3)
    three = VALUE.replace("/>", ' table:number-columns-repeated="3"/>')
    assert extent(row(EMPTY, three, number_rows_repeated=4)) == Extent("S1", 4, 4, 12)
    empty = EMPTY.replace("/>", ' table:number-columns-repeated="3"/>')
    assert extent(row(number_rows_repeated=9) + row(empty, VALUE, empty)) == Extent("S1", 10, 4, 1)


@pytest.mark.parametrize(
    ("cell", "reaches"),
    [
        ("<table:table-cell><p>x</p></table:table-cell>", True),
        ("<table:covered-table-cell><p>x</p></table:covered-table-cell>", True),
        ('<table:table-cell office:value-type="string"/>', True),
        ('<table:table-cell calcext:value-type="error"/>', False),
        ("<table:table-cell/><p>x</p>", False),
    ],
)
def test_a_cell_with_a_type_or_with_something_in_it_is_filled(cell: str, reaches: bool) -> None:
    assert extent(row(EMPTY, cell)) == (Extent("S1", 1, 2, 1) if reaches else Extent("S1", 0, 0))


def test_each_sheet_is_counted_for_itself() -> None:
    found = seen(row(VALUE, VALUE) + row(VALUE), row(VALUE), "")
    assert found.extents == [Extent("S1", 2, 2, 3), Extent("S2", 1, 1, 1), Extent("S3", 0, 0)]


def test_errors_are_noted_by_their_places() -> None:
    found = seen(row(VALUE) + row(VALUE, ERROR) + row(ERROR), row(EMPTY), row(ERROR))
    assert found.broken == {"S1": {(1, 1), (2, 0)}, "S3": {(0, 0)}}


def test_hidden_rows_and_columns_are_spans() -> None:
    column = "<table:table-column{}/>"
    columns = (
        column.format(' table:number-columns-repeated="2"')
        + column.format(' table:number-columns-repeated="3" table:visibility="collapse"')
        + column.format(' table:visibility="visible"')
        + column.format(' table:visibility="filter"')
    )
    rows = (
        row(VALUE, number_rows_repeated=2)
        + row(VALUE, visibility="filter", number_rows_repeated=3)
        + row(VALUE, visibility="visible")
        + row(VALUE, visibility="collapse")
    )
    found = seen(columns + rows, column.format(' table:visibility="collapse"')).visibility
    assert found["S1"].hidden_columns == [(2, 4), (6, 6)]
    assert found["S1"].hidden_rows == [(2, 4), (6, 6)]
    assert (found["S2"].hidden_columns, found["S2"].hidden_rows) == ([(0, 0)], [])


def test_rows_whose_values_are_all_struck_out() -> None:
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties{said}/></style:style>'
        for name, said in (
            ("struck", ' style:text-line-through-style="solid"'),
            ("none", ' style:text-line-through-style="none"'),
            ("other", ""),
        )
    )

    def styled(name: str, cell: str = VALUE) -> str:
        return cell.replace("<table:table-cell", f'<table:table-cell table:style-name="{name}"')

    text = VALUE.replace("float", "string")
    assert text != VALUE
    rows = (
        row(styled("struck"), styled("struck"), styled("none", EMPTY))
        + row(styled("struck"), styled("none", text))
        + row(styled("other"))
        + row(styled("struck", EMPTY))
        + row(styled("struck"))
        # A number, as the running one, keeps no row.
        + row(styled("none"), styled("struck", text))
    )
    assert seen(rows, styles=styles).visibility["S1"].struck_rows == {0, 4, 5}


def test_cells_of_which_some_letters_are_struck_out() -> None:
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:text-line-through-type="{said}"/></style:style>'
        for name, said in (("struck", "single"), ("none", "none"))
    )

    def cell(name: str) -> str:
        span = f'<text:p>A<text:span text:style-name="{name}">B</text:span></text:p>'
        return f'<table:table-cell office:value-type="string">{span}</table:table-cell>'

    found = seen(row(cell("none") + cell("struck") + cell("none")), styles=styles).visibility["S1"]
    assert (found.struck_cells, found.struck_rows) == ({(0, 1)}, frozenset())


def test_merged_cells_are_ranges_of_their_sheet() -> None:
    def merged(**spans: int) -> str:
        said = "".join(f' table:number-{way}-spanned="{many}"' for way, many in spans.items())
        return f"<table:table-cell{said}/>"

    rows = row(merged(rows=1, columns=1)) + row(EMPTY, merged(rows=3)) + row(merged(columns=2))
    assert seen(row(EMPTY), rows + row(EMPTY, merged(rows=2, columns=4))).merged == {
        "S2": [((1, 1), (3, 1)), ((2, 0), (2, 1)), ((3, 1), (4, 4))]
    }
