"""The commendation decision against contract §3 and Mẫu 1.2, 2.1."""

from __future__ import annotations

import re
from typing import Any

import pytest

from service import documents
from service.language import vietnamese
from service.rules.numbering import too_many_awards
from tests import laid_tables
from tests.documents import inputs

SLUG = "commendation-decision"
KIND = documents.get(SLUG)


def one(**award: Any) -> dict[str, Any]:
    """A decision with one award to one person, and whatever is given besides."""
    data = inputs.sample(SLUG, "minimal")
    data["awards"][0].update(award)
    return data


def people(count: int) -> list[dict[str, Any]]:
    return [{"full_name": f"Nguyễn Văn {letter}"} for letter in "ABCDEGHIKLMN"[:count]]


def filled(data: dict[str, Any]) -> dict[str, Any]:
    return inputs.context(SLUG, data)


def article(data: dict[str, Any], number: int) -> str:
    """An article as one text, its lines below each other."""
    found = filled(data)["articles"][number - 1]
    assert found["number"] == number
    return "\n".join([found["text"], *(line["text"] for line in found["lines"])])


# --- title and bases -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Tặng Giấy khen", "Về việc tặng Giấy khen"),
        ("Công nhận danh hiệu", "Về việc công nhận danh hiệu"),
        ("Về việc Tặng Giấy khen", "Về việc tặng Giấy khen"),
        ("V/v Khen thưởng", "V/v khen thưởng"),
        ("Hà Tĩnh tặng Giấy khen", "Về việc Hà Tĩnh tặng Giấy khen"),
        ("Về việc tặng Giấy khen", "Về việc tặng Giấy khen"),
        ("VỀ VIỆC tặng Giấy khen", "VỀ VIỆC tặng Giấy khen"),
        ("V/v tặng Giấy khen", "V/v tặng Giấy khen"),
        ("Ban hành Quy chế", "Ban hành Quy chế"),
        ("Phê duyệt danh sách", "Phê duyệt danh sách"),
    ],
)
def test_the_subject_opens_with_ve_viec_unless_it_has_an_opening(typed: str, printed: str) -> None:
    assert filled({**one(), "subject": typed})["subject"] == printed


def test_the_authority_prints_in_capitals() -> None:
    assert filled(one())["issuing_authority"] == "GIÁM ĐỐC SỞ NGOẠI VỤ TỈNH HÀ TĨNH"


def test_every_basis_begins_can_cu_and_the_block_ends_with_a_full_stop() -> None:
    data = {**one(), "legal_bases": ["Luật A", "căn cứ Nghị định B;", "Căn cứ Thông tư C."]}
    assert filled(data)["legal_bases"] == [
        "Căn cứ Luật A;",
        "Căn cứ Nghị định B;",
        "Căn cứ Thông tư C.",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Chánh Văn phòng Sở",
        "Theo đề nghị của Chánh Văn phòng Sở.",
        "theo đề nghị của Chánh Văn phòng Sở",
    ],
)
def test_the_proposal_is_the_last_line_of_the_bases(typed: str) -> None:
    data = {**one(), "legal_bases": ["Luật A"], "proposed_by": typed}
    assert filled(data)["legal_bases"] == ["Căn cứ Luật A;", "Theo đề nghị của Chánh Văn phòng Sở."]


# --- Điều 1 and annexes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("giay_khen", "Tặng Giấy khen của Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh cho 02 cá nhân"),
        ("lao_dong_tien_tien", "Công nhận danh hiệu “Lao động tiên tiến” cho 02 cá nhân"),
        ("chien_si_thi_dua_co_so", "Công nhận danh hiệu “Chiến sĩ thi đua cơ sở” cho 02 cá nhân"),
    ],
)
def test_forms_are_granted_and_titles_are_recognised(form: str, words: str) -> None:
    assert article(one(form=form, individuals=people(2)), 1).startswith(words + " đã có thành tích")


