"""Running numbers in the first column of a table, which follow from its rows and are no change of their own."""

from __future__ import annotations

from collections.abc import Sequence

from service.revision.document_text import Paragraph, Row, Unit


def running_number(row: Row) -> int | None:
    """The row's running number, when its first cell holds nothing else."""
    if len(row.cells) < 2 or len(row.cells[0]) != 1 or not isinstance(row.cells[0][0], Paragraph):
        return None
    text = row.cells[0][0].text.rstrip(".")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def renumbered_tables(generated: Sequence[Unit], current: Sequence[Unit]) -> frozenset[int]:
    """Tables of ``generated`` numbered 1, 2, 3 … whose rows came or went, with numbers still in order."""
    before, after = _numbers(generated), _numbers(current)
    if len(before) != len(after):
        return frozenset()
    return frozenset(
        table
        for (table, old), (_, new) in zip(before.items(), after.items(), strict=True)
        if old == list(range(1, len(old) + 1))
        and len(old) != len(new)
        and (new == list(range(1, len(new) + 1)) or _was_thinned(old, new))
    )


def _was_thinned(old: list[int], new: list[int]) -> bool:
    return new == sorted(set(new)) and set(new) <= set(old)


def _numbers(units: Sequence[Unit]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for unit in units:
        if isinstance(unit, Row):
            number = running_number(unit)
            found.setdefault(unit.table, []).extend([] if number is None else [number])
    return found
