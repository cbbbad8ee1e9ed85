"""Rules about lists of people and units: names that are none, honorifics typed twice, positions in a name's cell, ditto marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from service.errors import Violation
from service.language import name_words, vietnamese
from service.rules import Record, rule, violation_at
from service.rules.name_lists import PERSON_LISTS, NameList, name_lists, person_lists
from service.rules.names import with_capitals

_HEADER_WORDS = frozenset(
    {
        "stt", "tt", "số tt", "số thứ tự", "họ và tên", "họ tên", "tên", "tên cá nhân", "tên tập thể",
        "chức vụ", "chức danh", "đơn vị", "đơn vị công tác", "danh xưng", "ghi chú", "năm sinh",
        "thành tích", "họ và tên chủ hộ", "địa chỉ", "tập thể", "cá nhân", "hộ gia đình",
        "tổng cộng", "tổng số", "cộng", "tiền thưởng", "hình thức", "hình thức khen thưởng",
    }
)  # fmt: skip
_FIGURES = re.compile(r"[\d\s.,+()/-]+")
_NO_LETTER_FIRST: Final = re.compile(r"^(?![^\W\d_])", re.MULTILINE)
_BRACKETS = re.compile(r"[(\[].*[)\]]|[^\w]+")
#: A name with something behind it: "Trần Thị Bình - Chuyên viên", "Trần Thị Bình (Kế toán)".
_NAME_AND_MORE: Final = re.compile(
    r"(?P<name>[^,;:(–—]+?)\s*(?:\((?P<inside>[^()]+)\)|(?:[,;:–—]|\s-|-\s)\s*(?P<behind>[^()]+))"
)
_BETWEEN_PEOPLE: Final = re.compile(r"[,;/&+–—]|\bvà\b|\s-\s")
#: Two people in one cell: "Nguyễn Văn A, Trần Thị B", "Nguyễn Văn A và Trần Thị B".
_NAME = r"[^\W\d_a-zà-ỹ]\w*(?:\s[^\W\d_a-zà-ỹ]\w*){1,5}"
_TWO_PEOPLE = re.compile(rf"{_NAME}\s*(?:[,;/&+]|\bvà\b|\s-\s)\s*{_NAME}")
#: What stands around a ditto mark.
_AROUND_DITTO = r"[-–\s.…/()\[\]\"'“”„]*"
_DITTO = re.compile(
    rf"{_AROUND_DITTO}(?:n[\s./]?t|như (?:dòng )?trên|nhu tren){_AROUND_DITTO}"
    # A lone dash or dots may stand for nothing at all.
    r"|[-–\s.()]*(?://|''|[\"“”„〃″↓])[-–\s./()'\"“”„〃″↓]*",
    re.IGNORECASE,
)
#: Fields of a row that a clerk leaves to the row above.
_REPEATED: Final = (
    "honorific",
    "position",
    "organ_name",
    "address",
    "achievement",
    "reason",
    "note",
)


#: Lists whose rows have a position of their own.
_WITH_POSITION: Final = frozenset({*PERSON_LISTS, "individuals"})


@rule("no_name", severity="warning")
def no_name(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ở mục họ tên phải là tên: một con số, số điện thoại, chữ “STT”, “Họ và tên” của dòng tiêu đề hay một
    cụm trong ngoặc thường do dán lệch cột (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi
    ký; cảnh báo)."""
    for listed in name_lists(record):
        if not _may_hold_no_name([*filter(None, listed.names)]):
            continue
        for place, name in listed.given(listed.name):
            what = _what_it_is(name)
            if what:
                yield violation_at(
                    f"{listed.pointer}/{place}/{listed.name}",
                    f"Dòng {place + 1}: ở chỗ tên là {what}; hãy ghi đúng tên hoặc bỏ dòng này.",
                )


def _may_hold_no_name(names: list[str]) -> bool:
    """Whether any of many names may be none: all are looked at as one text."""
    joined = "\n".join(names)
    if _NO_LETTER_FIRST.search(joined):
        return True
    return not _no_names().isdisjoint(_squeezed(joined).split("\n"))


@cache
def _no_names() -> frozenset[str]:
    """What stands in place of a name although it begins with a letter, as ``_squeezed``."""
    return frozenset(map(_squeezed, (*_HEADER_WORDS, *name_words.honorific_keys())))


def _squeezed(text: str) -> str:
    """In small letters, without the blanks and marks that a name and its likeness may differ in."""
    return vietnamese.lower(text).replace(" ", "").replace(".", "").replace(":", "")


