"""Rules about legal bases: when they were in force, and what belongs beside them.

What was in force when stands in the catalogue; this module only compares it with the document's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language.wording import short_date
from service.reference import Catalogue, LegalBasis, citations
from service.rules import Record, Rule, once, rule, violation_at
from service.rules.award_rows import awards_of
from service.rules.cited import (
    Cited,
    by_line,
    every_citation,
    known_citations,
    lines,
    source,
)
from service.rules.issue_dates import issued_day, judged_day, today_said
from service.rules.legal_basis_wording import WORDING_RULES
from service.rules.settled_suggestions import settled

_FILED_BEFORE = re.compile(
    r"hồ sơ (?:đã |được |đã được )*(?:tiếp nhận|nhận|nộp|gửi)[^.;]{0,40} trước (?:"
    + citations.DATE.pattern
    + "|ngày)",
    re.IGNORECASE,
)


@rule("legal_basis_after_document", reads=("/legal_bases", "/issued_date"))
def after_document(record: Record, reference: Any) -> Iterator[Violation]:
    """Căn cứ phải được ban hành trước hoặc trong ngày ký văn bản: không thể căn cứ vào văn bản ban hành
    sau (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    signed, on = issued_day(record), judged_day(record, reference)
    for cited in every_citation(record):
        issued = cited.citation.issued
        if not issued or issued <= on:
            continue
        # Without a number the date may be that of an event which the line names.
        certain = cited.citation.is_law or bool(cited.citation.number)
        if signed:
            yield violation_at(
                cited.pointer,
                f"Căn cứ này ghi ngày {short_date(issued)}, sau ngày ký văn bản ({short_date(on)}); kiểm tra ngày của"
                " căn cứ hoặc ngày ký.",
                severity="error" if certain else "warning",
            )
        elif certain:
            yield violation_at(
                cited.pointer,
                f"Căn cứ này ghi ngày {short_date(issued)}, còn ở sau hôm nay{today_said(record, reference)}; kiểm tra"
                " ngày của căn cứ.",
                severity="warning",
            )


@rule("legal_basis_expired", severity="warning", reads=("/legal_bases", "/issued_date"))
def expired(record: Record, reference: Any) -> Iterator[Violation]:
    """Căn cứ nên còn hiệu lực vào ngày ký văn bản; căn cứ đã hết hiệu lực thì thay bằng văn bản thay thế
    (theo danh mục căn cứ, có ghi ngày cập nhật). Hồ sơ tiếp nhận trước ngày chuyển tiếp được bỏ qua
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    on, filed = judged_day(record, reference), _filed_before(record)
    all_lines = [
        (pointer, [catalogue.find(cited.citation) for cited in all_of_line])
        for pointer, all_of_line in by_line(record)
    ]
    named = {item.id for _, items in all_lines for item in items if item}
    for pointer, items in all_lines:
        ended = [
            item
            for item in items
            if item and item.end and item.end < on and not _stays(filed, item, None, catalogue)
        ]
        if ended:
            new = [catalogue.replacement(item, on) for item in ended]
            whole = len(ended) == len(items) and len(set(new)) == 1
            yield violation_at(
                pointer, *_expired(ended[0], new[0], record, reference, named, whole)
            )
            # Two texts that one law replaced: the second line is to go, not to name it once more.
            named.update(item.id for item in new if item)


@rule("legal_basis_not_in_force", severity="warning", reads=("/legal_bases", "/issued_date"))
def not_in_force(record: Record, reference: Any) -> Iterator[Violation]:
    """Căn cứ nên đã có hiệu lực vào ngày ký văn bản; văn bản đã ban hành nhưng chưa có hiệu lực chỉ nêu khi
    quyết định cũng ghi ngày có hiệu lực về sau (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    on, catalogue = judged_day(record, reference), reference.catalogue
    after = "sau ngày ký văn bản" if issued_day(record) else "sau hôm nay"
    for cited, item in known_citations(record, catalogue):
        if item.start and item.issued <= on < item.start:
            yield violation_at(
                cited.pointer,
                f"Căn cứ này đến ngày {short_date(item.start)} mới có hiệu lực, {after}"
                f"{today_said(record, reference)}{source(catalogue, item.sure('from'))}; kiểm tra lại căn cứ.",
            )


@rule("legal_basis_doubtful", severity="warning", reads=("/legal_bases", "/issued_date"))
def doubtful(record: Record, reference: Any) -> Iterator[Violation]:
    """Căn cứ hướng dẫn một văn bản đã hết hiệu lực có thể đã được thay thế: kiểm tra văn bản thay thế trước
    khi trình ký (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    on = judged_day(record, reference)
    for cited, item in known_citations(record, catalogue):
        if item.doubtful_after and on > item.doubtful_after and not (item.end and item.end < on):
            yield violation_at(
                cited.pointer,
                f"Từ sau ngày {short_date(item.doubtful_after)} căn cứ này có thể không còn phù hợp"
                f"{today_said(record, reference)}{source(catalogue, sure=False)}, xem có văn bản thay thế hay không.",
            )


@rule("legal_basis_companion", severity="warning", reads=("/legal_bases", "/issued_date"))
def companion(record: Record, reference: Any) -> Iterator[Violation]:
    """Khi nêu một văn bản đã được sửa đổi, bổ sung thì nêu cả văn bản sửa đổi, bổ sung đang có hiệu lực
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    on, filed = judged_day(record, reference), _filed_before(record)
    known = list(known_citations(record, catalogue))
    named = {item.id for _, item in known}
    text = citations.number_key(" ".join(lines(record)))
    for cited, item in known:
        for other in catalogue.companions(item, on) if item.in_force(on) else ():
            if _stays(filed, item, other, catalogue):
                continue
            if other.id not in named and citations.number_key(other.number) not in text:
                named.add(other.id)
                yield _companion_missing(cited, item, other, record, reference)


@rule("legal_basis_twice", severity="warning", reads=("/legal_bases",))
def twice(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi căn cứ chỉ nêu một lần (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    seen: dict[str, int] = {}
    for pointer, all_of_line in by_line(record):
        place = int(pointer.rpartition("/")[2])
        for cited in all_of_line:
            item = catalogue.find(cited.citation)
            key = item.id if item else citations.fold(cited.basis.line)
            first = seen.setdefault(key, place)
            if first != place:
                yield violation_at(
                    pointer,
                    f"Căn cứ này đã nêu ở dòng {first + 1}; hãy bỏ một dòng.",
                )
                break


@once
def _filed_before(record: Record) -> str:
    """The words by which the document says that its dossiers came in before a change of law, "" without any."""
    achievements = [award.get("achievement") for _, award in awards_of(record)]
    texts = [record.get("subject"), record.get("proposed_by"), *lines(record), *achievements]
    said = (_FILED_BEFORE.search(text) for text in texts if isinstance(text, str))
    return next((found[0] for found in said if found), "")


def _stays(filed: str, old: LegalBasis, new: LegalBasis | None, catalogue: Catalogue) -> bool:
    """Whether the dossiers that a document speaks of stay under a text: a clause says so, or no clause is known."""
    if not filed:
        return False
    found = citations.DATE.search(filed)
    clause = catalogue.transition(old, new)
    return clause is None or clause.holds_for(citations.as_date(found) if found else None)


#: Every rule about legal bases, those about their wording too.
LEGAL_BASIS_RULES: Final[tuple[Rule, ...]] = settled(
    (
        after_document,
        expired,
        not_in_force,
        doubtful,
        companion,
        twice,
        *WORDING_RULES,
    ),
    (expired, companion, twice),
    _filed_before,
)


def _expired(
    item: LegalBasis,
    new: LegalBasis | None,
    record: Record,
    reference: Any,
    named: set[str],
    whole: bool,
) -> tuple[str, str | None]:
    """Message and suggestion; the suggestion only where the ``whole`` line gives way to one text."""
    on, catalogue = issued_day(record), reference.catalogue
    if new is None and item.at_latest and item.first_day_out:
        ended = (
            f"Căn cứ này hết hiệu lực chậm nhất từ ngày {short_date(item.first_day_out)} ({item.at_latest})"
            f"{today_said(record, reference)}{source(catalogue, item.sure('to'))}"
        )
        return f"{ended}; hãy kiểm tra văn bản thay thế.", None
    ended = f"Căn cứ này hết hiệu lực sau ngày {short_date(item.end or catalogue.as_of)}"
    if on is None:
        ended += f", không dùng cho văn bản ký từ nay{today_said(record, reference)}"
    elif item.grey_until and on <= item.grey_until:
        ended += f", đến ngày {short_date(item.grey_until)} chỉ còn dùng cho hồ sơ nhận trước hoặc việc chuyển tiếp"
    ended += source(catalogue, item.sure("to"))
    if new is None:
        return f"{ended}; tìm văn bản thay thế.", None
    if new.id in named:
        return f"{ended}; đã nêu văn bản thay thế thì bỏ căn cứ này.", None
    clause = catalogue.transition(item)
    kept = f" ({clause.sentence})" if clause else ""
    return f"{ended}; thay bằng: {new.cite}{kept}.", new.line if whole else None


def _companion_missing(
    cited: Cited, item: LegalBasis, other: LegalBasis, record: Record, reference: Any
) -> Violation:
    line, end, catalogue = cited.basis.line, cited.citation.end, reference.catalogue
    clause = catalogue.transition(item, other)
    kept = f" ({clause.sentence})" if clause else ""
    return violation_at(
        cited.pointer,
        f"Văn bản này đã được sửa đổi, bổ sung{today_said(record, reference)}{source(catalogue, other.sure('from'))};"
        f" nêu thêm: {other.cite}{kept}.",
        f"{line[:end]} và {other.cite}{line[end:]}" if other.is_law else None,
    )
