"""The page number: where it stands, how it looks, and where it begins (Phụ lục I, Phần I, mục I.7 and III.1.đ)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.rules.looks import looks_of
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, letters_in
from service.conformance.rules.wording import millimetres
from service.conformance.word_document import Paragraph, Section
from service.docx.standard import MARGIN_TOP_RANGE_MM, PAGE_NUMBER_FROM_EDGE_MM

#: Fewer letters than this are taken for one page where no pages were drawn.
_LETTERS_OF_ONE_PAGE: Final = 1200
#: A page number with what offices write around it: "- 2 -", "Trang 2/5".
_ONLY_A_NUMBER: Final = re.compile(r"\W*(?:trang)?[\W\d]*", re.IGNORECASE)
_Numbered: TypeAlias = tuple[int, Paragraph]
_ARABIC: Final = frozenset({"decimal", "decimalZero", "numberInDash", ""})


def _numbers(judged: Judged) -> Iterator[_Numbered]:
    """The paragraphs of headers and footers that print a page number."""
    document = judged.document
    for name, at in document.fields:
        paragraph = document.paragraphs[at]
        if name == "PAGE" and paragraph.part != document.main_part and not _is_hidden(paragraph):
            yield at, paragraph


def _is_hidden(paragraph: Paragraph) -> bool:
    return bool(paragraph.runs) and all(run.look.hidden for run in paragraph.runs)


def _without(numbered: Iterable[_Numbered]) -> tuple[Change, ...]:
    """Hide page numbers that have a line to themselves: a field that is kept, and seen no more. None for any other."""
    found = list(numbered)
    if any(not _ONLY_A_NUMBER.fullmatch(paragraph.text) for _, paragraph in found):
        return ()
    return tuple(Change("runs", "hidden", value=True, before=False, at=at) for at, _ in found)


def _numbering_parts(judged: Judged) -> frozenset[str]:
    return frozenset(paragraph.part for _, paragraph in _numbers(judged))


def _sheet(judged: Judged, section: int) -> Where:
    return Where(judged.document.main_part, section=section)


def _has_several_pages(judged: Judged) -> bool:
    if judged.pages is not None:
        return judged.pages.count > 1
    letters = sum(letters_in(paragraph.text) for paragraph in judged.document.body)
    return letters > _LETTERS_OF_ONE_PAGE


@rule("page-number-missing", "I.7", "Có số trang")
def page_number_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản từ hai trang trở lên phải đánh số trang, trong phần lề trên, canh giữa."""
    if not list(_numbers(judged)) and _has_several_pages(judged):
        yield Said(
            _sheet(judged, 0),
            "không có số trang",
            "số trang ở giữa lề trên",
            "Văn bản nhiều trang nhưng không có số trang; phải đánh số trang ở giữa lề trên, từ trang thứ hai.",
            (Change("document", "page_number", value=True, before=False),)
            if judged.document.takes_page_numbers
            else (),
        )


@rule("page-number-place", "I.7", "Số trang ở lề trên")
def page_number_place(judged: Judged) -> Iterator[Said]:
    """Số trang đặt trong phần lề trên của trang, không đặt ở chân trang."""
    above, below = _above_and_below(judged)
    if above:
        return
    for _, paragraph in below[:1]:
        yield Said(
            place(paragraph),
            "ở chân trang",
            "ở lề trên",
            "Số trang đặt ở chân trang; phải đặt ở giữa lề trên.",
            _put_above(judged),
        )


def _above_and_below(judged: Judged) -> tuple[list[_Numbered], list[_Numbered]]:
    """The page numbers in headers, and those in footers."""
    headers = {part for section in judged.document.sections for part in section.headers.values()}
    every = list(_numbers(judged))
    above = [one for one in every if one[1].part in headers]
    return above, [one for one in every if one not in above]


def _put_above(judged: Judged) -> tuple[Change, ...]:
    """Hide every number and put another one above, where both can be done."""
    hidden = _without(_numbers(judged))
    if not hidden or not judged.document.takes_page_numbers:
        return ()
    return (*hidden, Change("document", "page_number", value=True, before=False))


