"""A clerk pastes, drops and chooses lists in a browser; the panel opens at the list, and rows join it."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web import form_steps
from tests.web.form_steps import DECISION, add_rows, at, held_back, panel, read_panel, sent

LIST = "/awards/0/individuals"
SMALL = {"width": 1366, "height": 768}
_HEADERS = "STT\tHọ và tên\tChức vụ\tĐơn vị công tác\tNăm sinh\tMức thưởng"


def paste(page: Page, pointer: str, block: str) -> None:
    """Paste, and wait for the panel: while it is missing each look of ``expect`` reads the whole long page."""
    form_steps.paste(page, pointer, block)
    read_panel(page)


def block(rows: int) -> str:
    people = (
        f"{n}\tNguyễn Văn {chr(65 + n % 20)} {chr(65 + n // 20 % 20)} {chr(65 + n // 400)}\tChuyên viên\tPhòng {n % 9}"
        f"\t{1960 + n % 40}\t450.000"
        for n in range(1, rows + 1)
    )
    return "\n".join([_HEADERS, *people, f"\tTổng cộng: {rows} người"])


@pytest.mark.parametrize("rows", [7, 300, 2_000])
def test_lists_of_any_length_join_what_was_typed(page: Page, rows: int) -> None:
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    page.goto(DECISION)
    form_steps.fill(page, {f"{LIST}/0/full_name": "Ông Trần Văn Đã Gõ"})
    paste(page, f"{LIST}/0/position", block(rows))
    shown = f"{rows:,}".replace(",", ".")
    expect(panel(page)).to_contain_text(f"Sẽ thêm {shown} cá nhân (tệp ghi tổng cộng {shown} ✓)")
    expect(panel(page).locator("tbody tr:not(.gap)")).to_have_count(7)
    expect(panel(page)).to_be_focused()
    add_rows(page)
    lines = at(page, LIST).locator("[data-row]")
    expect(lines).to_have_count(rows + 1)
    expect(at(page, LIST).locator("[data-list-notice]")).to_contain_text(f"Đã thêm {shown} cá nhân")
    expect(at(page, f"{LIST}/0/full_name")).to_have_value("Ông Trần Văn Đã Gõ")
    # A row out of sight waits as text until it is looked at.
    last = lines.last
    last.scroll_into_view_if_needed()
    last.locator("[name$='/organ_name']").wait_for(timeout=60_000)
    expect(last.locator("[name$='/organ_name']")).to_have_value(f"Phòng {rows % 9}")
    expect(last.locator("[name$='/bonus']")).to_have_value("450.000")
    # A second time everybody is there.
    lines.first.scroll_into_view_if_needed()
    at(page, f"{LIST}/0/position").wait_for(timeout=60_000)
    paste(page, f"{LIST}/0/position", block(rows))
    expect(panel(page)).to_contain_text("Không có gì mới để thêm")
    expect(page.locator("[data-panel-action=add-rows]")).to_have_count(0)


@pytest.mark.parametrize("start", ["honorific", "full_name", "organ_name"])
def test_headers_decide_wherever_the_paste_begins(page: Page, start: str) -> None:
    page.goto(DECISION)
    form_steps.paste_list(
        page, f"{LIST}/0/{start}", "Đơn vị\tHọ và tên\tChức vụ\nVăn phòng\tTrần Thị Bình\tKế toán\n"
    )
    expect(at(page, LIST).locator("[data-row]")).to_have_count(1)
    values = at(page, LIST).locator("[data-row] [name^='/']")
    expect(values.nth(0)).to_have_value("")
    expect(values.nth(1)).to_have_value("Trần Thị Bình")
    expect(values.nth(2)).to_have_value("Kế toán")
    expect(values.nth(3)).to_have_value("Văn phòng")


def test_a_single_cell_is_pasted_by_the_browser(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste(page, f"{LIST}/0/full_name", "Trần Thị Bình\r\n")
    expect(panel(page)).to_have_count(0)


def test_a_single_cell_with_line_ends_is_pasted_without_its_quotation_marks(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste(page, f"{LIST}/0/full_name", '"Trần Thị ""Ba""\nBình"\r\n')
    expect(at(page, f"{LIST}/0/full_name")).to_have_value('Trần Thị "Ba" Bình')
    form_steps.paste(page, "/awards/0/achievement", '"đã có\nthành tích"')
    expect(at(page, "/awards/0/achievement")).to_have_value("đã có\nthành tích")
    expect(panel(page)).to_have_count(0)


def test_a_corrected_column_is_read_again_remembered_and_can_be_undone(page: Page) -> None:
    page.goto(DECISION)
    cells = "Họ và tên\tBút danh\nNguyễn Văn An\tSao\nTrần Thị Bình\tMai"
    paste(page, f"{LIST}/0/full_name", cells)
    column = panel(page).get_by_label("Cột B, tiêu đề “Bút danh”, là")
    expect(column).to_have_value("-")
    column.select_option("position")
    expect(column).to_be_focused()
    expect(panel(page).locator("tbody tr").first.locator("td").nth(1)).not_to_have_class("unused")
    add_rows(page)
    expect(at(page, LIST).locator("[name$='/position']").nth(1)).to_have_value("Mai")
    kept = page.evaluate("localStorage.getItem('vanban:columns')")
    assert "Bút danh" in kept and "Nguyễn" not in kept and "Mai" not in kept
    page.get_by_role("button", name="Lấy lại dữ liệu trước đó").click()
    expect(at(page, LIST).locator("[data-row]")).to_have_count(1)
    paste(page, f"{LIST}/0/full_name", "Họ và tên\tBút danh\nLê Văn Cường\tHoa")
    expect(panel(page).get_by_label("Cột B, tiêu đề “Bút danh”, là")).to_have_value("position")
    add_rows(page)
    expect(at(page, LIST).locator("[name$='/full_name']")).to_have_value("Lê Văn Cường")
    at(page, LIST).get_by_role("button", name="Hoàn tác").click()
    expect(at(page, LIST).locator("[name$='/full_name']")).to_have_value("")


def test_what_is_added_is_what_was_seen(page: Page) -> None:
    page.goto(DECISION)
    paste(page, f"{LIST}/0/full_name", "Họ và tên\tBút danh\nNguyễn Văn An\tSao")
    held = held_back(page, "**/danh-sach")
    panel(page).get_by_label("Cột B, tiêu đề “Bút danh”, là").select_option("position")
    expect(panel(page)).to_have_attribute("aria-busy", "true")
    page.locator("[data-panel-action=add-rows]").press("Enter")
    # Whoever presses it does not wait for the question that is under way, but asks again.
    sent(page, held, 1).continue_()
    expect(at(page, LIST)).to_contain_text("Danh sách vừa thay đổi; hãy xem lại rồi bấm Thêm.")
    expect(panel(page)).to_be_focused()
    expect(at(page, f"{LIST}/0/full_name")).to_have_value("")
    add_rows(page)
    expect(at(page, LIST).locator("[name$='/position']")).to_have_value("Sao")


def test_rows_that_were_not_taken_are_taken_by_a_word(page: Page) -> None:
    page.goto(DECISION)
    paste(page, f"{LIST}/0/full_name", block(3))
    row = panel(page).get_by_role("radiogroup", name="Dòng 5")
    expect(row.get_by_label("Bỏ")).to_be_checked()
    row.get_by_label("Lấy").check()
    expect(panel(page)).to_contain_text("Sẽ thêm 4 cá nhân")
    expect(row.get_by_label("Lấy")).to_be_focused()


def test_the_panel_is_left_with_the_keyboard_and_nothing_is_added(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste(page, f"{LIST}/0/full_name", block(3))
    page.locator("[data-panel-action=leave]").focus()
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_count(0)
    expect(at(page, LIST)).to_be_focused()
    expect(at(page, LIST).locator("[data-row]")).to_have_count(1)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    assert sheet is not None
    for row in (
        ["STT", "Họ và tên", "Hình thức"],
        [1, "Nguyễn Văn An", "Giấy khen"],
        [2, "Trần Thị Bình", "Lao động tiên tiến"],
    ):
        sheet.append(row)
    guide = book.create_sheet("Danh mục")
    guide.append(["Họ và tên", "Đơn vị"])
    guide.append(["Lê Văn Cường", "Văn phòng"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def drop(page: Page, pointer: str) -> None:
    at(page, pointer).evaluate(
        """(list, bytes) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "ds.xlsx"));
            for (const type of ["dragover", "drop"])
                list.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        list(workbook()),
    )


