"""The input that a file holds, over HTTP: of a workbook what was read, of a document what was changed in Word."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config, documents, intake
from service.app import create_app
from service.media_types import CSV, DOC, DOCX, JSON, ODS, XLSX
from service.schema import pointers
from tests.importing.word.drafts import document
from tests.libreoffice import text_as, workbook_as
from tests.workbook.workbooks import sample, sheet_of
from tools import hostile

SLUG = "commendation-decision"
TYPE = documents.get(SLUG)
URL = f"/api/v1/document-types/{SLUG}"
DATA = sample(SLUG)
LIST = sheet_of(
    [
        ["STT", "Họ và tên", "Chức vụ", "Số tài khoản"],
        [1, "Nguyễn Văn An", "Trưởng phòng", "0123"],
        [2, "Trần Thị Bình", "Văn thư", "0456"],
        [None, "Tổng cộng: 02 người"],
    ],
    "DS",
)


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def sent(client: FlaskClient, content: bytes, name: str, **parts: str) -> Any:
    return client.post(f"{URL}/inputs", data={"file": (io.BytesIO(content), name), **parts})


def made(client: FlaskClient, data: Any = DATA) -> bytes:
    content: bytes = client.post(f"{URL}/documents", json=data).data
    return content


def edited(docx: bytes, before: str, after: str) -> bytes:
    """The document with a text replaced as somebody does in Word."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            new.writestr(name, part)
    return out.getvalue()


# --- of a document ----------------------------------------------------------------------------------


@pytest.mark.no_cover
def test_a_document_gives_back_the_input_that_it_was_made_of(client: FlaskClient) -> None:
    answer = sent(client, made(client), "a.docx")
    assert answer.status_code == 200 and answer.mimetype == JSON
    reported = answer.get_json()
    assert set(reported) == {"input", "reading", "changes", "errors", "warnings"}
    assert reported["input"] == DATA
    assert (reported["reading"], reported["changes"], reported["errors"]) == (None, [], [])


def test_what_it_gives_back_makes_the_same_document(client: FlaskClient) -> None:
    before = made(client)
    assert made(client, sent(client, before, "a.docx").get_json()["input"]) == before


def test_a_value_changed_in_word_is_reported_with_its_pointer_and_not_taken_silently(
    client: FlaskClient,
) -> None:
    content = edited(made(client), DATA["signer"]["full_name"], "Lê Văn Bốn")
    reported = sent(client, content, "a.docx").get_json()
    assert reported["input"] == DATA
    assert reported["changes"] == [
        {
            "kind": "changed",
            "pointer": "/signer/full_name",
            "where": "Họ và tên người ký",
            "generated": DATA["signer"]["full_name"],
            "now": "Lê Văn Bốn",
        }
    ]
    assert [violation["code"] for violation in reported["warnings"]].count("changed_in_word") == 1


def test_the_changes_put_where_they_point_make_what_stands_in_word(client: FlaskClient) -> None:
    content = edited(made(client), DATA["signer"]["full_name"], "Lê Văn Bốn")
    reported = sent(client, content, "a.docx").get_json()
    for change in reported["changes"]:
        owner, _, last = change["pointer"].rpartition("/")
        pointers.find(reported["input"], owner)[last] = change["now"]
    again = sent(client, made(client, reported["input"]), "a.docx").get_json()
    assert again["input"]["signer"]["full_name"] == "Lê Văn Bốn" and again["changes"] == []


def test_a_change_that_says_no_value_has_no_pointer_and_both_texts(client: FlaskClient) -> None:
    content = edited(made(client), "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")
    (change,) = sent(client, content, "a.docx").get_json()["changes"]
    assert (change["kind"], change["pointer"]) == ("changed", None)
    assert (change["generated"], change["now"]) == ("QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")
    assert change["where"]


def test_strictness_makes_a_change_an_error(client: FlaskClient) -> None:
    content = edited(made(client), "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")
    answer = client.post(
        f"{URL}/inputs", data=content, content_type=DOCX, headers={"Prefer": "handling=strict"}
    )
    assert answer.headers["Preference-Applied"] == "handling=strict"
    reported = answer.get_json()
    assert "changed_in_word" in [violation["code"] for violation in reported["errors"]]
    assert reported["warnings"] == []


