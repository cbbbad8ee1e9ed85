"""Writes every sample input's document into build/: .docx, and .pdf and .png where LibreOffice is there.

``python -m tools.make_samples [folder]``
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from service import config, documents, intake, pipeline

ROOT = Path(__file__).resolve().parent.parent


def samples() -> list[tuple[str, Path]]:
    """(slug, file) of every complete sample; a second one of a type is named ``<slug>-2.json``."""
    found = []
    for path in sorted((ROOT / "samples").glob("*.json")):
        slug = path.stem if path.stem in documents.TYPES else path.stem.rsplit("-", 1)[0]
        found.append((slug, path))
    return found


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    services = pipeline.build_services(config.load())
    made = []
    for slug, path in samples():
        document_type = documents.get(slug)
        parsed = intake.read(path.read_bytes(), "json", document_type)
        document = pipeline.produce(services, document_type, parsed)
        target = folder / f"{path.stem}.docx"
        target.write_bytes(document.content)
        made.append(target)
        print(f"{target}  ({len(document.warnings)} warnings)")
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice is not installed: no .pdf and .png made.")
        return
    profile = (folder / ".profile").resolve().as_uri()
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *made,
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    if shutil.which("pdftoppm"):
        for target in made:
            subprocess.run(
                [
                    "pdftoppm",
                    "-r",
                    "80",
                    "-png",
                    target.with_suffix(".pdf"),
                    target.with_suffix(""),
                ],
                check=True,
            )
    shutil.rmtree(folder / ".profile", ignore_errors=True)
    print(f"PDF and PNG files are in {folder}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build")
