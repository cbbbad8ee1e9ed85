"""Events become JSON lines on one stream; only this module knows how a line is written, and how a request is named.

No line holds a personal value. Of our own events and gunicorn's the words are written, of other
libraries' only who spoke and where: their sentences may quote what a clerk typed.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TextIO

_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_OURS = ("service.", "gunicorn.")
_TRAIL_STEPS = 8
#: The attribute of a record that holds what ``Logger`` was given by name.
_FACTS: Final = "facts"
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
#: What every line of this thread carries.
_names: ContextVar[Mapping[str, Any]] = ContextVar("names", default=_NOTHING)


@dataclass(frozen=True, slots=True)
class Name:
    """How one request is called: by its caller, and in a trace of several programs (W3C Trace Context).

    ``request_id`` is 8 to 64 letters, digits, ".", "_" or "-"; ``parent_id`` is "" when the caller
    names no trace, and the trace then begins here.
    """

    request_id: str
    trace_id: str
    span_id: str
    parent_id: str
    flags: str

    @property
    def traceparent(self) -> str:
        """What is sent to the next program in the trace: the same trace, with us as the parent."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def name(request_id: str, traceparent: str) -> Name:
    """The name of a request from its two headers; one that is missing or malformed is made anew."""
    trace_id, parent_id, flags = _trace(traceparent) or (secrets.token_hex(16), "", "00")
    known = _REQUEST_ID.fullmatch(request_id)
    return Name(
        request_id=request_id if known else secrets.token_hex(16),
        trace_id=trace_id,
        span_id=secrets.token_hex(8),
        parent_id=parent_id,
        flags=flags,
    )


def _trace(traceparent: str) -> tuple[str, str, str] | None:
    """Trace, parent and flags; None for what the W3C says must be ignored."""
    found = _TRACEPARENT.fullmatch(traceparent.strip())
    if found is None:
        return None
    version, trace_id, parent_id, flags, more = found.groups()
    if version == "ff" or (version == "00" and more) or not int(trace_id, 16):
        return None
    # A later version may give other bits a meaning; only "sampled" is ours to pass on.
    return (trace_id, parent_id, f"{int(flags, 16) & 1:02x}") if int(parent_id, 16) else None


def begin(**names: Any) -> None:
    """From here to ``end`` every line of this thread carries these names."""
    _names.set(names)


def note(**more: Any) -> None:
    """Further names for the rest of the request: codes and counts, never a value."""
    _names.set({**_names.get(), **more})


def end() -> None:
    """The request is over."""
    _names.set(_NOTHING)


class Logger:
    """The logger of one module, given its ``__name__``: ``.info("event", key=value)``."""

    def __init__(self, of: str) -> None:
        self._log = logging.getLogger(of)

    def info(self, event: str, **facts: Any) -> None:
        self._log.info(event, extra={_FACTS: facts})

    def warning(self, event: str, **facts: Any) -> None:
        self._log.warning(event, extra={_FACTS: facts})

    def error(self, event: str, **facts: Any) -> None:
        self._log.error(event, extra={_FACTS: facts})

    def exception(self, event: str, **facts: Any) -> None:
        """An error, with the type and the trail of the exception that is being handled."""
        self._log.exception(event, extra={_FACTS: facts})


def trail(error: BaseException) -> str:
    """Where an error came from; its message may hold what a clerk typed, so it is left out."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(frames[-_TRAIL_STEPS:])


class _Lines(logging.StreamHandler[TextIO]):
    """A log that cannot be written (a full disk) must neither stop a document nor quote its arguments."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it so
        pass


def set_up(stream: TextIO | None = None) -> None:
    """Write every event of this process as one JSON line to ``stream``, by default standard error."""
    lines = _Lines(stream or sys.stderr)
    lines.setFormatter(_Line())
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if isinstance(handler, _Lines)]:
        root.removeHandler(old)
    root.addHandler(lines)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)


class _Line(logging.Formatter):
    """One event as JSON: when, how grave and what first, then whatever else is known, by its names."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
        known = {
            **_names.get(),
            **getattr(record, _FACTS, _NOTHING),
            **_speaker(record),
            **_error(record),
        }
        return json.dumps(
            {
                "time": moment.replace("+00:00", "Z"),
                "level": record.levelname.lower(),
                "event": _words(record),
                "pid": os.getpid(),
                **dict(sorted(known.items())),
            },
            ensure_ascii=False,
            default=lambda it: type(it).__name__,
        )


def _words(record: logging.LogRecord) -> str:
    """What was said; what a library says of a request is left out: only that it spoke."""
    if not record.name.startswith(_OURS):
        return "a library reports"
    words = record.getMessage().split("\n", 1)[0]
    if record.name.startswith("gunicorn.") and "request" in words.lower():
        # "Invalid request from ip=…: …" and "Error handling request …" quote the request.
        return "gunicorn could not handle a request"
    return words


def _speaker(record: logging.LogRecord) -> dict[str, str]:
    """Who spoke, and of a library where in its code."""
    if record.name.startswith(_OURS):
        return {"logger": record.name}
    return {"logger": record.name, "at": f"{Path(record.pathname).name}:{record.lineno}"}


def _error(record: logging.LogRecord) -> dict[str, str]:
    """An exception becomes its type and its trail."""
    error = record.exc_info[1] if record.exc_info else None
    return {} if error is None else {"error": type(error).__name__, "trail": trail(error)}