def test_a_dropped_file_opens_at_its_list_and_other_forms_get_awards(page: Page) -> None:
    page.goto(DECISION)
    at(page, "/awards/0/form").select_option("lao_dong_tien_tien")
    drop(page, LIST)
    expect(at(page, LIST).locator("[data-list-panel]")).to_be_visible()
    expect(panel(page)).to_contain_text("Sẽ thêm 2 cá nhân")
    add_rows(page)
    expect(at(page, f"{LIST}/1/full_name")).to_have_value("Trần Thị Bình")
    expect(at(page, "/awards/1/form")).to_have_value("giay_khen")
    expect(page.locator('[id^="/awards/1/individuals/"][id$="/full_name"]')).to_have_value(
        "Nguyễn Văn An"
    )


def test_a_sheet_is_ticked_and_a_file_dropped_elsewhere_stays_out(page: Page) -> None:
    page.goto(DECISION)
    drop(page, "/organ")
    expect(page.locator("#thong-bao")).to_contain_text("thả tệp vào đúng danh sách")
    expect(panel(page)).to_have_count(0)
    drop(page, LIST)
    panel(page).get_by_label("Trang tính “Danh mục”").check()
    expect(panel(page)).to_contain_text("Sẽ thêm 3 cá nhân")


def test_a_file_is_chosen_with_the_keyboard(page: Page) -> None:
    page.goto("/bien-ban-hoi-nghi")
    form_steps.offer(page, "Người vắng mặt")
    absentees = at(page, "/absentees")
    absentees.get_by_text("Thêm từ tệp Excel, Word").click()
    absentees.locator("input[type=file]").set_input_files(
        {
            "name": "ds.csv",
            "mimeType": "text/csv",
            "buffer": "Họ và tên,Lý do\nNguyễn Văn An,Ốm".encode(),
        }
    )
    add_rows(page)
    expect(absentees.locator("[name$='/reason']")).to_have_value("Ốm")


