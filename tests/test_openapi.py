"""The description given to programs agrees with the service, field by field and route by route."""

from __future__ import annotations

import copy
import json
import re
from itertools import islice
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from service import config, documents
from service.app import create_app
from service.documents.document_type import DocumentType
from service.http import openapi
from service.media_types import DOCX, JSON, XLSX
from service.schema import input_outline, loading, pointers
from service.schema.fields import LATEST_YEAR, OLDEST_YEAR
from service.untrusted import strict_json
from tests import reviewed

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
TYPES = list(documents.TYPES.values())
every_type = pytest.mark.parametrize(
    "document_type", TYPES, ids=lambda document_type: document_type.slug
)


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app()


@pytest.fixture(scope="module")
def spec(app: Flask) -> dict[str, Any]:
    described: dict[str, Any] = app.test_client().get("/openapi.json").get_json()
    return described


VALIDATORS = {
    document_type.slug: jsonschema_rs.Draft202012Validator(
        openapi.json_schema(document_type), validate_formats=True
    )
    for document_type in TYPES
}
INPUTS = {
    document_type.slug: [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(SAMPLES.rglob(f"{document_type.slug}*.json"))
    ]
    for document_type in TYPES
}


def schema_errors(document_type: DocumentType, data: Any) -> list[str]:
    """What the JSON Schema says against an input."""
    errors = islice(VALIDATORS[document_type.slug].iter_errors(data), 3)
    return [f"{error.instance_path}: {error.message}" for error in errors]


def refusals(document_type: DocumentType, data: Any) -> list[str]:
    """What the service's own schema, without the rules between values, says against an input."""
    violations = reviewed.load(
        document_type.schema, strict_json.read_json(json.dumps(data).encode())
    )[1]
    return [f"{violation.pointer}: {violation.code}" for violation in violations]


# --- one type's input ---------------------------------------------------------------------------


