"""A length becomes a decision with that many recipients: names, offices and units as they are in a province."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
LENGTHS = (9, 250, 2_200)

_FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Võ",
]
_MIDDLES = [
    "Văn",
    "Thị",
    "Đức",
    "Ngọc",
    "Minh",
    "Quang",
    "Thanh",
    "Hồng",
    "Xuân",
    "Thu",
    "Hữu",
    "Đình",
    "Công",
]
_NAMES = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiền",
    "Hoa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phương",
    "Quân",
    "Sơn",
    "Tâm",
    "Thảo",
    "Thủy",
    "Trang",
    "Tuấn",
    "Vinh",
    "Yến",
]
_POSITIONS = (
    "Chuyên viên", "Trưởng phòng", "Phó Trưởng phòng", "Kế toán", "Văn thư", "Giáo viên",
    "Hiệu trưởng", "Bác sĩ", "Điều dưỡng", "Cán bộ địa chính",
)  # fmt: skip
_UNITS = ("Hợp tác quốc tế", "Lãnh sự", "Quản lý biên giới", "Tổ chức cán bộ")


def sample(slug: str) -> dict[str, Any]:
    """The complete sample input of a type."""
    data: dict[str, Any] = json.loads((ROOT / "samples" / f"{slug}.json").read_text("utf-8"))
    return data


def decision(recipients: int) -> dict[str, Any]:
    """The sample decision with one award, whose recipients are so many different people."""
    data = sample(DECISION)
    award = {k: v for k, v in data["awards"][0].items() if not k.startswith("declared")}
    people = [_person(number) for number in range(recipients)]
    return {**data, "awards": [{**award, "collectives": [], "individuals": people}]}


def _person(number: int) -> dict[str, str]:
    # 15, 13 and 29 have no common divisor: the first 5,655 names all differ.
    middle = _MIDDLES[number % 13]
    return {
        "honorific": "Bà" if middle == "Thị" else "Ông",
        "full_name": f"{_FAMILIES[number % 15]} {middle} {_NAMES[number % 29]}",
        "position": _POSITIONS[number % 10],
        "organ_name": f"Phòng {_UNITS[number % 4]}, Sở Ngoại vụ khu vực {number % 61 + 1}",
    }


def body(case: str) -> tuple[str, bytes]:
    """The slug and the JSON bytes of a case: a number of recipients, or a type's slug."""
    if case.isdecimal():
        return DECISION, json.dumps(decision(int(case)), ensure_ascii=False).encode()
    return case, json.dumps(sample(case), ensure_ascii=False).encode()
