"""What is shown as a sample rests on the law of today, as the catalogue knows it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config, documents, reference
from service.app import create_app
from service.documents.document_type import DocumentType
from service.reference import citations
from service.schema import input_outline
from service.untrusted.strict_json import read_json
from tests.addresses import at

REFERENCE = reference.load()
TODAY = REFERENCE.today
TYPES = list(documents.TYPES.values())
DECISION = documents.get("commendation-decision")


def shown(document_type: DocumentType) -> dict[str, Any]:
    samples = config.Settings().samples
    found: dict[str, Any] = read_json(config.sample_file(samples, document_type.slug).read_bytes())
    return found


def basis_lines() -> list[str]:
    """The bases of the shown sample, and the example that the form gives of one."""
    items = input_outline.items(DECISION.schema)
    (example,) = [item.example for item in items if item.pointer == "/legal_bases"]
    return [*shown(DECISION)["legal_bases"], *example]


@pytest.mark.parametrize("document_type", TYPES, ids=lambda found: found.slug)
def test_a_sample_is_of_the_year_of_the_catalogue_and_nothing_is_wrong_with_it(
    document_type: DocumentType,
) -> None:
    data = shown(document_type)
    made = date.fromisoformat((data.get("issued_date") or data["ended_at"])[: len("2026-11-18")])
    assert made <= TODAY and made.year == TODAY.year
    assert document_type.review(data, REFERENCE).violations == ()


def test_every_known_basis_that_is_shown_is_in_force_today() -> None:
    found = [
        REFERENCE.catalogue.find(citation)
        for line in basis_lines()
        for citation in citations.parse(line)
    ]
    known = [basis for basis in found if basis is not None]
    assert len(known) >= 4
    assert [basis.id for basis in known if not basis.in_force(TODAY)] == []


@pytest.mark.parametrize("document_type", TYPES, ids=lambda found: found.slug)
def test_the_page_and_the_api_show_the_same_sample(document_type: DocumentType) -> None:
    client: FlaskClient = create_app(config.Settings()).test_client()
    answer = client.get(f"/api/v1/document-types/{document_type.slug}/sample")
    assert answer.get_json() == read_json(answer.data) == shown(document_type)
    page = client.get(f"{at(document_type.slug)}/vi-du").get_data(as_text=True)
    assert shown(document_type)["organ"]["organ_name"] in page
