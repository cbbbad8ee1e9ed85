"""The nearest known name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import vietnamese

FIELDS = [
    "organ_name",
    "parent_name",
    "issued_date",
    "signer",
    "full_name",
    "subject",
    "recipients",
]
TITLES = ["Bằng khen", "Giấy khen", "Cờ thi đua", "Lao động tiên tiến"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("organName", "organ_name"),
        ("organ-name", "organ_name"),
        ("orgna_name", "organ_name"),
        ("Subject", "subject"),
        ("subjet", "subject"),
        ("recipient", "recipients"),
        ("date", "issued_date"),
        ("name", None),
        ("colour", None),
        ("", None),
        ("x", None),
    ],
)
def test_a_mistyped_field_finds_its_name(typed: str, meant: str | None) -> None:
    assert vietnamese.nearest(typed, FIELDS) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giay khen", "Giấy khen"),
        ("GIẤY KHEN", "Giấy khen"),
        ("Giấy kehn", "Giấy khen"),
        ("lao dong tien tien", "Lao động tiên tiến"),
        ("Huân chương Lao động", None),
    ],
)
def test_a_mistyped_title_finds_its_name(typed: str, meant: str | None) -> None:
    assert vietnamese.nearest(typed, TITLES) == meant


def test_the_name_with_the_right_tones_wins() -> None:
    assert vietnamese.nearest("Hoà", ["Hoa", "Hòa", "Hóa"]) == "Hòa"


def test_a_limit_narrows_the_search() -> None:
    assert vietnamese.nearest("subjec", FIELDS, limit=1) == "subject"
    assert vietnamese.nearest("sbjec", FIELDS, limit=1) is None
    assert vietnamese.nearest("SUBJECT", FIELDS, limit=0) == "subject"


def test_a_very_long_word_is_no_slip_of_a_short_one() -> None:
    assert vietnamese.nearest("x" * 100_000, FIELDS) is None
    assert vietnamese.nearest("subject" + "_" * 100_000, FIELDS) == "subject"


@given(st.sampled_from(FIELDS + TITLES))
def test_a_known_name_is_nearest_to_itself(name: str) -> None:
    assert vietnamese.nearest(name, FIELDS + TITLES) == name


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8), st.integers(0, 8))
def test_two_words_are_within_their_distance_and_no_less(a: str, b: str, most: int) -> None:
    assert vietnamese.is_within(most, a, b) == (vietnamese.edit_distance(a, b) <= most)
