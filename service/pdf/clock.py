"""A PDF as LibreOffice writes it becomes one without a clock: the same input gives the same bytes (contract §7).

The day of making stands in four places: in the document's entries and its number after the last stream, in the XMP packet, and,
in a PDF/A, in the head of the colour profile. What is kept elsewhere stays as it is.
"""

from __future__ import annotations

import re
import zlib
from hashlib import sha256

_ENTRIES = re.compile(rb"/(?:CreationDate|ModDate) ?\([^)]*\)|/DocChecksum /[0-9A-F]+")
_NUMBER = re.compile(rb"/ID ?\[ *<[0-9A-Fa-f]{1,64}>\s*<[0-9A-Fa-f]{1,64}> *\]")
_HEX = re.compile(rb"(?<=<)[0-9A-Fa-f]+(?=>)")
#: In the packet texts of the document are escaped. PDF/A wants it to name the dates that the entries name: none.
_PACKET = b"<x:xmpmeta"
_XMP_DATE = re.compile(rb"<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]{0,40}</xmp:\1>")
_PROFILE = re.compile(rb"<</N 3/Length (\d+) 0 R/Filter/FlateDecode>>\nstream\n")
#: Six numbers of two bytes in the head of a profile (ICC.1, 7.2.8), which must be a day.
_PROFILE_DATE = slice(24, 36)
_SOME_DAY = b"".join(part.to_bytes(2, "big") for part in (2020, 3, 5, 0, 0, 0))
_MOST_PROFILE_BYTES = 1_000_000
_OFFSET = re.compile(rb"(\d{10}) (\d{5} n)")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")


def without_clock(pdf: bytes) -> bytes:
    """The same PDF with blanks for its dates, some day for its profile's, and a digest for its number.

    The digest in /ID still differs from file to file, as PDF readers expect.
    """
    before, packet, after = _with_profile_of_some_day(pdf).rpartition(_PACKET)
    pdf = before + packet + _XMP_DATE.sub(_blank, after)
    head, mark, tail = pdf.rpartition(b"endstream")
    tail = _ENTRIES.sub(_blank, tail)
    found = _NUMBER.search(tail)
    if not mark or found is None:
        return head + mark + tail
    rest = tail[: found.start()], tail[found.end() :]
    digest = sha256(head + rest[0] + rest[1]).hexdigest().upper().encode()
    entry = _HEX.sub(lambda number: digest[: len(number[0])], found[0])
    return b"".join((head, mark, rest[0], entry, rest[1]))


def _blank(found: re.Match[bytes]) -> bytes:
    return b" " * len(found[0])


def _with_profile_of_some_day(pdf: bytes) -> bytes:
    """The date is compressed, so the profile may grow or shrink by some bytes; what stands behind it moves."""
    found, start = _PROFILE.search(pdf), _START.search(pdf)
    if found is None or start is None:
        return pdf
    stream = zlib.decompressobj()
    try:
        profile = bytearray(stream.decompress(pdf[found.end() :], _MOST_PROFILE_BYTES))
    except zlib.error:
        return pdf
    end = len(pdf) - len(stream.unused_data)
    length = re.compile(rb"\n%s 0 obj\n(\d+)\n" % found[1]).search(pdf, end)
    if not stream.eof or profile[36:40] != b"acsp" or length is None:
        return pdf
    profile[_PROFILE_DATE] = _SOME_DAY
    packed = zlib.compress(bytes(profile), 9)
    size = str(len(packed)).encode().ljust(len(length[1]))
    table = int(start[1])
    shifts = (
        (end, len(packed) - (end - found.end())),
        (length.end(1), len(size) - len(length[1])),
    )
    parts = (pdf[: found.end()], packed, pdf[end : length.start(1)], size)
    body = b"".join((*parts, pdf[length.end(1) : table]))
    offsets = _OFFSET.sub(
        lambda entry: b"%010d %s" % (_moved(int(entry[1]), shifts), entry[2]),
        pdf[table : start.start()],
    )
    return body + offsets + b"startxref\n%d\n%%%%EOF\n" % _moved(table, shifts)


def _moved(offset: int, shifts: tuple[tuple[int, int], ...]) -> int:
    """Where a place is after what stands before it grew or shrank: from which places on, by how many bytes."""
    return offset + sum(by for place, by in shifts if offset >= place)
