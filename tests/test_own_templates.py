"""An office's own template: refused, gone or in use, the service says so and never takes another in its place."""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from flask.testing import FlaskClient

from service.app import create_app
from service.config import Settings
from service.docx import standard
from service.telemetry import logs
from tests import one_page
from tests.addresses import at
from tests.serving import DOCUMENTS, ROOT, SAMPLE, SLUG, VALIDATIONS

OURS = (ROOT / "templates_docx" / f"{SLUG}.docx").read_bytes()
OTHER_SLUG = "conference-minutes"
OTHER = DOCUMENTS.replace(SLUG, OTHER_SLUG)
OTHER_SAMPLE = (ROOT / "samples" / f"{OTHER_SLUG}.json").read_bytes()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def soffice(tmp_path: Path) -> Path:
    return one_page.soffice(tmp_path)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root, stream = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    logs.set_up(stream)
    yield stream
    root.handlers[:], root.level = before, level
    logging.captureWarnings(False)


def logged(log: io.StringIO, event: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in lines if line["event"] == event]


def altered(name: str, old: str, new: str) -> bytes:
    """Our template with one text of one part changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(OURS)) as ours, zipfile.ZipFile(target, "w") as package:
        for part in ours.namelist():
            content = ours.read(part)
            if part == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            package.writestr(part, content)
    return target.getvalue()


REFUSED = {
    "a linked picture": (
        altered(
            "word/_rels/document.xml.rels",
            "</Relationships>",
            '<Relationship Id="x1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
            ' Target="http://x.example/logo.png" TargetMode="External"/></Relationships>',
        ),
        "liên kết ra ngoài (http://x.example/logo.png)",
    ),
    "a field that starts a program": (
        altered(
            "word/document.xml",
            "<w:body>",
            '<w:body><w:p><w:fldSimple w:instr="ddeauto cmd a"/></w:p>',
        ),
        "trường DDEAUTO (word/document.xml)",
    ),
    "the type of a file with macros": (
        altered(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "có macro",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_template_with_something_dangerous_makes_no_document_and_says_why_to_who_runs_it(
    own: Path, log: io.StringIO, kind: str
) -> None:
    docx, why = REFUSED[kind]
    (own / f"{SLUG}.docx").write_bytes(docx)
    client = create_app(Settings(templates=own)).test_client()
    (line,) = logged(log, "template refused")
    assert line["template"] == SLUG and why in str(line["problems"])

    answer = client.post(DOCUMENTS, data=SAMPLE, content_type="application/json")
    assert answer.status_code == 500 and answer.mimetype == "application/problem+json"
    reported = answer.get_json()
    assert reported["type"] == "/docs#broken-template"
    assert "Mẫu Word" in reported["detail"] and why not in answer.get_data(as_text=True)
    (line,) = logged(log, "unforeseen error")
    assert line["id"] == reported["id"] and why in str(line["problems"])

    ready = client.get("/readyz")
    assert ready.status_code == 503
    (problem,) = ready.get_json()["problems"][SLUG]
    assert why in problem
    other = client.post(OTHER, data=OTHER_SAMPLE, content_type="application/json")
    assert other.status_code == 200


def test_a_page_says_the_same_with_the_number_of_the_error(own: Path, soffice: Path) -> None:
    (own / f"{SLUG}.docx").write_bytes(REFUSED["a linked picture"][0])
    client = create_app(Settings(templates=own, soffice=soffice)).test_client()
    for route in ("van-ban", "xem-truoc"):
        answer = client.post(
            f"{at(SLUG)}/{route}", data={"data": SAMPLE.decode()}, headers={"Accept": "text/html"}
        )
        page = answer.get_data(as_text=True)
        assert answer.status_code == 500
        assert "Mẫu Word không dùng được" in page and "x.example" not in page
        assert re.search(r"Mã lỗi: <code>[0-9a-f]{16}</code>", page)


def test_a_template_that_changes_while_serving_is_reported_by_readyz_and_once_by_the_log(
    own: Path, log: io.StringIO
) -> None:
    place = own / f"{SLUG}.docx"
    place.write_bytes(OURS)
    client = create_app(Settings(templates=own)).test_client()
    assert client.get("/readyz").status_code == 200

    def reported() -> list[str]:
        answers = [client.get("/readyz") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [503] * 3
        return list(answers[-1].get_json()["problems"][SLUG])

    place.write_bytes(REFUSED["a field that starts a program"][0])
    assert "DDEAUTO" in reported()[0]
    place.unlink()
    assert "không còn trong thư mục" in reported()[0]
    own.rename(own.with_name("unmounted"))
    assert "thư mục" in reported()[0]
    mine = [event for event in logged(log, "template has problems") if event["template"] == SLUG]
    assert len(mine) == 3
    own.with_name("unmounted").rename(own)
    place.write_bytes(OURS)
    assert [client.get("/readyz").status_code for _ in range(3)] == [200] * 3
    again = [line["template"] for line in logged(log, "template can be used again")]
    assert again.count(SLUG) == 1


def test_an_answer_says_which_template_made_it(own: Path, soffice: Path) -> None:
    theirs = altered("word/document.xml", "<w:body>", "<w:body><w:p/>")
    (own / f"{SLUG}.docx").write_bytes(theirs)
    client = create_app(Settings(templates=own, soffice=soffice)).test_client()
    digest = hashlib.sha256(theirs).hexdigest()
    answers = {
        "docx": client.post(DOCUMENTS, data=SAMPLE, content_type="application/json"),
        "pdf": client.post(
            DOCUMENTS,
            data=SAMPLE,
            content_type="application/json",
            headers={"Accept": "application/pdf"},
        ),
        "page": client.post(f"{at(SLUG)}/van-ban", data={"data": SAMPLE.decode(), "as": "docx"}),
        "page pdf": client.post(f"{at(SLUG)}/van-ban", data={"data": SAMPLE.decode(), "as": "pdf"}),
        "preview": client.post(f"{at(SLUG)}/xem-truoc", data={"data": SAMPLE.decode()}),
    }
    for name, answer in answers.items():
        assert answer.status_code == 200, name
        assert answer.headers["X-Template"] == f'"{SLUG}.docx";sha256="{digest}"', name
    assert answers["pdf"].data == answers["page pdf"].data == one_page.PDF
    assert Document(io.BytesIO(answers["docx"].data)).paragraphs[0].text == ""
    assert answers["docx"].data == answers["page"].data
    ours = client.post(OTHER, data=OTHER_SAMPLE, content_type="application/json")
    default = (ROOT / "templates_docx" / f"{OTHER_SLUG}.docx").read_bytes()
    assert hashlib.sha256(default).hexdigest() in ours.headers["X-Template"]


def test_a_page_of_an_allowed_origin_may_read_it() -> None:
    settings = Settings(
        cors_origins="https://a.example", trusted_user_header="X-User", trusted_proxy="127.0.0.1"
    )
    client: FlaskClient = create_app(settings).test_client()
    answer = client.get("/api/v1/document-types", headers={"Origin": "https://a.example"})
    assert "X-Template" in answer.headers["Access-Control-Expose-Headers"].split(", ")


def with_margins(left_mm: int, right_mm: int, *, landscape_too: bool = False) -> bytes:
    """Our template with other side margins on its upright pages, or on all."""
    with zipfile.ZipFile(io.BytesIO(OURS)) as ours:
        xml = ours.read("word/document.xml").decode()
    target = io.BytesIO()
    sides = {"left": standard.twips(left_mm), "right": standard.twips(right_mm)}

    def widened(section: re.Match[str]) -> str:
        if 'w:orient="landscape"' in section[0] and not landscape_too:
            return section[0]
        return re.sub(
            r'(<w:pgMar[^>]*? w:)(left|right)="\d+"([^>]*? w:)(left|right)="\d+"',
            lambda m: f'{m[1]}{m[2]}="{sides[m[2]]}"{m[3]}{m[4]}="{sides[m[4]]}"',
            section[0],
        )

    changed = re.sub(r"<w:sectPr.*?</w:sectPr>", widened, xml, flags=re.DOTALL)
    with zipfile.ZipFile(io.BytesIO(OURS)) as ours, zipfile.ZipFile(target, "w") as package:
        for part in ours.namelist():
            package.writestr(part, changed if part == "word/document.xml" else ours.read(part))
    return target.getvalue()


@pytest.mark.parametrize("margins", [(30, 20), (35, 20), (30, 15)])
def test_tables_are_as_wide_as_the_text_of_the_offices_own_template(
    own: Path, margins: tuple[int, int]
) -> None:
    (own / f"{SLUG}.docx").write_bytes(with_margins(*margins))
    client = create_app(Settings(templates=own)).test_client()
    made = client.post(DOCUMENTS, data=SAMPLE, content_type="application/json")
    tables = [table for table in Document(io.BytesIO(made.data)).tables if len(table.columns) > 3]
    assert tables
    wanted = standard.PAGE_WIDTH_TWIPS - sum(map(standard.twips, margins))
    for table in tables:
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        cells = [
            int(cell._tc.get_or_add_tcPr().find(qn("w:tcW")).get(qn("w:w")))
            for cell in table.rows[1].cells
        ]
        assert (sum(grid), sum(cells)) == (wanted, wanted)


def told_of_tables(own: Path, columns: int, word: str = "Chỉtiêusố") -> list[str]:
    """What a report with one more table of so many columns is told of tables."""
    data = json.loads(SAMPLE)
    table = {"columns": [f"{word}{n:02}" for n in range(columns)], "rows": [["1"] * columns]}
    data["annexes"] = [{"title": "Số liệu", "table": table}]
    client = create_app(Settings(templates=own)).test_client()
    answer = client.post(VALIDATIONS, json=data)
    found = (answer.json or {})["errors"]
    return [error["message"] for error in found if error["code"] == "table_form"]


def test_a_table_is_too_wide_for_the_paper_of_the_offices_own_template(own: Path) -> None:
    long = "Chỉtiêukếhoạchsố"
    assert told_of_tables(own, 11) == told_of_tables(own, 5, long) == []
    (own / f"{SLUG}.docx").write_bytes(with_margins(90, 60, landscape_too=True))
    (message,) = told_of_tables(own, 11)
    assert message == (
        "Bảng có 11 cột, trang ngang cỡ chữ 10 chỉ đủ chỗ cho khoảng 7 cột; hãy tách thành nhiều bảng."
    )
    assert told_of_tables(own, 7) == []
    (message,) = told_of_tables(own, 5, long)
    assert message.startswith("Bảng có 5 cột, trang ngang cỡ chữ 10 chỉ đủ chỗ cho khoảng 4 cột")


def test_with_a_broken_template_a_table_is_judged_by_the_paper_of_the_decree(own: Path) -> None:
    (own / f"{SLUG}.docx").write_bytes(b"no template")
    assert told_of_tables(own, 11) == []
