"""A draft whose day is not known yet says its month or its year, in every way in and out (contract §2)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import jsonschema_rs
import pytest

from service import documents, pipeline, workbook
from service.config import Settings
from service.docx import embedded_data, rendering
from service.http import openapi
from service.http.pages import typed_values
from service.language import partial_dates, typed_text, wording
from service.language.partial_dates import PartialDate
from service.revision import marks
from service.rules import issue_dates
from service.schema import loading
from tests.documents import inputs
from tests.importing.word.drafts import fragment, p, pasted
from tests.line import parse
from tests.test_revision import edited, text_of, w, written
from tests.test_revision_taking import taken
from tests.workbook import workbooks

DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
SERVICES = pipeline.build_services(Settings())
BLANK = "\u00a0" * 7
MONTH, YEAR = PartialDate(2026, 11), PartialDate(2026)


def dated(slug: str, issued_date: Any, **more: Any) -> dict[str, Any]:
    return {**inputs.sample(slug, "minimal"), "issued_date": issued_date, **more}


def made(slug: str, data: Any) -> pipeline.Document:
    return pipeline.produce(SERVICES, *parse(slug, embedded_data.canonical(data)))


def printed(docx: bytes) -> str:
    """The document's text with plain blanks, so many as there are."""
    return rendering.printed_text(docx).replace("\u00a0", " ")


# --- reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("11/2026", "2026-11"),
        ("1/2026", "2026-01"),
        ("11-2026", "2026-11"),
        ("11.2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026-1", "2026-01"),
        ("tháng 11 năm 2026", "2026-11"),
        ("Tháng 11, năm 2026", "2026-11"),
        ("tháng 11/2026", "2026-11"),
        ("ngày … tháng 11 năm 2026", "2026-11"),
        ("ngày.....tháng 02 năm 2026", "2026-02"),
        ("ngày___tháng…năm 2026", "2026"),
        ("ngày tháng năm 2026", "2026"),
        ("2026", "2026"),
        ("năm 2026", "2026"),
        ("1/7/2026", "2026-07-01"),
        ("ngày 1 tháng 7 năm 2026", "2026-07-01"),
        ("13/2026", None),
        ("0/2026", None),
        ("31/2/2026", None),
        ("ngày … tháng … năm …", None),
        ("tháng 11", None),
        ("hôm nay", None),
        ("20260", None),
    ],
)
def test_a_month_or_a_year_is_read_in_every_way_a_clerk_writes_it(
    typed: str, value: str | None
) -> None:
    assert typed_text.parse("partial_date", typed) == value
    field = loading.field_at(documents.get(REPORT).schema, "/issued_date")
    assert typed_values.read(field, typed) == (value or typed)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11", "11/2026"),
        ("2026", "2026"),
        ("2026-07-01", "01/07/2026"),
        ("2026-13", "2026-13"),
    ],
)
def test_the_form_shows_what_a_clerk_would_type(value: str, shown: str) -> None:
    field = loading.field_at(documents.get(REPORT).schema, "/issued_date")
    assert typed_values.show(field, value) == shown


def test_only_the_day_of_issue_may_be_partial() -> None:
    assert inputs.errors(REPORT, dated(REPORT, "2026-11")) == {}
    period = {"label": "năm 2026", "from": "2026-01", "to": "2026"}
    assert inputs.errors(REPORT, dated(REPORT, None, period=period)) == {
        "/period/from": "not_date",
        "/period/to": "not_date",
    }
    assert inputs.errors(
        MINUTES, {**inputs.sample(MINUTES, "minimal"), "started_at": "2026-11"}
    ) == {"/started_at": "not_moment"}


@pytest.mark.parametrize(
    ("sent", "code", "suggestion"),
    [
        ("11/2026", "not_date", "2026-11"),
        ("năm 2026", "not_date", "2026"),
        ("1/7/2026", "not_date", "2026-07-01"),
        ("2026-13", "not_date", None),
        ("2026-00", "not_date", None),
        ("2026-", "not_date", None),
        (2026, "not_date", None),
        ("1944", "date_out_of_range", None),
        ("2101-01", "date_out_of_range", None),
    ],
)
def test_json_takes_iso_8601_alone_and_suggests_it(
    sent: Any, code: str, suggestion: str | None
) -> None:
    (found,) = inputs.review(REPORT, dated(REPORT, sent)).errors
    assert (found.pointer, found.code, found.suggestion) == ("/issued_date", code, suggestion)


