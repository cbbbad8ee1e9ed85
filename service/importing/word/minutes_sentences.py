"""Sentences that all minutes have: when it began and ended, that they were read out, how many came.

Each reading gives what writes it into the draft, or None; so whoever asks can write first what stood before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from service.importing.word import minutes_facts as facts
from service.importing.word.lines import DraftLines
from service.language import typed_text, vietnamese

#: Writes what was read into the draft.
Writing: TypeAlias = Callable[[], None]
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=Biên bản|Cuộc họp|Hội nghị|Hội thảo)")
_SAYS_MORE = "Câu này nói thêm ngoài thời gian, địa điểm; hãy xem có cần nhập vào mục nào không."
_COUNTS_DIFFER = "Số người được triệu tập ở đây khác số đã nêu; hãy xem số nào đúng."
_SAME_DAY = re.compile(r"\s*(?:phút\s*)?,?\s*(?:cùng|trong) ngày", re.IGNORECASE)


class SentenceReader:
    """Reads whole sentences. What the draft has already is not read twice."""

    def __init__(self, draft: DraftLines) -> None:
        self._draft = draft

    def read(self, text: str, before: str) -> Writing | None:
        """One sentence, or several one behind the other; ``before`` is a label that is dropped."""
        if len(text) > facts.LONGEST_SENTENCE:
            return None
        found = [self._one(sentence, "") for sentence in _SENTENCES.split(text)]
        if len(found) == 1:
            return self._one(text, before)
        sound = [writing for writing in found if writing is not None]
        if len(sound) < len(found):
            return None

        def write() -> None:
            if before:
                self._draft.drop(before, "số thứ tự")
            for writing in sound:
                writing()

        return write

    def _one(self, text: str, before: str) -> Writing | None:
        return (
            self._ended(text, before)
            or self._started(text, before)
            or self._read_aloud(text, before)
            or self._counts(text, before)
        )

    def moment(self, pointer: str, called: str, text: str, before: str) -> Writing | None:
        """A day and an hour with what ends them ("8 giờ 00, ngày 01/7/2020.")."""
        found = re.fullmatch(r"(?P<when>.+?)(?P<end>[.;,/]*)", text)
        moment = self._moment(found["when"]) if found else None
        if found is None or moment is None or self._draft.has(pointer):
            return None
        when, end = found["when"], found["end"]
        value = moment.isoformat(timespec="minutes")
        return lambda: self._draft.field(
            pointer, when, called, before=before, after=end, value=value
        )

    def when_and_where(self, text: str, before: str) -> Writing | None:
        """ "8 giờ 00 ngày 01/7/2020, tại Hội trường Sở", or the place first."""
        if len(text) > facts.LONGEST_SENTENCE or self._draft.has("/venue"):
            return None
        body = text.rstrip(" .;,")
        end = text[len(body) :].strip()
        readings = [
            *(self._time_first(body, mark, before, end) for mark in facts.PLACE_FOLLOWS.finditer(body)),
            *(self._place_first(body, mark, before, end) for mark in facts.TIME_FOLLOWS.finditer(body)),
        ]  # fmt: skip
        return next(filter(None, readings), None)

    def _time_first(self, text: str, mark: re.Match[str], before: str, end: str) -> Writing | None:
        lead = _leading(facts.TIME_LEADS, text)
        when, venue = text[len(lead) : mark.start()], text[mark.end() :]
        start = (
            self.moment("/started_at", "Bắt đầu lúc", when, f"{before} {lead}") if when else None
        )
        if start is None or not venue:
            return None

        def write() -> None:
            start()
            self._venue(venue, mark[0], end)

        return write

    def _place_first(self, text: str, mark: re.Match[str], before: str, end: str) -> Writing | None:
        lead = _leading(facts.PLACE_LEADS, text)
        venue, when = text[len(lead) : mark.start()], text[mark.end() :]
        start = self.moment("/started_at", "Bắt đầu lúc", f"{when}{end}", mark[0])
        if start is None or not venue:
            return None

        def write() -> None:
            self._venue(venue, f"{before} {lead}", "")
            start()

        return write

    def _moment(self, text: str) -> datetime | None:
        """A moment; "16h30 cùng ngày" is on the day on which it began."""
        same = _SAME_DAY.search(text)
        began = next(
            (str(line.value) for line in self._draft.lines if line.pointer == "/started_at"), ""
        )
        if same and began:
            day = datetime.fromisoformat(began).strftime("%d/%m/%Y")
            text = f"{text[: same.start()]} ngày {day}"
        return typed_text.read_moment(text)

    def _ended(self, text: str, before: str) -> Writing | None:
        found = facts.ENDED.fullmatch(text)
        if found is None:
            return None
        lead = f"{before} {text[: found.start('when')]}"
        return self.moment("/ended_at", "Kết thúc lúc", text[found.start("when") :], lead)

    def _started(self, text: str, before: str) -> Writing | None:
        found = facts.STARTED.fullmatch(text)
        if found is None or (found["venue"] and self._draft.has("/venue")):
            return None
        lead, venue, end = f"{before} {text[: found.start('when')]}", found["venue"], found["end"]
        start = self.moment("/started_at", "Bắt đầu lúc", found["when"], lead)
        if start is None:
            return None

        def write() -> None:
            start()
            if venue:
                place = found["rest"][: -len(venue)]
                self._venue(venue, place, end)
            elif end:
                self._draft.drop(end, "dấu cuối dòng")

        return write

    def _venue(self, venue: str, before: str, end: str) -> None:
        """The place; what the same sentence goes on to say is no part of it, and asked about."""
        held = facts.HELD.search(venue)
        place = (venue[: held.start()] if held else "") or venue
        said = venue[len(place) :]
        self._draft.field("/venue", place, "Địa điểm", before=before, after="" if said else end)
        if said:
            self._draft.drop(said + end, "lời mở đầu", _SAYS_MORE)

    def _read_aloud(self, text: str, before: str) -> Writing | None:
        said = facts.NOTHING_TO_ADD.sub("", text)
        if not facts.READ_ALOUD.fullmatch(text) or facts.AGREED_IN_PART.search(said):
            return None

        def write() -> None:
            self._draft.derived["/read_aloud"] = True
            self._draft.drop(f"{before} {text}", "câu “biên bản đã được đọc lại” do văn bản tự in")

        return write

    def _counts(self, text: str, before: str) -> Writing | None:
        """ "Triệu tập 38 người; có mặt 37 người": each number into its field, the words dropped."""
        if not facts.COUNTS.fullmatch(text):
            return None
        if self._draft.has("/summoned") or self._draft.has("/present"):
            return None
        return lambda: self._write_counts(text, before)

    def _write_counts(self, text: str, before: str) -> None:
        start, summoned = 0, ""
        for found in facts.COUNT.finditer(text):
            key = vietnamese.lower(found["key"])
            pointer = next(
                (field for word, field in facts.COUNT_FIELDS if key.startswith(word)), ""
            )
            lead = f"{before} {text[start : found.start('count')]}"
            count = found["count"]
            if pointer == "/summoned" and summoned:
                self._again(lead, count, summoned)
            elif pointer:
                self._draft.field(pointer, count, "Số người", before=lead, value=int(count))
            else:
                self._draft.drop(f"{lead} {count}", "số người vắng do văn bản tự đếm")
            start, before = found.end("count"), ""
            summoned = count if pointer == "/summoned" else summoned
            if pointer and found["of"]:
                summoned = self._write_total(found["of"], summoned)
                start = found.end("of")
        self._draft.drop(text[start:], "dấu cuối dòng")

    def _write_total(self, total: str, summoned: str) -> str:
        """ "Có mặt 35/37 đại biểu": so many were to come."""
        if summoned:
            self._again("/", total, summoned)
            return summoned
        self._draft.field("/summoned", total, "Số người", before="/", value=int(total))
        return total

    def _again(self, lead: str, count: str, summoned: str) -> None:
        """How many were to come, once more."""
        doubt = "" if int(count) == int(summoned) else _COUNTS_DIFFER
        self._draft.drop(f"{lead}{count}", "số người được triệu tập đã nêu", doubt)


def _leading(pattern: re.Pattern[str], text: str) -> str:
    """What a text begins with; "" for nothing of it."""
    found = pattern.match(text)
    return found[0] if found else ""
