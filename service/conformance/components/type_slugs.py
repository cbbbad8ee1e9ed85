"""Which of our own types a document is of: by the name of its type and the words of its subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.conformance.findings import Component
from service.language import vietnamese

#: By the name of a type: our slug for it, and the words of which its subject holds one.
_SLUGS: Final = {
    "quyết định": ("commendation-decision", ("tang", "khen", "danh hieu", "cong nhan", "ky niem chuong", "chien si thi dua")),
    "báo cáo": ("summary-report", ("tong ket", "so ket", "ket qua")),
    "biên bản": ("conference-minutes", ("hoi nghi", "hop", "hoi thao", "dai hoi")),
}  # fmt: skip


def name_of(slug: str) -> str:
    """The name of the type that a slug stands for; "" for one that is not known here."""
    return next((name for name, (found, _) in _SLUGS.items() if found == slug), "")


def slug_of(name: str, found: Sequence[Component]) -> str | None:
    """Our slug, where the subject says so too; None for any other document."""
    if name not in _SLUGS:
        return None
    slug, telling = _SLUGS[name]
    subject = " ".join(one.text for one in found if one.kind in ("type_name", "subject"))
    folded = f" {vietnamese.fold_words(subject)} "
    return slug if any(f" {word} " in folded for word in telling) else None
