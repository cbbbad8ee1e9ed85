"""What a clerk typed is in the browser's list of drafts, whatever becomes of the page, the tab or the server."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.web import form_steps
from tests.web.form_steps import CHECK, DECISION, kept_drafts

SUBJECT = '[id="/subject"]'
SCRIPTS = Path(__file__).resolve().parents[2] / "service" / "http" / "pages" / "static"
STORAGES = re.compile(r"\b(?:local|session)Storage\b")
SAVED = "Đã lưu nháp trong trình duyệt này"


def draft_at(page: Page) -> str:
    """The id of the draft in the page's address, "" where there is none."""
    return parse_qs(urlsplit(page.url).query).get("nhap", [""])[0]


def begin(page: Page, subject: str) -> str:
    """A new decision with a subject, saved; the address that it is at."""
    page.goto(DECISION)
    page.locator(SUBJECT).fill(subject)
    expect(page.get_by_text(SAVED)).to_be_visible()
    return page.url


def test_each_document_has_an_address_that_brings_it_back(page: Page) -> None:
    first = begin(page, "Về việc tặng Giấy khen")
    page.locator('[id="/awards/0/individuals"]').get_by_role("button", name="Thêm dòng").click()
    form_steps.fill(page, {"/awards/0/individuals/1/full_name": "Trần Thị Bình"})
    page.locator(SUBJECT).press("Tab")
    expect(page.locator("[data-draft-clear]")).to_be_visible()
    page.reload()
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    expect(page.locator('[id="/awards/0/individuals/1/full_name"]')).to_have_value("Trần Thị Bình")
    second = begin(page, "Về việc tặng Bằng khen")
    assert first != second and draft_at(page)
    # A check stays at the address of its draft, and so does what it finds.
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.url == second
    page.goto(first)
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    page.goto(DECISION)
    expect(page.locator(SUBJECT)).to_have_value("")
    page.get_by_role("link", name="Về việc tặng").click()
    expect(page.locator(SUBJECT)).not_to_have_value("")


def test_the_start_page_lists_copies_and_deletes_what_is_being_worked_on(page: Page) -> None:
    begin(page, "Về việc tặng Giấy khen")
    form_steps.fill(page, {"/code_number": "15"})
    page.get_by_role("button", name=CHECK).click()
    found = page.get_by_role("heading", name=re.compile(r"Có \d+ chỗ cần sửa")).inner_text()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/")
    row = page.get_by_role("listitem").filter(has_text="Về việc tặng Giấy khen")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Quyết định khen thưởng")
    expect(row).to_contain_text(found.replace("Có", "Còn"))
    row.get_by_role("button", name="Nhân bản").click()
    expect(page.get_by_role("link", name="Về việc tặng Giấy khen (bản sao)").first).to_be_focused()
    expect(row).to_have_count(2)
    copied = row.filter(has_text="(bản sao)")
    expect(copied).to_contain_text("Chưa kiểm tra")
    copied.get_by_role("button", name="Xóa").click()
    assert len(kept_drafts(page)) == 1
    undo = page.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_focused()
    undo.press("Enter")
    assert len(kept_drafts(page)) == 2
    copied.get_by_role("link", name="Mở", exact=False).last.click()
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    # A copy is another document, with a number of its own.
    expect(page.locator('[id="/code_number"]')).to_have_value("")
    # Deleted on its own page, a draft can be taken back on the page that follows.
    page.get_by_role("button", name="Xóa bản nháp").click()
    page.get_by_role("button", name="Hoàn tác").click()
    expect(row).to_have_count(2)


