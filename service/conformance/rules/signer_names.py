"""The name below a position: that it is there, and that it is a name and nothing else (mục II.7.c and II.7.đ)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.findings import Component
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import ending, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, of_kind
from service.language import vietnamese

#: Learning, teaching and honours before a name.
_DEGREES: Final = re.compile(
    r"^\s*(?:(?:GS|PGS|TS|TSKH|ThS|Th\.S|Ths|CN|KS|BS|DS|LS|NCS|NGƯT|NGND|NSƯT|NSND|TTƯT|TTND|BSCK\w*|BS\.?CK\s?\w*)\s*\.\s*)+(?=\w)"
    r"|^\s*(?:Giáo sư|Phó Giáo sư|Phó giáo sư|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Bác sĩ|Dược sĩ|Luật sư|Nhà giáo|Anh hùng)\b",
)
_RANKS: Final = re.compile(
    r"^\s*(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)|Đại tướng|Thượng sĩ)\b", re.IGNORECASE
)
_ADDRESSED: Final = re.compile(r"^\s*(?:Ông|Bà|Đồng chí|Đ/c)\s+", re.IGNORECASE)
#: Organs whose sector may allow degrees and ranks before the name.
_EXCEPTED: Final = re.compile(
    r"\b(?:TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|VIỆN|TRUNG TÂM Y TẾ|CÔNG AN|QUÂN|BỘ CHỈ HUY|BIÊN PHÒNG|Y TẾ|GIÁO DỤC|KHOA HỌC)\b"
)


@rule("name-missing", "II.7.đ", "Có họ tên người ký", severity="warning")
def name_missing(judged: Judged) -> Iterator[Said]:
    """Dưới chức vụ có họ và tên người ký; bản thảo để trống thì chỉ nhắc."""
    positions = judged.components.all("signer_position")
    lone = [one for one in positions if not _has_name(judged, one)]
    everyone = positions and is_missing(judged, "signer_name")
    # Of several who sign, each has a name below the position.
    for where in (
        [ending(judged)]
        if everyone
        else map(judged.end_of, lone if len(lone) < len(positions) else ())
    ):
        yield Said(
            where,
            "không có",
            "họ và tên người ký",
            "Dưới chức vụ không có họ và tên người ký.",
        )


def _has_name(judged: Judged, position: Component) -> bool:
    """Whether a name stands below a position, in its column where both stand in a table."""
    every = judged.document.paragraphs
    own = every[position.paragraphs[-1]]
    below = (every[name.paragraphs[0]] for name in judged.components.all("signer_name"))
    return any(
        (one.table, one.column) == (own.table, own.column) and one.index > own.index
        for one in below
    )


def _names(judged: Judged) -> Iterator[tuple[Spot, str]]:
    for spot in of_kind(judged, "signer_name"):
        yield spot, vietnamese.nfc(spot.text.strip())


def _is_excepted(judged: Judged) -> bool:
    organs = " ".join(one.text for one in judged.components.all("parent_organ", "organ"))
    return _EXCEPTED.search(vietnamese.upper(organs)) is not None


@rule("name-title", "II.7.c", "Không ghi học hàm, học vị trước họ tên")
def name_title(judged: Judged) -> Iterator[Said]:
    """Trước họ tên của người ký không ghi học hàm, học vị và danh hiệu danh dự; ngành giáo dục, y tế, khoa học do người đứng
    đầu ngành quy định nên chỉ nhắc."""
    for spot, text in _names(judged):
        if found := _DEGREES.match(text):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”; không ghi học hàm, học vị, danh hiệu.",
                severity="warning" if _is_excepted(judged) else None,
            )


@rule("name-rank", "II.7.c", "Quân hàm trước họ tên", severity="warning")
def name_rank(judged: Judged) -> Iterator[Said]:
    """Quân hàm chỉ ghi trước họ tên người ký trong văn bản của lực lượng vũ trang."""
    for spot, text in _names(judged):
        if (found := _RANKS.match(text)) and not _is_excepted(judged):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”.",
            )


@rule("name-form-of-address", "II.7.c", "Không ghi “Ông”, “Bà” trước họ tên")
def name_form_of_address(judged: Judged) -> Iterator[Said]:
    """Phần chữ ký chỉ ghi họ, tên đệm và tên, không ghi “Ông”, “Bà”, “Đồng chí”."""
    for spot, text in _names(judged):
        if found := _ADDRESSED.match(text):
            yield Said(
                spot.where,
                f"“{found[0].strip()}”",
                "chỉ họ và tên",
                f"Trước họ tên người ký có “{found[0].strip()}”.",
            )


@rule("name-end", "II.7.c", "Họ tên không kèm dấu", severity="warning")
def name_end(judged: Judged) -> Iterator[Said]:
    """Sau họ tên người ký không có dấu."""
    for spot, text in _names(judged):
        if re.search(r"\w[.,;:]$", text):
            yield Said(
                spot.where,
                f"dấu “{text[-1]}”",
                "không có dấu",
                "Sau họ tên người ký không ghi dấu.",
            )


SIGNER_NAME_RULES: Final[tuple[Rule, ...]] = (
    name_missing,
    name_title,
    name_rank,
    name_form_of_address,
    name_end,
    *looks_of("signer_name", "HoTenNguoiKy", "họ tên người ký", slug="name", case=False),
)
