"""What every rule gets besides the record: the law of one data pack, and the day that counts as today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from service.language.compounds import Compounds
from service.language.wording import short_date
from service.reference.award_tables import Awards
from service.reference.catalogue import Catalogue
from service.reference.legal_basis import LegalBasis
from service.reference.provinces import Provinces

#: So many days before a text ends without a known successor it is told.
TOLD_DAYS_BEFORE = 180


@dataclass(frozen=True, slots=True)
class Ending:
    """A text that ends, or ended, with no successor known; ``days`` until its first day out, 0 and less when it is over."""

    basis: LegalBasis
    days: int

    @property
    def sentence(self) -> str:
        """What whoever runs the service, and clerks on the start page, are told."""
        out = self.basis.first_day_out
        since = f"từ ngày {short_date(out)}" if out else ""
        latest, why = "", ""
        if self.basis.at_latest:
            latest, why = "chậm nhất ", f" ({self.basis.at_latest})"
        if self.days > 0:
            ends = f"hết hiệu lực {latest}sau {self.days} ngày, {since}{why}"
        else:
            ends = f"hết hiệu lực {latest}{since}{why}"
        return f"{self.basis.name} {ends}; dữ liệu pháp luật đang dùng chưa có văn bản thay thế."


@dataclass(frozen=True, slots=True)
class Reference:
    """The dated data of one pack, checked; a request works with one from its start to its end."""

    catalogue: Catalogue
    awards: Awards
    provinces: Provinces
    compounds: Compounds
    #: Of the data pack: its version, the sources that its facts name, its day.
    version: str
    sources: Mapping[str, str]
    is_built_in: bool
    pack_as_of: date
    #: The day by which a draft without a date is judged.
    today: date

    def as_of(self, today: date) -> Reference:
        """The same data with another day that counts as today."""
        return self if today == self.today else replace(self, today=today)

    def endings(self) -> tuple[Ending, ...]:
        """The texts that end within 180 days, or ended within a year, and have no known successor; first the next."""
        return tuple(
            Ending(item, (item.first_day_out - self.today).days)
            for item in self.catalogue.without_successor(self.today)
            if item.first_day_out and (item.first_day_out - self.today).days <= TOLD_DAYS_BEFORE
        )
