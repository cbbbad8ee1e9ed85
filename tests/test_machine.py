"""What tests start is listed once, noticed part by part, and never silently left out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools import machine

ROOT = Path(__file__).resolve().parent.parent
pytest_plugins = ("pytester",)


def run(path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """``make machine`` where only the programs in ``path`` exist, as somebody who may not install."""
    code = "import os, runpy; os.geteuid = lambda: 1000; runpy.run_module('tools.machine', run_name='__main__')"
    kept = {name: text for name, text in os.environ.items() if name not in ("CI", "CHROMIUM")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**kept, "PATH": str(path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_who_may_not_install_is_told_the_command_and_goes_on(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 0
    (command,) = re.findall(r"sudo apt-get install --no-install-recommends (.+)", done.stdout)
    browser_and_more = {"chromium-headless-shell", "libreoffice-writer", "libreoffice-calc", "npm"}
    assert browser_and_more <= set(command.split())
    assert "@" not in command


def test_with_ci_a_missing_program_is_a_failure(tmp_path: Path) -> None:
    assert run(tmp_path, CI="true").returncode == 1


def test_only_the_named_packages_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert machine.main("nodejs") == 1
    assert "nodejs" in capsys.readouterr().out
    (tmp_path / "node").touch(mode=0o755)
    assert machine.main("nodejs") == 0


def test_the_linters_of_javascript_are_locked_with_hashes() -> None:
    wanted = json.loads(machine.LINTERS.read_text("utf-8"))["devDependencies"]
    lock = json.loads(machine.LINTERS.with_name("package-lock.json").read_text("utf-8"))
    locked = {
        name.removeprefix("node_modules/"): package for name, package in lock["packages"].items()
    }
    assert {name: locked[name]["version"] for name in wanted} == wanted
    assert all(
        package["integrity"].startswith("sha512-") for name, package in locked.items() if name
    )


def test_hooks_before_a_commit_are_our_own_linters_and_fetch_nothing() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    checked = (ROOT / "Makefile").read_text("utf-8").replace("$(BIN)", ".venv/bin")
    for hook in hooks["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].removesuffix(" --force-exclude") in checked


def test_a_libreoffice_with_writer_alone_lacks_calc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("soffice", "libswlo.so"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    asked = ("libreoffice-writer", "libreoffice-calc")
    assert [package.name for package in machine.missing(asked)] == ["libreoffice-calc"]


def test_walks_take_the_browser_without_windows_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = []
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(mode=0o755)
        assert machine.missing(["chromium-headless-shell"]) == []
        found.append(machine.chromium())
    monkeypatch.setenv("CHROMIUM", "chromium")
    found.append(machine.chromium())
    names = [Path(each or "").name for each in found]
    assert names == ["chromium", "chromium-headless-shell", "chromium"]


@pytest.mark.parametrize(
    "inside", ["pytest.skip('no such program')", "pytest.importorskip('no_such')"]
)
@pytest.mark.parametrize(("ci", "outcome"), [("true", "failed"), ("", "skipped")])
def test_with_ci_a_skipped_test_fails(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, inside: str, ci: str, outcome: str
) -> None:
    monkeypatch.setenv("CI", ci)
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(f"import pytest\ndef test_x():\n    {inside}\n")
    ran = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    ran.assert_outcomes(**{outcome: 1})
    assert ran.ret == (1 if ci else 0)


def test_no_test_decides_by_itself_what_may_be_missing() -> None:
    words = re.compile(r"shutil\.which|pytest\.skip\(|mark\.skip|importorskip|apt-get|\bnpm\b")
    own = {"needs.py", "conftest.py", "test_machine.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if path.name not in own and words.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()
