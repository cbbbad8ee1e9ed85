"""Quốc hiệu and Tiêu ngữ: that they are there, what they say, and that each is one line (mục II.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Component
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spots import Spot, of_kind
from service.conformance.rules.typed_head import head_changes
from service.conformance.typed_halves import Halves, overflows, typed_halves
from service.conformance.word_document import Paragraph
from service.docx.standard import COMPONENTS, MOTTO, NATIONAL_NAME
from service.docx.typography import text_width_mm
from service.language import vietnamese

_STYLES: Final = {"national_name": "QuocHieu", "motto": "TieuNgu"}
_DASHES: Final = "‐‑‒–—―−"


def _whole(text: str) -> str:
    return " ".join(vietnamese.nfc(text).split())


@rule("national-missing", "II.1.a", "Có Quốc hiệu")
def national_name_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản có Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở phía trên cùng, bên phải trang đầu."""
    if is_missing(judged, "national_name"):
        yield Said(
            beginning(judged),
            "không có",
            f"“{NATIONAL_NAME}”",
            "Văn bản không có Quốc hiệu ở đầu trang thứ nhất.",
        )


@rule("national-words", "II.1.a", "Lời của Quốc hiệu")
def national_name_words(judged: Judged) -> Iterator[Said]:
    """Quốc hiệu ghi đúng “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”; viết “HOÀ” cũng đúng, vì chính Nghị định có cả hai cách."""
    wanted = vietnamese.unify_tone_position(vietnamese.lower(NATIONAL_NAME))
    for spot in of_kind(judged, "national_name"):
        if vietnamese.unify_tone_position(vietnamese.lower(_whole(spot.text))) != wanted:
            yield Said(
                spot.where,
                f"“{_whole(spot.text)[:80]}”",
                f"“{NATIONAL_NAME}”",
                f"Quốc hiệu ghi sai; phải ghi đúng “{NATIONAL_NAME}”.",
            )


@rule("national-one-line", "II.1.c", "Quốc hiệu trên một dòng")
def national_name_one_line(judged: Judged) -> Iterator[Said]:
    """Quốc hiệu là một dòng chữ, không ngắt xuống dòng dưới."""
    yield from _broken(judged, "national_name", "Quốc hiệu")


@rule("motto-missing", "II.1.b", "Có Tiêu ngữ")
def motto_missing(judged: Judged) -> Iterator[Said]:
    """Dưới Quốc hiệu có Tiêu ngữ “Độc lập - Tự do - Hạnh phúc”."""
    if is_missing(judged, "motto"):
        yield Said(
            beginning(judged), "không có", f"“{MOTTO}”", "Văn bản không có Tiêu ngữ dưới Quốc hiệu."
        )


@rule("motto-words", "II.1.b", "Lời của Tiêu ngữ")
def motto_words(judged: Judged) -> Iterator[Said]:
    """Tiêu ngữ ghi đúng các chữ “Độc lập”, “Tự do”, “Hạnh phúc”, không thêm chữ hoặc dấu chấm."""
    for spot in of_kind(judged, "motto"):
        words = re.sub(rf"\s*[-{_DASHES}]+\s*", " ", _whole(spot.text))
        if vietnamese.lower(words) != vietnamese.lower(MOTTO.replace(" - ", " ")):
            yield _motto(spot, "Tiêu ngữ ghi sai lời")


@rule("motto-capitals", "II.1.b", "Chữ hoa trong Tiêu ngữ")
def motto_capitals(judged: Judged) -> Iterator[Said]:
    """Chữ cái đầu của mỗi cụm từ trong Tiêu ngữ viết hoa, các chữ khác viết thường: “Độc lập - Tự do - Hạnh phúc”."""
    for spot in of_kind(judged, "motto"):
        words = re.sub(rf"\s*[-{_DASHES}]+\s*", " ", _whole(spot.text))
        right = MOTTO.replace(" - ", " ")
        if vietnamese.lower(words) == vietnamese.lower(right) and words != right:
            yield _motto(spot, "Tiêu ngữ viết hoa, viết thường sai")


@rule("motto-hyphens", "II.1.b", "Gạch nối trong Tiêu ngữ")
def motto_hyphens(judged: Judged) -> Iterator[Said]:
    """Giữa các cụm từ của Tiêu ngữ có gạch nối (-), không dùng gạch ngang dài (–)."""
    for spot in of_kind(judged, "motto"):
        if (
            any(dash in spot.text for dash in _DASHES)
            or "--" in spot.text
            or spot.text.count("-") == 1
        ):
            yield _motto(spot, "Tiêu ngữ không dùng gạch nối (-) giữa các cụm từ")


