"""What a reader of a Word file sees, and where: no more and no less is compared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

import pytest

from service.errors import UnreadableInput
from service.revision import office_places
from service.revision.document_reader import read, read_upload
from service.revision.document_text import Paragraph, Row, Unit, paragraphs, text_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="{M}" xmlns:mc="{MC}"'


def relations(*links: tuple[str, str, str]) -> str:
    reported = "".join(
        f'<Relationship Id="{i}" Type="{R}/{t}" Target="{where}"/>' for i, t, where in links
    )
    return f'<Relationships xmlns="{PACKAGE}">{reported}</Relationships>'


def docx(body: str, links: Sequence[tuple[str, str, str]] = (), **more: str) -> bytes:
    """A Word file with this body; ``more`` are parts of word/, by name without ending."""
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*links),
    }
    parts |= {f"word/{name}.xml": part for name, part in more.items()}
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def p(*texts: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{text}</w:t></w:r>' for text in texts)}</w:p>"


def cell(*inside: str) -> str:
    return f"<w:tc>{''.join(inside)}</w:tc>"


def table(*rows: Sequence[str], properties: str = "") -> str:
    made = "".join(f"<w:tr>{properties}{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def field(instruction: str, result: str) -> str:
    def run(inside: str) -> str:
        return f"<w:r>{inside}</w:r>"

    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText>{instruction}</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + result
        + run('<w:fldChar w:fldCharType="end"/>')
    )


def seen(body: str) -> list[str]:
    return [text_of(unit) for unit in read(docx(body))]


T = "<w:t>x</w:t>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:r>{T}<w:tab/>{T}</w:r>", "x x"),
        (f"<w:r>{T}<w:ptab/>{T}</w:r>", "x x"),
        (f"<w:r>{T}<w:cr/>{T}</w:r>", "x\nx"),
        (f"<w:r>{T}<w:br/>{T}</w:r>", "x\nx"),
        (f'<w:r>{T}<w:br w:type="textWrapping"/>{T}</w:r>', "x x"),
        (f'<w:r>{T}<w:br w:type="page"/>{T}</w:r>', "xx"),
        (f'<w:r>{T}<w:br w:type="column"/>{T}</w:r>', "xx"),
        (f"<w:r>{T}<w:noBreakHyphen/>{T}</w:r>", "x-x"),
        (f"<w:r>{T}<w:softHyphen/>{T}</w:r>", "xx"),
        (f'<w:r>{T}<w:sym w:font="Symbol" w:char="2265"/>{T}</w:r>', "x≥x"),
        (f'<w:r>{T}<w:sym w:char="0041"/>{T}</w:r>', "xAx"),
        (f'<w:r>{T}<w:sym w:char="00AF"/></w:r>', "x¯"),
        (f'<w:r>{T}<w:sym w:char="00af"/></w:r>', "x¯"),
        (f'<w:r>{T}<w:sym w:char="41"/><w:sym w:char="00G1"/><w:sym w:char="00041"/><w:sym/></w:r>', "x"),
        (f"<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><w:r>{T}</w:r>", "a+bx"),
        # Tracked changes count as accepted.
        (f"<w:ins><w:r>{T}</w:r></w:ins><w:del><w:r><w:delText>y</w:delText><w:t>z</w:t></w:r></w:del>", "x"),
        (f"<w:moveTo><w:r>{T}</w:r></w:moveTo><w:moveFrom><w:r><w:t>z</w:t></w:r></w:moveFrom>", "x"),
        # What Word does not print.
        (f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>y</w:t></w:r><w:r>{T}</w:r>", "x"),
        (f'<w:r><w:rPr><w:vanish w:val="1"/></w:rPr><w:t>y</w:t></w:r><w:r>{T}</w:r>', "x"),
        *((f'<w:r><w:rPr><w:vanish w:val="{off}"/></w:rPr>{T}</w:r>', "x") for off in ("0", "false", "off")),
        (f"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r>{T}</w:r>", "x"),
        (f"<w:sdt><w:sdtPr><w:t>y</w:t></w:sdtPr><w:sdtContent><w:r>{T}</w:r></w:sdtContent></w:sdt>", "x"),
        (f"<w:hyperlink><w:r>{T}</w:r></w:hyperlink><w:smartTag><w:r>{T}</w:r></w:smartTag>", "xx"),
        (f"<mc:AlternateContent><mc:Choice><w:r>{T}</w:r></mc:Choice><mc:Fallback><w:r>{T}</w:r></mc:Fallback></mc:AlternateContent>", "x"),
        # Numbers of pages are Word's; what other fields say is the document's.
        *((field(f" {name} ", "<w:r><w:t>4</w:t></w:r>") + f"<w:r>{T}</w:r>", "x")
          for name in ("PAGE", "NUMPAGES", "SECTIONPAGES", "page \\* MERGEFORMAT")),
        (field(" REF PAGE ", f"<w:r>{T}</w:r>"), "x"),
        (field("", f"<w:r>{T}</w:r>"), "x"),
        (field(" REF a ", f"<w:r>{T}</w:r>" + field(" PAGE ", "<w:r><w:t>4</w:t></w:r>") + f"<w:r>{T}</w:r>"), "xx"),
        (field(" PAGE ", field(" REF a ", "<w:r><w:t>4</w:t></w:r>")) + f"<w:r>{T}</w:r>", "x"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PA</w:instrText></w:r><w:r><w:instrText>GE</w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
         f"<w:r>{T}</w:r>", "x"),
        # Between begin and separate nothing is shown; an end without a beginning ends nothing.
        (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>y</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{T}</w:r>'
         '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "x"),
        (f'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:instrText>PAGE</w:instrText>{T}</w:r>', "x"),
        *((f'<w:fldSimple w:instr=" {name} "><w:r><w:t>4</w:t></w:r></w:fldSimple><w:r>{T}</w:r>', "x")
          for name in ("PAGE", "numpages")),
        (f'<w:fldSimple w:instr="DATE"><w:r>{T}</w:r></w:fldSimple>', "x"),
        (f"<w:fldSimple><w:r>{T}</w:r></w:fldSimple>", "x"),
    ],
)  # fmt: skip
def test_a_paragraph_says_what_word_prints_of_it(inside: str, text: str) -> None:
    assert seen(f"<w:p>{inside}</w:p>") == [text]


def test_a_field_reaches_over_paragraphs_and_ends_with_its_part() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert seen(f"<w:p>{begin}</w:p>{p('y')}<w:p>{end}</w:p>{p('x')}") == ["x"]
    open_header = f"<w:hdr {SPACES}><w:p>{begin}<w:r><w:t>4</w:t></w:r></w:p></w:hdr>"
    section = '<w:sectPr><w:headerReference r:id="h"/></w:sectPr>'
    made = docx(p("x") + section, [("h", "header", "header1.xml")], header1=open_header)
    assert [text_of(unit) for unit in read(made)] == ["x"]


def test_a_paragraph_whose_mark_was_deleted_runs_on_into_the_next() -> None:
    for mark in ("del", "moveFrom"):
        gone = f"<w:p><w:pPr><w:rPr><w:{mark}/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
        assert seen(gone + p("b") + p("c")) == ["ab", "c"]
        assert seen(gone) == ["a"]
        assert seen(cell("") + gone.replace("a</w:t>", "</w:t>") + p("c")) == ["c"]
    kept = "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    assert seen(kept + p("b")) == ["a", "b"]


def test_paragraphs_are_counted_as_a_clerk_counts_them_and_cells_are_named() -> None:
    inner = table([cell(p("e"))])
    body = (
        p("a")
        + p("")
        + table([cell(p("b")), cell("")], [cell(p("c"), p(""), p("d")), cell(p("f"), inner, p(""))])
        + p("g")
    )
    units = read(docx(body))
    assert [(paragraph.text, paragraph.where) for paragraph in paragraphs(units)] == [
        ("a", "đoạn 1"),
        ("b", "bảng 1, dòng 1, cột 1"),
        ("", "bảng 1, dòng 1, cột 2"),
        ("c", "bảng 1, dòng 2, cột 1"),
        ("d", "bảng 1, dòng 2, cột 1"),
        ("f", "bảng 1, dòng 2, cột 2"),
        ("e", "bảng 1, dòng 2, cột 2, bảng 2, dòng 1, cột 1"),
        ("g", "đoạn 2"),
    ]
    assert [text_of(unit) for unit in units] == ["a", "b | ", "c\nd | f\ne", "g"]
    places = [paragraph.place for paragraph in paragraphs(units)]
    assert places == sorted(set(places)) and places[0] == 1
    rows = [unit for unit in units if not hasattr(unit, "text")]
    assert [(row.where, row.table) for row in rows] == [
        ("bảng 1, dòng 1", 1),
        ("bảng 1, dòng 2", 1),
    ]
    again = read(docx(table([cell(p("a"))]) + table([cell(p("a"))])))
    assert [unit.table for unit in again] == [1, 2]  # type: ignore[union-attr]


def test_rows_and_cells_are_found_inside_controls_and_changes_and_a_deleted_row_is_none() -> None:
    row = f"<w:tr>{cell(p('a'))}</w:tr>"
    control = f"<w:sdt><w:sdtPr>{row}</w:sdtPr><w:sdtContent>{row}</w:sdtContent></w:sdt>"
    assert seen(f"<w:tbl>{control}{row.replace('>a<', '>b<')}</w:tbl>") == ["a", "b"]
    cells = f"<w:tr>{cell(p('a'))}<w:ins>{cell(p('b'))}</w:ins><w:del>{cell(p('c'))}</w:del></w:tr>"
    assert seen(f"<w:tbl>{cells}</w:tbl>") == ["a | b"]
    assert seen(table([cell(p("a"))], properties="<w:trPr><w:del/></w:trPr>") + p("x")) == ["x"]
    assert seen(table([cell(p("a"))], properties="<w:trPr><w:ins/></w:trPr>")) == ["a"]


def test_a_text_box_stands_after_its_paragraph() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('in')}</w:txbxContent></w:pict></w:r>"
    inside = f"<w:p><w:r><w:t>out</w:t></w:r>{box}</w:p>"
    found = [
        (paragraph.text, paragraph.where)
        for paragraph in paragraphs(read(docx(inside + table([cell(inside)]))))
    ]
    assert found == [
        ("out", "đoạn 1"),
        ("in", "khung chữ"),
        ("out", "bảng 1, dòng 1, cột 1"),
        ("in", "bảng 1, dòng 1, cột 1, khung chữ"),
    ]


def test_what_is_nested_forty_deep_is_read_and_forty_one_is_not() -> None:
    def wrapped(depth: int) -> str:
        return "<w:sdt>" * depth + p("x") + "</w:sdt>" * depth

    assert seen(wrapped(40)) == ["x"]
    with pytest.raises(UnreadableInput, match="quá sâu"):
        seen(wrapped(41))

    def boxed(depth: int) -> str:
        return (
            p("x")
            if depth == 0
            else f"<w:p><w:r><w:txbxContent>{boxed(depth - 1)}</w:txbxContent></w:r></w:p>"
        )

    assert seen(boxed(40)) == ["x"]
    with pytest.raises(UnreadableInput, match="quá sâu"):
        seen(boxed(41))

    def tables(depth: int) -> str:
        return p("x") if depth == 0 else table([cell(tables(depth - 1))])

    assert seen(tables(40)) == ["x"]
    with pytest.raises(UnreadableInput, match="quá sâu"):
        seen(tables(41))


# --- the package ----------------------------------------------------------------------------------


def part(name: str, *inside: str) -> str:
    return f"<w:{name} {SPACES}>{''.join(inside)}</w:{name}>"


def note(text: str, kind: str = "") -> str:
    return (
        f"<w:footnote{f' w:type={chr(34)}{kind}{chr(34)}' if kind else ''}>{p(text)}</w:footnote>"
    )


def test_headers_and_footers_come_first_each_text_once_then_the_body_then_notes() -> None:
    body = (
        '<w:p><w:pPr><w:sectPr><w:footerReference r:id="f"/><w:headerReference r:id="b"/></w:sectPr></w:pPr></w:p>'
        + p("thân")
        + '<w:sectPr><w:headerReference r:id="a"/><w:headerReference r:id="none"/><w:headerReference/></w:sectPr>'
    )
    made = docx(
        body,
        [
            ("n", "footnotes", "footnotes.xml"),
            ("e", "endnotes", "endnotes.xml"),
            ("a", "header", "header1.xml"),
            ("b", "header", "/word/header2.xml"),
            ("u", "header", "header3.xml"),
            ("f", "footer", "../word/x/../footer1.xml"),
            ("s", "styles", "styles.xml"),
        ],
        header1=part("hdr", p("đầu A"), p("chung"), table([cell(p("")), cell(p(""))])),
        header2=part("hdr", p("đầu B"), p("chung")),
        header3=part("hdr", p("không dùng")),
        footer1=part("ftr", p("chân"), p(" ")),
        footnotes=part("footnotes", note("vạch", "separator"), note("chú thích")),
        endnotes=part("endnotes", note("cuối")),
        styles=part("styles", p("kiểu")),
    )
    assert [(text_of(unit), unit.where) for unit in read(made)] == [
        ("chân", "cuối trang"),
        ("đầu B", "đầu trang"),
        ("chung", "đầu trang"),
        ("đầu A", "đầu trang"),
        ("thân", "đoạn 1"),
        ("chú thích", "chú thích"),
        ("cuối", "chú thích"),
    ]


def renamed(main: str, target: str) -> list[Unit]:
    """A file whose body is called otherwise, as other programs do."""
    return read(
        packed(
            {
                "[Content_Types].xml": "<Types/>",
                "word/x.xml": "<x/>",
                "_rels/.rels": relations(
                    ("0", "core-properties", "docProps/core.xml"), ("1", "officeDocument", target)
                ),
                main: part("document", part("body", p("x"))),
            }
        )
    )


def test_the_body_is_where_the_package_says() -> None:
    for main, target in (
        ("word/document2.xml", "word/document2.xml"),
        ("word/document2.xml", "/word/document2.xml"),
        ("a/b.xml", "a/b.xml"),
        ("main.xml", "main.xml"),
    ):
        assert [text_of(unit) for unit in renamed(main, target)] == ["x"]
    with pytest.raises(UnreadableInput, match="không thấy phần nội dung"):
        renamed("word/document.xml", "word/other.xml")


@pytest.mark.parametrize(
    ("name", "is_looked_at"),
    [
        ("customXml/item2.xml", False),
        ("CustomXML/item2.xml", False),
        ("word/media/image1.png", False),
        ("word/numbering.xml", True),
        ("word/_rels/numbering.xml.rels", True),
    ],
)
def test_only_parts_that_may_hold_text_are_judged_when_a_document_comes_back(
    name: str, is_looked_at: bool
) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("x")))) as package:
        parts = {part: package.read(part).decode() for part in package.namelist()}
    broken = packed({**parts, name: "<a>"})
    if is_looked_at:
        with pytest.raises(UnreadableInput, match="hỏng"):
            read_upload(broken)
    else:
        assert [text_of(unit) for unit in read_upload(broken)] == ["x"]


def test_the_strict_namespace_is_the_usual_one() -> None:
    made = docx(p("x"))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(W, strict)
    assert [text_of(unit) for unit in read(packed(parts))] == ["x"]


def test_the_work_of_naming_the_rows_of_a_list_grows_with_the_list_and_not_with_its_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = 0

    def counted(units: Sequence[Unit]) -> Iterator[Paragraph]:
        nonlocal seen
        for paragraph in paragraphs(units):
            seen += 1
            yield paragraph

    monkeypatch.setattr(office_places, "paragraphs", counted)
    cells = ("TT", "Họ và tên")
    rows = [
        Row(tuple((Paragraph(text, "", number),) for text in cells), f"dòng {number}", 1)
        for number in range(300)
    ]
    assert [row.where for row in office_places.named(rows)][:2] == [
        "Bảng, dòng tên cột",
        "Bảng, dòng 1",
    ]
    assert seen <= 4 * len(rows) * len(cells)
