"""Which letters of a sentence are a value, and of which input."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of a sentence, from ``start`` to ``end``, that are a value; ``why`` is what it is called."""

    start: int
    end: int
    pointer: str
    why: str
    #: The value itself where it is no text.
    value: Any = None
