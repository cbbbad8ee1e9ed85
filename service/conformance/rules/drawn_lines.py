"""The rules below a line of text: that they are there, and how long they are (mục II.1.b, II.2.b and II.5.b)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Component
from service.conformance.rules.paper import lawful_room_mm
from service.conformance.rules.recognised import is_recognised
from service.conformance.rules.rule import Judge, Judged, Rule, Said, place, whole_clause
from service.conformance.rules.spots import spots
from service.conformance.rules.wording import number
from service.conformance.typed_halves import stroke_halves
from service.conformance.word_document import RAISED_SHARE, Line, Paragraph, RunLook
from service.docx.standard import MOTTO, RULE_SHARE_RANGE, Range
from service.docx.typography import text_width_mm, wrap

#: What a line may be shorter or longer, as a share of the text: letters are measured as Times New Roman sets them.
_SLACK: Final = 0.06
#: What a line typed of strokes may: the models of Phụ lục III have ten under the organ's name.
_SLACK_TYPED: Final = 0.12
#: What a line typed of strokes, or drawn by hand below the motto, may differ from the text's length.
_SLACK_WHOLE: Final = 0.15
_LEAST_STROKES: Final = 3
_STROKES: Final = "_-–—=─━"
#: What offices type in the middle of such a line: "---o0o---".
_KNOT: Final = re.compile("o0o", re.IGNORECASE)
_WHOLE: Final[Range] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Below:
    """A rule below a component: ``text`` is the component's kind, ``line`` the rule's, ``share`` how long it must be."""

    text: str
    line: str
    name: str
    clause: str
    share: Range
    reshaping: str
    is_expected: Callable[[Judged], bool]


def _has_subject_line(judged: Judged) -> bool:
    # Mẫu 1.9 draws no rule below the name of the meeting.
    return judged.components.type_name not in (
        None,
        "biên bản",
        "giấy giới thiệu",
        "giấy nghỉ phép",
    )


_LINES: Final = (
    _Below("motto", "motto_rule", "Tiêu ngữ", "II.1.b", _WHOLE, "motto_rule", lambda _: True),
    _Below(
        "organ",
        "organ_rule",
        "tên cơ quan ban hành",
        "II.2.b",
        RULE_SHARE_RANGE,
        "organ_rule",
        lambda _: True,
    ),
    _Below(
        "subject",
        "subject_rule",
        "trích yếu",
        "II.5.b",
        RULE_SHARE_RANGE,
        "subject_rule",
        _has_subject_line,
    ),
)


def _share_text(share: Range) -> str:
    return "bằng độ dài dòng chữ" if share == _WHOLE else "từ 1/3 đến 1/2 độ dài dòng chữ"


def _missing(below: _Below) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        text, line = judged.components.first(below.text), judged.components.first(below.line)
        if (
            text is None
            or line is not None
            or not is_recognised(judged)
            or not below.is_expected(judged)
        ):
            return
        at = text.paragraphs[-1]
        paragraph = judged.document.paragraphs[at]
        if _is_underlined(paragraph) or paragraph.look.ruled_below:
            return
        yield Said(
            place(paragraph),
            "không có đường kẻ",
            f"đường kẻ nét liền, dài {_share_text(below.share)}",
            f"Dưới {below.name} không có đường kẻ ngang; phải có đường kẻ nét liền, dài {_share_text(below.share)}.",
            ()
            if _stands_anywhere(paragraph, text)
            else (Change("document", below.reshaping, value=True, before=False, at=at),),
        )

    return judge


def _stands_anywhere(paragraph: Paragraph, text: Component) -> bool:
    """Whether it is one of several in a paragraph from right to left, where nothing says on which side it is seen."""
    return paragraph.look.right_to_left and bool(text.spans)


def _length(below: _Below) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        text = judged.components.first(below.text)
        if text is None:
            return
        line = judged.components.first(below.line)
        drawn = _drawn_mm(judged, text, line)
        lengths = [length for length in _text_lengths_mm(judged, text) if length]
        if drawn is None or not lengths:
            return
        low, high = below.share
        slack = _slack(judged, below, line)
        # Any of several lines may be the one that is halved: the decree does not say which.
        if any(
            low - slack <= drawn / length <= high + slack
            for length in {lengths[-1], max(lengths), min(lengths)}
        ):
            return
        measured = f"dài bằng {number(drawn / lengths[-1] * 100)}% dòng chữ"
        wanted = f"dài {_share_text(below.share)}"
        paragraph = judged.document.paragraphs[(line or text).paragraphs[-1]]
        yield Said(
            place(paragraph),
            measured,
            wanted,
            f"Đường kẻ dưới {below.name} {measured}; phải {wanted}.",
            _shorter(judged, below, line, lengths[-1] * (low + high) / 2),
        )

    return judge


def _slack(judged: Judged, below: _Below, line: Component | None) -> float:
    if below.share == _WHOLE:
        return _SLACK_WHOLE
    every = judged.document.paragraphs
    is_typed = line is not None and any(
        _typed_mm(every[at], on_the_right=False) for at in line.paragraphs
    )
    return _SLACK_TYPED if is_typed else _SLACK


def _is_underlined(paragraph: Paragraph) -> bool:
    return any(run.look.underlined for run in paragraph.runs if run.text.strip())


def _text_lengths_mm(judged: Judged, text: Component) -> list[float]:
    """How long each printed line of the text is, in millimetres; of a motto that is broken or miswritten, as it should be."""
    lengths: list[float] = []
    for spot in spots(judged, (text,)):
        letters = spot.runs[0][1].look
        room = _room_mm(judged, spot.at)
        for typed in spot.text.splitlines():
            lines = [typed] if room is None else wrap(typed, room, letters.size_pt, letters.bold)
            lengths += [
                text_width_mm(line.strip(), letters.size_pt, letters.bold) for line in lines
            ]
        if text.kind == "motto":
            lengths.append(text_width_mm(MOTTO, letters.size_pt, letters.bold))
    return lengths


def _drawn_mm(judged: Judged, text: Component, line: Component | None) -> float | None:
    """How long the rule is, in millimetres; None where there is none, or its length is not told."""
    if line is None:
        paragraph = judged.document.paragraphs[text.paragraphs[-1]]
        if _is_underlined(paragraph):
            return sum(_text_lengths_mm(judged, text)[-1:])
        return _border_mm(judged, text.paragraphs[-1]) if paragraph.look.ruled_below else None
    for at in line.paragraphs:
        paragraph = judged.document.paragraphs[at]
        # Strokes below one half of a line stay that half's where the other one has a drawn line.
        typed = _typed_mm(paragraph, on_the_right=text.kind == "motto")
        if typed is not None:
            return typed
        drawn = _line_at(judged, text, at)
        if drawn is not None:
            return drawn.width_mm
        if paragraph.look.ruled_above or paragraph.look.ruled_below:
            return _border_mm(judged, at)
    return None


def _typed_mm(paragraph: Paragraph, *, on_the_right: bool) -> float | None:
    """How long the strokes are that are typed on lines of their own, of two halves those of one; None where none are."""
    strokes = "".join(
        letter
        for typed in paragraph.text.splitlines()
        if not any(map(str.isalpha, _KNOT.sub("", typed)))
        for letter in _half(typed, on_the_right)
        if letter in _STROKES
    )
    if len(strokes) < _LEAST_STROKES:
        return None
    look = next((run.look for run in paragraph.runs if run.text.strip()), RunLook())
    return text_width_mm(strokes, look.size_pt * (RAISED_SHARE if look.raised else 1.0))


def _half(typed: str, on_the_right: bool) -> str:
    left, right = stroke_halves(typed)
    return (right if on_the_right else left) if left and right else left + right


def _line_at(judged: Judged, text: Component, at: int) -> Line | None:
    return judged.document.line_at(at, on_the_right=text.kind == "motto")


def _border_mm(judged: Judged, at: int) -> float | None:
    """A border is as long as its column without the paragraph's indents."""
    room, look = _room_mm(judged, at), judged.document.paragraphs[at].look
    return room - look.left_mm - look.right_mm if room else None


