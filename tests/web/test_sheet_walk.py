"""A list is typed into as into a sheet of Excel, and the form tells beside it how far it is."""

from __future__ import annotations

import json

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, expect

from tests.serving import until
from tests.web import form_steps
from tests.web.form_steps import DECISION, at
from tests.web.test_list_walks import LIST, block


def rows(page: Page, pointer: str = LIST) -> list[list[str]]:
    """What the rows of a list hold as they stand, by their inputs or their text."""
    found: list[list[str]] = at(page, pointer).evaluate(
        """list => [...list.querySelectorAll('[data-row]')].map(row => row.matches('.waiting')
            ? [...row.querySelectorAll('td:not(.end)')].map(cell => cell.textContent)
            : [...row.querySelectorAll('[name^="/"]')].map(input => input.value))"""
    )
    return found


def column(page: Page, place: int) -> list[str]:
    return [row[place] for row in rows(page)]


def is_draft_as_it_stands(page: Page) -> bool:
    """Whether the draft that was saved last holds the form."""
    found: bool = page.evaluate(
        """async () => {
            const { drafts } = await import('/static/drafts/storage.js');
            const { pairsOf } = await import('/static/form/pairs.js');
            const [draft] = drafts();
            return JSON.stringify(draft?.pairs) === JSON.stringify(pairsOf(document.getElementById('mau')));
        }"""
    )
    return found


def step(page: Page, name: str) -> Locator:
    return page.locator("[data-step]").filter(has_text=name)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_people_are_typed_filled_down_and_taken_back_by_keys(page: Page) -> None:
    page.goto(DECISION)
    at(page, f"{LIST}/0/full_name").focus()
    for name in form_steps.PEOPLE:
        page.keyboard.type(name)
        press(page, "Enter")
    # A blank row waits for somebody new; another Enter makes no second one.
    press(page, "Enter")
    assert column(page, 1) == [*form_steps.PEOPLE, ""]
    expect(at(page, f"{LIST}/3/full_name")).to_be_focused()
    expect(step(page, "Danh sách")).to_contain_text("thiếu 2")

    at(page, f"{LIST}/0/organ_name").focus()
    page.keyboard.type("Văn phòng")
    press(page, "Control+Shift+ArrowDown", "Control+d")
    assert column(page, 3) == ["Văn phòng"] * 3 + [""]
    press(page, "Control+z")
    assert column(page, 3) == ["Văn phòng", "", "", ""]
    press(page, "ArrowDown", "Control+d")
    assert column(page, 3) == ["Văn phòng", "Văn phòng", "", ""]
    expect(at(page, LIST).locator("[data-column-hint]")).to_contain_text("Đơn vị công tác.")

    at(page, f"{LIST}/1/full_name").focus()
    press(page, "Control+Delete")
    assert column(page, 1) == ["Nguyễn Văn An", "Lê Văn Cường", ""]
    expect(at(page, f"{LIST}/2/full_name")).to_be_focused()
    press(page, "Alt+ArrowUp")
    assert column(page, 1) == ["Lê Văn Cường", "Nguyễn Văn An", ""]
    press(page, "Control+z", "Control+z")
    assert column(page, 1) == [*form_steps.PEOPLE, ""]
    at(page, LIST).get_by_role("button", name="Xóa dòng 1").click()
    at(page, LIST).get_by_role("button", name="Hoàn tác").click()
    assert column(page, 1) == [*form_steps.PEOPLE, ""]

    # What was typed into a cell is one step, once it is left; arrows go aside at the end of a text.
    at(page, f"{LIST}/0/full_name").focus()
    page.keyboard.type("Bùi Văn Dũng")
    press(page, "ArrowDown", "Control+z")
    assert column(page, 1)[0] == "Nguyễn Văn An"
    press(page, "ArrowRight")
    expect(at(page, f"{LIST}/0/position")).to_be_focused()


def test_what_was_chosen_in_one_column_is_not_filled_from_another(page: Page) -> None:
    page.goto(DECISION)
    at(page, f"{LIST}/0/full_name").focus()
    for name in form_steps.PEOPLE:
        page.keyboard.type(name)
        press(page, "Enter")
    at(page, f"{LIST}/0/position").fill("Kế toán")
    at(page, f"{LIST}/0/organ_name").focus()
    press(page, "Control+Shift+ArrowDown", "Shift+Tab")
    expect(at(page, f"{LIST}/0/position")).to_be_focused()
    press(page, "Control+d")
    assert column(page, 2) == ["Kế toán", "", "", ""]


def states(root: html.HtmlElement) -> list[tuple[str, str, str]]:
    """Each step with its state, and with how far it is in words."""
    return [
        (
            step.get("data-step", ""),
            step.get("data-state", ""),
            step.find_class("state-text")[0].text_content(),
        )
        for step in root.find_class("step")
    ]


@pytest.mark.parametrize("step", ["", "/vi-du"])
@pytest.mark.parametrize("form", [DECISION, "/bao-cao-tong-ket", "/bien-ban-hoi-nghi"])
def test_the_script_tells_of_each_step_what_the_server_told(
    page: Page, form: str, step: str
) -> None:
    answer = page.goto(form + step)
    assert answer is not None
    sent = states(html.fromstring(answer.text()))
    shown = states(html.fromstring(page.content()))
    assert len(sent) > 3
    assert shown == sent


