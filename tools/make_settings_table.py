"""Writes the README's table of settings from service/config/: ``python -m tools.make_settings_table``."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from service import config

README = Path(__file__).resolve().parent.parent / "README.md"
PLACE = re.compile(r"(<!-- settings[^\n]*-->\n)(.*?)(\n<!-- /settings -->)", re.DOTALL)


def table() -> str:
    """The settings with their defaults and meanings, as Markdown."""
    rows = [
        f"| `{config.PREFIX}{field.name.upper()}` "
        f"| {'' if field.default is None else field.default} | {field.metadata['meaning']} |"
        for field in dataclasses.fields(config.Settings)
    ]
    return "\n".join(["| variable | default | meaning |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(
        PLACE.sub(lambda found: found[1] + table() + found[3], text), encoding="utf-8"
    )
