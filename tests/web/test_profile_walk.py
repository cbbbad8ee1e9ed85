"""A clerk's office is remembered after the first document, and the next one takes ten fields."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from service.media_types import DOCX
from tests.importing.word.drafts import document
from tests.web import form_steps
from tests.web.form_steps import DECISION

#: What a decision for three people still has to be told by somebody who has a profile.
SAID = {
    "/subject": "Về việc tặng Giấy khen cho cá nhân có thành tích xuất sắc",
    "/awards/0/achievement": "đã có thành tích xuất sắc trong phong trào thi đua năm 2019",
    **{
        f"/awards/0/individuals/{row}/{name}": text
        for row, texts in enumerate(zip(form_steps.PEOPLE, ("Kế toán", "Văn thư", "Lái xe"), strict=True))
        for name, text in zip(("full_name", "position"), texts, strict=True)
    },
}  # fmt: skip


def old_decision(made: Any) -> None:
    """A decision of the office itself, whose name stands in it in capitals only."""
    head = ("UBND TỈNH HÀ TĨNH", "SỞ NGOẠI VỤ", "Số: 9/QĐ-SNgV", "QUYẾT ĐỊNH", "Về việc tặng Giấy khen")  # fmt: skip
    foot = ("QUYẾT ĐỊNH:", "Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.")
    for text in (*head, *foot):
        made.add_paragraph(text)


def in_new_form(page: Page, address: str = DECISION) -> None:
    """A form that no draft comes back into."""
    page.evaluate(
        "Object.keys(localStorage).filter((key) => key !== 'vanban:profile').forEach((key) => localStorage.removeItem(key))"
    )
    page.goto(address)


def test_an_office_is_remembered_and_the_next_decision_takes_nine_fields(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    form_steps.finish(page)
    page.get_by_label("Theo đề nghị của").uncheck()
    page.get_by_role("button", name="Ghi nhớ").click()
    expect(page.get_by_text("Đã ghi nhớ trong trình duyệt này")).to_be_focused()

    in_new_form(page)
    expect(page.locator("#ho-so")).to_contain_text(
        "Sở Ngoại vụ · UBND tỉnh Hà Tĩnh · ký: Thái Phúc Sơn, Giám đốc"
    )
    expect(page.locator('[id="/proposed_by"]')).to_have_value("")
    law = re.compile("^Căn cứ Luật Thi đua, khen thưởng")
    expect(page.locator('[id="/legal_bases/0"]')).to_have_value(law)
    page.locator('[id="/awards/0/form"]').select_option("giay_khen")
    people = page.locator('[id="/awards/0/individuals"]')
    for _ in range(2):
        people.locator("button[value^='add:']").click()
    form_steps.fill(page, SAID)
    assert len(SAID) + 1 <= 10
    text = form_steps.text_of(form_steps.finish(page))
    assert all(
        words in text for words in (*form_steps.PEOPLE, "THÁI PHÚC SƠN".title(), "UBND tỉnh")
    )
    # Nothing new was said of the office.
    expect(page.locator("#ghi-nho")).to_be_hidden()

    page.goto(f"{DECISION}/mo-tep")
    old = FilePayload(name="cũ.docx", mimeType=DOCX, buffer=document(old_decision))
    page.locator("#tep").set_input_files(old)
    page.get_by_role("button", name="Mở tệp", exact=True).click()
    page.get_by_role("button", name="Điền vào trang nhập").first.click()
    expect(page.locator('[id="/organ/organ_name"]')).to_have_value("Sở Ngoại vụ")
    expect(page.locator('[id="/organ/parent_name"]')).to_have_value("UBND tỉnh Hà Tĩnh")
    expect(page.locator('[id="/recipients/0"]')).to_have_value("Sở Nội vụ")
    expect(page.locator(".summary-error")).to_have_count(0)


def test_a_second_signer_is_saved_and_chosen_above_the_form(page: Page) -> None:
    page.goto("/ho-so-co-quan")
    form_steps.fill(page, {"/organ/organ_name": "Sở A", "/organ/code": "SA", "/place": "Vinh"})
    add = page.locator("button[value='add:/signers']")
    for number, (position, name) in enumerate(
        (("Giám đốc", "Lê Văn Một"), ("Phó Giám đốc", "Lê Thị Hai"))
    ):
        add.click()
        form_steps.fill(page, {f"/signers/{number}/position": position, f"/signers/{number}/full_name": name})  # fmt: skip
    second = page.locator('[id="/signers/1"]')
    second.get_by_text("Ký thay, thừa lệnh").click()
    page.locator('[id="/signers/1/capacity"]').select_option("KT")
    form_steps.fill(page, {"/signers/1/authority": "Giám đốc"})
    page.get_by_role("button", name="Lưu vào trình duyệt này").click()
    expect(page.get_by_text("Đã lưu vào trình duyệt này")).to_be_visible()

    page.goto("/bao-cao-tong-ket")
    expect(page.locator('[id="/signer/full_name"]')).to_have_value("Lê Văn Một")
    page.get_by_label("ký:").select_option("Lê Thị Hai, Phó Giám đốc")
    expect(page.locator('[id="/signer/authority"]')).to_have_value("Giám đốc")
    expect(page.locator('[id="/signer/capacity"]')).to_have_value("KT")
    page.goto("/ho-so-co-quan")
    expect(page.locator('[id="/signers/1/full_name"]')).to_have_value("Lê Thị Hai")
    page.get_by_role("button", name="Xóa hồ sơ khỏi máy này").click()
    expect(page.locator('[id="/organ/code"]')).to_have_value("")
    assert page.evaluate("localStorage.getItem('vanban:profile')") is None
