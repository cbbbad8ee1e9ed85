"""Everything works where no script runs: the server adds, moves and removes rows, and keeps what was typed."""

from __future__ import annotations

import html
import io
import json
import re
from html.parser import HTMLParser

import pytest
from docx import Document
from flask.testing import FlaskClient

from service import config, documents, intake
from service.app import create_app
from service.http.pages import form_builder, form_parser, typed_values
from tests.addresses import at
from tests.web import form_steps

FORM, REPORT_FORM = "/quyet-dinh-khen-thuong", "/bao-cao-tong-ket"


class Inputs(HTMLParser):
    """What the form of a page would send, and the buttons that it can be sent with."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.buttons: list[str] = []
        self.hidden: dict[str, str] = {}
        self._templates = 0
        self._area: str | None = None
        self._select: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        reported = dict(attrs)
        name, value = reported.get("name") or "", reported.get("value") or ""
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        if tag == "button" and name == "do":
            self.buttons.append(value)
        elif tag == "input" and reported.get("type") == "hidden":
            self.hidden[name] = value
        elif tag == "input" and name.startswith("/"):
            if reported.get("type") not in ("radio", "checkbox") or "checked" in reported:
                self.pairs.append((name, value))
        elif tag == "textarea":
            self._area = name
            self.pairs.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in reported:
            self.pairs.append((self._select, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None and not self._templates:
            self.pairs[-1] = (self._area, (self.pairs[-1][1] + data).lstrip("\n"))


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.load({})).test_client()


def send(
    client: FlaskClient, pairs: list[tuple[str, str]], do: str, **more: str
) -> tuple[int, str]:
    fields: dict[str, list[str]] = {}
    for name, text in [*pairs, ("do", do), *more.items()]:
        fields.setdefault(name, []).append(text)
    answer = client.post(FORM, data=fields, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def decision() -> list[tuple[str, str]]:
    return [
        *form_steps.TYPED.items(),
        ("/awards/0/form", "giay_khen"),
        ("/awards/0/bonus/=", "-"),
        ("/awards/0/bonus/individual", "450.000"),
        *(
            (f"/awards/0/individuals/{n}/full_name", name)
            for n, name in enumerate(form_steps.PEOPLE)
        ),
    ]


def test_a_form_without_scripts_becomes_a_document(client: FlaskClient) -> None:
    status, page = send(client, decision(), "accept")
    assert status == 200 and "Văn bản đã sẵn sàng" in page
    answer = client.post(
        f"{FORM}/van-ban", data={"data": Inputs(page).hidden["data"], "as": "docx"}
    )
    assert answer.headers["Cache-Control"] == "no-store"
    text = form_steps.text_of(Document(io.BytesIO(answer.data)))
    assert all(name in text for name in form_steps.PEOPLE) and "1.350.000 đồng" in text


def test_warnings_wait_for_a_word_and_errors_for_a_correction(client: FlaskClient) -> None:
    status, page = send(client, decision(), "check")
    assert status == 200 and "accept" in Inputs(page).buttons
    status, page = send(client, [("/issued_date", "31/6/2020")], "accept")
    assert status == 422 and "accept" not in Inputs(page).buttons
    assert ("/issued_date", "31/6/2020") in Inputs(page).pairs


def test_rows_are_added_moved_and_removed_by_the_server(client: FlaskClient) -> None:
    start = [("/recipients/0", "A"), ("/recipients/7", "B"), ("/recipients/3", "C")]

    def after(do: str) -> list[str]:
        _, page = send(client, start, do)
        return [text for name, text in Inputs(page).pairs if name.startswith("/recipients/")]

    assert after("add:/recipients") == ["A", "B", "C", ""]
    assert after("up:/recipients/7") == ["B", "A", "C"]
    assert after("down:/recipients/7") == ["A", "C", "B"]
    assert after("remove:/recipients/7") == ["A", "C"]
    assert after("remove:/recipients/99") == ["A", "B", "C"]


def test_rows_that_were_added_stay_when_another_is_added(client: FlaskClient) -> None:
    _, page = send(client, [("/recipients/0", "A"), ("/recipients/1", "")], "add:/recipients")
    rows = [text for name, text in Inputs(page).pairs if name.startswith("/recipients/")]
    assert rows == ["A", "", ""]


def test_blocks_of_every_kind_are_added_by_the_server_where_they_are_wanted(
    client: FlaskClient,
) -> None:
    blocks = "/sections/0/blocks"
    pairs = [(f"{blocks}/4/paragraph/text", "Đoạn."), (f"{blocks}/2/items/0", "a\n+ b")]

    def after(do: str) -> list[tuple[str, str]]:
        fields = dict(pairs) | {"do": do}
        page = client.post(REPORT_FORM, data=fields).get_data(as_text=True)
        return [pair for pair in Inputs(page).pairs if pair[0].startswith(blocks)]

    there = [
        (f"{blocks}/0/paragraph/text", "Đoạn."),
        (f"{blocks}/0/paragraph/lead", ""),
        (f"{blocks}/1/items/0", "a\n+ b"),
    ]
    assert after(f"add-one:{blocks}/items") == [*there, (f"{blocks}/2/items/0", "")]
    assert after(f"add-one:{blocks}/paragraph")[3:] == [
        (f"{blocks}/2/paragraph/text", ""),
        (f"{blocks}/2/paragraph/lead", ""),
    ]
    assert (f"{blocks}/2/table/columns/0/header", "") in after(f"add-one:{blocks}/table")
    assert after(f"up:{blocks}/2")[0] == (f"{blocks}/0/items/0", "a\n+ b")


def test_a_table_gets_and_loses_columns(client: FlaskClient) -> None:
    table = "/sections/0/table"
    pairs = [
        (f"{table}/columns/0/header", "A"),
        (f"{table}/columns/1/header", "B"),
        (f"{table}/rows/0/0", "x"),
        (f"{table}/rows/0/1", "1.234,5"),
    ]
    fields = [*pairs, ("do", f"remove-column:{table}/columns/0")]
    page = client.post("/bao-cao-tong-ket", data=dict(fields)).get_data(as_text=True)
    sent = Inputs(page).pairs
    assert (f"{table}/columns/0/header", "B") in sent and (f"{table}/rows/0/0", "1.234,5") in sent
    fields = [*pairs, ("do", f"add-column:{table}")]
    page = client.post("/bao-cao-tong-ket", data=dict(fields)).get_data(as_text=True)
    assert (f"{table}/rows/0/2", "") in Inputs(page).pairs


def test_a_basis_is_picked_without_scripts(client: FlaskClient) -> None:
    found = re.search(
        r'name="(pick:/legal_bases)"[^>]*value="([^"]+)"',
        client.get(FORM).get_data(as_text=True),
    )
    assert found is not None
    picked = (found[1], html.unescape(found[2]))
    _, page = send(client, [("/legal_bases/0", ""), picked], "draw:/legal_bases")
    assert picked[1] in dict(Inputs(page).pairs).values()


@pytest.mark.parametrize("slug", list(documents.TYPES))
@pytest.mark.parametrize("folder", ["", "minimal/"])
def test_what_a_page_shows_is_read_back_as_it_was(
    client: FlaskClient, slug: str, folder: str
) -> None:
    document_type = documents.get(slug)
    data = json.loads((form_steps.ROOT / "samples" / f"{folder}{slug}.json").read_bytes())
    pairs = form_builder.build(document_type, data).pairs()
    assert form_parser.parse(intake.items(document_type), pairs).data == data
    page = client.post(f"{at(slug)}", data={"fields": json.dumps(pairs), "do": "draw"})
    assert (
        form_parser.parse(
            intake.items(document_type), Inputs(page.get_data(as_text=True)).pairs
        ).data
        == data
    )


def test_data_that_has_no_place_stays_in_sight_until_it_is_cleared(client: FlaskClient) -> None:
    data = {"organName": "Sở", "organ": "Sở Ngoại vụ", "recipients": "A", "awards": [{"ten": 1}]}
    answer = client.post(
        f"{FORM}/mo-tep", data={"file": (io.BytesIO(json.dumps(data).encode()), "a.json")}
    )
    sent = Inputs(answer.get_data(as_text=True)).pairs
    for pair in (
        ("/organName", "Sở"),
        ("/organ", "Sở Ngoại vụ"),
        ("/recipients", "A"),
        ("/awards/0/ten", "1"),
    ):
        assert pair in sent
    status, page = send(client, sent, "check")
    assert status == 422 and ("/organName", "Sở") in Inputs(page).pairs


@pytest.mark.parametrize(
    "name, content, reported",
    [
        ("", b"", "Chưa chọn tệp nào"),
        ("a.pdf", b"%PDF", "Chỉ nhận tệp có đuôi"),
        ("a.json", b"{", "hoặc đã hỏng"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word đời cũ"),
        ("a.json", b" " * 2_000_001, "Tệp dài 2000001 byte"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why_on_the_same_page(
    client: FlaskClient, name: str, content: bytes, reported: str
) -> None:
    answer = client.post(f"{FORM}/mo-tep", data={"file": (io.BytesIO(content), name)})
    page = answer.get_data(as_text=True)
    # The test's own client keeps a large upload in a file.
    answer.request.environ["wsgi.input"].close()
    assert answer.status_code == 422 and reported in page and "Chưa mở được tệp" in page


def test_errors_are_pages_for_a_browser_and_problems_for_a_program(client: FlaskClient) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for address, status in (("/khong-co", 404), (f"{FORM}/ban-luu", 405)):
        page = client.get(address, headers=browser)
        assert (page.status_code, page.mimetype) == (status, "text/html")
        assert client.get(address).mimetype == "application/problem+json"
    assert client.get("/api/v1/x", headers=browser).mimetype == "application/problem+json"


def test_no_page_needs_anything_from_elsewhere_or_inline(client: FlaskClient) -> None:
    for address in ("/", FORM, f"{FORM}/mo-tep", "/bao-cao-tong-ket/vi-du"):
        answer = client.get(address)
        page = answer.get_data(as_text=True)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for word in ("https://", "http://", "<style", " style=", "onclick=", "<script>"):
            assert word not in page, (address, word)


def test_figures_are_read_as_they_are_printed() -> None:
    for text, value in (("12", 12), ("1.234", 1234), ("2020", "2020"), ("'12", "12"), ("a", "a")):
        assert typed_values.read_cell(text, figures=False) == value
        assert typed_values.show_cell(value) == (text if text != "2020" else "'2020")
    assert typed_values.read_cell("2020", figures=True) == 2020
