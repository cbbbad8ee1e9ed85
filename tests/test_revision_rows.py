"""Lines and rows that came into a document or went from it in Word: which rows of the input they are, and what is only told."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service.docx import embedded_data
from tests.documents.inputs import sample
from tests.recorded import Record
from tests.test_revision import DECISION, MINUTES, REPORT, edited, listed, text_of, w, written
from tests.test_revision_splits import TABLE, report
from tests.test_revision_taking import made, merged

Edit = Callable[[Any], None]


def _starting(root: Any, start: str, kind: str = "p") -> Any:
    return next(each for each in root.iter(w(kind)) if text_of(each).startswith(start))


def line(beside: str, *texts: str, above: bool = False) -> Edit:
    """Lines typed like the one that begins so, below it or above."""

    def edit(root: Any) -> None:
        model = _starting(root, beside)
        for text in texts if above else reversed(texts):
            new = copy.deepcopy(model)
            written(new, text)
            (model.addprevious if above else model.addnext)(new)

    return edit


def row(beside: str, *cells: str, above: bool = False) -> Edit:
    """A row typed like the one that begins so."""

    def edit(root: Any) -> None:
        model = _starting(root, beside, "tr")
        new = copy.deepcopy(model)
        for paragraph, text in zip(new.iter(w("p")), cells, strict=True):
            written(paragraph, text)
        (model.addprevious if above else model.addnext)(new)

    return edit


def narrow_row(beside: str, *cells: str) -> Edit:
    """A row with fewer cells than the one that begins so."""

    def edit(root: Any) -> None:
        model = _starting(root, beside, "tr")
        new = copy.deepcopy(model)
        for cell in [*new.iter(w("tc"))][len(cells) :]:
            cell.getparent().remove(cell)
        for paragraph, text in zip(new.iter(w("p")), cells, strict=True):
            written(paragraph, text)
        model.addnext(new)

    return edit


def over(start: str, text: str) -> Edit:
    """The line that begins so, typed anew."""
    return lambda root: written(_starting(root, start), text)


def gone(start: str, kind: str = "p") -> Edit:
    def edit(root: Any) -> None:
        found = _starting(root, start, kind)
        found.getparent().remove(found)

    return edit


def _people() -> dict[str, Any]:
    """A decision with people in a table, each with all that a row can say."""
    data = listed(9)
    for number, person in enumerate(data["awards"][0]["individuals"]):
        person["honorific"] = "Ông" if number % 2 else "Bà"
        person["achievement"] = f"Việc thứ {number}"
    return data


def _few() -> dict[str, Any]:
    """A decision that names its people in the text."""
    data = listed(3)
    for person, name in zip(
        data["awards"][0]["individuals"],
        ("Lê Văn An", "Trần Thị Bình", "Đỗ Văn Cường"),
        strict=True,
    ):
        person |= {"full_name": name, "honorific": "Ông"}
    return data


def _totals() -> dict[str, Any]:
    table = copy.deepcopy(TABLE)
    table["columns"][4] = "Ngày"
    table["rows"].append({"role": "total", "cells": ["Tổng cộng", 14, 12, None, None]})
    return report({"table": table})


def _minutes() -> dict[str, Any]:
    data = sample(MINUTES)
    data["attendees"] = [
        {"honorific": "ông", "full_name": "Lê Văn An", "position": "Trưởng phòng"},
        {"honorific": "bà", "full_name": "Trần Thị Bình", "position": "Chuyên viên"},
        {"group": "toàn thể công chức", "count": 35},
    ]
    return data


REPORTED = {"items": ["Một việc", "Hai việc"], "paragraphs": ["Đoạn đầu."]}
CASES: dict[str, tuple[str, Callable[[], dict[str, Any]], tuple[Edit, ...]]] = {
    "a recipient below the first": (REPORT, lambda: sample(REPORT), (line("- Như trên", "- Sở Tài chính;"),)),
    "a recipient with other marks": (REPORT, lambda: sample(REPORT), (line("- Như trên", "-  Sở Y tế  ."),)),
    "two recipients": (REPORT, lambda: sample(REPORT), (line("- Như trên", "- Sở Tài chính;", "- Sở Y tế;"),)),
    "a recipient that went": (DECISION, lambda: sample(DECISION), (gone("- UBND tỉnh"),)),
    "a basis above the first": (DECISION, lambda: sample(DECISION), (line("Căn cứ Luật", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", above=True),)),
    "a basis that went": (DECISION, lambda: sample(DECISION), (gone("Căn cứ Nghị định"),)),
    "an item below another": (REPORT, lambda: report(REPORTED), (line("- Một việc", "- Việc mới;"),)),
    "an item without a dash": (REPORT, lambda: report(REPORTED), (line("- Một việc", "Việc mới;"),)),
    "an item that is empty": (REPORT, lambda: report(REPORTED), (line("- Một việc", "-"),)),
    "a paragraph below another": (REPORT, lambda: report(REPORTED), (line("Đoạn đầu", "Đoạn sau."),)),
    "an item that went": (REPORT, lambda: report(REPORTED), (gone("- Hai việc"),)),
    "a heading that went": (REPORT, lambda: report(REPORTED), (gone("I. KẾT QUẢ"),)),
    "a person in a table": (DECISION, _people, (row("3", "4", "Ông Lê Văn Mới", "Thủ quỹ", "Phòng 9", "Việc mới"),)),
    "a person above the first": (DECISION, _people, (row("1", "1", "Bà Lê Thị Mới", "Thủ quỹ", "Phòng 9", "Việc mới", above=True),)),
    "a person without a position": (DECISION, _people, (row("3", "4", "Lê Văn Mới", "", "Phòng 9", "Việc mới"),)),
    "a row that names nobody": (DECISION, _people, (row("3", "4", "cùng các đồng nghiệp", "Thủ quỹ", "Phòng 9", "Việc mới"),)),
    "a row with a cell less": (DECISION, _people, (narrow_row("3", "4", "Lê Văn Mới", "Thủ quỹ"),)),
    "a person who went": (DECISION, _people, (gone("5", "tr"),)),
    "the last person who went": (DECISION, _people, (gone("9", "tr"),)),
    "a person in the text": (DECISION, _few, (line("2. Ông", "3. Bà Lê Thị Mới, Thủ quỹ, Phòng Kế toán;"),)),
    "a person behind the last in the text": (DECISION, _few, (line("3. Ông", "4. Bà Lê Thị Mới, Thủ quỹ, Phòng Kế toán."), over("3. Ông", "3. Ông Đỗ Văn Cường, Chuyên viên, Phòng 2;"))),
    "a person in the text without an honorific": (DECISION, _few, (line("2. Ông", "3. Lê Thị Mới, Thủ quỹ;"),)),
    "somebody in the text who is nobody": (DECISION, _few, (line("2. Ông", "3. và những người khác;"),)),
    "a person in the text who went": (DECISION, _few, (gone("2. Ông"),)),
    "a row of a table with a sum": (REPORT, _totals, (row("Đoàn vào", "Lễ tân", "5", "4", "80,0", "01/7"),)),
    "a row above a table's first": (REPORT, _totals, (row("Đoàn ra", "Lễ tân", "5", "4", "80,0", "", above=True),)),
    "a row below a table's sum": (REPORT, _totals, (row("Tổng cộng", "Lễ tân", "5", "4", "80,0", ""),)),
    "a table's sum that went": (REPORT, _totals, (gone("Tổng cộng", "tr"),)),
    "somebody who came to the meeting": (MINUTES, _minutes, (line("- Ông Lê Văn An", "- Ông Đỗ Văn Cường, Kế toán trưởng, Văn phòng Sở;"),)),
    "a group that came to the meeting": (MINUTES, _minutes, (line("- Ông Lê Văn An", "- Các khách mời: 12 người;"),)),
    "a point of the agenda": (MINUTES, lambda: sample(MINUTES), (line("- Tham luận", "- Bầu cử;"),)),
    "a conclusion that went": (MINUTES, lambda: sample(MINUTES), (gone("- Thực hiện nghiêm túc"),)),
    "an item and a person at once": (DECISION, _people, (row("3", "4", "Bà Lê Thị Mới", "Thủ quỹ", "Phòng 9", "Việc mới"), gone("7", "tr"))),
}  # fmt: skip


def _text(slug: str, data: Callable[[], Mapping[str, Any]], edits: tuple[Edit, ...]) -> str:
    """What was taken, and every place that is only told or follows."""
    docx = made(slug, data())
    for edit in edits:
        docx = edited(docx, edit)
    back = merged(slug, docx)
    return (
        "\n".join(
            [
                *(
                    f"{one.kind} {one.pointer} ({one.where}): {_json(one.old)} -> {_json(one.new)}"
                    for one in back.accepted
                ),
                *(
                    f"told {one.kind} ({one.where}): {one.generated!r} -> {one.now!r}"
                    for one in back.left
                ),
                *(
                    f"follows {one.kind} ({one.where}): {one.generated!r} -> {one.now!r}"
                    for one in back.follows
                ),
            ]
        )
        or "nothing"
    )


def _json(value: Any) -> str:
    return embedded_data.canonical(value).decode()


RECORD = Record(
    Path(__file__).with_name("revision_rows.txt"),
    {name: partial(_text, *case) for name, case in CASES.items()},
)


@pytest.mark.parametrize("name", CASES)
def test_what_came_or_went_is_the_row_that_it_was_or_is_told(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_edit_is_still_made() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)
