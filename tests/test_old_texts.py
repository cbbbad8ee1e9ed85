"""What LibreOffice is given of a text that somebody sent: its text, and nothing that is opened, fetched or unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from service import uploads
from service.config import Settings
from service.errors import InputTooLarge, UnreadableInput
from service.pdf import Converter, odt_text, old_texts
from service.pdf.libreoffice import Conversion
from tests.needs import need

TYPE = "application/vnd.oasis.opendocument.text"
_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
_HEAD = f'<?xml version="1.0"?><office:document-content {_NAMES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
_FRAME = '<text:p><draw:frame draw:name="{}" text:anchor-type="paragraph" svg:width="3cm" svg:height="3cm">{}</draw:frame></text:p>'


def content(body: str) -> str:
    return f"{_HEAD}<office:body><office:text>{body}</office:text></office:body></office:document-content>"


def _manifest(parts: Mapping[str, str | bytes]) -> str:
    entries = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{TYPE if name == "/" else ""}"/>'
        for name in ("/", *parts)
    )
    return f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" m:version="1.2">{entries}</m:manifest>'


def odt(parts: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), TYPE)
        package.writestr("META-INF/manifest.xml", _manifest(parts))
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def frame(kind: str, address: str, inside: str = "") -> str:
    return _FRAME.format(
        kind, f'<draw:{kind} xlink:href="{address}" xlink:show="embed">{inside}</draw:{kind}>'
    )


def hostile(address: str) -> bytes:
    """A text that asks for ``address`` in every way that was found, and for a click on a link."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="{address}" width="9" height="9"/></svg>'
    section = f'<text:section text:name="s"><text:section-source xlink:href="{address}"/><text:p>Đoạn</text:p></text:section>'
    kinds = ("image", "object", "object-ole", "plugin", "applet", "floating-frame")
    frames = "".join(frame(kind, address) for kind in kinds)
    frames += frame("image", "Pictures/a.svg")
    link = '<text:p>Chữ <text:a xlink:href="http://vi-du.vn/">liên kết</text:a></text:p>'
    return odt(
        {
            "content.xml": content(section + frames + link),
            "Pictures/a.svg": svg,
            "Basic/script-lb.xml": "<x/>",
            "Object 1/content.xml": content("<text:p>Bên trong</text:p>"),
        }
    )


def test_only_text_is_left_of_an_odt_and_no_address_but_that_of_a_link() -> None:
    text = odt_text.text_only(hostile("file:///etc/passwd"))
    with zipfile.ZipFile(io.BytesIO(text)) as package:
        assert package.namelist() == ["mimetype", "META-INF/manifest.xml", "content.xml"]
        body = package.read("content.xml").decode()
    assert "passwd" not in body and "svg" not in body.partition("<office:body>")[2].replace(
        "svg:", ""
    )
    assert "Đoạn" in body and "http://vi-du.vn/" in body
    assert odt_text.text_only(text) == text


def test_libreoffice_opens_no_file_that_an_odt_names(tmp_path: Path) -> None:
    need("libreoffice-writer")
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    opened = secret.stat().st_atime_ns
    docx = Converter(folder=tmp_path / "queue", time_limit_seconds=120).to_docx(
        hostile(secret.as_uri())
    )
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
        assert not any(b"SECRET" in package.read(name) for name in package.namelist())
    assert "Đoạn" in body and "liên kết" in body
    # Pictures leave their frames, which are told among what was not taken.
    assert "w:drawing" in body
    assert secret.stat().st_atime_ns == opened


def bombs() -> dict[str, Any]:
    paragraphs = "<text:p/>" * 150_001
    deep = "<text:span>" * 200 + "</text:span>" * 200
    doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return {
        "unzipped": ({"content.xml": b"0" * 30_000_000}, UnreadableInput, "nén bất thường"),
        "picture": (
            {"content.xml": content(""), "Pictures/a.png": b"0" * 30_000_000},
            UnreadableInput,
            "nén bất thường",
        ),
        "paragraphs": ({"content.xml": content(paragraphs)}, InputTooLarge, "150.000"),
        "deep": ({"content.xml": content(deep)}, InputTooLarge, "lồng nhau"),
        "entities": ({"content.xml": doctype}, UnreadableInput, "DOCTYPE"),
        "empty": ({}, UnreadableInput, "mật khẩu hoặc bị hỏng"),
        "encrypted": ({"content.xml": b"\x01\x02"}, UnreadableInput, "mật khẩu hoặc bị hỏng"),
        "outside": ({"content.xml": content(""), "../a": "x"}, UnreadableInput, "tên phần"),
    }


@pytest.mark.parametrize("name", bombs())
def test_an_odt_that_would_burst_never_reaches_libreoffice(name: str, tmp_path: Path) -> None:
    parts, error, words = bombs()[name]
    started = tmp_path / "started"
    soffice = tmp_path / "soffice"
    soffice.write_text(f"#!/bin/sh\ntouch {started}\n")
    soffice.chmod(0o755)
    with pytest.raises(error, match=words):
        Converter(soffice, folder=tmp_path / "queue").to_docx(odt(parts))
    assert not started.exists()


