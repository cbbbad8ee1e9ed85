"""Whole đồng typed below a header in thousands or millions would be a thousandfold: asked about once for each column."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, read, reported

ASKED = "doubtful_sum"


def sheet(header: str, *sums: str, title: str = "") -> str:
    rows = (f"Nguyễn Văn {chr(65 + n)} | P{n} | {one}" for n, one in enumerate(sums))
    return "\n".join(filter(None, (title, f"Họ và tên | Đơn vị | {header}", *rows)))


@pytest.mark.parametrize(
    ("header", "typed", "amount"),
    [
        ("Tiền thưởng (nghìn đồng)", "300000", 300_000_000),
        ("Tiền thưởng (nghìn đồng)", "300.000", 300_000_000),
        ("Mức thưởng (1.000 đồng)", "50000", 50_000_000),
        ("Số tiền (triệu đồng)", "300000", 300_000_000_000),
        ("Số tiền (triệu đồng)", "300", 300_000_000),
    ],
)
def test_a_sum_that_nobody_is_given_is_asked_about(header: str, typed: str, amount: int) -> None:
    found = read(page(sheet(header, typed)))
    assert found.data["awards"][0]["individuals"][0]["bonus"] == amount
    (asked,) = found.violations
    assert (asked.code, asked.severity, asked.cell) == (ASKED, "warning", "Sheet1!C2")
    assert asked.pointer == "/awards/0/individuals/0/bonus"


@pytest.mark.parametrize(
    ("header", "typed"),
    [
        ("Tiền thưởng (nghìn đồng)", "702"),
        ("Tiền thưởng (nghìn đồng)", "49999"),
        ("Tiền thưởng (nghìn đồng)", "300.000 đồng"),
        ("Tiền thưởng (nghìn đồng)", "60 triệu"),
        ("Tiền thưởng (triệu đồng)", "1,5"),
        ("Tiền thưởng (đồng)", "60000000"),
        ("Tiền thưởng (nghìn đồng)", "nhiều"),
        ("Tiền thưởng (nghìn đồng)", ""),
    ],
)
def test_a_sum_that_is_usual_or_says_its_unit_is_not_asked_about(header: str, typed: str) -> None:
    assert reported(read(page(sheet(header, "5", typed))), ASKED) == []


def test_a_column_is_asked_about_once_and_the_unit_may_stand_in_a_title() -> None:
    found = read(
        page(sheet("Tiền thưởng", *["702"] + ["300000"] * 7, title="Đơn vị tính: nghìn đồng"))
    )
    assert reported(found) == [(ASKED, "Sheet1!C4")]
    message = found.violations[0].message
    assert "tính bằng nghìn đồng" in message and "ở 7 dòng (dòng 4, 5, 6, 7, 8, …)" in message
    assert (
        "(dòng 2, 3)"
        in read(page(sheet("Số tiền (triệu đồng)", "100", "90"))).violations[0].message
    )
