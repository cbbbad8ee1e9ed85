"""Recipients and names: each rule speaks of its violation and is silent on a sound list."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest

from service.rules import Rule, names, people, tone_style
from tests.reviewed import pointers_of, violations_of


def award(**lists: Any) -> dict[str, Any]:
    return {"awards": [{"form": "giay_khen", "achievement": "đã có thành tích", **lists}]}


def person(name: str, organ: str | None = "Phòng A", **more: Any) -> dict[str, Any]:
    return {"full_name": name, "organ_name": organ, **more}


OFFICE = {"organ": {"organ_name": "Sở Ngoại vụ"}}

SPEAKS: list[tuple[Rule, dict[str, Any], str]] = [
    (people.duplicate_recipient, award(individuals=[person("Lê Hòa"), person("LÊ  HOÀ")]), "/awards/0/individuals/1"),
    (people.duplicate_recipient, award(collectives=[{"name": "Hội A - B"}, {"name": "Hội A–B"}]), "/awards/0/collectives/1"),
    (people.duplicate_recipient, award(households=[{"full_name": "Lê B", "address": "Thôn 1"}] * 2), "/awards/0/households/1"),
    (people.similar_recipient, award(individuals=[person("Lê Hà"), person("Lê Hạ")]), "/awards/0/individuals/1"),
    (people.similar_recipient, award(individuals=[person("Lê Hà", birth_year=1980), person("Lê Hà")]), "/awards/0/individuals/1"),
    (people.similar_recipient, award(individuals=[person("Lê Hà", None), person("Lê Hạ", None)]), "/awards/0/individuals/1"),
    (people.similar_recipient, award(collectives=[{"name": "Tổ sản xuất nước mắm"}, {"name": "Tổ sản xuất nước nắm"}]), "/awards/0/collectives/1"),
    (people.similar_recipient, award(collectives=[{"name": "Phòng Quản lý đê điều"}, {"name": "Phòng Quản lý để điều"}]), "/awards/0/collectives/1"),
    (people.similar_recipient, award(collectives=[{"name": "Phòng Kế hoạch"}, {"name": "Phòng Kế hoạc"}]), "/awards/0/collectives/1"),
    (people.similar_recipient, award(collectives=[{"name": "Phòng Lãnh sự"}, {"name": "Phòng Lành sự"}]), "/awards/0/collectives/1"),
    (tone_style.mixed_tone_style, award(individuals=[person("Lê Thúy", "A"), person("Vũ Thuý", "B")]), "/awards/0/individuals/1/full_name"),
    (tone_style.mixed_tone_style, award(collectives=[{"name": "Xã Minh Hóa"}], households=[{"full_name": "Lê B", "address": "Minh Hoá"}]), "/awards/0/households/0/address"),
    (people.count_mismatch, award(collectives=[{"name": "A"}], declared_collectives=2), "/awards/0/declared_collectives"),
    (people.count_mismatch, award(individuals=[person("A")], declared_households=1), "/awards/0/declared_households"),
    (people.stated_count, award(individuals=[person("A")]) | {"subject": "tặng Giấy khen cho 02 cá nhân"}, "/subject"),
    (people.stated_count, award(individuals=[person("A")]) | {"subject": "tặng Giấy khen cho hai cá nhân"}, "/subject"),
    (people.stated_count, award(individuals=[person("A")]) | {"subject": "tặng Giấy khen cho 01 cá nhân; 02 tập thể"}, "/subject"),
    (people.odd_birth_year, award(individuals=[person("A", birth_year=2010)]) | {"issued_date": date(2020, 7, 1)}, "/awards/0/individuals/0/birth_year"),
    (people.odd_birth_year, award(individuals=[person("A", birth_year=1900)]) | {"issued_date": date(2020, 7, 1)}, "/awards/0/individuals/0/birth_year"),
    (people.household_without_honorific, award(households=[{"full_name": "Lê B", "honorific": "Bà"}, {"full_name": "Lê C"}, {}]), "/awards/0/households/1/honorific"),
    (names.academic_title, OFFICE | {"signer": {"full_name": "PGS.TS. Lê Minh"}}, "/signer/full_name"),
    (names.academic_title, OFFICE | {"chair": {"full_name": "Tiến sĩ Lê Minh"}}, "/chair/full_name"),
    (names.name_capitals, award(individuals=[person("LÊ ĐỨC THUỶ")]), "/awards/0/individuals/0/full_name"),
    (names.name_capitals, {"secretary": {"full_name": "lê minh"}}, "/secretary/full_name"),
]  # fmt: skip

SILENT: list[tuple[Rule, dict[str, Any]]] = [
    (people.duplicate_recipient, award(individuals=[person("Lê Hà"), person("Lê Hà", "Phòng B")])),
    (people.duplicate_recipient, award(individuals=[person("Lê Hà", birth_year=1980), person("Lê Hà", birth_year=1990)])),
    (people.duplicate_recipient, {"awards": [award(individuals=[person("Lê Hà")])["awards"][0]] * 2}),
    (people.duplicate_recipient, award(individuals=[{}, {}, None])),
    (people.similar_recipient, award(individuals=[person("Nguyễn Thị Hà"), person("Nguyễn Thị Hải")])),
    (people.similar_recipient, award(individuals=[person("Lê Hà", position="Trưởng phòng"), person("Lê Hạ", position="Chuyên viên")])),
    (people.similar_recipient, award(individuals=[person("Lê Hà", birth_year=1980), person("Lê Hạ", birth_year=1990)])),
    (people.similar_recipient, award(individuals=[person("Lê Hùng", None), person("Lê Hưng", None)])),
    (people.similar_recipient, award(individuals=[person("Lê Hà", None, birth_year=1980), person("Lê Hà", None)])),
    (people.similar_recipient, award(collectives=[{"name": "Trường Tiểu học Hà Linh"}, {"name": "Trường Tiểu học Hà Ninh"}])),
    (people.similar_recipient, award(collectives=[{"name": "Cơ sở nước mắm", "organ_name": "Xã A"}, {"name": "Cơ sở nước nắm", "organ_name": "Xã B"}])),
    (people.similar_recipient, award(collectives=[{"name": "Đội bóng nam"}, {"name": "Đội bóng nữ"}, {"name": "Lớp a"}, {"name": "Lớp b"}])),
    (people.similar_recipient, award(collectives=[{"name": "Đội văn hóa"}, {"name": "Đội văn hoá"}])),
    (people.similar_recipient, award(individuals=[person("Lê Hà"), person("Lê Hà")])),
    (tone_style.mixed_tone_style, award(individuals=[person("Lê Thúy Hòa"), person("Vũ Thúy"), person("Lê Quý"), person("Lê Hoàn")])),
    (people.count_mismatch, award(individuals=[person("A")], declared_individuals=1, declared_households=0)),
    (people.stated_count, award(individuals=[person("A")]) | {"subject": "tặng Giấy khen cho 01 cá nhân giúp 5 hộ"}),
    (people.odd_birth_year, award(individuals=[person("A", birth_year=1980), person("B")]) | {"issued_date": date(2020, 7, 1)}),
    (people.odd_birth_year, award(individuals=[person("A", birth_year=2010)])),
    (people.household_without_honorific, award(households=[{"full_name": "Lê B", "honorific": "Bà"}, {"full_name": "Ông Lê C"}, {"full_name": "Hộ bà Lê D"}])),
    (names.academic_title, OFFICE | {"signer": {"full_name": "Lê Sĩ Tiến"}, "chair": {"full_name": "Đại tá Vũ Cn"}}),
    (names.academic_title, {"organ": {"organ_name": "Trường Đại học Hà Tĩnh"}, "signer": {"full_name": "TS. Lê Minh"}}),
    (names.name_capitals, award(individuals=[person("Lê Đức Thủy"), person("Y-Moan Ê-ban"), person("VNPT")])),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "pointer"), SPEAKS)
def test_a_violation_is_reported_where_it_stands(
    rule: Rule, record: dict[str, Any], pointer: str
) -> None:
    assert pointers_of(rule, record) == [pointer]


@pytest.mark.parametrize(("rule", "record"), SILENT)
def test_a_sound_list_is_left_alone(rule: Rule, record: dict[str, Any]) -> None:
    assert violations_of(rule, record) == []


def test_every_rule_is_tried_both_ways_and_is_reported_to_the_clerk() -> None:
    rules = {*people.RECIPIENT_RULES, *names.NAME_RULES}
    assert rules == {row[0] for row in SPEAKS} == {row[0] for row in SILENT}
    assert all(len(rule.text) > 60 for rule in rules)


def test_a_duplicate_names_both_rows_and_nobody() -> None:
    rows = [person("Lê Hòa"), person("Vũ An"), person("lê hòa")]
    (violation,) = violations_of(people.duplicate_recipient, award(individuals=rows))
    assert "Dòng 3 trùng với dòng 1" in violation.message
    assert "Lê" not in violation.message


def test_an_exact_duplicate_and_two_counts_that_differ_stop_the_document() -> None:
    assert people.duplicate_recipient.severity == people.count_mismatch.severity == "error"


def test_a_count_that_differs_is_reported_with_both_figures() -> None:
    record = award(collectives=[{"name": "A"}, {"name": "B"}], declared_collectives=3)
    (violation,) = violations_of(people.count_mismatch, record)
    assert "3 tập thể" in violation.message
    assert "2 tập thể" in violation.message


def test_names_are_compared_after_composing_their_letters() -> None:
    decomposed = unicodedata.normalize("NFD", "Lê Thị Ngọc")
    rows = [person("Lê Thị Ngọc"), person(decomposed, "PHÒNG A")]
    assert violations_of(people.duplicate_recipient, award(individuals=rows))


def test_many_keys_made_in_one_call_are_those_made_one_by_one() -> None:
    texts = ["", "  Lê  HOÀ ", "Hội A – B", "Đắk Lắk", "", "thuỷ"]
    assert people.keys(texts) == [people.keys([text])[0] for text in texts]
    assert people.keys([]) == []


def test_a_title_is_taken_off_and_a_name_in_capitals_is_written_again() -> None:
    record = OFFICE | {"signer": {"full_name": "GS.TS Y'KSOR H'LIM"}}
    assert violations_of(names.academic_title, record)[0].suggestion == "Y'KSOR H'LIM"
    shouted = {"signer": {"full_name": "LÊ ĐỨC THUỶ"}}
    assert violations_of(names.name_capitals, shouted)[0].suggestion == "Lê Đức Thuỷ"