def _room_mm(judged: Judged, at: int) -> float | None:
    document = judged.document
    paragraph = document.paragraphs[at]
    if paragraph.table is None:
        if paragraph.in_text_box or not document.sections:
            return None
        section = document.sections[paragraph.section]
        # A sheet on its side has another width once it stands; ``paper-orientation`` tells it where it must.
        return None if section.width_mm > section.height_mm else lawful_room_mm(section)
    table = document.tables[paragraph.table]
    if paragraph.column is None or paragraph.column >= len(table.column_widths_mm):
        return None
    return table.column_widths_mm[paragraph.column] - sum(table.cell_margins_mm)


def _shorter(
    judged: Judged, below: _Below, line: Component | None, wanted_mm: float
) -> tuple[Change, ...]:
    """The wanted length of what is drawn, indents that leave it of a border; what is typed is left to a person."""
    if line is None:
        return ()
    for at in line.paragraphs:
        typed = _typed_mm(judged.document.paragraphs[at], on_the_right=below.text == "motto")
        if typed is not None:
            return ()
        drawn = judged.document.line_at(at, on_the_right=below.text == "motto")
        if drawn is not None:
            before, length = round(drawn.width_mm, 2), round(wanted_mm, 2)
            change = Change("document", f"{below.reshaping}_length", length, before, at)
            return (change,) if drawn.is_alone else ()
    at = line.paragraphs[-1]
    paragraph, room = judged.document.paragraphs[at], _room_mm(judged, at)
    if (
        paragraph.text.strip()
        or not (paragraph.look.ruled_above or paragraph.look.ruled_below)
        or not room
    ):
        return ()
    indent = round((room - wanted_mm) / 2, 2)
    return (
        Change("paragraph", "left_mm", indent, paragraph.look.left_mm, at),
        Change("paragraph", "right_mm", indent, paragraph.look.right_mm, at),
    )


def _rules(below: _Below) -> Iterator[Rule]:
    clause, slug = whole_clause(below.clause), below.line.replace("_", "-")
    share = _share_text(below.share)
    yield Rule(
        slug,
        clause,
        "error",
        f"Đường kẻ dưới {below.name}",
        f"Dưới {below.name} có đường kẻ ngang, nét liền.",
        _missing(below),
    )
    yield Rule(
        f"{slug}-length",
        clause,
        "error",
        f"Độ dài đường kẻ dưới {below.name}",
        f"Đường kẻ dưới {below.name} dài {share}.",
        _length(below),
    )


DRAWN_LINE_RULES: Final[tuple[Rule, ...]] = tuple(
    rule for below in _LINES for rule in _rules(below)
)
