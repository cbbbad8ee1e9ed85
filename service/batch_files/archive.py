"""An archive of data files: its entries, one after the other, within the bounds of a batch before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from service.config import Settings
from service.errors import InputTooLarge, UnreadableInput
from service.untrusted import archives

#: The flag of an entry whose name is UTF-8; without it zipfile takes the name for code page 437.
_UTF_8 = 0x800
#: What systems put beside the files of a folder.
_OF_SYSTEM = ("__macosx", "thumbs.db", "desktop.ini", ".ds_store")
#: What Word and Excel put beside a file that is open.
_LOCK = "~$"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive, not yet unpacked."""

    name: str
    _archive: zipfile.ZipFile
    _info: zipfile.ZipInfo

    def read(self, limit: int) -> bytes:
        """Its content. Raises InputTooLarge by what the directory says of it, UnreadableInput where that is not so."""
        if self._info.file_size > limit:
            raise InputTooLarge(
                f"Tệp dài {self._info.file_size} byte, nhiều nhất là {limit} byte; hãy tách bớt.",
                limit,
            )
        try:
            return self._archive.read(self._info)
        except archives.BROKEN as broken:
            raise UnreadableInput(
                "Tệp này trong tệp .zip bị hỏng; hãy nén lại rồi gửi lại."
            ) from broken


def entries(body: bytes, settings: Settings) -> Iterator[Entry]:
    """The files of an archive in their order. Raises UnreadableInput."""
    bounds = archives.Bounds(
        settings.batch_items, settings.batch_bytes, lambda name: not is_of_system(name)
    )
    with archives.opened(body, "Tệp .zip", "chương trình nén tệp", bounds) as opened:
        for info in opened.infolist():
            if not info.filename.endswith("/"):
                yield Entry(_name(info), opened, info)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of an entry; many programs write UTF-8 without saying so."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode()
    except UnicodeError:
        return info.filename


def is_of_system(name: str) -> bool:
    """Whether a file, by its path, is one that systems put beside those of a folder."""
    steps = name.lower().split("/")
    return steps[0] == _OF_SYSTEM[0] or steps[-1] in _OF_SYSTEM or steps[-1].startswith(_LOCK)
