"""Events become JSON lines on one stream; only this module knows structlog, and how a request is named.

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
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import structlog

_REQUEST_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_OURS = ("service.", "gunicorn.")
_TRAIL_STEPS = 8

Event = MutableMapping[str, Any]


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
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**names)


def note(**more: Any) -> None:
    """Further names for the rest of the request: codes and counts, never a value."""
    structlog.contextvars.bind_contextvars(**more)


def end() -> None:
    """The request is over."""
    structlog.contextvars.clear_contextvars()


def logger(of: str) -> structlog.stdlib.BoundLogger:
    """The logger of one module, given its ``__name__``: ``.info("event", key=value)``."""
    found: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(of)
    return found


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
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_without_foreign_words],
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                _without_messages,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(_json),
            ],
        )
    )
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if isinstance(handler, _Lines)]:
        root.removeHandler(old)
    root.addHandler(lines)
    root.setLevel(logging.INFO)
    logging.captureWarnings(True)


def _json(event: Event, **_: Any) -> str:
    first = {key: event.pop(key) for key in ("time", "level", "event") if key in event}
    return json.dumps(
        {**first, "pid": os.getpid(), **dict(sorted(event.items()))},
        ensure_ascii=False,
        default=lambda it: type(it).__name__,
    )


def _without_foreign_words(_: Any, __: str, event: Event) -> Event:
    """What a library says of a request is left out: only that it spoke, and where in its code."""
    record: logging.LogRecord = event["_record"]
    words = str(event["event"]).split("\n", 1)[0]
    if not record.name.startswith(_OURS):
        words = "a library reports"
    elif record.name.startswith("gunicorn.") and "request" in words.lower():
        # "Invalid request from ip=…: …" and "Error handling request …" quote the request.
        words = "gunicorn could not handle a request"
    event["event"] = words
    if not record.name.startswith(_OURS):
        event["at"] = f"{Path(record.pathname).name}:{record.lineno}"
    return event


def _without_messages(_: Any, __: str, event: Event) -> Event:
    """An exception becomes its type and its trail."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["trail"] = trail(error)
    return event


structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
