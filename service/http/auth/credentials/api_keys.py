"""A token becomes the key that it is, its scopes and its last day.

A key is 256 random bits, which nobody can guess, and is kept as a salted BLAKE2b hash. A fast hash is right:
a slow one would protect nothing and let anybody keep the service busy with false keys.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from service.http.auth.credentials import principal_names
from service.http.auth.credentials.credential_store import CredentialStore, changing
from service.http.auth.credentials.private_files import WrongCredentials

#: What a key may be allowed to do: make documents, check inputs, use the workbooks, read descriptions.
SCOPES = ("documents", "validations", "forms", "read")
_TOKEN = re.compile(r"vb_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Key:
    """An API key as it is kept: ``identity`` and ``last`` may be shown, the rest is no secret either."""

    name: str
    identity: str
    last: str
    salt: str = field(repr=False)
    digest: str = field(repr=False)
    scopes: tuple[str, ...]
    created: str
    expires: str

    @property
    def shown(self) -> str:
        """``vb_1f2e3d4c_…wxYZ``: enough to tell keys apart, nothing to use."""
        return f"vb_{self.identity}_…{self.last}"

    def days_left(self, today: date) -> int:
        """Days until its last day: 0 on that day, below 0 when it is over."""
        return (date.fromisoformat(self.expires) - today).days


def keys(path: Path) -> CredentialStore[Key]:
    """The file of API keys. Raises WrongCredentials."""
    return CredentialStore(path, _key)


def find_key(store: CredentialStore[Key], token: str, today: date) -> Key | None:
    """The key that this token is, unless it is unknown or expired; compared in constant time."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    known = [key for key in store.entries() if key.identity == parts[1]]
    for key in known:
        same = hmac.compare_digest(_hash(token, key.salt), key.digest)
        if same and key.days_left(today) >= 0:
            return key
    return None


def new_key(name: str, scopes: tuple[str, ...] = SCOPES, days: int = 365) -> tuple[str, Key]:
    """A fresh token, shown this once only, and the key to keep for it. Raises WrongCredentials."""
    principal_names.check(name)
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        raise WrongCredentials(f"SCOPES takes any of {', '.join(SCOPES)}.")
    if not 1 <= days <= 3650:
        raise WrongCredentials("DAYS takes 1 to 3650.")
    identity, salt, today = secrets.token_hex(4), secrets.token_hex(16), date.today()
    token = f"vb_{identity}_{secrets.token_urlsafe(32)}"
    key = Key(
        name=name,
        identity=identity,
        last=token[-4:],
        salt=salt,
        digest=_hash(token, salt),
        scopes=scopes,
        created=today.isoformat(),
        expires=(today + timedelta(days=days)).isoformat(),
    )
    return token, key


def add_key(path: Path, key: Key) -> None:
    """Write a key to the file, beside older ones of the same name, so that keys can be rotated."""
    with changing(path, _key) as kept:
        kept.append(key)


def drop_key(path: Path, identity: str) -> bool:
    """Take a key out of the file; False when there was none."""
    with changing(path, _key) as kept:
        found = [key for key in kept if key.identity == identity]
        kept[:] = [key for key in kept if key.identity != identity]
    return bool(found)


def _hash(token: str, salt: str) -> str:
    return hashlib.blake2b(
        token.encode(), salt=bytes.fromhex(salt), person=b"vanban api key", digest_size=32
    ).hexdigest()


def _key(entry: Any) -> Key:
    key = Key(**{**entry, "scopes": tuple(entry["scopes"])})
    if len(key.salt) != 32 or len(key.digest) != 64 or not set(key.scopes) <= set(SCOPES):
        raise ValueError
    bytes.fromhex(key.salt + key.digest)
    date.fromisoformat(key.expires)
    return key
