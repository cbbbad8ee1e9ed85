"""A record becomes the same record with an invisible mark in every value, to see where each is printed.

Only this module knows how a document made from the marked record says of every paragraph which values
stand in it, and where. Taken out again the marks must leave the very text that is generated; where they
do not, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    #: By mark: the pointer and its printed forms, the longest first.
    forms: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    blanks: set[str] = field(default_factory=set)


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


def occurrences(
    marked: Marked, printed: Sequence[Unit], generated: Sequence[Unit]
) -> dict[int, list[Occurrence]]:
    """For each paragraph of ``generated`` the values that stand in it, by ``Paragraph.place``.

    ``printed`` is the document made from the marked record. A value that stands twice in a paragraph is
    not named there.
    """
    shown, plain = list(paragraphs(printed)), list(paragraphs(generated))
    bare = [without_marks(paragraph.text) for paragraph in shown]
    found: dict[int, list[Occurrence]] = {}
    for i, j in patience_diff.aligned(bare, [paragraph.text for paragraph in plain]):
        for sign in dict.fromkeys(MARK.findall(shown[i].text)):
            occurrence = _occurrence(marked, sign, shown[i].text)
            if occurrence is not None:
                found.setdefault(plain[j].place, []).append(occurrence)
    return found


def _occurrence(marked: Marked, sign: str, text: str) -> Occurrence | None:
    pointer, forms = marked.forms.get(sign, ("", ()))
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
        whole = printed(marked)
        forms = (whole, *forms_of(whole))
        if isinstance(marked, str):
            # The value as it was typed explains more than its printed form without an end mark.
            forms = (marked, *forms)
        kept = sorted({clean(form, lines=True) for form in forms if sign in form}, key=len)
        if kept:
            self.found.forms[sign] = (here, tuple(reversed(kept)))
        return marked

    def _sign(self) -> str:
        number = len(self.found.forms)
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
        self.found.forms[sign] = (here, (clean(wording_of(blank), lines=True),))
        return blank

    def _empty(self, here: str) -> str:
        sign = self._sign()
        if sign:
            self.found.blanks.add(here)
            self.found.forms[sign] = (here, (sign,))
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
