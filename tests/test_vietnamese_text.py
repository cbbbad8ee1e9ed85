"""Letters, tones and keys of Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import vietnamese

SENTENCE = "Sở Ngoại vụ tỉnh Hà Tĩnh đã tổ chức Hội nghị điển hình tiên tiến, Quý Mùi: khuỷu, thuở."
VIETNAMESE = st.text(
    alphabet=sorted(
        set(SENTENCE + "ăâđêôơưàạảãáằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợỳỷỹýỵừửữứự")
    )
)


def test_decomposed_letters_become_precomposed() -> None:
    workbook = "Viê\u0323t Nam"
    assert vietnamese.nfc(workbook) == "Việt Nam"


@given(st.text())
def test_nfc_agrees_with_unicode_and_changes_nothing_twice(text: str) -> None:
    once = vietnamese.nfc(text)
    assert once == unicodedata.normalize("NFC", text)
    assert vietnamese.nfc(once) == once


@pytest.mark.parametrize(
    ("running", "capitals"),
    [
        ("Sở Ngoại vụ", "SỞ NGOẠI VỤ"),
        ("UBND tỉnh Hà Tĩnh", "UBND TỈNH HÀ TĨNH"),
        ("đ/c Đỗ Ước", "Đ/C ĐỖ ƯỚC"),
        ("viê\u0323t", "VIỆT"),
    ],
)
def test_capitals_keep_every_mark(running: str, capitals: str) -> None:
    assert vietnamese.upper(running) == capitals
    assert vietnamese.lower(capitals) == vietnamese.lower(running)


@given(VIETNAMESE)
def test_capitals_and_small_letters_are_a_round_trip(text: str) -> None:
    small = vietnamese.lower(text)
    assert vietnamese.lower(vietnamese.upper(text)) == small
    assert len(vietnamese.upper(text)) == len(vietnamese.nfc(text))


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Đồng chí Ủy viên", "Dong chi Uy vien"),
        ("QUYẾT ĐỊNH số 15/QĐ-SNgV", "QUYET DINH so 15/QD-SNgV"),
        ("Ðà Nẵng", "Da Nang"),
        ("Việ\u0323t".replace("ệ\u0323", "ê\u0323"), "Viet"),
        ("Straße, Øre, Łódź, Ægir", "Strasse, Ore, Lodz, AEgir"),
        ("plain", "plain"),
        ("中国 ngữ", "中国 ngu"),
    ],
)
def test_file_names_and_search_drop_the_marks(marked: str, plain: str) -> None:
    assert vietnamese.ascii_fold(marked) == plain


@given(VIETNAMESE)
def test_any_vietnamese_text_folds_to_ascii(text: str) -> None:
    assert vietnamese.ascii_fold(text).isascii()


@pytest.mark.parametrize(
    ("typed", "old_style"),
    [
        ("Minh Hoá, Thanh Hoá", "Minh Hóa, Thanh Hóa"),
        ("uỷ, Uỷ ban, thuỷ", "ủy, Ủy ban, thủy"),
        ("khoẻ, HOÀ, Hoà", "khỏe, HÒA, Hòa"),
        ("ngoằn ngoèo, loà xoà", "ngoằn ngoèo, lòa xòa"),
        ("toàn, hoàng, thoải, loét, huỳnh, khuỷu, khuya", None),
        ("quý, quỳ, Quỳ Hợp, quỹ, QUỸ, quả", None),
        ("hòa, ủy, khỏe, đã đúng", None),
        ("của, mùa, múi, túi", None),
    ],
)
def test_the_tone_moves_only_where_both_places_are_right(typed: str, old_style: str | None) -> None:
    expected = typed if old_style is None else old_style
    assert vietnamese.unify_tone_position(typed) == expected
    assert vietnamese.unify_tone_position(expected) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phòng  Lãnh sự", "phòng lãnh\u00a0sự "),
        ("Minh Hoá", "MINH HÓA"),
        ("giai đoạn 2015 – 2020", "Giai đoạn 2015 - 2020"),
        ("Viê\u0323t", "Việt"),
        ("Ðông Hà", "Đông Hà"),
        ("Uỷ ban\tnhân dân", "ủy ban nhân dân"),
    ],
)
def test_two_typings_of_one_thing_have_one_skeleton(one: str, other: str) -> None:
    assert vietnamese.skeleton(one) == vietnamese.skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Hà", "Hạ"), ("Đông", "Dong"), ("Quý", "Quy")])
def test_a_skeleton_keeps_tones_and_letters_apart(one: str, other: str) -> None:
    assert vietnamese.skeleton(one) != vietnamese.skeleton(other)


@given(st.text())
def test_a_skeleton_is_its_own_skeleton(text: str) -> None:
    once = vietnamese.skeleton(text)
    assert vietnamese.skeleton(once) == once


@pytest.mark.parametrize(
    "word",
    [
        "nghiêng",
        "giếng",
        "gì",
        "gìn",
        "quốc",
        "quỳnh",
        "khuya",
        "xoong",
        "yên",
        "ủy",
        "uỷ",
        "hòa",
        "hoà",
        "mười",
        "khuỷu",
        "ý",
        "Ứng",
        "huých",
    ],
)
def test_well_spelled_syllables_are_known(word: str) -> None:
    assert vietnamese.is_syllable(word)
    assert vietnamese.could_be_word(word)


@pytest.mark.parametrize("word", ["tháo", "cà", "hoã"])
def test_case_does_not_matter_for_a_syllable(word: str) -> None:
    assert vietnamese.is_syllable(word.upper())


@pytest.mark.parametrize("word", ["tòan", "qúy", "gía", "hôp", "céng", "Ðà"])
def test_a_slip_may_be_a_word_though_no_good_syllable(word: str) -> None:
    assert vietnamese.could_be_word(word)
    assert not vietnamese.is_syllable(word)


@pytest.mark.parametrize("word", ["Zürich", "school", "§ång", "coäng", "", "b", "àà", "a" * 9])
def test_foreign_and_garbled_words_are_none(word: str) -> None:
    assert not vietnamese.could_be_word(word)
    assert not vietnamese.is_syllable(word)
