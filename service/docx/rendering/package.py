"""Named parts become the bytes of a ``.docx``: what never changes is deflated once, clocks stand still.

Only this module knows the zip container: its own writer copies the deflated static parts in one piece
and writes only what a render made. It deflates with libdeflate, whose bytes are the same on every machine
(docs/decisions/0013-libdeflate.md).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import deflate

LEVEL = 6
#: For what is deflated once and copied ever after.
STATIC_LEVEL = 9
#: Below this, deflating what one render made costs more time than the bytes are worth.
STORED_BELOW_BYTES = 2_000

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_VERSION = 20
_UTF8_NAME = 0x800
#: 1980-01-01 00:00, the first moment a zip can hold: no clock gets into a document.
_TIME, _DATE = 0, 0x21


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The static parts of a document, ready to be copied: their entries, and their directory."""

    entries: bytes
    directory: bytes
    count: int

    def write(self, parts: Iterable[tuple[str, bytes, int]]) -> bytes:
        """The whole package: the static parts, then ``(name, content, deflate level)`` in order."""
        pieces, directory = [self.entries], [self.directory]
        offset, count = len(self.entries), self.count
        for name, content, level in parts:
            local, packed, central = _entry(name, content, level, offset)
            pieces += (local, packed)
            directory.append(central)
            offset += len(local) + len(packed)
            count += 1
        size = sum(map(len, directory))
        end = _END.pack(0x06054B50, 0, 0, count, count, size, offset, 0)
        return b"".join([*pieces, *directory, end])


def skeleton(parts: Mapping[str, bytes]) -> Skeleton:
    """Deflate the static parts once; ``[Content_Types].xml`` first, as readers of streams expect."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(parts, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n)):
        local, packed, central = _entry(name, parts[name], STATIC_LEVEL, offset)
        pieces += (local, packed)
        directory.append(central)
        offset += len(local) + len(packed)
    return Skeleton(b"".join(pieces), b"".join(directory), len(parts))


def _entry(name: str, content: bytes, level: int, offset: int) -> tuple[bytes, bytes, bytes]:
    """One part: its local header, its bytes as they are stored, its line in the directory."""
    packed, method = content, 0
    if level == STATIC_LEVEL or len(content) >= STORED_BELOW_BYTES:
        deflated = bytes(deflate.deflate_compress(content, level))
        if len(deflated) < len(content):
            packed, method = deflated, 8
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    fields = (
        method,
        _TIME,
        _DATE,
        deflate.crc32(content),
        len(packed),
        len(content),
        len(encoded),
        0,
    )
    local = _LOCAL.pack(0x04034B50, _VERSION, flags, *fields) + encoded
    central = _CENTRAL.pack(0x02014B50, _VERSION, _VERSION, flags, *fields, 0, 0, 0, 0, offset)
    return local, packed, central + encoded
