"""Stamps of secrecy and urgency, circulation, the drafter's mark and the address (mục III.2 to III.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.rules.looks import looks_of
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import of_kind
from service.docx.standard import CIRCULATION_FRAMES, PRIORITY_STAMPS
from service.language import vietnamese

_SECRECY: Final = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
_RECALLED: Final = ("TÀI LIỆU THU HỒI",)


def words_of(text: str) -> str:
    """A mark's words as the decree's list has them: in capitals and single blanks, tone marks in one place."""
    return vietnamese.unify_tone_position(vietnamese.upper(" ".join(text.split())))


def _unlike(judged: Judged, kind: str, fixed: tuple[str, ...], name: str) -> Iterator[Said]:
    known = {vietnamese.unify_tone_position(text): text for text in fixed}
    for spot in of_kind(judged, kind):
        words = words_of(spot.text).strip(" .:!")
        if words not in known:
            wanted = "; ".join(f"“{text}”" for text in fixed)
            yield Said(
                spot.where, f"“{spot.text.strip()[:30]}”", wanted, f"{name} chỉ ghi {wanted}."
            )


@rule("priority-words", "III.2.b", "Lời của dấu chỉ mức độ khẩn")
def priority_words(judged: Judged) -> Iterator[Said]:
    """Mức độ khẩn là “HỎA TỐC”, “THƯỢNG KHẨN” hoặc “KHẨN”; mức “HỎA TỐC HẸN GIỜ” không còn trong Nghị định."""
    yield from _unlike(
        judged, "priority", tuple(stamp.text for stamp in PRIORITY_STAMPS), "Dấu chỉ mức độ khẩn"
    )


@rule("secrecy-words", "III.2.a", "Lời của dấu chỉ độ mật")
def secrecy_words(judged: Judged) -> Iterator[Said]:
    """Độ mật là “MẬT”, “TỐI MẬT” hoặc “TUYỆT MẬT”."""
    yield from _unlike(judged, "secrecy", _SECRECY, "Dấu chỉ độ mật")


@rule("circulation-words", "III.2.c", "Lời của chỉ dẫn phạm vi lưu hành", severity="warning")
def circulation_words(judged: Judged) -> Iterator[Said]:
    """Chỉ dẫn về phạm vi lưu hành ghi “XEM XONG TRẢ LẠI” hoặc “LƯU HÀNH NỘI BỘ”."""
    fixed = (*(frame.text for frame in CIRCULATION_FRAMES), *_RECALLED)
    yield from _unlike(judged, "circulation", fixed, "Chỉ dẫn về phạm vi lưu hành")


@rule("drafter-capitals", "III.3", "Ký hiệu người soạn thảo in hoa")
def drafter_capitals(judged: Judged) -> Iterator[Said]:
    """Ký hiệu người soạn thảo viết chữ in hoa, số lượng bản phát hành bằng chữ số Ả Rập: “PL.(300)”."""
    for spot in of_kind(judged, "drafter"):
        letters = re.match(r"\s*([^\W\d_]+)", spot.text)
        if letters and letters[1] == vietnamese.lower(letters[1]):
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:20]}”",
                "chữ in hoa",
                "Ký hiệu người soạn thảo phải viết chữ in hoa.",
            )


@rule("drafter-copies", "III.3", "Số lượng bản phát hành", severity="warning")
def drafter_copies(judged: Judged) -> Iterator[Said]:
    """Số lượng bản phát hành ghi bằng chữ số Ả Rập sau ký hiệu người soạn thảo."""
    for spot in of_kind(judged, "drafter"):
        if re.search(r"\(\s*[^\d\s)][^)]*\)", spot.text):
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:20]}”",
                "“PL.(300)”",
                "Số lượng bản phát hành phải là chữ số Ả Rập.",
            )


MARK_RULES: Final[tuple[Rule, ...]] = (
    secrecy_words,
    *looks_of(
        "secrecy",
        "DauMat",
        "dấu chỉ độ mật",
        align=False,
        milder={"size": "warning", "bold": "warning"},
    ),
    priority_words,
    *looks_of("priority", "DauKhan", "dấu chỉ mức độ khẩn", align=False),
    circulation_words,
    *looks_of("circulation", "ChiDanLuuHanh", "chỉ dẫn phạm vi lưu hành", align=False),
    drafter_capitals,
    drafter_copies,
    *looks_of("drafter", "KyHieuNguoiSoanThao", "ký hiệu người soạn thảo", align=False),
    *looks_of(
        "address", "DiaChiCoQuan", "địa chỉ cơ quan", slug="organ-address", align=False, case=False
    ),
)
