"""One form of two givers makes two awards, and is asked about; one giver under several names is one."""

from __future__ import annotations

import pytest

from service.importing.givers import are_one, giver_in
from tests.importing.sheets import page, people, read, reported

ASKED = "several_givers"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bằng khen của Bộ Y tế", "Bằng khen của UBND tỉnh"),
        ("Bằng khen của Bộ trưởng Bộ Y tế", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Bằng khen Bộ", "BK tỉnh"),
        ("Bằng khen cấp Bộ", "Bằng khen cấp tỉnh"),
        ("Bằng khen của Thủ tướng Chính phủ", "Bằng khen UBND tỉnh"),
        ("Bằng khen của Tổng Liên đoàn", "Bằng khen của Liên đoàn Lao động tỉnh"),
        ("Giấy khen của Giám đốc Sở", "Giấy khen của Chủ tịch UBND xã"),
        ("Giấy khen của Sở Y tế", "Giấy khen của Sở Nội vụ"),
    ],
)
def test_a_form_of_two_givers_makes_two_awards_and_is_asked_about(one: str, other: str) -> None:
    rows = f"STT | Họ và tên | Hình thức\n1 | Nguyễn Văn An | {one}\n2 | Trần Thị Bình | {other}\n3 | Lê Chi | {one}"
    found = read(page(rows))
    assert people(found, 0) == ["Nguyễn Văn An", "Lê Chi"]
    assert people(found, 1) == ["Trần Thị Bình"]
    assert len({award["form"] for award in found.data["awards"]}) == 1
    (asked,) = found.violations
    assert (asked.code, asked.severity) == (ASKED, "warning")
    assert (asked.pointer, asked.cell) == ("/awards/1/form", "Sheet1!C3")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bằng khen của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Bằng khen của Chủ tịch tỉnh", "BK UBND tỉnh"),
        ("Bằng khen của Ủy ban nhân dân tỉnh", "Bằng khen của UBND tỉnh năm 2025"),
        ("Bằng khen", "Bằng khen của UBND tỉnh"),
        ("Bằng khen của UBND tỉnh", "Bằng khen"),
        ("Giấy khen của Giám đốc", "Giấy khen của Giám đốc Sở Y tế"),
        ("Giấy khen của Giám đốc Sở", "Giấy khen Sở"),
        ("Giấy khen của Giám đốc Sở Nội vụ", "Giấy khen của GĐ Sở"),
        ("Bằng khen của CT UBND tỉnh", "Bằng khen của Chủ tịch tỉnh"),
        ("Giấy khen năm 2025", "Giấy khen của Sở"),
        ("Giấy khen đột xuất", "Giấy khen"),
        ("Giấy khen cho cá nhân", "GK"),
    ],
)
def test_one_giver_under_several_names_is_one_award(one: str, other: str) -> None:
    rows = f"STT | Họ và tên | Hình thức\n1 | Nguyễn Văn An | {one}\n2 | Trần Thị Bình | {other}"
    found = read(page(rows))
    assert people(found) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert reported(found) == []


def test_who_names_no_giver_is_with_the_first_and_a_third_giver_is_asked_about_too() -> None:
    forms = [
        "Bằng khen",
        "Bằng khen của Bộ Y tế",
        "BK tỉnh",
        "BK",
        "Bằng khen của Tổng cục",
        "BK tỉnh",
    ]
    rows = "\n".join(
        f"{n} | Nguyễn Văn {'ABCDEG'[n - 1]} | {form}" for n, form in enumerate(forms, 1)
    )
    found = read(page(f"STT | Họ và tên | Hình thức\n{rows}"))
    assert [[name[-1] for name in people(found, award)] for award in range(3)] == [
        ["A", "B", "D"], ["C", "G"], ["E"],
    ]  # fmt: skip
    assert reported(found, ASKED) == [(ASKED, "Sheet1!C4"), (ASKED, "Sheet1!C6")]


@pytest.mark.parametrize("is_on_two_sheets", [False, True])
def test_headings_and_titles_name_givers_too(is_on_two_sheets: bool) -> None:
    row = "STT | Họ và tên\n1 | Nguyễn Văn An"
    titles = [f"DANH SÁCH TẶNG BẰNG KHEN CỦA {giver}" for giver in ("BỘ Y TẾ", "UBND TỈNH")]
    if is_on_two_sheets:
        found = read([page(f"{title}\n{row}", f"S{n}") for n, title in enumerate(titles, 1)])
        assert reported(found) == [(ASKED, "S2!A1")]
    else:
        groups = "A | Bằng khen của Bộ\n1 | Lê Chi\nB | Bằng khen UBND tỉnh\n1 | Lê Dung"
        found = read(page(f"STT | Họ và tên\n{groups}"))
        assert reported(found) == [(ASKED, "Sheet1!B4")]
    assert len(found.data["awards"]) == 2


def test_ticks_below_forms_of_two_givers_are_told_apart() -> None:
    rows = "STT | Họ và tên | Giấy khen Sở | Giấy khen UBND xã\n1 | Nguyễn Văn An | x | x\n2 | Lê Chi | | x"
    found = read(page(rows))
    assert [people(found, award) for award in (0, 1)] == [
        ["Nguyễn Văn An"],
        ["Nguyễn Văn An", "Lê Chi"],
    ]
    assert reported(found) == [(ASKED, "Sheet1!D2")]


def test_a_giver_is_what_stands_behind_the_form() -> None:
    assert giver_in("Tặng Bằng khen của Chủ tịch UBND tỉnh năm 2025") == {
        "chu",
        "tich",
        "ubnd",
        "tinh",
    }
    assert giver_in("Giấy khen của Viettel (đợt 1)") == {"viettel"}
    assert giver_in("Giấy khen của Giám đốc") == {"giam", "doc"}
    for words in ("Bằng khen", "LĐTT", "Giấy khen thành tích đột xuất", "Giấy khen do có công", ""):
        assert giver_in(words) == frozenset()
    assert are_one(frozenset(), frozenset({"so"})) and not are_one(
        frozenset({"bo"}), frozenset({"so"})
    )
