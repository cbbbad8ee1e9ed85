"""A served office and a browser for the walks; only these fixtures know how either is started."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from service import config
from service.app import create_app
from service.pdf import conversion_queue
from tests import one_page
from tests.needs import need
from tools.browser import started

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# A machine that is busy with other tests takes its time; what is there is seen at once all the same.
expect.set_options(timeout=30_000)


def _in_one_piece(application: WSGIApplication) -> WSGIApplication:
    """Answers that are closed before they are sent.

    When a browser leaves a page whose scripts are still coming, werkzeug's server does not close what it was
    sending (``run_wsgi`` reads the rest of a request first, which fails), and the open file fails a later test.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with contextlib.ExitStack() as stack:
            chunks = application(environ, start_response)
            close = getattr(chunks, "close", None)
            if close is not None:
                stack.callback(close)
            return [b"".join(chunks)]

    return answer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks through a browser are not measured (tests/measured.py): what they ask for, others ask for without one."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served office keeps batches; no runner looks there but one that a test calls by hand."""
    return tmp_path_factory.mktemp("batches") / "data"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, data_folder: Path) -> Iterator[str]:
    """Where the service is served on loopback, on a port of its own.

    Every form draws its pages at once; those of the walks are one page for all, which takes no time, and wait for
    nobody else's on this machine.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    folder = tmp_path_factory.mktemp("pdf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion_queue, "default_folder", lambda: folder / "queue")
        soffice = str(one_page.soffice(folder))
        app = create_app(config.load({"VANBAN_SOFFICE": soffice, "VANBAN_DATA": str(data_folder)}))
    server = make_server("127.0.0.1", 0, _in_one_piece(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need("chromium-headless-shell", "libatomic1")
    with started() as found:
        yield found


@pytest.fixture(scope="session")
def profile(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """One browser profile for all walks, which keeps the files that it has loaded: a new one for each costs a fifth more."""
    with _profile(browser, address, service_workers="block") as context:
        yield context


@pytest.fixture
def page(profile: BrowserContext, address: str) -> Iterator[Page]:
    """A new tab of 1280 px; what the page's own code or policy breaks fails the test.

    Of the walks before nothing is left, neither drafts nor cookies. It has no service worker: to stop those of earlier
    walks, or to take the network away from them, is never answered when one is just ending, and the driver waits for
    that answer without limit.
    """
    with _tab(profile) as page:
        profile.clear_cookies()
        everything = {"origin": address, "storageTypes": "all"}
        profile.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
        yield page
        profile.set_offline(False)


@pytest.fixture
def page_with_worker(browser: Browser, address: str) -> Iterator[Page]:
    """A tab like ``page`` in a profile of its own, where the page's service worker runs."""
    with _profile(browser, address) as context, _tab(context) as page:
        yield page


@contextlib.contextmanager
def _profile(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    with browser.new_context(
        base_url=address,
        viewport={"width": 1280, "height": 900},
        locale="vi-VN",
        # Colours that are still changing have no contrast of their own.
        reduced_motion="reduce",
        **options,
    ) as context:
        yield context


@contextlib.contextmanager
def _tab(context: BrowserContext) -> Iterator[Page]:
    """A new tab, closed afterwards with all others; what the page's own code or policy breaks fails."""
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on(
        "console",
        lambda message: broken.append(message.text) if "Security Policy" in message.text else None,
    )
    yield page
    for tab in context.pages:
        tab.close()
    assert broken == []
