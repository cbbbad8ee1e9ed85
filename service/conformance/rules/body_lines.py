"""The lines of the text: edges, first lines, gaps, spacing, and how the text ends (mục II.6.e)."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.placeholders import begins_unfilled, is_unfilled
from service.conformance.rules.prose import (
    PROSE,
    SIZED,
    WITHOUT_LOOKS,
    grouped,
    letters_of_a_line,
    prose,
)
from service.conformance.rules.recognised import is_recognised
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spacing import lines_of_spacing
from service.conformance.rules.spots import Spot, letters_in, of_kind
from service.conformance.rules.wording import lines_of, millimetres, points
from service.docx.standard import (
    FIRST_LINE_INDENT_MM,
    FIRST_LINE_INDENTS_MM,
    LINE_SPACING,
    LINE_SPACING_RANGE,
    PARAGRAPH_GAP_MIN_PT,
    PARAGRAPH_GAP_PT,
)

_SLACK_MM: Final = 0.6
_SLACK_PT: Final = 0.5
#: Between these there is a gap of paragraphs: the text, and the headings in it.
_PARTED: Final = (*PROSE, "titled_clause", "roman_heading")
_SLACK_LINES: Final = 0.04


@rule("body-align", "II.6.e", "Canh đều hai lề")
def body_align(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản được canh đều cả hai lề."""
    names = {"left": "canh trái", "right": "canh phải", "center": "canh giữa"}

    def fault(spot: Spot) -> str | None:
        look = spot.paragraph.look
        if look.right_to_left:
            return "viết từ phải sang trái"
        if look.align == "left" and letters_in(spot.text) < letters_of_a_line(judged, spot):
            return None
        return names.get(look.align)

    yield from grouped(
        prose(judged, WITHOUT_LOOKS),
        fault,
        "canh đều hai lề",
        lambda count, measured: f"{count} đang {measured}; nội dung phải canh đều cả hai lề.",
        _justified,
    )


def _justified(spot: Spot) -> Iterator[Change]:
    yield spot.shape("align", "both")
    if spot.paragraph.look.right_to_left:
        yield spot.shape("right_to_left", value=False)


#: What may be set back farther than a paragraph's first line.
_STEPS: Final = ("roman_heading", "titled_clause", "point", "dash")
#: What begins within this of the margin is not set back at all.
_FLUSH_MM: Final = 1.0


@rule("body-indent", "II.6.e", "Lùi đầu dòng 1 cm hoặc 1,27 cm")
def body_indent(judged: Judged) -> Iterator[Said]:
    """Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm; “Điều” cũng vậy. Mục, điểm và gạch đầu dòng có thể lùi sâu
    hơn, nhưng không sát lề."""
    steps = {spot.at for spot in prose(judged, _STEPS)}

    def fault(spot: Spot) -> str | None:
        look = spot.paragraph.look
        begins = look.left_mm + look.first_line_mm
        if spot.at in steps and (begins > _FLUSH_MM or look.align == "center"):
            return None
        if (
            # ``body-align`` has it turned; then its first line can be set back at the left.
            look.right_to_left
            or begins_unfilled(spot.text)
            or _has_typed_indent(spot)
            or any(abs(begins - fit) <= _SLACK_MM for fit in FIRST_LINE_INDENTS_MM)
        ):
            return None
        return millimetres(begins)

    target = _usual_indent(judged)
    yield from grouped(
        prose(judged, ("body", "article", "clause", "basis", *_STEPS)),
        fault,
        "10 mm hoặc 12,7 mm",
        lambda count, measured: f"{count} lùi đầu dòng {measured}; phải lùi 1 cm hoặc 1,27 cm.",
        lambda spot: (spot.shape("first_line_mm", target), spot.shape("left_mm", 0.0)),
    )


def _usual_indent(judged: Judged) -> float:
    """Which of the two lawful indents the text uses already."""
    begins = [
        spot.paragraph.look.first_line_mm for spot in prose(judged, ("body", "clause", "article"))
    ]
    ten = sum(abs(one - FIRST_LINE_INDENTS_MM[0]) <= _SLACK_MM for one in begins)
    wide = sum(abs(one - FIRST_LINE_INDENT_MM) <= _SLACK_MM for one in begins)
    return FIRST_LINE_INDENTS_MM[0] if ten > wide else FIRST_LINE_INDENT_MM


def _has_typed_indent(spot: Spot) -> bool:
    """Whether the first line begins with a tab or blanks: where it then stands is not in the format."""
    return spot.paragraph.text[:1] in ("\t", " ", "\u00a0")


@rule("body-typed-indent", "II.6.e", "Lùi đầu dòng bằng định dạng", severity="info")
def body_typed_indent(judged: Judged) -> Iterator[Said]:
    """Đầu dòng nên lùi bằng định dạng đoạn, không gõ dấu tab hoặc dấu cách."""
    yield from grouped(
        prose(judged, ("body", "article", "clause", "basis")),
        lambda spot: (
            "gõ tab hoặc dấu cách"
            if _has_typed_indent(spot) and "\t" not in spot.text.strip()
            else None
        ),
        "lùi đầu dòng của đoạn",
        lambda count, measured: (
            f"{count} lùi đầu dòng bằng cách {measured}; nên dùng lùi đầu dòng của đoạn."
        ),
        lambda _: (),
    )


