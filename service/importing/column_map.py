"""What the columns of one list were found to mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.importing.header_rows import Header
from service.importing.targets import Target

#: The word of a mapping that leaves a column out, and those for columns that are no field.
UNUSED, NUMBER, KIND = "-", "number", "kind"
NO_FIELD = "văn bản này không có mục nào cho cột này"


@dataclass(slots=True)
class ColumnMap:
    """The columns of one list: for each target the columns of its fields; a name may stand in two."""

    header: Header
    fields: dict[str, dict[str, list[int]]] = field(default_factory=dict)
    number: int | None = None
    kind: int | None = None
    #: Columns of marks -> the key of the list that a marked row goes to.
    marks: dict[int, str] = field(default_factory=dict)
    #: Columns of ticks under a form ("LĐTT | CSTĐCS") -> the fields of the row around that a tick gives.
    form_marks: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    #: Fields of the row around ("/awards/*/form") -> column.
    around: dict[str, int] = field(default_factory=dict)
    #: A column of names that only its values show to be one, although it has a header.
    guessed_name: int | None = None
    #: How many đồng the sums of a column count in.
    units: dict[int, int] = field(default_factory=dict)
    #: Columns that hold data and are not used, with the reason.
    unused: dict[int, str] = field(default_factory=dict)
    #: Those of them that the clerk is warned of although nothing stands in them.
    worth_telling: set[int] = field(default_factory=set)

    def of(self, target: Target) -> dict[str, list[int]]:
        return self.fields.get(target.row, {})

    def columns_of(self, target: Target) -> set[int]:
        """The columns that give a target's fields."""
        return {column for columns in self.of(target).values() for column in columns}

    def names(self, target: Target) -> list[int]:
        """The columns that name a row of a target."""
        found = list(self.of(target).get(target.name.pointer, ()))
        group = target.field("group")
        return found + (self.of(target).get(group.pointer, []) if group else [])

    def takes(self, target: Target) -> bool:
        return bool(self.names(target))

    def used(self) -> set[int]:
        """Every column that gives something."""
        found = {
            c for places in self.fields.values() for columns in places.values() for c in columns
        }
        return found | self._beside_fields()

    def given_to(self, target: Target) -> set[int]:
        """The columns that give something to the rows of a target."""
        return self.columns_of(target) | self._beside_fields()

    def _beside_fields(self) -> set[int]:
        found = {column for column in (self.number, self.kind) if column is not None}
        return found | set(self.around.values()) | set(self.marks) | set(self.form_marks)

    def release(self, column: int) -> None:
        """Let a column mean nothing."""
        for places in self.fields.values():
            for pointer in [p for p, columns in places.items() if column in columns]:
                places[pointer] = [c for c in places[pointer] if c != column]
                if not places[pointer]:
                    del places[pointer]
        self.around = {p: c for p, c in self.around.items() if c != column}
        self.marks.pop(column, None)
        self.form_marks.pop(column, None)
        self.number = None if self.number == column else self.number
        self.kind = None if self.kind == column else self.kind
        self.unused.pop(column, None)

    def leave_out_unless_of(self, taken: Sequence[Target], filled: set[int]) -> None:
        """Mark the columns that only lists without a row have a field for ("Địa chỉ" beside people)."""
        given = set().union(*(self.given_to(target) for target in taken))
        for column in filled - given:
            self.unused.setdefault(column, NO_FIELD)
