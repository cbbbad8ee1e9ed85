"""``python -m service.cli`` and, where the project is installed, ``vanban``."""

from __future__ import annotations

import atexit
import gc
import sys

from service.cli import exits


def main() -> None:
    """The command of this process; ends it."""
    sys.excepthook = exits.end_unforeseen
    # What is loaded stays: to look for garbage in it takes a tenth of the time until the command begins.
    gc.disable()
    from service.cli.commands import vanban

    gc.freeze()
    gc.enable()
    # The last look for garbage, in all that was loaded, would take a quarter of the time of a short command.
    atexit.register(gc.freeze)
    vanban(prog_name="vanban")


if __name__ == "__main__":
    main()
