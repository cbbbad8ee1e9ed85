"""What stands in one section, in its order: paragraphs, items, tables of a report.

The form has paragraphs first, then items, then one table. Where a text mixes them, items that stand before
a paragraph become paragraphs and keep their dash, so that the order stays; a table in the middle is moved
to the end of its section, further ones become annexes, and the clerk is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from service.importing.word import captions, labels, tables
from service.importing.word.entries import Entry
from service.importing.word.lines import DraftLines, Line

_MOVED = "Bảng đứng giữa mục; mẫu đặt bảng ở cuối mục nên bảng được chuyển xuống."
_ANNEX = "Mẫu chỉ có một bảng trong mỗi mục; bảng này thành phụ lục, hãy đặt tên cho phụ lục."


def bulleted(entry: Entry) -> str:
    """A line of a list as a paragraph: its dash or plus stays."""
    if not entry.is_bullet:
        return entry.whole
    mark = {"plus": "+", "dash": "-"}.get(entry.label.kind, "-" if item_level(entry) == 1 else "+")
    return f"{mark} {entry.label.rest}"


def item_level(entry: Entry) -> int:
    """1 for a dash, 2 for a plus or a bullet of a list inside a list."""
    deep = entry.paragraph is not None and entry.paragraph.list_level > 1
    return 2 if entry.label.kind == "plus" or deep else 1


class ContentWriter:
    """Writes the content of sections into the draft. ``annex`` gives the pointer of a further annex."""

    def __init__(self, draft: DraftLines, annex: Callable[[], str]) -> None:
        self._draft, self._annex = draft, annex

    def write(self, entries: Sequence[Entry], pointer: str, level: int) -> None:
        """The content of the section at ``pointer``."""
        main = _main_table(entries)
        items = _first_item(entries, main)
        captions = self._captions(entries)
        for place, entry in enumerate(entries):
            if place in captions:
                continue
            if entry.table is not None:
                self._table(entries, place, pointer, main)
            elif place >= items and entry.is_bullet:
                at = self._draft.place(f"{pointer}/items")
                self._draft.add(
                    Line(
                        "item",
                        entry.label.rest,
                        at,
                        before=entry.label.text,
                        level=level,
                        number="-",
                    )
                )
            else:
                self.paragraph(entry, f"{pointer}/paragraphs", level)

    def paragraph(self, entry: Entry, listed: str, level: int = 0, doubt: str = "") -> None:
        """One paragraph into a list of paragraphs; lines of lists keep their marks."""
        text = entry.whole
        if labels.is_drawn(text) or text == "./.":
            self._draft.drop(text, "đường kẻ, dấu kết thúc do văn bản tự in")
        elif not entry.text:
            self._draft.drop(text, "dòng trống có đánh số")
        elif labels.is_contents(text):
            self._draft.drop(text, "mục lục của bài cũ")
        elif entry.is_bullet and entry.paragraph is not None:
            self._bulleted(entry, listed, level)
        elif text:
            self._draft.add(
                Line("paragraph", text, self._draft.place(listed), level=level, doubt=doubt)
            )

    def _bulleted(self, entry: Entry, listed: str, level: int) -> None:
        """A line of a list among paragraphs; a symbol before it becomes a dash or a plus."""
        shown = bulleted(entry)
        mark = shown.split(" ", 1)[0]
        same = entry.label.text == mark
        self._draft.add(
            Line(
                "paragraph", shown if same else entry.label.rest, self._draft.place(listed),
                before="" if same else entry.label.text, level=level + item_level(entry) - 1,
                value=None if same else shown,
            )
        )  # fmt: skip

    # --- tables ----------------------------------------------------------------------------------

    def _captions(self, entries: Sequence[Entry]) -> set[int]:
        """Places of paragraphs that belong to the table below them."""
        found: set[int] = set()
        for place, entry in enumerate(entries):
            if entry.table is not None:
                found |= set(range(captions.first_above(entries, place), place))
        return found

    def _table(self, entries: Sequence[Entry], place: int, pointer: str, main: int | None) -> None:
        table = entries[place].table
        assert table is not None  # noqa: S101 - asked by the caller
        doubt = ""
        if place == main:
            at = f"{pointer}/table"
            doubt = _MOVED if place != len(entries) - 1 else ""
        else:
            at, doubt = f"{self._annex()}/table", _ANNEX
        self._above(entries, place, at)
        value, cells = tables.as_input(tables.lay(table), at)
        known = {f"{at}/{key}": cell for key, cell in value.items()}
        self._draft.facts |= known
        self._draft.add(Line("table", pointer=at, cells=tuple(cells), doubt=doubt, value=value))

    def _above(self, entries: Sequence[Entry], place: int, at: str) -> None:
        first = place
        while first and (
            captions.unit(entries[first - 1]) or captions.is_caption(entries[first - 1])
        ):
            first -= 1
        for entry in entries[first:place]:
            found = captions.unit(entry)
            if found:
                text = entry.whole
                self._draft.field(
                    f"{at}/unit", found["unit"], "Đơn vị tính của bảng",
                    before=text[: found.start("unit")], after=text[found.end("unit") :],
                )  # fmt: skip
            else:
                self._draft.field(f"{at}/caption", entry.whole, "Tên bảng")


def _main_table(entries: Sequence[Entry]) -> int | None:
    """The table that stays in the section: the one that ends it, else the first."""
    found = [place for place, entry in enumerate(entries) if entry.table is not None]
    if not found:
        return None
    return found[-1] if found[-1] == len(entries) - 1 else found[0]


def _first_item(entries: Sequence[Entry], main: int | None) -> int:
    """From where on lines of a list may be items: only items of one level follow, and the table."""
    place = len(entries)
    while place and (
        (entries[place - 1].table is not None)
        or (entries[place - 1].is_bullet and item_level(entries[place - 1]) == 1)
    ):
        place -= 1
    behind = entries[place:]
    table_first = main is not None and any(
        entry.is_bullet for entry in entries[max(main, place) + 1 :]
    )
    return len(entries) if table_first or not behind else place
