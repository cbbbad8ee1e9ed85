"""What can be asked of two printed places: on which side, in one row, below, or in the middle of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from service.conformance.findings import Box, Component
from service.conformance.rules.rule import Judge, Judged, Said
from service.conformance.rules.spots import spots
from service.conformance.rules.wording import millimetres

#: What is still to be filled in leaves blanks at its ends, and where its letters stand says nothing.
_UNFILLED: Final = re.compile(r"[\s…_.]{3,}|\b(?:năm|/)\s*$")
_MM_PER_PT: Final = 25.4 / 72
#: How far apart two middles may be before it is seen.
_SEEN_MM: Final = 4.0
#: How far apart the feet of two lines of one row may be, as a share of a line.
_ROW_SHARE: Final = 0.8


def _boxes(judged: Judged, component: Component | None) -> list[Box]:
    """The printed lines of a component, from its first to its last; none where it was not found on the pages.

    Where a paragraph also holds something else (two columns typed with tabs), its lines are not the component's.
    """
    if component is None or judged.pages is None:
        return []
    own = list(spots(judged, (component,)))
    if not all(spot.is_whole and "\t" not in spot.paragraph.text.strip() for spot in own):
        return []
    return [box for spot in own for box in judged.pages.places.get(spot.at, ())]


def _first(judged: Judged, kind: str) -> tuple[Component, list[Box]] | None:
    component = judged.components.first(kind)
    boxes = _boxes(judged, component)
    return (component, boxes) if component is not None and boxes else None


def _middle(boxes: list[Box]) -> float:
    return (min(box.left for box in boxes) + max(box.right for box in boxes)) / 2


def _said(
    judged: Judged, found: tuple[Component, list[Box]], measured: str, wanted: str, message: str
) -> Said:
    at = judged.begin_of(found[0])
    return Said(replace(at, boxes=tuple(found[1])), measured, wanted, message)


def on_side(kind: str, name: str, *, right: bool) -> Judge:
    side, other = ("phải", "trái") if right else ("trái", "phải")

    def judge(judged: Judged) -> Iterator[Said]:
        found = _first(judged, kind)
        if found is None or judged.pages is None:
            return
        width = judged.pages.sizes[found[1][0].page - 1][0]
        if (_middle(found[1]) > width / 2) != right:
            yield _said(
                judged,
                found,
                f"ở bên {other}",
                f"ở bên {side}",
                f"{name} in ở bên {other} trang; phải ở bên {side}.",
            )

    return judge


def on_first_page(kind: str, name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        found = _first(judged, kind)
        if found is not None and found[1][0].page != 1:
            page = found[1][0].page
            yield _said(
                judged,
                found,
                f"trang {page}",
                "trang 1",
                f"{name} in ở trang {page}; phải ở trang đầu.",
            )

    return judge


def on_one_line(kind: str, name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        found = _first(judged, kind)
        if found is not None and len(found[1]) > 1:
            lines = f"{len(found[1])} dòng"
            yield _said(
                judged, found, lines, "1 dòng", f"{name} in thành {lines}; phải nằm trên một dòng."
            )

    return judge


def under(kind: str, above: str, name: str, above_name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        lower, upper = _first(judged, kind), _first(judged, above)
        if lower is None or upper is None or lower[1][0].page != upper[1][0].page:
            return
        if _UNFILLED.search(lower[0].text):
            return
        apart = abs(_middle(lower[1]) - _middle(upper[1])) * _MM_PER_PT
        if apart > _SEEN_MM:
            measured = f"lệch {millimetres(apart)}"
            yield _said(
                judged,
                lower,
                measured,
                "canh giữa",
                f"{name} {measured} so với {above_name}; phải canh giữa.",
            )

    return judge


def below(kind: str, above: str, name: str, above_name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        lower, upper = _first(judged, kind), _first(judged, above)
        if lower is None or upper is None:
            return
        first, last = lower[1][0], upper[1][-1]
        # The boxes of lines that touch overlap by a little.
        if (first.page, (first.top + first.bottom) / 2) < (last.page, last.top):
            yield _said(
                judged,
                lower,
                "ở trên",
                f"dưới {above_name}",
                f"{name} in ở trên {above_name}; phải ở dưới.",
            )

    return judge


def in_middle(kind: str, name: str) -> Judge:
    """Centred between the margins of its page."""

    def judge(judged: Judged) -> Iterator[Said]:
        found = _first(judged, kind)
        if found is None or judged.pages is None or not judged.document.sections:
            return
        paragraph = judged.document.paragraphs[found[0].paragraphs[0]]
        section = judged.document.sections[paragraph.section]
        middle = section.left_mm + (section.width_mm - section.left_mm - section.right_mm) / 2
        apart = abs(_middle(found[1]) * _MM_PER_PT - middle)
        if apart > _SEEN_MM:
            measured = f"lệch {millimetres(apart)}"
            yield _said(
                judged,
                found,
                measured,
                "canh giữa",
                f"{name} {measured} so với giữa trang; phải canh giữa.",
            )

    return judge


def in_row(kind: str, beside: str, name: str, beside_name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        if judged.components.type_name == "biên bản" and kind == "recipients":
            return
        one, other = _first(judged, kind), _first(judged, beside)
        if one is None or other is None or one[1][0].page != other[1][0].page:
            return
        mine, its = one[1][0], other[1][0]
        height = max(mine.bottom - mine.top, its.bottom - its.top)
        if abs(mine.bottom - its.bottom) > _ROW_SHARE * height:
            apart = millimetres(abs(mine.bottom - its.bottom) * _MM_PER_PT)
            yield _said(
                judged,
                one,
                f"lệch {apart}",
                "cùng một hàng",
                f"{name} in lệch {apart} so với {beside_name}; phải cùng một hàng.",
            )

    return judge


def same_page(judged: Judged) -> Iterator[Said]:
    """The signature alone on a page is no fault of the decree, but is sent back: nothing shows what was signed."""
    position, name = _first(judged, "signer_position"), _first(judged, "signer_name")
    if position is not None and name is not None and position[1][0].page != name[1][0].page:
        yield _said(
            judged,
            name,
            f"trang {name[1][0].page}",
            f"trang {position[1][0].page}",
            "Họ tên người ký in ở trang khác với chức vụ; hai dòng phải ở cùng một trang.",
        )
