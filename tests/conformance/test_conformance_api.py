"""POST /api/v1/conformance-checks: any .docx, what it is and what is wrong with it, as plain data or as a clear refusal."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.http import openapi
from service.media_types import DOCX, JSON
from service.untrusted import archives
from tests.conformance.word_files import SHEET, paragraph, word_file
from tools.conformance.hands import DIRECT
from tools.conformance.manuscripts import MANUSCRIPTS, REPORT, Manuscript

CHECKS = "/api/v1/conformance-checks"
LETTER_PAPER = SHEET.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def sent(client: FlaskClient, docx: bytes, name: str = "a.docx", **parts: str) -> TestResponse:
    data: dict[str, Any] = {"file": (io.BytesIO(docx), name), **parts}
    return client.post(CHECKS, data=data, content_type="multipart/form-data")


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda one: one.slug)
def test_an_answer_is_as_it_is_described(client: FlaskClient, manuscript: Manuscript) -> None:
    answer = sent(client, DIRECT.document(manuscript))
    assert (answer.status_code, answer.mimetype) == (200, JSON)
    spec = openapi.describe()
    schema = {"$ref": "#/components/schemas/ConformanceReport", "components": spec["components"]}
    jsonschema_rs.Draft202012Validator(schema).validate(answer.get_json())
    document = answer.get_json()["document"]
    assert (document["type"], document["family"]) == (manuscript.slug, "state")
    assert "Quốc hiệu" in {one["name"] for one in document["components"]}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_finding_says_clause_measure_and_place(client: FlaskClient) -> None:
    answer = sent(client, word_file(paragraph("Một."), sheet=LETTER_PAPER)).get_json()
    found = next(one for one in answer["findings"] if one["rule"] == "paper-size")
    assert found["clause"] == "Phụ lục I, Phần I, mục I.1"
    assert found["severity"] == "error"
    assert "215,9 mm" in found["measured"] and "A4" in found["wanted"]
    assert (found["where"]["part"], found["fixable"], found["places"]) == (
        "word/document.xml",
        True,
        1,
    )
    errors = [one for one in answer["findings"] if one["severity"] == "error"]
    assert answer["summary"]["errors"] == len(errors)
    assert answer["summary"]["judged"] > 100


def test_a_file_may_be_the_body_itself_and_its_type_be_told(client: FlaskClient) -> None:
    body = word_file(paragraph("Một."))
    for answer in (
        client.post(f"{CHECKS}?type={REPORT.slug}", data=body, content_type=DOCX),
        sent(client, body, type=REPORT.slug),
    ):
        told = answer.get_json()["document"]
        assert (told["type"], told["certainty"]) == (REPORT.slug, 1.0)


@pytest.mark.parametrize(
    ("docx", "name", "status", "words"),
    [
        (b"", "a.docx", 400, ""),
        (b"PK\x03\x04", "a.docx", 400, ""),
        (b"%PDF-1.7", "a.docx", 400, "không phải văn bản Word"),
        (archives.OLE + b"\0" * 600, "a.docx", 400, "đời cũ (.doc)"),
        (archives.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a.docx", 400, "mật khẩu"),
        (b"[]", "a.json", 415, ".docx"),
        (b"PK\x03\x04", "a.xlsx", 415, ".docx"),
        (b"x", "a.pdf", 415, ".docx"),
        (word_file("<w:p/>", parts={"word/document.xml": b"<w:document"}), "a.docx", 400, "hỏng"),
        (word_file("", parts={"word/styles.xml": b"<!DOCTYPE x><x/>"}), "a.docx", 400, "DOCTYPE"),
    ],
    ids=["empty", "cut", "pdf", "doc", "encrypted", "json", "workbook", "unknown", "broken", "doctype"],
)  # fmt: skip
def test_what_is_no_word_document_is_refused_with_a_reason(
    client: FlaskClient, docx: bytes, name: str, status: int, words: str
) -> None:
    answer = sent(client, docx, name)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.get_json()["detail"]


def test_a_type_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = sent(client, word_file("<w:p/>"), type="letter")
    assert (answer.status_code, answer.get_json()["where"]) == (400, "type")


def test_another_form_of_answer_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        CHECKS, data=word_file("<w:p/>"), content_type=DOCX, headers={"Accept": "text/csv"}
    )
    assert answer.status_code == 406


def deep(levels: int) -> bytes:
    """A chain of styles, each based on the next."""
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='S{at}'><w:basedOn w:val='S{at + 1}'/></w:style>"
        for at in range(levels)
    )
    return word_file(paragraph("Một.", "<w:pStyle w:val='S0'/>"), styles=styles)


HOSTILE: dict[str, tuple[Callable[[], bytes], int]] = {
    "ten thousand paragraphs": (lambda: word_file(paragraph("Điều 1. Một hai ba bốn năm sáu bảy.") * 10_000), 200),
    "a hundred thousand runs": (lambda: word_file("<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 100_000 + "</w:p>"), 200),
    "twenty thousand looks": (
        lambda: word_file(
            "<w:p>" + "".join(f"<w:r><w:rPr><w:sz w:val='{at}'/></w:rPr><w:t>a </w:t></w:r>" for at in range(20_000)) + "</w:p>"
        ),
        200,
    ),
    "styles without end": (lambda: deep(9_000), 200),
    "a paragraph too long": (lambda: word_file(paragraph("a" * 300_000)), 413),
    "tables in tables": (
        lambda: word_file("<w:tbl><w:tr><w:tc>" * 50 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 50),
        400,
    ),
    "too many paragraphs": (lambda: word_file("<w:p/>" * 200_000), 413),
    "boxes in boxes": (
        lambda: word_file("<w:p><w:r><w:pict><v:textbox><w:txbxContent>" * 70 + "<w:p/>" + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * 70),
        400,
    ),
    "ten thousand tables": (lambda: word_file("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 9_000), 200),
    "a thousand sections": (lambda: word_file(f"<w:p><w:pPr>{LETTER_PAPER}</w:pPr></w:p>" * 5_000), 200),
    "twenty thousand national names": (lambda: word_file(paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") * 20_000), 200),
    "recipients without end": (lambda: word_file(paragraph("Số: 1/QĐ-A") + paragraph("Nơi nhận:") + paragraph("- Như trên;") * 10_000), 200),
    "annexes without end": (lambda: word_file(paragraph("PHỤ LỤC I") * 10_000), 200),
    "pieces without end": (lambda: word_file((paragraph("\t".join("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN" for _ in range(25))) + "<w:p/>") * 30 + paragraph("BÁO CÁO")), 200),
    "blanks without end": (lambda: word_file(paragraph("Số: " + " " * 50_000 + "/ngày" + "\t" * 50_000)), 200),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_read_or_refused(client: FlaskClient, name: str) -> None:
    make, status = HOSTILE[name]
    answer = sent(client, make())
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
