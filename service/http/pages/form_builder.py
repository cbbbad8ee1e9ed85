"""An outline, data and faults become the tree of inputs that a page draws, one node per macro.

Only this module knows which kind of input suits a field, and which values no input stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from service import documents
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import form_parser, typed_values
from service.language import typed_text
from service.schema import input_outline, pointers
from service.schema.input_outline import Item, Option

#: The contract's common fields (§2) stand where the sheet has them; what is a type's own is between.
TOP = ("organ", "code_number", "code_notation", "place", "issued_date", "subject")
FOOT = (
    "signer",
    "recipients",
    "archive",
    "drafter_code",
    "issued_amount",
    "priority",
    "circulation",
    "medium",
)

_YES_NO: tuple[Option, ...] = (("true", typed_text.YES), ("false", typed_text.NO))
_LONG = 200  # characters beyond which a text gets more than one line
_MOST_RADIOS = 3
#: A table that nobody has begun offers this much.
_BLANK_COLUMNS, _BLANK_ROWS = 3, 2


@dataclass(slots=True)
class Row:
    """One row of a list: a card, a line of a grid, a line of a table."""

    pointer: str
    number: int
    nodes: list[Node]
    violations: Sequence[Violation] = ()

    @property
    def more(self) -> bool:
        """A column of a report's table says more of itself than its header."""
        return any(node.begun for node in self.nodes if node.item.name != "header")


@dataclass(slots=True)
class Node:
    """One input, part or list on the page; ``pointer`` is its id and, for an input, its name."""

    item: Item
    pointer: str
    kind: str
    shown: str = ""
    nodes: list[Node] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    options: tuple[Option, ...] = ()
    violations: Sequence[Violation] = ()

    @property
    def label(self) -> str:
        return self.item.label

    @property
    def hint(self) -> str:
        """The help line; a short example where there is room for one."""
        told = self.item.help
        for word, label in self.item.words:
            told = told.replace(f"“{word}”", f"“{label}”")
        shown = (
            typed_values.show(self.item.field, self.item.example)
            if not self.item.holds_fields
            else ""
        )
        if self.kind in ("text", "date", "moment", "integer", "money") and 0 < len(shown) <= 60:
            return f"{told} Ví dụ: {shown}"
        return told

    @property
    def size(self) -> str:
        """How much of the page's width suits what is typed here."""
        if self.kind in ("integer", "money", "date", "moment", "choice"):
            return "quarter" if self.kind != "choice" else "third"
        longest = self.item.longest or _LONG
        return "full" if self.kind == "long" else "quarter" if longest <= 30 else "half"

    @property
    def template(self) -> str:
        """The id of the blank row from which a page makes a new one."""
        return template_id(self.item)

    @property
    def columns(self) -> list[Item]:
        """The items across a grid."""
        return [node.item for node in self.rows[0].nodes] if self.rows else []

    @property
    def pair(self) -> list[Row]:
        """The two columns that a column is computed from, whether or not they are named yet."""
        rows = list(self.rows)
        for index in range(len(rows), 2):
            pointer = f"{self.pointer}/{index}"
            field = self.item.field.value
            inner = Item(pointer, field.kind, self.label, self.item.help, None, False, field=field)
            rows.append(Row(pointer, index + 1, [Node(inner, pointer, "text")]))
        return rows

    @property
    def blank_line(self) -> Row:
        """A further line of a report's table, under ``*``."""
        columns, rows = _of_kind(self, "columns"), _of_kind(self, "rows")
        here = f"{rows.pointer}/*"
        cells = [Node(rows.item, f"{here}/{place}", "text") for place in range(len(columns.rows))]
        return Row(here, 0, cells)

    @property
    def inputmode(self) -> str:
        return {"integer": "numeric", "money": "numeric"}.get(
            self.item.of or self.item.kind, "text"
        )

    @property
    def is_known_name(self) -> bool:
        """What is typed here is likely to be typed again elsewhere in the same form."""
        return getattr(self.item.field, "role", None) == "name" and self.kind == "text"

    @property
    def cites_laws(self) -> bool:
        """The lines of this list can be picked from the catalogue of legal bases."""
        return self.kind == "lines" and getattr(self.item.field.value, "role", None) == "basis"

    @property
    def errors(self) -> list[Violation]:
        return [each for each in self.violations if each.severity == "error"]

    @property
    def warnings(self) -> list[Violation]:
        return [each for each in self.violations if each.severity == "warning"]

    @property
    def begun(self) -> bool:
        """Something stands in it, or is wrong with it."""
        return bool(self.shown or self.violations) or any(
            node.begun for node in (*self.nodes, *(n for row in self.rows for n in row.nodes))
        )

    def leaves(self) -> Iterator[Node]:
        """Every input, in the order of the page."""
        if not self.item.holds_fields and not self.item.is_list:
            yield self
        for node in self.nodes:
            yield from node.leaves()
        for row in self.rows:
            for node in row.nodes:
                yield from node.leaves()


