"""Lines that each name a recipient: who, of what kind, and what a line says besides; where a row of such lines ends."""

from __future__ import annotations

import pytest

from service.importing.word import entries, naming_lines, plain_reader
from service.importing.word.naming_lines import Row

AN = "Ông Lê Văn An"


def runs(text: str, place: int = 0) -> list[list[Row]]:
    read = entries.read(plain_reader.read(text).blocks)
    return list(naming_lines.runs(read, place, lambda line: line == "Tập thể tiên tiến:"))


def row(line: str) -> tuple[str, tuple[str, ...]] | None:
    """The kind and the cells of a line behind a dash; None when it names nobody for certain."""
    found = runs(f"- {line}")
    return (found[0][0].kind, found[0][0].cells) if found else None


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (f"{AN}, Văn thư;", (AN, "", "Văn thư", "", "", "")),
        (f"{AN} - Văn thư.", (AN, "", "Văn thư", "", "", "")),
        (f"{AN} – Văn thư", (AN, "", "Văn thư", "", "", "")),
        (AN, (AN, "", "", "", "", "")),
        (f"{AN}, Trưởng phòng, Phòng Lãnh sự", (AN, "", "Trưởng phòng", "Phòng Lãnh sự", "", "")),
        (f"{AN}, Phòng Lãnh sự", (AN, "", "", "Phòng Lãnh sự", "", "")),
        (f"{AN}, Trưởng phòng, Kế toán, Phòng Lãnh sự", (AN, "", "Trưởng phòng, Kế toán, Phòng Lãnh sự", "", "", "")),
        (f"{AN}, Văn thư: có sáng kiến", (AN, "", "Văn thư", "", "có sáng kiến", "")),
        (f"{AN}: đã cứu người", (AN, "", "", "", "đã cứu người", "")),
        (f"{AN}: Trưởng phòng", (AN, "", "Trưởng phòng", "", "", "")),
        (f"{AN}, sinh năm 1980, Văn thư", (AN, "1980", "Văn thư", "", "", "")),
        (f"{AN}, sinh ngày 01/02/1980; Văn thư", (AN, "1980", "Văn thư", "", "", "")),
        (f"{AN}, sinh năm 1980", (AN, "1980", "", "", "", "")),
        (f"{AN}, Văn thư, thưởng 300.000 đồng", (AN, "", "Văn thư", "", "", "300.000")),
        (f"{AN}, Văn thư, kèm theo tiền thưởng: 1.300.000 đ", (AN, "", "Văn thư", "", "", "1.300.000")),
        (f"{AN}, Văn thư, được thưởng là 30000 đồng", (AN, "", "Văn thư", "", "", "30000")),
        (f"{AN}, Văn thư, thưởng 3000 đồng", (AN, "", "Văn thư, thưởng 3000 đồng", "", "", "")),
        (f"{AN}, Văn thư: hoàn thành tốt nhiệm vụ; thưởng 300.000 đồng;", (AN, "", "Văn thư", "", "hoàn thành tốt nhiệm vụ", "300.000")),
        (f"{AN}, Văn thư (được thưởng 300.000 đồng).", (AN, "", "Văn thư", "", "", "300.000")),
        (f"{AN}, thưởng 300.000 đồng/người (Ba trăm nghìn đồng);", (AN, "", "", "", "", "300.000")),
        (f"{AN} - Báo cáo tình hình kinh tế", (AN, "", "", "", "Báo cáo tình hình kinh tế", "")),
        (f"{AN} - Báo cáo viên pháp luật", (AN, "", "Báo cáo viên pháp luật", "", "", "")),
        (f"{AN} - Báo Hà Tĩnh", (AN, "", "", "Báo Hà Tĩnh", "", "")),
        (f"{AN}, Văn thư, có sáng kiến, đạt giải Nhất", (AN, "", "Văn thư", "", "có sáng kiến, đạt giải Nhất", "")),
        (f"{AN}, Phòng Lãnh sự, vì đã cứu người", (AN, "", "", "Phòng Lãnh sự", "đã cứu người", "")),
    ],
)  # fmt: skip
def test_a_person_and_what_is_said_of_him(line: str, cells: tuple[str, ...]) -> None:
    assert row(line) == ("person", cells)


