"""Files made to bring a reader down are read or refused in a sentence, and cost little either way."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from service import config, documents, intake, pipeline
from service.app import create_app
from service.errors import InputTooLarge, UnreadableInput
from service.untrusted import archives
from service.workbook import Limits
from tests.addresses import at
from tests.libreoffice import workbook_as
from tests.line import parse
from tests.serving import running
from tests.workbook import workbooks
from tests.workbook.workbooks import opened, saved
from tools import hostile

DECISION = "commendation-decision"
KIND = documents.get("commendation-decision")
API = f"/api/v1/document-types/{KIND.slug}"
REFUSED = {name: kind for name, kind in hostile.KINDS.items() if kind.refused}
READ = {name: kind for name, kind in hostile.KINDS.items() if not kind.refused}


@pytest.fixture(scope="module")
def libreoffice() -> pipeline.Services:
    return pipeline.build_services(config.load({}))


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


@pytest.mark.no_cover
@pytest.mark.parametrize("name", REFUSED)
def test_too_much_of_anything_is_refused_in_one_sentence(
    name: str, libreoffice: pipeline.Services
) -> None:
    kind = REFUSED[name]
    with pytest.raises((InputTooLarge, UnreadableInput)) as refused:
        pipeline.review(
            libreoffice,
            *parse(
                KIND.slug,
                kind.content(kind.refused),
                intake.FORMATS[f".{kind.ending}"],
                file=intake.File(f"a.{kind.ending}"),
            ),
        )
    message = str(refused.value)
    assert message.startswith(("Tệp ", "Trang tính ", "Dữ liệu gốc "))
    assert message.endswith(".")
    assert "hãy" in message or "không được chấp nhận" in message
    if isinstance(refused.value, InputTooLarge):
        assert "nhiều nhất" in message or "dài hơn" in message


@pytest.mark.parametrize("name", READ)
def test_a_slip_of_the_mouse_is_read_and_marked(name: str, libreoffice: pipeline.Services) -> None:
    kind = READ[name]
    content = kind.content()
    file = intake.File(f"a.{kind.ending}")
    parsed = intake.read(content, "workbook", KIND, file)
    reviewed = pipeline.review(libreoffice, KIND, parsed)
    marked = intake.marked_workbook(content, parsed, reviewed.violations, file)
    assert len(reviewed.record["awards"][0]["individuals"]) == 2
    assert intake.read(marked, "workbook", KIND).data["awards"][0]["individuals"][0]["full_name"]


def test_the_whole_service_stands_after_hostile_files(tmp_path: Path) -> None:
    with running(tmp_path / "log", VANBAN_WORKERS="1") as service:
        before = service.workers()
        for name, status in (
            ("all_cells_merged", 200),
            ("cell_formats", 413),
            ("number_cells", 413),
        ):
            kind = hostile.KINDS[name]
            head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
            body = head.encode() + kind.content() + b"\r\n--x--\r\n"
            for route in ("validations", "form-checks"):
                answer = service.ask(
                    f"{API}/{route}", body, {"Content-Type": "multipart/form-data; boundary=x"}
                )
                assert answer.status == status
        assert service.workers() == before
        assert not [line for line in service.lines() if line["level"] in ("error", "critical")]


# --- a merged column --------------------------------------------------------------------------------


def typed_list() -> openpyxl.Workbook:
    """Three people; the unit is typed once, in the first row of its column."""
    book = openpyxl.Workbook()
    for row in (
        ["STT", "Họ và tên", "Đơn vị"],
        [1, "Nguyễn Văn An", "Phòng Lãnh sự"],
        [2, "Trần Thị Bình", None],
        [3, "Lê Văn Chung", None],
    ):
        book.worksheets[0].append(row)
    return book


def merged(where: str) -> bytes:
    """The list with a merged range that openpyxl would write cell by cell."""
    inside = f'<mergeCells><mergeCell ref="{where}"/></mergeCells><pageMargins'.encode()
    return hostile.changed(
        saved(typed_list()),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<pageMargins", inside, 1),
    )


def units(content: bytes) -> list[str | None]:
    people = workbooks.read(content, DECISION).data["awards"][0]["individuals"]
    return [person.get("organ_name") for person in people]


@pytest.mark.parametrize("where", ["C2:C4", "C2:C1048576"])
def test_a_unit_merged_over_its_people_counts_for_each_however_far_it_is_merged(where: str) -> None:
    assert units(merged(where)) == ["Phòng Lãnh sự"] * 3


def test_a_header_merged_with_its_whole_column_is_no_value_of_it() -> None:
    assert units(merged("C1:C1048576")) == ["Phòng Lãnh sự", None, None]


@pytest.mark.no_cover
@pytest.mark.parametrize("extension", ["xls", "ods"])
def test_a_whole_merged_column_is_read_from_other_kinds_too(extension: str) -> None:
    book = typed_list()
    book.worksheets[0].merge_cells("C2:C20000")
    content = workbook_as(saved(book), extension)
    assert units(content)[0] == "Phòng Lãnh sự"
    assert opened(workbooks.marked(content, (), DECISION)).worksheets


def test_a_marked_workbook_keeps_its_values_and_its_ranges_as_far_as_it_is_used() -> None:
    again = opened(workbooks.marked(merged("C2:C1048576"), (), DECISION))["Sheet"]
    assert [str(merged) for merged in again.merged_cells.ranges] == ["C2:C4"]
    everything = opened(workbooks.marked(merged("A1:XFD1048576"), (), DECISION))["Sheet"]
    assert not everything.merged_cells.ranges
    assert [row[1] for row in everything.iter_rows(values_only=True)][3] == "Lê Văn Chung"


def test_a_value_that_a_merged_range_hides_is_not_lost() -> None:
    page = opened(workbooks.marked(merged("B2:B3"), (), DECISION))["Sheet"]
    assert page["B3"].value == "Trần Thị Bình"


def test_a_layout_that_is_not_out_of_bounds_comes_back_whole() -> None:
    book = typed_list()
    book.worksheets[0].merge_cells("A10:H12")
    book.worksheets[0]["J40"].font = openpyxl.styles.Font(bold=True)
    page = opened(workbooks.marked(saved(book), (), DECISION))["Sheet"]
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A10:H12"]
    assert page["J40"].font.bold


def test_a_sheet_formatted_to_its_end_comes_back_as_far_as_it_is_used() -> None:
    row = '<c s="0"/>' * 10
    lines = "".join(f'<row r="{n}" ht="20">{row}</row>' for n in range(5, 9_000))
    content = hostile.changed(
        saved(typed_list()),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", lines.encode() + b"</sheetData>"),
    )
    assert units(content)[0] == "Phòng Lãnh sự"
    page = opened(workbooks.marked(content, (), DECISION))["Sheet"]
    assert page.max_row == 4
    assert page["B4"].value == "Lê Văn Chung"


def test_a_link_given_for_a_range_reaches_as_far_as_the_sheet() -> None:
    content = hostile.KINDS["link_of_all_cells"].content()
    page = opened(workbooks.marked(content, (), DECISION))["Sheet"]
    assert (page.max_row, page.max_column) == (3, 3)
    assert page["C3"].hyperlink.location == "A1"


# --- packages ---------------------------------------------------------------------------------------


def named(name: str) -> bytes:
    """A workbook with one more entry; zipfile itself would not write every name."""
    content = hostile.changed(hostile.clerks_list(), "", lambda part: part, {"Z" * 8: b"x"})
    return content.replace(b"Z" * 8, name.encode("utf-8", "surrogatepass")[:8].ljust(8, b"z"))


@settings(max_examples=150)
@given(st.text(st.characters(max_codepoint=0x2FF), max_size=8))
@example("\0")
@example("\0/")
@example("a\0b/")
@example("/")
@example("//")
@example("..\0")
def test_an_entry_may_be_called_anything_and_the_archive_is_read_or_refused(name: str) -> None:
    try:
        with archives.opened(named(name), "Tệp", "Excel") as archive:
            archives.parts(archive, lambda _: True)
    except UnreadableInput:
        return


def test_a_name_that_begins_with_nul_is_refused_at_every_route(client: FlaskClient) -> None:
    content = hostile.KINDS["nameless_entry"].content()
    for route in ("documents", "validations", "form-checks"):
        answer = sent(client, f"{API}/{route}", content, "a.xlsx")
        assert answer.status_code == 400
        assert "tên phần bất thường" in answer.get_json()["detail"]
    page = sent(client, f"{at(KIND.slug)}/mo-tep", content, "a.xlsx")
    assert page.status_code == 422
    assert "tên phần bất thường" in page.get_data(as_text=True)


def test_a_package_without_a_workbook_part_comes_back_with_its_values(client: FlaskClient) -> None:
    content = hostile.KINDS["no_workbook_part"].content()
    answer = sent(client, f"{API}/form-checks", content, "a.xlsx")
    assert answer.status_code == 200
    assert "chỉ với dữ liệu" in str(opened(answer.data)["Kết quả kiểm tra"]["A3"].value)


def test_a_part_in_an_encoding_that_cannot_be_counted_is_not_given_to_the_editor() -> None:
    content = hostile.changed(
        hostile.clerks_list(),
        "xl/styles.xml",
        lambda part: b'<?xml version="1.0" encoding="UTF-7"?>' + part,
    )
    again = opened(workbooks.marked(content, (), DECISION))
    assert "chỉ với dữ liệu" in str(again["Kết quả kiểm tra"]["A3"].value)


def test_a_note_for_a_whole_range_is_refused() -> None:
    book = typed_list()
    book.worksheets[0]["A1"].comment = openpyxl.comments.Comment("x", "x")
    content = hostile.changed(
        saved(book),
        "xl/comments/comment1.xml",
        lambda part: part.replace(b'ref="A1"', b'ref="A1:XFD1048576"'),
    )
    with pytest.raises(UnreadableInput):
        workbooks.read(content, DECISION)


def test_a_long_text_file_is_refused_before_it_is_read_to_its_end() -> None:
    rows = iter(["a\r\n"] * 50)
    written = "".join(rows)
    with pytest.raises(InputTooLarge, match="mỗi danh sách nhiều nhất 1 dòng"):
        workbooks.read(written.encode() * 10, DECISION, limits=Limits(max_rows=1))


# --- names of files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("route", [f"{API}/form-checks", f"{at(KIND.slug)}/danh-dau-loi"])
@pytest.mark.parametrize("name", ["../../etc/danh sach.xlsx", "..\\danh sach.xlsx", "\u202edanh sach.xlsx"])  # fmt: skip
def test_a_file_comes_back_under_its_own_name_and_nothing_else(
    route: str, name: str, client: FlaskClient
) -> None:
    answer = sent(client, route, hostile.clerks_list(), name)
    assert answer.status_code == 200
    reported = answer.headers["Content-Disposition"]
    assert "filename*=UTF-8''danh%20sach%20-%20" in reported
    assert "%2F" not in reported
    assert "%E2%80%AE" not in reported


def sent(client: FlaskClient, path: str, content: bytes, name: str):  # type: ignore[no-untyped-def]
    return client.post(
        path,
        data={"file": (io.BytesIO(content), name), "data": "{}"},
        content_type="multipart/form-data",
        headers={"Sec-Fetch-Site": "same-origin"},
    )


def test_a_sheet_formatted_far_to_the_right_comes_back_as_far_as_it_is_used() -> None:
    cells = "".join(f'<c r="{get_column_letter(n)}9" s="0"/>' for n in range(1, 9_000))
    content = hostile.changed(
        saved(typed_list()),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(
            b"</sheetData>", f'<row r="9">{cells}</row></sheetData>'.encode()
        ),
    )
    page = opened(workbooks.marked(content, (), DECISION))["Sheet"]
    assert page.max_column < 20
