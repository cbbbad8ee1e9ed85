"""A clerk has a file of hers checked: she drops it, goes from a number to its place and back, has it mended, and fetches it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from service.conformance import reading
from service.media_types import DOCX
from tests.conformance.many_faults import faulty
from tests.conformance.plain_documents import made

PAGE = "/kiem-tra-the-thuc"
CHECK, MEND = "Kiểm tra", "Sửa các chỗ sửa được"
#: What the one page of the walks' converter says, so that a paragraph is found on it.
PRINTED = "SO NGOAI VU"
FILE = made("BÁO CÁO", PRINTED, *(f"Đoạn thứ {at} của văn bản." for at in range(60)))


def choose(page: Page, docx: bytes = FILE) -> None:
    page.goto(PAGE)
    page.locator("#tep").set_input_files({"name": "bản cũ.docx", "mimeType": DOCX, "buffer": docx})


def checked(page: Page, docx: bytes = FILE) -> None:
    choose(page, docx)
    page.get_by_role("button", name=CHECK, exact=True).click()
    expect(page.get_by_role("heading", name=re.compile(r"Có \d+ chỗ cần xem"))).to_be_visible()
    page.wait_for_load_state()  # its scripts have run


def test_a_file_from_the_start_page_to_the_mended_one(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Kiểm tra thể thức văn bản có sẵn").click()
    expect(page).to_have_url(re.compile(PAGE))
    checked(page)
    expect(page.get_by_text("Khổ giấy là 215,9 mm").first).to_be_visible()
    planned = page.locator(".plan").all_inner_texts()
    expect(page.get_by_role("row", name=re.compile("Chiều rộng giấy"))).to_contain_text("210 mm")
    page.get_by_role("button", name=MEND).click()
    expect(page.get_by_role("heading", name="Đã sửa thể thức, không đổi chữ nào")).to_be_visible()
    page.wait_for_load_state()  # where lines break is said by its style sheet
    assert page.locator(".plan").all_inner_texts() == planned
    expect(page.locator(".before-after figure")).to_have_count(2)
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Tải tệp đã sửa").click()
    assert fetched.value.suggested_filename == "bản cũ - đã sửa thể thức.docx"
    fetched.value.save_as(tmp_path / "mended.docx")
    mended = reading.read((tmp_path / "mended.docx").read_bytes())
    assert [one.text for one in mended.body] == [one.text for one in reading.read(FILE).body]
    page.get_by_role("button", name="Quay lại danh sách").click()
    expect(page.get_by_role("heading", name=re.compile(r"Có \d+ chỗ cần xem"))).to_be_visible()


def test_a_number_leads_to_its_place_on_the_page_and_back(page: Page) -> None:
    checked(page)
    number = page.locator(".finding a.number").first
    at = number.inner_text()
    number.click()
    expect(page.locator(f"#cho-{at}")).to_have_class(re.compile("is-here"))
    expect(page.locator(f"#o-{at}")).to_have_class(re.compile("is-here"))
    expect(page.locator(f"#o-{at} a")).to_be_in_viewport()
    last = page.locator(".page svg a").last
    other = last.get_attribute("href") or ""
    last.click()
    expect(page.locator(other)).to_have_class(re.compile("is-here"))
    expect(page.locator(other)).to_be_in_viewport()
    # One is marked at a time, on both sides.
    numbers = page.locator(".is-here").evaluate_all("all => all.map((one) => one.dataset.number)")
    assert set(numbers) == {other.removeprefix("#cho-")}


def test_on_a_telephone_a_number_is_a_link_that_the_way_back_undoes(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    checked(page)
    number = page.locator(".finding a.number").first
    at = number.inner_text()
    number.click()
    expect(page).to_have_url(re.compile(f"#o-{at}$"))
    badge = page.locator(f"#o-{at} a")
    expect(badge).to_be_in_viewport()
    box = badge.bounding_box()
    assert box is not None
    assert box["height"] >= 14
    page.go_back()
    expect(number).to_be_in_viewport()


def test_keys_alone_go_from_the_list_to_the_page_and_back(page: Page) -> None:
    checked(page)
    number = page.locator(".finding a.number").first
    at = number.inner_text()
    number.focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#o-{at} a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#cho-{at} a.number")).to_be_focused()


def test_keys_alone_unfold_the_rest_of_a_long_plan(page: Page) -> None:
    checked(page, faulty(1))
    last = page.locator(".plan tbody tr").last
    expect(last).to_be_hidden()
    page.get_by_text(re.compile(r"Xem \d+ thay đổi nữa")).focus()
    page.keyboard.press("Enter")
    expect(last).to_be_visible()
    # From there the button is one step on.
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=MEND)).to_be_focused()


def test_a_dropped_file_is_checked_at_once(page: Page) -> None:
    page.goto(PAGE)
    page.locator("[data-drop]").evaluate(
        """(area, packed) => {
            const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], "a.docx"));
            area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        base64.b64encode(FILE).decode(),
    )
    expect(page.get_by_role("heading", name=re.compile(r"Có \d+ chỗ cần xem"))).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(page: Page) -> None:
    page.goto(PAGE)
    page.locator("#tep").evaluate("input => { input.dataset.largest = 10; }")
    page.locator("#tep").set_input_files({"name": "a.docx", "mimeType": DOCX, "buffer": FILE})
    page.get_by_role("button", name=CHECK, exact=True).click()
    assert "bỏ bớt hình" in page.locator("#tep").evaluate("input => input.validationMessage")
    assert page.url.endswith(PAGE)


def test_what_cannot_be_given_is_said_and_the_page_stays(page: Page) -> None:
    checked(page)
    page.locator("input[name=docx]").evaluate("input => { input.value = 'x'; }")
    page.get_by_role("button", name="Tải tệp Word có ghi chú").click()
    expect(page.get_by_text("hãy chọn lại tệp rồi kiểm tra lại").first).to_be_visible()


def test_without_scripts_the_numbers_are_links_and_files_come(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(
        base_url=address,
        java_script_enabled=False,
        locale="vi-VN",
        viewport={"width": 390, "height": 844},
    )
    page = context.new_page()
    checked(page)
    number = page.locator(".finding a.number").first
    at = number.inner_text()
    number.click()
    assert page.url.endswith(f"#o-{at}")
    expect(page.locator(f"#o-{at} a")).to_be_in_viewport()
    page.locator(f"#o-{at} a").click()
    expect(page.locator(f"#cho-{at}")).to_be_in_viewport()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Tải báo cáo (.zip)").click()
    assert fetched.value.suggested_filename == "bản cũ - kiểm tra thể thức.zip"
    page.get_by_role("button", name=MEND).click()
    expect(page.get_by_role("heading", name="Đã sửa thể thức, không đổi chữ nào")).to_be_visible()
    context.close()
