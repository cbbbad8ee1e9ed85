"""The documentation says what the code does."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any

from service import reference
from service.docx import rendering
from tests.word_templates import METADATA
from tools import (
    make_codes_table,
    make_conformance_rules_page,
    make_settings_table,
)

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = ROOT / "docs" / "decisions"
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_the_readme_lists_every_setting_with_its_default() -> None:
    found = make_settings_table.PLACE.search(README)
    assert found is not None
    assert found[2] == make_settings_table.table()


def test_the_readme_defends_every_runtime_dependency() -> None:
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9-]+)==", wanted, re.MULTILINE):
        assert f"| {name} |" in README.lower(), name


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_leads_to_every_page() -> None:
    linked = {(ROOT / path).resolve() for path in re.findall(r"\]\(([^):#]+)\)", README)}
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert page.resolve() in linked or page.name == "README.md", page.name
    assert DECISIONS / "README.md" in linked


def test_every_decision_is_short_complete_and_listed() -> None:
    listed = (DECISIONS / "README.md").read_text(encoding="utf-8")
    for page in DECISIONS.glob("0*.md"):
        text = page.read_text(encoding="utf-8")
        headings = re.findall("^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name
        assert len(text.splitlines()) <= 40, page.name
        number, title = re.match(r"# (\d+)\. (.+)", text).groups()  # type: ignore[union-attr]
        assert f"| [{number}]({page.name}) | {title} |" in listed, page.name


def test_the_document_type_of_the_guide_works_as_it_is_written(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "adding-a-type.md").read_text(encoding="utf-8")
    code, rule, template = re.findall(r"^ *```python\n(.*?)```", guide, re.MULTILINE | re.DOTALL)
    (sample,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    written: dict[str, Any] = {"__name__": "notice"}
    exec(code, written)  # noqa: S102 - our own page
    exec(textwrap.dedent(rule), written)  # noqa: S102
    notice, known = written["TYPE"], reference.load()
    review = notice.review(json.loads(sample), known)
    assert not review.errors
    body = notice.context(review.record, known)["body"]
    assert [block["text"] for block in body] == [
        "Sở Ngoại vụ thông báo lịch tiếp công dân như sau.",
        "Các ngày thứ Ba hằng tuần./.",
    ]
    builder: dict[str, Any] = {}
    exec(template, builder)  # noqa: S102
    (tmp_path / "notice.docx").write_bytes(builder["template"]())
    store = rendering.TemplateStore([tmp_path], ["notice"])
    content = rendering.render(store.get("notice"), notice.context(review.record, known), METADATA)
    assert notice.lost(review.record, rendering.printed_text(content)) == []
    (violation,) = written["two_paragraphs"].check({"paragraphs": ["một"]}, known)
    assert violation.pointer == "/paragraphs"


def test_the_page_of_conformance_rules_is_up_to_date() -> None:
    written = make_conformance_rules_page.PAGE.read_text(encoding="utf-8")
    assert written == make_conformance_rules_page.page()


def test_the_page_of_the_api_lists_every_fault_code() -> None:
    found = make_codes_table.PLACE.search(make_codes_table.PAGE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[2] == make_codes_table.table()
