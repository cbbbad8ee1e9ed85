"""Small data cannot ask for a page that fills the worker."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config
from service.app import create_app

DECISION, REPORT, PROFILE = "/quyet-dinh-khen-thuong", "/bao-cao-tong-ket", "/ho-so-co-quan"
TABLE = {"columns": ["a"] * 600, "rows": [[]] * 600}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def posted(name: str, value: Any) -> dict[str, Any]:
    return {name: json.dumps(value)}


def file(value: Any) -> dict[str, Any]:
    return {"file": (io.BytesIO(json.dumps(value).encode()), "a.json")}


REQUESTS = {
    "cards": (DECISION, posted("data", {"awards": [{}] * 1_500})),
    "lines": (DECISION, posted("data", {"legal_bases": [0] * 100_000})),
    "lists in cards": (
        DECISION,
        posted("data", {"awards": [{"individuals": [{}] * 5_000}] * 5}),
    ),
    "saved data": (f"{DECISION}/mo-tep", file({"awards": [{"kind": "x"}] * 1_500})),
    "signers": (f"{PROFILE}/mo-tep", file({"signers": [{}] * 1_500})),
    "typed signers": (
        PROFILE,
        posted("fields", [[f"/signers/{n}/full_name", "A"] for n in range(1_500)]),
    ),
    "cells under every column": (
        REPORT,
        posted("data", {"sections": [{"blocks": [{"table": TABLE}]}]}),
    ),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_page_that_nobody_could_read_is_refused_before_it_is_built(
    client: FlaskClient, name: str
) -> None:
    address, data = REQUESTS[name]
    answer = client.post(address, data=data)
    assert answer.status_code in (413, 422)
    assert "quá nhiều mục để hiện trên một trang" in answer.get_data(as_text=True)


def test_lists_beyond_those_of_a_document_are_still_shown_with_what_is_wrong(
    client: FlaskClient,
) -> None:
    people = [{"full_name": "Trần Thị Bình"}] * 5_001
    answer = client.post(DECISION, data=posted("data", {"awards": [{"individuals": people}]}))
    assert answer.status_code == 422
    assert "nhiều nhất là 5000" in answer.get_data(as_text=True)
