"""What a document must show is looked for near and far, in every printed form, in the order of its rows."""

from __future__ import annotations

from typing import Any

import pytest

from service.schema import verification
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Text
from service.schema.loading import PartSchema
from service.schema.printing import printed_part

FAR = "x" * 5_000


def text(**more: Any) -> Text:
    return Text("Chữ", "", "A", **more)


class Row(PartSchema):
    name = text()
    unit = text()
    secret = text(printed=None)


class Inner(PartSchema):
    note = text()
    lines = Values(text())


class Outer(PartSchema):
    title = text()
    rows = Parts(Row, "Dòng", "")
    parts = Parts(Inner, "Nhóm", "")
    one = Part(Inner, "Một", "")
    hidden = Values(text(printed=None))


def lost(shown: str, **record: Any) -> list[str]:
    return verification.lost(printed_part(Outer(), record), shown)


def rows(*pairs: tuple[str | None, str | None]) -> list[dict[str, Any]]:
    return [{"name": name, "unit": unit, "secret": "không in"} for name, unit in pairs]


def test_the_case_of_a_line_or_a_title_is_its_own() -> None:
    for shown in ("sở Nội vụ", "Sở Nội vụ", "SỞ NỘI VỤ"):
        assert lost(shown, title="sở Nội vụ") == []
    for shown in ("sở nội vụ", "Sở Nội Vụ", "SỞ Nội vụ"):
        assert lost(shown, title="sở Nội vụ") == ["/title"]


@pytest.mark.parametrize("typed", ["một đoạn.", "một đoạn;", "một đoạn, ", "một đoạn./."])
def test_the_end_mark_is_the_sentence_s_own(typed: str) -> None:
    for shown in ("một đoạn./.", "một đoạn;", "một đoạn"):
        assert lost(shown, title=typed) == []
    assert lost("một đoàn.", title=typed) == ["/title"]
    assert lost("v.v", title="v.v.") == ["/title"]


@pytest.mark.parametrize("between", ["", " ", "x" * 1_990, "x" * 2_000, "x" * 2_010, FAR])
def test_a_row_is_found_however_far_it_stands_from_the_one_before(between: str) -> None:
    people = rows(("Lan", "Phòng A"), ("Mai", "Phòng B"))
    assert lost(f"Lan Phòng A{between}Mai Phòng B", rows=people) == []
    assert lost(f"MAI Phòng B{between}Lan Phòng A", rows=people) == ["/rows/1/name"]


@pytest.mark.parametrize("printed", ["Lan anh", "LAN ANH"])
def test_a_row_stands_where_its_first_form_does(printed: str) -> None:
    people = rows(("lan anh", None), ("Mai", None))
    assert lost(f"{printed}, Mai, với lan anh", rows=people) == []
    assert lost(f"với Mai, {printed}", rows=people) == ["/rows/1/name"]


def test_the_name_of_a_row_keeps_the_order_and_the_others_may_stand_anywhere() -> None:
    people = rows(("Lan", "Phòng Lãnh sự"), ("Mai", "Phòng Lễ tân"))
    assert lost("Lan Mai: Phòng Lễ tân, Phòng Lãnh sự", rows=people) == []
    assert lost("Mai Lan: Phòng Lãnh sự, Phòng Lễ tân", rows=people) == ["/rows/1/name"]


def test_of_rows_without_a_name_the_longest_value_keeps_the_order() -> None:
    sums = [
        verification._Row("/0", {"unit": "Sở A", "note": "chi một lần"}),
        verification._Row("/1", {"unit": "Sở B", "note": "chi hai lần"}),
    ]
    assert verification._lost_of_list(sums, "Sở B, Sở A: chi một lần, chi hai lần", 0)[0] == []
    swapped = "Sở A, Sở B: chi hai lần, chi một lần"
    assert verification._lost_of_list(sums, swapped, 0)[0] == ["/1/note"]


def test_each_value_that_is_missing_is_named_by_its_row_and_field() -> None:
    people = rows(("Lan", "Phòng A"), (None, "Phòng B"), ("Cúc", None))
    assert lost("Lan Phòng A Phòng B Cúc", rows=people) == []
    assert lost("Phòng A Phòng B Cúc", rows=people) == ["/rows/0/name"]
    assert lost("Lan Phòng A Cúc", rows=people) == ["/rows/1/unit"]
    assert lost("Lan Phòng A Phòng B", rows=people) == ["/rows/2/name"]
    assert lost("", rows=people) == ["/rows/0/name", "/rows/0/unit", "/rows/1/unit", "/rows/2/name"]


