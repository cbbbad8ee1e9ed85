"""Signature, number, recipients and place: each rule speaks of its violation and is silent on good form."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

import pytest

from service import reference
from service.rules import Rule, places, receivers, signature
from tests.reviewed import violations_of

notation = signature.notation_rule("QĐ")
MERGED, BEFORE = date(2025, 7, 1), date(2025, 6, 30)


def signed(capacity: str | None = None, position: str = "Giám đốc", **more: Any) -> dict[str, Any]:
    return {"signer": {"capacity": capacity, "position": position, "full_name": "Lê A", **more}}


def numbered(code: str | None) -> dict[str, Any]:
    return {"code_notation": code, "organ": {"code": "SNgV"}}


def sent(*lines: str | None, **more: Any) -> dict[str, Any]:
    return {"recipients": list(lines), "awards": [{"bonus": None}], **more}


PAID = {"awards": [{"bonus": None, "individuals": [{"bonus": 450_000}]}]}
PROVINCE = {"organ_name": "Sở Ngoại vụ", "parent_name": "UBND tỉnh Quảng Bình"}

SPEAKS: list[tuple[Rule, dict[str, Any], str, Any]] = [
    (signature.missing_authority, signed("KT", "Phó Giám đốc"), "/signer/authority", None),
    (signature.authority_without_capacity, signed(None, "Phó Giám đốc", authority="Giám đốc"), "/signer/capacity", "KT"),
    (signature.authority_without_capacity, signed("Q", authority="Giám đốc"), "/signer/capacity", None),
    (signature.kt_not_deputy, signed("KT", authority="GIÁM ĐỐC"), "/signer/capacity", None),
    (signature.kt_not_deputy, signed("KT", "Chánh Văn phòng", authority="Giám đốc"), "/signer/position", None),
    (signature.deputy_without_kt, signed(None, "Phó Giám đốc"), "/signer/capacity", None),
    (signature.deputy_without_kt, signed(None, "Phó Giám đốc", authority="Giám đốc"), "/signer/capacity", "KT"),
    (signature.deputy_without_kt, signed("TM", "Phó Chủ tịch", authority="Ủy ban nhân dân"), "/signer/capacity", None),
    (signature.head_signs_alone, signed("TM", authority="Sở Ngoại vụ"), "/signer/capacity", None),
    (signature.head_signs_alone, signed(None, "Giám đốc", on_behalf_of="Sở Ngoại vụ"), "/signer/on_behalf_of", None),
    (signature.typed_capacity, signed("KT", "Phó Giám đốc", authority="KT. Giám đốc"), "/signer/authority", "Giám đốc"),
    (signature.typed_capacity, signed("TM", "KT. Giám đốc", authority="UBND"), "/signer/position", None),
    (signature.year_in_notation, numbered("2026/QĐ-SNgV"), "/code_notation", "QĐ-SNgV"),
    (notation, numbered("QĐ-SNV"), "/code_notation", "QĐ-SNgV"),
    (signature.abbreviated_subject, {"subject": "V/v tặng Giấy khen"}, "/subject", "Về việc tặng Giấy khen"),
    (signature.abbreviated_subject, {"subject": "v/v: tổng kết"}, "/subject", "Về việc tổng kết"),
    (receivers.wrong_article, sent("Như Điều 3"), "/recipients/0", "Như Điều 2"),
    (receivers.wrong_article, sent("UBND tỉnh", "Như Điều 2 (thực hiện)") | PAID, "/recipients/1", "Như Điều 3 (thực hiện)"),
    (receivers.wrong_article, sent("Như Điều 1, 4"), "/recipients/0", None),
    (receivers.missing_article, sent(executors=["Các cá nhân có tên tại Điều 4"]), "/executors/0", None),
    (receivers.as_above_without_addressee, sent("Như trên"), "/recipients/0", None),
    (receivers.addressee_below, {"organ": PROVINCE, "addressed_to": ["SỞ NGOẠI VỤ"]}, "/addressed_to/0", None),
    (receivers.addressee_below, {"addressed_to": ["UBND tỉnh", "Các phòng thuộc Sở"]}, "/addressed_to/1", None),
    (receivers.typed_archive_line, sent("UBND tỉnh", "Lưu: VT, VP"), "/recipients/1", None),
    (receivers.typed_clerical_office, {"archive": {"units": ["VT", "VP"]}}, "/archive/units/0", None),
    (receivers.recipient_twice, sent("UBND tỉnh", "Sở Nội vụ", "ubnd  tỉnh;"), "/recipients/2", None),
    (receivers.recipient_twice, sent("UBND tỉnh", "Sở Nội vụ", "Sở Nội vu"), "/recipients/2", None),
    (receivers.recipient_twice, sent("Hội nước mắm", "Hội nước nắm"), "/recipients/1", None),
    (places.old_province, {"place": "Quảng Bình", "issued_date": MERGED, "organ": PROVINCE}, "/place", "Quảng Trị"),
    (places.old_province, {"place": "Quảng Bình", "issued_date": None, "organ": PROVINCE}, "/place", "Quảng Trị"),
    (places.old_province, {"place": "Bà Rịa – Vũng Tàu", "issued_date": MERGED}, "/place", "Thành phố Hồ Chí Minh"),
    (places.place_in_full, {"place": "TP. HCM"}, "/place", "Thành phố Hồ Chí Minh"),
]  # fmt: skip

SILENT: list[tuple[Rule, dict[str, Any]]] = [
    (signature.missing_authority, signed()),
    (signature.missing_authority, signed("Q")),
    (signature.authority_without_capacity, signed("KT", "Phó Giám đốc", authority="Giám đốc")),
    (signature.kt_not_deputy, signed("KT", "PHÓ GIÁM ĐỐC", authority="Giám đốc")),
    (signature.kt_not_deputy, signed("KT", "Thứ trưởng", authority="Bộ trưởng")),
    (signature.deputy_without_kt, signed("KT", "Phó Chủ tịch", authority="Chủ tịch", on_behalf_of="Ủy ban nhân dân")),
    (signature.deputy_without_kt, signed("TL", "Phó Chánh Văn phòng", authority="Giám đốc")),
    (signature.head_signs_alone, signed("TM", "Chủ tịch", authority="Ủy ban nhân dân")),
    (signature.head_signs_alone, signed("TM", "Giám đốc", authority="Ban Chỉ đạo")),
    (signature.head_signs_alone, signed()),
    (signature.typed_capacity, signed("KT", "Phó Giám đốc", authority="Giám đốc")),
    (signature.year_in_notation, numbered("QĐ-SNgV")),
    (notation, numbered("QĐ-SNgV")),
    (notation, numbered(None)),
    (signature.abbreviated_subject, {"subject": "Về việc tặng Giấy khen"}),
    (receivers.wrong_article, sent("Như Điều 2", None)),
    (receivers.wrong_article, sent("Như Điều 1, 3") | PAID),
    (receivers.missing_article, sent(executors=["có tên tại Điều 1", "theo Điều 12 của Luật Thi đua, khen thưởng"])),
    (receivers.as_above_without_addressee, sent("Như trên", addressed_to=["UBND tỉnh"])),
    (receivers.addressee_below, {"organ": PROVINCE, "addressed_to": ["UBND tỉnh (qua Sở Nội vụ)"]}),
    (receivers.typed_archive_line, sent("Chi cục Văn thư - Lưu trữ")),
    (receivers.typed_clerical_office, {"archive": {"units": ["VP", None]}}),
    (receivers.recipient_twice, sent("UBND tỉnh", "UBND tỉnh Hà Tĩnh", "UBND xã Hà Ninh", "UBND xã Hà Linh", "Phòng 1", "Phòng 2")),
    (places.old_province, {"place": "Quảng Bình", "issued_date": BEFORE, "organ": PROVINCE}),
    (places.old_province, {"place": "Hà Tĩnh", "issued_date": MERGED, "organ": PROVINCE}),
    (places.old_province, {"place": "Bạc Liêu", "issued_date": MERGED, "organ": {"organ_name": "UBND phường Bạc Liêu"}}),
    (places.place_in_full, {"place": "Thành phố Hồ Chí Minh"}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "record", "pointer", "suggestion"), SPEAKS)
def test_a_violation_is_reported_with_its_correction_where_that_is_certain(
    rule: Rule, record: dict[str, Any], pointer: str, suggestion: Any
) -> None:
    assert [(f.pointer, f.suggestion) for f in violations_of(rule, record)] == [
        (pointer, suggestion)
    ]


@pytest.mark.parametrize(("rule", "record"), SILENT)
def test_good_form_is_left_alone(rule: Rule, record: dict[str, Any]) -> None:
    assert violations_of(rule, record) == []


ALL = {
    notation,
    *signature.SIGNATURE_RULES,
    *signature.NUMBER_RULES,
    *receivers.RECEIVER_RULES,
    *receivers.DECISION_RULES,
    *receivers.REPORT_RULES,
    *places.PLACE_RULES,
}


def test_every_rule_is_tried_both_ways_and_says_its_clause() -> None:
    assert {row[0] for row in SPEAKS} == {row[0] for row in SILENT} == ALL
    assert all("Nghị định 30/2020/NĐ-CP" in rule.text for rule in ALL)


@pytest.mark.parametrize("rule", sorted(ALL, key=attrgetter("code")))
def test_no_rule_stumbles_over_a_record_with_nothing_in_it(rule: Rule) -> None:
    assert violations_of(rule, {}) == []
    assert (
        violations_of(rule, {"signer": None, "organ": None, "recipients": [None], "awards": [{}]})
        == []
    )


def test_a_missing_authority_stops_the_document_as_any_missing_value_does() -> None:
    assert (signature.missing_authority.code, signature.missing_authority.severity) == (
        "required",
        "error",
    )


def test_the_last_article_is_the_third_whenever_money_is_given() -> None:
    people = {"individuals": [{"full_name": "Nguyễn Văn A"}]}
    assert receivers.last_article({"awards": [{**people, "bonus": "statutory"}]}) == 3
    assert receivers.last_article({"awards": [{**people, "bonus": {"individual": 450_000}}]}) == 3
    assert receivers.last_article({"awards": [{**people, "bonus": {"individual": None}}]}) == 2
    # A sum for households is nobody's where only individuals are named.
    assert receivers.last_article({"awards": [{**people, "bonus": {"household": 5}}]}) == 2


def test_every_province_that_is_no_more_has_one_that_is() -> None:
    provinces = reference.load().provinces
    gone = [unit for unit in provinces.units if unit.end]
    assert len(gone) == 30  # 29 merged, and Thừa Thiên Huế
    after = date(2025, 7, 1)
    for unit in gone:
        new = provinces.successor(unit.name, after)
        assert new is not None and new.exists(after)
    assert len(provinces.on(after)) == 34
    assert len(provinces.on(date(2024, 12, 31))) == len(provinces.on(date(2025, 6, 30))) == 63
