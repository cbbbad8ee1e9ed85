"""Prints what was measured, with what was missed, and writes it into docs/rules.md: ``python -m tools.sense``."""

from __future__ import annotations

import json
import sys

from tools import make_rules_page
from tools.sense import table
from tools.sense.measure import Figures, measure


def _missed(figures: Figures) -> str:
    return "\n".join(
        f"{code}: {fault.slug} {fault.pointer}: {json.dumps(fault.at(), ensure_ascii=False)[:300]}"
        for code, missed in figures.missed.items()
        for fault in missed
    )


if __name__ == "__main__":
    FIGURES = measure()
    print(table.section(FIGURES))
    print(_missed(FIGURES), file=sys.stderr)
    make_rules_page.PAGE.write_text(make_rules_page.page(FIGURES), encoding="utf-8")
