"""Phụ lục I as rules: a document and its components become findings, one small function for each demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from service.conformance.findings import Finding
from service.conformance.obstacles import without_obstacles
from service.conformance.rules.addressees import ADDRESSEE_RULES
from service.conformance.rules.annexes import ANNEX_RULES
from service.conformance.rules.articles import ARTICLE_RULES
from service.conformance.rules.bases import BASIS_RULES
from service.conformance.rules.body_letters import BODY_LETTER_RULES
from service.conformance.rules.body_lines import BODY_LINE_RULES
from service.conformance.rules.drawn_lines import DRAWN_LINE_RULES
from service.conformance.rules.frames import FRAME_RULES
from service.conformance.rules.letter_styles import LETTER_STYLE_RULES
from service.conformance.rules.letterhead import LETTERHEAD_RULES
from service.conformance.rules.letters import LETTER_RULES, legacy_encoding
from service.conformance.rules.list_labels import LIST_LABEL_RULES
from service.conformance.rules.marks import MARK_RULES
from service.conformance.rules.national_name import NATIONAL_NAME_RULES
from service.conformance.rules.number import NUMBER_RULES
from service.conformance.rules.page_numbers import PAGE_NUMBER_RULES
from service.conformance.rules.paper import PAPER_RULES
from service.conformance.rules.place_and_date import PLACE_AND_DATE_RULES
from service.conformance.rules.printed_pages import PRINTED_PAGE_RULES
from service.conformance.rules.recipients import RECIPIENT_RULES
from service.conformance.rules.rule import Judged, Rule
from service.conformance.rules.signature import SIGNATURE_RULES
from service.conformance.rules.structure import STRUCTURE_RULES
from service.conformance.rules.title import TITLE_RULES
from service.conformance.rules.typed_head import TYPED_HEAD_RULES

__all__ = ["GROUPS", "RULES", "Judged", "Rule", "judge"]

#: Rules by what they are about, in the order in which a page is read.
GROUPS: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(
    {
        "Khổ giấy và lề": PAPER_RULES,
        "Số trang": PAGE_NUMBER_RULES,
        "Phông chữ, màu chữ": (*LETTER_RULES, *LETTER_STYLE_RULES),
        "Quốc hiệu và Tiêu ngữ": NATIONAL_NAME_RULES,
        "Tên cơ quan": (*LETTERHEAD_RULES, *TYPED_HEAD_RULES),
        "Số, ký hiệu": NUMBER_RULES,
        "Địa danh và thời gian": PLACE_AND_DATE_RULES,
        "Đường kẻ": DRAWN_LINE_RULES,
        "Tên loại và trích yếu": TITLE_RULES,
        "Kính gửi": ADDRESSEE_RULES,
        "Thẩm quyền và căn cứ": BASIS_RULES,
        "Phần, chương, mục": STRUCTURE_RULES,
        "Điều, khoản, điểm": ARTICLE_RULES,
        "Số thứ tự tự động": LIST_LABEL_RULES,
        "Chữ của lời văn": BODY_LETTER_RULES,
        "Dòng và đoạn của lời văn": BODY_LINE_RULES,
        "Chữ ký": SIGNATURE_RULES,
        "Nơi nhận": RECIPIENT_RULES,
        "Phụ lục": ANNEX_RULES,
        "Dấu chỉ, ký hiệu, địa chỉ": (*MARK_RULES, *FRAME_RULES),
        "Vị trí trên trang in": PRINTED_PAGE_RULES,
    }
)
RULES: Final[tuple[Rule, ...]] = tuple(rule for rules in GROUPS.values() for rule in rules)

_NEEDS_PAGES = "cần bản PDF của văn bản"
_PARTY = "văn bản của Đảng không theo Nghị định 30/2020/NĐ-CP"


def judge(judged: Judged) -> tuple[tuple[Finding, ...], tuple[tuple[str, str], ...]]:
    """Every finding in the order of the rules, and the rules that could not be judged with the reason."""
    if judged.components.family == "party":
        return (), tuple((rule.slug, _PARTY) for rule in RULES)
    findings: list[Finding] = []
    unjudged: list[tuple[str, str]] = []
    for rule in RULES:
        if rule.needs_pages and judged.pages is None:
            unjudged.append((rule.slug, _NEEDS_PAGES))
        elif not rule.after or all(found.rule not in rule.after for found in findings):
            findings.extend(rule.findings(judged))
    told = (without_obstacles(judged.document, found) for found in _readable(findings))
    return tuple(told), tuple(unjudged)


def _once(findings: list[Finding]) -> Iterator[Finding]:
    """Without what another rule said already: the same measured and wanted at the same place, mended by the same changes.

    To part a run mends nothing yet: two components that are wrong in it alike are two findings.
    """
    said = set()
    for found in findings:
        key = (found.where, found.also, found.measured, found.wanted, found.changes)
        is_mended = any(change.name != "parted_runs" for change in found.changes)
        if not is_mended or key not in said:
            yield found
        said.add(key)


def _readable(findings: list[Finding]) -> tuple[Finding, ...]:
    """Without what is said of the words of a paragraph in an old code table: they are other letters than they look."""
    places = {
        (where.part, where.paragraph)
        for found in findings
        if found.rule == legacy_encoding.slug
        for where in (found.where, *found.also)
    }
    return tuple(
        found
        for found in _once(findings)
        if (found.where.part, found.where.paragraph) not in places
        or found.rule == legacy_encoding.slug
        or (found.fixable and not found.rule.endswith(("-capitals", "-case")))
    )
