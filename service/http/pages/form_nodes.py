"""The tree of inputs that a page draws: one node per macro of ``fields.html``, and what the macros ask of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.errors import Violation
from service.http.pages import form_parser, typed_values
from service.schema.input_outline import Item, Option

#: Kinds whose example is short enough to stand in the hint.
_SHORT = frozenset(
    ("text", "title", "date", "partial_date", "moment", "integer", "figure", "money")
)
_WIDTHS = {
    "integer": "quarter",
    "figure": "quarter",
    "money": "quarter",
    "date": "quarter",
    "partial_date": "quarter",
    "moment": "quarter",
    "choice": "third",
}
_SHORT_LABEL = 12  # letters that fit above the narrowest input
_SHORTEST_NAME = 100  # characters that a field for a whole name takes
LONG = 200  # characters beyond which a text gets more than one line


@dataclass(slots=True)
class Row:
    """One row of a list: a card, a line of a grid, a line of a table."""

    pointer: str
    number: int
    nodes: list[Node]
    violations: Sequence[Violation] = ()
    #: Of a line of a table: the choice of what it is.
    role: Node | None = None

    @property
    def inputs(self) -> list[Node]:
        """Everything in the row, in the order of the page."""
        return [*self.nodes, *filter(None, [self.role])]

    @property
    def begun(self) -> bool:
        """Something stands in it, or is wrong with it."""
        return bool(self.violations) or any(node.begun for node in self.inputs)

    @property
    def rare_names(self) -> list[str]:
        """What rare things in it are offered by, in the order of the page."""
        return list(dict.fromkeys(node.item.rare for node in self.nodes if node.item.rare))

    @property
    def is_marked(self) -> bool:
        """Something is said of it or of what stands in it."""
        return bool(self.violations) or any(node.violations for node in self.inputs)

    @property
    def cell_classes(self) -> list[str]:
        """How the cells of a grid's line look, in their order."""
        names = self.rare_names
        return [
            f"col-{node.width}"
            + (" col-name" if place == self.name_place else "")
            + (f" rare-{names.index(node.item.rare) + 1}" if node.item.rare else "")
            for place, node in enumerate(self.nodes)
        ]

    @property
    def name_place(self) -> int:
        """Which of the inputs of a grid's line names it: it stays in sight."""
        must = [place for place, node in enumerate(self.nodes) if node.item.required]
        names = [place for place, node in enumerate(self.nodes) if node.is_full_name]
        return (must or names or [0])[0]

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
    #: Drawn unfolded although nobody has begun it.
    opened: bool = False
    #: Offered by its name ("Thêm: …"), because it is rare and nothing stands in it.
    is_aside: bool = False
    #: Of a grid: the names of the rare columns that are offered so.
    columns_aside: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        return self.item.label

    @property
    def hint(self) -> str:
        """The help line; a short example where there is room for one."""
        text = self.item.help
        for word, label in self.item.words:
            text = text.replace(f"“{word}”", f"“{label}”")
        shown = (
            typed_values.show(self.item.field, self.item.example)
            if not self.item.holds_fields
            else ""
        )
        is_short = self.item.kind in _SHORT
        if is_short and (self.kind != "long" or self.is_short_title) and 0 < len(shown) <= 60:
            return f"{text} Ví dụ: {shown}"
        return text

    @property
    def size(self) -> str:
        """How much of the page's width suits what is typed here."""
        if self.kind == "integer" and len(self.label) <= _SHORT_LABEL:
            return "sixth"
        if self.kind in _WIDTHS:
            return _WIDTHS[self.kind]
        longest = self.item.longest or LONG
        if self.kind == "long" and not self.is_short_title:
            return "full"
        if longest <= 30:
            return "quarter"
        return "third" if longest <= 100 and self.kind == "text" else "half"

    @property
    def is_short_title(self) -> bool:
        """A name that may take several lines, and mostly takes one."""
        return self.item.kind == "title" and (self.item.longest or LONG + 1) <= LONG

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

    def of_kind(self, kind: str) -> Node:
        """The columns or the rows of a table."""
        return next(node for node in self.nodes if node.item.kind == kind)

    @property
    def blank_line(self) -> Row:
        """A further line of a report's table, under ``*``."""
        columns, rows = self.of_kind("columns"), self.of_kind("rows")
        here = f"{rows.pointer}/*"
        cells = [Node(rows.item, f"{here}/{place}", "text") for place in range(len(columns.rows))]
        return Row(here, 0, cells, role=role_node(rows.item, here))

    @property
    def inputmode(self) -> str:
        return {"integer": "numeric", "figure": "decimal", "money": "numeric"}.get(
            self.item.of or self.item.kind, "text"
        )

    @property
    def is_known_name(self) -> bool:
        """What is typed here is likely to be typed again elsewhere in the same form."""
        return getattr(self.item.field, "role", None) == "name" and self.kind == "text"

    @property
    def is_full_name(self) -> bool:
        """A name that is long enough to be one's own, unlike what stands before it."""
        return self.is_known_name and (self.item.longest or LONG) >= _SHORTEST_NAME

    @property
    def width(self) -> str:
        """How wide a column of a grid is."""
        if self.kind in ("long", "integer", "money"):
            return self.kind
        return "short" if (self.item.longest or LONG) < _SHORTEST_NAME else "text"

    @property
    def cites_laws(self) -> bool:
        """The lines of this list can be picked from the catalogue of legal bases."""
        return self.kind == "lines" and getattr(self.item.field.value, "role", None) == "basis"

    @property
    def errors(self) -> list[Violation]:
        return [found for found in self.violations if found.severity == "error"]

    @property
    def warnings(self) -> list[Violation]:
        return [found for found in self.violations if found.severity == "warning"]

    @property
    def begun(self) -> bool:
        """Something stands in it other than what always does, or is wrong with it."""
        if self.violations or (self.shown and self.shown != self.default):
            return True
        return any(node.begun for node in self.nodes) or any(row.begun for row in self.rows)

    @property
    def default(self) -> str:
        """What its input shows where nothing is said."""
        default = getattr(self.item.field, "load_default", None)
        return typed_values.plain(default) if isinstance(default, (str, bool)) else ""

    @property
    def is_input(self) -> bool:
        return not self.item.holds_fields and not self.item.is_list

    def leaves(self) -> Iterator[Node]:
        """Every input, in the order of the page."""
        if self.is_input:
            yield self
        for node in self.nodes:
            yield from node.leaves()
        for row in self.rows:
            if self.kind == "grid":
                yield from row.nodes
                continue
            for node in row.inputs:
                yield from node.leaves()

    def rows_to_see(self, focus: str) -> list[Row]:
        """The rows of a long list that are drawn with their inputs wherever they stand."""
        return [row for row in self.rows if row.is_marked or row.pointer == focus]

    def as_table(self) -> list[list[str]]:
        """The rows of a grid in few letters: the names of their inputs, then what stands in each row."""
        names = [node.item.name for node in self.rows[0].nodes]
        return [names, *([node.shown for node in row.nodes] for row in self.rows)]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """What its inputs would post as they stand."""
        if self.kind == "union":
            yield f"{self.pointer}/{form_parser.WORD}", self.shown
        for node in self.nodes:
            yield from node.pairs()
        for row in self.rows:
            for node in row.inputs:
                yield from node.pairs()
        if self.is_input:
            yield self.pointer, self.shown


def role_node(
    rows: Item, pointer: str, shown: str = "", violations: Sequence[Violation] = ()
) -> Node:
    """The choice of what a line of a table is; ``rows`` is the item of all its lines."""
    field, here = rows.field.role, f"{pointer}/role"
    inner = Item(here, field.kind, field.label, field.help, None, False, field=field)
    node = Node(inner, here, "choice", shown, violations=violations)
    node.options = (("", "Số liệu"), *field.choices.items())
    return node


def template_id(item: Item) -> str:
    """The id of the blank row of a list; a list that comes again shares the first one's."""
    pointer = item.pointer if item.repeats is None else item.repeats
    return "mau" + pointer.replace("/*", "").replace("/", ".")
