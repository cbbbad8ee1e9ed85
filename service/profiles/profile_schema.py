"""The fields of all document types that say where a profile keeps them become the schema of a profile.

Nothing here names a field: what belongs to a profile stands in the type's file (``profile=`` of the field).
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from marshmallow import Schema

from service import documents
from service.documents.document_type import DocumentType
from service.schema.containers import Part, Parts
from service.schema.field_description import ProfilePlace
from service.schema.loading import PartSchema

#: Holds for each type of document, by its slug, what only such documents say.
DOCUMENTS = "documents"
#: A profile has several of what a document has one of: "signer" is one of the "signers".
SIGNERS = "signers"


def places(document_type: DocumentType) -> dict[str, ProfilePlace]:
    """The names of a type's input that a profile may fill, each with where the profile keeps it."""
    return {
        name: place
        for name, field in document_type.schema.fields.items()
        if (place := getattr(field, "profile", None)) is not None
    }


def _kept(place: ProfilePlace, schema: Schema) -> Iterator[tuple[str, Any]]:
    """The fields of a schema that are kept at ``place``, none of them required."""
    for name, field in schema.declared_fields.items():
        if getattr(field, "profile", None) != place:
            continue
        own = copy.copy(field)
        own.required = False
        if hasattr(own, "at_least"):
            own.at_least = 0
        yield name, own


def _several(field: Any) -> Parts:
    return Parts(
        field.nested,
        field.label,
        "Mỗi người một mục; người đầu tiên được dùng khi không chọn ai.",
        is_kept_apart=False,
    )


def _of_types() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for slug, document_type in documents.TYPES.items():
        inside = dict(_kept("document_type", document_type.schema))
        own = PartSchema.from_dict(inside, name=f"{type(document_type.schema).__name__}Profile")
        found[slug] = Part(own, document_type.title, "Dùng cho loại văn bản này.")
    return found


def _fields() -> dict[str, Any]:
    of_office: dict[str, Any] = {}
    several: dict[str, Any] = {}
    must: set[str] = set()
    for document_type in documents.TYPES.values():
        of_office = {**dict(_kept("office", document_type.schema)), **of_office}
        must |= {
            name
            for name in of_office
            if getattr(document_type.schema.fields.get(name), "required", False)
        }
        for name, field in _kept("one_of_several", document_type.schema):
            several.setdefault(f"{name}s", _several(field))
    of_types = PartSchema.from_dict(_of_types(), name="ProfileByType")
    by_type = Part(of_types, "Theo loại văn bản", "Những gì chỉ một loại văn bản có.")
    # What every document must say is asked for first.
    of_office = dict(sorted(of_office.items(), key=lambda named: named[0] not in must))
    return {**of_office, **several, DOCUMENTS: by_type}


SCHEMA: Schema = PartSchema.from_dict(_fields(), name="Profile")()
