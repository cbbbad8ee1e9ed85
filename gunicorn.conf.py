"""gunicorn's settings: loopback by default, two workers, and time limits that end a stuck request."""

import os

bind = os.environ.get("VANBAN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("VANBAN_WORKERS", "2"))
threads = 1
timeout = 60
graceful_timeout = 30
keepalive = 5
# Memory that a long report once needed goes back to the system now and then.
max_requests = 20_000
max_requests_jitter = 2_000
# The templates are compiled once and shared by the workers.
preload_app = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
accesslog = None
