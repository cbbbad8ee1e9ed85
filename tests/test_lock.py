"""What is installed is what was locked: every package pinned, every pin with hashes, every licence stated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools import licences

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+)", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / name).read_text("utf-8")))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_wanted_package_is_locked_with_hashes(name: str) -> None:
    locked = pins(f"{name}.txt")
    assert pins(f"{name}.in").items() <= locked.items()
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    for entry in re.split(r"\n(?=[a-z])", text):
        if PIN.match(entry):
            assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_tests_run_on_the_locked_packages() -> None:
    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")
    both = runtime.keys() & development.keys()
    assert {name: runtime[name] for name in both} == {name: development[name] for name in both}


def test_the_page_of_licences_names_every_locked_package() -> None:
    page = licences.PAGE.read_text("utf-8")
    for name, version in licences.locked().items():
        assert f"| {name} | {version} |" in page
    assert "not stated" not in page
