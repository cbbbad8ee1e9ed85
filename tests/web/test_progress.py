"""Work that takes its time is seen to go on, and a file's end is noticed."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, Route, expect

from tests.web import form_steps
from tests.web.form_steps import DECISION

TEMPLATES = Path(__file__).resolve().parents[2] / "service" / "http" / "pages" / "templates"


def test_a_file_that_takes_its_time_says_so_until_it_has_come(page: Page) -> None:
    page.clock.install()
    page.goto(f"{DECISION}/vi-du")
    form_steps.finish(page)
    held: list[Route] = []
    page.route("**/van-ban", lambda route: held.append(route))
    working = page.locator(".working")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp PDF").click()
        expect(working).to_contain_text("Đang làm “Tải tệp PDF”…")
        page.clock.fast_forward(6_000)
        expect(working).to_contain_text("giây")
        held[0].continue_()
    assert download.value.suggested_filename.endswith(".pdf")
    expect(working).to_have_count(0)


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
