"""Rules about how legal bases are written: number, date, organ, name and trích yếu.

The proper words stand in the catalogue, departures from the form are found by ``basis_form``; here is what a clerk reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language.wording import short_date
from service.reference import Catalogue, LegalBasis, citations
from service.reference.citations import Citation
from service.rules import Record, Rule, rule, violation_at
from service.rules.cited import Cited, by_line, every_citation, source, texts

_OF_THE_ASSEMBLY = re.compile(r"(?:của|do) (?:Quốc hội|Ủy ban Thường vụ Quốc hội)", re.IGNORECASE)
_MOST_ORGAN_WORDS = (
    8  # "Bộ trưởng Bộ Nông nghiệp và Môi trường"; a longer "organ" holds the trích yếu
)


@rule("legal_basis_mismatch", severity="warning", reads=("/legal_bases",))
def mismatch(record: Record, reference: Any) -> Iterator[Violation]:
    """Số, ký hiệu, ngày ban hành và trích yếu của căn cứ phải khớp nhau; số hiệu gần giống một văn bản trong
    danh mục thường là gõ nhầm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    for cited in every_citation(record):
        item = catalogue.find(cited.citation)
        if item is None:
            yield from _not_found(cited, catalogue)
        elif not item.is_law:
            yield from _found_but_different(cited, item, catalogue)


@rule("legal_basis_law_number", severity="warning", reads=("/legal_bases",))
def law_number(record: Record, reference: Any) -> Iterator[Violation]:
    """Riêng Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành, chỉ ghi tên và ngày tháng năm ban hành
    (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    for cited in every_citation(record):
        citation = cited.citation
        if citation.is_law and (citation.number or _OF_THE_ASSEMBLY.match(citation.tail)):
            item = catalogue.find(citation) or catalogue.by_number(citation)
            yield violation_at(
                cited.pointer,
                "Căn cứ là Luật, Pháp lệnh thì không ghi số, ký hiệu, cơ quan ban hành; chỉ ghi tên và ngày tháng"
                " năm ban hành.",
                cited.instead(item)
                if item and item.issued == citation.issued
                else _without_number(cited),
            )


@rule("legal_basis_law_name", severity="warning", reads=("/legal_bases",))
def law_name(record: Record, reference: Any) -> Iterator[Violation]:
    """Tên Luật viết hoa chữ đầu của tên loại và chữ đầu của âm tiết thứ nhất tạo thành tên gọi: "Luật Thi
    đua, khen thưởng", "một số điều" (Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V.6)."""
    catalogue: Catalogue = reference.catalogue
    for pointer, line in texts(record):
        proper = catalogue.with_proper_names(line)
        if proper != line:
            yield violation_at(
                pointer, "Tên Luật trong căn cứ viết hoa chưa đúng; viết như gợi ý.", proper
            )


@rule("legal_basis_date", severity="warning", reads=("/legal_bases",))
def date_words(record: Record, reference: Any) -> Iterator[Violation]:
    """Ngày tháng trong căn cứ ghi đủ bằng chữ "ngày … tháng … năm …", thêm số 0 trước ngày dưới 10 và tháng
    1, 2; các tháng khác không thêm (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.4.b và II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    for pointer, all_of_line in by_line(record):
        basis = all_of_line[0].basis
        found = basis.first("date_impossible", "date_missing", "date")
        if found and found.code == "date":
            yield violation_at(
                pointer,
                "Ngày trong căn cứ viết đủ “ngày … tháng … năm …”, ngày dưới 10 và tháng 1, 2 có số 0 phía"
                " trước, tháng khác không có.",
                basis.corrected,
            )
        elif found and found.code == "date_impossible":
            yield violation_at(pointer, "Ngày ghi trong căn cứ không có thật; kiểm tra lại.")
        elif found:
            missing = next(cited for cited in all_of_line if cited.citation.start == found.start)
            item = _by_year(missing.citation, catalogue) or catalogue.by_number(missing.citation)
            yield violation_at(
                pointer,
                "Căn cứ thiếu ngày tháng năm ban hành; ghi thêm “ngày … tháng … năm …”.",
                missing.instead(item) if item else None,
            )


@rule("legal_basis_blank", severity="warning", reads=("/legal_bases",))
def blank(record: Record, reference: Any) -> Iterator[Violation]:
    """Không để trống số, ký hiệu hoặc ngày tháng của căn cứ khi trình ký (Nghị định 30/2020/NĐ-CP, Phụ lục I,
    phần I, mục II.6.a)."""
    for pointer, all_of_line in by_line(record):
        if all_of_line[0].basis.first("blank"):
            yield violation_at(
                pointer, "Căn cứ còn để trống số hoặc ngày tháng; điền đủ trước khi trình ký."
            )


@rule("legal_basis_number", severity="warning", reads=("/legal_bases",))
def number_form(record: Record, reference: Any) -> Iterator[Violation]:
    """Số, ký hiệu của căn cứ ghi như trong văn bản được nêu: có chữ "số", năm đủ bốn chữ số, chỉ số dưới 10
    mới thêm một số 0 (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.3 và II.6.a)."""
    for pointer, all_of_line in by_line(record):
        basis = all_of_line[0].basis
        found = basis.first("number")
        if found:
            yield violation_at(
                pointer,
                "Số, ký hiệu của căn cứ viết chưa đúng cách (thiếu chữ “số”, thừa số 0, thừa khoảng trống hoặc"
                " năm không đủ bốn chữ số); kiểm tra lại.",
                basis.corrected if found.correction is not None else None,
            )


@rule("legal_basis_organ", severity="warning", reads=("/legal_bases",))
def organ_missing(record: Record, reference: Any) -> Iterator[Violation]:
    """Căn cứ không phải là Luật, Pháp lệnh thì ghi cả cơ quan ban hành, sau ngày tháng: "của Ủy ban nhân dân
    tỉnh …" (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a)."""
    catalogue: Catalogue = reference.catalogue
    for pointer, all_of_line in by_line(record):
        found = all_of_line[0].basis.first("organ_missing")
        if found:
            cited = all_of_line[0]
            item = catalogue.find(cited.citation)
            yield violation_at(
                pointer,
                "Căn cứ thiếu cơ quan ban hành; ghi thêm “của …” sau ngày tháng năm.",
                cited.instead(item) if item and item.issued == cited.citation.issued else None,
            )


