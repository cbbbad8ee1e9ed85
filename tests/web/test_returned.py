"""A document that comes back: what was changed in Word is shown before anything is used."""

from __future__ import annotations

import copy
import html
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config
from service.app import create_app
from tests.addresses import at
from tests.test_revision import edited as edited_tree
from tests.test_revision import replaced, text_of, w, written

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
    assert re.search(r'name="/signer/full_name"[^<]*Thái Phúc Sơn', page)


def test_a_document_of_ours_serves_as_the_model_of_a_new_one(client: FlaskClient) -> None:
    data = json.loads((ROOT / "samples" / f"{SLUG}.json").read_bytes())
    docx = client.post(f"/api/v1/document-types/{SLUG}/documents", json=data).data
    sent = {"file": (io.BytesIO(docx), "nam-ngoai.docx"), "as-model": "1"}
    page = client.post(f"{at(SLUG)}/mo-tep", data=sent).get_data(as_text=True)
    assert re.search(r'name="/signer/full_name"[^<]*Thái Phúc Sơn', page)
    assert re.search(r'name="/code_number" value=""', page)
    assert "Nguyễn Văn Việt" not in page
    changed = {"file": (io.BytesIO(with_rows(docx)), "nam-ngoai.docx"), "as-model": "1"}
    listed = client.post(f"{at(SLUG)}/mo-tep", data=changed).get_data(as_text=True)
    assert 'name="as-model"' in listed


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
    form = used(client, page, "0")
    assert 'name="/code_number" value="21"' in form
    assert 'name="/code_number" value="21"' not in used(client, page)


def used(client: FlaskClient, page: str, *ticked: str, slug: str = SLUG, **more: str) -> str:
    """The form that the page leads to, with some of its changes ticked."""
    sent: dict[str, Any] = {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])  # type: ignore[index]
        for name in ("data", "edits")
    }
    answer = client.post(f"{at(slug)}/dung-du-lieu", data=sent | {"edit": list(ticked)} | more)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def with_rows(docx: bytes) -> bytes:
    """The document with one person taken out in Word, another one put in at the end, and another date."""

    def edit(root: Any) -> None:
        def row(name: str) -> Any:
            return next(row for row in root.iter(w("tr")) if name in text_of(row))

        gone, last = row("Nguyễn Hữu Trung"), row("Phạm Quốc Khánh")
        gone.getparent().remove(gone)
        new = copy.deepcopy(last)
        last.addnext(new)
        texts = ("7", "Bà Lê Thị Mới", "Văn thư", "Văn phòng Sở", "450.000")
        for paragraph, text in zip(new.iter(w("p")), texts, strict=True):
            written(paragraph, text)

    return replaced(edited_tree(docx, edit), "ngày 01 tháng 7 năm 2020", "ngày 02 tháng 8 năm 2020")


def test_people_who_came_and_went_in_word_are_listed_with_a_tick_each(client: FlaskClient) -> None:
    page = opened(client, with_rows(parsed(client)))
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "có 3 chỗ đã sửa" in shown and "Lấy lại được 3 chỗ" in shown
    assert "Không lấy lại được" not in shown
    assert "Ngày ban hành 01/07/2020 02/08/2020" in shown
    gone = "Ông Nguyễn Hữu Trung, Chuyên viên, Phòng Lãnh sự - Biên giới"
    assert f"Phụ lục I, bảng Cá nhân, dòng 3 {gone} (đã bỏ)" in shown
    came = "(chưa có) Bà Lê Thị Mới, Văn thư, Văn phòng Sở"
    assert f"Phụ lục I, bảng Cá nhân, dòng 7 {came}" in shown
    whole = used(client, page, "0", "1", "2")
    assert "Lê Thị Mới" in whole and "Nguyễn Hữu Trung" not in whole
    without = used(client, page, "0", "2")
    assert "Lê Thị Mới" in without and "Nguyễn Hữu Trung" in without
    as_made = used(client, page, "0", "1", "2", **{"as-made": "1"})
    assert "Lê Thị Mới" not in as_made and "Nguyễn Hữu Trung" in as_made


def test_what_the_document_writes_anew_by_itself_is_no_loss(client: FlaskClient) -> None:
    def edit(root: Any) -> None:
        row = next(row for row in root.iter(w("tr")) if "Nguyễn Hữu Trung" in text_of(row))
        row.getparent().remove(row)

    page = opened(client, edited_tree(parsed(client), edit))
    shown = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Không lấy lại được" not in shown
    assert "chỗ khác văn bản tự đổi theo, không mất gì" in shown
    assert "Điều 1, khoản 1" in shown
    assert "Phụ lục I, bảng Cá nhân, dòng tổng cộng, cột Tiền thưởng (đồng)" in shown


def test_a_paragraph_that_was_split_and_a_row_of_a_table_have_one_tick_each(
    client: FlaskClient,
) -> None:
    first, second = "Sở đã ban hành kế hoạch.", "Các phòng đã thực hiện."
    data = json.loads((ROOT / "samples" / "minimal" / "summary-report.json").read_bytes())
    table = {"columns": ["Nội dung", "Số"], "rows": [["Đoàn ra", 1], ["Đoàn vào", 2]]}
    data["sections"] = [{"heading": "Kết quả", "paragraphs": [f"{first} {second}"], "table": table}]
    docx = client.post("/api/v1/document-types/summary-report/documents", json=data).data

    def edit(root: Any) -> None:
        line = next(p for p in root.iter(w("p")) if text_of(p).startswith(first))
        new = copy.deepcopy(line)
        line.addnext(new)
        written(line, first)
        written(new, second)
        row = next(each for each in root.iter(w("tr")) if "Đoàn ra" in text_of(each))
        row.getparent().remove(row)

    sent = {"file": (io.BytesIO(edited_tree(docx, edit)), "bao-cao.docx")}
    page = client.post("/bao-cao-tong-ket/mo-tep", data=sent).get_data(as_text=True)
    assert "Lấy lại được 2 chỗ" in page and "Không lấy lại được" not in page
    assert f"{first}\n{second}" in page and "Đoàn ra, 1" in page
    form = used(client, page, "0", slug="summary-report")
    assert re.search(rf'name="/sections/0/paragraphs/1"[^>]*>\s*{second}<', form)
    assert "Đoàn ra" in form


@pytest.mark.parametrize(
    "edits",
    [
        '{"a": 1}',
        '[[{"kind": "changed"}]]',
        '[[{"kind": "x", "pointer": "/place", "value": 1}]]',
        '[[{"kind": "changed", "pointer": "/recipients/99/text", "value": 1}]]',
        '[[{"kind": "added", "pointer": "/recipients/x", "value": 1}]]',
        '[[{"kind": "changed", "pointer": "place", "value": 1}]]',
        "[1]",
        "[[1]]",
    ],
)
def test_changes_that_no_page_offered_are_refused(client: FlaskClient, edits: str) -> None:
    data = (ROOT / "samples" / f"{SLUG}.json").read_text(encoding="utf-8")
    sent = {"data": data, "edits": edits, "edit": "0"}
    answer = client.post(f"{at(SLUG)}/dung-du-lieu", data=sent)
    assert answer.status_code == 400


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
    assert "có 301 chỗ đã sửa" in page and "Lấy lại được 301 chỗ" in page


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
