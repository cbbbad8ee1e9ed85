"""Why this process may not read a path, as one line: who owns what is closed, and the command that opens it."""

from __future__ import annotations

import os
import pwd
import shlex
from pathlib import Path


def obstacle(path: Path) -> str:
    """Why this process cannot read an existing ``path``, with the command that opens it; "" when it can.

    Raises FileNotFoundError or NotADirectoryError when there is nothing of that name.
    """
    me = _name(os.geteuid())
    whole = path.absolute()
    shut = next(
        (folder for folder in reversed(whole.parents) if not _allowed(folder, os.X_OK)), None
    )
    if shut is None:
        if _allowed(path, os.R_OK):
            return ""
        command = "chmod u+r" if _own(path) else f"chown {me}"
        return f"{path} belongs to {_owner(path)} and cannot be read by {me}; {command} {_quoted(path)}"
    sentence = f"{shut} belongs to {_owner(shut)} and cannot be entered by {me}"
    if _own(shut):
        return f"{sentence}; chmod u+rx {_quoted(shut)}"
    if shut == whole.parent:
        return f"{sentence}; chown -R {me} {_quoted(shut)}"
    # Whose folder this is we do not know (/root, a home): its owner is not changed for our sake.
    return f"{sentence}; move {whole.name} to a folder that {me} can enter"


def _allowed(path: Path, wanted: int) -> bool:
    return os.access(path, wanted, effective_ids=os.access in os.supports_effective_ids)


def _own(path: Path) -> bool:
    return path.stat().st_uid == os.geteuid()


def _owner(path: Path) -> str:
    return _name(path.stat().st_uid)


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
