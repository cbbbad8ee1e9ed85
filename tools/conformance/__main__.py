"""``python -m tools.conformance [--everywhere]``: measures the check, prints and writes docs/conformance.md.

``--everywhere`` puts every fault into every sound document instead of one of each type, and writes nothing; some minutes.
"""

from __future__ import annotations

import sys

from tools.conformance import page
from tools.conformance.corpus import Figures, figures

#: What the check must reach: shares of faults found, and false alarms in a sound document.
LEAST_RECALL = 0.95
MOST_ALARMS = 0.1
#: What mending must take away of the errors that can be mended.
LEAST_MENDED = 0.95


def main(*, everywhere: bool) -> int:
    """0 when the check reaches what it must."""
    found = figures(everywhere=everywhere)
    text = page.tables(found.measure, found.foreign, found.mended)
    print(text)
    if not everywhere:
        old = page.PAGE.read_text(encoding="utf-8")
        page.PAGE.write_text(page.written(old, text), encoding="utf-8")
    return 0 if reaches(found) else 1


def reaches(found: Figures) -> bool:
    """Whether recall, false alarms and mending are what they must be."""
    measure = found.measure
    return (
        measure.whole_recall >= LEAST_RECALL
        and measure.alarms_per_sound_document <= MOST_ALARMS
        and not any(one.changed or one.again for one in found.mended)
        and _share_mended(found) >= LEAST_MENDED
    )


def _share_mended(found: Figures) -> float:
    before = sum(one.mendable_before for one in found.mended)
    return 1 - sum(one.mendable_after for one in found.mended) / before


if __name__ == "__main__":
    sys.exit(main(everywhere="--everywhere" in sys.argv[1:]))
