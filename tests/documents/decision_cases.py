"""Decisions of many shapes: who gets what, with which money, named where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.documents import inputs

SLUG = "commendation-decision"

MAI = {
    "honorific": "Ông",
    "full_name": "Bùi Hữu Mai",
    "position": "Phó Chủ tịch Hội Hữu nghị Việt - Lào tỉnh Hà Tĩnh",
}
HOA = {
    "honorific": "bà",
    "full_name": "Trần Thị Hoa",
    "position": "Chuyên viên",
    "organ_name": "Văn phòng Sở",
}
AN = {
    "honorific": "Đại tá",
    "full_name": "Lê Văn An",
    "position": "Chỉ huy trưởng",
    "organ_name": "Bộ Chỉ huy Quân sự tỉnh",
}
BARE = {"full_name": "Nguyễn Văn Bình"}
ROOM = {"name": "Phòng Hợp tác quốc tế", "organ_name": "Sở Ngoại vụ"}
OFFICE = {"name": "Văn phòng Sở"}
CLASS = {"name": "Tập thể lớp 10A", "organ_name": "Trường Trung học phổ thông Phan Đình Phùng"}
HOUSE = {
    "honorific": "Bà",
    "full_name": "Lê Thị Hạnh",
    "address": "Thôn 1, xã Thạch Hạ, tỉnh Hà Tĩnh",
}
FIVE: list[dict[str, Any]] = [
    {"honorific": "Ông", "full_name": f"Phan Văn {name}", "organ_name": unit}
    for name, unit in [
        ("Bảo", "Văn phòng Sở"),
        ("Cường", "Thanh tra Sở"),
        ("Dũng", "Văn phòng Sở"),
        ("Giang", "Thanh tra Sở"),
        ("Hải", "Văn phòng Sở"),
    ]
]
PROVINCE = "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh"
WELL = "đã có thành tích xuất sắc trong công tác đối ngoại năm 2026"


def award(
    form: str = "giay_khen",
    achievement: str = WELL,
    *,
    units: Sequence[Any] = (),
    people: Sequence[Any] = (),
    houses: Sequence[Any] = (),
    **more: Any,
) -> dict[str, Any]:
    return {
        "form": form,
        "achievement": achievement,
        "collectives": [*units],
        "individuals": [*people],
        "households": [*houses],
        **more,
    }


def decision(*awards: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A dated decision with these awards, and a source for whatever money there is."""
    has_money = any(
        one.get("bonus")
        or any(row.get("bonus") for row in (*one["individuals"], *one["collectives"]))
        for one in awards
    )
    source = {"bonus_source": "Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2026"}
    return {
        **inputs.sample(SLUG, "minimal"),
        "issued_date": "2026-11-20",
        "awards": [*awards],
        **(source if has_money else {}),
        **more,
    }


WITH_AWARD = {"bonus_placement": "with_award"}
LAW = "statutory"

