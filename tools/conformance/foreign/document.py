"""A document as an office really made it, with the rules that it breaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Foreign:
    """``broken`` are the rules that have to speak, ``possible`` those that may besides: anything else is a false alarm."""

    name: str
    what: str
    slug: str
    docx: bytes
    broken: tuple[str, ...]
    possible: tuple[str, ...] = ()
