"""Rules about a document's place; only this module knows which provinces were merged into which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, rule, violation_at
from service.rules.issue_dates import issued_day, issued_year

#: The first day of the 34 provinces (Nghị quyết 202/2025/QH15).
MERGED_ON: Final = date(2025, 7, 1)

_MERGED: Final = {
    "Tuyên Quang": ("Hà Giang",),
    "Lào Cai": ("Yên Bái",),
    "Thái Nguyên": ("Bắc Kạn",),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Giang",),
    "Hưng Yên": ("Thái Bình",),
    "Hải Phòng": ("Hải Dương",),
    "Ninh Bình": ("Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Bình",),
    "Huế": ("Thừa Thiên Huế", "Thừa Thiên - Huế"),
    "Đà Nẵng": ("Quảng Nam",),
    "Quảng Ngãi": ("Kon Tum",),
    "Gia Lai": ("Bình Định",),
    "Đắk Lắk": ("Phú Yên",),
    "Khánh Hòa": ("Ninh Thuận",),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận"),
    "Đồng Nai": ("Bình Phước",),
    "Tây Ninh": ("Long An",),
    "Thành phố Hồ Chí Minh": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Tháp": ("Tiền Giang",),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh"),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang"),
    "An Giang": ("Kiên Giang",),
    "Cà Mau": ("Bạc Liêu",),
}
_NOW: Final = {vietnamese.skeleton(old): new for new, olds in _MERGED.items() for old in olds}

# A commune may bear the name of a province that is no more, and is then right to write it.
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|đặc khu)\b", re.IGNORECASE)


@rule("old_province", reads=("/place", "/issued_date", "/organ"), severity="warning")
def old_province(record: Record, _reference: Any) -> Iterator[Violation]:
    """Từ ngày 01 tháng 7 năm 2025, địa danh của cơ quan cấp tỉnh ghi theo tên 34 tỉnh, thành phố; tên tỉnh cũ chỉ
    còn khi nói về giai đoạn trước (Nghị quyết số 202/2025/QH15; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
    Mục II.4.a; cảnh báo). Cơ quan cấp xã không xét."""
    organ, issued, year = record.get("organ") or {}, issued_day(record), issued_year(record)
    # A draft of a later year is as certain as a day.
    if not (issued and issued >= MERGED_ON) and (issued or (year or 0) <= MERGED_ON.year):
        return
    if _COMMUNE.search(f"{organ.get('organ_name') or ''} {organ.get('parent_name') or ''}"):
        return
    new = _NOW.get(_bare(record.get("place") or ""))
    if new:
        yield violation_at(
            "/place",
            "Địa danh là tên tỉnh cũ trước khi sắp xếp ngày 01 tháng 7 năm 2025; hãy ghi tên tỉnh, thành phố "
            "hiện nay.",
            new,
        )


def _bare(place: str) -> str:
    return re.sub(r"^(?:tỉnh|thành phố|tp\.?) ?", "", vietnamese.skeleton(place))


_HO_CHI_MINH = re.compile(
    r"(?:(?:tp|t\.p)\.? ?(?:hồ chí minh|hcm)|hồ chí minh|thành phố hcm|hcm|thành phố hồ chí minh)"
)
_FULL_NAME: Final = "Thành phố Hồ Chí Minh"


@rule("place_in_full", reads=("/place",), severity="warning")
def place_in_full(record: Record, _reference: Any) -> Iterator[Violation]:
    """Đơn vị hành chính đặt theo tên người, chữ số hoặc sự kiện lịch sử phải ghi tên gọi đầy đủ, như “Thành phố Hồ
    Chí Minh”, không viết tắt (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.a; cảnh báo)."""
    place = record.get("place") or ""
    if place != _FULL_NAME and _HO_CHI_MINH.fullmatch(vietnamese.skeleton(place)):
        yield violation_at("/place", "Địa danh chưa ghi đầy đủ; hãy ghi đủ tên gọi.", _FULL_NAME)


PLACE_RULES: Final = (old_province, place_in_full)
