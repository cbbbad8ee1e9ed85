"""Recipients in the order of their units, for an annex with a heading row for each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.documents.commendation.terms import as_read


def printed_order(rows: Sequence[Mapping[str, Any]], award: Mapping[str, Any]) -> list[int]:
    """The places of rows as they are printed: as given, or unit by unit in the order of the units' first rows.

    Those without a unit come first, because no heading stands above them.
    """
    places = [*range(len(rows))]
    if not award.get("group_by_unit"):
        return places
    order = {"": -1}
    for row in rows:
        order.setdefault(unit_key(row), len(order))
    return sorted(places, key=lambda place: order[unit_key(rows[place])])


def unit_key(row: Mapping[str, Any]) -> str:
    """What tells units apart: the name as it reads; written otherwise it is another, for every name is printed as typed."""
    return as_read(row.get("organ_name") or "")