def test_an_odt_is_read_with_the_one_filter_of_its_kind(tmp_path: Path) -> None:
    words = tmp_path / "words"
    soffice = tmp_path / "soffice"
    soffice.write_text(f'#!/bin/sh\necho "$@" > {words}\n')
    soffice.chmod(0o755)
    with pytest.raises(UnreadableInput):
        Converter(soffice, folder=tmp_path / "queue").to_docx(odt({"content.xml": content("")}))
    assert "--infilter=writer8" in words.read_text() and "van-ban.odt" in words.read_text()


def test_what_somebody_sent_gets_less_memory_and_is_ended_first(tmp_path: Path) -> None:
    found = tmp_path / "found"
    soffice = tmp_path / "soffice"
    soffice.write_text(f"#!/bin/sh\n(ulimit -v; cat /proc/self/oom_score_adj) > {found}\n")
    soffice.chmod(0o755)
    with pytest.raises(UnreadableInput):
        Converter(soffice, folder=tmp_path / "queue").to_docx(b"{\\rtf1 x}")
    assert found.read_text().split() == ["1500000", "1000"]


def test_a_cell_or_blank_that_stands_for_millions_stands_for_a_thousand() -> None:
    table = '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="12"/></table:table-row></table:table>'
    blank = '<text:p><text:s text:c="99999999"/></text:p>'
    text = odt_text.text_only(odt({"content.xml": content(table + blank)}))
    with zipfile.ZipFile(io.BytesIO(text)) as package:
        body = package.read("content.xml").decode()
    assert 'rows-repeated="1000"' in body and 'columns-repeated="12"' in body
    assert 'text:c="1000"' in body


def test_whoever_waits_for_the_converter_keeps_nobody_from_a_turn(tmp_path: Path) -> None:
    soffice = tmp_path / "soffice"
    soffice.write_text(
        '#!/bin/sh\nfor word; do SOURCE=$word; done\nprintf "PK\\003\\004" > "${SOURCE%.rtf}.docx"\n'
    )
    soffice.chmod(0o755)
    given_up: list[bool] = []

    class Services:
        settings = Settings()
        converter = Converter(soffice, folder=tmp_path / "queue")

        @staticmethod
        def before_pdf() -> None:
            given_up.append(True)

    uploads.received(Services, "a.rtf", b"{\\rtf1 x}")  # type: ignore[arg-type]
    assert given_up == [True]
    uploads.received(Services, "a.doc", b"PK\x03\x04 a docx by its bytes")  # type: ignore[arg-type]
    assert given_up == [True]


@pytest.mark.parametrize(
    ("content", "conversion"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...", ("doc", "MS Word 97")),
        (b"{\\rtf1 x}", ("rtf", "Rich Text Format")),
        (odt({}), ("odt", "writer8")),
        (b"PK\x03\x04 a docx", None),
    ],
)
def test_a_text_is_told_by_its_first_bytes(
    content: bytes, conversion: tuple[str, str] | None
) -> None:
    wanted = conversion and Conversion(*conversion, "docx", "MS Word 2007 XML")
    assert old_texts.conversion_of(content) == wanted


def test_what_is_no_text_is_refused_with_another_way() -> None:
    with pytest.raises(UnreadableInput, match=r"lưu thành \.docx"):
        old_texts.conversion_of(b"%PDF-1.7")


def body_of(body: str) -> str:
    text = odt_text.text_only(odt({"content.xml": content(body)}))
    with zipfile.ZipFile(io.BytesIO(text)) as package:
        return package.read("content.xml").decode()


def test_the_words_behind_an_object_stay() -> None:
    assert "Trước Sau" in body_of("<text:p>Trước<draw:object/> Sau</text:p>")


@pytest.mark.parametrize(
    ("repeated", "kept"), [("999", "999"), ("1000", "1000"), ("1001", "1000"), ("9999", "1000")]
)
def test_a_cell_stands_for_a_thousand_at_most(repeated: str, kept: str) -> None:
    cell = (
        f'<table:table><table:table-cell table:number-columns-repeated="{repeated}"/></table:table>'
    )
    assert f'columns-repeated="{kept}"' in body_of(cell)


@pytest.mark.parametrize(("element", "most"), [("table:table", 10_000), ("table:style", 20_000)])
def test_tables_and_styles_are_counted_to_their_bound(element: str, most: int) -> None:
    body_of(f"<{element}/>" * most)
    with pytest.raises(InputTooLarge):
        body_of(f"<{element}/>" * (most + 1))


def test_a_text_is_nested_a_hundred_deep_and_no_deeper() -> None:
    # Three elements stand around.
    body_of("<text:span>" * 97 + "</text:span>" * 97)
    with pytest.raises(InputTooLarge, match="lồng nhau"):
        body_of("<text:span>" * 98 + "</text:span>" * 98)
