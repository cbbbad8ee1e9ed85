"""A hostile input has as many violations as it likes; what is built, kept and reported of them is bounded."""

from __future__ import annotations

import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config, documents
from service.app import create_app
from service.errors import Violation
from service.http.pages import form_builder
from service.schema import loading
from service.violation_list import ViolationList, admits, reading_into
from tests.addresses import at
from tests.documents import inputs

REPORT, DECISION = "summary-report", "commendation-decision"
STRICT = {"Prefer": "handling=strict"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def asked(client: FlaskClient, what: str, data: Any, slug: str = REPORT, **headers: Any) -> Any:
    return client.post(
        f"/api/v1/document-types/{slug}/{what}",
        data=json.dumps(data, ensure_ascii=False),
        content_type="application/json",
        **headers,
    )


def violation(number: int, code: str = "a", **more: Any) -> Violation:
    return Violation(f"/{number}", "Mục", code, "Sai.", **more)


def found(violations: Iterator[Violation] | list[Violation]) -> ViolationList:
    collected = ViolationList()
    collected.extend(violations)
    return collected


# --- the list itself -----------------------------------------------------------------------------


def test_two_hundred_of_one_code_are_shown_and_the_rest_is_a_number() -> None:
    assert len(found([violation(n) for n in range(200)]).shown()) == 200
    *shown, last = found([violation(n) for n in range(201)]).shown()
    assert [violation.pointer for violation in shown] == [f"/{n}" for n in range(200)]
    assert (last.code, last.pointer, last.severity) == ("more_faults", "", "error")
    assert "Còn 1 lỗi" in last.message


def test_a_thousand_are_shown_in_all() -> None:
    violations = [violation(n, f"code{code}") for code in range(6) for n in range(190)]
    *shown, last = found(violations).shown()
    assert len(shown) == 1_000
    assert "Còn 140 lỗi" in last.message


def test_errors_come_first_and_warnings_take_what_is_left() -> None:
    warnings = [
        violation(n, f"w{code}", severity="warning") for code in range(6) for n in range(200)
    ]
    errors = [violation(n, f"e{code}") for code in range(4) for n in range(200)]
    shown = found([*warnings, *errors]).shown()
    severities = [violation.severity for violation in shown]
    assert severities == ["error"] * 800 + ["warning"] * 201
    assert "Còn 1000 cảnh báo" in shown[-1].message


def test_a_code_that_is_error_and_warning_is_shown_two_hundred_times_in_all() -> None:
    shown = found(
        [
            *(violation(n, severity="warning") for n in range(150)),
            *(violation(n) for n in range(150)),
        ]
    ).shown()
    assert [violation.severity for violation in shown].count("error") == 150
    assert "Còn 100 cảnh báo" in shown[-1].message


def test_strictness_counts_what_is_not_shown_as_errors_too() -> None:
    collected = found([violation(n, severity="warning") for n in range(900)])
    *shown, last = collected.shown(strict=True)
    assert len(shown) == 200 and {violation.severity for violation in shown} == {"error"}
    assert last.severity == "error" and "Còn 700 lỗi" in last.message
    assert collected.counts(strict=True)["error"] == {"a": 900}
    assert collected.counts()["warning"] == {"a": 900}


def test_long_suggestions_leave_room_for_others() -> None:
    long = [violation(n, suggestion="ế" * 20_000) for n in range(100)]
    *shown, last = found([*long, violation(500, "b")]).shown()
    assert shown[-1].code == "b" and len(shown) == 15
    assert "Còn 86 lỗi" in last.message


def test_what_is_shown_has_nine_hundred_thousand_bytes_at_most() -> None:
    """So an answer with it stays below 1 MB, as the contract promises."""

    def sized(size: int, number: int) -> Violation:
        bare = len(
            json.dumps(violation(number, suggestion="").as_json(), ensure_ascii=False).encode()
        )
        return violation(number, suggestion="x" * (size - bare))

    shown = found([sized(400_000, 1), sized(500_000, 2)]).shown()
    assert [violation.pointer for violation in shown] == ["/1", "/2"]
    *shown_less, more = found([sized(400_000, 1), sized(500_001, 2), sized(500_000, 3)]).shown()
    assert [violation.pointer for violation in shown_less] == [
        "/1",
        "/3",
    ] and more.code == "more_faults"


@pytest.mark.parametrize("suggestion", ["\ud800", Decimal("1.5"), {"a": [date(2020, 7, 1)]}])
def test_a_suggestion_of_any_kind_has_a_size(suggestion: Any) -> None:
    (shown,) = found([violation(1, suggestion=suggestion)]).shown()
    assert shown.suggestion == suggestion


def test_violations_keep_their_order_and_those_of_the_carrier_come_first() -> None:
    collected = found([violation(1), violation(2)])
    collected.extend([violation(3), violation(4)])
    collected.extend([violation(5), violation(6)], first=True)
    collected.extend([])
    assert [violation.pointer for violation in collected.kept()] == [
        "/5",
        "/6",
        "/1",
        "/2",
        "/3",
        "/4",
    ]


def test_a_violation_has_the_cell_of_its_pointer_unless_it_knows_a_better_one() -> None:
    collected = found([violation(1), violation(2, cell="A!B2"), violation(3)])
    shown = collected.shown(cells={"/1": "A!B1", "/2": "A!C9"})
    assert [violation.cell for violation in shown] == ["A!B1", "A!B2", None]
    assert [violation.cell for violation in collected.shown()] == [None, "A!B2", None]


def test_a_caller_may_keep_more_of_one_code_and_show_fewer_in_all() -> None:
    collected = ViolationList(3, 4)
    collected.extend(violation(n) for n in range(4))
    assert len(collected.kept()) == 3 and not collected.admits("a") and collected.admits("b")
    collected = ViolationList(3, 4)
    collected.extend(violation(n, code) for n in range(3) for code in "ab")
    assert [violation.code for violation in collected.shown()] == [
        "a",
        "b",
        "a",
        "b",
        "more_faults",
    ]


def test_errors_are_unsound_values_and_warnings_are_not() -> None:
    collected = found(
        [
            Violation("/awards/0/individuals/12/full_name", "", "a", ""),
            Violation("/a/1b/2", "", "a", ""),
            Violation("/subject", "", "a", "", "warning"),
        ]
    )
    collected.left_out("/recipients/300")
    assert collected.wrong_pointers() == {"/awards/0/individuals/12/full_name", "/a/1b/2"}
    assert collected.unsound() == {
        "/awards/*/individuals/*/full_name",
        "/a/1b/*",
        "/recipients/*",
    }


def test_only_what_is_read_into_a_list_is_counted_there() -> None:
    outer, inner = ViolationList(1), ViolationList(1)
    with reading_into(outer):
        assert admits("a")
        with reading_into(inner):
            assert admits("a") and not admits("a")
        with reading_into(None):
            assert admits("a") and admits("a")
        assert not admits("a")
    assert admits("a") and admits("a")
    assert outer.counts()["error"] == {"a": 2} and inner.counts()["error"] == {"a": 2}
    assert outer.counts()["warning"] == {}


# --- what an input costs -------------------------------------------------------------------------


def unknown(count: int) -> dict[str, Any]:
    return {**inputs.sample(REPORT), **{f"k{n}": 1 for n in range(count)}}


def test_a_hundred_thousand_unknown_names_are_neither_built_nor_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    built: list[Violation] = []

    def counted(*given: Any, **named: Any) -> Violation:
        built.append(Violation(*given, **named))
        return built[-1]

    monkeypatch.setattr(loading, "Violation", counted)
    data = unknown(100_000)
    collected = ViolationList()
    documents.get(REPORT).check(data, collected, inputs.REFERENCE)
    assert len(built) == 200
    assert collected.counts()["error"] == {"unknown_field": 100_000}
    monkeypatch.undo()
    tracemalloc.start()
    try:
        documents.get(REPORT).check(data, ViolationList(), inputs.REFERENCE)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # Marshmallow's own set of the names is the most of it.
    assert most < 15_000_000


def test_the_answer_to_a_hundred_thousand_unknown_names_is_small_and_true(
    client: FlaskClient,
) -> None:
    reported = asked(client, "validations", unknown(100_000))
    assert len(reported.data) < 100_000
    assert reported.json["valid"] is False
    assert [violation["code"] for violation in reported.json["errors"]] == [
        *["unknown_field"] * 200,
        "more_faults",
    ]
    assert "99800" in reported.json["errors"][-1]["message"]
    refused = asked(client, "documents", unknown(100_000))
    assert refused.status_code == 422 and len(refused.data) < 100_000
    assert "100000" in refused.json["detail"]
    assert refused.json["errors"][-1]["code"] == "more_faults"


def test_many_warnings_stop_nothing_and_are_counted_in_full(client: FlaskClient) -> None:
    data = {**inputs.sample(REPORT), "opening": ["Năm\u200b qua."] * 900}
    reported = asked(client, "validations", data).json
    assert reported["valid"] is True and reported["errors"] == []
    assert reported["warnings"][-1]["code"] == "more_faults"
    made = asked(client, "documents", data)
    assert made.status_code == 200 and int(made.headers["X-Document-Warnings"]) >= 900
    strict = asked(client, "validations", data, headers=STRICT).json
    assert strict["valid"] is False and strict["warnings"] == []
    assert strict["errors"][-1]["code"] == "more_faults"


def test_an_error_is_reported_beside_thousands_of_warnings_and_of_other_errors(
    client: FlaskClient,
) -> None:
    data = {
        **inputs.sample(REPORT),
        "opening": ["Năm\u200b qua."] * 2_000,
        "closing": [1] * 2_000,
        "place": "",
    }
    reported = asked(client, "validations", data).json
    codes = [violation["code"] for violation in reported["errors"]]
    assert codes.count("not_text") == 200 and "required" in codes and codes[-1] == "more_faults"
    assert "Còn 1800 lỗi" in reported["errors"][-1]["message"]


@pytest.mark.parametrize(
    ("slug", "change", "code", "count"),
    [
        (REPORT, {"closing": [1] * 3_000}, "not_text", 3_000),
        (REPORT, {"annexes": [{}] * 3_000}, "required", 3_000),
        (REPORT, {"annexes": [{"title": "A", "x": 1}] * 3_000}, "unknown_field", 3_000),
        (REPORT, {"annexes": [None] * 3_000}, "not_part", 3_000),
        (REPORT, {"annexes": ["x"] * 3_000}, "not_part", 3_000),
        (DECISION, {"bonus_source": "x", "executors": [{}] * 3_000}, "not_text", 3_000),
    ],
)
def test_every_kind_of_list_counts_what_it_does_not_tell(
    slug: str, change: dict[str, Any], code: str, count: int
) -> None:
    collected = ViolationList()
    documents.get(slug).check({**inputs.sample(slug), **change}, collected, inputs.REFERENCE)
    assert collected.counts()["error"][code] == count
    assert sum(violation.code == code for violation in collected.kept()) == 200


def test_cells_of_a_table_are_counted_too() -> None:
    table = {"columns": ["A", "B"], "rows": [[True, {}]] * 2_000}
    data = {**inputs.sample(REPORT), "annexes": [{"title": "A", "table": table}]}
    collected = ViolationList()
    documents.get(REPORT).check(data, collected, inputs.REFERENCE)
    assert collected.counts()["error"] == {"not_cell": 4_000}


def test_rows_read_by_columns_are_counted_once() -> None:
    people = [{"full_name": "Nguyễn Văn A\x07", "bonus": "x"}] * 1_000
    sample = inputs.sample(DECISION)
    data = {**sample, "awards": [{**sample["awards"][0], "individuals": people}]}
    collected = ViolationList()
    documents.get(DECISION).check(data, collected, inputs.REFERENCE)
    counts = collected.counts()["error"]
    assert counts["control_character"] == counts["not_integer"] == 1_000


def test_a_rule_is_not_asked_about_values_whose_violations_were_left_out() -> None:
    """The two hundredth wrong name is in another list than the two hundred and first."""
    sample = inputs.sample(DECISION)
    first = {**sample["awards"][0], "individuals": [{"full_name": ""}] * 300}
    second = {**sample["awards"][0], "individuals": [], "collectives": [{"name": ""}] * 3}
    data = {**sample, "awards": [first, second]}
    collected = ViolationList()
    documents.get(DECISION).check(data, collected, inputs.REFERENCE)
    assert "/awards/*/collectives/*/name" in collected.unsound()


def test_a_name_of_megabytes_is_not_repeated(client: FlaskClient) -> None:
    data = {**inputs.sample(REPORT), "x" * 1_500_000: ["a\u200b"] * 4_000}
    reported = asked(client, "validations", data)
    (violation,) = reported.json["errors"]
    assert len(reported.data) < 10_000
    assert (violation["pointer"], violation["code"]) == ("", "unknown_field")
    assert "1500000" in violation["message"]


def test_all_lists_together_hold_ten_times_as_many_rows_as_one() -> None:
    rows: list[dict[str, Any]] = [
        {"heading": "A", "sections": [{"heading": "B"}] * 9} for _ in range(10)
    ]
    limits = documents.document_type.Limits(max_rows=10)
    document_type = documents.get(REPORT)
    data = inputs.sample(REPORT, "minimal")
    few = document_type.review({**data, "sections": rows}, inputs.REFERENCE, limits)
    assert "too_many_rows" not in {violation.code for violation in few.errors}
    rows[0]["annexes"] = [None]
    many = document_type.review({**data, "sections": rows}, inputs.REFERENCE, limits)
    (violation,) = many.errors
    assert (violation.pointer, violation.code) == ("", "too_many_rows")
    assert "101" in violation.message and "100" in violation.message


def test_the_page_says_how_many_more_there_are(client: FlaskClient) -> None:
    data = json.dumps({**inputs.sample(REPORT), "closing": [1] * 300, "place": ""})
    page = client.post(f"{at(REPORT)}", data={"data": data, "do": "check"})
    text = page.get_data(as_text=True)
    assert page.status_code == 422
    assert "Có hơn 201 chỗ cần sửa" in text and text.count("Còn 100 lỗi nữa") == 1


def test_one_press_takes_over_more_suggestions_than_a_page_shows(client: FlaskClient) -> None:
    people = [{"full_name": "NguyÔn V¨n An"}] * 500
    sample = inputs.sample(DECISION)
    data = {**sample, "awards": [{**sample["awards"][0], "individuals": people}]}
    fields = json.dumps(form_builder.build(documents.get(DECISION), data).pairs())
    page = client.post(f"{at(DECISION)}", data={"fields": fields, "do": "apply-all"})
    done = re.search(r"Đã sửa (\d+) chỗ", page.get_data(as_text=True))
    assert done is not None and int(done[1]) >= 500