@rule("paragraph-gap", "II.6.e", "Khoảng cách giữa các đoạn")
def paragraph_gap(judged: Judged) -> Iterator[Said]:
    """Khoảng cách giữa các đoạn văn tối thiểu là 6 pt."""
    every = judged.document.paragraphs
    running = {spot.at for spot in prose(judged, _PARTED)}
    close: dict[str, list[int]] = defaultdict(list)
    for at in sorted(running):
        # Word takes the larger of the two, as its own documents say.
        if at - 1 in running and every[at - 1].part == every[at].part:
            gap = max(every[at - 1].look.after_pt, every[at].look.before_pt)
            if gap < PARAGRAPH_GAP_MIN_PT - _SLACK_PT:
                close[points(gap)].append(at)
    for measured, found in close.items():
        places = tuple(place(every[at]) for at in found)
        mended = sorted({*found, *(at - 1 for at in found)})
        yield Said(
            places[0],
            measured,
            f"ít nhất {points(PARAGRAPH_GAP_MIN_PT)}",
            f"{len(found)} chỗ hai đoạn văn cách nhau {measured}; phải cách nhau ít nhất {points(PARAGRAPH_GAP_MIN_PT)}.",
            tuple(
                Change("paragraph", "after_pt", PARAGRAPH_GAP_PT, every[at].look.after_pt, at)
                for at in mended
                if every[at].look.after_pt < PARAGRAPH_GAP_MIN_PT
            ),
            places[1:],
        )


@rule("line-spacing", "II.6.e", "Khoảng cách giữa các dòng")
def line_spacing(judged: Judged) -> Iterator[Said]:
    """Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 dòng."""
    low, high = LINE_SPACING_RANGE

    def fault(spot: Spot) -> str | None:
        lines = lines_of_spacing(spot)
        # An exact height is compared with what one line of these letters takes, which fonts round.
        slack = _SLACK_LINES if spot.paragraph.look.line_rule == "multiple" else 0.07
        return None if low - slack <= lines <= high + slack else lines_of(lines)

    yield from grouped(
        prose(judged),
        fault,
        "1 đến 1,5 dòng",
        lambda count, measured: f"{count} để cách dòng {measured}; phải từ dòng đơn đến 1,5 dòng.",
        lambda spot: (
            spot.shape("line_rule", "multiple"),
            spot.shape("line", _fitted_line(lines_of_spacing(spot))),
        ),
    )


def _fitted_line(lines: float) -> float:
    low, high = LINE_SPACING_RANGE
    return high if lines > high else max(low, LINE_SPACING)


@rule("body-right-edge", "II.6.e", "Lời văn hết chiều ngang", severity="warning")
def body_right_edge(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản trình bày hết chiều ngang giữa hai lề, không thụt bên phải."""
    yield from grouped(
        prose(judged),
        lambda spot: (
            millimetres(spot.paragraph.look.right_mm)
            if abs(spot.paragraph.look.right_mm) > 3
            else None
        ),
        "không thụt",
        lambda count, measured: (
            f"{count} thụt bên phải {measured}; nội dung phải hết chiều ngang giữa hai lề."
        ),
        lambda spot: (spot.shape("right_mm", 0.0),),
    )


@rule("body-blank-lines", "II.6.e", "Không cách đoạn bằng dòng trống", severity="info")
def body_blank_lines(judged: Judged) -> Iterator[Said]:
    """Các đoạn cách nhau bằng khoảng cách đoạn, không bằng dòng trống."""
    every = judged.document.paragraphs
    found = sorted(spot.at for spot in prose(judged))
    places: list[Where] = []
    for above, below in itertools.pairwise(found):
        between = range(above + 1, below)
        if between and all(
            not every[at].text.strip(" \u00a0") and every[at].part == every[above].part
            for at in between
        ):
            places.append(place(every[above + 1]))
    if places:
        yield Said(
            places[0],
            f"{len(places)} chỗ có dòng trống",
            "khoảng cách đoạn",
            f"{len(places)} chỗ cách đoạn bằng dòng trống; nên dùng khoảng cách đoạn.",
            also=tuple(places[1:]),
        )


@rule("end-mark", "Phụ lục III, Mẫu 1.4", "Kết thúc bằng “./.”", severity="warning")
def end_mark(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản kết thúc bằng “./.”, như mọi mẫu của Phụ lục III."""
    if not is_recognised(judged) or judged.components.first("end_mark") is not None:
        return
    last = _last_of_text(judged)
    if last is None or is_unfilled(last.text):
        return
    if not re.search(r"\.\s*/\s*\.\s*$", last.text):
        yield Said(
            last.where,
            f"“…{last.text.strip()[-12:]}”",
            "“./.”",
            "Cuối nội dung văn bản chưa có “./.”.",
        )


def _last_of_text(judged: Judged) -> Spot | None:
    """The last paragraph of the text before the signature and the annexes; a table may end the text, then there is none."""
    ends = [
        one.paragraphs[0]
        for kind in ("signer_position", "recipients", "annex")
        if (one := judged.components.first(kind))
    ]
    if not ends:
        return None
    limit = min(ends)
    before = [
        spot for spot in of_kind(judged, *SIZED) if spot.at < limit and spot.paragraph.table is None
    ]
    last = max(before, key=lambda spot: spot.at, default=None)
    every = judged.document.paragraphs
    if last is None or any(
        every[at].text.strip() and every[at].table is not None and at != limit
        for at in range(last.at + 1, limit)
    ):
        return None
    return last


BODY_LINE_RULES: Final[tuple[Rule, ...]] = (
    body_align,
    body_indent,
    body_typed_indent,
    paragraph_gap,
    line_spacing,
    body_right_edge,
    body_blank_lines,
    end_mark,
)
