"""What each column of a list means: by its header, held against how its values look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.importing import value_shapes, vocabulary
from service.importing.grid import Grid, is_error
from service.importing.header_rows import Header
from service.importing.targets import Target, kind_of
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet
from service.workbook.values import CellValue

#: The word of a mapping that leaves a column out, and those for columns that are no field.
UNUSED, NUMBER, KIND = "-", "number", "kind"
_KIND_SHARE = 0.5
#: Of the column that an earlier check of the service wrote.
OWN_COLUMN = "do lần kiểm tra trước ghi"
_NO_FIELD = "văn bản này không có mục nào cho cột này"


@dataclass(slots=True)
class ColumnMap:
    """The columns of one list: for each target the columns of its fields; a name may stand in two."""

    header: Header
    fields: dict[str, dict[str, list[int]]]
    number: int | None = None
    kind: int | None = None
    #: Columns of marks: the row of the list that a marked row goes to -> column.
    marks: dict[str, int] = field(default_factory=dict)
    #: Fields of the row around ("/awards/*/form") -> column.
    around: dict[str, int] = field(default_factory=dict)
    #: How many đồng the sums of a column count in.
    units: dict[int, int] = field(default_factory=dict)
    #: Columns that hold data and are not used, with the reason.
    unused: dict[int, str] = field(default_factory=dict)

    def of(self, target: Target) -> dict[str, list[int]]:
        return self.fields.get(target.row, {})

    def names(self, target: Target) -> list[int]:
        """The columns that name a row of a target."""
        found = list(self.of(target).get(target.name.pointer, ()))
        group = target.field("group")
        return found + (self.of(target).get(group.pointer, []) if group else [])

    def takes(self, target: Target) -> bool:
        return bool(self.names(target))

    def used(self) -> set[int]:
        """Every column that gives something."""
        found = {c for places in self.fields.values() for cs in places.values() for c in cs}
        found |= set(self.around.values()) | set(self.marks.values())
        return found | {c for c in (self.number, self.kind) if c is not None}


def map_columns(
    grid: Grid,
    header: Header,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
    corrections: Mapping[int, str] | None = None,
    caption: str = "",
) -> ColumnMap:
    """The columns of a list. ``corrections`` name a field, ``number``, ``kind`` or ``-`` by column."""
    values = _values(grid, header)
    texts = {c: t for c, t in header.texts.items() if not _is_hidden(grid, c)}
    found = ColumnMap(header, {})
    free = _special_columns(found, texts, values, targets)
    for target in targets:
        found.fields[target.row] = _fields(target, free, texts)
    if corrections:
        _correct(found, corrections, targets, parents)
    else:
        _propose_without_headers(found, header, values, targets)
    _drop_what_does_not_look_so(found, values, targets)
    _around(found, free, targets, parents)
    _honorifics(found, texts, values, targets)
    _money(found, caption, targets)
    _unused(found, grid, header, values)
    return found


def _values(grid: Grid, header: Header) -> dict[int, list[CellValue]]:
    """By column: what stands below the headers, without errors of formulas."""
    return {
        column: [
            value
            for row in range(header.last + 1, grid.height)
            if (value := grid.value(row, column)) is not None and not is_error(value)
        ]
        for column in header.columns
    }


def _is_hidden(grid: Grid, column: int) -> bool:
    return column in grid.page.hidden_columns


def _special_columns(
    found: ColumnMap,
    texts: Mapping[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> dict[int, str]:
    """Take out the columns that are no field of their own; the rest with its headers."""
    free = dict(texts)
    for column, text in texts.items():
        if found.number is None and vocabulary.is_header_of("number_headers", text):
            found.number = column
            del free[column]
        elif vocabulary.is_header_of("own_headers", text):
            found.unused[column] = OWN_COLUMN
            del free[column]
    _marks(found, free, values, targets)
    _kind(found, free, values, targets)
    return free


def _kind(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """The column whose values say which kind each row is; its header alone does not make it so."""
    if len(targets) < 2:
        return

    def kinds(column: int) -> float:
        return value_shapes.share(
            values[column], lambda value: isinstance(value, str) and kind_of(value, targets)
        )

    said = [c for c, text in free.items() if _may_be_kinds(text)]
    best = max(said, key=kinds, default=None)
    if best is not None and kinds(best) >= _KIND_SHARE:
        found.kind = best
        del free[best]
    for column in said:
        if column != best or found.kind is None:
            if any(target.best_field(free[column])[1] >= 4 for target in targets):
                continue
            if column in free:
                found.unused[column] = "không phân biệt tập thể, cá nhân nên không dùng"
                del free[column]


def _may_be_kinds(text: str) -> bool:
    return vocabulary.is_header_of("kind_headers", text) or fold_words(text).startswith("phan loai")


def _marks(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """Columns of ticks that say whether somebody came: "Có mặt", "Vắng"."""
    words = vocabulary.load().mark_headers
    rows = {target.key: target.row for target in targets}
    for column, text in list(free.items()):
        for key, headers in words.items():
            named = any(form in headers for form in vocabulary.header_forms(text))
            if (
                named
                and key in rows
                and value_shapes.mostly(values[column], value_shapes.is_mark, 0.9)
            ):
                found.marks[rows[key]] = column
                free.pop(column, None)


def _fields(
    target: Target, free: Mapping[int, str], texts: Mapping[int, str]
) -> dict[str, list[int]]:
    """The fields of one target; the surest column of a field wins, the left one of two alike."""
    places: dict[str, list[int]] = {}
    taken: set[int] = set()
    pair = _surname_and_given(free)
    if pair:
        places[target.name.pointer] = pair
        taken |= set(pair)
    offers = sorted(
        (
            (-vocabulary.likeness(text, field.pointer, field.label), index, column, field)
            for column, text in free.items()
            if column not in taken
            for index, field in enumerate(target.fields)
        ),
        key=lambda offer: offer[:3],
    )
    for sure, _, column, field_ in offers:
        if sure and column not in taken and field_.pointer not in places:
            places[field_.pointer] = [column]
            taken.add(column)
    _name_at_any_price(places, target, free)
    _years_of_men_and_women(places, target, texts, taken)
    return places


def _surname_and_given(free: Mapping[int, str]) -> list[int]:
    """A name in two columns: "Họ đệm" and "Tên"."""
    surname = next(
        (c for c, t in free.items() if vocabulary.is_header_of("surname_headers", t)), None
    )
    if surname is None:
        return []
    given = [
        c for c, t in free.items() if c > surname and vocabulary.is_header_of("given_headers", t)
    ]
    return [surname, given[0]] if given else []


def _name_at_any_price(
    places: dict[str, list[int]], target: Target, free: Mapping[int, str]
) -> None:
    """ "Đơn vị" alone over the collectives is their name, although it is also a field's label."""
    if target.name.pointer in places:
        return
    for column, text in free.items():
        if vocabulary.likeness(text, target.name.pointer, target.name.label) >= 4:
            for pointer in [key for key, columns in places.items() if columns == [column]]:
                del places[pointer]
            places[target.name.pointer] = [column]
            return


