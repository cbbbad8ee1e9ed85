"""Recipients and a signature become how many of the recipients are printed beside it; the others stand below (ô 9b, ô 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from service.docx import standard, typography

#: Times New Roman, single spaced, takes this much of its size (Word and LibreOffice alike).
_LINE: Final = 1.149
_MM_PER_TWIP: Final = 1 / standard.TWIPS_PER_MM
_LEFT_MM, _RIGHT_MM = (
    standard.TEXT_WIDTH_TWIPS * share / 100 * _MM_PER_TWIP
    for share in standard.SIGNATURE_COLUMNS_PERCENT
)


def recipients_beside(recipients: Sequence[str], around: Mapping[str, Any]) -> dict[str, Any]:
    """The names ``recipients`` and ``recipients_beside`` of a context; ``around`` has signer, archive and drafter.

    As many stand beside as are no higher than the signature, all when only the last line, "- Lưu: …", would stand
    below.
    """
    lines = [_lines(f"- {recipient};") for recipient in recipients]
    lines.append(_lines(f"- Lưu: {around['archive']}. {around['drafter']}"))
    listed = standard.COMPONENTS["DanhSachNoiNhan"]
    fitting = _height_below_first_line_pt(around["signer"]) / (listed.size_pt * _LINE)
    beside = sum(reached <= fitting for reached in accumulate(lines))
    return {
        "recipients": recipients,
        "recipients_beside": beside if beside < len(recipients) else len(recipients),
    }


def _lines(words: str) -> int:
    look = standard.COMPONENTS["DanhSachNoiNhan"]
    return len(typography.wrap(words, _LEFT_MM - look.left_mm, look.size_pt))


def _height_below_first_line_pt(signer: Mapping[str, Any]) -> float:
    """How high a signature is below its first line, beside which "Nơi nhận:" stands."""
    position, name = standard.COMPONENTS["QuyenHanChucVu"], standard.COMPONENTS["HoTenNguoiKy"]
    lines = sum(
        len(typography.wrap(line, _RIGHT_MM, position.size_pt, bold=True))
        for line in signer["lines"][1:]
    )
    names = 2 if signer["other_title"] else 1
    return lines * position.size_pt * _LINE + name.before_pt + names * name.size_pt * _LINE
