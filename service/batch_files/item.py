"""One item of a batch, and the line of JSON by which it waits for a runner."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from service.errors import Violation
from service.intake import ParsedInput
from service.untrusted.strict_json import read_json, write_json


@dataclass(frozen=True, slots=True)
class BatchItem:
    """``parsed`` is its input; where there is none, ``violations`` say why.

    ``is_document`` is false for what only has to be told: a row that belongs to no document, or, with
    ``is_of_system``, a file that systems put beside others.
    """

    id: str
    parsed: ParsedInput | None
    violations: tuple[Violation, ...] = ()
    is_document: bool = True
    is_of_system: bool = False
    #: The input's JSON as it was written, in which a broken letter is an escape that a line can hold; "" where it was no JSON.
    text: str = ""

    def as_line(self) -> bytes:
        """``{id, input?, cells?, violations?}`` in one line."""
        line: dict[str, Any] = {"id": self.id}
        found = self.violations if self.parsed is None else self.parsed.violations
        if found:
            line["violations"] = [asdict(violation) for violation in found]
        if self.parsed is not None:
            line["cells"] = dict(self.parsed.cells)
            if not self.text:
                line["input"] = self.parsed.data
        written = write_json(line)
        if not self.text:
            return written
        return written[:-1] + b', "input": ' + self.text.encode() + b"}"

    @classmethod
    def of_line(cls, line: bytes) -> BatchItem:
        """An item that was written by ``as_line``, or sent as ``{id, input}``."""
        found = read_json(line)
        violations = tuple(Violation(**violation) for violation in found.get("violations", ()))
        if "input" not in found:
            return cls(found["id"], None, violations)
        return cls(found["id"], ParsedInput(found["input"], found.get("cells", {}), violations))
