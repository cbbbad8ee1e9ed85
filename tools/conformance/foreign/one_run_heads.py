"""Heads typed line by line in one look, as most offices type them: both halves in one run, with tabs, blanks or breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tools.conformance.foreign.document import Foreign
from tools.conformance.hand import Hand
from tools.conformance.hands import DIRECT
from tools.conformance.looks import Choices, looks
from tools.conformance.manuscripts import DECISION, MINUTES, REPORT, Manuscript
from tools.conformance.word_package import Letters, Lines, paragraph, run

_NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_HAND = replace(DIRECT, looks=looks(Choices(first_mm=12.7)))
_LINES = Lines(align="left", first_mm=0, before=0, after=0, line=1.0)


def _times(size: float, *, bold: bool = False) -> Letters:
    return Letters(font="Times New Roman", size=size, bold=bold)


def _halves(manuscript: Manuscript) -> tuple[tuple[str, str], ...]:
    return (
        (manuscript.parent, _NATIONAL),
        (manuscript.organ, _MOTTO),
        (manuscript.number, manuscript.date or ""),
    )


def _typed(manuscript: Manuscript, gaps: Sequence[str]) -> list[str]:
    """The lines of a head, both halves with what is typed between them."""
    return [
        f"{left}{gap if right else ''}{right}"
        for (left, right), gap in zip(_halves(manuscript), gaps, strict=True)
    ]


def _built(hand: Hand, manuscript: Manuscript, head: Sequence[str]) -> bytes:
    package = hand.package(manuscript)
    return replace(package, blocks=[*head, *package.blocks[1:]]).bytes()


def _tabs() -> Foreign:
    """Three paragraphs of one run each; the first two made bold as they stand."""
    lines = replace(_LINES, tabs_mm=(70,))
    typed = _typed(DECISION, ("\t", "\t", "\t"))
    looks_of_lines = (_times(13, bold=True), _times(13, bold=True), _times(13))
    head = [
        paragraph(run(text, look), lines) for text, look in zip(typed, looks_of_lines, strict=True)
    ]
    return Foreign(
        "one-run-tabs",
        "Mỗi dòng của phần đầu gõ một mạch với phím Tab, cả dòng một kiểu chữ",
        DECISION.slug,
        _built(_HAND, DECISION, head),
        (
            *("national-one-line", "parent-bold", "date-italic", "sizes-together"),
            *("organ-rule", "motto-rule", "letterhead-columns"),
        ),
    )


def _blanks() -> Foreign:
    """The same with blanks, everything upright and thin in 13."""
    typed = _typed(REPORT, (" " * 10, " " * 24, " " * 16))
    head = [paragraph(run(text, _times(13)), _LINES) for text in typed]
    return Foreign(
        "one-run-blanks",
        "Mỗi dòng của phần đầu gõ một mạch với dấu cách, không in đậm, không in nghiêng",
        REPORT.slug,
        _built(_HAND, REPORT, head),
        (
            *("national-bold", "motto-bold", "organ-bold", "date-italic", "sizes-together"),
            *("organ-rule", "motto-rule", "letterhead-columns"),
        ),
    )


def _breaks() -> Foreign:
    """One paragraph of one run: tabs between the halves, Shift+Enter between the lines."""
    lines = replace(_LINES, tabs_mm=(68,))
    typed = "\n".join(_typed(DECISION, ("\t", "\t", "\t")))
    return Foreign(
        "one-run-breaks",
        "Cả phần đầu là một đoạn: phím Tab giữa hai bên, Shift+Enter giữa các dòng",
        DECISION.slug,
        _built(_HAND, DECISION, [paragraph(run(typed, _times(13, bold=True)), lines)]),
        (
            *("national-one-line", "parent-bold", "number-bold", "date-bold", "date-italic"),
            "sizes-together",
            *("organ-rule", "motto-rule", "letterhead-columns"),
        ),
    )


def _returns() -> Foreign:
    """One paragraph of one run: blanks between the halves, w:cr between the lines, as programs export."""
    typed = "\n".join(_typed(REPORT, (" " * 12, " " * 28, " " * 18)))
    whole = paragraph(run(typed, _times(12)).replace("<w:br/>", "<w:cr/>"), _LINES)
    return Foreign(
        "one-run-returns",
        "Cả phần đầu là một đoạn do phần mềm xuất ra: dấu cách giữa hai bên, w:cr giữa các dòng, cỡ 12",
        REPORT.slug,
        _built(_HAND, REPORT, [whole]),
        (
            *("national-bold", "motto-bold", "motto-size", "organ-bold", "number-size"),
            *("date-size", "date-italic", "organ-rule", "motto-rule", "letterhead-columns"),
        ),
    )


def _strokes() -> Foreign:
    """A row of strokes below the organ and the motto, in the same run as both, and the number in a line below."""
    lines = replace(_LINES, tabs_mm=(66,))
    parent, organ, number = _typed(DECISION, ("\t", "\t\t", "\t"))
    strokes = "______\t_______________________"
    head = [
        paragraph(run(f"{parent}\n{organ}\n{strokes}", _times(13, bold=True)), lines),
        paragraph(run(number, _times(13)), lines),
    ]
    return Foreign(
        "one-run-strokes",
        "Tên cơ quan, Quốc hiệu, Tiêu ngữ và nét kẻ gõ một mạch ba dòng, số và ngày ở đoạn dưới",
        DECISION.slug,
        _built(_HAND, DECISION, head),
        (
            *("national-one-line", "parent-bold", "date-italic", "sizes-together"),
            "letterhead-columns",
        ),
    )


def _centred() -> Foreign:
    """Whole lines in the middle of the page, with blanks to push the halves apart; minutes have no date."""
    typed = _typed(MINUTES, (" " * 8, " " * 20, ""))
    centred = replace(_LINES, align="center")
    head = [
        paragraph(run(typed[0], _times(13, bold=True)), centred),
        paragraph(run(typed[1], _times(14, bold=True)), centred),
        paragraph(run(typed[2], _times(13)), _LINES),
    ]
    return Foreign(
        "one-run-centred",
        "Mỗi dòng của phần đầu gõ một mạch với dấu cách rồi canh giữa cả dòng",
        MINUTES.slug,
        _built(_HAND, MINUTES, head),
        ("parent-bold", "organ-size", "organ-rule", "motto-rule", "letterhead-columns"),
    )


def _tight() -> Foreign:
    """Names so long that two blanks are all that is left between the halves."""
    typed = (
        f"UBND THÀNH PHỐ QUẢNG LÂM  {_NATIONAL}",
        f"PHÒNG GIÁO DỤC VÀ ĐÀO TẠO     {_MOTTO}",
        f"{REPORT.number}            {REPORT.date}",
    )
    head = [paragraph(run(text, _times(12, bold=True)), _LINES) for text in typed]
    return Foreign(
        "one-run-tight",
        "Phần đầu gõ một mạch, tên dài nên giữa hai bên chỉ còn hai dấu cách",
        REPORT.slug,
        _built(_HAND, REPORT, head),
        (
            *("parent-bold", "motto-size", "number-size", "number-bold"),
            *("date-size", "date-bold", "date-italic"),
            *("organ-rule", "motto-rule", "letterhead-columns"),
        ),
    )


def foreign() -> list[Foreign]:
    """Documents whose heads are typed in one run to a line, or to all of it."""
    return [_tabs(), _blanks(), _breaks(), _returns(), _strokes(), _centred(), _tight()]
