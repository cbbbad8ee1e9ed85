"""The data pack in use: what is built in, or what was installed in a folder, taken up while the service runs.

A pack is installed in one step: the file ``in-use.json`` names it and is replaced as a whole. Every worker of every
process looks at that file when a request begins (one ``stat``), so each request has one pack from its start to its end.
Whoever installs holds the lock of the folder: the next one waits, and looks anew at what is in use.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from service import system_errors, whole_files
from service.errors import UnreadableInput
from service.reference import clock, data_pack, pack_file
from service.reference.data_files import WrongCatalogue, read_file
from service.reference.data_pack import DataPack
from service.reference.pack_file import RefusedPack
from service.reference.reference_data import Reference
from service.untrusted.strict_json import read_json

#: Whoever installs, the service's own user reads it.
_READABLE: Final = 0o644
_POINTER: Final = "in-use.json"
_ENDING: Final = ".pack"
#: What ``install`` calls a pack: anything else was written by somebody else.
_NAME: Final = re.compile(rf"[0-9a-zA-Z_-]{{1,100}}{re.escape(_ENDING)}")
#: Between reading the pointer and reading its pack another one may be installed, and the one before it deleted.
_TRIES: Final = 3
_WRONG_KEYS: Final = "Không đọc được tệp khóa công khai VANBAN_PACK_KEYS ({})."

_stores: weakref.WeakSet[PackStore] = weakref.WeakSet()


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Which file is in use, and whether it was installed although it was older than what was in use."""

    file: str
    is_older_on_purpose: bool


@dataclass(frozen=True, slots=True)
class _State:
    """What was read of the folder when its pointer had this signature; ``problem`` is why an installed pack is not used.

    ``suspects`` are the files by which that problem may be mended while the pointer stays as it is.
    """

    signature: tuple[int, ...]
    reference: Reference
    order: tuple[date, int]
    problem: str = ""
    suspects: tuple[Path, ...] = ()


