"""A whole text becomes the draft of minutes: when, where, who, what happened, what was concluded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.importing.word import entries as entry_reader
from service.importing.word import (
    headings,
    labels,
    lists,
    minutes_facts,
    minutes_foot,
    people,
    signature,
)
from service.importing.word.blocks import Source
from service.importing.word.entries import Entry
from service.importing.word.letterhead import HeadReader, HeadRules
from service.importing.word.lines import DraftLines, Line
from service.importing.word.section_content import ContentWriter
from service.language import typed_text, vietnamese
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


_NO_PERSON = "Không rõ họ tên nên ghi là một nhóm người."
_NO_TABLES = "Mẫu biên bản không có chỗ cho bảng; mỗi dòng thành một đoạn văn."


def draft(source: Source, sheets: Sequence[Sheet]) -> DraftLines:
    """The draft of conference minutes; ``sheets`` are the lists of its form."""
    return _MinutesDraft(source.formatted, sheets).read(entry_reader.read(source.blocks))


class _MinutesDraft:
    """Goes through the entries; ``_into`` is the field that lines belong to until the next one begins."""

    def __init__(self, formatted: bool, sheets: Sequence[Sheet]) -> None:
        self._formatted = formatted
        self._sheets = [each for each in sheets if each.row in _LISTS or not each.row]
        self._draft = DraftLines()
        self._content = ContentWriter(self._draft, lambda: "")
        self._into = ""
        self._current = ""
        self._headings = 0
        self._lists = lists.Lists({})
        self._pending: list[Entry] = []

    def read(self, entries: Sequence[Entry]) -> DraftLines:
        head = HeadReader(self._draft, _RULES, self._unknown).read(
            entries, formatted=self._formatted
        )
        self._event()
        foot = head + signature.begins_at(entries[head:])
        body = entries[head:foot]
        self._lists = lists.read(body, self._sheets)
        self._take_lists()
        depths = headings.depths(body, 3, formatted=self._formatted)
        for place, entry in enumerate(body):
            self._entry(place, entry, depths[place])
        self._flush()
        end = foot + minutes_foot.read(self._draft, entries[foot:], self._unknown)
        for entry in entries[end:]:
            self._unknown(entry, entry.whole, "Đứng sau phần ký, không rõ thuộc mục nào.")
        return self._draft

    def _event(self) -> None:
        subject = vietnamese.lower(
            " ".join(each.text for each in self._draft.lines if each.pointer == "/subject")
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

    def _unknown(self, entry: Entry, text: str, doubt: str) -> None:
        """What was not understood is a paragraph where it stood."""
        if entry.table is not None:
            self._table(entry)
            return
        self._flush()
        at = self._draft.place(f"{self._proceedings()}/paragraphs")
        self._draft.add(Line("paragraph", text, at, doubt=doubt))

    def _proceedings(self) -> str:
        if not self._current:
            self._current = self._draft.place("/proceedings")
        return self._current

    # --- one entry -------------------------------------------------------------------------------

    def _entry(self, place: int, entry: Entry, depth: int) -> None:
        cells = self._lists.cells.get(place)
        if cells:
            self._flush()
            self._draft.add(
                Line(
                    "table", cells=tuple(cells), why="Danh sách người dự", value=lists.shown(entry)
                )
            )
        elif entry.table is not None:
            self._table(entry)
        elif not self._sentence(entry) and not self._fact(entry, depth):
            self._inside(entry, depth)

    def _sentence(self, entry: Entry) -> bool:
        """Sentences that minutes have: when it ended, that it was read out, how many came."""
        text, before = entry.label.rest, entry.label.text
        if len(text) > minutes_facts.LONGEST_SENTENCE:
            return False
        if found := minutes_facts.ENDED.fullmatch(text):
            return self._moment("/ended_at", "Kết thúc lúc", found, before)
        if (found := minutes_facts.STARTED.fullmatch(text)) and typed_text.read_moment(
            found["when"]
        ):
            return self._begun(found, before)
        if minutes_facts.READ_ALOUD.fullmatch(text):
            self._flush()
            self._draft.derived["/read_aloud"] = True
            self._draft.drop(entry.whole, "câu “biên bản đã được đọc lại” do văn bản tự in")
            return True
        if minutes_facts.COUNTS.fullmatch(text) and not (
            self._draft.has("/summoned") or self._draft.has("/present")
        ):
            self._counts(before, text)
            return True
        return False

    def _counts(self, before: str, text: str) -> None:
        """ "Triệu tập 38 người; có mặt 37 người": each number into its field, the words dropped."""
        self._flush()
        start = 0
        for found in minutes_facts.COUNT.finditer(text):
            key = vietnamese.lower(found["key"])
            pointer = next(
                (p for word, p in minutes_facts.COUNT_FIELDS if key.startswith(word)), ""
            )
            lead = f"{before} {text[start : found.start('count')]}"
            if pointer:
                self._draft.field(
                    pointer, found["count"], "Số người", before=lead, value=int(found["count"])
                )
            else:
                self._draft.drop(f"{lead} {found['count']}", "số người vắng do văn bản tự đếm")
            start, before = found.end("count"), ""
        self._draft.drop(text[start:], "dấu cuối dòng")

    def _begun(self, found: re.Match[str], before: str) -> bool:
        lead = f"{before} {found.string[: found.start('when')]}"
        moment = typed_text.read_moment(found["when"])
        assert moment is not None  # noqa: S101 - asked by the caller
        value = moment.isoformat(timespec="minutes")
        has_venue = found["venue"] is not None
        self._field("/started_at", found["when"], "Bắt đầu lúc", before=lead, value=value,
                    after="" if has_venue else found["end"])  # fmt: skip
        if has_venue:
            lead = found["rest"][: -len(found["venue"])]
            self._field("/venue", found["venue"], "Địa điểm", before=lead, after=found["end"])
        return True

    def _moment(self, pointer: str, called: str, found: re.Match[str], before: str) -> bool:
        moment = typed_text.read_moment(found["when"])
        if moment is None or self._draft.has(pointer):
            return False
        lead = f"{before} {found.string[: found.start('when')]}"
        self._field(pointer, found["when"], called, before=lead, after=found["end"],
                    value=moment.isoformat(timespec="minutes"))  # fmt: skip
        return True

    def _field(self, pointer: str, text: str, called: str, **more: object) -> None:
        self._flush()
        self._draft.field(pointer, text, called, **more)

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
        if fact.key in ("started_at", "ended_at", "venue"):
            is_new = bool(rest) and not self._draft.has(f"/{fact.key}")
            return is_new and self._single(fact, before, rest)
        if fact.key in ("chair", "secretary") and self._draft.has(f"/{fact.key}/full_name"):
            return False
        if fact.key == "chair" and rest:
            return self._chairs(before, rest)
        if fact.key == "secretary" and rest:
            return self._person("/secretary", before, rest, fact.called)
        self._flush()
        self._into = fact.key
        if fact.key == "proceedings" and rest:
            return False
        self._draft.drop(before, f"“{fact.called}” do văn bản tự in")
        if rest:
            self._member(fact.key, "", rest)
        return True

    def _single(self, fact: minutes_facts.Fact, before: str, rest: str) -> bool:
        if fact.key == "venue":
            self._field("/venue", rest, fact.called, before=before)
            return True
        found = re.fullmatch(r"(?P<when>.+?)(?P<end>[.;,]*)", rest)
        moment = typed_text.read_moment(found["when"]) if found else None
        if found is None or moment is None:
            return False
        self._field(f"/{fact.key}", found["when"], fact.called, before=before, after=found["end"],
                    value=moment.isoformat(timespec="minutes"))  # fmt: skip
        return True

    # --- people, lines and proceedings -----------------------------------------------------------

    def _person(self, pointer: str, before: str, text: str, called: str) -> bool:
        named = people.read(text)
        if named is None:
            return False
        self._flush()
        lead = before
        for key, value, mark in (
            ("honorific", named.honorific.strip(" :"), ""),
            ("full_name", named.full_name, named.mark),
            ("position", named.position, named.before_reason),
            ("reason", named.reason, ""),
        ):
            if value:
                rest = named.honorific.strip()[len(value) :] if key == "honorific" else mark
                self._draft.field(f"{pointer}/{key}", value, called, before=lead, after=rest)
                lead = ""
            elif mark.strip():
                self._draft.drop(f"{lead} {mark}", "dấu ngắt")
                lead = ""
        if named.end.strip():
            self._draft.drop(named.end, "dấu cuối dòng")
        return True

    def _chairs(self, before: str, text: str) -> bool:
        """Who presides; further ones behind a semicolon preside with him."""
        first, *others = re.split(r"(?<=;)\s+", text)
        if any(
            people.read(minutes_facts.CO_CHAIR.sub("", each)) is None for each in (first, *others)
        ):
            return False
        self._person("/chair", before, first, "Chủ tọa")
        for each in others:
            bare = minutes_facts.CO_CHAIR.sub("", each)
            self._person(self._draft.place("/co_chairs"), "", bare, "Đồng chủ tọa")
            self._draft.drop(each[len(bare) :], "“đồng chủ tọa” do văn bản tự in")
        return True

    def _member(self, key: str, label: str, text: str) -> None:
        """One line of a list: of people, of the agenda, of the conclusions."""
        if key in ("attendees", "absentees"):
            self._participant(key, label, text)
        elif key in ("chair", "secretary"):
            if not self._person(f"/{key}", label, text, "Chủ tọa, thư ký"):
                self._draft.field(
                    f"/{key}/full_name", text, "Chủ tọa, thư ký", before=label, doubt=_NO_PERSON
                )
            self._into = "attendees"
        else:
            at = self._draft.place(f"/{key}")
            self._draft.add(Line("item", text, at, before=label, level=1, number="-"))

    def _participant(self, key: str, label: str, text: str) -> None:
        named = people.read(text)
        if named is None or (key == "attendees" and named.reason):
            if key == "attendees":
                self._group(self._draft.place("/attendees"), label, text)
            else:
                self._loose(f"{label} {text}".strip(), "Không rõ họ tên người vắng mặt.")
            return
        self._person(self._draft.place(f"/{key}"), label, text, "Người dự")

    def _group(self, at: str, label: str, text: str) -> None:
        group = people.read_group(text)
        doubt = _NO_PERSON if people.names_somebody(text) else ""
        if group is None:
            self._draft.field(f"{at}/group", text, "Nhóm người dự", before=label, doubt=doubt)
            return
        self._draft.field(
            f"{at}/group", group.name, "Nhóm người dự", before=label, after=group.mark, doubt=doubt
        )
        self._draft.field(
            f"{at}/count", group.count, "Số người", after=group.end, value=int(group.count)
        )

    def _loose(self, text: str, doubt: str) -> None:
        at = self._draft.place(f"{self._proceedings()}/paragraphs")
        self._draft.add(Line("paragraph", text, at, doubt=doubt))

    def _inside(self, entry: Entry, depth: int) -> None:
        """A line inside the field that is open; a further heading ends it."""
        if self._into in ("", "proceedings") or (
            depth and not entry.is_bullet and self._into != "attendees"
        ):
            self._into = "proceedings"
            self._proceeding(entry, depth)
        elif labels.is_drawn(entry.whole):
            self._draft.drop(entry.whole, "đường kẻ do văn bản tự in")
        else:
            self._member(self._into, entry.label.text, entry.label.rest)

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
        """A table for which minutes have no place: a paragraph for each row."""
        self._flush()
        for row in lists.rows_of(entry):
            at = self._draft.place(f"{self._proceedings()}/paragraphs")
            cells = tuple((at, text) for text in row)
            self._draft.add(
                Line("paragraph", pointer=at, cells=cells, value=" | ".join(row), doubt=_NO_TABLES)
            )
