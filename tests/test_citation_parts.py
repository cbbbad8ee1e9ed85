"""What each basis line cites, part by part, and where exactly it is mistyped (Phụ lục I, mục II.6.a)."""

from __future__ import annotations

from datetime import date

import pytest

from service.reference import citations
from service.reference.basis_form import parse

#: Line, and of each text that it cites: kind, number, day, year, organ, title.
PARTS = [
    (
        "Căn cứ Quyết định số 5/QĐ-UBND của UBND tỉnh ngày 01 tháng 5 năm 2020 về khen thưởng",
        [("quyet_dinh", "5/QĐ-UBND", date(2020, 5, 1), None, "UBND tỉnh", "về khen thưởng")],
    ),
    (  # without "của" nobody can tell an organ from a title
        "Căn cứ Quyết định số 5/QĐ-UBND UBND tỉnh ngày 01 tháng 5 năm 2020 về khen thưởng",
        [("quyet_dinh", "5/QĐ-UBND", date(2020, 5, 1), None, "", "về khen thưởng")],
    ),
    (
        "Căn cứ vào Thông tư liên tịch số 01/2014/TTLT-BNV-BTC ngày 01 tháng 5 năm 2014 do Bộ Nội vụ và Bộ Tài chính ban hành;",
        [("thong_tu_lien_tich", "01/2014/TTLT-BNV-BTC", date(2014, 5, 1), None, "Bộ Nội vụ và Bộ Tài chính", "ban hành")],
    ),
    (
        "căn cứ Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá",
        [("nghi_quyet", "57-NQ/TW", date(2024, 12, 22), None, "Bộ Chính trị", "về đột phá")],
    ),
    (
        "Căn cứ Luật Thi đua, khen thưởng năm 2022",
        [("luat", "", None, 2022, "", "Thi đua, khen thưởng")],
    ),
    (
        "Căn cứ Luật Thi đua, khen thưởng 2022.",
        [("luat", "", None, 2022, "", "Thi đua, khen thưởng")],
    ),
    (
        "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022 của Quốc hội",
        [("luat", "06/2022/QH15", date(2022, 6, 15), 2022, "", "Thi đua, khen thưởng")],
    ),
    (
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        [("hien_phap", "", None, None, "", "nước Cộng hòa xã hội chủ nghĩa Việt Nam")],
    ),
    (
        "Căn cứ Bộ luật Lao động ngày 20 tháng 11 năm 2019; Luật Viên chức ngày 15 tháng 11 năm 2010",
        [
            ("bo_luat", "", date(2019, 11, 20), 2019, "", "Lao động"),
            ("luat", "", date(2010, 11, 15), 2010, "", "Viên chức"),
        ],
    ),
    (
        "Căn cứ Pháp lệnh Ngoại hối ngày 13 tháng 12 năm 2005 và Pháp lệnh sửa đổi ngày 18 tháng 3 năm 2013",
        [
            ("phap_lenh", "", date(2005, 12, 13), 2005, "", "Ngoại hối"),
            ("phap_lenh", "", date(2013, 3, 18), 2013, "", "sửa đổi"),
        ],
    ),
    (  # the date is that of the event in the title
        "Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh về tổ chức Hội nghị ngày 05 tháng 7 năm 2020",
        [("quyet_dinh", "12/QĐ-UBND", None, None, "Ủy ban nhân dân tỉnh", "về tổ chức Hội nghị ngày 05 tháng 7 năm 2020")],
    ),
    (
        "Căn cứ Biên bản họp ngày 05 tháng 6 năm 2026",
        [("bien_ban", "", date(2026, 6, 5), None, "", "")],
    ),
    ("Theo đề nghị của Chánh Văn phòng", [("", "", None, None, "", "")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "parts"), PARTS)
def test_a_line_falls_into_the_parts_of_what_it_cites(
    line: str, parts: list[tuple[object, ...]]
) -> None:
    cited = parse(line).citations
    assert [
        (
            citation.kind,
            citation.number,
            citation.issued,
            citation.year,
            citation.organ,
            citation.title,
        )
        for citation in cited
    ] == parts


#: Line, then code, place and correction of each deviation; "…" stands for the whole citation.
DEVIATIONS = [
    ("Căn cứ Luật Thi đua năm 2022", [("date_missing", "Luật Thi đua năm 2022", None)]),
    ("Căn cứ Hiến pháp năm 2013", []),
    ("Căn cứ Luật Thi đua ngày 31 tháng 6 năm 2022", [("date_impossible", "ngày 31 tháng 6 năm 2022", None)]),
    ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05 tháng 7 năm 2020", [("organ_missing", "Quyết định số 12/QĐ-UBND ngày 05 tháng 7 năm 2020", None)]),
    ("Căn cứ Quyết định số 12/QĐ-UBND của UBND tỉnh", [("date_missing", "Quyết định số 12/QĐ-UBND của UBND tỉnh", None)]),
    ("Căn cứ Quyết định số 12/QĐ-UBND ngày 30 tháng 2 năm 2020 của UBND tỉnh", [("date_impossible", "ngày 30 tháng 2 năm 2020", None)]),
    ("Căn cứ Tờ trình số 005/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", [("number", "005/TTr-VP", "05/TTr-VP")]),
    ("Căn cứ Tờ trình số 05/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", []),
    ("Căn cứ Tờ trình số 5/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", []),
    ("Căn cứ Tờ trình số 0150/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", [("number", "0150/TTr-VP", "150/TTr-VP")]),
    ("Căn cứ Tờ trình số 05 /TTr–VP. ngày 05 tháng 6 năm 2026 của Văn phòng", [("number", "05 /TTr–VP.", "05/TTr-VP")]),
    ("Căn cứ Tờ trình số 5/20/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", [("number", "5/20/TTr-VP", None)]),
    ("Căn cứ Tờ trình số 5/2026/TTr-VP ngày 05 tháng 6 năm 2026 của Văn phòng", []),
    ("Căn cứ Tờ trình 15/TTr-VP ngày 5/6/2026 của Văn phòng", [("number", "", "số "), ("date", "ngày 5/6/2026", "ngày 05 tháng 6 năm 2026")]),
    ("Căn cứ Công văn số 15/SNV-VP tháng 06 năm 2026 của Sở", [("date_missing", "Công văn số 15/SNV-VP tháng 06 năm 2026 của Sở", None), ("date", "tháng 06", "tháng 6")]),
    ("Căn cứ Tờ trình số   /TTr-VP ngày    tháng    năm 2026 của Văn phòng", [("blank", "số   /", None), ("blank", "ngày    tháng", None)]),
    ("Căn cứ Tờ trình số 15/TTr-VP ngày … tháng … năm 2026 của Văn phòng", [("blank", "ngày … tháng", None)]),
    ("Căn cứ Biên bản họp ngày 05 tháng 6 năm 2026", []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "deviations"), DEVIATIONS)
def test_a_deviation_is_found_where_it_stands(
    line: str, deviations: list[tuple[str, str, str | None]]
) -> None:
    found = parse(line).deviations
    assert [
        (departure.code, line[departure.start : departure.end], departure.correction)
        for departure in found
    ] == deviations


@pytest.mark.parametrize(
    ("typed", "correction"),
    [
        ("ngày 05 tháng 3 năm 2020", None),
        ("ngày 15 tháng 10 năm 2020", None),
        ("ngày 15 tháng 02 năm 2020", None),
        ("ngày 15 tháng 12 năm 2020", None),
        ("ngày 5 tháng 3 năm 2020", "ngày 05 tháng 3 năm 2020"),
        ("ngày 15 tháng 1 năm 2020", "ngày 15 tháng 01 năm 2020"),
        ("ngày 15 tháng 2 năm 2020", "ngày 15 tháng 02 năm 2020"),
        ("ngày 15 tháng 03 năm 2020", "ngày 15 tháng 3 năm 2020"),
        ("ngày 15 tháng 09 năm 2020", "ngày 15 tháng 9 năm 2020"),
        ("15 tháng 3 năm 2020", "ngày 15 tháng 3 năm 2020"),
        ("ngày 15 / 3 / 2020", "ngày 15 tháng 3 năm 2020"),
        ("ngày 15-3-2020", "ngày 15 tháng 3 năm 2020"),
    ],
)
def test_a_date_is_padded_below_ten_and_in_the_first_two_months(
    typed: str, correction: str | None
) -> None:
    line = f"Căn cứ Biên bản họp {typed}"
    assert parse(line).corrected == (correction and f"Căn cứ Biên bản họp {correction}")


def test_a_line_that_is_no_line_any_more_is_not_read() -> None:
    tail = "x" * (1_500 - len("Căn cứ Luật "))
    assert parse(f"Căn cứ Luật {tail}").citations[0].kind == "luat"
    assert parse(f"Căn cứ Luật {tail}x").citations == ()
    assert parse(f"Căn cứ Luật {tail}x").deviations == ()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("06/2022/QH15", "6/2022/QH15"),
        ("5 /qđ-ubnd.", "5/QĐ-UBND"),
        ("12/QĐ–UBND-", "12/QĐ-UBND"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),  # the eth of old keyboards
        ("100/TT", "100/TT"),
        ("", ""),
    ],
)
def test_numbers_are_compared_by_one_key(typed: str, key: str) -> None:
    assert citations.number_key(typed) == key


@pytest.mark.parametrize(("old", "new"), [
    ("hòa hóa hỏa hõa họa", "hoà hoá hoả hoã hoạ"),
    ("hòe hóe hỏe hõe họe", "hoè hoé hoẻ hoẽ hoẹ"),
    ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
])  # fmt: skip
def test_folding_places_every_tone_in_one_way(old: str, new: str) -> None:
    assert citations.fold(new) == citations.fold(old) == old


def test_laws_are_what_is_cited_without_a_number() -> None:
    kinds = {citations.KINDS[name] for name in ("hiến pháp", "bộ luật", "luật", "pháp lệnh")}
    assert kinds == citations.LAWS
    assert parse("Căn cứ Nghị định số 1/2020/NĐ-CP").citations[0].is_law is False


@pytest.mark.parametrize("kind", sorted(citations.KINDS))
def test_every_kind_of_text_is_known_by_its_name(kind: str) -> None:
    (cited,) = parse(
        f"Căn cứ {kind.capitalize()} số 5/AB-CD ngày 01 tháng 5 năm 2020 của Sở"
    ).citations
    assert cited.kind == citations.KINDS[kind]
