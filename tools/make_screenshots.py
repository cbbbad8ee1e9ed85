"""The pages become the pictures of README and docs/clerks.md: ``python -m tools.make_screenshots``.

Needs Chromium and the development requirements; serves the pages itself, on loopback.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from service import config
from service.app import create_app
from tools import machine

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
DECISION = "/quyet-dinh-khen-thuong"
#: A desk's screen, and a telephone.
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 720}
_CHECK = ".finish .btn-primary"


def start(page: Page) -> None:
    page.goto("/")


def form(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.wait_for_selector("#cac-trang .page")


def people(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.locator('[id="/awards/0/individuals"]').evaluate("each => each.scrollIntoView()")
    page.wait_for_timeout(300)


def pasted_list(page: Page) -> None:
    page.goto(DECISION)
    rows = ["STT\tHọ và tên\tChức vụ\tĐơn vị\tBút danh"]
    rows += [
        f"{n}\tNguyễn Văn {name}\tChuyên viên\tVăn phòng\t" for n, name in enumerate("ABCDEGH", 1)
    ]
    rows += ["\tTổng cộng: 07 người"]
    page.locator('[id="/awards/0/individuals/0/full_name"]').evaluate(
        """(input, text) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        "\n".join(rows),
    )
    page.locator("[data-list-panel]").wait_for()
    page.wait_for_timeout(300)


def violations(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.locator('[id="/issued_date"]').fill("31/6/2020")
    page.locator('[id="/signer/full_name"]').fill("")
    page.locator(_CHECK).click()
    page.wait_for_selector(".summary")


def ready(page: Page) -> None:
    page.goto("/bien-ban-hoi-nghi/vi-du")
    page.locator(_CHECK).click()
    page.locator(".done, .summary").first.wait_for()
    if page.get_by_role("button", name="Vẫn tải về").count():
        page.get_by_role("button", name="Vẫn tải về").click()
    page.wait_for_selector(".done")
    page.wait_for_timeout(500)


PICTURES: dict[str, tuple[Callable[[Page], None], dict[str, int]]] = {
    "clerk-start": (start, WIDE),
    "clerk-form": (form, WIDE),
    "clerk-people": (people, WIDE),
    "clerk-list": (pasted_list, WIDE),
    "clerk-faults": (violations, WIDE),
    "clerk-ready": (ready, WIDE),
    "clerk-narrow": (people, NARROW),
}


def draw(browser: Browser, address: str) -> None:
    """Every picture, each in a browser that knows nothing of the one before."""
    IMAGES.mkdir(exist_ok=True)
    for name, (go, size) in PICTURES.items():
        context = browser.new_context(
            base_url=address,
            viewport=size,  # type: ignore[arg-type]
            locale="vi-VN",
            reduced_motion="reduce",
        )
        page = context.new_page()
        go(page)
        page.screenshot(path=IMAGES / f"{name}.png")
        context.close()


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(config.load({})), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(),
            args=["--no-sandbox"] if os.geteuid() == 0 else [],
        )
        draw(browser, f"http://127.0.0.1:{server.port}")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
