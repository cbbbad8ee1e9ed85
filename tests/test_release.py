"""A release is made in one step, in a scratch copy here, or refused with nothing changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from service import __version__
from tools import make_sbom

ROOT = Path(__file__).resolve().parent.parent
#: With the package, the copy hides the installed one, which may be this repository itself.
FILES = (
    "CHANGELOG.md",
    "service/__init__.py",
    "tools/__init__.py",
    "tools/release.py",
    "pyproject.toml",
)
NEXT = "987.0.1"


def git(folder: Path, *words: str) -> str:
    named = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org"]
    return subprocess.run(
        ["git", *named, *words], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit that holds what a release needs, and nothing of this machine's settings."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Tester")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "tester@example.org")
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    # Just after a release there is nothing under [Unreleased].
    changelog = tmp_path / "CHANGELOG.md"
    line = "## [Unreleased]\n\n- **program**: something new.\n"
    changelog.write_text(changelog.read_text("utf-8").replace("## [Unreleased]\n", line), "utf-8")
    (tmp_path / ".gitignore").write_text("__pycache__/\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Begin")
    return tmp_path


def release(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tools.release", version],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_release_moves_the_changelog_sets_the_version_and_commits(copy: Path) -> None:
    before = (copy / "CHANGELOG.md").read_text("utf-8")
    entries = before.split("## [Unreleased]\n", 1)[1]
    done = release(copy, NEXT)
    assert done.returncode == 0, done.stderr
    assert f"git tag -a v{NEXT} -m 'vanban {NEXT}'" in done.stdout
    after = (copy / "CHANGELOG.md").read_text("utf-8")
    assert re.search(
        rf"^## \[Unreleased\]\n\n## \[{NEXT}\] - \d{{4}}-\d\d-\d\d\n", after, re.MULTILINE
    )
    assert after.endswith(entries)
    assert f'__version__ = "{NEXT}"' in (copy / "service/__init__.py").read_text("utf-8")
    assert git(copy, "log", "-1", "--format=%s") == f"Release {NEXT}"
    assert git(copy, "status", "--porcelain") == ""
    assert git(copy, "tag") == ""


@pytest.mark.parametrize(
    "version", ["", "1.2", "v9.0.0", "9.0.0-rc1", "09.0.0", "0.0.1", "9.0.0; echo"]
)
def test_a_wrong_version_is_refused(copy: Path, version: str) -> None:
    done = release(copy, version)
    assert done.returncode == 1
    assert done.stderr.startswith("No release: ") and len(done.stderr.splitlines()) == 1
    assert git(copy, "status", "--porcelain") == "" and git(copy, "log", "--format=%s") == "Begin"


def test_a_dirty_tree_is_refused(copy: Path) -> None:
    (copy / "new.txt").write_text("new")
    done = release(copy, NEXT)
    assert done.returncode == 1 and "has changes" in done.stderr
    assert git(copy, "status", "--porcelain") == "?? new.txt"


def test_a_version_is_released_once_and_only_with_entries(copy: Path) -> None:
    assert release(copy, NEXT).returncode == 0
    assert "not newer than the release" in release(copy, NEXT).stderr
    assert "nothing under [Unreleased]" in release(copy, "987.0.2").stderr


def test_a_tag_that_exists_is_refused(copy: Path) -> None:
    git(copy, "tag", f"v{NEXT}")
    assert "exists already" in release(copy, NEXT).stderr


def test_a_commit_that_git_refuses_changes_nothing(copy: Path) -> None:
    hook = copy / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no such commit >&2\nexit 1\n")
    hook.chmod(0o755)
    done = release(copy, NEXT)
    assert done.stderr == "No release: git commit: no such commit.\n"
    assert git(copy, "diff", "--name-only") == ""


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"] and project["project"]["dynamic"] == ["version"]
    # flit takes the version of the module.
    assert project["tool"]["flit"]["module"] == {"name": "service"}


def test_the_bill_of_materials_lists_what_is_locked(tmp_path: Path) -> None:
    make_sbom.write(tmp_path / "sbom.json")
    bill = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    described = bill["metadata"]["component"]
    assert (described["name"], described["version"]) == ("vanban", __version__)
    locked = re.findall(r"^([a-z0-9.-]+)==(\S+)", make_sbom.LOCK.read_text("utf-8"), re.MULTILINE)
    assert {(component["name"], component["version"]) for component in bill["components"]} == set(
        locked
    )
    # Nothing in it differs from run to run: no name of its own, no time, and one order.
    assert "serialNumber" not in bill and "timestamp" not in bill["metadata"]
    named = [(component["name"], component["version"]) for component in bill["components"]]
    assert named == sorted(named)
