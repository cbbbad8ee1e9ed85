"""What the service takes of a machine, by its settings: threads, tasks, memory, open files.

gunicorn.conf.py starts so many threads; deploy/vanban.service and `make limits` allow so much.
"""

from __future__ import annotations

from service.config import Settings

#: Bodies that one worker receives at a time, in threads.
BODIES = 12
#: Batches that one worker receives at a time, in threads.
STREAMS = 2
#: Files of many documents that one worker receives and checks at a time, each twice as large as the largest form.
BATCH_FILES = 2
#: Passwords that one worker checks (one) or lets wait.
SIGN_INS = 4
#: Threads of a worker for pages, descriptions and refusals, none of which takes long.
_OTHERS = 8
#: Threads of a worker for what needs no turn: health in one pool, documentation and static files in the other.
SMALL = 4
#: The event loop, the watcher of runaways and the watcher of bodies.
_ITSELF = 3
#: Child processes of a worker that read uploads (service/untrusted/isolation.py), and what each may use beyond what
#: the worker has; one more process forks them.
READERS = 2
READER_BYTES = 320_000_000
#: A LibreOffice at work, with its starter.
_CONVERTER_TASKS = 32
_MASTER_TASKS = 1
#: A form names every value by its pointer, which takes more space than the value itself.
FORM_FACTOR = 6
#: Connections that one worker holds at most, nearly all of them without a thread.
CONNECTIONS = 1_000
_MB = 1_000_000


def most_turns(settings: Settings) -> int:
    """Documents made at the same time by all workers together."""
    return settings.parallel * settings.workers


def threads(settings: Settings) -> int:
    """The threads of one worker for everything that takes a turn, a while or a body; each kind is bounded."""
    # Connections are spread, but all that take a turn or wait for one may be those of one worker.
    turns = most_turns(settings) + settings.queue
    converting = settings.pdf_parallel + settings.pdf_queue
    return turns + converting + BODIES + STREAMS + SIGN_INS + _OTHERS


def tasks(settings: Settings) -> int:
    """Processes and threads of the whole service at most, as systemd's TasksMax counts them.

    During a reload every worker lives beside its successor.
    """
    worker = threads(settings) + SMALL + _ITSELF + READERS + 1
    converters = settings.pdf_parallel * _CONVERTER_TASKS
    return _MASTER_TASKS + 2 * settings.workers * worker + converters


def limits(settings: Settings) -> dict[str, str]:
    """systemd's limits for these settings: enough for the worst day, and no more."""
    # A worker was measured below 100 MB; 500 MB are LibreOffice's and the master's. Whoever waits brings a body;
    # what the few files of many documents have beyond a form is within the 500 MB.
    bodies = settings.queue * FORM_FACTOR * settings.max_json_bytes // _MB
    most = 500 + (110 + READERS * READER_BYTES // _MB) * settings.workers + bodies
    return {
        "MemoryHigh": f"{most * 2 // 3}M",
        "MemoryMax": f"{most}M",
        "TasksMax": str(tasks(settings)),
        # For each process; a connection is an open file, and the rest needs few.
        "LimitNOFILE": str(4 * CONNECTIONS),
    }
