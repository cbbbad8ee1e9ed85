"""One way through: each request looks its type up, parses, reviews and renders once, whatever came in."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import types
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from service import config, documents, intake
from service.app import create_app
from service.documents.document_type import DocumentType
from service.docx import rendering
from service.http.pages import form_builder
from service.media_types import DOCUMENT_JSON
from service.untrusted import isolation, strict_json
from tests import one_page
from tests.addresses import at
from tests.documents.inputs import sample
from tests.importing.word.drafts import document
from tests.workbook.workbooks import sheet_of

SLUG = "commendation-decision"
TYPE = documents.get(SLUG)
API = f"/api/v1/document-types/{SLUG}"
DATA = sample(SLUG)
BODY = json.dumps(DATA).encode()
LIST = sheet_of([["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "Trưởng phòng"]], "DS")
PROFILE = {"organ": DATA["organ"], "place": DATA["place"], "signers": [DATA["signer"]]}
PAIRS = dict(form_builder.build(TYPE, DATA).pairs())
PEOPLE = "/awards/0/individuals"
LEGACY = {**PAIRS, "/signer/full_name": "NguyÔn V¨n An"}


@dataclasses.dataclass
class Work:
    """What one request did: the looks at the registry, the JSON read and written, the calls in a child, the rest."""

    lookups: int = 1
    read: int = 0
    written: int = 0
    children: tuple[str, ...] = ()
    reviews: int = 0
    renders: int = 0


@pytest.fixture(scope="module")
def app_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    profiles = tmp_path_factory.mktemp("profiles")
    (profiles / "so-ngoai-vu.json").write_text(json.dumps(PROFILE), encoding="utf-8")
    data = tmp_path_factory.mktemp("batches") / "data"
    return create_app(config.Settings(soffice=soffice, profiles=profiles, data=data)).test_client()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Counts from here on; children are counted here, what they do inside is theirs."""
    done = Work(lookups=0)

    def counted(owner: Any, name: str, count: Callable[..., None]) -> None:
        real = getattr(owner, name)

        def call(*args: Any, **named: Any) -> Any:
            count(*args)
            return real(*args, **named)

        monkeypatch.setattr(owner, name, call)

    def one_more(attribute: str) -> Callable[..., None]:
        def count(*_: Any) -> None:
            setattr(done, attribute, getattr(done, attribute) + 1)

        return count

    def child(_: object, function: Callable[..., Any], *__: Any) -> None:
        done.children = (*done.children, function.__name__)

    counted(documents, "get", one_more("lookups"))
    own = types.SimpleNamespace(**vars(json))
    monkeypatch.setattr(strict_json, "json", own)
    decoder = types.SimpleNamespace(decode=strict_json._DECODER.decode)
    writer = types.SimpleNamespace(encode=strict_json._WRITER.encode)
    monkeypatch.setattr(strict_json, "_DECODER", decoder)
    monkeypatch.setattr(strict_json, "_WRITER", writer)
    counted(decoder, "decode", one_more("read"))
    counted(own, "loads", one_more("read"))
    counted(writer, "encode", one_more("written"))
    counted(isolation, "within", child)
    counted(DocumentType, "check", one_more("reviews"))
    counted(rendering, "render", one_more("renders"))
    yield done


def upload(content: bytes, name: str) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


def posted(**more: str) -> dict[str, Any]:
    return {"data": {**PAIRS, **more}}


def carried(**more: str) -> dict[str, Any]:
    return {"data": {"data": BODY.decode(), **more}}


def packed(pairs: dict[str, str]) -> dict[str, Any]:
    return {"data": {"fields": json.dumps(list(pairs.items()))}}


def docx(client: FlaskClient, *changes: tuple[str, str]) -> bytes:
    """The sample's document, with texts replaced as somebody does in Word."""
    out = io.BytesIO()
    made = client.post(f"{API}/documents", json=DATA).data
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                for before, after in changes:
                    text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return out.getvalue()


def read_batch(client: FlaskClient) -> str:
    """The address of a batch of the sample that waits to be begun."""
    sent = {"type": SLUG, **upload(BODY, "a.json")}
    answer = client.post("/nhieu-van-ban", data=sent, content_type="multipart/form-data")
    return answer.headers["Location"]


