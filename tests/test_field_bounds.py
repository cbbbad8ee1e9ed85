"""Every field of every document type takes a value at its bound and refuses the next one (contract §2 to §5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import ValidationError

from service import documents
from service.schema import input_outline, loading
from service.schema.input_outline import Item

DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"


def items(slug: str) -> dict[str, Item]:
    return {item.pointer: item for item in input_outline.items(documents.get(slug).schema)}


ITEMS = {slug: items(slug) for slug in (DECISION, REPORT, MINUTES)}


def single(item: Item) -> Any:
    """The field that reads one value: of a list of values, that of each line."""
    return item.field.value if item.kind == "values" else item.field


def code(field: Any, value: Any) -> str:
    """What reading a value says: "" for nothing."""
    try:
        field.deserialize(value)
    except ValidationError as error:
        return next(iter(loading.violations_in(error.messages))).code
    return ""


#: Letters of a text, as the contract says or, where it is silent, as the API has published them.
ORGAN = {"/organ/organ_name": 200, "/organ/parent_name": 200, "/organ/code": 20}
COMMON = ORGAN | {
    "/code_notation": 30,
    "/subject": 500,
    "/recipients": 300,
    "/archive/units": 50,
    "/drafter_code": 10,
}
ISSUED = COMMON | {
    "/place": 100,
    "/signer/on_behalf_of": 100,
    "/signer/authority": 100,
    "/signer/position": 100,
    "/signer/other_title": 100,
    "/signer/full_name": 50,
}


def person(pointer: str, **more: int) -> dict[str, int]:
    longest = {"honorific": 50, "full_name": 100, "position": 200, "organ_name": 200, **more}
    return {f"{pointer}/{name}": letters for name, letters in longest.items()}


LONGEST = {
    DECISION: ISSUED
    | {
        "/issuing_authority": 200,
        "/legal_bases": 1000,
        "/proposed_by": 300,
        "/bonus_source": 300,
        "/executors": 300,
        "/effective": 100,
        "/awards/*/form_name": 200,
        "/awards/*/achievement": 1000,
        "/awards/*/collectives/*/name": 300,
        "/awards/*/collectives/*/organ_name": 200,
        "/awards/*/collectives/*/achievement": 1000,
        "/awards/*/households/*/full_name": 100,
        "/awards/*/households/*/address": 300,
        "/awards/*/households/*/achievement": 1000,
    }
    | person("/awards/*/individuals/*", achievement=1000),
    REPORT: ISSUED
    | {
        "/period/label": 100,
        "/addressed_to": 300,
        "/sections/*/heading": 2_000,
        "/sections/*/table/caption": 300,
        "/sections/*/table/unit": 100,
        "/sections/*/table/columns/*/header": 200,
        "/sections/*/table/columns/*/of": 200,
        "/annexes/*/title": 300,
    },
    MINUTES: COMMON
    | {
        "/venue": 300,
        "/agenda": 500,
        "/proceedings/*/heading": 300,
        "/proceedings/*/speaker": 300,
        "/votes/*/matter": 500,
        "/attendees/*/group": 300,
    }
    | person("/chair", office=100)
    | person("/secretary")
    | person("/co_chairs/*")
    | person("/attendees/*")
    | person("/absentees/*", reason=200)
    | person("/member_signatures/*"),
}


@pytest.mark.parametrize("slug", LONGEST)
def test_a_text_at_its_limit_passes_and_one_letter_more_does_not(slug: str) -> None:
    for pointer, longest in LONGEST[slug].items():
        field = single(ITEMS[slug][pointer])
        assert code(field, "x" * longest) == "", pointer
        assert code(field, "x" * (longest + 1)) == "too_long", pointer


#: Least and most of a number: a count of people, of copies, of đồng, a year of birth.
PEOPLE, VOTES, SUM = (1, 1_000_000), (0, 1_000_000), (1, 10**9)
NUMBERS = {
    "/code_number": (1, 99_999_999_999),
    "/archive/copies": (1, 99),
    "/issued_amount": (1, 999),
}
BOUNDS = {
    DECISION: NUMBERS
    | {
        "/awards/*/declared_collectives": VOTES,
        "/awards/*/declared_individuals": VOTES,
        "/awards/*/declared_households": VOTES,
        "/awards/*/bonus/collective": SUM,
        "/awards/*/bonus/individual": SUM,
        "/awards/*/bonus/household": SUM,
        "/awards/*/collectives/*/bonus": (0, SUM[1]),
        "/awards/*/individuals/*/bonus": (0, SUM[1]),
        "/awards/*/households/*/bonus": (0, SUM[1]),
        "/awards/*/individuals/*/birth_year": (1900, 2100),
    },
    REPORT: NUMBERS,
    MINUTES: NUMBERS
    | {
        "/summoned": PEOPLE,
        "/council/members": (1, 1_000),
        "/council/quorum": (1, 1_000),
        "/council/approval_percent": (1, 100),
        "/present": PEOPLE,
        "/attendees/*/count": PEOPLE,
        "/votes/*/in_favour": VOTES,
        "/votes/*/against": VOTES,
        "/votes/*/other": VOTES,
        "/votes/*/base": PEOPLE,
    },
}


@pytest.mark.parametrize("slug", BOUNDS)
def test_a_number_at_its_bounds_passes_and_one_beyond_does_not(slug: str) -> None:
    for pointer, (least, most) in BOUNDS[slug].items():
        field = single(ITEMS[slug][pointer])
        assert [code(field, number) for number in (least, most)] == ["", ""], pointer
        beyond = [code(field, number) for number in (least - 1, most + 1)]
        assert beyond == ["out_of_range", "out_of_range"], pointer


REQUIRED_COMMON = {"/organ", "/organ/organ_name", "/organ/code", "/subject"}
REQUIRED_ISSUED = REQUIRED_COMMON | {"/place", "/signer", "/signer/position", "/signer/full_name"}
REQUIRED = {
    DECISION: REQUIRED_ISSUED
    | {"/issuing_authority", "/legal_bases", "/awards", "/executors"}
    | {"/awards/*/form", "/awards/*/achievement", "/awards/*/collectives/*/name"}
    | {"/awards/*/individuals/*/full_name", "/awards/*/households/*/full_name"},
    REPORT: REQUIRED_ISSUED
    | {"/kind", "/period", "/period/label", "/sections", "/annexes/*/title"},
    MINUTES: REQUIRED_COMMON
    | {"/event_kind", "/started_at", "/ended_at", "/venue", "/attendees", "/proceedings"}
    | {"/chair", "/chair/full_name", "/secretary", "/secretary/full_name"}
    | {"/co_chairs/*/full_name", "/absentees/*/full_name", "/member_signatures/*/full_name"}
    | {"/votes/*/matter"},
}
#: What the contract calls optional: null and nothing at all are both right.
OPTIONAL_COMMON = {
    *("/organ/parent_name", "/code_number", "/code_notation", "/recipients", "/archive"),
    *("/archive/units", "/archive/copies", "/drafter_code", "/issued_amount"),
    *("/priority", "/circulation", "/medium"),
}
OPTIONAL_ISSUED = OPTIONAL_COMMON | {
    *("/issued_date", "/signer/on_behalf_of", "/signer/capacity"),
    *("/signer/authority", "/signer/other_title"),
}
OPTIONAL = {
    DECISION: OPTIONAL_ISSUED
    | {"/proposed_by", "/bonus_source", "/effective", "/awards/*/bonus", "/awards/*/form_name"}
    | {"/awards/*/collectives", "/awards/*/individuals", "/awards/*/households"}
    | {"/awards/*/individuals/*/birth_year", "/awards/*/individuals/*/position"},
    REPORT: OPTIONAL_ISSUED
    | {"/period/from", "/period/to", "/addressed_to", "/opening", "/closing", "/annexes"}
    | {"/use_parts", "/sections/*/paragraphs", "/sections/*/items", "/sections/*/table"},
    MINUTES: OPTIONAL_COMMON
    | {"/co_chairs", "/summoned", "/present", "/absentees", "/agenda", "/votes", "/conclusions"}
    | {"/read_aloud", "/member_signatures", "/votes/*/secret", "/votes/*/base"},
}


@pytest.mark.parametrize("slug", REQUIRED)
def test_what_the_contract_requires_is_required_and_nothing_that_it_leaves_open(slug: str) -> None:
    for pointer in REQUIRED[slug]:
        assert ITEMS[slug][pointer].required, pointer
    for pointer in OPTIONAL[slug]:
        assert not ITEMS[slug][pointer].required, pointer


@pytest.mark.parametrize(
    ("slug", "pointer"),
    [
        (DECISION, "/legal_bases"),
        (DECISION, "/awards"),
        (DECISION, "/executors"),
        (REPORT, "/sections"),
        (MINUTES, "/attendees"),
        (MINUTES, "/proceedings"),
    ],
)
def test_a_list_that_needs_a_row_needs_just_one(slug: str, pointer: str) -> None:
    assert ITEMS[slug][pointer].at_least == 1
    assert code(ITEMS[slug][pointer].field, []) == "too_few"


def lists_without_a_bound(slug: str) -> Iterator[Item]:
    for item in ITEMS[slug].values():
        if item.is_list and not item.required and item.kind in ("values", "parts"):
            yield item


@pytest.mark.parametrize("slug", ITEMS)
def test_every_other_list_may_be_empty_or_left_out(slug: str) -> None:
    for item in lists_without_a_bound(slug):
        assert item.at_least == 0, item.pointer
        assert item.field.deserialize([]) == [], item.pointer


CHOICES = {
    (DECISION, "/awards/*/form"): [
        ("giay_khen", "Giấy khen"),
        ("bang_khen", "Bằng khen"),
        ("co_thi_dua", "Cờ thi đua"),
        ("lao_dong_tien_tien", "Lao động tiên tiến"),
        ("chien_si_thi_dua_co_so", "Chiến sĩ thi đua cơ sở"),
        ("tap_the_lao_dong_tien_tien", "Tập thể lao động tiên tiến"),
        ("tap_the_lao_dong_xuat_sac", "Tập thể lao động xuất sắc"),
        ("other", "Hình thức khác"),
    ],
    (REPORT, "/kind"): [("tong_ket", "Tổng kết"), ("so_ket", "Sơ kết")],
    (REPORT, "/sections/*/table/columns/*/align"): [
        ("left", "trái"),
        ("center", "giữa"),
        ("right", "phải"),
    ],
    (MINUTES, "/event_kind"): [
        ("hoi_nghi", "Hội nghị"),
        ("cuoc_hop", "Cuộc họp"),
        ("hoi_thao", "Hội thảo"),
    ],
    (MINUTES, "/medium"): [("paper", "Văn bản giấy"), ("electronic", "Văn bản điện tử")],
    (MINUTES, "/priority"): [
        ("hoa_toc", "Hỏa tốc"),
        ("thuong_khan", "Thượng khẩn"),
        ("khan", "Khẩn"),
    ],
    (MINUTES, "/circulation"): [
        ("xem_xong_tra_lai", "Xem xong trả lại"),
        ("luu_hanh_noi_bo", "Lưu hành nội bộ"),
    ],
}


@pytest.mark.parametrize(("place", "choices"), CHOICES.items())
def test_a_choice_offers_the_words_of_the_contract_in_their_order(
    place: tuple[str, str], choices: list[tuple[str, str]]
) -> None:
    offered = [choice for choice in ITEMS[place[0]][place[1]].choices if choice in choices]
    assert offered == choices


DEFAULTS = [
    (DECISION, "/medium", "paper"),
    (DECISION, "/priority", None),
    (DECISION, "/code_number", None),
    (DECISION, "/awards/*/bonus", None),
    (REPORT, "/use_parts", False),
    (REPORT, "/issued_date", None),
    (MINUTES, "/read_aloud", False),
    (MINUTES, "/votes/*/secret", None),
    (MINUTES, "/votes/*/base", None),
]


@pytest.mark.parametrize(("slug", "pointer", "default"), DEFAULTS)
def test_what_is_left_out_has_the_value_of_the_contract(
    slug: str, pointer: str, default: Any
) -> None:
    assert ITEMS[slug][pointer].field.deserialize(None) is default or (
        ITEMS[slug][pointer].field.deserialize(None) == default
    )


#: How the language of a text is read: names have no sentences, bases have rules of their own.
ROLES = {
    "name": [
        *((DECISION, pointer) for pointer in ("/organ/organ_name", "/organ/parent_name", "/place")),
        *((DECISION, f"/signer/{name}") for name in ("full_name",)),
        (DECISION, "/issuing_authority"),
        *((DECISION, f"/awards/*/individuals/*/{name}") for name in ("honorific", "full_name", "position", "organ_name")),
        *((DECISION, f"/awards/*/collectives/*/{name}") for name in ("name", "organ_name")),
        *((DECISION, f"/awards/*/households/*/{name}") for name in ("full_name", "address")),
        *((MINUTES, f"/attendees/*/{name}") for name in ("honorific", "full_name", "position", "organ_name")),
        *((MINUTES, f"/member_signatures/*/{name}") for name in ("full_name", "position", "organ_name")),
    ],
    "recipient": [(DECISION, "/recipients"), (DECISION, "/archive/units"), (REPORT, "/addressed_to")],
    "basis": [(DECISION, "/legal_bases")],
    "running": [
        (DECISION, "/awards/*/individuals/*/achievement"),
        *((REPORT, pointer) for pointer in ("/opening", "/closing", "/sections/*/paragraphs", "/sections/*/items")),
        *((MINUTES, pointer) for pointer in ("/proceedings/*/paragraphs", "/proceedings/*/items", "/conclusions")),
    ],
    "line": [(DECISION, "/subject"), (DECISION, "/executors"), (REPORT, "/sections/*/heading"), (MINUTES, "/venue")],
    None: [(DECISION, "/organ/code"), (DECISION, "/code_notation"), (DECISION, "/drafter_code")],
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_a_text_is_read_for_its_language_as_what_it_is(role: str | None) -> None:
    for slug, pointer in ROLES[role]:
        assert single(ITEMS[slug][pointer]).role == role, pointer


@pytest.mark.parametrize("slug", ITEMS)
def test_the_example_of_every_field_is_a_sound_value(slug: str) -> None:
    for item in ITEMS[slug].values():
        field = single(item)
        if item.inside or item.kind in ("columns", "rows", "bonus") or field.example is None:
            continue
        assert code(field, field.example) == "", item.pointer
