"""Bytes become a file at once or not at all: whoever looks sees the old file or the whole new one."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def write(path: Path, content: bytes, mode: int | None = None) -> None:
    """Written beside its place and put there whole; ``mode`` are its rights, None for those of any new file. Raises OSError."""
    beside = path.with_name(f".vanban-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    finally:
        # Gone when all went well.
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
