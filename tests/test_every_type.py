"""Every type in the registry keeps every promise; a new type is covered as soon as it is registered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service import config, documents, intake, pipeline
from service.documents.blocks import sections
from service.documents.document_type import DocumentType
from service.docx import embedded_data, rendering
from service.rules import legal_bases, receivers, signature
from service.schema.containers import Part, Parts, Values
from service.schema.field_description import DescribedField
from service.untrusted import strict_json
from tests.line import parse

pytestmark = pytest.mark.no_cover  # tests/measured.py

ROOT = Path(__file__).resolve().parent.parent
TYPES = list(documents.TYPES.values())
every_type = pytest.mark.parametrize(
    "document_type", TYPES, ids=lambda document_type: document_type.slug
)


@pytest.fixture(scope="module")
def services() -> pipeline.Services:
    return pipeline.build_services(config.load({}))


def inputs(document_type: DocumentType) -> list[Path]:
    """The complete and the minimal sample of a type, and further ones named ``<slug>-2.json``."""
    return [
        ROOT / "samples" / f"{document_type.slug}.json",
        ROOT / "samples" / "minimal" / f"{document_type.slug}.json",
        *sorted((ROOT / "samples").glob(f"{document_type.slug}-[0-9].json")),
    ]


def sample(document_type: DocumentType) -> bytes:
    return inputs(document_type)[0].read_bytes()


def fields_of(schema: object, seen: set[type] | None = None) -> list[DescribedField]:
    """Every field of a schema, those inside its parts too; a part that holds itself is walked once."""
    seen = seen if seen is not None else set()
    if type(schema) in seen:
        return []
    seen.add(type(schema))
    found: list[DescribedField] = []
    for field in schema.fields.values():  # type: ignore[attr-defined]
        found.append(field)
        if isinstance(field, Values):
            found.append(field.value)
        inside = getattr(field, "schema", None)
        if inside is not None:
            found += fields_of(inside, seen)
    return found


@every_type
def test_every_sample_is_without_error_and_renders(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    for path in inputs(document_type):
        reviewed = pipeline.review(services, *parse(document_type.slug, path.read_bytes()))
        assert [violation.as_json() for violation in reviewed.errors] == [], path.name
        assert (
            pipeline.produce(services, *parse(document_type.slug, path.read_bytes())).content[:2]
            == b"PK"
        )


@every_type
def test_a_document_gives_its_input_back(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    made = pipeline.produce(services, *parse(document_type.slug, sample(document_type)))
    parsed = intake.read(made.content, "docx", document_type)
    assert parsed.data == strict_json.read_json(sample(document_type))
    again = pipeline.produce(services, *parse(document_type.slug, made.content, "docx"))
    assert again.content == made.content


@every_type
def test_the_same_input_gives_the_same_bytes(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    data = json.loads(sample(document_type))
    shuffled = json.dumps(dict(reversed(data.items())), indent=7).encode()
    first = pipeline.produce(services, *parse(document_type.slug, sample(document_type)))
    other = pipeline.produce(
        pipeline.build_services(config.load({})), *parse(document_type.slug, shuffled)
    )
    assert first.content == other.content


@every_type
def test_the_template_and_the_type_agree(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    assert pipeline.check_template(services, document_type) == []


@every_type
def test_every_value_has_a_label_a_help_line_and_an_example(document_type: DocumentType) -> None:
    for field in fields_of(document_type.schema):
        assert isinstance(field, DescribedField)
        assert field.label and field.label[0].isupper(), field
        assert field.help.endswith((".", "…")), field.label
        if not isinstance(field, (Part, Parts, Values)):
            assert field.example is not None, field.label


#: What a field cannot be printed without, whoever has it.
NEEDED = {
    "sections": sections.SECTION_RULES,
    "signer": signature.SIGNATURE_RULES,
    "code_number": signature.NUMBER_RULES,
    "recipients": receivers.RECEIVER_RULES,
    "legal_bases": legal_bases.LEGAL_BASIS_RULES,
}


@every_type
def test_no_type_lacks_the_rules_that_belong_to_a_shared_field(document_type: DocumentType) -> None:
    wanted = [rule for name in document_type.schema.fields for rule in NEEDED.get(name, ())]
    assert [rule.code for rule in wanted if rule not in document_type.rules] == []


@every_type
def test_every_rule_has_a_text_for_the_clerk(document_type: DocumentType) -> None:
    for rule in document_type.rules:
        assert rule.text.endswith((".", ")")), rule.code
        assert rule.code.isascii() and rule.code == rule.code.lower()


@every_type
def test_the_embedded_data_names_the_type_and_both_versions(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    found = embedded_data.read(
        pipeline.produce(services, *parse(document_type.slug, sample(document_type))).content
    )
    assert found.slug == document_type.slug
    assert found.service_version and found.template_version


@every_type
def test_a_value_that_the_document_does_not_show_is_noticed(
    document_type: DocumentType, services: pipeline.Services
) -> None:
    reviewed = pipeline.review(services, *parse(document_type.slug, sample(document_type)))
    text = rendering.printed_text(
        pipeline.produce(services, *parse(document_type.slug, sample(document_type))).content
    )
    assert document_type.lost(reviewed.record, text) == []
    subject = reviewed.record["subject"]
    assert "/subject" in document_type.lost(reviewed.record, text.replace(subject, subject[:-1]))


@every_type
def test_the_documentation_names_the_type(document_type: DocumentType) -> None:
    assert document_type.slug in (ROOT / "README.md").read_text(encoding="utf-8")
