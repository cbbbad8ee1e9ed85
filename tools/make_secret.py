"""Makes the secret that signs sessions and forms, so that they outlive a restart: ``python -m tools.make_secret``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from service.http.auth import credentials

USUAL = Path("private/session.key")


def main(arguments: list[str] | None = None) -> int:
    """0 when the file is there and can be used, made now or before; nothing of the secret is printed."""
    parser = argparse.ArgumentParser(prog="make_secret", description=__doc__)
    parser.add_argument("--file", type=Path, default=os.environ.get("VANBAN_SECRET_FILE") or USUAL)
    file = Path(parser.parse_args(arguments).file)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        credentials.secret(file)
    except (credentials.WrongCredentials, OSError) as wrong:
        return _tell(str(wrong), 1)
    _tell(f"Set VANBAN_SECRET_FILE={file.resolve()} and restart; other machines get a copy of it.")
    return _tell(credentials.warning_of_root(file))


def _tell(line: str, code: int = 0) -> int:
    if line:
        print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