CASES: dict[str, dict[str, Any]] = {
    # One recipient, in the sentence itself.
    "one person": decision(award(people=[MAI])),
    "one person without an honorific": decision(award(achievement="Đã có nhiều thành tích", people=[BARE])),
    "one person with the honorific in the name": decision(award(people=[{"full_name": "Ông Phan Văn Bảo", "organ_name": "Văn phòng Sở"}])),
    "one person whose surname reads as an honorific": decision(award(people=[{"honorific": "Ông", "full_name": "Ông Văn Khiêm"}])),
    "one household named as such": decision(award(houses=[{"full_name": "Hộ gia đình bà Lê Thị Hạnh", "address": "số 5, đường Xuân Diệu"}])),
    "one officer": decision(award(people=[AN])),
    "one person with a year and a note": decision(award(people=[{**HOA, "birth_year": 1980, "note": "truy tặng"}])),
    "one person with an achievement of its own": decision(award(people=[{**MAI, "achievement": "Vận động tài trợ 02 tỷ đồng."}])),
    "one unit": decision(award(units=[ROOM])),
    "one class": decision(award(units=[CLASS])),
    "one household": decision(award(houses=[HOUSE])),
    "one household without an honorific": decision(award(houses=[BARE])),
    "one person with money": decision(award(people=[MAI], bonus=LAW)),
    "one person with money beside the award": decision(award(people=[MAI], bonus={"individual": 1_950_000}), **WITH_AWARD),
    "one unit with money": decision(award(units=[ROOM], bonus=LAW), bonus_source="trích từ Quỹ của Sở"),
    "one person in an annex": decision(award(people=[MAI], listing="annex")),
    "what was done without a verb": decision(award(achievement="Thành tích xuất sắc trong chuyển đổi số", people=[MAI])),
    "what was done without its noun": decision(award(achievement="xuất sắc trong chuyển đổi số", people=[BARE])),
    # Two and three, as khoản below it.
    "two persons": decision(award(people=[MAI, HOA])),
    "three of two kinds": decision(award(units=[ROOM], people=[MAI, HOA])),
    "three of three kinds": decision(award(units=[CLASS], people=[AN], houses=[HOUSE])),
    "two with achievements": decision(award(people=[{**MAI, "achievement": "Vận động tài trợ"}, {**HOA, "achievement": "có 02 sáng kiến"}])),
    "three with money": decision(award(units=[ROOM], people=[MAI, HOA], bonus=LAW)),
    "three with money beside the award": decision(award(units=[ROOM], people=[MAI, HOA], bonus=LAW), **WITH_AWARD),
    "two with sums of their own": decision(award(people=[{**MAI, "bonus": 1_000_000}, {**HOA, "bonus": 500_000}])),
    "two with sums of their own beside the award": decision(award(people=[{**MAI, "bonus": 1_000_000}, {**HOA, "bonus": 500_000}]), **WITH_AWARD),
    "one of two with money": decision(award(people=[{**MAI, "bonus": 760_000}, HOA])),
    "two of three with one sum": decision(award(people=[{**MAI, "bonus": 760_000}, {**HOA, "bonus": 760_000}, BARE])),
    "one of five with money": decision(award(people=[{**FIVE[0], "bonus": 760_000}, *FIVE[1:]])),
    "five named on demand": decision(award(people=FIVE, listing="article")),
    # More, in an annex.
    "five": decision(award(people=FIVE)),
    "seven of three kinds with money": decision(award(units=[ROOM], people=FIVE, houses=[HOUSE], bonus=LAW)),
    "six with money beside the award": decision(award(units=[ROOM], people=FIVE, bonus=LAW), **WITH_AWARD),
    "five with several sums": decision(award(people=[{**FIVE[0], "bonus": 1_000_000}, *FIVE[1:]], bonus=LAW)),
    "five with several sums beside the award": decision(award(people=[{**FIVE[0], "bonus": 1_000_000}, *FIVE[1:]], bonus=LAW), **WITH_AWARD),
    "five by unit": decision(award(people=FIVE, group_by_unit=True)),
    # Titles and other forms.
    "title of one": decision(award("lao_dong_tien_tien", "năm 2026", people=[HOA])),
    "title of five with money": decision(award("chien_si_thi_dua_co_so", "năm 2026", people=FIVE, bonus=LAW)),
    "title of a unit with money": decision(award("tap_the_lao_dong_tien_tien", "Đã hoàn thành xuất sắc nhiệm vụ", units=[ROOM], bonus=LAW)),
    "another form": decision(award("other", people=[MAI], form_name="Thư khen")),
    "certificate of the province": decision(award("bang_khen", people=[MAI]), issuing_authority=PROVINCE),
    "flag of the province": decision(award("co_thi_dua", units=[OFFICE], bonus=LAW), issuing_authority=PROVINCE),
    "badge of the province": decision(award("ky_niem_chuong", "có nhiều đóng góp", people=FIVE), issuing_authority=PROVINCE),
    "title of the province": decision(award("chien_si_thi_dua_cap_tinh", "giai đoạn 2021 - 2026", people=[HOA], bonus=LAW), issuing_authority=PROVINCE),
    "badge of a ministry": decision(award("ky_niem_chuong", people=[HOA]), issuing_authority="Bộ trưởng Bộ Ngoại giao"),
    # Several awards.
    "two awards, named": decision(award(people=[MAI]), award("lao_dong_tien_tien", "năm 2026", people=[HOA, AN])),
    "two forms with money": decision(award("lao_dong_tien_tien", "năm 2026", people=[HOA, AN], bonus=LAW), award(people=[MAI], bonus=LAW)),
    "two forms with money beside the awards": decision(award("lao_dong_tien_tien", "năm 2026", people=[HOA, AN], bonus=LAW), award(people=[MAI], bonus=LAW), **WITH_AWARD),
    "two titles": decision(award("lao_dong_tien_tien", "năm 2026", people=[HOA]), award("chien_si_thi_dua_co_so", "năm 2026", people=[AN])),
    "two occasions with one sum": decision(award(units=[ROOM], people=FIVE, bonus=LAW), award(achievement="đã có sáng kiến", units=[OFFICE], people=FIVE[:2], bonus=LAW)),
    "two occasions with two sums": decision(award(people=FIVE, bonus={"individual": 500_000}), award(achievement="đã có sáng kiến", people=FIVE[:2], bonus={"individual": 600_000})),
    "one named, five in an annex": decision(award(people=[MAI], listing="article"), award(people=FIVE)),
    # The office's own articles.
    "own articles": decision(
        award(people=[MAI], bonus=LAW),
        provisions=[
            {"paragraphs": ["Giao Văn phòng Sở thực hiện các việc sau"], "items": ["Trao Giấy khen tại Hội nghị tổng kết.", "lưu hồ sơ theo quy định"]},
            {"paragraphs": ["Giấy khen được ghi vào sổ khen thưởng.", "Sổ do Văn phòng Sở giữ"]},
        ],
    ),
    "own articles, typed with numbers": decision(
        award(people=[MAI]), provisions=[{"paragraphs": ["Điều 2. Văn phòng Sở công bố Quyết định này."], "items": []}, {"items": ["1. Việc thứ nhất;", "- việc thứ hai"]}]
    ),
    "effective from a day": decision(award(people=[MAI]), effective="kể từ ngày 01 tháng 12 năm 2026"),
}  # fmt: skip
