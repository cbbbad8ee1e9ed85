"""Which texts each check reads, which names a rule looks at, and what it says of them word for word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import reference
from service.errors import Violation
from service.rules import Rule, awards, names, prose, signature
from service.rules.texts import Listed, Role

REFERENCE = reference.load()


def violations_of(rule: Rule, record: dict[str, Any]) -> list[Violation]:
    return list(rule.check(record, REFERENCE))


# --- roles of texts -------------------------------------------------------------------------------

EVERY: tuple[Role, ...] = ("running", "line", "recipient", "name", "basis")
#: A violation of each check, and the kinds of text in which it is reported: a recipient may be written in short
#: forms, a name has no sentences, and the rules on legal bases read those themselves.
READ: list[tuple[str, str, set[str]]] = [
    ("short_date", "ngày 19/6/2015", {"running", "line"}),
    ("date_padding", "ngày 5 tháng 3", {"running", "line"}),
    ("range_dash", "2015–2020", {"running", "line"}),
    ("clock", "lúc 8h30", {"running", "line"}),
    ("left_over_blank", "Theo ……", {"running", "line", "recipient", "name"}),
    ("doubled_word", "của của Sở", {"running", "line", "recipient"}),
    ("doubled_phrase", "Hiệp hội Hiệp hội", {"running", "line", "recipient", "name"}),
    ("doubled_mark", "các phòng;; các đơn vị", {"running", "line"}),
    ("blank_around_mark", "các tỉnh ,huyện", {"running", "line"}),
    ("short_form", "cùng đ/c A", {"running", "line"}),
    ("misspelt_abbreviation", "UNBD tỉnh", {"running", "line", "recipient", "name"}),
    ("citation_capitals", "điểm a Khoản 2 Điều 5", {"running", "line"}),
    ("state_and_people", "Đảng, nhà nước", {"running", "line"}),
    ("special_place", "thủ đô Hà Nội", {"running", "line", "recipient", "name"}),
    ("official_spelling", "Chiến sỹ thi đua", {"running", "line", "recipient"}),
    ("missing_full_stop", "Đã làm xong. Kết quả tốt", {"running"}),
    ("typed_end_mark", "Hết./.", {"running"}),
    ("look_alike_letter", "Ðỗ Văn A", {"running", "line", "recipient", "name", "basis"}),
    ("html_entity", "A &amp; B", {"running", "line", "recipient", "name", "basis"}),
    ("lost_letter", "Nguy?n Văn A", {"running", "line", "recipient", "name"}),
    ("broken_lines", "đã triển khai\nnhiều việc.", {"running"}),
    ("peoples_organ", "Ủy ban Nhân dân", {"running", "line", "recipient", "name", "basis"}),
    ("number_padding", "Tờ trình số 011/TTr-SNV", {"running", "line", "recipient", "name"}),
    ("typed_signature", "Nguyễn Văn An (Đã ký)", {"running", "line", "recipient", "name"}),
    ("mixed_tone_style", "văn hóa, văn hoá", {"running", "line", "recipient"}),
    ("no_such_day", "ngày 31 tháng 4", {"running", "line"}),
    ("wrong_weekday", "thứ Ba, ngày 15 tháng 6 năm 2026", {"running", "line"}),
    ("proper_name_capitals", "Sở nội vụ", {"running", "line", "recipient", "name"}),
    ("award_name", "Lao động tiến tiến", {"running", "line", "recipient"}),
    ("sum_in_words", "5.000 đồng (bằng chữ: năm đồng)", {"running", "line"}),
    ("share_in_text", "1/2 số phiếu (đạt 40%)", {"running", "line"}),
    ("change_in_text", "từ 2 lên 4, tăng 50%", {"running", "line"}),
    ("cited_pair", "Nghị định 30/2020/NĐ-CP ngày 05 tháng 4 năm 2020", {"running", "line"}),
]


@pytest.mark.parametrize(("code", "text", "roles"), READ)
def test_a_violation_is_reported_in_the_kinds_of_text_that_the_check_reads(
    code: str, text: str, roles: set[str]
) -> None:
    for role in EVERY:
        # A second text follows, since the last one of a list is ended by the service itself.
        texts: list[prose.Item] = [("/a/0", text, role), ("/a/1", "Việc khác.", role)]
        found = prose.check_texts(texts, REFERENCE)
        assert (code in {violation.code for violation in found}) is (role in roles), role


def test_every_check_of_texts_is_tried_in_every_role() -> None:
    assert {code for code, _, _ in READ} == {rule.code for rule in prose.PROSE_RULES}


@pytest.mark.parametrize(
    ("code", "text", "suggestion"),
    [
        ("citation_capitals", "theo Điểm đ, Khoản 2 Điều 5", "theo điểm đ, khoản 2 Điều 5"),
        ("citation_capitals", "tại chương IV của Luật", "tại Chương IV của Luật"),
        ("citation_capitals", "khoản 2, điều 5", "khoản 2, Điều 5"),
        ("citation_capitals", "điều 5a Luật này", "Điều 5a Luật này"),
        ("citation_capitals", "Khoản 2 Điều 5 quy định", "silent"),
        ("citation_capitals", "điều 5 xe", "silent"),
        ("state_and_people", "Đảng và nhà nước", "Đảng và Nhà nước"),
        ("state_and_people", "Đảng, của nhà nước", "Đảng, của Nhà nước"),
        ("state_and_people", "Nhà nước và của nhân dân", "Nhà nước và của Nhân dân"),
        ("state_and_people", "Đảng và nhân dân", "Đảng và Nhân dân"),
        ("special_place", "tại thủ đô Hà Nội", "tại Thủ đô Hà Nội"),
        ("official_spelling", "Luật Thi đua, Khen thưởng", "Luật Thi đua, khen thưởng"),
        ("official_spelling", "chiến sỹ thi đua", "chiến sĩ thi đua"),
        ("official_spelling", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("misspelt_abbreviation", "UBDN, HDND và HĐDN", "UBND, HĐND và HĐND"),
        ("misspelt_abbreviation", "số 5/UNBD", "silent"),
        ("short_form", "Đ/c A & B", "Đồng chí A và B"),
        ("short_form", "v/v tổng kết", "silent"),  # a subject's opening has a rule of its own
        ("short_form", "Công ty A & B", "silent"),
        ("short_form", "Công ty A, phòng B & C", "Công ty A, phòng B và C"),
        ("doubled_word", "Điều Điều Điều 5", "Điều 5"),
        ("doubled_word", "của của của Sở", "của Sở"),
        ("doubled_word", "ngày ngày 5", "ngày 5"),
        ("doubled_word", "ngày ngày làm việc", "silent"),
        ("doubled_phrase", "Sở Nội vụ tỉnh Hà Tĩnh Sở Nội vụ tỉnh Hà Tĩnh", "silent"),  # five words are a sentence
        ("doubled_phrase", "Sở Nội vụ tỉnh Sở Nội vụ tỉnh", "Sở Nội vụ tỉnh"),
        ("doubled_mark", "xong,, rồi: : hết", "xong, rồi: : hết"),
        ("doubled_mark", "xong:: rồi", "xong: rồi"),
        ("doubled_mark", "xong... rồi", "silent"),
        ("doubled_mark", "xong;.", "xong."),
        ("blank_around_mark", "tỉnh,Huyện", "tỉnh, Huyện"),
        ("blank_around_mark", "tỉnh;Sau đó", "tỉnh; Sau đó"),
        ("left_over_blank", "họ tên ___", None),
        ("left_over_blank", "họ tên __", "silent"),
        ("left_over_blank", "năm ...", None),
        ("left_over_blank", "ngày 05 tháng năm 2020", None),
        ("left_over_blank", "xong....", None),
        ("range_dash", "Tự do—Hạnh phúc", "Tự do - Hạnh phúc"),
        ("range_dash", "2015- 2020", "2015 - 2020"),
        ("range_dash", "10—20", "10 - 20"),
    ],
)  # fmt: skip
def test_a_violation_of_writing_has_this_suggestion(
    code: str, text: str, suggestion: str | None
) -> None:
    found = {violation.code: violation for violation in prose.check_texts([("/a/0", text, "line")])}
    assert (found[code].suggestion if code in found else "silent") == suggestion


def test_a_text_that_stands_elsewhere_too_says_in_how_many_cells() -> None:
    once, twice, often = (
        next(
            iter(prose.check_texts([Listed("/a", [("b", "line", ["2015–2020"] * times)])]))
        ).message
        for times in (1, 2, 10)
    )
    assert once == "Dùng gạch nối có cách chữ hai bên, theo dạng “2015 - 2020”."
    assert twice.endswith("“2015 - 2020” (nội dung này lặp lại ở 1 ô khác).")
    assert often.endswith("(nội dung này lặp lại ở 9 ô khác).")


def test_several_places_of_one_text_are_counted() -> None:
    (found,) = prose.check_texts([("/a/0", "10–20 và 30–40", "line")])
    assert found.message.endswith("(có 2 chỗ).")


# --- names ----------------------------------------------------------------------------------------

TITLES = ["PGS.", "GS.", "TS.", "TSKH.", "ThS.", "BS.", "DS.", "KS.", "CN.", "LS.", "NGND.", "NGƯT.", "NSND.",
          "NSƯT.", "TTND.", "TTƯT.", "Giáo sư", "Phó giáo sư", "Tiến sĩ", "Tiến sỹ", "Thạc sĩ", "Bác sĩ", "Dược sĩ",
          "Kỹ sư", "Cử nhân", "Luật sư", "Nhà giáo ưu tú", "Thầy thuốc nhân dân", "TS. BS.", "PGS, TS"]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_no_title_stands_before_the_name_of_who_signs(title: str) -> None:
    for part in ("signer", "chair", "secretary"):
        (violation,) = violations_of(
            names.academic_title, {part: {"full_name": f"{title} Lê Minh"}}
        )
        assert (violation.pointer, violation.suggestion) == (f"/{part}/full_name", "Lê Minh")


@pytest.mark.parametrize(
    "organ",
    ["Trường Đại học Hà Tĩnh", "Học viện A", "Viện B", "Bệnh viện C", "Trung tâm Y tế D", "Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "Bộ đội Biên phòng"],
)  # fmt: skip
def test_organs_with_rules_of_their_branch_are_left_alone(organ: str) -> None:
    record = {"organ": {"organ_name": organ}, "signer": {"full_name": "TS. Lê Minh"}}
    assert violations_of(names.academic_title, record) == []


@pytest.mark.parametrize(
    ("record", "pointer"),
    [
        ({"signer": {"full_name": "LÊ A"}}, "/signer/full_name"),
        ({"chair": {"full_name": "LÊ A"}}, "/chair/full_name"),
        ({"secretary": {"full_name": "LÊ A"}}, "/secretary/full_name"),
        *(
            ({listed: [None, {"full_name": "LÊ A"}]}, f"/{listed}/1/full_name")
            for listed in ("co_chairs", "attendees", "absentees", "member_signatures")
        ),
        *(
            ({"awards": [None, {listed: [{}, {"full_name": "LÊ A"}]}]}, f"/awards/1/{listed}/1/full_name")
            for listed in ("individuals", "households")
        ),
    ],
)  # fmt: skip
def test_a_name_in_capitals_is_found_wherever_people_are_named(
    record: dict[str, Any], pointer: str
) -> None:
    (violation,) = violations_of(names.name_capitals, record)
    assert (violation.pointer, violation.suggestion) == (pointer, "Lê A")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("LÊ", None),
        ("lê a", "Lê A"),
        ("Lê a", "Lê A"),
        ("Nguyễn văn An", "Nguyễn Văn An"),
        ("NGuyễn Văn An", "Nguyễn Văn An"),
        ("Y-MOAN ÊBAN", "Y-Moan Êban"),
        ("Ka'Thi brao", None),
        ("Trần Thị Bình chuyên viên", None),
        ("Phòng hành chính", None),
        ("bà Trần Thị Bình", None),
    ],
)
def test_a_name_whose_syllables_lack_their_capital_is_reported(
    name: str, suggestion: str | None
) -> None:
    found = violations_of(names.name_capitals, {"signer": {"full_name": name}})
    assert [violation.suggestion for violation in found] == ([suggestion] if suggestion else [])


# --- money ----------------------------------------------------------------------------------------

TODAY = date(2026, 11, 21)


def decision(**award: Any) -> dict[str, Any]:
    return {
        "issued_date": TODAY,
        "issuing_authority": "Giám đốc Sở Ngoại vụ",
        "awards": [{"form": "giay_khen", "individuals": [{"full_name": "A"}]} | award],
    }


@pytest.mark.parametrize(
    ("kind", "listed", "called", "sum_"),
    [
        ("collective", "collectives", "tập thể", "1.520.000 đồng = 0,6 × 2.530.000 đồng"),
        ("individual", "individuals", "cá nhân", "760.000 đồng = 0,3 × 2.530.000 đồng"),
        ("household", "households", "hộ gia đình", "1.140.000 đồng = 0,45 × 2.530.000 đồng"),
    ],
)
def test_another_sum_is_reported_with_what_the_statutory_one_is_made_of(
    kind: str, listed: str, called: str, sum_: str
) -> None:
    (violation,) = violations_of(
        awards.bonus_differs, decision(**{"individuals": [], listed: [{}], "bonus": {kind: 10_001}})
    )
    assert violation.pointer == f"/awards/0/bonus/{kind}"
    assert violation.message == (
        f"Tiền thưởng {called} khác mức theo quy định là {sum_}, làm tròn lên (Nghị định số 152/2025/NĐ-CP);"
        " giữ nguyên nếu cơ quan có quy định riêng."
    )


@pytest.mark.parametrize(
    ("sums", "place", "more"),
    [((10_001,), 0, ""), ((760_000, 10_001), 1, ""), ((10_001, 10_001), 0, " (cùng 1 dòng khác trong danh sách)"), ((None, 760_000), None, "")],
)  # fmt: skip
def test_own_sums_that_differ_are_reported_at_the_first_row(
    sums: tuple[int | None, ...], place: int | None, more: str
) -> None:
    found = violations_of(
        awards.bonus_differs, decision(individuals=[{"bonus": amount} for amount in sums])
    )
    if place is None:
        assert found == []
        return
    assert [violation.pointer for violation in found] == [f"/awards/0/individuals/{place}/bonus"]
    assert found[0].message.startswith(f"Tiền thưởng cá nhân{more} khác mức")


@pytest.mark.parametrize(
    ("award", "paid"),
    [
        ({"bonus": None}, False),
        ({"bonus": "statutory"}, True),
        ({"bonus": "statutory", "individuals": []}, False),
        ({"bonus": {"individual": 1}}, True),
        ({"bonus": {"collective": 1}}, False),
        ({"bonus": {"collective": 1}, "collectives": [{}]}, True),
        ({"bonus": {"household": 1}, "households": [{}]}, True),
        ({"bonus": None, "individuals": [{}, {"bonus": 1}]}, True),
        ({"bonus": None, "individuals": [None, {"bonus": None}]}, False),
    ],
)
def test_money_is_paid_when_somebody_gets_it(award: dict[str, Any], paid: bool) -> None:
    assert awards.gets_money(decision(**award)["awards"][0]) is paid
    record = decision(**award)
    assert [violation.pointer for violation in violations_of(awards.bonus_source, record)] == [
        "/bonus_source"
    ] * paid


def test_an_unknown_coefficient_is_reported_with_the_day_of_the_table() -> None:
    record = decision(
        form="lao_dong_tien_tien", collectives=[{}], households=[{}], bonus="statutory"
    )
    (violation,) = violations_of(awards.statutory_unknown, record)
    assert violation.message == (
        "Không tính được tiền thưởng theo quy định: chưa có hệ số tiền thưởng của hình thức này cho tập thể vào ngày"
        " ký; chưa có hệ số tiền thưởng của hình thức này cho hộ gia đình vào ngày ký (theo bảng cập nhật đến"
        f" {REFERENCE.awards.as_of:%d/%m/%Y}); hãy nhập số tiền hoặc cập nhật dữ liệu."
    )


def test_one_award_has_one_reminder_of_an_uncertain_sum() -> None:
    record = decision(collectives=[{}], bonus="statutory") | {"issued_date": date(2020, 7, 1)}
    record["awards"] *= 2
    found = violations_of(awards.statutory_uncertain, record)
    assert [violation.pointer for violation in found] == ["/awards/0/bonus", "/awards/1/bonus"]
    assert found[0].message == (
        "Tiền thưởng tập thể là 900.000 đồng = 0,6 × 1.490.000 đồng, làm tròn lên (Nghị định số 91/2017/NĐ-CP);"
        " số liệu này chưa chắc chắn, đề nghị kiểm tra."
    )


# --- signatures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("capacity", ["TM", "KT", "TL", "TUQ"])
def test_who_signs_for_another_names_him(capacity: str) -> None:
    signer = {"capacity": capacity, "position": "Phó Giám đốc"}
    (violation,) = violations_of(signature.missing_authority, {"signer": signer})
    assert violation.pointer == "/signer/authority"
    assert violation.message.startswith(f"Đã chọn “{capacity}.” nhưng chưa ghi ký thay ai;")
    named = {"signer": signer | {"authority": "Giám đốc"}}
    assert violations_of(signature.missing_authority, named) == []
    assert violations_of(signature.authority_without_capacity, named) == []


@pytest.mark.parametrize(
    ("notation", "suggestion"),
    [
        ("2026/QĐ-SNgV", "QĐ-SNgV"),
        ("15/2026/QĐ-SNgV", "15/QĐ-SNgV"),
        ("QĐ-SNgV/2026", "QĐ-SNgV"),
        ("QĐ-SNgV-1999", "QĐ-SNgV"),
        ("QĐ-SNgV2026", "silent"),
        ("QĐ-2026A", "silent"),
        ("1899/QĐ", "silent"),
    ],
)
def test_a_notation_has_no_year(notation: str, suggestion: str) -> None:
    found = violations_of(signature.year_in_notation, {"code_notation": notation})
    assert [violation.suggestion for violation in found] == (
        [] if suggestion == "silent" else [suggestion]
    )


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [("KT. Giám đốc", "Giám đốc"), ("TM.UBND", "UBND"), ("tuq. Chủ tịch", "Chủ tịch"), ("Q. Giám đốc", "Giám đốc"), ("Quyền Giám đốc", "Giám đốc"), ("KT.", None), ("Giám đốc", "silent")],
)  # fmt: skip
def test_a_capacity_is_chosen_and_not_typed(typed: str, suggestion: str | None) -> None:
    for field in ("authority", "position"):
        found = violations_of(signature.typed_capacity, {"signer": {field: typed}})
        assert [(violation.pointer, violation.suggestion) for violation in found] == (
            [] if suggestion == "silent" else [(f"/signer/{field}", suggestion)]
        )
