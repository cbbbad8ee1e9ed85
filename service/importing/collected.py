"""An import in the making: values by pointer with their cells, and what is at fault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from service.errors import Violation


@dataclass(slots=True)
class Collected:
    """An Imported in the making: values by pointer, with their cells."""

    pairs: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    violations: list[Violation] = field(default_factory=list)

    def put(self, pointer: str, value: Any, cell: str) -> None:
        """A value with its cell; an empty one leaves only the cell, for a fault that misses it."""
        self.cells.setdefault(pointer, cell)
        if value is not None:
            self.pairs[pointer] = value

    def row(self, pointer: str) -> None:
        """A row that was taken keeps its place even when none of its cells gives a value."""
        self.pairs.setdefault(pointer, {})

    def violation(
        self, pointer: str, label: str, code: str, message: str, cell: str, *, warning: bool = False
    ) -> None:
        severity = "warning" if warning else "error"
        self.violations.append(Violation(pointer, label, code, message, severity, cell=cell))  # type: ignore[arg-type]
