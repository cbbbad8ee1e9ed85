"""How the names of keys and accounts are written, and how an account stands in a log without its name."""

from __future__ import annotations

import hashlib
import re

from service.http.auth.credentials.private_files import WrongCredentials

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


def check(name: str) -> None:
    """Raises WrongCredentials for a name that is not plain."""
    if not _NAME.fullmatch(name):
        raise WrongCredentials(
            "NAME takes up to 64 letters, digits, '.', '_', '@', '-', without tone marks or blanks."
        )


def identity(name: str) -> str:
    """Eight digits that stand for a person's name in the log, always the same ones for the same name."""
    return hashlib.blake2b(name.encode(errors="replace"), digest_size=4).hexdigest()
