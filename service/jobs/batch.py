"""What is sent as a batch, read: its options and its items, each as a line of JSON just as it was written.

An item is kept as text, since its figures are read exactly by whoever makes its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from service.errors import InputTooLarge, InvalidInput, UnreadableInput, Violation
from service.jobs.job import FORMATS, Format
from service.untrusted import json_pieces
from service.untrusted.strict_json import read_json
from service.violation_list import ViolationList

LONGEST_ID = 100
_MEMBERS = {"id", "input"}
_OPTIONS = {"items", "formats", "strict"}
_LABEL = "Danh sách văn bản"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many items a batch may have, and how many bytes each may take."""

    items: int
    item_bytes: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The items of a batch, as lines of JSON, and how they are to be made."""

    lines: Iterable[bytes]
    formats: tuple[Format, ...] = ("docx",)
    strict: bool = False


def of_json(body: bytes) -> Batch:
    """``{items: [{id, input}], formats?, strict?}``. Raises UnreadableInput and InvalidInput."""
    data = read_json(body)
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise UnreadableInput("Hãy gửi một đối tượng JSON có danh sách “items”.")
    unknown = sorted(data.keys() - _OPTIONS)
    if unknown:
        raise InvalidInput(
            [
                _wrong(
                    f"/{unknown[0]}",
                    "unknown_field",
                    "Mục này không có trong lô văn bản; hãy bỏ đi.",
                )
            ],
            1,
        )
    if not isinstance(data.get("strict", False), bool):
        raise InvalidInput([_wrong("/strict", "not_flag", "“strict” phải là true hoặc false.")], 1)
    formats = data.get("formats") or ["docx"]
    return Batch(
        _item_texts(body.decode("utf-8-sig")), read_formats(formats), data.get("strict", False)
    )


def of_lines(stream: IO[bytes], bounds: Bounds) -> Iterator[bytes]:
    """The lines of ``application/x-ndjson`` as they come. Raises InputTooLarge for a line that is too long."""
    number = 0
    while line := stream.readline(bounds.item_bytes + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) > bounds.item_bytes:
            raise InputTooLarge(
                f"Dòng {number} dài hơn {bounds.item_bytes} byte; hãy tách bớt dữ liệu của mục đó.",
                bounds.item_bytes,
            )
        if line.strip():
            yield line.strip()


def read_formats(given: Any) -> tuple[Format, ...]:
    """``["docx", "pdf"]`` -> the formats in our order. Raises InvalidInput."""
    if not isinstance(given, list) or not all(name in FORMATS for name in given):
        raise InvalidInput(
            [_wrong("/formats", "unknown_choice", "“formats” chỉ nhận “docx”, “pdf”.")], 1
        )
    return tuple(name for name in FORMATS if name in given)


def checked(lines: Iterable[bytes], bounds: Bounds) -> Iterator[bytes]:
    """The lines themselves, when all are items; raises InvalidInput with all that are not, behind the last line.

    Raises UnreadableInput at once for a line that is no JSON.
    """
    found = ViolationList()
    ids: set[str] = set()
    number = -1
    for number, line in enumerate(lines):
        if number == bounds.items:
            raise InvalidInput(
                [
                    _wrong(
                        "/items",
                        "too_many_rows",
                        f"Một lô có nhiều nhất {bounds.items} văn bản; hãy chia thành nhiều lô.",
                    )
                ],
                1,
            )
        violation = _violation_of(_read(line, number), number, ids)
        if violation is None:
            yield line
        elif found.admits(violation.code):
            found.add(violation)
    if number < 0:
        found.extend(
            [_wrong("/items", "required", "Chưa có văn bản nào; hãy gửi ít nhất một mục.")]
        )
    shown = found.shown()
    if shown:
        raise InvalidInput(shown, found.counts()["error"].total())


def _read(line: bytes, number: int) -> Any:
    try:
        return read_json(line)
    except UnreadableInput as unreadable:
        where = f"dòng {number + 1}" + (f", {unreadable.where}" if unreadable.where else "")
        raise UnreadableInput(str(unreadable), where) from None


def _violation_of(item: Any, number: int, ids: set[str]) -> Violation | None:
    """What is wrong with an item; its id joins ``ids``."""
    at = f"/items/{number}"
    if not isinstance(item, dict):
        return _wrong(at, "not_part", "Mỗi mục phải là một đối tượng có “id” và “input”.")
    given = item.get("id")
    if not isinstance(given, str) or not 1 <= len(given) <= LONGEST_ID or not given.isprintable():
        return _wrong(
            f"{at}/id", "wrong_form", f"“id” phải là chữ in được, dài 1 đến {LONGEST_ID} ký tự."
        )
    if given in ids:
        return _wrong(
            f"{at}/id", "id_twice", "“id” này đã có ở mục trước; mỗi mục cần một “id” riêng."
        )
    ids.add(given)
    if "input" not in item:
        return _wrong(f"{at}/input", "required", "Mục này chưa có “input”.")
    if not item.keys() <= _MEMBERS:
        return _wrong(at, "unknown_field", "Mỗi mục chỉ có “id” và “input”; hãy bỏ phần khác.")
    return None


def _wrong(pointer: str, code: str, message: str) -> Violation:
    return Violation(pointer, _LABEL, code, message)


def _item_texts(text: str) -> Iterator[bytes]:
    """The text of each item of a batch that is sound JSON."""
    listed = next(start for name, start in json_pieces.members(text) if name == "items")
    for start in json_pieces.elements(text, listed):
        yield json_pieces.in_one_line(json_pieces.piece(text, start)).encode()
