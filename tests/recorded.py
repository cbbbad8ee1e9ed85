"""Long expectations, kept as a text that a person reads beside the test: "## name", and the lines that are expected below it.

After a change that means to say something else, ``python -m tests.recorded tests.conformance.rules.test_told`` writes the texts of
a test module anew; what differs then is read line by line before it is committed.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Record:
    """Cases by their names, each with what makes its text; ``file`` holds the texts that are expected."""

    file: Path
    cases: Mapping[str, Callable[[], str]]

    @cached_property
    def expected(self) -> dict[str, str]:
        text = self.file.read_text(encoding="utf-8").strip().removeprefix("## ")
        return dict(part.partition("\n")[::2] for part in text.split("\n\n## "))

    def made(self, name: str) -> str:
        return self.cases[name]().strip()

    def write(self) -> None:
        texts = (f"## {name}\n{self.made(name)}" for name in self.cases)
        self.file.write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def main(modules: list[str]) -> None:
    for module in modules:
        for found in vars(importlib.import_module(module)).values():
            if isinstance(found, Record):
                found.write()
                sys.stdout.write(f"{found.file}\n")


if __name__ == "__main__":
    # As the modules that it imports know it: run as a program, this one has a Record of its own.
    importlib.import_module("tests.recorded").main(sys.argv[1:])