def _what_it_is(name: str) -> str:
    if _FIGURES.fullmatch(name):
        digits = sum(sign.isdigit() for sign in name)
        return "một số điện thoại hoặc mã số" if digits >= 8 else "một con số"
    if vietnamese.lower(name).strip(" .:") in _HEADER_WORDS:
        return "chữ của dòng tiêu đề cột"
    if _BRACKETS.fullmatch(name):
        return "một cụm trong ngoặc hoặc dấu, không phải tên"
    return "một danh xưng không có tên" if name_words.is_honorific(name) else ""


@rule("odd_honorific", severity="warning")
def odd_honorific(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ở mục danh xưng chỉ ghi cách xưng hô như “Ông”, “Bà”, “đồng chí”, cấp bậc; một con số, chữ “STT”, chữ của
    dòng tiêu đề hay tên đơn vị là do dán lệch cột (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    for listed in name_lists(record):
        odd = {value for value in listed.different("honorific") if _is_odd(value)}
        for place, value in listed.given("honorific") if odd else ():
            if value in odd:
                yield violation_at(
                    f"{listed.pointer}/{place}/honorific",
                    f"Dòng {place + 1}: “Danh xưng” không phải là cách xưng hô; "
                    "hãy xóa hoặc ghi “Ông”, “Bà”, “đồng chí”.",
                )


def _is_odd(honorific: str) -> bool:
    return (
        _FIGURES.fullmatch(honorific) is not None
        or vietnamese.lower(honorific).strip(" .:") in _HEADER_WORDS
        or (name_words.is_unit_name(honorific) and not name_words.is_position(honorific))
        or not re.search(r"[^\W\d_]", honorific)
    )


@rule("honorific_twice", severity="warning")
def honorific_twice(record: Record, _reference: Any) -> Iterator[Violation]:
    """Danh xưng đã có ở mục riêng thì không gõ lại trước họ tên, nếu không văn bản in “Ông Ông …” (Nghị định
    30/2020/NĐ-CP, Điều 12; cảnh báo, kèm họ tên đã bỏ danh xưng)."""
    for listed in person_lists(record):
        if listed.bare_names is listed.names:
            continue
        for place, (name, bare) in enumerate(zip(listed.names, listed.bare_names, strict=True)):
            if bare == name:
                continue
            if listed.rows[place].get("honorific") or name_words.has_honorific(bare):
                while name_words.has_honorific(bare):
                    bare = name_words.without_honorific(bare)
                yield violation_at(
                    f"{listed.pointer}/{place}/full_name",
                    f"Dòng {place + 1}: danh xưng được ghi hai lần; hãy bỏ danh xưng trước họ tên.",
                    bare,
                )


@rule("two_people", severity="warning")
def two_people(record: Record, _reference: Any) -> Iterator[Violation]:
    """Mỗi người ghi một dòng: hai tên trong một ô thì số người đếm sai (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh
    báo)."""
    for listed in person_lists(record):
        for place, name in listed.unusual_names:
            if _TWO_PEOPLE.search(name) and _name_and_position(name) is None:
                yield violation_at(
                    f"{listed.pointer}/{place}/full_name",
                    f"Dòng {place + 1} có vẻ ghi hai người; hãy tách mỗi người một dòng.",
                )


@rule("position_in_name", severity="warning")
def position_in_name(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ở mục họ tên chỉ ghi họ tên: “Bà Trần Thị Bình - Chuyên viên”, “Trần Thị Bình (Kế toán)” được in nguyên như tên
    người; chức vụ ghi ở mục riêng (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo, kèm đề
    nghị tách họ tên và chức vụ)."""
    for listed in person_lists(record):
        has_place = listed.pointer.rpartition("/")[2] in _WITH_POSITION
        for place, text in listed.unusual_names:
            split = _name_and_position(text)
            if split is not None:
                yield _position_at(listed, place, split, has_place=has_place)


def _position_at(
    listed: NameList, place: int, split: tuple[str, str], *, has_place: bool
) -> Violation:
    """The violation of one row whose cell holds a name and a position."""
    name, position = with_capitals(split[0]), split[1]
    pointer, row = f"{listed.pointer}/{place}", listed.rows[place]
    there = row.get("position")
    todo = "chuyển chức vụ sang mục “Chức vụ”" if has_place else "chỉ ghi họ tên"
    message = f"Dòng {place + 1}: ô họ tên có cả chức vụ; hãy {todo}."
    if there and vietnamese.lower(there) == vietnamese.lower(position):
        return violation_at(f"{pointer}/full_name", message, name)
    if there or not has_place:
        return violation_at(f"{pointer}/full_name", message)
    # The whole row: name and position change together, or the position would be lost.
    known = {field: value for field, value in row.items() if value is not None}
    return violation_at(pointer, message, known | {"full_name": name, "position": position})


def _name_and_position(text: str) -> tuple[str, str] | None:
    """What one cell says of one person: the name as typed and the position; None where it says anything else."""
    name, position = _cut(text.strip(" .;,"))
    if not name_words.is_position(position) or not name_words.is_person_name(
        name_words.without_honorific(name)
    ):
        return None
    pieces = (piece.strip() for piece in _BETWEEN_PEOPLE.split(position))
    if any(name_words.is_person_name(name_words.without_honorific(piece)) for piece in pieces):
        return None
    return name, position


def _cut(text: str) -> tuple[str, str]:
    """A text in two, at the first mark; without one, in front of the first words that begin a position in small letters."""
    found = _NAME_AND_MORE.fullmatch(text)
    if found is not None:
        return found["name"].strip(), (found["inside"] or found["behind"]).strip()
    words = text.split()
    for place in range(2, len(words)):
        # "Lê Văn Trưởng" is a name, "Lê Văn An Trưởng phòng" goes on behind it.
        if any(map(str.islower, words[place:])) and name_words.is_position(" ".join(words[place:])):
            return " ".join(words[:place]), " ".join(words[place:])
    return text, ""


@rule("unit_as_person", severity="warning")
def unit_as_person(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ở danh sách cá nhân, tên bắt đầu bằng “Phòng”, “Ban”, “Sở”, “Trường”… thường là một tập thể bị ghi nhầm
    chỗ (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    for listed in person_lists(record):
        unusual = listed.unusual_names
        begun = name_words.begun_as_units({name.partition(" ")[0] for name in listed.names})
        if begun:
            unusual = [
                at
                for at in listed.given(listed.name)
                if at[1].partition(" ")[0] in begun or at in unusual
            ]
        for place, name in unusual:
            if _is_like_a_unit(name):
                yield violation_at(
                    f"{listed.pointer}/{place}/full_name",
                    f"Dòng {place + 1}: tên này giống tên một đơn vị; nếu là tập thể, hãy chuyển sang danh sách tập thể.",
                )


def _is_like_a_unit(name: str) -> bool:
    words = name.split()
    capitals = sum(word[0].isupper() for word in words)
    if name_words.is_unit_name(name):
        # "Ban Thị Hoa", "Vu Thi Hoa": every word of a person's name begins with a capital.
        return capitals < len(words) or bool(name_words.begun_as_units({words[0]}))
    if name_words.is_branch_name(name):
        return True
    is_plain = all(word.isalpha() for word in words) and not name_words.is_position(name)
    if len(words) == 1:
        return is_plain and len(name) > 3 and not vietnamese.is_syllable(name)
    # "Quân sự xã": in small letters but for the first.
    is_written_so = words[0][0].isupper() and capitals * 2 < len(words)
    begins_position = any(
        name_words.is_position(" ".join(words[at:])) for at in range(1, len(words))
    )
    return is_plain and is_written_so and not begins_position and not name_words.has_honorific(name)


@rule("ditto_mark")
def ditto_mark(record: Record, _reference: Any) -> Iterator[Violation]:
    """Văn bản không in “nt”, “-nt-”, “//” hay “như trên”: mỗi dòng ghi đủ nội dung, kèm đề nghị là nội dung của
    dòng trên (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký)."""
    for listed in name_lists(record):
        fields = [
            field for field in _REPEATED if any(map(_DITTO.fullmatch, listed.different(field)))
        ]
        above: dict[str, str] = {}
        for place, row in enumerate(listed.rows) if fields else ():
            for field in fields:
                value = row.get(field)
                if not isinstance(value, str):
                    continue
                if _DITTO.fullmatch(value):
                    yield violation_at(
                        f"{listed.pointer}/{place}/{field}",
                        f"Dòng {place + 1} ghi “như trên”; hãy ghi đủ nội dung của dòng trên.",
                        above.get(field),
                    )
                else:
                    above[field] = value


DOUBTFUL_NAME_RULES: Final = (
    no_name,
    odd_honorific,
    honorific_twice,
    two_people,
    position_in_name,
    unit_as_person,
    ditto_mark,
)
