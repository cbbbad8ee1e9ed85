"""Which parts of an earlier document a new one keeps: fields of a form under one name, so that a clerk says it of each part.

A type lists its parts; what stands in none of them belongs to the first one that is around it, or to ``REST``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.schema import pointers


@dataclass(frozen=True, slots=True)
class KeptPart:
    """``pointers`` are those of fields, ``*`` for any row; ``is_its_own`` says that the next document has another one."""

    key: str
    label: str
    pointers: tuple[str, ...]
    is_its_own: bool = False


#: The parts that every document has.
ORGAN: Final = KeptPart(
    "organ", "Cơ quan", ("/organ", "/issuing_authority", "/place", "/code_notation")
)
NUMBER: Final = KeptPart("number", "Số, ngày", ("/code_number", "/issued_date"), is_its_own=True)
BASES: Final = KeptPart("bases", "Căn cứ", ("/legal_bases", "/proposed_by"))
SUBJECT: Final = KeptPart("subject", "Trích yếu", ("/subject",))
SIGNER: Final = KeptPart("signer", "Người ký", ("/signer",))
RECIPIENTS: Final = KeptPart(
    "recipients",
    "Nơi nhận",
    ("/addressed_to", "/recipients", "/archive", "/drafter_code", "/issued_amount"),
)
REST: Final = KeptPart("rest", "Mục khác", ("",))


def part_of(parts: Sequence[KeptPart], pointer: str) -> KeptPart:
    """The part that a value belongs to: the one with the longest pointer around it."""
    place = pointers.pattern(pointer)
    around = [
        (len(prefix), part)
        for part in (*parts, REST)
        for prefix in part.pointers
        if place == prefix or place.startswith(f"{prefix}/")
    ]
    return max(around, key=lambda found: found[0])[1]


def values(parts: Sequence[KeptPart], data: Any) -> Mapping[str, list[tuple[str, Any]]]:
    """The values of an input with their pointers, by the key of their part, in the order of ``parts``."""
    found: dict[str, list[tuple[str, Any]]] = {part.key: [] for part in (*parts, REST)}
    for pointer, value in _leaves(data):
        found[part_of(parts, pointer).key].append((pointer, value))
    return {key: held for key, held in found.items() if held}


def only(parts: Sequence[KeptPart], data: Any, keys: Collection[str]) -> dict[str, Any]:
    """An input with nothing but the values of the parts that ``keys`` name."""
    kept = [
        (pointer, value) for pointer, value in _leaves(data) if part_of(parts, pointer).key in keys
    ]
    made = pointers.expand(kept) if kept else {}
    return made if isinstance(made, dict) else {}


def _leaves(data: Any) -> Iterator[tuple[str, Any]]:
    return ((pointer, value) for pointer, value in pointers.flatten(data) if pointer)
