"""Parts and whole inputs: what is reported, where, in which words; and what a document must show."""

from __future__ import annotations

from typing import Any

import pytest

from service import documents, reference
from service.errors import Violation
from service.language import vietnamese
from service.schema import loading, verification
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Integer, Text
from service.schema.loading import PartSchema
from service.schema.parts import Archive, DocumentSchema, IssuedDocumentSchema, Person, Signer
from service.schema.printing import printed_part
from tests import reviewed

SCHEMA = IssuedDocumentSchema()

SOUND: dict[str, Any] = {
    "organ": {"organ_name": "Sở Ngoại vụ", "code": "SNgV"},
    "place": "Hà Tĩnh",
    "subject": "Tổng kết",
    "signer": {"position": "Giám đốc", "full_name": "Nguyễn Văn A"},
}


def violations(data: Any, schema: PartSchema = SCHEMA) -> list[Violation]:
    return reviewed.load(schema, data)[1]


def codes(data: Any, schema: PartSchema = SCHEMA) -> dict[str, str]:
    return {violation.pointer: violation.code for violation in violations(data, schema)}


def with_value(pointer: str, value: Any) -> dict[str, Any]:
    """The sound input with one value changed, "/signer/capacity" for instance."""
    *parts, last = pointer.strip("/").split("/")
    whole = {key: dict(value) if isinstance(value, dict) else value for key, value in SOUND.items()}
    node = whole
    for part in parts:
        node = node.setdefault(part, {})
    node[last] = value
    return whole


# --- what an input may hold --------------------------------------------------------------------


def test_a_sound_input_has_no_violation() -> None:
    record, found = reviewed.load(SCHEMA, SOUND)
    assert found == []
    assert record["recipients"] == [] and record["archive"] is None
    assert record["medium"] == "paper"
    assert record["code_number"] is None and record["issued_date"] is None


def test_a_missing_part_gives_one_violation_for_every_required_value_in_it() -> None:
    assert codes({}) == {
        "/organ/organ_name": "required",
        "/organ/code": "required",
        "/subject": "required",
        "/place": "required",
        "/signer/position": "required",
        "/signer/full_name": "required",
    }


def test_a_null_part_is_a_missing_part() -> None:
    assert set(codes({**SOUND, "organ": None})) == {"/organ/organ_name", "/organ/code"}
    assert codes({**SOUND, "archive": None}) == {}


def test_every_violation_names_the_vietnamese_label_of_its_field() -> None:
    reported = {violation.pointer: violation for violation in violations({})}
    assert reported["/organ/code"].field == "Chữ viết tắt tên cơ quan"
    assert (
        reported["/signer/full_name"].message == "Chưa có “Họ và tên người ký”; hãy nhập mục này."
    )


def test_all_violations_come_at_once_in_the_order_of_the_form() -> None:
    found = violations(
        {"organ": {"code": "S N"}, "subject": 5, "place": "", "zzz": 1, "issued_date": "x"}
    )
    assert [(violation.pointer, violation.code) for violation in found] == [
        ("/organ/organ_name", "required"),
        ("/organ/code", "wrong_form"),
        ("/subject", "not_text"),
        ("/place", "required"),
        ("/issued_date", "not_date"),
        ("/signer/position", "required"),
        ("/signer/full_name", "required"),
        ("/zzz", "unknown_field"),
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("organName", "organ"),
        ("subjct", "subject"),
        ("issuedDate", "issued_date"),
        ("code-number", "code_number"),
        ("reciepients", "recipients"),
    ],
)
def test_an_unknown_field_is_an_error_with_the_nearest_known_name(typed: str, meant: str) -> None:
    (violation,) = violations({**SOUND, typed: "x"})
    assert (violation.pointer, violation.code, violation.severity) == (
        f"/{typed}",
        "unknown_field",
        "error",
    )
    if meant != "organ":
        assert violation.suggestion == meant
        assert f"“{meant}”" in violation.message


def test_an_unknown_field_inside_a_part_is_judged_by_the_names_of_that_part() -> None:
    (violation,) = violations({**SOUND, "organ": {**SOUND["organ"], "organName": "x"}})
    assert (violation.pointer, violation.suggestion) == ("/organ/organName", "organ_name")


def test_an_unknown_field_that_is_like_nothing_is_to_be_removed() -> None:
    (violation,) = violations({**SOUND, "xyzzy": 1})
    assert violation.suggestion is None
    assert "hãy bỏ" in violation.message


