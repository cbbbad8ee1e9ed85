"""The live API keeps what its own OpenAPI description promises, whatever is sent to it."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from service import config, documents
from service.app import create_app
from service.http.openapi.paths import ROUTES

pytestmark = pytest.mark.no_cover  # tests/measured.py

TYPE_NAMES = [type(found.schema).__name__ for found in documents.TYPES.values()]
#: The names of operations; what takes an input is described once for each type.
OPERATIONS = [
    route.name + name for route in ROUTES for name in (TYPE_NAMES if route.takes_input else ("",))
]
#: What takes an input of a type answers for each as for the next: one of them is asked at every bound of its description.
ALIKE = {name for name in OPERATIONS if name.endswith(tuple(TYPE_NAMES))} - {
    "createConferenceMinutes"
}


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
    live_api.check(whole, name, at_bounds=name not in ALIKE)


def test_no_operation_is_left_out(live_api: Any, whole: Any) -> None:
    assert sorted(live_api.names(whole)) == sorted(OPERATIONS)
