"""POST /api/v1/conformance-fixes: any .docx comes back mended, with the counts before and after, or is refused."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.conformance import checking
from service.conformance.characters import characters
from service.conformance.fixing import mending
from service.errors import MendedTooMuch
from service.media_types import DOCX, JSON, PDF, PROBLEM_JSON
from service.untrusted import archives
from tests.conformance.mended import parts
from tests.conformance.test_fixing_refusals import REFUSED
from tests.conformance.word_files import SHEET, paragraph, word_file
from tools.conformance.hands import DIRECT
from tools.conformance.manuscripts import MANUSCRIPTS, Manuscript

FIXES = "/api/v1/conformance-fixes"
LETTER_PAPER = word_file(
    paragraph("Một."), sheet=SHEET.replace('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"')
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def sent(client: FlaskClient, docx: bytes, query: str = "", **form: str) -> TestResponse:
    data: dict[str, Any] = {"file": (io.BytesIO(docx), "Báo cáo.docx"), **form}
    return client.post(FIXES + query, data=data, content_type="multipart/form-data")


def test_a_document_comes_back_mended_and_is_counted(client: FlaskClient) -> None:
    answer = sent(client, LETTER_PAPER)
    assert (answer.status_code, answer.mimetype) == (200, DOCX)
    before, after = (len(checking.check(one).findings) for one in (LETTER_PAPER, answer.data))
    assert answer.headers["X-Findings-Before"] == str(before)
    assert answer.headers["X-Findings-After"] == str(after)
    assert after < before
    assert "paper-size" not in {one.rule for one in checking.check(answer.data).findings}
    assert "da-sua-the-thuc.docx" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'


def test_not_one_character_differs_and_mending_twice_changes_nothing(client: FlaskClient) -> None:
    for query in ("", "?tracked=1"):
        once = sent(client, LETTER_PAPER, query).data
        old, new = (
            etree.fromstring(parts(one)["word/document.xml"]) for one in (LETTER_PAPER, once)
        )
        assert characters(old) == characters(new)
        assert sent(client, once, query).data == once
        assert sent(client, LETTER_PAPER, query).data == once


def test_what_will_be_changed_is_told_where_it_is_asked_for(client: FlaskClient) -> None:
    def asked(query: str = "", docx: bytes = LETTER_PAPER) -> TestResponse:
        form = {"file": (io.BytesIO(docx), "Báo cáo.docx")}
        return client.post(FIXES + query, data=form, headers={"Accept": JSON})

    answer = asked()
    assert (answer.status_code, answer.mimetype) == (200, JSON)
    assert answer.headers["Cache-Control"] == "no-store" and "Accept" in answer.headers["Vary"]
    mended = sent(client, LETTER_PAPER)
    before, after = (int(mended.headers[f"X-Findings-{when}"]) for when in ("Before", "After"))
    plan = answer.get_json()
    assert plan["summary"] == {"findings_before": before, "findings_after": after}
    assert plan["changes"][0] == {
        "what": "Chiều rộng giấy",
        "before": "215,9 mm",
        "after": "210 mm",
        "rules": ["paper-size"],
        "clause": "Phụ lục I, Phần I, mục I.1",
        "why": "Khổ giấy là 215,9 mm x 279,4 mm; phải là A4 (210 mm x 297 mm).",
        "where": [{"part": "word/document.xml", "paragraph": None, "section": 0}],
        "places": 1,
    }
    assert asked("?tracked=1").get_json() == plan
    assert asked(docx=mended.data).get_json()["changes"] == []
    refused = asked(docx=REFUSED["signed"])
    assert (refused.status_code, refused.mimetype) == (422, PROBLEM_JSON)


@pytest.mark.parametrize("manuscript", MANUSCRIPTS, ids=lambda one: one.slug)
def test_a_sound_document_comes_back_as_the_same_bytes(
    client: FlaskClient, manuscript: Manuscript
) -> None:
    docx = DIRECT.document(manuscript)
    answer = sent(client, docx)
    assert answer.data == docx
    assert answer.headers["X-Findings-Before"] == answer.headers["X-Findings-After"] == "0"


def test_changes_are_tracked_when_asked_in_the_address_or_the_form(client: FlaskClient) -> None:
    for answer in (
        sent(client, LETTER_PAPER, "?tracked=1"),
        sent(client, LETTER_PAPER, tracked="1"),
    ):
        assert (
            b'<w:sectPrChange w:id="1" w:author="vanban">'
            in parts(answer.data)["word/document.xml"]
        )
    for answer in (sent(client, LETTER_PAPER, "?tracked=0"), sent(client, LETTER_PAPER)):
        assert b"Change" not in parts(answer.data)["word/document.xml"]
    assert sent(client, LETTER_PAPER, "?tracked=co").status_code == 400


def test_a_file_may_be_the_body_itself(client: FlaskClient) -> None:
    answer = client.post(FIXES, data=LETTER_PAPER, content_type=DOCX)
    assert answer.data == sent(client, LETTER_PAPER).data


@pytest.mark.parametrize("docx", REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_changed_is_refused(client: FlaskClient, docx: bytes) -> None:
    answer = sent(client, docx)
    assert (answer.status_code, answer.mimetype) == (422, PROBLEM_JSON)
    assert answer.get_json()["type"] == "/docs#not-to-be-changed"


@pytest.mark.parametrize(
    ("docx", "words"),
    [
        (archives.OLE + b"\0" * 600, "đời cũ (.doc)"),
        (archives.OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"PK\x03\x04", ""),
        (b"", ""),
    ],
    ids=["doc", "encrypted", "cut", "empty"],
)
def test_what_cannot_be_read_is_unreadable(client: FlaskClient, docx: bytes, words: str) -> None:
    answer = sent(client, docx)
    assert answer.status_code == 400
    assert words in answer.get_json()["detail"]


def test_a_form_or_a_parameter_that_nobody_reads_is_refused(client: FlaskClient) -> None:
    assert sent(client, LETTER_PAPER, "?traked=1").status_code == 400
    assert sent(client, LETTER_PAPER, "?type=khong-co").status_code == 400
    answer = client.post(FIXES, data=LETTER_PAPER, content_type=DOCX, headers={"Accept": PDF})
    assert answer.status_code == 406


def test_a_failed_proof_delivers_nothing(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(*_: object) -> None:
        raise MendedTooMuch("word/document.xml", "characters")

    monkeypatch.setattr(mending, "prove", failed)
    monkeypatch.setattr(
        "service.checked_documents.isolation.within", lambda _, call, *given: call(*given)
    )
    answer = sent(client, LETTER_PAPER)
    assert (answer.status_code, answer.mimetype) == (500, PROBLEM_JSON)
    problem = answer.get_json()
    assert problem["type"] == "/docs#mended-too-much"
    assert len(problem["id"]) == 16
    assert "Một" not in answer.get_data(as_text=True)
