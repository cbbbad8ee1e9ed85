"""The letters of the text: one lawful size, upright, small, neither bold nor underlined (mục II.6.đ and II.6.e)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from service.conformance.placeholders import is_unfilled
from service.conformance.rules.body_size import measured_text_size, text_size
from service.conformance.rules.prose import SIZED, WITHOUT_LOOKS, grouped, letters_of_a_line, prose
from service.conformance.rules.rule import Judged, Rule, Said, rule
from service.conformance.rules.spots import Spot, is_capitals, letters_in, most_used_size
from service.conformance.rules.structure_numbers import ARTICLE
from service.conformance.rules.wording import point_range, points
from service.docx.standard import (
    COMPONENTS,
)


@rule("body-size", "II.6.e", "Cỡ chữ của lời văn")
def body_size(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản trình bày cỡ chữ 13 đến 14."""
    low, high = COMPONENTS["DoanVan"].size_range_pt
    target = text_size(judged)

    def outside(size: float) -> bool:
        return not low - 0.01 <= size <= high + 0.01

    def fault(spot: Spot) -> str | None:
        if spot.share(lambda run: outside(run.look.size_pt)) <= 0.05:
            return None
        size = most_used_size(run for _, run in spot.runs)
        return points(
            size
            if outside(size)
            else most_used_size(run for _, run in spot.runs if outside(run.look.size_pt))
        )

    yield from grouped(
        prose(judged, SIZED),
        fault,
        point_range((low, high)),
        lambda count, measured: (
            f"{count} có cỡ chữ {measured}; cỡ chữ của nội dung phải là {point_range((low, high))}."
        ),
        lambda spot: spot.changes("size_pt", target, lambda run: outside(run.look.size_pt)),
    )


@rule("body-one-size", "II.6.đ", "Một cỡ chữ trong lời văn")
def body_one_size(judged: Judged) -> Iterator[Said]:
    """Số thứ tự và tiêu đề của điều, khoản, điểm có cỡ chữ bằng cỡ chữ của lời văn; lời văn dùng một cỡ chữ."""
    low, high = COMPONENTS["DoanVan"].size_range_pt
    usual = measured_text_size(judged)
    if usual is None:
        return
    target = text_size(judged)

    def differs(size: float) -> bool:
        return low <= size <= high and abs(size - target) > 0.1

    yield from grouped(
        prose(judged, (*SIZED, "basis")),
        lambda spot: _measured_size(spot, differs),
        points(target),
        lambda count, measured: (
            f"{count} có cỡ chữ {measured}, khác cỡ chữ {points(target)} của lời văn."
        ),
        lambda spot: spot.changes("size_pt", target, lambda run: differs(run.look.size_pt)),
    )


def _measured_size(spot: Spot, differs: Callable[[float], bool]) -> str | None:
    other = [run for _, run in spot.runs if differs(run.look.size_pt)]
    letters = sum(letters_in(run.text) for run in other)
    return points(most_used_size(other)) if letters > 0.05 * spot.letters else None


@rule("body-italic", "II.6.e", "Lời văn kiểu chữ đứng")
def body_italic(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản trình bày kiểu chữ đứng; chữ nghiêng chỉ để nhấn một phần nhỏ."""
    yield from grouped(
        prose(judged, SIZED),
        lambda spot: (
            "chữ nghiêng"
            if spot.share(lambda run: run.look.italic) > 0.9 and not _is_aside(spot)
            else None
        ),
        "chữ đứng",
        lambda count, measured: f"{count} để cả đoạn {measured}; nội dung phải là chữ đứng.",
        lambda spot: spot.changes("italic", False, lambda run: run.look.italic),
    )


def _is_aside(spot: Spot) -> bool:
    """Whether it is a remark in brackets, or below a table, as offices set them in italics."""
    text = spot.text.strip()
    return (text.startswith("(") and text.rstrip(".;").endswith(")")) or text.startswith(
        ("Ghi chú", "Đơn vị tính", "Nguồn")
    )


@rule("body-bold", "II.6.e", "Lời văn không in đậm cả đoạn", severity="warning")
def body_bold(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản không in đậm; chữ đậm chỉ dùng cho số, tiêu đề của phần, chương, mục, điều, khoản."""
    yield from grouped(
        prose(judged, ("body", "dash", "clause", "article")),
        lambda spot: (
            "chữ đậm"
            if spot.share(lambda run: run.look.bold) > 0.9
            and _is_sentence(judged, spot)
            and not is_unfilled(spot.text)
            else None
        ),
        "chữ không đậm",
        lambda count, measured: f"{count} để cả đoạn {measured}; lời văn không in đậm.",
        lambda spot: spot.changes("bold", False, lambda run: run.look.bold),
    )


def _is_sentence(judged: Judged, spot: Spot) -> bool:
    """Whether it is running text and no heading: long, or ended like a sentence; the title of an article may be long."""
    if ARTICLE.match(spot.text):
        return spot.text.rstrip().endswith((".", ";", ":"))
    return spot.letters > letters_of_a_line(judged, spot) or spot.text.rstrip().endswith((".", ";"))


@rule("body-case", "II.6.e", "Lời văn chữ in thường")
def body_case(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản trình bày bằng chữ in thường, không viết hoa cả đoạn."""
    yield from grouped(
        prose(judged, WITHOUT_LOOKS),
        lambda spot: "chữ in hoa" if spot.letters > 40 and spot.share(is_capitals) > 0.95 else None,
        "chữ in thường",
        lambda count, measured: f"{count} viết toàn {measured}; nội dung phải là chữ in thường.",
        lambda spot: spot.changes("capitals", False, lambda run: run.look.capitals),
    )


@rule("body-underlined", "II.6.e", "Lời văn không gạch chân", severity="warning")
def body_underlined(judged: Judged) -> Iterator[Said]:
    """Nội dung văn bản là chữ đứng, không gạch chân cả đoạn."""
    yield from grouped(
        prose(judged, SIZED),
        lambda spot: "gạch chân" if spot.share(lambda run: run.look.underlined) > 0.5 else None,
        "không gạch chân",
        lambda count, measured: f"{count} bị {measured}; lời văn không gạch chân.",
        lambda spot: spot.changes("underlined", False, lambda run: run.look.underlined),
    )


BODY_LETTER_RULES: Final[tuple[Rule, ...]] = (
    body_size,
    body_one_size,
    body_italic,
    body_bold,
    body_case,
    body_underlined,
)
