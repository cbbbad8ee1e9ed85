"""The numbers that Word sets before the paragraphs of its own lists are read as it writes them."""

from __future__ import annotations

import pytest

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
    assert list_labels.written(number, form) == written


def test_a_table_is_as_wide_as_its_widest_row() -> None:
    cell, wide = Cell((Paragraph("x"),)), Cell((Paragraph("x"),), columns=3)
    assert Table(((cell,), (cell, wide), (cell, cell))).width == 4
    assert Table(()).width == 0
