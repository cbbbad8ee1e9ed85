"""``python -m service.cli`` and, where the project is installed, ``vanban``."""

from __future__ import annotations

import atexit
import gc
import sys

from service.cli import exits
from service.cli.commands import vanban


def main() -> None:
    """The command of this process; ends it."""
    sys.excepthook = exits.end_unforeseen
    # The last look for garbage, in all that was loaded, would take a quarter of the time of a short command.
    atexit.register(gc.freeze)
    vanban(prog_name="vanban")


if __name__ == "__main__":
    main()
