"""The input inside a document comes out again as it went in, and nothing unsafe is opened."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.docx import embedded_data
from service.docx.rendering import render
from service.errors import UnreadableInput
from tests import libreoffice
from tests.word_templates import METADATA, compiled, lines, parts

TEMPLATE = compiled(lines("{{ number }}"))
HARD = {
    "b": "1 & <b> \"'\r\n\t  hai   khoảng ]]> {{ x }}",
    "a": ["đ", 1, 2.5, None, True, "\x85\u2028"],
}


def stamped(data: Any) -> bytes:
    metadata = dataclasses.replace(METADATA, data=embedded_data.canonical(data))
    return render(TEMPLATE, {"number": "15"}, metadata)


def zipped(content: dict[str, bytes], **kwargs: Any) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in content.items():
            package.writestr(name, part, **kwargs)
    return target.getvalue()


def test_the_input_is_read_back_with_its_versions() -> None:
    found = embedded_data.read(stamped(HARD))
    assert json.loads(found.data) == HARD
    assert found.data.encode() == embedded_data.canonical(HARD)
    assert (found.slug, found.service_version) == ("summary-report", "1.0.0")
    assert found.template_version == TEMPLATE.version


@pytest.mark.no_cover
@settings(max_examples=60)
@given(st.recursive(st.text() | st.integers() | st.none(), lambda x: st.dictionaries(st.text(), x)))
def test_any_json_survives(data: Any) -> None:
    assert json.loads(embedded_data.read(stamped({"data": data})).data) == {"data": data}


def test_canonical_json_does_not_depend_on_order() -> None:
    assert embedded_data.canonical({"b": 1, "a": "đ"}) == '{"a":"đ","b":1}'.encode()


def test_it_is_found_after_word_renamed_and_prefixed_it() -> None:
    content = parts(stamped(HARD))
    item = content.pop("customXml/item1.xml").decode()
    moved = item.replace("<imprint xmlns=", "<ns0:imprint xmlns:ns0=")
    moved = moved.replace("</imprint", "</ns0:imprint").replace("<data>", "<ns0:data>")
    moved = moved.replace("</data>", "</ns0:data>").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    content = {"customXml/item1.xml": b"<other/>", **content}
    content["customXml/item3.xml"] = moved.encode("utf-16")
    assert json.loads(embedded_data.read(zipped(content)).data) == HARD


def test_it_survives_libreoffice() -> None:
    saved = libreoffice.saved_again({"a": stamped(HARD)})["a"]
    assert json.loads(embedded_data.read(saved).data) == HARD


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}
ITEM = f'<imprint xmlns="{embedded_data.NAMESPACE}">%s</imprint>'


@pytest.mark.parametrize(
    ("content", "reported"),
    [
        (b"", "không phải văn bản Word"),
        (b"%PDF-1.7", "không phải văn bản Word"),
        (OLE, r"\.doc\)"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04" + b"x" * 100, "hỏng"),
        (stamped(HARD)[:-100], "hỏng"),
        (zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "không phải văn bản Word"),
        (zipped(DOCX), "mất dữ liệu gốc"),
        (lines("x"), "mất dữ liệu gốc"),
        (zipped({**DOCX, **{f"word/{n}.xml": b"" for n in range(2_001)}}), "quá lớn"),
        (zipped({**DOCX, "word/big.xml": b"\0" * 20_000_000}), "bất thường"),
        (zipped({**DOCX, "../evil.xml": b"x"}), "bất thường"),
        (zipped({**DOCX, "/evil.xml": b"x"}), "bất thường"),
        (zipped({**DOCX, "WORD/document.xml": b"x"}), "cùng tên"),
        (zipped({**DOCX, "customXml/item1.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + (ITEM % "&a;").encode()}), "DOCTYPE"),
        (zipped({**DOCX, "customXml/item1.xml": (ITEM % "<data>{").encode()}), "hỏng"),
        (zipped({**DOCX, "customXml/item1.xml": (ITEM % "").encode()}), "đã bị sửa"),
    ],
)  # fmt: skip
def test_what_is_no_document_of_ours_is_refused_in_words(content: bytes, reported: str) -> None:
    with pytest.raises(UnreadableInput, match=reported):
        embedded_data.read(content)


def test_a_bomb_is_judged_before_it_is_inflated() -> None:
    bomb = zipped({**DOCX, "word/big.xml": b"\0" * 101_000_000})
    with pytest.raises(UnreadableInput):
        embedded_data.unpack(bomb, lambda _: pytest.fail("nothing may be inflated"))


def test_the_custom_properties_are_readable() -> None:
    custom = parts(stamped({}))["docProps/custom.xml"].decode()
    assert 'name="CodeNumber"><vt:lpwstr>15</vt:lpwstr>' in custom
    assert json.loads(embedded_data.canonical({"x": 1})) == {"x": 1}
