"""A compiled template is kept beside Python's compiled modules and by the same rules (docs/decisions/0021-a-compiled-template-is-kept.md).

The file stands in ``__pycache__`` of this package. It is code, and trusted as the modules beside it are: whoever may
write there may write the program. It is written where Python writes its own (not in a folder that is read-only, nor under
``PYTHONDONTWRITEBYTECODE``), and used only while nothing differs that it was made of: the template, the service, the
libraries and Python. What an office's own template becomes is kept as well, one for each document type.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import io
import marshal
import os
import pickle
import sys
from pathlib import Path
from types import CodeType
from typing import Any, Final

import jinja2

import service
from service import whole_files
from service.docx.rendering.template_compiler import CompiledTemplate, compile_template

_DIGEST_BYTES: Final = hashlib.sha256().digest_size


def compiled_template(slug: str, docx: bytes) -> CompiledTemplate:
    """The template as it was kept, or compiled now. Raises BrokenTemplate as ``compile_template`` does."""
    path = Path(importlib.util.cache_from_source(__file__)).with_name(
        f"{slug}.{sys.implementation.cache_tag}.template"
    )
    kept = _kept(path, docx)
    if kept is None:
        kept = compile_template(slug, docx)
        if not sys.dont_write_bytecode:
            _keep(path, docx, kept)
    return kept


def _kept(path: Path, docx: bytes) -> CompiledTemplate | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, pickled = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if digest != _digest(docx, pickled):
        return None
    template: CompiledTemplate = pickle.loads(pickled)  # noqa: S301 - as much ours as this module
    return template


def _keep(path: Path, docx: bytes, template: CompiledTemplate) -> None:
    pickled = io.BytesIO()
    _Pickler(pickled, pickle.HIGHEST_PROTOCOL).dump(template)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        whole_files.write(path, _digest(docx, pickled.getvalue()) + pickled.getvalue())


class _Pickler(pickle.Pickler):
    """Knows how Python keeps code."""

    dispatch_table = {CodeType: lambda code: (marshal.loads, (marshal.dumps(code),))}  # noqa: RUF012


def _digest(docx: bytes, pickled: bytes) -> bytes:
    return hashlib.sha256(b"".join((_program(), hashlib.sha256(docx).digest(), pickled))).digest()


@functools.cache
def _program() -> bytes:
    """What compiles, as it was when this process began: Python, its libraries by version, our files by size and time."""
    libraries = sorted(path.name for path in Path(jinja2.__file__).parents[1].glob("*.dist-info"))
    return repr((sys.version, libraries, _state(str(Path(service.__file__).parent)))).encode()


def _state(folder: str) -> list[tuple[Any, ...]]:
    """The files below a folder, wherever it stands; each is known by its bytes and its second, as Python knows a module."""
    found: list[tuple[Any, ...]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                status = entry.stat()
                found.append((entry.name, int(status.st_mtime), status.st_size))
            elif entry.name != "__pycache__":
                found.append((entry.name, _state(entry.path)))
    return sorted(found)