@dataclass(slots=True)
class Sheet:
    """A whole form: the three parts of a sheet of paper, and what no input stands for."""

    top: list[Node]
    body: list[Node]
    foot: list[Node]
    leftovers: list[tuple[str, str]]

    @property
    def nodes(self) -> list[Node]:
        return [*self.top, *self.body, *self.foot]

    def pairs(self) -> list[tuple[str, str]]:
        """What the page would post as it stands."""
        found = [pair for node in self.nodes for pair in _pairs(node)]
        return found + self.leftovers


def items(kind: DocumentType) -> tuple[Item, ...]:
    """The outline of a type, described once."""
    return _items(kind.slug)


@cache
def _items(slug: str) -> tuple[Item, ...]:
    return input_outline.tree(documents.get(slug).schema)


def draw(
    kind: DocumentType, data: Mapping[str, Any], violations: Sequence[Violation] = ()
) -> Sheet:
    """The form of a type, filled with ``data`` and marked with ``violations``."""
    whole = items(kind)
    pen = _Pen(whole, violations)
    nodes = {node.item.name: node for node in pen.nodes(whole, "", data)}
    own = [nodes[item.name] for item in whole if item.name not in (*TOP, *FOOT)]
    return Sheet(
        top=[nodes[name] for name in TOP if name in nodes],
        body=own,
        foot=[nodes[name] for name in FOOT if name in nodes],
        leftovers=[(pointer, typed_values.plain(value)) for pointer, value in pen.leftovers],
    )


@cache
def templates(slug: str) -> tuple[tuple[Node, Row], ...]:
    """Every list of a type with a blank row under ``*``, from which a page makes new ones."""
    pen = _Pen(_items(slug), ())
    found = []
    for item in input_outline.items(documents.get(slug).schema):
        if item.kind in ("parts", "values") and item.repeats is None:
            node = Node(item, item.pointer, pen.kind(item))
            found.append((node, pen.row(item, f"{item.pointer}/*", 0, None)))
    return tuple(found)


def template_id(item: Item) -> str:
    """The id of the blank row of a list; a list that comes again shares the first one's."""
    pointer = item.pointer if item.repeats is None else item.repeats
    return "mau" + pointer.replace("/*", "").replace("/", ".")


def _pairs(node: Node) -> Iterator[tuple[str, str]]:
    if node.kind == "union":
        yield f"{node.pointer}/{form_parser.WORD}", node.shown
    for leaf in node.nodes:
        yield from _pairs(leaf)
    for row in node.rows:
        for inside in row.nodes:
            yield from _pairs(inside)
    if not node.item.holds_fields and not node.item.is_list:
        yield node.pointer, node.shown


