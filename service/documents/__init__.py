"""The registry: a slug, or the name of a page, becomes its document type. A new type is one more name in this list."""

from __future__ import annotations

from service.documents import summary_report
from service.documents.commendation import decision
from service.documents.conference import minutes
from service.documents.document_type import DocumentType
from service.errors import UnknownDocumentType

TYPES: dict[str, DocumentType] = {
    module.TYPE.slug: module.TYPE for module in (summary_report, decision, minutes)
}
#: By the names of their pages.
PAGES: dict[str, DocumentType] = {
    document_type.page: document_type for document_type in TYPES.values()
}


def get(slug: str) -> DocumentType:
    """The document type of a slug; raises UnknownDocumentType."""
    try:
        return TYPES[slug]
    except KeyError:
        raise UnknownDocumentType(
            f"Không có loại văn bản này; các loại hiện có: {', '.join(TYPES)}."
        ) from None
