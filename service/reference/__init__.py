"""The dated reference data that rules look things up in: legal bases and award tables.

Both are read and checked once, when the service starts; nothing here follows the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.reference import award_tables, catalogue
from service.reference.award_tables import Awards, Bonus, Coefficient, Grantor, Salary
from service.reference.catalogue import Catalogue, LegalBasis
from service.reference.data_files import WrongCatalogue

__all__ = [
    "Awards",
    "Bonus",
    "Catalogue",
    "Coefficient",
    "Grantor",
    "LegalBasis",
    "Reference",
    "Salary",
    "WrongCatalogue",
    "load",
]

_DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class Reference:
    """What every rule gets besides the record."""

    catalogue: Catalogue
    awards: Awards


def load(overrides: Path | None = None) -> Reference:
    """Read both files; ``overrides`` is the installation's own list of legal bases, which adds or replaces
    entries by id. Raises WrongCatalogue, which names file, entry and key."""
    return Reference(
        catalogue=catalogue.load(_DATA / "legal_bases.yaml", overrides),
        awards=award_tables.load(_DATA / "awards.yaml"),
    )
