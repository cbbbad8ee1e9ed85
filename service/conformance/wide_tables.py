"""Which tables of the text do not fit between the margins of their section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.conformance.obstacles import is_locked
from service.conformance.word_document import Table, WordDocument

#: What a table may reach over the margin: Word's own stand out by the free space in their cells, on both sides.
_OVER_MM: Final = 5.0


def wide_tables(document: WordDocument, section: int, room_mm: float) -> Iterator[Table]:
    """The tables of a section that are wider than the text there will be, and may be narrowed."""
    for table in document.tables:
        is_in_text = table.part == document.main_part and table.parent is None
        if (
            is_in_text
            and table.section == section
            and sum(table.column_widths_mm) > room_mm + _OVER_MM
            and not is_locked(table.element)
        ):
            yield table
