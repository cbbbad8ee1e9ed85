"""The columns that are no field of a row: running numbers, kinds, marks, our own of an earlier check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.importing import roll_call, value_shapes, vocabulary
from service.importing.column_map import ColumnMap
from service.importing.targets import Target, kind_of
from service.language.vietnamese import fold_words
from service.workbook.account import OWN_COLUMN
from service.workbook.values import CellValue

_KIND_SHARE = 0.5


def take_out(
    found: ColumnMap,
    texts: Mapping[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> dict[int, str]:
    """Put the special columns into ``found``; the rest with its headers."""
    free = dict(texts)
    for column, text in texts.items():
        if found.number is None and vocabulary.is_header_of("number_headers", text):
            found.number = column
            del free[column]
        elif vocabulary.is_header_of("own_headers", text):
            found.unused[column] = OWN_COLUMN
            del free[column]
    roll_call.take_out(found, free, values, targets)
    if len(targets) > 1:
        _take_out_kind(found, free, values, targets)
    return free


def _take_out_kind(
    found: ColumnMap,
    free: dict[int, str],
    values: Mapping[int, Sequence[CellValue]],
    targets: Sequence[Target],
) -> None:
    """The column whose values say which kind each row is; its header alone does not make it so."""

    def share_of_kinds(column: int) -> float:
        return value_shapes.share(
            values[column], lambda value: isinstance(value, str) and kind_of(value, targets)
        )

    candidates = [column for column, text in free.items() if _may_be_kinds(text)]
    best = max(candidates, key=share_of_kinds, default=None)
    if best is not None and share_of_kinds(best) >= _KIND_SHARE:
        found.kind = best
        del free[best]
        candidates.remove(best)
    for column in candidates:
        if not any(target.best_field(free[column])[1] >= 4 for target in targets):
            found.unused[column] = "không phân biệt tập thể, cá nhân nên không dùng"
            del free[column]


def _may_be_kinds(text: str) -> bool:
    return vocabulary.is_header_of("kind_headers", text) or fold_words(text).startswith("phan loai")
