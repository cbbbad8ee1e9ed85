"""What a commendation decision calls things: forms and titles, recipients, phrases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.language import wording
from service.schema.printing import Printed

#: The forms that are titles are "công nhận", the others "tặng" (contract §3).
FORMS = {
    "giay_khen": "Giấy khen",
    "bang_khen": "Bằng khen",
    "co_thi_dua": "Cờ thi đua",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "chien_si_thi_dua_co_so": "Chiến sĩ thi đua cơ sở",
    "tap_the_lao_dong_tien_tien": "Tập thể lao động tiên tiến",
    "tap_the_lao_dong_xuat_sac": "Tập thể lao động xuất sắc",
    "other": "Hình thức khác",
}
TITLES = frozenset(FORMS) - {"giay_khen", "bang_khen", "co_thi_dua", "other"}

#: The header of the names' column, by kind of recipient.
NAME_HEADERS = {
    "collective": "Tên tập thể",
    "individual": "Họ và tên",
    "household": "Họ và tên chủ hộ",
}


def form_name(award: Mapping[str, Any]) -> str:
    """What is granted: "Giấy khen"; titles in quotation marks after "danh hiệu"."""
    return award["form_name"] or "" if award["form"] == "other" else FORMS[award["form"]]


def full_name(row: Printed) -> str:
    """How a recipient of any kind is called."""
    return row["name"] if "name" in row else wording.named(row)