def test_a_finished_document_is_listed_as_made_until_it_is_changed(page: Page) -> None:
    page.goto("/bien-ban-hoi-nghi/vi-du")
    page.locator(SUBJECT).fill("Hội nghị thứ nhất")
    form_steps.finish(page)
    expect(page.get_by_text("Văn bản này còn trong danh sách ở Trang đầu.")).to_be_visible()
    assert draft_at(page)
    page.goto("/bien-ban-hoi-nghi")
    expect(page.locator("[data-draft-other]")).to_be_hidden()
    page.goto("/")
    row = page.get_by_role("listitem").filter(has_text="Hội nghị thứ")
    expect(row).to_contain_text("Đã tạo văn bản")
    row.get_by_role("link").first.click()
    expect(page.locator(SUBJECT)).to_have_value("Hội nghị thứ nhất")
    page.locator(SUBJECT).fill("Hội nghị thứ hai")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto("/")
    expect(row).to_contain_text("Đã sửa sau khi tạo")


def test_two_tabs_never_write_over_each_other(page: Page) -> None:
    address = begin(page, "Về việc tặng Giấy khen")
    other = page.context.new_page()
    other.goto(address)
    expect(other.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    other.locator(SUBJECT).fill("Gõ ở thẻ thứ hai")
    expect(other.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("button", name="Mở bản mới nhất")).to_be_visible()
    page.locator(SUBJECT).fill("Gõ ở thẻ thứ nhất")
    expect(page.get_by_text("đã thành một bản riêng")).to_be_visible()
    assert page.url != address
    assert {draft["name"] for draft in kept_drafts(page)} == {
        "Gõ ở thẻ thứ hai",
        "Gõ ở thẻ thứ nhất",
    }


def test_without_a_server_a_yellow_line_says_so_and_goes_on_when_it_is_back(page: Page) -> None:
    begin(page, "Về việc tặng Giấy khen")
    page.context.set_offline(True)
    line = page.get_by_role("alert").filter(has_text="kết nối")
    expect(line).to_contain_text("Những gì đã gõ vẫn còn")
    page.get_by_role("button", name=CHECK).click()
    expect(line.get_by_role("button", name="Thử lại")).to_be_focused()
    page.get_by_role("link", name="Trang đầu").click()
    expect(line).to_contain_text("Vẫn mất kết nối")
    page.get_by_role("button", name=CHECK).click()
    # Were the server back before this question failed, the form would be sent without a second press.
    expect(line).to_contain_text("Mất kết nối")
    page.context.set_offline(False)
    line.get_by_role("button").click()
    expect(page.get_by_role("heading", name=re.compile("chỗ cần sửa"))).to_be_visible()
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    expect(line).to_have_count(0)


def test_a_reload_without_a_server_shows_our_page_until_it_is_back(page_with_worker: Page) -> None:
    page = page_with_worker
    begin(page, "Về việc tặng Giấy khen")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="Mất kết nối với máy chủ")).to_be_visible()
    expect(page.get_by_role("button", name="Thử lại")).to_have_css("color", "rgb(255, 255, 255)")
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_text("Vẫn mất kết nối với máy chủ.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")


def test_a_session_that_ended_is_told_before_anything_is_sent(page: Page) -> None:
    page.goto(DECISION)
    page.route("**/", lambda route: route.fulfill(status=401))
    page.get_by_role("button", name=CHECK).click()
    line = page.get_by_role("alert").filter(has_text="Phiên đăng nhập đã hết")
    expect(line.get_by_role("link", name="Đăng nhập lại")).to_have_attribute("target", "_blank")
    page.unroute("**/")
    line.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("heading", name=re.compile("chỗ cần sửa"))).to_be_visible()


def test_a_413_loses_nothing(page: Page) -> None:
    begin(page, "Về việc tặng Giấy khen")
    field = page.locator(SUBJECT)
    field.evaluate("input => { input.value = 'a'.repeat(2100000) }")
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("heading", name="Dữ liệu quá lớn")).to_be_visible()
    page.get_by_role("link", name="Quay lại Quyết định khen thưởng").click()
    # Told once the server drew the form with it; the value itself is too long for an expectation.
    expect(page.get_by_text("Đã mở lại bản nháp")).to_be_visible(timeout=60_000)
    assert field.evaluate("input => input.value.length") == 2_100_000


