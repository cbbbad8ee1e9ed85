"""An .xls written record by record (MS-XLS, MS-CFB), for the tests: what no program saves, and without starting one."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512
#: A shorter stream would lie in sectors of another kind.
_SHORTEST = 4096
#: Formats of cells by their place: plain, struck out, a day and a time of day.
PLAIN, STRUCK, MOMENT = 0, 1, 2


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def cell(kind: int, row: int, column: int, value: bytes = b"", look: int = PLAIN) -> bytes:
    return record(kind, struct.pack("<HHH", row, column, look) + value)


def number(row: int, column: int, value: float, look: int = PLAIN) -> bytes:
    return cell(0x0203, row, column, struct.pack("<d", value), look)


def label(row: int, column: int, text: str, look: int = PLAIN) -> bytes:
    value = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    return cell(0x0204, row, column, value, look)


def formula(row: int, column: int, result: bytes) -> bytes:
    return cell(0x0006, row, column, result + bytes(6) + struct.pack("<H", 0))


def bound_sheet(place: int, name: str, *, wide: bool = True, hidden: bool = False) -> bytes:
    text = name.encode("utf-16-le" if wide else "latin-1")
    return record(0x0085, struct.pack("<IBBBB", place, hidden, 0, len(name), wide) + text)


def _font(*, struck: bool) -> bytes:
    name = "Arial"
    options = 0x0008 if struck else 0
    look = struct.pack("<HHHHHBBBB", 200, options, 0x7FFF, 400, 0, 0, 0, 0, 0)
    return record(0x0031, look + struct.pack("<BB", len(name), 0) + name.encode())


def _format(font: int, shown_as: int) -> bytes:
    return record(0x00E0, struct.pack("<HHH", font, shown_as, 0) + bytes(14))


def _begin(of: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, of, 0, 0, 0, 0))


def stream(
    sheets: Mapping[str, Iterable[bytes]],
    *,
    extra: Iterable[bytes] = (),
    hidden: Sequence[str] = (),
    wide: bool = True,
    from_1904: bool = False,
) -> bytes:
    """The records of a workbook: what belongs to all of it (and ``extra``), then each sheet's."""
    look = [
        record(0x0022, struct.pack("<H", from_1904)),
        *(_font(struck=struck) for struck in (False, True)),
        *(_format(font, shown_as) for font, shown_as in ((0, 0), (1, 0), (0, 22))),
    ]
    head = b"".join((_begin(0x0005), *look, *extra))
    names = [bound_sheet(0, name, wide=wide) for name in sheets]
    parts = [b"".join((_begin(0x0010), *rows, record(0x000A))) for rows in sheets.values()]
    at = len(head) + sum(map(len, names)) + len(record(0x000A))
    listed = []
    for name, part in zip(sheets, parts, strict=True):
        listed.append(bound_sheet(at, name, wide=wide, hidden=name in hidden))
        at += len(part)
    return b"".join((head, *listed, record(0x000A), *parts))


def compound(content: bytes, name: str = "Workbook", size: int | None = None) -> bytes:
    """A file of streams (MS-CFB) that holds this one (of ``size`` bytes): header, directory, the stream, the table of sectors."""
    content = content.ljust(_SHORTEST, b"\0")
    content += bytes(-len(content) % _SECTOR)
    sectors = len(content) // _SECTOR
    tables = 1
    while tables * _SECTOR // 4 < 1 + sectors + tables:
        tables += 1
    chain = [END, *range(2, sectors + 1), END, *[FAT] * tables]
    chain += [FREE] * (tables * _SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", tables, 0, 0, _SHORTEST, END, 0, END, 0)
    first = 1 + sectors
    header += b"".join(
        struct.pack("<I", first + index if index < tables else FREE) for index in range(109)
    )
    directory = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, 1, size or len(content))
    return b"".join(
        (header, directory.ljust(_SECTOR, b"\0"), content, struct.pack(f"<{len(chain)}I", *chain))
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)


def book(sheets: Mapping[str, Iterable[bytes]], **other: object) -> bytes:
    return compound(stream(sheets, **other))  # type: ignore[arg-type]
