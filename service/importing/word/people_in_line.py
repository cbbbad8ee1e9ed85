"""A line that names several people ("Ông Lê Văn An, Giám đốc; bà Trần Thị Bình") or units: where each stands, if that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from service.importing.word import people
from service.language import name_words

#: From where to where in the line somebody stands.
Span = tuple[int, int]
_HONORIFIC = r"(?:ông|bà|anh|chị|thầy|cô|đồng chí|đ/c)"
_SAID_HONORIFIC = re.compile(rf"\b{_HONORIFIC}\b", re.IGNORECASE)
#: "Các ông, bà: ", "Các đồng chí ", "Ông/bà: ": each of the names behind it stands without an honorific.
_LEAD = re.compile(
    rf"(?:(?:gồm|có)\s+)*(?P<many>(?:các|\d{{1,3}})\s+)?(?:{_HONORIFIC}|cá nhân)(?P<more>(?:\s*[,/&(]\s*{_HONORIFIC}\)?|\s+(?:và\s+)?{_HONORIFIC}\b)*)"
    r"(?:\s+(?:có tên )?(?:sau|sau đây|là|gồm))*\s*(?P<colon>:)?\s*(?=\S)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\s*[,;\n]\s*(?:(?:và|cùng)\s+)?|\s+(?:và|cùng(?: với)?)\s+")
_FIRST = re.compile(r"\s*[,;:(–\n]|\s-\s|\s+(?:và|cùng)\s")
#: A mark behind which nothing is said of those before.
_ENDS_ONE = re.compile(r"[;\n]")
_AND = re.compile(r"\s(?:và|cùng)\s")
#: Of these an organ has many, and none is named by two of them.
_INNER_UNIT = re.compile(r"(?:Phòng|Văn phòng|Thanh tra|Khoa|Tổ|Đội|Trường|Chi cục|Trung tâm) ")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
#: "Bà" is no honorific in it.
_PLACE = "Bà Rịa"
#: A name of so many words is none of a place or of a position in capitals.
_SURE_NAME = 3
_LONGEST = 1_000


def several(text: str) -> tuple[Span, ...]:
    """Everybody whom a line names, where it is certain that they are several; else ()."""
    if len(text) > _LONGEST:
        return ()
    lead = _lead(text)
    if lead:
        spans = _behind_lead(text, lead.end())
        if len(spans) > 1 or lead["many"]:
            return spans
    spans = tuple(_spans(text, 0, [m for m in _marks(text, 0) if _begins_another(text, m)]))
    return spans if len(spans) > 1 and _are_people(text, spans) else ()


def _lead(text: str) -> re.Match[str] | None:
    """What stands before several names; "Bà: " alone is the honorific of the one behind it."""
    found = _LEAD.match(text)
    is_lead = found and (found["many"] or (found["more"] and found["colon"]))
    return found if is_lead else None


def names_others(text: str) -> bool:
    """Whether a line that is not certain names more than one, or more than what stands behind its first name."""
    lead = _lead(text[:_LONGEST])
    start = lead.end() if lead else 0
    named = [name for name in _parts(text[:_LONGEST], start) if _is_somebody(name)]
    return len(named) > 1 or bool(lead and lead["many"] and named)


def begins_with_somebody(text: str) -> bool:
    """Whether a text begins with an honorific and a name."""
    return _names(text[:_LONGEST])


def names_somebody(text: str) -> bool:
    """Whether somebody stands in a text by an honorific and a name."""
    return any(_names(text[at.start() :]) for at in _SAID_HONORIFIC.finditer(text[:_LONGEST]))


def names_units(text: str) -> bool:
    """Whether a line names several units: "Phòng A và Văn phòng B", "Phòng A, Phòng B"; a unit and its organ are none."""
    marks = list(_marks(text[:_LONGEST], 0))
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return any(
        name_words.is_unit_name(rest := text[mark.end() :])
        and rest[0].isupper()
        and (";" in mark[0] or rest.startswith(f"{first} ") or _another_unit(mark, rest))
        for mark in marks
    )


def _another_unit(mark: re.Match[str], rest: str) -> bool:
    """ "… và Văn phòng Sở"; "Hội đồng nhân dân và Ủy ban nhân dân" have one office."""
    return _AND.search(mark[0]) is not None and _INNER_UNIT.match(rest) is not None


def _names(text: str) -> bool:
    """Whether a text begins with an honorific and a name."""
    bare = _bare(text)
    return bare != text and not text.startswith(_PLACE) and name_words.is_person_name(_first(bare))


def _bare(text: str) -> str:
    """A text without its honorifics: "đồng chí Đại tá Lê Văn An"."""
    while (bare := name_words.without_honorific(text)) != text:
        text = bare
    return text


def _first(text: str) -> str:
    """What stands before the first mark."""
    return _FIRST.split(text, maxsplit=1)[0].rstrip(" .")


def _is_somebody(part: str) -> bool:
    name = _first(part)
    is_sure = name_words.is_person_name(name) and len(name.split()) >= _SURE_NAME
    return _names(part) or (is_sure and not part.startswith(_PLACE))


def _parts(text: str, start: int) -> Iterator[str]:
    for begin, end in _spans(text, start, list(_marks(text, start))):
        yield text[begin:end].rpartition(": ")[2]


def _marks(text: str, start: int) -> Iterator[re.Match[str]]:
    """The marks between parts of a line; those in brackets part nothing."""
    inside = [found.span() for found in _IN_BRACKETS.finditer(text)]
    for mark in _MARK.finditer(text, start):
        if mark.end() < len(text) and not any(at <= mark.start() < end for at, end in inside):
            yield mark


def _spans(text: str, start: int, marks: Sequence[re.Match[str]]) -> Iterator[Span]:
    for mark in marks:
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _begins_another(text: str, mark: re.Match[str]) -> bool:
    rest = text[mark.end() :]
    is_clear = _ENDS_ONE.search(mark[0]) is not None
    return _names(rest) or (is_clear and name_words.is_person_name(_first(rest)))


def _are_people(text: str, spans: Sequence[Span]) -> bool:
    """Whether each part names one person, and none a position that may be of those before, too."""
    found = [people.read(text[start:end]) for start, end in spans]
    for ((_, end), one), ((start, _), other) in pairwise(zip(spans, found, strict=True)):
        is_shared = bool(other and other.position) and not (one and one.position)
        if is_shared and not _ENDS_ONE.search(text, end, start):
            return False
    return all(one and not any(map(_is_somebody, _parts(one.position, 0))) for one in found)


def _behind_lead(text: str, start: int) -> tuple[Span, ...]:
    """Names and nothing else behind "Các ông, bà:", or a person between semicolons."""
    marks = list(_marks(text, start))
    for chosen in (marks, [mark for mark in marks if _ENDS_ONE.search(mark[0])]):
        spans = tuple(_spans(text, start, chosen))
        if _are_people(text, spans):
            return spans
    return ()