def test_lines_of_word_lose_their_bullets_and_nothing_else(page: Page) -> None:
    page.goto(DECISION)
    form_steps.fill(page, {"/recipients/0": "Như trên"})
    form_steps.paste(page, "/recipients/0", "-\tNhư Điều 3;\n1.\tSở Nội vụ\t(để b/c);\nLưu")
    lines = at(page, "/recipients").locator("[data-row] [name^='/']")
    expect(lines).to_have_count(4)
    assert [line.input_value() for line in lines.all()] == [
        "Như trên", "Như Điều 3;", "Sở Nội vụ (để b/c);", "Lưu",
    ]  # fmt: skip
    notice = at(page, "/recipients").locator("[data-list-notice]")
    expect(notice).to_contain_text("Đã dán 3 dòng. Đã bỏ số, dấu đầu dòng ở 2 dòng (“-”, “1.”)")


def test_a_column_pasted_beside_names_fills_blank_cells_only(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste_list(page, f"{LIST}/0/full_name", "Nguyễn Văn An\nTrần Thị Bình")
    first = at(page, LIST).locator("[name$='/position']").first.get_attribute("id") or ""
    form_steps.paste(page, first, "Chức vụ\nKế toán\nVăn thư")
    expect(at(page, LIST).locator("[name$='/position']").nth(1)).to_have_value("Văn thư")
    form_steps.paste(page, first, "Lái xe\nLái xe")
    expect(panel(page)).to_be_visible()
    expect(at(page, first)).to_have_value("Kế toán")


def test_what_is_pasted_while_the_server_is_away_stays(page: Page) -> None:
    page.goto(DECISION)
    page.context.set_offline(True)
    form_steps.paste(page, "/recipients/0", "- Như Điều 3;\n- Lưu")
    expect(at(page, "/recipients")).to_contain_text("Mất kết nối với máy chủ")
    assert "Như Điều 3;" in at(page, "/recipients/0").input_value()
    form_steps.paste(page, f"{LIST}/0/full_name", block(3))
    expect(at(page, LIST)).to_contain_text("Mất kết nối với máy chủ")


def test_the_open_panel_can_be_used_by_everybody(page: Page) -> None:
    page.goto(DECISION)
    drop(page, LIST)
    expect(panel(page)).to_be_visible()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    for width in (320, 768, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_the_panel_as_a_page_can_be_used_by_everybody(page: Page) -> None:
    page.goto(DECISION)
    at(page, LIST).get_by_text("Thêm từ tệp Excel, Word").click()
    at(page, LIST).locator("input[type=file]").set_input_files(
        {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    expect(panel(page)).to_be_visible()
    # The button that sends the file where no script reads it.
    at(page, LIST).locator("input[type=file]").set_input_files(
        {"name": "ds.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    )
    # The panel goes while the file is read again and then comes back, and the button moves with it.
    expect(panel(page)).to_be_visible()
    at(page, LIST).get_by_role("button", name="Đọc tệp này").click()
    expect(page.get_by_role("heading", name="Thêm vào danh sách “Cá nhân”")).to_be_visible()
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    for width in (320, 768, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
    page.get_by_role("button", name="Thêm 2, bỏ qua 0 đã có").click()
    expect(at(page, f"{LIST}/0/full_name")).to_have_value("Nguyễn Văn An")


def test_a_list_of_two_thousand_is_checked_and_comes_back_whole(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste_list(page, f"{LIST}/0/full_name", block(2_000))
    (pairs,) = [draft["pairs"] for draft in form_steps.kept_drafts(page)]
    names = [text for name, text in pairs if name.startswith(LIST) and name.endswith("/full_name")]
    assert len(names) == 2_000, json.dumps(names[:3])
