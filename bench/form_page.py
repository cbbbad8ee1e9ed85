"""The page of a form with a long list in a real browser, beside a bare page with the same table; they take turns.

Counted is the time on the browser's own clock from what a clerk does until the page shows what comes of it. Needs Chromium.
Run: ``python -m bench.form_page [rounds] [rows]``, with the packages of the tests.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench import http_servers, inputs
from tests.web import form_steps
from tools.browser import started

VIEWPORT = {"width": 1366, "height": 768}
_FIRST = "/awards/0/individuals/0/full_name"
#: So many rows are added one after the other; the median counts.
_ADDED = 5
#: A busy machine ends nothing here.
_PATIENCE_MS = 240_000
_STEPS = ("paste", "add what was read", "add a row", "check")

#: Does ``act``, then waits until ``done`` holds and the next frame is drawn; milliseconds.
_TIMED = """(given) => new Promise((tell) => {
  const holds = () => %(done)s;
  const began = performance.now();
  const drawn = () => requestAnimationFrame(() => setTimeout(() => tell(performance.now() - began)));
  const watcher = new MutationObserver(() => look());
  const look = () => { if (holds()) { watcher.disconnect(); drawn(); } };
  watcher.observe(document, { subtree: true, childList: true, attributes: true });
  %(act)s;
  look();
})"""
_PASTE = """const data = new DataTransfer();
data.setData("text/plain", given.text);
const input = document.getElementById(given.id) || document.querySelector("input");
input.focus();
input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))"""
_COUNT = "document.querySelectorAll(given.rows).length"
_NOW = "performance.timeOrigin + performance.now()"


#: Milliseconds by step.
Times = Mapping[str, float]
Walk = Callable[[Page, int], Times]


def _timed(page: Page, act: str, done: str, **given: object) -> float:
    found: float = page.evaluate(_TIMED % {"act": act, "done": done}, given)
    return found


def _block(rows: int) -> str:
    """What Excel puts on the clipboard."""
    (award,) = inputs.decision(rows)["awards"]
    lines = (
        "\t".join([str(number), *person.values()])
        for number, person in enumerate(award["individuals"], 1)
    )
    return "\n".join(["STT\tDanh xưng\tHọ và tên\tChức vụ\tĐơn vị công tác", *lines])


def _checked(page: Page, button: str) -> float:
    """From the press to the page that answers it, drawn."""
    began: float = page.evaluate(
        f"""(button) => {{ const now = {_NOW}; setTimeout(() => document.querySelector(button).click()); return now; }}""",
        button,
    )
    page.wait_for_function("(began) => performance.timeOrigin > began", arg=began)
    page.wait_for_load_state()
    ended: float = page.evaluate(
        f"() => new Promise((tell) => requestAnimationFrame(() => setTimeout(() => tell({_NOW}))))"
    )
    return ended - began


def _added(page: Page, button: str, rows: str, count: int) -> float:
    act = f"document.querySelector({button!r}).click()"
    return statistics.median(
        _timed(page, act, f"{_COUNT} === given.count", rows=rows, count=count + number)
        for number in range(1, _ADDED + 1)
    )


def ours(page: Page, rows: int) -> Times:
    """A decision in which everything stands but its subject, so that the check answers with the form."""
    page.goto(form_steps.DECISION)
    form_steps.fill_decision(page)
    form_steps.fill(page, {"/subject": ""})
    page.wait_for_load_state("networkidle")
    lines = '[id="/awards/0/individuals"] [data-row]'
    button = "[data-panel-action=add-rows]"
    read = f"document.querySelector('{button}') !== null"
    paste = _timed(page, _PASTE, read, id=_FIRST, text=_block(rows))
    join = _timed(
        page, f"document.querySelector('{button}').click()",
        f"{_COUNT} === given.count && document.querySelector('[data-list-panel]') === null",
        rows=lines, count=rows,
    )  # fmt: skip
    more = '[id="/awards/0/individuals"] > .acts button[value^="add:"]'
    row = _added(page, more, lines, rows)
    check = _checked(page, "#xem-lai button[value=check]")
    assert page.locator("#co-loi").count() == 1
    assert page.locator(lines).count() >= rows
    return dict(zip(_STEPS, (paste, join, row, check), strict=True))


def plain(page: Page, rows: int) -> Times:
    """The bare page: what is pasted stands in its rows at once."""
    page.goto("/")
    lines = "#rows tr"
    paste = _timed(
        page, _PASTE, f"{_COUNT} === given.count", id="", text=_block(rows), rows=lines, count=rows
    )
    row = _added(page, "#add", lines, rows)
    check = _checked(page, "#check")
    assert page.locator(lines).count() == rows + _ADDED
    return dict(zip(_STEPS, (paste, 0.0, row, check), strict=True))


def _fresh(browser: Browser, server: http_servers.Server) -> Page:
    page = browser.new_context(base_url=server.url, viewport=VIEWPORT, locale="vi-VN").new_page()  # type: ignore[arg-type]
    page.set_default_timeout(_PATIENCE_MS)
    return page


def _turn(browser: Browser, server: http_servers.Server, walk: Walk, rows: int) -> Times:
    page = _fresh(browser, server)
    found = walk(page, rows)
    page.context.close()
    return found


def main(rounds: int, rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder, started() as browser:
        office = http_servers.service(VANBAN_DATA=str(Path(folder) / "data"))
        bare = http_servers.under_gunicorn("bench.plain_page:app")
        with office, bare:
            turns = [
                (_turn(browser, office, ours, rows), _turn(browser, bare, plain, rows))
                for _ in range(rounds + 1)
            ][1:]  # the first warms up
    print(f"A form with {rows:,} rows in Chromium: medians of {rounds} turns, ms\n")
    print("| step | vanban | a bare page | ratio |\n| --- | ---: | ---: | ---: |")
    for step in _STEPS:
        mine, its = (statistics.median(turn[who][step] for turn in turns) for who in (0, 1))
        print(f"| {step} | {mine:.0f} | {its:.0f} | {f'{mine / its:.1f}' if its else '–'} |")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [5, 2_200][len(given) :]))
