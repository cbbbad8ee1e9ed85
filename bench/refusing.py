"""A runner whose store refuses a tenth of what is put; half of that it has written all the same. For ``bench.jobs --refusing``.

Run: ``python -m bench.refusing SEED``; it says at its end how often the store refused, and how often a chunk failed for that.
"""

from __future__ import annotations

import random
import sys
from typing import Any

import obstore

from service import config
from service.jobs import chunks, runner, store
from service.telemetry import logs

_REFUSED, _WRITTEN = 0.1, 0.05


class Counts:
    """What the store and the chunks came to."""

    puts = refused = failed = 0


def _refuse(chance: random.Random, counts: Counts) -> None:
    put = obstore.put

    def refusing(*given: Any, **named: Any) -> Any:
        drawn = chance.random()
        counts.puts += 1
        if drawn >= _REFUSED:
            return put(*given, **named)
        counts.refused += 1
        if drawn < _WRITTEN:
            put(*given, **named)
        raise OSError("refused")

    obstore.put = refusing
    # One more try instead of four, so that whole chunks fail, too.
    store._PAUSES_SECONDS = (0.0,)  # type: ignore[assignment]


def _count_failures(counts: Counts) -> None:
    make = chunks.make

    def counted(*given: Any) -> None:
        try:
            make(*given)
        except store.StoreFailed:
            counts.failed += 1
            raise

    chunks.make = counted  # type: ignore[assignment]


def main() -> None:
    logs.set_up()
    counts = Counts()
    _refuse(random.Random(int(sys.argv[1])), counts)  # noqa: S311 - repeatable
    _count_failures(counts)
    while True:
        try:
            runner.run(config.load())
            break
        except store.StoreFailed:
            # Its first sign of life was refused; whoever starts runners starts it anew.
            continue
    print(f"{counts.puts} puts, {counts.refused} refused, {counts.failed} chunks failed")


if __name__ == "__main__":
    main()
