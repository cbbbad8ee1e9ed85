"""Files of hashed keys and accounts become checked callers; only this module knows how a secret is kept.

A file is JSON, belongs to its owner alone (0600) and holds no secret: an API key is kept as a salted
BLAKE2b hash, a password as a salted scrypt hash. A key is 256 random bits, which nobody can guess, so
a fast hash is right: a slow one would protect nothing and let anybody keep the service busy with false
keys. A password is chosen by a person, so each guess is made to cost 32 MB and about a quarter second.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import json
import logging
import os
import re
import secrets
import stat
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

#: What a key may be allowed to do: make documents, check inputs, use the workbooks, read descriptions.
SCOPES = ("documents", "validations", "forms", "read")
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_TOKEN = re.compile(r"vb_([0-9a-f]{8})_([A-Za-z0-9_-]{43})")
_SCRYPT = {"n": 2**15, "r": 8, "p": 3}
_SCRYPT_MEMORY_BYTES = 64 * 2**20
#: One password at a time in one process: a burst of sign-ins may not take the memory of the renders.
_one_password = threading.Lock()
_log = logging.getLogger(__name__)

Entry = TypeVar("Entry", bound="Key | Account")


class WrongCredentials(ValueError):
    """A file of keys or accounts, or a new entry for one, cannot be used; the message is one line."""


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

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return today.isoformat() > self.expires


@dataclass(frozen=True, slots=True)
class Account:
    """A clerk who may sign in to the pages."""

    name: str
    salt: str = field(repr=False)
    digest: str = field(repr=False)
    created: str

    @property
    def state(self) -> str:
        """Changes with the password, so that a session of the old one ends."""
        return hashlib.blake2b(self.digest.encode(), digest_size=8).hexdigest()


class Book(Generic[Entry]):
    """A file of entries, read again when it changes.

    At the start a file that cannot be used stops the service. Later a broken or unsafe one is
    reported in the log and the last good state stays; a file that is gone lets nobody in.
    """

    def __init__(self, path: Path, read: Callable[[Any], Entry]) -> None:
        self._path, self._read = path, read
        self._lock = threading.Lock()
        self._signature = _signature(path)
        self._entries = _entries(path, read)

    def entries(self) -> tuple[Entry, ...]:
        """The entries as the file has them now."""
        signature = _signature(self._path)
        if signature != self._signature:
            with self._lock:
                if signature != self._signature:
                    self._reload(signature)
        return self._entries

    def _reload(self, signature: tuple[int, ...]) -> None:
        try:
            self._entries = _entries(self._path, self._read) if signature else ()
        except WrongCredentials as wrong:
            _log.error("%s The last good state stays in use.", wrong)
        self._signature = signature


def keys(path: Path) -> Book[Key]:
    """The file of API keys. Raises WrongCredentials."""
    return Book(path, _key)


def accounts(path: Path) -> Book[Account]:
    """The file of accounts. Raises WrongCredentials."""
    return Book(path, _account)


def find_key(book: Book[Key], token: str, today: date) -> Key | None:
    """The key that this token is, unless it is unknown or expired; compared in constant time."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    known = [each for each in book.entries() if each.identity == parts[1]]
    for each in known:
        same = hmac.compare_digest(_fast_hash(token, each.salt), each.digest)
        if same and not each.expired(today):
            return each
    return None


def find_account(book: Book[Account], name: str, password: str) -> Account | None:
    """The account with this name and password; an unknown name costs the same time as a known one."""
    name = name.strip().lower()
    known = next((each for each in book.entries() if each.name == name), None)
    salt, digest = (known.salt, known.digest) if known else ("00" * 16, "00" * 32)
    with _one_password:
        same = hmac.compare_digest(_slow_hash(password[:LONGEST_PASSWORD], salt), digest)
    return known if same else None


def new_key(name: str, scopes: tuple[str, ...] = SCOPES, days: int = 365) -> tuple[str, Key]:
    """A fresh token, told this once only, and the key to keep for it. Raises WrongCredentials."""
    _check_name(name)
    unknown = [each for each in scopes if each not in SCOPES]
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
        digest=_fast_hash(token, salt),
        scopes=scopes,
        created=today.isoformat(),
        expires=(today + timedelta(days=days)).isoformat(),
    )
    return token, key


def new_account(name: str, password: str) -> Account:
    """An account with a hashed password. Raises WrongCredentials."""
    name = name.strip().lower()
    _check_name(name)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WrongCredentials(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters."
        )
    if password.lower() in (name, name * 2) or len(set(password)) < 4:
        raise WrongCredentials("This password is too easily guessed; take a few words.")
    salt = secrets.token_hex(16)
    return Account(name, salt, _slow_hash(password, salt), date.today().isoformat())