@pytest.mark.parametrize(
    ("line", "kind", "cells"),
    [
        ("Phòng Lãnh sự - Biên giới;", "unit", ("Phòng Lãnh sự - Biên giới", "", "", "")),
        ("Phòng Lãnh sự, Sở Ngoại vụ: hoàn thành tốt", "unit", ("Phòng Lãnh sự", "Sở Ngoại vụ", "hoàn thành tốt", "")),
        ("Phòng Lãnh sự: hoàn thành tốt nhiệm vụ;", "unit", ("Phòng Lãnh sự", "", "hoàn thành tốt nhiệm vụ", "")),
        ("Phòng Lãnh sự - hoàn thành tốt nhiệm vụ", "unit", ("Phòng Lãnh sự", "", "hoàn thành tốt nhiệm vụ", "")),
        ("Phòng Lãnh sự: Sở Ngoại vụ", "unit", ("Phòng Lãnh sự", "Sở Ngoại vụ", "", "")),
        ("Phòng Lãnh sự, thưởng 600.000 đồng", "unit", ("Phòng Lãnh sự", "", "", "600.000")),
        ("Hộ gia đình ông Lê Văn Hộ, Thôn 1: hiến đất", "household", ("ông Lê Văn Hộ", "Thôn 1", "hiến đất", "")),
        ("Hộ bà Tạ Thị Diệp: ủng hộ 200 m2 đất", "household", ("bà Tạ Thị Diệp", "", "ủng hộ 200 m2 đất", "")),
        ("Hộ bà Tạ Thị Diệp: xóm 5", "household", ("bà Tạ Thị Diệp", "xóm 5", "", "")),
        ("Hộ của bà Tạ Thị Diệp, thưởng 600.000 đồng", "household", ("bà Tạ Thị Diệp", "", "", "600.000")),
    ],
)  # fmt: skip
def test_a_unit_or_a_household(line: str, kind: str, cells: tuple[str, ...]) -> None:
    assert row(line) == (kind, cells)


@pytest.mark.parametrize(
    "line",
    [f"{AN}: 700.000 đồng", f"{AN}: mỗi người 700.000 đồng", f"{AN} (Trưởng phòng)", "Xe ô tô, 2 chiếc", "Ăn",
     f"Phòng Lãnh sự: {AN}", "Phòng Lãnh sự: Lê Văn An, Văn thư", "Phòng Lãnh sự: Trưởng phòng", "Phòng Lãnh sự: 02 người",
     f"{AN}, thưởng 300.000 đồng, vì đã cứu người", f"{AN}, thưởng 300.000 đồng và một máy tính"],
)  # fmt: skip
def test_a_line_that_is_not_certain_names_nobody(line: str) -> None:
    assert row(line) is None


def test_a_line_that_is_too_long_names_nobody() -> None:
    most = f"{AN}, Văn thư: " + "x" * (300 - len(f"{AN}, Văn thư: "))
    assert row(most) is not None
    assert row(most + "x") is None
    unit = "Phòng " + "L" * 94
    assert row(unit) == ("unit", (unit, "", "", ""))
    assert row(unit + "x") is None


def test_lines_that_are_labelled_alike_are_one_row_by_kind() -> None:
    text = f"Điều 1. Tặng\n- {AN}, Văn thư;\n- Bà Tạ Thị Diệp;\n- Phòng Lãnh sự;\n- {AN}.\n+ {AN}.\n- {AN}."
    assert [[(one.place, one.kind) for one in run] for run in runs(text, 1)] == [
        [(1, "person"), (2, "person")],
        [(3, "unit")],
        [(4, "person")],
    ]
    assert [one.place for run in runs(text, 2) for one in run] == [2, 3, 4]
    assert runs(text, 0) == []
    assert [len(run) for run in runs(f"- {AN};\n- Xe ô tô, 2 chiếc;\n- {AN}.")] == [1]


def test_headings_and_lines_without_a_label_are_no_row() -> None:
    for heading in ("I.", "A.", "Điều 1.", "Chương I.", "Phần I."):
        assert runs(f"{heading} {AN}") == []
    assert runs(AN) == []
    for label in ("1.", "a)", "-", "+", "1)"):
        assert len(runs(f"{label} {AN}")) == 1


def test_every_kind_has_a_header_for_each_cell() -> None:
    assert naming_lines.HEADERS == {
        "person": ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Thành tích", "Tiền thưởng"),
        "unit": ("STT", "Tên tập thể", "Đơn vị", "Thành tích", "Tiền thưởng"),
        "household": ("STT", "Họ và tên chủ hộ", "Địa chỉ", "Thành tích", "Tiền thưởng"),
    }  # fmt: skip


def test_a_heading_between_recipients_ends_them() -> None:
    found = runs("1. Phòng Lãnh sự\n2. Tập thể tiên tiến:\n3. Văn phòng Sở")
    assert [[row.cells[0] for row in run] for run in found] == [["Phòng Lãnh sự"]]
    assert runs("1. Tập thể tiên tiến:\n2. Văn phòng Sở") == []
