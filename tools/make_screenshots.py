"""The pages become the pictures of README and docs/clerks.md: ``python -m tools.make_screenshots``.

Needs Chromium and the development requirements; serves the pages itself, on loopback.
"""

from __future__ import annotations

import json
import logging
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from service import config, documents, intake
from service.app import create_app
from service.media_types import DOCX, XLSX
from tools.browser import started
from tools.conformance import foreign

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
DECISION = "/quyet-dinh-khen-thuong"
#: A desk's screen, and a telephone.
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 720}
_CHECK = ".finish .btn-primary"
#: A page of the document, beside its form.
_DRAWN = "#cac-trang .page"
_BEGUN = {
    "/bao-cao-tong-ket": "Tổng kết công tác đối ngoại năm 2026",
    DECISION: "Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc năm 2026",
}
#: A decision of an earlier year, as it is copied out of Word.
_OLD = """UBND TỈNH HÀ TĨNH
SỞ NGOẠI VỤ
Số: 15/QĐ-SNgV
Hà Tĩnh, ngày 01 tháng 7 năm 2020
QUYẾT ĐỊNH
Về việc tặng Giấy khen cho cá nhân có thành tích xuất sắc năm 2019
GIÁM ĐỐC SỞ NGOẠI VỤ TỈNH HÀ TĨNH
Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;
Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;
Theo đề nghị của Chánh Văn phòng Sở.
QUYẾT ĐỊNH:
Điều 1. Tặng Giấy khen cho ông Nguyễn Văn A, Chuyên viên Phòng Hợp tác quốc tế, đã có thành tích xuất sắc trong công tác đối ngoại năm 2019.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng Sở và cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 3;
- UBND tỉnh (b/c);
- Lưu: VT, VP.
GIÁM ĐỐC
Thái Phúc Sơn
"""


def start(page: Page) -> None:
    """With two documents that are being written."""
    for address, subject in _BEGUN.items():
        page.goto(address)
        page.locator('[id="/organ/organ_name"]').fill("Sở Ngoại vụ")
        page.locator('[id="/subject"]').fill(subject)
        page.get_by_text("Đã lưu nháp").wait_for()
    page.goto("/")
    page.locator(".draft-row").first.wait_for()


def form(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.wait_for_selector(_DRAWN)


def profile(page: Page) -> None:
    """Made of a finished document."""
    finish(page, DECISION)
    page.get_by_role("button", name="Ghi nhớ", exact=True).click()
    page.wait_for_timeout(500)
    page.goto("/ho-so-co-quan")
    page.wait_for_timeout(500)


def old_document(page: Page) -> None:
    page.goto(DECISION)
    page.get_by_text("Dán cả văn bản từ Word vào đây").click()
    page.locator("#van-ban").fill(_OLD)
    page.get_by_role("button", name="Đọc văn bản này").click()
    page.locator(".outline").wait_for()


def people(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.wait_for_selector(_DRAWN)
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
    page.wait_for_selector(_DRAWN)


def violations(page: Page) -> None:
    page.goto(f"{DECISION}/vi-du")
    page.locator('[id="/issued_date"]').fill("31/6/2026")
    page.locator('[id="/signer/full_name"]').fill("")
    page.locator(_CHECK).click()
    page.wait_for_selector(".summary")
    page.wait_for_selector(_DRAWN)


def ready(page: Page) -> None:
    finish(page, "/bien-ban-hoi-nghi")
    page.wait_for_selector(_DRAWN)


def finish(page: Page, address: str) -> None:
    """The sample of a type, as far as the page that its file is fetched from."""
    page.goto(f"{address}/vi-du")
    page.locator(_CHECK).click()
    page.locator(".done, .summary").first.wait_for()
    if page.get_by_role("button", name="Vẫn tải về").count():
        page.get_by_role("button", name="Vẫn tải về").click()
    page.wait_for_selector(".done")
    page.wait_for_timeout(500)


def batch(page: Page) -> None:
    """A workbook of five decisions, two of them wrong, as it was read."""
    decision = documents.get("commendation-decision")
    sample = json.loads(config.sample_file(config.load({}).samples, decision.slug).read_bytes())
    inputs = [{**sample, "code_number": number} for number in range(15, 20)]
    inputs[1]["subject"], inputs[3]["issued_date"] = None, "31/11/2026"
    page.goto("/nhieu-van-ban")
    page.get_by_label(decision.title, exact=True).check()
    page.locator("#tep").set_input_files(
        {
            "name": "Khen thưởng tháng 11.xlsx",
            "mimeType": XLSX,
            "buffer": intake.batch_workbook(decision, inputs),
        }
    )
    page.get_by_role("button", name="Đọc và kiểm tra tệp").click()
    page.get_by_role("heading", name="Đã đọc 5 văn bản").wait_for()


def plan(page: Page) -> None:
    """A report as another office made it, with what mending would change in it."""
    report = next(one for one in foreign.documents() if one.name == "web-editor")
    page.goto("/kiem-tra-the-thuc")
    page.locator("#tep").set_input_files(
        {"name": "Báo cáo cũ.docx", "mimeType": DOCX, "buffer": report.docx}
    )
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.locator(".finding a.number").first.wait_for()


def conformance(page: Page) -> None:
    """The same, with what is wrong on its pages; one number is followed."""
    plan(page)
    page.locator(".finding a.number").nth(2).click()


PICTURES: dict[str, tuple[Callable[[Page], None], dict[str, int]]] = {
    "clerk-start": (start, WIDE),
    "clerk-form": (form, WIDE),
    "clerk-profile": (profile, WIDE),
    "clerk-old-document": (old_document, WIDE),
    "clerk-people": (people, WIDE),
    "clerk-list": (pasted_list, WIDE),
    "clerk-faults": (violations, WIDE),
    "clerk-ready": (ready, WIDE),
    "clerk-batch": (batch, WIDE),
    "clerk-plan": (plan, WIDE),
    "clerk-conformance": (conformance, WIDE),
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
    with tempfile.TemporaryDirectory() as data, started() as browser:
        app = create_app(config.load({"VANBAN_DATA": data}))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        draw(browser, f"http://127.0.0.1:{server.port}")
        server.shutdown()


if __name__ == "__main__":
    main()