def begun_batch(client: FlaskClient) -> str:
    address = read_batch(client)
    client.post(f"{address}/bat-dau")
    return address


FOREIGN = document(lambda made: made.add_paragraph("Điều 1. Một."))
CONFORMANCE = "/kiem-tra-the-thuc"
HELD = {"docx": base64.b64encode(FOREIGN).decode(), "name": "a.docx"}
CHANGED = (DATA["signer"]["full_name"], "Lê Văn Bốn")
WORKBOOK, DOCX = ("parse_workbook",), ("parse_document",)
#: By what is done: endpoint, method, address, what is sent, and the work.
Sent = dict[str, Any] | Callable[[FlaskClient], dict[str, Any]]
Address = str | Callable[[FlaskClient], str]
CASES: dict[str, tuple[str, str, Address, Sent, Work]] = {
    # --- the API
    "list of types": ("api.list_document_types", "GET", "/api/v1/document-types", {}, Work(0)),
    "one type": ("api.show_document_type", "GET", API, {}, Work()),
    "sample": ("api.show_sample", "GET", f"{API}/sample", {}, Work()),
    "form": ("api.show_form", "GET", f"{API}/form.xlsx", {}, Work()),
    "fault codes": ("api.list_fault_codes", "GET", "/api/v1/fault-codes", {}, Work(0)),
    "law": ("api.show_law", "GET", "/api/v1/law?on=2027-03-01", {}, Work(0)),
    "legal bases": ("api.list_legal_bases", "GET", "/api/v1/legal-bases", {}, Work(0)),
    "profiles": ("api.list_profiles", "GET", "/api/v1/profiles", {}, Work(0)),
    "one profile": ("api.show_profile", "GET", "/api/v1/profiles/so-ngoai-vu", {}, Work(0)),
    "document of JSON and a profile": ("api.create_document", "POST", f"{API}/documents?profile=so-ngoai-vu", {"json": {name: value for name, value in DATA.items() if name not in PROFILE}}, Work(read=1, reviews=1, renders=1)),
    "document of JSON": ("api.create_document", "POST", f"{API}/documents", {"json": DATA}, Work(read=1, reviews=1, renders=1)),
    "PDF of JSON": ("api.create_document", "POST", f"{API}/documents", {"json": DATA, "headers": {"Accept": "application/pdf"}}, Work(read=1, reviews=1, renders=1)),
    "document with all that is said of it": ("api.create_document", "POST", f"{API}/documents?formats=docx,pdf", {"json": DATA, "headers": {"Accept": DOCUMENT_JSON}}, Work(read=1, reviews=1, renders=1)),
    "document of a document": ("api.create_document", "POST", f"{API}/documents", lambda client: {"data": upload(docx(client), "a.docx")}, Work(read=1, children=DOCX, reviews=1, renders=1)),
    "document of a workbook": ("api.create_document", "POST", f"{API}/documents", lambda _: {"data": upload(intake.form_workbook(TYPE, DATA), "a.xlsx")}, Work(children=WORKBOOK, reviews=1, renders=1)),
    "document of a list and data": ("api.create_document", "POST", f"{API}/documents", lambda _: {"data": {**upload(LIST, "a.xlsx"), "data": json.dumps({**DATA, "awards": [{**DATA["awards"][0], "individuals": [], "declared_individuals": None}]})}}, Work(read=1, children=WORKBOOK, reviews=1, renders=1)),
    "validation of JSON": ("api.validate", "POST", f"{API}/validations", {"json": DATA}, Work(read=1, reviews=1)),
    "validation of a document": ("api.validate", "POST", f"{API}/validations", lambda client: {"data": upload(docx(client, CHANGED), "a.docx")}, Work(read=1, children=DOCX, reviews=1, renders=1)),
    "input of a list": ("api.read_input", "POST", f"{API}/inputs", lambda _: {"data": upload(LIST, "a.xlsx")}, Work(children=WORKBOOK, reviews=1)),
    "input of a document": ("api.read_input", "POST", f"{API}/inputs", lambda client: {"data": upload(docx(client), "a.docx")}, Work(read=1, children=DOCX, reviews=1, renders=1)),
    # As when a clerk opens it: the value that the change says is tried before it is offered.
    "input of a changed document": ("api.read_input", "POST", f"{API}/inputs", lambda client: {"data": upload(docx(client, CHANGED), "a.docx")}, Work(read=1, children=DOCX, reviews=2, renders=3)),
    "format mended": ("conformance.fix_conformance", "POST", "/api/v1/conformance-fixes", lambda _: {"data": upload(FOREIGN, "a.docx")}, Work(lookups=0, children=("_mended",))),
    "letters converted": ("conformance.convert_to_unicode", "POST", "/api/v1/unicode-conversions", lambda _: {"data": upload(FOREIGN, "a.docx")}, Work(lookups=0, children=("convert",))),
    "format checked": ("conformance.check_conformance", "POST", "/api/v1/conformance-checks", lambda _: {"data": upload(FOREIGN, "a.docx")}, Work(lookups=0, children=("check",))),
    "format checked on pages": ("conformance.check_conformance", "POST", "/api/v1/conformance-checks?pages=true", lambda _: {"data": upload(FOREIGN, "a.docx"), "headers": {"Accept": "application/sarif+json"}}, Work(lookups=0, children=("check", "_draw", "check"))),
    "format told in comments": ("conformance.check_conformance", "POST", "/api/v1/conformance-checks", lambda _: {"data": upload(FOREIGN, "a.docx"), "headers": {"Accept": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}}, Work(lookups=0, children=("_commented",))),
    "format told on pictures": ("conformance.check_conformance", "POST", "/api/v1/conformance-checks", lambda _: {"data": upload(FOREIGN, "a.docx"), "headers": {"Accept": "application/zip"}}, Work(lookups=0, children=("check", "_draw", "check", "_draw"))),
    "marked workbook": ("api.check_form", "POST", f"{API}/form-checks", lambda _: {"data": upload(LIST, "a.xlsx")}, Work(children=(*WORKBOOK, "_mark"), reviews=1)),
    # --- the form
    "start": ("web.start", "GET", "/", {}, Work(0)),
    "guide": ("web.show_guide", "GET", "/tro-giup", {}, Work(0)),
    "picture of the guide": ("web.show_picture", "GET", "/tro-giup/hinh/clerk-start.png", {}, Work(0)),
    "blank form": ("web.blank_form", "GET", at(SLUG), {}, Work()),
    "sample form": ("web.sample_form", "GET", f"{at(SLUG)}/vi-du", {}, Work(read=1)),
    "row added": ("web.posted_form", "POST", at(SLUG), posted(do="add:/recipients"), Work()),
    "form checked": ("web.posted_form", "POST", at(SLUG), posted(do="check"), Work(written=1, reviews=1)),
    "packed form checked": ("web.posted_form", "POST", at(SLUG), packed(PAIRS), Work(read=1, written=1, reviews=1)),
    # The suggestions are those for what was typed, the violations shown those that are left.
    "suggestions applied": ("web.posted_form", "POST", at(SLUG), {"data": {**LEGACY, "do": "apply-all"}}, Work(written=1, reviews=2)),
    "data saved": ("web.save_data", "POST", f"{at(SLUG)}/ban-luu", carried(), Work(read=1, written=1)),
    "download": ("web.download", "POST", f"{at(SLUG)}/van-ban", carried(), Work(read=1, written=1, reviews=1, renders=1)),
    "download of PDF": ("web.download", "POST", f"{at(SLUG)}/van-ban", carried(**{"as": "pdf"}), Work(read=1, written=1, reviews=1, renders=1)),
    "preview": ("web.preview", "POST", f"{at(SLUG)}/xem-truoc", posted(), Work(written=1, children=("_draw",), reviews=1, renders=2)),
    "no preview yet": ("web.no_preview_yet", "GET", f"{at(SLUG)}/xem-truoc", {}, Work()),
    # --- the office's profile
    "profile": ("web.show_profile", "GET", "/ho-so-co-quan", {}, Work(0)),
    "profile checked": ("web.edit_profile", "POST", "/ho-so-co-quan", {"data": {"/place": "Vinh"}}, Work(0)),
    "profile saved as a file": ("web.save_profile", "POST", "/ho-so-co-quan/tai-ve", {"data": {"/place": "Vinh"}}, Work(0, written=1)),
    "profile opened": ("web.open_profile", "POST", "/ho-so-co-quan/mo-tep", lambda _: {"data": upload(json.dumps(PROFILE).encode(), "a.json")}, Work(0, read=1)),
    "profile chosen": ("web.choose_profile", "POST", "/ho-so-co-quan/chon", {"data": {"name": "so-ngoai-vu"}, "follow_redirects": True}, Work(0)),
    # --- files
    "choice of a file": ("web.choose_file", "GET", f"{at(SLUG)}/mo-tep", {}, Work()),
    "form fetched": ("web.fetch_form", "GET", f"{at(SLUG)}/mau-excel", {}, Work()),
    "data opened": ("web.open_file", "POST", f"{at(SLUG)}/mo-tep", lambda _: {"data": upload(BODY, "a.json")}, Work(read=1, written=1, reviews=1)),
    "workbook opened": ("web.open_file", "POST", f"{at(SLUG)}/mo-tep", lambda _: {"data": upload(LIST, "a.xlsx")}, Work(written=1, children=WORKBOOK, reviews=1)),
    "data of a workbook used": ("web.use_data", "POST", f"{at(SLUG)}/dung-du-lieu", carried(), Work(read=1, written=1, reviews=1)),
    "workbook marked": ("web.mark_file", "POST", f"{at(SLUG)}/danh-dau-loi", lambda _: {"data": upload(LIST, "a.xlsx")}, Work(children=(*WORKBOOK, "_mark"), reviews=1)),
    # Whether it is ours is asked before it is read as a text.
    "text of a foreign document": ("web.open_file", "POST", f"{at(SLUG)}/mo-tep", lambda _: {"data": upload(FOREIGN, "a.docx")}, Work(children=(*DOCX, "parse_foreign_document"), written=2)),
    # The text's input and, to go back, what was typed: two inputs are offered, so two are written.
    "text pasted": ("web.read_text", "POST", f"{at(SLUG)}/doc-van-ban", {"data": {**PAIRS, "word_html": "<p>Điều 1. Một.</p>"}}, Work(children=("parse_paste",), written=2)),
    "text used": ("web.use_data", "POST", f"{at(SLUG)}/dung-du-lieu", carried(source="text", parts="1", part="subject"), Work(read=1, written=1, reviews=1)),
    # Which laws are in force no more is asked of the bases alone, before the form is checked.
    "text used with bases in force": ("web.use_data", "POST", f"{at(SLUG)}/dung-du-lieu", carried(**{"source": "text", "replace-bases": "1"}), Work(read=1, written=1, reviews=2)),
    # --- many documents at once
    "batches": ("web.show_batches", "GET", "/nhieu-van-ban", {}, Work(0)),
    "form for many, a sheet each": ("web.fetch_sheets_form", "GET", f"{at(SLUG)}/mau-excel-nhieu-trang", {}, Work()),
    "form for many": ("web.fetch_batch_form", "GET", f"{at(SLUG)}/mau-excel-nhieu", {}, Work()),
    # The line by which an item waits is tried before it is told that its document can be made.
    "batch read": ("web.check_batch", "POST", "/nhieu-van-ban", lambda _: {"data": {"type": SLUG, **upload(BODY, "a.json")}}, Work(0, read=2, written=2, reviews=1)),
    "batch told of": ("web.show_batch", "GET", read_batch, {}, Work()),
    "batch begun": ("web.start_batch", "POST", lambda client: f"{read_batch(client)}/bat-dau", {}, Work(0)),
    "progress of a batch": ("web.batch_progress", "GET", lambda client: f"{begun_batch(client)}/tien-do", {}, Work(0)),
    "result of a batch": ("web.batch_result", "GET", lambda client: f"{begun_batch(client)}/ket-qua", {}, Work(0)),
    "batch deleted": ("web.delete_batch", "POST", lambda client: f"{begun_batch(client)}/xoa", {}, Work(0)),
    # --- any document against the decree: read once before a converter gets it, and once more with its pages
    "choice of a file to check": ("web.choose_conformance", "GET", CONFORMANCE, {}, Work(0)),
    "file checked": ("web.check_conformance", "POST", CONFORMANCE, lambda _: {"data": upload(FOREIGN, "a.docx")}, Work(0, children=("_mended", "_draw", "check"))),
    "file mended": ("web.mend_conformance", "POST", f"{CONFORMANCE}/sua", {"data": HELD}, Work(0, children=("_mended", "_draw", "check", "_draw", "check"))),
    "letters of a file converted": ("web.convert_to_unicode", "POST", f"{CONFORMANCE}/chuyen-chu", {"data": HELD}, Work(0, children=("convert",))),
    "mended file fetched": ("web.fetch_conformance", "POST", f"{CONFORMANCE}/tai-ve", {"data": {**HELD, "as": "mended"}}, Work(0, children=("_mended",))),
    "file with comments fetched": ("web.fetch_conformance", "POST", f"{CONFORMANCE}/tai-ve", {"data": {**HELD, "as": "comments"}}, Work(0, children=("_commented",))),
    "report fetched": ("web.fetch_conformance", "POST", f"{CONFORMANCE}/tai-ve", {"data": {**HELD, "as": "report"}}, Work(0, children=("check", "_draw", "check", "_draw"))),
    # --- lists of the form
    "list of a block": ("web.preview_list", "POST", f"{at(SLUG)}/danh-sach", {"data": {"list": PEOPLE, "plain": "Họ và tên\tĐơn vị\nA B\tC"}}, Work(written=1, children=("parse_list",))),
    "list of a workbook": ("web.preview_list", "POST", f"{at(SLUG)}/danh-sach", lambda _: {"data": {**PAIRS, "list": PEOPLE, f"file:{PEOPLE}": (io.BytesIO(LIST), "a.xlsx")}}, Work(written=1, children=("parse_list",))),
    "list for the script": ("web.preview_list", "POST", f"{at(SLUG)}/danh-sach", {"data": {"list": PEOPLE, "plain": "a\tb", "fields": "[]"}, "headers": {"Accept": "application/json"}}, Work(read=1, children=("parse_list",))),
    "lines pasted": ("web.pasted_lines", "POST", f"{at(SLUG)}/dong-dan", {"data": {"plain": "- A\n- B"}}, Work(children=("of_text",))),
    "cells pasted": ("web.pasted_cells", "POST", f"{at(SLUG)}/o-dan", {"data": {"plain": "A\tB"}}, Work(children=("as_texts",))),
    "document opened": ("web.open_file", "POST", f"{at(SLUG)}/mo-tep", lambda client: {"data": upload(docx(client), "a.docx")}, Work(read=1, children=DOCX, reviews=1, renders=1)),
    # The input as it was, with marks that say where each value is printed, and with the value accepted, which is
    # reviewed and compared too: fewer would accept what nobody has seen printed. Two inputs are offered, so two are written.
    "changed document opened": ("web.open_file", "POST", f"{at(SLUG)}/mo-tep", lambda client: {"data": upload(docx(client, CHANGED), "a.docx")}, Work(read=1, written=2, children=DOCX, reviews=2, renders=3)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_request_does_each_thing_once(
    name: str,
    app_client: FlaskClient,
    request: pytest.FixtureRequest,
) -> None:
    _, method, address, sent, expected = CASES[name]
    arguments = sent(app_client) if callable(sent) else sent
    address = address(app_client) if callable(address) else address
    if "data" in arguments:
        arguments = {**arguments, "content_type": "multipart/form-data"}
    # What the request of the case needs is made; only now is counted.
    done: Work = request.getfixturevalue("work")
    answer = app_client.open(address, method=method, **arguments)
    # A page of a batch leads on to the next.
    assert answer.status_code in (200, 303), answer.get_data(as_text=True)[:2_000]
    assert done == expected


def test_every_route_has_its_case(app_client: FlaskClient) -> None:
    rules = app_client.application.url_map.iter_rules()
    endpoints = {
        rule.endpoint
        for rule in rules
        if rule.endpoint.startswith(("api.", "conformance.", "web."))
    }
    # Addresses of earlier versions do nothing but lead on.
    assert endpoints - {"web.static", "web.former.lead_on"} == {
        endpoint for endpoint, *_ in CASES.values()
    }


def test_an_unknown_type_is_looked_up_once_and_nothing_else_is_done(
    app_client: FlaskClient, work: Work
) -> None:
    for address in ("/api/v1/document-types/khong-co/documents", "/khong-co/van-ban"):
        assert app_client.post(address, json=DATA).status_code == 404
    # A page of no type is no address at all.
    assert work == Work(lookups=1)
