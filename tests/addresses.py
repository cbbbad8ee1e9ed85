"""Where the pages of a document type are."""

from __future__ import annotations

from service import documents


def at(slug: str) -> str:
    """The address of a type's form; its other pages are one step below it."""
    return f"/{documents.get(slug).page}"
