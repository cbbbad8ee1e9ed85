"""Numbers and bullets typed before a heading or a line, which the service sets itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from service.errors import Violation
from service.language import wording
from service.rules import violation_at
from service.rules.content import item_texts


def of_heading(pointer: str, heading: str | None) -> Iterator[Violation]:
    """What stands before a heading: "II.2", "1.2.3", "a/", "(1)"."""
    return _removed(
        pointer,
        heading,
        wording.without_number(heading or ""),
        "Số thứ tự gõ ở đầu đề mục đã được bỏ vì văn bản tự đánh số; hãy xóa số đó.",
    )


def of_items(pointer: str, items: Sequence[Any] | None) -> Iterator[Violation]:
    """The same before the items of a section, of both levels."""
    for inside, text in item_texts(items):
        yield from _of_line(pointer + inside, text)


def of_lines(pointer: str, lines: Iterable[str | None] | None) -> Iterator[Violation]:
    """What stands before the lines of a dashed list: "+", "•", "1.", "a)"."""
    for place, line in enumerate(lines or ()):
        yield from _of_line(f"{pointer}/{place}", line)


def _of_line(pointer: str, line: str | None) -> Iterator[Violation]:
    return _removed(
        pointer,
        line,
        wording.without_bullet(line or ""),
        "Dấu đầu dòng hoặc số gõ ở đầu ý đã được bỏ vì văn bản tự đặt gạch đầu dòng; hãy xóa dấu đó.",
    )


def _removed(pointer: str, typed: str | None, bare: str, message: str) -> Iterator[Violation]:
    if typed and bare != typed:
        yield violation_at(pointer, message, bare)
