"""The order of names and the nearest known name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import vietnamese

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    shuffled = random.Random(30).sample(ALPHABET, len(ALPHABET))
    assert sorted(shuffled, key=vietnamese.word_collation_key) == ALPHABET


def test_tones_stand_in_the_order_of_the_dictionary() -> None:
    order = ["ma", "mà", "mả", "mã", "má", "mạ"]
    shuffled = ["mạ", "má", "mã", "mả", "mà", "ma"]
    assert sorted(shuffled, key=vietnamese.word_collation_key) == order
    assert sorted(shuffled, key=vietnamese.collation_key) == order


def test_letters_decide_before_tones() -> None:
    tien, tinh = "Nguyễn Văn Tiến", "Nguyễn Văn Tình"
    assert vietnamese.collation_key(tien) < vietnamese.collation_key(tinh)
    assert sorted(["mã bưu", "má bắc"], key=vietnamese.word_collation_key) == ["má bắc", "mã bưu"]


def test_names_go_by_given_name_then_surname_then_middle_names() -> None:
    order = [
        "Lê Thị An",
        "Nguyễn Văn An",
        "Trần Bình",
        "Bùi Thu Hà",
        "Lê Thu Hà",
        "Nguyễn Đức Hà",
        "Nguyễn Thu Hà",
        "An Hạ",
        "Vũ Ôn",
        "Đỗ Ơn",
        "Ý",
    ]
    shuffled = random.Random(2020).sample(order, len(order))
    assert sorted(shuffled, key=vietnamese.collation_key) == order


@pytest.mark.parametrize(
    ("one", "other"), [("Minh Hoá", "MINH  HÓA"), ("Hà", "hà"), ("Viê\u0323t", "Việt")]
)
def test_case_blanks_and_tone_style_do_not_change_the_place(one: str, other: str) -> None:
    assert vietnamese.collation_key(one) == vietnamese.collation_key(other)
    assert vietnamese.word_collation_key(one) == vietnamese.word_collation_key(other)


def test_units_are_sorted_as_they_are_read() -> None:
    order = ["Phòng 1", "Phòng Đối ngoại", "Phòng Lãnh sự", "Thanh tra", "Văn phòng"]
    shuffled = random.Random(3).sample(order, len(order))
    assert sorted(shuffled, key=vietnamese.word_collation_key) == order


@given(st.lists(st.text(max_size=12)))
def test_every_text_has_a_place(texts: list[str]) -> None:
    for key in (vietnamese.collation_key, vietnamese.word_collation_key):
        once = sorted(texts, key=key)
        assert sorted(once, key=key) == once


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
