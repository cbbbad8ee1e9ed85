"""An untrusted workbook is looked through before it is unpacked into memory: how far it reaches.

A reader makes a dense table up to the last cell, so one value in the last cell of a sheet would take
hundreds of gigabytes; here only the addresses are read. Formulas that give an error or no value are
noticed on the way, because a reader shows them as empty cells.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

from service import archives
from service.errors import UnreadableInput
from service.workbook import old_excel

_CALLED, _PROGRAM = "Tệp bảng tính", "Excel"
_TOO_MANY = 10**9
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the values of a sheet reach."""

    name: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Seen:
    form: str
    extents: Sequence[Extent]
    #: By sheet: cells, counted from 0, whose formula gives an error or no value.
    broken: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()


def inspect_package(content: bytes) -> Seen:
    """Judge a zip package; raises UnreadableInput when it is unsafe or no workbook."""
    with archives.opened(content, _CALLED, _PROGRAM) as archive:
        names = frozenset(archive.namelist())
        _refuse_doctype(archive)
        if "mimetype" in names and archive.read("mimetype").decode("latin-1").startswith(_ODS):
            return _inspect_ods(archive, names)
        if "xl/workbook.xml" in names:
            return _inspect_xlsx(archive, names)
        if "xl/workbook.bin" in names:
            raise UnreadableInput("Tệp .xlsb chưa đọc được; hãy mở bằng Excel và lưu thành .xlsx.")
        if any(each.startswith("word/") for each in names):
            raise UnreadableInput("Tệp này là văn bản Word, không phải bảng tính Excel.")
        raise UnreadableInput(
            "Tệp này không phải bảng tính; hãy gửi tệp .xlsx, .xls, .ods hoặc .csv."
        )


