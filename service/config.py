"""Environment variables become one frozen Settings; every default stands here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "VANBAN_"
_ROOT = Path(__file__).resolve().parent.parent


class WrongSetting(ValueError):
    """A setting's value cannot be used; the message is one line that names the variable."""


def _setting(default: Any, meaning: str, minimum: int | None = None) -> Any:
    return field(default=default, metadata={"meaning": meaning, "minimum": minimum})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an office may set, as ``VANBAN_<NAME>`` in the environment."""

    templates: Path | None = _setting(
        None, "folder of the office's own templates, which override ours"
    )
    catalogue: Path | None = _setting(None, "the office's own catalogue of legal bases (YAML)")
    max_json_bytes: int = _setting(2_000_000, "largest JSON input, in bytes", 1_000)
    max_file_bytes: int = _setting(5_000_000, "largest other uploaded file, in bytes", 1_000)
    max_rows: int = _setting(5_000, "most rows in one list", 1)
    max_paragraph: int = _setting(20_000, "longest paragraph, in characters", 100)
    soffice: Path | None = _setting(None, "LibreOffice's program, when it is not on the path")
    gotenberg_url: str | None = _setting(None, "a Gotenberg service that makes PDF files instead")
    pdf_seconds: int = _setting(25, "longest time for one PDF, in seconds", 1)
    pdf_queue: int = _setting(4, "most PDF requests that wait, over all workers", 0)
    pdf_parallel: int = _setting(1, "most PDF files made at the same time, over all workers", 1)

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, the office's own folder first."""
        own = () if self.templates is None else (self.templates,)
        return (*own, _ROOT / "templates_docx")

    @property
    def samples(self) -> Path:
        """The folder of sample inputs."""
        return _ROOT / "samples"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; raises WrongSetting with one clear line for a wrong one."""
    known = {PREFIX + each.name.upper(): each for each in fields(Settings)}
    given: dict[str, Any] = {}
    for name, each in known.items():
        text = environ.get(name, "").strip()
        if text:
            given[each.name] = _read(name, text, each.type, each.metadata["minimum"])
    return Settings(**given)


def _read(name: str, text: str, kind: Any, minimum: int | None) -> Any:
    if "Path" in str(kind):
        path = Path(text)
        if not path.exists():
            raise WrongSetting(f"{name}: {text} does not exist.")
        return path
    if str(kind) == "bool":
        if text.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise WrongSetting(f"{name}: {text!r} is neither yes nor no.")
        return text.lower() in ("1", "true", "yes")
    if str(kind) == "int":
        try:
            number = int(text)
        except ValueError:
            raise WrongSetting(f"{name}: {text!r} is not a whole number.") from None
        if minimum is not None and number < minimum:
            raise WrongSetting(f"{name}: {number} is below the least value {minimum}.")
        return number
    return text
