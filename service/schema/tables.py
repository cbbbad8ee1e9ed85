"""A table as it is sent is read: columns, perhaps in groups, and rows, perhaps with a role.

A record holds the columns side by side, each with the headers that it stands ``under`` and where it was sent
(``at``, "1/columns/0"); a row is the list of its cells. Only this module knows how a cell is read and written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError
from marshmallow import fields as ma
from marshmallow.constants import missing

from service.language import wording
from service.schema.containers import Part, Values, read_in_places
from service.schema.field_description import DescribedField
from service.schema.fields import Choice, Flag, Text
from service.schema.loading import PartSchema
from service.schema.table_headers import header_rows

#: Header rows of a table: a column's own, and those that it shares with its neighbours.
MOST_HEADER_ROWS = 3
#: Word opens no table with more columns.
MOST_COLUMNS = 63
ROLES = {"total": "Dòng tổng", "group": "Dòng tên nhóm"}
COMPUTED = {"ratio": "tỷ lệ A/B × 100", "change": "tăng, giảm (A/B − 1) × 100"}

Cell = str | int | Decimal | None


class ColumnSchema(PartSchema):
    header = Text("Tên cột", "Dòng đầu của cột.", "Thực hiện", longest=200, required=True)
    align = Choice(
        "Canh lề",
        "Để trống thì số canh phải, chữ canh trái.",
        "right",
        choices={"left": "trái", "center": "giữa", "right": "phải"},
    )
    computed = Choice("Cách tính", "Cột do phần mềm tính.", "ratio", choices=COMPUTED)
    of = Values(Text("Tính từ cột", "Tên hai cột A và B.", "Thực hiện", longest=200, printed=None))
    under = Values(
        Text(
            "Tiêu đề chung",
            "Tên nhóm in phía trên; các cột liền nhau cùng tiêu đề chung thì ô được ghép.",
            "Năm 2026",
            longest=200,
        )
    )


class Columns(DescribedField, ma.Field[Any]):
    """Headers, each a string or an object with alignment and computation, or a group of such."""

    kind = "columns"
    #: The name under which a group holds columns as this field does.
    nested_name = "columns"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        self.part = Part(ColumnSchema, label, help, required=True)
        self.group_header = Text(
            "Tiêu đề chung", "In phía trên các cột.", "Năm 2026", longest=200, required=True
        )
        self.header = Text("Tên cột", help, "Thực hiện", longest=200, required=True)
        super().__init__(**self.describe(kwargs, label, help, example, None))

    @property
    def schema(self) -> Any:
        """What an element may hold, for labels and pointers."""
        return self.part.schema

    @property
    def group(self) -> Any:
        """What a group of columns may hold."""
        return GroupSchema

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        return [column for columns in self._read(value, ()) for column in columns or [{}]]

    def _read(self, value: Any, above: tuple[str, ...]) -> list[list[dict[str, Any]]]:
        """For each element the columns that it gives: one, or those of a group."""
        if not isinstance(value, list) or not value:
            raise self.refuse("too_few", "Bảng phải có ít nhất một cột; hãy nhập tên các cột.")
        try:
            return read_in_places(
                [None] * len(value),
                enumerate(value),
                lambda place, column: self._element(place, column, above),
                lambda _: [],
            )
        except ValidationError as error:
            # A column with a fault keeps its place over its cells.
            found = error.valid_data if isinstance(error.valid_data, list) else []
            flat = [column for columns in found for column in columns or [{}]]
            raise ValidationError(error.messages, valid_data=flat) from error

    def _element(self, place: int, value: Any, above: tuple[str, ...]) -> list[dict[str, Any]]:
        if isinstance(value, Mapping) and self.nested_name in value:
            return self._group(place, value, above)
        column: dict[str, Any]
        if isinstance(value, str):
            column = {
                "header": self.header.deserialize(value or None),
                "align": None,
                "computed": None,
                "of": [],
                "under": [],
            }
        else:
            column = self.part.deserialize(value)
        under = [*above, *column["under"]]
        self._check_depth(len(under))
        return [{**column, "under": under, "at": str(place)}]

    def _group(
        self, place: int, group: Mapping[str, Any], above: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        self._check_depth(len(above) + 1)
        errors: dict[str, Any] = {
            name: ["unknown"] for name in group.keys() - {"header", self.nested_name}
        }
        header, inside = "", []
        try:
            header = self.group_header.deserialize(group.get("header") or None)
        except ValidationError as error:
            errors["header"] = error.messages
        try:
            inside = self._read(group[self.nested_name], (*above, header))
        except ValidationError as error:
            errors[self.nested_name] = error.messages
        if errors:
            raise ValidationError(errors)
        return [
            {**column, "at": f"{place}/{self.nested_name}/{column['at']}"}
            for columns in inside
            for column in columns
        ]

    def _check_depth(self, above: int) -> None:
        if above >= MOST_HEADER_ROWS:
            raise self.refuse(
                "too_deep",
                f"Tiêu đề của bảng có nhiều nhất {MOST_HEADER_ROWS} hàng; hãy bớt một cấp.",
            )

    def as_printed(self, value: list[dict[str, Any]], beside: Mapping[str, Any]) -> list[str]:
        """All headers as they are printed, row by row."""
        rows = header_rows([(column["under"], column["header"]) for column in value])
        return [cell.text for row in rows for cell in row if not cell.goes_on]


class GroupSchema(PartSchema):
    """A header over several columns, as JSON gives it; a form says the same with ``under``."""

    header = Text("Tiêu đề chung", "In phía trên các cột.", "Năm 2026", longest=200, required=True)
    columns = Columns("Các cột", "Các cột của nhóm.", ["Kế hoạch", "Thực hiện"], required=True)


def _as_cells(sound: Any) -> RowCells:
    """What is sound of a row with faults."""
    return sound if isinstance(sound, RowCells) else RowCells(sound or ())


class RowCells(list[Any]):
    """The cells of a row, with its ``role``; ``inside`` leads to them in what was sent ("/cells", or "")."""

    role: str | None = None
    inside: str = ""

    def with_cells(self, cells: Iterable[Any]) -> RowCells:
        """The same row with other cells."""
        row = RowCells(cells)
        row.role, row.inside = self.role, self.inside
        return row


class Rows(DescribedField, ma.Field[Any]):
    """Rows of cells, or objects with cells and a role; a cell is text, a number, or null."""

    kind = "rows"
    #: The name under which a row with a role holds its cells.
    nested_name = "cells"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        self.cell = Text("Ô trong bảng", "Chữ hoặc số.", "Hồ sơ", longest=2000)
        self.role = Choice("Dòng này là", "Để trống là dòng số liệu.", "total", choices=ROLES)
        super().__init__(**self.describe(kwargs, label, help, example, None))

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None:
            return []
        if not isinstance(value, list):
            raise self.refuse(
                "not_list", f"“{self.label}” phải là một danh sách, đặt trong dấu [ ]."
            )
        return read_in_places([None] * len(value), enumerate(value), self._row, _as_cells)

    def _row(self, index: int, row: Any) -> RowCells:
        if isinstance(row, Mapping) and self.nested_name in row:
            return self._row_with_role(index, row)
        if not isinstance(row, list):
            raise self.refuse("not_list", f"Dòng {index + 1} của bảng phải là một danh sách các ô.")
        return RowCells(read_in_places([None] * len(row), enumerate(row), self._cell))

    def _row_with_role(self, index: int, row: Mapping[str, Any]) -> RowCells:
        errors: dict[str, Any] = {name: ["unknown"] for name in row.keys() - {"cells", "role"}}
        cells = RowCells()
        try:
            cells = self._row(index, row["cells"])
        except ValidationError as error:
            errors["cells"] = error.messages
        cells.inside = "/cells"
        try:
            cells.role = self.role.deserialize(row.get("role"))
        except ValidationError as error:
            errors["role"] = error.messages
        if errors:
            raise ValidationError(errors, valid_data=cells)
        return cells

    def _cell(self, _: int, value: Any) -> Cell:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal, float)):
            raise self.refuse("not_cell", "Ô trong bảng phải là chữ, số hoặc để trống (null).")
        if isinstance(value, str):
            return self.cell.read(value)
        number = Decimal(str(value)) if isinstance(value, float) else value
        if not _is_exact(Decimal(number)):
            raise self.refuse(
                "out_of_range", "Số trong bảng có quá nhiều chữ số; hãy đổi đơn vị tính."
            )
        return number

    def as_printed(
        self, value: list[list[Cell]], beside: Mapping[str, Any]
    ) -> list[list[str | None]]:
        return [[None if cell is None else written(cell) for cell in row] for row in value]


def _is_exact(number: Decimal) -> bool:
    """At most 15 significant digits, six of them after the point: what JSON readers agree on."""
    if not number.is_finite() or not -7 < number.adjusted() < 15:
        return False  # before anything is computed with an exponent of millions
    if len(number.as_tuple().digits) > 40:
        return False
    digits = number.normalize().as_tuple()
    exponent = digits.exponent
    return isinstance(exponent, int) and exponent >= -6 and len(digits.digits) <= 15


class TableSchema(PartSchema):
    caption = Text(
        "Tên bảng", "Dòng tên phía trên bảng.", "Kết quả thực hiện chỉ tiêu", longest=300
    )
    unit = Text("Đơn vị tính", "Ghi phía trên bảng, bên phải.", "Triệu đồng", longest=100)
    columns = Columns(
        "Các cột",
        "Tên các cột, từ trái sang phải.",
        ["Chỉ tiêu", "Kế hoạch", "Thực hiện"],
        required=True,
    )
    rows = Rows("Các dòng", "Mỗi dòng có đủ số ô như số cột.", [["Đoàn ra", 12, 15]])
    number_row = Flag(
        "Hàng số thứ tự cột", "In (1), (2), (3) dưới tiêu đề cột.", load_default=False
    )


def written(cell: str | int | Decimal) -> str:
    """A cell as printed: text as typed, a number in Vietnamese style."""
    return cell if isinstance(cell, str) else wording.figures(cell)