@rule("page-number-twice", "I.7", "Chỉ một số trang", severity="warning")
def page_number_twice(judged: Judged) -> Iterator[Said]:
    """Mỗi trang chỉ có một số trang, ở lề trên."""
    above, below = _above_and_below(judged)
    numbering = {paragraph.part for _, paragraph in above}
    # A footer that stands below a header without a number has the only one of its pages.
    alone = {
        part
        for section in judged.document.sections
        if numbering.isdisjoint(section.headers.values())
        for part in section.footers.values()
    }
    twice = [one for one in below if above and one[1].part not in alone]
    for _, paragraph in twice[:1]:
        yield Said(
            place(paragraph),
            "số trang ở cả lề trên và chân trang",
            "một số trang ở lề trên",
            "Số trang có ở cả lề trên và chân trang; chỉ để ở lề trên.",
            _without(twice),
        )


@rule("page-number-first-page", "I.7", "Trang đầu không có số")
def page_number_first_page(judged: Judged) -> Iterator[Said]:
    """Số trang thứ nhất không hiển thị; phụ lục đánh số riêng cũng vậy, nhưng ở phụ lục thì không bắt buộc."""
    if not judged.document.sections:
        return
    first, numbering = judged.document.sections[0], _numbering_parts(judged)
    shown = {*_on_first_page(first, first.headers), *_on_first_page(first, first.footers)}
    if not shown & numbering:
        return
    yield Said(
        _sheet(judged, 0),
        "trang thứ nhất có số trang",
        "trang thứ nhất không có số trang",
        "Trang thứ nhất hiển thị số trang; số trang chỉ hiển thị từ trang thứ hai.",
        _without_first(judged, first),
    )


def _on_first_page(section: Section, parts: Mapping[str, str]) -> Iterator[str]:
    """The header or the footer that the first page shows, if there is one."""
    return (
        part
        for kind, part in parts.items()
        if kind == ("first" if section.first_page_differs else "default")
    )


def _without_first(judged: Judged, first: Section) -> tuple[Change, ...]:
    """A header of its own without a number is all that the first page needs, unless that header has the number.

    Its footer stays the one of the other pages: a number in it is hidden, where all of them have one above.
    """
    if first.first_page_differs or "first" in first.headers or "first" in first.footers:
        return ()
    change = Change("section", "first_page_differs", value=True, before=False, at=0)
    above, below = _above_and_below(judged)
    shown = [(at, one) for at, one in below if one.part == first.footers.get("default")]
    if not shown:
        return (change,)
    if not above:
        hidden = _put_above(judged)
    elif any(one.part in first.headers.values() for _, one in above):
        hidden = _without(shown)
    else:
        hidden = ()
    return (change, *hidden) if hidden else ()


@rule("page-number-even-pages", "I.7", "Trang chẵn cũng có số")
def page_number_even_pages(judged: Judged) -> Iterator[Said]:
    """Khi lề trên của trang chẵn và trang lẻ khác nhau, cả hai đều phải có số trang."""
    numbering = _numbering_parts(judged)
    if not judged.document.even_and_odd_headers or not numbering:
        return
    for at, section in enumerate(judged.document.sections[:1]):
        if (
            section.headers.get("default") in numbering
            and section.headers.get("even") not in numbering
        ):
            yield Said(
                _sheet(judged, at),
                "trang chẵn không có số trang",
                "mọi trang từ trang hai đều có số",
                "Trang chẵn không có số trang; mọi trang từ trang thứ hai đều phải có số.",
            )


@rule("page-number-format", "I.7", "Số trang bằng chữ số Ả Rập")
def page_number_arabic(judged: Judged) -> Iterator[Said]:
    """Số trang ghi bằng chữ số Ả Rập (1, 2, 3), không dùng chữ số La Mã hoặc chữ cái."""
    for at, section in enumerate(judged.document.sections):
        if section.page_number_format not in _ARABIC and list(_numbers(judged)):
            yield Said(
                _sheet(judged, at),
                "không phải chữ số Ả Rập",
                "chữ số Ả Rập",
                "Số trang không ghi bằng chữ số Ả Rập; phải ghi 1, 2, 3.",
                (
                    Change(
                        "section", "page_number_format", "decimal", section.page_number_format, at
                    ),
                ),
            )