@pytest.mark.parametrize("name", ["_schema", "", "a/b", "~", "0", "\ud800", "<script>", "x" * 100])
def test_no_name_whatever_passes_unnoticed(name: str) -> None:
    (violation,) = violations({**SOUND, name: 1})
    assert violation.code == "unknown_field"
    assert violation.pointer == "/" + name.replace("~", "~0").replace("/", "~1")
    assert "<script>" not in violation.message and len(violation.message) < 200


@pytest.mark.parametrize("data", [None, [], "x", 5, True, [SOUND]])
def test_what_is_no_group_of_values_is_one_violation_at_the_top(data: Any) -> None:
    (violation,) = violations(data)
    assert (violation.pointer, violation.code, violation.field) == ("", "not_part", "Dữ liệu")


@pytest.mark.parametrize("value", ["x", 5, [], True])
def test_what_stands_for_a_part_and_is_none_is_refused_by_its_label(value: Any) -> None:
    (violation,) = violations({**SOUND, "signer": value})
    assert (violation.pointer, violation.code, violation.field) == (
        "/signer",
        "not_part",
        "Người ký",
    )


def test_a_violation_never_repeats_a_personal_value() -> None:
    secret = "Nguyễn Thị Bí Mật"
    for pointer in ("/organ/code", "/signer/capacity", "/issued_date", "/code_number", "/medium"):
        (violation,) = violations(with_value(pointer, secret))
        assert secret not in violation.message
        assert secret not in violation.field


def test_a_hundred_thousand_unknown_names_are_reported_with_few_searches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches = 0
    nearest = vietnamese.nearest

    def counted(*asked: Any, **more: Any) -> Any:
        nonlocal searches
        searches += 1
        return nearest(*asked, **more)

    monkeypatch.setattr(vietnamese, "nearest", counted)
    found = violations({**SOUND, **{f"organ_n{number}": 1 for number in range(100_000)}})
    assert len(found) == 200
    assert searches <= 200


class Row(PartSchema):
    name = Text("Tên", "Tên.", "A", required=True, longest=10)
    count = Integer("Số", "Số.", 1, least=1, printed=None)


class Listed(PartSchema):
    rows = Parts(Row, "Các dòng", "Mỗi dòng một người.", at_least=1)
    notes = Values(Text("Ghi chú", "Mỗi dòng một ý.", "a", longest=20))
    person = Part(Person, "Người", "Một người.")


LISTED = Listed()


def test_a_faulty_row_keeps_its_place_and_the_other_rows_their_pointers() -> None:
    data = {"rows": [{"name": "A"}, {"name": 5, "count": 2}, "x", {"name": "D", "nme": 1}]}
    record, found = reviewed.load(LISTED, data)
    assert {violation.pointer: violation.code for violation in found} == {
        "/rows/1/name": "not_text",
        "/rows/2": "not_part",
        "/rows/3/nme": "unknown_field",
    }
    assert [row.get("name") for row in record["rows"]] == ["A", None, None, "D"]


@pytest.mark.parametrize("rows", [[], {}, "x", None])
def test_a_list_that_is_short_or_none_is_one_violation(rows: Any) -> None:
    (violation,) = violations({"rows": rows}, LISTED)
    assert violation.pointer == "/rows"
    assert violation.code in ("too_few", "not_list")


def test_an_omitted_list_is_empty() -> None:
    record, found = reviewed.load(LISTED, {"rows": [{"name": "A"}]})
    assert found == [] and record["notes"] == []


@pytest.mark.parametrize(
    ("pointer", "label"),
    [
        ("/organ/organ_name", "Tên cơ quan ban hành"),
        ("/recipients/3", "Nơi nhận"),
        ("/archive/units/0", "Đơn vị lưu"),
        ("/signer", "Người ký"),
        ("", "Dữ liệu"),
        ("/no/such/0/thing", "Dữ liệu"),
        ("/organ/organ_name/too/deep", "Dữ liệu"),
    ],
)
def test_every_pointer_has_a_label(pointer: str, label: str) -> None:
    assert loading.label(SCHEMA, pointer) == label


@pytest.mark.parametrize("code", ["SNgV", "CTĐ3", "UBND-VP", "X", "BCĐ-2025"])
def test_an_organ_code_is_letters_and_digits_in_groups(code: str) -> None:
    assert codes(with_value("/organ/code", code)) == {}


@pytest.mark.parametrize(
    "code", ["S NgV", "SNgV-", "-SNgV", "A--B", "A/B", "A_B", "A.B", "A\u200bB C"]
)
def test_an_organ_code_of_another_form_is_refused_with_an_example(code: str) -> None:
    (violation,) = violations(with_value("/organ/code", code))
    assert violation.code == "wrong_form" and "SNgV" in violation.message


