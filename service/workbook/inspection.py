"""An untrusted workbook is looked through before anything is built of it: how far it reaches, and how much it holds.

A reader makes a dense table up to the last cell, so one value in the last cell of a sheet would take
hundreds of gigabytes; an editor makes an object of every style, rule and merged cell. Here they are only
counted. Formulas that give an error or no value are noticed on the way, because a reader shows them as
empty cells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from service.errors import UnreadableInput
from service.media_types import ODS
from service.untrusted import archives, xml_limits
from service.untrusted.xml_limits import Attributes, Count
from service.workbook import bounds, old_excel, opendocument, package_links
from service.workbook.extents import Extent, Range, area, place, span, whole_number
from service.workbook.package_links import CALLED, DAMAGED
from service.workbook.visibility import StyleWalker, TextsWalker, Visibility, is_true, strikes

_PROGRAM = "Excel"
#: The texts that cells refer to by their numbers.
_TEXTS = "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Seen:
    form: str
    extents: Sequence[Extent]
    #: By sheet: cells, counted from 0, whose formula gives an error or no value.
    broken: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    #: The part of each sheet.
    places: Mapping[str, str] = field(default_factory=dict)
    #: Whether every part could be counted, so that an editor may be given the file.
    is_counted: bool = True
    #: By sheet: what the clerk does not see.
    visibility: Mapping[str, Visibility] = field(default_factory=dict)
    #: By sheet: merged ranges, where the reader of values does not tell them.
    merged: Mapping[str, Sequence[Range]] = field(default_factory=dict)


def inspect_package(content: bytes) -> Seen:
    """Judge a zip package; raises UnreadableInput when it is unsafe or no workbook, InputTooLarge."""
    with archives.opened(content, CALLED, _PROGRAM) as archive:
        names = frozenset(archive.namelist())
        if "mimetype" in names and archive.read("mimetype").decode("latin-1").startswith(ODS):
            return _inspect_ods(archive, names)
        if "xl/workbook.xml" in names:
            return _inspect_xlsx(archive, names)
        if "xl/workbook.bin" in names:
            raise UnreadableInput("Tệp .xlsb chưa đọc được; hãy mở bằng Excel và lưu thành .xlsx.")
        if any(name.startswith("word/") for name in names):
            raise UnreadableInput("Tệp này là văn bản Word, không phải bảng tính Excel.")
        raise UnreadableInput(
            "Tệp này không phải bảng tính; hãy gửi tệp .xlsx, .xls, .ods hoặc .csv."
        )


def inspect_old_excel(content: bytes) -> tuple[Seen, list[old_excel.Surveyed]]:
    """Judge an .xls; raises UnreadableInput when it is encrypted, broken or another kind of file."""
    if archives.is_encrypted(content):
        raise UnreadableInput("Tệp bảng tính đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    sheets = old_excel.survey(content)
    seen = Seen(
        "xls",
        [Extent(sheet.name, sheet.rows, sheet.columns, sheet.values) for sheet in sheets],
        {sheet.name: frozenset(sheet.broken) for sheet in sheets},
    )
    return seen, sheets


# --- xlsx ----------------------------------------------------------------------------------------


def _inspect_xlsx(archive: zipfile.ZipFile, names: frozenset[str]) -> Seen:
    if any(name.startswith("xl/macrosheets/") for name in names):
        raise UnreadableInput(
            "Tệp có trang macro kiểu cũ (Excel 4.0), thường là dấu vết của vi-rút; hãy mở bằng Excel, lưu thành .xlsx rồi gửi lại."
        )
    count = Count(bounds.XLSX)
    extents, broken, places, visibility = [], {}, {}, {}
    styles = StyleWalker(Count(bounds.XLSX))
    if "xl/styles.xml" in names:
        xml_limits.walk(archive.read("xl/styles.xml"), styles, CALLED)
    texts = TextsWalker(count)
    is_counted = _TEXTS not in names or xml_limits.walk(archive.read(_TEXTS), texts, CALLED)
    for name, part in package_links.sheets(archive):
        if part not in names:
            continue
        walker = _SheetWalker(count, styles.struck_formats, texts.struck)
        if not xml_limits.walk(archive.read(part), walker, CALLED):
            raise UnreadableInput(DAMAGED)
        extents.append(walker.extent(name))
        visibility[name] = walker.visibility
        visibility[name].commented_cells.update(package_links.commented(archive, part, names))
        places[name] = part
        if walker.wrong:
            broken[name] = frozenset(walker.wrong)
    is_counted &= _count_others(archive, {*places.values(), _TEXTS}, count)
    return Seen("xlsx", extents, broken, names, places, is_counted, visibility)


def _count_others(archive: zipfile.ZipFile, done: set[str], count: Count) -> bool:
    """Count every part that may be XML, whatever its name; whether each could be."""
    known = True
    for entry in archive.infolist():
        if entry.filename.endswith("/") or entry.filename in done:
            continue
        with archive.open(entry) as part:
            head = part.read(1_000)
            if not _may_be_xml(head):
                continue
            walked = xml_limits.walk(head + part.read(), _PartWalker(count), CALLED)
        # A drawing of the old kind (VML) is HTML at heart, and no editor insists that it be XML.
        known &= walked or entry.filename.lower().endswith(".vml")
    return known


def _may_be_xml(head: bytes) -> bool:
    """Pictures, fonts and settings of printers are not; XML begins with "<" in any encoding."""
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] == b"<"


class _PartWalker(xml_limits.Walker):
    """Counts a part, and the ranges that its rules are given for."""

    def start(self, name: str, attributes: Attributes) -> None:
        self._count.take(name)
        if "sqref" in attributes:
            self._count.take("sqref", attributes["sqref"].count(" ") + 1)
        if name == "comment" and ":" in attributes.get("ref", ""):
            raise UnreadableInput(DAMAGED)


class _SheetWalker(_PartWalker):
    """Looks on while a sheet streams by: how far values reach, and which formulas gave none."""

    def __init__(self, count: Count, struck_formats: set[str], struck_texts: set[str]) -> None:
        super().__init__(count)
        self._struck_texts = struck_texts
        self._in_part = False
        self.wrong: set[tuple[int, int]] = set()
        self.visibility = Visibility()
        self._struck_formats = struck_formats
        self._is_struck = False
        self._row = self._column = -1
        self._rows = self._columns = self._values = 0
        self._cells = self._lines = self._covered = 0
        #: Of the cell that is open: its type, and the children that it has.
        self._type: str | None = None
        self._held: set[str] = set()

    def extent(self, name: str) -> Extent:
        return Extent(
            name,
            self._rows,
            self._columns,
            self._values,
            self._cells,
            self._lines,
            self._covered,
        )

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._count.take(name)
            self._cells += 1
            where = place(attributes.get("r"))
            self._row, self._column = where if where else (self._row, self._column + 1)
            self._type = attributes.get("t")
            self._is_struck = attributes.get("s") in self._struck_formats
            self._in_part = False
            self._held.clear()
        elif name == "row":
            self._count.take(name)
            self._row = whole_number(attributes.get("r"), self._row + 2) - 1
            self._column = -1
            self._lines += 1
            if is_true(attributes.get("hidden")):
                self.visibility.hidden_rows.append((self._row, self._row))
        elif name in ("v", "f", "is"):
            self._count.take(name)
            self._held.add(name)
            is_looked_up = self._type == "s" and self._struck_texts
            if name == "v" and ("f" in self._held or is_looked_up):
                self.parser.CharacterDataHandler = self._text
        else:
            super().start(name, attributes)
            if name == "col" and is_true(attributes.get("hidden")):
                first = whole_number(attributes.get("min"), 1)
                last = whole_number(attributes.get("max"), first)
                self.visibility.hidden_columns.append((first - 1, last - 1))
            if name in ("mergeCell", "hyperlink"):
                self._cover(name, attributes.get("ref", ""))
            elif name == "strike" and strikes(attributes):
                self._in_part = True

    def end(self, name: str) -> None:
        if name == "c":
            self._close()
        elif name == "v":
            self.parser.CharacterDataHandler = None

    def _text(self, written: str) -> None:
        self._held.add("text")
        self._in_part |= self._type == "s" and written in self._struck_texts

    def _close(self) -> None:
        held = self._held
        # A reader may keep an empty value as an empty text: it reaches as far as any other.
        if held:
            self._values += 1
            if self._values > bounds.MOST_VALUES:
                raise bounds.XLSX.refuse(bounds.MOST_VALUES, "ô có dữ liệu", bounds.SPLIT)
            is_number = self._type in (None, "n")
            self.visibility.value(
                self._row,
                self._column,
                is_struck=self._is_struck,
                is_number=is_number,
                in_part=self._in_part,
            )
            self._rows = max(self._rows, self._row + 1)
            self._columns = max(self._columns, self._column + 1)
        # An empty text is a formula's value too; no value at all was never computed.
        is_unknown = "f" in held and not held & {"text", "is"} and self._type != "str"
        if self._type == "e" or is_unknown:
            self.wrong.add((self._row, self._column))

    def _cover(self, name: str, reference: str) -> None:
        cells = span(reference)
        if cells is not None and (name == "mergeCell" or ":" in reference):
            self._covered += area(cells)


# --- ods -----------------------------------------------------------------------------------------


def _inspect_ods(archive: zipfile.ZipFile, names: frozenset[str]) -> Seen:
    if "content.xml" not in names:
        raise UnreadableInput(f"{CALLED} thiếu phần bắt buộc nên không đọc được.")
    if b"encryption-data" in (
        archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    ):
        raise UnreadableInput("Tệp bảng tính đang đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    count = Count(bounds.ODS)
    walker = opendocument.ContentWalker(count)
    if not xml_limits.walk(archive.read("content.xml"), walker, CALLED):
        raise UnreadableInput(DAMAGED)
    _count_others(archive, {"content.xml"}, count)
    broken = {name: frozenset(cells) for name, cells in walker.broken.items()}
    return Seen(
        "ods", walker.extents, broken, names, visibility=walker.visibility, merged=walker.merged
    )
