"""Tables of offices laid out to the twip: the size of the letters, the page, and the width of every column."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from service.docx import standard, typography
from service.docx.typography import ColumnTexts, Group
from tests.recorded import Record
from tests.test_table_fit import FIGURE, NAMES, PROSE, UNITS, month_table

SHORT = ["Đạt", "Chưa đạt", "Vượt kế hoạch", "Đạt", "Đạt"]
POSITIONS = [
    "Trưởng phòng",
    "Phó Trưởng phòng Tổ chức cán bộ",
    "Chuyên viên chính",
    "Văn thư, thủ quỹ",
]
SENTENCES = [
    "Ban hành 05 văn bản chỉ đạo, trong đó có 02 chỉ thị.",
    "Tổ chức 12 lớp tập huấn cho cán bộ cấp xã; phát 3.000 tờ rơi.",
    "Kiểm tra 24 đơn vị.",
    "https://dichvucong.quanglam.gov.vn/ho-so/2026/000123456789",
]
SHORTCOMING = "Một số đơn vị chưa chủ động đăng ký nội dung thi đua từ đầu năm; việc kiểm tra chưa thường xuyên, báo cáo có lúc còn chậm"
MONEY = ["1.234.567.890", "950.000", "12.000.000", "0"]
LONG_HEADER = "Số hồ sơ giải quyết đúng hạn hoặc trước hạn trong kỳ báo cáo"

Table = tuple[list[list[str]], tuple[Group, ...], list[list[str]]]
TABLES: dict[str, Table] = {
    "one column of prose": ([["Nội dung", PROSE]], (), []),
    "a list of people": ([["STT", *"1234"], ["Họ và tên", *NAMES], ["Chức vụ", *POSITIONS]], (), []),
    "people with units": ([["STT", *"1234"], ["Họ và tên", *NAMES], ["Chức vụ", *POSITIONS], ["Đơn vị", *UNITS, UNITS[0]]], (), []),
    "people with what they did": (
        [["STT", *"1234"], ["Họ và tên", *NAMES], ["Chức vụ", *POSITIONS], ["Đơn vị", *UNITS, UNITS[1]], ["Thành tích", PROSE, *SENTENCES[:3]], ["Tiền thưởng (đồng)", *MONEY]],
        (),
        [],
    ),
    "two columns of prose": ([["Nhiệm vụ", PROSE, *SENTENCES], ["Kết quả", *SENTENCES, PROSE]], (), []),
    "prose beside figures": ([["Chỉ tiêu", *SENTENCES], ["Kế hoạch", *MONEY], ["Thực hiện", *MONEY], ["Tỷ lệ (%)", "100", "98,5", "7", "0"]], (), []),
    "headers longer than cells": ([["Nội dung", *SHORT], *([LONG_HEADER, "12", "7"] for _ in range(4))], (), []),
    "short texts of one kind": ([["TT", "1"], ["Tháng", *SHORT], ["Quý", *SHORT], ["Năm", *SHORT]], (), []),
    "columns under a shared header": (
        [["Đơn vị", *UNITS], ["Nam", "12", "7", "3"], ["Nữ", "8", "11", "2"], ["Ghi chú", "", "", PROSE[:60]]],
        (Group("Số lượng cán bộ, công chức, viên chức", 1, 2),),
        [],
    ),
    "two shared headers": (
        [["Đơn vị", *UNITS], *([f"Cột {n}", FIGURE] for n in range(1, 7))],
        (Group("Kế hoạch 06 tháng đầu năm", 1, 3), Group("Thực hiện", 4, 3)),
        [],
    ),
    "figures with their sums": ([["Đơn vị", *UNITS], ["Số tiền", "1", "22", "333"], ["Tỷ lệ", "1", "2", "3"]], (), [["Tổng cộng"], ["1.234.567.890"], ["100"]]),
    "twelve months": (month_table(12), (), []),
    "seven months": (month_table(7), (), []),
    "more columns than any page holds": (month_table(30), (), []),
    "a long address": ([["TT", "1"], ["Địa chỉ", SENTENCES[3]], ["Ghi chú", PROSE]], (), []),
    "an empty table": ([["TT"], ["Nội dung"], ["Ghi chú"]], (), []),
    "headers that take as many lines as those of narrow columns": (
        [
            ["Trả trước hạn", "1", "2"],
            ["Số hồ sơ giải quyết đúng hạn trong kỳ", "1", "2"],
            ["Đơn vị chủ trì thực hiện, phối hợp", PROSE[:40], PROSE[:60]],
            ["Kết quả thực hiện nhiệm vụ được giao trong năm", SHORTCOMING[:100].strip(), SHORTCOMING[:30].strip()],
        ],
        (),
        [],
    ),
    "many rows": (
        [["STT", *map(str, range(1, 121))], ["Họ và tên", *NAMES * 30], ["Đơn vị", *UNITS * 40], ["Thành tích", *[PROSE[: 20 + 3 * n] for n in range(120)]]],
        (),
        [],
    ),
}  # fmt: skip


def _laid(name: str, landscape: bool) -> str:
    columns, groups, sums = TABLES[name]
    bold = sums or [[] for _ in columns]
    found = typography.fit_table(
        [
            ColumnTexts(head, tuple(cells), tuple(of))
            for (head, *cells), of in zip(columns, bold, strict=True)
        ],
        groups,
        widths=typography.PageWidths(
            standard.TEXT_WIDTH_TWIPS, standard.TEXT_WIDTH_LANDSCAPE_TWIPS
        ),
        landscape=landscape,
    )
    page = "on its side" if found.landscape else "upright"
    return f"{found.size_pt} pt, {page}, {found.fitting} of {len(columns)}: {' '.join(map(str, found.widths))}"


def _text(name: str) -> str:
    return f"{_laid(name, landscape=False)}\n{_laid(name, landscape=True)}"


RECORD = Record(
    Path(__file__).with_name("table_widths.txt"), {name: partial(_text, name) for name in TABLES}
)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_exactly_the_widths_that_were_looked_at(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_recorded_table_is_still_laid_out() -> None:
    assert list(RECORD.expected) == list(TABLES)