def test_a_document_of_another_type_is_unreadable_and_one_whose_data_is_gone_is_a_text(
    client: FlaskClient,
) -> None:
    other = "conference-minutes"
    foreign = client.post(f"/api/v1/document-types/{other}/documents", json=sample(other)).data
    assert sent(client, foreign, "a.docx").status_code == 400
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(client))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml/"):
                new.writestr(name, old.read(name))
    held = sent(client, out.getvalue(), "a.docx").get_json()
    assert held["reading"]["lines"] and held["input"]["signer"]["full_name"]
    # Nothing is made of it unseen.
    file = {"file": (io.BytesIO(out.getvalue()), "a.docx")}
    assert client.post(f"{URL}/documents", data=file).status_code == 400


# --- of a workbook ----------------------------------------------------------------------------------


def test_a_list_gives_its_input_and_the_account_of_its_reading(client: FlaskClient) -> None:
    reported = sent(client, LIST, "ds.xlsx").get_json()
    people = reported["input"]["awards"][0]["individuals"]
    assert [person["full_name"] for person in people] == ["Nguyễn Văn An", "Trần Thị Bình"]
    (sheet,) = reported["reading"]["sheets"]
    assert (sheet["rows_taken"], [row["row"] for row in sheet["rows_skipped"]]) == (2, [4])
    assert "column_not_used" in [violation["code"] for violation in reported["warnings"]]
    assert reported["changes"] == []


def test_data_and_mapping_beside_a_list_are_part_of_its_input(client: FlaskClient) -> None:
    mapping = {"sheets": {"DS": {"rows": {"3": "skip"}}}}
    data = {**DATA, "awards": [{"form": "giay_khen", "achievement": "đã có thành tích"}]}
    reported = sent(client, LIST, "a.xlsx", data=json.dumps(data), mapping=json.dumps(mapping))
    found = reported.get_json()["input"]
    assert found["subject"] == DATA["subject"]
    (award,) = found["awards"]
    assert award["form"] == "giay_khen" and len(award["individuals"]) == 1


def test_the_same_violations_as_a_validation_finds(client: FlaskClient) -> None:
    for content, name in ((LIST, "a.xlsx"), (edited(made(client), "QUYẾT ĐỊNH:", "X:"), "a.docx")):
        reported = sent(client, content, name).get_json()
        checked = client.post(
            f"{URL}/validations", data={"file": (io.BytesIO(content), name)}
        ).get_json()
        assert (reported["errors"], reported["warnings"]) == (
            checked["errors"],
            checked["warnings"],
        )
        assert reported["reading"] == checked.get("reading")


def test_our_own_form_gives_back_what_was_filled_in(client: FlaskClient) -> None:
    reported = sent(client, intake.form_workbook(TYPE, DATA), "mau.xlsx").get_json()
    assert reported["errors"] == []
    assert reported["input"]["signer"] == DATA["signer"]


def test_figures_of_a_sheet_are_numbers(client: FlaskClient) -> None:
    content = sheet_of([["STT", "Họ và tên", "Năm sinh"], [1, "Nguyễn Văn An", 1980.5]])
    (person,) = sent(client, content, "a.xlsx").get_json()["input"]["awards"][0]["individuals"]
    assert person["birth_year"] == 1980.5


@pytest.mark.no_cover
def test_a_file_is_taken_as_the_body_too(client: FlaskClient) -> None:
    csv = "STT;Họ và tên\n1;Nguyễn Văn An\n".encode()
    bodies = {
        XLSX: LIST,
        ODS: workbook_as(LIST, "ods"),
        CSV: csv,
        DOCX: made(client),
    }
    for media_type, body in bodies.items():
        answer = client.post(f"{URL}/inputs", data=body, content_type=media_type)
        assert answer.status_code == 200, (media_type, answer.get_json())
        assert answer.get_json()["input"]["awards"][0]["individuals"], media_type


# --- refusals ---------------------------------------------------------------------------------------


def test_json_is_no_file_that_holds_an_input(client: FlaskClient) -> None:
    direct = client.post(f"{URL}/inputs", json=DATA)
    as_file = sent(client, json.dumps(DATA).encode(), "a.json")
    other = client.post(f"{URL}/inputs", data=b"x", content_type="text/plain")
    assert [answer.status_code for answer in (direct, as_file, other)] == [415, 415, 415]
    assert ".docx" in direct.get_json()["detail"] and ".json" not in direct.get_json()["detail"]