class _Pen:
    def __init__(self, items: tuple[Item, ...], violations: Sequence[Violation]) -> None:
        self.index = form_parser.by_pointer(items)
        self.leftovers: list[tuple[str, Any]] = []
        self.violations: dict[str, list[Violation]] = {}
        for violation in violations:
            self.violations.setdefault(violation.pointer, []).append(violation)

    def nodes(self, items: tuple[Item, ...], pointer: str, data: Any) -> list[Node]:
        """The nodes of a part; what its data holds besides is left over."""
        if not isinstance(data, Mapping):
            self._leave(pointer, data)
            data = {}
        known = {item.name for item in items}
        for name, value in data.items():
            if name not in known:
                self._leave(pointer + pointers.join(name), value)
        return [
            self.node(item, pointer + pointers.join(item.name), data.get(item.name))
            for item in items
        ]

    def node(self, item: Item, pointer: str, value: Any) -> Node:
        node = Node(item, pointer, self.kind(item), violations=self.violations.get(pointer, ()))
        if item.is_list:
            if value is not None and not isinstance(value, list):
                self._leave(pointer, value)
                value = None
            node.rows = self.rows(item, pointer, value or [])
        elif node.kind == "union":
            node.shown = value if isinstance(value, str) else form_parser.ITSELF if value else ""
            node.options = item.words
            node.nodes = self.nodes(
                item.inside, pointer, {} if node.shown in dict(item.words) else value or {}
            )
        elif item.holds_fields:
            node.nodes = self.nodes(form_parser.inside_of(item, self.index), pointer, value or {})
            if node.kind == "table":
                self._lay(node)
        elif isinstance(value, (dict, list)):
            self._leave(pointer, value)
        else:
            node.shown = typed_values.show(item.field, value)
            node.options = _options(item, node)
        return node

    def rows(self, item: Item, pointer: str, data: list[Any]) -> list[Row]:
        least = item.at_least
        if self.kind(item) in ("grid", "lines"):
            least = 1
        rows = [*data, *[None] * (least - len(data))]
        return [
            self.row(item, f"{pointer}/{index}", index, value) for index, value in enumerate(rows)
        ]

    def row(self, item: Item, pointer: str, index: int, value: Any) -> Row:
        violations = self.violations.get(pointer, ())
        if item.kind == "rows":
            cells = value if isinstance(value, list) else [value]
            nodes = [self.cell(item, f"{pointer}/{n}", cell) for n, cell in enumerate(cells)]
        elif item.kind == "values":
            nodes = [self.line(item, pointer, value)]
        else:
            if item.kind == "columns" and isinstance(value, str):
                value = {"header": value}
            inside = form_parser.inside_of(item, self.index)
            nodes = self.nodes(inside, pointer, {} if value is None else value)
        return Row(pointer, index + 1, nodes, violations)

    def line(self, item: Item, pointer: str, value: Any) -> Node:
        """One value of a list of single values; it goes by the list's own words."""
        single = item.field.value
        inner = Item(pointer, single.kind, item.label, item.help, single.example, item.required,
                     longest=item.longest, choices=item.choices, field=single)  # fmt: skip
        return self.node(inner, pointer, value)

    def cell(self, item: Item, pointer: str, value: Any) -> Node:
        single = item.field.cell
        inner = Item(pointer, single.kind, single.label, single.help, None, False, field=single)
        return Node(
            inner,
            pointer,
            "text",
            typed_values.show_cell(value),
            violations=self.violations.get(pointer, ()),
        )

    def kind(self, item: Item) -> str:
        """The macro that draws an item."""
        inside = form_parser.inside_of(item, self.index) if item.holds_fields else ()
        if item.words:
            return "union"
        if item.kind == "part":
            return "table" if any(each.kind == "rows" for each in inside) else "part"
        if item.kind == "parts":
            flat = not any(each.holds_fields or each.is_list for each in inside)
            return "grid" if flat else "cards"
        if item.kind == "values":
            return "lines"
        if item.kind == "paragraph" or (item.kind == "text" and (item.longest or 0) > _LONG):
            return "long"
        if item.kind == "choice" and item.required and len(item.choices) <= _MOST_RADIOS:
            return "radios"
        if item.kind == "flag" and item.field.load_default is None:
            return "choice"
        return item.kind

    def _lay(self, table: Node) -> None:
        """A table's rows get a cell under every column; one that is not begun gets blank ones."""
        columns, rows = _of_kind(table, "columns"), _of_kind(table, "rows")
        if not columns.rows and not rows.rows:
            columns.rows = [
                self.row(columns.item, f"{columns.pointer}/{n}", n, None)
                for n in range(_BLANK_COLUMNS)
            ]
            rows.rows = [
                self.row(rows.item, f"{rows.pointer}/{n}", n, []) for n in range(_BLANK_ROWS)
            ]
        for row in rows.rows:
            for place in range(len(row.nodes), len(columns.rows)):
                row.nodes.append(self.cell(rows.item, f"{row.pointer}/{place}", None))

    def _leave(self, pointer: str, value: Any) -> None:
        if value not in (None, "", {}, []):
            self.leftovers.extend(pointers.flatten(value, pointer))


def _of_kind(table: Node, kind: str) -> Node:
    return next(node for node in table.nodes if node.item.kind == kind)


def _options(item: Item, node: Node) -> tuple[Option, ...]:
    """What can be chosen; a value that is none of it stays to be seen, and to be mended."""
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


#: So many suggestions are a help; more are a list to search.
_MOST_NAMES = 100


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
