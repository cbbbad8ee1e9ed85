"""The pages "Kiểm tra thể thức": a file is checked, shown, mended and fetched, and what cannot be done is said in plain words."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.conformance import reading
from service.docx.word_namespace import W
from tests import one_page
from tests.conformance.many_faults import faulty
from tests.conformance.plain_documents import made, part
from tests.conformance.test_obstacles import ARIAL, LOCKED
from tests.conformance.word_files import paragraph, word_file
from tests.documents.inputs import sample
from tools.conformance.foreign import documents
from tools.conformance.foreign.document import Foreign

PAGE = "/kiem-tra-the-thuc"
#: The default document of python-docx: Letter paper, Calibri, no page number.
PAPER = "Khổ giấy là 215,9 mm x 279,4 mm; phải là A4 (210 mm x 297 mm). Phụ lục I, Phần I, mục I.1"
TEXTS = (
    "BÁO CÁO",
    "Kết quả công tác năm 2025",
    *(f"{at}. Việc thứ {at} đã xong." for at in range(9)),
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    return create_app(config.Settings(soffice=soffice)).test_client()


@pytest.fixture(scope="module")
def without_pages() -> Iterator[FlaskClient]:
    """A service on a machine without LibreOffice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("service.pdf.libreoffice.installed", lambda: None)
        yield create_app(config.Settings()).test_client()


def send(client: FlaskClient, body: bytes, name: str = "báo cáo.docx", **more: str) -> TestResponse:
    sent: dict[str, Any] = {"file": (io.BytesIO(body), name), **more}
    return client.post(PAGE, data=sent, content_type="multipart/form-data")


def carried(client: FlaskClient, step: str, docx: bytes, **more: str) -> TestResponse:
    """A step that goes on from a page that carries its file."""
    held = {"docx": base64.b64encode(docx).decode(), "name": "báo cáo.docx", "type": "", **more}
    return client.post(f"{PAGE}{step}", data=held, content_type="multipart/form-data")


