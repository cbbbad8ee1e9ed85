"""Blocks in free order, items of two levels and clauses without a title (contract §4), in every format that carries them."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from service import documents, intake, pipeline
from service.config import Settings
from service.http.openapi import input_schemas
from service.http.pages import form_builder, form_parser
from service.workbook import form_writer
from tests.documents import inputs
from tests.line import parse
from tests.test_revision import replaced

SERVICES = pipeline.build_services(Settings())
REPORT, MINUTES = "summary-report", "conference-minutes"

TABLE = {"columns": ["Chỉ tiêu", "Số"], "rows": [["Đoàn ra", 12]]}
BLOCKS: list[dict[str, Any]] = [
    {"paragraph": "Đoạn trước bảng."},
    {"items": ["Ý một", {"text": "Ý hai", "items": ["Ý nhỏ một", "Ý nhỏ hai"]}, "Ý ba"]},
    {"table": TABLE},
    {"paragraph": {"lead": "Về lễ tân", "text": "Sở đã đón 25 đoàn."}},
    {"table": {"columns": ["Nơi"], "rows": [["Lào"]]}},
    {"paragraph": "Đoạn sau bảng."},
]


def report(*sections: dict[str, Any]) -> dict[str, Any]:
    return {**inputs.sample(REPORT, "minimal"), "sections": list(sections)}


def minutes(**step: Any) -> dict[str, Any]:
    return {**inputs.sample(MINUTES, "minimal"), "proceedings": [step]}


def printed(slug: str, data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(block["kind"], block["text"]) for block in inputs.context(slug, data)["body"]]


IN_ORDER = [
    ("paragraph", "Đoạn trước bảng."),
    ("item", "Ý một;"),
    ("item", "Ý hai:"),
    ("subitem", "Ý nhỏ một;"),
    ("subitem", "Ý nhỏ hai;"),
    ("item", "Ý ba."),
    ("table", ""),
    ("led", "Sở đã đón 25 đoàn."),
    ("table", ""),
]


def test_blocks_of_a_section_print_in_their_order() -> None:
    found = printed(REPORT, report({"heading": "Kết quả", "blocks": BLOCKS}))
    assert found == [
        ("level1", "I. KẾT QUẢ"),
        *IN_ORDER,
        ("paragraph", "Đoạn sau bảng./."),
    ]


def test_blocks_of_a_step_print_in_their_order_behind_who_speaks() -> None:
    found = printed(MINUTES, minutes(heading="Báo cáo", speaker="Bà B", blocks=BLOCKS))
    assert found == [
        ("level2", "1. Báo cáo"),
        ("paragraph", "Bà B: Đoạn trước bảng."),
        *IN_ORDER[1:],
        ("paragraph", "Đoạn sau bảng."),
    ]


def test_a_lead_gets_a_colon_unless_it_ends_in_a_mark_of_its_own() -> None:
    blocks = [
        {"paragraph": {"lead": lead, "text": "Lời."}} for lead in ("Về lễ tân", "Thứ nhất,", "Một.")
    ]
    found = inputs.context(REPORT, report({"heading": "A", "blocks": blocks}))["body"]
    assert [block["lead"] for block in found[1:]] == ["Về lễ tân:", "Thứ nhất,", "Một."]


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        (["một", "hai"], ["một;", "hai."]),
        (["một.", "hai!", "ba;"], ["một.", "hai!", "ba;"]),
        (["một…", "hai:", "ba"], ["một…", "hai:", "ba."]),
        ([{"text": "một", "items": ["hai", "ba"]}], ["một:", "hai;", "ba."]),
        ([{"text": "một", "items": []}, "hai"], ["một;", "hai."]),
        ([{"text": "- một", "items": ["+ hai"]}, None, "ba"], ["một:", "hai;", "ba."]),
    ],
)
def test_items_end_as_an_office_ends_them_where_no_mark_was_typed(
    items: list[Any], lines: list[str]
) -> None:
    data = report({"heading": "A", "items": items}, {"heading": "B", "paragraphs": ["x"]})
    found = [text for kind, text in printed(REPORT, data) if kind in ("item", "subitem")]
    assert found == lines


def test_a_clause_without_a_heading_has_its_number_before_its_first_paragraph() -> None:
    found = printed(
        REPORT,
        report(
            {
                "heading": "Nhiệm vụ",
                "sections": [
                    {"paragraphs": ["Tăng cường.", "Tiếp tục."]},
                    {"blocks": [{"paragraph": "Đổi mới."}, {"items": ["một"]}]},
                    {"paragraphs": ["Gồm:"], "sections": [{"paragraphs": ["Lễ tân."]}]},
                ],
            }
        ),
    )
    assert found == [
        ("level1", "I. NHIỆM VỤ"),
        ("paragraph", "1. Tăng cường."),
        ("paragraph", "Tiếp tục."),
        ("paragraph", "2. Đổi mới."),
        ("item", "một."),
        ("paragraph", "3. Gồm:"),
        ("paragraph", "a) Lễ tân./."),
    ]


def test_a_clause_that_opens_with_a_lead_has_its_number_before_it() -> None:
    data = report({"blocks": [{"paragraph": {"lead": "Lễ tân", "text": "Đón 25 đoàn."}}]})
    first = inputs.context(REPORT, data)["body"][0]
    assert (first["number"], first["lead"], first["text"]) == ("I. ", "Lễ tân:", "Đón 25 đoàn./.")


@pytest.mark.parametrize(
    ("section", "pointer", "code"),
    [
        ({"items": ["x"]}, "/heading", "clause_without_text"),
        ({"blocks": [{"table": TABLE}]}, "/heading", "clause_without_text"),
        ({"heading": "A", "blocks": [{}]}, "/blocks/0", "block_form"),
        ({"heading": "A", "blocks": [{"items": []}]}, "/blocks/0", "block_form"),
        (
            {"heading": "A", "blocks": [{"paragraph": "x", "items": ["y"]}]},
            "/blocks/0",
            "block_form",
        ),
        (
            {"heading": "A", "paragraphs": ["x"], "blocks": [{"items": ["y"]}]},
            "/blocks",
            "block_form",
        ),
        ({"heading": "A", "blocks": ["x"]}, "/blocks/0", "not_part"),
        ({"heading": "A", "blocks": [{"paragraph": 3}]}, "/blocks/0/paragraph", "not_part"),
        (
            {"heading": "A", "blocks": [{"paragraph": {"lead": "x"}}]},
            "/blocks/0/paragraph/text",
            "required",
        ),
        (
            {"heading": "A", "items": [{"text": "x", "itms": []}]},
            "/items/0/itms",
            "unknown_field",
        ),
        ({"heading": "A", "items": [{"items": ["x"]}]}, "/items/0/text", "required"),
        (
            {"heading": "A", "items": ["x", {"text": "y", "items": ["z", 3]}]},
            "/items/1/items/1",
            "not_text",
        ),
        (
            {"heading": "A", "blocks": [{"table": {"columns": ["A"], "rows": [[1, 2]]}}]},
            "/blocks/0/table/rows/0",
            "table_form",
        ),
    ],
)
def test_what_is_wrong_with_content_is_named_where_it_stands(
    section: dict[str, Any], pointer: str, code: str
) -> None:
    assert inputs.errors(REPORT, report(section)) == {f"/sections/0{pointer}": code}


def test_a_wrong_table_in_minutes_is_named_too() -> None:
    data = minutes(heading="A", blocks=[{"table": {"columns": ["A"], "rows": [[1, 2]]}}])
    assert inputs.errors(MINUTES, data) == {"/proceedings/0/blocks/0/table/rows/0": "table_form"}


def test_marks_typed_before_items_of_both_levels_are_removed_with_a_warning() -> None:
    section = {
        "heading": "A",
        "blocks": [{"items": ["- một", {"text": "a) hai", "items": ["+ ba"]}]}],
    }
    found = {
        violation.pointer: violation.suggestion
        for violation in inputs.review(REPORT, report(section)).violations
        if violation.code == "numbered_by_hand"
    }
    start = "/sections/0/blocks/0/items"
    assert found == {
        f"{start}/0": "một",
        f"{start}/1/text": "hai",
        f"{start}/1/items/0": "ba",
    }


def test_an_annex_named_in_a_block_is_not_announced_again() -> None:
    annexes = [{"title": "Danh mục", "paragraphs": ["x"]}]
    for named in ({"paragraph": "Có Phụ lục kèm theo."}, {"items": [{"text": "a", "items": ["phụ lục"]}]}):  # fmt: skip
        data = {**report({"heading": "A", "blocks": [named]}), "annexes": annexes}
        assert not any("Kèm theo Báo cáo" in text for _, text in printed(REPORT, data))


@pytest.mark.parametrize("place", ["Đoạn sau bảng", "Ý nhỏ hai", "Về lễ tân", "Lào"])
def test_content_that_was_left_out_of_a_document_is_noticed(place: str) -> None:
    data = report({"heading": "Kết quả", "blocks": BLOCKS})
    assert inputs.lost(REPORT, data) == []
    kind = documents.get(REPORT)
    record = inputs.review(REPORT, data).record
    shown = "\n".join(inputs.texts(kind.context(record, inputs.REFERENCE)))
    assert kind.lost(record, shown.replace(place, "")) != []


# --- every way in ----------------------------------------------------------------------------------


def given(slug: str) -> dict[str, Any]:
    """Blocks at two depths, a clause without a heading, items of two levels."""
    if slug == MINUTES:
        return minutes(heading="Báo cáo", blocks=BLOCKS)
    inside = [{"paragraphs": ["Khoản."]}, {"blocks": [{"paragraph": "Khoản hai."}, *BLOCKS[1:3]]}]
    first = {"heading": "Kết quả", "blocks": BLOCKS, "sections": inside}
    items = ["Ý", {"text": "Ý khác", "items": ["Ý nhỏ"]}]
    return report(first, {"heading": "Tồn tại", "items": items})


@pytest.mark.parametrize("slug", [REPORT, MINUTES])
def test_the_workbook_gives_back_what_it_was_filled_with(slug: str) -> None:
    kind, data = documents.get(slug), given(slug)
    filled = form_writer.form(intake.items(kind), kind.title, data)
    parsed = intake.read(filled, "workbook", kind)
    assert (parsed.data, parsed.violations) == (data, ())


@pytest.mark.parametrize("slug", [REPORT, MINUTES])
def test_the_page_gives_back_what_it_was_filled_with(slug: str) -> None:
    kind, data = documents.get(slug), given(slug)
    sheet = form_builder.build(kind, data)
    assert sheet.leftovers == []
    back = form_parser.parse(intake.items(kind), sheet.pairs()).data
    for listed in ("sections", "proceedings"):
        assert back.get(listed) == data.get(listed)


@pytest.mark.parametrize("slug", [REPORT, MINUTES])
def test_the_json_schema_takes_what_the_service_takes(slug: str) -> None:
    schema = jsonschema_rs.validator_for(input_schemas.json_schema(documents.get(slug)))
    assert schema.is_valid(given(slug))
    listed = "sections" if slug == REPORT else "proceedings"
    for wrong in ({"paragraph": 3}, {"items": [3]}, {"items": [{"items": ["x"]}]}, {"x": 1}):
        data = given(slug)
        data[listed][0]["blocks"] = [wrong]
        assert not schema.is_valid(data)
        assert inputs.errors(slug, data)


# --- changed in Word -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "start", "old", "new", "pointer", "value"),
    [
        (REPORT, "/sections/0", "Đoạn trước bảng", "Đoạn mới", "/blocks/0/paragraph", "Đoạn mới."),
        (REPORT, "/sections/0", "Ý hai", "Ý nữa", "/blocks/1/items/1/text", "Ý nữa"),
        (REPORT, "/sections/0", "nhỏ hai", "nhỏ nữa", "/blocks/1/items/1/items/1", "Ý nhỏ nữa"),
        (REPORT, "/sections/0", "25 đoàn", "27 đoàn", "/blocks/3/paragraph/text", "Sở đã đón 27 đoàn."),
        (REPORT, "/sections/0", "Lào", "Thái Lan", "/blocks/4/table/rows/0/0", "Thái Lan"),
        (REPORT, "/sections/0", "Khoản.", "Khoản mới.", "/sections/0/paragraphs/0", "Khoản mới."),
        (MINUTES, "/proceedings/0", "Ý nhỏ hai", "Ý nữa", "/blocks/1/items/1/items/1", "Ý nữa"),
    ],
)  # fmt: skip
def test_content_changed_in_word_is_taken_into_its_place(
    slug: str, start: str, old: str, new: str, pointer: str, value: str
) -> None:
    data = given(slug)
    if slug == REPORT:
        del data["sections"][0]["sections"][1]
    document = pipeline.produce(SERVICES, *parse(slug, json.dumps(data).encode()))
    kind, parsed = parse(slug, replaced(document.content, old, new), "docx")
    assert parsed.returned is not None
    back = pipeline.reimport(SERVICES, kind, parsed.returned).merged
    assert [(each.pointer, each.new) for each in back.accepted] == [(start + pointer, value)]
    assert back.left == ()
