"""What a clerk does at a page, in a few words, so that the walks read as walks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from playwright.sync_api import Locator, Page, Route, expect

from service import config
from service.language.holding_together import with_plain_blanks

ROOT = Path(__file__).resolve().parent.parent.parent
DECISION = "/quyet-dinh-khen-thuong"
CHECK = "Kiểm tra và tạo văn bản"

#: The single values of a short decision, by pointer, as they are typed.
TYPED = {
    "/organ/organ_name": "Sở Ngoại vụ",
    "/organ/parent_name": "UBND tỉnh Hà Tĩnh",
    "/organ/code": "SNgV",
    "/place": "Hà Tĩnh",
    "/issued_date": "1/7/2020",
    "/subject": "Về việc tặng Giấy khen cho cá nhân có thành tích xuất sắc",
    "/issuing_authority": "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
    "/legal_bases/0": "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
    "/proposed_by": "Chánh Văn phòng Sở",
    "/awards/0/achievement": "đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2019",
    "/bonus_source": "Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2020",
    "/executors/0": "Chánh Văn phòng Sở",
    "/signer/position": "Giám đốc",
    "/signer/full_name": "Thái Phúc Sơn",
}
PEOPLE = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]


def sample(slug: str) -> dict[str, object]:
    shown = config.sample_file(ROOT / "samples", slug)
    found: dict[str, object] = json.loads(shown.read_bytes())
    return found


def at(page: Page, pointer: str) -> Locator:
    """What stands at a pointer of the form, in a page whose scripts run.

    A button that is pressed sooner sends the form; pressed twice, only the second time counts.
    """
    found = page.locator(f'[id="{pointer}"]')
    found.wait_for(state="attached")
    page.wait_for_load_state()
    return found


def fill(page: Page, typed: dict[str, str]) -> None:
    """Type into the fields at these pointers, one after another, as events of a keyboard tell the page.

    All in one call: a page that is asked field by field is laid out, drawn and asked again for each.
    """
    for pointer in typed:
        at(page, pointer)
    page.evaluate(
        """(typed) => {
            for (const [pointer, text] of Object.entries(typed)) {
                const field = document.getElementById(pointer);
                if (!field.checkVisibility() || field.disabled || field.readOnly) throw new Error(`${pointer} takes no key`);
                field.focus();
                field.select();
                document.execCommand(text ? "insertText" : "delete", false, text);
            }
        }""",
        typed,
    )


def offer(page: Page, name: str) -> None:
    """Ask for something rare that the form has put aside."""
    page.locator(f'.extra[data-extra="{name}"] > summary').first.click()


def fill_decision(page: Page) -> None:
    """Everything of a decision but who is commended."""
    offer(page, "Tiền thưởng")
    fill(page, TYPED)
    page.locator('[id="/awards/0/form"]').select_option("giay_khen")
    page.get_by_label("Mức tự ghi dưới đây").check()
    fill(page, {"/awards/0/bonus/individual": "450.000 đồng"})


def paste(page: Page, pointer: str, block: str, html: str = "") -> None:
    """What the browser tells a page when a block of cells, or a text, is pasted."""
    at(page, pointer).evaluate(
        """(input, [text, html]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html) data.setData("text/html", html);
            input.focus();
            input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        [block, html],
    )


def held_back(page: Page, pattern: str) -> list[Route]:
    """The requests to such addresses, none of which gets its answer before it is told to go on."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))
    return held


def sent(page: Page, held: list[Route], number: int) -> Route:
    """One of the requests that are held back, as soon as it has been sent."""
    while len(held) <= number:
        page.wait_for_timeout(20)
    return held[number]


def panel(page: Page) -> Locator:
    return page.locator("[data-list-panel]")


def read_panel(page: Page) -> Locator:
    """The panel of a list once it shows what was read: while it is being read again it takes no key."""
    panel(page).wait_for(timeout=60_000)
    expect(panel(page)).not_to_have_attribute("aria-busy", "true")
    return panel(page)


def add_rows(page: Page) -> None:
    """Add what the panel of a list shows."""
    # By the keyboard: on a busy machine a page that still scrolls takes a click elsewhere.
    read_panel(page).locator("[data-panel-action=add-rows]").press("Enter")
    expect(panel(page)).to_have_count(0)


def paste_list(page: Page, pointer: str, block: str, html: str = "") -> None:
    """Paste a block into a list, and add what its panel offers."""
    paste(page, pointer, block, html)
    add_rows(page)


def finish(page: Page, press: Callable[[], None] | None = None) -> WordDocument:
    """Press the last button; pass the warnings, if any; the document that is then downloaded."""
    with page.expect_download(timeout=180_000) as download:
        (press or (lambda: page.get_by_role("button", name=CHECK).click()))()
        anyway = page.get_by_role("button", name="Vẫn tải về")
        page.locator(".done").or_(anyway).first.wait_for()
        if anyway.count():
            anyway.click()
    assert download.value.suggested_filename.endswith(".docx")
    return Document(io.BytesIO(Path(download.value.path()).read_bytes()))


def text_of(document: WordDocument) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return with_plain_blanks(
        "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    )


def kept_drafts(page: Page) -> list[dict[str, Any]]:
    """The records of the drafts in this browser (``static/drafts/storage.js``)."""
    found: list[dict[str, Any]] = page.evaluate(
        """Object.keys(localStorage).filter((key) => key.startsWith("vanban:draft:"))
            .map((key) => JSON.parse(localStorage.getItem(key)))"""
    )
    return found
