"""The live API keeps what its own OpenAPI description promises, whatever is sent to it."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from service import config
from service.app import create_app
from service.media_types import CSV, DOCX, ODS, XLS, XLSM, XLSX


@schemathesis.serializer(XLSX, XLSM, XLS, ODS, DOCX, CSV)
def as_it_is(_context: Any, value: Any) -> bytes:
    """Whatever was thought up for a file is sent as bytes."""
    return bytes(value) if isinstance(value, bytes) else str(value).encode()


schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(config.load({})))

#: Rules compare values with each other, which no JSON Schema can say, so a sound-looking input may be
#: refused; everything else that the description promises is checked.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schema.parametrize()
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_that_the_description_names(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(checks=CHECKS)
