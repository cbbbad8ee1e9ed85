"""A head typed in two halves with tabs or blanks: whether each half stands in the middle of its column (mục II.1.b, II.2.b, IV.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from service.conformance.changes import Change
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.wording import millimetres
from service.conformance.typed_halves import Halves, middles, present_middles, typed_halves

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
    apart = [
        max(side) - min(side)
        for side in ([one.left_mm for one in found], [one.right_mm for one in found])
    ]
    changes = head_changes(judged, lines)
    if all(line.is_alone for line in lines):
        yield from _said(lines[0], "mỗi bên", "theo hai cột", max(apart), changes)
        return
    # What stands to the left in several lines of one paragraph only letters could move.
    yield from _said(lines[0], "bên trái", "ở cột trái", apart[0], ())
    yield from _said(lines[0], "bên phải", "ở cột phải", apart[1], changes)


def head_changes(judged: Judged, lines: Sequence[Halves]) -> tuple[Change, ...]:
    """What sets a typed head in two columns; nothing where its halves have no room beside each other."""
    if middles(judged.document, lines) is None:
        return ()
    places = dict.fromkeys(line.at for line in lines)
    return tuple(
        Change("document", "letterhead_table", value=True, before=False, at=at) for at in places
    )


def _said(
    first: Halves, side: str, column: str, apart_mm: float, changes: tuple[Change, ...]
) -> Iterator[Said]:
    if apart_mm > _MOST_APART_MM:
        measured = f"lệch nhau {millimetres(apart_mm)}"
        yield Said(
            place(first.paragraph),
            measured,
            f"canh giữa {column}",
            f"Các dòng ở phần đầu {measured}; {side} phải canh giữa với nhau.",
            changes,
        )


TYPED_HEAD_RULES: Final[tuple[Rule, ...]] = (letterhead_columns,)
