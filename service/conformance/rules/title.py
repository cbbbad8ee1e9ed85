"""The type's name and the subject, above the text or below the number of a công văn (mục II.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.changes import Change
from service.conformance.placeholders import is_unfilled
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import of_kind
from service.conformance.rules.wording import points
from service.docx.standard import TYPE_ABBREVIATIONS
from service.language import vietnamese

#: Models without a subject.
_WITHOUT_SUBJECT: Final = frozenset(
    {"giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo"}
)
_FOR_SHORT: Final = re.compile(r"^\s*V\s*/\s*v\b", re.IGNORECASE)
#: Mục II.5.b: how far the subject of a công văn stands below the number.
_BELOW_NUMBER_PT: Final = 6.0


@rule("type-known", "Phụ lục III, mục I", "Tên loại văn bản hành chính", severity="warning")
def type_known(judged: Judged) -> Iterator[Said]:
    """Tên loại là một trong các loại văn bản hành chính của Phụ lục III: ví dụ nghị quyết, quyết định, báo cáo, tờ trình."""
    known = {vietnamese.unify_tone_position(name) for name in TYPE_ABBREVIATIONS}
    for spot in of_kind(judged, "type_name"):
        name = vietnamese.unify_tone_position(
            vietnamese.lower(" ".join(spot.text.split())).strip(" :.")
        )
        if name not in known and not name.startswith(("phụ lục", "danh sách")):
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:60]}”",
                "tên loại của Phụ lục III",
                f"“{spot.text.strip()[:60]}” không có trong các tên loại văn bản hành chính của Phụ lục III.",
            )


@rule("type-marks", "II.5.b", "Tên loại không kèm dấu")
def type_marks(judged: Judged) -> Iterator[Said]:
    """Sau tên loại văn bản không có dấu chấm hoặc dấu hai chấm."""
    for spot in of_kind(judged, "type_name"):
        if mark := re.search(r"[.:;,]+$", spot.text.strip()):
            yield Said(
                spot.where,
                f"dấu “{mark[0]}”",
                "không có dấu",
                "Sau tên loại văn bản không ghi dấu.",
            )


@rule("subject-missing", "II.5.b", "Có trích yếu nội dung")
def subject_missing(judged: Judged) -> Iterator[Said]:
    """Dưới tên loại có trích yếu nội dung; giấy giới thiệu, giấy nghỉ phép và các loại phiếu không có."""
    name = judged.components.type_name
    title = judged.components.first("type_name")
    if title is None or name is None or name in _WITHOUT_SUBJECT or name == "công văn":
        return
    if is_missing(judged, "subject"):
        yield Said(
            judged.end_of(title),
            "không có",
            "trích yếu nội dung",
            "Dưới tên loại không có trích yếu nội dung văn bản.",
        )


@rule("subject-words", "II.5.b", "Trích yếu không ghi “V/v”")
def subject_words(judged: Judged) -> Iterator[Said]:
    """Trích yếu của văn bản có tên loại không ghi “V/v”; “V/v” chỉ dùng trong công văn. Quyết định ghi “Về việc …”."""
    for spot in of_kind(judged, "subject"):
        if short := _FOR_SHORT.match(spot.text):
            yield Said(
                spot.where,
                f"“{short[0].strip()}”",
                "“Về việc …” hoặc không ghi",
                "Trích yếu ghi “V/v”; chỉ công văn mới ghi “V/v”, văn bản có tên loại ghi “Về việc …”.",
            )


@rule("subject-end", "II.5.a", "Trích yếu không kết thúc bằng dấu chấm", severity="warning")
def subject_end(judged: Judged) -> Iterator[Said]:
    """Trích yếu là một cụm từ hoặc một câu ngắn gọn, các mẫu không ghi dấu chấm ở cuối."""
    components = judged.components.all("subject", "letter_subject")
    for component in components:
        if re.search(r"(?<!\.)[.;,:]$", component.text.strip()) and not is_unfilled(component.text):
            yield Said(
                judged.end_of(component),
                f"dấu “{component.text.strip()[-1]}”",
                "không có dấu",
                "Cuối trích yếu không ghi dấu.",
            )


@rule("subject-capital", "II.5.b", "Trích yếu bắt đầu bằng chữ hoa", severity="warning")
def subject_capital(judged: Judged) -> Iterator[Said]:
    """Chữ đầu của trích yếu dưới tên loại viết hoa."""
    for component in judged.components.all("subject"):
        text = component.text.strip().lstrip("“\"'(")
        if text[:1].islower():
            yield Said(
                judged.begin_of(component),
                f"“{text.split()[0]}”",
                "chữ đầu viết hoa",
                "Chữ đầu của trích yếu chưa viết hoa.",
            )


@rule("subject-below-type", "II.5.b", "Trích yếu ngay dưới tên loại", severity="warning")
def subject_below_type(judged: Judged) -> Iterator[Said]:
    """Trích yếu đặt ngay dưới tên loại, không cách dòng trống."""
    title, subject = judged.components.first("type_name"), judged.components.first("subject")
    if title is None or subject is None:
        return
    between = range(title.paragraphs[-1] + 1, subject.paragraphs[0])
    if any(not judged.document.paragraphs[at].text.strip() for at in between):
        yield Said(
            judged.begin_of(subject),
            "cách dòng trống",
            "ngay dưới tên loại",
            "Giữa tên loại và trích yếu có dòng trống; trích yếu đặt ngay dưới tên loại.",
        )


@rule("letter-subject-words", "II.5.b", "“V/v” trong trích yếu công văn")
def letter_subject_words(judged: Judged) -> Iterator[Said]:
    """Trích yếu công văn bắt đầu bằng “V/v”: chữ V hoa, gạch chéo, chữ v thường."""
    for component in judged.components.all("letter_subject"):
        begins = component.text.strip()
        if not begins.startswith("V/v "):
            yield Said(
                judged.begin_of(component),
                f"“{begins[:20]}”",
                "“V/v …”",
                "Trích yếu công văn phải bắt đầu bằng “V/v”.",
            )


@rule("letter-subject-missing", "II.5.b", "Công văn có trích yếu")
def letter_subject_missing(judged: Judged) -> Iterator[Said]:
    """Công văn có trích yếu “V/v …” dưới số và ký hiệu."""
    if judged.components.type_name == "công văn" and is_missing(judged, "letter_subject"):
        yield Said(
            beginning(judged),
            "không có",
            "“V/v …”",
            "Công văn không có trích yếu “V/v …” dưới số và ký hiệu.",
        )


@rule(
    "letter-subject-gap", "II.5.b", "Trích yếu công văn cách số, ký hiệu 6 pt", severity="warning"
)
def letter_subject_gap(judged: Judged) -> Iterator[Said]:
    """Trích yếu công văn cách dòng 6 pt với số và ký hiệu."""
    number, subject = judged.components.first("number"), judged.components.first("letter_subject")
    if number is None or subject is None or subject.paragraphs[0] != number.paragraphs[-1] + 1:
        return
    every, at = judged.document.paragraphs, subject.paragraphs[0]
    gap = max(every[number.paragraphs[-1]].look.after_pt, every[at].look.before_pt)
    if abs(gap - _BELOW_NUMBER_PT) > 0.5:
        yield Said(
            place(every[at]),
            points(gap),
            points(_BELOW_NUMBER_PT),
            f"Trích yếu công văn cách số, ký hiệu {points(gap)}; phải cách {points(_BELOW_NUMBER_PT)}.",
            (
                Change("paragraph", "before_pt", _BELOW_NUMBER_PT, every[at].look.before_pt, at),
                Change(
                    "paragraph",
                    "after_pt",
                    0.0,
                    every[number.paragraphs[-1]].look.after_pt,
                    number.paragraphs[-1],
                ),
            ),
        )


TITLE_RULES: Final[tuple[Rule, ...]] = (
    type_known,
    type_marks,
    *looks_of("type_name", "TenLoai", "tên loại", slug="type"),
    subject_missing,
    subject_words,
    subject_end,
    subject_capital,
    subject_below_type,
    *looks_of("subject", "TrichYeu", "trích yếu", case=False),
    letter_subject_missing,
    letter_subject_words,
    letter_subject_gap,
    *looks_of("letter_subject", "TrichYeuCongVan", "trích yếu công văn"),
)
