"""The unfilled models of the decree, cut out of the Word file of Phụ lục III: ``python -m tools.conformance.models FILE``.

The file is public and not ours, so it is not here; what is said of each model is printed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from service.conformance import checking
from tools.conformance.opened import Opened, W, text_of

_HEADING = re.compile(r"Mẫu (\d\.\d+) ?-")


def models(docx: bytes) -> Iterator[tuple[str, bytes]]:
    """Each model by its number, from below its heading to the next one's, notes and all."""
    blocks = list(Opened(docx).root().find(f"{{{W}}}body"))
    begins = [
        (at, found[1])
        for at, block in enumerate(blocks)
        if block.tag == f"{{{W}}}p" and (found := _HEADING.match(text_of(block).strip()))
    ]
    ends = [at for at, _ in begins[1:]] + [len(blocks) - 1]
    for (begin, name), end in zip(begins, ends, strict=True):
        opened = Opened(docx)
        body = opened.root().find(f"{{{W}}}body")
        kept = {*range(begin + 1, end), len(blocks) - 1}
        for at, block in enumerate(list(body)):
            if at not in kept:
                body.remove(block)
        yield name, opened.packed()


def main(file: str) -> None:
    for name, docx in models(Path(file).read_bytes()):
        said = [f"{one.rule} ({one.severity})" for one in checking.check(docx).findings]
        sys.stdout.write(f"Mẫu {name}: {', '.join(said) or 'nothing'}\n")


if __name__ == "__main__":
    main(sys.argv[1])
