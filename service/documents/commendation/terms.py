"""What a commendation decision calls things: forms and titles, kinds of recipient, phrases and their forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS
from service.schema.parts import opening_form

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

#: At most this many recipients in the whole decision are named in Điều 1 itself.
NAMED_IN_ARTICLE = 3

_NAME_COLUMNS = {
    "collective": "Tên tập thể",
    "individual": "Họ và tên",
    "household": "Họ và tên chủ hộ",
}
#: The kinds of recipient: the list of the input, what one is called, and the annex's column.
KINDS = tuple(
    (kind.rows, kind.words, _NAME_COLUMNS[kind.key], kind.key) for kind in RECIPIENT_KINDS
)


def form_name(award: Mapping[str, Any]) -> str:
    """What is granted: "Giấy khen"; titles in quotation marks after "danh hiệu"."""
    return award.get("form_name") or "" if award["form"] == "other" else FORMS[award["form"]]


def full_name(row: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (row.get("honorific"), row.get("name") or row["full_name"])))


def basis(text: str) -> str:
    text = wording.without_end(text)
    opens = vietnamese.lower(text).startswith("căn cứ")
    return wording.capitalised(text) if opens else f"Căn cứ {text}"


def proposal(text: str) -> str:
    text = wording.without_end(text)
    opens = vietnamese.lower(text).startswith(("theo đề nghị", "xét đề nghị"))
    return wording.capitalised(text) if opens else f"Theo đề nghị của {text}"


def lowered(text: str) -> str:
    """The first letter small, as inside a sentence."""
    return vietnamese.lower(text[:1]) + text[1:]


def sentence_forms(text: str) -> tuple[str, ...]:
    """Printed inside a sentence, or opening one."""
    return (*opening_form(text), lowered(text))
