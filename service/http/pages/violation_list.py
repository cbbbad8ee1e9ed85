"""Violations become the two lists above a form: in the order of the page, in the words of a page.

Only this module knows what a message about JSON is called where nobody sees JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import typed_values
from service.http.pages.form_builder import Node, Sheet
from service.schema import pointers
from service.schema.loading import field_at

#: What these codes say speaks of quotation marks and ISO dates; a page has inputs.
_ON_A_PAGE = {
    "not_date": "“{}” không phải một ngày có thật; hãy gõ ngày/tháng/năm, ví dụ 01/07/2020.",
    "not_moment": "“{}” không phải một ngày giờ có thật; hãy gõ như 01/07/2020 08:00.",
    "not_integer": "“{}” phải là số nguyên; hãy chỉ gõ chữ số, ví dụ 12 hoặc 1.200.",
    "not_flag": "“{}” chỉ nhận Có hoặc Không; hãy chọn lại.",
    "unknown_choice": "“{}” không có trong danh sách; hãy chọn lại một giá trị.",
    "not_part": "“{}” không đúng dạng nên chưa đưa được vào mẫu; hãy nhập lại, rồi xóa giá trị lạ ở cuối trang.",
    "not_list": "“{}” không đúng dạng nên chưa đưa được vào mẫu; hãy nhập lại, rồi xóa giá trị lạ ở cuối trang.",
}


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fault with the id that its link leads to ("" for none) and its suggestion as it would be shown."""

    violation: Violation
    target: str
    where: str
    suggestion: str | None

    @property
    def key(self) -> str:
        """What the button that applies the suggestion sends."""
        return f"{self.violation.code}:{self.violation.pointer}"


def reworded(violations: Iterable[Violation]) -> list[Violation]:
    """The same faults, those about JSON in the words of a page."""
    return [
        replace(violation, message=_ON_A_PAGE[violation.code].format(violation.field))
        if violation.code in _ON_A_PAGE
        else violation
        for violation in violations
    ]


def listed(kind: DocumentType, sheet: Sheet, violations: Sequence[Violation]) -> list[Complaint]:
    """The faults in the order of the page, each with the place that it leads to."""
    places: dict[str, tuple[int, str]] = {}
    for node in sheet.nodes:
        _place(node, "", places)
    for pointer, _ in sheet.leftovers:
        places.setdefault(pointer, (len(places), "Giá trị lạ"))
    found = []
    for violation in violations:
        target = violation.pointer
        while target and target not in places:
            target = target.rpartition("/")[0]
        order, where = places.get(target, (-1, ""))
        found.append((order, Complaint(violation, target, where, _shown(kind, violation))))
    return [complaint for _, complaint in sorted(found, key=lambda each: each[0])]


def _place(node: Node, around: str, places: dict[str, tuple[int, str]]) -> None:
    places[node.pointer] = (len(places), around)
    for inside in node.nodes:
        _place(inside, node.label if node.kind != "union" else around, places)
    for row in node.rows:
        here = f"{around + ', ' if around else ''}{node.label} {row.number}"
        places.setdefault(row.pointer, (len(places), here))
        for inside in row.nodes:
            _place(inside, here, places)


def _shown(kind: DocumentType, violation: Violation) -> str | None:
    if violation.suggestion is None:
        return None
    if violation.code == "unknown_field":
        around = violation.pointer.rpartition("/")[0]
        return kind.label(around + pointers.join(violation.suggestion))
    field = field_at(kind.schema, violation.pointer)
    field = getattr(field, "value", field)
    choices: dict[str, str] = getattr(field, "choices", {})
    if isinstance(violation.suggestion, str) and violation.suggestion in choices:
        return choices[violation.suggestion]
    if isinstance(violation.suggestion, (dict, list)):
        return "; ".join(
            typed_values.plain(each) for _, each in pointers.flatten(violation.suggestion)
        )
    return (
        typed_values.show(field, violation.suggestion)
        if field is not None
        else str(violation.suggestion)
    )


def mended(data: Any, violation: Violation) -> Any:
    """The data with a fault's suggestion in its place; an unknown name gives way to the known one."""
    *way, last = pointers.split(violation.pointer)
    owner = pointers.find(data, pointers.join(*way))
    if isinstance(owner, dict) and violation.code == "unknown_field":
        owner.setdefault(violation.suggestion, owner.pop(last, None))
    elif isinstance(owner, dict):
        owner[last] = violation.suggestion
    elif isinstance(owner, list) and last.isdecimal() and int(last) < len(owner):
        owner[int(last)] = violation.suggestion
    return data
