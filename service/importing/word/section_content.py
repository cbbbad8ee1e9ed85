"""What stands in one section or step of a text, in its order: paragraphs, items of two levels, tables.

Paragraphs, then items, then one table go to the fields of these names; in any other order they become blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.importing.word import captions, labels, page_numbers, report_table
from service.importing.word.entries import Entry
from service.importing.word.lines import DraftLines, Line

#: Paragraphs, items, a table: what the fields of a section print in this order; a step has no table.
_PLAIN, _PLAIN_STEP = re.compile("p*i?t?"), re.compile("p*i?")

_ONLY_A_FIGURE = "Dòng này chỉ có một số; nếu là số trang của bài cũ thì hãy xóa."


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
    """Writes the content of sections and steps into the draft; ``finish`` when all is written."""

    def __init__(self, draft: DraftLines, *, of_steps: bool = False) -> None:
        self._draft = draft
        self._plain = _PLAIN_STEP if of_steps else _PLAIN
        #: By section or step the kinds of its blocks, in their order.
        self._kinds: dict[str, list[str]] = {}

    def write(self, entries: Sequence[Entry], pointer: str, level: int) -> None:
        """Further content of the section or step at ``pointer``."""
        for kind, places in _parts(entries, self._captions(entries)):
            held = [entries[place] for place in places]
            if kind == "t":
                self._table(entries, places[0], f"{self._block(pointer, kind)}/table")
            elif kind == "i":
                self._items(held, f"{self._block(pointer, kind)}/items", level)
            elif kind == "p":
                text, at = held[0].whole, f"{self._block(pointer, kind)}/paragraph"
                doubt = _ONLY_A_FIGURE if page_numbers.is_bare(text) else ""
                self._draft.add(Line("paragraph", text, at, level=level, doubt=doubt))
            else:
                self._draft.drop(held[0].whole, _why_dropped(held[0]))

    def loose(self, text: str, pointer: str, doubt: str) -> None:
        """What was not understood is a paragraph where it stood."""
        at = f"{self._block(pointer, 'p')}/paragraph"
        self._draft.add(Line("paragraph", text, at, doubt=doubt))

    def finish(self) -> None:
        """Move content that stands in the order of the plain fields into them."""
        moved: dict[str, str] = {}
        for pointer, kinds in self._kinds.items():
            if not self._plain.fullmatch("".join(kinds)):
                continue
            for place, kind in enumerate(kinds):
                block = f"{pointer}/blocks/{place}"
                if kind == "p":
                    moved[f"{block}/paragraph"] = self._draft.place(f"{pointer}/paragraphs")
                else:
                    name = "items" if kind == "i" else "table"
                    moved[f"{block}/{name}"] = f"{pointer}/{name}"
        self._draft.move(moved)

    def _block(self, pointer: str, kind: str) -> str:
        """The block that comes next; items go on in the block that they ended."""
        kinds = self._kinds.setdefault(pointer, [])
        if kind != "i" or kinds[-1:] != ["i"]:
            kinds.append(kind)
        return f"{pointer}/blocks/{len(kinds) - 1}"

    def _items(self, entries: Sequence[Entry], listed: str, level: int) -> None:
        """Lines of a list; those of the second level stand inside the one above them."""
        around = ""
        for entry, follower in zip(entries, [*entries[1:], None], strict=True):
            if around and item_level(entry) == 2:
                self._item(entry, self._draft.place(f"{around}/items"), level + 1, "+")
                continue
            around = self._draft.place(listed)
            has_inside = follower is not None and item_level(follower) == 2
            self._item(entry, f"{around}/text" if has_inside else around, level, "-")

    def _item(self, entry: Entry, at: str, level: int, number: str) -> None:
        self._draft.add(
            Line("item", entry.label.rest, at, before=entry.label.text, level=level, number=number)
        )

    def paragraph(self, entry: Entry, listed: str, level: int = 0, doubt: str = "") -> None:
        """One paragraph into a list of nothing but paragraphs; lines of lists keep their marks there."""
        text = entry.whole
        why = _why_dropped(entry)
        if why:
            self._draft.drop(text, why)
        elif entry.is_bullet and entry.paragraph is not None:
            self._bulleted(entry, listed, level)
        elif text:
            at = self._draft.place(listed)
            self._draft.add(Line("paragraph", text, at, level=level, doubt=doubt))

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

    def _table(self, entries: Sequence[Entry], place: int, at: str) -> None:
        table = entries[place].table
        assert table is not None  # noqa: S101 - asked by the caller
        self._above(entries, place, at)
        titles, table = report_table.without_titles(table)
        for entry in titles:
            self._title(entry, at)
        read = report_table.read(table, at)
        self._draft.facts |= {f"{at}/{key}": cell for key, cell in read.value.items()}
        self._draft.add(
            Line("table", pointer=at, cells=read.cells, value=read.value, doubt=read.doubt)
        )

    def _above(self, entries: Sequence[Entry], place: int, at: str) -> None:
        first = place
        while first and (
            captions.unit(entries[first - 1]) or captions.is_caption(entries[first - 1])
        ):
            first -= 1
        for entry in entries[first:place]:
            self._title(entry, at)

    def _title(self, entry: Entry, at: str) -> None:
        """A line that names a table, or the unit that it counts in."""
        found = captions.unit(entry)
        if found:
            text = entry.whole
            self._draft.field(
                f"{at}/unit", found["unit"], "Đơn vị tính của bảng",
                before=text[: found.start("unit")], after=text[found.end("unit") :],
            )  # fmt: skip
        else:
            self._draft.field(f"{at}/caption", entry.whole, "Tên bảng")


def _parts(entries: Sequence[Entry], above: set[int]) -> Iterator[tuple[str, list[int]]]:
    """Places of entries by what they are: "p" a paragraph, "i" a run of items, "t" a table, "" nothing."""
    items: list[int] = []
    for place, entry in enumerate(entries):
        if place in above:
            continue
        if entry.is_bullet and not _why_dropped(entry):
            items.append(place)
            continue
        if items:
            yield "i", items
            items = []
        if entry.table is not None:
            yield "t", [place]
        else:
            yield "" if _why_dropped(entry) else "p", [place]
    if items:
        yield "i", items


def _why_dropped(entry: Entry) -> str:
    """Why a paragraph is not taken, "" for one that is."""
    if entry.table is not None:
        return ""
    text = entry.whole
    if labels.is_drawn(text) or text == "./.":
        return "đường kẻ, dấu kết thúc do văn bản tự in"
    if not entry.text:
        return "dòng trống có đánh số"
    return "mục lục của bài cũ" if labels.is_contents(text) else ""
