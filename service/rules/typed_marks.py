"""Numbers and bullets typed before a heading or a line, which the service sets itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.errors import Violation
from service.language import wording
from service.rules import violation_at


def of_heading(pointer: str, heading: str | None) -> Iterator[Violation]:
    """What stands before a heading: "II.2", "1.2.3", "a/", "(1)"."""
    bare = wording.without_number(heading or "")
    if heading and bare != heading:
        yield violation_at(
            pointer,
            "Số thứ tự gõ ở đầu đề mục đã được bỏ vì văn bản tự đánh số; hãy xóa số đó.",
            bare,
        )


def of_lines(pointer: str, lines: Iterable[str | None] | None) -> Iterator[Violation]:
    """What stands before the lines of a dashed list: "+", "•", "1.", "a)"."""
    for place, line in enumerate(lines or ()):
        bare = wording.without_bullet(line or "")
        if line and bare != line:
            yield violation_at(
                f"{pointer}/{place}",
                "Dấu đầu dòng hoặc số gõ ở đầu ý đã được bỏ vì văn bản tự đặt gạch đầu dòng; hãy xóa dấu đó.",
                bare,
            )