def test_a_unit_that_many_rows_share_may_stand_once() -> None:
    people = rows(("Nguyễn Thị Lan", "Sở A"), ("Nguyễn Thị Mai", "Sở A"))
    assert lost("Sở A: Nguyễn Thị Lan, Nguyễn Thị Mai", rows=people) == []
    assert lost("Nguyễn Thị Lan, Nguyễn Thị Mai", rows=people) == ["/rows/0/unit", "/rows/1/unit"]


def test_what_stands_inside_parts_is_looked_for_by_its_own_pointer() -> None:
    inner = [{"note": "ghi một", "lines": ["hai", None, "ba"]}, {"note": None, "lines": []}]
    assert lost("ghi một hai ba", parts=inner) == []
    assert lost("ghi một ba hai", parts=inner) == ["/parts/0/lines/2"]
    assert lost("hai ba", parts=inner) == ["/parts/0/note"]
    assert lost("hai", one={"note": "bốn", "lines": ["hai"]}) == ["/one/note"]
    assert lost("bốn", one={"note": "bốn", "lines": ["hai"]}) == ["/one/lines/0"]


def test_what_is_not_printed_or_not_given_is_not_looked_for() -> None:
    assert lost("", hidden=["a"], title=None, rows=[], parts=[], one=None) == []


def test_equal_lines_must_stand_as_often_as_they_were_given() -> None:
    listed = {"note": None, "lines": ["một", "một", "một"]}
    assert lost("một một một", one=listed) == []
    assert lost("một một", one=listed) == ["/one/lines/2"]


LONG = [(f"Nguyễn Văn {number}x", f"Phòng {number % 7}, sở {number}") for number in range(80)]


def table(cells: list[tuple[str, str]]) -> str:
    """Lines as an annex has them: a number, a name with what stands before it, a unit, a sum."""
    lines = [f"{place}\nÔng {name}\n{unit}\n450.000" for place, (name, unit) in enumerate(cells, 1)]
    return "\n".join(["Danh sách gồm Nguyễn Văn 7x", "Họ và tên\nĐơn vị", *lines, "Tổng cộng"])


def swapped(first: int, second: int) -> list[tuple[str, str]]:
    cells = [*LONG]
    cells[first], cells[second] = cells[second], cells[first]
    return cells


@pytest.mark.parametrize(
    ("shown", "missing"),
    [
        (LONG, []),
        ([(name, unit.upper()) for name, unit in LONG], []),
        ([(name, f"tại {unit};") for name, unit in LONG], []),
        (swapped(40, 41), ["/rows/41/name"]),
        (swapped(0, 1), ["/rows/1/name"]),
        ([*LONG[:50], *LONG[51:]], ["/rows/50/name", "/rows/50/unit"]),
        (LONG[:-1], ["/rows/79/name", "/rows/79/unit"]),
        ([*LONG[:9], ("Người khác", LONG[9][1]), *LONG[10:]], ["/rows/9/name"]),
        ([*LONG[:9], (LONG[9][0], "đơn vị khác"), *LONG[10:]], ["/rows/9/unit"]),
    ],
)
@pytest.mark.parametrize("fewest", [8, 1_000])
def test_a_table_looked_at_as_a_whole_is_judged_as_row_by_row(
    shown: list[tuple[str, str]], missing: list[str], fewest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "_FEWEST_ROWS", fewest)
    assert lost(table(shown), rows=rows(*LONG)) == missing


def test_a_table_is_looked_at_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_rows", lambda *_: pytest.fail("row by row"))
    assert lost(table(LONG), rows=rows(*LONG)) == []


def test_a_list_may_be_printed_before_one_that_is_given_before_it() -> None:
    given = [{"note": "một", "lines": ["a", "b"]}, {"note": "hai", "lines": ["c", "d"]}]
    assert lost("một\na\nb\nhai\nc\nd", parts=given) == []
    assert lost(f"hai\nc\nd\n{FAR}\nmột\na\nb\n{FAR}\nhai", parts=given) == []
    assert lost("một\nhai\nc\nd\na", parts=given) == ["/parts/0/lines/1"]
    assert lost("một\na\nb\nhai\nd\nc", parts=given) == ["/parts/1/lines/1"]
