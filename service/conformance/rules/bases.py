"""Who issues the document and on what basis, up to "QUYẾT ĐỊNH:" (mục II.6.a and Phụ lục III, Mẫu 1.1 and 1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.placeholders import is_unfilled
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, of_kind
from service.conformance.rules.wording import end_mark
from service.language import vietnamese

#: What the enacting words of a type are.
_ENACTING: Final = {"quyết định": "QUYẾT ĐỊNH:", "nghị quyết": "QUYẾT NGHỊ:"}
_LAW_WITH_NUMBER: Final = re.compile(
    r"^\s*[-–]?\s*Căn cứ\s+(?:(?:Bộ\s+)?Luật|Pháp lệnh)\b[^;]*?\bsố\s*:?\s*\d+\s*/(?:\d{4}/)?(?:QH|UBTVQH|PL|LCT)",
    re.IGNORECASE,
)
_TEXT_WITHOUT_NUMBER: Final = re.compile(
    r"^\s*[-–]?\s*Căn cứ\s+(Nghị định|Thông tư(?: liên tịch)?|Quyết định)\s+(?!số\b|này\b|của\b|(?:thành lập|giao)\b)",
    re.IGNORECASE,
)
_SHORT_DATE: Final = re.compile(r"(?<![\d/])\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\b")


def _bases(judged: Judged) -> list[Spot]:
    return list(of_kind(judged, "basis"))


@rule("basis-marks", "II.6.a", "Dấu cuối mỗi căn cứ")
def basis_marks(judged: Judged) -> Iterator[Said]:
    """Sau mỗi căn cứ xuống dòng, cuối dòng có dấu chấm phẩy (;); dòng cuối cùng kết thúc bằng dấu chấm (.)."""
    bases = _bases(judged)
    for spot in bases:
        wanted, name = (".", "dấu chấm (.)") if spot is bases[-1] else (";", "dấu chấm phẩy (;)")
        text = spot.text.strip()
        if text.endswith((wanted, "...")) or "…" in text[-3:] or is_unfilled(text):
            continue
        measured = end_mark(text)
        yield Said(
            spot.where,
            measured,
            name,
            f"Cuối căn cứ có {measured}; phải là {name}.".replace("có không", "không"),
        )


@rule("basis-own-line", "II.6.a", "Mỗi căn cứ một dòng")
def basis_own_line(judged: Judged) -> Iterator[Said]:
    """Sau mỗi căn cứ phải xuống dòng: hai căn cứ không viết chung một đoạn."""
    for spot in _bases(judged):
        if re.search(r"[;.]\s*Căn cứ\s", spot.text):
            yield Said(
                spot.where,
                "hai căn cứ trong một đoạn",
                "mỗi căn cứ một đoạn",
                "Hai căn cứ viết chung một đoạn; sau mỗi căn cứ phải xuống dòng.",
            )


@rule("basis-dash", "II.6.a", "Căn cứ không có gạch đầu dòng", severity="warning")
def basis_dash(judged: Judged) -> Iterator[Said]:
    """Các mẫu trình bày căn cứ không có gạch đầu dòng."""
    for spot in _bases(judged):
        if re.match(r"\s*[-–—+*•]", spot.paragraph.label + spot.text):
            yield Said(
                spot.where,
                "có gạch đầu dòng",
                "không có gạch",
                "Đầu dòng căn cứ có gạch; các mẫu không có gạch.",
            )


@rule("basis-law-number", "II.6.a", "Luật, Pháp lệnh không ghi số", severity="warning")
def basis_law_number(judged: Judged) -> Iterator[Said]:
    """Căn cứ là Luật hoặc Pháp lệnh không ghi số, ký hiệu và cơ quan ban hành; văn bản quy phạm pháp luật nay viện dẫn luật kèm số
    nên chỉ nhắc."""
    for spot in _bases(judged):
        if _LAW_WITH_NUMBER.search(vietnamese.nfc(spot.text)):
            yield Said(
                spot.where,
                "Luật có số, ký hiệu",
                "không ghi số, ký hiệu",
                "Căn cứ là Luật, Pháp lệnh nhưng ghi số, ký hiệu; chỉ ghi tên và ngày ban hành.",
            )


@rule("basis-number", "II.6.a", "Căn cứ ghi đủ số, ký hiệu")
def basis_number(judged: Judged) -> Iterator[Said]:
    """Căn cứ là nghị định, thông tư, quyết định phải ghi đầy đủ tên loại, số, ký hiệu, cơ quan, ngày ban hành và trích yếu."""
    for spot in _bases(judged):
        text = vietnamese.nfc(spot.text)
        if (named := _TEXT_WITHOUT_NUMBER.search(text)) and not re.search(r"\d+/\S*-", text):
            yield Said(
                spot.where,
                f"{named[1]} không có số",
                "số, ký hiệu đầy đủ",
                f"Căn cứ {named[1]} thiếu số, ký hiệu; phải ghi đầy đủ.",
            )


@rule("basis-date", "II.6.a", "Ngày của căn cứ viết đầy đủ", severity="warning")
def basis_date(judged: Judged) -> Iterator[Said]:
    """Căn cứ ghi ngày, tháng, năm ban hành đầy đủ bằng chữ “ngày … tháng … năm …”, không viết tắt bằng gạch chéo."""
    for spot in _bases(judged):
        if short := _SHORT_DATE.search(spot.text):
            yield Said(
                spot.where,
                f"“{short[0]}”",
                "“ngày … tháng … năm …”",
                f"Ngày “{short[0]}” viết tắt; phải viết “ngày … tháng … năm …”.",
            )


@rule(
    "basis-proposal-last",
    "Phụ lục III, Mẫu 1.2",
    "“Theo đề nghị” ở cuối các căn cứ",
    severity="warning",
)
def basis_proposal_last(judged: Judged) -> Iterator[Said]:
    """Dòng “Theo đề nghị của …” đứng sau các căn cứ là văn bản."""
    bases = _bases(judged)
    begins = [vietnamese.lower(spot.text.strip()) for spot in bases]
    for at, spot in enumerate(bases):
        later = any(text.startswith("căn cứ") for text in begins[at + 1 :])
        if begins[at].startswith(("theo đề nghị", "xét đề nghị")) and later:
            yield Said(
                spot.where,
                "trước căn cứ là văn bản",
                "ở cuối",
                "Dòng “Theo đề nghị …” phải đứng sau các căn cứ là văn bản.",
            )


@rule("authority-missing", "Phụ lục III, Mẫu 1.2", "Dòng thẩm quyền ban hành")
def authority_missing(judged: Judged) -> Iterator[Said]:
    """Quyết định, nghị quyết ghi thẩm quyền ban hành trước các căn cứ: chức vụ người đứng đầu hoặc tên tập thể."""
    if judged.components.type_name in _ENACTING and is_missing(judged, "authority"):
        first = judged.components.first("basis")
        at = judged.begin_of(first) if first else beginning(judged)
        yield Said(
            at,
            "không có",
            "ví dụ “GIÁM ĐỐC SỞ …”",
            "Trước các căn cứ không có dòng thẩm quyền ban hành.",
        )


@rule(
    "authority-marks",
    "Phụ lục III, Mẫu 1.2",
    "Thẩm quyền ban hành không kèm dấu",
    severity="warning",
)
def authority_marks(judged: Judged) -> Iterator[Said]:
    """Sau dòng thẩm quyền ban hành không có dấu."""
    for component in judged.components.all("authority"):
        if component.text.strip().endswith((":", ".", ";", ",")):
            yield Said(
                judged.end_of(component),
                f"dấu “{component.text.strip()[-1]}”",
                "không có dấu",
                "Sau dòng thẩm quyền ban hành không ghi dấu.",
            )


@rule("enacting-missing", "Phụ lục III, Mẫu 1.2", "Dòng “QUYẾT ĐỊNH:”")
def enacting_missing(judged: Judged) -> Iterator[Said]:
    """Sau các căn cứ, quyết định ghi “QUYẾT ĐỊNH:”, nghị quyết ghi “QUYẾT NGHỊ:”."""
    wanted = _ENACTING.get(judged.components.type_name or "")
    if wanted and is_missing(judged, "enacting"):
        first = judged.components.first("article")
        at = judged.begin_of(first) if first else beginning(judged)
        yield Said(at, "không có", f"“{wanted}”", f"Sau các căn cứ không có dòng “{wanted}”.")


@rule("enacting-words", "Phụ lục III, Mẫu 1.2", "Lời của dòng “QUYẾT ĐỊNH:”")
def enacting_words(judged: Judged) -> Iterator[Said]:
    """Quyết định ghi “QUYẾT ĐỊNH:” và nghị quyết ghi “QUYẾT NGHỊ:”, có dấu hai chấm."""
    wanted = _ENACTING.get(judged.components.type_name or "")
    for spot in of_kind(judged, "enacting"):
        if wanted and vietnamese.upper(" ".join(spot.text.split())) != wanted:
            yield Said(
                spot.where,
                f"“{spot.text.strip()[:40]}”",
                f"“{wanted}”",
                f"Dòng này phải ghi đúng “{wanted}”.",
            )


BASIS_RULES: Final[tuple[Rule, ...]] = (
    authority_missing,
    authority_marks,
    *looks_of("authority", "ThamQuyenBanHanh", "dòng thẩm quyền ban hành"),
    basis_marks,
    basis_own_line,
    basis_dash,
    basis_law_number,
    basis_number,
    basis_date,
    basis_proposal_last,
    *looks_of("basis", "CanCu", "căn cứ", case=False, as_text=True),
    enacting_missing,
    enacting_words,
    *looks_of("enacting", "MenhDeQuyetDinh", "dòng “QUYẾT ĐỊNH:”"),
)
