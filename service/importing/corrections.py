"""What the clerk says of the reading: which sheets, header rows, columns and rows (contract §7, ``mapping``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.errors import UnreadableInput
from service.importing.column_map import KIND, NUMBER, UNUSED
from service.workbook.extents import place

_LETTERS = re.compile(r"[A-Z]{1,3}")
_ROW = re.compile(r"[1-9][0-9]{0,6}")


@dataclass(frozen=True, slots=True)
class SheetCorrections:
    """Of one sheet: ``columns`` by number from 0, ``rows`` from 0 to take (True) or to leave (False)."""

    use: bool | None = None
    header_rows: tuple[int, ...] | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[int, bool] = field(default_factory=dict)
    #: The one list that the rows go to ("individuals"), "" as read.
    list_key: str = ""


@dataclass(frozen=True, slots=True)
class Corrections:
    """By the sheet's name; a sheet that is not named is read as usual."""

    sheets: Mapping[str, SheetCorrections] = field(default_factory=dict)

    def of(self, name: str) -> SheetCorrections:
        return self.sheets.get(name, SheetCorrections())


def read_corrections(mapping: Any) -> Corrections:
    """``{sheets: {name: {use, header_rows, columns, rows, list}}}`` -> Corrections.

    Raises UnreadableInput that says where the mapping is wrong.
    """
    if mapping is None:
        return Corrections()
    sheets = mapping.get("sheets") if isinstance(mapping, Mapping) else None
    if not isinstance(sheets, Mapping) or set(mapping) != {"sheets"}:
        raise _wrong("phải có dạng {“sheets”: {tên trang: …}}", "")
    return Corrections(
        {str(name): _sheet(given, f"/sheets/{name}") for name, given in sheets.items()}
    )


def _sheet(given: Any, where: str) -> SheetCorrections:
    if not isinstance(given, Mapping):
        raise _wrong("phải là một nhóm mục", where)
    unknown = set(given) - {"use", "header_rows", "columns", "rows", "list"}
    if unknown:
        raise _wrong("có mục không biết", f"{where}/{sorted(map(str, unknown))[0]}")
    use = given.get("use")
    if use is not None and not isinstance(use, bool):
        raise _wrong("phải là true hoặc false", f"{where}/use")
    return SheetCorrections(
        use,
        _header_rows(given.get("header_rows"), where),
        _columns(given.get("columns") or {}, where),
        _rows(given.get("rows") or {}, where),
        str(given.get("list") or ""),
    )


def _header_rows(given: Any, where: str) -> tuple[int, ...] | None:
    if given is None:
        return None
    sound = isinstance(given, list) and all(
        type(row) is int and 1 <= row <= 1_048_576 for row in given
    )
    if not sound or len(given) > 5:
        raise _wrong("phải là danh sách số dòng, đếm từ 1", f"{where}/header_rows")
    return tuple(sorted(row - 1 for row in given))


def _columns(given: Any, where: str) -> dict[int, str]:
    if not isinstance(given, Mapping):
        raise _wrong("phải có dạng {“B”: “full_name”}", f"{where}/columns")
    found = {}
    for letter, key in given.items():
        if not isinstance(letter, str) or not _LETTERS.fullmatch(letter):
            raise _wrong("phải là chữ của cột", f"{where}/columns/{letter}")
        if key is not None and not isinstance(key, str):
            raise _wrong("phải là tên một mục hoặc null", f"{where}/columns/{letter}")
        _, column = place(f"{letter}1") or (0, 0)
        found[column] = key or UNUSED
    return found


def _rows(given: Any, where: str) -> dict[int, bool]:
    if not isinstance(given, Mapping):
        raise _wrong("phải có dạng {“12”: “take”}", f"{where}/rows")
    found = {}
    for row, action in given.items():
        if not _ROW.fullmatch(str(row)) or action not in ("take", "skip"):
            raise _wrong("phải là “take” hoặc “skip” cho một số dòng", f"{where}/rows/{row}")
        found[int(row) - 1] = action == "take"
    return found


def known_keys() -> tuple[str, ...]:
    """The words of a column that are no field."""
    return (NUMBER, KIND, UNUSED)


def _wrong(what: str, where: str) -> UnreadableInput:
    return UnreadableInput(f"Phần “mapping” {what}.", f"mapping{where}")
