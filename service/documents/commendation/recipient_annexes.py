"""The recipients of each award become an annex: a title, a reference, a table for each kind (Mẫu 2.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from service.documents.blocks.annexes import annexed_to
from service.documents.blocks.table_layout import Align, TableColumn, TableRow, laid_out
from service.documents.commendation.grants import Grant
from service.documents.commendation.terms import NAME_HEADERS, TITLES, granted_name, listed_name
from service.documents.commendation.units import unit_key
from service.documents.document_type import DocumentType, Record
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind
from service.schema.printing import Printed


def annexes(
    document_type: DocumentType, record: Record, printed: Printed, grants: Sequence[Grant]
) -> list[dict[str, Any]]:
    """An annex for each grant whose recipients Điều 1 does not name."""
    reference = annexed_to(document_type, record, printed, record["issuing_authority"])
    return [
        {
            "name": grant.annex,
            "title": _title(grant),
            "reference": reference,
            **_lists(grant),
            "end": "./.",
        }
        for grant in grants
        if grant.annex
    ]


def _title(grant: Grant) -> str:
    listed = ", ".join(kind.words for kind in RECIPIENT_KINDS if grant.rows(kind))
    verb = "công nhận" if grant.texts["form"] in TITLES else "tặng"
    return vietnamese.upper(f"danh sách {listed} được {verb} {granted_name(grant.texts)}")


def _lists(grant: Grant) -> dict[str, Any]:
    """A table for each kind of recipient, all upright or, when one of them needs it, all on their side."""
    kinds = [kind for kind in RECIPIENT_KINDS if grant.rows(kind)]
    lists = [_table(grant, kind) for kind in kinds]
    tables = [laid_out(*of_kind) for of_kind in lists]
    landscape = any(table.landscape for table in tables)
    if landscape:
        tables = [laid_out(*of_kind, landscape=True) for of_kind in lists]
    return {
        "landscape": landscape,
        "groups": [
            {
                "heading": f"{vietnamese.roman(number)}. {vietnamese.upper(kind.words)}"
                if len(kinds) > 1
                else "",
                "table": table.context,
            }
            for number, (kind, table) in enumerate(zip(kinds, tables, strict=True), start=1)
        ],
    }


#: The annex's columns after the name, in the contract's order: key, header, alignment.
_COLUMNS: tuple[tuple[str, str, Align], ...] = (
    ("position", "Chức vụ", "left"),
    ("organ_name", "Đơn vị", "left"),
    ("address", "Địa chỉ", "left"),
    ("birth_year", "Năm sinh", "center"),
    ("achievement", "Thành tích", "left"),
    ("bonus", "Tiền thưởng (đồng)", "right"),
    ("note", "Ghi chú", "left"),
)


def _table(grant: Grant, kind: RecipientKind) -> tuple[list[TableColumn], list[TableRow]]:
    """The columns that have data, and a row for each recipient; sums have their total below them."""
    sums = grant.sums[kind.rows]
    written = {amount: wording.figures(amount) if amount else "" for amount in set(sums)}
    rows = [
        {
            "number": str(number),
            "name": listed_name(kind, row),
            "position": row.get("position") or "",
            "organ_name": row.get("organ_name") or "",
            "address": wording.capitalised(row.get("address") or ""),
            "birth_year": row.get("birth_year") or "",
            "achievement": wording.capitalised(row["achievement"] or ""),
            "bonus": written[amount],
            "note": row["note"] or "",
        }
        for number, (row, amount) in enumerate(zip(grant.rows(kind), sums, strict=True), start=1)
    ]
    columns = [
        TableColumn("number", "STT", "center"),
        TableColumn("name", NAME_HEADERS[kind.key], "left"),
    ]
    columns += [
        TableColumn(key, header, align)
        for key, header, align in _COLUMNS
        if any(row[key] for row in rows) and not (grant.by_unit and key == "organ_name")
    ]
    listed = _by_unit(rows) if grant.by_unit else [TableRow(row) for row in rows]
    if any(sums):
        total = dict.fromkeys(rows[0], "") | {
            "name": "Tổng cộng",
            "bonus": wording.figures(sum(filter(None, sums))),
        }
        listed.append(TableRow(total, "total"))
    return columns, listed


def _by_unit(rows: Sequence[Mapping[str, str]]) -> list[TableRow]:
    """The rows with a heading above those of each unit; those without a unit come first."""
    found: list[TableRow] = []
    for key, same in groupby(rows, key=unit_key):
        members = [*same]
        if key:
            # The key, not the first member's own value: a heading that is changed in Word concerns all of them.
            found.append(TableRow(key, "group"))
        found += [TableRow(row) for row in members]
    return found
