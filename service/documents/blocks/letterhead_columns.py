"""The names in a letterhead become how far its left column is widened, so that none of them is torn at a dash."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from service.docx import standard, typography
from service.language.break_places import names_held
from service.language.holding_together import held_together

_NARROW: Final = round(standard.TEXT_WIDTH_TWIPS * standard.LETTERHEAD_COLUMNS_PERCENT[0] / 100)
#: The line between the columns moves in steps of two millimetres.
_STEP: Final = standard.twips(2)
_DASHES: Final = ("-", "–", "—")


def widened_by(organ_name: str, parent_name: str, dated: str) -> int:
    """In twips: what leaves the fewest torn lines, then the fewest lines, and Quốc hiệu and the date one line each.

    The names are as printed, in capitals; ``dated`` is the line of place and date, or empty. 0 where no wider column
    tears less.
    """
    names = [
        (names_held(name), standard.COMPONENTS[style])
        for name, style in ((organ_name, "TenCoQuan"), (parent_name, "CoQuanChuQuan"))
        if name
    ]

    def lines_with(more: int) -> tuple[int, int]:
        """How many lines are torn, and how many there are."""
        counts = [
            _lines(typography.set_lines(name, _NARROW + more, look.size_pt, look.bold))
            for name, look in names
        ]
        return sum(torn for torn, _ in counts), sum(whole for _, whole in counts)

    torn = lines_with(0)[0]
    if torn == 0:
        return 0
    best = min(range(0, _most(dated) + 1, _STEP), key=lambda more: (lines_with(more), more))
    return best if lines_with(best)[0] < torn else 0


def _lines(typed: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many lines begin or end with a dash, or are one syllable that the service broke off; how many there are."""
    torn = sum(
        line.startswith(_DASHES) or line.endswith(_DASHES) or line.isalnum()
        for lines in typed
        if len(lines) > 1
        for line in lines
    )
    return torn, sum(map(len, typed))


def _most(dated: str) -> int:
    """How much the right column can spare."""
    right: Sequence[tuple[str, str]] = (
        ("QuocHieu", standard.NATIONAL_NAME),
        ("TieuNgu", standard.MOTTO),
        ("DiaDanhThoiGian", held_together(dated)),
    )
    needed = max(_width_mm(style, text) for style, text in right) + standard.LETTERHEAD_SLACK_MM
    return max(0, standard.TEXT_WIDTH_TWIPS - _NARROW - standard.twips(needed))


def _width_mm(style: str, text: str) -> float:
    look = standard.COMPONENTS[style]
    return typography.text_width_mm(text, look.size_pt, look.bold, look.italic)
