"""The recipients whom the sentence of an award names itself: "… cho ông Bùi Hữu Mai, Phó Chủ tịch Hội …, đã có thành tích …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.importing.word import naming_lines, people_in_line
from service.importing.word.sentence_pieces import Piece
from service.language import name_words

_BEFORE_SOMEBODY = r"(?=(?:ông|bà|anh|chị|đồng chí|đ/c) )"
_TO = re.compile(
    rf" (?:cho|đối với) |\b(?:Khen thưởng|Khen tặng) {_BEFORE_SOMEBODY}",
    re.IGNORECASE,
)
#: "03 cá nhân gồm: ", before the names themselves.
_COUNTED = re.compile(r"(?:các |những )?\d|(?:các|những) ", re.IGNORECASE)
_LEADS = re.compile(
    rf"(?:(?:các|những) )?(?:\d{{1,3}} )?cá nhân(?: có tên)?(?: sau| sau đây)?(?:,? (?:gồm|là))?\s*:?\s*{_BEFORE_SOMEBODY}",
    re.IGNORECASE,
)
_UNIT = re.compile(r"tập thể ", re.IGNORECASE)
_HOUSEHOLD = re.compile(r"hộ(?: gia đình)? ", re.IGNORECASE)
_PERSON = re.compile(r"cá nhân ", re.IGNORECASE)
#: "cá nhân thuộc Sở Ngoại vụ": a list says who.
_GROUP = re.compile(
    r"(?:tập thể|cá nhân|cán bộ|công chức|viên chức)(?:,| và| có| thuộc| của| trong| tại|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*\(([^()]{2,60})\)$")
_CALLED = "Người được khen"


def name_in(head: str) -> str:
    """The name of the first recipient that the head of a sentence ends with; "" when it names none."""
    return next(
        (
            head[piece.start : piece.end]
            for piece in read(head, "")
            if piece.pointer.endswith(("/full_name", "/name"))
        ),
        "",
    )


def read(head: str, award: str) -> Iterator[Piece]:
    """Where in the head of a sentence, before what was done, the parts of its recipients stand; nothing where that is not certain."""
    start, who = _who(head)
    lead = _LEADS.match(who)
    begin = lead.end() if lead else 0
    spans = people_in_line.several(who[begin:])
    for row, (first, last) in enumerate(spans):
        at = f"{award}/individuals/{row}"
        yield from _person(who[: begin + last], start, begin + first, at, "position")
    if spans or (_COUNTED.match(who) and not lead):
        return
    unit, household = _UNIT.match(who), _HOUSEHOLD.match(who)
    if household:
        yield from _person(who, start, household.end(), f"{award}/households/0", "address")
    elif unit or name_words.is_unit_name(who):
        if not people_in_line.names_units(who[unit.end() if unit else 0 :]):
            yield from _unit(who, start, unit.end() if unit else 0, f"{award}/collectives/0")
    elif not people_in_line.names_others(who[begin:]):
        called = _PERSON.match(who)
        begin = begin or (called.end() if called else 0)
        yield from _person(who, start, begin, f"{award}/individuals/0", "position")


def names_somebody(text: str) -> bool:
    """Whether a text that was not understood names a person, or a unit to which something is given."""
    _, who = _who(text)
    is_unit = name_words.is_unit_name(who) and _UNIT.fullmatch(f"{who} ") is None
    return people_in_line.names_somebody(text) or is_unit


def is_named(head: str) -> bool:
    """Whether the head of a sentence gives something to somebody by name, and to no group that is counted or listed."""
    _, who = _who(head)
    is_group = _COUNTED.match(who) or _GROUP.match(who)
    return not is_group and any(word[0].isupper() for word in who.split())


def _who(head: str) -> tuple[int, str]:
    """Where those stand whom something is given to, and the words."""
    to = list(_TO.finditer(head))[-1:]
    start = to[0].end() if to else len(head)
    return start, head[start:].rstrip(" ,.;:")


def _unit(who: str, shift: int, begin: int, row: str) -> Iterator[Piece]:
    name, comma, around = who[begin:].partition(", ")
    # "tập thể lớp 10A": without the word nobody would know what it is.
    begin = begin if name_words.is_unit_name(name) else 0
    end = len(who) - len(comma) - len(around)
    yield Piece(shift + begin, shift + end, f"{row}/name", "Tập thể")
    if around:
        yield Piece(shift + end + len(comma), shift + len(who), f"{row}/organ_name", "Tập thể")


def _person(who: str, shift: int, begin: int, row: str, rest_is: str) -> Iterator[Piece]:
    name, comma, rest = who[begin:].partition(",")
    bare = name_words.without_honorific(name)
    full_name = bare.removeprefix("ông/bà ").strip()
    if not name_words.is_person_name(full_name):
        return
    honorific = name[: len(name) - len(bare)].strip()
    if honorific:
        yield Piece(shift + begin, shift + begin + len(honorific), f"{row}/honorific", _CALLED)
    at = begin + name.index(full_name, len(honorific))
    yield Piece(shift + at, shift + at + len(full_name), f"{row}/full_name", _CALLED)
    if not comma:
        return
    begin += len(name) + 1
    if rest_is == "address":
        parts: tuple[tuple[str, str], ...] = (("address", rest.strip()),)
    else:
        note = _NOTE.search(rest)
        year, position, unit, done = naming_lines.of_person(
            (rest[: note.start()] if note else rest).strip()
        )
        parts = (
            ("birth_year", year), ("position", position), ("organ_name", unit), ("achievement", done),
            ("note", note[1] if note else ""),
        )  # fmt: skip
    for key, text in parts:
        if text:
            begin = who.index(text, begin)
            value = int(text) if key == "birth_year" else None
            yield Piece(shift + begin, shift + begin + len(text), f"{row}/{key}", _CALLED, value)
            begin += len(text)
