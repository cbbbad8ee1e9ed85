"""Below headers that name both kinds a unit goes to the collectives, however it is called."""

from __future__ import annotations

import pytest

from tests.importing.sheets import page, people, read, reported


@pytest.mark.parametrize(
    "unit",
    [
        "Vietcombank chi nhánh Quảng Trị", "Sacombank chi nhánh Quảng Trị", "CLB Thơ", "Hợp tác xã Hải An", "HTX Nông nghiệp A", "Đội 3",
        "Đội Thanh niên tình nguyện", "Doanh nghiệp tư nhân A", "DNTN Hoa Sen", "Tập đoàn A", "BCH Quân sự xã", "Điện lực Đông Hà", "VNPT Quảng Trị",
        "Siêu thị A", "Bưu điện tỉnh", "Chùa Một Cột", "Giáo xứ A", "Chi đoàn B", "Liên đội A", "Mầm non Hoa Sen", "Nhân dân thôn A", "Đại đội 1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("header", ["Tên tập thể, cá nhân", "Họ và tên"])
def test_a_unit_goes_to_the_collectives(unit: str, header: str) -> None:
    rows = (
        f"STT | {header} | Chức vụ\n1 | Nguyễn Văn An | Kế toán\n2 | {unit} |\n3 | Lê Chi | Lái xe"
    )
    found = read(page(rows))
    assert people(found) == ["Nguyễn Văn An", "Lê Chi"]
    assert people(found, key="collectives") == [unit]
    assert reported(found) == []


@pytest.mark.parametrize(
    "person",
    ["Ban Thị Hoa", "Đoàn Văn Ba", "Liên Minh Hà", "H'Hen Niê", "Y Moan", "Nguyễn văn Ba", "Nguyễn Văn An tổ trưởng", "Agri"],
)  # fmt: skip
def test_a_person_stays_one(person: str) -> None:
    rows = f"STT | Tên tập thể, cá nhân | Chức vụ\n1 | Nguyễn Văn An | Kế toán\n2 | {person} |\n3 | Phòng Một |"
    found = read(page(rows))
    assert person in people(found)
    assert people(found, key="collectives") == ["Phòng Một"]
