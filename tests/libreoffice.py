"""Files pass through LibreOffice, many at once; only this module starts it in tests.

It is started once for each process of the tests and stays: with one profile, ``soffice --convert-to`` hands over its work
and waits, which costs a tenth of a second of a processor where a start costs one. Without it, the same command starts one.
"""

from __future__ import annotations

import functools
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from service.pdf import libreoffice, libreoffice_profile
from tests.needs import need
from tests.serving import until

#: How the folders of profiles begin, in the folder for temporary files.
PROFILE = "profile-"
_SECONDS = 240
#: A third of its time goes into taking and giving back memory, a fifth less of all when glibc keeps more at hand.
_MEMORY = "glibc.malloc.tcache_count=4000:glibc.malloc.tcache_max=1032"
#: What LibreOffice ends with when it wants to be started again, as its own starter does.
_AGAIN = 81


def to_pdf(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """{name: .docx bytes} -> {name: PDF bytes}, in one run."""
    need("libreoffice-writer", "fonts-liberation2")
    return _converted(documents, "docx", "pdf", "pdf")


def saved_again(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """{name: .docx bytes} -> {name: the same as LibreOffice saves it}, in one run."""
    need("libreoffice-writer")
    return _converted(documents, "docx", "docx", "docx:MS Word 2007 XML")


@functools.cache
def text_as(content: bytes, extension: str) -> bytes:
    """A .docx as LibreOffice saves it, as ``doc``, ``odt`` or ``rtf``."""
    need("libreoffice-writer")
    return _converted({"in": content}, "docx", extension, extension)["in"]


def workbook_as(content: bytes, extension: str) -> bytes:
    """A workbook (.xlsx) as LibreOffice saves it, as ``xlsx``, ``xls`` or ``ods``."""
    return workbooks_as({"in": content}, extension)["in"]


def workbooks_as(workbooks: Mapping[str, bytes], extension: str) -> dict[str, bytes]:
    """The same for many, in one run."""
    need("libreoffice-calc")
    return _converted(workbooks, "xlsx", extension, extension)


@functools.cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's settings of this process, as the service lays them out: a start costs a fifth of one without."""
    folder = tempfile.TemporaryDirectory(prefix=PROFILE)
    libreoffice_profile.write(Path(folder.name), _installed())
    return folder


@functools.cache
def _started() -> subprocess.Popen[bytes]:
    """LibreOffice with a document open, or it would end with the first work that is handed over."""
    opened = Path(_profile().name) / "open.txt"
    opened.touch()
    lock = opened.with_name(f".~lock.{opened.name}#")
    started = _run(opened)
    until(lambda: lock.exists() or started.poll() is not None, _SECONDS)
    if started.poll() == _AGAIN:
        # It has laid out its profile, and wants to be started with it.
        started = _run(opened)
        until(lambda: lock.exists() or started.poll() is not None, _SECONDS)
    # Without it every conversion would start one of its own, and nobody would notice.
    assert started.poll() is None, f"LibreOffice ended with {started.returncode}"
    return started


def _run(opened: Path) -> subprocess.Popen[bytes]:
    # The program itself, not what starts it, so that a signal ends it: it must not outlive tests that are killed.
    program = libreoffice.itself(_installed())
    return subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", program, *_options(), "--norestore", str(opened)],
        env={**os.environ, "GLIBC_TUNABLES": _MEMORY},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _installed() -> Path:
    found = libreoffice.installed()
    assert found is not None
    return found


def _options() -> tuple[str, str]:
    return f"-env:UserInstallation={libreoffice_profile.url(Path(_profile().name))}", "--headless"


def stop() -> None:
    """Called when the tests of this process are over: pytest-xdist ends it without any handler at exit."""
    if _started.cache_info().currsize:
        # Asked to end (SIGTERM), it may wait for itself without end. Killed, it leaves its socket.
        _started().kill()
        _started().wait(_SECONDS)
        for socket in libreoffice_profile.sockets(Path(_profile().name)):
            socket.unlink(missing_ok=True)
        _started.cache_clear()
    if _profile.cache_info().currsize:
        _profile().cleanup()
        _profile.cache_clear()


def _converted(files: Mapping[str, bytes], before: str, after: str, how: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, content in files.items():
            (place / f"{name}.{before}").write_bytes(content)
        _started()
        subprocess.run(
            [
                "soffice",
                *_options(),
                "--convert-to",
                how,
                "--outdir",
                str(place / "out"),
                *(str(place / f"{name}.{before}") for name in files),
            ],
            check=True,
            capture_output=True,
            timeout=_SECONDS,
        )
        return {name: (place / "out" / f"{name}.{after}").read_bytes() for name in files}
