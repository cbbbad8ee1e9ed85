"""A whole text becomes the draft of minutes: when, where, who, what happened, what was concluded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.importing.word import entries as entry_reader
from service.importing.word import (
    foot_extent,
    headings,
    labels,
    lists,
    minutes_acts,
    minutes_facts,
    minutes_foot,
    people_in_line,
)
from service.importing.word.blocks import Source
from service.importing.word.entries import Entry
from service.importing.word.letterhead import HeadReader, HeadRules
from service.importing.word.lines import DraftLines, Line
from service.importing.word.minutes_people import PeopleWriter
from service.importing.word.minutes_sentences import SentenceReader, Writing
from service.importing.word.section_content import ContentWriter
from service.language import vietnamese
from service.schema import pointers
from service.workbook.plan import Sheet

_RULES = HeadRules("Biên bản", has_date=False)
_LISTS = frozenset({"/attendees/*", "/absentees/*"})
_EVENTS = (
    ("hội nghị", "hoi_nghi"),
    ("hội thảo", "hoi_thao"),
    ("cuộc họp", "cuoc_hop"),
    ("họp", "cuoc_hop"),
)


_NO_TIME = "Không rõ thời gian, địa điểm ở dòng này; hãy nhập vào mục của chúng."
_COUNTED = "Số người đã nêu ở trên; hãy xem số nào đúng."
_UNREAD_TABLE = "Không rõ bảng này thuộc mục nào nên đặt ở phần diễn biến."


def draft(source: Source, sheets: Sequence[Sheet]) -> DraftLines:
    """The draft of conference minutes; ``sheets`` are the lists of its form."""
    return _MinutesDraft(source.formatted, sheets).read(entry_reader.read(source.blocks))


class _MinutesDraft:
    """Goes through the entries; ``_into`` is the field that lines belong to until the next one begins."""

    def __init__(self, formatted: bool, sheets: Sequence[Sheet]) -> None:
        self._formatted = formatted
        self._sheets = [sheet for sheet in sheets if sheet.row in _LISTS or not sheet.row]
        self._draft = DraftLines()
        self._content = ContentWriter(self._draft, of_steps=True)
        self._into = ""
        self._current = ""
        #: Whether a line of the open field had a label.
        self._labelled = False
        self._headings = 0
        self._lists = lists.Lists({})
        self._sentences = SentenceReader(self._draft)
        self._people = PeopleWriter(self._draft)
        self._pending: list[Entry] = []

    def read(self, entries: Sequence[Entry]) -> DraftLines:
        head = HeadReader(self._draft, _RULES, self._unknown).read(
            entries, formatted=self._formatted
        )
        self._event()
        foot = head + foot_extent.begins_at(entries[head:])
        body = entries[head:foot]
        self._lists = lists.read(body[: minutes_acts.begin(body)], self._sheets)
        self._take_lists()
        depths = headings.depths(body, 3, formatted=self._formatted)
        for place, entry in enumerate(body):
            self._entry(place, entry, depths[place])
        self._flush()
        end = foot + minutes_foot.read(self._draft, entries[foot:], self._unknown)
        for entry in entries[end:]:
            self._unknown(entry, entry.whole, "Đứng sau phần ký, không rõ thuộc mục nào.")
        self._drop_derived_names()
        self._content.finish()
        return self._draft

    def _event(self) -> None:
        subject = vietnamese.lower(
            " ".join(line.text for line in self._draft.lines if line.pointer == "/subject")
        )
        found = [(subject.find(word), kind) for word, kind in _EVENTS if word in subject]
        if found:
            self._draft.derived["/event_kind"] = min(found)[1]

    def _take_lists(self) -> None:
        data = self._lists.data
        for key, rows in data.items() if isinstance(data, dict) else ():
            self._draft.facts |= dict(pointers.flatten(rows, f"/{key}"))
            for _ in rows if isinstance(rows, list) else ():
                self._draft.place(f"/{key}")
        self._draft.violations.extend(self._lists.violations)

    def _drop_derived_names(self) -> None:
        """A signature says a name more surely than a role among those who came."""
        for pointer in ("/chair/full_name", "/secretary/full_name"):
            if self._draft.has(pointer):
                self._draft.derived.pop(pointer, None)

    def _unknown(self, entry: Entry, text: str, doubt: str) -> None:
        """What was not understood is a paragraph where it stood."""
        if entry.table is not None:
            self._table(entry)
            return
        self._flush()
        self._content.loose(text, self._proceedings(), doubt)

    def _proceedings(self) -> str:
        if not self._current:
            self._current = self._draft.place("/proceedings")
        return self._current

    # --- one entry -------------------------------------------------------------------------------

    def _entry(self, place: int, entry: Entry, depth: int) -> None:
        cells = self._lists.cells.get(place)
        if cells:
            self._flush()
            shown = lists.shown(entry)
            self._draft.add(
                Line("table", cells=tuple(cells), why="Danh sách người dự", value=shown)
            )
        elif entry.table is not None:
            self._table(entry)
        elif self._written(self._sentences.read(entry.label.rest, entry.label.text)):
            if minutes_facts.ABSENT.fullmatch(entry.label.rest) and self._into in (
                "",
                *minutes_acts.PEOPLE,
            ):
                self._into, self._labelled = "absentees", False
        elif not self._fact(entry, depth):
            self._inside(entry, depth)

    def _written(self, writing: Writing | None) -> bool:
        """Write what was read, behind what waits."""
        if writing is not None:
            self._flush()
            writing()
        return writing is not None

    # --- "Địa điểm: …" ---------------------------------------------------------------------------

    def _fact(self, entry: Entry, depth: int) -> bool:
        """Lines that name a field; what stands behind the colon is its value, else the next lines are."""
        for fact in minutes_facts.FACTS:
            found = fact.begins.match(entry.label.rest)
            if found is None or (not depth and not found["mark"]):
                continue
            rest = entry.label.rest[found.end() :]
            before = f"{entry.label.text} {found[0]}"
            if self._taken(fact, before, rest):
                return True
        return False

    def _taken(self, fact: minutes_facts.Fact, before: str, rest: str) -> bool:
        pointer = f"/{fact.key}"
        if fact.key in ("started_at", "times"):
            return self._time(rest, before) or self._unread_time(fact.key, before, rest)
        if fact.key == "ended_at":
            return self._written(self._sentences.moment(pointer, fact.called, rest, before))
        if fact.key == "venue":
            return self._written(self._venue(before, rest))
        if fact.key in ("chair", "secretary"):
            if self._draft.has(f"{pointer}/full_name"):
                return False
            if rest and fact.key == "chair" and self._written(self._people.chairs(before, rest)):
                return True
            if rest and not people_in_line.names_others(rest):
                return self._written(self._people.person(pointer, before, rest, fact.called))
        return self._opened(fact, before, rest)

    def _time(self, text: str, before: str) -> bool:
        """The beginning and the place, or the beginning alone."""
        return self._written(
            self._sentences.when_and_where(text, before)
            or self._sentences.moment("/started_at", "Bắt đầu lúc", text, before)
        )

    def _unread_time(self, key: str, before: str, rest: str) -> bool:
        """A time that was not understood is asked about; both may stand in the next line."""
        if rest and not self._draft.has("/started_at") and self._into in ("", "times"):
            self._flush()
            self._loose(" ".join(f"{before} {rest}".split()), _NO_TIME)
            return True
        if not rest and key == "times":
            self._draft.drop(before, "tên mục do văn bản tự in")
            self._into = "times"
            return True
        return False

    def _is_inside_proceedings(self) -> bool:
        """Whether who came is known, and the meeting has begun: "Có mặt: …" then opens no list again."""
        began = self._into in ("proceedings", "conclusions")
        return began and bool(self._draft.rows_of("/attendees"))

    def _venue(self, before: str, rest: str) -> Writing | None:
        if not rest or self._draft.has("/venue"):
            return None
        both = self._sentences.when_and_where(rest, before)
        return both or (lambda: self._draft.entry("/venue", rest, "Địa điểm", before))

    def _opened(self, fact: minutes_facts.Fact, before: str, rest: str) -> bool:
        """The lines that follow belong to this field, until the next one begins."""
        if fact.key in minutes_acts.PEOPLE and minutes_facts.COUNTS.fullmatch(
            f"{before} {rest}".strip()
        ):
            self._loose(f"{before} {rest}".strip(), _COUNTED)
            return True
        if fact.key in minutes_acts.PEOPLE and rest and self._is_inside_proceedings():
            return fact.key == "absentees" and self._written(self._people.absent(before, rest))
        self._flush()
        self._into, self._labelled = fact.key, False
        if fact.key == "proceedings" and rest:
            return False
        self._draft.drop(before, f"“{fact.called}” do văn bản tự in")
        if rest:
            self._member(fact.key, "", rest)
        return True

    # --- lines of a field ------------------------------------------------------------------------

    def _member(self, key: str, label: str, text: str, doubt: str = "") -> None:
        """One line of a list: of people, of the agenda, of the conclusions."""
        if key == "attendees":
            self._people.attendee(label, text, doubt)
        elif key == "absentees":
            if not self._written(self._people.absent(label, text)):
                self._loose(f"{label} {text}".strip(), "Không rõ họ tên người vắng mặt.")
        elif key in ("chair", "secretary"):
            self._people.single(f"/{key}", label, text)
            self._into = "attendees"
        else:
            at = self._draft.place(f"/{key}")
            self._draft.add(Line("item", text, at, before=label, level=1, number="-", doubt=doubt))

    def _loose(self, text: str, doubt: str) -> None:
        self._content.loose(text, self._proceedings(), doubt)

    def _inside(self, entry: Entry, depth: int) -> None:
        """A line inside the field that is open; a further heading, or what tells of the proceedings, ends it."""
        text, key = entry.label.rest, self._into
        if key == "times":
            if self._time(text, entry.label.text):
                return
            key = ""
        if minutes_acts.ends_list(key, entry.label, below_labels=self._labelled) or (
            depth and not entry.is_bullet and key not in ("", "proceedings", "attendees")
        ):
            self._into = key = "proceedings"
        if key in ("", "proceedings"):
            self._into = "proceedings"
            self._proceeding(entry, depth)
        elif labels.is_drawn(entry.whole):
            self._draft.drop(entry.whole, "đường kẻ do văn bản tự in")
        elif key in minutes_acts.PEOPLE and minutes_acts.may_tell(text):
            self._flush()
            self._loose(entry.whole, minutes_acts.UNCLEAR)
        else:
            doubt = minutes_acts.doubt(key, entry.label, below_labels=self._labelled)
            self._member(key, entry.label.text, text, doubt)
            self._labelled |= bool(entry.label.text)

    def _proceeding(self, entry: Entry, depth: int) -> None:
        if depth and len(entry.label.rest) <= 300:
            self._flush()
            self._headings += 1
            self._current = self._draft.place("/proceedings")
            self._draft.add(
                Line(
                    "heading",
                    entry.label.rest,
                    f"{self._current}/heading",
                    before=entry.label.text,
                    level=1,
                    number=f"{self._headings}.",
                )
            )
            return
        self._pending.append(entry)

    def _flush(self) -> None:
        """Write the paragraphs and items that wait for what follows them."""
        waiting, self._pending = self._pending, []
        if waiting:
            self._content.write(waiting, self._proceedings(), 1)

    def _table(self, entry: Entry) -> None:
        """A table of what happened stands with the lines around it; one of before is told."""
        self._pending.append(entry)
        if self._into != "proceedings":
            self._flush()
            self._draft.lines[-1] = replace(self._draft.lines[-1], doubt=_UNREAD_TABLE)
