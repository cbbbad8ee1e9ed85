"""The first pages of foreign documents, before and after mending, side by side: ``python -m tools.conformance.pictures``.

Needs LibreOffice and poppler. Writes docs/images/conformance/, each picture in few colours, so that it stays small.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tools.conformance.foreign import documents
from tools.conformance.mending import mended

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images" / "conformance"
#: Pixels of one page: letters can still be read.
_HEIGHT = 640
_GAP = 14
_DOTS = 90
_COLOURS = 7


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    foreign = documents()
    after = mended((one.name, one.slug, one.docx) for one in foreign)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for one, repaired in zip(foreign, after, strict=True):
            (place / f"{one.name}-before.docx").write_bytes(one.docx)
            (place / f"{one.name}-after.docx").write_bytes(repaired.content)
        to_pdf(place)
        for one, repaired in zip(foreign, after, strict=True):
            if repaired.content == one.docx:
                continue
            pages = [_page(place, f"{one.name}-{when}") for when in ("before", "after")]
            target = IMAGES / f"{one.name}.png"
            _beside(pages).save(target, optimize=True)
            sys.stdout.write(f"{target.name} {target.stat().st_size // 1000} kB\n")


def to_pdf(place: Path) -> None:
    """Every .docx of a folder as a PDF beside it, in one run of LibreOffice."""
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    files = sorted(map(str, place.glob("*.docx")))
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place)]
    subprocess.run([*command, *files], check=True, stdout=subprocess.DEVNULL, timeout=600)


def _page(place: Path, name: str) -> Image.Image:
    """The first page of a PDF."""
    target = place / name
    command = ["pdftoppm", "-r", str(_DOTS), "-png", "-singlefile", f"{target}.pdf", str(target)]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(f"{target}.png") as opened:
        page = opened.convert("RGB")
    return page.resize(
        (round(page.width * _HEIGHT / page.height), _HEIGHT), Image.Resampling.LANCZOS
    )


def _beside(pages: list[Image.Image]) -> Image.Image:
    width = sum(page.width for page in pages) + 3 * _GAP
    whole = Image.new("RGB", (width, _HEIGHT + 2 * _GAP), (150, 160, 170))
    left = _GAP
    for page in pages:
        whole.paste(page, (left, _GAP))
        left += page.width + _GAP
    return whole.quantize(_COLOURS, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
