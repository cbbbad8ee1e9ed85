"""Every page can be used by everybody: axe finds nothing, and no width makes a page scroll sideways."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from service.media_types import DOCX
from tests.addresses import at
from tests.documents.inputs import sample
from tests.web import form_steps, test_conformance_walk
from tests.web.form_steps import CHECK, DECISION
from tests.web.test_returned import SLUG, with_rows
from tests.web.test_whole_texts import ISSUED

MADE = f"/api/v1/document-types/{SLUG}/documents"


def _faulty(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill(page, {"/issued_date": "hôm nay", "/awards/0/individuals/0/birth_year": "x"})
    page.get_by_role("button", name=CHECK).click()
    page.wait_for_selector(".summary")


def _ready(page: Page) -> None:
    page.goto("/bien-ban-hoi-nghi/vi-du")
    form_steps.finish(page)


def _drafts(page: Page) -> None:
    _faulty(page)
    page.locator("[data-draft-clear]:visible").wait_for()
    page.goto("/")
    page.get_by_role("button", name="Nhân bản").click()
    page.get_by_role("button", name="Xóa “").last.click()
    page.get_by_role("button", name="Xóa hết trên máy này").click()


def _with_profile(page: Page) -> None:
    page.goto("/")
    signers = [(n, name, text) for n, who in enumerate("AB") for name, text in (("position", "Giám đốc"), ("full_name", who))]  # fmt: skip
    pairs = [
        ["/organ/organ_name", "Sở A"],
        *([f"/signers/{n}/{name}", text] for n, name, text in signers),
    ]
    page.evaluate("pairs => localStorage.setItem('vanban:profile', JSON.stringify(pairs))", pairs)
    page.goto(DECISION)


def _old_document(page: Page) -> None:
    page.goto(DECISION)
    page.get_by_text("Dán cả văn bản từ Word vào đây").first.click()
    page.locator("#van-ban").fill(f"{ISSUED}\nCâu này không ai hiểu.")
    page.get_by_role("button", name="Đọc văn bản này").click()
    page.wait_for_url("**/doc-van-ban")


def _changed_document(page: Page) -> None:
    changed = with_rows(page.request.post(MADE, data=sample(SLUG)).body())
    page.goto(f"{DECISION}/mo-tep")
    page.locator("#tep").set_input_files({"name": "a.docx", "mimeType": DOCX, "buffer": changed})
    page.get_by_role("button", name="Mở tệp").click()
    page.wait_for_selector("#lay-duoc")


def _batch_read(page: Page) -> None:
    page.goto("/nhieu-van-ban")
    page.get_by_label("Quyết định khen thưởng", exact=True).check()
    page.locator("#tep").set_input_files(
        {
            "name": "lô.ndjson",
            "mimeType": "application/x-ndjson",
            "buffer": b"{}\n{\n" + json.dumps(sample(SLUG)).encode(),
        }
    )
    page.get_by_role("button", name="Đọc và kiểm tra tệp").click()
    page.get_by_role("heading", name="Đã đọc 3 văn bản").wait_for()


def _batch_begun(page: Page) -> None:
    _batch_read(page)
    page.get_by_role("button", name="Tạo 1 văn bản").click()
    page.get_by_role("heading", name="Đang tạo 3 văn bản").wait_for()


def _mended(page: Page) -> None:
    test_conformance_walk.checked(page)
    page.get_by_role("button", name=test_conformance_walk.MEND).click()
    page.get_by_role("heading", name="Đã sửa thể thức, không đổi chữ nào").wait_for()


def _missing(page: Page) -> None:
    page.goto("/khong-co")


def _at(address: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(address)

    go.__name__ = address
    return go


PAGES = [
    _at("/"),
    _at("/tro-giup"),
    *(
        _at(f"{at(slug)}{ending}")
        for slug in ("summary-report", "commendation-decision", "conference-minutes")
        for ending in ("", "/vi-du", "/mo-tep")
    ),
    _at("/ho-so-co-quan"),
    _at("/bao-cao-tong-ket/xem-truoc"),
    _faulty,
    _drafts,
    _ready,
    _with_profile,
    _old_document,
    _changed_document,
    _at("/nhieu-van-ban"),
    _batch_read,
    _batch_begun,
    _at(test_conformance_walk.PAGE),
    test_conformance_walk.checked,
    _mended,
    _missing,
]


@pytest.mark.parametrize("go", PAGES, ids=lambda go: go.__name__)
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    page: Page, go: Callable[[Page], None]
) -> None:
    go(page)
    page.wait_for_timeout(200)
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    for width in (320, 768, 2400):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize(("width", "height", "least"), [(1366, 768, 8), (390, 844, 7)])
def test_the_first_screen_of_a_form_is_for_typing(
    page: Page, width: int, height: int, least: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(DECISION)
    page.locator('[id="/subject"]').wait_for()
    in_sight = """() => {
      const foot = document.querySelector('.finish').getBoundingClientRect().top;
      return [...document.querySelectorAll('#mau :is(input, select, textarea)')].filter((input) => {
        const { top, bottom, width } = input.getBoundingClientRect();
        return input.checkVisibility() && width > 4 && top >= 0 && bottom <= Math.min(innerHeight, foot);
      }).length;
    }"""
    assert page.evaluate(in_sight) >= least
