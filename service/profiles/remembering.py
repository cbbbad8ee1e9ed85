"""An input becomes the profile of the office that wrote it: what its next document will say again."""

from __future__ import annotations

import re
from typing import Any

from service.documents.document_type import DocumentType
from service.profiles.profile_schema import DOCUMENTS, places
from service.reference import citations

#: "Như Điều 3", "Như trên": the document writes these itself, and the article is another one next time.
_WRITTEN_BY_ITSELF = re.compile(r"\s*như (?:điều\b|trên\b)", re.IGNORECASE)
#: Kinds of text that each document has its own of: a basis that cites one is no standing basis.
_OF_ONE_OCCASION = frozenset(
    {"bien_ban", "to_trinh", "bao_cao", "cong_van", "cong_dien", "thong_bao"}
)


def remembered(document_type: DocumentType, data: Any) -> dict[str, Any]:
    """The values of an input that a profile keeps, where a profile keeps them; one signer is the only one of several."""
    profile: dict[str, Any] = {}
    if not isinstance(data, dict):
        return profile
    for name, place in places(document_type).items():
        value = _lasting(data.get(name), document_type.schema.fields[name])
        if value in (None, {}, []):
            continue
        if place == "office":
            profile[name] = value
        elif place == "one_of_several":
            profile[f"{name}s"] = [value]
        else:
            profile.setdefault(DOCUMENTS, {}).setdefault(document_type.slug, {})[name] = value
    return profile


def _lasting(value: Any, field: Any) -> Any:
    """The value itself, of a list the lines that the next document has too."""
    if not isinstance(value, list):
        return value
    are_bases = getattr(getattr(field, "value", None), "role", None) == "basis"
    return [line for line in value if line and not _of_this_document(line, are_bases)]


def _of_this_document(line: Any, is_basis: bool) -> bool:
    if not isinstance(line, str):
        return False
    if is_basis:
        return any(cited.kind in _OF_ONE_OCCASION for cited in citations.parse(line))
    return _WRITTEN_BY_ITSELF.match(line) is not None
