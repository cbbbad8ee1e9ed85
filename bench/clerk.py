"""What a clerk's jobs cost at the pages: fields, clicks, characters and seconds, counted in a real browser.

Run: ``python -m bench.clerk [address] [screenshots folder]``, with a service on the address (http://127.0.0.1:8000).

The seconds of a person are those of the keystroke-level model (Card, Moran and Newell, 1980): 0.28 s a
key (typing at an ordinary speed, thinking left out), 1.1 s to point, 0.4 s from keys to mouse or back. The machine's are those
that the browser waited for the service: from a press to what it brings.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.web import form_steps
from tools.browser import started

ADDRESS = "http://127.0.0.1:8000"
DECISION, REPORT = "Quyết định khen thưởng", "Báo cáo tổng kết, sơ kết"
PASTE = Path(__file__).parent.parent / "tests/importing/word/pastes/report_word.html"
VIEWPORT = {"width": 1366, "height": 768}
_KEY, _POINT, _HAND = 0.28, 1.1, 0.4

OFFICE = {
    "/organ/organ_name": "Sở Ngoại vụ",
    "/organ/parent_name": "UBND tỉnh Hà Tĩnh",
    "/organ/code": "SNgV",
    "/place": "Hà Tĩnh",
    "/issuing_authority": "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
}
BASES_AND_SIGNER = {
    "/legal_bases/0": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
    "/proposed_by": "Chánh Văn phòng Sở",
    "/executors/0": "Chánh Văn phòng Sở",
    "/signer/position": "Giám đốc",
    "/signer/full_name": "Thái Phúc Sơn",
    "/recipients/0": "Như Điều 3",
}
SUBJECT = "Về việc tặng Giấy khen cho cá nhân có thành tích xuất sắc trong công tác đối ngoại"
ACHIEVEMENT = "đã có thành tích xuất sắc trong công tác đối ngoại năm 2026"
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường")


@dataclass
class Cost:
    fields: int = 0
    clicks: int = 0
    keys: int = 0
    changes_of_hand: int = 0
    waited: float = 0.0

    @property
    def person(self) -> float:
        """Seconds of a person who knows the page."""
        return self.keys * _KEY + self.clicks * _POINT + self.changes_of_hand * _HAND


@dataclass
class Clerk:
    """Works at a page with mouse and keys, and counts both."""

    page: Page
    cost: Cost = field(default_factory=Cost)
    _at_keys: bool = False

    def _hand(self, *, keys: bool) -> None:
        self.cost.changes_of_hand += keys != self._at_keys
        self._at_keys = keys

    def click(self, place: Locator) -> None:
        self._hand(keys=False)
        self.cost.clicks += 1
        place.click()

    def write(self, text: str) -> None:
        """Type into what has the focus."""
        self._hand(keys=True)
        self.cost.fields += 1
        self.cost.keys += len(text)
        self.page.keyboard.insert_text(text)

    def press(self, key: str) -> None:
        self._hand(keys=True)
        self.cost.keys += 1
        self.page.keyboard.press(key)

    def fill(self, typed: Mapping[str, str]) -> None:
        """Click into each field and type."""
        for pointer, text in typed.items():
            self.click(_at(self.page, pointer))
            self.write(text)

    def choose(self, place: Locator, value: str) -> None:
        """Open a list of choices and take one."""
        self._hand(keys=False)
        self.cost.clicks += 2
        self.cost.fields += 1
        place.select_option(value)

    def paste(self, pointer: str, text: str, html: str = "") -> None:
        """Click and press Ctrl+V; the copying before it is one press more."""
        self.click(_at(self.page, pointer))
        self._hand(keys=True)
        self.cost.fields += 1
        self.cost.keys += 2
        form_steps.paste(self.page, pointer, text, html)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.cost.waited += time.monotonic() - began


def _at(page: Page, pointer: str) -> Locator:
    return page.locator(f'[id="{pointer}"]')


def _open_form(clerk: Clerk, title: str) -> None:
    clerk.page.goto("/")
    with clerk.waiting():
        clerk.click(clerk.page.get_by_role("link", name=f"Nhập từ đầu {title}"))
        clerk.page.locator("#mau").wait_for()


def _finish(clerk: Clerk) -> None:
    """From the form to the Word file, which comes by itself once nothing is left to be seen."""
    page = clerk.page
    with clerk.waiting(), page.expect_download():
        clerk.click(page.get_by_role("button", name="Kiểm tra và tạo văn bản"))
        anyway = page.get_by_role("button", name="Vẫn tải về")
        page.locator(".done").or_(anyway).first.wait_for()
        if anyway.count():
            clerk.click(anyway)


def _three_people(clerk: Clerk) -> None:
    page = clerk.page
    clerk.fill({"/subject": SUBJECT})
    clerk.choose(_at(page, "/awards/0/form"), "giay_khen")
    clerk.fill({"/awards/0/achievement": ACHIEVEMENT})
    clerk.click(_at(page, "/awards/0/individuals/0/full_name"))
    for number, name in enumerate(PEOPLE):
        if number:
            clerk.press("Enter")
        clerk.write(name)


def first_decision(clerk: Clerk) -> None:
    """Three people by hand, with nothing known of the office."""
    _open_form(clerk, DECISION)
    clerk.fill(OFFICE)
    _three_people(clerk)
    clerk.fill(BASES_AND_SIGNER)
    _finish(clerk)


def next_decision(clerk: Clerk) -> None:
    """Three people by hand, with what the office was asked to be remembered after the first."""
    _open_form(clerk, DECISION)
    _three_people(clerk)
    _finish(clerk)


def pasted_report(clerk: Clerk) -> None:
    """A report of a page and a half out of Word."""
    html = PASTE.read_text(encoding="utf-8")
    _open_form(clerk, REPORT)
    page = clerk.page
    clerk.click(page.locator("#ca-van-ban summary"))
    with clerk.waiting():
        clerk.paste("van-ban", "", html)
        page.get_by_role("button", name="Điền vào trang nhập").first.wait_for()
    with clerk.waiting():
        clerk.click(page.get_by_role("button", name="Điền vào trang nhập").first)
        page.locator("#mau").wait_for()
    _finish(clerk)


def pasted_list(clerk: Clerk) -> None:
    """Three hundred people out of Excel, for an office that is known."""
    rows = "\n".join(
        f"{n}\tÔng Nguyễn Văn {_name(n)}\tChuyên viên\tPhòng {n % 9}" for n in range(1, 301)
    )
    _open_form(clerk, DECISION)
    page = clerk.page
    clerk.fill({"/subject": SUBJECT})
    clerk.choose(_at(page, "/awards/0/form"), "giay_khen")
    clerk.fill({"/awards/0/achievement": ACHIEVEMENT})
    with clerk.waiting():
        clerk.paste(
            "/awards/0/individuals/0/full_name",
            "STT\tHọ và tên\tChức vụ\tĐơn vị\n" + rows,
        )
        page.locator("[data-panel-action=add-rows]").wait_for()
    with clerk.waiting():
        clerk.click(page.locator("[data-panel-action=add-rows]"))
        page.locator("[data-list-panel]").wait_for(state="detached")
    _finish(clerk)


def _name(number: int) -> str:
    letters = "abcdeghiklmnopqrstuvxy"
    return "A" + "".join(letters[number // 22**place % 22] for place in range(3))


#: In this order in one browser: what the first job is asked to remember serves the others.
JOBS: Mapping[str, Callable[[Clerk], None]] = {
    "3 people by hand, a new office": first_decision,
    "3 people by hand": next_decision,
    "report of 1½ pages, pasted": pasted_report,
    "300 people, pasted": pasted_list,
}


def _remember(page: Page) -> None:
    page.get_by_role("button", name="Ghi nhớ").click()


def main(address: str = ADDRESS, pictures: str = "") -> None:
    with started() as browser:
        context = browser.new_context(base_url=address, viewport=VIEWPORT, locale="vi-VN")  # type: ignore[arg-type]
        page = context.new_page()
        print("job | fields | clicks | keys | seconds of a person | seconds waited")
        print("--- | --: | --: | --: | --: | --:")
        for number, (title, job) in enumerate(JOBS.items()):
            clerk = Clerk(page)
            job(clerk)
            if pictures:
                page.screenshot(path=f"{pictures}/job-{number}.png")
            cost = clerk.cost
            print(
                f"{title} | {cost.fields} | {cost.clicks} | {cost.keys} | {cost.person:.0f} | {cost.waited:.1f}"
            )
            if number == 0:
                _remember(page)


if __name__ == "__main__":
    main(*sys.argv[1:3])
