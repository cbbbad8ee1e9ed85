"""A clerk's lists and the rest of an input, given beside them, become one input with its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.schema import pointers
from service.workbook.reading_result import Reading


def beside(reading: Reading, rest: Any) -> Reading:
    """The reading with what ``rest`` (nested input data) holds beside it; the workbook's values win.

    A row of the workbook joins the first row of the same list in ``rest`` that contradicts none of
    its single values (the award of the same form), otherwise it is added after them.
    """
    if not isinstance(rest, Mapping):
        return reading
    moved: dict[str, str] = {}
    data = _joined(rest, reading.data, "", "", moved)
    return replace(
        reading,
        data=data,
        cells={_moved(pointer, moved): cell for pointer, cell in reading.cells.items()},
        violations=tuple(
            replace(each, pointer=_moved(each.pointer, moved)) for each in reading.violations
        ),
    )


def _joined(rest: Any, found: Any, old: str, new: str, moved: dict[str, str]) -> Any:
    if isinstance(rest, Mapping) and isinstance(found, Mapping):
        made = dict(rest)
        for key, value in found.items():
            step = pointers.join(key)
            made[key] = _joined(rest.get(key), value, old + step, new + step, moved)
        return made
    if (
        isinstance(rest, list)
        and isinstance(found, list)
        and all(isinstance(each, Mapping) for each in found)
    ):
        return _rows(rest, found, old, new, moved)
    return found


def _rows(
    rest: list[Any], found: list[Any], old: str, new: str, moved: dict[str, str]
) -> list[Any]:
    made = list(rest)
    free = list(range(len(rest)))
    for index, row in enumerate(found):
        place = next((each for each in free if _agrees(rest[each], row)), None)
        if place is None:
            place = len(made)
            made.append({})
        else:
            free.remove(place)
        before, after = f"{old}/{index}", f"{new}/{place}"
        if before != after:
            moved[before] = after
        made[place] = _joined(made[place], row, before, after, moved)
    return made


def _agrees(rest: Any, found: Mapping[str, Any]) -> bool:
    """No single value that both give differs."""
    return isinstance(rest, Mapping) and all(
        rest[key] in (None, value)
        for key, value in found.items()
        if key in rest
        and not isinstance(value, (list, dict))
        and not isinstance(rest[key], (list, dict))
    )


def _moved(pointer: str, moved: Mapping[str, str]) -> str:
    """The pointer after its rows moved: the longest known beginning decides."""
    if not moved:
        return pointer
    start = pointer
    while start:
        if start in moved:
            return moved[start] + pointer[len(start) :]
        start = start.rpartition("/")[0]
    return pointer
