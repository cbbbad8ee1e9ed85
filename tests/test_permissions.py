"""Why a file cannot be read is one line: who owns what is closed, and the command that opens it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.config import permissions


def closed(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """As the kernel answers somebody who is not root, where these are closed to her."""
    monkeypatch.setattr(os, "access", lambda path, _, **__: path not in paths)
    monkeypatch.setattr(os, "supports_effective_ids", {os.access})


def test_what_can_be_read_has_no_obstacle(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.touch()
    assert permissions.obstacle(file) == ""


def test_our_own_file_and_our_own_folder_are_opened_by_chmod(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "my keys.json"
    file.touch()
    closed(monkeypatch, file)
    assert permissions.obstacle(file).endswith(f"; chmod u+r '{file}'")
    closed(monkeypatch, tmp_path)
    line = permissions.obstacle(file)
    assert f"{tmp_path} belongs to" in line and line.endswith(f"; chmod u+rx {tmp_path}")


def test_what_belongs_to_somebody_else_is_handed_over_and_a_folder_above_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "private" / "keys.json"
    file.parent.mkdir()
    file.touch()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 54_321)
    me = str(os.geteuid())
    closed(monkeypatch, file)
    assert permissions.obstacle(file).endswith(f"; chown {me} {file}")
    closed(monkeypatch, file.parent)
    assert permissions.obstacle(file).endswith(f"; chown -R {me} {file.parent}")
    closed(monkeypatch, tmp_path)
    assert permissions.obstacle(file).endswith(f"; move keys.json to a folder that {me} can enter")
