"""A clerk's lists and the rest of an input, given beside them, become one input with its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.errors import Violation
from service.schema import pointers
from service.workbook.account import Reading


def beside(reading: Reading, rest: Any) -> Reading:
    """The reading with what ``rest`` (nested input data) holds beside it; the workbook's values win.

    A row of the workbook joins the first row of the same list in ``rest`` that contradicts none of
    its single values (the award of the same form), otherwise it is added after them.
    """
    if not isinstance(rest, Mapping):
        return reading
    moved: dict[str, str] = {}
    replaced: list[str] = []
    data = _joined(rest, reading.data, "", "", moved, replaced)
    said_otherwise = tuple(
        Violation(
            pointer,
            "Danh sách",
            "list_says_other",
            "Danh sách trong tệp ghi khác mục đã nhập ở đây (hình thức, dịp khen); văn bản dùng theo danh sách.",
            "warning",
        )
        for pointer in replaced
    )
    return replace(
        reading,
        data=data,
        cells={_moved(pointer, moved): cell for pointer, cell in reading.cells.items()},
        violations=(
            *(
                replace(violation, pointer=_moved(violation.pointer, moved))
                for violation in reading.violations
            ),
            *said_otherwise,
        ),
    )


def _joined(
    rest: Any, found: Any, old: str, new: str, moved: dict[str, str], replaced: list[str]
) -> Any:
    if isinstance(rest, Mapping) and isinstance(found, Mapping):
        made = dict(rest)
        for key, value in found.items():
            step = pointers.join(key)
            made[key] = _joined(rest.get(key), value, old + step, new + step, moved, replaced)
        return made
    if (
        isinstance(rest, list)
        and isinstance(found, list)
        and all(isinstance(row, Mapping) for row in found)
    ):
        return _rows(rest, found, old, new, moved, replaced)
    return found


def _rows(
    rest: list[Any],
    found: list[Any],
    old: str,
    new: str,
    moved: dict[str, str],
    replaced: list[str],
) -> list[Any]:
    free = list(range(len(rest)))
    places: list[int | None] = []
    for row in found:
        place = next((index for index in free if _agrees(rest[index], row)), None)
        if place is not None:
            free.remove(place)
        places.append(place)
    pattern = _pattern(rest, free, found) if None in places else None
    if pattern is not None:
        replaced.append(f"{new}/0")
    kept = [place for place in range(len(rest)) if place != pattern]
    made = [rest[place] for place in kept]
    for index, (row, place) in enumerate(zip(found, places, strict=True)):
        at = len(made) if place is None else kept.index(place)
        if place is None:
            made.append({} if pattern is None else _inherited(rest[pattern], row))
        before, after = f"{old}/{index}", f"{new}/{at}"
        if before != after:
            moved[before] = after
        made[at] = _joined(made[at], row, before, after, moved, replaced)
    return made


def _pattern(rest: list[Any], free: list[int], found: list[Any]) -> int | None:
    """The one row beside the workbook that lists nobody, where the workbook's rows list somebody.

    It says what all of them have in common ("đã có thành tích …"); a row of its own it is not: the list
    says otherwise ("I. CHIẾN SĨ THI ĐUA CƠ SỞ" in a file for a decision that was begun as a Giấy khen).
    """
    bare = [place for place in free if isinstance(rest[place], Mapping) and not _lists(rest[place])]
    return bare[0] if len(bare) == 1 and any(map(_lists, found)) else None


def _lists(row: Mapping[str, Any]) -> bool:
    return any(isinstance(value, list) and value for value in row.values())


def _inherited(pattern: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row takes over: what it does not say itself, and nothing that belongs to what it says ("form_name")."""
    return {
        key: value
        for key, value in pattern.items()
        if key not in row and not any(key.startswith(f"{given}_") for given in row)
    }


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
