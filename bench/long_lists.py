"""Documents with long lists of other kinds than people: the whole line at two lengths, and how much dearer an entry becomes.

Run: ``python -m bench.long_lists [rounds]``.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench import inputs
from service import config, documents, intake, pipeline


def _awards(count: int) -> dict[str, Any]:
    data = inputs.decision(count)
    (award,) = data["awards"]
    people = award["individuals"]
    return {**data, "awards": [{**award, "individuals": [person]} for person in people]}


def _sections(count: int) -> dict[str, Any]:
    inside = [
        {"heading": f"Nhiệm vụ thứ {number}", "paragraphs": [f"Đã hoàn thành {number} việc."]}
        for number in range(1, count + 1)
    ]
    return {
        **inputs.sample(inputs.REPORT),
        "sections": [{"heading": "Kết quả", "sections": inside}],
    }


def _proceedings(count: int) -> dict[str, Any]:
    told = [
        {"heading": f"Nội dung thứ {number}", "paragraphs": [f"Hội nghị nghe báo cáo {number}."]}
        for number in range(1, count + 1)
    ]
    return {**inputs.sample(inputs.MINUTES), "proceedings": told}


#: By what a list is of: the type, what makes its input, a length and four times as many.
_CASES: dict[str, tuple[str, Callable[[int], dict[str, Any]], int]] = {
    "awards of one person each": (inputs.DECISION, _awards, 300),
    "small sections of a report": (inputs.REPORT, _sections, 1_000),
    "proceedings of a conference": (inputs.MINUTES, _proceedings, 500),
}


def _seconds(services: pipeline.Services, slug: str, body: bytes) -> float:
    document_type = documents.get(slug)
    began = time.process_time()
    pipeline.produce(services, document_type, intake.read(body, "json", document_type))
    return time.process_time() - began


def report(rounds: int) -> None:
    """The table of docs/performance.md."""
    services = pipeline.build_services(config.load({}))
    print("\nOther long lists: processor time of the whole line, medians, s\n")
    print("| list of | entries | s | entries | s | an entry of the longer one costs |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for called, (slug, made, short) in _CASES.items():
        lengths = (short, 4 * short)
        bodies = [json.dumps(made(length), ensure_ascii=False).encode() for length in lengths]
        turns = [[_seconds(services, slug, body) for body in bodies] for _ in range(rounds)]
        few, many = map(statistics.median, zip(*turns, strict=True))
        cells = f"{lengths[0]:,} | {few:.2f} | {lengths[1]:,} | {many:.2f} | {many / few / 4:.2f} ×"
        print(f"| {called} | {cells} |", flush=True)


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
