"""One peer with one case in a process of its own: it works when told to, and says what it cost.

Protocol: one line of JSON for each line read; a number asks for that many documents and is answered
with the CPU seconds of each. Run: ``python -m bench.worker <peer> <case>``.
"""

from __future__ import annotations

import json
import resource
import sys
import time

from bench import peers


def main(peer: str, case: str) -> None:
    prepared = peers.prepare(case)
    work = peers.PEERS[peer](prepared)
    ready = _peak_mb()
    size = len(work())
    _say({"bytes": size, "ready_mb": ready})
    for asked in sys.stdin:
        seconds = []
        for _ in range(int(asked)):
            start = time.process_time()
            work()
            seconds.append(time.process_time() - start)
        _say({"seconds": seconds, "peak_mb": _peak_mb()})


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(reported: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(reported) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
