"""The documentation says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from tools import make_rules_page, make_settings_table

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_lists_every_setting_with_its_default() -> None:
    found = make_settings_table.PLACE.search(README)
    assert found is not None
    assert found[2] == make_settings_table.table()


def test_the_readme_defends_every_runtime_dependency() -> None:
    wanted = (ROOT / "requirements.in").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9-]+)==", wanted, re.MULTILINE):
        assert f"| {name} |" in README.lower(), name


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    assert make_rules_page.PAGE.read_text(encoding="utf-8") == make_rules_page.page()
