"""What every recipient gets: a sum of its own, the award's, or the one that the decree gives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.documents.document_type import Record
from service.reference.recipients import RECIPIENT_KINDS, STATUTORY
from service.schema.printing import Printed


def with_sums(record: Record, printed: Printed, reference: Any) -> list[dict[str, Any]]:
    """The printed awards with their ``form`` and, by list of recipients, everybody's ``sums`` in đồng or None.

    A recipient's own bonus overrules the award's; "statutory" is coefficient × base salary on the
    date of issue, rounded up to 10,000 đồng (Điều 49, Nghị định 152/2025/NĐ-CP).
    """
    awards = []
    for award, texts in zip(record["awards"], printed["awards"], strict=True):
        general = _general_sums(record, award, reference)
        sums = {
            kind.rows: [row["bonus"] or general.get(kind.key) for row in award[kind.rows]]
            for kind in RECIPIENT_KINDS
        }
        awards.append({**texts, "form": award["form"], "sums": sums})
    return awards


def _general_sums(
    record: Record, award: Mapping[str, Any], reference: Any
) -> Mapping[str, int | None]:
    """By kind of recipient the sum for those who have none of their own."""
    bonus = award["bonus"]
    if bonus != STATUTORY:
        return bonus or {}
    grantor = reference.awards.grantor(record["issuing_authority"])
    return {
        kind.key: reference.awards.statutory_bonus(
            award["form"], kind.key, record["issued_date"], grantor.id if grantor else ""
        ).amount
        for kind in RECIPIENT_KINDS
        if any(row["bonus"] is None for row in award[kind.rows])
    }
