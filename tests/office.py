"""Documents become PDFs through LibreOffice, many in one run; only this module starts it in tests.

Missing tools are installed with apt-get when the tests run as root; otherwise the tests that need them
are skipped, except where ``CI=true``: there they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

_PACKAGES = ("libreoffice-writer", "fonts-liberation2", "poppler-utils")
_NEEDED = ("soffice", "pdftoppm")
_SECONDS = 240


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """{name: .docx bytes} -> {name: PDF bytes}, in one run of soffice with a profile of its own."""
    _provide()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        sources = []
        for name, content in documents.items():
            source = place / f"{name}.docx"
            source.write_bytes(content)
            sources.append(str(source))
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(place / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(place),
                *sources,
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        return {name: (place / f"{name}.pdf").read_bytes() for name in documents}


def _provide() -> None:
    if all(shutil.which(tool) for tool in _NEEDED):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"check": False, "capture_output": True, "timeout": 600}
        subprocess.run(["apt-get", "update"], **quiet)  # type: ignore[call-overload]
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *_PACKAGES],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            **quiet,
        )  # type: ignore[call-overload]
    if all(shutil.which(tool) for tool in _NEEDED):
        return
    reason = f"{', '.join(_PACKAGES)} are needed to measure pages and could not be installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
