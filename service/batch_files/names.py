"""The names of items: as a clerk knows them, each given once, and short enough for what shows them."""

from __future__ import annotations

LONGEST = 100
_HEAD = 40


class Names:
    """The names that a batch has given so far."""

    def __init__(self) -> None:
        #: The last number behind each name, so that equal names are not counted anew each time.
        self._given: dict[str, int] = {}

    def given(self, called: str) -> str:
        """``called`` where it is free; else with a number behind it."""
        first = name = _short(called, LONGEST)
        number = self._given.get(first, 1)
        while name in self._given:
            number += 1
            behind = f" ({number})"
            name = _short(called, LONGEST - len(behind)) + behind
        self._given[name] = 1
        self._given[first] = number
        return name


def _short(text: str, most: int) -> str:
    """Without what cannot be printed; a long one without its middle, since the end tells files of one folder apart."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text).strip() or "?"
    return shown if len(shown) <= most else f"{shown[:_HEAD]}…{shown[_HEAD + 1 - most :]}"