@pytest.mark.parametrize(
    ("pointer", "longest"),
    [
        ("/organ/organ_name", 200),
        ("/organ/parent_name", 200),
        ("/organ/code", 20),
        ("/code_notation", 30),
        ("/place", 100),
        ("/subject", 500),
        ("/signer/on_behalf_of", 100),
        ("/signer/authority", 100),
        ("/signer/position", 100),
        ("/signer/other_title", 100),
        ("/signer/full_name", 50),
        ("/drafter_code", 10),
    ],
)
def test_texts_are_as_long_as_the_contract_says(pointer: str, longest: int) -> None:
    assert codes(with_value(pointer, "x" * longest)) == {}
    assert codes(with_value(pointer, "x" * (longest + 1))) == {pointer: "too_long"}


@pytest.mark.parametrize(
    ("pointer", "sound", "unsound"),
    [
        ("/code_number", [1, "015", None, 999], [0, -1, "abc", 1.5, True]),
        ("/archive/copies", [1, 99, None], [0, 100, "2"]),
        ("/issued_amount", [1, 999, None], [0, 1000, "300"]),
        ("/priority", ["hoa_toc", "thuong_khan", "khan", None], ["HỎA TỐC", "x", 1]),
        ("/circulation", ["xem_xong_tra_lai", "luu_hanh_noi_bo", None], ["x"]),
        ("/medium", ["paper", "electronic", None], ["giấy"]),
        ("/signer/capacity", ["TM", "KT", "TL", "TUQ", "Q", None], ["KT.", "kt"]),
        ("/issued_date", ["2020-07-01", None], ["01/07/2020", 20200701]),
    ],
)
def test_values_are_those_of_the_contract(
    pointer: str, sound: list[Any], unsound: list[Any]
) -> None:
    for value in sound:
        assert codes(with_value(pointer, value)) == {}, value
    for value in unsound:
        assert list(codes(with_value(pointer, value))) == [pointer], value


def test_the_parts_know_exactly_the_names_of_the_contract() -> None:
    assert set(Signer().fields) == {
        "on_behalf_of",
        "capacity",
        "authority",
        "position",
        "other_title",
        "full_name",
    }
    assert set(Archive().fields) == {"units", "copies"}
    assert set(Person().fields) == {"honorific", "full_name", "position", "organ_name"}
    common = {"organ", "code_number", "code_notation", "subject", "recipients", "archive"}
    common |= {"drafter_code", "issued_amount", "priority", "circulation", "medium", "layout"}
    assert set(DocumentSchema().fields) == common
    assert set(IssuedDocumentSchema().fields) == common | {"place", "issued_date", "signer"}


# --- before the schema ---------------------------------------------------------------------------


def screened(data: Any, rows: int = 5_000, paragraph: int = 20_000) -> list[Violation]:
    return reviewed.screened(SCHEMA, data, max_rows=rows, max_paragraph=paragraph)


def test_a_list_may_hold_exactly_as_many_rows_as_the_limit() -> None:
    assert screened({"recipients": ["x"] * 5_000}) == []
    (violation,) = screened({"recipients": ["x"] * 5_001})
    assert (violation.pointer, violation.code, violation.severity) == (
        "/recipients",
        "too_many_rows",
        "error",
    )
    assert violation.field == "Nơi nhận"
    assert "5001" in violation.message and "5000" in violation.message


def test_a_paragraph_may_hold_exactly_as_many_characters_as_the_limit() -> None:
    schema, limits = (
        documents.get("summary-report").schema,
        {"max_rows": 9, "max_paragraph": 20_000},
    )
    assert reviewed.screened(schema, {"opening": ["x" * 20_000]}, **limits) == []
    (violation,) = reviewed.screened(schema, {"opening": ["a", "x" * 20_001]}, **limits)
    assert (violation.pointer, violation.code) == ("/opening/1", "too_long")
    assert "20001" in violation.message and "20000" in violation.message


def test_a_text_with_a_stricter_limit_of_its_own_is_complained_of_once() -> None:
    found = (
        documents.get("summary-report")
        .review({"subject": "x" * 20_001}, reference.load())
        .violations
    )
    reported = [violation.message for violation in found if violation.pointer == "/subject"]
    assert len(reported) == 1 and "500" in reported[0]


def test_a_removed_character_is_a_warning_that_names_it() -> None:
    (violation,) = screened({"subject": "Hà\u200b Tĩnh\u00ad"})
    assert (violation.pointer, violation.code, violation.severity) == (
        "/subject",
        "invisible_removed",
        "warning",
    )
    assert "U+200B" in violation.message and "U+00AD" in violation.message
    assert "Tĩnh" not in violation.message


