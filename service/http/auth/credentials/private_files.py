"""A file for its owner alone, read whole and written whole; what is wrong with one is a line that says how to fix it."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shlex
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.config import permissions


class WrongCredentials(ValueError):
    """A file of keys or accounts, or a new entry for one, cannot be used; the message is one line."""


def signature(path: Path) -> tuple[int, ...]:
    """What changes whenever the file or its mode does; () while there is none that we can see."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_mode


def text(path: Path) -> str:
    """The file's text, when nobody but its owner may read it. Raises WrongCredentials."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077:
                raise WrongCredentials(
                    f"{path} can be read or written by others ({mode:04o}); chmod 600 {shlex.quote(str(path))}"
                )
            return file.read()
    except PermissionError:
        raise WrongCredentials(permissions.obstacle(path) or f"{path} cannot be read") from None
    except FileNotFoundError:
        raise WrongCredentials(f"{path} does not exist") from None
    except (OSError, UnicodeDecodeError) as refused:
        why = getattr(refused, "strerror", None) or "not UTF-8"
        raise WrongCredentials(f"{path} cannot be read ({why})") from None


def secret(path: Path) -> bytes:
    """The 32 bytes that sign sessions and forms, made on first use. Raises WrongCredentials."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as refused:
        raise WrongCredentials(
            f"{path} cannot be made ({refused.strerror}); make secret FILE={shlex.quote(str(path))}"
        ) from None
    else:
        with os.fdopen(made, "w", encoding="ascii") as file:
            _give(made, path.parent.stat())
            file.write(secrets.token_hex(32))
    found = text(path).strip()
    if not re.fullmatch(r"[0-9a-f]{64}", found):
        raise WrongCredentials(
            f"{path} does not hold 64 hexadecimal digits; delete it, then make secret"
        )
    return bytes.fromhex(found)


@contextmanager
def locked(path: Path) -> Iterator[os.stat_result | None]:
    """One writer at a time; gives the file's state before, None when it is new. Makes its folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield path.stat() if path.exists() else None
    finally:
        os.close(folder)


def write(path: Path, whole: str, before: os.stat_result | None) -> None:
    """The whole text or no change; the file stays its owner's, whoever calls us."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            _give(handle, before or path.parent.stat())
            file.write(whole + "\n")
            file.flush()
            os.fsync(handle)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def warning_of_root(path: Path) -> str:
    """What whoever made ``path`` as root must still do before a service of another user can read it; or ""."""
    if path.stat().st_uid != 0:
        return ""
    whole = path.resolve()
    return (
        f"{whole.name} belongs to root. Where the service runs as another user: "
        f"chown -R THAT-USER {shlex.quote(str(whole.parent))}"
    )


def _give(handle: int, like: os.stat_result) -> None:
    """What the administrator makes as root belongs to whom the folder belongs to: the service reads it."""
    if os.geteuid() == 0:
        os.fchown(handle, like.st_uid, like.st_gid)
