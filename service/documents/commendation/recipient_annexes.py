"""The recipients of each award become an annex: a title, a reference, a table for each kind (Mẫu 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from service.documents.blocks.annexes import annexed_to
from service.documents.blocks.table_layout import Align, Band, TableColumn, laid_out
from service.documents.commendation.grants import Grant
from service.documents.commendation.terms import NAME_HEADERS, TITLES, granted_name, listed_names
from service.documents.commendation.units import unit_key
from service.documents.document_type import DocumentType, Record
from service.docx.typography import PageWidths
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind
from service.rules.columns import column_of
from service.schema.printing import Printed


def annexes(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    grants: Sequence[Grant],
    paper: PageWidths,
) -> list[dict[str, Any]]:
    """An annex for each grant whose recipients Điều 1 does not name."""
    reference = annexed_to(document_type, record, printed, record["issuing_authority"])
    return [
        {
            "name": grant.annex,
            "title": _title(grant),
            "reference": reference,
            **_lists(grant, paper),
            "end": "./.",
        }
        for grant in grants
        if grant.annex
    ]


def _title(grant: Grant) -> str:
    listed = ", ".join(kind.words for kind in RECIPIENT_KINDS if grant.rows(kind))
    verb = "công nhận" if grant.texts["form"] in TITLES else "tặng"
    return vietnamese.upper(f"danh sách {listed} được {verb} {granted_name(grant.texts)}")


def _lists(grant: Grant, paper: PageWidths) -> dict[str, Any]:
    """A table for each kind of recipient, all upright or, when one of them needs it, all on their side."""
    kinds = [kind for kind in RECIPIENT_KINDS if grant.rows(kind)]
    lists = [_table(grant, kind) for kind in kinds]
    tables = [laid_out(*of_kind, paper=paper) for of_kind in lists]
    landscape = any(table.landscape for table in tables)
    if landscape:
        tables = [laid_out(*of_kind, paper=paper, landscape=True) for of_kind in lists]
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


#: Those of them whose cells begin with a capital.
_OPENING = frozenset({"address", "achievement"})


def _table(grant: Grant, kind: RecipientKind) -> tuple[list[TableColumn], list[Band]]:
    """The columns that have data, and a row for each recipient; sums have their total below them."""
    recipients, sums = grant.rows(kind), grant.sums[kind.rows]
    named = [
        (TableColumn("number", "STT", "center"), [*map(str, range(1, len(recipients) + 1))]),
        (
            TableColumn("name", NAME_HEADERS[kind.key], "left"),
            listed_names(kind, recipients),
        ),
    ]
    given = (
        (TableColumn(key, header, align), _written(key, recipients, sums))
        for key, header, align in _COLUMNS
        if not (grant.by_unit and key == "organ_name")
    )
    columns, texts = zip(*named, *(found for found in given if any(found[1])), strict=True)
    keys = [column.key for column in columns]
    rows = [dict(zip(keys, cells, strict=True)) for cells in zip(*texts, strict=True)]
    bands = [*_by_unit(recipients, rows)] if grant.by_unit else [Band(rows)]
    if any(sums):
        total = dict.fromkeys(keys, "") | {
            "name": "Tổng cộng",
            "bonus": wording.figures(sum(filter(None, sums))),
        }
        bands.append(Band([total], "total"))
    return [*columns], bands


def _written(key: str, recipients: Sequence[Printed], sums: Sequence[int | None]) -> list[str]:
    """The cells of a column; none, or all of them blank, where nobody has anything for it."""
    if key == "bonus":
        written = {amount: wording.figures(amount) if amount else "" for amount in set(sums)}
        return [written[amount] for amount in sums]
    column = column_of(recipients, key)
    if not any(column):
        return []
    cells = [cell or "" for cell in column]
    return [*map(wording.capitalised, cells)] if key in _OPENING else cells


def _by_unit(recipients: Sequence[Printed], rows: Sequence[Mapping[str, str]]) -> Iterator[Band]:
    """The rows with a heading above those of each unit; those without a unit come first."""
    with_units = zip(map(unit_key, recipients), rows, strict=True)
    for key, same in groupby(with_units, key=itemgetter(0)):
        if key:
            # The key, not the first member's own value: a heading that is changed in Word concerns all of them.
            yield Band([key], "group")
        yield Band([row for _, row in same])
