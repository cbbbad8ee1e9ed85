"""A name and a password become the account that they open.

A password is chosen by a person, so each guess is made to cost 32 MB and about a quarter second: scrypt by
``werkzeug.security``, with method and cost inside the hash (OWASP: N = 2¹⁵, r = 8, p = 3).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from werkzeug.security import check_password_hash, generate_password_hash

from service.http.auth.credentials import principal_names
from service.http.auth.credentials.credential_store import CredentialStore, changing
from service.http.auth.credentials.private_files import WrongCredentials

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200

_METHOD = "scrypt:32768:8:3"
_HASH = re.compile(r"scrypt:(\d{1,7}):\d{1,2}:\d{1,2}\$[^$]+\$[0-9a-f]{128}")
#: Hashes of before werkzeug's: scrypt with the same cost, a salt of 16 raw bytes, and the cost left unsaid.
_OLD = re.compile(r"old\$([0-9a-f]{32})\$([0-9a-f]{64})")
_OLD_COST = {"n": 2**15, "r": 8, "p": 3, "maxmem": 64 * 2**20}
#: One password at a time in one process: a burst of sign-ins may not take the memory of the renders.
_one_password = threading.Lock()


@dataclass(frozen=True, slots=True)
class Account:
    """A clerk who may sign in to the pages."""

    name: str
    password_hash: str = field(repr=False)
    created: str

    @property
    def identity(self) -> str:
        """What the log calls it."""
        return principal_names.identity(self.name)

    @property
    def state(self) -> str:
        """Changes with the password, so that a session of the old one ends."""
        return hashlib.blake2b(self.password_hash.encode(), digest_size=8).hexdigest()

    @property
    def has_old_hash(self) -> bool:
        """Whether the password should be set anew, which gives it a hash that names its method and cost."""
        return _OLD.fullmatch(self.password_hash) is not None


def accounts(path: Path) -> CredentialStore[Account]:
    """The file of accounts. Raises WrongCredentials."""
    return CredentialStore(path, _account)


def find_account(store: CredentialStore[Account], name: str, password: str) -> Account | None:
    """The account with this name and password; an unknown name costs the same time as a known one."""
    name = name.strip().lower()
    known = next((account for account in store.entries() if account.name == name), None)
    wanted = known.password_hash if known else f"{_METHOD}${'0' * 16}${'0' * 128}"
    with _one_password:
        same = _opens(wanted, _typed(password[:LONGEST_PASSWORD]))
    return known if same else None


def new_account(name: str, password: str) -> Account:
    """An account with a hashed password. Raises WrongCredentials."""
    name = name.strip().lower()
    principal_names.check(name)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise WrongCredentials(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters."
        )
    if password.lower() in (name, name * 2) or len(set(password)) < 4:
        raise WrongCredentials("This password is too easily guessed; take a few words.")
    made = generate_password_hash(_typed(password), _METHOD)
    return Account(name, made, date.today().isoformat())


def put_account(path: Path, account: Account) -> None:
    """Write an account to the file; one of the same name is replaced and its sessions end."""
    with changing(path, _account) as kept:
        kept[:] = [*(other for other in kept if other.name != account.name), account]


def drop_account(path: Path, name: str) -> bool:
    """Take an account out of the file; False when there was none."""
    with changing(path, _account) as kept:
        found = [account for account in kept if account.name == name.strip().lower()]
        kept[:] = [account for account in kept if account not in found]
    return bool(found)


def _typed(password: str) -> str:
    # Keyboards differ in how they send "ệ"; NFC makes one password of both. A terminal that is not UTF-8
    # gives lone surrogates, which cannot be hashed.
    return unicodedata.normalize("NFC", password).encode(errors="replace").decode()


def _opens(password_hash: str, password: str) -> bool:
    old = _OLD.fullmatch(password_hash)
    if old is None:
        return check_password_hash(password_hash, password)
    made = hashlib.scrypt(password.encode(), salt=bytes.fromhex(old[1]), dklen=32, **_OLD_COST)
    return hmac.compare_digest(made.hex(), old[2])


def _account(entry: Any) -> Account:
    if "digest" in entry:
        account = Account(entry["name"], f"old${entry['salt']}${entry['digest']}", entry["created"])
    else:
        account = Account(**entry)
    modern = _HASH.fullmatch(account.password_hash)
    if modern is None and not account.has_old_hash:
        raise ValueError
    # scrypt takes powers of two, werkzeug's bound of memory none that are tiny: found now, not at a sign-in.
    if modern is not None and (int(modern[1]) < 1024 or int(modern[1]).bit_count() != 1):
        raise ValueError
    return account
