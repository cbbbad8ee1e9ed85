"""The locked packages become docs/licences.md: what each allows, as its own metadata says.

Run: ``python -m tools.licences``, with the locked packages installed (`make licences`).
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"
PAGE = ROOT / "docs" / "licences.md"

_HEAD = """# Licences

What the packages in `requirements.txt` allow, as their own metadata says; written by `make licences`.
docxtpl is the only one under the LGPL: it is used as a library, unchanged, and anybody may put another
version of it in its place. No licence reaches into a document that the service makes.

| package | version | licence |
| --- | --- | --- |
"""


def locked() -> dict[str, str]:
    """Each locked package with its version."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE))


def licence(package: str) -> str:
    """An SPDX expression where there is one, else the classifier, else the first line of the text."""
    reported = metadata.metadata(package)
    if reported["License-Expression"]:
        return str(reported["License-Expression"])
    classes = [
        classifier.rpartition(" :: ")[2]
        for classifier in reported.get_all("Classifier") or []
        if classifier.startswith("License :: ")
    ]
    return ", ".join(classes) or (reported["License"] or "not stated").splitlines()[0]


def page(before: str) -> str:
    """The whole page; ``before`` is the page as it is, which knows what other Pythons or systems install."""
    return _HEAD + "\n".join(_row(*pinned, before) for pinned in locked().items()) + "\n"


def _row(name: str, version: str, before: str) -> str:
    begin = f"| {name} | {version} |"
    try:
        return f"{begin} {licence(name)} |"
    except metadata.PackageNotFoundError:
        known = [row for row in before.splitlines() if row.startswith(begin)]
        if not known:
            raise
        return known[0]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {len(locked())} packages")
