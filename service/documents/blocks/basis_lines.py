"""Căn cứ: the legal bases of a document and the proposal that it follows (Mẫu 1.2)."""

from __future__ import annotations

from service.language import vietnamese, wording
from service.schema.containers import Values
from service.schema.fields import Text
from service.schema.printing import Printed


def legal_bases() -> Values:
    """The field ``legal_bases``."""
    return Values(
        Text(
            "Căn cứ",
            "Mỗi căn cứ một dòng; chữ “Căn cứ” và dấu chấm phẩy tự thêm.",
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
            role="basis",
            longest=1000,
            required=True,
            printed=_basis,
        ),
        at_least=1,
        profile="document_type",
    )


def proposed_by() -> Text:
    """The field ``proposed_by``."""
    return Text(
        "Theo đề nghị của",
        "Người hoặc đơn vị đề nghị; không gõ chữ “Theo đề nghị của”.",
        "Chánh Văn phòng Sở",
        longest=300,
        printed=_proposal,
        profile="document_type",
    )


def bases(printed: Printed) -> list[str]:
    """The lines above the text: each basis, then the proposal."""
    lines = [line for line in (*printed["legal_bases"], printed["proposed_by"]) if line]
    return wording.closed(lines)


def _basis(text: str) -> str:
    return _opened(text, ("căn cứ",), "Căn cứ")


def _proposal(text: str) -> str:
    return _opened(text, ("theo đề nghị", "xét đề nghị"), "Theo đề nghị của")


def _opened(text: str, openings: tuple[str, ...], opening: str) -> str:
    text = wording.without_end(text)
    if vietnamese.lower(text).startswith(openings):
        return wording.capitalised(text)
    return f"{opening} {text}"
