"""The changelog's [Unreleased] becomes a release: ``python -m tools.release 1.2.3``.

Sets the version in service/__init__.py, gives the section its version and day, and commits both; prints the
commands for the tag and leaves tagging and pushing to a person. Needs git and the standard library only.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHANGELOG = ROOT / "CHANGELOG.md"
SOURCE = ROOT / "service" / "__init__.py"

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_ASSIGNED = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_RELEASED = re.compile(rf"^## \[({_VERSION.pattern})\]", re.MULTILINE)
_UNRELEASED = re.compile(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class Refused(Exception):
    """The release cannot be made; the message is one line that says why."""


def number(version: str) -> tuple[int, ...]:
    """``"1.10.0"`` is ``(1, 10, 0)``; raises Refused for anything but three plain numbers."""
    if not _VERSION.fullmatch(version):
        raise Refused(f"VERSION={version!r} is not of the form 1.2.3")
    return tuple(map(int, version.split(".")))


def check(version: str, current: str, changelog: str) -> None:
    """Raise Refused unless ``version`` is newer than every release and not older than ``current``."""
    wanted = number(version)
    if wanted < number(current):
        raise Refused(f"{version} is older than the current version, {current}")
    for released, *_ in _RELEASED.findall(changelog):
        if wanted <= number(released):
            raise Refused(f"{version} is not newer than the release {released}")


def dated(changelog: str, version: str, day: dt.date) -> str:
    """The changelog with its [Unreleased] entries in a section of their own below an empty [Unreleased]."""
    found = _UNRELEASED.search(changelog)
    if found is None or not re.search(r"^- ", found[1], re.MULTILINE):
        raise Refused("the changelog has nothing under [Unreleased]")
    section = f"## [Unreleased]\n\n## [{version}] - {day.isoformat()}\n{found[1]}"
    return changelog[: found.start()] + section + changelog[found.end() :]


def git(*words: str) -> str:
    """What git prints; raises Refused with its first line when it fails."""
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        lines = (ran.stderr + ran.stdout).strip().splitlines() or [f"exit status {ran.returncode}"]
        raise Refused(f"git {words[0]}: {lines[0]}")
    return ran.stdout.strip()


def release(version: str, day: dt.date) -> None:
    """Change the two files and commit them, or raise Refused and leave both as they were."""
    if git("status", "--porcelain"):
        raise Refused("the working tree has changes; commit or remove them first")
    if git("tag", "--list", f"v{version}"):
        raise Refused(f"the tag v{version} exists already")
    source, changelog = SOURCE.read_text("utf-8"), CHANGELOG.read_text("utf-8")
    assigned = _ASSIGNED.search(source)
    if assigned is None:
        raise Refused(f"{SOURCE.relative_to(ROOT)} has no __version__")
    check(version, assigned[1], changelog)
    changed = dated(changelog, version, day)
    CHANGELOG.write_text(changed, encoding="utf-8")
    SOURCE.write_text(_ASSIGNED.sub(f'__version__ = "{version}"', source), encoding="utf-8")
    try:
        git("commit", "--quiet", "--all", "--message", f"Release {version}")
    except Refused:
        CHANGELOG.write_text(changelog, encoding="utf-8")
        SOURCE.write_text(source, encoding="utf-8")
        raise


def main(version: str) -> int:
    """Make the release of today; 1 and one line when it is refused."""
    try:
        release(version, dt.date.today())
    except Refused as why:
        print(f"No release: {why}.", file=sys.stderr)
        return 1
    print(
        f"Committed. Look at it with `git show`, then tag and push:\n  git tag -a v{version} -m 'vanban {version}'"
    )
    print(f"  git push origin HEAD v{version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
