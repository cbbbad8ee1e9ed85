"""A whole text from Word: the outline before anything is used, and what was typed stays."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.test import TestResponse

from service import config, documents, intake
from service.app import create_app
from service.untrusted import html_limits, strict_json
from tests.importing.word.drafts import document, fragment, p, paste
from tests.web.form_steps import ROOT

REPORT, MINUTES, DECISION = "/bao-cao-tong-ket", "/bien-ban-hoi-nghi", "/quyet-dinh-khen-thuong"
#: The clipboard as a browser gives it to a page.
_PASTE = """(box, [html, plain]) => {
    const data = new DataTransfer();
    if (html) data.setData("text/html", html);
    data.setData("text/plain", plain);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def page_of(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def carried(answer: TestResponse) -> Any:
    """The input that the page offers."""
    found = re.search(r'name="data" value="([^"]*)"', answer.get_data(as_text=True))
    assert found is not None
    return json.loads(html.unescape(found[1]))


def accepted(
    client: FlaskClient, page: str, answer: TestResponse, **changed: Any
) -> dict[str, str]:
    """The inputs of the form when the page is accepted as it stands, or with other parts ticked."""
    text = answer.get_data(as_text=True)
    sent: dict[str, Any] = {
        "source": "text",
        "parts": "1",
        "data": json.dumps(carried(answer)),
        "fields": html.unescape(re.search(r'name="fields" value="([^"]*)"', text)[1]),  # type: ignore[index]
        "part": re.findall(r'name="part" value="(\w+)"[^>]* checked', text),
    }
    if 'name="replace-bases"' in text:
        sent["replace-bases"] = "1"
    sent = {name: value for name, value in (sent | changed).items() if value is not None}
    filled = page_of(client.post(f"{page}/dung-du-lieu", data=sent))
    assert "Đã điền văn bản vào trang nhập" in filled
    found = re.findall(
        r'<(?:input|textarea)[^>]* name="(/[^"]+)"(?:[^>]* value="([^"]*)"|[^>]*>([^<]*)<)?', filled
    )
    return {name: (value or inside).strip() for name, value, inside in found}


def seen(text: str) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_pasted_text_is_shown_as_an_outline_before_it_is_used(client: FlaskClient) -> None:
    answer = client.post(f"{REPORT}/doc-van-ban", data={"word_html": paste("report_word.html")})
    text = seen(page_of(answer))
    assert answer.status_code == 200
    assert "4 đề mục, 5 đoạn văn, 5 ý, 1 bảng" in text
    assert "mọi chữ của văn bản đều có ở dưới đây, đúng thứ tự" in text
    assert re.search(
        r"Đề mục I\. KẾT QUẢ ĐẠT ĐƯỢC đoạn \d+ Đề mục 1\. Công tác chỉ đạo, điều hành đoạn \d+",
        text,
    )
    assert "Trích yếu Tổng kết phong trào thi đua yêu nước giai đoạn 2015 - 2020" in text
    assert "Loại báo cáo: Tổng kết" in text
    assert "1 chữ đã xóa (bản sửa có theo dõi): hai" in text


def test_what_was_typed_stays_and_the_page_says_which_fields(client: FlaskClient) -> None:
    answer = client.post(
        f"{REPORT}/doc-van-ban",
        data={
            "word_html": paste("report_word.html"),
            "/subject": "Gõ tay",
            "/place": "Hà Tĩnh",
            "/sections/0/heading": "Mục đã gõ",
        },
    )
    form = accepted(client, REPORT, answer)
    assert form["/subject"] == "Gõ tay"
    headings = [form[f"/sections/{number}/heading"] for number in range(3)]
    assert headings == ["Mục đã gõ", "KẾT QUẢ ĐẠT ĐƯỢC", "TỒN TẠI, HẠN CHẾ"]
    assert "Trích yếu giữ như đã gõ" in seen(page_of(answer))
    assert "Địa danh giữ" not in seen(page_of(answer))


def test_pasting_the_same_text_twice_adds_no_row_twice(client: FlaskClient) -> None:
    once = carried(
        client.post(f"{REPORT}/doc-van-ban", data={"word_html": paste("report_word.html")})
    )
    answer = client.post(
        f"{REPORT}/doc-van-ban",
        data={"word_html": paste("report_word.html"), "data": json.dumps(once)},
    )
    assert carried(answer) == once
    assert "đã có trong trang nhập nên không thêm lần nữa" in page_of(answer)


def test_an_accepted_outline_fills_the_form(client: FlaskClient) -> None:
    data = carried(
        client.post(f"{MINUTES}/doc-van-ban", data={"word_html": paste("minutes_word.html")})
    )
    answer = client.post(
        f"{MINUTES}/dung-du-lieu", data={"data": json.dumps(data), "source": "text"}
    )
    assert "Đã điền văn bản vào trang nhập" in page_of(answer)
    assert "Hội trường Sở Ngoại vụ" in page_of(answer)


def test_a_text_that_is_refused_gives_the_form_back_with_what_was_typed(
    client: FlaskClient,
) -> None:
    much = "<b>x</b>" * (html_limits.MOST_ELEMENTS + 1)
    for sent, sentence in (({"word_html": much}, "phần định dạng"), ({}, "Chưa có văn bản nào")):
        answer = client.post(f"{REPORT}/doc-van-ban", data={**sent, "/subject": "Gõ tay"})
        assert answer.status_code == 422
        assert sentence in page_of(answer)
        assert "Gõ tay" in page_of(answer)


def test_plain_text_is_read_where_no_script_runs(client: FlaskClient) -> None:
    answer = client.post(f"{REPORT}/doc-van-ban", data={"word_text": paste("report_plain.txt")})
    assert carried(answer)["use_parts"] is True
    assert "1 dòng bị ngắt đã được nối lại" in seen(page_of(answer))


def test_a_foreign_word_file_is_read_in_the_form_and_where_files_are_opened(
    client: FlaskClient,
) -> None:
    content = document(lambda made: made.add_heading("Kết quả", 1))
    for address, name in ((f"{REPORT}/doc-van-ban", "word_file"), (f"{REPORT}/mo-tep", "file")):
        answer = client.post(address, data={name: (io.BytesIO(content), "bao-cao.docx")})
        assert answer.status_code == 200
        assert "bao-cao.docx" in page_of(answer)
        assert carried(answer) == {"sections": [{"heading": "Kết quả"}]}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.doc", b"x", "không phải văn bản Word"),
        ("a.pdf", b"x", "Chỉ nhận tệp có đuôi"),
        ("a.json", b"{}", "Chỉ nhận tệp có đuôi .docx, .xlsx"),
        ("a.xlsx", b"x", ""),
        (
            "a.csv",
            "Họ và tên;Chức vụ\nNguyễn Văn An;Kế toán".encode(),
            "hãy thả tệp vào đúng danh sách",
        ),
        ("a.csv", b"x", "không phải mẫu Excel của phần mềm"),
    ],
)
def test_a_file_that_is_no_whole_text_is_refused_and_what_was_typed_stays(
    client: FlaskClient, name: str, content: bytes, message: str
) -> None:
    file = {"word_file": (io.BytesIO(content), name), "/subject": "Gõ tay"}
    answer = client.post(f"{DECISION}/doc-van-ban", data=file)
    assert answer.status_code == 422
    assert message in page_of(answer) and "Gõ tay" in page_of(answer)


