"""What the command takes and gives: a file or standard input becomes an upload, and bytes a whole file or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from service import intake, pdf, uploads, whole_files
from service.pipeline import Services
from service.untrusted.strict_json import read_json
from service.uploads import Upload

#: Standard input, or standard output.
STREAM = "-"
#: What ends the name of a file that can be read.
ENDINGS = (*intake.FORMATS, *pdf.OLD_TEXTS)


def received(
    services: Services, source: str, ending: str | None, data: str | None, mapping: str | None
) -> Upload:
    """A file of the kind that its name says, or ``ending`` (".xlsx") where it is given; standard input is JSON without it.

    ``data`` and ``mapping`` are files of JSON beside a workbook. Raises UnsupportedMedia, InputTooLarge,
    UnreadableInput, and what ``uploads.received`` raises.
    """
    settings = services.settings
    body = _bytes(source, max(settings.max_json_bytes, settings.max_file_bytes))
    name = _name(source, ending)
    upload = uploads.received(services, name, body, tuple(intake.FORMATS))
    beside, corrections = (_json(part, settings.max_json_bytes) for part in (data, mapping))
    if upload.file_format != "workbook":
        return upload
    return replace(upload, file=uploads.workbook_file(settings, name, beside, corrections))


def write(target: str, content: bytes, file_name: str) -> None:
    """Write to standard output ("-"), into a folder under ``file_name``, or to a file: the whole of it or nothing.

    Raises OSError.
    """
    if target == STREAM:
        click.echo(content, nl=False)
        return
    path = Path(target)
    path = (path / file_name if path.is_dir() else path).resolve()
    if path.exists() and not path.is_file():
        # A pipe or a device, such as /dev/stdout, can be written to and not be replaced.
        path.write_bytes(content)
        return
    whole_files.write(path, content, path.stat().st_mode & 0o7777 if path.exists() else None)


def _name(source: str, ending: str | None) -> str:
    if source == STREAM:
        return ending or ".json"
    path = Path(source)
    return path.name if ending is None else path.stem + ending


def _bytes(source: str, most: int) -> bytes:
    """The file's bytes, or one more than are allowed: standard input may never end."""
    with click.open_file(source, "rb") as file:
        body: bytes = file.read(most + 1)
        return body


def _json(part: str | None, most: int) -> Any:
    """Raises UnreadableInput or InputTooLarge."""
    if part is None:
        return None
    return read_json(uploads.bounded("Tệp JSON đi kèm", _bytes(part, most), most))
