"""The XML parts of an untrusted file are counted before anything is built of them.

Only this module knows expat. It streams, builds no tree, and is stopped at the first element too many:
a million cell formats cost what the first sixty thousand cost. What it counts are the local names of
elements, whatever part they stand in, since a package may call its parts as it likes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from service.errors import InputTooLarge, UnreadableInput

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Bound:
    """How many elements of one kind a file may have, and what a clerk calls them."""

    most: int
    called: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one kind of file.

    ``program`` is what the file is called ("Tệp bảng tính"), ``advice`` ends every refusal; ``other`` bounds
    each kind that is not named, ``total`` all together.
    """

    file: str
    advice: str
    named: Mapping[str, Bound]
    other: int
    total: int

    def most(self, name: str) -> int:
        """How many elements with this local name a file may have."""
        bound = self.named.get(name)
        return self.other if bound is None else bound.most

    def refuse(self, most: int, called: str, advice: str = "") -> InputTooLarge:
        """The sentence that names what is too much, the limit, and what to do."""
        limit = f"{most:,}".replace(",", ".")
        return InputTooLarge(
            f"{self.file} có quá nhiều {called} (nhiều nhất {limit}); {advice or self.advice}.",
            most,
        )


@dataclass(slots=True)
class Count:
    """What may still come of each kind, over all parts of one file; raises InputTooLarge."""

    bounds: Bounds
    _left: dict[str, int] = field(default_factory=dict)
    _total: int = 0

    def take(self, name: str, many: int = 1) -> None:
        """Another element (or ``many``) with this local name."""
        bounds = self.bounds
        self._total += many
        left = self._left.get(name)
        if left is None:
            left = bounds.most(name)
        self._left[name] = left = left - many
        if left < 0 or self._total > bounds.total:
            raise self._refused(name, left)

    def _refused(self, name: str, left: int) -> InputTooLarge:
        bound = self.bounds.named.get(name)
        if left < 0 and bound is not None:
            return self.bounds.refuse(bound.most, bound.called)
        most = self.bounds.other if left < 0 else self.bounds.total
        return self.bounds.refuse(most, "mục trong phần bên trong tệp")


class Walker:
    """Looks on while a part streams by, and counts.

    ``parser`` is expat's while it does, ``written`` the name of the element with its prefix.
    """

    parser: Any = None
    written = ""

    def __init__(self, count: Count) -> None:
        self._count = count

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - for those who look closer
        """An element begins; ``name`` is its local name, ``attributes`` have the names as written."""
        self._count.take(name)

    def end(self, name: str) -> None:
        """An element ends."""


class _LocalNames(dict[str, str]):
    """Names as written -> without their prefix; a part has few."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def walk(part: bytes, walker: Walker | None, called: str) -> bool:
    """Let ``walker``, if any, see every element; whether the part is XML to its end.

    Raises UnreadableInput for a DOCTYPE, which no Office program writes: entities are what it is for.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def declared(*_: Any) -> None:
        raise UnreadableInput(f"{called} chứa khai báo DOCTYPE, không được chấp nhận.")

    parser.StartDoctypeDeclHandler = declared
    if walker is not None:
        _show(walker, parser)
    try:
        # All at once: fed in pieces, one text as long as the part would be read again for each of them.
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError):
        # Not well-formed, or in an encoding that expat does not know.
        return False
    finally:
        # The parser holds the walker, too: neither would go before the next collection.
        if walker is not None:
            walker.parser = None
    return True


def _show(walker: Walker, parser: Any) -> None:
    local_names = _LocalNames()

    def start(name: str, attributes: dict[str, str]) -> None:
        walker.written = name
        walker.start(local_names[name], attributes)

    def end(name: str) -> None:
        walker.written = name
        walker.end(local_names[name])

    parser.StartElementHandler = start
    if type(walker).end is not Walker.end:
        parser.EndElementHandler = end
    walker.parser = parser