def test_what_follows_from_a_text_is_said_in_words(client: FlaskClient) -> None:
    text = "QUYẾT ĐỊNH\nVề việc tặng Giấy khen\nĐiều 1. Tặng Giấy khen cho ông Nguyễn Văn An."
    answer = client.post(f"{DECISION}/doc-van-ban", data={"word_text": text})
    shown = seen(page_of(answer))
    assert "Hình thức: Giấy khen" in shown and "giay_khen" not in shown.partition("Suy ra")[2]


def test_our_own_form_fills_what_is_blank_and_nothing_typed_is_replaced(
    client: FlaskClient,
) -> None:
    data = strict_json.read_json((ROOT / "samples" / "commendation-decision.json").read_bytes())
    form = intake.form_workbook(documents.get("commendation-decision"), data)
    typed = {"/subject": "Gõ tay", "/awards/0/form": "giay_khen", "/legal_bases/0": "Căn cứ đã gõ"}
    sent = {**typed, "word_file": (io.BytesIO(form), "da-dien.xlsx")}
    answer = client.post(f"{DECISION}/doc-van-ban", data=sent)
    assert answer.status_code == 200
    shown = seen(page_of(answer))
    assert "da-dien.xlsx là mẫu Excel của phần mềm" in shown
    assert "Trích yếu giữ như đã gõ; tệp này ghi: Về việc" in shown
    joined = carried(answer)
    assert joined["subject"] == "Gõ tay"
    assert joined["legal_bases"] == ["Căn cứ đã gõ", *data["legal_bases"]]
    # The award that was only begun is the workbook's; nobody is there twice.
    assert len(joined["awards"]) == len(data["awards"])
    assert joined["signer"] == data["signer"]
    back = re.search(r'name="fields" value="([^"]*)"', answer.get_data(as_text=True))
    assert back is not None and ["/subject", "Gõ tay"] in json.loads(html.unescape(back[1]))


