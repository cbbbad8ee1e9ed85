"""The numbers that Word sets before the paragraphs of its own lists are read as it writes them."""

from __future__ import annotations

import pytest
from lxml import html

from service.docx import list_numbering
from service.importing.word import list_labels
from service.importing.word.blocks import Cell, Paragraph, Table


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (12, "decimalZero", "12"),
        (4, "upperRoman", "IV"),
        (4, "lowerRoman", "iv"),
        (0, "upperRoman", "0"),
        (3_999, "upperRoman", "MMMCMXCIX"),
        (4_000, "upperRoman", "4000"),
        (1, "upperLetter", "A"),
        (4, "lowerLetter", "d"),
        (26, "upperLetter", "Z"),
        (28, "lowerLetter", "bb"),
        (0, "lowerLetter", "0"),
        (4, "ordinalText", "4"),
        (4, "none", ""),
    ],
)
def test_a_number_is_written_in_each_form_of_word(number: int, form: str, written: str) -> None:
    assert list_numbering.written(number, form) == written


def test_a_table_is_as_wide_as_its_widest_row() -> None:
    cell, wide = Cell((Paragraph("x"),)), Cell((Paragraph("x"),), columns=3)
    assert Table(((cell,), (cell, wide), (cell, cell))).width == 4
    assert Table(()).width == 0


@pytest.mark.parametrize(
    ("style", "label"),
    [
        ("decimal", "3."),
        ("lower-alpha", "c."),
        ("lower-latin", "c."),
        ("upper-alpha", "C."),
        ("upper-latin", "C."),
        ("lower-roman", "iii."),
        ("upper-roman", "III."),
        ("decimal-leading-zero", "03."),
        ("none", ""),
        ("katakana", "3."),
    ],
)
def test_a_list_of_a_page_is_numbered_as_its_style_or_its_item_says(style: str, label: str) -> None:
    styled = html.fragment_fromstring(
        f'<ol start="3" style="list-style-type:{style}"><li>x</li></ol>'
    )
    assert list_labels.HtmlList.of(styled, 1).label(styled[0]) == label
    item = html.fragment_fromstring(
        f'<ol start="3"><li style="list-style-type:{style}">x</li></ol>'
    )
    assert list_labels.HtmlList.of(item, 1).label(item[0]) == label


@pytest.mark.parametrize(
    ("kind", "label"),
    [("1", "4."), ("a", "d."), ("A", "D."), ("i", "iv."), ("I", "IV."), ("", "4."), ("x", "4.")],
)
def test_a_list_of_a_page_that_has_no_style_is_numbered_by_its_type(kind: str, label: str) -> None:
    numbered = html.fragment_fromstring(f'<ol type="{kind}" start="4"><li>x</li></ol>')
    assert list_labels.HtmlList.of(numbered, 1).label(numbered[0]) == label


@pytest.mark.parametrize(
    ("start", "value", "label"),
    [("9999", "", "9999."), ("10000", "", "1."), ("", "9999", "9999."), ("7", "10000", "7.")],
)
def test_a_number_of_a_list_has_four_digits_at_most(start: str, value: str, label: str) -> None:
    numbered = html.fragment_fromstring(f'<ol start="{start}"><li value="{value}">x</li></ol>')
    assert list_labels.HtmlList.of(numbered, 1).label(numbered[0]) == label
