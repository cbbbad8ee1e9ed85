"""The manual at /docs is complete, stands alone, and says what the service does."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template

from service import config, documents
from service.app import create_app
from service.http import openapi, problems
from service.http.openapi import paths, response_objects
from service.schema import input_outline

pytestmark = pytest.mark.no_cover  # tests/measured.py

ROOT = Path(__file__).resolve().parent.parent


class Page(HTMLParser):
    """The tags, the anchors and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "br", "img", "input", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.getpos())
        self.open.pop()

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]


@pytest.fixture(scope="module")
def app() -> Flask:
    return create_app()


@pytest.fixture(scope="module")
def html(app: Flask) -> str:
    answer = app.test_client().get("/docs")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    return answer.get_data(as_text=True)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_is_well_formed_vietnamese_html(page: Page) -> None:
    assert page.open == []
    assert dict(page.tags)["html"] == {"lang": "vi"}
    assert len(page.values("id")) == len(set(page.values("id")))


def test_the_page_needs_nothing_from_the_internet_and_nothing_inline(
    app: Flask, page: Page
) -> None:
    assert not {"script", "style", "iframe", "img"} & {tag for tag, _ in page.tags}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.values("style") == []
    for link in page.values("href") + page.values("src"):
        assert link.startswith(("/", "#")) and not link.startswith("//"), link
    for link in {link for link in page.values("href") if link.startswith("/")}:
        answer = app.test_client().get(link)
        assert answer.status_code == 200, link
        answer.close()
    css = (ROOT / "service/http/pages/static/docs.css").read_text(encoding="utf-8")
    assert "url(" not in css and "@import" not in css


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    anchors = set(page.values("id"))
    for link in page.values("href"):
        if link.startswith("#"):
            assert link[1:] in anchors, link
    for name in page.values("aria-labelledby"):
        assert name in anchors, name


def test_the_type_of_every_problem_leads_to_its_explanation(page: Page) -> None:
    anchors = set(page.values("id"))
    assert {problem.slug for problem in problems.PROBLEMS} <= anchors


def test_every_problem_has_its_own_address_and_an_advice() -> None:
    assert len(problems.BY_SLUG) == len(problems.PROBLEMS)
    assert all(problem.advice.endswith(".") for problem in problems.PROBLEMS)


def test_a_problem_says_something_of_itself_or_comes_of_an_error_that_does() -> None:
    for problem in problems.PROBLEMS:
        assert problem.error or problem.detail.endswith(".") or problem is problems.OTHER


def test_every_field_of_every_type_stands_in_its_table(page: Page) -> None:
    anchors = set(page.values("id"))
    for document_type in documents.TYPES.values():
        for item in input_outline.items(document_type.schema):
            assert f"{document_type.slug}{item.pointer}" in anchors


def test_every_rule_and_every_route_is_described(html: str) -> None:
    for document_type in documents.TYPES.values():
        for rule in document_type.rules:
            assert f"<code>{rule.code}</code>" in html
    for route in paths.ROUTES:
        assert f"{route.method.upper()} {route.path}" in html


def test_the_examples_call_the_host_that_was_asked(app: Flask) -> None:
    answer = app.test_client().get("/docs", base_url="http://vanban.local:8080")
    assert "http://vanban.local:8080/api/v1/document-types/" in answer.get_data(as_text=True)


def test_docs_api_names_every_route_and_every_problem() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for route in paths.ROUTES:
        assert f"`{route.method.upper()} {route.path}`" in text
    for problem in problems.PROBLEMS:
        assert f"`{problem.slug}`" in text


def test_the_manual_is_drawn_once_and_tells_each_caller_the_address_that_it_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    openapi._docs.cache_clear()
    openapi._page.cache_clear()
    drawn: list[str] = []

    def draw(name: str, **values: Any) -> str:
        drawn.append(name)
        return render_template(name, **values)

    monkeypatch.setattr(openapi, "render_template", draw)
    client = create_app(config.Settings()).test_client()
    first = client.get("/docs", base_url="http://localhost:8000")
    other = client.get("/docs", base_url="http://127.0.0.1:9000")
    assert client.get("/docs", base_url="http://localhost:8000").data == first.data
    assert drawn == ["docs.html"]
    assert "http://localhost:8000/api/v1" in first.text and "vanban.invalid" not in first.text
    assert "http://127.0.0.1:9000/api/v1" in other.text
    assert first.headers["ETag"] != other.headers["ETag"]
    openapi._docs.cache_clear()
    openapi._page.cache_clear()


@pytest.mark.parametrize("path", ["/docs", "/openapi.json"])
def test_the_documentation_is_sent_again_only_when_it_changed(path: str) -> None:
    client = create_app(config.Settings()).test_client()
    answer = client.get(path)
    tag = answer.headers["ETag"]
    assert not tag.startswith("W/") and answer.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_docs_api_names_every_header_and_parameter_that_is_described() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in response_objects.HEADERS:
        assert f"`{name}`" in text, name
    for name, (where, _) in response_objects.PARAMETERS.items():
        assert where == "path" or re.search(rf"`{name}`|[?&]{name}=", text), name
