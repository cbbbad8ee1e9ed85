"""Names that are no names, honorifics typed twice, ditto marks: reported where they stand, sound ones left alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.rules import doubtful_names
from tests.documents import inputs
from tests.reviewed import violations_of


def people(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"awards": [{"individuals": list(rows)}]}


NAMES_THAT_ARE_NONE = [
    "1", "012", "0912345678", "0912.345.678", "STT", "stt", "Họ và tên", "HỌ VÀ TÊN", "Chức vụ:", "Tổng cộng",
    "(Phó Bí thư)", "[trống]", "---", "Ông", "đồng chí", "Bà.",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES_THAT_ARE_NONE)
def test_what_is_no_name_is_reported_in_every_list_of_people(name: str) -> None:
    for record, pointer in (
        (people({"full_name": "Lê An"}, {"full_name": name}), "/awards/0/individuals/1/full_name"),
        ({"attendees": [{"full_name": name}]}, "/attendees/0/full_name"),
        ({"awards": [{"collectives": [{"name": name}]}]}, "/awards/0/collectives/0/name"),
    ):
        assert [
            violation.pointer for violation in violations_of(doubtful_names.no_name, record)
        ] == [pointer]


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn A", "Y Moan", "Lê Thị 2", "Tổ 5", "Bà Triệu", "Ông Ích Khiêm", "Cộng Hòa"]
)
def test_a_name_is_left_alone(name: str) -> None:
    assert violations_of(doubtful_names.no_name, people({"full_name": name})) == []


@pytest.mark.parametrize("message", ["1", "01.", "STT", "Họ và tên", "Phòng Tổ chức", "-"])
def test_an_honorific_that_is_none_is_reported(message: str) -> None:
    found = violations_of(
        doubtful_names.odd_honorific, people({"honorific": message, "full_name": "Lê An"})
    )
    assert [violation.pointer for violation in found] == ["/awards/0/individuals/0/honorific"]


@pytest.mark.parametrize(
    "message", ["Ông", "Bà", "đồng chí", "Đại tá", "Linh mục", "Hòa thượng", "BS."]
)
def test_an_honorific_is_free_text(message: str) -> None:
    assert (
        violations_of(
            doubtful_names.odd_honorific, people({"honorific": message, "full_name": "Lê An"})
        )
        == []
    )


@pytest.mark.parametrize(
    ("honorific", "name", "suggestion"),
    [
        ("Ông", "Ông Nguyễn Văn A", "Nguyễn Văn A"),
        ("đồng chí", "Đ/c Lê An", "Lê An"),
        ("Đại tá", "Đại tá Lê An", "Lê An"),
        (None, "Ông Ông Lê An", "Lê An"),
        ("Bà", "Bà bà Lê An", "Lê An"),
    ],
)
def test_an_honorific_typed_twice_is_corrected(
    honorific: str | None, name: str, suggestion: str
) -> None:
    (found,) = violations_of(
        doubtful_names.honorific_twice, people({"honorific": honorific, "full_name": name})
    )
    assert found.suggestion == suggestion


@pytest.mark.parametrize(
    ("honorific", "name"),
    [(None, "Ông Nguyễn Văn A"), ("Ông", "Nguyễn Văn A"), ("Ông", "Nguyễn Anh Tuấn")],
)
def test_one_honorific_is_left_alone(honorific: str | None, name: str) -> None:
    assert (
        violations_of(
            doubtful_names.honorific_twice, people({"honorific": honorific, "full_name": name})
        )
        == []
    )


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn A, Trần Thị B",
        "Nguyễn Văn A và Trần Thị B",
        "Nguyễn Văn A; Trần Thị B",
        "Lê An - Lê Bình",
    ],
)
def test_two_people_in_one_cell_are_reported(name: str) -> None:
    assert len(violations_of(doubtful_names.two_people, people({"full_name": name}))) == 1


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn A", "Y-Moan Ê-ban", "Tôn Nữ Thị Ninh", "Lê An, Trưởng phòng"]
)
def test_one_person_is_left_alone(name: str) -> None:
    assert violations_of(doubtful_names.two_people, people({"full_name": name})) == []


@pytest.mark.parametrize(
    ("typed", "name", "position"),
    [
        ("Bà Trần Thị Bình - Chuyên viên", "Bà Trần Thị Bình", "Chuyên viên"),
        ("Trần Thị Bình (Kế toán)", "Trần Thị Bình", "Kế toán"),
        ("Trần Thị Bình, Phó Giám đốc Sở", "Trần Thị Bình", "Phó Giám đốc Sở"),
        ("Trần Thị Bình – Phó Chủ tịch UBND, Trưởng ban", "Trần Thị Bình", "Phó Chủ tịch UBND, Trưởng ban"),
        ("TRẦN THỊ BÌNH: giáo viên", "Trần Thị Bình", "giáo viên"),
        ("Bà Trần Thị Bình Trưởng phòng Tổ chức", "Bà Trần Thị Bình", "Trưởng phòng Tổ chức"),
        ("Trần Thị Bình Kế toán", "Trần Thị Bình", "Kế toán"),
    ],
)  # fmt: skip
def test_a_position_typed_behind_the_name_is_moved_to_its_own_place(
    typed: str, name: str, position: str
) -> None:
    row = {"full_name": typed, "position": None, "organ_name": "Văn phòng"}
    for record, pointer in (
        (people(row), "/awards/0/individuals/0"),
        ({"attendees": [row]}, "/attendees/0"),
    ):
        (found,) = violations_of(doubtful_names.position_in_name, record)
        assert (found.pointer, found.suggestion) == (
            pointer,
            {"full_name": name, "position": position, "organ_name": "Văn phòng"},
        )
        assert violations_of(doubtful_names.two_people, record) == []


@pytest.mark.parametrize(
    ("position", "suggestion"), [("chuyên viên", "Lê An"), ("Trưởng phòng", None)]
)
def test_a_position_that_has_its_own_place_already_is_taken_from_the_name_only_where_both_agree(
    position: str, suggestion: str | None
) -> None:
    (found,) = violations_of(
        doubtful_names.position_in_name,
        people({"full_name": "Lê An - Chuyên viên", "position": position}),
    )
    assert (found.pointer, found.suggestion) == ("/awards/0/individuals/0/full_name", suggestion)


def test_a_position_behind_the_head_of_a_household_has_no_place_to_go_to() -> None:
    (found,) = violations_of(
        doubtful_names.position_in_name,
        {"awards": [{"households": [{"full_name": "Lê An (Tổ trưởng)"}]}]},
    )
    assert (found.pointer, found.suggestion) == ("/awards/0/households/0/full_name", None)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Văn A", "Y-Moan Ê-ban", "Lê Văn Trưởng", "Lê Phó Phòng", "Trần Thị Bình (Thôn 5)", "Lê An (tức Lê Bình)", "Lê An, Lê Bình",
        "Lê An - Giám đốc, Lê Bình - Phó Giám đốc", "Phòng Tổ chức - Trưởng phòng", "Ông Chánh Văn phòng",
    ],
)  # fmt: skip
def test_a_name_without_a_position_is_left_alone(name: str) -> None:
    assert violations_of(doubtful_names.position_in_name, people({"full_name": name})) == []


def test_a_row_is_not_rewritten_where_a_value_in_it_was_refused() -> None:
    data = inputs.sample("commendation-decision", "minimal")
    data["awards"][0]["individuals"] = [{"full_name": "Lê An - Chuyên viên", "birth_year": "năm"}]
    found = {found.code: found for found in inputs.review("commendation-decision", data).violations}
    assert found["position_in_name"].suggestion is None
    data["awards"][0]["individuals"][0]["birth_year"] = 1980
    found = {found.code: found for found in inputs.review("commendation-decision", data).violations}
    assert found["position_in_name"].suggestion == {
        "full_name": "Lê An", "position": "Chuyên viên", "birth_year": 1980,
    }  # fmt: skip


def test_a_unit_among_people_is_reported_and_a_surname_like_one_is_not() -> None:
    for name in (
        "Phòng Tổ chức cán bộ", "Trường Tiểu học số 1", "UBND xã An Bình", "Phòng Tài Chính", "THCS Lê Lợi", "DNTN Hoa Sen", "ĐỘI CẢNH SÁT",
        "Sacombank chi nhánh Đông Hà", "Sacombank", "Quân sự xã", "Y tế thôn bản",
    ):  # fmt: skip
        assert (
            len(violations_of(doubtful_names.unit_as_person, people({"full_name": name}))) == 1
        ), name
    for name in (
        "Ban Thị Hoa", "Hội Văn An", "Tổ Hữu Lộc", "ĐOÀN VĂN BA", "Vu Thi Hoa", "VU THI HOA", "Nguyễn văn An", "nguyễn văn an", "Hoàng", "ABC",
        "H'Hen", "Ông nguyễn văn an", "Lê trưởng phòng hành chính",
    ):  # fmt: skip
        assert violations_of(doubtful_names.unit_as_person, people({"full_name": name})) == [], name


@pytest.mark.parametrize(
    "mark",
    [
        "nt", "N/t", "n t", "NT", "-nt-", "- nt -", "(nt)", "…nt…", '"nt"', "//nt//",
        "//", "-//-", '"', "''", "“", "-“-", '- " -', '-"-', "↓", "〃", "như trên", "(như trên)",
    ],
)  # fmt: skip
def test_a_ditto_mark_is_an_error_with_the_value_above(mark: str) -> None:
    record = people(
        {"full_name": "Lê An", "organ_name": "Văn phòng"},
        {"full_name": "Lê Bình", "organ_name": mark},
        {"full_name": "Lê Chi", "organ_name": mark},
    )
    found = violations_of(doubtful_names.ditto_mark, record)
    assert [(violation.pointer, violation.suggestion) for violation in found] == [
        ("/awards/0/individuals/1/organ_name", "Văn phòng"),
        ("/awards/0/individuals/2/organ_name", "Văn phòng"),
    ]


@pytest.mark.parametrize(
    "typed", ["-", "...", "---", "Phòng NT", "Bộ phận nt", "Nt Trang", "/", "( )"]
)
def test_what_may_stand_for_nothing_is_no_ditto_mark(typed: str) -> None:
    record = people({"full_name": "Lê An", "organ_name": typed})
    assert violations_of(doubtful_names.ditto_mark, record) == []


def test_a_ditto_mark_with_nothing_above_has_no_suggestion() -> None:
    (found,) = violations_of(
        doubtful_names.ditto_mark, people({"full_name": "Lê An", "position": "nt"})
    )
    assert found.suggestion is None


def test_every_rule_is_in_the_list_of_its_kind() -> None:
    assert {rule.code for rule in doubtful_names.DOUBTFUL_NAME_RULES} == {
        "no_name", "odd_honorific", "honorific_twice", "two_people", "position_in_name", "unit_as_person", "ditto_mark",
    }  # fmt: skip


@pytest.mark.parametrize(
    "field",
    ["honorific", "position", "organ_name", "address", "achievement", "reason", "note"],
)
def test_whatever_a_clerk_leaves_to_the_row_above_is_asked_for(field: str) -> None:
    record = people({"full_name": "Lê An", field: "Bà"}, {"full_name": "Lê Bình", field: "nt"})
    (found,) = violations_of(doubtful_names.ditto_mark, record)
    assert (found.pointer, found.suggestion) == (f"/awards/0/individuals/1/{field}", "Bà")


def test_a_position_begins_behind_a_name_of_two_words() -> None:
    (found,) = violations_of(
        doubtful_names.position_in_name, people({"full_name": "Lê An trưởng phòng"})
    )
    assert found.suggestion == {"full_name": "Lê An", "position": "trưởng phòng"}


_NAMES = [
    "Nguyễn Văn An", "Lê Thị H'Hen", "An", "NGUYỄN VĂN AN", "Ông Nguyễn Văn An", "Đ/c Lê An", "Đồng Chí", "Đồng chí",
    "Họ Tên", "Họ và tên:", "Chức Vụ", "0912345678", "12", "(vắng)", "Lê An, Trần Bình", "Lê An và Trần Bình",
    "Trần Bình - Chuyên viên", "Trần Bình (Kế toán)", "Lê Văn An Trưởng phòng", "Phòng Tổ chức cán bộ", "Ban Thị Hoa",
    "Ông\u00a0Lê An", "-", "ông Lê An",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from([None, "Ông", "Đại tá", "Phòng Tổ chức"]), st.sampled_from(_NAMES)), max_size=6))  # fmt: skip
def test_a_list_is_told_what_each_of_its_rows_would_be_told(
    typed: list[tuple[str | None, str]],
) -> None:
    """Lists are looked at as one text first."""
    rows = [{"honorific": before, "full_name": name} for before, name in typed]
    for found_by in doubtful_names.DOUBTFUL_NAME_RULES:
        alone = [
            (place, violation.pointer.replace("/individuals/0", f"/individuals/{place}"))
            for place, row in enumerate(rows)
            for violation in violations_of(found_by, people(row))
        ]
        together = [violation.pointer for violation in violations_of(found_by, people(*rows))]
        assert together == [pointer for _, pointer in alone]
