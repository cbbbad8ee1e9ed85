"""The nodes of a form become its sections, one per step: rare things put aside, and how far each step is.

``static/form/steps.js`` tells the same of the inputs while somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from service.documents.form_steps import Step
from service.http.pages.form_nodes import Node, Row
from service.language import wording

#: Lists whose rows are many and alike.
_ROWS_ALIKE = frozenset({"grid", "lines"})


@dataclass
class Section:
    """A step as it is drawn; ``id`` is what its link leads to."""

    id: str
    step: Step
    nodes: list[Node]

    @property
    def title(self) -> str:
        return self.step.title

    @cached_property
    def begun(self) -> bool:
        return any(node.begun for node in self.nodes)

    @cached_property
    def missing(self) -> int:
        """How many required values are not there."""
        return sum(map(_missing, self.nodes))

    @cached_property
    def errors(self) -> int:
        return sum(map(_errors, self.nodes))

    @cached_property
    def counts(self) -> list[tuple[int, str]]:
        """The rows of each counted list that has any, with what they are called."""
        rows = dict.fromkeys((pointer for pointer, _ in self.step.counted), 0)
        for node in _lists(self.nodes):
            if node.item.pointer in rows:
                rows[node.item.pointer] += sum(row.begun for row in node.rows)
        return [(rows[pointer], words) for pointer, words in self.step.counted if rows[pointer]]

    @property
    def state(self) -> str:
        """ "wrong", "done" or, for what is not begun or not ended, ""."""
        if self.errors:
            return "wrong"
        is_counted = bool(self.counts) or not self.step.counted
        return "done" if self.begun and is_counted and not self.missing else ""

    @property
    def state_text(self) -> str:
        """How far the step is, in a few words."""
        if self.errors:
            return f"{self.errors} lỗi"
        if self.begun and self.missing:
            return f"thiếu {self.missing}"
        return ", ".join(
            f"{wording.figures(count)} {words}".rstrip() for count, words in self.counts
        )


@dataclass(slots=True)
class Sheet:
    """A whole form: its sections, and what no input stands for."""

    sections: list[Section]
    leftovers: list[tuple[str, str]]

    @property
    def nodes(self) -> list[Node]:
        """Everything that stands directly in a section, in the order of the page."""
        return [node for section in self.sections for node in section.nodes]

    @property
    def missing(self) -> int:
        """How many required values are not there."""
        return sum(section.missing for section in self.sections)

    def pairs(self) -> list[tuple[str, str]]:
        """What the page would post as it stands."""
        return [pair for node in self.nodes for pair in node.pairs()] + self.leftovers


def sections(steps: Iterable[Step], nodes: Sequence[Node], focus: str) -> list[Section]:
    """The sections of a form; what stands at ``focus`` is never put aside."""
    by_name = {node.item.name: node for node in nodes}
    found = [
        Section(f"buoc-{number}", step, [by_name[name] for name in step.fields])
        for number, step in enumerate(steps, start=1)
    ]
    names = {node.item.rare for node in nodes}
    wanted = {name for name in _begun_names(nodes, focus) if name in names}
    _put_aside(nodes, wanted, focus)
    return found


def put_aside(nodes: Sequence[Node]) -> None:
    """Put aside what is rare among the nodes of a blank row."""
    _put_aside(nodes, set(), "")


def _put_aside(nodes: Sequence[Node], wanted: set[str], focus: str) -> None:
    """``wanted`` are the names of what goes with something that the document has as a whole."""
    shown = wanted | {node.item.rare for node in nodes if _is_wanted(node, focus)}
    for node in nodes:
        node.is_aside = bool(node.item.rare) and node.item.rare not in shown
        if node.kind == "grid":
            node.columns_aside = _columns_aside(node)
            continue
        _put_aside(node.nodes, wanted, focus)
        for row in node.rows if node.kind in ("cards", "blocks") else ():
            _put_aside(row.nodes, wanted, focus)


def _columns_aside(grid: Node) -> frozenset[str]:
    """The names of the rare columns in which nothing stands."""
    rare = {place: item.rare for place, item in enumerate(grid.columns) if item.rare}
    begun = {
        name for place, name in rare.items() if any(row.nodes[place].begun for row in grid.rows)
    }
    return frozenset(rare.values()) - begun


def _is_wanted(node: Node, focus: str) -> bool:
    return node.begun or f"{focus}/".startswith(f"{node.pointer}/")


def _begun_names(nodes: Iterable[Node], focus: str) -> Iterator[str]:
    for node in nodes:
        if node.item.rare and _is_wanted(node, focus):
            yield node.item.rare
        yield from _begun_names(node.nodes, focus)
        if node.kind == "cards":
            for row in node.rows:
                yield from _begun_names(row.nodes, focus)


def _lists(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.item.is_list:
            yield node
        yield from _lists(node.nodes)
        for row in () if node.kind in _ROWS_ALIKE else node.rows:
            yield from _lists(row.nodes)


def _missing(node: Node) -> int:
    if node.item.is_list:
        begun = [row for row in node.rows if row.begun]
        if node.kind in _ROWS_ALIKE:
            return _missing_in(begun) + (node.item.required and not begun)
        return _missing_in(
            row for place, row in enumerate(node.rows) if place < node.item.at_least or row.begun
        )
    if node.item.holds_fields:
        return sum(map(_missing, node.nodes)) if node.item.required or node.begun else 0
    return int(node.item.required and not node.shown.strip())


def _missing_in(rows: Iterable[Row]) -> int:
    return sum(_missing(node) for row in rows for node in row.nodes)


def _errors(node: Node) -> int:
    if not (node.violations or node.nodes or node.rows):
        return 0
    in_rows = sum(
        sum(found.severity == "error" for found in row.violations) + sum(map(_errors, row.inputs))
        for row in node.rows
    )
    return len(node.errors) + sum(map(_errors, node.nodes)) + in_rows
