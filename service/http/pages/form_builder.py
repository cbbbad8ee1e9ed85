"""An outline, data and violations become the tree of inputs that a page draws.

Only this module knows which kind of input suits a field, and which values no input stands for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from service import intake
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import form_parser, form_sections, typed_values
from service.http.pages.form_nodes import LONG, Node, Row, role_node
from service.http.pages.form_sections import Sheet
from service.http.pages.page_budget import PageBudget
from service.language import typed_items, typed_text
from service.schema import input_outline, pointers
from service.schema.input_outline import Item, Option
from service.schema.table_headers import flat_columns

_YES_NO: tuple[Option, ...] = (("true", typed_text.YES), ("false", typed_text.NO))
_MOST_RADIOS = 3
#: A table that nobody has begun offers this much.
_BLANK_COLUMNS, _BLANK_ROWS = 3, 2
#: So many suggestions are a help; more are a list to search.
_MOST_NAMES = 100


def build(
    document_type: DocumentType,
    data: Mapping[str, Any],
    violations: Sequence[Violation] = (),
    focus: str = "",
) -> Sheet:
    """The form of a type, filled with ``data`` and marked with ``violations``; ``focus`` is what is about to be seen."""
    items = intake.items(document_type)
    builder = FormBuilder(items, violations)
    nodes = builder.part(items, "", data)
    return Sheet(
        form_sections.sections(document_type.form_steps, nodes, focus),
        [(pointer, typed_values.plain(value)) for pointer, value in builder.leftovers],
    )


@cache
def blank_rows(document_type: DocumentType) -> tuple[tuple[str, Node, Row], ...]:
    """The templates of a type's page by their ids: every list with a blank row under ``*``, of every kind that it has."""
    builder = FormBuilder(intake.items(document_type), ())
    found = []
    for item in input_outline.items(document_type.schema):
        if item.kind in ("parts", "values") and item.repeats is None:
            node = Node(item, item.pointer, builder.kind(item))
            kinds = [inside.name for inside in item.inside] if item.one_of else [""]
            for kind in kinds:
                blank = {kind: None} if kind else None
                row = builder.row(item, f"{item.pointer}/*", 0, blank)
                form_sections.put_aside(row.nodes)
                found.append(("~".join(filter(None, (node.template, kind))), node, row))
    return tuple(found)


def known_names(sheet: Sheet) -> dict[str, list[str]]:
    """The names that stand in the form, by the field's name, to be offered where it comes again."""
    found: dict[str, dict[str, None]] = {}
    for node in sheet.nodes:
        for leaf in node.leaves():
            if leaf.is_known_name:
                known = found.setdefault(leaf.item.name, {})
                if leaf.shown and len(known) < _MOST_NAMES:
                    known[leaf.shown] = None
    return {name: list(known) for name, known in found.items()}


