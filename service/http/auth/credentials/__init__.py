"""Files of hashed keys and accounts become checked callers; only this package knows how a secret is kept.

A file is JSON, belongs to its owner alone (0600) and holds no secret, only hashes. One that cannot be used
stops the start, or later lets nobody in.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from service import config
from service.http.auth.credentials.api_keys import (
    SCOPES,
    Key,
    add_key,
    drop_key,
    find_key,
    keys,
    new_key,
)
from service.http.auth.credentials.books import Book
from service.http.auth.credentials.names import identity
from service.http.auth.credentials.passwords import (
    Account,
    accounts,
    drop_account,
    find_account,
    new_account,
    put_account,
)
from service.http.auth.credentials.private_files import WrongCredentials, secret, warning_of_root

__all__ = ["SCOPES", "Account", "Book", "Books", "Key", "WrongCredentials", "accounts", "add_key"]
__all__ += ["drop_account", "drop_key", "find_account", "find_key", "identity", "keys"]
__all__ += ["new_account", "new_key", "open_books", "put_account", "secret", "session_secret"]
__all__ += ["warning_of_root"]

KEYS, ACCOUNTS, SECRET = (config.PREFIX + name for name in ("KEYS", "ACCOUNTS", "SECRET_FILE"))
#: A key that ends sooner than this is told to whoever runs the service.
SOON_DAYS = 30
_SPOILT = (
    "The file cannot be used and lets nobody in; the log says why, and the command that mends it."
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Books:
    """The files that say who gets in; None for one that is not configured."""

    keys: Book[Key] | None = None
    accounts: Book[Account] | None = None

    def problems(self) -> dict[str, list[str]]:
        """By the variable that names it: a file that lets nobody in. Anybody may read this, so no path is in it."""
        found = {KEYS: self.keys, ACCOUNTS: self.accounts}
        return {name: [_SPOILT] for name, book in found.items() if book and book.problem()}

    def warnings(self, today: date) -> dict[str, list[str]]:
        """By variable: keys that end soon or are over, by their ids, and how many old password hashes there are."""
        told: dict[str, list[str]] = {}
        for each, left in self.key_days(today).items():
            if left <= SOON_DAYS:
                told.setdefault(KEYS, []).append(
                    f"vb_{each}_… ends in {left} days" if left >= 0 else f"vb_{each}_… has ended"
                )
        old = sum(each.has_old_hash for each in (self.accounts.entries() if self.accounts else ()))
        if old:
            told[ACCOUNTS] = [f"{old} passwords have an old hash; set them anew with `make user`"]
        return told

    def key_days(self, today: date) -> dict[str, int]:
        """By a key's id: the days until its last day, below 0 when it is over."""
        entries = self.keys.entries() if self.keys else ()
        return {each.identity: each.days_left(today) for each in entries}


def open_books(settings: config.Settings) -> Books:
    """The files that the settings name. Raises WrongSetting with the variable, the reason and the mend."""
    with _named(KEYS):
        of_keys = keys(settings.keys) if settings.keys else None
    with _named(ACCOUNTS):
        return Books(of_keys, accounts(settings.accounts) if settings.accounts else None)


def session_secret(settings: config.Settings) -> bytes:
    """What signs sessions and forms: VANBAN_SECRET_FILE, or ``session.key`` beside the accounts.

    Without either it is made anew at each start, which the log says where pages are served to people.
    Raises WrongSetting.
    """
    if settings.secret_file:
        with _named(SECRET):
            return secret(settings.secret_file)
    if settings.accounts:
        with _named(SECRET):
            return secret(settings.accounts.parent / "session.key")
    if settings.trusted_user_header:
        _log.warning(
            "%s is not set: a form that is open while the service restarts cannot be sent afterwards; "
            "`make secret` makes the file",
            SECRET,
        )
    return secrets.token_bytes(32)


@contextmanager
def _named(variable: str) -> Iterator[None]:
    """What is wrong with a file is told with the variable that names it."""
    try:
        yield
    except WrongCredentials as wrong:
        raise config.WrongSetting(f"{variable}: {wrong}") from None
