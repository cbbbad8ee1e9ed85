"""Lines with tabs of a plain text are a table, with its blank cells, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importing.word.drafts import pasted

HEAD, ONE = "STT\tChỉ tiêu\tKế hoạch\tThực hiện", "1\tThu\t5\t6"


def read(*lines: str) -> tuple[list[Any], list[str]]:
    """What stands in the section: tables, and paragraphs as texts; and the doubts."""
    draft = pasted("", "\n".join(("I. KẾT QUẢ", *lines)))
    assert draft.missing == ()
    section = draft.data["sections"][0]
    blocks = section.get("blocks", [*map(_paragraph, section.get("paragraphs", ())), section])
    found = [block.get("table", block.get("paragraph")) for block in blocks]
    return [one for one in found if one], [line.doubt for line in draft.lines if line.doubt]


def _paragraph(text: str) -> dict[str, str]:
    return {"paragraph": text}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("2\tChi\t7\t", ["2", "Chi", "7", None]),
        ("2\tChi\t\t", ["2", "Chi", None, None]),
        ("\tTổng cộng\t12\t6", [None, "Tổng cộng", "12", "6"]),
        ("\t\t12\t6", [None, None, "12", "6"]),
        ("\t\t\t15,5%", [None, None, None, "15,5%"]),
        ("Khối huyện\t\t\t", ["Khối huyện", None, None, None]),
        ("\tTrong đó\t\t", [None, "Trong đó", None, None]),
    ],
)
def test_a_row_keeps_its_blank_cells_and_the_others_their_columns(
    line: str, cells: list[str | None]
) -> None:
    columns = HEAD.split("\t")
    for lines in ((HEAD, ONE, line), (HEAD, line, ONE)):
        rows = [cells if each == line else ["1", "Thu", "5", "6"] for each in lines[1:]]
        assert read(*lines) == ([{"columns": columns, "rows": rows}], [])


def test_a_blank_header_is_no_reason_to_move_the_others() -> None:
    (table,), _ = read("\tChỉ tiêu\tSố", "1\tThu\t5", "2\tChi\t")
    assert table["columns"] == ["", "Chỉ tiêu", "Số"]
    assert table["rows"] == [["1", "Thu", "5"], ["2", "Chi", None]]


def test_tabs_before_all_rows_only_set_the_table_in() -> None:
    (table,), _ = read(f"\t{HEAD}\t", f"\t{ONE}\t")
    assert table["columns"] == HEAD.split("\t")


def test_a_line_between_rows_is_the_name_of_a_group() -> None:
    (table,), doubts = read(HEAD, ONE, "II. Khối huyện", ONE)
    assert table["rows"][1] == {"cells": ["II. Khối huyện", None, None, None], "role": "group"}
    assert doubts == []


def test_a_row_between_rows_that_has_fewer_cells_is_asked_about() -> None:
    (table,), (doubt,) = read(HEAD, ONE, "Tổng cộng\t5\t6", ONE)
    assert len(table["rows"]) == 3
    assert "“Tổng cộng 5 6”" in doubt
    assert "đúng cột" in doubt


@pytest.mark.parametrize(
    "between",
    ["Bảng 2. Kết quả chi", "Đơn vị tính: đồng", "Kết quả chi như sau:", "Như vậy là đạt.", "", "Chi ngân sách", "a" * 101],
)  # fmt: skip
def test_what_leads_to_another_table_ends_the_first(between: str) -> None:
    second = ONE if between != "Chi ngân sách" else HEAD.replace("STT", "TT")
    blank = () if between else ("Khối huyện", "")
    found, _ = read(HEAD, ONE, *blank, between, second, ONE)
    assert len([one for one in found if isinstance(one, dict)]) == 2


@pytest.mark.parametrize(
    "lines",
    [
        ["\tMột đoạn.", "\tHai đoạn.", "\tBa đoạn."],
        ["Phòng A:\t5 người", "Phòng B:\t6 người"],
        ["\tPhòng A:\t5 người", "\tPhòng B:\t6 người"],
        ["Một\t\t", "Hai\t\t"],
        ["Một\tHai\tBa", "Đoạn văn."],
    ],
)
def test_lines_that_tabs_only_set_in_are_paragraphs(lines: list[str]) -> None:
    texts = [" ".join(line.split()) for line in lines]
    assert read(*lines) == (texts, [])


def test_who_signs_below_a_table_is_no_row_of_it() -> None:
    draft = pasted("", f"I. KẾT QUẢ\n{HEAD}\n{ONE}\n\t\t\tGIÁM ĐỐC\n\t\t\tLê Thị Mai")
    assert draft.data["signer"] == {"position": "GIÁM ĐỐC", "full_name": "Lê Thị Mai"}
    assert len(draft.data["sections"][0]["table"]["rows"]) == 1