def test_an_emoji_is_no_reason_for_a_warning() -> None:
    assert screened({"subject": "👨\u200d👩\u200d👧 🇻🇳 ❤\ufe0f 👍🏽"}) == []


def test_what_is_found_comes_in_the_order_in_which_it_was_sent() -> None:
    data = {"subject": "a\u200b", "recipients": ["b\u200b", "c\u200b"], "place": "d\u200b"}
    found = [violation.pointer for violation in screened(data)]
    assert found == ["/subject", "/recipients/0", "/recipients/1", "/place"]


@pytest.mark.parametrize(
    "data", [None, 5, "x\u200b", [], {}, {"a": {"b": [[["\u200b"]]]}}, {"": "\u200b"}]
)
def test_anything_may_be_screened(data: Any) -> None:
    assert all(violation.code == "invisible_removed" for violation in screened(data))


# --- what a document must show -------------------------------------------------------------------


def shown(record: dict[str, Any], text: str, schema: PartSchema = LISTED) -> list[str]:
    return verification.lost(printed_part(schema, record), text)


THREE = {"rows": [{"name": "Lan"}, {"name": "Mai"}, {"name": "Cúc"}], "notes": [], "person": None}


def test_a_document_that_shows_all_loses_nothing() -> None:
    assert shown(THREE, "1 Lan\n2 Mai\n3 Cúc") == []


def test_a_missing_value_is_noticed() -> None:
    assert shown(THREE, "1 Lan\n3 Cúc") == ["/rows/1/name"]


def test_two_rows_in_the_wrong_order_are_noticed() -> None:
    assert shown(THREE, "Lan\nCúc\nMai") != []


def test_a_row_left_out_is_noticed_though_its_values_stand_before() -> None:
    assert shown(THREE, "Tặng Cúc\nLan\nMai") == ["/rows/2/name"]


def test_the_same_value_in_two_rows_must_stand_twice() -> None:
    twice = {**THREE, "rows": [{"name": "Lan"}, {"name": "Lan"}]}
    assert shown(twice, "Lan") == ["/rows/1/name"]
    assert shown(twice, "Lan, Lan") == []


def test_the_lines_of_a_list_keep_their_order_too() -> None:
    noted = {**THREE, "notes": ["một", None, "hai"]}
    assert shown(noted, "Lan Mai Cúc một hai") == []
    assert shown(noted, "Lan Mai Cúc hai một") == ["/notes/2"]


def test_a_value_that_is_not_printed_is_not_looked_for() -> None:
    assert shown({**THREE, "rows": [{"name": "Lan", "count": 77}]}, "Lan") == []


def test_a_value_is_looked_for_in_its_printed_form() -> None:
    record, _ = reviewed.load(
        SCHEMA,
        {
            **SOUND,
            "code_number": 5,
            "issued_date": "2020-02-01",
            "priority": "hoa_toc",
            "signer": {**SOUND["signer"], "on_behalf_of": "TM. Ủy ban nhân dân"},
        },
    )
    text = (
        "SỞ NGOẠI VỤ\nSố: 05/BC-SNgV\nHà Tĩnh, ngày 01 tháng 02 năm 2020\nTổng kết\nHỎA TỐC\n"
        "TM. ỦY BAN NHÂN DÂN\nGIÁM ĐỐC\nNguyễn Văn A"
    )
    assert shown(record, text, SCHEMA) == []
    assert shown(record, text.replace("05", "5"), SCHEMA) == ["/code_number"]
    assert shown(record, text.replace("SỞ", "Sở"), SCHEMA) == ["/organ/organ_name"]
    assert shown(record, text.replace("tháng 02", "tháng 2"), SCHEMA) == ["/issued_date"]
    assert shown(record, text.replace("TM. ỦY BAN NHÂN DÂN\n", ""), SCHEMA) == [
        "/signer/on_behalf_of"
    ]


@pytest.mark.parametrize("capacity", [None, "Q"])
def test_an_authority_without_its_capacity_is_not_printed_and_so_not_lost(
    capacity: str | None,
) -> None:
    """It is a warning; a warning never stops a document (contract §6)."""
    record, found = reviewed.load(
        SCHEMA,
        {**SOUND, "signer": {**SOUND["signer"], "capacity": capacity, "authority": "Chủ tịch"}},
    )
    assert found == []
    text = "SỞ NGOẠI VỤ Hà Tĩnh Tổng kết GIÁM ĐỐC Nguyễn Văn A"
    assert shown(record, text, SCHEMA) == []
    signed = {**record, "signer": {**record["signer"], "capacity": "KT"}}
    assert shown(signed, text, SCHEMA) == ["/signer/authority"]
    assert shown(signed, text + " KT. CHỦ TỊCH", SCHEMA) == []
