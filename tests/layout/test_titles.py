"""Letterheads and subjects as LibreOffice prints them: broken between meanings, centred, ruled, as typography said."""

from __future__ import annotations

import copy
import io
import itertools
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from service.documents.blocks.letterhead_columns import widened_by
from service.docx import standard, typography
from service.docx.rendering import TemplateStore
from service.language import vietnamese
from service.language.break_places import names_held
from tests.layout import contexts
from tests.layout.pages import Line, Page, pages
from tests.layout.rendering import TEMPLATES
from tests.layout.titles import LETTERHEADS, SUBJECTS, marked, torn
from tests.libreoffice import to_pdf

pytestmark = pytest.mark.no_cover  # tests/measured.py

DECISION = "commendation-decision"
BODY = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES, TITLES = marked(LETTERHEADS), marked(SUBJECTS)
#: Each name with a subject; there are more names.
PAIRS = [*zip(NAMES, itertools.cycle(TITLES), strict=False)]
LEFT, RIGHT = 30.0, 195.0
DATED = "Hà Tĩnh, ngày 01 tháng 7 năm 2020"


def column_of(name: str) -> float:
    """How wide the left column of a name's letterhead is, in millimetres."""
    share = standard.LETTERHEAD_COLUMNS_PERCENT[0] / 100
    return (RIGHT - LEFT) * share + widened(name) / standard.TWIPS_PER_MM


def widened(name: str) -> int:
    return widened_by(vietnamese.upper(name), "UBND TỈNH HÀ TĨNH", DATED)


def _heads(document: bytes) -> Iterator[Any]:
    """What stands on a page down to the rule below the subject."""
    root: Any = etree.fromstring(document)
    for block in root.find(f"{W}body"):
        yield block
        style = block.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "DuongKe":
            return


def _one_document() -> bytes:
    """A page for each pair, in one document."""
    template = TemplateStore([TEMPLATES], [DECISION]).get(DECISION)
    filled = dict(template.fill(contexts.decision()))
    others, root = filled, etree.fromstring(filled[BODY])
    body: Any = root.find(f"{W}body")
    section = copy.deepcopy([*body.iter(f"{W}sectPr")][-1])
    body[:] = []
    for name, subject in PAIRS:
        organ = {"organ_name": vietnamese.upper(name), "parent_name": "UBND TỈNH HÀ TĨNH"}
        filled = dict(template.fill(contexts.decision(organ=organ, subject=subject)))
        if len(body):
            turn = etree.SubElement(etree.SubElement(body, f"{W}p"), f"{W}r")
            etree.SubElement(turn, f"{W}br").set(f"{W}type", "page")
        body.extend([*_heads(filled[BODY])])
    body.append(section)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template.docx)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            own = etree.tostring(root) if entry == BODY else others.get(entry, old.read(entry))
            new.writestr(entry, own)
    return target.getvalue()


@pytest.fixture(scope="module")
def printed() -> dict[str, Page]:
    """The page of each name."""
    found = pages(to_pdf({"heads": _one_document()})["heads"])
    assert len(found) == len(PAIRS)
    return {name: page for (name, _), page in zip(PAIRS, found, strict=True)}


def organ_lines(page: Page) -> list[Line]:
    motto = page.find("Độc lập")
    found = [line for line in page.lines if line.right < motto.middle and line.size == 12]
    return [line for line in found if "Bold" in line.font and line.base < motto.base + 30]


def subject_lines(page: Page) -> list[Line]:
    title = page.find("QUYẾT ĐỊNH")
    return [line for line in page.lines if line.base > title.base + 1 and "Bold" in line.font]


def text_of(lines: list[Line]) -> list[str]:
    return [line.text.replace("\u00a0", " ") for line in lines]


def test_the_name_of_an_organ_prints_in_whole_words_of_meaning(printed: dict[str, Page]) -> None:
    for name, ends in NAMES.items():
        lines = text_of(organ_lines(printed[name]))
        (expected,) = typography.set_lines(vietnamese.upper(name), 3367 + widened(name), 12, True)
        assert lines == expected
        assert not torn(lines, ends), lines


def test_a_subject_prints_in_whole_words_of_meaning(printed: dict[str, Page]) -> None:
    for name, subject in PAIRS[: len(TITLES)]:
        lines = text_of(subject_lines(printed[name]))
        (expected,) = typography.set_lines(names_held(subject), 9354, 14, True)
        assert lines == [line.replace("\u00a0", " ") for line in expected]
        assert not torn(lines, TITLES[subject]), lines


def test_every_line_is_centred_and_inside_its_column(printed: dict[str, Page]) -> None:
    for name in NAMES:
        page = printed[name]
        for lines, left, right in (
            (organ_lines(page), LEFT, LEFT + column_of(name)),
            (subject_lines(page), LEFT, RIGHT),
        ):
            for line in lines:
                assert line.left >= left - 0.1 and line.right <= right + 0.1, line.text
                assert line.middle == pytest.approx((left + right) / 2, abs=0.5), line.text


def test_quoc_hieu_and_the_date_stand_on_one_line_each_beside_every_name(
    printed: dict[str, Page],
) -> None:
    for name in NAMES:
        page = printed[name]
        middle = (LEFT + column_of(name) + RIGHT) / 2
        motto = page.find("Độc lập")
        for words in (standard.NATIONAL_NAME, standard.MOTTO, DATED):
            line = next(line for line in page.lines if line.text == words)
            assert line.left > LEFT + column_of(name) - 0.1 and line.right < RIGHT + 0.1
            assert line.middle == pytest.approx(middle, abs=0.5)
        left, right, _ = page.rule_below(motto)
        assert right - left == pytest.approx(motto.length, abs=1.0)
        assert (left + right) / 2 == pytest.approx(motto.middle, abs=0.5)


def test_some_names_widen_their_column_and_most_do_not() -> None:
    moved = [name for name in NAMES if widened(name)]
    assert 8 <= len(moved) <= len(NAMES) // 6


def test_the_rules_are_a_third_to_a_half_of_the_line_above_and_centred(
    printed: dict[str, Page],
) -> None:
    for name in NAMES:
        page = printed[name]
        for lines in (organ_lines(page), subject_lines(page)):
            left, right, _ = page.rule_below(lines[-1])
            assert 1 / 3 - 0.02 <= (right - left) / lines[-1].length <= 1 / 2 + 0.02, lines[-1].text
            assert (left + right) / 2 == pytest.approx(lines[-1].middle, abs=0.5)


def test_no_line_begins_or_ends_with_a_dash(printed: dict[str, Page]) -> None:
    for name in NAMES:
        for line in (*organ_lines(printed[name]), *subject_lines(printed[name])):
            assert line.text[0] not in "-–" and line.text[-1] not in "-–", line.text
