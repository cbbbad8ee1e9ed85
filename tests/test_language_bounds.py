"""Where the rules of the language turn: spelling, likeness, old encodings, words of an office."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from service.language import typed_text, vietnamese, wording

# --- spelling -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("kẻ", "cẻ"),
        ("cá", "ká"),
        ("kỹ", "cỹ"),
        ("ghế", "gế"),
        ("gà", "ghà"),
        ("nghĩ", "ngĩ"),
        ("ngà", "nghà"),
        ("yêu", "iêu"),
        ("biên", "byên"),
        ("quyết", "quiết"),
        ("khuya", "luya"),
        ("thuya", "chuya"),
        ("mỹ", "bỹ"),
        ("lý", "ný"),
        ("vy", "dy"),
        ("hy", "xy"),
        ("sỹ", "phỹ"),
        ("tỷ", "trỷ"),
        ("thy", "chy"),
        # Before c, ch, p, t only sắc and nặng are spoken.
        ("các", "cac"),
        ("cạc", "càc"),
        ("sách", "sảch"),
        ("đẹp", "đep"),
        ("tốt", "tỗt"),
        ("nhạc", "nhãc"),
        # A tone stands on the marked vowel, else on the middle one of three, else by the rhyme's end.
        ("hoàn", "hòan"),
        ("thuyền", "thuỳên"),
        ("mía", "miá"),
        ("của", "cuả"),
        ("quà", "qùa"),
        ("xoài", "xòai"),
        ("người", "ngừơi"),
        ("chuẩn", "chủân"),
        ("giếng", "gíêng"),
        ("khuỷu", "khủyu"),
        ("hoạch", "họach"),
    ],
)
def test_of_two_spellings_one_is_vietnamese(right: str, wrong: str) -> None:
    assert vietnamese.is_syllable(right), right
    assert not vietnamese.is_syllable(wrong), wrong


@pytest.mark.parametrize("word", ["hòa", "hoà", "khỏe", "khoẻ", "ủy", "uỷ", "lòe", "loè"])
def test_an_open_rhyme_may_carry_its_tone_in_either_place(word: str) -> None:
    assert vietnamese.is_syllable(word)


@pytest.mark.parametrize(
    "word", ["gì", "gìn", "giá", "giêng", "già", "quá", "quốc", "oách", "uống"]
)
def test_words_whose_consonant_shares_a_letter_with_the_rhyme_are_known(word: str) -> None:
    assert vietnamese.is_syllable(word)


@pytest.mark.parametrize("word", ["Zơ", "Fa", "Jang", "Wa"])
def test_a_foreign_letter_in_front_is_forgiven_but_no_good_spelling(word: str) -> None:
    assert vietnamese.could_be_word(word)
    assert not vietnamese.is_syllable(word)


def test_no_syllable_has_more_than_seven_letters() -> None:
    for known in (vietnamese.could_be_word, vietnamese.is_syllable):
        assert known("nghiêng")
        assert not known("nghiêngg")


@pytest.mark.parametrize("word", ["hòá", "áà", "mạ\u0300"])
def test_one_word_has_one_tone(word: str) -> None:
    assert not vietnamese.could_be_word(vietnamese.nfc(word))
    assert not vietnamese.is_syllable(vietnamese.nfc(word))


# --- likeness -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("subjet", "subject", True),  # 2 errors in 7 letters are a third
        ("sbjet", "subject", False),  # 5 letters allow 1
        ("sbject", "subject", True),
        ("sbjcet", "subject", True),  # a letter missing and two swapped
        ("subejct", "subject", True),
        ("abc", "abd", True),  # three letters allow one
        ("ab", "ac", False),  # a word of two has no likeness
        ("ab", "abc", False),
        ("abc", "ab", False),
        ("ab", "AB", True),
        ("abc", "dec", False),
        ("abcdef", "abcdfe", True),
        ("abcdef", "abdcfe", True),
        ("abcdef", "badcfe", False),
        ("abcdefgh", "abcdef", True),
        ("abcdefghi", "abcdef", False),
        ("abcdefgh", "abcde", False),
    ],
)
def test_a_word_is_like_another_within_one_slip_in_three_letters(
    typed: str, known: str, meant: bool
) -> None:
    assert vietnamese.nearest(typed, [known]) == (known if meant else None)


def test_of_two_words_equally_like_the_earlier_one_is_meant() -> None:
    assert vietnamese.nearest("abcx", ["abcd", "abce"]) == "abcd"
    assert vietnamese.nearest("abcx", ["abce", "abcd"]) == "abce"


def test_the_only_word_that_holds_all_parts_is_meant() -> None:
    known = ["issued_date", "birth_year", "from-date"]
    assert vietnamese.nearest("year", known) == "birth_year"
    assert vietnamese.nearest("date", known) is None  # two hold it
    assert vietnamese.nearest("date from", known) == "from-date"
    assert vietnamese.nearest("", known) is None


# --- old encodings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("coäng hoøa xaõ hoäi Zürich", "vni"),
        ("coäng hoøa xaõ Zürich", None),  # one word in four that no reading explains is too many
        ("coäng hoøa school school school school", "vni"),  # two strangers to each sure word
        ("coäng hoøa school school school school school", None),
        ("coäng", "vni"),
        ("coäng school", None),
        ("Lê coäng", "vni"),
        # Beside Unicode, one word is enough when it is no typing error of a Unicode word and not too short.
        ("đồng coäng", "vni"),
        ("đồng caân", None),
        ("đồng chí aø", None),
        ("đồng chí caân vaø", "vni"),
        # Alone, two letters are none, unless in Vietnamese company or quite impossible elsewhere.
        ("aø", None),
        ("aø la", "vni"),
        ("Hµ", "tcvn3"),
        ("la hµ", "tcvn3"),
        ("la 5hµ", None),  # at a figure it is a unit or a footnote
    ],
)
def test_an_old_encoding_is_believed_when_it_explains_nearly_all(
    text: str, encoding: str | None
) -> None:
    assert vietnamese.detect_legacy(text) == encoding
    assert vietnamese.any_legacy([text]) is (encoding is not None)
    assert vietnamese.any_legacy(["Sở Ngoại vụ", "abc"]) is False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoøa", "hòa"),
        ("hoØa", "hòa"),  # the case of the letter decides, not of its mark
        ("HOØA", "HÒA"),
        ("Aùnh", "Ánh"),
        ("AÙnh", "Ánh"),
        ("ñi", "đi"),
        ("Ñi", "Đi"),
    ],
)
def test_in_vni_the_case_of_the_letter_decides(typed: str, meant: str) -> None:
    assert vietnamese.to_unicode(typed, "vni") == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Lª V¨n", "Lê Văn"),
        ("Lª ¸nh", "Lê ánh"),
        ("Lª V¨n ¸nh", "Lê Văn Ánh"),
        ("lª v¨n ¸nh", "lê văn ánh"),
        ("TØNH Hµ TÜNH", "TỈNH HÀ TĨNH"),
        ("tØnh Hµ TÜNH", "tỉnh Hà TĨNH"),
    ],
)
def test_in_tcvn3_a_word_gets_its_capitals_back_from_its_neighbours(typed: str, meant: str) -> None:
    assert vietnamese.to_unicode(typed, "tcvn3") == meant


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "một"),
        (12, "mười hai"),
        (19, "mười chín"),
        (31, "ba mươi mốt"),
        (34, "ba mươi tư"),
        (35, "ba mươi lăm"),
        (55, "năm mươi lăm"),
        (110, "một trăm mười"),
        (999, "chín trăm chín mươi chín"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (10_010, "mười nghìn không trăm mười"),
        (100_000, "một trăm nghìn"),
        (1_000_000, "một triệu"),
        (1_001_000, "một triệu không trăm linh một nghìn"),
        (2_000_000_015, "hai tỷ không trăm mười lăm"),
        (999_999_999, "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"),
    ],
)  # fmt: skip
def test_a_number_is_read_in_words(number: int, words: str) -> None:
    assert vietnamese.number_words(number) == words


NUMERALS = "I II III IV V VI VII VIII IX X XI XIX XX XXIX XXXIX XL XLIX L LIX XC XCIX C CD D CM M"
VALUES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 29, 39, 40, 49, 50, 59, 90, 99, 100, 400, 500, 900, 1000]  # fmt: skip


@pytest.mark.parametrize(("numeral", "value"), [*zip(NUMERALS.split(), VALUES, strict=True)])
def test_a_number_has_its_roman_numeral(numeral: str, value: int) -> None:
    assert vietnamese.roman(value) == numeral


@pytest.mark.parametrize(
    ("index", "letter"), [(0, "a"), (3, "d"), (4, "đ"), (5, "e"), (7, "h"), (8, "i"), (9, "k"), (22, "y")]
)  # fmt: skip
def test_points_are_lettered_without_f_and_j(index: int, letter: str) -> None:
    assert vietnamese.point_letter(index) == letter


def test_a_figure_may_have_a_thousand_digits_and_no_more() -> None:
    assert len(vietnamese.format_number(Decimal("1E+1000"))) == 1001 + 333
    with pytest.raises(ValueError, match="too long"):
        vietnamese.format_number(Decimal("1E+1001"))
    with pytest.raises(ValueError, match="too long"):
        vietnamese.format_number(Decimal("1E+1001"), 2)
    assert len(vietnamese.format_number(Decimal("1E-1000"))) == 2 + 1000
    with pytest.raises(ValueError, match="too long"):
        vietnamese.format_number(Decimal("1E-1001"))


# --- how an office writes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-07-01", date(2020, 7, 1)),
        ("1/7/2020", date(2020, 7, 1)),
        ("01.07.2020", date(2020, 7, 1)),
        ("1-7-2020", date(2020, 7, 1)),
        ("1 / 7 / 2020", date(2020, 7, 1)),
        ("Ngày 1/7/2020", date(2020, 7, 1)),
        ("ngày 1 tháng 7 năm 2020", date(2020, 7, 1)),
        ("1 tháng 07 năm 2020", date(2020, 7, 1)),
        ("29/2/2020", date(2020, 2, 29)),
        ("29/2/2019", None),
        ("31/4/2020", None),
        ("0/4/2020", None),
        ("12/31/2020", None),
        ("1/7/20", None),
        ("2020/7/1", None),
    ],
)
def test_a_date_is_read_day_before_month(text: str, day: date | None) -> None:
    assert typed_text.read_date(text) == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-07-01T08:05", datetime(2020, 7, 1, 8, 5)),
        ("2020-07-01 08:05:59", datetime(2020, 7, 1, 8, 5)),
        ("8 giờ ngày 1/7/2020", datetime(2020, 7, 1, 8, 0)),
        ("8h30, 1/7/2020", datetime(2020, 7, 1, 8, 30)),
        ("8 giờ 30 phút, ngày 01 tháng 7 năm 2020", datetime(2020, 7, 1, 8, 30)),
        ("1/7/2020 lúc 8h30", datetime(2020, 7, 1, 8, 30)),
        ("ngày 1/7/2020, 23:59", datetime(2020, 7, 1, 23, 59)),
        ("ngày 1/7/2020, 24:00", None),
        ("ngày 1/7/2020, 23:60", None),
        ("ngày 31/4/2020, 8:00", None),
        ("8h30", None),
    ],
)
def test_a_time_is_read_before_or_after_its_day(text: str, moment: datetime | None) -> None:
    assert typed_text.read_moment(text) == moment


def test_blanks_to_fill_in_are_wide_enough_to_write_in() -> None:
    assert [len(part) for part in wording.BLANK_DATE.replace("ngày", "|").replace("tháng", "|").replace("năm", "|").split("|")] == [0, 7, 7, 9]  # fmt: skip
    assert len(wording.BLANK_NUMBER) == 9
    assert {*wording.BLANK_NUMBER} == {"\u00a0"}


def test_only_who_signs_for_somebody_names_him() -> None:
    assert {"TM", "KT", "TL", "TUQ"} == wording.WITH_AUTHORITY
    assert wording.PRIORITIES == {
        "hoa_toc": "Hỏa tốc",
        "thuong_khan": "Thượng khẩn",
        "khan": "Khẩn",
    }
    assert wording.CIRCULATIONS == {
        "xem_xong_tra_lai": "Xem xong trả lại",
        "luu_hanh_noi_bo": "Lưu hành nội bộ",
    }


@pytest.mark.parametrize(
    ("names", "listed"),
    [([], ""), (["A"], "A"), (["A", "B"], "A và B"), (["A", "B", "C"], "A, B và C")],
)
def test_the_last_of_several_stands_after_va(names: list[str], listed: str) -> None:
    assert wording.enumerated(names) == listed


@pytest.mark.parametrize("own", ["?", "!", "…", ":", "..."])
def test_a_line_keeps_an_end_mark_of_its_own(own: str) -> None:
    assert wording.marked(f"Ai{own}", ";") == f"Ai{own}"
    assert wording.marked("Ai", ";") == "Ai;"


def test_a_person_is_named_in_the_order_of_the_decree() -> None:
    who = {"honorific": "Ông", "full_name": "A", "position": "Giám đốc", "organ_name": "Sở B"}
    assert wording.person(who) == "Ông A, Giám đốc, Sở B"
    assert wording.person({"full_name": "A", "organ_name": "Sở B"}) == "A, Sở B"
    assert wording.person({}) == ""


def test_a_subject_of_sixty_letters_is_named_whole() -> None:
    whole, longer = "a " * 29 + "bc", "a " * 29 + "bcd"
    assert len(whole) == 60
    assert wording.file_names(1, "A", whole, None)[0] == f"01-A - {whole}.docx"
    assert wording.file_names(1, "A", longer, None)[0] == f"01-A - {('a ' * 29).strip()}.docx"
    assert wording.file_names(1, "A", "x" * 61, None)[0] == f"01-A - {'x' * 60}.docx"
    assert wording.file_names(None, "", "…", None)[1] == "du-thao.docx"
    assert wording.file_names(7, "…", "…", None)[1] == "07.docx"


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("XIV. kết quả", "Kết quả"),
        ("II/ kết quả", "Kết quả"),
        ("II - kết quả", "Kết quả"),
        ("99. kết quả", "Kết quả"),
        ("100. kết quả", "100. kết quả"),
        ("1.2.3) kết quả", "Kết quả"),
        ("1/ kết quả", "Kết quả"),
        ("a) b) kết quả", "Kết quả"),
        ("f) kết quả", "Kết quả"),
        ("aa) kết quả", "aa) kết quả"),
        ("Phần III: kết quả", "Kết quả"),
    ],
)
def test_numbers_typed_by_hand_are_taken_off_one_after_the_other(typed: str, bare: str) -> None:
    assert wording.without_number(typed) == bare
