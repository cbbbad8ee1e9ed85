"""Lines that each name a recipient ("1. Ông Bùi Hữu Mai, Phó Chủ tịch Hội …;") become the rows of a list of one kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from service.importing.word import decision_sums, people_in_line
from service.importing.word.entries import Entry
from service.language import name_words

Kind = Literal["person", "unit", "household"]

#: What the reader of clerks' lists knows each column by; ``Row.cells`` are in this order.
HEADERS: Final[dict[Kind, tuple[str, ...]]] = {
    "person": ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Thành tích", "Tiền thưởng"),
    "unit": ("STT", "Tên tập thể", "Đơn vị", "Thành tích", "Tiền thưởng"),
    "household": ("STT", "Họ và tên chủ hộ", "Địa chỉ", "Thành tích", "Tiền thưởng"),
}
_NAMED = re.compile(r"(?P<name>[^,;:–(]{3,100}?)\s*(?P<mark>[,;:–]|\s-\s|$)\s*(?P<rest>.*)")
_PARTED = re.compile(r"[,;:(]")
_HOUSEHOLD = re.compile(r"Hộ(?: gia đình)?(?: của)?\s+", re.IGNORECASE)
_BORN = re.compile(
    r"sinh (?:năm|ngày [\d/.]{3,6}[/.])\s?(?P<year>\d{4})\s*(?:[,;]\s*|$)", re.IGNORECASE
)
_PAID = re.compile(
    r"(?P<mark>\s*[,;(–-]?\s*)(?:kèm theo |được |và )?(?:tiền )?thưởng(?: là)?:? (?P<sum>\d{1,3}(?:\.\d{3})+|\d{5,9})\s*(?:đồng|đ)\b",
    re.IGNORECASE,
)
#: "Ông Lê An, Kế toán: 1.000.000 đồng".
_PAID_LAST = re.compile(
    r"[^,;:(]+,.*[^\W\d]\)?(?P<mark>\s*[:;(–]|\s-)\s*(?P<sum>\d{1,3}(?:\.\d{3})+|\d{5,9})\s*(?:đồng|đ)[\s;.,)]*",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:mỗi (?:cá nhân|tập thể|người) )?\d[\d.]* ?(?:đồng|đ)\b", re.IGNORECASE)
#: What may stand behind a sum without saying anything more.
_BEHIND_SUM = re.compile(
    r"(?:/(?:người|cá nhân|tập thể|hộ))?\s*(?:\([^()]*đồng[^()]*\))?[\s;.,)]*", re.IGNORECASE
)
#: Where a household lives: "Hộ ông Lê Văn Hộ: xóm 5".
_PLACE = re.compile(
    r"(?:thôn|xóm|ấp|bản|tổ|khối|khu|đội|số|ngõ|ngách|đường|làng|buôn|xã|phường|thị trấn)\b",
    re.IGNORECASE,
)
_DONE = re.compile(r":\s+")
#: What was done, behind what else is said of a recipient: "Văn thư, có sáng kiến".
_LAST_PART = re.compile(r"[,;]\s+(?:vì )?")
_HEADING_KINDS = frozenset({"part", "chapter", "capital", "roman", "article"})
_LONGEST, _LONGEST_UNIT = 300, 100


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its place among the entries, of what kind the recipient is, and the cells behind the running number."""

    place: int
    kind: Kind
    cells: tuple[str, ...]


def runs(
    entries: Sequence[Entry], place: int, is_heading: Callable[[str], bool]
) -> Iterator[list[Row]]:
    """The lines from a place on that each name a recipient and are labelled alike, by kind; none, when the first names nobody.

    ``is_heading`` says of a line that it is one between recipients, as "Tập thể Lao động tiên tiến" is, and ends them.
    """
    label = entries[place].label.kind
    run: list[Row] = []
    while label and label not in _HEADING_KINDS and place < len(entries):
        entry = entries[place]
        is_row = entry.label.kind == label and not is_heading(entry.label.rest)
        rows = _rows(entry.label.rest, place) if is_row else []
        if run and (not rows or rows[0].kind != run[-1].kind):
            yield run
            run = []
        if not rows:
            return
        run += rows
        place += 1
    if run:
        yield run


def _rows(text: str, place: int) -> list[Row]:
    """Everybody whom a line names; none when that is not certain of all of them."""
    spans = people_in_line.several(text)
    found = [_read(text[start:end], place) for start, end in spans]
    rows = [row for row in found if row is not None and row.kind == "person"]
    if spans and not _is_in_deed(text, spans, found):
        # What one has and another has not ("ông A và bà B, thưởng 500.000 đồng") may be meant for both.
        alike = len({tuple(map(bool, row.cells[4:])) for row in rows}) == 1
        return rows if alike and len(rows) == len(spans) else []
    row = _read(text, place)
    return [row] if row and not _names_more(row) else []


