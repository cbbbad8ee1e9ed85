"""A button beside a list becomes the same data with a row added, removed or moved: what a page does
by itself where scripts run, and the server where they do not."""

from __future__ import annotations

from typing import Any

from service.schema import pointers

#: What a button's value begins with.
ADD, REMOVE, UP, DOWN = "add", "remove", "up", "down"
#: Adds a row of one kind; the last step of the pointer is the kind.
ADD_ONE = "add-one"
ADD_COLUMN, REMOVE_COLUMN = "add-column", "remove-column"
ACTIONS = frozenset({ADD, ADD_ONE, REMOVE, UP, DOWN, ADD_COLUMN, REMOVE_COLUMN})


def edited(data: dict[str, Any], action: str, pointer: str) -> dict[str, Any]:
    """``pointer`` names the list to add to, the row to remove or move, or the table and its column."""
    if action == ADD_COLUMN:
        _list(data, pointer + "/columns").append({})
    elif action == REMOVE_COLUMN:
        _without_column(data, pointer)
    elif action == ADD:
        _list(data, pointer).append(None)
    elif action == ADD_ONE:
        listed, _, kind = pointer.rpartition("/")
        _list(data, listed).append({kind: None})
    else:
        way, _, last = pointer.rpartition("/")
        rows = _list(data, way)
        place = pointers.row_number(last)
        if place is not None and place < len(rows):
            _move(rows, place, action)
    return data


def focus(action: str, pointer: str) -> str:
    """What the clerk should see after an action: the row that moved, else the list."""
    if action in (REMOVE, REMOVE_COLUMN, ADD_ONE):
        return pointer.rpartition("/")[0]
    if action in (UP, DOWN):
        way, _, last = pointer.rpartition("/")
        row = pointers.row_number(last) or 0
        return f"{way}/{max(row + (1 if action == DOWN else -1), 0)}"
    return pointer


def _move(rows: list[Any], place: int, action: str) -> None:
    row = rows.pop(place)
    if action == UP:
        rows.insert(max(place - 1, 0), row)
    elif action == DOWN:
        rows.insert(place + 1, row)


def _without_column(data: dict[str, Any], pointer: str) -> None:
    table, _, last = pointer.rpartition("/columns/")
    place = pointers.row_number(last)
    if place is None:
        return
    rows = [
        row.get("cells") if isinstance(row, dict) else row for row in _list(data, f"{table}/rows")
    ]
    for row in [_list(data, f"{table}/columns"), *rows]:
        if isinstance(row, list) and place < len(row):
            row.pop(place)


def _list(data: dict[str, Any], pointer: str) -> list[Any]:
    """The list at a pointer, made where there is none yet; an empty one where it cannot be."""
    node: Any = data
    steps = pointers.split(pointer)
    for here, step in enumerate(steps):
        last, row = here == len(steps) - 1, pointers.row_number(step)
        if isinstance(node, dict):
            if node.get(step) is None:
                node[step] = [] if last else {}
            node = node[step]
        elif isinstance(node, list) and row is not None and row < len(node):
            node = node[row]
        else:
            return []
    return node if isinstance(node, list) else []
