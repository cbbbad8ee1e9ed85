"""The pages beside a form: drawn while somebody types, and a line and its input lead to each other."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.form_steps import CHECK, DECISION

#: The only words of the one page that the walks' converter knows (tests/one_page.py).
NAME = "SO NGOAI VU"
SIGNER = "/signer/full_name"
LINE = f'#cac-trang rect[data-for="{SIGNER}"]'


def test_pages_follow_what_is_typed_and_stay_after_a_check(page: Page) -> None:
    page.goto(DECISION)
    expect(page.locator("#cac-trang img")).to_have_count(1)
    expect(page.locator("#cac-trang")).to_contain_text("Chỗ còn trống có nền vàng")
    expect(page.locator("iframe")).to_have_count(0)
    signer = page.locator(f'[id="{SIGNER}"]')
    signer.fill(NAME)
    # The line of the input that has the focus is shown without anything being pressed.
    expect(page.locator(f"{LINE}.is-here")).to_have_count(1)
    page.locator('[id="/subject"]').focus()
    expect(page.locator(f"{LINE}.is-here")).to_have_count(0)
    page.locator(LINE).click()
    expect(signer).to_be_focused()
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator(LINE)).to_have_count(1)


def test_pages_stay_while_the_server_is_away_and_it_is_said(page: Page) -> None:
    page.goto(DECISION)
    expect(page.locator("#cac-trang img")).to_have_count(1)
    page.context.set_offline(True)
    subject = page.locator('[id="/subject"]')
    subject.fill("Về việc tặng Giấy khen")
    expect(page.locator("[data-pages-state]")).to_contain_text("Mất kết nối với máy chủ")
    expect(page.locator(".away")).to_contain_text("Những gì đã gõ vẫn còn")
    expect(subject).to_be_focused()
    expect(page.locator("#cac-trang img")).to_have_count(1)
    page.context.set_offline(False)


def test_the_button_of_the_pages_opens_no_window_in_a_draft_that_came_back(page: Page) -> None:
    page.goto(DECISION)
    page.locator('[id="/subject"]').fill("Về việc tặng Giấy khen")
    expect(page.locator("[data-draft-clear]")).to_be_visible()
    page.reload()
    expect(page.locator('[id="/subject"]')).to_have_value("Về việc tặng Giấy khen")
    button = page.get_by_role("button", name="Xem trước")
    button.click()
    expect(page.locator("#cac-trang img")).to_have_count(1)
    assert len(page.context.pages) == 1
    page.set_viewport_size({"width": 1366, "height": 768})
    expect(button).to_be_hidden()