def test_a_workbook_of_lists_without_a_panel_is_shown_before_it_is_used(
    client: FlaskClient,
) -> None:
    lists = "Đề mục;Người phát biểu\nKhai mạc;Chủ tọa\nThảo luận;Các đại biểu".encode()
    sent = {"word_file": (io.BytesIO(lists), "dien-bien.csv"), "/venue": "Hội trường"}
    answer = client.post(f"{MINUTES}/doc-van-ban", data=sent)
    assert answer.status_code == 200
    assert [row["heading"] for row in carried(answer)["proceedings"]] == ["Khai mạc", "Thảo luận"]
    assert carried(answer)["venue"] == "Hội trường"


def test_a_document_of_ours_is_opened_where_its_data_is_kept(client: FlaskClient) -> None:
    sample = client.get("/api/v1/document-types/summary-report/sample").data
    made = client.post(
        "/api/v1/document-types/summary-report/documents",
        data=sample,
        content_type="application/json",
    )
    answer = client.post(
        f"{REPORT}/doc-van-ban", data={"word_file": (io.BytesIO(made.data), "a.docx")}
    )
    assert answer.status_code == 422
    assert "Tệp này do phần mềm tạo ra" in page_of(answer)


def test_doubtful_lines_are_amber_and_counted(client: FlaskClient) -> None:
    answer = client.post(f"{DECISION}/doc-van-ban", data={"word_html": paste("decision_word.html")})
    assert page_of(answer).count("line-doubt") == 1
    assert "1 chỗ nên xem lại" in seen(page_of(answer))
    assert "Danh sách 1. Phòng Lãnh sự - Biên giới" in seen(page_of(answer))


ISSUED = """SỞ NGOẠI VỤ
Số: 45/QĐ-SNgV
Hà Tĩnh, ngày 15 tháng 12 năm 2019
QUYẾT ĐỊNH
Về việc tặng Giấy khen

GIÁM ĐỐC SỞ NGOẠI VỤ

Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;
QUYẾT ĐỊNH:
Điều 1. Tặng Giấy khen của Giám đốc Sở Ngoại vụ cho 01 cá nhân đã có thành tích xuất sắc, gồm:
1. Ông Nguyễn Văn An, Trưởng phòng.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
GIÁM ĐỐC
Thái Phúc Sơn"""


def test_of_an_issued_document_organ_bases_and_recipients_are_kept_and_number_date_and_people_are_not(
    client: FlaskClient,
) -> None:
    answer = client.post(f"{DECISION}/doc-van-ban", data={"word_text": ISSUED})
    assert "Bỏ: số, ngày, danh sách." in seen(page_of(answer))
    form = accepted(client, DECISION, answer)
    assert form["/organ/organ_name"] == "Sở Ngoại vụ"
    assert form["/recipients/0"] == "UBND tỉnh"
    assert form["/awards/0/achievement"] == "đã có thành tích xuất sắc"
    assert "2022" in form["/legal_bases/0"] and "2003" not in form["/legal_bases/0"]
    for dropped in ("/code_number", "/issued_date", "/awards/0/individuals/0/full_name"):
        assert not form.get(dropped), dropped


def test_the_parts_that_are_ticked_are_taken_and_no_other(client: FlaskClient) -> None:
    answer = client.post(f"{DECISION}/doc-van-ban", data={"word_text": ISSUED})
    ticked = ["number", "recipients_of_awards", "bases"]
    form = accepted(client, DECISION, answer, part=ticked, **{"replace-bases": None})
    assert (form["/code_number"], form["/issued_date"]) == ("45", "15/12/2019")
    assert form["/awards/0/individuals/0/full_name"] == "Ông Nguyễn Văn An"
    assert "2003" in form["/legal_bases/0"]
    assert not form.get("/organ/organ_name") and not form.get("/awards/0/achievement")


def test_of_a_draft_without_a_number_every_part_is_ticked(client: FlaskClient) -> None:
    text = ISSUED.replace("Số: 45/", "Số:   /")
    answer = client.post(f"{DECISION}/doc-van-ban", data={"word_text": text})
    assert "đã có số" not in seen(page_of(answer))
    assert accepted(client, DECISION, answer)["/awards/0/individuals/0/full_name"]


