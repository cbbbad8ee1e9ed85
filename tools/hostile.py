"""Files made to bring a reader down, named by their defect; ``python -m tools.hostile FOLDER`` writes them.

Each is small to send and large to build. The tests throw them at the readers, ``tools.fuzz`` at the line.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.comments import Comment

from service.docx.word_namespace import NAMESPACE

_SAMPLES = Path(__file__).resolve().parent.parent / "samples"
_SHEET, _STYLES, _BOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)


@dataclass(frozen=True)
class Kind:
    """One defect: the file's ending, how it is made from a count, and the count that does harm.

    ``refused`` is the least count that is refused, 0 for what must be read whatever the count.
    """

    ending: str
    make: Callable[[int], bytes]
    full: int
    refused: int = 0

    def content(self, many: int | None = None) -> bytes:
        """The file, full-sized unless a count is given."""
        content = self.make(self.full if many is None else many)
        return _dense(content) if zipfile.is_zipfile(io.BytesIO(content)) else content


def _dense(content: bytes) -> bytes:
    """The package with noise in it: it is to be judged by what it holds, not by how well that deflates."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        inflated = sum(entry.file_size for entry in archive.infolist())
    lacking = inflated // 200 - len(content)
    if lacking <= 0:
        return content
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/media/noise.bin", random.Random(1).randbytes(lacking))
    return out.getvalue()


def clerks_list(twos: int = 1) -> bytes:
    """A short list as a clerk types it, which every workbook here is made of: two people, or so many twos."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["STT", "Họ và tên", "Chức vụ"])
    for number in range(1, 2 * twos, 2):
        page.append([number, "Nguyễn Văn An", "Chuyên viên"])
        page.append([number + 1, "Trần Thị Bình", "Kế toán"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def changed(
    content: bytes,
    part: str,
    change: Callable[[bytes], bytes],
    more: dict[str, bytes] | None = None,
) -> bytes:
    """The package with one part changed, and parts added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            held = old.read(entry)
            new.writestr(entry.filename, change(held) if entry.filename == part else held)
        for name, held in (more or {}).items():
            new.writestr(name, held)
    return out.getvalue()


# --- workbooks ------------------------------------------------------------------------------------


def _in_sheet(inside: bytes, before: bytes = b"<pageMargins") -> bytes:
    return changed(clerks_list(), _SHEET, lambda part: part.replace(before, inside + before, 1))


def _in_styles(name: str, inside: str, many: int) -> bytes:
    def put(part: bytes) -> bytes:
        head, found, tail = part.partition(f"</{name}>".encode())
        assert found, name
        return head + (inside * many).encode() + found + tail

    return changed(clerks_list(), _STYLES, put)


def merged(*references: str) -> bytes:
    inside = "".join(f"<mergeCell ref={quoteattr(reference)}/>" for reference in references)
    return _in_sheet(f"<mergeCells>{inside}</mergeCells>".encode())


def _small_merges(many: int) -> bytes:
    return merged(*(f"E{row}:F{row}" for row in range(1, many + 1)))


def _overlapping_merges(many: int) -> bytes:
    return merged(*["A1:C1048576"] * many)


def _validations(many: int) -> bytes:
    rule = '<dataValidation type="list" sqref="C2"><formula1>"a,b"</formula1></dataValidation>'
    return _in_sheet(f"<dataValidations>{rule * many}</dataValidations>".encode())


def _ranges(many: int) -> bytes:
    where = " ".join(f"A{row}" for row in range(1, many + 1))
    rule = f'<dataValidation type="whole" sqref="{where}"><formula1>1</formula1></dataValidation>'
    return _in_sheet(f"<dataValidations>{rule}</dataValidations>".encode())


def _conditions(many: int) -> bytes:
    rule = '<cfRule type="expression" priority="1"><formula>1</formula></cfRule>'
    one = f'<conditionalFormatting sqref="C2">{rule}</conditionalFormatting>'
    return _in_sheet((one * many).encode())


