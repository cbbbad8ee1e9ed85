"""A document that comes back: what was changed in Word is shown before anything is used."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service import config
from service.app import create_app
from tests.addresses import at

ROOT = Path(__file__).resolve().parents[2]
SLUG = "commendation-decision"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def parsed(client: FlaskClient) -> bytes:
    data = json.loads((ROOT / "samples" / f"{SLUG}.json").read_bytes())
    data["code_number"] = None
    made: bytes = client.post(f"/api/v1/document-types/{SLUG}/documents", json=data).data
    return made


def edited(docx: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The document with texts replaced, as somebody does in Word."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after)
                content = text.encode()
            new.writestr(name, content)
    return out.getvalue()


def opened(client: FlaskClient, docx: bytes) -> str:
    sent = {"file": (io.BytesIO(docx), "quyet-dinh.docx")}
    answer = client.post(f"{at(SLUG)}/mo-tep", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_an_unchanged_document_goes_straight_into_the_form(client: FlaskClient) -> None:
    page = opened(client, parsed(client))
    assert "Văn bản này đã được sửa" not in page
    assert 'value="Thái Phúc Sơn"' in page


def test_what_was_changed_is_listed_and_what_is_certain_can_be_taken_over(
    client: FlaskClient,
) -> None:
    docx = edited(
        parsed(client),
        ("Số: " + "\u00a0" * 9 + "/QĐ", "Số: 21/QĐ"),
        ("Quyết định này có hiệu lực", "Quyết định này được thi hành"),
    )
    page = opened(client, docx)
    assert "Văn bản này đã được sửa" in page
    assert "Lấy lại được 1 chỗ" in page
    assert "Không lấy lại được" in page
    assert "Quyết định này được thi hành" in page
    assert "&#34;code_number&#34;: 21" in page or "&#34;code_number&#34;:21" in page


def test_three_hundred_changes_are_listed_and_all_are_counted(client: FlaskClient) -> None:
    data = json.loads((ROOT / "samples" / "minimal" / "summary-report.json").read_bytes())
    data["opening"] = [f"Dòng {n}." for n in range(301)]
    docx = client.post("/api/v1/document-types/summary-report/documents", json=data).data
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        body = package.read("word/document.xml").decode()
    lines = [
        paragraph
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL)
        if "Dòng " in paragraph
    ]
    docx = edited(docx, *((line, "") for line in lines))
    sent = {"file": (io.BytesIO(docx), "bao-cao.docx")}
    answer = client.post("/bao-cao-tong-ket/mo-tep", data=sent, content_type="multipart/form-data")
    page = answer.get_data(as_text=True)
    assert "301 chỗ" in page
    # Once in the table, and once in the data that the page carries along.
    assert [page.count(f"Dòng {n}.") for n in (0, 299, 300)] == [2, 2, 1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('template="', 'template="x'), "một phiên bản khác của mẫu"),
        (('"priority":null', '"priority":"x"'), "chưa đối chiếu được"),
    ],
)
def test_what_is_reported_of_a_document_as_a_whole_is_reported_before_its_data_is_used(
    client: FlaskClient, change: tuple[str, str], message: str
) -> None:
    data = json.loads((ROOT / "samples" / f"{SLUG}.json").read_bytes())
    data["priority"] = None
    docx = client.post(f"/api/v1/document-types/{SLUG}/documents", json=data).data
    page = opened(client, edited(docx, change, part="customXml/item1.xml"))
    assert "Lưu ý" in page and message in page
    assert "Dùng dữ liệu lúc tạo" in page and "Không lấy lại được" not in page