def test_a_person_is_one_line_with_the_list_that_he_stands_in(client: FlaskClient) -> None:
    answer = client.post(f"{MINUTES}/doc-van-ban", data={"word_text": paste("minutes_plain.txt")})
    text = seen(page_of(answer))
    assert "Thành phần tham dự Ông Nguyễn Văn An - Giám đốc Sở, Chủ tịch Hội đồng" in text
    assert "Chủ tọa Ông Nguyễn Văn An, Giám đốc Sở" in text
    assert "Đề mục 1. Thông qua danh sách đề nghị" in text


def test_a_text_of_markup_is_shown_as_text(client: FlaskClient) -> None:
    answer = client.post(
        f"{REPORT}/doc-van-ban", data={"word_text": "<script>alert(1)</script> {{ 7*7 }}"}
    )
    assert b"<script>alert" not in answer.data
    assert "{{ 7*7 }}" in page_of(answer)


def test_a_very_long_text_shows_its_beginning_and_carries_all(client: FlaskClient) -> None:
    lines = "\n\n".join(f"Đoạn thứ {number}." for number in range(2_500))
    answer = client.post(f"{REPORT}/doc-van-ban", data={"word_text": lines})
    assert "… còn 500 dòng nữa" in page_of(answer)
    assert len(carried(answer)["opening"]) == 2_500


def test_the_way_back_carries_what_was_typed(client: FlaskClient) -> None:
    answer = client.post(f"{REPORT}/doc-van-ban", data={"word_text": "Một.", "/subject": "Gõ tay"})
    found = re.search(r'name="fields" value="([^"]*)"', answer.get_data(as_text=True))
    assert found is not None
    back = client.post(REPORT, data={"fields": html.unescape(found[1]), "do": "draw"})
    assert "Gõ tay" in page_of(back)
    assert "Một." not in page_of(back)


def test_a_clerk_pastes_a_whole_report_and_takes_it_over(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(REPORT)
    page.get_by_text("Dán cả văn bản từ Word vào đây").click()
    page.locator('[id="/subject"]').fill("Trích yếu gõ tay")
    page.locator("#van-ban").evaluate(_PASTE, [paste("report_word.html"), "chỉ là chữ"])
    page.wait_for_url("**/doc-van-ban")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phần mềm hiểu văn bản này như sau")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.get_by_role("button", name="Điền vào trang nhập").first.click()
    expect(page.locator("#thong-bao")).to_contain_text("Đã điền văn bản vào trang nhập")
    expect(page.locator('[id="/subject"]')).to_have_value("Trích yếu gõ tay")
    expect(page.locator('[id="/sections/1/heading"]')).to_have_value("TỒN TẠI, HẠN CHẾ")
    expect(page.locator('[id="/signer/full_name"]')).to_have_value("Ngô Thị Hoài Nam")


def test_a_clerk_who_does_not_take_the_outline_finds_what_he_typed(page: Page) -> None:
    page.goto(REPORT)
    page.locator('[id="/subject"]').fill("Trích yếu gõ tay")
    page.get_by_text("Dán cả văn bản từ Word vào đây").click()
    page.locator("#van-ban").evaluate(_PASTE, ["", "I. MỘT\nLời."])
    page.wait_for_url("**/doc-van-ban")
    page.get_by_role("button", name="Không dùng, trở lại trang nhập").first.click()
    expect(page.locator('[id="/subject"]')).to_have_value("Trích yếu gõ tay")
    expect(page.locator('[id="/sections/0/heading"]')).to_have_value("")


def test_text_that_is_changed_by_hand_is_read_as_it_stands(page: Page) -> None:
    page.goto(REPORT)
    page.get_by_text("Dán cả văn bản từ Word vào đây").click()
    page.locator("#van-ban").fill("I. GÕ TAY\nLời.")
    page.get_by_role("button", name="Đọc văn bản này").click()
    page.wait_for_url("**/doc-van-ban")
    expect(page.locator(".line-heading .text")).to_have_text("GÕ TAY")


def test_the_outline_of_a_wide_table_stays_within_a_small_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(REPORT)
    row = "".join(f"<td>Một cột rất dài số {number}</td>" for number in range(12))
    table = f"<table border=1><tr>{row}</tr><tr>{row}</tr></table>"
    page.get_by_text("Dán cả văn bản từ Word vào đây").click()
    page.locator("#van-ban").evaluate(_PASTE, [fragment(p("<b>I. MỘT</b>"), table), "x"])
    page.wait_for_url("**/doc-van-ban")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
