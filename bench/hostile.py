"""Every hostile file against the running service: ``python -m bench.hostile [FOLDER of further files]``.

Prints the table of docs/security.md: the answer, the time it took, the most memory that the worker and the
child that read the file held, and whether the workers are still the same. Also what an ordinary list costs
inside the worker and through a child.
"""

from __future__ import annotations

import contextlib
import http.client
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench import inputs
from bench.http_servers import WORKERS, Server, service
from service import documents, intake
from service.untrusted import isolation
from tools import hostile

SLUG = inputs.DECISION
_TURNS = 15


def main(folder: Path | None) -> None:
    """Ask ``validations`` and, of a workbook, ``form-checks`` for each file."""
    print("| file | sent | read | marked | worker | child |")
    print("| --- | --- | --- | --- | --- | --- |")
    with service() as running:
        # The first answers before the second is begun.
        while len(before := running.workers()) < WORKERS:
            time.sleep(0.05)
        for name, content in _files(folder):
            _row(running, name, content)
        same = "the same" if running.workers() == before else "OTHERS"
        print(f"\nAfterwards the workers are {same}.")
    _ordinary()


def _files(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    for name, kind in hostile.KINDS.items():
        yield f"{name}.{kind.ending}", kind.content()
    for path in sorted(folder.iterdir()) if folder else ():
        yield path.name, path.read_bytes()


def _row(service: Server, name: str, content: bytes) -> None:
    routes = ("validations",) if name.endswith(".docx") else ("validations", "form-checks")
    reported = []
    with _watching(service.workers()) as peaks:
        for route in routes:
            begun = time.monotonic()
            status = _sent(service, name, content, route)
            reported.append(f"{status}, {time.monotonic() - begun:.1f} s")
    read, marked = [*reported, ""][:2]
    worker, child = (f"{peak // 1_000_000} MB" for peak in peaks)
    size = f"{len(content) / 1000:,.0f} kB"
    print(f"| {name} | {size} | {read} | {marked} | {worker} | {child} |", flush=True)


def _sent(service: Server, name: str, content: bytes, route: str) -> int:
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    caller = http.client.HTTPConnection(service.url.removeprefix("http://"), timeout=60)
    with contextlib.closing(caller):
        caller.request(
            "POST",
            f"/api/v1/document-types/{SLUG}/{route}",
            head.encode() + content + b"\r\n--x--\r\n",
            {"Content-Type": "multipart/form-data; boundary=x"},
        )
        answer = caller.getresponse()
        answer.read()
        return answer.status


@contextlib.contextmanager
def _watching(workers: list[int]) -> Iterator[list[int]]:
    """The most bytes that any worker, and any child of a fork server, has held since the block began."""
    peaks, over = [0, 0], threading.Event()

    def look() -> None:
        while not over.wait(0.005):
            for worker in workers:
                peaks[0] = max(peaks[0], _resident(worker))
                for server in _children(worker):
                    peaks[1] = max([peaks[1], *map(_resident, _children(server))])

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _children(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
        return [int(number) for number in listed.split()]
    return []


def _resident(process: int) -> int:
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * 4096
    return 0


def _ordinary() -> None:
    """A list of 50 people and the service's own form with the sample in it, as most uploads are."""
    document_type = documents.get(SLUG)
    isolation.start()
    for name, content in (
        ("a list of 50 people", hostile.clerks_list(25)),
        ("our form, filled in", intake.form_workbook(document_type, inputs.sample(SLUG))),
    ):
        here = _least(partial(intake.parse_workbook, content, SLUG))
        apart = _least(partial(intake.read, content, "workbook", document_type))
        spent = min(isolation.run(processor_ms, content) for _ in range(_TURNS))
        print(
            f"{name}: {here:.0f} ms in the worker; in a child {spent:.0f} ms of a processor "
            f"and {apart:.0f} ms by the clock"
        )


def processor_ms(content: bytes) -> float:
    """All that a child of its own uses to read a workbook, from its birth on."""
    intake.parse_workbook(content, SLUG)
    return time.process_time() * 1000


def _least(call: Callable[[], object]) -> float:
    took = []
    for _ in range(_TURNS):
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return min(took) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
