"""What Excel itself checks in a form while it is filled in: drop-downs and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.language import typed_text
from service.workbook import cell_formats, table_sheet
from service.workbook.plan import Column, Sheet


class FormChecks:
    """Puts checks on cells; drop-downs too long for a list inside the rule stand in a hidden column.

    ``column`` is the first free one of ``page``, from 1.
    """

    def __init__(self, page: Worksheet, column: int) -> None:
        self._page, self._column = page, column

    def add(self, page: Worksheet, where: str, sheet: Sheet, column: Column) -> None:
        """The check of a sheet's column on the cells ``where`` ("B3:B2000"), if it has one."""
        rule = self._rule(sheet, column)
        if rule is not None:
            page.add_data_validation(rule)
            rule.add(where)

    def _rule(self, sheet: Sheet, column: Column) -> DataValidation | None:
        if column.role == "line":
            return self._drop_down(table_sheet.line_kinds(sheet).labels)
        if column.role == "level":
            return self._drop_down(["1", "2", "3", "4"])
        if column.role not in ("value", "kind"):
            return None
        if column.choices:
            return self._drop_down([label for _, label in column.choices])
        if column.kind == "flag":
            return self._drop_down([typed_text.YES, typed_text.NO])
        return _whole_number(column)

    def _drop_down(self, words: Sequence[str]) -> DataValidation:
        inline = ",".join(words)
        source = f'"{inline}"'
        if len(inline) > 250 or any("," in word or '"' in word for word in words):
            source = self._hidden_list(words)
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorTitle = "Chưa đúng"
        rule.error = "Hãy chọn một trong các mục của danh sách thả xuống."
        return rule

    def _hidden_list(self, words: Sequence[str]) -> str:
        letter = get_column_letter(self._column)
        for row, word in enumerate(words, 1):
            cell_formats.write(self._page.cell(row, self._column), word)
        self._page.column_dimensions[letter].hidden = True
        self._column += 1
        return f"'{self._page.title}'!${letter}$1:${letter}${len(words)}"


def _whole_number(column: Column) -> DataValidation | None:
    item = column.item
    if column.kind not in ("integer", "money"):
        return None
    least = 1 if item is None or item.least is None else item.least
    most = item.most if item is not None and item.most is not None else 10**15
    rule = DataValidation(
        type="whole", operator="between", formula1=str(least), formula2=str(most), allow_blank=True,
        showErrorMessage=True,
    )  # fmt: skip
    rule.errorTitle, rule.error = (
        "Chưa đúng",
        f"Hãy nhập số nguyên từ {least}" + (f" đến {most}." if most < 10**15 else " trở lên."),
    )
    return rule