def test_a_rare_thing_opens_with_what_goes_with_it_and_a_step_tells_when_it_is_done(
    page: Page,
) -> None:
    page.goto(DECISION)
    form_steps.fill_decision(page)
    expect(at(page, "/bonus_source")).to_be_visible()
    form_steps.fill(page, {f"{LIST}/0/full_name": "Nguyễn Văn An"})
    expect(step(page, "Danh sách")).to_have_attribute("data-state", "done")
    expect(step(page, "Danh sách")).to_contain_text("1 người")
    expect(step(page, "Xem lại")).not_to_contain_text("bắt buộc")
    form_steps.fill(page, {"/signer/full_name": ""})
    expect(step(page, "Ký")).to_contain_text("thiếu 1")
    expect(step(page, "Xem lại")).to_contain_text("còn 1 mục bắt buộc")
    # A column that is rarely needed is asked for by its name.
    note = at(page, f"{LIST}/0/note")
    expect(note).to_be_hidden()
    at(page, LIST).get_by_role("checkbox", name="Ghi chú").check()
    expect(note).to_be_visible()
    # The hint of an input shows while it is used.
    expect(at(page, "/subject~goi-y")).to_be_hidden()
    at(page, "/subject").focus()
    expect(at(page, "/subject~goi-y")).to_be_visible()


def test_rows_of_a_long_list_wait_out_of_sight_and_none_is_lost(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste_list(page, f"{LIST}/0/full_name", block(300))
    people = at(page, LIST)
    expect(people.locator("tr.waiting").first).to_be_attached()
    before = rows(page)
    assert len(before) == 300
    last = people.locator("[data-row]").last
    last.scroll_into_view_if_needed()
    last.locator("[name$='/position']").fill("Kế toán")
    before[-1][2] = "Kế toán"
    # Left and scrolled away from, it waits again with what was typed.
    at(page, "/subject").focus()
    people.locator(".scroll").evaluate("box => { box.scrollTop = 0 }")
    expect(last).to_have_class("waiting")
    assert rows(page) == before
    people.locator("[name$='/organ_name']").first.focus()
    press(page, "Control+Shift+ArrowDown", "Control+d")
    assert set(column(page, 3)) == {before[0][3]}
    press(page, "Control+z")
    assert rows(page) == before
    # The draft and the server get them all; the form that comes back is as short.
    until(lambda: is_draft_as_it_stands(page))
    page.reload()
    expect(at(page, LIST).locator("[data-row]")).to_have_count(300)
    assert rows(page) == before
    sent = json.loads(
        at(page, LIST).evaluate(
            "async () => JSON.stringify((await import('/static/form/pairs.js')).pairsOf(document.getElementById('mau')))"
        )
    )
    texts = [text for name, text in sent if name.startswith(LIST)]
    assert texts == [text for row in before for text in row if text]
    # A blank row is said by one of its cells.
    at(page, LIST).get_by_role("button", name="Thêm dòng").click()
    last_pairs = page.evaluate(
        "async () => (await import('/static/form/pairs.js')).pairsOf(document.getElementById('mau'))"
    )
    named = [pair for pair in last_pairs if pair[0].startswith(f"{LIST}/300/")]
    assert named == [[f"{LIST}/300/honorific", ""]]


def test_a_row_goes_from_group_to_group_and_comes_back(page: Page) -> None:
    page.goto(DECISION)
    form_steps.paste_list(page, f"{LIST}/0/full_name", block(21))
    before = rows(page)
    names = at(page, LIST).locator("[name$='/full_name']")
    # The tenth row is the last of its group, the last one is alone in its own.
    names.nth(9).focus()
    press(page, "Alt+ArrowDown")
    assert rows(page) == [*before[:9], before[10], before[9], *before[11:]]
    expect(names.nth(10)).to_be_focused()
    press(page, "Control+z")
    assert rows(page) == before
    names.nth(20).focus()
    press(page, "Control+Delete")
    assert rows(page) == before[:20]
    press(page, "Control+z")
    assert rows(page) == before
    # Up and down lead over the end of a group.
    names.nth(9).focus()
    press(page, "ArrowDown", "ArrowDown", "Control+Delete")
    assert rows(page) == [*before[:11], *before[12:]]


def test_a_table_of_a_report_has_the_same_keys_and_pasted_lines_are_taken_back(page: Page) -> None:
    page.goto("/bao-cao-tong-ket")
    form_steps.offer(page, "Bảng")
    table = "/sections/0/table/rows"
    at(page, f"{table}/0/0").focus()
    page.keyboard.type("Đoàn ra")
    press(page, "Enter")
    page.keyboard.type("Đoàn vào")
    press(page, "Enter")
    expect(at(page, f"{table}/2/0")).to_be_focused()
    press(page, "Control+Delete", "Alt+ArrowUp")
    assert [row[0] for row in rows(page, table)] == ["Đoàn vào", "Đoàn ra"]
    form_steps.paste(page, "/recipients/0", "- UBND tỉnh\n- Các phòng\n")
    lines = at(page, "/recipients")
    expect(lines.locator("[data-row]")).to_have_count(2)
    at(page, "/recipients/0").focus()
    press(page, "Control+z")
    expect(lines.locator("[data-row]")).to_have_count(1)
    expect(at(page, "/recipients/0")).to_have_value("")
