"""What is seen in a package before it is read, from parts written by hand: reach, formulas, what is hidden, what is counted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from service.errors import InputTooLarge, UnreadableInput
from service.media_types import ODS
from service.workbook import bounds, inspection
from service.workbook.extents import Extent
from service.workbook.inspection import Seen
from tests.workbook import biff

BOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>'
LINKS = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def seen(
    sheet: str,
    extra: Mapping[str, str | bytes] | None = None,
    *,
    book: str = BOOK,
    links: str = LINKS,
) -> Seen:
    """What is seen of a workbook whose one sheet has these elements."""
    parts = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links,
        "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>",
    }
    return inspection.inspect_package(package({**parts, **(extra or {})}))


def extent(sheet: str) -> Extent:
    (found,) = seen(sheet).extents
    return found


def test_a_sheet_reaches_to_its_values_and_counts_its_cells_and_rows() -> None:
    sheet = '<row r="2"><c r="B2"><v>1</v></c><c r="F2" s="1"/></row><row r="9"><c r="A9"/></row>'
    assert extent(sheet) == Extent("S", rows=2, columns=2, values=1, cells=3, lines=2)
    farther = (
        '<row r="3"><c r="E3"><v>1</v></c></row><row r="7"><c r="B7"><is><t>x</t></is></c></row>'
    )
    assert extent(farther) == Extent("S", rows=7, columns=5, values=2, cells=2, lines=2)


def test_rows_and_cells_without_an_address_follow_each_other() -> None:
    sheet = "<row><c><v>1</v></c><c/><c><v>1</v></c></row><row><c><v>1</v></c></row>"
    assert extent(sheet) == Extent("S", rows=2, columns=3, values=3, cells=4, lines=2)
    after = '<row r="5"><c r="C5"><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>'
    assert extent(after) == Extent("S", rows=6, columns=4, values=3, cells=3, lines=2)


@pytest.mark.parametrize(
    ("cell", "is_broken"),
    [
        ('<c r="C2" t="e"><v>#N/A</v></c>', True),
        ('<c r="C2"><f>A1</f></c>', True),
        ('<c r="C2"><f>A1</f><v></v></c>', True),
        ('<c r="C2"><f>A1</f><v>5</v></c>', False),
        ('<c r="C2" t="str"><f>A1</f><v></v></c>', False),
        ('<c r="C2"><f>A1</f><is><t>x</t></is></c>', False),
        ('<c r="C2"><v>5</v></c>', False),
        ('<c r="C2"/>', False),
    ],
)
def test_a_formula_with_an_error_or_without_a_value_is_broken(cell: str, is_broken: bool) -> None:
    found = seen(f'<row r="2"><c r="B2"><f>A1</f><v>1</v></c>{cell}</row>')
    assert found.broken == ({"S": frozenset({(1, 2)})} if is_broken else {})


@pytest.mark.parametrize(
    ("element", "covered"),
    [
        ('<mergeCell ref="A1:C2"/>', 6),
        ('<mergeCell ref="B2"/>', 1),
        ('<hyperlink ref="A1:B1"/>', 2),
        ('<hyperlink ref="A1"/>', 0),
        ('<mergeCell ref="x"/>', 0),
        ('<mergeCell ref="A1:C2"/><hyperlink ref="A1:B1"/>', 8),
        ('<selection ref="A1:B1"/>', 0),
    ],
)
def test_merged_cells_and_links_of_ranges_are_covered(element: str, covered: int) -> None:
    assert extent(element).covered == covered


def test_hidden_rows_and_columns() -> None:
    found = seen(
        '<cols><col min="2" max="4" hidden="1"/><col min="6" max="6"/><col min="8" hidden="true"/></cols>'
        '<row r="3" hidden="1"><c><v>1</v></c></row><row hidden="true"/><row hidden="0"/><row r="9"/>'
    ).visibility["S"]
    assert found.hidden_columns == [(1, 3), (7, 7)]
    assert found.hidden_rows == [(2, 2), (3, 3)]


def test_rows_whose_values_are_all_struck_out() -> None:
    styles = (
        "<styleSheet><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
        "<cellStyleXfs><xf fontId='1'/></cellStyleXfs>"
        "<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/><xf/></cellXfs></styleSheet>"
    )
    rows = (
        '<row r="1"><c s="1"><v>1</v></c><c s="1"><v>1</v></c><c s="0"/></row>'
        '<row r="2"><c s="1"><v>1</v></c><c t="s"><v>1</v></c></row>'
        '<row r="3"><c s="2"><v>1</v></c></row><row r="4"><c s="1"/></row><row r="5"><c s="0"><v>1</v></c></row>'
        # A number, as the running one, keeps no row.
        '<row r="6"><c><v>1</v></c><c t="n"><v>1</v></c><c s="1" t="s"><v>1</v></c></row>'
    )
    found = seen(rows, {"xl/styles.xml": styles}).visibility["S"]
    assert found.struck_rows == {0, 5}
    assert found.struck_cells == {(0, 0), (0, 1), (1, 0), (5, 2)}


def test_texts_of_which_some_letters_are_struck_out() -> None:
    texts = (
        "<sst><si><t>A</t></si><si><r><t>B</t></r><r><rPr><strike/></rPr><t>C</t></r></si>"
        "<si><r><rPr><strike val='0'/></rPr><t>D</t></r></si></sst>"
    )
    rows = (
        '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c><v>1</v></c></row>'
        '<row r="2"><c t="inlineStr"><is><r><rPr><strike/></rPr><t>E</t></r></is></c>'
        '<c t="inlineStr"><is><t>F</t></is></c></row>'
    )
    found = seen(rows, {"xl/sharedStrings.xml": texts}).visibility["S"]
    assert found.struck_cells == {(0, 1), (1, 0)}
    assert found.struck_rows == frozenset()


def test_sheets_are_found_by_their_links_in_the_order_of_the_workbook() -> None:
    book = (
        '<workbook><sheets><sheet name="Một" r:id="a"/><sheet name="Hai" x:id="b"/>'
        '<sheet name="Ngoài" r:id="c"/><sheet name="Thiếu" r:id="d"/><sheet name="Không" id="a"/></sheets></workbook>'
    )
    book = book.replace("<workbook>", '<workbook xmlns:r="r" xmlns:x="x">')
    links = (
        '<Relationships><Relationship Id="a" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="b" Target="./x/../other.xml"/>'
        '<Relationship Id="c" Target="other.xml" TargetMode="External"/>'
        '<Relationship Id="d" Target="nowhere.xml"/></Relationships>'
    )
    other = '<worksheet><row r="4"><c r="A4"><v>1</v></c></row></worksheet>'
    found = seen(
        '<row r="1"><c><v>1</v></c></row>', {"xl/other.xml": other}, book=book, links=links
    )
    assert found.form == "xlsx"
    assert found.places == {"Một": "xl/worksheets/sheet1.xml", "Hai": "xl/other.xml"}
    assert [(one.name, one.rows) for one in found.extents] == [("Một", 1), ("Hai", 4)]
    assert list(found.visibility) == ["Một", "Hai"]
    assert "xl/other.xml" in found.parts and len(found.parts) == 4


@pytest.mark.parametrize(
    ("name", "part", "is_counted"),
    [
        ("xl/media/a.png", b"\x89PNG", True),
        ("xl/media/empty", b"", True),
        ("xl/drawings/a.xml", b"<a/>", True),
        ("xl/drawings/a.xml", b"<a>", False),
        ("xl/drawings/a.bin", b"\xef\xbb\xbf \r\n\t<a>", False),
        ("xl/drawings/a.bin", "<a>".encode("utf-16"), False),
        ("xl/drawings/vmlDrawing1.vml", b"<a><br></a>", True),
        ("xl/drawings/VMLDRAWING1.VML", b"<a><br></a>", True),
        ("xl/drawings/folder/", b"<a>", True),
    ],
)
def test_an_editor_is_given_a_file_only_when_every_part_of_it_was_counted(
    name: str, part: bytes, is_counted: bool
) -> None:
    assert seen("", {name: part}).is_counted is is_counted


def test_what_stands_behind_the_first_bytes_of_a_part_is_counted_too() -> None:
    many = "<a>" + " " * 2_000 + "<dataValidation/>" * 10_001 + "</a>"
    with pytest.raises(InputTooLarge, match=r"quy tắc kiểm tra dữ liệu .nhiều nhất 10\.000"):
        seen("", {"anything.bin": many})


@pytest.mark.parametrize(
    ("element", "most"),
    [
        ('<x sqref="A1 B1 C1 D1"/>', 25_000),
        ("<comment ref='A1'/>", 10_000),
        ("<mergeCell ref='A1'/>", 20_000),
        ("<definedName/>", 20_000),
        ("<tableColumn/>", 16_384),
    ],
)
def test_elements_and_the_ranges_of_rules_are_counted(element: str, most: int) -> None:
    assert seen(element * most).extents
    with pytest.raises(InputTooLarge):
        seen(element * most + element)


def test_values_are_counted_up_to_their_bound() -> None:
    assert bounds.MOST_VALUES == 300_000
    most = "<row>" + "<c><v>1</v></c>" * 300_000 + "</row>"
    assert extent(most).values == 300_000
    with pytest.raises(InputTooLarge, match=r"ô có dữ liệu .nhiều nhất 300\.000.*tách danh sách"):
        seen(most + "<row><c><v>1</v></c></row>")


def test_parts_that_are_no_sound_xml_or_say_what_no_program_writes_are_refused() -> None:
    with pytest.raises(UnreadableInput, match="bị hỏng"):
        seen("<row>")
    with pytest.raises(UnreadableInput, match="bị hỏng"):
        seen("", {"xl/comments1.xml": '<comments><comment ref="A1:B2"/></comments>'})
    assert seen("", {"xl/comments1.xml": '<comments><comment ref="A1"/></comments>'}).is_counted
    for broken in ({"book": "<workbook>"}, {"links": "<a>"}):
        with pytest.raises(UnreadableInput, match="bị hỏng"):
            seen("", None, **broken)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/workbook.xml": BOOK}, "thiếu phần bắt buộc"),
        ({"xl/workbook.xml": BOOK, "xl/macrosheets/sheet1.xml": "<x/>"}, "Excel 4.0"),
        ({"xl/workbook.bin": "x"}, "xlsb"),
        ({"word/document.xml": "<x/>"}, "văn bản Word"),
        ({"other/word/document.xml": "<x/>"}, "không phải bảng tính"),
        ({"mimetype": ODS}, "thiếu phần bắt buộc"),
        ({"mimetype": "application/zip", "content.xml": "<x/>"}, "không phải bảng tính"),
        ({"mimetype": ODS, "content.xml": "<x>"}, "bị hỏng"),
        (
            {"mimetype": ODS, "content.xml": "<x/>", "META-INF/manifest.xml": "<encryption-data/>"},
            "đang đặt mật khẩu",
        ),
    ],
)
def test_what_is_no_workbook_is_named(parts: dict[str, str], message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        inspection.inspect_package(package(parts))


def test_an_opendocument_workbook_is_known_by_the_beginning_of_its_type() -> None:
    content = (
        '<x xmlns:table="t" xmlns:office="o"><table:table table:name="S"><table:table-row>'
        '<table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table></x>'
    )
    parts = {"mimetype": f"{ODS}-template", "content.xml": content, "xl/workbook.xml": BOOK}
    found = inspection.inspect_package(package(parts))
    assert (found.form, found.is_counted, found.parts) == ("ods", True, frozenset(parts))
    assert [(one.name, one.rows, one.columns, one.values) for one in found.extents] == [
        ("S", 1, 1, 1)
    ]


def test_an_old_workbook_is_seen_as_it_was_surveyed() -> None:
    content = biff.book({"S": [biff.number(1, 2, 1), biff.cell(0x0205, 3, 0, b"\x07\x01")]})
    found, surveyed = inspection.inspect_old_excel(content)
    assert found == Seen("xls", [Extent("S", 4, 3, 2)], {"S": frozenset({(3, 0)})})
    assert [sheet.name for sheet in surveyed] == ["S"]
