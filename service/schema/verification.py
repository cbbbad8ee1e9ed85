"""A finished document is verified: every printed value of its record is found again in its text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from marshmallow import Schema

from service.schema.containers import Part, Parts, Values

#: The forms that one value may be printed in, the usual one first.
Forms: TypeAlias = tuple[str, ...]
#: A printed value: its pointer and its forms.
Shown = tuple[str, Forms]


class _Listed(NamedTuple):
    """A list to look for: the forms of each row's values, and the pointer of a row's value."""

    rows: Iterable[Sequence[Forms | None]]
    pointer: Callable[[int, int], str]


def lost(schema: Schema, record: Mapping[str, Any], text: str) -> list[str]:
    """Pointers of the record's values that ``text``, a document's visible text, does not show.

    A value counts as shown when one of its printed forms stands in the text. The rows of a list
    must also stand in the order of the list: each row's longest value is looked for after that of
    the row before, so that a row left out, or printed for another, is noticed even when its values
    also occur elsewhere.
    """
    singles: list[Shown] = []
    lists: list[_Listed] = []
    _gather(schema, record, "", singles, lists)
    missed = [pointer for pointer, forms in singles if not any(form in text for form in forms)]
    for each in lists:
        missed += [each.pointer(*place) for place in _lost_of_list(each.rows, text)]
    return missed


def _lost_of_list(rows: Iterable[Sequence[Forms | None]], text: str) -> Iterator[tuple[int, int]]:
    """Row and place of what is not shown. A value is looked for first where its row should be."""
    reached = 0
    found: set[Forms] = set()
    for index, row in enumerate(rows):
        before = reached
        anchor = max([len(forms[0]) for forms in row if forms], default=0)
        for place, forms in enumerate(row):
            if not forms:
                continue
            if len(forms[0]) == anchor:
                anchor = -1
                start = _first(text, forms, before)
                if start >= 0:
                    reached = start + 1
                else:
                    yield index, place
            elif forms not in found:
                if _first(text, forms, before) >= 0 or any(form in text for form in forms):
                    found.add(forms)
                else:
                    yield index, place


#: Most values stand this near to the one before; to search a long text takes preparation each time.
_NEAR = 2_000


def _first(text: str, forms: tuple[str, ...], start: int) -> int:
    near = text.find(forms[0], start, start + _NEAR) if len(forms) == 1 else -1
    if near >= 0:
        return near
    for end in (start + _NEAR, len(text)):
        places = [place for form in forms if (place := text.find(form, start, end)) >= 0]
        if places:
            return min(places)
    return -1


def _gather(
    schema: Schema,
    record: Mapping[str, Any],
    pointer: str,
    singles: list[Shown],
    lists: list[_Listed],
) -> None:
    for name, field, holds in _printable(schema):
        value = record.get(name)
        if value is None or value == []:
            continue
        here = f"{pointer}/{name}"
        if holds == "value":
            singles.append((here, _forms(field.printed, value)))
        elif holds == "shown":
            lists.append(_listed([each] for each in field.shown(here, value, record)))
        elif holds == "rows":
            lists.append(_listed_by_columns(field.schema, value, here))
        elif holds == "parts":
            rows = []
            for index, part in enumerate(value):
                row: list[Shown] = []
                _gather(field.schema, part, f"{here}/{index}", row, lists)
                if row:
                    rows.append(row)
            lists.append(_listed(rows))
        elif holds == "part":
            _gather(field.schema, value, here, singles, lists)
        else:
            lists.append(
                _listed(
                    [(f"{here}/{index}", _forms(field.value.printed, each))]
                    for index, each in enumerate(value)
                    if each is not None
                )
            )


@lru_cache(maxsize=256)
def _printable(schema: Schema) -> list[tuple[str, Any, str]]:
    """The fields that are printed, and how: "rows" are parts that hold nothing but single values."""
    found = []
    for name, field in schema.fields.items():
        if hasattr(field, "shown"):
            holds = "shown"
        elif isinstance(field, Parts):
            inside = field.schema.fields.values()
            holds = "parts" if any(map(_holds_more, inside)) else "rows"
        elif isinstance(field, Part):
            holds = "part"
        elif isinstance(field, Values):
            holds = "values" if field.value.printed is not None else ""
        else:
            holds = "value" if getattr(field, "printed", None) is not None else ""
        if holds:
            found.append((name, field, holds))
    return found


def _holds_more(field: Any) -> bool:
    return hasattr(field, "shown") or isinstance(field, (Part, Parts, Values))


def _listed(found: Iterable[list[Shown]]) -> _Listed:
    rows = list(found)
    return _Listed(
        [[forms for _, forms in row] for row in rows],
        lambda index, place: rows[index][place][0],
    )


def _listed_by_columns(schema: Schema, rows: list[Mapping[str, Any]], here: str) -> _Listed:
    """Rows that hold nothing but single values; equal values of a column are written once."""
    names: list[str] = []
    columns: list[list[Forms | None]] = []
    for name, field, _ in _printable(schema):
        values = [row.get(name) for row in rows]
        forms: dict[Any, Forms | None] = {
            each: _forms(field.printed, each) for each in set(values) if each is not None
        }
        if forms:
            forms[None] = None
            names.append(name)
            columns.append([forms[each] for each in values])
    return _Listed(
        zip(*columns, strict=True), lambda index, place: f"{here}/{index}/{names[place]}"
    )


def _forms(printed: Any, value: Any) -> tuple[str, ...]:
    form = printed(value)
    return form if isinstance(form, tuple) else (form,)