def inspect_old_excel(content: bytes) -> Seen:
    """Judge an .xls; raises UnreadableInput when it is encrypted, broken or another kind of file."""
    if archives.is_encrypted(content):
        raise UnreadableInput("Tệp bảng tính đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    sheets = old_excel.survey(content)
    return Seen(
        "xls",
        [Extent(each.name, each.rows, each.columns) for each in sheets],
        {each.name: frozenset(each.broken) for each in sheets},
    )


def _refuse_doctype(archive: zipfile.ZipFile) -> None:
    """No Office program writes a DOCTYPE; entities are what it would be for."""
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            with archive.open(entry) as part:
                head = part.read(4_000)
            if (
                b"<!DOCTYPE" in head
                or "<!DOCTYPE".encode("utf-16-le") in head
                or ("<!DOCTYPE".encode("utf-16-be") in head)
            ):
                raise UnreadableInput(f"{_CALLED} chứa khai báo DOCTYPE, không được chấp nhận.")


def _events(part: IO[bytes], tags: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    try:
        for event, element in etree.iterparse(
            part, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            load_dtd=False, huge_tree=True,
        ):  # fmt: skip
            yield event, element
            if element.getroottree().docinfo.doctype:
                raise UnreadableInput(f"{_CALLED} chứa khai báo DOCTYPE, không được chấp nhận.")
    except etree.XMLSyntaxError as broken:
        raise UnreadableInput(
            f"{_CALLED} bị hỏng nên không đọc được; hãy mở bằng Excel, lưu lại rồi gửi lại."
        ) from broken


# --- xlsx ----------------------------------------------------------------------------------------


def _inspect_xlsx(archive: zipfile.ZipFile, names: frozenset[str]) -> Seen:
    extents, broken = [], {}
    for name, part in _sheet_parts(archive):
        if part not in names:
            continue
        with archive.open(part) as stream:
            extent, wrong = _walk_xlsx(name, stream)
        extents.append(extent)
        if wrong:
            broken[name] = frozenset(wrong)
    return Seen("xlsx", extents, broken, names)


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of every sheet and the part that holds it; external links are never followed."""
    targets = {}
    try:
        rels = archive.read("xl/_rels/workbook.xml.rels")
        book = archive.read("xl/workbook.xml")
    except KeyError:
        raise UnreadableInput(f"{_CALLED} thiếu phần bắt buộc nên không đọc được.") from None
    for event, each in _events(io.BytesIO(rels), ("{*}Relationship",)):
        if event == "end" and each.get("TargetMode") != "External":
            target = each.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            targets[each.get("Id")] = posixpath.normpath(path)
    for event, each in _events(io.BytesIO(book), ("{*}sheet",)):
        if event == "end":
            key = next((value for name, value in each.attrib.items() if name.endswith("}id")), None)
            yield each.get("name", ""), targets.get(key, "")


def _walk_xlsx(name: str, stream: IO[bytes]) -> tuple[Extent, set[tuple[int, int]]]:
    row, column, rows, columns = -1, -1, 0, 0
    wrong: set[tuple[int, int]] = set()
    for event, element in _events(stream, ("{*}row", "{*}c")):
        is_row = element.tag.endswith("}row") or element.tag == "row"
        if event == "start" and is_row:
            row = _number(element.get("r"), row + 2) - 1
            column = -1
        elif event == "start":
            place = _place(element.get("r"))
            row, column = place if place else (row, column + 1)
        else:
            if not is_row:
                held = {child.tag.rpartition("}")[2]: child for child in element}
                filled = (held["v"].text if "v" in held else None) or "is" in held
                # A reader may keep an empty value as an empty text: it reaches as far as any other.
                if held:
                    rows, columns = max(rows, row + 1), max(columns, column + 1)
                # An empty text is a formula's value too; no value at all was never computed.
                unknown = "f" in held and not filled and element.get("t") != "str"
                if element.get("t") == "e" or unknown:
                    wrong.add((row, column))
            element.clear()
            while is_row and element.getprevious() is not None:
                del element.getparent()[0]
    return Extent(name, rows, columns), wrong


def _number(text: str | None, otherwise: int) -> int:
    """A repeat or a row as a reader would take it; what is no plain number counts as far too many."""
    if text is None:
        return otherwise
    try:
        return int(text) if len(text) < 20 else _TOO_MANY
    except ValueError:
        return _TOO_MANY


def _place(reference: str | None) -> tuple[int, int] | None:
    """ "C7" -> (6, 2)."""
    column = row = 0
    for letter in (reference or "").upper()[:12]:
        if "A" <= letter <= "Z" and row == 0:
            column = column * 26 + ord(letter) - 64
        elif "0" <= letter <= "9":
            row = row * 10 + ord(letter) - 48
        else:
            return None
    return (row - 1, column - 1) if row and column else None


# --- ods -----------------------------------------------------------------------------------------

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def _inspect_ods(archive: zipfile.ZipFile, names: frozenset[str]) -> Seen:
    """Repeated cells count as often as they are repeated."""
    if "content.xml" not in names:
        raise UnreadableInput(f"{_CALLED} thiếu phần bắt buộc nên không đọc được.")
    if b"encryption-data" in (
        archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    ):
        raise UnreadableInput("Tệp bảng tính đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    extents: list[Extent] = []
    broken: dict[str, set[tuple[int, int]]] = {}
    name, row, rows, columns = "", 0, 0, 0
    column, reached = 0, 0
    tags = (
        f"{_TABLE}table",
        f"{_TABLE}table-row",
        f"{_TABLE}table-cell",
        f"{_TABLE}covered-table-cell",
    )
    with archive.open("content.xml") as stream:
        for event, element in _events(stream, tags):
            kind = element.tag.rpartition("}")[2]
            if kind == "table":
                if event == "start":
                    name, row, rows, columns = element.get(f"{_TABLE}name", ""), 0, 0, 0
                else:
                    extents.append(Extent(name, rows, columns))
                    element.clear()
            elif kind == "table-row":
                if event == "start":
                    column, reached = 0, 0
                else:
                    row += _number(element.get(f"{_TABLE}number-rows-repeated"), 1)
                    if reached:
                        rows, columns = max(rows, row), max(columns, reached)
                    element.clear()
            elif event == "end":
                if element.get(f"{_CALC}value-type") == "error":
                    broken.setdefault(name, set()).add((row, column))
                column += _number(element.get(f"{_TABLE}number-columns-repeated"), 1)
                if element.get(f"{_OFFICE}value-type") or len(element):
                    reached = column
    return Seen("ods", extents, {key: frozenset(each) for key, each in broken.items()}, names)
