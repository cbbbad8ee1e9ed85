"""What stands in a preview for what nobody typed yet: a gap with its label, and never a guess."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import pytest

from service import config, documents, pipeline, preview
from service.docx.rendering import printed_text
from service.preview import gaps
from service.violation_list import ViolationList
from tests import one_page
from tests.documents.inputs import REFERENCE, sample

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
OFFICE = {
    "/organ/organ_name": "Tên cơ quan ban hành",
    "/organ/code": "Chữ viết tắt tên cơ quan",
    "/subject": "Trích yếu",
}
ISSUED = {
    **OFFICE,
    "/place": "Địa danh",
    "/signer/position": "Chức vụ người ký",
    "/signer/full_name": "Họ và tên người ký",
}


def completed(slug: str, data: Any) -> gaps.Completed:
    document_type = documents.get(slug)
    return gaps.completed(document_type, document_type.check(data, ViolationList(), REFERENCE))


@pytest.mark.parametrize(
    ("slug", "missing"),
    [
        (
            REPORT,
            {
                **ISSUED,
                "/kind": "Loại báo cáo",
                "/period/label": "Kỳ báo cáo",
                "/sections/0/heading": "Đề mục",
            },
        ),
        (
            DECISION,
            {
                **ISSUED,
                "/issuing_authority": "Thẩm quyền ban hành",
                "/legal_bases/0": "Căn cứ",
                "/awards/0/form": "Hình thức",
                "/awards/0/achievement": "Thành tích",
                "/awards/0/individuals/0/full_name": "Họ và tên",
                "/executors/0": "Nơi thi hành",
            },
        ),
        (
            MINUTES,
            {
                **OFFICE,
                "/event_kind": "Loại cuộc",
                "/started_at": "Bắt đầu lúc",
                "/ended_at": "Kết thúc lúc",
                "/venue": "Địa điểm",
                "/chair/full_name": "Họ và tên",
                "/secretary/full_name": "Họ và tên",
                "/attendees/0/full_name": "Họ và tên",
                "/proceedings/0/heading": "Nội dung",
            },
        ),
    ],
)
def test_a_form_that_nobody_began_has_a_gap_for_each_thing_that_must_be_said(
    slug: str, missing: dict[str, str]
) -> None:
    assert completed(slug, {}).gaps == missing


@pytest.mark.parametrize("slug", documents.TYPES)
def test_a_whole_input_has_no_gap_and_is_drawn_as_it_is(slug: str) -> None:
    reviewed = documents.get(slug).review(sample(slug), REFERENCE).record
    found = completed(slug, sample(slug))
    assert found.gaps == {}
    assert found.record == reviewed


def test_a_text_is_its_label_in_brackets_and_an_abbreviation_a_time_or_a_number_three_dots() -> (
    None
):
    record = completed(MINUTES, {}).record
    assert record["venue"] == "[Địa điểm]"
    assert record["organ"]["code"] == "…"
    # One of the words that the form offers: the document says which, and the gap says that it was not chosen.
    assert record["event_kind"] == "hoi_nghi"
    assert f"{record['started_at'].hour:02d}" == f"{record['ended_at'].date().day}" == "…"
    assert record["medium"] == "paper" and record["recipients"] == []


def test_a_row_that_nobody_began_is_known_by_a_name_and_grants_nothing() -> None:
    (person,) = completed(DECISION, {}).record["awards"][0]["individuals"]
    assert {name: value for name, value in person.items() if value is not None} == {
        "full_name": "[Họ và tên]"
    }
    award = completed(DECISION, {}).record["awards"][0]
    assert award["group_by_unit"] is False and award["form_name"] == "[Hình thức]"


def test_rows_and_lines_that_were_typed_stay_when_others_are_refused() -> None:
    data = {**sample(DECISION), "executors": ["Chánh Văn phòng", "x" * 5_000]}
    found = completed(DECISION, data)
    assert found.record["executors"][0] == "Chánh Văn phòng"
    assert "/executors/0" not in found.gaps
    people = [{"full_name": "Lê An"}, {"full_name": "x" * 500, "position": "Kế toán"}]
    award = {**sample(DECISION)["awards"][0], "individuals": people, "declared_individuals": None}
    found = completed(DECISION, {**sample(DECISION), "awards": [award]})
    assert [row["full_name"] for row in found.record["awards"][0]["individuals"]] == [
        "Lê An",
        "[Họ và tên]",
    ]
    assert found.gaps == {"/awards/0/individuals/1/full_name": "Họ và tên"}


def with_table(table: Any) -> gaps.Completed:
    section = {"heading": "Kết quả", "table": table}
    return completed(REPORT, {**sample(REPORT), "sections": [section]})


def test_a_table_without_columns_is_none_yet_and_a_row_has_a_cell_below_each_column() -> None:
    assert with_table({"columns": [], "rows": [["A"]]}).record["sections"][0]["table"] is None
    table = with_table({"columns": ["Tên", "Số"], "rows": [["A"], ["B", 1, 2], []]}).record[
        "sections"
    ][0]["table"]
    assert [column["header"] for column in table["columns"]] == ["Tên", "Số"]
    assert [len(row) for row in table["rows"]] == [2] * len(table["rows"])
    assert list(table["rows"][0]) == ["A", None]


def test_a_column_whose_calculation_makes_no_sense_is_one_whose_cells_are_typed() -> None:
    columns = ["Tên", {"header": "Tỷ lệ", "computed": "ratio", "of": ["Tên", "Không có"]}]
    table = with_table({"columns": columns, "rows": [["A", None]]}).record["sections"][0]["table"]
    assert table["columns"][1]["computed"] is None and table["columns"][1]["header"] == "Tỷ lệ"


# --- drawn by a converter that gives one page for everything -----------------------------------------


class Converter:
    """Gives a page for every document, and knows what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[bytes, bool]] = []

    def to_pdf(self, docx: bytes, *, leaves_room: bool = False) -> bytes:
        self.given.append((docx, leaves_room))
        return one_page.PDF


def drawn(slug: str, data: Any) -> tuple[preview.Preview, list[str], Converter]:
    converter, said = Converter(), list[str]()
    services = dataclasses.replace(
        pipeline.build_services(config.Settings()),
        before_pdf=lambda: said.append("waits"),
        converter=cast(Any, converter),
    )
    return preview.draw(services, documents.get(slug), data), said, converter


def test_a_preview_is_one_of_few_conversions_and_gives_up_its_turn_while_it_waits() -> None:
    found, said, converter = drawn(DECISION, sample(DECISION))
    assert said == ["waits"]
    ((docx, leaves_room),) = converter.given
    assert leaves_room and "Thái Phúc Sơn" in printed_text(docx)
    assert (found.count, len(found.pages), found.errors, found.is_short) == (1, 1, 0, False)
    assert found.gaps == {} and found.template


def test_what_keeps_the_document_from_being_made_is_counted() -> None:
    found, _, _ = drawn(DECISION, {**sample(DECISION), "subject": None, "place": None})
    assert found.errors == 2
    assert found.gaps == {"/subject": "Trích yếu", "/place": "Địa danh"}
