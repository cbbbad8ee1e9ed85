"""``make bench``: every figure of docs/performance.md, as tables to paste there.

Run: ``python -m bench [rounds]``; takes some minutes.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from bench import (
    at_rest,
    growth_picture,
    http_load,
    http_servers,
    inputs,
    long_lists,
    peers,
    rounds,
    uploads,
)

_PEERS = tuple(peers.PEERS)
#: Those that fill any template of ours; the others know the decision alone.
_OF_ANY_CASE = ("engine", "line", "floor", "docxtpl", "rust-docxtpl")
_LENGTHS = tuple(map(str, inputs.LENGTHS))
_CASES = (*_LENGTHS, inputs.REPORT, inputs.MINUTES)
#: For what takes seconds.
_FEW_TURNS = 3
#: By peer what it needed for a case, and that by case.
Peers = dict[str, rounds.Result]
Results = dict[str, Peers]
_PICTURE = inputs.ROOT / "docs" / "images" / "growth.svg"


def main(turns: int) -> None:
    _machine()
    results = {case: _compare(case, turns) for case in _CASES}
    _speed(results)
    _growth(results)
    _PICTURE.write_text(
        growth_picture.draw({length: results[str(length)] for length in inputs.LENGTHS})
    )
    _memory(results)
    _stages(turns)
    long_lists.report(_FEW_TURNS)
    uploads.report(turns)
    at_rest.report(turns)
    if http_servers.has_wrk():
        http_load.report(_FEW_TURNS)
    else:
        print("\nwrk is not installed; the HTTP service was not driven.")


def _compare(case: str, turns: int) -> Peers:
    names = (*_PEERS, *rounds.NODE_PEERS) if case.isdecimal() else _OF_ANY_CASE
    return rounds.compare(case, [name for name in names if rounds.installed(name)], turns)


def _machine() -> None:
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    names = ("docxtpl", "python-docx", "jinja2", "lxml", "marshmallow", "flask", "gunicorn")
    reported = [f"{name} {metadata.version(name)}" for name in names]
    if any(map(rounds.installed, rounds.NODE_PEERS)):
        node = subprocess.run(["node", "-v"], capture_output=True, text=True, check=True).stdout
        reported.append(f"node {node.strip().removeprefix('v')}")
    print(f"{len(models)} × {models[0] if models else platform.machine()}, {platform.platform()}")
    print(f"Python {platform.python_version()}, {', '.join(reported)}")


def _called(case: str) -> str:
    return f"{int(case):,}" if case.isdecimal() else case


def _row(cells: Sequence[object]) -> None:
    print("| " + " | ".join(map(str, cells)) + " |")


def _table(title: str, head: Sequence[str]) -> None:
    print(f"\n{title}\n")
    _row(head)
    _row(["---"] + ["---:"] * (len(head) - 1))


#: What the whole line is held against, and the engine against the least that any engine does.
_RATIOS = (("line", "engine"), ("line", "Carbone"), ("engine", "floor"))


def _speed(results: Results) -> None:
    _by_case(results, "Speed: median processor time of one document, ms", _milliseconds)
    _by_case(results, "How many times it is as fast as docxtpl", _times_docxtpl)
    _table("One time over the other", ("what", *map(_called, _CASES)))
    for first, second in _RATIOS:
        _row((f"{first} ÷ {second}", *(_ratio(results[case], first, second) for case in _CASES)))


def _by_case(results: Results, title: str, told: Callable[[Peers, str], str]) -> None:
    _table(title, ("who", *map(_called, results)))
    for name in results[_CASES[0]]:
        cells = [told(found, name) if name in found else "–" for found in results.values()]
        _row((name, *cells))


def _milliseconds(peers_of_case: Peers, name: str) -> str:
    return f"{peers_of_case[name].milliseconds:.2f}"


def _times_docxtpl(peers_of_case: Peers, name: str) -> str:
    return _ratio(peers_of_case, "docxtpl", name)


def _ratio(peers_of_case: Peers, first: str, second: str) -> str:
    if not {first, second} <= peers_of_case.keys():
        return "–"
    ratio = peers_of_case[first].milliseconds / peers_of_case[second].milliseconds
    return f"{ratio:.{0 if ratio >= 20 else 1 if ratio >= 1 else 2}f} ×"


def _growth(results: Results) -> None:
    head = ("who", "at 250", "at 2,200", "change", "each further one, 9 to 250", "250 to 2,200")
    _table("Growth: microseconds for each recipient", head)
    few, some, many = (results[str(length)] for length in inputs.LENGTHS)
    short, middle, long = inputs.LENGTHS
    for name in few:
        low, mid, high = (works[name].milliseconds * 1e3 for works in (few, some, many))
        further = ((mid - low) / (middle - short), (high - mid) / (long - middle))
        change = (high / long) / (mid / middle) - 1
        cells = [f"{ratio:.1f}" for ratio in (mid / middle, high / long)]
        _row((name, *cells, f"{change:+.0%}", *(f"{ratio:.1f}" for ratio in further)))


def _memory(results: Results) -> None:
    _table(
        "Memory: peak resident size of a process that makes 2,200 recipients",
        ("who", "before, MB", "peak, MB", "grown by, MB", "document, KB"),
    )
    for name, result in results[str(inputs.LENGTHS[-1])].items():
        grown = result.peak_mb - result.ready_mb
        _row(
            (
                name,
                f"{result.ready_mb:.0f}",
                f"{result.peak_mb:.0f}",
                f"{grown:.0f}",
                result.size // 1000,
            )
        )


def _stages(turns: int) -> None:
    lengths = inputs.LENGTHS
    works = [peers.stages(peers.prepare(str(length))) for length in lengths]
    head = ("step", *(f"{length:,}" for length in lengths))
    _table("Steps of the whole line, ms, each alone in one process", head)
    spent: dict[str, list[list[float]]] = {name: [[] for _ in lengths] for name in works[0]}
    for _ in range(max(10, turns)):
        for place, work in enumerate(works):
            for name, step in work.items():
                start = time.process_time()
                step()
                spent[name][place].append(time.process_time() - start)
    medians = {
        n: [statistics.median(milliseconds) * 1e3 for milliseconds in per]
        for n, per in spent.items()
    }
    for name, median_ms in medians.items():
        _row((name, *(f"{ms:.2f}" for ms in median_ms)))
    rules = [sum(medians[n][i] for n in ("rules", "text rules")) for i in range(len(lengths))]
    others = [
        sum(ms[i] for n, ms in medians.items() if n not in ("context", "render"))
        for i in range(len(lengths))
    ]
    renders = [medians["render"][i] for i in range(len(lengths))]
    _row(("**all rules ÷ render**", *(f"{a / b:.2f}" for a, b in zip(rules, renders, strict=True))))
    _row(
        ("**all but context and render ÷ render**",
         *(f"{a / b:.2f}" for a, b in zip(others, renders, strict=True)))
    )  # fmt: skip


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["10"])[0]))
