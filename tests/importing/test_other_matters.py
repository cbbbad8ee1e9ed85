"""Headers that begin like a field's and mean something else give nothing, and the clerk is told."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, read, reported


def field_of(header: str, value: str = "5") -> str | None:
    """The last step of the field that a column with this header gives; a column that gives none is told."""
    rows = f"STT | Họ và tên | {header}\n1 | Nguyễn Văn An | {value}\n2 | Lê Chi | {value}"
    found = read(page(rows))
    pointer = found.sheets[0].columns[2].field
    assert reported(found) == ([] if pointer else [("column_not_used", "Sheet1!C1")])
    return pointer.rpartition("/")[2] if pointer else None


@pytest.mark.parametrize(
    "header",
    [
        "Số tiền ủng hộ", "Số tiền đóng góp (đồng)", "Số tiền đã nộp", "Số tiền vay", "Mức thưởng đã nhận", "Thành tiền (bằng chữ)",
        "Chức vụ cũ", "Chức vụ trước đây", "Chức vụ (trước khi nghỉ hưu)", "Đơn vị cũ", "Đơn vị công tác cũ", "Đơn vị (cũ)",
        "Nơi công tác trước đây", "Đơn vị chuyển đi", "Don vi truoc day", "Năm sinh con", "Thành tích năm trước", "Địa chỉ email", "Đơn vị tính",
    ],
)  # fmt: skip
def test_a_header_that_means_something_else_gives_nothing(header: str) -> None:
    assert field_of(header) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Số tiền đề nghị thưởng", "bonus"),
        ("Tiền thưởng theo quyết định", "bonus"),
        ("Thành tiền (đồng)", "bonus"),
        ("Chức vụ hiện nay", "position"),
        ("Chức vụ mới", "position"),
        ("Đơn vị công tác hiện nay", "organ_name"),
        ("Đơn vị đề nghị", "organ_name"),
        ("Thành tích, đóng góp nổi bật", "achievement"),
        ("Thành tích tiết kiệm", "achievement"),
        ("Đơn vị cư trú", "organ_name"),
        ("Don vi cu", "organ_name"),
        ("Nơi cư trú", "address"),
    ],
)
def test_a_header_that_only_says_more_gives_its_field(header: str, field: str) -> None:
    rows = f"STT | Họ và tên | {header}\n1 | Nguyễn Văn An | 5"
    assert str(read(page(rows)).sheets[0].columns[2].field).endswith(f"/{field}")


def test_the_present_position_is_taken_beside_the_former_one() -> None:
    rows = "STT | Họ và tên | Chức vụ cũ | Chức vụ | Số tiền ủng hộ | Tiền thưởng\n1 | Nguyễn Văn An | Kế toán | Văn thư | 9000000 | 500000"
    (person,) = read(page(rows)).data["awards"][0]["individuals"]
    assert (person["position"], person["bonus"]) == ("Văn thư", 500_000)
