"""A draft in the making: every piece of the source as a line that says where it went, or why nowhere.

The lines stand in the order of the source, and the input is made of them alone; so what a clerk accepts is
what she saw, and ``verification`` can hold both against the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from service.errors import Violation
from service.language import wording
from service.schema import pointers

#: ``field``: a value of the form; ``dropped``: what the service writes itself or nobody needs;
#: ``unplaced``: text for which the document has no place.
Role = Literal["heading", "paragraph", "item", "table", "field", "dropped", "unplaced"]


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of the source.

    ``text`` goes to ``pointer`` letter for letter, unless ``value`` stands there for it (a date, a table);
    ``before`` and ``after`` are letters around it that are not taken. ``why`` says as what it was recognised
    or why it was dropped, ``doubt`` what a clerk should look at; ``number`` is what the document prints
    before it. ``cells`` are those of a table, each with its pointer ("" when it is not taken).
    """

    role: Role
    text: str = ""
    pointer: str = ""
    before: str = ""
    after: str = ""
    level: int = 0
    why: str = ""
    doubt: str = ""
    number: str = ""
    value: Any = None
    cells: tuple[tuple[str, str], ...] = ()
    #: Its place in the source ("đoạn 12", "bảng 2, dòng 3").
    where: str = ""

    @property
    def source(self) -> str:
        """All of the source that this line stands for."""
        inside = " ".join(text for _, text in self.cells) if self.cells else self.text
        return " ".join((self.before, inside, self.after))

    @property
    def in_one_line(self) -> str:
        """Its text; the breaks in a name or a title are those of the source's own page."""
        return self.text.replace("\n", " ") if self.role in ("field", "heading") else self.text


@dataclass(slots=True)
class DraftLines:
    """The lines and facts of a draft, in their order."""

    lines: list[Line] = field(default_factory=list)
    #: What follows from a line without being letters of it: that a signer signs "KT".
    derived: dict[str, Any] = field(default_factory=dict)
    #: Values whose letters are those of cells: the rows of tables, the people of lists.
    facts: dict[str, Any] = field(default_factory=dict)
    #: Of the lists that were read: rows that were not taken, counts that differ.
    violations: list[Violation] = field(default_factory=list)
    _counts: Counter[str] = field(default_factory=Counter)
    #: The lines of each value; asked for each sentence, of which a long text has thousands.
    _of: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        self.lines.append(line)
        self._of.setdefault(line.pointer, []).append(line)

    def drop(self, text: str, why: str, doubt: str = "") -> None:
        """What the service writes itself, or what nobody needs."""
        self.add(Line("dropped", before=text, why=why, doubt=doubt))

    def field(self, pointer: str, text: str, why: str, **more: Any) -> None:
        """A value of the form; ``more`` are further facts of the Line."""
        self.add(Line("field", text, pointer, why=why, **more))

    def entry(self, pointer: str, text: str, why: str, before: str = "") -> None:
        """A value that ends with a mark of its list or sentence, which the document prints itself: "UBND tỉnh (b/c);"."""
        bare = wording.without_end(text) or text
        self.field(pointer, bare, why, before=before, after=text[len(bare) :])

    def rows_of(self, listed: str) -> int:
        """How many rows a list has so far."""
        return self._counts[listed]

    def has(self, pointer: str) -> bool:
        """Whether a line went to a value already."""
        return pointer in self._of

    def of(self, pointer: str) -> Sequence[Line]:
        """The lines that went to a value, as they were when they were added."""
        return self._of.get(pointer, ())

    @property
    def pointers(self) -> Collection[str]:
        """The values that lines went to, "" for those that went to none."""
        return self._of.keys()

    def place(self, listed: str) -> str:
        """The pointer of the next row of a list."""
        index = self._counts[listed]
        self._counts[listed] += 1
        return f"{listed}/{index}"

    def move(self, moved: Mapping[str, str]) -> None:
        """Give values, and what stands inside them, other pointers."""

        def to(pointer: str) -> str:
            around, inside = pointer, ""
            while around and around not in moved:
                around, _, step = around.rpartition("/")
                inside = f"/{step}{inside}"
            return moved.get(around, around) + inside

        if moved:
            self.lines = [
                replace(
                    line,
                    pointer=to(line.pointer),
                    cells=tuple((to(at), text) for at, text in line.cells),
                )
                for line in self.lines
            ]
            self.facts = {to(pointer): value for pointer, value in self.facts.items()}
            self._of = {}
            for line in self.lines:
                self._of.setdefault(line.pointer, []).append(line)

    def data(self) -> dict[str, Any]:
        """The input: lines with one pointer are one text."""
        pairs: dict[str, Any] = {}
        for line in self.lines:
            if not line.pointer or line.role == "table":
                continue
            value = line.in_one_line if line.value is None else line.value
            known = pairs.get(line.pointer)
            both = isinstance(known, str) and isinstance(value, str) and known
            pairs[line.pointer] = f"{known} {value}" if both and value else value or known
        pairs |= self.derived | self.facts
        return _with_tables(pairs)


def _with_tables(pairs: Mapping[str, Any]) -> dict[str, Any]:
    data = pointers.expand(pairs.items()) if pairs else {}
    return data if isinstance(data, dict) else {}
