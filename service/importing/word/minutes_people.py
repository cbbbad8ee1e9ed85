"""Who came, who did not, who presided and who wrote: lines of minutes become people and groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.importing.word import minutes_facts, people, people_in_line
from service.importing.word.lines import DraftLines
from service.importing.word.minutes_sentences import Writing
from service.importing.word.people import Named

_NO_PERSON = "Không rõ họ tên nên ghi là một nhóm người."
_SEVERAL = "Dòng này có vẻ nêu nhiều người; hãy tách ra, mỗi người một dòng."
_MAY_BE_MISSING = "Dòng này có vẻ nêu người vắng mặt; hãy xem lại."
_MAY_BE_REASON = "Không rõ đây là chức vụ hay lý do vắng mặt."
_PRESIDES = re.compile(
    r"(?:^|[,;–-]\s*)(?:chủ trì|chủ tọa|chủ toạ)(?: cuộc họp| hội nghị)?$", re.IGNORECASE
)
_WRITES = re.compile(
    r"(?:^|[,;–-]\s*)(?:thư ký|ghi biên bản)(?: cuộc họp| hội nghị)?$", re.IGNORECASE
)
_END_OF_LINE = "dấu cuối dòng"


class PeopleWriter:
    """Writes people into the draft."""

    def __init__(self, draft: DraftLines) -> None:
        self._draft = draft

    def person(self, pointer: str, before: str, text: str, called: str) -> Writing | None:
        """The one who is certainly named; None when nobody is, or maybe several."""
        named = None if people_in_line.names_others(text) else people.read(text)
        return None if named is None else lambda: self._write(named, pointer, before, called)

    def chairs(self, before: str, text: str) -> Writing | None:
        """Who presides; further ones in the same line preside with him."""
        spans = people_in_line.several(text)
        if not spans:
            return self.person("/chair", before, text, "Chủ tọa")

        def write() -> None:
            for place, (start, stop) in enumerate(spans):
                lead = text[spans[place - 1][1] if place else 0 : start]
                at = self._draft.place("/co_chairs") if place else "/chair"
                name = minutes_facts.CO_CHAIR.sub("", text[start:stop])
                said = lead if place else f"{before}{lead}"
                self._person(at, said.strip(), name, "Đồng chủ tọa" if place else "Chủ tọa")
                rest = text[start + len(name) : stop]
                self._draft.drop(rest, "“đồng chủ tọa” do văn bản tự in")

        return write

    def absent(self, label: str, text: str) -> Writing | None:
        """Those who did not come; None when it is not certain who."""
        named = [(before, people.with_reason(person)) for before, person in _named(text)]
        return (lambda: self._rows("/absentees", label, named, "Người vắng")) if named else None

    def attendee(self, label: str, text: str, doubt: str = "") -> None:
        """Those who came, or a group; nothing of the line is lost. ``doubt`` is for a group."""
        named = _named(text)
        if named and not any(
            person.reason and not people.with_reason(person).is_missing for _, person in named
        ):
            for before, person in named:
                self._attendee(f"{label} {before}".strip(), person)
                label = ""
            return
        at = self._draft.place("/attendees")
        group = people.read_group(text)
        doubt = _NO_PERSON if people.names_somebody(text) else doubt
        doubt = _SEVERAL if people_in_line.names_others(text) else doubt
        name, mark = (text, "") if group is None else (group.name, group.mark)
        self._draft.field(
            f"{at}/group", name, "Nhóm người dự", before=label, after=mark, doubt=doubt
        )
        if group is not None:
            count = group.count
            self._draft.field(f"{at}/count", count, "Số người", after=group.end, value=int(count))

    def single(self, pointer: str, label: str, text: str) -> None:
        """The chair or the secretary in a line of their own."""
        if not self._person(pointer, label, text, "Chủ tọa, thư ký"):
            name = f"{pointer}/full_name"
            doubt = _SEVERAL if people_in_line.names_others(text) else _NO_PERSON
            self._draft.field(name, text, "Chủ tọa, thư ký", before=label, doubt=doubt)

    def _rows(self, rows: str, label: str, named: Sequence[tuple[str, Named]], called: str) -> None:
        """A row for each; what stands before somebody belongs to the line and is not taken."""
        for before, person in named:
            unclear = not person.reason and people.has_remark(person)
            at, lead = self._draft.place(rows), f"{label} {before}".strip()
            self._write(person, at, lead, called, _MAY_BE_REASON if unclear else "")
            label = ""

    def _attendee(self, lead: str, named: Named) -> None:
        """Somebody of the list of those who came; "(vắng)" behind the name says that he did not."""
        absent = people.with_reason(named)
        if absent.is_missing:
            self._write(absent, self._draft.place("/absentees"), lead, "Người vắng")
            return
        doubt = _MAY_BE_MISSING if people.is_kept_away(absent) else ""
        self._write(named, self._draft.place("/attendees"), lead, "Người dự", doubt)
        self._roles(named)

    def _person(self, pointer: str, before: str, text: str, called: str) -> bool:
        write = self.person(pointer, before, text, called)
        if write is not None:
            write()
        return write is not None

    def _roles(self, named: Named) -> None:
        """ "Hiệu trưởng, chủ trì" among those who came also says who presides."""
        for pattern, part in ((_PRESIDES, "/chair"), (_WRITES, "/secretary")):
            name = f"{part}/full_name"
            if pattern.search(named.position) and not self._draft.has(name):
                self._draft.derived[name] = named.full_name

    def _write(self, named: Named, pointer: str, before: str, called: str, doubt: str = "") -> None:
        """The parts of what is said of somebody; ``doubt`` is of the position."""
        honorific = named.honorific.strip()
        bare = honorific.rstrip(" :")
        for key, value, mark in (
            ("honorific", bare, honorific[len(bare) :]),
            ("full_name", named.full_name, named.mark),
            ("position", named.position, named.before_reason),
            ("reason", named.reason, ""),
        ):
            if value:
                asks = doubt if key == "position" else ""
                self._draft.field(
                    f"{pointer}/{key}", value, called, before=before, after=mark, doubt=asks
                )
            elif mark.strip():
                self._draft.drop(f"{before} {mark}", "dấu ngắt")
            before = "" if value or mark.strip() else before
        if named.end.strip():
            self._draft.drop(named.end, _END_OF_LINE)


def _named(text: str) -> list[tuple[str, Named]]:
    """Each one whom a line certainly names, with the words before them; none where it is not certain."""
    spans = people_in_line.several(text)
    if not spans and not people_in_line.names_others(text):
        spans = ((0, len(text)),)
    ends = (0, *(end for _, end in spans))
    found = [
        (text[before:start].strip(), people.read(text[start:end]))
        for before, (start, end) in zip(ends, spans, strict=False)
    ]
    return [(before, person) for before, person in found if person is not None]
