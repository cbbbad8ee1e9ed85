"""What every document has around its text: letterhead, marks, recipients, properties, whatever its type."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import documents
from service.documents.blocks import letterhead as blocks
from service.documents.blocks.annexes import annex_name, annexed_to
from service.documents.blocks.letterhead_columns import widened_by
from service.schema.parts import Archive, Signer
from service.schema.printing import printed_part

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


def letterhead(record: dict[str, Any]) -> dict[str, Any]:
    return blocks.issued_letterhead(KIND, record, KIND.printed(record))


def signer_lines(signer: dict[str, str]) -> list[str]:
    return blocks.signer_lines(signer.get("capacity"), printed_part(Signer(), signer))


def archive(units: list[str | None], copies: int | None, always: str = "") -> str:
    return blocks.archive(printed_part(Archive(), {"units": units, "copies": copies}), always)


def test_the_letterhead_prints_each_value_as_the_decree_wants_it() -> None:
    context = letterhead(RECORD)
    wanted = {
        "organ": {
            "organ_name": "SỞ NGOẠI VỤ",
            "parent_name": "UBND TỈNH HÀ TĨNH",
            "widened_by": 0,
        },
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
    assert {name: context[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("name", "place", "least", "most"),
    [
        ("SỞ NGOẠI VỤ", "Hà Tĩnh", 0, 0),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Hà Tĩnh", 280, 400),
        ("SỞ\nLAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Hà Tĩnh", 0, 0),
        ("ĐOÀN KINH TẾ - QUỐC PHÒNG 4", "Hà Tĩnh", 450, 600),
        # No wider column tears less of these beside Quốc hiệu, and of the next beside a long place: it is left as it is.
        ("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Hà Tĩnh", 0, 0),
        ("TRUNG TÂM KỸ THUẬT TIÊU CHUẨN - ĐO LƯỜNG - CHẤT LƯỢNG", "Hà Tĩnh", 0, 0),
        ("ĐOÀN KINH TẾ - QUỐC PHÒNG 4", "Thành phố Hồ Chí Minh", 0, 0),
    ],
)
def test_the_left_column_is_widened_for_a_name_that_would_be_torn_at_its_dash(
    name: str, place: str, least: int, most: int
) -> None:
    dated = f"{place}, ngày 29 tháng 12 năm 2026"
    assert least <= widened_by(name, "", dated) <= most


def test_the_left_column_is_widened_for_the_superior_organ_too() -> None:
    name = "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"
    assert 0 < widened_by("PHÒNG NỘI VỤ", name, "") < widened_by(name, "", "")


def test_what_is_not_given_leaves_nothing_or_a_blank_for_the_pen() -> None:
    bare = {name: RECORD[name] for name in ("organ", "subject", "place")}
    bare |= {"signer": {"position": "Giám đốc", "full_name": "Lê A"}}
    context = letterhead(bare | {"organ": {"organ_name": "Sở A", "code": "SA"}})
    assert context["organ"] == {"organ_name": "SỞ A", "parent_name": "", "widened_by": 0}
    assert [context[name] for name in ("priority", "circulation", "drafter")] == ["", "", ""]
    assert (context["recipients"], context["archive"]) == ([], "VT")
    assert context["code_number"].strip("\u00a0") == ""
    assert context["issued_date"].replace("\u00a0", "") == "ngàythángnăm"
    assert context["signer"] == {"lines": ["GIÁM ĐỐC"], "other_title": "", "full_name": "Lê A"}


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
    context = KIND.properties(parsed)
    assert [context[name] for name in ("CodeNumber", "IssuedDate", "Priority")] == ["", "", ""]


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
    document_type = documents.get(slug)
    assert (document_type.slug, document_type.title) == (slug, title)
    assert (document_type.type_name, document_type.abbreviation) == (type_name, abbreviation)


def test_a_capacity_typed_into_the_position_need_not_be_printed_twice() -> None:
    record = {"signer": {"capacity": "Q", "position": "Quyền Giám đốc", "full_name": "Lê A"}}
    shown = "Q. GIÁM ĐỐC Lê A"
    assert KIND.lost(record, shown) == []
    assert KIND.lost(record, shown.lower()) == [
        "/signer/position",
        "/signer/full_name",
    ]


def test_a_head_signs_under_the_position_alone() -> None:
    assert signer_lines({"position": "Giám đốc"}) == ["GIÁM ĐỐC"]


def test_a_deputy_signs_for_the_head() -> None:
    signer = {"capacity": "KT", "authority": "Giám đốc", "position": "Phó Giám đốc"}
    assert signer_lines(signer) == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


@pytest.mark.parametrize("behalf", ["Ủy ban nhân dân", "TM. Ủy ban nhân dân", "tm.Ủy ban nhân dân"])
def test_tm_stands_above_all_and_is_not_doubled(behalf: str) -> None:
    signer = {
        "on_behalf_of": behalf,
        "capacity": "KT",
        "authority": "Chủ tịch",
        "position": "Phó Chủ tịch",
    }
    assert signer_lines(signer) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_tm_as_a_capacity_names_the_collective_above_the_position() -> None:
    signer = {"capacity": "TM", "authority": "Ủy ban nhân dân", "position": "Chủ tịch"}
    assert signer_lines(signer) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]


def test_q_stands_before_the_position_itself() -> None:
    assert signer_lines({"capacity": "Q", "position": "Giám đốc"}) == ["Q. GIÁM ĐỐC"]
    signer = {"on_behalf_of": "Ủy ban nhân dân", "capacity": "Q", "position": "Chủ tịch"}
    assert signer_lines(signer) == ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]


def test_tl_and_tuq_stand_before_the_head() -> None:
    for capacity in ("TL", "TUQ"):
        signer = {"capacity": capacity, "authority": "Giám đốc", "position": "Chánh Văn phòng"}
        assert signer_lines(signer) == [f"{capacity}. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        ({"capacity": "TM", "authority": "TM. Ủy ban nhân dân", "position": "Chủ tịch"}, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        ({"capacity": "KT", "authority": "kt giám đốc", "position": "Phó Giám đốc"}, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ({"capacity": "Q", "position": "Quyền Giám đốc"}, ["Q. GIÁM ĐỐC"]),
        ({"capacity": "Q", "position": "Q. Giám đốc"}, ["Q. GIÁM ĐỐC"]),
        ({"capacity": "TUQ", "authority": "TUQ. Chủ tịch", "position": "Giám đốc"}, ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC"]),
        ({"position": "Tổ trưởng"}, ["TỔ TRƯỞNG"]),
        ({"capacity": "TL", "authority": "Giám đốc", "position": "Trưởng phòng"}, ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
    ],
)  # fmt: skip
def test_a_capacity_typed_by_hand_is_not_doubled(signer: dict[str, str], lines: list[str]) -> None:
    assert signer_lines(signer) == lines


def test_the_archive_line_names_the_office_first_then_the_units_then_the_copies() -> None:
    assert archive(["VP"], 2) == "VT, VP (02)"
    assert archive(["VP", None, "TCCB"], None) == "VT, VP, TCCB"
    assert archive([], 12) == "VT (12)"
    assert archive([], None) == "VT"


def test_minutes_are_kept_with_the_file_unless_a_unit_is_named() -> None:
    assert archive([], None, always="Hồ sơ") == "VT, Hồ sơ"
    assert archive(["VP"], None, always="Hồ sơ") == "VT, VP"


def test_the_drafter_stands_before_the_number_of_copies() -> None:
    def drafter(code: str | None, amount: int | None) -> str:
        return blocks.drafter(KIND.printed({"drafter_code": code, "issued_amount": amount}))

    assert drafter("PL", 300) == "PL.(300)"
    assert drafter("pl.", None) == "PL."
    assert drafter(None, 300) == "(300)"
    assert drafter(None, None) == ""


def test_a_single_annex_has_no_number_and_several_have_roman_ones() -> None:
    assert annex_name(0, 1) == "Phụ lục"
    assert [annex_name(place, 4) for place in (0, 3)] == ["Phụ lục I", "Phụ lục IV"]


def test_an_annex_refers_to_the_document_it_belongs_to() -> None:
    assert annexed_to(KIND, RECORD, KIND.printed(RECORD), "Giám đốc Sở") == (
        "(Kèm theo Quyết định số 05/QĐ-SNgV ngày 01 tháng 7 năm 2020 của Giám đốc Sở)"
    )


def test_an_electronic_document_leaves_number_and_date_of_the_reference_blank() -> None:
    electronic = RECORD | {"medium": "electronic"}
    text = annexed_to(KIND, electronic, KIND.printed(electronic), "Giám đốc Sở")
    assert "05" not in text and "2020" not in text
    assert text.replace("\u00a0", "") == (
        "(Kèm theo Quyết định số /QĐ-SNgV ngàythángnăm của Giám đốc Sở)"
    )
