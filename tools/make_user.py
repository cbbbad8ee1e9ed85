"""Makes a clerk's account, gives it a new password, lists or removes accounts: ``python -m tools.make_user NAME``."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from service.http.auth import credentials

USUAL = Path("private/accounts.json")


def main(arguments: list[str] | None = None) -> int:
    """0 when done. The password comes from the terminal, twice, or as the first line of standard input."""
    parser = argparse.ArgumentParser(prog="make_user", description=__doc__)
    parser.add_argument("name", nargs="?", help="what the clerk types to sign in")
    parser.add_argument("--file", type=Path, default=os.environ.get("VANBAN_ACCOUNTS") or USUAL)
    parser.add_argument("--remove", action="store_true", help="take the account away")
    parser.add_argument("--list", action="store_true", help="show the accounts of the file")
    parser.add_argument(
        "--id", action="store_true", help="show what the log calls NAME, a proxy's user too"
    )
    asked = parser.parse_args(arguments)
    file = Path(asked.file)
    try:
        if asked.list:
            return _list(file)
        if not asked.name:
            parser.error("NAME is missing")
        if asked.id:
            print(credentials.identity(asked.name))
            return 0
        if asked.remove:
            gone = credentials.drop_account(file, asked.name)
            return _tell("the account is gone" if gone else "no such account", 0 if gone else 1)
        account = credentials.new_account(asked.name, _password())
        credentials.put_account(file, account)
        # The service may see this folder read-only, so the secret is made along with the first account.
        credentials.secret(file.with_name("session.key"))
    except (credentials.WrongCredentials, OSError) as wrong:
        return _tell(str(wrong), 1)
    _tell(
        f"{account.name} ({account.identity} in the log) may sign in where VANBAN_ACCOUNTS={file.resolve()}; "
        "a running service takes it up by itself, and older sessions of this account end."
    )
    return _tell(credentials.warning_of_root(file))


def _list(file: Path) -> int:
    for entry in credentials.accounts(file).entries():
        old = "  old hash: set the password anew" if entry.has_old_hash else ""
        print(f"{entry.identity}  {entry.name}  {entry.created}{old}")
    return 0


def _password() -> str:
    """Never an argument: everybody on the machine can read those."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Once more: "):
        raise credentials.WrongCredentials("The two passwords differ.")
    return first


def _tell(line: str, code: int = 0) -> int:
    if line:
        print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
