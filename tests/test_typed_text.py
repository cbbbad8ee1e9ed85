"""A text means the same value wherever it is typed: on a page or in a cell of a workbook."""

from __future__ import annotations

from typing import Any

import pytest

from service import documents
from service.http.pages import typed_values
from service.language import typed_text
from service.schema import input_outline, loading
from service.workbook import plan, values
from tests.documents import inputs

FIELDS = [
    ("commendation-decision", "/issued_date"),
    ("conference-minutes", "/started_at"),
    ("commendation-decision", "/code_number"),
    ("commendation-decision", "/awards/*/individuals/*/birth_year"),
    ("commendation-decision", "/awards/*/individuals/*/bonus"),
    ("conference-minutes", "/votes/*/secret"),
    ("commendation-decision", "/awards/*/form"),
    ("commendation-decision", "/subject"),
]
TEXTS = [
    "1/7/2020", "ngày 1  tháng 7 năm 2020", "31/2/2020", "1/7/2020 8:05", "8 giờ 05 ngày 1/7/2020", "2020-07-01",
    "15", "-5", "1.200", "1,200", "1 200", "1\u202f200", "1.200.000", "1.20", "12,5", "9" * 16, "٣", "NaN", "1e5",
    "450.000 đồng", "450.000,00", "450000 VNĐ.", "450000 USD", "Có", "x", "✓", "+", "rồi", "Không", "chưa", "có lẽ",
    "true", "0", "giay_khen", "Giấy khen", "GIAY KHEN", "bang_khen", " Về việc ", "中",
]  # fmt: skip


def column_of(slug: str, pointer: str) -> plan.Column:
    sheets = plan.sheets(input_outline.tree(documents.get(slug).schema))
    return next(column for sheet in sheets for column in sheet.columns if column.pointer == pointer)


@pytest.mark.parametrize(("slug", "pointer"), FIELDS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_page_and_a_cell_read_a_text_alike(slug: str, pointer: str, text: str) -> None:
    field: Any = loading.field_at(documents.get(slug).schema, pointer.replace("*", "0"))
    on_page = typed_values.read(field, text)
    in_cell = values.read(text, column_of(slug, pointer))
    if on_page is None:
        # A select always sends something: its default says nothing.
        assert in_cell == field.load_default
    else:
        assert in_cell == on_page and type(in_cell) is type(on_page)


def test_what_is_no_value_of_its_kind_is_none_when_it_is_parsed_and_itself_when_it_is_read() -> (
    None
):
    for kind in ("date", "moment", "integer", "money", "flag"):
        assert typed_text.parse(kind, "Hồ sơ") is None
        assert typed_text.read(kind, " Hồ sơ ") == " Hồ sơ "
        assert typed_text.read(kind, " \u00a0 ") is None


@pytest.mark.parametrize(
    "text",
    [
        "8h30 1/7/2020",
        "8g30 ngày 1/7/2020",
        "08.30 ngày 01/07/2020",
        "01/07/2020 08.30",
        "01/07/2020 - 8h30",
        "08h30' ngày 01 tháng 7 năm 2020",
        "8h30p ngày 1/7/2020",
        "lúc 8 giờ 30 phút, ngày 01/7/2020",
        "01/7/2020 lúc 8h30",
    ],
)
def test_a_time_of_day_is_read_as_offices_write_it(text: str) -> None:
    found = typed_text.read_moment(text)
    assert found is not None and found.isoformat() == "2020-07-01T08:30:00"


@pytest.mark.parametrize("text", ["11h30", "11:30", "11 giờ 30", "lúc 11g30'"])
def test_a_time_without_its_day_is_asked_about_on_the_day_on_which_the_meeting_began(
    text: str,
) -> None:
    schema = documents.get("conference-minutes").schema
    sent = {"started_at": "2020-07-01T08:00", "ended_at": text}
    found = [
        violation
        for violation in documents.get("conference-minutes")
        .review(sent, inputs.REFERENCE)
        .violations
        if violation.pointer == "/ended_at"
    ]
    assert [(one.code, one.suggestion) for one in found] == [("not_moment", "2020-07-01T11:30")]
    assert loading.label(schema, "/ended_at") in found[0].message


@pytest.mark.parametrize("sent", [{"ended_at": "11h30"}, {"started_at": "8h", "ended_at": "25h70"}])
def test_without_a_day_nothing_is_offered(sent: dict[str, str]) -> None:
    violations = documents.get("conference-minutes").review(sent, inputs.REFERENCE).violations
    found = [one.suggestion for one in violations if one.pointer == "/ended_at"]
    assert found == [None]


@pytest.mark.parametrize(
    ("text", "meant"), [("20/11/26", "2026-11-20"), ("1-7-20", "2020-07-01"), ("31/2/26", None)]
)
def test_a_year_of_two_figures_is_asked_about(text: str, meant: str | None) -> None:
    violations = documents.get("commendation-decision").review({"issued_date": text}).violations
    found = [(one.code, one.suggestion) for one in violations if one.pointer == "/issued_date"]
    assert found == [("not_date", meant)]
