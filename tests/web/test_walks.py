"""A clerk walks from an empty form, a pasted list or a file to the downloaded document."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from service import documents, intake
from service.language.holding_together import with_plain_blanks
from tests.addresses import at
from tests.web import form_steps
from tests.web.form_steps import CHECK, DECISION


def test_an_empty_form_becomes_a_decision_for_three_people(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Nhập từ đầu Quyết định khen thưởng").click()
    form_steps.fill_decision(page)
    people = page.locator('[id="/awards/0/individuals"]')
    for index, name in enumerate(form_steps.PEOPLE):
        if index:
            people.get_by_role("button", name="Thêm dòng").click()
        form_steps.fill(page, {f"/awards/0/individuals/{index}/full_name": name})
    text = form_steps.text_of(form_steps.finish(page))
    assert all(name in text for name in form_steps.PEOPLE)
    assert "ngày 01 tháng 7 năm 2020" in text
    assert "1.350.000 đồng" in text
    expect(page.get_by_role("heading", name="Văn bản đã sẵn sàng")).to_be_visible()
    expect(page.get_by_text("Lấy số ở văn thư")).to_be_visible()


def test_three_hundred_people_pasted_from_excel_all_stand_in_the_annex(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill_decision(page)
    rows = [
        f"Ông\tNguyễn Văn Số {n}\tChuyên viên\tPhòng số {n}\t{1960 + n % 40}" for n in range(300)
    ]
    form_steps.paste_list(page, "/awards/0/individuals/0/honorific", "\r\n".join(rows) + "\r\n")
    expect(page.locator('[id="/awards/0/individuals"] [data-row]')).to_have_count(300)
    document = form_steps.finish(page)
    names = [
        with_plain_blanks(row.cells[1].text)
        for table in document.tables
        for row in table.rows
        if len(row.cells) > 4
    ]
    assert [name for name in names if "Nguyễn Văn Số" in name] == [
        f"Ông Nguyễn Văn Số {n}" for n in range(300)
    ]


def test_violations_lead_to_their_fields_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill_decision(page)
    form_steps.fill(
        page, {"/issued_date": "31/6/2020", "/awards/0/individuals/0/birth_year": "19x0"}
    )
    page.get_by_role("button", name=CHECK).click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Lỗi: Quyết định khen thưởng – Văn bản hành chính")
    date = page.locator('[id="/issued_date"]')
    expect(date).to_have_value("31/6/2020")
    expect(date).to_have_attribute("aria-invalid", "true")
    expect(date).to_have_accessible_description(
        "Để trống khi còn là dự thảo; chưa biết ngày thì ghi tháng (11/2026) hoặc năm (2026), ngày để trống cho bút ký. Ví dụ: 20/11/2026 Lỗi: “Ngày ban hành” không phải một ngày có thật; hãy gõ ngày/tháng/năm, ví dụ 20/11/2026."
    )
    summary.get_by_text("không phải một ngày có thật").click()
    expect(date).to_be_focused()
    date.fill("30/6/2020")
    form_steps.fill(page, {"/awards/0/individuals/0/birth_year": "1980"})
    form_steps.fill(page, {"/awards/0/individuals/0/full_name": "Nguyễn Văn An"})
    assert "ngày 30 tháng 6 năm 2020" in form_steps.text_of(form_steps.finish(page))


def test_a_suggestion_is_applied_by_its_button(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill_decision(page)
    form_steps.fill(
        page, {"/awards/0/individuals/0/full_name": "Nguyễn Văn An", "/subject": "§ång chÝ"}
    )
    page.get_by_role("button", name=CHECK).click()
    page.get_by_role("button", name="Sửa theo đề nghị cho mục Trích yếu").first.click()
    expect(page.locator('[id="/subject"]')).to_have_value("Đồng chí")


def test_rows_move_and_the_document_keeps_their_new_order(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill_decision(page)
    form_steps.paste_list(
        page, "/awards/0/individuals/0/full_name", "Nguyễn Văn An\nTrần Thị Bình\nLê Văn Cường"
    )
    page.get_by_role("button", name="Đưa xuống dòng 1").nth(0).scroll_into_view_if_needed()
    people = page.locator('[id="/awards/0/individuals"]')
    people.get_by_role("button", name="Đưa lên dòng 3").click()
    people.get_by_role("button", name="Xóa dòng 1").click()
    text = form_steps.text_of(form_steps.finish(page))
    assert "Nguyễn Văn An" not in text
    assert text.index("Lê Văn Cường") < text.index("Trần Thị Bình")


def test_ticked_bases_stand_in_the_list_as_they_hold_on_the_day(page: Page) -> None:
    page.goto(DECISION)
    page.get_by_text("Chọn từ danh mục căn cứ pháp lý").click()
    page.get_by_label("Tìm trong danh mục").fill("luat thi dua khen thuong ngay 15 thang 6")
    box = page.locator("[data-picker] .form-check:visible input").first
    box.check()
    first = page.locator('[id="/legal_bases/0"]')
    expect(first).to_have_value(re.compile("năm 2022 và Luật sửa đổi"))
    amendment = page.locator('[id="/legal_bases~luat-tdkt-sd-2026"]')
    expect(amendment).to_be_checked()
    page.get_by_label("Tìm trong danh mục").fill("")
    amendment.uncheck()
    expect(first).to_have_value("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022")
    amendment.check()
    amendment.uncheck()
    page.locator('[id="/legal_bases/0"]').fill("")
    form_steps.fill(page, {"/issued_date": "30/9/2026"})
    page.locator('[id="/issued_date"]').press("Tab")
    expect(page.locator("[data-picker] [data-on]")).to_have_text("30/09/2026")
    page.locator('[id="/legal_bases~luat-tdkt-2022"]').check()
    lines = page.locator('[name^="/legal_bases/"]')
    expect(lines).to_have_value("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022")


def test_a_basis_typed_in_small_letters_is_ticked_and_never_stands_twice(page: Page) -> None:
    page.goto(DECISION)
    page.get_by_text("Chọn từ danh mục căn cứ pháp lý").click()
    typed = "căn cứ vào luật thi đua,  khen thưởng ngày 15 tháng 6 năm 2022;"
    form_steps.fill(page, {"/legal_bases/0": typed})
    page.locator('[id="/legal_bases/0"]').press("Tab")
    page.locator('[id="/legal_bases~luat-tdkt-2022"]').check()
    lines = page.locator('[name^="/legal_bases/"]')
    values = [line.input_value() for line in lines.all()]
    assert sum("15 tháng 6 năm 2022" in value for value in values) == 1
    assert any("Luật sửa đổi" in value for value in values)


def test_a_table_copied_from_excel_makes_its_own_columns(page: Page) -> None:
    page.goto("/bao-cao-tong-ket")
    form_steps.offer(page, "Bảng")
    block = (
        "Chỉ tiêu\tKế hoạch\tThực hiện\tGhi chú\nĐoàn ra\t12\t15\t\nĐoàn vào\t1.200\t1.350\tvượt\n"
    )
    form_steps.paste(page, "/sections/0/table/columns/0/header", block)
    expect(page.locator('[id="/sections/0/table/columns/3/header"]')).to_have_value("Ghi chú")
    expect(page.locator('[id="/sections/0/table/rows/1/2"]')).to_have_value("1.350")


@pytest.mark.parametrize("slug", ["summary-report", "commendation-decision", "conference-minutes"])
def test_saved_data_is_opened_again_and_gives_the_same_document(page: Page, slug: str) -> None:
    page.goto(f"{at(slug)}/vi-du")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Tải bản lưu").click()
    data = json.loads(Path(saved.value.path()).read_bytes())
    assert data == form_steps.sample(slug) | ({"votes": data["votes"]} if "votes" in data else {})
    page.goto(f"{at(slug)}/mo-tep")
    page.get_by_label("Tệp cần mở").set_input_files(
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}
    )
    page.get_by_role("button", name="Mở tệp").click()
    document = form_steps.finish(page)
    out = io.BytesIO()
    document.save(out)
    page.goto(f"{at(slug)}/mo-tep")
    page.get_by_label("Tệp cần mở").set_input_files(
        {"name": "b.docx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
    )
    page.get_by_role("button", name="Mở tệp").click()
    expect(page.locator('[id="/subject"]')).to_have_value(str(data["subject"]))


def test_a_form_filled_in_excel_joins_what_was_typed(page: Page) -> None:
    data = form_steps.sample("commendation-decision")
    form = intake.form_workbook(documents.get("commendation-decision"), data)
    page.goto(DECISION)
    form_steps.fill(page, {"/subject": "Về việc tặng Giấy khen năm 2020", "/place": "Hà Tĩnh"})
    for action in ("Không dùng, trở lại trang nhập", "Điền vào trang nhập"):
        page.get_by_text("Dán cả văn bản từ Word vào đây, hoặc lấy từ tệp").click()
        page.get_by_label("Hoặc chọn tệp Word, hoặc mẫu Excel").set_input_files(
            {"name": "da-dien.xlsx", "mimeType": "application/octet-stream", "buffer": form}
        )
        page.get_by_role("button", name="Đọc văn bản này").click()
        expect(page.get_by_role("heading", name="Phần mềm hiểu tệp này như sau")).to_be_visible()
        expect(page.locator("main")).to_contain_text("Trích yếu giữ như đã gõ")
        expect(page.locator('[id="/signer/full_name"]')).to_have_count(0)
        page.get_by_role("button", name=action).click()
        expect(page.locator('[id="/subject"]')).to_have_value("Về việc tặng Giấy khen năm 2020")
    expect(page.locator('[id="/signer/full_name"]')).to_have_value("Thái Phúc Sơn")


def test_the_whole_form_is_filled_with_the_keyboard_alone(page: Page) -> None:
    page.goto(DECISION)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.locator('[id="/organ/code"]').focus()
    page.keyboard.type("SNgV")
    # Enter sends nothing that is half typed.
    page.keyboard.press("Enter")
    page.locator(".finish .btn-primary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator('[id="/organ/code"]')).to_have_value("SNgV")


def test_more_rows_than_a_form_usually_may_hold_are_posted_whole(page: Page) -> None:
    """600 rows of seven inputs: far above the 1,000 parts at which Flask stops reading a form."""
    page.goto(DECISION)
    form_steps.fill_decision(page)
    block = "\n".join(f"Nguyễn Văn Số {n}\tChuyên viên\tPhòng {n % 9}" for n in range(600))
    form_steps.paste_list(page, "/awards/0/individuals/0/full_name", block)
    # Asking for a role reads the whole page, which takes a browser long with so many inputs.
    page.set_default_timeout(120_000)
    document = form_steps.finish(page, lambda: page.locator(".finish .btn-primary").click())
    assert "Nguyễn Văn Số 599" in with_plain_blanks("".join(document.element.body.itertext()))
    assert isinstance(document, type(Document()))
