"""The frames of urgency and circulation (mục III.2.b, III.2.c). The decree leaves the stamps of secrecy to another law."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.conformance.findings import Component
from service.conformance.rules.marks import words_of
from service.conformance.rules.rule import Judge, Judged, Rule, Said, rule, whole_clause
from service.conformance.rules.spots import spots
from service.conformance.rules.wording import millimetres
from service.docx.standard import PRIORITY_STAMPS
from service.language import vietnamese

#: What a frame may be larger or smaller: lines have a width, and Word keeps whole points.
_SLACK_MM: Final = 1.0
_SINGLE: Final = "khung hình chữ nhật viền đơn"
_LINES: Final = {
    "double": "viền đôi",
    "dashed": "viền nét đứt",
    "dotted": "viền chấm",
    "roundRect": "khung góc tròn",
}
_MARKS: Final = (
    ("priority", "III.2.b", "dấu chỉ mức độ khẩn"),
    ("circulation", "III.2.c", "chỉ dẫn phạm vi lưu hành"),
)
_SIZES: Final = {
    vietnamese.unify_tone_position(stamp.text): (stamp.width_mm, stamp.height_mm)
    for stamp in PRIORITY_STAMPS
}


def _drawn(kind: str, name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        for one in judged.components.all(kind):
            line = "" if one.frame is None else one.frame.line
            if line == "single" or (not line and _may_be_drawn_over(judged, one)):
                continue
            measured = _LINES.get(line, "viền khác") if line else "không có khung"
            yield Said(
                judged.begin_of(one),
                measured,
                _SINGLE,
                f"{name[0].upper()}{name[1:]}: {measured}; phải đặt trong {_SINGLE}.",
                # On paper it is stamped on; who typed it may have left the frame to the stamp.
                severity=None if line else "warning",
            )

    return judge


def _may_be_drawn_over(judged: Judged, one: Component) -> bool:
    """Whether something is drawn near it that is no line: a rectangle without text, a picture of the stamp."""
    document = judged.document
    lined = {line.paragraph for line in document.lines}
    near = range(max(0, one.paragraphs[0] - 2), one.paragraphs[-1] + 3)
    return any(
        document.paragraphs[at].has_drawing and at not in lined
        for at in near
        if at < len(document.paragraphs)
    )


def _in_the_middle(kind: str, name: str) -> Judge:
    def judge(judged: Judged) -> Iterator[Said]:
        for one in judged.components.all(kind):
            if one.frame is None or not one.frame.line:
                continue
            for spot in spots(judged, (one,)):
                if spot.paragraph.look.align != "center":
                    yield Said(
                        spot.where,
                        "không canh giữa khung",
                        "canh giữa khung",
                        f"Chữ của {name} không canh giữa khung; phải đặt cân đối trong khung.",
                        (spot.shape("align", "center"),),
                    )

    return judge


@rule("priority-frame-size", "III.2.b", "Kích thước khung dấu chỉ mức độ khẩn")
def priority_frame_size(judged: Judged) -> Iterator[Said]:
    """Khung của “HỎA TỐC” 30 mm x 8 mm, “THƯỢNG KHẨN” 40 mm x 8 mm, “KHẨN” 20 mm x 8 mm."""
    for one in judged.components.all("priority"):
        size = _SIZES.get(words_of(one.text).strip(" .:!"))
        if size is None or one.frame is None or not one.frame.line:
            continue
        frame = one.frame
        # What grows with its letters may be as high as is wanted, however low it says to be at least.
        low = (
            None if frame.is_least_height and (frame.height_mm or 0) < size[1] else frame.height_mm
        )
        sides = (("rộng", frame.width_mm, size[0]), ("cao", low, size[1]))
        wrong = [
            (f"{side} {millimetres(has)}", f"{side} {millimetres(wanted)}")
            for side, has, wanted in sides
            if has is not None and abs(has - wanted) > _SLACK_MM
        ]
        if wrong:
            measured, wanted = (", ".join(words) for words in zip(*wrong, strict=True))
            yield Said(
                judged.begin_of(one),
                measured,
                wanted,
                f"Khung của dấu chỉ mức độ khẩn {measured}; phải {wanted}.",
            )


def _rules(kind: str, clause: str, name: str) -> Iterator[Rule]:
    whole = whole_clause(clause)
    yield Rule(
        f"{kind}-frame",
        whole,
        "error",
        f"Khung của {name}",
        f"{name[0].upper()}{name[1:]} đặt trong {_SINGLE}.",
        _drawn(kind, name),
    )
    yield Rule(
        f"{kind}-frame-middle",
        whole,
        "warning",
        f"Chữ giữa khung của {name}",
        f"Chữ của {name} đặt cân đối trong khung.",
        _in_the_middle(kind, name),
    )


FRAME_RULES: Final[tuple[Rule, ...]] = (
    *(found for mark in _MARKS for found in _rules(*mark)),
    priority_frame_size,
)