@every_type
def test_the_schema_is_valid_and_stands_alone(document_type: DocumentType) -> None:
    schema = openapi.json_schema(document_type)
    jsonschema_rs.meta.validate(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["x-label"] == document_type.title
    references = re.findall(r'"\$ref": "([^"]+)"', json.dumps(schema))
    assert references
    assert {reference.removeprefix("#/$defs/") for reference in references} <= set(schema["$defs"])


@every_type
def test_the_schema_accepts_every_sample(document_type: DocumentType) -> None:
    assert INPUTS[document_type.slug]
    for data in INPUTS[document_type.slug]:
        assert schema_errors(document_type, data) == []


@every_type
def test_no_part_takes_unknown_names(document_type: DocumentType) -> None:
    schema = openapi.json_schema(document_type)
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert schema_errors(document_type, {**INPUTS[document_type.slug][0], "subjct": "x"})


@every_type
def test_every_field_of_the_schema_has_a_label_a_description_and_an_example(
    document_type: DocumentType,
) -> None:
    schema = openapi.json_schema(document_type)
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            assert field["x-label"], name
            assert "title" not in field, name
            assert field["description"], name
            assert field.get("examples") or name == "sections", name


@every_type
def test_every_example_is_accepted_where_it_stands(document_type: DocumentType) -> None:
    schema = openapi.json_schema(document_type)
    for part in (schema, *schema["$defs"].values()):
        for name, field in part["properties"].items():
            described = {**field, "$defs": schema["$defs"]}
            validator = jsonschema_rs.Draft202012Validator(described, validate_formats=True)
            for example in field.get("examples", ()):
                assert list(validator.iter_errors(example)) == [], name


#: What a clerk's program may send in the place of any value.
ODD: list[Any] = [
    None, "", " ", "\u200b", "\u0001", "a\nb", "x" * 30, "x" * 2000, "x" * 20_001, "15", "015", "0", "1" * 12, "9" * 13,
    "-1", "KT", "kt", "hoi_nghi", "statutory", "2020-07-01", "2020-02-30", "1944-12-31", "2101-01-01", "01/07/2020",
    "2020-07-01T08:00", "2020-07-01T24:00", "2020-07-01T08:00:00", "SNgV", "S-N", "-S", "S_N", "Đ", 0, 1, -1, 15, 99, 100,
    1000, 10**6, 10**15, 10**15 + 1, 1.0, 1.5, 10**18, True, False, [], {}, [None], [""], ["a"], [[]], [["a", 1, None]], [{}],
    [True], [["\u0001"]], [[True]], {"a": 1}, {"header": "A"}, [{"header": "A"}], ["A", {"header": "B", "of": None}],
]  # fmt: skip


def places(data: Any) -> list[str]:
    """The pointer of every value of an input, containers too."""
    found = [""]
    for pointer, _ in pointers.flatten(data):
        steps = pointers.split(pointer)
        found += [pointers.join(*steps[: count + 1]) for count in range(len(steps))]
    return list(dict.fromkeys(found))


def put(data: Any, pointer: str, value: Any) -> Any:
    data = copy.deepcopy(data)
    *way, last = pointers.split(pointer)
    node = pointers.find(data, pointers.join(*way))
    node[int(last) if isinstance(node, list) else last] = value
    return data


def without(data: Any, pointer: str) -> Any:
    data = copy.deepcopy(data)
    *way, last = pointers.split(pointer)
    node = pointers.find(data, pointers.join(*way))
    del node[int(last) if isinstance(node, list) else last]
    return data


def short(data: Any) -> Any:
    """The input with the first row of every list only, so that thousands of checks stay quick."""
    if isinstance(data, dict):
        return {key: short(value) for key, value in data.items()}
    return [short(data[0])] if isinstance(data, list) and data else data


def assert_agreed(document_type: DocumentType, data: Any) -> None:
    stated, refused = schema_errors(document_type, data), refusals(document_type, data)
    assert bool(stated) == bool(refused), (stated, refused[:3])


@pytest.mark.no_cover
@every_type
@settings(max_examples=60)
@given(draw=st.data())
def test_schema_and_service_agree_on_odd_values(
    document_type: DocumentType, draw: st.DataObject
) -> None:
    data = draw.draw(st.sampled_from(INPUTS[document_type.slug]))
    items = [item for item in input_outline.items(document_type.schema) if not item.part]
    known = [place for place in places(data) if place] + [item.pointer for item in items]
    changed = put(data, draw.draw(st.sampled_from(known)), draw.draw(st.sampled_from(ODD)))
    assert_agreed(document_type, changed)


@pytest.mark.no_cover
@every_type
def test_schema_and_service_agree_on_every_value_left_out(document_type: DocumentType) -> None:
    data = INPUTS[document_type.slug][0]
    for pointer in places(data):
        if pointer:
            assert_agreed(document_type, without(data, pointer))


@pytest.mark.no_cover
@every_type
def test_schema_and_service_agree_on_each_odd_value_of_each_kind_of_field(
    document_type: DocumentType,
) -> None:
    """Every field of the outline once, in the first input that reaches it; of that, only the part in which it stands."""
    inputs = [short(data) for data in reversed(INPUTS[document_type.slug])]
    smallest = min(inputs, key=lambda data: len(json.dumps(data)))
    for item in input_outline.items(document_type.schema):
        here = item.pointer.replace("*", "0")
        part, *_ = steps = pointers.split(here)
        around = pointers.join(*steps[:-1])
        data = next(
            (data for data in inputs if isinstance(pointers.find(data, around), dict)), None
        )
        if data is None:
            continue
        data = {**smallest, **({part: data[part]} if part in data else {})}
        assert schema_errors(document_type, data) == refusals(document_type, data) == []
        for value in ODD:
            assert_agreed(document_type, put(data, here, value))


def test_the_years_of_a_date_are_those_the_service_takes() -> None:
    schema = openapi.json_schema(documents.get("summary-report"))
    pattern = schema["properties"]["issued_date"]["anyOf"][0]["pattern"]
    taken = [year for year in range(1, 10_000) if re.search(pattern, f"{year:04}-07-01")]
    assert taken == list(range(OLDEST_YEAR, LATEST_YEAR + 1))


# --- fields ---------------------------------------------------------------------------------------


@every_type
def test_the_fields_are_listed_once_each_with_their_words(document_type: DocumentType) -> None:
    reported = openapi.fields(document_type)
    assert len({field["pointer"] for field in reported}) == len(reported)
    for field in reported:
        assert field["label"] and field["help"] and field["kind"], field["pointer"]
        assert "example" in field or "repeats" in field, field["pointer"]
        assert loading.label(document_type.schema, field["pointer"]) == field["label"]
    json.dumps(reported)


def test_fields_name_their_choices_parts_and_repetitions() -> None:
    reported = {
        field["pointer"]: field for field in openapi.fields(documents.get("summary-report"))
    }
    assert {"value": "khan", "label": "Khẩn"} in reported["/priority"]["choices"]
    assert reported["/sections/*/heading"]["part"] == "/sections/*"
    assert reported["/sections/*/sections"]["repeats"] == "/sections/*"
    assert reported["/recipients"]["of"] == "text"
    assert reported["/sections"]["required"] and reported["/sections"]["at_least"] == 1


def test_a_form_may_ask_for_a_recursive_part_again() -> None:
    schema = documents.get("summary-report").schema
    deep = [item.pointer for item in input_outline.items(schema, again=2)]
    assert "/sections/*/sections/*/sections/*/heading" in deep
    assert "/sections/*/sections/*/sections/*/sections/*/heading" not in deep


def test_items_that_share_a_row_share_a_sheet() -> None:
    schema = documents.get("commendation-decision").schema
    rows = {item.pointer: item.row for item in input_outline.items(schema)}
    assert rows["/organ/organ_name"] == ""
    assert rows["/awards/*/bonus/individual"] == "/awards/*"
    assert rows["/awards/*/individuals/*/full_name"] == "/awards/*/individuals/*"


# --- the whole document -----------------------------------------------------------------------------


def test_the_description_is_valid_openapi(spec: dict[str, Any]) -> None:
    # Its import compiles grammars for seconds; at the head of the file every process of a run would do so.
    from openapi_spec_validator import OpenAPIV31SpecValidator

    assert spec["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(spec).iter_errors()] == []


def routes_of(app: Flask) -> set[tuple[str, str]]:
    """Every method and path of the API and of health, a path of an input once per type."""
    found = set()
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(("/api/v1", "/healthz", "/readyz", "/metrics")):
            continue
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            special = method == "POST" and path.endswith(("/documents", "/validations"))
            slugs = list(documents.TYPES) if special else ["{slug}"]
            found |= {(method.lower(), path.replace("{slug}", slug)) for slug in slugs}
    return found


def test_every_route_is_described_and_every_description_has_its_route(
    app: Flask, spec: dict[str, Any]
) -> None:
    reported = {
        (method, path) for path, operations in spec["paths"].items() for method in operations
    }
    assert reported == routes_of(app)


def test_operations_have_names_of_their_own_and_problems_for_every_failure(
    spec: dict[str, Any],
) -> None:
    operations = [operation for path in spec["paths"].values() for operation in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert "500" in operation["responses"]


def test_an_operation_tells_every_status_that_its_kind_can_answer(spec: dict[str, Any]) -> None:
    """By what it is: below /api everybody is identified and counted; a path may name what is not there."""
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            reported = {int(status) for status in operation["responses"]}
            expected = {405, 500}
            if path.startswith("/api/"):
                expected |= {400, 401, 403, 429}
            if path.startswith("/api/") and method == "get":
                expected.add(304)
            if method == "post":
                expected |= {400, 406, 408, 413, 415, 503}
            if path.endswith(("/form.xlsx", "/readyz")):
                # A workbook takes a turn like a document, and turns may be taken.
                expected.add(503)
            assert expected <= reported, (path, method, expected - reported)
            assert (404 in reported) == ("/document-types/" in path or "{" in path), (path, method)
            if path.endswith(("/documents", "/validations", "/inputs", "/form-checks")):
                # Only a document is refused for violations; the others list them in a good answer.
                assert (422 in reported) == path.endswith("/documents"), path


def test_a_file_travels_in_a_form_whose_parts_are_described(spec: dict[str, Any]) -> None:
    forms = {
        (path.rpartition("/")[2], slug): operation["requestBody"]["content"]
        for path, operations in spec["paths"].items()
        for slug, operation in operations.items()
        if "multipart/form-data" in operation.get("requestBody", {}).get("content", {})
        and not path.startswith(("/api/v1/conformance-", "/api/v1/unicode-"))
    }
    assert {name for name, _ in forms} == {"documents", "validations", "form-checks", "inputs"}
    for (name, _), content in forms.items():
        form = content["multipart/form-data"]
        assert form["schema"]["type"] == "object"
        assert set(form["schema"]["properties"]) == {"file", "data", "mapping"}
        assert form["schema"]["required"] == ["file"]
        taken = form["encoding"]["file"]["contentType"].split(", ")
        assert XLSX in taken
        assert (DOCX in taken) == (name != "form-checks")
        assert (JSON in taken) == (name in ("documents", "validations"))


def test_a_validation_is_described_as_taking_what_a_document_is_made_of(
    spec: dict[str, Any],
) -> None:
    """It answers any JSON; but a union with anything at all leaves a generated client without a type."""
    for slug in documents.TYPES:
        asked = [
            spec["paths"][f"/api/v1/document-types/{slug}/{name}"]["post"]["requestBody"][
                "content"
            ][JSON]["schema"]
            for name in ("documents", "validations")
        ]
        assert asked[0] == asked[1]
        assert list(asked[0]) == ["$ref"]


@every_type
def test_each_type_has_its_own_request_schema_and_sample(
    document_type: DocumentType, spec: dict[str, Any]
) -> None:
    operation = spec["paths"][f"/api/v1/document-types/{document_type.slug}/documents"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    assert content["schema"]["$ref"].endswith("/" + type(document_type.schema).__name__)
    assert content["examples"]["sample"]["value"] == json.loads(
        config.sample_file(SAMPLES, document_type.slug).read_text(encoding="utf-8")
    )


def answer_schema(spec: dict[str, Any], answer: Any, path: str, method: str) -> dict[str, Any]:
    """The schema that the description gives for an answer at hand."""
    reported = spec["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in reported:
        reported = spec["components"]["responses"][reported["$ref"].rpartition("/")[2]]
    for name, header in reported["headers"].items():
        header = spec["components"]["headers"][header["$ref"].rpartition("/")[2]]
        if header.get("required"):
            assert name in answer.headers
    return {**reported["content"][answer.mimetype]["schema"], "components": spec["components"]}


@every_type
def test_answers_are_as_described(
    document_type: DocumentType, app: Flask, spec: dict[str, Any]
) -> None:
    client, v1 = app.test_client(), "/api/v1/document-types"
    here, sample = f"{v1}/{document_type.slug}", INPUTS[document_type.slug][0]
    calls = [
        (client.get(v1), v1, "get"),
        (client.get(here), v1 + "/{slug}", "get"),
        (client.get(f"{here}/sample"), v1 + "/{slug}/sample", "get"),
        (client.get(f"{v1}/no-such-type"), v1 + "/{slug}", "get"),
        (client.post(f"{here}/validations", json=sample), f"{here}/validations", "post"),
        (client.post(f"{here}/validations", json={}), f"{here}/validations", "post"),
        (client.post(f"{here}/documents", json={}), f"{here}/documents", "post"),
        (client.post(f"{here}/documents", data=b"{"), f"{here}/documents", "post"),
        (client.put(f"{here}/documents", json={}), f"{here}/documents", "post"),
        (client.get("/api/v1/legal-bases?on=2025-07-01"), "/api/v1/legal-bases", "get"),
        (client.get("/api/v1/law?on=2026-11-28"), "/api/v1/law", "get"),
        (client.get("/api/v1/law?on=2012-01-01"), "/api/v1/law", "get"),
        (client.get("/api/v1/law?on=0001-01-01"), "/api/v1/law", "get"),
        (client.get("/api/v1/law?on=9999-12-31"), "/api/v1/law", "get"),
        (client.get("/api/v1/law?on=2026-02-30"), "/api/v1/law", "get"),
        (client.get("/api/v1/fault-codes"), "/api/v1/fault-codes", "get"),
        (client.get("/api/v1/profiles?no=such"), "/api/v1/profiles", "get"),
        (client.get("/api/v1/legal-bases?on=hôm+qua"), "/api/v1/legal-bases", "get"),
        (client.get("/healthz"), "/healthz", "get"),
        (client.get("/readyz"), "/readyz", "get"),
    ]
    for answer, path, method in calls:
        reported = answer_schema(spec, answer, path, method)
        # Whoever generates a client from the description finds every member of an answer there. A type is
        # described in two parts, neither of which is whole.
        in_parts = path.endswith("{slug}") and answer.status_code == 200
        for schema in (reported, reported if in_parts else closed(reported)):
            errors = jsonschema_rs.Draft202012Validator(schema).iter_errors(answer.get_json())
            assert [error.message for error in errors] == [], (path, answer.status_code)


def closed(schema: Any) -> Any:
    """The same schema, in which a member that is not described is an error."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(value) for name, value in schema.items()}
    if isinstance(found.get("properties"), dict) and found.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


@every_type
def test_a_document_has_the_headers_that_are_described(
    document_type: DocumentType, app: Flask, spec: dict[str, Any]
) -> None:
    path = f"/api/v1/document-types/{document_type.slug}/documents"
    answer = app.test_client().post(path, json=INPUTS[document_type.slug][0])
    assert answer.status_code == 200
    answer_schema(spec, answer, path, "post")
    for name, header in spec["components"]["headers"].items():
        if name in answer.headers and header["schema"].get("pattern"):
            assert re.search(header["schema"]["pattern"], answer.headers[name]), name


def test_two_types_may_use_one_name_for_different_parts() -> None:
    """Each type names its parts as it likes; the description keeps them apart."""
    from service.http.openapi import input_schemas
    from service.schema.containers import Parts
    from service.schema.fields import Text
    from service.schema.loading import PartSchema

    def made(label: str) -> type[PartSchema]:
        row = type("Row", (PartSchema,), {"name": Text(label, "Tên.", "A")})
        return type(label, (PartSchema,), {"rows": Parts(row, "Dòng", "Các dòng.")})

    spec = input_schemas.describer("x", "1")
    for label in ("First", "Second"):
        spec.components.schema(label, schema=made(label))
    reported = spec.to_dict()["components"]["schemas"]
    assert reported["Row"]["properties"]["name"]["x-label"] == "First"
    assert reported["Row2"]["properties"]["name"]["x-label"] == "Second"


def test_the_description_is_kept_until_it_changes(app: Flask) -> None:
    client = app.test_client()
    tag = client.get("/openapi.json").headers["ETag"]
    assert client.get("/openapi.json", headers={"If-None-Match": tag}).status_code == 304