@pytest.mark.parametrize("form", ["tap_the_lao_dong_tien_tien", "tap_the_lao_dong_xuat_sac"])
def test_titles_of_collectives_are_recognised(form: str) -> None:
    data = one(form=form, individuals=[], collectives=[{"name": "Văn phòng"}])
    data["issuing_authority"] = "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh"
    assert article(data, 1).startswith("Công nhận danh hiệu “Tập thể lao động")


def test_another_form_is_called_by_its_own_name() -> None:
    data = one(form="other", form_name="Thư khen")
    assert article(data, 1).startswith("Tặng Thư khen cho ông Nguyễn Văn A, Chuyên viên")
    assert inputs.errors(SLUG, one(form="other")) == {"/awards/0/form_name": "required"}
    assert inputs.errors(SLUG, one(form_name="Thư khen")) == {
        "/awards/0/form_name": "form_name_unused"
    }


def test_up_to_three_recipients_are_named_in_article_1() -> None:
    made = filled(one(individuals=people(3)))
    assert made["annexes"] == []
    assert made["articles"][0]["text"].endswith(", gồm:")
    assert [line["kind"] for line in made["articles"][0]["lines"]] == ["clause"] * 3
    assert [line["text"] for line in made["articles"][0]["lines"]] == [
        "1. Nguyễn Văn A;",
        "2. Nguyễn Văn B;",
        "3. Nguyễn Văn C.",
    ]


def test_from_four_recipients_on_they_stand_in_an_annex_to_which_article_1_points() -> None:
    made = filled(one(individuals=people(4)))
    (annex,) = made["annexes"]
    assert annex["name"] == "Phụ lục"
    assert made["articles"][0]["text"].endswith(" (có Phụ lục kèm theo).")
    assert made["articles"][0]["lines"] == []
    assert [row["name"] for row in laid_tables.rows(annex["groups"][0]["table"])] == [
        f"Nguyễn Văn {letter}" for letter in "ABCD"
    ]
    assert annex["end"] == "./."


def test_the_three_are_counted_over_the_whole_decision() -> None:
    data = one(individuals=people(2))
    data["awards"].append(
        {**data["awards"][0], "individuals": people(2), "achievement": "đã có sáng kiến"}
    )
    assert [annex["name"] for annex in filled(data)["annexes"]] == ["Phụ lục I", "Phụ lục II"]
    data["awards"][1]["individuals"] = people(1)
    assert filled(data)["annexes"] == []


def test_several_awards_are_numbered_clauses_each_with_its_annex() -> None:
    made = filled(inputs.sample(SLUG))
    first = made["articles"][0]
    assert [line["kind"] for line in first["lines"]] == ["clause", "clause"]
    assert first["lines"][0]["text"].startswith(
        "1. Tặng Giấy khen của Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh cho 02 tập thể và 07 cá nhân đã có thành tích"
    )
    assert first["lines"][0]["text"].endswith("(có Phụ lục I kèm theo);")
    assert first["lines"][1]["text"].endswith("(có Phụ lục II kèm theo).")


def test_each_kind_of_recipient_has_a_heading_and_numbers_of_its_own() -> None:
    first = filled(inputs.sample(SLUG))["annexes"][0]
    assert [group["heading"] for group in first["groups"]] == ["I. TẬP THỂ", "II. CÁ NHÂN"]
    assert [
        [row["number"] for row in laid_tables.rows(group["table"])] for group in first["groups"]
    ] == [
        ["1", "2"],
        ["1", "2", "3", "4", "5", "6", "7"],
    ]


def test_a_single_kind_needs_no_heading() -> None:
    assert filled(one(individuals=people(4)))["annexes"][0]["groups"][0]["heading"] == ""


