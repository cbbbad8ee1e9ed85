"""Work that takes its time is seen to go on, and a file's end is noticed."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.web import form_steps
from tests.web.form_steps import DECISION, held_back, sent

TEMPLATES = Path(__file__).resolve().parents[2] / "service" / "http" / "pages" / "templates"


def asked_for_pdf(page: Page, *, pace: float = 1) -> list[Route]:
    """A finished document whose PDF was asked for, at a service that takes so many times as long as usual."""
    page.clock.install()
    page.goto(f"{DECISION}/vi-du")
    form_steps.finish(page)
    pace_known = f'{{"van-ban:pdf": {pace}}}'
    page.evaluate("pace => localStorage.setItem('vanban:pace', pace)", pace_known)
    held = held_back(page, "**/van-ban")
    page.get_by_role("button", name="Tải tệp PDF").click()
    return held


def test_a_file_that_takes_its_time_says_so_until_it_has_come(page: Page) -> None:
    held = asked_for_pdf(page)
    working = page.locator(".working")
    expect(working).to_contain_text("Đang làm “Tải tệp PDF”…")
    expect(working).not_to_contain_text("giây")
    page.clock.fast_forward(9_000)
    expect(working).to_contain_text("lâu hơn dự tính")
    expect(working.locator("progress")).not_to_have_attribute("value", re.compile("."))
    with page.expect_download() as download:
        sent(page, held, 0).continue_()
    assert download.value.suggested_filename.endswith(".pdf")
    expect(working).to_have_count(0)


def test_work_that_is_going_to_be_long_says_at_once_how_far_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    asked_for_pdf(page, pace=20)
    working = page.locator(".working")
    expect(working).to_contain_text(re.compile(r"còn khoảng \d+ giây"))
    page.clock.fast_forward(4_000)
    first = float(working.locator("progress").evaluate("bar => bar.value / bar.max"))
    page.clock.fast_forward(8_000)
    later = float(working.locator("progress").evaluate("bar => bar.value / bar.max"))
    assert 0 < first < later < 1
    box = working.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_how_long_work_took_is_known_the_next_time_and_a_refusal_says_nothing_of_it(
    page: Page,
) -> None:
    held = asked_for_pdf(page, pace=20)
    page.clock.fast_forward(1_000)
    sent(page, held, 0).fulfill(status=503, content_type="application/problem+json", body="{}")
    expect(page.get_by_text("Máy chủ không trả lời được (503)")).to_be_visible()
    pace = "JSON.parse(localStorage.getItem('vanban:pace'))['van-ban:pdf']"
    assert page.evaluate(pace) == 20
    with page.expect_download():
        page.get_by_role("button", name="Tải tệp PDF").click()
        sent(page, held, 1).continue_()
    expect(page.locator(".working")).to_have_count(0)
    assert page.evaluate(pace) < 20


def test_a_file_that_was_refused_says_why_where_the_buttons_are(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    form_steps.finish(page)
    page.route(
        "**/van-ban",
        lambda route: route.fulfill(
            status=503,
            content_type="application/problem+json",
            body='{"detail": "Đang có nhiều văn bản chờ chuyển sang PDF."}',
        ),
    )
    page.get_by_role("button", name="Tải tệp PDF").click()
    expect(page.get_by_text("Đang có nhiều văn bản chờ chuyển sang PDF.")).to_be_visible()


def test_a_page_that_gives_a_file_does_not_go_on_saying_that_it_works(page: Page) -> None:
    page.goto("/ho-so-co-quan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải hồ sơ về").click()
    assert download.value.suggested_filename.endswith(".json")
    page.wait_for_timeout(500)
    expect(page.locator(".working")).to_have_count(0)


def test_a_workbook_that_cannot_be_marked_is_refused_on_the_page_where_it_was_chosen(
    page: Page,
) -> None:
    page.goto(f"{DECISION}/mo-tep")
    page.get_by_label("Tệp cần mở").set_input_files(
        {"name": "ban-luu.json", "mimeType": "application/json", "buffer": b"{}"}
    )
    page.get_by_role("button", name="nhận lại tệp Excel").click()
    expect(page.get_by_role("heading", name="Chưa mở được tệp")).to_be_visible()


def test_buttons_whose_answer_is_a_file_say_so() -> None:
    gives_file = re.compile(r"<button[^>]*web\.(?:save_data|save_profile|mark_file)'[^>]*>")
    buttons = [
        button
        for page in TEMPLATES.glob("*.html")
        for button in gives_file.findall(page.read_text("utf-8"))
    ]
    assert len(buttons) == 4
    assert all("data-file" in button for button in buttons)
