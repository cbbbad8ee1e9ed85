"""Which parts of an earlier document go into the form, and what became of the laws that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from service.documents import kept_parts
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import suggestions, typed_values
from service.pipeline import Services
from service.schema import pointers

_MOST_SHOWN, _LONGEST = 3, 90
_EXPIRED = "legal_basis_expired"


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with the beginning of what stands in it; ``is_chosen`` is whether it is ticked at first."""

    key: str
    label: str
    holds: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ReplacedBasis:
    """A basis that is in force no more, what is said of it, and the one that takes its place ("" for none that is certain)."""

    old: str
    message: str
    new: str


def is_issued(data: Any) -> bool:
    """Whether a text was issued: then it is a model for the next one, which has its own number, date and people."""
    return isinstance(data, dict) and data.get("code_number") is not None


def shown(document_type: DocumentType, data: Any) -> list[ShownPart]:
    """The parts of a text in the order of its type; of an issued one those that are its own are not ticked."""
    held = kept_parts.values(document_type.kept_parts, data)
    return [
        ShownPart(
            part.key,
            part.label,
            _holds(document_type, held[part.key]),
            not (part.is_its_own and is_issued(data)),
        )
        for part in (*document_type.kept_parts, kept_parts.REST)
        if part.key in held
    ]


def _holds(document_type: DocumentType, values: list[tuple[str, Any]]) -> str:
    """How many rows a part has, and its first values."""
    rows = {row for pointer, _ in values if (row := pointers.innermost_row(pointer))}
    shown = (typed_values.in_words(document_type.schema, *value) for value in values[:_MOST_SHOWN])
    texts = (text.rstrip(" ;,.") for text in shown)
    first = "; ".join(texts)
    more = len(values) > _MOST_SHOWN or len(first) > _LONGEST
    beginning = f"{first[:_LONGEST].rstrip()} …" if more else first
    return f"{len(rows)} dòng: {beginning}" if len(rows) > 1 else beginning


def own_parts(document_type: DocumentType) -> str:
    """What an earlier document has for itself: "số, ngày, danh sách"."""
    return ", ".join(part.label for part in document_type.kept_parts if part.is_its_own).lower()


def as_model(services: Services, document_type: DocumentType, data: Any) -> Any:
    """An earlier input as the beginning of a new one: without what is its own, with bases in force."""
    kept = {
        part.key for part in (*document_type.kept_parts, kept_parts.REST) if not part.is_its_own
    }
    model = kept_parts.only(document_type.kept_parts, data, kept)
    return with_bases_in_force(services, document_type, model)


def replaced_bases(
    services: Services, document_type: DocumentType, data: Any
) -> list[ReplacedBasis]:
    """The bases of a text that a document of today cannot name any more."""
    return [
        ReplacedBasis(
            str(pointers.find(data, violation.pointer)),
            violation.message,
            str(violation.suggestion or ""),
        )
        for violation in _expired(services, document_type, data)
    ]


def with_bases_in_force(services: Services, document_type: DocumentType, data: Any) -> Any:
    """The data with each basis replaced that has one certain successor."""
    for violation in _expired(services, document_type, data):
        if violation.suggestion is not None:
            data = suggestions.replaced(data, violation)
    return data


def _expired(services: Services, document_type: DocumentType, data: Any) -> Iterator[Violation]:
    """What is said of expired bases when the document is of today: with its own date left out."""
    part = kept_parts.BASES
    if part not in document_type.kept_parts:
        return
    bases = kept_parts.only(document_type.kept_parts, data, {part.key})
    if not bases:
        return
    reviewed = document_type.review(bases, services.reference, services.limits)
    for violation in reviewed.violations:
        if violation.code == _EXPIRED:
            yield violation
