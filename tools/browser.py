"""Chromium is started in one way for walks, pictures and measures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tools import machine


@contextmanager
def started() -> Iterator[Browser]:
    """A browser without a window, ended afterwards."""
    with sync_playwright() as playwright:
        # A container runs as root, where Chromium's sandbox cannot start.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        found = playwright.chromium.launch(executable_path=machine.chromium(), args=options)
        yield found
        found.close()