def _is_in_deed(
    text: str, spans: Sequence[people_in_line.Span], found: Sequence[Row | None]
) -> bool:
    """Whether further people belong to what the first one did: "cứu bà Lê Thị Hoa, ông Lê Văn Ba"."""
    did = found[0] is not None and found[0].cells[4:5] != ("",)
    return did and ";" not in text[spans[0][1] : spans[1][0]]


def _names_more(row: Row) -> bool:
    """Whether what stands before the deed names others, too."""
    if row.kind == "unit":
        return people_in_line.names_units(", ".join(filter(None, row.cells[:2])))
    said = (row.cells[0], *row.cells[2:4])
    return row.kind == "person" and people_in_line.names_others(", ".join(filter(None, said)))


def _read(text: str, place: int) -> Row | None:
    """Who a line names, and what it says of them; None when it is not certain."""
    if len(text) > _LONGEST:
        return None
    paid = _PAID.search(text) or _PAID_LAST.fullmatch(text)
    if paid and (
        not _BEHIND_SUM.fullmatch(text, paid.end())
        or decision_sums.differs_in_words(text, paid.start("sum"))
    ):
        return None  # something more is said, which has no place here
    money = paid["sum"] if paid else ""
    said = (text[: paid.start("mark")] if paid else text).rstrip(" ;.,")
    is_bare = not _PARTED.search(said) and not name_words.is_deed(said.rpartition(" - ")[2])
    if name_words.is_unit_name(said) and len(said) <= _LONGEST_UNIT and is_bare:
        return Row(place, "unit", (said, "", "", money))  # "Phòng Lãnh sự - Biên giới"
    found = _NAMED.fullmatch(said)
    if found is None:
        return None
    name, rest = found["name"], found["rest"]
    if _SUM.match(rest):
        return None  # "Ông Lê An: 700.000 đồng" says what somebody gets who is named elsewhere
    colon = found["mark"] == ":"
    household = _HOUSEHOLD.match(name)
    if household and name_words.is_person_name(_bare(name[household.end() :])):
        around, done = ("", rest) if colon and not _PLACE.match(rest) else _with_done(rest)
        return Row(place, "household", (name[household.end() :], around, done, money))
    if name_words.is_unit_name(name):
        around, done = ("", rest) if colon and _says_what(rest) else _with_done(rest)
        known = len(name) <= _LONGEST_UNIT and (not around or name_words.is_unit_name(around))
        return Row(place, "unit", (name, around, done, money)) if known else None
    if not name_words.is_person_name(_bare(name)):
        return None
    if colon and not name_words.is_position(rest):
        return Row(place, "person", (name, "", "", "", rest, money))
    return Row(place, "person", (name, *of_person(rest), money))


def _bare(name: str) -> str:
    return name_words.without_honorific(name)


def _says_what(rest: str) -> bool:
    """Whether what stands behind a unit's name and a colon says what it did: no number, no unit, nobody of it."""
    first = _PARTED.split(rest)[0].strip()
    is_somebody = name_words.is_person_name(_bare(first)) or name_words.has_honorific(rest)
    is_named = is_somebody or name_words.is_position(rest) or name_words.is_unit_name(rest)
    return rest[:1].isalpha() and not is_named


def _with_done(rest: str) -> tuple[str, str]:
    """What stands before a colon, or before words of a deed, and what the recipient did, behind it."""
    found = _DONE.search(rest)
    if found:
        return rest[: found.start()], rest[found.end() :]
    if name_words.is_deed(rest):
        return "", rest
    parts = (part for part in _LAST_PART.finditer(rest) if name_words.is_deed(rest[part.end() :]))
    deed = next(parts, None)
    return (rest[: deed.start()], rest[deed.end() :]) if deed else (rest, "")


def of_person(rest: str) -> tuple[str, str, str, str]:
    """What stands behind a name: year of birth, position, unit, what was done; "" for what it does not say."""
    born = _BORN.match(rest)
    rest, done = _with_done(rest[born.end() :] if born else rest)
    year = born["year"] if born else ""
    if name_words.is_unit_name(rest) and not name_words.is_position(rest):
        return year, "", rest, done
    position, comma, unit = rest.rpartition(", ")
    if comma and "," not in position and name_words.is_unit_name(unit):
        return year, position, unit, done
    return year, rest, "", done