class PackStore:
    """The data pack that holds now, of ``folder``; ``keys`` is the file of trusted public keys, ``own`` an office's bases.

    Raises WrongCatalogue when the office's own file cannot be used with what is built in.
    """

    def __init__(
        self,
        folder: Path,
        keys: Path | None = None,
        own: Path | None = None,
        today: Callable[[], date] | None = None,
    ) -> None:
        self.folder, self._keys = folder, keys
        self._today = today
        self._own_file = own
        self._lock = threading.Lock()
        self._built_in = self._opened(data_pack.built_in())
        built_in = data_pack.built_in().manifest.order
        self._state = self._read(_State((), self._built_in, built_in))
        _stores.add(self)

    def reference(self) -> Reference:
        """The data of the pack in use, as of today. One thread reads a new pack, the others go on with the one before."""
        seen = self._state
        if self._signature(seen.suspects) != seen.signature and self._lock.acquire(blocking=False):
            try:
                self._state = self._read(self._state)
            finally:
                self._lock.release()
        state, today = self._state, self._day()
        if state.reference.today != today:
            self._state = state = replace(state, reference=state.reference.as_of(today))
        return state.reference

    def _day(self) -> date:
        return (self._today or clock.today)()

    @property
    def problem(self) -> str:
        """Why the pack that was installed last is not used, in Vietnamese; "" when it is, or none was."""
        return self._state.problem

    def install(self, content: bytes, *, older: bool = False) -> Reference:
        """Install a signed pack for this service; raises RefusedPack or OSError, and then nothing was changed.

        ``older`` takes one that is older than the pack in use.
        """
        pack = pack_file.read_pack(content, self._trusted())
        try:
            found = self._opened(pack).as_of(self._day())
        except WrongCatalogue as wrong:
            raise RefusedPack(f"Gói dữ liệu không dùng được: {wrong}") from wrong
        name = hashlib.sha256(content).hexdigest() + _ENDING
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            # Whoever installs, the service's own user reads it.
            self.folder.chmod(0o755)
        with self._alone():
            # Somebody else may have installed a newer one since this store looked.
            used = self._read(self._state)
            if not older:
                pack_file.check_newer(pack, used.order, used.reference.version)
            before = self._pack_before()
            whole_files.write(self.folder / name, content, _READABLE)
            on_purpose = older and pack.manifest.order < data_pack.built_in().manifest.order
            pointer = {"file": name, "older_on_purpose": on_purpose}
            pointed = json.dumps(pointer).encode()
            whole_files.write(self.folder / _POINTER, pointed, _READABLE)
            self._forget({name, before.file if before else name})
        return found

    def remove(self) -> bool:
        """Go back to what is built in; False when nothing was installed."""
        if not self.folder.is_dir():
            return False
        with self._alone():
            pointer = self.folder / _POINTER
            was_there = pointer.exists()
            pointer.unlink(missing_ok=True)
        return was_there

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One writer of the folder at a time, over all processes: the next one waits here."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _pack_before(self) -> _Pointer | None:
        """What is in use until now; None too where nobody can read what was written of it."""
        try:
            return self._pointer()
        except (UnreadableInput, OSError):
            return None

    def _forget(self, kept: set[str]) -> None:
        """Delete packs that were in use before the last one: whoever reads that is not disturbed."""
        for path in self.folder.glob(f"*{_ENDING}"):
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def _signature(self, suspects: tuple[Path, ...] = ()) -> tuple[int, ...]:
        """What changes when the pointer does, or one of the files that may be why its pack is not used."""
        found = _signature_of(self.folder / _POINTER)
        for suspect in suspects if found else ():
            found += _signature_of(suspect)
        return found

    def _read(self, before: _State) -> _State:
        """The state after the folder was looked at; what cannot be used leaves the one before, and says why."""
        signature, suspects = self._signature(), self._suspects()
        watched = self._signature(suspects)
        try:
            pointer, pack = self._installed()
            if pack is None or pointer is None:
                order = data_pack.built_in().manifest.order
                return _State(signature, self._built_in, order)
            order = data_pack.built_in().manifest.order
            if pack.manifest.order < order and not pointer.is_older_on_purpose:
                return _State(signature, self._built_in, order)
            return _State(signature, self._opened(pack), pack.manifest.order)
        except (UnreadableInput, WrongCatalogue, OSError) as refused:
            why = system_errors.in_words(refused) if isinstance(refused, OSError) else str(refused)
            return replace(
                before,
                signature=watched,
                problem=f"Gói dữ liệu đã cài không dùng được: {why}",
                suspects=suspects,
            )

    def _suspects(self) -> tuple[Path, ...]:
        """The files besides the pointer on which it depends whether its pack can be used."""
        pointer = self._pack_before()
        pack = None if pointer is None else self.folder / pointer.file
        return tuple(path for path in (self._keys, self._own_file, pack) if path is not None)

    def _installed(self) -> tuple[_Pointer | None, DataPack | None]:
        for last in (*[False] * (_TRIES - 1), True):
            pointer = self._pointer()
            if pointer is None:
                break
            try:
                with (self.folder / pointer.file).open("rb") as file:
                    content = pack_file.read_bounded(file)
            except OSError:
                if last:
                    raise
                continue
            return pointer, pack_file.read_pack(content, self._trusted())
        return None, None

    def _pointer(self) -> _Pointer | None:
        try:
            written: Any = read_json((self.folder / _POINTER).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        file = written.get("file") if isinstance(written, dict) else None
        if not isinstance(file, str) or not _NAME.fullmatch(file):
            raise RefusedPack(f"tệp {_POINTER} không đọc được.")
        return _Pointer(file, bool(written.get("older_on_purpose")))

    def _trusted(self) -> tuple[pack_file.TrustedKey, ...]:
        if self._keys is None:
            return ()
        try:
            return pack_file.read_keys(self._keys.read_text(encoding="utf-8"))
        except OSError as refused:
            raise RefusedPack(_WRONG_KEYS.format(system_errors.in_words(refused))) from refused
        except UnicodeDecodeError as wrong:
            raise RefusedPack(_WRONG_KEYS.format("không phải chữ UTF-8")) from wrong
        except WrongCatalogue as wrong:
            raise RefusedPack(_WRONG_KEYS.format(str(wrong).rstrip("."))) from wrong

    def _opened(self, pack: DataPack) -> Reference:
        own = None if self._own_file is None else read_file(self._own_file)
        return data_pack.opened(pack, own)

    def _after_fork(self) -> None:
        self._lock = threading.Lock()


def _signature_of(path: Path) -> tuple[int, ...]:
    try:
        found = os.stat(path)  # noqa: PTH116 - at each request; a Path's is slower
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as refused:
        # A folder that this process may not enter is told, and is not the same as none.
        return (-(refused.errno or 0),)
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _unlock() -> None:
    # A thread of the parent may have held a lock that nobody will release here.
    for store in _stores:
        store._after_fork()


os.register_at_fork(after_in_child=_unlock)
