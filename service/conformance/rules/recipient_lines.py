"""The lines below "Nơi nhận", as rules read them: with what numbering draws, without the drafter's mark."""

from __future__ import annotations

import re
from typing import Final

from service.conformance.rules.rule import Judged
from service.conformance.rules.spots import Spot, of_kind
from service.language import vietnamese

ARCHIVE: Final = re.compile(r"^\s*[-–—+*•]?\s*lưu\b", re.IGNORECASE)
_DRAFTER: Final = re.compile(r"(?<=[.)])\s+[A-ZĐ]{1,8}\.?\s*\(\d+\)$")


def listed(judged: Judged) -> list[Spot]:
    """The lines of the list; what stands beside the signature only, not below "Kính gửi"."""
    return list(of_kind(judged, "recipient"))


def without_drafter(spot: Spot) -> str:
    """The line without the drafter's mark, which may stand in it ("- Lưu: VT, VP. LTTB.(20)")."""
    return _DRAFTER.sub("", spot.text.strip())


def typed(spot: Spot) -> str:
    return vietnamese.nfc(
        (spot.paragraph.label + " " if spot.paragraph.label else "") + spot.text.strip()
    )
