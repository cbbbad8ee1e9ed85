"""Tables in the PDF: no figure, word or name is broken, and the page is the one that was measured for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest

from tests.conformance import lawful
from tests.documents import inputs
from tests.layout.pages import Page, pages
from tests.layout.rendering import render
from tests.libreoffice import to_pdf

pytestmark = pytest.mark.no_cover  # tests/measured.py

REPORT, DECISION = "summary-report", "commendation-decision"
MERIT = (
    "Hoàn thành xuất sắc nhiệm vụ năm 2025; chủ trì tham mưu 05 văn bản quy phạm pháp luật, 12 kế hoạch của Ủy "
    "ban nhân dân tỉnh; có 01 sáng kiến được công nhận cấp tỉnh, áp dụng hiệu quả tại 10 đơn vị"
)
NAMES = [
    *("Bà Nguyễn Thị Phương Thảo", "Ông Trần Văn Dũng", "Ông Lê Quốc Khánh", "Bà Hoàng Thị Hồng Nhung"),
    *("Ông Hoàng Ngọc Phương Uyên", "Bà Phan Thị Như Quỳnh", "Ông Đặng Trường Giang", "Bà Võ Thị Ánh"),
]  # fmt: skip
UNITS = [
    "Ủy ban nhân dân xã Thạch Hà",
    "Phòng Tổ chức cán bộ, Sở Nội vụ",
    "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
    "Trường Trung học phổ thông Phan Đình Phùng",
]
HEADERS = ["Số lượng hồ sơ đã giải quyết đúng hạn", "Kế hoạch năm", "Thực hiện", "Tỷ lệ (%)", "So với cùng kỳ năm trước"]  # fmt: skip

Table = dict[str, Any]


def figures(rows: int, columns: int, whole: int) -> Iterator[list[float]]:
    """Figures of so many digits before the point, no two alike."""
    for row in range(rows):
        yield [10**whole + 1111 * row + 97 * column + 0.5 for column in range(columns)]


def monthly(months: int, whole: int) -> Table:
    rows = [[UNITS[n % 4], *cells] for n, cells in enumerate(figures(3, months, whole))]
    return {"columns": ["Đơn vị", *(f"Tháng {n}" for n in range(1, months + 1))], "rows": rows}


def criteria(count: int) -> Table:
    columns = ["STT", "Chỉ tiêu", *HEADERS[:count], "Ghi chú"]
    rows = [
        [n, MERIT[: 40 * n], *cells, "Đạt" if n % 2 else None]
        for n, cells in enumerate(figures(4, count, 3), start=1)
    ]
    return {"columns": columns, "rows": rows}


def people(columns: int) -> Table:
    more = ["Chức vụ", "Đơn vị", "Thành tích", "Ngày sinh", "Điểm"][:columns]
    cells = ["Phó Trưởng phòng", "", MERIT, "15/12/1980", 98.75]
    rows = [
        [n, NAMES[n], *[UNITS[n % 4] if more[i] == "Đơn vị" else cells[i] for i in range(columns)]]
        for n in range(len(NAMES))
    ]
    return {"columns": ["STT", "Họ và tên", *more], "rows": rows}


def grouped(groups: int) -> Table:
    parts = ["Kế hoạch", "Thực hiện", {"header": "Tỷ lệ (%)", "computed": "ratio", "of": ["Thực hiện", "Kế hoạch"]}]  # fmt: skip
    years = [{"header": f"Năm {2020 + n}", "columns": parts} for n in range(groups)]
    rows: list[Any] = [
        {"role": "group", "cells": ["I. Khối sở, ngành"]},
        *([n, UNITS[n], *[100 + n, 125 + n * 3, None] * groups] for n in range(2)),
        {"role": "group", "cells": ["II. Khối xã, phường"]},
        *([n, UNITS[n], *[1100 + n, 1125 + n * 3, None] * groups] for n in range(2, 4)),
        {"role": "total", "cells": [None, "Tổng cộng", *[2406, 2518, None] * groups]},
    ]
    return {"columns": ["STT", "Đơn vị", *years], "rows": rows, "number_row": True}


TABLES: dict[str, Table] = {
    **{f"monthly{n}x{whole}": monthly(n, whole) for n in (3, 5, 7, 9, 11, 13) for whole in (2, 4, 5)},
    **{f"criteria{n}": criteria(n) for n in range(1, 6)},
    **{f"people{n}": people(n) for n in range(6)},
    **{f"grouped{n}": grouped(n) for n in range(1, 5)},
    "eight": monthly(7, 4),
    "fourteen": monthly(13, 4),
    "nineteen": {"columns": ["TT", *(f"Chỉ số {n}" for n in range(1, 19))],
                 "rows": [[n, *range(n * 100, n * 100 + 18)] for n in range(1, 9)]},
    "twelve": {"columns": ["TT", "Đơn vị", *(f"Mục {n}" for n in range(1, 11))],
               "rows": [[n, UNITS[n % 4], *[f"{n}.{m}0" for m in range(10, 20)]] for n in range(1, 9)]},
    "dates": {"columns": ["Số, ký hiệu", "Ngày ban hành", "Trích yếu"],
              "rows": [["91/2017/NĐ-CP", "31/7/2017", MERIT], ["30/2020/NĐ-CP", "05/3/2020", MERIT]]},
    "long": {"columns": ["STT", "Đơn vị", "Số lượng"], "rows": [[n, UNITS[n % 4], n * 1001] for n in range(1, 90)]},
}  # fmt: skip


def report(table: Table) -> dict[str, Any]:
    sample = inputs.sample(REPORT)
    section = {"heading": "Kết quả", "paragraphs": ["Kết quả như sau:"], "table": table}
    return {**sample, "sections": [section], "annexes": []}


def decision(people: list[str], **each: str) -> dict[str, Any]:
    rows = [
        {"full_name": name, "organ_name": UNITS[n % 2], "birth_year": 1960 + n % 40, **each}
        for n, name in enumerate(people)
    ]
    award = {"form": "giay_khen", "achievement": "đã có thành tích xuất sắc", "individuals": rows}
    return {**inputs.sample(DECISION), "awards": [award], "bonus_source": None}


#: Names that are all different: "Nguyễn Thị Hồng Sabc".
LETTERS = "abcdeghikl"
FIVE_HUNDRED = [
    f"Nguyễn Thị Hồng S{''.join(LETTERS[int(d)] for d in f'{n:03}')}" for n in range(500)
]
#: A position and a unit that are broken at a dash and inside of words where nothing holds them together.
DASHED, TORN = (
    "Phó Trưởng phòng Lãnh sự - Biên giới",
    "Trung tâm Dịch vụ đối ngoại và Xúc tiến viện trợ",
)
FOUR = [name.partition(" ")[2] for name in NAMES[:4]]


@dataclass(frozen=True)
class Printed:
    """The pages of a document: words with their places, tables as drawn."""

    pdf: bytes

    @cached_property
    def pages(self) -> list[Page]:
        return pages(self.pdf)

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word for page in self.pages for word, *_ in page.words)

    @cached_property
    def lines(self) -> list[str]:
        return [line.text for page in self.pages for line in page.lines]

    @property
    def has_landscape(self) -> bool:
        return any(page.width > page.height for page in self.pages)


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    made = {
        name: render(REPORT, inputs.context(REPORT, report(table))) for name, table in TABLES.items()
    }  # fmt: skip
    decisions = {
        "decision500": decision(FIVE_HUNDRED),
        "decisionmerits": decision(FOUR, achievement=MERIT, position="Phó Trưởng phòng"),
        "decisionnarrow": decision(FOUR, achievement=MERIT, position=DASHED, organ_name=TORN),
    }
    for name, data in decisions.items():
        made[name] = render(DECISION, inputs.context(DECISION, data))
    return made


def test_no_rule_of_form_is_broken(made: dict[str, bytes]) -> None:
    assert lawful.broken(made) == []


@pytest.fixture(scope="module")
def printed(made: dict[str, bytes]) -> dict[str, Printed]:
    return {name: Printed(pdf) for name, pdf in to_pdf(made).items()}


def contents(name: str) -> Iterator[dict[str, Any]]:
    for block in inputs.context(REPORT, report(TABLES[name]))["body"]:
        if block["kind"] == "table":
            yield block


def cells(table: dict[str, Any]) -> Iterator[str]:
    for line in (*table["heads"], *(line for band in table["bands"] for line in band["lines"])):
        yield from (cell["text"] for cell in line["cells"])
    for band in table["bands"]:
        for row in band["rows"]:
            yield from row


@pytest.mark.parametrize("name", TABLES)
def test_no_word_and_no_figure_of_a_table_is_broken(printed: dict[str, Printed], name: str) -> None:
    (table,) = contents(name)
    wanted = Counter(word for text in cells(table) for word in text.split())
    assert not wanted - printed[name].words


def names_of(name: str) -> list[str]:
    return [row[1] for row in TABLES[name]["rows"]]


@pytest.mark.parametrize("name", [f"people{n}" for n in range(6)])
def test_names_of_a_report_stand_on_one_line(printed: dict[str, Printed], name: str) -> None:
    lines = printed[name].lines
    assert all(any(person in line for line in lines) for person in names_of(name))


def test_a_table_stays_upright_as_long_as_it_may(printed: dict[str, Printed]) -> None:
    upright = {name for name in TABLES if not printed[name].has_landscape}
    assert {"eight", "monthly7x4", "people3", "criteria3", "dates", "long", "twelve"} <= upright
    assert not {"fourteen", "monthly13x4", "monthly11x5"} & upright


def test_eight_narrow_columns_leave_the_report_on_one_page(printed: dict[str, Printed]) -> None:
    assert len(printed["eight"].pages) <= len(printed["monthly3x2"].pages)


def test_names_and_units_of_five_hundred_people_stand_on_one_line(
    printed: dict[str, Printed],
) -> None:
    lines = Counter(printed["decision500"].lines)
    assert [name for name in FIVE_HUNDRED if lines[name] != 1] == []
    assert sum(lines[unit] for unit in UNITS[:2]) == 500


def test_names_stand_on_one_line_beside_long_merits(printed: dict[str, Printed]) -> None:
    assert {*FOUR} <= {*printed["decisionmerits"].lines}


def test_narrow_cells_break_between_words_and_begin_no_line_with_a_dash(
    printed: dict[str, Printed],
) -> None:
    page = printed["decisionnarrow"].pages[-1]
    left, right = page.columns[2], page.columns[4]
    lines = [line.text for line in page.lines if left < line.middle < right]
    assert [line for line in lines if line.startswith("-")] == []
    assert {"Lãnh sự -", "Trung tâm", "đối ngoại và"} <= {*lines}
    assert not {"Lãnh", "Dịch", "đối", "ngoại và Xúc"} & {*lines}


def test_the_last_row_of_a_table_is_not_alone_on_a_page(printed: dict[str, Printed]) -> None:
    for name in ("long", "decision500"):
        rows = [rows for page in printed[name].pages for rows in page.tables]
        # A header and one row.
        assert rows and 2 not in rows
