"""The names and texts of a posted form become nested data, and where each row then stands.

Names are JSON Pointers; the rows of a list count in the order in which they come, so that a page
may move and remove them without numbering them anew. What the outline does not know is kept, for
the schema to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from service.errors import UnreadableInput
from service.http.pages import typed_values
from service.schema import pointers
from service.schema.input_outline import Item
from service.untrusted.strict_json import DEEPEST, TOO_DEEP

#: The step that says which word, if any, stands for a part ("/awards/0/bonus/=").
WORD = "="
#: Stands at that step when the part itself is meant.
ITSELF = "-"

#: What a row of a table is, beside its cells.
_ROLE = "role"

_Node = dict[str, Any]


@dataclass
class ParsedForm:
    """What a form holds: nested data, and for each posted row the pointer of its place in it."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def place(self, pointer: str) -> str:
        """Where the value posted under ``pointer`` stands in the data."""
        return _led(pointer, self.places)

    @cached_property
    def _posted(self) -> dict[str, str]:
        return {place: posted for posted, place in self.places.items()}

    def posted(self, pointer: str) -> str:
        """Under which pointer the value that stands there in the data was posted."""
        return _led(pointer, self._posted)


def _led(pointer: str, places: Mapping[str, str]) -> str:
    """A pointer whose longest beginning that ``places`` knows is the one that it leads to."""
    head, rest = pointer, ""
    while head and head not in places:
        head, _, step = head.rpartition("/")
        rest = f"/{step}{rest}"
    return places.get(head, head) + rest


def parse(
    items: tuple[Item, ...], pairs: Iterable[tuple[str, str]], *, keep_blank: bool = False
) -> ParsedForm:
    """Posted pairs -> data without empty values; ``keep_blank`` keeps rows in which nothing stands.

    Raises UnreadableInput for a name that leads deeper than any JSON that is read.
    """
    parser = FormParser(items, keep_blank)
    return ParsedForm(parser.part(items, _nested(pairs), "", ""), parser.places)


def _nested(pairs: Iterable[tuple[str, str]]) -> _Node:
    root: _Node = {}
    for name, text in pairs:
        if name.startswith("/"):
            steps = pointers.split(name)
            if len(steps) > DEEPEST:
                raise UnreadableInput(TOO_DEEP)
            _put(root, steps, text)
    return root


def _put(node: _Node, steps: list[str], text: str) -> None:
    *way, last = steps
    for step in way:
        inside = node.setdefault(step, {})
        if not isinstance(inside, dict):
            # A value of a wrong shape gives way to what was typed into the part's own inputs.
            if not text.strip():
                return
            inside = node[step] = {}
        node = inside
    if not isinstance(node.get(last), dict) or not _has_text(node[last]):
        node[last] = text


def _has_text(node: Any) -> bool:
    if isinstance(node, dict):
        return any(_has_text(inside) for inside in node.values())
    return bool(node.strip())


