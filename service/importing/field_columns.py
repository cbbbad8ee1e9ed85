"""Which column gives which field of a row: by its header, held against how its values look."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from itertools import pairwise

from service.importing import value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.targets import Target
from service.language import name_words
from service.language.vietnamese import fold_words
from service.workbook.values import CellValue


def by_headers(
    target: Target, free: Mapping[int, str], texts: Mapping[int, str], past: Container[int] = ()
) -> dict[str, list[int]]:
    """The fields of one target; the surest column of a field wins, the left one of two alike.

    Sums in the columns of the ``past`` were granted before.
    """
    places: dict[str, list[int]] = {}
    taken: set[int] = set()
    pair = _surname_and_given(free)
    if pair:
        # A surname is a person's: such a pair never names a unit.
        if not target.is_of_units:
            places[target.name.pointer] = pair
        taken |= set(pair)
    offers = sorted(
        (
            (-vocabulary.likeness(text, field.pointer, field.label), index, column, field.pointer)
            for column, text in free.items()
            if column not in taken
            for index, field in enumerate(target.fields)
            if field.kind != "money"
            or not (column in past or vocabulary.speaks_of("coefficient_words", text))
        ),
        key=lambda offer: offer[:3],
    )
    for likeness, _, column, pointer in offers:
        if likeness and column not in taken and pointer not in places:
            places[pointer] = [column]
            taken.add(column)
    _claim_name(places, target, {c: text for c, text in free.items() if c not in pair})
    _add_years_of_men_and_women(places, target, texts, taken)
    return places


def _surname_and_given(free: Mapping[int, str]) -> list[int]:
    """A name in two columns: "Họ đệm" and "Tên"."""
    surname = next(
        (c for c, text in free.items() if vocabulary.is_header_of("surname_headers", text)), None
    )
    if surname is None:
        return []
    given = [
        column
        for column, text in free.items()
        if column > surname and vocabulary.is_header_of("given_headers", text)
    ]
    return [surname, given[0]] if given else []


def _claim_name(places: dict[str, list[int]], target: Target, free: Mapping[int, str]) -> None:
    """ "Đơn vị" alone over the collectives is their name, although it is also a field's label."""
    if target.name.pointer in places:
        return
    for column, text in free.items():
        if vocabulary.likeness(text, target.name.pointer, target.name.label) >= 4:
            for pointer in [key for key, columns in places.items() if columns == [column]]:
                del places[pointer]
            places[target.name.pointer] = [column]
            return


def _add_years_of_men_and_women(
    places: dict[str, list[int]], target: Target, texts: Mapping[int, str], taken: set[int]
) -> None:
    """A year of birth in two columns, one for men and one for women."""
    for field in target.fields:
        columns = places.get(field.pointer, [])
        if field.kind != "integer" or not columns:
            continue
        for column, text in texts.items():
            if (
                column not in taken
                and fold_words(text).endswith((" nam", " nu"))
                and vocabulary.likeness(text, field.pointer, field.label)
            ):
                columns.append(column)
                taken.add(column)


# --- by how the values look ----------------------------------------------------------------------


_IN_DONG = re.compile(r"\s*(?P<figure>\d[\d., ]*?)\s*(?:đ|đồng|vnđ|vnd)?\s*", re.IGNORECASE)


def _is_sum(value: CellValue) -> bool:
    """300000, "1.500.000 đ": in whole hundreds. A telephone and the number of a card or an account is hardly one."""
    found = _IN_DONG.fullmatch(str(value))
    digits = re.sub(r"\D", "", found["figure"]) if found else ""
    return 5 <= len(digits) <= 8 and digits[0] != "0" and digits.endswith("00")


def _text_that(test: Callable[[str], bool]) -> Callable[[CellValue], bool]:
    return lambda value: isinstance(value, str) and test(value)


#: The key of a field, what its values look like, and how many of them must.
_LOOKS: tuple[tuple[str, Callable[[CellValue], bool], float], ...] = (
    ("birth_year", value_shapes.is_year, 0.9),
    ("honorific", value_shapes.is_honorific, 0.9),
    ("full_name", value_shapes.is_person, 0.6),
    ("position", _text_that(name_words.is_position), 0.6),
    ("organ_name", value_shapes.is_unit, 0.6),
    ("bonus", _is_sum, 0.9),
    ("achievement", _text_that(lambda text: len(text) > 30), 0.8),
)


