"""Rules about a document's place; which units there were on a day stands in the data pack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.language.wording import short_date
from service.rules import Record, rule, violation_at
from service.rules.issue_dates import judged_day, today_said

# A commune may bear the name of a province that is no more, and is then right to write it.
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|đặc khu)\b", re.IGNORECASE)


@rule("old_province", reads=("/place", "/issued_date", "/organ"), severity="warning")
def old_province(record: Record, reference: Any) -> Iterator[Violation]:
    """Từ ngày 01 tháng 7 năm 2025, địa danh của cơ quan cấp tỉnh ghi theo tên 34 tỉnh, thành phố; tên tỉnh cũ chỉ
    còn khi nói về giai đoạn trước (Nghị quyết số 202/2025/QH15; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
    Mục II.4.a; cảnh báo). Cơ quan cấp xã không xét."""
    organ, on = record.get("organ") or {}, judged_day(record, reference)
    if _COMMUNE.search(f"{organ.get('organ_name') or ''} {organ.get('parent_name') or ''}"):
        return
    new = reference.provinces.successor(record.get("place") or "", on)
    if new:
        yield violation_at(
            "/place",
            f"Địa danh là tên tỉnh cũ, đến ngày {short_date(on)} không còn{today_said(record, reference)}; hãy ghi tên"
            " tỉnh, thành phố hiện nay.",
            new.name,
        )


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
