"""Work that takes its time is seen to go on, and a file's end is noticed."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.web import form_steps
from tests.web.form_steps import DECISION


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
