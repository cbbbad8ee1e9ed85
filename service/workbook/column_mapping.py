"""The row of a clerk's own sheet that holds the headers, and what each column is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.workbook import header_dictionary, values
from service.workbook.book import Page
from service.workbook.header_dictionary import ListNames
from service.workbook.plan import Column, Sheet
from service.workbook.reading_result import ColumnRead, column_name

#: A header is short; a longer text is a title or data.
_LONGEST_HEADER = 100


@dataclass(slots=True)
class Fit:
    """For one list: the columns of each of its fields; a name may stand in two."""

    sheet: Sheet
    fields: dict[str, list[int]] = field(default_factory=dict)
    score: int = 0

    @property
    def name(self) -> Column:
        return name_field(self.sheet)

    @property
    def has_name(self) -> bool:
        return self.name.pointer in self.fields


@dataclass(slots=True)
class Layout:
    """One list on a sheet: where its headers are and what its columns mean, for each kind of row."""

    page: Page
    row: int
    #: The last row of the headers: the same, or the next when they stand in two rows.
    end: int
    texts: Mapping[int, str]
    mappings: dict[str, Fit]
    target: Sheet
    number: int | None = None
    kind: int | None = None
    #: Of the row around ("Hình thức"): pointer to column.
    around: dict[str, int] = field(default_factory=dict)
    #: Columns that are not used, and why.
    unused: dict[int, str] = field(default_factory=dict)

    def told(self) -> list[ColumnRead]:
        """Every column with what it was taken for."""
        used: dict[int, tuple[str, str]] = {}
        for mapping in [self.mappings[self.target.row], *self.mappings.values()]:
            for column in mapping.sheet.columns:
                for place in mapping.fields.get(column.pointer, ()):
                    used.setdefault(place, (column.pointer, column.label))
        for pointer, place in self.around.items():
            used[place] = (pointer, "chia thành từng mục khen")
        if self.number is not None:
            used[self.number] = ("", "số thứ tự")
        if self.kind is not None:
            used[self.kind] = ("", "phân loại từng dòng")
        for place, why in self.unused.items():
            used.setdefault(place, ("", why))
        return [
            ColumnRead(column_name(place), self.texts.get(place, ""), *used[place])
            for place in sorted(used)
        ]


def name_field(sheet: Sheet) -> Column:
    """What a row of a list cannot be without: its first required text, else its name."""
    texts = [each for each in sheet.columns if each.role == "value" and each.kind == "text"]
    required = [each for each in texts if each.required]
    named = [each for each in texts if each.pointer.endswith("/full_name")]
    return (required or named or texts)[0]


def find(
    page: Page,
    row: int,
    lists: Sequence[ListNames],
    title: str,
    parents: Mapping[str, Sheet],
    *,
    below: bool = False,
) -> Layout | None:
    """The layout whose headers begin at a row, or None when the row holds no headers.

    ``below`` says that a list is open above: a row of data may hold a word that is also a header
    ("Cá nhân" in a column of kinds), so more is asked of it.
    """
    columns = [column for each in lists for column in each.sheet.columns]
    if not header_dictionary.may_be_headers([*page.rows[row], *_next(page, row)], columns):
        return None
    single = _layout(page, row, row, _texts(page, row), lists, title, parents, below)
    double = None
    if _spreads(page, row):
        double = _layout(page, row, row + 1, _two_rows(page, row), lists, title, parents, below)
    if double is not None and (single is None or _weight(double) > _weight(single)):
        return double
    if single is not None and single.end == row and _only_continues(page, row):
        single.end = row + 1
    return single


def _next(page: Page, row: int) -> Sequence[object]:
    return page.rows[row + 1] if row + 1 < len(page.rows) else ()


def _weight(layout: Layout) -> int:
    return sum(len(places) for each in layout.mappings.values() for places in each.fields.values())


def _texts(page: Page, row: int) -> dict[int, str]:
    line = page.rows[row] if row < len(page.rows) else ()
    return {place: each for place, each in enumerate(line) if isinstance(each, str)}


def _spreads(page: Page, row: int) -> bool:
    """Whether some header stands over several of the next row: only text is there."""
    below = page.rows[row + 1] if row + 1 < len(page.rows) else ()
    above = page.rows[row]
    filled = [place for place, each in enumerate(below) if each is not None]
    return (
        bool(filled)
        and all(isinstance(below[place], str) for place in filled)
        and any(
            place >= len(above) or above[place] is None or _spans(page, row, place)
            for place in filled
        )
    )


def _spans(page: Page, row: int, column: int) -> bool:
    return any(
        top == row and left <= column <= right and right > left
        for (top, left), (_, right) in page.merged
    )


def _two_rows(page: Page, row: int) -> dict[int, str]:
    """Headers of two rows as one: "Năm sinh" over "Nam", "Nữ" is "Năm sinh Nam", "Năm sinh Nữ"."""
    above, below = _texts(page, row), _texts(page, row + 1)
    found = dict(above)
    last = ""
    for place in range(max([*above, *below], default=-1) + 1):
        last = above.get(place, last)
        if place in below:
            found[place] = f"{last} {below[place]}".strip()
    return found


def _only_continues(page: Page, row: int) -> bool:
    """A next row that lies under merged headers and holds nothing belongs to them."""
    below = page.rows[row + 1] if row + 1 < len(page.rows) else ()
    return any(top == row and bottom > row for (top, _), (bottom, _) in page.merged) and all(
        each is None for each in below
    )


def _layout(
    page: Page,
    row: int,
    end: int,
    texts: Mapping[int, str],
    lists: Sequence[ListNames],
    title: str,
    parents: Mapping[str, Sheet],
    below: bool,
) -> Layout | None:
    texts = {
        place: " ".join(said.split())
        for place, said in texts.items()
        if len(said) <= _LONGEST_HEADER
    }
    special = _special(texts)
    mappings = {each.sheet.row: _mapping(each.sheet, texts, special) for each in lists}
    sound = {key: each for key, each in mappings.items() if each.has_name}
    if not sound:
        return None
    target = _target(page, lists, sound, title)
    chosen = sound[target.row]
    if not _reads_like_headers(page.rows[row], chosen, texts, special, below):
        return None
    recognised = sum(map(len, chosen.fields.values())) + len(special)
    if recognised < 2 or chosen.score < 4:
        return None
    layout = Layout(page, row, end, texts, sound, target)
    layout.number = next((p for p, what in special.items() if what == "number"), None)
    layout.kind = next((p for p, what in special.items() if what == "kind"), None)
    parent = parents.get(target.parent)
    if parent is not None:
        layout.around = _around(parent, texts, special, sound)
    return layout


def _reads_like_headers(
    line: Sequence[object],
    fit: Fit,
    texts: Mapping[int, str],
    special: Mapping[int, str],
    below: bool,
) -> bool:
    """Headers are words; where data is expected, most of them must be ones that we know."""
    filled = sum(each is not None for each in line)
    known = len(special) + sum(
        header_dictionary.likeness(texts[place], column) >= 4
        for column in fit.sheet.columns
        for place in fit.fields.get(column.pointer, ())
        if place in texts and place not in special
    )
    mostly = known >= 2 and known * 2 >= filled
    only_words = all(each is None or isinstance(each, str) for each in line)
    return mostly and only_words if below else mostly or only_words


def _special(texts: Mapping[int, str]) -> dict[int, str]:
    """Columns that are no field of their own: numbers, kinds, a surname with its given name."""
    found: dict[int, str] = {}
    surname = next(
        (place for place, said in texts.items() if header_dictionary.is_surname(said)), None
    )
    for place, said in texts.items():
        if header_dictionary.is_number(said):
            found.setdefault(place, "number")
        elif header_dictionary.is_kind(said):
            found[place] = "kind"
        elif header_dictionary.is_ignored(said):
            found[place] = "ignored"
        elif header_dictionary.is_gender(said):
            found[place] = "gender"
        elif surname is not None and place == surname:
            found[place] = "surname"
        elif surname is not None and header_dictionary.is_given(said):
            found[place] = "given"
    return found


def _mapping(sheet: Sheet, texts: Mapping[int, str], special: Mapping[int, str]) -> Fit:
    """The fields of a list for columns with headers; the surest column of a field wins."""
    found = Fit(sheet)
    columns = [each for each in sheet.columns if each.role == "value" and not each.many]
    name = name_field(sheet)
    pair = [
        place
        for wanted in ("surname", "given")
        for place, what in special.items()
        if what == wanted
    ]
    if len(pair) == 2:
        found.fields[name.pointer] = pair
        found.score += 5
    offers = sorted(
        (
            (header_dictionary.likeness(said, column), -index, -place, place, column)
            for place, said in texts.items()
            if place not in special
            for index, column in enumerate(columns)
        ),
        key=lambda each: each[:3],
        reverse=True,
    )
    taken: set[int] = set()
    for likeness, _, _, place, column in offers:
        if likeness and place not in taken and column.pointer not in found.fields:
            found.fields[column.pointer] = [place]
            found.score += likeness
            taken.add(place)
    _name_at_any_price(found, name, texts, special)
    _years_of_men_and_women(found, columns, texts, taken)
    return found


def _name_at_any_price(
    found: Fit, name: Column, texts: Mapping[int, str], special: Mapping[int, str]
) -> None:
    """ "Đơn vị" alone over the collectives is their name, although it is also a field's label."""
    if name.pointer in found.fields:
        return
    for place, said in texts.items():
        if place not in special and header_dictionary.likeness(said, name) >= 4:
            found.fields = {key: each for key, each in found.fields.items() if each != [place]}
            found.fields[name.pointer] = [place]
            return


