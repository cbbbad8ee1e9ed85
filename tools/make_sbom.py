"""The locked runtime packages become a CycloneDX bill of materials: ``python -m tools.make_sbom [FILE]``.

Runs without the internet. The same lock and version give the same bytes; the schema is checked by the generator.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from service import __version__

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.txt"


def project() -> str:
    """What describes vanban itself, as a pyproject.toml with the version that the generator cannot look up."""
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    described = {name: known[name] for name in ("name", "description", "license")}
    described["version"] = __version__
    return "[project]\n" + "".join(f'{name} = "{text}"\n' for name, text in described.items())


def write(file: Path) -> None:
    """Write the bill of materials; raises CalledProcessError when the generator refuses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        described = Path(folder) / "pyproject.toml"
        described.write_text(project(), encoding="utf-8")
        # The generator warns that a list of requirements has no graph of dependencies; that is known.
        command = [
            sys.executable,
            "-W",
            "ignore::UserWarning",
            "-m",
            "cyclonedx_py",
            "requirements",
        ]
        command += ["--pyproject", str(described), "--output-reproducible", "-o", str(file)]
        subprocess.run([*command, str(LOCK)], check=True)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "sbom.json"
    write(target)
    print(target)