@rule("page-number-start", "I.7", "Đánh số trang từ 1")
def page_number_start(judged: Judged) -> Iterator[Said]:
    """Số trang của văn bản được đánh từ số 1."""
    for at, section in enumerate(judged.document.sections[:1]):
        if section.first_page_number not in (None, 1) and list(_numbers(judged)):
            measured = f"từ số {section.first_page_number}"
            yield Said(
                _sheet(judged, at),
                measured,
                "từ số 1",
                f"Số trang được đánh {measured}; phải đánh từ số 1.",
                (Change("section", "first_page_number", 1, section.first_page_number, at),),
            )


@rule("annex-page-number", "III.1.đ", "Số trang riêng của phụ lục")
def page_number_annex(judged: Judged) -> Iterator[Said]:
    """Số trang của phụ lục được đánh riêng theo từng phụ lục, bắt đầu từ 1."""
    document = judged.document
    if not list(_numbers(judged)):
        return
    begun = {0} if judged.components.first("type_name") else set()
    for annex in judged.components.all("annex"):
        at = document.paragraphs[annex.paragraphs[0]].section
        if at in begun:
            yield _goes_on(document.paragraphs[annex.paragraphs[0]])
            continue
        begun.add(at)
        section = document.sections[at]
        if section.first_page_number != 1:
            yield Said(
                place(document.paragraphs[annex.paragraphs[0]]),
                "đánh tiếp số trang của văn bản"
                if section.first_page_number is None
                else f"từ số {section.first_page_number}",
                "đánh riêng từ số 1",
                "Số trang của phụ lục đánh tiếp theo văn bản; phải đánh riêng từng phụ lục, từ số 1.",
                (Change("section", "first_page_number", 1, section.first_page_number, at),),
            )


def _goes_on(annex: Paragraph) -> Said:
    """An annex in the section of what stands before it can have no numbers of its own; no break is put in."""
    return Said(
        place(annex),
        "đánh tiếp số trang của phần trước",
        "đánh riêng từ số 1",
        "Số trang của phụ lục đánh tiếp theo phần trước; hãy chèn ngắt phần (Section Break) trước phụ lục và đánh số lại từ 1.",
    )


@rule("page-number-alone", "I.7", "Số trang không kèm chữ", severity="warning")
def page_number_alone(judged: Judged) -> Iterator[Said]:
    """Số trang chỉ gồm chữ số, không kèm chữ “Trang”, gạch ngang hoặc tổng số trang."""
    for _, paragraph in _numbers(judged):
        around = re.sub(r"\d+", "", paragraph.text, count=1).strip()
        if around and len(paragraph.text.strip()) <= 40:
            yield Said(
                place(paragraph),
                f"“{paragraph.text.strip()}”",
                "chỉ chữ số",
                "Số trang có kèm chữ hoặc dấu; chỉ ghi chữ số, ví dụ “2”.",
            )


@rule("page-number-in-margin", "I.7", "Số trang trong phần lề trên")
def page_number_in_margin(judged: Judged) -> Iterator[Said]:
    """Số trang nằm trong phần lề trên: khoảng cách từ mép giấy đến số trang nhỏ hơn lề trên."""
    if not list(_numbers(judged)):
        return
    for at, section in enumerate(judged.document.sections):
        # A margin that is too narrow is told by ``margin-top``.
        if section.header_mm >= max(section.top_mm, MARGIN_TOP_RANGE_MM[0]):
            measured = millimetres(section.header_mm)
            yield Said(
                _sheet(judged, at),
                measured,
                f"nhỏ hơn {millimetres(section.top_mm)}",
                f"Số trang cách mép giấy {measured}, ngoài phần lề trên {millimetres(section.top_mm)}.",
                (Change("section", "header_mm", PAGE_NUMBER_FROM_EDGE_MM, section.header_mm, at),),
            )


def _is_at_the_head(judged: Judged, spot: Spot) -> bool:
    """A number at the foot is told by ``page-number-place`` and put elsewhere: how it lies there is no fault of its own."""
    headers = (part for section in judged.document.sections for part in section.headers.values())
    return spot.paragraph.part in headers


PAGE_NUMBER_RULES: Final[tuple[Rule, ...]] = (
    page_number_missing,
    page_number_place,
    page_number_twice,
    *looks_of("page_number", "SoTrang", "số trang", judged_where={"align": _is_at_the_head}),
    page_number_first_page,
    page_number_even_pages,
    page_number_arabic,
    page_number_start,
    page_number_annex,
    page_number_alone,
    page_number_in_margin,
)
