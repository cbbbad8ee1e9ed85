"""Violations and failures become lines for a person, or one JSON object for a program."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from service import answers
from service.errors import ValueLost, VanbanError

Answer = Mapping[str, Any]
#: In the context of a command: what it reports goes out as JSON.
AS_JSON = f"{__name__}.json"


def as_json(answer: Any) -> bytes:
    """JSON with Vietnamese as it is; a lone surrogate, which UTF-8 cannot hold, as its escape."""
    text = json.dumps(answer, default=answers.plain, ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


def as_lines(answer: Answer) -> bytes:
    """One line for each violation, errors first, and for each change that was made in Word.

    ``/subject: lỗi [required] Trích yếu: …``, with the cell of a spreadsheet, and the right value where it is certain.
    """
    return _shown([*_violations(answer), *_changes(answer)])


def item_lines(name: str, answer: Answer) -> bytes:
    """The lines of one item of a batch, its name before each of them."""
    return named(name, list(_violations(answer)))


def named(name: str, lines: list[str]) -> bytes:
    """Lines with the name of their file before each."""
    return _shown([f"{name}: {line}" for line in lines])


def tally_line(made: int, refused: int) -> bytes:
    """How a batch ended, in one line."""
    return _shown([f"Đã tạo {made} văn bản, {refused} mục bị từ chối."])


def of_error(error: VanbanError) -> dict[str, Any]:
    """``{valid: false, detail, errors[], warnings[]}``, with ``where`` and ``limit`` as in the API (contract §7)."""
    known = {name: value for name, value in error.members.items() if value is not None}
    # Whoever runs the command also runs what failed: which values were lost is no secret.
    lost = {"pointers": error.logged["pointers"]} if isinstance(error, ValueLost) else {}
    return {"valid": False, "detail": str(error), "errors": [], "warnings": [], **known, **lost}


def error_lines(error: VanbanError) -> bytes:
    """The violations of an error that has any, else its sentence and the place that could not be read."""
    answer = of_error(error)
    if answer["errors"]:
        return as_lines(answer)
    where = f" ({answer['where']})" if "where" in answer else ""
    return _shown([f"vanban: {answer['detail']}{where}", *answer.get("pointers", ())])


def _violations(answer: Answer) -> Iterator[str]:
    for severity, called in (("errors", "lỗi"), ("warnings", "cảnh báo")):
        yield from (_line(called, violation) for violation in answer.get(severity, ()))


def _line(severity: str, violation: Answer) -> str:
    cell = f" (ô {violation['cell']})" if "cell" in violation else ""
    suggestion = (
        f" → {json.dumps(violation['suggestion'], ensure_ascii=False, default=answers.plain)}"
        if "suggestion" in violation
        else ""
    )
    return (
        f"{violation['pointer'] or '/'}: {severity} [{violation['code']}] "
        f"{violation['field']}: {violation['message']}{cell}{suggestion}"
    )


def _changes(answer: Answer) -> Iterator[str]:
    for change in answer.get("changes", ()):
        place = change["pointer"] or "/"
        yield f"{place}: đã sửa trong Word [{change['kind']}] {change['where']}"


def _shown(lines: list[str]) -> bytes:
    """Text for a terminal: what a file holds neither moves its cursor nor colours it."""
    return "".join("".join(map(_harmless, line)) + "\n" for line in lines).encode()


def _harmless(character: str) -> str:
    if unicodedata.category(character)[0] != "C":
        return character
    return character.encode("unicode_escape").decode()
