"""A record becomes the same record with an invisible mark in every value, to see where each is printed.

Only this module knows how a document made from the marked record says of every paragraph which values
stand in it, and where. Taken out again the marks must leave the very text that is generated; where they
do not, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from service.documents.document_type import DocumentType, Record
from service.language import wording
from service.revision import patience_diff
from service.revision.document_text import Unit, paragraphs
from service.revision.marks import (
    FIRST,
    MARK,
    MOST,
    marked_day,
    marked_value,
    marked_whole,
)
from service.schema import tables
from service.schema.containers import Part, PartOrText, Parts, Values
from service.schema.fields import Text
from service.schema.table_headers import shared_headers
from service.schema.text_cleaning import clean
from service.schema.verification import forms_of

#: What prints a blank for the pen while it is empty (contract §2).
_PEN_FIELDS: Final = frozenset({"/code_number", "/issued_date"})
_BLANKS: Final = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A value in a generated paragraph: its pointer, and the text before and after it."""

    pointer: str
    before: str
    after: str
    #: Nothing stands there yet but a blank for the pen or an empty cell.
    is_blank: bool = False


@dataclass(slots=True)
class Marked:
    """A marked record, and the marked forms that each value may be printed in."""

    record: dict[str, Any] = field(default_factory=dict)
    #: By mark: the pointer and its value as it is typed and as it is printed, or what stands for it while it is empty.
    texts: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)

    def forms(self, sign: str) -> tuple[str, tuple[str, ...]]:
        """The pointer of a mark and the forms that its value may be printed in, the longest first; of no mark ("", ())."""
        pointer, texts = self.texts.get(sign, ("", ()))
        more = () if pointer in self.blanks or not texts else forms_of(texts[-1])
        forms = dict.fromkeys(clean(form, lines=True) for form in (*texts, *more) if sign in form)
        return pointer, tuple(sorted(forms, key=len, reverse=True))


def without_marks(text: str) -> str:
    return clean(MARK.sub("", text), lines=True)


def mark(document_type: DocumentType, record: Record, *, empty_cells: bool = False) -> Marked:
    """Mark every printed value of a sound record.

    ``empty_cells`` also marks the texts that a row of a list lacks and another row has: they are the
    empty cells of its table.
    """
    marker = _Marker(empty_cells)
    whole = {**record, "code_notation": document_type.notation(record)}
    marker.found.record = marker.part(document_type.schema.fields, whole, "")
    return marker.found


def marked_texts(printed: Sequence[Unit], generated: Sequence[Unit]) -> dict[int, str]:
    """By ``Paragraph.place`` of ``generated`` its text with the marks that ``printed``, made from a marked record, has in it."""
    shown, plain = list(paragraphs(printed)), list(paragraphs(generated))
    bare = [without_marks(paragraph.text) for paragraph in shown]
    pairs = patience_diff.aligned(bare, [paragraph.text for paragraph in plain])
    return {plain[j].place: shown[i].text for i, j in pairs}


