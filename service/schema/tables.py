"""A table as it is sent becomes printed columns and rows: computed cells, figures, widths.

Only this module knows how a cell of a report's table is read, computed and written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from marshmallow import fields as ma
from marshmallow.constants import missing

from service import rules as sense
from service.docx import standard, typography
from service.errors import Violation
from service.language import wording
from service.schema.containers import Part, Values, read_in_places
from service.schema.field_description import DescribedField
from service.schema.fields import Choice, Text
from service.schema.loading import PartSchema

#: More columns than this go to a landscape section (contract §4).
WIDEST_PORTRAIT = 7
#: Word opens no table with more columns.
MOST_COLUMNS = 63
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


class Columns(DescribedField, ma.Field[Any]):
    """Headers, each a string or an object with alignment and computation."""

    kind = "columns"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        self.part = Part(ColumnSchema, label, help, required=True)
        self.header = Text("Tên cột", help, "Thực hiện", longest=200, required=True)
        super().__init__(**self.describe(kwargs, label, help, example, None))

    @property
    def schema(self) -> Any:
        """What an element may hold, for labels and pointers."""
        return self.part.schema

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or not isinstance(value, list) or not value:
            raise self.refuse("too_few", "Bảng phải có ít nhất một cột; hãy nhập tên các cột.")
        return read_in_places([None] * len(value), enumerate(value), self._column, lambda _: {})

    def _column(self, _: int, column: Any) -> Any:
        if not isinstance(column, str):
            return self.part.deserialize(column)
        header = self.header.deserialize(column or None)
        return {"header": header, "align": None, "computed": None, "of": []}

    def as_printed(self, value: list[dict[str, Any]], beside: Mapping[str, Any]) -> list[str]:
        return [column["header"] for column in value]


class Rows(DescribedField, ma.Field[Any]):
    """Rows of cells; a cell is text, a number, or null for an empty or computed one."""

    kind = "rows"

    def __init__(self, label: str, help: str, example: Any, **kwargs: Any) -> None:
        self.cell = Text("Ô trong bảng", "Chữ hoặc số.", "Hồ sơ", longest=2000)
        super().__init__(**self.describe(kwargs, label, help, example, None))

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing:
            return []
        if not isinstance(value, list):
            raise self.refuse(
                "not_list", f"“{self.label}” phải là một danh sách, đặt trong dấu [ ]."
            )
        return read_in_places(
            [None] * len(value), enumerate(value), self._row, lambda cells: cells or []
        )

    def _row(self, index: int, row: Any) -> list[Cell]:
        if not isinstance(row, list):
            raise self.refuse("not_list", f"Dòng {index + 1} của bảng phải là một danh sách các ô.")
        return read_in_places([None] * len(row), enumerate(row), self._cell)

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


def violations(pointer: str, table: Mapping[str, Any]) -> Iterator[Violation]:
    """Wrong rows and computations of one table (contract §4)."""
    columns, rows = table.get("columns") or [], table.get("rows") or []
    if any(not column for column in columns):
        return
    if len(columns) > MOST_COLUMNS:
        yield sense.violation_at(
            f"{pointer}/columns",
            f"Bảng có {len(columns)} cột, nhiều nhất là {MOST_COLUMNS} vì Word không mở được bảng nhiều cột hơn; hãy tách thành nhiều bảng.",
        )
    for index, row in enumerate(rows):
        if len(row) != len(columns):
            yield sense.violation_at(
                f"{pointer}/rows/{index}",
                f"Dòng {index + 1} của bảng có {len(row)} ô, phải có {len(columns)} ô như số cột; hãy thêm hoặc bớt ô.",
            )
    for index, column in enumerate(columns):
        if column["computed"] or column["of"]:
            wrong = _wrong_operands(columns, index)
            if wrong:
                yield sense.violation_at(f"{pointer}/columns/{index}/of", wrong)
            else:
                yield from _computed_cells(pointer, columns, rows, index)


def _wrong_operands(columns: Sequence[Mapping[str, Any]], index: int) -> str:
    """Why a column cannot be computed from those that it names; "" when it can."""
    column, headers = columns[index], [column["header"] for column in columns]
    of = column["of"]
    if not column["computed"]:
        return f"Cột thứ {index + 1} nêu hai cột để tính nhưng chưa chọn cách tính; hãy chọn cách tính hoặc bỏ hai cột đó."
    # A header that stands twice would leave open which column is meant.
    names_others = all(headers.count(name) == 1 and name != column["header"] for name in of)
    if len(of) != 2 or len(set(of)) != 2 or not names_others:
        return f"Cột tính thứ {index + 1} phải nêu đúng tên hai cột khác trong bảng để tính; hãy sửa lại."
    if any(columns[headers.index(name)]["computed"] for name in of):
        return f"Cột tính thứ {index + 1} không được tính từ một cột tính khác; hãy chọn cột có số liệu."
    return ""


def _computed_cells(
    pointer: str, columns: Sequence[Mapping[str, Any]], rows: Sequence[list[Cell]], index: int
) -> Iterator[Violation]:
    """Cells of a computed column that hold something, or cannot be computed."""
    headers = [column["header"] for column in columns]
    operands = [headers.index(name) for name in columns[index]["of"]]
    for line, row in enumerate(rows):
        if len(row) != len(columns):
            continue
        if row[index] is not None:
            yield sense.violation_at(
                f"{pointer}/rows/{line}/{index}",
                f"Ô thứ {index + 1} của dòng {line + 1} do phần mềm tính; hãy để trống (null).",
            )
        if any(isinstance(row[operand], str) for operand in operands):
            yield sense.violation_at(
                f"{pointer}/rows/{line}/{index}",
                f"Dòng {line + 1} có chữ ở cột dùng để tính nên không tính được; hãy nhập số hoặc để trống.",
            )


def written(cell: str | int | Decimal) -> str:
    """A cell as printed: text as typed, a number in Vietnamese style."""
    return cell if isinstance(cell, str) else wording.figures(cell)


def compute(how: str, a: Cell, b: Cell) -> str:
    """A/B × 100 or (A/B − 1) × 100, at most two decimals, half up; "-" for a zero base."""
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return ""
    if not b:
        return "-"
    ratio = Decimal(a) / Decimal(b) * 100
    value = ratio if how == "ratio" else ratio - 100
    return wording.figures(value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize())


def is_wide(table: Mapping[str, Any]) -> bool:
    return len(table["columns"]) > WIDEST_PORTRAIT


def laid_out(
    table: Mapping[str, Any], printed: Mapping[str, Any], *, landscape: bool = False
) -> dict[str, Any]:
    """A sound table -> ``{columns: [{key, header, align, width}], rows: [[str]]}`` for the template."""
    columns, headers = table["columns"], printed["columns"]
    rows = [
        _with_computed(row, texts, columns, headers)
        for row, texts in zip(table["rows"], printed["rows"], strict=True)
    ]
    widths = widths_of(
        [[header, *(row[index] for row in rows)] for index, header in enumerate(headers)],
        landscape=landscape,
    )
    return {
        "columns": [
            {
                "key": index,
                "header": header,
                "align": column["align"]
                or _alignment(column, [row[index] for row in table["rows"]]),
                "width": widths[index],
            }
            for index, (column, header) in enumerate(zip(columns, headers, strict=True))
        ],
        "rows": rows,
    }


def _with_computed(
    row: Sequence[Cell],
    texts: Sequence[str | None],
    columns: Sequence[Mapping[str, Any]],
    headers: Sequence[str],
) -> list[str]:
    """The printed cells of a row, those of computed columns filled in."""
    cells = [text or "" for text in texts]
    for index, column in enumerate(columns):
        if column["computed"]:
            a, b = (row[headers.index(name)] for name in column["of"])
            cells[index] = compute(column["computed"], a, b)
    return cells


def widths_of(columns: Sequence[Sequence[str]], *, landscape: bool = False) -> list[int]:
    """Column widths in twips for columns of texts, header first, over the page's text width."""
    total = standard.TEXT_WIDTH_LANDSCAPE_TWIPS if landscape else standard.TEXT_WIDTH_TWIPS
    return typography.column_widths(columns, total, standard.COMPONENTS["BangTrai"].size_pt)


def _alignment(column: Mapping[str, Any], cells: list[Cell]) -> str:
    numbers = column["computed"] or any(isinstance(cell, (int, Decimal)) for cell in cells)
    return "right" if numbers else "left"
