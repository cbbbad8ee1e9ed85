"""The clerks' guide is a page of the service, with its pictures, and every page leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service import config, documents
from service.app import create_app
from service.http.pages import guide
from tests.addresses import at

GUIDE = config.Settings().guide
TEMPLATES = Path(guide.__file__).parent / "templates"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def page(client: FlaskClient) -> str:
    answer = client.get("/tro-giup")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_every_section_of_the_guide_is_on_the_page_and_in_its_contents(client: FlaskClient) -> None:
    text = page(client)
    sections = re.findall(r"^##+ (.+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    anchors = re.findall(r'<li class="level-[23]"><a href="#([^"]+)">([^<]+)</a>', text)
    assert [title for _, title in anchors] == sections
    assert len({anchor for anchor, _ in anchors}) == len(anchors)
    assert all(f'id="{anchor}"' in text for anchor, _ in anchors)
    assert "Trợ giúp cho người soạn văn bản" in text and "**" not in text


def test_the_pictures_of_the_guide_come_from_here_with_their_words(client: FlaskClient) -> None:
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]*)" loading="lazy"', page(client))
    assert len(pictures) == len(guide.read(GUIDE).pictures) >= 6
    for address, words in pictures:
        answer = client.get(f"/{address}")
        assert (answer.status_code, answer.mimetype) == (200, "image/png"), address
        assert words


@pytest.mark.parametrize("name", ["summary-report.png", "..%2fclerks.md", "nothing.png", ".", ""])
def test_nothing_else_of_the_documentation_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/tro-giup/hinh/{name}").status_code == 404


def test_every_page_leads_to_the_guide_or_to_a_section_that_it_has(client: FlaskClient) -> None:
    known = {f"#{heading.anchor}" for heading in guide.read(GUIDE).headings}
    for path in ("/", "/tro-giup", "/khong-co", *(at(slug) for slug in documents.TYPES)):
        text = client.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert re.search(r'href="/tro-giup(#[^"]+)?" target="_blank">Trợ giúp', text), path
    for template in TEMPLATES.glob("*.html"):
        for block in re.findall(r"block help %}(.*?){% endblock", template.read_text("utf-8")):
            assert set(re.findall(r"#[a-z0-9-]+", block)) <= known, template.name


def test_the_guide_is_read_before_signing_in(tmp_path: Path) -> None:
    accounts = tmp_path / "accounts"
    accounts.write_text("", encoding="utf-8")
    accounts.chmod(0o600)
    shut = create_app(config.Settings(accounts=accounts)).test_client()
    assert shut.get("/").status_code == 401
    assert shut.get("/tro-giup").status_code == 200
    assert shut.get("/tro-giup/hinh/clerk-start.png").status_code == 200