def add_key(path: Path, key: Key) -> None:
    """Write a key to the file, beside older ones of the same name, so that keys can be rotated."""
    with _changing(path, _key) as kept:
        kept.append(key)


def drop_key(path: Path, identity: str) -> bool:
    """Take a key out of the file; False when there was none."""
    with _changing(path, _key) as kept:
        found = [each for each in kept if each.identity == identity]
        kept[:] = [each for each in kept if each.identity != identity]
    return bool(found)


def put_account(path: Path, account: Account) -> None:
    """Write an account to the file; one of the same name is replaced and its sessions end."""
    with _changing(path, _account) as kept:
        kept[:] = [*(each for each in kept if each.name != account.name), account]


def drop_account(path: Path, name: str) -> bool:
    """Take an account out of the file; False when there was none."""
    with _changing(path, _account) as kept:
        found = [each for each in kept if each.name == name.strip().lower()]
        kept[:] = [each for each in kept if each not in found]
    return bool(found)


def secret(path: Path) -> bytes:
    """The secret that signs sessions, made on first use. Raises WrongCredentials."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as refused:
        raise WrongCredentials(f"{path}: cannot be made ({refused.strerror}).") from None
    else:
        with os.fdopen(made, "w", encoding="ascii") as file:
            _give(made, path.parent.stat())
            file.write(secrets.token_hex(32))
    found = _private_text(path).strip()
    if not re.fullmatch(r"[0-9a-f]{64}", found):
        raise WrongCredentials(f"{path}: does not hold 64 hexadecimal digits; delete it.")
    return bytes.fromhex(found)


def _give(handle: int, like: os.stat_result) -> None:
    """What the administrator makes as root belongs to whom the folder belongs to: the service reads it."""
    if os.geteuid() == 0:
        os.fchown(handle, like.st_uid, like.st_gid)


def _fast_hash(token: str, salt: str) -> str:
    return hashlib.blake2b(
        token.encode(), salt=bytes.fromhex(salt), person=b"vanban api key", digest_size=32
    ).hexdigest()


def _slow_hash(password: str, salt: str) -> str:
    # Keyboards differ in how they send "ệ"; NFC makes one password of both.
    text = unicodedata.normalize("NFC", password).encode(errors="replace")
    return hashlib.scrypt(
        text, salt=bytes.fromhex(salt), dklen=32, maxmem=_SCRYPT_MEMORY_BYTES, **_SCRYPT
    ).hex()


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise WrongCredentials(
            "NAME takes up to 64 letters, digits, '.', '_', '@', '-', without tone marks or blanks."
        )


def _key(told: Any) -> Key:
    key = Key(**{**told, "scopes": tuple(told["scopes"])})
    if len(key.salt) != 32 or len(key.digest) != 64 or not set(key.scopes) <= set(SCOPES):
        raise ValueError
    bytes.fromhex(key.salt + key.digest)
    date.fromisoformat(key.expires)
    return key


def _account(told: Any) -> Account:
    account = Account(**told)
    if len(account.salt) != 32 or len(account.digest) != 64:
        raise ValueError
    bytes.fromhex(account.salt + account.digest)
    return account


def _signature(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _private_text(path: Path) -> str:
    """The file's text, when nobody but its owner may read it."""
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if mode & 0o077:
                raise WrongCredentials(
                    f"{path}: others may read or write it ({stat.S_IMODE(mode):04o}); chmod 600."
                )
            return file.read()
    except (OSError, UnicodeDecodeError) as refused:
        raise WrongCredentials(f"{path}: cannot be read ({type(refused).__name__}).") from None


def _entries(path: Path, read: Callable[[Any], Entry]) -> tuple[Entry, ...]:
    text = _private_text(path)
    try:
        told = json.loads(text)["entries"] if text.strip() else []
        return tuple(read(each) for each in told)
    except (ValueError, TypeError, KeyError):
        # What is wrong is not quoted: a log is read by more people than this file.
        raise WrongCredentials(
            f"{path}: is not a file made by `make key` or `make user`."
        ) from None


@contextmanager
def _changing(path: Path, read: Callable[[Any], Entry]) -> Iterator[list[Entry]]:
    """The file's entries in a list to change; written whole or not at all, one writer at a time."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        before = path.stat() if path.exists() else None
        kept = list(_entries(path, read)) if before else []
        yield kept
        _write(path, json.dumps({"entries": [asdict(each) for each in kept]}, indent=1), before)
    finally:
        os.close(folder)


def _write(path: Path, text: str, before: os.stat_result | None) -> None:
    """The whole text or no change; the file stays its owner's, whoever calls us."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            _give(handle, before or path.parent.stat())
            file.write(text + "\n")
            file.flush()
            os.fsync(handle)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
