"""What every document has around its text: letterhead, marks, recipients, properties, whatever its type."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import documents
from service.schema import verification

KIND = documents.get("commendation-decision")

RECORD: dict[str, Any] = {
    "organ": {"organ_name": "Sở Ngoại vụ", "parent_name": "UBND tỉnh Hà Tĩnh", "code": "SNgV"},
    "code_number": 5,
    "subject": "Tặng Giấy khen",
    "recipients": ["- Như Điều 2;", None, "Sở Nội vụ."],
    "archive": {"units": ["VP", None], "copies": 2},
    "drafter_code": "pl",
    "issued_amount": 30,
    "priority": "hoa_toc",
    "circulation": "luu_hanh_noi_bo",
    "place": "Hà Tĩnh",
    "issued_date": date(2020, 7, 1),
    "signer": {
        "capacity": "KT",
        "authority": "Giám đốc",
        "position": "Phó Giám đốc",
        "other_title": "Trưởng cụm",
        "full_name": "Lê A",
    },
}


def test_the_sheet_prints_each_value_as_the_decree_wants_it() -> None:
    told = KIND.issued_sheet(RECORD)
    wanted = {
        "organ": {"organ_name": "SỞ NGOẠI VỤ", "parent_name": "UBND TỈNH HÀ TĨNH"},
        "code_number": "05",
        "code_notation": "QĐ-SNgV",
        "priority": "HỎA TỐC",
        "circulation": "LƯU HÀNH NỘI BỘ",
        "recipients": ["Như Điều 2", "Sở Nội vụ"],
        "archive": "VT, VP (02)",
        "drafter": "PL.(30)",
        "place": "Hà Tĩnh",
        "issued_date": "ngày 01 tháng 7 năm 2020",
        "signer": {
            "lines": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
            "other_title": "TRƯỞNG CỤM",
            "full_name": "Lê A",
        },
    }
    assert {name: told[name] for name in wanted} == wanted


def test_what_is_not_given_leaves_nothing_or_a_blank_for_the_pen() -> None:
    bare = {name: RECORD[name] for name in ("organ", "subject", "place")}
    bare |= {"signer": {"position": "Giám đốc", "full_name": "Lê A"}}
    told = KIND.issued_sheet(bare | {"organ": {"organ_name": "Sở A", "code": "SA"}})
    assert told["organ"] == {"organ_name": "SỞ A", "parent_name": ""}
    assert [told[name] for name in ("priority", "circulation", "drafter")] == ["", "", ""]
    assert (told["recipients"], told["archive"]) == ([], "VT")
    assert told["code_number"].strip("\u00a0") == ""
    assert told["issued_date"].replace("\u00a0", "") == "ngàythángnăm"
    assert told["signer"] == {"lines": ["GIÁM ĐỐC"], "other_title": "", "full_name": "Lê A"}


def test_a_notation_that_was_typed_is_kept() -> None:
    assert KIND.notation(RECORD) == "QĐ-SNgV"
    assert KIND.notation(RECORD | {"code_notation": "QĐ-UBND"}) == "QĐ-UBND"


def test_document_systems_read_the_names_of_phu_luc_vi() -> None:
    assert KIND.properties(RECORD) == {
        "OrganName": "Sở Ngoại vụ",
        "CodeNumber": "05",
        "CodeNotation": "QĐ-SNgV",
        "IssuedDate": "2020-07-01",
        "Subject": "Tặng Giấy khen",
        "TypeName": "Quyết định",
        "Position": "Phó Giám đốc",
        "FullName": "Lê A",
        "Priority": "Hỏa tốc",
    }
    parsed = {**RECORD, "code_number": None, "issued_date": None, "priority": None}
    told = KIND.properties(parsed)
    assert [told[name] for name in ("CodeNumber", "IssuedDate", "Priority")] == ["", "", ""]


@pytest.mark.parametrize(
    ("slug", "title", "type_name", "abbreviation"),
    [
        ("summary-report", "Báo cáo tổng kết, sơ kết", "Báo cáo", "BC"),
        ("commendation-decision", "Quyết định khen thưởng", "Quyết định", "QĐ"),
        ("conference-minutes", "Biên bản hội nghị", "Biên bản", "BB"),
    ],
)
def test_a_type_is_called_as_the_contract_calls_it(
    slug: str, title: str, type_name: str, abbreviation: str
) -> None:
    kind = documents.get(slug)
    assert (kind.slug, kind.title) == (slug, title)
    assert (kind.type_name, kind.abbreviation) == (type_name, abbreviation)


def test_a_capacity_typed_into_the_position_need_not_be_printed_twice() -> None:
    record = {"signer": {"capacity": "Q", "position": "Quyền Giám đốc", "full_name": "Lê A"}}
    shown = "Q. GIÁM ĐỐC Lê A"
    assert verification.lost(KIND.schema, record, shown) == []
    assert verification.lost(KIND.schema, record, shown.lower()) == [
        "/signer/position",
        "/signer/full_name",
    ]
