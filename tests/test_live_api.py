"""The live API keeps what its own OpenAPI description promises, whatever is sent to it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from service import config, documents
from service.app import create_app
from service.http.openapi.paths import ROUTES

pytestmark = pytest.mark.no_cover  # tests/measured.py

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


@pytest.fixture(scope="module")
def live_api() -> Any:
    return importlib.import_module("tests.live_api")


@pytest.fixture(scope="module")
def whole(live_api: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    settings = config.Settings(data=tmp_path_factory.mktemp("jobs"))
    return live_api.described(create_app(settings))


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_the_description_names(
    live_api: Any, whole: Any, name: str
) -> None:
    # A body at a bound is sent to the route for documents, which reviews it as the one for validations does.
    live_api.check(whole, name, at_bounds=not name.startswith("validate"))


def test_no_operation_is_left_out(live_api: Any, whole: Any) -> None:
    assert sorted(live_api.names(whole)) == sorted(OPERATIONS)