def _years_of_men_and_women(
    found: Fit, columns: Sequence[Column], texts: Mapping[int, str], taken: set[int]
) -> None:
    for column in columns:
        places = found.fields.get(column.pointer, [])
        if column.kind != "integer" or not places:
            continue
        for place, said in texts.items():
            words = values.fold(said)
            if (
                place not in taken
                and words.endswith((" nam", " nu"))
                and header_dictionary.likeness(said, column)
            ):
                places.append(place)
                taken.add(place)


def _target(page: Page, lists: Sequence[ListNames], sound: Mapping[str, Fit], title: str) -> Sheet:
    """Which list the rows are: what the title or the sheet's name says, else the best fit."""
    for said in (title, page.name):
        named = header_dictionary.titled(said, lists) or header_dictionary.heading_of(said, lists)
        if named is not None and named.row in sound:
            return named
    order = [each.sheet.row for each in lists]
    best = max(
        sound.values(),
        key=lambda each: (each.score, each.sheet.required, -order.index(each.sheet.row)),
    )
    return best.sheet


def _around(
    parent: Sheet,
    texts: Mapping[int, str],
    special: Mapping[int, str],
    sound: Mapping[str, Fit],
) -> dict[str, int]:
    """Columns that say something of the row around: the form of the award, its occasion."""
    taken = {
        place for each in sound.values() for places in each.fields.values() for place in places
    }
    found: dict[str, int] = {}
    for column in parent.columns:
        if column.role != "value" or column.many or column.kind not in ("text", "choice"):
            continue
        for place, said in texts.items():
            free = place not in taken and place not in special and place not in found.values()
            if free and header_dictionary.likeness(said, column) >= 2:
                found[column.pointer] = place
                break
    return found