class FormParser:
    """Nodes of a posted form become values; ``old`` is where a node was posted, ``new`` where its value stands."""

    def __init__(self, items: tuple[Item, ...], keep_blank: bool) -> None:
        self.keep_blank = keep_blank
        self.places: dict[str, str] = {}
        self.index = by_pointer(items)

    def part(self, items: tuple[Item, ...], node: _Node, old: str, new: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for item in items:
            if item.name not in node:
                continue
            step = item.step
            value = self._value(item, node[item.name], old + step, new + step)
            if item.short and isinstance(value, dict) and value.keys() == {item.short}:
                self.places[old + step + pointers.join(item.short)] = new + step
                value = value[item.short]
            if value is not None:
                found[item.name] = value
        known = {item.name for item in items} | {WORD}
        for name, inside in node.items():
            if name not in known and _has_text(inside):
                found[name] = _plain(inside)
        if "columns" in found:
            _fit_table(found, self.keep_blank)
        return found

    def _value(self, item: Item, node: Any, old: str, new: str) -> Any:
        if not isinstance(node, dict):
            if item.inside:
                return node if node.strip() else None
            return typed_values.read(item.field, node)
        if item.kind == "rows":
            rows = [_plain_row(row) for row in node.values()]
            return [row for row in rows if _trimmed(_texts(row)) or self.keep_blank] or None
        if item.kind in ("parts", "columns"):
            return self._rows(item, node, old, new)
        if item.kind == "values":
            return self._single_values(item, node, old, new)
        return self._union(item, node, old, new)

    def _rows(self, item: Item, node: _Node, old: str, new: str) -> list[Any] | None:
        inside = inside_of(item, self.index)
        found: list[Any] = []
        for key, row in node.items():
            here = f"{new}/{len(found)}"
            value = self.part(inside, row, f"{old}/{key}", here) if isinstance(row, dict) else row
            if self.keep_blank and item.one_of and not value and row:
                value = {next(iter(row)): None}
            # A column keeps its place over its cells, with or without a header.
            if value or self.keep_blank or item.kind == "columns":
                self.places[f"{old}/{key}"] = here
                found.append(_header(value) if item.kind == "columns" else value)
        # The inputs of a required row were on the page: each is missing, not the row.
        return found or [{} for _ in range(item.at_least)] or None

    def _single_values(self, item: Item, node: _Node, old: str, new: str) -> list[Any] | None:
        found: list[Any] = []
        for key, text in node.items():
            value = (
                typed_values.read(item.field.value, text) if isinstance(text, str) else _plain(text)
            )
            if value is not None or self.keep_blank:
                self.places[f"{old}/{key}"] = f"{new}/{len(found)}"
                found.append(value)
        return found or None

    def _union(self, item: Item, node: _Node, old: str, new: str) -> Any:
        word = node.get(WORD)
        if word and word != ITSELF:
            return word
        return self.part(inside_of(item, self.index), node, old, new) or None


def by_pointer(items: tuple[Item, ...]) -> dict[str, tuple[Item, ...]]:
    """What stands inside each part, and each row of a list, by the pointer that ``repeats`` names."""
    found: dict[str, tuple[Item, ...]] = {}
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        if item.inside:
            found[f"{item.pointer}/*" if item.is_list else item.pointer] = item.inside
            waiting.extend(item.inside)
    return found


def inside_of(item: Item, index: Mapping[str, tuple[Item, ...]]) -> tuple[Item, ...]:
    """The items of a part or row, found where they were first described when they come again."""
    return item.inside if item.repeats is None else index[item.repeats]


def _header(column: Any) -> Any:
    """A column that has a header only is sent as that header."""
    return column["header"] if isinstance(column, dict) and column.keys() == {"header"} else column


def _plain_row(row: Any) -> Any:
    """The texts of a row's cells, in an object with its role when it has one."""
    if not isinstance(row, dict):
        return [str(row)]
    cells = [str(cell) for name, cell in row.items() if name != _ROLE]
    role = str(row.get(_ROLE) or "").strip()
    return {"cells": cells, _ROLE: role} if role else cells


def _texts(row: Any) -> list[str]:
    found: list[str] = row["cells"] if isinstance(row, dict) else row
    return found


def _fit_table(table: dict[str, Any], keep_blank: bool) -> None:
    """Every row gets as many cells as there are columns, or as hold something; the columns after
    the last one with a header or a cell are left out."""
    columns, rows = table["columns"], table.get("rows") or []
    widest = max((len(_trimmed(_texts(row))) for row in rows), default=0)
    while not keep_blank and len(columns) > widest and not columns[-1]:
        columns.pop()
    if not columns:
        del table["columns"]
    if rows:
        table["rows"] = _cells(rows, columns)


def _trimmed(row: list[str]) -> list[str]:
    last = max((place for place, text in enumerate(row) if text.strip()), default=-1)
    return row[: last + 1]


def _cells(rows: list[Any], columns: list[Any]) -> list[Any]:
    headers = [column.get("header") if isinstance(column, dict) else column for column in columns]
    computed_from = {
        header
        for column in columns
        if isinstance(column, dict)
        for header in column.get("of") or ()
    }
    is_figures = [header in computed_from for header in headers]
    return [
        {**row, "cells": _cells_of_row(row["cells"], is_figures)}
        if isinstance(row, dict)
        else _cells_of_row(row, is_figures)
        for row in rows
    ]


def _cells_of_row(row: list[str], is_figures: list[bool]) -> list[Any]:
    texts = _trimmed(row)
    texts += [""] * (len(is_figures) - len(texts))
    return [
        typed_values.read_cell(text, figures=place < len(is_figures) and is_figures[place])
        for place, text in enumerate(texts)
    ]


def _plain(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    return pointers.expand(
        (pointer, text) for pointer, text in pointers.flatten(node) if text not in ("", {})
    )
