"""Figures that only their format raises or lowers become signs that keep it: "10⁶", "m³", "CO₂", "ban hành²".

The form holds plain text, in which ten to the sixth would be a hundred and six.
"""

from __future__ import annotations

from typing import Final, Literal

Place = Literal["", "raised", "lowered"]

_FIGURES = "0123456789+-=()"
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
_BY_PLACE: Final = {
    "raised": str.maketrans(_FIGURES, _RAISED),
    "lowered": str.maketrans(_FIGURES, _LOWERED),
}
_PLAIN = str.maketrans(_RAISED + _LOWERED, _FIGURES * 2)
#: In the words of Word and of style sheets.
PLACES: Final[dict[str, Place]] = {
    "superscript": "raised", "super": "raised", "sup": "raised", "subscript": "lowered", "sub": "lowered",
}  # fmt: skip


def as_signs(text: str, place: Place) -> str:
    """Figures at a place as signs; as it is what holds other letters, which have no such signs."""
    has_signs = bool(text.strip()) and all(sign in _FIGURES for sign in text.strip())
    return text.translate(_BY_PLACE[place]) if place and has_signs else text


def plain(text: str) -> str:
    """The same figures without their place, as sources hold them."""
    return text.translate(_PLAIN)
