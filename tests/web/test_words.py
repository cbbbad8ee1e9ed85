"""Each thing has one word where clerks read; the glossary says which, and what it is never called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "service" / "http" / "pages"
#: For programs and authors of templates, who read of technical things by their technical names.
_FOR_OTHERS = ("docs.html", "openapi", "rendering")


def words() -> list[tuple[str, str]]:
    """Every retired word of the glossary with the one that is used."""
    table = (
        (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split("## Words of the code")[0]
    )
    rows = [line.strip("| ").split("|") for line in table.splitlines() if line.startswith("| ")]
    return [
        (retired.strip(), row[0].strip())
        for row in rows[2:]
        if len(row) == 3
        for retired in row[2].split(",")
        if retired.strip()
    ]


def read_by_clerks() -> list[Path]:
    pages = [path for kind in ("html", "js") for path in PAGES.rglob(f"*.{kind}")]
    found = [*pages, *(ROOT / "service").rglob("*.py"), ROOT / "docs" / "clerks.md"]
    return [path for path in found if not set(_FOR_OTHERS) & set(path.parts)]


TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in read_by_clerks()
}


@pytest.mark.parametrize(("retired", "used"), words())
def test_a_thing_is_called_by_its_one_word(retired: str, used: str) -> None:
    pattern = re.compile(rf"(?<!\w){re.escape(retired)}(?!\w)", re.IGNORECASE)
    found = [name for name, text in TEXTS.items() if pattern.search(text)]
    assert found == [], f"“{retired}”; say “{used}”"


def test_the_glossary_names_the_words_that_meant_several_things() -> None:
    retired = {word for word, _ in words()}
    assert {"biểu mẫu Excel", "dữ liệu mẫu", "Lưu dữ liệu", "Tải tệp lên"} <= retired
