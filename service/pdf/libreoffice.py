"""A document becomes another file through one run of LibreOffice that cannot outlive its time, its folder or us."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from service.pdf import libreoffice_profile

_USUAL_PLACES = (
    "usr/lib/libreoffice/program/soffice",
    "usr/lib64/libreoffice/program/soffice",
    "opt/libreoffice*/program/soffice",
)
_POLL_SECONDS = 0.01
_REAPING_SECONDS = 1.0
_MOST_PDF_BYTES = 100_000_000
#: For a document of ours, and for what somebody sent: a text takes half a million, and some RTF all that there is.
_MOST_MEMORY_KB, _MOST_MEMORY_KB_OF_UPLOADS = 4_000_000, 1_500_000

# Waits for the word that the guard knows this group, else nobody would kill it if we died just then. The
# limits are core files, processor seconds, blocks of 512 bytes in one file, kilobytes of address space. When
# memory runs out on the machine, LibreOffice goes first. It ends with 81 when it has laid out its profile and wants to be
# started with it: its own starter, which is not used (itself), would do that, too.
_LIMITED = """read -r word || exit 1
{ echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
ulimit -c 0; ulimit -t "$1"; ulimit -f "$2"; ulimit -v "$3"; shift 3
"$@" </dev/null
[ $? = 81 ] || exit 0
exec "$@" </dev/null
"""

# Started beside LibreOffice with the read end of a pipe as its input. When our process dies, even by
# kill -9, the pipe ends: the guard then kills LibreOffice's group and removes what the run made. It
# holds a copy of the run's lock, so nobody takes the slot before that is done. The loop is counted
# because a container without an init never reaps its dead.
_GUARD = """trap '' TERM INT HUP
read -r group; read -r word
[ "$word" = done ] && exit 0
for turn in 1 2 3 4 5 6 7 8 9 10; do
  [ -n "$group" ] && kill -9 "-$group" && sleep 0.05
  rm -rf "$@"
done
"""


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one format to another: the endings of both files and LibreOffice's filter for each.

    The filter that reads is always named: LibreOffice would try several, and take what somebody sent for something else.
    """

    read_as: str
    reader: str
    written_as: str
    writer: str
    most_memory_kb: int = _MOST_MEMORY_KB_OF_UPLOADS


FOREIGN_TO_PDF = Conversion("docx", "MS Word 2007 XML", "pdf", "writer_pdf_Export")
TO_PDF = replace(FOREIGN_TO_PDF, most_memory_kb=_MOST_MEMORY_KB)


def installed() -> Path | None:
    """Where LibreOffice is on this machine, or None."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return Path(found)
    places = (place for pattern in _USUAL_PLACES for place in Path("/").glob(pattern))
    return next((place for place in places if usable(place)), None)


def usable(soffice: Path) -> bool:
    """Whether ``soffice`` is a program that we may start."""
    return soffice.is_file() and os.access(soffice, os.X_OK)


def itself(soffice: Path) -> Path:
    """LibreOffice's program beside its script, which starts ten others first to find it, Java and debuggers; else ``soffice``."""
    script = soffice.resolve()
    program = script.with_name("soffice.bin")
    return program if script.name == "soffice" and usable(program) else soffice


def obstacle() -> str:
    """What keeps LibreOffice from working on this machine, and the fix, in one line; "" when nothing is known."""
    if libreoffice_profile.has_socket_folder():
        return ""
    return (
        "LibreOffice needs a writable /tmp (or /var/tmp) for its socket, and there is none: "
        "no PDF will be made. In a read-only container: --tmpfs /tmp"
    )


def converted(
    soffice: Path,
    content: bytes,
    folder: Path,
    lock: int,
    time_limit: float,
    conversion: Conversion = TO_PDF,
) -> bytes:
    """What LibreOffice makes of ``content`` in the private ``folder``; b"" when it makes nothing.

    ``lock`` is the open file that is locked for the run's slot. Raises TimeoutError after ``time_limit``
    seconds, OSError when nothing can be written or started. Every process of the run is dead on return.
    """
    (folder / f"van-ban.{conversion.read_as}").write_bytes(content)
    libreoffice_profile.write(folder, soffice)
    with _guard(folder, lock) as pipe:
        in_time = False
        process = _started(soffice, folder, time_limit, conversion)
        try:
            assert process.stdin is not None  # noqa: S101 - it is a pipe
            with process.stdin as word:
                os.write(pipe, b"%d\n" % process.pid)
                word.write(b"go\n")
            in_time = _ended(process.pid, time_limit)
        finally:
            # Nobody has waited for it yet, so its number is still its own: no stranger is hit.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if not in_time:
                _await_reaping(process.pid)
    if not in_time:
        raise TimeoutError
    made = folder / f"van-ban.{conversion.written_as}"
    return made.read_bytes() if made.is_file() and not made.is_symlink() else b""


def discard(folder: Path) -> None:
    """Remove everything that a dead run in ``folder`` made, its socket elsewhere too."""
    for socket in libreoffice_profile.sockets(folder):
        with contextlib.suppress(OSError):
            socket.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _started(
    soffice: Path, folder: Path, time_limit: float, conversion: Conversion
) -> subprocess.Popen[bytes]:
    limits = (math.ceil(time_limit * 4), _MOST_PDF_BYTES // 512, conversion.most_memory_kb)
    return subprocess.Popen(  # noqa: S603 - every word is ours or the office's
        [
            *("/bin/sh", "-c", _LIMITED, "sh", *map(str, limits)),
            str(itself(soffice.absolute())),
            f"-env:UserInstallation={libreoffice_profile.url(folder)}",
            *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
            *("--nofirststartwizard", f"--infilter={conversion.reader}"),
            *("--convert-to", f"{conversion.written_as}:{conversion.writer}"),
            *("--outdir", str(folder), str(folder / f"van-ban.{conversion.read_as}")),
        ],
        cwd=folder,
        env=libreoffice_profile.environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        umask=0o077,
    )


def _ended(pid: int, time_limit: float) -> bool:
    """Whether the process ended in time; it is only looked at, so that its number is not given away."""
    deadline = time.monotonic() + time_limit
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _await_reaping(group: int) -> None:
    """Wait until the killed group is gone, or its last writes could outlive the folder."""
    deadline = time.monotonic() + _REAPING_SECONDS
    with contextlib.suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(_POLL_SECONDS)


@contextlib.contextmanager
def _guard(folder: Path, lock: int) -> Iterator[int]:
    """The pipe by which the guard learns which group to kill if this process dies before the end."""
    read_end, write_end = os.pipe()
    try:
        guard = subprocess.Popen(  # noqa: S603 - every word is ours
            [
                "/bin/sh",
                "-c",
                _GUARD,
                "sh",
                *map(str, (folder, *libreoffice_profile.sockets(folder))),
            ],
            cwd="/",
            env={"PATH": "/usr/bin:/bin"},
            stdin=read_end,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(lock,),
        )
    except OSError:
        os.close(write_end)
        raise
    finally:
        os.close(read_end)
    try:
        yield write_end
    finally:
        # Whoever left the block has killed the group, whose number may by now be another's.
        with contextlib.suppress(OSError):
            os.write(write_end, b"done\n")
        os.close(write_end)
        guard.wait()
