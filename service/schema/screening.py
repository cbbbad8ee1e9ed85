"""Bounds and invisible characters of an input, whatever its fields, before and beside its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from marshmallow import Schema

from service.errors import Violation
from service.schema import pointers
from service.schema.loading import LONGEST_NAME, field_at, label
from service.schema.text_cleaning import invisible_characters
from service.violation_list import ViolationList

#: All lists of an input together hold as many rows as so many full ones.
LISTS_FULL = 10


def screen(
    schema: Schema, data: Any, found: ViolationList, *, max_rows: int, max_paragraph: int
) -> bool:
    """What is too long or too many, whatever its field; whether all lists are short enough to be read.

    Limits are settings and are named in the message (contract §2).
    """
    readable = True
    rows = 0
    for pointer, value in _walk(data):
        if isinstance(value, list):
            rows += _rows_in(value)
            if len(value) > max_rows:
                readable = False
                if found.admits("too_many_rows"):
                    found.add(_too_many_rows(schema, pointer, len(value), max_rows))
        elif len(value) > max_paragraph:
            longest = getattr(field_at(schema, pointer), "longest", None)
            if longest is not None and longest <= max_paragraph:
                continue  # its own, stricter limit is reported instead
            if found.admits("too_long"):
                found.add(_too_long(schema, pointer, len(value), max_paragraph))
            else:
                found.left_out(pointer)
    most = LISTS_FULL * max_rows
    if rows > most and found.admits("too_many_rows"):
        found.add(_too_many_rows(schema, "", rows, most))
    return readable and rows <= most


def _too_many_rows(schema: Schema, pointer: str, rows: int, most: int) -> Violation:
    called = "Danh sách" if pointer else "Tất cả danh sách"
    return Violation(
        pointer,
        label(schema, pointer),
        "too_many_rows",
        f"{called} có {rows} dòng, nhiều nhất là {most}; hãy tách thành nhiều văn bản.",
    )


def _too_long(schema: Schema, pointer: str, letters: int, most: int) -> Violation:
    called = label(schema, pointer)
    return Violation(
        pointer,
        called,
        "too_long",
        f"“{called}” dài {letters} ký tự, nhiều nhất là {most}; hãy tách đoạn.",
    )


def screen_letters(schema: Schema, data: Any, found: ViolationList) -> None:
    """Warnings of the invisible characters that reading removes; none for a value with an error.

    A soft hyphen of an old encoding is not removed: it is a letter of the text offered instead.
    """
    wrong = found.wrong_pointers()
    for pointer, value in _walk(data):
        if isinstance(value, list) or value.isascii():
            continue
        removed = invisible_characters(value)
        if removed and pointer not in wrong and found.admits("invisible_removed", "warning"):
            names = ", ".join(dict.fromkeys(removed))
            called = label(schema, pointer)
            found.add(
                Violation(
                    pointer,
                    called,
                    "invisible_removed",
                    f"“{called}” có {len(removed)} ký tự ẩn hoặc dấu đầu dòng của Word ({names}) đã được bỏ; hãy đọc lại.",
                    "warning",
                )
            )


_ORDINARY = frozenset({str, type(None)})


def is_plain(data: Any, max_rows: int, max_paragraph: int) -> bool:
    """Whether no list and no text needs screening: all texts are searched as one."""
    different: set[str] = set()
    inside = [data]
    rows = 0
    while inside:
        kinds = set(map(type, inside))
        if kinds <= _ORDINARY:
            # The rows of a list.
            different.update(filter(None, inside))
            break
        different.update(node for node in inside if isinstance(node, str))
        lists = [node for node in inside if isinstance(node, list)]
        dicts = [node for node in inside if isinstance(node, dict)]
        rows += sum(map(_rows_in, lists))
        if max(map(len, lists), default=0) > max_rows or rows > LISTS_FULL * max_rows:
            return False
        inside = [*chain.from_iterable(map(dict.values, dicts)), *chain.from_iterable(lists)]
    longest = max(map(len, different), default=0)
    return longest <= max_paragraph and not invisible_characters("\n".join(different))


def _rows_in(holder: list[Any]) -> int:
    """The parts of a list, each of which a schema reads field by field; null counts as one."""
    return list(map(type, holder)).count(dict) + holder.count(None)


def _walk(data: Any) -> Iterator[tuple[str, Any]]:
    """Every list and every string with its pointer, without recursion: depth is the reader's bound.

    A pointer is made when its value is reached. Nothing is yielded from below a name that is too
    long to be a field's.
    """
    around: list[Iterator[tuple[str, Any]]] = [iter((("", data),))]
    while around:
        pointer, node = next(around[-1], (None, None))
        if pointer is None:
            around.pop()
        elif isinstance(node, str):
            yield pointer, node
        elif isinstance(node, dict):
            around.append(_members(pointer, node))
        elif isinstance(node, list):
            yield pointer, node
            around.append(_elements(pointer, node))


def _members(pointer: str, node: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, inner in node.items():
        if len(name) <= LONGEST_NAME and isinstance(inner, (str, dict, list)):
            yield pointer + pointers.join(name), inner


def _elements(pointer: str, node: list[Any]) -> Iterator[tuple[str, Any]]:
    for index, inner in enumerate(node):
        if isinstance(inner, (str, dict, list)):
            yield f"{pointer}/{index}", inner