def text_of(answer: TestResponse) -> str:
    """The words of a page, with single blanks."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


def test_the_start_page_leads_there_and_the_page_says_what_it_takes(client: FlaskClient) -> None:
    assert f'href="{PAGE}"' in client.get("/").get_data(as_text=True)
    text = text_of(client.get(PAGE))
    assert "Nhận .docx, .doc, .odt, .rtf; lớn nhất 5 MB." in text
    assert "không có gì được giữ lại trên máy chủ" in text


def test_a_checked_file_shows_findings_with_measure_clause_and_number(client: FlaskClient) -> None:
    answer = send(client, made(*TEXTS))
    assert answer.status_code == 200
    text = text_of(answer)
    assert "Khổ giấy là 215,9 mm x 279,4 mm; phải là A4 (210 mm x 297 mm)." in text
    assert "Phụ lục I, Phần I, mục I.1" in text and "sửa được" in text
    page = answer.get_data(as_text=True)
    numbers = [int(found) for found in re.findall(r'<li id="cho-(\d+)"', page)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert f"Có {len(numbers)} chỗ cần xem" in text


def test_every_number_on_a_page_leads_to_its_finding_and_back(client: FlaskClient) -> None:
    page = send(client, made(*TEXTS)).get_data(as_text=True)
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = set(re.findall(r' href="#([^"]+)"', page)) - {"noi-dung"}
    assert links and links <= ids
    assert {link.partition("-")[0] for link in links} == {"cho", "o"}
    assert all(page.count(f' id="{link}"') == 1 for link in links)


def test_a_document_of_ours_has_nothing_to_mend(client: FlaskClient) -> None:
    docx = client.post(
        "/api/v1/document-types/summary-report/documents", json=sample("summary-report")
    ).data
    text = text_of(send(client, docx))
    assert "Không thấy chỗ nào sai thể thức" in text
    assert "Sửa các chỗ sửa được" not in text
    assert "Loại văn bản: Báo cáo" in text


def test_what_was_mended_is_told_from_what_to_what_with_the_pages(client: FlaskClient) -> None:
    answer = carried(client, "/sua", made(*TEXTS))
    assert answer.status_code == 200
    text = text_of(answer)
    assert f"Chiều rộng giấy 215,9 mm 210 mm phần 1 {PAPER}" in text
    before, after = map(int, re.findall(r"trước có (\d+) chỗ, còn (\d+) chỗ", text)[0])
    assert before > after
    page = answer.get_data(as_text=True)
    assert len(re.findall(r'<li id="cho-', page)) == after
    assert page.count('<figure class="page">') == 2


def plan_of(answer: TestResponse) -> list[str]:
    """The lines of what is or was changed, with single blanks."""
    tables = re.findall(
        r'<table class="plan">.*?</table>', answer.get_data(as_text=True), re.DOTALL
    )
    rows = re.findall(r"<tr>(.*?)</tr>", "".join(tables), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_what_will_be_changed_is_told_before_it_is(client: FlaskClient) -> None:
    answer = send(client, made(*TEXTS))
    text = text_of(answer)
    assert f"Chiều rộng giấy 215,9 mm 210 mm phần 1 {PAPER}" in text
    assert "Không chữ nào bị đổi, thêm hay bớt" in text
    assert text.index("Chiều rộng giấy") < text.index("Tải tệp Word có ghi chú")


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.name)
def test_what_is_told_beforehand_is_what_is_done(
    without_pages: FlaskClient, document: Foreign
) -> None:
    before, after = (
        send(without_pages, document.docx),
        carried(without_pages, "/sua", document.docx),
    )
    assert plan_of(before) == plan_of(after)
    assert ("Sửa các chỗ sửa được" in text_of(before)) is bool(plan_of(after))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            LOCKED.format(paragraph("Một.", letters=ARIAL)) + paragraph("Hai.", letters=ARIAL),
            "sửa được , trừ chỗ nằm trong ô điều khiển nội dung bị khóa",
        ),
        (
            LOCKED.format(paragraph("Một.", letters=ARIAL)),
            "· phần mềm không sửa vì nằm trong ô điều khiển nội dung bị khóa",
        ),
    ],
    ids=["partly locked", "locked"],
)
def test_a_place_that_is_left_is_told_with_the_reason(
    without_pages: FlaskClient, body: str, said: str
) -> None:
    docx = word_file(body)
    text = text_of(send(without_pages, docx))
    assert said in text
    assert ("Sửa tự động sẽ đổi những gì" in text) is said.startswith("sửa được")
    report = carried(without_pages, "/tai-ve", docx, **{"as": "report"})
    with zipfile.ZipFile(io.BytesIO(report.data)) as archive:
        page = re.sub(r"<[^>]+>", " ", archive.read("report.html").decode())
    assert said in " ".join(page.split())


def test_of_a_long_plan_the_first_lines_are_in_sight_and_the_others_folded(
    without_pages: FlaskClient,
) -> None:
    answer = send(without_pages, faulty(1))
    shown, folded = answer.get_data(as_text=True).split('<details class="plan-more">')
    count = len(plan_of(answer)) - 2  # the heads of both tables
    assert shown.count('<tr><th scope="row">') == 10
    assert f"<summary>Xem {count - 10} thay đổi nữa</summary>" in folded


def test_the_mended_file_has_the_same_text_and_the_decrees_paper(client: FlaskClient) -> None:
    docx = made(*TEXTS)
    answer = carried(client, "/tai-ve", docx, **{"as": "mended"})
    assert (
        "b%C3%A1o%20c%C3%A1o%20-%20%C4%91%C3%A3%20s%E1%BB%ADa"
        in answer.headers["Content-Disposition"]
    )
    mended = reading.read(answer.data)
    assert [one.text for one in mended.body] == [one.text for one in reading.read(docx).body]
    assert round(mended.sections[0].width_mm) == 210
    tracked = carried(client, "/tai-ve", docx, **{"as": "tracked"})
    assert list(part(tracked.data).iter(f"{W}sectPrChange"))


def test_the_file_with_comments_says_each_finding_in_word(client: FlaskClient) -> None:
    answer = carried(client, "/tai-ve", made(*TEXTS), **{"as": "comments"})
    comments = part(answer.data, "word/comments.xml")
    assert "Khổ giấy là 215,9 mm" in "".join(comments.itertext())


def test_the_report_is_a_zip_of_pictures_and_one_page_that_needs_nothing_else(
    client: FlaskClient,
) -> None:
    answer = carried(client, "/tai-ve", made(*TEXTS), **{"as": "report"})
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["report.html", "trang-01.png"]
        assert archive.read("trang-01.png").startswith(b"\x89PNG")
        report = archive.read("report.html").decode()
    assert "Khổ giấy là 215,9 mm" in report and "báo cáo.docx" in report
    outside = [
        found
        for found in re.findall(r'(?:src|href)="([^"]+)"', report)
        if not found.startswith(("data:", "#"))
    ]
    assert outside == [] and "@import" not in report and "<script" not in report
    assert answer.data == carried(client, "/tai-ve", made(*TEXTS), **{"as": "report"}).data


def test_without_pages_there_is_the_list_alone_and_it_is_said(without_pages: FlaskClient) -> None:
    text = text_of(send(without_pages, made(*TEXTS)))
    assert "Chỉ có danh sách, không có hình các trang" in text
    assert "Khổ giấy là 215,9 mm" in text
    assert "Những điểm chưa xét được" in text and "Cần bản PDF của văn bản" in text
    text = text_of(carried(without_pages, "/sua", made(*TEXTS)))
    assert "Không có hình trước và sau" in text and "Chiều rộng giấy" in text
    answer = carried(without_pages, "/tai-ve", made(*TEXTS), **{"as": "report"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["report.html"]
        assert "Không có hình các trang" in archive.read("report.html").decode()


@pytest.mark.parametrize(
    ("body", "name", "said"),
    [
        (b"", "a.docx", "Tệp này trống"),
        (b"PK\x03\x04 hong", "a.docx", "bị hỏng"),
        (b"{}", "a.json", "Chỉ nhận tệp có đuôi .docx, .doc, .odt, .rtf"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "mật khẩu",
        ),
    ],
)
def test_what_cannot_be_read_is_said_where_the_file_was_chosen(
    client: FlaskClient, body: bytes, name: str, said: str
) -> None:
    answer = send(client, body, name)
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Chưa kiểm tra được tệp" in text and said in text


def test_without_a_file_and_with_a_damaged_page_it_is_asked_for_again(client: FlaskClient) -> None:
    assert "Chưa chọn tệp nào" in text_of(client.post(PAGE))
    for step in ("/sua", "/tai-ve"):
        answer = client.post(f"{PAGE}{step}", data={"docx": "không phải"})
        assert answer.status_code == 422
        assert "hãy chọn lại tệp" in text_of(answer)


@pytest.mark.parametrize(
    ("step", "wanted"), [("/sua", ""), ("/tai-ve", "mended"), ("/tai-ve", "comments")]
)
def test_a_protected_document_is_checked_but_not_changed(
    client: FlaskClient, step: str, wanted: str
) -> None:
    docx = protected()
    checked = send(client, docx)
    assert checked.status_code == 200
    text = text_of(checked)
    assert "kiểm tra được mà không sửa được ở đây. Văn bản đang được bảo vệ" in text
    assert "Sửa các chỗ sửa được" not in text and "chỗ sửa được" not in text
    answer = carried(client, step, docx, **{"as": wanted})
    assert answer.status_code == 422
    assert "đang được bảo vệ" in text_of(answer)


def protected() -> bytes:
    """A document whose owner allows nobody to edit it."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made(*TEXTS))) as old, zipfile.ZipFile(written, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/settings.xml":
                lock = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
                content = content.replace(b"<w:defaultTabStop", lock + b"<w:defaultTabStop")
            new.writestr(name, content)
    return written.getvalue()


def test_a_name_that_is_no_name_of_a_file_does_no_harm(client: FlaskClient) -> None:
    answer = send(client, made(*TEXTS), '../<b>"x.docx')
    assert "<b>" not in answer.get_data(as_text=True)
    held = {"docx": base64.b64encode(made(*TEXTS)).decode(), "name": "../..\r\nx", "as": "mended"}
    answer = client.post(f"{PAGE}/tai-ve", data=held)
    assert answer.status_code == 200 and ".." not in answer.headers["Content-Disposition"]
