"""The command ``vanban``: documents made, checked and read on this machine, without a server (docs/command.md).

``commands`` has one function per command, ``files`` what it takes and gives, ``reports`` what it says, ``exits`` its exit codes.
"""

from __future__ import annotations
