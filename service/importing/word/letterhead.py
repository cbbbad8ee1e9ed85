"""The head of a document: organ, number, place and date, title, subject, addressees, where they are certain.

What is not certain is handed on as a paragraph, in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.importing.word import head_marks, labels, subject_lines
from service.importing.word.entries import Entry
from service.importing.word.lines import DraftLines
from service.language import name_words, typed_text, vietnamese
from service.language.vietnamese import fold_words

_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|Độc\s+lập\s*[-–—]+\s*Tự\s+do\s*[-–—]+\s*Hạnh\s+phúc\.?",
    re.IGNORECASE,
)
_BLANK = r"[.…_\s]*"
_NUMBER = re.compile(
    rf"(?P<called>Số\s*[:.]?)\s*(?P<number>\d{{1,11}}|{_BLANK})\s*(?P<stroke>/)\s*(?P<notation>[\wĐđ&-]+(?:-[\w&]+)*)?\s*",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"(?P<place>[^\W\d_][^,;:]{{1,60}}),\s*(?:ngày\s*(?:\d{{1,2}}|{_BLANK})\s*tháng\s*(?:\d{{1,2}}|{_BLANK})\s*năm\s*(?:\d{{4}}|{_BLANK})"
    rf"|(?:ngày\s*)?(?:\d{{1,2}}|{_BLANK})\s*(?P<stroke>[/.-])\s*(?:\d{{1,2}}|{_BLANK})\s*(?P=stroke)\s*(?:\d{{4}}|{_BLANK}))\.?",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"Kính\s+gửi\s*:?\s*", re.IGNORECASE)
#: Organs whose name goes on in the next line, folded.
HALF_NAMES: Final = frozenset(
    {
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "ubnd",
        "hdnd",
        "uy ban mat tran to quoc viet nam",
        "ban chap hanh",
    }
)
#: A head longer than this is none.
_MOST_LINES = 30
_LONGEST_LINE = 200
_PRINTED = "văn bản tự in"

#: Takes an entry that was not understood, its words (or a part of them), and the sentence that says so.
Unknown = Callable[[Entry, str, str], None]


@dataclass(frozen=True, slots=True)
class HeadRules:
    """What a type of document says of its head: the word of its title and what it has."""

    title: str
    has_date: bool = True
    has_addressees: bool = False
    #: Whether a line in capitals below the subject says who decides.
    has_authority: bool = False


class HeadReader:
    """Reads the head; ``unknown`` takes the lines that could not be understood."""

    def __init__(self, draft: DraftLines, rules: HeadRules, unknown: Unknown) -> None:
        self._draft, self._rules, self._unknown = draft, rules, unknown
        self._organ: list[str] = []

    def read(self, entries: Sequence[Entry], *, formatted: bool) -> int:
        """How many entries the head took; the lines are in the draft."""
        title = self._title(entries)
        if title is None:
            end = max(
                (n + 1 for n, e in enumerate(entries[:_MOST_LINES]) if _is_head(e)), default=0
            )
            self._letterhead(entries[:end])
            return end
        self._letterhead(entries[:title])
        return self._from_title(entries, title, formatted)

    def _title(self, entries: Sequence[Entry]) -> int | None:
        """Where the title stands: "BÁO CÁO" alone, or at the head of a line in capitals."""
        wanted = vietnamese.upper(self._rules.title)
        for place, entry in enumerate(entries[:_MOST_LINES]):
            text = vietnamese.upper(entry.text)
            begins = text == wanted or (text.startswith(f"{wanted} ") and entry.text.isupper())
            if begins and not entry.label.kind:
                return place
        return None

    # --- letterhead ------------------------------------------------------------------------------

    def _letterhead(self, entries: Sequence[Entry]) -> None:
        pieces = [
            (piece, entry)
            for entry in entries
            for piece in (_pieces(entry.whole) if entry.table is None else ("",))
        ]
        organ = _organ_lines(pieces)
        names = _organ_names([pieces[place] for place in organ])
        for place, (piece, entry) in enumerate(pieces):
            if place in organ and names:
                self._draft.field(names[organ.index(place)], piece, "Cơ quan")
            elif entry.table is not None or not self._known(piece):
                self._unknown(entry, piece, "Không rõ là phần nào của đầu văn bản.")

    def _known(self, piece: str) -> bool:
        """Take a line of the letterhead that is certain."""
        if len(piece) > _LONGEST_LINE:
            return False
        if _MOTTO.fullmatch(piece):
            self._draft.drop(piece, f"Quốc hiệu, tiêu ngữ do {_PRINTED}")
        elif labels.is_drawn(piece):
            self._draft.drop(piece, f"đường kẻ do {_PRINTED}")
        elif head_marks.is_mark(piece):
            head_marks.write(self._draft, piece)
        elif (found := _NUMBER.fullmatch(piece)) and not self._draft.has("/code_notation"):
            self._number(found)
        elif (found := _DATED.fullmatch(piece)) and not self._draft.has("/place"):
            self._dated(found)
        else:
            return False
        return True

    def _number(self, found: re.Match[str]) -> None:
        number, notation = found["number"].strip(), found["notation"] or ""
        if number.isdecimal() and int(number):
            self._draft.field(
                "/code_number", number, "Số", before=found["called"], after="/", value=int(number)
            )
        else:
            self._draft.drop(f"{found['called']}{number}/", "chưa có số")
        if notation:
            self._draft.field("/code_notation", notation, "Ký hiệu")
            code = notation.partition("-")[2]
            if code and code.replace("-", "").isalnum() and len(code) <= 20:
                self._draft.derived["/organ/code"] = code

    def _dated(self, found: re.Match[str]) -> None:
        rest = found[0][found.end("place") - found.start() :].lstrip(" ,")
        if not self._rules.has_date:
            self._draft.drop(
                found[0],
                "biên bản không có dòng địa danh, ngày tháng",
                "Biên bản không có dòng này.",
            )
            return
        self._draft.field("/place", found["place"], "Địa danh", after=",")
        value = typed_text.parse("partial_date", rest.rstrip("."))
        if value:
            self._draft.field("/issued_date", rest, "Ngày ban hành", value=value)
        else:
            self._draft.drop(rest, "ngày chưa có nên để trống", "Ngày tháng trong bài chưa ghi.")

    # --- title, subject, addressees --------------------------------------------------------------

    def _from_title(self, entries: Sequence[Entry], place: int, formatted: bool) -> int:
        text = entries[place].text
        title, rest = text[: len(self._rules.title)], text[len(self._rules.title) :].strip()
        self._draft.drop(title, f"tên loại do {_PRINTED}")
        if rest and head_marks.is_mark(rest):
            head_marks.write(self._draft, rest)
            rest = ""
        elif rest:
            self._draft.field("/subject", rest, "Trích yếu")
        place = self._marks(entries, place + 1)
        above = rest
        for line in range(1 if rest else 0, subject_lines.MOST_LINES):
            entry = entries[place] if place < len(entries) else None
            if (
                entry is None
                or not subject_lines.goes_on(entry, above, formatted=formatted)
                or (line and self._rules.has_authority and subject_lines.says_authority(entry))
            ):
                break
            is_named = subject_lines.says_subject(entry)
            above = entry.whole if is_named else entry.text
            self._draft.field("/subject", above, "Trích yếu")
            place = self._marks(entries, place + 1)
        place = self._drawn(entries, place)
        return self._addressees(entries, place) if self._rules.has_addressees else place

    def _marks(self, entries: Sequence[Entry], place: int) -> int:
        while place < len(entries) and head_marks.is_mark(entries[place].whole):
            head_marks.write(self._draft, entries[place].whole)
            place += 1
        return place

    def _drawn(self, entries: Sequence[Entry], place: int) -> int:
        while place < len(entries) and labels.is_drawn(entries[place].whole):
            self._draft.drop(entries[place].whole, f"đường kẻ do {_PRINTED}")
            place += 1
        return place

    def _addressees(self, entries: Sequence[Entry], place: int) -> int:
        found = _ADDRESSED.match(entries[place].text) if place < len(entries) else None
        if found is None:
            return place
        first = entries[place].text[found.end() :]
        self._addressee(found[0], first)
        place += 1
        # Further ones stand below as a dashed list.
        while place < len(entries) and entries[place].label.kind == "dash":
            self._addressee(entries[place].label.text, entries[place].label.rest)
            place += 1
        return self._drawn(entries, place)

    def _addressee(self, before: str, text: str) -> None:
        if text:
            pointer = self._draft.place("/addressed_to")
            self._draft.entry(pointer, text, "Kính gửi", before)
        else:
            self._draft.drop(before, f"“Kính gửi” do {_PRINTED}")


def _is_head(entry: Entry) -> bool:
    return entry.zone == "head" or any(_MOTTO.fullmatch(piece) for piece in _pieces(entry.whole))


def _is_known(piece: str) -> bool:
    return len(piece) <= _LONGEST_LINE and bool(
        _MOTTO.fullmatch(piece)
        or labels.is_drawn(piece)
        or head_marks.is_mark(piece)
        or _NUMBER.fullmatch(piece)
        or _DATED.fullmatch(piece)
    )


def _pieces(text: str) -> Iterator[str]:
    """A line of a letterhead that was set with tabs, in its parts: "SỞ A  Độc lập - …"."""
    start = 0
    if len(text) > _LONGEST_LINE:
        yield text
        return
    for found in _MOTTO.finditer(text):
        if found.end() < len(text) and found.start():
            continue
        yield from filter(None, (text[start : found.start()].strip(), found[0]))
        start = found.end()
    rest = text[start:].strip()
    number = _NUMBER.match(rest)
    if number and number.end() < len(rest) and _DATED.fullmatch(rest[number.end() :]):
        yield number[0].strip()
        rest = rest[number.end() :]
    mark = head_marks.start_of_mark(rest)
    yield from filter(None, (rest[:mark], rest[mark:].strip()))


def _organ_lines(pieces: Sequence[tuple[str, Entry]]) -> list[int]:
    """Where the lines of the organ's name stand: in its column, none of the subject, none below a number that stands below some."""
    found: list[int] = []
    for place, (piece, entry) in enumerate(pieces):
        if found and _NUMBER.fullmatch(piece[:_LONGEST_LINE]):
            break
        is_named = (
            entry.column == 0 and entry.table is None and not subject_lines.says_subject(entry)
        )
        if is_named and not _is_known(piece):
            found.append(place)
    return found


def _organ_names(lines: Sequence[tuple[str, Entry]]) -> list[str]:
    """For each line the field that it names a part of; empty when it is not certain which.

    One name, or two of which the organ's own is bold or comes last; a name may take several lines.
    """
    own, parent = "/organ/organ_name", "/organ/parent_name"
    if not 0 < len(lines) <= 5 or any(len(text) > 100 for text, _ in lines):
        return []
    bold = [entry.paragraph is not None and entry.paragraph.bold for _, entry in lines]
    if any(bold) and not all(bold) and fold_words(lines[0][0]) not in HALF_NAMES:
        first = bold.index(True)
        return [parent] * first + [own] * (len(lines) - first) if all(bold[first:]) else []
    begins = [name_words.is_unit_name(vietnamese.lower(text)) for text, _ in lines]
    for place, (text, _) in enumerate(lines[:-1]):
        # "ỦY BAN NHÂN DÂN" is a name only with the line below it.
        if fold_words(text) in HALF_NAMES:
            begins[place : place + 2] = [True, False]
    if not begins[0]:
        return []
    names = sum(begins)
    if names == 1:
        return [own] * len(lines)
    second = begins.index(True, 1)
    return [parent] * second + [own] * (len(lines) - second) if names == 2 else []
