"""The account of a text that was read: of each piece whether it was taken, and where in the source it stands (contract §7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from service.importing.word.draft import Draft
from service.importing.word.lines import Line

#: ``taken`` as a value; ``doubtful``: taken, and to be looked at; ``left``: has no place, or says nothing known;
#: ``printed``: not taken, because the document prints it itself.
State = Literal["taken", "doubtful", "left", "printed"]


def state(line: Line) -> State:
    """What became of a line."""
    if line.pointer or any(pointer for pointer, _ in line.cells):
        return "doubtful" if line.doubt else "taken"
    return "left" if line.doubt or line.role == "unplaced" else "printed"


def as_json(draft: Draft) -> dict[str, Any]:
    """``{lines[], derived[], not_taken[], missing[]}``; a table or a list has one line for each of its cells."""
    counts = Counter((piece.kind, piece.text) for piece in draft.not_taken)
    return {
        "lines": [entry for line in draft.lines for entry in _entries(line)],
        "derived": [
            {"pointer": pointer, "value": value} for pointer, value in draft.derived.items()
        ],
        "not_taken": [
            {"kind": kind, "text": text, "count": count} for (kind, text), count in counts.items()
        ],
        "missing": list(draft.missing),
    }


def _entries(line: Line) -> Iterator[dict[str, Any]]:
    if line.cells:
        for pointer, text in line.cells:
            # The doubt of a list is about its cells that were left, that of a report's table about what it holds.
            found = (
                state(line)
                if line.pointer
                else "taken"
                if pointer
                else "left"
                if line.doubt
                else "printed"
            )
            yield _entry(line, found, pointer, text)
        return
    if line.pointer and line.before.strip():
        yield _entry(line, "printed", "", line.before.strip())
    text = line.text if line.pointer else line.source.strip()
    yield _entry(line, state(line), line.pointer, text)


def _entry(line: Line, found: State, pointer: str, text: str) -> dict[str, Any]:
    why = (line.doubt or line.why) if found in ("doubtful", "left") else line.why
    return {
        "state": found,
        "pointer": pointer or None,
        "text": text,
        "where": line.where,
        "why": why or None,
    }
