"""Where the values of a sound JSON text stand: what was written is passed on as it was, every figure with all its digits."""

from __future__ import annotations

import json
from collections.abc import Iterator

_BLANK = " \t\r\n"
_DECODER = json.JSONDecoder()


def members(text: str, start: int = 0) -> Iterator[tuple[str, int]]:
    """The members of the object at ``start``: the name of each, and where its value begins."""
    place = _behind(text, _behind(text, start) + 1)
    while text[place] != "}":
        name, place = _DECODER.raw_decode(text, place)
        place = _behind(text, _behind(text, place) + 1)
        yield name, place
        place = _next(text, place)


def elements(text: str, start: int) -> Iterator[int]:
    """Where each element of the list at ``start`` begins."""
    place = _behind(text, start + 1)
    while text[place] != "]":
        yield place
        place = _next(text, place)


def piece(text: str, start: int) -> str:
    """The value that begins at ``start``, as it is written."""
    return text[start : _DECODER.raw_decode(text, start)[1]]


def in_one_line(text: str) -> str:
    """The same JSON: line ends stand only between its values."""
    return text.replace("\n", " ").replace("\r", " ")


def _next(text: str, place: int) -> int:
    """Behind the value at ``place`` and its comma."""
    _, end = _DECODER.raw_decode(text, place)
    end = _behind(text, end)
    return _behind(text, end + 1) if text[end] == "," else end


def _behind(text: str, place: int) -> int:
    """Where the next sign is that is no blank."""
    while text[place] in _BLANK:
        place += 1
    return place
