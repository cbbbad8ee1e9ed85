"""Bytes of a zip package become its parts, judged by the central directory before anything is inflated.

Only this module knows what makes an archive unsafe: bombs, twins, paths, passwords, odd compression.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.errors import UnreadableInput

MAX_ENTRIES = 2_000
MAX_UNZIPPED_BYTES = 100_000_000
#: A long annex of ours deflates about fifty times; a bomb a thousand times.
MAX_RATIO = 300
RATIO_COUNTS_FROM_BYTES = 5_000_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many entries an archive may have, and how many bytes they may take when they are unpacked.

    ``counts`` says by its name whether an entry is one of them; all the bytes are.
    """

    entries: int
    unzipped_bytes: int
    counts: Callable[[str], bool] = bool


#: What zipfile is known to raise on bytes that are not what their headers claim.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    NotImplementedError,
)


def is_encrypted(content: bytes) -> bool:
    """Whether this is an OLE file that holds an Office package under a password."""
    return content.startswith(OLE) and _ENCRYPTED in content


@contextmanager
def opened(
    content: bytes, called: str, program: str, bounds: Bounds | None = None
) -> Iterator[zipfile.ZipFile]:
    """The archive, after its directory was found safe; raises UnreadableInput, also while it is read.

    ``called`` ("Tệp .docx") and ``program`` ("Word") are what the clerk calls the file and opens it with;
    without ``bounds`` those of an office file hold.
    """
    bounds = bounds or Bounds(MAX_ENTRIES, MAX_UNZIPPED_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_unsafe(archive.infolist(), len(content), called, program, bounds)
            yield archive
    except BROKEN as broken:
        raise UnreadableInput(
            f"{called} bị hỏng hoặc tải lên chưa đủ; hãy mở bằng {program}, lưu lại rồi gửi lại."
        ) from broken


def parts(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """The wanted parts by name, in the order of the file."""
    return {
        entry.filename: archive.read(entry)
        for entry in archive.infolist()
        if not entry.filename.endswith("/") and wanted(entry.filename)
    }


def _refuse_unsafe(
    entries: list[zipfile.ZipInfo], size: int, called: str, program: str, bounds: Bounds
) -> None:
    # By what zipfile made of the name, which may be nothing at all.
    entries = [entry for entry in entries if not entry.filename.endswith("/")]
    unzipped = sum(entry.file_size for entry in entries)
    counted = sum(bounds.counts(entry.filename) for entry in entries)
    if counted > bounds.entries or unzipped > bounds.unzipped_bytes:
        raise UnreadableInput(f"{called} quá lớn khi giải nén, không được chấp nhận.")
    if (unzipped > RATIO_COUNTS_FROM_BYTES and unzipped > MAX_RATIO * size) or (
        sum(entry.compress_size for entry in entries) > size
    ):
        raise UnreadableInput(f"{called} nén bất thường, không được chấp nhận.")
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise UnreadableInput(f"{called} có hai phần cùng tên, không được chấp nhận.")
    for entry in entries:
        # zipfile ends a name at its first NUL: what stands behind it counts, too.
        name = entry.orig_filename
        if (
            not entry.filename
            or any(ord(sign) < 32 for sign in name)
            or name.startswith("/")
            or "\\" in name
            or ":" in name
            or ".." in name.split("/")
        ):
            raise UnreadableInput(f"{called} có tên phần bất thường, không được chấp nhận.")
        if entry.flag_bits & 0x1:
            raise UnreadableInput(f"{called} đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableInput(f"{called} nén theo cách mà {program} không dùng.")
