"""A long list is read by columns exactly as marshmallow reads it row by row; nothing is built twice."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import marshmallow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from marshmallow import ValidationError

from service import config, documents, pipeline
from service.docx.rendering import template_compiler
from service.language.vietnamese import any_legacy, detect_legacy
from service.rules import prose
from service.rules.texts import Listed, Role
from service.schema import column_loading, text_roles
from service.schema.containers import Parts
from service.schema.fields import Text
from service.schema.text_cleaning import are_clean, clean
from service.untrusted import strict_json
from tests import reviewed
from tests.line import parse

ROOT = Path(__file__).resolve().parent.parent
KIND = documents.get("commendation-decision")
SAMPLE = json.loads((ROOT / "samples" / "commendation-decision.json").read_text("utf-8"))
INDIVIDUALS = KIND.schema.fields["awards"].schema.fields["individuals"]  # type: ignore[attr-defined]

ODD_TEXT = st.text(alphabet="aÀệ Đđ\n\t\u00a0\u200b\u200d\u0301\u00ad\x07\ufeff§¸", max_size=5)
ORDINARY = st.sampled_from(["Nguyễn Văn A", "Bà", "Trưởng phòng", "Sở Ngoại vụ", "Lý Thu Hà"])
VALUE = st.one_of(
    ORDINARY, ODD_TEXT, st.none(), st.integers(-1, 3000), st.booleans(), st.floats(), st.just([])
)
NAMES = st.sampled_from(
    ["honorific", "full_name", "position", "organ_name", "birth_year", "bonus", "achievement", "x"]
)
ROW = st.one_of(st.dictionaries(NAMES, VALUE, max_size=6), st.just("none"), st.none())
SOUND_ROW = st.fixed_dictionaries(
    {"full_name": ORDINARY}, optional={"position": ORDINARY, "bonus": st.integers(1, 9)}
)


def outcome(read: Any, rows: list[Any]) -> tuple[Any, Any]:
    try:
        return read(copy.deepcopy(rows)), None
    except ValidationError as error:
        return error.valid_data, error.messages


@given(st.lists(st.one_of(SOUND_ROW, ROW), min_size=column_loading.FEWEST_ROWS, max_size=14))
def test_reading_by_columns_gives_what_marshmallow_gives(rows: list[Any]) -> None:
    found, wrong = outcome(INDIVIDUALS.deserialize, rows)
    expected, expected_wrong = outcome(INDIVIDUALS._load, rows)
    assert found == expected
    assert [list(row) for row in found] == [list(row) for row in expected]
    assert wrong == expected_wrong


@given(st.lists(ROW | SOUND_ROW, max_size=3), st.booleans())
def test_a_part_is_read_as_marshmallow_reads_it(rows: list[Any], with_faults: bool) -> None:
    award: dict[str, Any] = {"form": "giay_khen", "achievement": "", "individuals": rows}
    if with_faults:
        award |= {"x": 1, "bonus": "nhiều", "declared_individuals": -1}
    schema = KIND.schema.fields["awards"].schema  # type: ignore[attr-defined]
    found, wrong = outcome(lambda data: schema.load(data, many=False), award)  # type: ignore[arg-type]
    expected, expected_wrong = outcome(
        lambda data: marshmallow.Schema.load(schema, data, many=False),
        award,  # type: ignore[arg-type]
    )
    assert (found, wrong) == (expected, expected_wrong)
    assert [*found] == [*expected]


def test_one_faulty_row_of_many_is_reported_at_its_own_pointer() -> None:
    data = copy.deepcopy(SAMPLE)
    person = {"full_name": "Nguyễn Văn A"}
    data["awards"][0]["individuals"] = [{**person, "bonus": n + 1} for n in range(50)]
    data["awards"][0]["individuals"][33] = {"full_name": "A\x07", "extra": 1, "bonus": True}
    record, violations = reviewed.load(KIND.schema, data)
    assert [(f.pointer, f.code) for f in violations] == [
        ("/awards/0/individuals/33/full_name", "control_character"),
        ("/awards/0/individuals/33/bonus", "not_integer"),
        ("/awards/0/individuals/33/extra", "unknown_field"),
    ]
    assert len(record["awards"][0]["individuals"]) == 50


@given(st.lists(st.one_of(ORDINARY, ODD_TEXT, st.text(max_size=6)), max_size=5))
def test_many_texts_are_clean_only_when_each_is(texts: list[str]) -> None:
    if are_clean(texts):
        assert all(clean(text) == text and text for text in texts)


@given(st.lists(st.one_of(ORDINARY, ODD_TEXT, st.sampled_from(["Nguyeãn", "NguyÔn V¨n"]))))
def test_many_texts_hold_an_old_encoding_when_one_does(texts: list[str]) -> None:
    assert any_legacy(texts) == any(map(detect_legacy, texts))


def test_a_list_whose_rows_hold_lists_is_left_to_marshmallow() -> None:
    awards = KIND.schema.fields["awards"]
    assert isinstance(awards, Parts)
    assert awards._columns is None


def decision(rows: int) -> bytes:
    data = copy.deepcopy(SAMPLE)
    award = {k: v for k, v in data["awards"][0].items() if not k.startswith("declared")}
    people = [
        {"full_name": f"Nguyễn Văn {'ABCDEGH'[n % 7]}", "organ_name": f"Phòng {n}"}
        for n in range(rows)
    ]
    data["awards"] = [{**award, "individuals": people}]
    return json.dumps(data).encode()


def test_a_request_builds_no_schema_compiles_no_template_and_parses_no_xml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = pipeline.build_services(config.load({}))
    pipeline.produce(services, *parse(KIND.slug, decision(9)))

    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("this is done once, not for each request")

    monkeypatch.setattr(marshmallow.Schema, "__init__", never)
    monkeypatch.setattr(template_compiler, "compile_template", never)
    monkeypatch.setattr(etree, "fromstring", never)
    assert pipeline.produce(services, *parse(KIND.slug, decision(300))).content[:2] == b"PK"


def test_equal_values_of_a_long_list_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    usual = Text.read

    def counted(field: Text, value: Any) -> str | None:
        read.append(value)
        return usual(field, value)

    monkeypatch.setattr(Text, "read", counted)
    parsed = strict_json.read_json(decision(2_000))
    reviewed.load(KIND.schema, parsed)
    assert len(read) < 100


@given(st.lists(SOUND_ROW, min_size=1, max_size=12))
def test_the_texts_of_a_list_come_in_columns_without_any_left_out(rows: list[Any]) -> None:
    record = {"awards": [{"individuals": rows}]}
    expected = {
        (f"/awards/0/individuals/{index}/{name}", row[name])
        for index, row in enumerate(rows)
        for name in ("full_name", "position")
        if row.get(name)
    }
    found = [
        (f"{listed.pointer}/{index}/{name}", text)
        for listed in text_roles.texts(KIND.schema, record)
        if isinstance(listed, Listed)
        for name, _, column in listed.columns
        for index, text in enumerate(column)
        if text
    ]
    assert len(found) == len(expected) and {*found} == expected


TEXTS = st.sampled_from(["Kết quả 2015–2020", "từ 10–20", "Họp", "", None])


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6))
def test_what_is_said_of_columns_is_said_of_their_texts_one_by_one(
    rows: list[tuple[str | None, ...]],
) -> None:
    fields: list[tuple[str, Role]] = [("a", "line"), ("b", "recipient"), ("c", "line")]
    columns = [(name, role, [row[at] for row in rows]) for at, (name, role) in enumerate(fields)]
    one_by_one: list[prose.Item] = [
        (f"/x/{index}/{name}", text, role)
        for index, row in enumerate(rows)
        for (name, role), text in zip(fields, row, strict=True)
        if text
    ]
    before: list[prose.Item] = [("/subject", "từ 10–20", "line")]
    behind: list[prose.Item] = [("/y/0", "Kết quả 2015–2020", "recipient")]
    assert list(prose.check_texts([*before, Listed("/x", columns), *behind])) == list(
        prose.check_texts([*before, *one_by_one, *behind])
    )