@pytest.mark.parametrize("slug", [DECISION, REPORT])
def test_the_json_schema_takes_what_the_service_takes(slug: str) -> None:
    validator = jsonschema_rs.Draft202012Validator(
        openapi.json_schema(documents.get(slug)), validate_formats=True
    )
    for value in ("2026-11", "2026", "2026-11-20", None, "", "2026-13", "11/2026", "1944", "2101-01", "20260"):  # fmt: skip
        accepted = "/issued_date" not in inputs.errors(slug, dated(slug, value))
        assert validator.is_valid(dated(slug, value)) is accepted, value


# --- printing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issued", "words"),
    [
        (MONTH, f"ngày{BLANK}tháng 11 năm 2026"),
        (PartialDate(2026, 2), f"ngày{BLANK}tháng 02 năm 2026"),
        (YEAR, f"ngày{BLANK}tháng{BLANK}năm 2026"),
        (date(2026, 7, 1), "ngày 01 tháng 7 năm 2026"),
    ],
)
def test_what_is_not_known_is_a_blank_for_the_pen(issued: Any, words: str) -> None:
    assert wording.issue_date(issued) == words
    assert wording.issue_date(marks.marked_value(issued, "\U000f0000", str)).count("\U000f0000") > 0
    marked = wording.issue_date(marks.marked_value(issued, "\U000f0000", str))
    assert marks.MARK.sub("", marked) == words


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("2026-11", f"Hà Tĩnh, ngày{' ' * 7}tháng 11 năm 2026"),
        ("2026", f"Hà Tĩnh, ngày{' ' * 7}tháng{' ' * 7}năm 2026"),
    ],
)
def test_the_line_the_annexes_the_name_and_the_properties_say_as_much_as_is_known(
    value: str, line: str
) -> None:
    data = inputs.sample(REPORT) | {"issued_date": value, "code_number": 45}
    document = made(REPORT, data)
    text = printed(document.content)
    assert line in text
    annexed = " ".join(text[text.index("(Kèm theo Báo cáo số") :].split("\n")[:3])
    assert line.removeprefix("Hà Tĩnh, ") in annexed
    assert document.file_name.endswith(f" - {value}.docx")
    assert document.ascii_name.endswith(f"-{value}.docx")
    with zipfile.ZipFile(io.BytesIO(document.content)) as package:
        properties = package.read("docProps/custom.xml").decode()
    assert re.search(rf'name="IssuedDate"><vt:lpwstr>{value}<', properties)
    back = json.loads(embedded_data.read(document.content).data)
    assert back["issued_date"] == value


# --- workbook ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("11/2026", "2026-11"),
        ("tháng 11 năm 2026", "2026-11"),
        (2026, "2026"),
        ("2026", "2026"),
        # A year typed into a cell of dates: Excel takes it for the 2,026th day since 1900.
        (date(1905, 7, 18), "2026"),
        (date(2026, 11, 20), "2026-11-20"),
    ],
)
def test_a_cell_of_the_form_takes_a_month_and_a_year(cell: Any, value: str) -> None:
    book = workbooks.opened(workbook.form(workbooks.items(DECISION), "Tên"))
    general = book.worksheets[1]
    row = next(r for r in range(1, 60) if general.cell(r, 5).value == "/issued_date")
    general.cell(row, 2).value = cell
    assert workbooks.read(workbooks.saved(book), DECISION).data["issued_date"] == value


# --- Word -------------------------------------------------------------------------------------------


def with_date(docx: bytes, words: str) -> bytes:
    def edit(root: Any) -> None:
        line = next(p for p in root.iter(w("p")) if text_of(p).startswith("Hà Tĩnh, ngày"))
        written(line, f"Hà Tĩnh, {words}")

    return edited(docx, edit)


@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("2026-11", "ngày 20 tháng 11 năm 2026", "2026-11-20"),
        ("2026", "ngày 20 tháng 11 năm 2026", "2026-11-20"),
        ("2026", f"ngày{BLANK}tháng 11 năm 2026", "2026-11"),
        ("2026-11", f"ngày{BLANK}tháng 12 năm 2026", "2026-12"),
        ("2026-11-20", f"ngày{BLANK}tháng 11 năm 2026", "2026-11"),
        (None, f"ngày{BLANK}tháng 11 năm 2026", "2026-11"),
        (None, f"ngày{BLANK}tháng{BLANK}năm 2026", "2026"),
    ],
)
def test_a_date_that_was_completed_in_word_is_taken(
    before: str | None, words: str, after: str
) -> None:
    docx = made(REPORT, dated(REPORT, before)).content
    assert taken(REPORT, with_date(docx, words)) == ({"/issued_date": after}, [])


