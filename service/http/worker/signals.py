"""A signal that comes while a worker begins waits until the worker can take it.

Between its fork and its own handlers a worker has those of gunicorn's master, which put a signal into a queue that
nobody reads there (gunicorn issue 1910). A SIGTERM would be lost: the stop would then last the whole
``graceful_timeout`` and end with SIGKILL. So the master holds these signals over the fork, and the kernel keeps what
comes in between.
"""

from __future__ import annotations

import os
import signal

#: What the master sends to its workers and they answer with handlers of their own.
SIGNALS = (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT, signal.SIGUSR1)
#: The process that held them last; a worker knows it from its master.
_holder = 0


def hold() -> None:
    """Hold the signals in this thread, from here to the next fork; a child has them held until ``release``."""
    global _holder
    _holder = os.getpid()
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)


def release() -> None:
    """Take the signals again, with those that came meanwhile."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def _forked() -> None:
    # Not in a worker, which forks its fork server before it has handlers.
    if _holder == os.getpid():
        release()


os.register_at_fork(after_in_parent=_forked)
