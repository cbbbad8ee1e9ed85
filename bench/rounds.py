"""Peers in processes of their own become medians: they take turns on one core, round after round.

Whatever else the machine does meets all of them alike, so their ratios hold where their times do not.
CPU time is counted, that of helper threads included.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import inputs, loop_templates, peers

#: Where ``make bench`` puts the peers that cannot be beside docxtpl: node's packages, and rust-docxtpl, whose module
#: has docxtpl's name.
_NODE = inputs.ROOT / "bench" / "node"
_NODE_PACKAGES = inputs.ROOT / "bench" / "node_modules"
_RUST = inputs.ROOT / "bench" / ".rust"
NODE_PEERS = ("Carbone", "easy-template-x")


class Result(NamedTuple):
    """What one peer needed for one case: median milliseconds of CPU, bytes made, memory."""

    milliseconds: float
    size: int
    ready_mb: float
    peak_mb: float


class _Worker:
    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=inputs.ROOT,
        )
        os.sched_setaffinity(self._process.pid, {max(os.sched_getaffinity(0))})
        reported = self._told()
        self.size, self.ready_mb = int(reported["bytes"]), float(reported["ready_mb"])
        self.peak_mb = 0.0
        self.repeats = 1
        self.seconds: list[float] = []

    def _told(self) -> dict[str, float]:
        assert self._process.stdout is not None
        reported: dict[str, float] = json.loads(self._process.stdout.readline())
        return reported

    def work(self, times: int) -> list[float]:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{times}\n")
        self._process.stdin.flush()
        reported: Mapping[str, object] = dict(self._told())
        self.peak_mb = float(str(reported["peak_mb"]))
        return list(reported["seconds"])  # type: ignore[call-overload, no-any-return]

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def installed(peer: str) -> bool:
    """Whether a peer is there; ``make bench`` installs those that come from npm where npm is."""
    if peer in NODE_PEERS:
        return shutil.which("node") is not None and (_NODE_PACKAGES / peer.lower()).exists()
    return peer != "rust-docxtpl" or _RUST.exists()


def compare(case: str, names: Sequence[str], rounds: int) -> dict[str, Result]:
    """Let the named peers make one case in turns."""
    with tempfile.TemporaryDirectory() as folder:
        workers = {
            name: _Worker(_command(name, case, Path(folder)), environment(name)) for name in names
        }
        for worker in workers.values():
            # Short work is repeated, so that a round is as long for it as for the others.
            once = statistics.median(worker.work(3))
            worker.repeats = max(1, min(200, int(0.2 / max(once, 1e-4))))
        for _ in range(rounds):
            for worker in workers.values():
                worker.seconds += worker.work(worker.repeats)
        for worker in workers.values():
            worker.end()
    return {
        name: Result(statistics.median(w.seconds) * 1e3, w.size, w.ready_mb, w.peak_mb)
        for name, w in workers.items()
    }


def environment(peer: str) -> dict[str, str]:
    """What a peer's process needs to find its library."""
    if peer != "rust-docxtpl":
        return {}
    # It refuses to share a folder with docxtpl; here each has its own.
    return {"PYTHONPATH": str(_RUST), "DOCXTPL_ALLOW_MIXED_INSTALL": "1"}


def node_command(script: str, peer: str, template: Path) -> list[str]:
    """``worker.js`` or ``server.js`` of a peer on node, with its template."""
    return ["node", str(_NODE / script), peer.lower(), str(template)]


def _command(peer: str, case: str, folder: Path) -> list[str]:
    if peer not in NODE_PEERS:
        return [sys.executable, "-m", "bench.worker", peer, case]
    template, data = loop_templates.make(peers.prepare(case), loop_templates.SYNTAXES[peer])
    files = [folder / f"{peer}.docx", folder / f"{peer}.json"]
    files[0].write_bytes(template)
    files[1].write_text(json.dumps(data), "utf-8")
    return [*node_command("worker.js", peer, files[0]), str(files[1])]
