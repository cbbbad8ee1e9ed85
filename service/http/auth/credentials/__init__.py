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
from service.http.auth.credentials.credential_store import CredentialStore
from service.http.auth.credentials.passwords import (
    Account,
    accounts,
    drop_account,
    find_account,
    new_account,
    put_account,
)
from service.http.auth.credentials.principal_names import identity
from service.http.auth.credentials.private_files import WrongCredentials, secret, warning_of_root

__all__ = [
    "SCOPES",
    "Account",
    "CredentialStore",
    "CredentialStores",
    "Key",
    "WrongCredentials",
    "accounts",
    "add_key",
]
__all__ += ["drop_account", "drop_key", "find_account", "find_key", "identity", "keys"]
__all__ += ["new_account", "new_key", "open_stores", "put_account", "secret", "session_secret"]
__all__ += ["warning_of_root"]

KEYS, ACCOUNTS, SECRET = (config.PREFIX + name for name in ("KEYS", "ACCOUNTS", "SECRET_FILE"))
#: A key that ends sooner than this is reported to whoever runs the service.
SOON_DAYS = 30
_SPOILT = "The file cannot be used and lets nobody in; the log says why, and the command that corrects it."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CredentialStores:
    """The files of who gets in; None for one that is not configured."""

    keys: CredentialStore[Key] | None = None
    accounts: CredentialStore[Account] | None = None

    def problems(self) -> dict[str, list[str]]:
        """By the variable that names it: a file that lets nobody in. Anybody may read this, so no path is in it."""
        found = {KEYS: self.keys, ACCOUNTS: self.accounts}
        return {name: [_SPOILT] for name, store in found.items() if store and store.problem()}

    def warnings(self, today: date) -> dict[str, list[str]]:
        """By variable: keys that end soon or are over, by their ids, and how many old password hashes there are."""
        found: dict[str, list[str]] = {}
        for key, left in self.key_days(today).items():
            if left <= SOON_DAYS:
                found.setdefault(KEYS, []).append(
                    f"vb_{key}_… ends in {left} days" if left >= 0 else f"vb_{key}_… has ended"
                )
        known = self.accounts.entries() if self.accounts else ()
        old = sum(account.has_old_hash for account in known)
        if old:
            found[ACCOUNTS] = [f"{old} passwords have an old hash; set them anew with `make user`"]
        return found

    def key_days(self, today: date) -> dict[str, int]:
        """By a key's id: the days until its last day, below 0 when it is over."""
        entries = self.keys.entries() if self.keys else ()
        return {key.identity: key.days_left(today) for key in entries}


def open_stores(settings: config.Settings) -> CredentialStores:
    """The files that the settings name. Raises WrongSetting with the variable, the reason and the fix."""
    with _named(KEYS):
        of_keys = keys(settings.keys) if settings.keys else None
    with _named(ACCOUNTS):
        return CredentialStores(of_keys, accounts(settings.accounts) if settings.accounts else None)


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
    """What is wrong with a file is reported with the variable that names it."""
    try:
        yield
    except WrongCredentials as wrong:
        raise config.WrongSetting(f"{variable}: {wrong}") from None