def test_the_title_of_an_annex_says_what_it_holds_and_what_is_granted() -> None:
    made = filled(inputs.sample(SLUG))
    assert made["annexes"][0]["title"] == "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN"
    titled = filled(one(form="lao_dong_tien_tien", individuals=people(4)))
    assert (
        titled["annexes"][0]["title"]
        == "DANH SÁCH CÁ NHÂN ĐƯỢC CÔNG NHẬN DANH HIỆU “LAO ĐỘNG TIÊN TIẾN”"
    )


def test_an_annex_refers_to_the_decision_by_its_authority() -> None:
    made = filled(inputs.sample(SLUG))
    assert made["annexes"][1]["reference"] == (
        "(Kèm theo Quyết định số 15/QĐ-SNgV ngày 01 tháng 7 năm 2020 của Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh)"
    )
    blank = filled({**inputs.sample(SLUG), "medium": "electronic"})["annexes"][1]["reference"]
    assert "15" not in blank and "2020" not in blank


FULL = {
    "full_name": "Nguyễn Văn A",
    "honorific": "Ông",
    "position": "Chuyên viên",
    "organ_name": "Văn phòng",
    "birth_year": 1980,
    "achievement": "Có sáng kiến.",
    "bonus": 450_000,
    "note": "Truy tặng",
}


def columns(data: dict[str, Any]) -> list[str]:
    (group,) = filled(data)["annexes"][0]["groups"]
    return laid_tables.headers(group["table"])


def test_the_columns_stand_in_the_order_of_the_contract() -> None:
    data = {**one(individuals=[FULL, *people(4)[1:]]), "bonus_source": "Quỹ"}
    assert columns(data) == [
        "STT",
        "Họ và tên",
        "Chức vụ",
        "Đơn vị",
        "Năm sinh",
        "Thành tích",
        "Tiền thưởng (đồng)",
        "Ghi chú",
    ]
    row = laid_tables.rows(filled(data)["annexes"][0]["groups"][0]["table"])[0]
    assert row == {
        "number": "1",
        "name": "Ông Nguyễn Văn A",
        "position": "Chuyên viên",
        "organ_name": "Văn phòng",
        "birth_year": "1980",
        "achievement": "Có sáng kiến",
        "bonus": "450.000",
        "note": "Truy tặng",
    }


def test_only_columns_with_data_are_printed() -> None:
    assert columns(one(individuals=people(4))) == ["STT", "Họ và tên"]
    with_unit = [{**person, "organ_name": "Văn phòng"} for person in people(4)]
    assert columns(one(individuals=with_unit)) == ["STT", "Họ và tên", "Đơn vị"]


def test_households_have_an_address_and_collectives_a_name() -> None:
    homes = [{"full_name": person["full_name"], "address": "Thôn 1"} for person in people(4)]
    assert columns(one(individuals=[], households=homes)) == ["STT", "Hộ gia đình", "Địa chỉ"]
    units = [{"name": f"Phòng {number}"} for number in range(4)]
    assert columns(one(individuals=[], collectives=units)) == ["STT", "Tên tập thể"]


def test_sums_have_their_total_in_a_row_below_them() -> None:
    data = {**one(individuals=people(4), bonus={"individual": 450_000}), "bonus_source": "Quỹ"}
    table = filled(data)["annexes"][0]["groups"][0]["table"]
    (total,) = laid_tables.rows(table, "total")
    assert (total["name"], total["bonus"], total["number"]) == ("Tổng cộng", "1.800.000", "")
    without = filled(one(individuals=people(4)))["annexes"][0]["groups"][0]["table"]
    assert laid_tables.rows(without, "total") == []


def test_an_annex_by_units_has_a_heading_row_for_each_and_no_column_of_units() -> None:
    units = ["Phòng Lãnh sự", "Thanh tra Sở", "Phòng Lãnh sự", None]
    rows = [{**each, "organ_name": unit} for each, unit in zip(people(4), units, strict=True)]
    data = one(individuals=rows, group_by_unit=True)
    table = filled(data)["annexes"][0]["groups"][0]["table"]
    assert [band["kind"] for band in table["bands"]] == ["rows", "group", "rows", "group", "rows"]
    assert laid_tables.heading_rows(table) == ["Phòng Lãnh sự", "Thanh tra Sở"]
    assert [row["number"] for row in laid_tables.rows(table)] == ["1", "2", "3", "4"]
    assert "Đơn vị" not in laid_tables.headers(table)