def _years_of_men_and_women(
    places: dict[str, list[int]], target: Target, texts: Mapping[int, str], taken: set[int]
) -> None:
    for field_ in target.fields:
        columns = places.get(field_.pointer, [])
        if field_.kind != "integer" or not columns:
            continue
        for column, text in texts.items():
            ends = fold_words(text).endswith((" nam", " nu"))
            if (
                column not in taken
                and ends
                and vocabulary.likeness(text, field_.pointer, field_.label)
            ):
                columns.append(column)
                taken.add(column)


def _correct(
    found: ColumnMap,
    corrections: Mapping[int, str],
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    """Columns as the clerk says: what she did not name stays as it was read."""
    for column, key in corrections.items():
        for places in found.fields.values():
            for pointer in [p for p, columns in places.items() if column in columns]:
                places[pointer] = [c for c in places[pointer] if c != column]
                if not places[pointer]:
                    del places[pointer]
        found.around = {p: c for p, c in found.around.items() if c != column}
        found.marks = {p: c for p, c in found.marks.items() if c != column}
        found.number = None if found.number == column else found.number
        found.kind = None if found.kind == column else found.kind
        found.unused.pop(column, None)
        if key == NUMBER:
            found.number = column
        elif key == KIND:
            found.kind = column
        elif key == UNUSED:
            found.unused[column] = "người dùng chọn không dùng"
        else:
            _put(found, column, key, targets, parents)


def _put(
    found: ColumnMap,
    column: int,
    key: str,
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    for target in targets:
        field_ = target.field(key)
        if field_ is not None:
            found.fields[target.row][field_.pointer] = [column]
        parent = parents.get(target.sheet.parent)
        around = parent.column(f"{parent.row}/{key}") if parent is not None else None
        if field_ is None and around is not None:
            found.around[around.pointer] = column


def _propose_without_headers(
    found: ColumnMap,
    header: Header,
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """Where there are no headers, the look of the values proposes; the clerk is asked."""
    if header.texts:
        return
    tests: tuple[tuple[str, object, float], ...] = (
        ("birth_year", value_shapes.is_year, 0.9),
        ("honorific", value_shapes.is_honorific, 0.9),
        ("full_name", lambda v: isinstance(v, str) and value_shapes.is_person_name(v), 0.6),
        ("position", lambda v: isinstance(v, str) and value_shapes.is_position(v), 0.6),
        ("organ_name", lambda v: isinstance(v, str) and value_shapes.is_unit_name(v), 0.6),
        ("bonus", _is_sum, 0.9),
        ("achievement", lambda v: isinstance(v, str) and len(v) > 15, 0.8),
    )
    for column in header.columns:
        if not values[column]:
            continue
        if found.number is None and _counts_up(values[column]):
            found.number = column
            continue
        key = next(
            (key for key, test, least in tests if value_shapes.mostly(values[column], test, least)),
            "",
        )
        for target in targets:
            wanted = (
                target.name.pointer.rpartition("/")[2]
                if key == "organ_name" and target.key == "collectives"
                else key
            )
            field_ = target.field(wanted) if wanted else None
            if field_ is not None and field_.pointer not in found.fields[target.row]:
                found.fields[target.row][field_.pointer] = [column]


def _counts_up(values: Sequence[CellValue]) -> bool:
    numbers = [value_shapes.running_number(each) for each in values]
    return numbers == list(range(numbers[0] or 1, (numbers[0] or 1) + len(numbers)))


def _is_sum(value: CellValue) -> bool:
    digits = "".join(sign for sign in str(value) if sign.isdigit())
    return len(digits) >= 5 and not any(
        sign.isalpha() for sign in str(value).lower().replace("đ", "")
    )


def _drop_what_does_not_look_so(
    found: ColumnMap, values: Mapping[int, Sequence[CellValue]], targets: Sequence[Target]
) -> None:
    """ "Đơn vị" of a table of figures is a measure: a name column whose values are no names is none."""
    for target in targets:
        if target.key != "collectives":
            continue
        columns = found.of(target).get(target.name.pointer, [])
        for column in columns:
            text = found.header.texts.get(column, "")
            only_unit = fold_words(text) in ("don vi", "don vi tinh", "dvt")
            looks = value_shapes.mostly(
                values[column],
                lambda v: (
                    isinstance(v, str) and (value_shapes.is_unit_name(v) or len(v.split()) >= 3)
                ),
                0.5,
            )
            if only_unit and values[column] and not looks:
                del found.fields[target.row][target.name.pointer]
                break


def _around(
    found: ColumnMap,
    free: Mapping[int, str],
    targets: Sequence[Target],
    parents: Mapping[str, Sheet],
) -> None:
    """Columns that say something of the row around: the form of the award, its occasion."""
    taken = found.used()
    for target in targets:
        parent = parents.get(target.sheet.parent)
        if parent is None:
            continue
        for field_ in parent.columns:
            if field_.role != "value" or field_.many or field_.kind not in ("text", "choice"):
                continue
            if field_.pointer in found.around:
                continue
            for column, text in free.items():
                if (
                    column not in taken
                    and vocabulary.likeness(text, field_.pointer, field_.label) >= 2
                ):
                    found.around[field_.pointer] = column
                    taken.add(column)
                    break


def _honorifics(
    found: ColumnMap,
    texts: Mapping[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """A column of Ông and Bà is the honorific; who a Nam or Nữ is to be called is not for us to say."""
    for column, said in values.items():
        if column in found.used() or not said:
            continue
        if value_shapes.mostly(said, value_shapes.is_honorific, 1.0):
            for target in targets:
                field_ = target.field("honorific")
                if field_ is not None:
                    found.fields[target.row].setdefault(field_.pointer, [column])
        elif vocabulary.is_header_of("gender_headers", texts.get(column, "")):
            found.unused[column] = "chỉ ghi giới tính nên không dùng làm danh xưng"


def _money(found: ColumnMap, caption: str, targets: Sequence[Target]) -> None:
    for target in targets:
        for field_ in target.fields:
            if field_.kind != "money":
                continue
            for column in found.of(target).get(field_.pointer, ()):
                unit = vocabulary.money_unit(found.header.texts.get(column, ""))
                found.units[column] = unit if unit > 1 else vocabulary.money_unit(caption)


def _unused(
    found: ColumnMap, grid: Grid, header: Header, values: Mapping[int, Sequence[CellValue]]
) -> None:
    """Every column that holds something and gives nothing, with the reason."""
    used = found.used()
    for column in header.columns:
        broken = any(c == column and r > header.last for r, c in grid.page.broken)
        wrong = broken or any(
            is_error(grid.value(row, column)) for row in range(header.last + 1, grid.height)
        )
        if _is_hidden(grid, column) and values[column]:
            found.unused.setdefault(column, "cột bị ẩn nên không đọc")
        elif wrong and not values[column]:
            _leave_out(found, column)
            found.unused[column] = "toàn lỗi công thức (#N/A) nên bỏ qua"
        elif (
            column not in used
            and column not in found.unused
            and (values[column] or column in header.texts)
        ):
            found.unused[column] = _NO_FIELD if column in header.texts else "không có tiêu đề"


def _leave_out(found: ColumnMap, column: int) -> None:
    for places in found.fields.values():
        for pointer in [p for p, columns in places.items() if column in columns]:
            places[pointer] = [c for c in places[pointer] if c != column]
            if not places[pointer]:
                del places[pointer]
    found.around = {p: c for p, c in found.around.items() if c != column}


def leave_out_for(found: ColumnMap, taken: Sequence[Target], filled: set[int]) -> None:
    """Mark the columns that only lists without a row have a field for ("Địa chỉ" beside people)."""
    given = {c for target in taken for places in found.of(target).values() for c in places}
    given |= {c for c in (found.number, found.kind) if c is not None}
    given |= set(found.around.values()) | set(found.marks.values())
    for column in filled - given:
        found.unused.setdefault(column, _NO_FIELD)
