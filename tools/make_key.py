"""Makes an API key, lists keys, or takes one back: ``python -m tools.make_key NAME [--scopes …] [--days N]``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from service.http.auth import credentials

USUAL = Path("private/keys.json")


def main(arguments: list[str] | None = None) -> int:
    """0 when done; the token goes to standard output, once, and everything else to standard error."""
    parser = argparse.ArgumentParser(prog="make_key", description=__doc__)
    parser.add_argument("name", nargs="?", help="who will use the key")
    parser.add_argument("--scopes", default=",".join(credentials.SCOPES))
    parser.add_argument("--days", type=int, default=365, help="how long it works")
    parser.add_argument("--file", type=Path, default=os.environ.get("VANBAN_KEYS") or USUAL)
    parser.add_argument("--list", action="store_true", help="show the keys of the file")
    parser.add_argument("--revoke", metavar="ID", help="take back the key vb_ID_…")
    asked = parser.parse_args(arguments)
    file = Path(asked.file)
    try:
        if asked.list:
            return _list(file)
        if asked.revoke:
            return _revoke(file, asked.revoke)
        if not asked.name:
            parser.error("NAME is missing")
        scopes = tuple(scope.strip() for scope in asked.scopes.split(",") if scope.strip())
        token, key = credentials.new_key(asked.name, scopes, asked.days)
        credentials.add_key(file, key)
    except (credentials.WrongCredentials, OSError) as wrong:
        return _tell(str(wrong), 1)
    print(token)
    _tell(f"{key.shown} may do {', '.join(key.scopes)} until {key.expires}; shown this once only.")
    _tell(f"It works where VANBAN_KEYS={file.resolve()}; a running service takes it up by itself.")
    return _tell(credentials.warning_of_root(file))


def _list(file: Path) -> int:
    for key in credentials.keys(file).entries():
        print(f"{key.shown}  {key.name}  {','.join(key.scopes)}  {key.created} to {key.expires}")
    return 0


def _revoke(file: Path, reported: str) -> int:
    # The middle part is enough; a whole token pasted here works as well.
    identity = reported.removeprefix("vb_")[:8]
    if not credentials.drop_key(file, identity):
        return _tell(f"no key vb_{identity}_… in {file}", 1)
    return _tell(f"vb_{identity}_… is taken back")


def _tell(line: str, code: int = 0) -> int:
    if line:
        print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