def test_a_shared_computer_keeps_nothing_after_all_was_deleted(page: Page) -> None:
    other = page.context.new_page()
    begin(other, "Ở một thẻ khác")
    begin(page, "Về việc tặng Giấy khen")
    page.goto("/")
    page.get_by_role("button", name="Xóa hết trên máy này").click()
    page.get_by_role("button", name="Thôi").click()
    assert len(kept_drafts(page)) == 2
    page.get_by_role("button", name="Xóa hết trên máy này").click()
    page.get_by_role("button", name="Xóa hết", exact=True).click()
    expect(page.get_by_text("Đã xóa hết trên máy này.")).to_be_visible()
    expect(page.get_by_role("heading", name="Văn bản đang làm")).to_be_hidden()
    # What the other tab showed is gone as well.
    expect(other.get_by_role("heading", name="Văn bản mới")).to_be_visible()
    for tab in (page, other):
        assert tab.evaluate("localStorage.length + sessionStorage.length") == 0


def test_going_back_shows_nothing_of_what_was_deleted(page: Page) -> None:
    begin(page, "Về việc tặng Giấy khen")
    page.goto("/")
    page.get_by_role("button", name="Xóa hết trên máy này").click()
    page.get_by_role("button", name="Xóa hết", exact=True).click()
    expect(page.get_by_text("Đã xóa hết trên máy này.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Không thấy văn bản này trong trình duyệt này")).to_be_visible()
    expect(page.locator(SUBJECT)).to_have_value("")


def test_one_script_touches_the_storages_of_a_browser() -> None:
    """What another kept, "Xóa hết trên máy này" would leave behind."""
    found = [path for path in SCRIPTS.rglob("*.js") if STORAGES.search(path.read_text("utf-8"))]
    assert [path.name for path in found] == ["storage.js"]


def test_a_draft_of_the_version_before_the_list_is_taken_over(page: Page) -> None:
    page.goto("/")
    page.evaluate(
        """localStorage.setItem("vanban:commendation-decision:draft", JSON.stringify([["/subject", "Về việc cũ"]]))"""
    )
    page.reload()
    page.get_by_role("link", name="Về việc cũ").first.click()
    expect(page.locator(SUBJECT)).to_have_value("Về việc cũ")
    assert [draft["name"] for draft in kept_drafts(page)] == ["Về việc cũ"]


def test_what_another_version_kept_or_something_damaged_keeps_no_page_from_working(
    page: Page,
) -> None:
    address = begin(page, "Về việc tặng Giấy khen")
    page.evaluate(
        """(id) => {
          const draft = JSON.parse(localStorage.getItem(`vanban:draft:${id}`));
          const kept = {
            "draft:a": 5, "draft:b": "x", "draft:c": {}, "draft:d": { ...draft, pairs: { a: 1 } },
            "draft:e": { ...draft, pairs: [["/subject"]] }, "draft:f": { ...draft, name: { a: 1 } },
            "draft:g": { ...draft, id: 7 }, "draft:h": { ...draft, at: "x" },
            "summary-report:draft": { a: 1 }, "profile": { a: 1 }, "profile-declined": 3,
            "draft:k": { ...draft, id: "k", name: "<img src=x onerror=alert(1)>" },
          };
          for (const [name, value] of Object.entries(kept)) localStorage.setItem(`vanban:${name}`, JSON.stringify(value));
          localStorage.setItem("vanban:draft:i", "{");
        }""",
        draft_at(page),
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(error.message))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto("/")
    rows = page.locator("[data-drafts] .draft-row")
    expect(rows).to_have_count(2)
    expect(rows.filter(has_text="<img src=x")).to_have_count(1)
    page.goto(address)
    expect(page.locator(SUBJECT)).to_have_value("Về việc tặng Giấy khen")
    for damaged in "abcdefi":
        page.goto(f"{DECISION}?nhap={damaged}")
        expect(page.get_by_text("Không thấy văn bản này trong trình duyệt này")).to_be_visible()
    page.goto("/ho-so-co-quan")
    expect(page.get_by_role("button", name="Lưu vào trình duyệt này")).to_be_visible()
    assert faults == []
