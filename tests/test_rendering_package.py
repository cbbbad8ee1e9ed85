"""The package of a document has the same bytes on every machine, and any reader opens it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from importlib import metadata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.docx.rendering import EMBEDDED_DATA_LEVEL
from service.docx.rendering.package import LEVEL, STATIC_LEVEL, skeleton

#: Measured on x86-64 (plain C, SSE2, AVX2), aarch64 and s390x, see docs/decisions/0013-libdeflate.md. Other digests
#: mean that every document changes its bytes: say so in the changelog, or do not take that version.
VERSION = "0.9.0"
DIGESTS = {
    EMBEDDED_DATA_LEVEL: "d4c56a980bb0aeb6713b469747dee847fa47a9298960d1ee74bf3b430ae5e13d",
    LEVEL: "652906fcb2bdf2e88bb395d5b5a95bff0b573783cc24171e07a8d45f807bf589",
    STATIC_LEVEL: "011bf871378d96c8c287a9d8362bc63c991786c1155ad7c6ad1e1aedec2e2dce",
}


def content() -> bytes:
    """Some 300 kB of rows, as a long annex has them."""
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:t>Ông Nguyễn Văn {}</w:t></w:tc></w:tr>"
    return "".join(row.format(n, n * n * 7919 % 10_007) for n in range(3_000)).encode()


@pytest.mark.parametrize("level", DIGESTS)
def test_what_is_deflated_has_the_same_bytes_on_every_machine(level: int) -> None:
    package = skeleton({}).write([("word/document.xml", content(), level)])
    assert hashlib.sha256(package).hexdigest() == DIGESTS[level]


def test_the_digests_are_those_of_the_pinned_version() -> None:
    assert metadata.version("deflate") == VERSION


@given(st.dictionaries(st.sampled_from(["a.xml", "b/c.xml", "đ.xml"]), st.binary(max_size=5_000)))
def test_any_reader_gets_every_part_back(parts: dict[str, bytes]) -> None:
    rendered = [("word/document.xml", b"x" * 3_000, LEVEL), ("docProps/core.xml", b"y", LEVEL)]
    with zipfile.ZipFile(io.BytesIO(skeleton(parts).write(rendered))) as package:
        assert package.testzip() is None
        made = {name: package.read(name) for name in package.namelist()}
    assert made == {**parts, **{name: content for name, content, _ in rendered}}