def test_a_sum_for_the_whole_award_counts_as_that_of_each_recipient() -> None:
    data = {**one(individuals=people(4), bonus={"individual": 450_000}), "bonus_source": "Quỹ"}
    rows = laid_tables.rows(filled(data)["annexes"][0]["groups"][0]["table"])
    assert [row["bonus"] for row in rows] == ["450.000"] * 4
    data["awards"][0]["individuals"][1]["bonus"] = 500_000
    rows = laid_tables.rows(filled(data)["annexes"][0]["groups"][0]["table"])
    assert [row["bonus"] for row in rows] == ["450.000", "500.000", "450.000", "450.000"]


def test_a_recipient_whose_own_sum_is_0_gets_none_and_the_others_theirs() -> None:
    data = {**one(individuals=people(4), bonus={"individual": 450_000}), "bonus_source": "Quỹ"}
    data["awards"][0]["individuals"][1]["bonus"] = 0
    rows = laid_tables.rows(filled(data)["annexes"][0]["groups"][0]["table"])
    assert [row["bonus"] for row in rows] == ["450.000", "", "450.000", "450.000"]
    assert "1.350.000 đồng" in article(data, 2)


# --- money ---------------------------------------------------------------------------------------


def test_without_money_there_are_two_articles() -> None:
    made = filled(one())
    assert [article["number"] for article in made["articles"]] == [1, 2]
    assert made["recipients"][0] == "Như Điều 2"


def test_the_article_on_money_has_each_sum_the_total_and_the_source() -> None:
    lines = article(inputs.sample(SLUG), 2).splitlines()
    total = 4 * 900_000 + 13 * 450_000
    assert lines == [
        "Mức tiền thưởng kèm theo Giấy khen như sau:",
        "1. Đối với 04 tập thể: mỗi tập thể 900.000 đồng (Bằng chữ: Chín trăm nghìn đồng);",
        "2. Đối với 13 cá nhân: mỗi cá nhân 450.000 đồng (Bằng chữ: Bốn trăm năm mươi nghìn đồng);",
        f"3. Tổng số tiền thưởng là {vietnamese.format_number(total)} đồng (Bằng chữ: "
        f"{vietnamese.money_words(total)}), trích từ Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2020.",
    ]


def test_money_without_a_source_is_an_error() -> None:
    assert "/bonus_source" in inputs.errors(SLUG, one(bonus={"individual": 450_000}))


def test_the_statutory_sum_is_computed_for_those_without_their_own() -> None:
    own = {**FULL, "bonus": 1_000_000}
    data = {
        **one(individuals=[own, {"full_name": "Trần B"}], bonus="statutory"),
        "bonus_source": "Quỹ",
    }
    data["issued_date"] = "2026-11-20"
    text = article(data, 2)
    sums = [int(found.replace(".", "")) for found in re.findall(r"([\d.]+) đồng \(", text)]
    assert len(sums) == 3 and sums[0] == 1_000_000 and sums[2] == sums[0] + sums[1]
    assert sums[1] % 10_000 == 0
    assert inputs.lost(SLUG, data) == []


def test_a_statutory_award_in_which_everybody_has_an_own_sum_needs_no_table() -> None:
    data = {**one(form="other", form_name="Thư khen", individuals=[FULL], bonus="statutory")}
    data |= {"bonus_source": "Quỹ", "issued_date": "2026-11-20"}
    assert "450.000 đồng" in article(data, 2)
    assert inputs.lost(SLUG, data) == []


