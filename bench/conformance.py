"""The check and the fixer on a document of 20 pages, beside what reads its text alone: ``python -m bench.conformance [rounds]``.

Processor time, everything by turns in one process; the ratios count. ``python-docx`` is what most tools begin with: it opens
the file and takes the text of all paragraphs and tables, without asking how any of it looks.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import docx

from service.conformance import checking, fixing
from tools.conformance.hand import Hand
from tools.conformance.hands import LONG
from tools.conformance.manuscripts import REPORT

#: So many times the text of one page.
_REPEATED = 34


def long_document() -> bytes:
    """A report of about 20 pages, every look written at its paragraph and run."""
    return _long(LONG)


def faulty_document() -> bytes:
    """The same with body text of size 12, flush left, in Arial: every paragraph is to be mended."""
    looks = dict(LONG.looks)
    for kind in ("plain", "clause", "point", "dash"):
        look = looks[kind]
        looks[kind] = replace(
            look,
            letters=replace(look.letters, font="Arial", size=12),
            lines=replace(look.lines, align="left", first_mm=0, after=0),
        )
    return _long(replace(LONG, looks=looks))


def _long(hand: Hand) -> bytes:
    text = hand.text(REPORT)
    blocks = [*hand.opening(REPORT), *text[:-1] * _REPEATED, text[-1], *hand.closing(REPORT)]
    return replace(hand.package(REPORT), blocks=blocks).bytes()


def text_by_python_docx(content: bytes) -> str:
    """What python-docx says the document says."""
    opened = docx.Document(io.BytesIO(content))
    lines = [one.text for one in opened.paragraphs]
    lines += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one go."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main(rounds: int) -> None:
    sound, faulty = long_document(), faulty_document()
    peers: dict[str, Callable[[], object]] = {
        "python-docx, text alone": lambda: text_by_python_docx(sound),
        "checked, sound": lambda: checking.check(sound),
        "checked, every paragraph faulty": lambda: checking.check(faulty),
        "mended, every paragraph faulty": lambda: fixing.mend(faulty, checking.judged),
    }
    times: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(rounds):
        for name, work in peers.items():
            times[name].append(seconds(work))
    base = statistics.median(times["python-docx, text alone"])
    print("| what | processor time | times python-docx |\n| --- | ---: | ---: |")
    for name, measured in times.items():
        middle = statistics.median(measured)
        print(f"| {name} | {middle * 1000:.0f} ms | {middle / base:.1f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
