"""A head typed in two halves with tabs or blanks: whether each half stands in the middle of its column (mục II.1.b, II.2.b, IV.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.conformance.changes import Change
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.wording import millimetres
from service.conformance.typed_halves import middles, present_middles, typed_halves

#: What the middles of two lines may be apart: blanks are a millimetre wide, and nobody types half of one.
_MOST_APART_MM: Final = 5.0


@rule("letterhead-columns", "II.2.b", "Phần đầu canh giữa theo hai cột")
def letterhead_columns(judged: Judged) -> Iterator[Said]:
    """Khi phần đầu gõ bằng phím Tab hoặc dấu cách, tên cơ quan, số và ký hiệu vẫn phải canh giữa với nhau ở bên trái; Quốc hiệu,
    Tiêu ngữ, địa danh và thời gian canh giữa với nhau ở bên phải."""
    lines = typed_halves(judged.document, judged.components.found)
    found = [present for present in map(present_middles, lines) if present is not None]
    if len(found) < 2:
        return
    apart = max(
        max(side) - min(side)
        for side in ([one.left_mm for one in found], [one.right_mm for one in found])
    )
    if apart <= _MOST_APART_MM:
        return
    changes = (
        Change("document", "letterhead_table", value=True, before=False, at=line.at)
        for line in lines
    )
    yield Said(
        place(lines[0].paragraph),
        f"lệch nhau {millimetres(apart)}",
        "canh giữa theo hai cột",
        f"Các dòng ở phần đầu lệch nhau {millimetres(apart)}; mỗi bên phải canh giữa với nhau.",
        tuple(changes) if middles(judged.document, lines) is not None else (),
    )


TYPED_HEAD_RULES: Final[tuple[Rule, ...]] = (letterhead_columns,)