def test_a_sum_that_nobody_gets_is_not_looked_for_in_the_document() -> None:
    data = {**one(bonus={"individual": 123_000, "household": 77_000}), "bonus_source": "Quỹ"}
    data["awards"][0]["individuals"][0]["bonus"] = 450_000
    assert "123.000" not in article(data, 2)
    assert inputs.lost(SLUG, data) == []


def test_the_greatest_sums_are_still_read_in_words() -> None:
    data = {**one(individuals=people(4), bonus={"individual": 10**9}), "bonus_source": "Quỹ"}
    assert "Bốn tỷ đồng" in article(data, 2)


@pytest.mark.parametrize("bonus", [{}, {"individual": None}, None])
def test_a_bonus_without_a_sum_is_no_bonus(bonus: Any) -> None:
    assert len(filled(one(bonus=bonus))["articles"]) == 2


@pytest.mark.parametrize("bonus", ["statutry", "450.000", 450_000, ["statutory"], True, ""])
def test_a_bonus_of_another_kind_is_refused(bonus: Any) -> None:
    assert inputs.errors(SLUG, one(bonus=bonus))["/awards/0/bonus"] in (
        "unknown_choice",
        "not_part",
    )


def test_a_mistyped_statutory_is_corrected() -> None:
    (violation,) = [
        violation
        for violation in inputs.review(SLUG, one(bonus="statutry")).errors
        if "bonus" in violation.pointer
    ]
    assert violation.suggestion == "statutory"


# --- execution and recipients --------------------------------------------------------------------


def test_the_last_article_says_from_when_and_by_whom_and_ends_the_text() -> None:
    data = {
        **one(),
        "executors": ["Chánh Văn phòng Sở", "Trưởng các phòng", "các cá nhân có tên tại Điều 1"],
    }
    assert article(data, 2) == (
        "Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Sở, Trưởng các phòng và các cá nhân có tên "
        "tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "kể từ ngày 05 tháng 7 năm 2020",
        "có hiệu lực kể từ ngày 05 tháng 7 năm 2020.",
        "quyết định này có hiệu lực kể từ ngày 05 tháng 7 năm 2020",
    ],
)
def test_the_words_around_the_day_of_effect_are_not_doubled(typed: str) -> None:
    assert article({**one(), "effective": typed}, 2).startswith(
        "Quyết định này có hiệu lực kể từ ngày 05 tháng 7 năm 2020. Chánh Văn phòng Sở"
    )


def test_an_executor_in_small_letters_is_not_lost() -> None:
    assert inputs.lost(SLUG, {**one(), "executors": ["các phòng thuộc Sở;", "văn phòng Sở."]}) == []


def test_the_recipients_open_with_the_executing_article() -> None:
    assert filled({**one(), "recipients": ["UBND tỉnh"]})["recipients"] == [
        "Như Điều 2",
        "UBND tỉnh",
    ]
    assert filled(inputs.sample(SLUG))["recipients"][0] == "Như Điều 3"


def test_another_article_typed_by_the_clerk_is_kept() -> None:
    data = {**one(), "recipients": ["- Như Điều 1;", "UBND tỉnh"]}
    assert filled(data)["recipients"] == ["Như Điều 1", "UBND tỉnh"]


# --- what is required ----------------------------------------------------------------------------


def test_an_award_needs_somebody() -> None:
    assert inputs.errors(SLUG, one(individuals=[])) == {"/awards/0": "no_recipient"}


