"""PDF files of the service beside LibreOffice alone with the same document, in turns.

The peer is ``soffice --convert-to pdf`` with a profile of its own, begun once before, as a script would call it: no marks for screen
readers, no PDF/A, no limits. Needs LibreOffice. Run: ``python -m bench.pdf [rounds] [recipients …]``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bench import inputs
from service import config, documents, intake, pdf, pipeline
from service.pdf import libreoffice

_LENGTHS = (2_200, 5_000)
#: Longer than the service waits unless told otherwise: a busy machine ends nothing here.
_PATIENCE_SECONDS = 300
_MOST_BY_PEER = 2_200


class Spent(NamedTuple):
    """Seconds of the clock, and of the processor in the processes that were started."""

    clock: float
    processor: float


def _spent(work: Callable[[bytes], bytes], docx: bytes) -> Spent:
    began, used = time.perf_counter(), os.times()
    made = work(docx)
    after = os.times()
    assert made.startswith(b"%PDF-")
    processor = sum(after[2:4]) - sum(used[2:4])
    return Spent(time.perf_counter() - began, processor)


def _alone(soffice: Path, folder: Path, docx: bytes) -> bytes:
    """LibreOffice as its manual says."""
    source = folder / "document.docx"
    source.write_bytes(docx)
    command = [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_SECONDS)
    return source.with_suffix(".pdf").read_bytes()


def _documents(
    services: pipeline.Services, lengths: Sequence[int]
) -> list[tuple[str, bytes, bool]]:
    """What a document is called, its bytes, and whether the peer makes it, too."""
    found = []
    for slug, document_type in documents.TYPES.items():
        parsed = intake.ParsedInput(inputs.sample(slug))
        made = pipeline.produce(services, document_type, parsed)
        found.append((f"sample {slug}", made.content, True))
    for length in lengths:
        parsed = intake.ParsedInput(inputs.decision(length))
        made = pipeline.produce(services, documents.get(inputs.DECISION), parsed)
        found.append((f"decision of {length:,}", made.content, length <= _MOST_BY_PEER))
    return found


def _median(turns: Sequence[Spent]) -> Spent:
    return Spent(*map(statistics.median, zip(*turns, strict=True)))


def main(rounds: int, lengths: Sequence[int]) -> None:
    services = pipeline.build_services(config.load({"VANBAN_PDF_SECONDS": str(_PATIENCE_SECONDS)}))
    soffice = libreoffice.installed()
    if soffice is None:
        raise SystemExit("LibreOffice is not installed")

    def convert(docx: bytes) -> bytes:
        return services.converter.to_pdf(pdf.for_libreoffice(docx))

    print("PDF: medians of turns, s; those of the processor in brackets\n")
    print("| document | vanban | LibreOffice alone | ratio of processor times |\n| --- | ---: | ---: | ---: |")  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        alone = partial(_alone, soffice, Path(name))
        for called, docx, is_compared in _documents(services, lengths):
            ours, peer = [], []
            for _ in range(rounds):
                ours.append(_spent(convert, docx))
                if is_compared:
                    peer.append(_spent(alone, docx))
            mine = _median(ours)
            cells = [called, f"{mine.clock:.2f} ({mine.processor:.2f})", "–", "–"]
            if peer:
                theirs = _median(peer)
                cells[2] = f"{theirs.clock:.2f} ({theirs.processor:.2f})"
                cells[3] = f"{mine.processor / theirs.processor:.2f}"
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(given[0] if given else 3, given[1:] or _LENGTHS)
