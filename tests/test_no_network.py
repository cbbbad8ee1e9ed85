"""A document is made without a connection to anywhere, and nothing of it is written to any disk."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from service import documents
from tests.needs import need, need_right_to
from tests.serving import DOCUMENTS, ROOT, SAMPLE, VALIDATIONS, running, until

#: Runs in a process of its own: an audit hook can never be taken away again. From the moment when the
#: application stands, every event that touches the network, writes, or starts another program is noted.
WATCHED = """
import json, os, sys
from service.app import create_app
from service import documents

client = create_app().test_client()
NETWORK = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.sendmsg", "urllib.Request", "http.client.connect")
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate",
    "os.chmod", "shutil.", "tempfile.", "subprocess.", "os.system", "os.exec", "os.posix_spawn",
    "sqlite3.", "ftplib.", "smtplib.")
seen = []

def watch(event, given):
    if event == "open":
        mode, flags = given[1], given[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or flags & (
                os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC):
            seen.append([event, str(given[0])])
    elif event == "socket.sendmsg" and given[1] is None:
        pass  # to the other end of a pair: a file to be read goes to a child (service/untrusted/isolation.py)
    elif event.startswith(NETWORK + CHANGES):
        seen.append([event, ""])

def upload(path, name, content):
    # By hand: the test client itself would put a long file in a temporary one.
    head = f'--x\\r\\nContent-Disposition: form-data; name="file"; filename="{name}"\\r\\n\\r\\n'
    body = head.encode() + content + b"\\r\\n--x--\\r\\n"
    return client.post(path, data=body, content_type="multipart/form-data; boundary=x")

sys.dont_write_bytecode = True
sys.addaudithook(watch)
statuses = []
for slug in documents.TYPES:
    place = f"/api/v1/document-types/{slug}"
    sample = client.get(f"{place}/sample").data
    headers = {"Content-Type": "application/json"}
    made = client.post(f"{place}/documents", data=sample, headers=headers)
    statuses.append(made.status_code)
    statuses.append(client.post(f"{place}/validations", data=sample, headers=headers).status_code)
    statuses.append(upload(f"{place}/documents", "x.docx", made.data).status_code)
    long = sample + b" " * 1_500_000
    statuses.append(upload(f"{place}/documents", "x.json", long).status_code)
    client.post(f"{place}/validations", data=b"{", headers=headers)
    client.get(place)
    form = client.get(f"{place}/form.xlsx")
    if form.status_code == 200:
        for route in ("validations", "inputs", "form-checks"):
            upload(f"{place}/{route}", "x.xlsx", form.data)
for path in ("/readyz", "/healthz", "/metrics", "/docs", "/openapi.json", "/",
        *(f"/{page}" for page in documents.PAGES)):
    client.get(path)
noted = len(seen)
# The watch itself works.
try:
    __import__("socket").create_connection(("127.0.0.1", 9), 1)
except OSError:
    pass
open(os.devnull, "w").close()
print(json.dumps({"statuses": statuses, "seen": seen[:noted], "noticed": len(seen) - noted}))
"""


def test_no_connection_is_made_and_nothing_is_written() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=ROOT,
        env={name: text for name, text in os.environ.items() if not name.startswith("VANBAN_")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reported = json.loads(done.stdout.splitlines()[-1])
    assert reported["statuses"] == [200] * 4 * len(documents.TYPES)
    assert reported["noticed"] >= 2
    assert reported["seen"] == []


#: Calls to the kernel that reach the network or change a disk.
CALLS = "connect,sendto,sendmsg,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat"
#: What `VANBAN_WORKERS` is by default.
WORKERS = 2
OPENED = re.compile(r'(?:open|openat)\([^"]*"([^"]*)", [^)]*O_(?:WRONLY|RDWR|CREAT)')


def test_a_running_service_asks_the_kernel_for_neither(tmp_path: Path) -> None:
    """The same from outside, for every process of the service and whatever language its code is in."""
    trace = tmp_path / "trace"
    prefix = ("strace", "-f", "-qq", "-o", str(trace), "-e", f"trace=open,openat,{CALLS}")
    need("strace")
    need_right_to("watch a process", [*prefix, "true"])
    with running(tmp_path / "log", prefix=prefix, PYTHONDONTWRITEBYTECODE="1") as service:
        service.ask("/readyz")
        # A worker opens its heartbeat file as it begins: both must have, before anything counts.
        until(lambda: trace.read_bytes().count(b"oom_score_adj") >= WORKERS)
        before = trace.stat().st_size
        made = service.ask(DOCUMENTS, SAMPLE)
        assert made.status == 200
        assert service.ask(VALIDATIONS, b"{}").status == 200
        assert service.ask("/metrics").status == 200
        with trace.open("rb") as lines:
            lines.seek(before)
            reported = lines.read().decode(errors="replace")
        _stop_traced(service.process.pid)
    changes = [line for line in reported.splitlines() if _reaches_out(line)]
    assert changes == []


def _reaches_out(line: str) -> bool:
    call = line.split(None, 1)[-1]
    if call.startswith(("open(", "openat(")):
        found = OPENED.search(call)
        # The second is how the fork server of the readers puts itself first when memory runs out.
        return found is not None and found[1] not in ("/dev/null", "/proc/self/oom_score_adj")
    if call.startswith(("sendto(", "sendmsg(")):
        # An answer to the caller; a new destination would need a connect or an address here.
        return "sa_family" in call
    return call.startswith(tuple(f"{name}(" for name in CALLS.split(",")))


def _stop_traced(strace: int) -> None:
    """End the master itself; strace ends with it."""
    children = Path(f"/proc/{strace}/task/{strace}/children").read_text().split()
    for master in children:
        os.kill(int(master), 15)
