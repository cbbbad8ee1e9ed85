"""Who came, who did not, who presided and who wrote: lines of minutes become people and groups."""

from __future__ import annotations

import re

from service.importing.word import minutes_facts, people
from service.importing.word.lines import DraftLines
from service.importing.word.minutes_sentences import Writing
from service.importing.word.people import Named

_NO_PERSON = "Không rõ họ tên nên ghi là một nhóm người."
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
        """Somebody who is certainly named; None when nobody is."""
        named = people.read(text)
        return None if named is None else lambda: self._write(named, pointer, before, called)

    def chairs(self, before: str, text: str) -> Writing | None:
        """Who presides; further ones behind a semicolon preside with him."""
        first, *others = re.split(r"(?<=;)\s+", text)
        bare = [minutes_facts.CO_CHAIR.sub("", person) for person in others]
        start = self.person("/chair", before, first, "Chủ tọa")
        if start is None or any(people.read(person) is None for person in bare):
            return None

        def write() -> None:
            start()
            for person, name in zip(others, bare, strict=True):
                self._person(self._draft.place("/co_chairs"), "", name, "Đồng chủ tọa")
                self._draft.drop(person[len(name) :], "“đồng chủ tọa” do văn bản tự in")

        return write

    def attendee(self, label: str, text: str) -> None:
        """Somebody who came, or a group; nothing of the line is lost."""
        at = self._draft.place("/attendees")
        named = people.read(text)
        if named is not None and not named.reason:
            self._write(named, at, label, "Người dự")
            self._roles(named)
            return
        group = people.read_group(text)
        doubt = _NO_PERSON if people.names_somebody(text) else ""
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
            self._draft.field(name, text, "Chủ tọa, thư ký", before=label, doubt=_NO_PERSON)

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

    def _write(self, named: Named, pointer: str, before: str, called: str) -> None:
        honorific = named.honorific.strip()
        bare = honorific.rstrip(" :")
        for key, value, mark in (
            ("honorific", bare, honorific[len(bare) :]),
            ("full_name", named.full_name, named.mark),
            ("position", named.position, named.before_reason),
            ("reason", named.reason, ""),
        ):
            if value:
                self._draft.field(f"{pointer}/{key}", value, called, before=before, after=mark)
            elif mark.strip():
                self._draft.drop(f"{before} {mark}", "dấu ngắt")
            before = "" if value or mark.strip() else before
        if named.end.strip():
            self._draft.drop(named.end, _END_OF_LINE)