def test_only_json_is_answered(client: FlaskClient) -> None:
    answer = client.post(
        f"{URL}/inputs", data=LIST, content_type=XLSX, headers={"Accept": "text/html"}
    )
    assert answer.status_code == 406


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "name", ["nameless_entry", "cell_formats", "number_cells", "overlapping_merges"]
)
def test_a_hostile_workbook_is_refused_as_everywhere(client: FlaskClient, name: str) -> None:
    kind = hostile.KINDS[name]
    answer = sent(client, kind.content(), f"a.{kind.ending}")
    assert answer.status_code in (400, 413)
    assert answer.get_json()["detail"]


def test_a_value_that_json_can_hardly_hold_is_an_error_and_no_failure(client: FlaskClient) -> None:
    data = json.dumps({**DATA, "subject": "\ud800"})
    answer = sent(client, LIST, "a.xlsx", data=data)
    assert answer.status_code == 200
    assert "/subject" in [violation["pointer"] for violation in answer.get_json()["errors"]]
    deep: Any = "x"
    for _ in range(58):
        deep = [deep]
    answer = sent(client, LIST, "a.xlsx", data=json.dumps({"opening": deep}))
    assert answer.status_code == 200


def test_a_type_links_to_its_inputs(client: FlaskClient) -> None:
    assert client.get(URL).get_json()["links"]["inputs"] == f"{URL}/inputs"


def test_the_metrics_count_it_by_its_route_and_what_it_found_by_code(client: FlaskClient) -> None:
    sent(client, LIST, "a.xlsx")
    shown = client.get("/metrics").get_data(as_text=True)
    assert f'route="{URL.replace(SLUG, "<slug>")}/inputs"' in shown
    assert 'code="column_not_used"' in shown


def _last_year(made: Any) -> None:
    for text in (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;",
        "Điều 1. Tặng Giấy khen cho 01 cá nhân đã có thành tích xuất sắc, gồm:",
        "1. Ông Nguyễn Văn An, Trưởng phòng.",
        "Câu này không ai hiểu.",
    ):
        made.add_paragraph(text)


FOREIGN = document(_last_year)


def test_of_a_document_of_somebody_else_every_piece_is_told_with_its_place(
    client: FlaskClient,
) -> None:
    answer = sent(client, FOREIGN, "nam-ngoai.docx")
    assert answer.status_code == 200
    held = answer.get_json()
    assert held["input"]["awards"][0]["individuals"] == [
        {"full_name": "Ông Nguyễn Văn An", "position": "Trưởng phòng"}
    ]
    assert held["changes"] == [] and held["reading"]["missing"] == []
    told = {line["text"]: (line["state"], line["where"]) for line in held["reading"]["lines"]}
    assert told["Ông Nguyễn Văn An"] == ("taken", "đoạn 3")
    assert told["Câu này không ai hiểu."] == ("left", "đoạn 4")
    (expired,) = [found for found in held["warnings"] if found["code"] == "legal_basis_expired"]
    assert "2022" in expired["suggestion"]


def test_a_text_of_another_word_processor_is_read_where_libreoffice_is(
    client: FlaskClient,
) -> None:
    old = text_as(FOREIGN, "doc")
    for answer in (
        sent(client, old, "nam-ngoai.doc"),
        client.post(f"{URL}/inputs", data=old, content_type=DOC),
    ):
        assert answer.status_code == 200
        assert answer.get_json()["input"]["awards"][0]["achievement"] == "đã có thành tích xuất sắc"


def test_a_text_of_another_word_processor_is_415_without_libreoffice_and_400_when_it_is_none(
    client: FlaskClient, tmp_path: Path
) -> None:
    without = create_app(config.Settings(soffice=tmp_path / "soffice")).test_client()
    refused = sent(without, b"{\\rtf1 x}", "a.rtf")
    assert refused.status_code == 415
    assert ".docx" in refused.get_json()["detail"]
    assert sent(client, b"no text", "a.doc").status_code == 400
    # The other routes take what carries an input of its own.
    direct = client.post(f"{URL}/documents", data={"file": (io.BytesIO(b"x"), "a.doc")})
    assert direct.status_code == 415
