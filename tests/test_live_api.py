"""The live API keeps what its own OpenAPI description promises, whatever is sent to it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service import config, documents
from service.app import create_app
from service.http.openapi.paths import ROUTES
from service.media_types import CSV, DOCX, ODS, XLS, XLSM, XLSX

pytestmark = pytest.mark.no_cover  # tests/measured.py


@schemathesis.serializer(XLSX, XLSM, XLS, ODS, DOCX, CSV)
def as_it_is(_context: Any, value: Any) -> bytes:
    """Whatever was thought up for a file is sent as bytes."""
    return bytes(value) if isinstance(value, bytes) else str(value).encode()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    settings = config.Settings(data=tmp_path_factory.mktemp("jobs"))
    return schemathesis.openapi.from_wsgi("/openapi.json", create_app(settings))


#: The names of operations; what takes an input is described once for each type.
OPERATIONS = [
    route.name + name
    for route in ROUTES
    for name in (
        (type(found.schema).__name__ for found in documents.TYPES.values())
        if route.takes_input
        else ("",)
    )
]


#: Rules compare values with each other, which no JSON Schema can say, so a sound-looking input may be
#: refused; everything else that the description promises is checked.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


FEW = settings(max_examples=3, suppress_health_check=list(HealthCheck))


def keeps_the_promise(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_the_description_names(
    whole: schemathesis.BaseSchema, name: str
) -> None:
    """Cases are thought up here and not, as ``parametrize()`` would, while tests are collected: every process collects."""
    schema = whole.include(operation_id=name)
    (found,) = get_all_tests(
        schema=schema, test_func=keeps_the_promise, settings=FEW, given_kwargs=None
    )
    assert isinstance(found, Ok), found
    _, test = found.ok()
    test()


def test_no_operation_is_left_out(whole: schemathesis.BaseSchema) -> None:
    found = whole.get_all_operations()
    described = [
        operation.ok().definition.raw["operationId"]
        for operation in found
        if isinstance(operation, Ok)
    ]
    assert sorted(described) == sorted(OPERATIONS)
