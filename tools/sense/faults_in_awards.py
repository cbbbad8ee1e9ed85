"""Faults of awards: who may grant what, money, lists, counts, names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from tools.sense.changes import Data, Fault, Kind, each, put, put_all
from tools.sense.clean import DECISION, MINUTES, sample

_PEOPLE, _UNITS = "/awards/0/individuals", "/awards/0/collectives"


def _uncounted() -> Data:
    """The sample without announced counts, so that a row more or less is no second fault."""
    data = sample(DECISION)
    for award in data["awards"]:
        for name in ("declared_collectives", "declared_individuals"):
            award.pop(name, None)
    return data


def authority() -> Iterator[Fault]:
    """Forms that belong above the one who decides."""
    data = _uncounted()
    beyond = (
        "bang_khen",
        "co_thi_dua",
        "tap_the_lao_dong_xuat_sac",
        "chien_si_thi_dua_cap_tinh",
        "ky_niem_chuong",
    )
    yield from each("award_beyond_authority", DECISION, data, "/awards/0/form", beyond)
    for name in (
        "Bằng khen của Thủ tướng Chính phủ",
        "Huân chương Lao động hạng Ba",
        "Chiến sỹ thi đua toàn quốc",
        "Cờ thi đua của Chính phủ",
    ):
        changed = put_all(data, {"/awards/0/form": "other", "/awards/0/form_name": name})
        yield Fault("award_beyond_authority", DECISION, changed, "/awards/0/form_name")
    commune = put(data, "/issuing_authority", "Chủ tịch UBND xã Đức Thọ")
    yield from each("award_beyond_authority", DECISION, commune, "/awards/0/form", ("bang_khen",))


def money() -> Iterator[Fault]:
    """Sums that are not due, not known, too small, or due once only."""
    data = _uncounted()
    undated = put(data, "/issued_date", None)
    for date_typed in (None, "2026-11", "2026"):
        changed = put_all(
            undated,
            {"/issued_date": date_typed, "/awards/0/bonus": "statutory", "/awards/1/bonus": None},
        )
        yield Fault("statutory_without_date", DECISION, changed, "/awards/0/bonus")
    for on, form in (
        ("2024-05-06", "giay_khen"),
        ("2026-11-18", "ky_niem_chuong"),
        ("2027-03-01", "giay_khen"),
        ("2012-05-06", "giay_khen"),
    ):
        changed = put_all(
            data, {"/issued_date": on, "/awards/0/form": form, "/awards/0/bonus": "statutory"}
        )
        yield Fault("statutory_unknown", DECISION, changed, "/awards/0/bonus")
    for on in ("2020-07-01", "2018-11-20", "2022-11-20"):
        old = put_all(data, {"/issued_date": on, "/awards/0/bonus": "statutory"})
        yield Fault("statutory_uncertain", DECISION, old, "/awards/0/bonus")
    for kind, amount in (
        ("individual", 450_000),
        ("individual", 750_000),
        ("collective", 1_000_000),
    ):
        yield Fault(
            "bonus_differs",
            DECISION,
            put(data, f"/awards/0/bonus/{kind}", amount),
            f"/awards/0/bonus/{kind}",
        )
    own = put(data, f"{_PEOPLE}/2/bonus", 702_000)
    yield Fault("bonus_differs", DECISION, own, f"{_PEOPLE}/2/bonus")
    for amount in (760, 1_520, 9_999):
        yield Fault(
            "bonus_too_small",
            DECISION,
            put(data, "/awards/0/bonus/individual", amount),
            "/awards/0/bonus/individual",
        )
    yield Fault(
        "bonus_too_small", DECISION, put(data, f"{_PEOPLE}/2/bonus", 450), f"{_PEOPLE}/2/bonus"
    )
    for source in (None, ""):
        yield Fault("required", DECISION, put(data, "/bonus_source", source), "/bonus_source")
    unpaid = put_all(
        data, {"/awards/0/bonus": None, "/awards/1/bonus": None, "/recipients/0": "Như Điều 2"}
    )
    yield Fault("bonus_source_unused", DECISION, unpaid, "/bonus_source")
    nobody = put_all(unpaid, {"/awards/0/bonus": {"household": 1_140_000}})
    yield Fault("bonus_source_unused", DECISION, nobody, "/bonus_source")
    zero = put_all(unpaid, {"/awards/0/bonus": {}})
    yield Fault("bonus_source_unused", DECISION, zero, "/bonus_source")


def _award(form: str, achievement: str, dong: int, row: Data, rows: str = "individuals") -> Data:
    kind = {"individuals": "individual", "collectives": "collective", "households": "household"}[
        rows
    ]
    return {"form": form, "achievement": achievement, rows: [row], "bonus": {kind: dong}}


def several_awards() -> Iterator[Fault]:
    """One recipient with several sums."""
    person = {
        "honorific": "Bà",
        "full_name": "Trần Thị Như Ý",
        "position": "Trưởng phòng",
        "organ_name": "Phòng Hợp tác",
    }
    unit = {"name": "Phòng Lãnh sự", "organ_name": "Sở Ngoại vụ"}
    house = {"honorific": "Ông", "full_name": "Lê Văn Tám", "address": "Thôn 1, xã Đức Thọ"}
    lower, higher = ("lao_dong_tien_tien", 760_000), ("chien_si_thi_dua_co_so", 2_530_000)
    for one, other in (
        ("năm 2026", "năm 2026"),
        ("năm học 2025 - 2026", "năm học 2025 – 2026"),
        ("có thành tích", "năm 2026"),
    ):
        awards = [
            _award(form, text, dong, person)
            for (form, dong), text in ((lower, one), (higher, other))
        ]
        yield Fault(
            "titles_of_one_period",
            DECISION,
            put(sample(DECISION), "/awards", awards),
            "/awards/0/individuals/0",
        )
    by_subject = put_all(sample(DECISION), {
        "/subject": "Về việc công nhận danh hiệu thi đua năm 2026",
        "/awards": [_award(form, "hoàn thành nhiệm vụ", dong, person) for form, dong in (higher, lower)],
    })  # fmt: skip
    yield Fault("titles_of_one_period", DECISION, by_subject, "/awards/1/individuals/0")
    of_units = [
        _award("tap_the_lao_dong_tien_tien", "năm 2026", dong, unit, "collectives")
        for dong in (2_030_000, 2_030_000)
    ]
    yield Fault(
        "titles_of_one_period",
        DECISION,
        put(sample(DECISION), "/awards", of_units),
        "/awards/1/collectives/0",
    )
    same = ("trong phòng, chống bão số 5", "đã có thành tích xuất sắc năm 2026")
    for text in same:
        twice = [_award("giay_khen", text, 760_000, person) for _ in range(2)]
        yield Fault(
            "forms_of_one_time",
            DECISION,
            put(sample(DECISION), "/awards", twice),
            "/awards/1/individuals/0",
        )
    other_words = [
        _award("giay_khen", f"trong {what} năm 2026", 1_140_000, house, "households")
        for what in ("sản xuất", "hiến đất")
    ]
    yield Fault(
        "forms_of_one_time",
        DECISION,
        put(sample(DECISION), "/awards", other_words),
        "/awards/1/households/0",
    )


def forms() -> Iterator[Fault]:
    """Awards without a recipient or a name, names without a use, too many of them."""
    data = _uncounted()
    for place in (0, 1):
        empty = put_all(
            data, {f"/awards/{place}/collectives": [], f"/awards/{place}/individuals": []}
        )
        yield Fault("no_recipient", DECISION, empty, f"/awards/{place}")
    third = put(data, "/awards/-", {"form": "giay_khen", "achievement": "có thành tích năm 2026"})
    yield Fault("no_recipient", DECISION, third, "/awards/2")
    for place in (0, 1):
        yield Fault(
            "required",
            DECISION,
            put(data, f"/awards/{place}/form", "other"),
            f"/awards/{place}/form_name",
        )
    for name in ("Giấy khen", "Thư khen", "Bằng ghi công"):
        yield Fault(
            "form_name_unused",
            DECISION,
            put(data, "/awards/0/form_name", name),
            "/awards/0/form_name",
        )
    people = [
        {"honorific": "Ông", "full_name": f"Lê Văn {letter}{tone}n"}
        for letter in "ABCDGHKLM"
        for tone in "aoi"
    ]
    for count in (24, 25, 27):
        many = put_all(
            data, {"/awards/0/individuals": people[:count], "/awards/0/listing": "article"}
        )
        yield Fault("too_many_points", DECISION, many, "/awards/0/listing")
    one = data["awards"][0] | {
        "individuals": data["awards"][0]["individuals"][:1],
        "collectives": [],
        "bonus": None,
    }
    many_awards = [one | {"achievement": f"có thành tích {number}"} for number in range(4000)]
    yield Fault("too_many_numbered", DECISION, put(data, "/awards", many_awards), "/awards/3999")
    empty_provisions: tuple[Data, ...] = ({}, {"paragraphs": []}, {"paragraphs": [""]})
    for provision in empty_provisions:
        changed = put_all(data, {"/provisions": [provision], "/recipients/0": "Như Điều 4"})
        yield Fault("required", DECISION, changed, "/provisions/0")
    for name, text in (("paragraphs", "Điều 3. Giao Văn phòng."), ("items", "1. Giao Văn phòng.")):
        changed = put_all(data, {"/provisions": [{name: [text]}], "/recipients/0": "Như Điều 4"})
        yield Fault("numbered_by_hand", DECISION, changed, f"/provisions/0/{name}/0")


def doubles() -> Iterator[Fault]:
    """Recipients who stand in a list twice, or nearly."""
    data = _uncounted()
    person, unit = data["awards"][0]["individuals"][2], data["awards"][0]["collectives"][0]
    for name in (
        "Nguyễn Hữu Trung",
        "NGUYỄN HỮU TRUNG",
        "Nguyễn  Hữu Trung",
        "Ông Nguyễn Hữu Trung",
    ):
        again = person | {"full_name": name, "honorific": None if name.startswith("Ông") else "Ông"}
        yield Fault(
            "duplicate_recipient", DECISION, put(data, f"{_PEOPLE}/-", again), f"{_PEOPLE}/7"
        )
    for name in ("Phòng Lãnh sự – Biên giới", "Phòng Lãnh sự-Biên giới"):
        yield Fault(
            "duplicate_recipient",
            DECISION,
            put(data, f"{_UNITS}/-", unit | {"name": name}),
            f"{_UNITS}/2",
        )
    house = {"honorific": "Bà", "full_name": "Lê Thị Hòa", "address": "Thôn 2"}
    houses = [house, house | {"full_name": "Lê Thị Hoà"}]
    yield Fault(
        "duplicate_recipient",
        DECISION,
        put(data, "/awards/0/households", houses),
        "/awards/0/households/1",
    )
    for name in ("Nguyễn Hữu Trưng", "Nguyên Hữu Trung", "Nguyễn Hứu Trung"):
        yield Fault(
            "similar_recipient",
            DECISION,
            put(data, f"{_PEOPLE}/-", person | {"full_name": name}),
            f"{_PEOPLE}/7",
        )
    younger = put(data, f"{_PEOPLE}/-", person | {"birth_year": 1990})
    yield Fault("similar_recipient", DECISION, younger, f"{_PEOPLE}/7")
    bare = [{"honorific": "Ông", "full_name": name} for name in ("Lê Văn Tiến", "Lê Văn Tiền")]
    yield Fault("similar_recipient", DECISION, put(data, _PEOPLE, bare), f"{_PEOPLE}/1")
    for one, other in (("Hợp tác xã nước mắm Kỳ Xuân", "Hợp tác xã nước nắm Kỳ Xuân"), ("Phòng Hợp tác quốc tế", "Phòng Hợp tác quốc tê"),
                       ("Đội quản lý đê điều", "Đội quản lý để điều"), ("Tổ công nghệ số cộng đồng", "Tổ công nghệ số cộng đông")):  # fmt: skip
        units = [{"name": one}, {"name": other}]
        yield Fault("similar_recipient", DECISION, put(data, _UNITS, units), f"{_UNITS}/1")
    for one, other in (
        ("Lê Thị Hòa", "Vũ Thị Hoà"),
        ("Bùi Thúy", "Lê Thuý"),
        ("Trần Khỏe", "Lê Khoẻ"),
    ):
        two = [
            {"honorific": "Bà", "full_name": name, "organ_name": unit}
            for name, unit in ((one, "Tổ 1"), (other, "Tổ 2"))
        ]
        yield Fault("mixed_tone_style", DECISION, put(data, _PEOPLE, two), f"{_PEOPLE}/1")


def counts() -> Iterator[Fault]:
    """Numbers that were announced, and years of birth."""
    data = sample(DECISION)
    for name, wrong in (
        ("collectives", 3),
        ("individuals", 6),
        ("individuals", 8),
        ("households", 1),
    ):
        yield Fault(
            "count_mismatch",
            DECISION,
            put(data, f"/awards/0/declared_{name}", wrong),
            f"/awards/0/declared_{name}",
        )
    for words in (
        "cho 05 tập thể và 13 cá nhân",
        "cho 04 tập thể và 12 cá nhân",
        "cho 04 tập thể, 14 cá nhân",
        "cho 02 hộ gia đình",
        "cho năm tập thể và 13 cá nhân",
        "cho 04 tập thể; 12 cá nhân",
        "cho 4 tập thể & 15 cá nhân",
    ):
        yield Fault(
            "stated_count",
            DECISION,
            put(data, "/subject", f"Về việc tặng Giấy khen {words}"),
            "/subject",
        )
    for year in (2016, 1920, 2024):
        yield Fault(
            "odd_birth_year",
            DECISION,
            put(data, f"{_PEOPLE}/1/birth_year", year),
            f"{_PEOPLE}/1/birth_year",
        )
    for name in ("Lê Văn Tám", "Phạm Thị Lành", "Y-Moan Ê-ban"):
        houses = [{"full_name": name, "address": "Thôn 1"}]
        yield Fault(
            "household_without_honorific",
            DECISION,
            put(data, "/awards/0/households", houses),
            "/awards/0/households/0",
        )


def names() -> Iterator[Fault]:
    """What stands in the place of a name, an honorific, a cell."""
    data = _uncounted()
    at = f"{_PEOPLE}/3"
    slips: tuple[tuple[str, str, str, tuple[Any, ...]], ...] = (
        ("no_name", "full_name", at, ("12", "0912 345 678", "Họ và tên", "STT", "(ghi rõ họ tên)", "...")),
        ("odd_honorific", "honorific", at, ("3", "STT", "Danh xưng", "Phòng Hợp tác quốc tế", "-")),
        ("honorific_twice", "full_name", at, ("Bà Nguyễn Thị Thu Hằng", "bà Nguyễn Thị Thu Hằng", "Đồng chí Nguyễn Thị Thu Hằng")),
        ("two_people", "full_name", at, ("Nguyễn Văn An, Trần Thị Bình", "Nguyễn Văn An và Trần Thị Bình", "Nguyễn Văn An; Trần Thị Bình", "Nguyễn Văn An/Trần Thị Bình")),
        ("position_in_name", "", at, ("Trần Thị Bình - Chuyên viên", "Trần Thị Bình (Kế toán)", "Trần Thị Bình, Trưởng phòng", "Trần Thị Bình Phó Trưởng phòng")),
        ("number_before_name", "full_name", at, ("1. Nguyễn Văn An", "01/ Trần Thị Bình", "- Lê Văn Chi", "2 Phạm Thị Dung", "✓ Lê Văn Chi")),
        ("more_than_name", "full_name", at, ("Nguyễn Văn An (SĐT 0912345678)", "Nguyễn Văn An - 1985", "Nguyễn Văn An, sinh năm 1985", "Trần Thị Bình (nữ)", "Lê Văn Chi - Phòng Hợp tác quốc tế")),
        ("unit_as_person", "full_name", at, ("Phòng Hợp tác quốc tế", "Trường Tiểu học Hà Linh", "Chi cục Biển và hải đảo")),
        ("ditto_mark", "organ_name", at, ("nt", "-nt-", "như trên", "//", '"', "Như trên")),
        ("ditto_mark", "position", at, ("-nt-", "″")),
    )  # fmt: skip
    for code, field, where, values in slips:
        for value in values:
            pointer = f"{where}/{field}" if field else where
            changed = put(data, f"{where}/{field or 'full_name'}", value)
            yield Fault(code, DECISION, changed, pointer)
    minutes = sample(MINUTES)
    signatures = [{"full_name": "Lê Văn An, Trần Thị Bình", "position": "Thành viên"}]
    yield Fault(
        "two_people",
        MINUTES,
        put(minutes, "/member_signatures", signatures),
        "/member_signatures/0",
    )
    yield Fault("no_name", MINUTES, put(minutes, "/absentees/0/full_name", "01"), "/absentees/0")


KINDS: Final[tuple[Kind, ...]] = (
    authority,
    money,
    several_awards,
    forms,
    doubles,
    counts,
    names,
)