@pytest.mark.parametrize(
    "name", ["issuing_authority", "legal_bases", "awards", "executors", "place", "signer"]
)
def test_what_the_contract_requires_is_required(name: str) -> None:
    data = one()
    del data[name]
    assert any(pointer.startswith(f"/{name}") for pointer in inputs.errors(SLUG, data))


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"form": "huan_chuong"}, "/awards/0/form"),
        ({"achievement": ""}, "/awards/0/achievement"),
        ({"individuals": [{"full_name": ""}]}, "/awards/0/individuals/0/full_name"),
        ({"collectives": [{"organ_name": "x"}]}, "/awards/0/collectives/0/name"),
        ({"households": [{"address": "x"}]}, "/awards/0/households/0/full_name"),
        (
            {"individuals": [{"full_name": "A", "birth_year": 80}]},
            "/awards/0/individuals/0/birth_year",
        ),
        ({"individuals": [{"full_name": "A", "bonus": -1}]}, "/awards/0/individuals/0/bonus"),
        ({"bonus": {"individual": 0}}, "/awards/0/bonus/individual"),
        ({"bonus": {"individuals": 1}}, "/awards/0/bonus/individuals"),
        ({"declared_individuals": -1}, "/awards/0/declared_individuals"),
    ],
)
def test_a_faulty_value_is_named_where_it_stands(change: dict[str, Any], pointer: str) -> None:
    assert pointer in inputs.errors(SLUG, one(**change))


# --- names and properties ------------------------------------------------------------------------


def test_the_file_is_named_after_number_subject_and_date() -> None:
    record = inputs.review(SLUG, inputs.sample(SLUG)).record
    full, plain = KIND.file_names(record)
    assert full.startswith("15-QĐ-SNgV - Về việc tặng Giấy khen") and full.endswith(
        " - 2020-07-01.docx"
    )
    assert plain.startswith("15-QD-SNgV-Ve-viec-tang-Giay-khen") and plain.isascii()
    parsed = inputs.review(SLUG, one()).record
    assert KIND.file_names(parsed)[1].startswith("du-thao-QD-SNgV-")


def test_the_properties_are_those_of_the_decree() -> None:
    record = inputs.review(SLUG, {**inputs.sample(SLUG), "priority": "khan"}).record
    assert KIND.properties(record) == {
        "OrganName": "Sở Ngoại vụ",
        "CodeNumber": "15",
        "CodeNotation": "QĐ-SNgV",
        "IssuedDate": "2020-07-01",
        "Subject": record["subject"],
        "TypeName": "Quyết định",
        "Position": "Giám đốc",
        "FullName": "Thái Phúc Sơn",
        "Priority": "Khẩn",
    }


def test_a_row_that_the_annex_leaves_out_is_noticed_though_its_values_stand_elsewhere() -> None:
    data = one(individuals=[*people(4), {"full_name": "Nguyễn Văn B", "position": "Giám đốc"}])
    record = inputs.review(SLUG, data).record
    made = KIND.context(record, inputs.REFERENCE)
    whole = inputs.texts(made)
    assert KIND.lost(record, "\n".join(whole)) == []
    laid_tables.band(made["annexes"][0]["groups"][0]["table"]).pop()
    assert KIND.lost(record, "\n".join(inputs.texts(made))) != []


def test_two_rows_of_an_annex_in_the_wrong_order_are_noticed() -> None:
    record = inputs.review(SLUG, one(individuals=people(5))).record
    made = KIND.context(record, inputs.REFERENCE)
    rows = laid_tables.band(made["annexes"][0]["groups"][0]["table"])
    rows[1], rows[2] = rows[2], rows[1]
    assert KIND.lost(record, "\n".join(inputs.texts(made))) != []


def test_a_four_thousandth_award_has_no_roman_numeral_for_its_annex() -> None:
    awards: list[Any] = [{}] * 4_000
    assert too_many_awards in KIND.rules
    assert list(too_many_awards.check({"awards": awards[1:]}, None)) == []
    (found,) = too_many_awards.check({"awards": awards}, None)
    assert found.pointer == "/awards/3999"
    assert "3999" in found.message and "4000" in found.message


# --- rows of an annex ------------------------------------------------------------------------------


