"""A form is short: steps that tell how far they are, and rare things put aside until something stands in them."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from service import config, documents
from service.app import create_app
from service.documents import form_steps
from service.documents.form_steps import OFFICE, SIGNING, Step
from service.errors import Violation
from service.http.pages import form_builder
from service.http.pages.form_nodes import Node
from service.http.pages.form_sections import Section, Sheet
from tests.documents import inputs
from tests.web.test_drawn_forms import DECISION, MINUTES, REPORT, node

MONEY = {"individual": 450_000}
OFFICE_FILLED = {
    "organ": {"organ_name": "Sở Ngoại vụ", "code": "SNgV"},
    "place": "Hà Tĩnh",
    "subject": "Tặng Giấy khen",
    "issuing_authority": "Giám đốc",
}


def drawn(slug: str, data: Any = None, focus: str = "", *violations: Violation) -> Sheet:
    return form_builder.build(documents.get(slug), data or {}, violations, focus)


def section(sheet: Sheet, title: str) -> Section:
    return next(found for found in sheet.sections if found.title == title)


def aside(nodes: list[Node]) -> list[str]:
    return list(dict.fromkeys(found.item.rare for found in nodes if found.is_aside))


def violation(pointer: str) -> Violation:
    return Violation(pointer, "Mục", "required", "Sai.")


# --- steps ----------------------------------------------------------------------------------------


def test_a_type_that_names_no_steps_has_its_own_fields_between_the_office_and_the_signing() -> None:
    names = ["organ", "subject", "paragraphs", "place", "signer"]
    assert form_steps.complete((OFFICE, SIGNING), names) == (
        Step("Cơ quan", ("organ", "place", "subject")),
        Step("Nội dung", ("paragraphs",)),
        Step("Ký, nơi nhận", ("signer",)),
    )


@pytest.mark.parametrize("slug", documents.TYPES)
def test_what_a_step_counts_are_lists_of_its_type(slug: str) -> None:
    document_type = documents.get(slug)
    for step in document_type.form_steps:
        for pointer, _ in step.counted:
            place = pointer.replace("*", "0")
            assert node(drawn(slug, {"awards": [{}]} if "awards" in pointer else {}), place)


def test_a_blank_form_says_nothing_of_its_steps_but_how_much_must_be_there() -> None:
    sheet = drawn(DECISION)
    assert [(found.state, found.state_text) for found in sheet.sections] == [("", "")] * 5
    # Organ, abbreviation, place, subject, authority; a basis; form and achievement; an executor; position and name.
    assert [found.missing for found in sheet.sections] == [5, 1, 2, 1, 2]
    assert sheet.missing == 11


def test_a_step_tells_what_is_missing_then_what_it_counts() -> None:
    award: dict[str, Any] = {"form": "giay_khen", "achievement": "đã có thành tích"}
    data = {**OFFICE_FILLED, "legal_bases": ["A", "B"], "awards": [award]}
    sheet = drawn(DECISION, data)
    assert (section(sheet, "Cơ quan").state, section(sheet, "Cơ quan").state_text) == ("done", "")
    assert (section(sheet, "Căn cứ").state, section(sheet, "Căn cứ").state_text) == ("done", "2")
    # Nothing that must be there is missing, but nobody is commended either.
    assert (section(sheet, "Danh sách").state, section(sheet, "Danh sách").state_text) == ("", "")
    award["individuals"] = [{"full_name": "An"}, {}, {"position": "Kế toán"}]
    award["collectives"] = [{"name": "Phòng Kế toán"}]
    found = section(drawn(DECISION, data), "Danh sách")
    assert (found.state, found.state_text) == ("", "thiếu 1")
    award["individuals"] = [{"full_name": "An"}, {}]
    found = section(drawn(DECISION, data), "Danh sách")
    assert (found.state, found.state_text) == ("done", "1 tập thể, 1 người")


def test_many_rows_are_counted_as_an_office_writes_numbers() -> None:
    people = [{"full_name": f"Người {number}"} for number in range(1_200)]
    data = {"awards": [{"form": "giay_khen", "achievement": "A", "individuals": people}]}
    assert section(drawn(DECISION, data), "Danh sách").state_text == "1.200 người"


def test_a_part_that_may_be_left_out_asks_for_nothing_until_it_is_begun() -> None:
    table: dict[str, Any] = {"sections": [{"heading": "A"}], "annexes": []}
    assert section(drawn(REPORT, table), "Nội dung").missing == 0
    table["annexes"] = [{"paragraphs": ["B"]}]
    assert section(drawn(REPORT, table), "Nội dung").missing == 1  # the annex's title


def test_errors_come_before_everything_else_that_a_step_tells() -> None:
    places = ("/subject", "/organ/code", "/organ")
    found = section(drawn(DECISION, OFFICE_FILLED, "", *map(violation, places)), "Cơ quan")
    assert (found.state, found.state_text) == ("wrong", "3 lỗi")
    row = violation("/awards/0/individuals/0")
    data = {"awards": [{"individuals": [{"position": "A"}]}]}
    assert section(drawn(DECISION, data, "", row), "Danh sách").state_text == "1 lỗi"


@pytest.mark.parametrize("slug", documents.TYPES)
def test_every_step_of_a_sample_is_done(slug: str) -> None:
    assert {found.state for found in drawn(slug, inputs.sample(slug)).sections} == {"done"}


# --- what is put aside ------------------------------------------------------------------------------


def test_rare_things_of_a_blank_form_are_put_aside() -> None:
    sheet = drawn(DECISION)
    assert aside(section(sheet, "Cơ quan").nodes) == ["Ký hiệu riêng"]
    assert aside(node(sheet, "/awards").rows[0].nodes) == [
        "Tên hình thức khác", "Hộ gia đình", "Số đã công bố", "Tiền thưởng", "Nơi nêu tên",
    ]  # fmt: skip
    assert aside(node(sheet, "/signer").nodes) == [
        "Ký thay, thừa lệnh, thay mặt", "Chức vụ khác của người ký",
    ]  # fmt: skip
    assert not any(found.is_aside and found.item.required for found in sheet.nodes)


def test_what_holds_data_is_not_put_aside_and_brings_what_goes_with_it() -> None:
    signer = {"capacity": "KT", "position": "Phó Giám đốc"}
    sheet = drawn(DECISION, {"signer": signer, "awards": [{"bonus": MONEY}, {}], "medium": "paper"})
    shown = {found.item.name for found in node(sheet, "/signer").nodes if not found.is_aside}
    assert shown == {"on_behalf_of", "capacity", "authority", "position", "full_name"}
    # The money of one award asks where the money comes from, and for the money of the other.
    assert not node(sheet, "/bonus_source").is_aside
    assert not node(sheet, "/awards/1/bonus").is_aside
    # What would be said anyway is nothing that was said.
    assert node(sheet, "/medium").is_aside
    assert not node(drawn(DECISION, {"medium": "electronic"}), "/medium").is_aside
    sheet = drawn(DECISION, {"bonus_source": "Quỹ", "awards": [{}]})
    assert not node(sheet, "/awards/0/bonus").is_aside


def test_what_is_wrong_or_about_to_be_seen_is_not_put_aside() -> None:
    wrong = violation("/effective")
    assert not node(drawn(DECISION, {}, "", wrong), "/effective").is_aside
    assert not node(drawn(DECISION, {}, "/awards/0/households"), "/awards/0/households").is_aside
    assert not node(drawn(DECISION, {}, "/awards/0/households/1"), "/awards/0/households").is_aside
    assert node(drawn(DECISION, {}, "/awards/0/house"), "/awards/0/households").is_aside
    section = drawn(REPORT, {}, "/sections/0/sections")
    assert not node(section, "/sections/0/sections").is_aside


def test_a_table_in_one_section_does_not_open_those_of_the_others() -> None:
    table = {"columns": ["A"], "rows": [["x"]]}
    sheet = drawn(REPORT, {"sections": [{"heading": "A", "table": table}, {"heading": "B"}]})
    assert not node(sheet, "/sections/0/table").is_aside
    assert node(sheet, "/sections/1/table").is_aside


def test_a_rare_column_is_put_aside_until_a_row_has_something_in_it() -> None:
    people = [{"full_name": "An"}, {"full_name": "Bình", "note": "Truy tặng"}]
    sheet = drawn(DECISION, {"awards": [{"individuals": people}]})
    grid = node(sheet, "/awards/0/individuals")
    assert grid.columns_aside == {"Thành tích riêng", "Tiền thưởng riêng"}
    assert grid.rows[0].rare_names == ["Thành tích riêng", "Tiền thưởng riêng", "Ghi chú"]
    assert node(drawn(MINUTES), "/attendees").columns_aside == {"Nhóm người dự"}


@pytest.mark.parametrize(
    ("slug", "pointer", "name"),
    [
        (DECISION, "/awards/0/individuals", "full_name"),
        (DECISION, "/awards/0/collectives", "name"),
        (DECISION, "/awards/0/households", "full_name"),
        # No name is required where a group may come instead.
        (MINUTES, "/attendees", "full_name"),
        (MINUTES, "/absentees", "full_name"),
    ],
)
def test_the_name_of_a_line_stays_in_sight(slug: str, pointer: str, name: str) -> None:
    row = node(drawn(slug), pointer).rows[0]
    assert row.nodes[row.name_place].item.name == name


def test_a_row_says_whether_something_is_said_of_it() -> None:
    data: dict[str, Any] = {"awards": [{"individuals": [{}, {}, {}]}]}
    places = ("/awards/0/individuals/0", "/awards/0/individuals/2/full_name")
    grid = node(drawn(DECISION, data, "", *map(violation, places)), "/awards/0/individuals")
    assert [row.is_marked for row in grid.rows] == [True, False, True]


# --- the page -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def test_enter_sends_no_form_because_its_first_button_cannot_be_pressed(
    client: FlaskClient,
) -> None:
    page = client.get("/quyet-dinh-khen-thuong").get_data(as_text=True)
    first = page[page.index('<button class="visually-hidden" form="mau"') :]
    assert " disabled" in first[: first.index(">")]
    # Nothing before it sends this form, not even from above it.
    before = page[: page.index(first)]
    assert 'form="mau"' not in before and 'id="mau"' not in before


def test_a_list_that_was_put_aside_is_in_sight_after_a_row_was_added_without_scripts(
    client: FlaskClient,
) -> None:
    page = client.post("/bien-ban-hoi-nghi", data={"do": "add:/votes"}).get_data(as_text=True)
    assert 'id="/votes/0"' in page
    assert (
        'data-extra="Biểu quyết"'
        not in page[: page.index('id="/votes/0"')].rpartition("<section")[2]
    )


def test_rows_of_a_long_list_come_as_a_table_to_a_page_that_runs_scripts(
    client: FlaskClient,
) -> None:
    letters = "ABCDEFGHIJK"
    names = [
        [f"/awards/0/individuals/{n}/full_name", f"Người {letters[n // 10]} {letters[n % 10]}"]
        for n in range(101)
    ]
    names[7][1] = "Người\u0007"
    pages = [
        client.post("/quyet-dinh-khen-thuong", data=sent).get_data(as_text=True)
        for sent in ({"fields": json.dumps(names), "do": "check"}, {**dict(names), "do": "check"})
    ]
    packed, plain = (page[: page.index("<template")] for page in pages)
    # The row with a fault has its inputs, and so have all where no script draws them.
    (carried,) = lxml.html.fromstring(packed).xpath("//input[starts-with(@name, 'waiting:')]")
    assert carried.get("name") == "waiting:/awards/0/individuals"
    columns, *lines = json.loads(carried.get("value"))
    place = columns.index("full_name")
    assert [line[place] for line in lines] == [name for _, name in names]
    assert packed.count('<tr id="/awards/0/individuals/') == 1
    assert 'id="/awards/0/individuals/7/full_name"' in packed
    assert plain.count('<tr id="/awards/0/individuals/') == 101 and "waiting:" not in plain
    assert plain.count(' name="/awards/0/individuals/') == 101 * 8


def test_a_long_list_is_posted_whole_before_the_scripts_run(client: FlaskClient) -> None:
    names = [
        [f"/awards/{n // 101}/individuals/{n % 101}/full_name", f"Người {n}"] for n in range(202)
    ]
    names[7][1] = "Người\u0007"
    page = client.post(
        "/quyet-dinh-khen-thuong", data={"fields": json.dumps(names), "do": "check"}
    ).get_data(as_text=True)
    form = lxml.html.fromstring(page).get_element_by_id("mau")
    native = [(name, text) for name, text in form.form_values() if name != "do"]
    # What was typed into the one row that has inputs counts, and the order of the rows stays.
    typed = [
        (name, "Người mới" if name == "/awards/0/individuals/7/full_name" else text)
        for name, text in native
    ]
    saved = client.post("/quyet-dinh-khen-thuong/ban-luu", data=MultiDict(typed)).get_json(
        force=True
    )
    names[7][1] = "Người mới"
    people = [person for award in saved["awards"] for person in award["individuals"]]
    assert [person["full_name"] for person in people] == [name for _, name in names]


@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_list_as_a_table_says_what_its_inputs_say(slug: str) -> None:
    blank = form_builder.blank_rows(documents.get(slug))
    grids = [
        Node(node.item, node.pointer, "grid", rows=[row])
        for _, node, row in blank
        if node.kind == "grid"
    ]
    for grid in grids:
        names, values = grid.as_table()
        (row,) = grid.rows
        said = [(f"{row.pointer}/{name}", text) for name, text in zip(names, values, strict=True)]
        assert said == [*grid.pairs()]
    assert grids or slug == REPORT


@pytest.mark.parametrize("rows", ['[["full_name"], ["A", "B"]]', '[["full_name"], [1]]', "{}", "["])
def test_rows_that_no_page_of_ours_carries_are_refused(client: FlaskClient, rows: str) -> None:
    sent = {"waiting:/awards/0/individuals": rows}
    answer = client.post("/quyet-dinh-khen-thuong/ban-luu", data=sent)
    assert answer.status_code == 400


def test_what_can_be_added_twice_on_a_page_has_two_names(client: FlaskClient) -> None:
    page = client.get("/bien-ban-hoi-nghi").get_data(as_text=True)
    assert 'data-extra="Biểu quyết của nội dung"' in page and 'data-extra="Biểu quyết"' in page
