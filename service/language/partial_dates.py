"""A date of a draft: its day, or its day and its month, are filled in with the pen when it is signed (contract §2)."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: "2026-11" and "2026", as JSON writes them.
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d))?", re.ASCII)
#: What stands for a blank: dots, dashes below, an ellipsis, or nothing.
_BLANK = r"[.…_ ]*"
_TYPED = (
    re.compile(r"(?:tháng )?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})"),
    re.compile(rf"(?:ngày{_BLANK})?tháng (?P<m>\d{{1,2}}) ?,? ?năm (?P<y>\d{{4}})"),
    re.compile(rf"(?:ngày{_BLANK}tháng{_BLANK})?(?:năm )?(?P<y>\d{{4}})"),
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A month of a year, or a year alone (``month`` is None)."""

    year: int
    month: int | None = None

    def isoformat(self) -> str:
        """ "2026-11", "2026"."""
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


def from_iso(text: str) -> PartialDate | None:
    """ "2026-11" and "2026" as JSON writes them; None for anything else."""
    found = _ISO.fullmatch(text)
    return _partial(found) if found else None


def read(text: str) -> PartialDate | None:
    """A month or a year in any way a clerk writes it ("11/2026", "tháng 11 năm 2026"); None for anything else."""
    text = " ".join(text.lower().split())
    for form in _TYPED:
        found = form.fullmatch(text)
        if found:
            return _partial(found)
    return None


def _partial(found: re.Match[str]) -> PartialDate | None:
    month = found.groupdict().get("m")
    if month is not None and not 1 <= int(month) <= 12:
        return None
    return PartialDate(int(found["y"]), int(month) if month else None)
