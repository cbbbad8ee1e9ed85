"""A fresh LibreOffice profile in a run's folder: what LibreOffice may do, and what it need not do first."""

from __future__ import annotations

import os
from hashlib import md5
from pathlib import Path
from xml.sax.saxutils import quoteattr

# No macro, no linked file or picture, no update check, no crash report, whatever the document asks for;
# and should anything still want the network, its proxy is a port of this machine where nobody listens. The
# PDF is PDF/A-2b, for archives, and tagged, with what PDF/UA wants of the converter, so that a screen reader can follow it. An "old" version of 99.9 spares each run the
# drawing tests that LibreOffice makes when it believes itself upgraded (they took more than half of a run).
# A version that does not know an entry passes over it.
_COMMON = "/org.openoffice.Office.Common"
_PDF = f"{_COMMON}/Filter/PDF/Export"
_INET = "/org.openoffice.Inet/Settings"
_READER = "/org.openoffice.TypeDetection.Filter/Filters/org.openoffice.TypeDetection.Filter:Filter['MS Word 2007 XML']"
_JOBS = "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job"
_ENTRIES = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (_PDF, "UseTaggedPDF", "true"),
    (_PDF, "SelectPdfVersion", "2"),
    (_PDF, "PDFUACompliance", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (f"{_JOBS}['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"),
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
    # Else the profile is filled with macros, AutoText and a bibliography first.
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
    # A .docx may not be signed: to look for signatures starts NSS with a new database and five programs of GnuPG.
    (_READER, "Flags", "IMPORT EXPORT ALIEN 3RDPARTYFILTER"),
    (_INET, "ooInetProxyType", "2"),
    (_INET, "ooInetNoProxy", ""),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", "9"),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", "9"),
)
#: LibreOffice's own choice: the second when the first cannot be written.
_SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108
_SETTINGS = "\n".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(
            f'<item oor:path={quoteattr(path)}><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>"
            for path, name, value in _ENTRIES
        ),
        "</oor:items>",
    )
)


def url(folder: Path) -> str:
    """The address of the profile in a run's ``folder``, as LibreOffice wants it."""
    return (folder / "profile").as_uri()


def write(folder: Path, soffice: Path) -> None:
    """Lay the profile into a run's ``folder``."""
    user = folder / "profile" / "user"
    extensions = user / "extensions"
    extensions.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    build = _build(soffice)
    if build:
        # Without this note LibreOffice tidies up its extensions and starts a second time.
        (extensions / "buildid").write_text(build, encoding="ascii", errors="replace")


def environment(folder: Path) -> dict[str, str]:
    """Everything that LibreOffice learns from its environment; it looks for no printer and no extension either.

    Extensions are code of others; with one that is new to a profile, LibreOffice starts a second time.
    """
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "DISABLE_EXTENSION_SYNCHRONIZATION": "1",
        "SAL_USE_VCLPLUGIN": "svp",
        "SAL_DISABLE_CUPS": "1",
        "SAL_DISABLE_DEFAULTPRINTER": "1",
        "SAL_DISABLE_SYNCHRONOUS_PRINTER_DETECTION": "1",
    }


def sockets(folder: Path) -> tuple[Path, ...]:
    """Where a run in ``folder`` may have put its socket, the one thing that it makes elsewhere.

    LibreOffice names it by the MD5 sum of its profile's address in UTF-16, each byte without a leading
    zero, and removes it only when it ends by itself.
    """
    digest = md5(url(folder).encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    return tuple(folder / name for folder in _SOCKET_FOLDERS)


def has_socket_folder() -> bool:
    """Whether LibreOffice can put its socket anywhere; without one it ends at once and says nothing."""
    return any(os.access(folder, os.W_OK | os.X_OK) for folder in _SOCKET_FOLDERS)


def _build(soffice: Path) -> str:
    try:
        lines = (soffice.resolve().parent / "versionrc").read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return next(
        (line.removeprefix("buildid=") for line in lines if line.startswith("buildid=")), ""
    )
