"""What a test needs of the machine; the one place that decides whether a test can run here."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import pytest

from tools import machine


def need(*packages: str) -> None:
    """Skip the asking test unless the packages of ``tools/machine.py`` are here.

    Where ``CI=true`` a skipped test is a failure (tests/conftest.py).
    """
    lacking = [package.name for package in machine.missing(packages)]
    if lacking:
        pytest.skip(f"make machine installs what is missing: {', '.join(lacking)}")


def need_right_to(what: str, probe: Sequence[str]) -> None:
    """Skip the asking test unless a harmless command shows that this user may do it."""
    if subprocess.run(probe, check=False, capture_output=True).returncode:
        pytest.skip(f"this user may not {what} here")
