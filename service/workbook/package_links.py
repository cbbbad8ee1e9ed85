"""The links between the parts of an .xlsx: which part holds a sheet, and which the comments on its cells."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator

from service.errors import UnreadableInput
from service.untrusted import xml_limits
from service.untrusted.xml_limits import Attributes, Count
from service.workbook import bounds
from service.workbook.extents import place

CALLED = "Tệp bảng tính"
DAMAGED = f"{CALLED} bị hỏng nên không đọc được; hãy mở bằng Excel, lưu lại rồi gửi lại."


def sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The name of every sheet and the part that holds it; external links are never followed."""
    try:
        rels = archive.read("xl/_rels/workbook.xml.rels")
        book = archive.read("xl/workbook.xml")
    except KeyError:
        raise UnreadableInput(f"{CALLED} thiếu phần bắt buộc nên không đọc được.") from None
    targets = {
        link.get("Id", ""): _target(link.get("Target", ""))
        for link in _listed(rels, "Relationship")
        if link.get("TargetMode") != "External"
    }
    return [
        (sheet.get("name", ""), targets.get(_ending(sheet, ":id"), ""))
        for sheet in _listed(book, "sheet")
    ]


def _target(link: str) -> str:
    path = link.lstrip("/") if link.startswith("/") else posixpath.join("xl", link)
    return posixpath.normpath(path)


def commented(
    archive: zipfile.ZipFile, sheet: str, names: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The cells of a sheet with a comment."""
    folder, _, file = sheet.rpartition("/")
    links = f"{folder}/_rels/{file}.rels"
    for link in _listed(archive.read(links), "Relationship") if links in names else ():
        part = posixpath.normpath(posixpath.join(folder, link.get("Target", "")))
        if link.get("Type", "").endswith("/comments"):
            part = part if part in names else link.get("Target", "").lstrip("/")
            comments = _listed(archive.read(part), "comment") if part in names else ()
            yield from filter(None, (place(comment.get("ref")) for comment in comments))


def _ending(attributes: Attributes, ending: str) -> str:
    return next((value for name, value in attributes.items() if name.endswith(ending)), "")


def _listed(part: bytes, name: str) -> list[Attributes]:
    """The attributes of every element of one kind; both lists are short, or the file is refused."""
    walker = _Listing(name)
    if not xml_limits.walk(part, walker, CALLED):
        raise UnreadableInput(DAMAGED)
    return walker.found


class _Listing(xml_limits.Walker):
    def __init__(self, name: str) -> None:
        super().__init__(Count(bounds.XLSX))
        self._name = name
        self.found: list[Attributes] = []

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if name == self._name:
            self.found.append(attributes)
