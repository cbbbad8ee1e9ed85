"""Rules about recipients: duplicates, look-alikes and counts that differ; only this module compares people.

People are compared by a key that ignores Unicode form, case, blanks, dashes and where a tone mark
stands; messages name rows, never people (contract §6).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from service.errors import Violation
from service.language import name_words, vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS
from service.rules import Record, near_names, once, rule, violation_at
from service.rules.award_rows import awards_of, rows_of
from service.rules.issue_dates import issued_year
from service.rules.name_lists import name_lists
from service.rules.tone_style import mixed_tone_style

# No text of a record holds this character, so many texts can be compared in one call.
_BETWEEN = "\ue000"


def keys(texts: Sequence[str]) -> list[str]:
    """The comparison key of each text; thousands are made in one call, equal texts once."""
    different = list(dict.fromkeys(texts))
    made = vietnamese.skeleton(_BETWEEN.join(different)).replace(" - ", "-").split(_BETWEEN)
    found = dict(zip(different, (key.strip() for key in made), strict=True)) if different else {}
    return [found[text] for text in texts]


class _Keyed(NamedTuple):
    """The namesakes of one list: their places, and the keys of their names and units (or addresses)."""

    pointer: str
    called: str
    places: list[int]
    names: list[str]
    units: list[str]
    rows: list[Mapping[str, Any]]
    years: list[Any]


@once
def _keyed(record: Record) -> list[_Keyed]:
    found = []
    for listed in name_lists(record):
        places = _namesakes(listed.bare_names) if listed.kind else []
        if listed.kind and places:
            rows = [listed.rows[place] for place in places]
            names = keys([listed.bare_names[place] for place in places])
            units = keys([row.get(listed.kind.unit) or "" for row in rows])
            years = [row.get("birth_year") for row in rows]
            words = listed.kind.words
            found.append(_Keyed(listed.pointer, words, places, names, units, rows, years))
    return found


_NO_LETTERS = bytes(set(range(1, 256)) - set(b"abcdefghijklmnopqrstuvwxyz0123456789"))


def _namesakes(names: list[str]) -> list[int]:
    """The places of names of which another has the same letters and figures of ASCII.

    Coarser than any comparison of this module, and so cheap that the others are made of few names.
    """
    if len(names) < 2:
        return []
    joined = unicodedata.normalize("NFC", "\0".join(names)).casefold()
    apart = unicodedata.normalize("NFD", joined).encode("utf-8", "surrogatepass")
    alike = apart.translate(None, _NO_LETTERS).split(b"\0")
    often = dict(Counter(alike))
    if len(often) == len(alike):
        return []
    return [place for place, letters in enumerate(alike) if often[letters] > 1]


@rule("duplicate_recipient", reads=("/awards",))
def duplicate_recipient(record: Record, _reference: Any) -> Iterator[Violation]:
    """Trong một mục khen thưởng, mỗi tập thể, cá nhân, hộ gia đình chỉ ghi một lần: trùng tên, đơn vị (địa chỉ)
    và năm sinh ở hai dòng là lỗi, dù khác chữ hoa, khoảng trắng, dấu gạch hoặc cách đặt dấu thanh (Nghị định
    30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký)."""
    for found in _keyed(record):
        seen: dict[tuple[str, str, Any], int] = {}
        for at, key in enumerate(zip(found.names, found.units, found.years, strict=True)):
            if not key[0]:
                continue
            first_at = seen.setdefault(key, at)
            if first_at != at:
                first, place = found.places[first_at], found.places[at]
                yield violation_at(
                    f"{found.pointer}/{place}",
                    f"Dòng {place + 1} trùng với dòng {first + 1} trong danh sách {found.called}; "
                    "hãy bỏ một dòng, hoặc ghi thêm đơn vị, năm sinh nếu là hai đối tượng khác nhau.",
                )


@rule("similar_recipient", reads=("/awards",), severity="warning")
def similar_recipient(record: Record, _reference: Any) -> Iterator[Violation]:
    """Hai dòng cùng đơn vị (hoặc đều không ghi đơn vị), cùng chức vụ có tên chỉ khác nhau ở dấu, hai tập thể chỉ khác
    nhau một chữ cái hay dấu của một chữ thường (“nước mắm”, “nước nắm”), hoặc cùng tên cùng đơn vị mà một dòng thiếu năm
    sinh, có thể là một đối tượng ghi hai lần; chỉ nhắc để kiểm tra lại (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    for found in _keyed(record):
        folded = vietnamese.ascii_fold(_BETWEEN.join(found.names)).split(_BETWEEN)
        bare = vietnamese.toneless(_BETWEEN.join(found.names)).split(_BETWEEN)
        seen: dict[tuple[str, str], int] = {}
        for at, (name, toneless, unit) in enumerate(zip(folded, bare, found.units, strict=True)):
            # Without a unit, names that differ in more than a tone ("Hùng", "Hưng") are most often two people's.
            key = (name, unit) if unit else (toneless, "")
            first_at = seen.setdefault(key, at)
            if key[0] and first_at != at and _may_be_one(found, first_at, at):
                yield _similar(
                    found.pointer, found.called, found.places[first_at], found.places[at]
                )
    for pointer, called, names, units in _collectives(record):
        for first, place in near_names.a_letter_apart(names, units):
            if not _is_told(names[first], names[place], units[place]):
                yield _similar(pointer, called, first, place)


def _is_told(name: str, other: str, unit: str) -> bool:
    """Whether two names of one unit differ in marks alone, which is told already."""
    fold = vietnamese.ascii_fold if unit else vietnamese.toneless
    return fold(vietnamese.skeleton(name)) == fold(vietnamese.skeleton(other))


def _similar(pointer: str, called: str, first: int, place: int) -> Violation:
    return violation_at(
        f"{pointer}/{place}",
        f"Dòng {place + 1} gần giống dòng {first + 1} trong danh sách {called} (tên chỉ khác dấu, khác một chữ cái hoặc "
        "thiếu năm sinh); hãy kiểm tra có phải một đối tượng ghi hai lần không.",
    )


def _collectives(record: Record) -> Iterator[tuple[str, str, list[str], list[str]]]:
    for listed in name_lists(record):
        if listed.kind and listed.kind.key == "collective" and len(listed.rows) > 1:
            units = keys([row.get(listed.kind.unit) or "" for row in listed.rows])
            yield listed.pointer, listed.kind.words, listed.names, units


def _may_be_one(found: _Keyed, first: int, second: int) -> bool:
    """Not an exact duplicate (an error of its own), nor distinguished by years or by positions."""
    year, other_year = found.years[first], found.years[second]
    if found.names[first] == found.names[second]:
        # Two namesakes without a unit may well be two people.
        return bool(found.units[first]) and (year is None) != (other_year is None)
    position, other_position = (
        vietnamese.skeleton(found.rows[row].get("position") or "") for row in (first, second)
    )
    years_differ = year is not None and other_year is not None and year != other_year
    return not years_differ and position == other_position


_LISTS = tuple(f"/awards/*/{kind.rows}" for kind in RECIPIENT_KINDS)


@rule("count_mismatch", reads=("/awards", *_LISTS))
def count_mismatch(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số tập thể, cá nhân, hộ gia đình đã công bố phải đúng bằng số dòng trong danh sách kèm theo (Nghị định
    30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký)."""
    for pointer, award in awards_of(record):
        for kind in RECIPIENT_KINDS:
            declared, counted = award.get(f"declared_{kind.rows}"), len(award.get(kind.rows) or ())
            if declared is not None and declared != counted:
                yield violation_at(
                    f"{pointer}/declared_{kind.rows}",
                    f"Đã công bố {declared} {kind.words} nhưng danh sách có {counted} {kind.words}; "
                    "hãy sửa số đã công bố hoặc bổ sung danh sách.",
                )


#: Small counts in words, as subjects have them.
_COUNTS: Final = {vietnamese.number_words(count): count for count in range(1, 21)}
_GRANTED_TO = re.compile(
    rf"(?:cho|tặng|đối với|khen thưởng|công nhận|và|&|,|;) (?P<n>\d{{1,4}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
    r" (?P<what>tập thể|cá nhân|hộ gia đình)\b"
)


@rule("stated_count", reads=("/awards", "/subject", *_LISTS), severity="warning")
def stated_count(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số lượng nêu trong trích yếu (“02 tập thể và 07 cá nhân”) phải khớp với tổng số dòng của các danh sách
    (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    stated: dict[str, int] = {}
    for match in _GRANTED_TO.finditer(record.get("subject") or ""):
        count = match["n"]
        stated.setdefault(match["what"], int(count) if count.isdigit() else _COUNTS[count])
    for kind in RECIPIENT_KINDS:
        counted = sum(len(award.get(kind.rows) or ()) for _, award in awards_of(record))
        if stated.get(kind.words, counted) != counted:
            typed, held = wording.two_digits(stated[kind.words]), wording.two_digits(counted)
            yield violation_at(
                "/subject",
                f"Trích yếu ghi {typed} {kind.words} nhưng các danh sách có {held} {kind.words}; "
                "hãy sửa cho khớp.",
            )


YOUNGEST, OLDEST = 15, 100


@rule("odd_birth_year", reads=("/issued_date",), severity="warning")
def odd_birth_year(record: Record, _reference: Any) -> Iterator[Violation]:
    """Năm sinh của người được khen thường cho tuổi từ 15 đến 100 vào ngày ban hành; ngoài khoảng này có thể
    là gõ nhầm (không có điều khoản riêng, đối chiếu để tránh gõ nhầm; cảnh báo)."""
    issued = issued_year(record)
    if issued is None:
        return
    for pointer, award in awards_of(record):
        for place, row in enumerate(rows_of(award, "individuals")):
            year = row.get("birth_year")
            if year is not None and not YOUNGEST <= issued - year <= OLDEST:
                yield violation_at(
                    f"{pointer}/individuals/{place}/birth_year",
                    f"Năm sinh ở dòng {place + 1} cho tuổi ngoài khoảng {YOUNGEST} đến {OLDEST} vào năm ban "
                    "hành; hãy kiểm tra lại.",
                )


@rule("household_without_honorific", severity="warning")
def household_without_honorific(record: Record, _reference: Any) -> Iterator[Violation]:
    """Hộ gia đình được gọi theo chủ hộ, có danh xưng: “Hộ gia đình bà Nguyễn Thị A”; không ghi thì văn bản in “ông/bà” và
    phải sửa tay (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""
    for pointer, award in awards_of(record):
        rows = [
            row
            for row in rows_of(award, "households")
            if row.get("full_name") and not _is_called(row)
        ]
        if rows:
            place = rows_of(award, "households").index(rows[0])
            more = f" (cùng {len(rows) - 1} hộ khác trong danh sách)" if len(rows) > 1 else ""
            yield violation_at(
                f"{pointer}/households/{place}/honorific",
                f"Chủ hộ ở dòng {place + 1}{more} chưa có danh xưng nên văn bản in “Hộ gia đình ông/bà …”; hãy ghi Ông hoặc Bà.",
            )


def _is_called(row: Mapping[str, Any]) -> bool:
    name = row["full_name"]
    own = name_words.has_honorific(name) or vietnamese.lower(name).startswith("hộ ")
    return bool(row.get("honorific")) or own


RECIPIENT_RULES: Final = (
    duplicate_recipient,
    similar_recipient,
    mixed_tone_style,
    count_mismatch,
    stated_count,
    odd_birth_year,
    household_without_honorific,
)
