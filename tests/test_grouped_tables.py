"""Headers in groups, rows with a role and a row of numbers: read, printed, and carried by form, workbook and revision."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest

from service import config, documents, intake, pipeline, workbook
from service.documents.blocks import table_layout
from service.http.openapi import input_schemas
from service.http.pages import form_builder, form_parser
from service.schema import computed_columns, tables
from service.schema.printing import printed_part
from tests import laid_tables, line, reviewed
from tests.documents import inputs
from tests.workbook import workbooks

SLUG = "summary-report"
RATIO = {"header": "Tỷ lệ (%)", "computed": "ratio", "of": ["Thực hiện", "Kế hoạch"]}
TABLE: dict[str, Any] = {
    "caption": "Kết quả",
    "number_row": True,
    "columns": [
        "Đơn vị",
        {"header": "Năm 2019", "columns": ["Kế hoạch", {"header": "Thực hiện", "align": "center"}, RATIO]},
        {"header": "Năm 2020", "columns": ["Kế hoạch", {"header": "Thực hiện", "columns": ["6 tháng", "Cả năm"]}]},
        "Ghi chú",
    ],
    "rows": [
        {"cells": ["I. Khối sở"], "role": "group"},
        ["Sở Nội vụ", 3, 1, None, 4, 2, 3, "Đạt"],
        {"cells": ["Sở Ngoại vụ", 4, 5, None, 4, 2, 5, None]},
        {"cells": ["Tổng cộng", 7, 6, None, 8, 4, 8, None], "role": "total"},
    ],
}  # fmt: skip


def report(table: Any) -> dict[str, Any]:
    sections = [{"heading": "Kết quả", "table": table}]
    return {**inputs.sample(SLUG), "sections": sections, "annexes": []}


def sound(table: Any) -> dict[str, Any]:
    read, found = reviewed.load(tables.TableSchema(), table)
    assert found == []
    return read


def laid_out(table: Any) -> dict[str, Any]:
    read = sound(table)
    return table_layout.report_table(read, printed_part(tables.TableSchema(), read)).context


def heads(table: Any) -> list[list[tuple[str, int, str]]]:
    return [
        [(cell["text"], cell["span"], cell["merge"]) for cell in head["cells"]]
        for head in laid_out(table)["heads"]
    ]


def test_headers_over_several_columns_and_headers_that_reach_down() -> None:
    down, below = "restart", "continue"
    assert heads(TABLE) == [
        [("Đơn vị", 1, down), ("Năm 2019", 3, down), ("Năm 2020", 3, down), ("Ghi chú", 1, down)],
        [("", 1, below), ("Kế hoạch", 1, down), ("Thực hiện", 1, down), ("Tỷ lệ (%)", 1, down),
         ("Kế hoạch", 1, down), ("Thực hiện", 2, down), ("", 1, below)],
        [("", 1, below)] * 5 + [("6 tháng", 1, down), ("Cả năm", 1, down), ("", 1, below)],
        [(f"({n})", 1, down) for n in range(1, 9)],
    ]  # fmt: skip


def test_a_column_may_say_itself_under_which_headers_it_stands() -> None:
    flat = {"columns": ["A", {"header": "B", "under": ["X"]}, {"header": "C", "under": ["X"]}]}
    tree = {"columns": ["A", {"header": "X", "columns": ["B", "C"]}]}
    assert heads(flat) == heads(tree)


def test_rows_with_a_role_and_computed_cells_of_one_number_of_decimals() -> None:
    made = laid_out(TABLE)
    assert [band["kind"] for band in made["bands"]] == ["group", "rows", "total"]
    assert laid_tables.heading_rows(made) == ["I. Khối sở"]
    assert [row[3] for row in laid_tables.rows(made)] == ["33,33", "125,00"]
    assert [row[3] for row in laid_tables.rows(made, "total")] == ["85,71"]
    (line,) = made["bands"][0]["lines"]
    assert line["cells"][0]["width"] == sum(column["width"] for column in made["columns"])


def test_whole_ratios_have_no_decimals() -> None:
    assert computed_columns.compute("ratio", [(1, 2), (3, 4), (1, 0)]) == ["50", "75", "-"]
    assert computed_columns.compute("change", [(1, 8), (2, 1)]) == ["-87,5", "100,0"]


@pytest.mark.parametrize(
    ("columns", "pointer", "code"),
    [
        ([{"header": "X", "columns": []}], "/columns/0/columns", "too_few"),
        ([{"columns": ["A"]}], "/columns/0/header", "required"),
        ([{"header": "X", "columns": ["A", {"header": "B", "align": "up"}]}], "/columns/0/columns/1/align", "unknown_choice"),
        ([{"header": "X", "columns": ["A"], "align": "left"}], "/columns/0/align", "unknown_field"),
        ([{"header": "X", "columns": [{"header": "Y", "columns": [{"header": "Z", "columns": ["A"]}]}]}],
         "/columns/0/columns/0/columns/0", "too_deep"),
        ([{"header": "A", "under": ["X", "Y", "Z"]}], "/columns/0", "too_deep"),
    ],
)  # fmt: skip
def test_a_faulty_group_is_named_by_its_place(columns: Any, pointer: str, code: str) -> None:
    _, found = reviewed.load(tables.TableSchema(), {"columns": columns})
    assert [(violation.pointer, violation.code) for violation in found] == [(pointer, code)]


@pytest.mark.parametrize(
    ("row", "pointer", "code"),
    [
        ({"cells": ["a"], "role": "sum"}, "/rows/0/role", "unknown_choice"),
        ({"cells": [True]}, "/rows/0/cells/0", "not_cell"),
        ({"cells": "a"}, "/rows/0/cells", "not_list"),
        ({"cells": ["a"], "rolle": "total"}, "/rows/0/rolle", "unknown_field"),
        ({"role": "total"}, "/rows/0", "not_list"),
    ],
)
def test_a_faulty_row_is_named_by_its_place(row: Any, pointer: str, code: str) -> None:
    _, found = reviewed.load(tables.TableSchema(), {"columns": ["A"], "rows": [row]})
    assert [(violation.pointer, violation.code) for violation in found] == [(pointer, code)]


def faults(table: Any) -> list[str]:
    return [violation.pointer for violation in inputs.review(SLUG, report(table)).errors]


def test_rules_name_cells_where_they_were_sent() -> None:
    rows = [{"cells": [1, 2, 50], "role": "total"}, {"cells": ["a", "b"], "role": "group"}]
    group = {"header": "X", "columns": ["Thực hiện", "Kế hoạch", RATIO]}
    here = "/sections/0/table"
    assert faults({"columns": [group], "rows": rows}) == [
        f"{here}/rows/1",
        f"{here}/rows/0/cells/2",
    ]
    wrong = {**group, "columns": ["A", {**RATIO, "of": ["A", "B"]}]}
    assert faults({"columns": [wrong]}) == [f"{here}/columns/0/columns/1/of"]


def test_nothing_of_such_a_table_is_lost_in_the_document() -> None:
    services = pipeline.build_services(config.load({}))
    body = json.dumps(report(TABLE)).encode()
    assert pipeline.produce(services, *line.parse(SLUG, body)).content


def test_the_json_schema_takes_groups_and_roles() -> None:
    checked = jsonschema_rs.Draft202012Validator(input_schemas.json_schema(documents.get(SLUG)))
    assert checked.is_valid(report(TABLE))
    assert not checked.is_valid(report({**TABLE, "rows": [{"cells": [], "role": "sum"}]}))
    assert not checked.is_valid(report({"columns": [{"header": "X", "columns": []}]}))


def same_page(one: Any, other: Any) -> bool:
    return laid_out(one) == laid_out(other)


def test_the_form_shows_and_posts_groups_and_roles() -> None:
    document_type = documents.get(SLUG)
    sheet = form_builder.build(document_type, report(TABLE))
    assert sheet.leftovers == []
    pairs = [pair for node in sheet.nodes for pair in node.pairs()]
    posted = form_parser.parse(intake.items(document_type), pairs).data["sections"][0]["table"]
    assert posted["columns"][1] == {"header": "Kế hoạch", "under": ["Năm 2019"]}
    assert posted["rows"][0]["role"] == "group"
    assert same_page(posted, TABLE)


def test_what_is_wrong_with_a_column_of_a_group_stands_at_that_column_of_the_form() -> None:
    table = {"columns": ["A", {"header": "X", "columns": ["B", {"header": ""}]}], "rows": []}
    reviewed_table = inputs.review(SLUG, report(table))
    sheet = form_builder.build(documents.get(SLUG), report(table), reviewed_table.errors)
    marked = [leaf.pointer for node in sheet.nodes for leaf in node.leaves() if leaf.violations]
    assert marked == ["/sections/0/table/columns/2/header"]


def test_the_workbook_carries_groups_and_roles() -> None:
    document_type = documents.get(SLUG)
    items = intake.items(document_type)
    form = workbook.form(items, document_type.title, report(TABLE))
    read = workbooks.read(form, SLUG).data["sections"][0]["table"]
    assert [row["role"] for row in read["rows"] if isinstance(row, dict)] == ["group", "total"]
    assert read["number_row"] is True
    assert same_page(read, TABLE)
