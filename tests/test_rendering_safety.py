"""A template that runs, fetches or leads elsewhere is not used at all, and its author is told why."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from service.docx.rendering import TemplateStore, render, safety
from service.errors import BrokenTemplate
from tests.word_templates import METADATA, compiled, lines, parts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")
)


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def complex_field(*pieces: str, result: str = "<w:r><w:t>x</w:t></w:r>") -> str:
    return f"<w:p>{BEGIN}{''.join(pieces)}{SEPARATE}{result}{END}</w:p>"


def simple_field(instruction: str) -> str:
    return f"<w:p><w:fldSimple w:instr='{instruction}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"


def nested(outer: str, inner: str) -> str:
    inside = f"{BEGIN}{inner}{SEPARATE}<w:r><w:t>1</w:t></w:r>{END}"
    return complex_field(code(outer), inside, code(' "có"'))


@cache
def blank() -> dict[str, bytes]:
    """The parts of a template in which nothing is wrong."""
    return parts(lines("{{ subject }}"))


def with_part(name: str, content: bytes) -> dict[str, bytes]:
    return {**blank(), name: content}


def with_body(xml: str) -> dict[str, bytes]:
    body = blank()["word/document.xml"]
    assert b"<w:body>" in body
    return with_part("word/document.xml", body.replace(b"<w:body>", b"<w:body>" + xml.encode()))


def relation(kind: str, target: str = "http://x.example/a", mode: str = "External") -> bytes:
    return (
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"<r:Relationship Id='r' Type='{OFFICE}/{kind}' TargetMode='{mode}' Target='{target}'/>"
        "</r:Relationships>"
    ).encode()


def types(content_type: str) -> bytes:
    old = blank()["[Content_Types].xml"]
    return old.replace(
        b"</Types>", f'<Default Extension="q" ContentType="{content_type}"/></Types>'.encode()
    )


def problems(template: dict[str, bytes]) -> list[str]:
    return safety.unsafe_content(template)


def test_what_is_complained_of_is_not_compiled_and_the_rest_is() -> None:
    def packed(template: dict[str, bytes]) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for name, content in template.items():
                package.writestr(name, content)
        return target.getvalue()

    assert compiled(packed(blank())).slug == "summary-report"
    wrong = with_body(simple_field("DDE a"))
    with pytest.raises(BrokenTemplate) as refused:
        compiled(packed(wrong))
    assert list(refused.value.problems) == problems(wrong) != []


FETCHING = (
    *("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "INCLUDE", "IMPORT", "EMBED"),
    *("DATABASE", "RD", "MACROBUTTON", "CONTROL", "HTMLCONTROL", "OCX", "ADDIN", "PRINT"),
)
SHAPES: dict[str, Callable[[str], str]] = {
    "a simple field": lambda name: simple_field(f'{name} "a" "b"'),
    "a complex field": lambda name: complex_field(code(f' {name} "a" "b" ')),
    "a field without a result": lambda name: f"<w:p>{BEGIN}{code(f'{name} a')}{END}</w:p>",
    "a field that never ends": lambda name: f"<w:p>{BEGIN}{code(f'{name} a')}</w:p>",
    "lower case": lambda name: complex_field(code(f"{name.lower()} a")),
    "split over runs": lambda name: complex_field(
        code(f" {name[:1]}"), code(name[1:2].lower()), code(f"{name[2:]} a")
    ),
    "written as plain text inside the code": lambda name: complex_field(
        code(name[:1]), f"<w:r><w:t>{name[1:]}</w:t></w:r>", code(" a")
    ),
    "the name and what follows in two paragraphs": lambda name: (
        f"<w:p>{BEGIN}{code(name)}</w:p><w:p>{code('a')}{SEPARATE}{END}</w:p>"
    ),
    "deleted, with the change tracked": lambda name: (
        f"<w:p>{BEGIN}<w:del w:id='1' w:author='x'><w:r><w:delInstrText>{name} a</w:delInstrText></w:r>"
        f"</w:del>{SEPARATE}{END}</w:p>"
    ),
    "nested in another field's code": lambda name: nested("IF 1 = ", code(f"{name} a")),
    "nested in another field's result": lambda name: complex_field(
        code("PAGE"), result=f"{BEGIN}{code(f'{name} a')}{SEPARATE}{END}"
    ),
    "simple in a complex one": lambda name: complex_field(
        code("IF 1 = "), f'<w:fldSimple w:instr="{name} a"/>'
    ),
}


@pytest.mark.parametrize("name", FETCHING)
def test_a_field_that_runs_or_fetches_stops_the_template(name: str) -> None:
    (reported,) = problems(with_body(complex_field(code(f" {name} a "))))
    assert f"trường {name} (word/document.xml)" in reported
    assert "xóa trường đó" in reported


@pytest.mark.no_cover
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["DDEAUTO", "INCLUDETEXT"])
def test_however_it_is_written(name: str, shape: str) -> None:
    (reported,) = problems(with_body(SHAPES[shape](name)))
    assert f"trường {name} " in reported


@pytest.mark.parametrize(
    ("part", "root"),
    [
        ("word/header7.xml", "hdr"),
        ("word/footer7.xml", "ftr"),
        ("word/footnotes.xml", "footnotes"),
        ("word/endnotes.xml", "endnotes"),
        ("word/comments.xml", "comments"),
        ("word/glossary/document.xml", "glossaryDocument"),
        ("word/styles7.xml", "styles"),
        ("word/settings.xml", "settings"),
        ("word/anything.dat", "document"),
    ],
)
def test_in_whatever_part_it_stands(part: str, root: str) -> None:
    content = f"<w:{root} {W}>{SHAPES['split over runs']('DDE')}</w:{root}>".encode()
    (reported,) = problems(with_part(part, content))
    assert f"trường DDE ({part})" in reported


def test_the_strict_form_of_the_format_is_read_too() -> None:
    strict = W.replace(
        "schemas.openxmlformats.org/wordprocessingml/2006/main",
        "purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = f"<w:hdr {strict}>{simple_field('DDE a')}</w:hdr>".encode()
    (reported,) = problems(with_part("word/header7.xml", content))
    assert "trường DDE" in reported


@pytest.mark.parametrize(
    "field",
    [
        nested("", code("QUOTE 68 68 69")),
        nested(" D", code("QUOTE 68 69")),
        complex_field(code("{{ subject }} a")),
        complex_field(code("DD{% if subject %}E{% endif %} a")),
        complex_field(code("D{# nothing #}DE a")),
        complex_field('<w:fldSimple w:instr="REF c"/>', code(" a")),
    ],
)
def test_a_field_whose_name_cannot_be_known_stops_the_template(field: str) -> None:
    (reported,) = problems(with_body(field))
    assert "tên của nó do trường khác hoặc thẻ tạo ra" in reported


@pytest.mark.parametrize(
    "field",
    [
        *(simple_field(code) for code in ("PAGE", " page \\* MERGEFORMAT", "NUMPAGES", "TOC \\o")),
        complex_field(code(" PAGE ")),
        complex_field(code(" = 1 + 1 ")),
        complex_field(code('IF"1" = "1" "DDE"')),
        complex_field(code("REF TênSở \\h")),
        complex_field(code('HYPERLINK \\l "_Toc1"')),
        nested("IF ", code("PAGE")),
        complex_field(code("TITLE"), result="<w:r><w:t>DDEAUTO LINK</w:t></w:r>"),
        f"<w:p>{BEGIN}{END}</w:p>",
        "<w:p><w:r><w:t>Đường LINK, DDE và INCLUDETEXT chỉ là chữ.</w:t></w:r></w:p>",
    ],
)
def test_a_harmless_field_is_left_alone(field: str) -> None:
    assert problems(with_body(field)) == []


@pytest.mark.parametrize(
    "kind", ["image", "hyperlink", "video", "media", "transform", "somethingNew"]
)
@pytest.mark.parametrize("mode", ["External", "external"])
def test_a_relation_to_another_place_stops_the_template(kind: str, mode: str) -> None:
    docx = with_part("word/_rels/header7.xml.rels", relation(kind, mode=mode))
    (reported,) = problems(docx)
    assert "liên kết ra ngoài (http://x.example/a)" in reported
    assert "Remove Hyperlink" in reported


@pytest.mark.parametrize(
    "target", ["file:///c:/a.dotm", "\\\\10.0.0.1\\share\\a", "//x/a", "mailto:a@b.vn"]
)
def test_a_relation_that_only_pretends_to_be_internal_is_seen(target: str) -> None:
    docx = with_part("word/_rels/header7.xml.rels", relation("image", target, "Internal"))
    (reported,) = problems(docx)
    assert f"({target})" in reported


@pytest.mark.parametrize(
    ("kind", "reported"),
    [
        ("attachedTemplate", "gắn với một mẫu khác"),
        ("oleObject", "nhúng"),
        ("package", "nhúng"),
        ("subDocument", "chèn từ tệp khác"),
        ("aFChunk", "chèn từ tệp khác"),
        ("frame", "khung"),
        ("control", "ActiveX"),
        ("vbaProject", "macro"),
        ("mailMergeSource", "trộn thư"),
        ("webextensiontaskpanes", "add-in"),
    ],
)
@pytest.mark.parametrize("mode", ["External", "Internal"])
def test_a_relation_to_what_has_no_place_in_a_template(kind: str, reported: str, mode: str) -> None:
    docx = with_part("word/_rels/header7.xml.rels", relation(kind, "a/b", mode))
    (problem,) = problems(docx)
    assert reported in problem


@pytest.mark.parametrize(
    ("name", "content", "reported"),
    [
        ("word/vbaProject.bin", b"x", "macro"),
        ("word/vbaData.xml", b"<x/>", "macro"),
        ("word/activeX/activeX1.bin", b"x", "ActiveX"),
        ("word/embeddings/oleObject1.bin", b"x", "nhúng"),
        ("word/embeddings/Sheet1.xlsx", b"PK", "nhúng"),
        ("word/media/image1.png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "nhúng"),
        ("word/afchunk.htm", b"<html>", "chèn từ tệp khác"),
        ("customUI/customUI14.xml", b"<x/>", "thanh công cụ"),
        ("word/webextensions/taskpanes.xml", b"<x/>", "add-in"),
        ("word/comments.xml", b"<!DOCTYPE x><x/>", "DOCTYPE"),
        ("word/comments.xml", b"<x>", "hỏng"),
        ("[Content_Types].xml", types("application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
        ("[Content_Types].xml", types("application/vnd.ms-office.vbaProject"), "macro"),
        ("[Content_Types].xml", types("application/vnd.ms-word.vbaData+xml"), "macro"),
        ("[Content_Types].xml", types("application/vnd.ms-office.activeX+xml"), "ActiveX"),
        ("[Content_Types].xml", types("application/vnd.openxmlformats-officedocument.oleObject"), "nhúng"),
        ("[Content_Types].xml", types("application/vnd.ms-word.keyMapCustomizations+xml"), "thanh công cụ"),
        ("[Content_Types].xml", types("application/vnd.ms-word.attachedToolbars"), "thanh công cụ"),
        ("[Content_Types].xml", types("application/vnd.ms-office.webextension+xml"), "add-in"),
    ],
)  # fmt: skip
def test_a_part_that_has_no_place_in_a_template(name: str, content: bytes, reported: str) -> None:
    (problem,) = problems(with_part(name, content))
    assert reported in problem


@pytest.mark.parametrize(
    ("element", "reported"),
    [
        ("<w:altChunk/>", "chèn từ tệp khác"),
        ("<w:subDoc/>", "chèn từ tệp khác"),
        ("<w:control/>", "ActiveX"),
        ("<w:attachedTemplate/>", "gắn với một mẫu khác"),
        ("<w:mailMerge><w:query w:val='SELECT'/></w:mailMerge>", "trộn thư"),
        ("<w:frameset/>", "khung"),
        ("<w:entryMacro w:val='a'/>", "macro"),
        ("<o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/>", "nhúng"),
        ("<v:imagedata xmlns:v='urn:schemas-microsoft-com:vml' src='http://x/a.png'/>", "http://x/a.png"),
        ("<v:shape xmlns:v='urn:schemas-microsoft-com:vml' href='http://x/'/>", "http://x/"),
    ],
)  # fmt: skip
def test_an_element_that_has_no_place_in_a_template(element: str, reported: str) -> None:
    (problem,) = problems(with_part("word/other.xml", f"<w:x {W}>{element}</w:x>".encode()))
    assert reported in problem


def test_all_complaints_are_made_at_once() -> None:
    docx = with_body(simple_field("DDE a") + simple_field("LINK a") + simple_field("DDE b"))
    assert len(problems(docx)) == 2


def test_a_link_to_follow_is_refused_like_one_that_is_followed_by_itself() -> None:
    for field in ('HYPERLINK "http://x.example"', 'HYPERLINK "http://x.example" \\l "a"'):
        (reported,) = problems(with_body(complex_field(code(field))))
        assert "siêu liên kết" in reported


# Templates that go away


def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    own, ours = tmp_path / "own", tmp_path / "ours"
    for folder in (own, ours):
        folder.mkdir()
        (folder / "summary-report.docx").write_bytes(lines(folder.name))
    return own, ours


def test_a_template_that_goes_away_is_not_replaced_by_ours_until_it_is_back(tmp_path: Path) -> None:
    own, ours = two_folders(tmp_path)
    store = TemplateStore([own, ours], ["summary-report"])
    version = store.get("summary-report").version
    (own / "summary-report.docx").rename(own / "moved.docx")
    for _ in range(2):
        with pytest.raises(BrokenTemplate, match="không còn trong thư mục"):
            store.get("summary-report")
    (own / "moved.docx").rename(own / "summary-report.docx")
    assert store.get("summary-report").version == version


def test_what_one_worker_saw_binds_all_of_them_also_those_that_come_later(tmp_path: Path) -> None:
    own, ours = two_folders(tmp_path)
    (own / "summary-report.docx").rename(own / "later.docx")
    store = TemplateStore([own, ours], ["conference-minutes", "summary-report"])
    store.get("summary-report")
    (own / "later.docx").rename(own / "summary-report.docx")
    worker = os.fork()
    if not worker:
        store.get("summary-report")
        os._exit(0)
    assert os.waitpid(worker, 0)[1] == 0
    (own / "summary-report.docx").unlink()
    with pytest.raises(BrokenTemplate, match="không còn trong thư mục"):
        store.get("summary-report")


def test_a_new_start_takes_ours_where_the_office_has_none(tmp_path: Path) -> None:
    own, ours = two_folders(tmp_path)
    (own / "summary-report.docx").unlink()
    store = TemplateStore([own, ours], ["summary-report"])
    before = store.get("summary-report").version
    (own / "summary-report.docx").write_bytes(lines("new"))
    assert store.get("summary-report").version != before


def test_a_link_to_a_file_that_is_gone_is_not_replaced_by_ours(tmp_path: Path) -> None:
    own, ours = two_folders(tmp_path)
    (own / "summary-report.docx").unlink()
    (own / "summary-report.docx").symlink_to(tmp_path / "nowhere.docx")
    with pytest.raises(BrokenTemplate, match="liên kết"):
        TemplateStore([own, ours], ["summary-report"]).get("summary-report")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "name",
    [
        *("safe", "attr", "map", "select", "reject", "selectattr", "rejectattr", "groupby", "slice", "xmlattr", "tojson"),
        *("pprint", "urlize", "urlencode", "striptags", "filesizeformat", "random", "center", "indent", "wordwrap"),
        *("format", "batch"),
    ],
)  # fmt: skip
def test_a_filter_that_escapes_grows_or_looks_inside_is_not_there(name: str) -> None:
    with pytest.raises(BrokenTemplate, match=name):
        compiled(lines(f"{{{{ a|{name} }}}}"))


@pytest.mark.parametrize(
    "sum_", ["'a' * 3", "'a' - 'b'", "2 ** 3", "rows + rows", "'%s' % 1", "missing + 1"]
)
def test_a_sum_of_anything_but_numbers_is_refused(sum_: str) -> None:
    with pytest.raises(BrokenTemplate, match=r"phép tính|missing"):
        render(compiled(lines(f"{{{{ {sum_} }}}}")), {"rows": ["x"]}, METADATA)
