"""A draft beside what stands in the form already: what was typed stays, lists grow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.schema import pointers


@dataclass(frozen=True, slots=True)
class Joined:
    """The input of both. ``kept`` are the pointers whose typed value stayed and the draft's differs;
    ``repeated`` those of the draft's rows that stood there already."""

    data: dict[str, Any]
    kept: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()


def join(typed: Any, draft: Mapping[str, Any]) -> Joined:
    """Joining never replaces: a typed value stays, rows of the draft come behind the typed ones or go on with them."""
    kept: list[str] = []
    repeated: list[str] = []
    base = typed if isinstance(typed, Mapping) else {}
    data = _joined(base, draft, "", kept, repeated)
    return Joined(data, tuple(kept), tuple(repeated))


def _joined(
    typed: Mapping[str, Any],
    draft: Mapping[str, Any],
    pointer: str,
    kept: list[str],
    repeated: list[str],
) -> dict[str, Any]:
    data = dict(typed)
    for key, value in draft.items():
        here = pointer + pointers.join(key)
        known = typed.get(key)
        if not _is_filled(known):
            data[key] = value
        elif isinstance(known, Mapping) and isinstance(value, Mapping):
            data[key] = _part(known, value, here, kept, repeated)
        elif isinstance(known, list) and isinstance(value, list):
            data[key] = _rows(known, value, here, repeated)
        elif known != value:
            kept.append(here)
    return data


def _part(
    typed: Mapping[str, Any],
    draft: Mapping[str, Any],
    pointer: str,
    kept: list[str],
    repeated: list[str],
) -> dict[str, Any]:
    """A part, such as who signs: where both speak of somebody else, the typed one stays whole."""
    differing: list[str] = []
    data = _joined(typed, draft, pointer, differing, repeated)
    if not differing:
        return data
    # What the draft would add belongs to the other one.
    added = [
        key for key in data if not _is_filled(typed.get(key)) and not isinstance(data[key], list)
    ]
    kept += [*differing, *(pointer + pointers.join(key) for key in added)]
    return {key: value for key, value in data.items() if key not in added}


def _rows(typed: list[Any], draft: list[Any], pointer: str, repeated: list[str]) -> list[Any]:
    rows = [row for row in typed if _is_filled(row)]
    known = list(rows)
    begun = list(range(len(rows)))
    for index, row in enumerate(draft):
        place = next((place for place in begun if _says_no_more(rows[place], row)), None)
        if row in known:
            repeated.append(f"{pointer}/{index}")
        elif place is not None:
            begun.remove(place)
            rows[place] = row
        else:
            rows.append(row)
    return rows


def _says_no_more(typed: Any, draft: Any) -> bool:
    """Whether a row is only begun, as an award of which nothing but its form is chosen: the draft's row holds all of it."""
    return (
        isinstance(typed, Mapping)
        and isinstance(draft, Mapping)
        and all(draft.get(key) == value for key, value in typed.items() if _is_filled(value))
    )


def _is_filled(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_is_filled, value.values()))
    if isinstance(value, list):
        return any(map(_is_filled, value))
    return value is not None and value != ""
