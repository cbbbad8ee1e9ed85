"""A Word file, as it stands now, becomes its visible paragraphs and table rows in reading order.

This package alone knows what Word and LibreOffice do to a document that they save again: runs split anywhere,
tracked changes, fields (``run_text``), text boxes written twice (``text_blocks``), header parts under other names
(here). The same reader takes what was generated and what came back, so that only text can differ.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, Final

from service.docx import embedded_data
from service.docx.word_namespace import W
from service.errors import UnreadableInput
from service.revision.document_text import Unit, text_of
from service.revision.run_text import parsed
from service.revision.text_blocks import BlockReader

#: The parts with text of the largest document that the service makes are far below this.
MAX_TEXT_BYTES: Final = 60_000_000
_AROUND = {
    "header": "đầu trang",
    "footer": "cuối trang",
    "footnotes": "chú thích",
    "endnotes": "chú thích",
}


def read(docx: bytes) -> list[Unit]:
    """The visible text of a ``.docx``: headers and footers first, then the body, then notes.

    Empty paragraphs are left out, except one in an empty cell. Raises UnreadableInput.
    """
    parts = embedded_data.unpack(docx, _may_be_text)
    if sum(map(len, parts.values())) > MAX_TEXT_BYTES:
        raise UnreadableInput("Tệp .docx quá dài nên không so sánh được; hãy tách bớt.")
    main = _target(parts, "_rels/.rels", "", "/officeDocument")
    if main is None or main not in parts:
        raise UnreadableInput("Tệp .docx bị hỏng: không thấy phần nội dung.")
    body = parsed(parts[main])
    reader = BlockReader()
    around = list(_around(parts, main, body))
    units: list[Unit] = []
    for kind, part in around:
        if kind in ("header", "footer"):
            units += reader.part(parsed(part), _AROUND[kind])
    units = _once(units)
    for container in body.findall(f"{W}body"):
        units += reader.part(container, "")
    for kind, part in around:
        if kind in ("footnotes", "endnotes"):
            for note in parsed(part):
                if note.get(f"{W}type") is None:
                    units += reader.part(note, _AROUND[kind])
    return units


def read_upload(docx: bytes) -> list[Unit]:
    """``read`` for what somebody sent: counted before anything is built. Raises InputTooLarge too."""
    embedded_data.bound(docx, _may_be_text)
    return read(docx)


# --- the package ----------------------------------------------------------------------------------


def _may_be_text(name: str) -> bool:
    return name.endswith((".xml", ".rels")) and not name.lower().startswith("customxml/")


def _links(parts: dict[str, bytes], name: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Id, type and part name of every relationship; names are relative to the part's own folder."""
    if name in parts:
        for link in embedded_data.parse(parts[name]):
            target = str(link.get("Target", ""))
            inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            yield str(link.get("Id")), str(link.get("Type", "")), posixpath.normpath(inside)


def _target(parts: dict[str, bytes], name: str, folder: str, ending: str) -> str | None:
    return next(
        (where for _, kind, where in _links(parts, name, folder) if kind.endswith(ending)), None
    )


def _around(parts: dict[str, bytes], main: str, body: Any) -> Iterator[tuple[str, bytes]]:
    """Headers and footers that a section uses, in the order of the sections, then notes."""
    folder, _, own = main.rpartition("/")
    links = list(_links(parts, posixpath.join(folder, "_rels", f"{own}.rels"), folder))
    targets = {identity: (kind.rpartition("/")[2], where) for identity, kind, where in links}
    used: dict[str, None] = {}
    for reference in body.iter(f"{W}headerReference", f"{W}footerReference"):
        used[next((v for k, v in reference.items() if k.endswith("}id")), "")] = None
    used |= {link[0]: None for link in links if link[1].endswith(("/footnotes", "/endnotes"))}
    for identity in used:
        kind, where = targets.get(identity, ("", ""))
        if kind in _AROUND and where in parts:
            yield kind, parts[where]


def _once(units: list[Unit]) -> list[Unit]:
    """Each text of the headers once: how many header parts there are is the program's affair."""
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(text_of(unit), unit)
    return [unit for text, unit in found.items() if text.strip(" |\n")]
