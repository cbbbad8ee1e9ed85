"""Annexes: their word and number, title, reference, and that the text points to them (mục III.1)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from service.conformance.findings import Component
from service.conformance.rules.looks import looks_of
from service.conformance.rules.number import number_lines
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import spots
from service.conformance.rules.structure_numbers import roman_value
from service.conformance.word_document import Paragraph
from service.language import vietnamese

_MENTIONED: Final = re.compile(
    r"phụ lục|(?:danh sách|danh mục|biểu mẫu|bảng|biểu|quy chế|kế hoạch)\b[^.;]{0,60}(?:kèm theo|đính kèm)"
    r"|(?:có|gửi|ban hành)\s+kèm theo",
    re.IGNORECASE,
)
#: The figure of a note behind the brackets.
_NOTE: Final = re.compile(r"\)\s*(?:\d{1,2}|\*)\Z")
_ROMAN: Final = re.compile(r"\s*phụ lục\s+(?:số\s+)?([IVXLC]+)\b", re.IGNORECASE)


def _annexes(judged: Judged) -> tuple[Component, ...]:
    return judged.components.all("annex")


def _first_line(component: Component) -> str:
    return (vietnamese.nfc(component.text).strip().splitlines() or [""])[0].strip()


@rule("annex-number", "III.1.a", "Số La Mã của phụ lục")
def annex_number(judged: Judged) -> Iterator[Said]:
    """Văn bản có từ hai phụ lục trở lên thì các phụ lục được đánh số thứ tự bằng chữ số La Mã: “Phụ lục I”."""
    annexes = _annexes(judged)
    for annex in annexes if len(annexes) > 1 else ():
        if not _ROMAN.match(_first_line(annex)):
            yield Said(
                judged.begin_of(annex),
                f"“{_first_line(annex)[:30]}”",
                "chữ số La Mã",
                f"“{_first_line(annex)[:30]}” phải đánh số bằng chữ số La Mã, ví dụ “Phụ lục I”.",
            )


@rule("annex-arabic", "III.1.a", "Phụ lục không đánh số Ả Rập")
def annex_arabic(judged: Judged) -> Iterator[Said]:
    """Số thứ tự của phụ lục là chữ số La Mã, kể cả khi chỉ có một phụ lục được đánh số; không ghi “Phụ lục 1”, “Phụ lục A”."""
    annexes = _annexes(judged)
    for annex in annexes if len(annexes) == 1 else ():
        if re.match(r"phụ lục\s+(?:số\s+)?(\d+|[A-H]\b)", _first_line(annex), re.IGNORECASE):
            yield Said(
                judged.begin_of(annex),
                f"“{_first_line(annex)[:30]}”",
                "“Phụ lục” hoặc “Phụ lục I”",
                "Số thứ tự của phụ lục phải là chữ số La Mã.",
            )


@rule("annex-order", "III.1.a", "Thứ tự của phụ lục")
def annex_order(judged: Judged) -> Iterator[Said]:
    """Các phụ lục được đánh số liên tục từ I."""
    numbers = [_ROMAN.match(_first_line(annex)) for annex in _annexes(judged)]
    for before, (annex, found) in enumerate(zip(_annexes(judged), numbers, strict=True)):
        if found and all(numbers) and roman_value(found[1]) != before + 1:
            yield Said(
                judged.begin_of(annex),
                f"Phụ lục {found[1].upper()}",
                "thứ tự liên tục từ I",
                f"Phụ lục {found[1].upper()} không theo thứ tự liên tục từ I.",
            )


@rule("annex-own-line", "III.1.b", "“Phụ lục” và số thứ tự trên dòng riêng")
def annex_own_line(judged: Judged) -> Iterator[Said]:
    """Từ “Phụ lục” và số thứ tự trên một dòng riêng, tên phụ lục ở dòng dưới."""
    for annex in _annexes(judged):
        if re.match(
            r"phụ lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+))?\s*[:.\-–]\s*\S",
            _first_line(annex),
            re.IGNORECASE,
        ):
            yield Said(
                judged.begin_of(annex),
                "tên phụ lục cùng dòng",
                "dòng riêng",
                "Từ “Phụ lục” và số thứ tự phải ở dòng riêng, tên phụ lục ở dòng dưới.",
            )


@rule("annex-reference", "III.1.a", "Nội dung có chỉ dẫn về phụ lục")
def annex_reference(judged: Judged) -> Iterator[Said]:
    """Văn bản có phụ lục kèm theo thì trong nội dung phải có chỉ dẫn về phụ lục đó."""
    annexes = _annexes(judged)
    if not annexes:
        return
    start = annexes[0].paragraphs[0]
    before = [
        paragraph.text for paragraph in judged.document.body[:start] if paragraph.text.strip()
    ]
    if before and not any(_MENTIONED.search(vietnamese.nfc(text)) for text in before):
        yield Said(
            place(judged.document.paragraphs[start]),
            "nội dung không nhắc đến phụ lục",
            "có chỉ dẫn, ví dụ “(Phụ lục kèm theo)”",
            "Văn bản có phụ lục nhưng nội dung không có chỉ dẫn về phụ lục.",
        )


@rule("annex-guide-missing", "III.1.c", "Chỉ dẫn kèm theo văn bản trên phụ lục", severity="warning")
def annex_guide_missing(judged: Judged) -> Iterator[Said]:
    """Dưới tên phụ lục có dòng “(Kèm theo Quyết định số … ngày … tháng … năm … của …)”."""
    annexes = _annexes(judged)
    references = [
        one.paragraphs[0] for one in judged.components.found if one.kind == "annex_reference"
    ]
    ends = [one.paragraphs[0] for one in annexes[1:]]
    for annex, following in itertools.zip_longest(annexes, ends):
        start = annex.paragraphs[0]
        if not any(start <= at and (following is None or at < following) for at in references):
            yield Said(
                place(judged.document.paragraphs[start]),
                "không có",
                "“(Kèm theo … số … của …)”",
                "Dưới tên phụ lục không có dòng “(Kèm theo … số … ngày … của …)”.",
            )


@rule("annex-guide-words", "III.1.c", "Lời của dòng kèm theo")
def annex_guide_words(judged: Judged) -> Iterator[Said]:
    """Dòng kèm theo ở trong ngoặc đơn, ghi tên loại, số, ký hiệu, ngày ban hành và tên cơ quan ban hành."""
    for component in judged.components.all("annex_reference"):
        text = _NOTE.sub(")", vietnamese.nfc(" ".join(component.text.split())))
        faults = [
            name
            for name, is_there in (
                ("ngoặc đơn", text.startswith("(") and text.endswith(")")),
                ("số", re.search(r"\bsố\b", text, re.IGNORECASE) is not None),
                (
                    "ngày, tháng, năm",
                    re.search(r"ngày.*tháng.*năm", text, re.IGNORECASE) is not None,
                ),
                (
                    "tên cơ quan ban hành (của …)",
                    re.search(r"\bcủa\b", text, re.IGNORECASE) is not None,
                ),
            )
            if not is_there
        ]
        if faults:
            missing = ", ".join(faults)
            yield Said(
                judged.begin_of(component),
                f"thiếu {missing}",
                "“(Kèm theo … số … ngày … tháng … năm … của …)”",
                f"Dòng kèm theo của phụ lục thiếu {missing}.",
            )


@rule("annex-guide-number", "III.1.c", "Số văn bản trên phụ lục", severity="warning")
def annex_guide_number(judged: Judged) -> Iterator[Said]:
    """Số, ký hiệu ghi trên phụ lục giống số, ký hiệu của văn bản; văn bản điện tử để trống."""
    line = next(number_lines(judged), None)
    if line is None or not line.is_given:
        return
    own = f"{line.number.strip()}/{line.sign}".replace(" ", "")
    for component in judged.components.all("annex_reference"):
        found = re.search(
            r"số\s*:?\s*(\d+/[^\s,;)]+)", vietnamese.nfc(component.text), re.IGNORECASE
        )
        if found and vietnamese.upper(found[1].lstrip("0")) != vietnamese.upper(own.lstrip("0")):
            yield Said(
                judged.begin_of(component),
                f"“{found[1][:40]}”",
                f"“{own[:40]}”",
                f"Phụ lục ghi kèm theo văn bản số “{found[1][:40]}”, khác số “{own[:40]}” của văn bản.",
            )


@rule("annex-new-page", "III.1.b", "Phụ lục bắt đầu ở trang mới", severity="warning")
def annex_new_page(judged: Judged) -> Iterator[Said]:
    """Phụ lục trình bày từ trang mới, như các mẫu của Phụ lục III."""
    body = judged.document.body
    for annex in _annexes(judged):
        own = judged.document.paragraphs[annex.paragraphs[0]]
        if own.table is not None or own.index == 0 or own.part != judged.document.main_part:
            continue
        before = list(_back_to_text(body, annex.paragraphs[0]))
        broken = own.look.page_break_before or own.text.lstrip(" ").startswith("\f")
        if not broken and not any("\f" in one.text or one.section != own.section for one in before):
            yield Said(
                place(own),
                "cùng trang với phần trước",
                "trang mới",
                "Phụ lục không bắt đầu ở trang mới.",
            )


def _back_to_text(body: Sequence[Paragraph], end: int) -> Iterator[Paragraph]:
    """The blank paragraphs before a place, and the one with text before them."""
    for at in range(end - 1, -1, -1):
        yield body[at]
        if body[at].text.strip():
            return


@rule("annex-marks", "III.1.b", "Tên phụ lục không kèm dấu", severity="warning")
def annex_marks(judged: Judged) -> Iterator[Said]:
    """Sau tên phụ lục không có dấu."""
    for component in judged.components.all("annex_title"):
        if re.search(r"\w[.:;,]$", component.text.strip()):
            yield Said(
                judged.end_of(component),
                f"dấu “{component.text.strip()[-1]}”",
                "không có dấu",
                "Sau tên phụ lục không ghi dấu.",
            )


@rule("annex-word", "III.1.b", "Từ “Phụ lục”")
def annex_word(judged: Judged) -> Iterator[Said]:
    """Từ “Phụ lục” viết chữ in thường, chữ P hoa, không viết “PHỤ LỤC”."""
    for spot in spots(judged, _annexes(judged)):
        word = " ".join(vietnamese.nfc(spot.text).split()[:2])
        shown = all(run.look.capitals for _, run in spot.runs)
        if vietnamese.lower(word) == "phụ lục" and (word != "Phụ lục" or shown):
            yield Said(
                spot.where,
                "chữ in hoa" if shown or word.isupper() else f"“{word}”",
                "“Phụ lục”",
                "Từ “Phụ lục” và số thứ tự phải viết chữ in thường, chữ P hoa.",
                tuple(spot.changes("capitals", False, lambda run: run.look.capitals))
                if word == "Phụ lục"
                else (),
            )


@rule("annex-end", "Phụ lục III, Mẫu 2.1", "Phụ lục kết thúc bằng “./.”", severity="info")
def annex_end(judged: Judged) -> Iterator[Said]:
    """Cuối phụ lục có “./.”, như Mẫu 2.1 và Mẫu 2.2; phụ lục kết thúc bằng bảng thì không bắt buộc."""
    annexes = _annexes(judged)
    if not annexes:
        return
    body = judged.document.body
    ends = [one.paragraphs[0] for one in annexes[1:]] + [len(body)]
    for annex, end in zip(annexes, ends, strict=True):
        own = [
            paragraph for paragraph in body[annex.paragraphs[0] + 1 : end] if paragraph.text.strip()
        ]
        if (
            own
            and own[-1].table is None
            and not any(re.search(r"\./\.?$", paragraph.text.strip()) for paragraph in own[-3:])
        ):
            yield Said(place(own[-1]), "không có “./.”", "“./.”", "Cuối phụ lục chưa có “./.”.")


ANNEX_RULES: Final[tuple[Rule, ...]] = (
    annex_word,
    annex_number,
    annex_arabic,
    annex_order,
    annex_own_line,
    *looks_of("annex", "PhuLuc", "“Phụ lục” và số thứ tự"),
    *looks_of("annex_title", "TenPhuLuc", "tên phụ lục"),
    annex_marks,
    annex_guide_missing,
    annex_guide_words,
    annex_guide_number,
    *looks_of(
        "annex_reference",
        "ChiDanPhuLuc",
        "dòng kèm theo của phụ lục",
        slug="annex-guide",
        case=False,
    ),
    annex_reference,
    annex_new_page,
    annex_end,
)
