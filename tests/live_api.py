"""What Schemathesis thinks up for the live API, and what must hold of every answer.

Loading it takes a second, so it is loaded by the tests that need it when they run: every process collects all tests.
"""

from __future__ import annotations

import zlib
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.core.result import Ok
from schemathesis.generation.meta import CoveragePhaseData
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service.media_types import CSV, DOCX, ODS, XLS, XLSM, XLSX

#: Rules compare values with each other, which no JSON Schema can say, so a sound-looking input may be
#: refused; everything else that the description promises is checked.
_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
_FEW = settings(max_examples=3, suppress_health_check=list(HealthCheck))
#: Of the inputs that are wrong in one field, one of so many is sent: ``tests/test_openapi.py`` has odd values of every field.
_ONE_OF = 10
#: Nothing at every bound of the description.
_WITHOUT_BOUNDS = settings(_FEW, phases=[phase for phase in Phase if phase is not Phase.explicit])


@schemathesis.serializer(XLSX, XLSM, XLS, ODS, DOCX, CSV)
def _as_it_is(_context: Any, value: Any) -> bytes:
    """Whatever was thought up for a file is sent as bytes."""
    return bytes(value) if isinstance(value, bytes) else str(value).encode()


def described(app: Flask) -> schemathesis.BaseSchema:
    """The description that a service gives of itself."""
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


def names(whole: schemathesis.BaseSchema) -> list[str]:
    """The names of all operations."""
    operations = [found.ok() for found in whole.get_all_operations() if isinstance(found, Ok)]
    return [operation.definition.raw["operationId"] for operation in operations]


def check(whole: schemathesis.BaseSchema, name: str, *, at_bounds: bool) -> None:
    """Ask one operation for many things, and hold every answer against the description."""
    (found,) = get_all_tests(
        schema=whole.include(operation_id=name),
        test_func=_keeps_the_promise,
        settings=_FEW if at_bounds else _WITHOUT_BOUNDS,
        given_kwargs=None,
    )
    assert isinstance(found, Ok), found
    _, test = found.ok()
    test()


def _keeps_the_promise(case: schemathesis.Case[Any]) -> None:
    if _is_an_input_at_a_bound(case):
        if zlib.crc32(repr(case.body).encode()) % _ONE_OF:
            return
        # The examples of the query want an answer of another kind: with them no input would be reviewed.
        case.query = {}
    case.call_and_validate(checks=_CHECKS)


def _is_an_input_at_a_bound(case: schemathesis.Case[Any]) -> bool:
    at = None if case.meta is None else case.meta.phase.data
    return (
        isinstance(at, CoveragePhaseData)
        and at.parameter_location is ParameterLocation.BODY
        and isinstance(case.body, dict | list)
        and case.media_type == "application/json"
    )
