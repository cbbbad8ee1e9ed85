"""Rules about numbered lists: more rows than the numbering has numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, rule, violation_at


@rule("too_many_numbered")
def too_many_awards(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục khen thưởng có một phụ lục đánh số La Mã nên có nhiều nhất 3999 mục: số La Mã không viết được số lớn hơn."""
    yield from _beyond_roman("/awards", record.get("awards"), "mục khen thưởng")


@rule("too_many_numbered")
def too_many_in_report(record: Record, reference: Any) -> Iterator[Violation]:
    """Phần, đề mục lớn và phụ lục đánh số La Mã nên mỗi danh sách có nhiều nhất 3999 mục: số La Mã không viết được số lớn hơn."""
    sections = record.get("sections") or ()
    yield from _beyond_roman("/sections", sections, "đề mục lớn")
    if record.get("use_parts"):
        for index, part in enumerate(sections):
            yield from _beyond_roman(
                f"/sections/{index}/sections", part.get("sections"), "đề mục lớn trong một phần"
            )
    yield from _beyond_roman("/annexes", record.get("annexes"), "phụ lục")


def _beyond_roman(pointer: str, rows: Sequence[Any] | None, called: str) -> Iterator[Violation]:
    """A violation at the first row that has no number; ``called`` is the word for the rows."""
    count, most = len(rows or ()), vietnamese.LARGEST_ROMAN
    if count > most:
        yield violation_at(
            f"{pointer}/{most}",
            f"Có {count} {called}, nhiều nhất là {most} vì số La Mã chỉ đánh được đến đó; hãy tách thành nhiều văn bản.",
        )
