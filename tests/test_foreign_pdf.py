"""A document that was sent is drawn as the .docx that was checked: nothing outside it, and nothing else that hides in it."""

from __future__ import annotations

import http.server
import io
import threading
import zipfile
from pathlib import Path

from service.pdf import Converter
from service.pdf.page_images import draw
from tests.conformance.plain_documents import made, with_body
from tests.libreoffice import text_as
from tests.needs import need

_LINKED = """<w:p xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="x"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:link="rIdLinked"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
_INCLUDED = """<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> INCLUDETEXT "{}" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>nội dung cũ</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def repacked(docx: bytes, change: dict[str, tuple[bytes, bytes]], first: dict[str, bytes]) -> bytes:
    """The package with other parts before its own, and with texts of its parts replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(written, "w") as new:
        for name, content in first.items():
            new.writestr(name, content)
        for name in old.namelist():
            if name not in first:
                new.writestr(name, old.read(name).replace(*change.get(name, (b"\0", b""))))
    return written.getvalue()


def text_of(docx: bytes) -> str:
    (page,) = draw(Converter().to_pdf(docx, foreign=True), 2).pages
    return page.text


def test_no_linked_picture_is_fetched_and_no_other_file_is_taken_in(tmp_path: Path) -> None:
    need("libreoffice-writer")
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    secret = tmp_path / "secret.txt"
    secret.write_text("BIMAT", encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/a.png"
        link = f'<Relationship Id="rIdLinked" Type="{_IMAGE}" Target="{address}" TargetMode="External"/></Relationships>'
        docx = repacked(
            with_body(made(), _INCLUDED.format(secret) + _LINKED),
            {"word/_rels/document.xml.rels": (b"</Relationships>", link.encode())},
            {},
        )
        text = text_of(docx)
        server.shutdown()
    assert "nội dung cũ" in text and "BIMAT" not in text
    assert asked == []


def test_an_archive_that_is_two_kinds_of_text_is_drawn_as_the_one_that_was_checked() -> None:
    with zipfile.ZipFile(io.BytesIO(text_as(made("Bản ODT"), "odt"))) as odt:
        parts = {name: odt.read(name) for name in odt.namelist()}
    text = text_of(repacked(made("Bản DOCX"), {}, parts))
    assert "Bản DOCX" in text and "ODT" not in text