def propose(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """Where there are no headers, the look of the values proposes; the clerk is asked."""
    for column in found.header.columns:
        if not values[column] or column == found.number:
            continue
        key = next(
            (
                key
                for key, test, least in _LOOKS
                if value_shapes.mostly(values[column], test, least)
            ),
            "",
        )
        for target in targets:
            # A unit names a collective, and says of everybody else where he works.
            is_name = key == "organ_name" and target.is_of_units
            field = target.name if is_name else target.field(key)
            if field is not None and field.pointer not in found.fields[target.row]:
                found.fields[target.row][field.pointer] = [column]


def propose_name(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """Names may look like anything: the first column of words that gives a target nothing is proposed."""
    for target in targets:
        taken = found.columns_of(target) | {found.number}
        free = [c for c in found.header.columns if c not in taken and _holds_words(values[c])]
        if free and not found.takes(target):
            found.fields[target.row][target.name.pointer] = free[:1]


def _holds_words(values: Sequence[CellValue]) -> bool:
    return value_shapes.mostly(
        values, _text_that(lambda text: sum(map(str.isalpha, text)) > 1 and len(text) < 100), 0.8
    )


def claim_name_by_look(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """People below a header that does not call them so ("Học hàm, họ tên", "Thầy/Cô"), where the list would be one of their units.

    They stand in the first column of words, and the units where one says where people work; who only speaks for a unit
    is its header's matter. The clerk is asked (``headerless.report_name``).
    """
    people = [target for target in targets if not target.is_of_units]
    if any(map(found.takes, people)):
        return
    named = [c for target in targets for c in found.names(target)]
    column = next((c for c in found.header.columns if _holds_words(values[c])), None)
    if column is None or column in (*named, *found.marks, *found.form_marks, found.kind):
        return
    header = found.header.texts.get(column, "")
    is_spokesman = vocabulary.speaks_of("spokesman_words", header)
    if is_spokesman or not value_shapes.mostly(values[column], _is_titled_person, 0.8):
        return
    for target in people:
        works_at = found.of(target).get(f"{target.row}/organ_name", [])
        if works_at and works_at == named:
            for units in targets:
                found.fields[units.row].pop(units.name.pointer, None)
            found.release(column)
            found.fields[target.row][target.name.pointer] = [column]
            found.guessed_name = column
            return


#: Learned titles and ranks before a name.
_TITLES = re.compile(
    r"(?:\S*\.\S*\s+|(?:Thiếu|Trung|Thượng|Đại|Hạ)\s+(?:tá|úy|uý|tướng|sĩ|sỹ)\s+)+"
)


def _is_titled_person(value: CellValue) -> bool:
    """ "PGS.TS. Nguyễn Văn An", "Thiếu tá Nguyễn Văn An", "Nguyễn Văn An"."""
    return isinstance(value, str) and value_shapes.is_person(_TITLES.sub("", value, count=1))


def number_column(values: Mapping[int, Sequence[CellValue]]) -> int | None:
    """The first column that counts up, with groups between the numbers ("I", "B") or without."""
    return next((column for column, held in values.items() if held and _counts_up(held)), None)


def _counts_up(values: Sequence[CellValue]) -> bool:
    numbers = [n for value in values if (n := value_shapes.running_number(value)) is not None]
    groups = [value for value in values if value_shapes.outline_number(value)]
    # A total, a note and a signature may stand below the numbers, but not instead of them.
    if (len(numbers) + len(groups)) * 10 < len(values) * 7 or not numbers:
        return False
    return all(b == a + 1 or (groups and b == 1) for a, b in pairwise(numbers))


def drop_measures(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """ "Đơn vị" of a table of figures is a measure: a name column whose values are no names is none."""
    looks_like_units = _text_that(lambda text: value_shapes.is_unit(text) or len(text.split()) >= 3)
    for target in targets:
        if not target.is_of_units:
            continue
        for column in found.of(target).get(target.name.pointer, []):
            header = fold_words(found.header.texts.get(column, ""))
            if (
                header in ("don vi", "don vi tinh", "dvt")
                and values[column]
                and not value_shapes.mostly(values[column], looks_like_units, 0.5)
            ):
                del found.fields[target.row][target.name.pointer]
                break


def add_honorifics(
    found: ColumnMap,
    texts: Mapping[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """A column of Ông and Bà is the honorific; who a Nam or Nữ is to be called is not for us to say."""
    for column, held in values.items():
        if column in found.used() or not held:
            continue
        if value_shapes.mostly(held, value_shapes.is_honorific, 1.0):
            for target in targets:
                field = target.field("honorific")
                if field is not None:
                    found.fields[target.row].setdefault(field.pointer, [column])
        elif vocabulary.is_header_of("gender_headers", texts.get(column, "")):
            found.unused[column] = "chỉ ghi giới tính nên không dùng làm danh xưng"
