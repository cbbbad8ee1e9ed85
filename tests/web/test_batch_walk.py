"""A clerk makes many documents in a browser: she drops a file, is told of it, begins, leaves, comes back, and has her zip."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.jobs.offices import SLUG, Office, manifest, numbered, without_subject
from tests.serving import until
from tests.web.test_batch_pages import PAGE, archive

TYPE = "Quyết định khen thưởng"
READ = "Đọc và kiểm tra tệp"


@pytest.fixture
def office(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The runner of the served office, called by hand; two items are a chunk."""
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 2)
    return Office(data_folder)


def choose(page: Page, body: bytes, name: str = "lô.zip") -> None:
    page.goto(PAGE)
    page.get_by_label(TYPE, exact=True).check()
    page.locator("#tep").set_input_files(
        {"name": name, "mimeType": "application/zip", "buffer": body}
    )


def test_a_batch_from_the_file_to_the_zip(page: Page, office: Office, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="Nhiều văn bản cùng lúc").click()
    choose(page, archive(numbered(1), without_subject(2), numbered(3)))
    page.get_by_role("button", name=READ).click()
    expect(page.get_by_role("heading", name="Đã đọc 3 văn bản")).to_be_visible()
    expect(page.get_by_text("Chưa có “Trích yếu”")).to_be_visible()
    page.get_by_role("button", name="Tạo 2 văn bản").click()
    state = page.get_by_role("status")
    expect(state).to_have_text("Xong 0/3: 0 đã tạo, 0 bị từ chối.")
    # Only without scripts has the page to be asked for again.
    expect(page.get_by_role("link", name="Xem lại tiến độ")).to_be_hidden()
    job_id = page.url.rpartition("/")[2]
    office.make(job_id, 0)
    expect(state).to_have_text("Xong 2/3: 1 đã tạo, 1 bị từ chối.")
    expect(page.get_by_role("heading", name="1 văn bản bị từ chối")).to_be_visible()
    # She leaves, and comes back.
    page.goto("/")
    page.goto(PAGE)
    page.get_by_role("link", name="Quyết định khen thưởng, 3 văn bản").last.click()
    expect(page.locator("progress")).to_have_js_property("value", 2)
    cancel = page.get_by_role("button", name="Hủy và xóa")
    cancel.focus()
    office.make(job_id, 1)
    expect(page.get_by_role("heading", name="Đã xong")).to_be_visible()
    expect(page).to_have_title(re.compile("Đã xong 3 văn bản"))
    # What had the focus has it still, under its new name.
    expect(page.get_by_role("button", name="Xóa khỏi máy chủ")).to_be_focused()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Tải tệp .zip").click()
    fetched.value.save_as(tmp_path / "made.zip")
    with zipfile.ZipFile(tmp_path / "made.zip") as made:
        assert [entry["state"] for entry in manifest(made)] == ["made", "refused", "made"]
        answer = page.request.post(f"/api/v1/document-types/{SLUG}/documents", data=numbered(3))
        assert made.read(manifest(made)[2]["file"]) == answer.body()
    page.get_by_role("button", name="Xóa khỏi máy chủ").click()
    expect(page.get_by_text("Đã xóa lô văn bản")).to_be_visible()
    expect(page.get_by_role("heading", name="Các lô của anh chị")).to_be_hidden()


def test_a_file_may_be_dropped_and_a_batch_begun_by_keys_alone(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_label(TYPE, exact=True).focus()
    page.keyboard.press("Space")
    page.locator("[data-drop]").evaluate(
        """(area, text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], "lô.ndjson"));
            area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        json.dumps(numbered(1)),
    )
    page.get_by_role("button", name=READ).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đã đọc 1 văn bản")).to_be_visible()
    page.get_by_role("button", name="Tạo 1 văn bản").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Đang tạo 1 văn bản")).to_be_visible()


def test_a_file_that_is_too_large_is_not_even_sent(page: Page) -> None:
    page.goto(PAGE)
    page.locator("#tep").evaluate("input => { input.dataset.largest = 10; }")
    choose_type = page.get_by_label(TYPE, exact=True)
    choose_type.check()
    page.locator("#tep").set_input_files(
        {"name": "lô.zip", "mimeType": "application/zip", "buffer": b"x" * 100}
    )
    page.get_by_role("button", name=READ).click()
    assert "chia thành nhiều tệp" in page.locator("#tep").evaluate(
        "input => input.validationMessage"
    )
    assert page.url.endswith(PAGE)


def test_what_is_cancelled_in_another_tab_is_told_here(page: Page) -> None:
    choose(page, archive(numbered(1)))
    page.get_by_role("button", name=READ).click()
    page.get_by_role("button", name="Tạo 1 văn bản").click()
    expect(page.get_by_role("heading", name="Đang tạo 1 văn bản")).to_be_visible()
    page.request.post(f"{page.url}/xoa")
    expect(page.get_by_text("Không có lô văn bản nào mang mã này")).to_be_visible()


@pytest.mark.parametrize("ending", ["(/tien-do)?", ""])
def test_a_page_of_a_batch_stays_while_the_server_is_busy(
    page: Page, office: Office, ending: str
) -> None:
    busy = re.compile(rf"/nhieu-van-ban/[0-9a-f]{{32}}{ending}$")
    page.clock.install()
    choose(page, archive(numbered(1)))
    page.get_by_role("button", name=READ).click()
    page.get_by_role("button", name="Tạo 1 văn bản").click()
    expect(page.get_by_role("heading", name="Đang tạo 1 văn bản")).to_be_visible()
    office.make_all(page.url.rpartition("/")[2])
    page.evaluate("window.sameBatchPage = true")
    refused = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.fulfill(status=503, headers={"Retry-After": "1"}, body="busy")

    page.route(busy, refuse)
    with page.expect_response(lambda answer: answer.status == 503):
        page.clock.fast_forward(2_000)
    expect(page.get_by_role("heading", name="Đang tạo 1 văn bản")).to_be_visible()
    page.unroute(busy)

    def is_done() -> bool:
        # Nobody sees when the answer that was refused has been read and the next question waits.
        page.clock.fast_forward(11_000)
        return page.get_by_role("heading", name="Đã xong").is_visible()

    until(is_done)
    assert len(refused) == 1 and page.evaluate("window.sameBatchPage")


def test_deleting_everything_on_a_shared_computer_forgets_the_batches_of_this_browser(
    page: Page,
) -> None:
    choose(page, archive(numbered(1)))
    page.get_by_role("button", name=READ).click()
    page.get_by_role("button", name="Tạo 1 văn bản").click()
    expect(page.get_by_text("Xong 0/1")).to_be_visible()
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Các lô của anh chị")).to_be_visible()
    page.goto("/")
    page.evaluate("document.getElementById('xoa-het').hidden = false")
    page.get_by_role("button", name="Xóa hết trên máy này").click()
    page.get_by_role("button", name="Xóa hết", exact=True).click()
    expect(page.get_by_text("Đã xóa hết trên máy này.")).to_be_visible()
    page.goto(PAGE)
    expect(page.get_by_role("heading", name="Các lô của anh chị")).to_be_hidden()


def test_a_batch_without_scripts(browser: Browser, address: str, office: Office) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        choose(page, archive(numbered(1)))
        page.get_by_role("button", name=READ).click()
        page.get_by_role("button", name="Tạo 1 văn bản").click()
        expect(page.get_by_text("Xong 0/1")).to_be_visible()
        office.make_all(page.url.rpartition("/")[2])
        page.get_by_role("link", name="Xem lại tiến độ").click()
        expect(page.get_by_role("link", name="Tải tệp .zip")).to_be_visible()
