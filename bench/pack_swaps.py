"""Data packs installed again and again while two workers make documents become figures: what was answered, and what a swap costs.

Starts gunicorn itself on a free loopback port and ends it again; every pack is signed by a key that only this run knows.
Run: ``python -m bench.pack_swaps [--workers 2] [--seconds 20] [--callers 4]``.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import tempfile
import threading
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.load import service
from bench.pressure import asked, get, making
from service.reference import PackStore, data_pack, pack_file

_EVERY_SECONDS = 0.5


class Installer:
    """Installs a newer pack every half second, until it is told to stop."""

    def __init__(self, folder: Path) -> None:
        self._key = Ed25519PrivateKey.generate()
        self.keys = folder / "keys.txt"
        public = pack_file.public_bytes(self._key.public_key())
        self.keys.write_text(f"{base64.b64encode(public).decode()} bench\n", encoding="utf-8")
        self.packs = folder / "packs"
        self.installed = 0
        self._over = threading.Event()

    def run(self) -> None:
        store = PackStore(self.packs, self.keys)
        while not self._over.wait(_EVERY_SECONDS):
            self.installed += 1
            store.install(self.pack(self.installed))

    def stop(self) -> None:
        self._over.set()

    def pack(self, number: int) -> bytes:
        """The built-in data, as if it had been looked after so many days longer."""
        files = data_pack.built_in_files()
        manifest = files.pop(data_pack.MANIFEST).decode()
        built_in = data_pack.built_in().manifest.as_of
        later = built_in + timedelta(days=number)
        manifest = manifest.replace(f"as_of: {built_in}", f"as_of: {later}", 1)
        return pack_file.packed(files, manifest.encode(), self._key)


async def caller(address: str, end: float, seen: Counter[str], versions: set[str]) -> None:
    """A document, then the law of a day, without a pause."""
    while time.monotonic() < end:
        seen[f"document {(await asked(address, making()))[0]}"] += 1
        status, _, body = await asked(address, get("/api/v1/law"))
        seen[f"law {status}"] += 1
        # A connection that was closed without an answer is counted like any other.
        if status == "200":
            versions.add(json.loads(body)["pack"]["version"])


async def press(address: str, seconds: float, callers: int) -> tuple[Counter[str], set[str]]:
    seen, versions, end = Counter[str](), set[str](), time.monotonic() + seconds
    await asyncio.gather(*(caller(address, end, seen, versions) for _ in range(callers)))
    return seen, versions


def reading_ms(folder: Path) -> float:
    """Processor time in which a worker reads a new pack, in milliseconds."""
    installer = Installer(folder)
    content, keys = installer.pack(1), pack_file.read_keys(installer.keys.read_text("utf-8"))
    best = float("inf")
    for _ in range(10):
        begun = time.process_time()
        data_pack.opened(pack_file.read_pack(content, keys), None, date(2027, 1, 1))
        best = min(best, time.process_time() - begun)
    return best * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.pack_swaps", description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--callers", type=int, default=4)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        installer = Installer(Path(folder))
        packs, keys = str(installer.packs), str(installer.keys)
        log = Path(folder) / "log"
        with service(given.workers, log, VANBAN_PACKS=packs, VANBAN_PACK_KEYS=keys) as (address, _):
            thread = threading.Thread(target=installer.run)
            thread.start()
            try:
                seen, versions = asyncio.run(press(address, given.seconds, given.callers))
            finally:
                installer.stop()
                thread.join()
        print(f"packs installed: {installer.installed}; versions that callers saw: {len(versions)}")
        for what, count in sorted(seen.items()):
            print(f"{what}: {count}")
        print(f"a worker reads a pack in {reading_ms(Path(folder)):.0f} ms of processor time")


if __name__ == "__main__":
    main()
