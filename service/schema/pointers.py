"""One address for one value: RFC 6901 JSON Pointers, and nested data as pairs of pointer and value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

#: The number of a row; more digits than these no row has, and Python refuses to read thousands of them.
_ROW_NUMBER = re.compile(r"[0-9]{1,9}")
_ROW = re.compile(rf"/{_ROW_NUMBER.pattern}(?=/|\Z)")


def join(*steps: str | int) -> str:
    """``join("awards", 0, "form")`` is ``"/awards/0/form"``; ``~`` and ``/`` are escaped."""
    return "".join(
        "/"
        + (
            str(step).replace("~", "~0").replace("/", "~1")
            if "~" in str(step) or "/" in str(step)
            else str(step)
        )
        for step in steps
    )


def split(pointer: str) -> list[str]:
    """The steps of a pointer, unescaped; the whole document ("") has none."""
    if pointer == "":
        return []
    if not pointer.startswith("/"):
        raise ValueError(f"not a JSON Pointer: {pointer!r}")
    steps = pointer[1:].split("/")
    if "~" not in pointer:
        return steps
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def pattern(pointer: str) -> str:
    """The pointer with ``*`` for the row of every list: "/awards/*/individuals/*/full_name"."""
    return _ROW.sub("/*", pointer)


def row_number(step: str) -> int | None:
    """The row that a step of a pointer names, from 0; None for what is no row's number."""
    return int(step) if _ROW_NUMBER.fullmatch(step) else None


def innermost_row(pointer: str) -> str:
    """The pointer of the nearest row of a list that a value is, or stands in; "" for none."""
    while pointer and row_number(pointer.rpartition("/")[2]) is None:
        pointer = pointer.rpartition("/")[0]
    return pointer


def next_row(row: str, step: int = 1) -> str:
    """The pointer of the row so many places behind another one of its list."""
    listed, _, number = row.rpartition("/")
    return f"{listed}/{int(number) + step}"


def flatten(data: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of nested data with its pointer; an empty dict or list is a leaf itself."""
    if isinstance(data, dict) and data:
        for key, value in data.items():
            yield from flatten(value, pointer + join(key))
    elif isinstance(data, list) and data:
        for index, value in enumerate(data):
            yield from flatten(value, f"{pointer}/{index}")
    else:
        yield pointer, data


def expand(pairs: Iterable[tuple[str, Any]]) -> Any:
    """Nested data from pairs of pointer and value, in any order: the inverse of ``flatten``.

    A container whose keys are exactly 0, 1, … n-1 becomes a list. An object that has such keys
    of its own cannot be told apart; no input of ours has one. Raises ValueError where one pair
    gives a value and another one something inside it.
    """
    root: dict[str, Any] = {}
    for pointer, value in pairs:
        steps = split(pointer)
        if not steps:
            return value
        node = root
        for step in steps[:-1]:
            node = node.setdefault(step, {})
            if not isinstance(node, dict):
                raise ValueError(f"a value and a part at one place: {pointer!r}")
        if isinstance(node.get(steps[-1]), dict):
            raise ValueError(f"a value and a part at one place: {pointer!r}")
        node[steps[-1]] = value
    return _with_lists(root)


def _with_lists(node: Any) -> Any:
    if not isinstance(node, dict) or not node:
        return node
    expanded = {key: _with_lists(value) for key, value in node.items()}
    if expanded.keys() == {str(index) for index in range(len(expanded))}:
        return [expanded[str(index)] for index in range(len(expanded))]
    return expanded


def find(data: Any, pointer: str) -> Any:
    """The value at a pointer, or None where the data does not reach it."""
    for step in split(pointer):
        row = row_number(step)
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and row is not None and row < len(data):
            data = data[row]
        else:
            return None
    return data
