"""The dated reference data that rules look things up in: legal bases, award tables, provinces, compounds.

It is one data pack: the one of this release, or a newer one that was installed (``pack_store``). It is read and
checked when the service starts and when a pack was installed; only a draft without a date is judged by the clock.
"""

from __future__ import annotations

from pathlib import Path

from service.reference import data_pack
from service.reference.award_tables import Awards, Bonus, Coefficient, Grantor, Salary
from service.reference.catalogue import Catalogue
from service.reference.data_files import WrongCatalogue, read_file
from service.reference.law_on_day import law_on
from service.reference.law_on_day import pack as pack_in_use
from service.reference.legal_basis import LegalBasis, Transition
from service.reference.pack_file import RefusedPack
from service.reference.pack_store import PackStore
from service.reference.provinces import Province, Provinces
from service.reference.recipients import WORDS as RECIPIENT_WORDS
from service.reference.reference_data import Ending, Reference

__all__ = [
    "RECIPIENT_WORDS",
    "Awards",
    "Bonus",
    "Catalogue",
    "Coefficient",
    "Ending",
    "Grantor",
    "LegalBasis",
    "PackStore",
    "Province",
    "Provinces",
    "Reference",
    "RefusedPack",
    "Salary",
    "Transition",
    "WrongCatalogue",
    "law_on",
    "load",
    "pack_in_use",
]


def load(overrides: Path | None = None) -> Reference:
    """The data of this release, as of its own day; ``overrides`` is an installation's own list of legal bases, which
    adds or replaces entries by id. Raises WrongCatalogue, which names file, entry and key."""
    own = None if overrides is None else read_file(overrides)
    return data_pack.opened(data_pack.built_in(), own)
