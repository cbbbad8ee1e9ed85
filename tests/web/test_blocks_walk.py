"""A clerk writes a report whose paragraphs, items and tables stand in any order."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.web.form_steps import ROOT, fill, finish, offer, paste

BLOCKS = "/sections/0/blocks"


def open_minimal(page: Page) -> None:
    """The form of a report with the smallest sample in it."""
    page.goto("/bao-cao-tong-ket/mo-tep")
    page.get_by_label("Tệp cần mở").set_input_files(
        ROOT / "samples" / "minimal" / "summary-report.json"
    )
    page.get_by_role("button", name="Mở tệp").click()


def test_blocks_are_added_moved_and_printed_in_their_order(page: Page) -> None:
    open_minimal(page)
    fill(page, {"/sections/0/paragraphs/0": ""})
    offer(page, "Khối nội dung xen kẽ")
    blocks = page.locator(f'[id="{BLOCKS}"]')
    for kind in ("bảng", "đoạn văn", "gạch đầu dòng"):
        blocks.get_by_role("button", name=f"Thêm {kind}").first.click()
    fill(
        page,
        {
            f"{BLOCKS}/0/table/columns/0/header": "Chỉ tiêu",
            f"{BLOCKS}/0/table/columns/1/header": "Số",
            f"{BLOCKS}/0/table/rows/0/0": "Đoàn ra",
            f"{BLOCKS}/0/table/rows/0/1": "12",
            f"{BLOCKS}/1/paragraph/lead": "Về lễ tân",
            f"{BLOCKS}/1/paragraph/text": "Sở đã đón các đoàn khách.",
        },
    )
    paste(page, f"{BLOCKS}/2/items/0", "- Đoàn vào:\n+ Lào\n+ Thái Lan\n- Đoàn ra")
    expect(page.locator(f'[id="{BLOCKS}/2/items/0"]')).to_have_value("Đoàn vào:\n+ Lào\n+ Thái Lan")
    up = page.locator(f'button[value="up:{BLOCKS}/1"]')
    up.click()
    document = finish(page)
    texts = [paragraph.text for paragraph in document.paragraphs]
    start = texts.index("Về lễ tân: Sở đã đón các đoàn khách.")
    assert [text for text in texts[start + 1 :] if text][:4] == [
        "- Đoàn vào:",
        "+ Lào;",
        "+ Thái Lan;",
        "- Đoàn ra.",
    ]
    assert [cell.text for cell in document.tables[1].rows[1].cells] == ["Đoàn ra", "12"]
