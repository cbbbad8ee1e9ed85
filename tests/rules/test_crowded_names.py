"""More than a name in the cell of a name is asked about; names that only look odd are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from service.rules import crowded_names
from tests.reviewed import violations_of


def people(*names: str) -> dict[str, Any]:
    return {"awards": [{"individuals": [{"full_name": name} for name in names]}]}


def units(*names: str) -> dict[str, Any]:
    return {"awards": [{"collectives": [{"name": name} for name in names]}]}


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An (SĐT 0912345678)",
        "Nguyễn Văn An\n0912.345.678",
        "Nguyễn Văn An - 1985",
        "Nguyễn Văn An 1985",
        "Nguyễn Văn An, sinh năm 1985",
        "1. Nguyễn Văn An (1985)",
        "Nguyễn Văn An (10A1)",
        "Nguyễn Văn An an@x.vn",
        "an@x.vn",
        "Ông Nguyễn Văn An (nam)",
        "Trần Thị Bình - Nữ",
        "Nguyễn Văn An (Phòng Tài chính)",
        "Nguyễn Văn An - Trường Tiểu học số Một",
        "Nguyễn Văn An (đã nghỉ hưu)",
        "Nguyễn Văn An; dân tộc Kinh",
    ],
)
def test_what_stands_beside_a_persons_name_is_asked_about(name: str) -> None:
    (found,) = violations_of(crowded_names.more_than_name, people("Lê An", name))
    assert (found.pointer, found.suggestion) == ("/awards/0/individuals/1/full_name", None)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn An", "NGUYỄN VĂN AN", "Nguyễn văn An", "Lê Thị Hoa 2", "Lê Thị Hoa (1)", "Y-Moan Ê-ban", "Lê Thị H'Hen",
        "Nguyễn Văn An (tức Bảy Sơn)", "Nguyễn Văn An (Bảy Sơn)", "Lê Thị Hoa (A)", "Nguyễn Văn An (truy tặng)",
        "Nguyễn Văn An (vợ Lê Thị Hoa)", "Nguyễn Văn An, Trần Thị Bình", "Trần Thị Bình - Chuyên viên",
        "Trần Thị Bình (kế toán)", "Đ/c Lê An", "PGS.TS. Nguyễn Văn An", "Tổ 5", "0912345678", "Phòng An (mới thành lập)",
    ],
)  # fmt: skip
def test_names_and_what_other_rules_speak_of_are_left_alone(name: str) -> None:
    assert violations_of(crowded_names.more_than_name, people(name)) == []


def test_beside_a_units_name_only_a_telephone_or_an_address_is_asked_about() -> None:
    names = ("Trường A (ĐT 02333)", "Phòng B - 0912 345 678", "Tổ C c@x.vn", "Trường số 123", "Lớp 10A1 (2025)", "0912345678")  # fmt: skip
    found = violations_of(crowded_names.more_than_name, units(*names))
    assert [one.pointer for one in found] == [f"/awards/0/collectives/{n}/name" for n in range(3)]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("1. Nguyễn Văn An", "Nguyễn Văn An"),
        ("1 Nguyễn Văn An", "Nguyễn Văn An"),
        ("12Nguyễn Văn An", "Nguyễn Văn An"),
        ("A. Nguyễn Văn An", "Nguyễn Văn An"),
        ("I. Ông Nguyễn Văn An", "Ông Nguyễn Văn An"),
        ("✓ Nguyễn Văn An", "Nguyễn Văn An"),
        ("*Nguyễn Văn An", "Nguyễn Văn An"),
        ("- An", "An"),
        ("(Nguyễn) An", ""),
        ("1/5 Nguyễn Trãi", ""),
        ("12B Nguyễn An", ""),
        ("J. Smith Jones", ""),
        ("Đ/c Lê An", ""),
        ("1", ""),
    ],
)
def test_a_number_before_a_persons_name_is_to_be_taken_off(name: str, bare: str) -> None:
    found = violations_of(crowded_names.number_before_name, people(name))
    assert [one.suggestion for one in found] == ([bare] if bare else [])


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("1. Phòng A", "Phòng A"),
        ("1/Phòng A", "Phòng A"),
        ("2-Tổ 5", "Tổ 5"),
        ("1/5 Phường An", ""),
        ("7-Eleven An", ""),
        ("3 Phòng A", ""),
        ("Tổ 1", ""),
    ],
)
def test_a_number_before_a_units_name_is_to_be_taken_off(name: str, bare: str) -> None:
    found = violations_of(crowded_names.number_before_name, units(name))
    assert [one.suggestion for one in found] == ([bare] if bare else [])


def test_every_rule_is_in_the_list_of_its_kind() -> None:
    assert {rule.code for rule in crowded_names.CROWDED_NAME_RULES} == {
        "number_before_name",
        "more_than_name",
    }
