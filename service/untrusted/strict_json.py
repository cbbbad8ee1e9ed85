"""JSON in UTF-8 becomes nested data, read strictly: each name once, no NaN, decimals exact, sixty levels; and back.

A byte order mark is ignored. msgspec reads and writes what is ordinary. What it refuses or does not notice (names that
stand twice, endless nesting) is read again with Python's own parser, which says what is wrong and where.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Any

import msgspec

from service.errors import UnreadableInput

#: Deeper nesting than any document type has use for; bounds every later walk.
DEEPEST = 60
TOO_DEEP = f"Dữ liệu lồng nhau quá {DEEPEST} cấp."
#: A decimal longer, larger or smaller than this is no figure of anybody's, and other readers of JSON lose it.
_LONGEST_DECIMAL = 400
_LARGEST_EXPONENT = 300
_NO_UTF_8 = "Dữ liệu không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8."
_SURROGATE = re.compile("[\ud800-\udfff]")
_TOKEN = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*")(?P<is_name>\s*:)?'
    r"|(?P<opening>[{\[])|(?P<closing>[}\]])"
    r"|(?P<constant>NaN|-?Infinity)"
    r"|(?P<number>-?[0-9]+(?P<decimals>\.[0-9]+)?(?P<exponent>[eE][+-]?[0-9]+)?)",
    re.DOTALL,
)


def read_json(body: bytes) -> Any:
    """Strict JSON in UTF-8 -> nested data; raises UnreadableInput that says where."""
    try:
        data = _DECODER.decode(body)
        if _names_kept(body, data) and not _is_deep(data):
            return data
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass
    return _read_with_care(body)


def canonical(data: Any) -> bytes:
    """The one JSON text of plain data: sorted names, no blanks, letters as letters, decimals as they are.

    Raises UnicodeEncodeError for a lone surrogate.
    """
    return _ENCODER.encode(data)


def _names_kept(body: bytes, data: Any) -> bool:
    """Whether each name of ``body`` is still there in ``data``, which holds one of those that stand twice.

    Each name has a colon behind it; those inside texts are the same in both, unless they are written as escapes.
    """
    return body.count(b":") == canonical(data).count(b":") and b"\\u003" not in body


def _read_with_care(body: bytes) -> Any:
    """The same for what is out of the ordinary, wrong or only strange."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(_NO_UTF_8, f"byte {error.start + 1}") from None
    try:
        data = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_decimal,
        )
        if _is_deep(data):
            raise _Refused
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            "Dữ liệu không đúng cú pháp JSON; hãy xem lại chỗ nêu kèm theo.",
            f"dòng {error.lineno}, cột {error.colno}",
        ) from None
    except (ValueError, RecursionError):
        # Also int() of thousands of digits, and the parser's own recursion.
        raise _first_error(text) from None
    return data


def write_json(data: Any) -> bytes:
    """Plain data -> JSON that ``read_json`` takes, decimals as they are; raises UnreadableInput where it would be refused."""
    if _is_deep(data):
        raise UnreadableInput(TOO_DEEP)
    try:
        return _WRITER.encode(data)
    except UnicodeEncodeError:
        text = json.dumps(data, ensure_ascii=False, default=str)
        found = _SURROGATE.search(text)
        place = len(text[: found.start()].encode()) + 1 if found else 1
        raise UnreadableInput(_NO_UTF_8, f"byte {place}") from None


def readable(data: Any) -> bytes:
    """The same for people: a line for each value; what is no UTF-8 is "?"."""
    return msgspec.json.format(_WRITER.encode(_in_utf_8(data)))


def _in_utf_8(data: Any) -> Any:
    if isinstance(data, str):
        return _SURROGATE.sub("?", data)
    if isinstance(data, dict):
        return {_in_utf_8(name): _in_utf_8(value) for name, value in data.items()}
    return [_in_utf_8(value) for value in data] if isinstance(data, list) else data


class _Refused(ValueError):
    """Something that JSON allows, or Python reads, and we do not; where it stands is looked for later."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused
    if not all(map(str.isascii, found)) and any(map(_SURROGATE.search, found)):
        raise _Refused
    return found


def _constant(_: str) -> Any:
    raise _Refused


def _decimal(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise _Refused from None
    if len(text) > _LONGEST_DECIMAL or abs(found.adjusted()) > _LARGEST_EXPONENT:
        raise _Refused
    return found


def _is_deep(data: Any) -> bool:
    dicts: list[dict[Any, Any]] = [{"": data}]
    lists: list[list[Any]] = []
    for _ in range(DEEPEST + 1):
        # Most levels are the rows of a list, which hold nothing but values.
        inside = [*chain.from_iterable(map(dict.values, dicts)), *chain.from_iterable(lists)]
        if not any(issubclass(kind, (dict, list)) for kind in set(map(type, inside))):
            return False
        dicts = [node for node in inside if isinstance(node, dict)]
        lists = [node for node in inside if isinstance(node, list)]
    return True


_DECODER = msgspec.json.Decoder(float_hook=_decimal)
_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="number")
_WRITER = msgspec.json.Encoder(decimal_format="number")


# --- where it stands -----------------------------------------------------------------------------


def _first_error(text: str) -> UnreadableInput:
    """The first thing in ``text`` that is refused although its syntax is right."""
    for start, message in _refused(text):
        line = text.count("\n", 0, start) + 1
        column = start - text.rfind("\n", 0, start)
        return UnreadableInput(message, f"dòng {line}, cột {column}")
    return UnreadableInput("Dữ liệu JSON không đọc được; hãy tạo lại tệp.")


def _refused(text: str) -> Iterator[tuple[int, str]]:
    """The offsets of what is refused, in their order, with the message for each."""
    names: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        message = None
        if token["opening"]:
            names.append(set())
            if len(names) > DEEPEST:
                message = TOO_DEEP
        elif token["closing"]:
            # Behind this, the syntax is wrong, and the parser stopped before it.
            if names:
                names.pop()
        elif token["is_name"] and names:
            message = _wrong_name(token["text"], names[-1])
        elif token["constant"]:
            message = f"JSON không có giá trị {token['constant']}; hãy dùng số hoặc null."
        elif token["number"]:
            message = _wrong_number(token)
        if message is not None:
            yield token.start(), message


def _wrong_name(written: str, before: set[str]) -> str | None:
    try:
        name = json.loads(written)
    except ValueError:
        return None
    if _SURROGATE.search(name):
        return "Tên một mục có ký tự hỏng (lone surrogate); hãy sửa tên đó."
    if name in before:
        quoted = f"“{name}” " if re.fullmatch(r"\w{1,60}", name) else ""
        return f"Mục {quoted}được ghi hai lần trong cùng một nhóm; hãy bỏ bớt một."
    before.add(name)
    return None


def _wrong_number(token: re.Match[str]) -> str | None:
    try:
        if token["decimals"] or token["exponent"]:
            _decimal(token["number"])
        else:
            int(token["number"])
    except _Refused:
        return "Dữ liệu có một số quá lớn, quá nhỏ hoặc quá dài; hãy sửa số đó."
    except ValueError:
        return "Dữ liệu có một số quá dài; hãy sửa số đó."
    return None
