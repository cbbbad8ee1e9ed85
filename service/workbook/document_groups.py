"""The sheets of a form that belong to one document, where a workbook has those of several.

A document begins with its sheet of single values. What it lists stands on that sheet below them, or on the sheets behind
it, as they do in a copied form. Where that is not certain the workbook is refused: nobody's list goes into another's document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from service.errors import UnreadableInput
from service.language.vietnamese import fold_words
from service.workbook.form_sheets import FormSheet

#: How Excel calls a copy of a sheet: "Cá nhân (2)".
_COPY = re.compile(r"(.*\S)\s*\((\d+)\)")
_UNCLEAR = (
    "Không rõ trang tính “{}” thuộc văn bản nào. Hãy đặt các trang tính của mỗi văn bản liền nhau, trang thông tin chung "
    "đứng đầu, mỗi danh sách một trang, và đặt tên cho dễ phân biệt; hoặc dùng mẫu mỗi trang tính một văn bản."
)


@dataclass(slots=True)
class Group:
    """The sheets of one document, called as a clerk finds it: by its sheet, with a row where that has several."""

    name: str
    forms: list[FormSheet] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether the sheet of its single values is one that the clerk does not see."""
        return self.forms[0].page.hidden


def grouped(forms: Sequence[FormSheet]) -> list[Group]:
    """The documents of a file in their order. Raises UnreadableInput where a sheet may be another document's."""
    if sum(form.sheet.shape == "single" for form in forms) < 2:
        return [Group(forms[0].page.name, list(forms))] if forms else []
    groups: list[Group] = []
    for name, of_page in groupby(forms, key=lambda form: form.page.name):
        _add(groups, name, list(of_page))
    numbers = {_copy(group.forms[0]) for group in groups}
    for group in groups:
        _check(group, numbers)
    return groups


def _add(groups: list[Group], name: str, forms: Sequence[FormSheet]) -> None:
    """The forms of one page, to the group before them where they begin none."""
    general = [form for form in forms if form.sheet.shape == "single"]
    if len(general) == 1:
        groups.append(Group(name, [*general, *(form for form in forms if form not in general)]))
        return
    for form in forms:
        if form.sheet.shape == "single":
            groups.append(Group(f"{name}, dòng {max(form.header_row, 0) + 1}"))
        if not groups:
            raise UnreadableInput(_UNCLEAR.format(name))
        groups[-1].forms.append(form)


def _check(group: Group, numbers: Iterable[int | None]) -> None:
    own, seen = _copy(group.forms[0]), set()
    for form in group.forms:
        is_apart = form.page.name != group.forms[0].page.name
        other = _copy(form)
        is_anothers = is_apart and other not in (own, None) and other in numbers
        if form.sheet.title in seen or is_anothers:
            raise UnreadableInput(_UNCLEAR.format(form.page.name))
        seen.add(form.sheet.title)


def _copy(form: FormSheet) -> int | None:
    """Which copy of a sheet of the form its name says it is, 1 for the sheet itself; None for a name of the clerk's own."""
    copied = _COPY.fullmatch(form.page.name)
    name, number = (copied[1], int(copied[2])) if copied else (form.page.name, 1)
    return number if fold_words(name) == fold_words(form.sheet.title) else None