def test_a_document_with_a_partial_date_comes_back_unchanged() -> None:
    for value in ("2026-11", "2026"):
        assert taken(REPORT, made(REPORT, dated(REPORT, value)).content) == ({}, [])


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Hà Tĩnh, ngày … tháng 11 năm 2026", "2026-11"),
        ("Hà Tĩnh, ngày tháng 02 năm 2026", "2026-02"),
        ("Hà Tĩnh, ngày .... tháng .... năm 2026", "2026"),
        ("Hà Tĩnh, ngày … tháng … năm …", None),
    ],
)
def test_a_foreign_text_gives_as_much_of_its_date_as_it_says(line: str, value: str | None) -> None:
    html = fragment(p("SỞ NGOẠI VỤ"), p("Số: /BC-SNgV"), p(line), p("BÁO CÁO"), p("Tổng kết năm"))
    assert pasted(html).data.get("issued_date") == value


# --- rules ------------------------------------------------------------------------------------------


def record_of(issued: Any) -> Mapping[str, Any]:
    return {"issued_date": issued}


def test_a_rule_sees_a_day_only_where_there_is_one() -> None:
    assert issue_dates.issued_day(record_of(date(2026, 11, 20))) == date(2026, 11, 20)
    for issued in (None, MONTH, YEAR):
        assert issue_dates.issued_day(record_of(issued)) is None
    assert [issue_dates.issued_year(record_of(each)) for each in (None, MONTH, YEAR)] == [
        None,
        2026,
        2026,
    ]


def codes(slug: str, data: Any) -> set[str]:
    return {violation.code for violation in inputs.review(slug, data).violations}


@pytest.mark.parametrize("value", ["2026-11", "2026"])
def test_a_statutory_bonus_needs_the_day(value: str) -> None:
    data = dated(DECISION, value, bonus_source="Quỹ thi đua, khen thưởng của Sở")
    data["awards"][0]["bonus"] = "statutory"
    assert "statutory_without_date" in codes(DECISION, data)
    assert "statutory_without_date" not in codes(DECISION, {**data, "issued_date": "2026-11-20"})


def test_a_basis_later_than_the_year_is_no_error_without_the_day() -> None:
    bases = ["Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"]  # fmt: skip
    assert "legal_basis_after_document" in codes(DECISION, dated(DECISION, "2019-01-01", legal_bases=bases))  # fmt: skip
    assert "legal_basis_after_document" not in codes(DECISION, dated(DECISION, "2019", legal_bases=bases))  # fmt: skip


@pytest.mark.parametrize("value", ["2026-11", "2026", "2025", "2025-01", None])
def test_what_is_judged_by_the_law_of_a_day_is_judged_as_of_today_without_one(
    value: str | None,
) -> None:
    told = " (xét theo hôm nay, 28/11/2026, vì văn bản chưa ghi đủ ngày ký)"
    late = "Căn cứ Quyết định số 9/2026/QĐ-UBND ngày 25 tháng 12 năm 2026 của Ủy ban nhân dân tỉnh"
    data = dated(
        DECISION, value, place="Quảng Bình", legal_bases=[late], bonus_source="Quỹ thi đua của Sở"
    )
    data["awards"][0]["bonus"] = {"individual": 710_000}  # what it was until 01/7/2026
    found = {violation.code: violation for violation in inputs.review(DECISION, data).violations}
    for code in ("old_province", "bonus_differs", "legal_basis_after_document"):
        assert told in found[code].message
        assert found[code].severity == "warning"


def test_what_has_its_day_is_judged_by_that_day() -> None:
    before, after = (
        codes(REPORT, dated(REPORT, day, place="Quảng Bình"))
        for day in ("2025-06-30", "2025-07-01")
    )
    assert ("old_province" in before, "old_province" in after) == (False, True)


@pytest.mark.parametrize(
    ("value", "reported"), [("2026", True), ("2026-01", True), ("2000", False)]
)
def test_an_age_is_reckoned_from_the_year(value: str, reported: bool) -> None:
    data = dated(DECISION, value)
    data["awards"][0]["individuals"] = [{"full_name": "Nguyễn Văn An", "birth_year": 1920}]
    assert ("odd_birth_year" in codes(DECISION, data)) is reported


@pytest.mark.parametrize(
    ("value", "reported"), [("2025", True), ("2025-12", True), ("2026", False), ("2026-01", False)]
)
def test_a_report_of_an_earlier_year_than_its_period_is_noticed(value: str, reported: bool) -> None:
    period = {"label": "năm 2026", "from": "2026-02-01", "to": "2026-12-31"}
    data = dated(REPORT, value, period=period)
    assert ("issued_before_period" in codes(REPORT, data)) is reported


def test_an_impossible_month_is_no_partial_date() -> None:
    assert partial_dates.from_iso("2026-13") is None
    assert [each.isoformat() for each in (MONTH, YEAR)] == ["2026-11", "2026"]
