"""The units of the provincial level: which of them there were on a day, and what a name of before became."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from service.language import vietnamese
from service.reference.data_files import Entry

_BEFORE_THE_NAME = re.compile(r"^(?:tỉnh|thành phố|tp\.?) ?")


@dataclass(frozen=True, slots=True)
class Province:
    """One unit; ``start`` and ``end`` are its first and last day, None when not known; ``now`` is what it went into."""

    name: str
    also: tuple[str, ...]
    start: date | None
    end: date | None
    now: str | None
    certainty: str

    def exists(self, on: date) -> bool:
        """Whether there is such a unit on that day, as far as known."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "name": self.name,
            "from": self.start.isoformat() if self.start else None,
            "to": self.end.isoformat() if self.end else None,
            "certainty": self.certainty,
        }


@dataclass(frozen=True)
class Provinces:
    """All units that there are and were, with the day up to which they were looked after."""

    as_of: date
    source: str
    units: tuple[Province, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, Province]:
        return {
            vietnamese.skeleton(name): unit
            for unit in self.units
            for name in (unit.name, *unit.also)
        }

    def on(self, day: date) -> tuple[Province, ...]:
        """The units of that day, in the file's order."""
        return tuple(unit for unit in self.units if unit.exists(day))

    def successor(self, place: str, on: date) -> Province | None:
        """The unit that stands on that day in the place of the one that ``place`` names ("tỉnh Quảng Bình"); None where the name is right or unknown."""
        unit = self._named(place)
        while unit and unit.end and unit.end < on and unit.now:
            unit = self._named(unit.now)
            if unit and unit.exists(on):
                return unit
        return None

    def _named(self, place: str) -> Province | None:
        bare = vietnamese.skeleton(place)
        return self._by_name.get(_BEFORE_THE_NAME.sub("", bare)) or self._by_name.get(bare)


def load(whole: Entry) -> Provinces:
    """The units of one file; raises WrongCatalogue."""
    as_of, source = whole.take("as_of", date), whole.take("source", str)
    certainty = whole.certainty().get("", "L")
    entries = whole.entries("units", "name")
    whole.finish()
    units = tuple(_province(entry, certainty) for entry in entries)
    names = [unit.name for unit in units]
    for unit, entry in zip(units, entries, strict=True):
        if names.count(unit.name) > 1:
            raise entry.wrong("tên này có hai lần.")
        if unit.now is not None and (unit.now not in names or unit.now == unit.name):
            raise entry.wrong(f"“now” nhắc đến “{unit.now}”, không có trong danh sách.")
    return Provinces(as_of, source, units)


def _province(entry: Entry, certainty: str) -> Province:
    unit = Province(
        name=entry.take("name", str),
        also=entry.texts("also"),
        start=entry.take("from", date, None),
        end=entry.take("to", date, None),
        now=entry.take("now", str, None),
        certainty=entry.certainty(certainty).get("", certainty),
    )
    entry.finish()
    if unit.start and unit.end and unit.end < unit.start:
        raise entry.wrong("“from”, “to” không theo thứ tự thời gian.")
    return unit
