"""A service under six kinds of pressure becomes figures: what was answered, and how long /healthz took meanwhile.

Starts gunicorn itself on a free loopback port and ends it again. One process asks /healthz twenty times a second
on a new connection each time; another presses. Run: ``python -m bench.pressure [--workers 2] [--seconds 10] [KIND …]``.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import multiprocessing
import os
import re
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from bench.load import ROOT, service
from service import config
from service.http.auth import credentials

SLUG = "summary-report"
DOCUMENT = (ROOT / "samples" / f"{SLUG}.json").read_bytes()
TAKEN = config.Settings().parallel + config.Settings().queue
Answers = Counter[str]


async def asked(address: str, request: bytes, rest: bytes = b"") -> tuple[str, bytes, bytes]:
    """One request on a connection of its own: the status (or the kind of failure), the head, the body."""
    host, port = address.split(":")
    try:
        reader, writer = await asyncio.open_connection(host, int(port))
    except OSError as refused:
        return type(refused).__name__, b"", b""
    try:
        writer.write(request + rest)
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        return head[9:12].decode() or "closed", head, body
    except OSError as broken:
        return type(broken).__name__, b"", b""
    finally:
        writer.close()


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


def post(path: str, body: bytes, more: str = "Content-Type: application/json\r\n") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def making() -> bytes:
    return post(f"/api/v1/document-types/{SLUG}/documents", DOCUMENT)


async def again_and_again(address: str, request: bytes, end: float, seen: Answers) -> None:
    while time.monotonic() < end:
        seen[(await asked(address, request))[0]] += 1


async def crowd(address: str, request: bytes, connections: int, end: float, seen: Answers) -> None:
    await asyncio.gather(
        *(again_and_again(address, request, end, seen) for _ in range(connections))
    )


async def sign_ins(address: str, end: float, seen: Answers) -> None:
    """Eighty people, each behind an address of her own, type a wrong password at once, again and again."""

    async def one(number: int) -> None:
        _, head, page = await asked(address, get("/login"))
        cookie = re.search(rb"Set-Cookie: ([^;]+)", head)
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        if not cookie or not token:
            seen["no form"] += 1
            return
        for attempt in range(1_000_000):
            if time.monotonic() > end:
                return
            body = (
                f"name=clerk{number}.{attempt}&password=not-the-word&csrf_token={token[1].decode()}"
            )
            more = (
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Cookie: {cookie[1].decode()}\r\nX-Forwarded-For: 192.0.{attempt % 250}.{number}\r\n"
            )
            seen[(await asked(address, post("/login", body.encode(), more)))[0]] += 1

    await asyncio.gather(*(one(number) for number in range(80)))


async def dripping(address: str, end: float, seen: Answers, sent: bytes, drop: bytes) -> None:
    """A hundred connections that send one drop a second; whoever is cut off comes again."""

    async def one() -> None:
        host, port = address.split(":")
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection(host, int(port))
                writer.write(sent)
                answer = asyncio.ensure_future(reader.read())
                while not answer.done() and time.monotonic() < end:
                    writer.write(drop)
                    await asyncio.wait({answer}, timeout=1)
                if answer.done() and not answer.exception():
                    seen[answer.result()[9:12].decode() or "closed"] += 1
                answer.cancel()
                writer.close()

    await asyncio.gather(*(one() for _ in range(100)))


async def not_reading(address: str, end: float, seen: Answers) -> None:
    """A hundred connections that ask for the description three times each and read nothing."""
    host, port = address.split(":")
    held = []
    for _ in range(100):
        reader, writer = await asyncio.open_connection(host, int(port), limit=1)
        writer.transport.pause_reading()  # type: ignore[attr-defined]
        writer.write(3 * b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n")
        held.append((reader, writer))
    await asyncio.sleep(max(0.0, end - time.monotonic()))
    seen["held"] += len(held)
    for _, writer in held:
        writer.transport.abort()


SLOW_BODY = post("/api/v1/document-types/summary-report/documents", b"")[:-5] + b"900000\r\n\r\n{"
SLOW_HEAD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: "
Press = Callable[[str, int, float, Answers], Awaitable[None]]
KINDS: dict[str, Press] = {
    "nothing": lambda _a, _w, end, _s: asyncio.sleep(end - time.monotonic()),
    "sign-ins": lambda a, _w, end, seen: sign_ins(a, end, seen),
    "documents": lambda a, w, end, seen: crowd(a, making(), 2 * w * TAKEN, end, seen),
    "docs": lambda a, _w, end, seen: crowd(a, get("/docs"), 100, end, seen),
    "openapi": lambda a, _w, end, seen: crowd(a, get("/openapi.json"), 100, end, seen),
    "slow-bodies": lambda a, _w, end, seen: dripping(a, end, seen, SLOW_BODY, b" "),
    "slow-heads": lambda a, _w, end, seen: dripping(a, end, seen, SLOW_HEAD, b"a"),
    "not-reading": lambda a, _w, end, seen: not_reading(a, end, seen),
}


def press(
    kind: str, address: str, workers: int, end: float, reported: multiprocessing.Queue[Answers]
) -> None:
    seen: Answers = Counter()
    asyncio.run(KINDS[kind](address, workers, end, seen))  # type: ignore[arg-type]
    reported.put(seen)


def probe(address: str, end: float) -> list[float]:
    """Milliseconds of each /healthz; one that fails or takes 30 s counts as 30 s."""
    found = []
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            caller = http.client.HTTPConnection(address, timeout=30)
            caller.request("GET", "/healthz")
            caller.getresponse().read()
            found.append((time.monotonic() - begun) * 1000)
        except OSError:
            found.append(30_000.0)
        caller.close()
        time.sleep(0.05)
    return sorted(found)


def documents_made(address: str, end: float, reported: multiprocessing.Queue[Answers]) -> None:
    """Two callers who make documents, whatever presses."""
    seen: Answers = Counter()
    asyncio.run(crowd(address, making(), 2, end, seen))
    reported.put(seen)


def measured(kind: str, address: str, workers: int, seconds: int) -> str:
    end = time.monotonic() + seconds
    pressed: multiprocessing.Queue[Answers] = multiprocessing.Queue()
    made: multiprocessing.Queue[Answers] = multiprocessing.Queue()
    others = [multiprocessing.Process(target=press, args=(kind, address, workers, end, pressed))]
    if kind not in ("documents", "sign-ins"):
        others.append(multiprocessing.Process(target=documents_made, args=(address, end, made)))
    for process in others:
        process.start()
    waits = probe(address, end)
    answers = dict(sorted(pressed.get(timeout=60).items()))
    beside = dict(made.get(timeout=60)) if kind not in ("documents", "sign-ins") else ""
    for process in others:
        process.join()
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    times = (
        f"healthz {len(waits)} asked, p50 {p50:.0f} ms, p99 {p99:.0f} ms, max {waits[-1]:.0f} ms"
    )
    return f"{kind:12} {times} | answers {answers} | two callers' documents {beside}"


def tasks(master: int) -> int:
    """Processes and threads of the whole service, as systemd's TasksMax counts them."""
    listed = subprocess.run(["ps", "-eLo", "pid,ppid"], capture_output=True, text=True, check=True)
    pairs = [[int(word) for word in line.split()] for line in listed.stdout.splitlines()[1:]]
    return sum(1 for pid, parent in pairs if master in (pid, parent))


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("kinds", nargs="*", default=list(KINDS))
    given.add_argument("--workers", type=int, default=2)
    given.add_argument("--seconds", type=int, default=10)
    wanted = given.parse_args()
    print(
        f"{wanted.workers} workers, {os.cpu_count()} processors, load before {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as folder:
        accounts = Path(folder) / "private" / "accounts.json"
        credentials.put_account(accounts, credentials.new_account("clerk", "a long enough word"))
        for kind in wanted.kinds:
            own = {"VANBAN_ACCOUNTS": str(accounts), "VANBAN_TRUSTED_PROXY": "127.0.0.1"}
            own["VANBAN_QUOTA"] = "1000000"
            more = own if kind == "sign-ins" else {}
            with service(wanted.workers, Path(folder) / "log", **more) as (address, master):
                print(measured(kind, address, wanted.workers, wanted.seconds), end=" | ")
                print(f"tasks {tasks(master)}", flush=True)


if __name__ == "__main__":
    main()