class FormBuilder:
    """Builds nodes part by part, and collects in ``leftovers`` the values that no input stands for."""

    def __init__(self, items: tuple[Item, ...], violations: Sequence[Violation]) -> None:
        self.index = form_parser.by_pointer(items)
        self.leftovers: list[tuple[str, Any]] = []
        self._budget = PageBudget()
        self.violations: dict[str, list[Violation]] = {}
        for violation in violations:
            self.violations.setdefault(violation.pointer, []).append(violation)

    def part(self, items: tuple[Item, ...], pointer: str, data: Any) -> list[Node]:
        """The nodes of a part; what its data holds besides is left over."""
        if not isinstance(data, Mapping):
            self._leave(pointer, data)
            data = {}
        known = {item.name for item in items}
        for name, value in data.items():
            if name not in known:
                self._leave(pointer + pointers.join(name), value)
        return [self._node(item, pointer + item.step, data.get(item.name)) for item in items]

    def _node(self, item: Item, pointer: str, value: Any) -> Node:
        node = Node(item, pointer, self.kind(item), violations=self.violations.get(pointer, ()))
        if item.is_list:
            node.rows = self._rows(item, pointer, value)
        elif node.kind == "union":
            self._fill_union(node, value)
        elif item.holds_fields:
            inside = form_parser.inside_of(item, self.index)
            value = self._whole(item, pointer, value)
            if node.kind == "table":
                value = self._flat(pointer, value)
            node.nodes = self.part(inside, pointer, value or {})
            if node.kind == "table":
                self._fit_table(node)
        elif isinstance(value, (dict, list)) and not _is_typed(item, value):
            self._leave(pointer, value)
        else:
            node.shown = typed_values.show(item.field, value)
            node.options = _options(item, node)
        return node

    def _whole(self, item: Item, pointer: str, value: Any) -> Any:
        """A part that is given as a text alone, with what is wrong with that text."""
        if not item.short or not isinstance(value, str):
            return value
        here = self.violations.pop(pointer, [])
        self.violations.setdefault(pointer + pointers.join(item.short), []).extend(here)
        return {item.short: value}

    def _flat(self, pointer: str, table: Any) -> Any:
        """A table whose columns stand side by side, with what is wrong with those that were sent in groups."""
        columns = table.get("columns") if isinstance(table, Mapping) else None
        if not isinstance(columns, list):
            return table
        flat = flat_columns(columns)
        for place, (at, _) in enumerate(flat):
            sent, here = f"{pointer}/columns/{at}", f"{pointer}/columns/{place}"
            moved = [
                found for found in self.violations if found == sent or found.startswith(f"{sent}/")
            ]
            if sent != here:
                for found in moved:
                    self.violations[here + found.removeprefix(sent)] = self.violations.pop(found)
        return {**table, "columns": [column for _, column in flat]}

    def _fill_union(self, node: Node, value: Any) -> None:
        """A part for which a word may stand."""
        node.shown = value if isinstance(value, str) else form_parser.ITSELF if value else ""
        node.options = node.item.words
        inside = {} if node.shown in dict(node.item.words) else value or {}
        node.nodes = self.part(node.item.inside, node.pointer, inside)

    def _rows(self, item: Item, pointer: str, value: Any) -> list[Row]:
        if value is not None and not isinstance(value, list):
            self._leave(pointer, value)
            value = None
        data = value or []
        least = 1 if self.kind(item) in ("grid", "lines") else item.at_least
        rows = [*data, *[None] * (least - len(data))]
        self._budget.spend(self.kind(item), len(rows))
        return [self.row(item, f"{pointer}/{index}", index, row) for index, row in enumerate(rows)]

    def row(self, item: Item, pointer: str, index: int, value: Any) -> Row:
        violations = self.violations.get(pointer, ())
        if item.kind == "rows":
            return self._table_row(item, pointer, index, value)
        if item.kind == "values":
            nodes = [self._single_value(item, pointer, value)]
        else:
            if item.kind == "columns" and isinstance(value, str):
                value = {"header": value}
            inside = form_parser.inside_of(item, self.index)
            if item.one_of:
                inside = _kinds_of(inside, value)
            nodes = self.part(inside, pointer, {} if value is None else value)
            for node in nodes:
                node.opened = item.one_of
        return Row(pointer, index + 1, nodes, violations)

    def _table_row(self, item: Item, pointer: str, index: int, value: Any) -> Row:
        """A row of cells, which may have been sent with its role."""
        given = value if isinstance(value, Mapping) and "cells" in value else {"cells": value}
        inside = "/cells" if given is value else ""
        cells = given["cells"] if isinstance(given["cells"], list) else [given["cells"]]
        self._budget.spend("cell", len(cells))
        nodes = [
            self._cell(item, f"{pointer}/{n}", cell, f"{pointer}{inside}/{n}")
            for n, cell in enumerate(cells)
        ]
        found = Row(pointer, index + 1, nodes, self.violations.get(pointer, ()))
        shown = typed_values.show(item.field.role, given.get("role"))
        found.role = role_node(item, pointer, shown, self.violations.get(f"{pointer}/role", ()))
        return found

    def _single_value(self, item: Item, pointer: str, value: Any) -> Node:
        """One value of a list of single values; it goes by the list's own words."""
        single = item.field.value
        if isinstance(value, dict):
            self._gather(pointer)
        inner = Item(pointer, single.kind, item.label, item.help, single.example, item.required,
                     longest=item.longest, choices=item.choices, field=single)  # fmt: skip
        return self._node(inner, pointer, value)

    def _gather(self, pointer: str) -> None:
        """Violations inside a value that is typed as one text stand at that text."""
        inside = [place for place in self.violations if place.startswith(f"{pointer}/")]
        for place in inside:
            self.violations.setdefault(pointer, []).extend(self.violations[place])

    def _cell(self, item: Item, pointer: str, value: Any, sent: str = "") -> Node:
        single = item.field.cell
        inner = Item(pointer, single.kind, single.label, single.help, None, False, field=single)
        violations = self.violations.get(sent or pointer, ())
        return Node(inner, pointer, "text", typed_values.show_cell(value), violations=violations)

    def kind(self, item: Item) -> str:
        """The macro that draws an item."""
        if item.words:
            return "union"
        if item.holds_fields:
            return self._kind_of_part(item)
        if item.kind == "values":
            return "lines"
        if item.kind in ("paragraph", "item", "title"):
            return "long"
        if item.kind == "text" and (item.longest or 0) > LONG:
            return "long"
        if item.kind == "choice" and item.required and len(item.choices) <= _MOST_RADIOS:
            return "radios"
        if item.kind == "flag" and item.field.load_default is None:
            return "choice"
        return item.kind

    def _kind_of_part(self, item: Item) -> str:
        inside = form_parser.inside_of(item, self.index)
        if item.kind == "part":
            return "table" if any(inner.kind == "rows" for inner in inside) else "part"
        if item.kind == "parts":
            if item.one_of:
                return "blocks"
            is_flat = not any(inner.holds_fields or inner.is_list for inner in inside)
            return "grid" if is_flat else "cards"
        return item.kind

    def _fit_table(self, table: Node) -> None:
        """A table's rows get a cell under every column; one that is not begun gets blank ones."""
        columns, rows = table.of_kind("columns"), table.of_kind("rows")
        if not columns.rows and not rows.rows:
            columns.rows = self._blank_rows(columns, _BLANK_COLUMNS, None)
            rows.rows = self._blank_rows(rows, _BLANK_ROWS, [])
        for row in rows.rows:
            self._budget.spend("cell", len(columns.rows) - len(row.nodes))
            for place in range(len(row.nodes), len(columns.rows)):
                row.nodes.append(self._cell(rows.item, f"{row.pointer}/{place}", None))

    def _blank_rows(self, node: Node, count: int, value: Any) -> list[Row]:
        return [self.row(node.item, f"{node.pointer}/{n}", n, value) for n in range(count)]

    def _leave(self, pointer: str, value: Any) -> None:
        if value not in (None, "", {}, []):
            self.leftovers.extend(pointers.flatten(value, pointer))


def _is_typed(item: Item, value: Any) -> bool:
    """Whether a value of several texts is typed into one input."""
    return item.kind == "item" and typed_items.shown(value) is not None


def _kinds_of(inside: tuple[Item, ...], value: Any) -> tuple[Item, ...]:
    """What a row of several kinds holds; the first kind when that is nothing."""
    held = tuple(item for item in inside if isinstance(value, Mapping) and item.name in value)
    return held or inside[:1]


def _options(item: Item, node: Node) -> tuple[Option, ...]:
    """What can be chosen; a value that is none of it stays to be seen, and to be corrected."""
    options = _YES_NO if item.kind == "flag" and node.kind == "choice" else item.choices
    if not options:
        return ()
    default = getattr(item.field, "load_default", None)
    if not node.shown and item.kind == "choice" and isinstance(default, str):
        node.shown = default
    if node.shown and node.shown not in dict(options):
        options = (*options, (node.shown, node.shown))
    if node.kind == "radios" or isinstance(default, str):
        return options
    return (("", "– Chọn –" if item.required else "– Không –"), *options)
