"""Measures become Vietnamese: "20 mm", "13 đến 14 pt", as findings print them."""

from __future__ import annotations

from service.docx.standard import Range


def number(value: float) -> str:
    """At most one decimal place, with a comma: 12.7 is "12,7", 14.0 is "14"."""
    return f"{round(value, 1):g}".replace(".", ",")


def millimetres(value: float) -> str:
    """20.02 as "20 mm"."""
    return f"{number(value)} mm"


def points(value: float) -> str:
    """13.5 as "13,5 pt"."""
    return f"{number(value)} pt"


def lines_of(value: float) -> str:
    """1.15 as "1,15 dòng"."""
    return f"{round(value, 2):g} dòng".replace(".", ",")


def millimetre_range(allowed: Range) -> str:
    """(20, 25) as "20 đến 25 mm"."""
    return _range(allowed, "mm")


def point_range(allowed: Range) -> str:
    """(13, 14) as "13 đến 14 pt", (13, 13) as "13 pt"."""
    return _range(allowed, "pt")


def end_mark(text: str) -> str:
    """The mark at the end of a text as it is measured: “dấu “;””, or that there is none."""
    return f"dấu “{text[-1]}”" if text[-1:] in ".,;:" else "không có dấu"


def _range(allowed: Range, unit: str) -> str:
    low, high = allowed
    return f"{number(low)} {unit}" if low == high else f"{number(low)} đến {number(high)} {unit}"
