"""The decree on awards whose articles rules quote: of a day on which it does not hold they claim nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

DECREE: Final = "Nghị định số 152/2025/NĐ-CP"


def holds(reference: Any, on: date) -> bool:
    """Whether the data pack in use has the decree's coefficients for that day."""
    table = reference.awards.table(on)
    return table is not None and table.decree == DECREE