WORDING_RULES: Final[tuple[Rule, ...]] = (
    mismatch,
    law_number,
    law_name,
    date_words,
    blank,
    number_form,
    organ_missing,
)


_OTHER_KIND: Final = "Loại văn bản không khớp với số, ký hiệu"
_OTHER_ORGAN: Final = "Cơ quan ban hành không khớp với số, ký hiệu"


def _is_other_organ(typed: str, known: str) -> bool:
    """Whether a text is said to be of somebody else; a ministry stands for its minister, and more may follow the name."""
    if not typed or not known or len(typed.split()) > _MOST_ORGAN_WORDS:
        return False
    one, other = (citations.fold(organ).removeprefix("bộ trưởng ") for organ in (typed, known))
    return one != other and not one.startswith(f"{other} ")


def _not_found(cited: Cited, catalogue: Catalogue) -> Iterator[Violation]:
    citation, line = cited.citation, cited.basis.line
    near = catalogue.near(citation)
    if near and (citation.issued is None or citation.issued <= catalogue.as_of):
        what = "Số hiệu của căn cứ này"
        if citation.is_law:
            what = "Tên" if near.issued == citation.issued else "Ngày ban hành"
            what = f"{what} của Luật này"
        yield violation_at(
            cited.pointer,
            f"{what} gần giống nhưng không khớp văn bản trong danh mục (cập nhật đến {short_date(catalogue.as_of)});"
            f" có phải là: {near.cite}?",
            line[: citation.start] + near.cite + line[citation.end :],
        )
    elif (
        citation.is_law
        and citation.issued
        and citation.issued <= catalogue.as_of
        and catalogue.same_title(citation)
    ):
        yield violation_at(
            cited.pointer,
            "Không có Luật tên này ban hành vào ngày đã ghi"
            f"{source(catalogue, sure=True)}; kiểm tra ngày ban hành.",
        )
    elif citation.is_of_another_kind:
        yield violation_at(cited.pointer, f"{_OTHER_KIND}; kiểm tra loại văn bản hoặc ký hiệu.")
    elif citation.key.endswith("/NĐ-CP") and _is_other_organ(citation.organ, "Chính phủ"):
        yield violation_at(
            cited.pointer, f"{_OTHER_ORGAN}: Nghị định có ký hiệu NĐ-CP là của Chính phủ; sửa lại."
        )


def _found_but_different(
    cited: Cited, item: LegalBasis, catalogue: Catalogue
) -> Iterator[Violation]:
    citation = cited.citation
    if citation.kind != item.kind:
        wrong = _OTHER_KIND
    elif citation.issued and citation.issued != item.issued:
        wrong = "Ngày ban hành không khớp với số, ký hiệu"
    elif citation.title and not _alike(citation.title, item.title):
        wrong = "Trích yếu không khớp với số, ký hiệu"
    elif (
        citation.issued
        and citation.organ
        and not citation.title
        and len(citation.organ.split()) <= _MOST_ORGAN_WORDS
    ):
        wrong = "Căn cứ thiếu trích yếu nội dung"
    elif _is_other_organ(citation.organ, item.organ):
        wrong = _OTHER_ORGAN
    else:
        return
    yield violation_at(
        cited.pointer,
        f"{wrong}{source(catalogue, item.sure('text'))}; có phải là: {item.cite}?",
        cited.instead(item),
    )


def _without_number(cited: Cited) -> str | None:
    """The line of an unknown law without its number, where the number stands behind the law's own name."""
    citation, line = cited.citation, cited.basis.line
    if (
        not citation.number
        or not citation.title
        or citations.fold(citation.title).startswith("sửa đổi")
    ):
        return None
    piece = line[citation.start : citation.end]
    bare = re.sub(r"\s+số\s*:?\s*" + re.escape(citation.number), "", piece, count=1)
    if bare == piece or citations.parse(bare)[0].title != citation.title:
        return None
    return line[: citation.start] + bare + line[citation.end :]


def _alike(typed: str, known: str) -> bool:
    """Whether two titles say the same: one begins the other, or most words are shared."""
    one, other = citations.fold(typed), citations.fold(known)
    if one.startswith(other) or other.startswith(one):
        return True
    these, those = set(one.split()), set(other.split())
    return len(these & those) * 2 > len(these | those)


def _by_year(citation: Citation, catalogue: Catalogue) -> LegalBasis | None:
    """The one law of this name of the year that stands in place of a date."""
    same = [item for item in catalogue.same_title(citation) if item.issued.year == citation.year]
    return same[0] if len(same) == 1 else None