@rule("motto-blanks", "II.1.b", "Cách chữ quanh gạch nối của Tiêu ngữ")
def motto_blanks(judged: Judged) -> Iterator[Said]:
    """Trước và sau gạch nối của Tiêu ngữ có cách chữ."""
    for spot in of_kind(judged, "motto"):
        if re.search(rf"\w[-{_DASHES}]|[-{_DASHES}]\w", spot.text):
            yield _motto(spot, "Tiêu ngữ thiếu cách chữ trước hoặc sau gạch nối")


def _motto(spot: Spot, fault: str) -> Said:
    return Said(
        spot.where, f"“{_whole(spot.text)[:60]}”", f"“{MOTTO}”", f"{fault}; phải ghi “{MOTTO}”."
    )


@rule("motto-one-line", "II.1.c", "Tiêu ngữ trên một dòng")
def motto_one_line(judged: Judged) -> Iterator[Said]:
    """Tiêu ngữ là một dòng chữ, không ngắt xuống dòng dưới."""
    yield from _broken(judged, "motto", "Tiêu ngữ")


def _broken(judged: Judged, kind: str, name: str) -> Iterator[Said]:
    for component in judged.components.all(kind):
        first = judged.document.paragraphs[component.paragraphs[0]]
        lines = sum(len(text.strip().splitlines()) for text in judged.own_texts(component))
        typed = typed_halves(judged.document, judged.components.found)
        if lines == 1 and any(line.at == component.paragraphs[0] for line in typed):
            yield from _beyond_the_margin(judged, component, typed, name)
            continue
        if (first.table is None and "\t" in first.text) or (
            lines == 1 and _fits(judged, component, first)
        ):
            continue
        yield Said(
            place(first),
            "nhiều dòng",
            "một dòng",
            f"{name} bị ngắt thành nhiều dòng; phải nằm trên một dòng.",
            _wider(judged, component.paragraphs[0]) if lines == 1 else (),
        )


def _beyond_the_margin(
    judged: Judged, component: Component, typed: Sequence[Halves], name: str
) -> Iterator[Said]:
    """A half of a typed head that is broken where the line ends."""
    for line in typed:
        start, end = line.gap[1], line.paragraph.shown.find("\n", line.gap[1])
        half = line.paragraph.shown[start : end if end >= 0 else None]
        if _whole(half) == _whole(component.text) and overflows(line):
            yield Said(
                place(line.paragraph),
                "nhiều dòng",
                "một dòng",
                f"{name} bị ngắt thành nhiều dòng; phải nằm trên một dòng.",
                head_changes(judged, typed),
            )


def _wider(judged: Judged, at: int) -> tuple[Change, ...]:
    """The usual widths for the two columns of the letterhead, in which the line fits; none where a person has to move a line."""
    document = judged.document
    paragraph = document.paragraphs[at]
    table = None if paragraph.table is None else document.tables[paragraph.table]
    if table is None or table.columns != 2 or table.parent is not None:
        return ()
    if document.has_placed_lines(table):
        return ()
    return (Change("document", "letterhead_columns", value=True, before=False, at=at),)


def _fits(judged: Judged, component: Component, paragraph: Paragraph) -> bool:
    """Whether the cell is wide enough for the line; what stands in no table is taken to fit."""
    if paragraph.table is None or paragraph.column is None:
        return True
    table = judged.document.tables[paragraph.table]
    if paragraph.column >= len(table.column_widths_mm):
        return True
    room = table.column_widths_mm[paragraph.column] - sum(table.cell_margins_mm)
    room -= paragraph.look.left_mm + paragraph.look.right_mm
    letters = next((run.look for run in paragraph.runs if run.text.strip()), None)
    if letters is None or room <= 0:
        return True
    text = _whole(component.text)
    # Letters that are too large are told for themselves.
    size = min(letters.size_pt, COMPONENTS[_STYLES[component.kind]].size_range_pt[1])
    shown = vietnamese.upper(text) if letters.capitals else text
    return text_width_mm(shown, size, letters.bold) <= room + 1


NATIONAL_NAME_RULES: Final[tuple[Rule, ...]] = (
    national_name_missing,
    national_name_words,
    *looks_of("national_name", "QuocHieu", "Quốc hiệu", slug="national"),
    national_name_one_line,
    motto_missing,
    motto_words,
    motto_capitals,
    motto_hyphens,
    motto_blanks,
    *looks_of("motto", "TieuNgu", "Tiêu ngữ"),
    motto_one_line,
)
