"""The fields of a document become the steps of its form, each with a name that an office uses.

A type names its steps in its own file; fields that it puts into none of them are the content, before the last step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``fields`` are names of the schema in the order of the page.

    ``counted`` are the lists whose rows the step tells, by pointer with ``*``, each with what its rows are called; a
    step that counts is not done before there is something to count.
    """

    title: str
    fields: tuple[str, ...]
    counted: tuple[tuple[str, str], ...] = ()

    def with_fields(self, *fields: str) -> Step:
        """The same step with more fields after its own."""
        return replace(self, fields=(*self.fields, *fields))


OFFICE = Step(
    "Cơ quan", ("organ", "place", "code_number", "issued_date", "code_notation", "subject")
)
SIGNING = Step(
    "Ký, nơi nhận",
    (
        "signer",
        "recipients",
        "archive",
        "drafter_code",
        "issued_amount",
        "priority",
        "circulation",
        "medium",
        "layout",
    ),
)
_CONTENT = "Nội dung"


def complete(steps: Sequence[Step], names: Iterable[str]) -> tuple[Step, ...]:
    """Steps that hold each of a schema's ``names`` once, and nothing that it has not."""
    known = list(names)
    placed = {name for step in steps for name in step.fields}
    left = tuple(name for name in known if name not in placed)
    *first, last = steps
    found = [*first, Step(_CONTENT, left), last]
    kept = [replace(step, fields=tuple(n for n in step.fields if n in known)) for step in found]
    return tuple(step for step in kept if step.fields)
