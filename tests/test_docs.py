"""The documentation says what the code does."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from service import config
from tools import make_rules_page

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def settings_table() -> str:
    """The README's table of settings as the code has it."""
    rows = [
        f"| `{config.PREFIX}{each.name.upper()}` | {'' if each.default is None else each.default} | {each.metadata['meaning']} |"
        for each in dataclasses.fields(config.Settings)
    ]
    return "\n".join(["| variable | default | meaning |", "| --- | --- | --- |", *rows])


def test_the_readme_lists_every_setting_with_its_default() -> None:
    found = re.search(r"<!-- settings[^\n]*-->\n(.*?)\n<!-- /settings -->", README, re.DOTALL)
    assert found is not None
    assert found[1] == settings_table()


def test_the_readme_defends_every_runtime_dependency() -> None:
    wanted = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([a-z0-9-]+)==", wanted, re.MULTILINE):
        assert f"| {name} |" in README.lower(), name


def test_every_link_inside_the_documentation_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    assert make_rules_page.PAGE.read_text(encoding="utf-8") == make_rules_page.page()
