"""A rule about people and recipients is silent up to its bound and speaks one step beyond it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.rules import near_names, people, receivers, tone_style
from tests.reviewed import pointers_of, violations_of


@pytest.mark.parametrize(("age", "silent"), [(14, False), (15, True), (100, True), (101, False)])
def test_a_person_is_fifteen_to_a_hundred_years_old(age: int, silent: bool) -> None:
    rows = [{"full_name": "A"}, {"full_name": "B", "birth_year": 2020 - age}]
    record = {"issued_date": date(2020, 1, 1), "awards": [{"individuals": rows}]}
    found = violations_of(people.odd_birth_year, record)
    assert [violation.pointer for violation in found] == (
        [] if silent else ["/awards/0/individuals/1/birth_year"]
    )
    assert all(
        "Năm sinh ở dòng 2 cho tuổi ngoài khoảng 15 đến 100 " in violation.message
        for violation in found
    )


@pytest.mark.parametrize(
    ("subject", "silent"),
    [
        ("tặng 02 tập thể và 03 cá nhân, 01 hộ gia đình", True),
        ("tặng cho 2 tập thể", True),
        ("tặng 03 tập thể", False),
        ("đối với 04 cá nhân", False),
        ("khen thưởng 04 cá nhân", False),
        ("công nhận 04 cá nhân", False),
        ("khen thưởng tập thể và 04 cá nhân", False),
        ("cho 02 hộ gia đình", False),
        ("gồm 09 cá nhân", True),
        ("tặng 00003 cá nhân", True),
    ],
)
def test_the_counts_of_the_subject_are_those_of_all_lists_together(
    subject: str, silent: bool
) -> None:
    awards: list[Any] = [
        {"collectives": [{}], "individuals": [{}] * 3},
        {"collectives": [{}], "households": [{}]},
        None,
    ]
    found = pointers_of(people.stated_count, {"subject": subject, "awards": awards})
    assert found == ([] if silent else ["/subject"])


def test_stated_and_counted_are_reported_in_two_figures() -> None:
    (violation,) = violations_of(people.stated_count, {"subject": "tặng 3 cá nhân", "awards": [{}]})
    assert violation.message.startswith(
        "Trích yếu ghi 03 cá nhân nhưng các danh sách có 00 cá nhân;"
    )


@pytest.mark.parametrize(
    ("first", "second", "silent"),
    [
        ({"birth_year": 1980}, {"birth_year": None}, False),
        ({"birth_year": None}, {"birth_year": 1980}, False),
        ({"birth_year": 1980}, {"birth_year": 1981}, True),
        ({"birth_year": 1980}, {"birth_year": 1980}, True),  # a duplicate, reported as an error
        ({}, {}, True),
    ],
)
def test_the_same_name_once_without_a_year_may_be_one_person(
    first: dict[str, Any], second: dict[str, Any], silent: bool
) -> None:
    base = {"full_name": "Lê Hà", "organ_name": "Phòng A"}
    record = {"awards": [{"individuals": [{"full_name": "B"}, base | first, base | second]}]}
    found = violations_of(people.similar_recipient, record)
    assert [violation.pointer for violation in found] == (
        [] if silent else ["/awards/0/individuals/2"]
    )
    assert all(
        "Dòng 3 gần giống dòng 2 trong danh sách cá nhân" in violation.message
        for violation in found
    )


@pytest.mark.parametrize(
    ("first", "second", "silent"),
    [
        ({}, {}, False),
        ({"birth_year": 1980}, {}, False),
        ({"birth_year": 1980}, {"birth_year": 1980}, False),
        ({"birth_year": 1980}, {"birth_year": 1981}, True),
        ({"position": "Trưởng phòng"}, {"position": "TRƯỞNG PHÒNG"}, False),
        ({"position": "Trưởng phòng"}, {}, True),
    ],
)
def test_names_that_differ_in_marks_alone_may_be_one_person(
    first: dict[str, Any], second: dict[str, Any], silent: bool
) -> None:
    base = {"organ_name": "Phòng A"}
    rows = [base | {"full_name": "Lê Hà"} | first, base | {"full_name": "Lê Hạ"} | second]
    found = pointers_of(people.similar_recipient, {"awards": [None, {"individuals": rows}]})
    assert found == ([] if silent else ["/awards/1/individuals/1"])


@pytest.mark.parametrize(
    "pair",
    [
        "nam năm",
        "thu thư",
        "ba bà",
        "ban bản",
        "lẻ lẽ",
        "hai hải",
        "nông công",
        "nữ nụ",
        "tỉnh tình",
        "mua múa",
    ],
)
def test_two_good_words_a_letter_apart_name_two_units(pair: str) -> None:
    lists = [[f"Đội {word} số 1" for word in words] for words in (pair.split(), ["nắm", "mắm"])]
    found = [[*near_names.a_letter_apart(names, ["", ""])] for names in lists]
    assert found == [[], [(0, 1)]]


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Tổ mắm Hà Linh", "Tổ nắm Hà Linh", True),
        ("Tổ mắm Hà Linh", "Tổ nắm Hà Ninh", False),
        ("Tổ Mắm", "Tổ Nắm", False),
        ("Lớp a", "Lớp b", False),
        ("Tổ ca", "Tổ cá", True),
        ("Tổ văn hóa", "Tổ văn hoá", False),
        ("Tổ đan lát", "Tổ đan", False),
        ("Tổ chài", "Tổ chải lưới", False),
        ("Tổ chài", "Tổ trài", False),
    ],
)
def test_one_common_word_may_be_mistyped_by_one_letter_or_its_marks(
    one: str, other: str, is_alike: bool
) -> None:
    assert [*near_names.a_letter_apart([one, other], ["", ""])] == [(0, 1)] * is_alike
    assert [*near_names.a_letter_apart([one, other], ["a", "b"])] == []


def test_rows_without_a_name_are_not_alike() -> None:
    rows = [{"organ_name": "Phòng A", "birth_year": year} for year in (1980, None)]
    assert violations_of(people.similar_recipient, {"awards": [{"individuals": rows}]}) == []


def test_two_styles_of_tones_are_reported_with_both_places() -> None:
    rows = [{"full_name": "Lê Thúy", "organ_name": "Hòa"}, {"full_name": "Vũ Thuý"}]
    (violation,) = violations_of(tone_style.mixed_tone_style, {"awards": [{"individuals": rows}]})
    assert violation.pointer == "/awards/0/individuals/1/full_name"
    assert "ở dòng 1 danh sách cá nhân và ở dòng 2 danh sách cá nhân;" in violation.message


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("Như Điều 2", "silent"),
        ("Như Điều 1, 2", "silent"),
        ("Như Điều 1 và 2", "silent"),
        ("Như Điều 1", "Như Điều 2"),
        ("như điều 3", "Như Điều 2"),
        ("Như Điều 2, 3", None),
        ("Như Điều 2 và 3;", None),
        ("Như Điều 1; Sở A", "Như Điều 2; Sở A"),
        ("Sở A", "silent"),
    ],
)
def test_as_in_article_names_the_last_article(line: str, suggestion: str | None) -> None:
    found = violations_of(receivers.wrong_article, {"recipients": [None, line]})
    assert [(violation.pointer, violation.suggestion) for violation in found] == (
        [] if suggestion == "silent" else [("/recipients/1", suggestion)]
    )
    assert all("quyết định này là Điều 2;" in violation.message for violation in found)


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("có tên tại Điều 2", True),
        ("có tên tại Điều 3", False),
        ("nêu ở Điều 3", False),
        ("theo Điều 3", False),
        ("theo Điều 3 của Luật Thi đua", True),
        ("theo Điều 3 trong Quy chế", True),
        ("theo Điều 3 Nghị định", True),
    ],
)
def test_executors_are_named_in_an_article_that_there_is(line: str, silent: bool) -> None:
    found = violations_of(receivers.missing_article, {"executors": [None, line]})
    assert [violation.pointer for violation in found] == ([] if silent else ["/executors/1"])
    assert all("chỉ có 2 điều;" in violation.message for violation in found)


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("Lưu: VT", True),
        ("- Lưu: VT", True),
        ("– lưu : VP", True),
        ("Lưu VT, VP", True),
        ("Lưu trữ tỉnh", False),
        ("Cục Lưu: VT", False),
    ],
)
def test_an_archive_line_is_known_however_it_is_typed(line: str, speaks: bool) -> None:
    found = pointers_of(receivers.typed_archive_line, {"recipients": [None, line]})
    assert found == (["/recipients/1"] if speaks else [])


@pytest.mark.parametrize(
    ("unit", "speaks"),
    [("VT", True), ("vt.", True), (" VT,", True), ("Văn thư", True), ("VT-LT", False)],
)
def test_the_clerical_office_is_printed_already(unit: str, speaks: bool) -> None:
    found = pointers_of(receivers.typed_clerical_office, {"archive": {"units": [None, unit]}})
    assert found == (["/archive/units/1"] if speaks else [])


def test_a_recipient_that_stands_twice_is_reported_with_both_lines() -> None:
    found = violations_of(
        receivers.recipient_twice, {"recipients": ["A", "Sở  Nội vụ", None, "- sở nội vụ;"]}
    )
    assert [violation.pointer for violation in found] == ["/recipients/3"]
    assert found[0].message == "Nơi nhận ở dòng 4 trùng với dòng 2; hãy bỏ một dòng."


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("Sở Ngoại vụ", True),
        ("SỞ  NGOẠI VỤ", True),
        ("Các phòng thuộc Sở", True),
        ("Các đơn vị trực thuộc", True),
        ("Phòng A thuộc Sở", True),
        ("Chi cục B của Sở Y tế", True),
        ("Trung tâm C trực thuộc Cục D", True),
        ("Bộ phận E của Văn phòng", True),
        ("UBND tỉnh", False),
        ("Sở Nội vụ", False),
    ],
)
def test_a_report_is_addressed_to_those_above(line: str, speaks: bool) -> None:
    record = {"organ": {"organ_name": "Sở Ngoại vụ"}, "addressed_to": [None, line]}
    assert pointers_of(receivers.addressee_below, record) == (["/addressed_to/1"] if speaks else [])


@pytest.mark.parametrize(
    ("line", "speaks"),
    [("Như trên", True), ("NHƯ TRÊN (để b/c)", True), ("Các sở như trên", False)],
)
def test_as_above_opens_its_line(line: str, speaks: bool) -> None:
    found = pointers_of(receivers.as_above_without_addressee, {"recipients": [None, line]})
    assert found == (["/recipients/1"] if speaks else [])
