"""The violations of one input, counted in full and kept in part: a hostile input costs neither memory nor a long answer.

At most 200 of one code are built, and 1,000 in all are shown; a last one says how many more there are
(contract §6). Whoever finds one calls ``admits`` first and builds it only when it will be kept. An answer's severities
and cells are set here and nowhere else (``shown``).
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import replace

from service.errors import Severity, Violation

MOST_OF_ONE_CODE = 200
MOST_SHOWN = 1_000
#: What is shown stays below this, so that an answer with it stays below 1 MB.
MOST_BYTES = 900_000
MORE = "more_faults"
_NAMES: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo"}
_ROW = re.compile(r"/\d+(?=/|$)")


class ViolationList:
    """Every violation counted by severity and code, and the first ones of each code kept.

    ``most`` is how many of one code are kept and ``most_shown`` how many of all are shown.
    """

    def __init__(self, most: int = MOST_OF_ONE_CODE, most_shown: int = MOST_SHOWN) -> None:
        self._most, self._most_shown = most, most_shown
        self._kept: list[Violation] = []
        self._counts: Counter[tuple[Severity, str]] = Counter()
        self._unsound: set[str] = set()

    def admits(self, code: str, severity: Severity = "error") -> bool:
        """Count one more violation; whether it is to be built and given to ``add``."""
        self._counts[severity, code] += 1
        return self._counts[severity, code] <= self._most

    def add(self, violation: Violation) -> None:
        """Keep a violation that was admitted."""
        self._kept.append(violation)

    def extend(self, violations: Iterable[Violation], *, first: bool = False) -> None:
        """Count violations that are there already and keep those that are admitted; ``first`` puts them in front."""
        admitted = [found for found in violations if self.admits(found.code, found.severity)]
        place = 0 if first else len(self._kept)
        self._kept[place:place] = admitted

    def left_out(self, pointer: str) -> None:
        """A value at this pointer is unsound although no violation was built for it."""
        self._unsound.add(_ROW.sub("/*", pointer))

    def kept(self) -> list[Violation]:
        """Every violation that was built, errors first; an answer takes ``shown``."""
        return sorted(self._kept, key=lambda found: found.severity != "error")

    def wrong_pointers(self) -> frozenset[str]:
        """The pointers of all errors that are kept."""
        return frozenset(found.pointer for found in self._kept if found.severity == "error")

    def unsound(self) -> frozenset[str]:
        """The pointers of all errors, ``*`` for the row of a list; also of those that were not built."""
        return frozenset(
            {_ROW.sub("/*", pointer) for pointer in self.wrong_pointers()} | self._unsound
        )

    def is_unsound_inside(self, pointer: str) -> bool:
        """Whether an error stands inside the part at this pointer, or may: of rows it is not told which."""
        around = _ROW.sub("/*", pointer) + "/"
        return any(unsound.startswith(around) for unsound in self.unsound())

    def counts(self, *, strict: bool = False) -> dict[Severity, Counter[str]]:
        """How many there are in truth, by severity and code; ``strict`` counts warnings as errors."""
        found: dict[Severity, Counter[str]] = {"error": Counter(), "warning": Counter()}
        for (severity, code), count in self._counts.items():
            found["error" if strict else severity][code] += count
        return found

    def shown(
        self, *, strict: bool = False, cells: Mapping[str, str] | None = None
    ) -> tuple[Violation, ...]:
        """What an answer lists: errors before warnings, both ended by ``more_faults`` if any is left out.

        ``strict`` makes warnings errors; ``cells`` gives a violation that has none the cell of its pointer.
        """
        fitting = [_completed(found, strict, cells or {}) for found in self._fitting()]
        shown: list[Violation] = []
        for severity, by_code in self.counts(strict=strict).items():
            of_severity = [found for found in fitting if found.severity == severity]
            shown += of_severity
            if by_code.total() > len(of_severity):
                shown.append(_more(by_code.total() - len(of_severity), severity))
        return tuple(shown)

    def _fitting(self) -> Iterator[Violation]:
        """Those that fit into an answer: so many of a code, so many in all, so many bytes."""
        of_code: Counter[str] = Counter()
        bytes_left = MOST_BYTES
        for violation in self.kept():
            if of_code.total() >= self._most_shown:
                return
            size = _bytes(violation)
            if of_code[violation.code] < self._most and size <= bytes_left:
                of_code[violation.code] += 1
                bytes_left -= size
                yield violation


def _bytes(violation: Violation) -> int:
    text = json.dumps(violation.as_json(), ensure_ascii=False, default=str)
    return len(text.encode("utf-8", "replace"))


def _completed(violation: Violation, strict: bool, cells: Mapping[str, str]) -> Violation:
    severity: Severity = "error" if strict else violation.severity
    return replace(
        violation, severity=severity, cell=violation.cell or cells.get(violation.pointer)
    )


def _more(count: int, severity: Severity) -> Violation:
    return Violation(
        "",
        "Dữ liệu",
        MORE,
        f"Còn {count} {_NAMES[severity]} nữa chưa nêu ở đây; hãy sửa những chỗ đã nêu rồi kiểm tra lại.",
        severity,
    )


# --- while a schema reads ------------------------------------------------------------------------

_READING: ContextVar[ViolationList | None] = ContextVar("_READING", default=None)


@contextlib.contextmanager
def reading_into(found: ViolationList | None) -> Iterator[None]:
    """What fields refuse inside the block is counted in ``found``; with None it is not counted.

    A marshmallow field is called by marshmallow, which hands nothing through to it.
    """
    token = _READING.set(found)
    try:
        yield
    finally:
        _READING.reset(token)


def admits(code: str) -> bool:
    """Whether a field that refuses a value builds its violation; always, outside a reading that counts."""
    found = _READING.get()
    return found is None or found.admits(code)
