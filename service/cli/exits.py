"""How the command ends: its exit codes, and which failure means which.

Programs rely on them (docs/command.md): a number is never given another meaning.
"""

from __future__ import annotations

import os
import sys
from types import TracebackType

from service import errors
from service.telemetry import logs

VIOLATIONS = 1
UNREADABLE = 3
FAILED = 4
#: As shells say that Ctrl+C ended a program.
INTERRUPTED = 130

_UNREADABLE = (errors.UnreadableInput, errors.UnsupportedMedia, errors.InputTooLarge)


def code_of(error: errors.VanbanError) -> int:
    """The exit code that an error means; 0 (done) and 2 (wrong use) are click's own."""
    if isinstance(error, errors.InvalidInput):
        return VIOLATIONS
    return UNREADABLE if isinstance(error, _UNREADABLE) else FAILED


def end_unforeseen(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For ``sys.excepthook``: ends with FAILED where Python would say 1, which means violations here.

    The error's own words may quote the input, so only its type and its trail are written.
    """
    where = logs.trail(error.with_traceback(trace))
    sys.stderr.write(f"vanban: internal error: {kind.__name__} at {where}\n")
    sys.stderr.flush()
    os._exit(FAILED)