def _links(many: int) -> bytes:
    one = '<hyperlink ref="A1" location="Sheet!A1"/>'
    return _in_sheet(f"<hyperlinks>{one * many}</hyperlinks>".encode())


def _wide_link(_: int) -> bytes:
    return _in_sheet(b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>')


def _columns(many: int) -> bytes:
    one = '<col min="1" max="16384" width="9"/>'
    return _in_sheet(f"<cols>{one * many}</cols>".encode(), b"<sheetData>")


def _names(many: int) -> bytes:
    def put(part: bytes) -> bytes:
        listed = "".join(f'<definedName name="n{n}">Sheet!$A$1</definedName>' for n in range(many))
        names = f"<definedNames>{listed}</definedNames>".encode()
        return (
            part.replace(b"<definedNames/>", b"")
            .replace(b"<definedNames />", b"")
            .replace(b"<calcPr", names + b"<calcPr", 1)
        )

    return changed(clerks_list(), _BOOK, put)


def _rows(lines: Iterable[str]) -> bytes:
    return _in_sheet("".join(lines).encode(), b"</sheetData>")


def _numbers(many: int) -> bytes:
    """So many rows of 180 numbers."""
    row = "".join(f"<c><v>{column}</v></c>" for column in range(180))
    return _rows(f'<row r="{line}">{row}</row>' for line in range(4, many + 4))


def _empty_cells(many: int) -> bytes:
    row = '<c s="0"/>' * 100
    return _rows(f'<row r="{line}">{row}</row>' for line in range(4, many // 100 + 4))


def _empty_rows(many: int) -> bytes:
    return _rows(f'<row r="{line}" ht="20" customHeight="1"/>' for line in range(4, many + 4))


def _far_note(_: int) -> bytes:
    """A note in the last cell."""
    book = openpyxl.load_workbook(io.BytesIO(clerks_list()))
    book.worksheets[0]["A1"].comment = Comment("x", "x")
    held = io.BytesIO()
    book.save(held)
    return changed(
        held.getvalue(),
        "xl/comments/comment1.xml",
        lambda part: part.replace(b'ref="A1"', b'ref="XFD1048576"'),
    )


def _shared_texts(many: int) -> bytes:
    """One text of a megabyte, so many times."""
    cells = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>99</v></c></row>' for n in range(4, many + 4)
    )
    texts = "".join("<si><t>x</t></si>" for _ in range(99)) + f"<si><t>{'x' * 1_000_000}</t></si>"

    link = b'<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    return changed(
        _rows([cells]),
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(b"</Relationships>", link),
        {"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>'.encode()},
    )


def _odd_parts(_: int) -> bytes:
    """No part is called a workbook."""
    return changed(
        clerks_list(),
        "[Content_Types].xml",
        lambda part: part.replace(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.odd+xml"),
    )


def _nameless_entry(_: int) -> bytes:
    """The name of an entry begins with NUL."""
    content = bytearray(changed(clerks_list(), "", lambda part: part, {"Zzzz.bin": b"x"}))
    return bytes(content).replace(b"Zzzz.bin", b"\0zzz.bin")


def _empty_lines(many: int) -> bytes:
    return b"Ho va ten,Chuc vu\r\n" + b"\n" * many


def _opendocument(inside: str) -> bytes:
    table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    services = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    head = f'<office:document-content xmlns:office="{services}" xmlns:table="{table}" xmlns:text="{text}">'
    body = f"<office:body><office:spreadsheet>{inside}</office:spreadsheet></office:body>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", f"{head}{body}</office:document-content>")
    return held.getvalue()


def _cell(message: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{message}</text:p></table:table-cell>'


def _merged_column_of_opendocument(many: int) -> bytes:
    """The column "Chức vụ" is merged down to the last row."""
    span = f'table:number-rows-spanned="{many}" table:number-columns-spanned="1"'
    rows = [
        _cell("STT") + _cell("Họ và tên") + _cell("Chức vụ", span),
        *(_cell(str(n)) + _cell("Nguyễn Văn An") + "<table:covered-table-cell/>" for n in (1, 2)),
    ]
    reported = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    rest = f'<table:table-row table:number-rows-repeated="{many - 3}"><table:table-cell table:number-columns-repeated="2"/><table:covered-table-cell/></table:table-row>'
    return _opendocument(f'<table:table table:name="Danh sách">{reported}{rest}</table:table>')


def _validations_of_opendocument(many: int) -> bytes:
    rules = '<table:content-validation table:name="a"/>' * many
    row = f"<table:table-row>{_cell('Họ và tên')}</table:table-row>"
    return _opendocument(
        f"<table:content-validations>{rules}</table:content-validations>"
        f'<table:table table:name="Danh sách">{row}</table:table>'
    )


# --- .xls -----------------------------------------------------------------------------------------


def old_excel(records: Iterable[tuple[int, bytes]]) -> bytes:
    """A compound file whose one stream is a workbook of one sheet, with these records in the sheet."""
    inside = b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0010, 0, 0, 0, 0)
    name = b"DS"
    bound = struct.pack("<IHBB", 0, 0, len(name), 0) + name
    book = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x000A, 0)
    place = len(book) + 4 + len(bound) + len(end)
    bound = struct.pack("<I", place) + bound[4:]
    stream = book + struct.pack("<HH", 0x0085, len(bound)) + bound + end + begin + inside + end
    return _compound(stream.ljust(4_096, b"\0"))


def _compound(stream: bytes) -> bytes:
    """MS-CFB with sectors of 512 bytes: the allocation table, one directory sector, the stream."""
    sectors = -(-len(stream) // 512)
    tables = -(-(sectors + 1) // 127)
    first = tables + 1
    links = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    links += [first + n + 1 for n in range(sectors - 1)] + [0xFFFFFFFE]
    links += [0xFFFFFFFF] * (tables * 128 - len(links))
    assert tables <= 109, "longer than a header lists"
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4_096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    listed = [*range(tables), *[0xFFFFFFFF] * (109 - tables)]
    head += struct.pack("<109I", *listed)
    entries = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(
        "Workbook", 2, -1, first, len(stream)
    )
    table = struct.pack(f"<{len(links)}I", *links)
    return head + table + entries.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def _entry(name: str, kind: int, child: int, start: int, length: int) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    reported = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    reported += struct.pack("<iii", -1, -1, child) + b"\0" * 36
    return reported + struct.pack("<III", start, length, 0)


def _labels() -> Iterator[tuple[int, bytes]]:
    for row, message in enumerate(
        (("Họ và tên", "Chức vụ"), ("Nguyễn Văn An", "Lái xe"), ("Lê Văn Bình", "Lái xe"))
    ):
        for column, text in enumerate(message):
            raw = text.encode("utf-16-le")
            yield 0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + raw


def _last_cells_of_old_excel(many: int) -> bytes:
    """A cell with a format and no value at the end of so many rows."""
    blanks = ((0x0201, struct.pack("<HHH", row, 255, 0)) for row in range(3, many + 3))
    return old_excel([*_labels(), *blanks])


def _merged_column_of_old_excel(last: int) -> bytes:
    return old_excel([*_labels(), (0x00E5, struct.pack("<HHHHH", 1, 1, last, 1, 1))])


def _formats_of_old_excel(many: int) -> bytes:
    return old_excel([*_labels(), *[(0x00E0, b"\0" * 20)] * many])


# --- .docx ----------------------------------------------------------------------------------------


def document(body: str, data: str = "") -> bytes:
    """A document that says it is ours, with this body; its data is sound, unless other is given."""
    data = data or escape((_SAMPLES / "commendation-decision.json").read_text(encoding="utf-8"))
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", links)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr(
            "customXml/item1.xml",
            f'<imprint xmlns="urn:vanban:imprint:1" type="commendation-decision" service="1" template="1"><data>{data}</data></imprint>',
        )
    return held.getvalue()


def _paragraphs(many: int) -> bytes:
    return document("<w:p><w:r><w:t>x</w:t></w:r></w:p>" * many)


def _cells(many: int) -> bytes:
    return document(f"<w:tbl><w:tr>{'<w:tc><w:p/></w:tc>' * many}</w:tr></w:tbl>")


def _nested_tables(many: int) -> bytes:
    return document("<w:tbl><w:tr><w:tc>" * many + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * many)


def _long_text(many: int) -> bytes:
    return document(f"<w:p><w:r><w:t>{'chữ ' * (many // 4)}</w:t></w:r></w:p>")


def _lists_in_data(many: int) -> bytes:
    return document("<w:p/>", "[" + "[]," * many + "[]]")


KINDS = {
    "all_cells_merged": Kind("xlsx", lambda _: merged("A1:XFD1048576"), 1),
    "three_columns_merged": Kind("xlsx", lambda _: merged("A1:C1048576"), 1),
    "one_column_merged": Kind("xlsx", lambda _: merged("C1:C1048576"), 1),
    "one_row_merged": Kind("xlsx", lambda _: merged("A1:XFD1"), 1),
    "small_merges": Kind("xlsx", _small_merges, 400_000, 20_001),
    "overlapping_merges": Kind("xlsx", _overlapping_merges, 10_000, 3),
    "cell_formats": Kind("xlsx", lambda n: _in_styles("cellXfs", "<xf/>", n), 1_000_000, 65_500),
    "fonts": Kind(
        "xlsx", lambda n: _in_styles("fonts", '<font><sz val="9"/></font>', n), 300_000, 65_500
    ),
    "validations": Kind("xlsx", _validations, 300_000, 10_001),
    "validated_ranges": Kind("xlsx", _ranges, 1_000_000, 100_001),
    "conditional_formats": Kind("xlsx", _conditions, 300_000, 10_001),
    "defined_names": Kind("xlsx", _names, 800_000, 20_001),
    "links": Kind("xlsx", _links, 300_000, 65_531),
    "link_of_all_cells": Kind("xlsx", _wide_link, 1),
    "column_formats": Kind("xlsx", _columns, 500_000, 50_001),
    "number_cells": Kind("xlsx", _numbers, 9_500, 1_667),
    "empty_cells": Kind("xlsx", _empty_cells, 1_000_000, 800_100),
    "empty_rows": Kind("xlsx", _empty_rows, 1_000_000, 300_001),
    "note_in_the_last_cell": Kind("xlsx", _far_note, 1),
    "one_long_text_often": Kind("xlsx", _shared_texts, 9_000, 2_000),
    "no_workbook_part": Kind("xlsx", _odd_parts, 1),
    "nameless_entry": Kind("xlsx", _nameless_entry, 1, 1),
    "empty_lines": Kind("csv", _empty_lines, 4_900_000, 10_300),
    "merged_column": Kind("ods", _merged_column_of_opendocument, 1_048_576),
    "validations_of_opendocument": Kind("ods", _validations_of_opendocument, 1_000_000, 10_001),
    "blank_cells_far_right": Kind("xls", _last_cells_of_old_excel, 65_000, 12_000),
    "merged_column_of_old_excel": Kind("xls", _merged_column_of_old_excel, 65_535),
    "cell_formats_of_old_excel": Kind("xls", _formats_of_old_excel, 200_000, 10_001),
    "paragraphs": Kind("docx", _paragraphs, 1_000_000, 150_001),
    "table_cells": Kind("docx", _cells, 2_000_000, 150_001),
    "nested_tables": Kind("docx", _nested_tables, 5_000, 21),
    "long_text": Kind("docx", _long_text, 20_000_000, 200_100),
    "lists_in_data": Kind("docx", _lists_in_data, 10_000_000, 2_700_000),
}


def main(folder: Path) -> None:
    """Every kind at full size, as a file named by its defect."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, kind in KINDS.items():
        (folder / f"{name}.{kind.ending}").write_bytes(kind.content())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