class Occurrences(Mapping[int, Sequence[Occurrence]]):
    """By paragraph of a generated document the values that stand in it, looked for when they are asked for.

    A list has ten thousand values, of which somebody changed a few. A value that stands twice in a paragraph is not
    named there. ``readings`` are marked records with the texts of ``marked_texts``; of a paragraph in which the first
    names nothing the next one may.
    """

    def __init__(self, readings: Sequence[tuple[Marked, Mapping[int, str]]]) -> None:
        self._readings = readings
        self._found: dict[int, list[Occurrence]] = {}

    def __getitem__(self, place: int) -> Sequence[Occurrence]:
        if place not in self._found:
            found = (_in_text(marked, texts.get(place, "")) for marked, texts in self._readings)
            self._found[place] = next(filter(None, found), [])
        if not self._found[place]:
            raise KeyError(place)
        return self._found[place]

    def __iter__(self) -> Iterator[int]:
        places = dict.fromkeys(place for _, texts in self._readings for place in texts)
        return (place for place in places if place in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def first_places(self, pointers: Collection[str]) -> dict[str, int]:
        """The first paragraph in which each of the values stands."""
        places: set[int] = set()
        for marked, texts in self._readings:
            signs = {sign for sign, (pointer, _) in marked.texts.items() if pointer in pointers}
            places.update(place for place, text in texts.items() if not signs.isdisjoint(text))
        first: dict[str, int] = {}
        for place in sorted(places):
            for occurrence in self.get(place, ()):
                if occurrence.pointer in pointers:
                    first.setdefault(occurrence.pointer, place)
        return first


def _in_text(marked: Marked, text: str) -> list[Occurrence]:
    signs = dict.fromkeys(MARK.findall(text))
    return [found for sign in signs if (found := _occurrence(marked, sign, text)) is not None]


def _occurrence(marked: Marked, sign: str, text: str) -> Occurrence | None:
    pointer, forms = marked.forms(sign)
    for form in forms:
        start = text.find(form)
        if start >= 0:
            if text.count(sign) != form.count(sign):
                return None
            before, after = text[:start], text[start + len(form) :]
            return Occurrence(
                pointer,
                _beside(before).lstrip(),
                _beside(after).rstrip(),
                pointer in marked.blanks,
            )
    return None


def _beside(text: str) -> str:
    return _BLANKS.sub(" ", MARK.sub("", text)) if text else ""


class _Marker:
    def __init__(self, empty_cells: bool) -> None:
        self.found = Marked()
        self.empty_cells = empty_cells

    def part(self, fields: Mapping[str, Any], part: Record, here: str) -> dict[str, Any]:
        return {
            name: self._field(fields[name], part, f"{here}/{name}")
            if name in fields
            else part[name]
            for name in part
        }

    def _field(self, field: Any, beside: Record, here: str) -> Any:
        value = beside[here.rpartition("/")[2]]
        if value is None and here in _PEN_FIELDS:
            return self._blank_for_the_pen(field, here)
        if value is None or value == []:
            return value
        if isinstance(field, Parts):
            return [
                self.part(field.schema.fields, row, f"{here}/{index}")
                for index, row in enumerate(self._filled(field, value))
            ]
        if isinstance(field, PartOrText) and isinstance(value, str):
            return self._value(field.text, value, beside, here)
        if isinstance(field, Part):
            return (
                self.part(field.schema.fields, value, here) if isinstance(value, Mapping) else value
            )
        if isinstance(field, Values):
            return [
                self._line(field.value, item, beside, f"{here}/{index}")
                for index, item in enumerate(value)
            ]
        if isinstance(field, tables.Rows):
            return [
                row.with_cells(
                    self._signed(tables.written, cell, f"{here}/{i}{row.inside}/{j}")
                    for j, cell in enumerate(row)
                )
                for i, row in enumerate(value)
            ]
        if isinstance(field, tables.Columns):
            return self._columns(value, here)
        return self._value(field, value, beside, here)

    def _line(self, field: Any, value: Any, beside: Record, here: str) -> Any:
        """A value of a list; an item that has others below it is a part."""
        if isinstance(value, Mapping):
            return self.part(field.schema.fields, value, here)
        return self._value(field, value, beside, here)

    def _columns(self, columns: list[dict[str, Any]], here: str) -> list[dict[str, Any]]:
        """Headers, marked; a computed column goes on naming those that it is computed from."""
        headers = {
            column["header"]: self._signed(str, column["header"], f"{here}/{column['at']}")
            for column in reversed(columns)
        }
        shared: dict[tuple[str, ...], str] = {}
        for column in columns:
            for level, where in enumerate(shared_headers(column)):
                path = tuple(column["under"][: level + 1])
                if path not in shared:
                    shared[path] = self._signed(str, path[-1], f"{here}/{where}")
        return [
            {
                **column,
                "header": headers[column["header"]],
                "of": [headers[name] for name in column["of"]],
                "under": [
                    shared[tuple(column["under"][: level + 1])]
                    for level in range(len(column["under"]))
                ],
            }
            for column in columns
        ]

    def _value(self, field: Any, value: Any, beside: Record, here: str) -> Any:
        if field.kind in ("choice", "flag") or field.as_printed(value, beside) is None:
            return value
        if value == "":
            return self._empty(here)
        return self._signed(lambda typed: field.as_printed(typed, beside), value, here)

    def _signed(self, printed: Any, value: Any, here: str) -> Any:
        sign = self._sign()
        if value is None or not sign:
            return value
        marked = marked_value(value, sign, printed)
        # The value as it was typed explains more than its printed form without an end mark.
        typed = (marked,) if isinstance(marked, str) else ()
        texts = (*typed, printed(marked))
        if any(sign in text for text in texts):
            self.found.texts[sign] = (here, texts)
        return marked

    def _sign(self) -> str:
        number = len(self.found.texts)
        return chr(FIRST + number) if number < MOST else ""

    def _blank_for_the_pen(self, field: Any, here: str) -> Any:
        sign = self._sign()
        if not sign:
            return None
        self.found.blanks.add(here)
        blank: Any = (
            marked_day(date(2000, 1, 1), sign, True)
            if field.kind == "partial_date"
            else marked_whole(1, sign, True)
        )
        self.found.texts[sign] = (here, (wording_of(blank),))
        return blank

    def _empty(self, here: str) -> str:
        sign = self._sign()
        if sign:
            self.found.blanks.add(here)
            self.found.texts[sign] = (here, (sign,))
        return sign

    def _filled(self, field: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows with "" for every text that they lack and another one has, when that is asked for."""
        if not self.empty_cells:
            return rows
        used = {
            name
            for name, inside in field.schema.fields.items()
            if isinstance(inside, Text) and any(row.get(name) for row in rows)
        }
        return [{**row, **{name: "" for name in used if not row.get(name)}} for row in rows]


def wording_of(blank: Any) -> str:
    """How a blank for the pen is written, with its mark."""
    return wording.long_date(blank) if isinstance(blank, date) else wording.two_digits(blank)