def bands(data: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The first table's rows of each kind: the names of recipients, the text of a heading, name and sum of a total."""
    found: list[tuple[str, list[str]]] = []
    for band in filled(data)["annexes"][0]["groups"][0]["table"]["bands"]:
        texts = [[cell["text"] for cell in line["cells"]] for line in band["lines"]]
        texts += [
            [text for text in (row["name"], row.get("bonus")) if text] for row in band["rows"]
        ]
        found += [(band["kind"], line) for line in texts]
    return found


def test_recipients_stand_below_the_heading_of_their_unit_in_the_order_of_the_units() -> None:
    units = ["Văn phòng", "Thanh tra", None, "Văn phòng"]
    rows = [{**person, "organ_name": unit} for person, unit in zip(people(4), units, strict=True)]
    data = {**one(individuals=rows, group_by_unit=True)}
    assert bands(data) == [
        ("rows", ["Nguyễn Văn C"]),
        ("group", ["Văn phòng"]),
        ("rows", ["Nguyễn Văn A"]),
        ("rows", ["Nguyễn Văn D"]),
        ("group", ["Thanh tra"]),
        ("rows", ["Nguyễn Văn B"]),
    ]
    assert columns(data) == ["STT", "Họ và tên"]
    assert inputs.lost(SLUG, data) == []


def test_a_sum_of_its_own_stays_with_its_recipient_when_units_are_put_together() -> None:
    rows = [
        {**person, "organ_name": unit, "bonus": bonus}
        for person, unit, bonus in zip(
            people(4), ["B", "A", "B", "A"], [100_000, 200_000, 300_000, 400_000], strict=True
        )
    ]
    data = {**one(individuals=rows, group_by_unit=True), "bonus_source": "Quỹ"}
    assert bands(data) == [
        ("group", ["B"]),
        ("rows", ["Nguyễn Văn A", "100.000"]),
        ("rows", ["Nguyễn Văn C", "300.000"]),
        ("group", ["A"]),
        ("rows", ["Nguyễn Văn B", "200.000"]),
        ("rows", ["Nguyễn Văn D", "400.000"]),
        ("total", ["Tổng cộng", "1.000.000"]),
    ]
    assert inputs.lost(SLUG, data) == []


def test_a_unit_written_in_two_ways_is_two_units_and_neither_is_lost() -> None:
    units = ["Văn phòng", "VĂN PHÒNG", "Văn phòng", "VĂN PHÒNG"]
    rows = [{**person, "organ_name": unit} for person, unit in zip(people(4), units, strict=True)]
    data = one(individuals=rows, group_by_unit=True)
    assert [texts for kind, texts in bands(data) if kind == "group"] == [
        ["Văn phòng"],
        ["VĂN PHÒNG"],
    ]
    assert inputs.lost(SLUG, data) == []


def test_more_than_the_alphabet_named_in_one_clause_is_an_error_that_says_so() -> None:
    rows = [{"full_name": f"Nguyễn Văn {letter}a"} for letter in "ABCDEGHIKLMNOPQRSTUVXYĐÊ"]
    data = one(individuals=rows, listing="article")
    assert inputs.errors(SLUG, data) == {}
    data["awards"].append({**one()["awards"][0]})
    assert inputs.errors(SLUG, data) == {"/awards/0/listing": "too_many_points"}


@pytest.mark.parametrize("empty", [{}, {"paragraphs": [], "items": [None]}])
def test_an_article_of_the_office_without_a_word_is_an_error(empty: dict[str, Any]) -> None:
    assert inputs.errors(SLUG, {**one(), "provisions": [empty]}) == {"/provisions/0": "required"}


def test_the_executing_article_is_counted_after_money_and_own_articles() -> None:
    data = {
        **one(bonus={"individual": 760_000}),
        "bonus_source": "Quỹ",
        "provisions": [{"paragraphs": ["Giao Văn phòng Sở công bố."]}],
        "recipients": ["Như Điều 4"],
    }
    codes = {violation.code for violation in inputs.review(SLUG, data).warnings}
    assert "wrong_article" not in codes
    data["bonus_placement"] = "with_award"
    codes = {violation.code for violation in inputs.review(SLUG, data).warnings}
    assert "wrong_article" in codes and filled({**data, "recipients": []})["recipients"] == [
        "Như Điều 3"
    ]
