"""Violations become the links of the two lists above a form: in the order of the page, in the words of a page.

Only this module knows what a message about JSON is called where nobody sees JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service import profiles
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import typed_values
from service.http.pages.form_nodes import Node
from service.http.pages.form_sections import Sheet
from service.schema import pointers

#: What these codes say speaks of quotation marks and ISO dates; a page has inputs.
_ON_A_PAGE = {
    "not_date": "“{}” không phải một ngày có thật; hãy gõ ngày/tháng/năm, ví dụ 20/11/2026.",
    "not_moment": "“{}” phải có cả ngày và giờ có thật; hãy gõ như 20/11/2026 08:00.",
    "not_integer": "“{}” phải là số nguyên; hãy chỉ gõ chữ số, ví dụ 12 hoặc 1.200.",
    "not_flag": "“{}” chỉ nhận Có hoặc Không; hãy chọn lại.",
    "unknown_choice": "“{}” không có trong danh sách; hãy chọn lại một giá trị.",
    "not_part": "“{}” không đúng dạng nên chưa đưa được vào trang nhập; hãy nhập lại, rồi xóa giá trị lạ ở cuối trang.",
    "not_list": "“{}” không đúng dạng nên chưa đưa được vào trang nhập; hãy nhập lại, rồi xóa giá trị lạ ở cuối trang.",
}

#: What these codes say is only that something is not there yet; the steps of a form say it as well.
_NOT_YET = frozenset({"required", "too_few", "no_recipient", "empty_proceeding"})


@dataclass(frozen=True, slots=True)
class ViolationLink:
    """A violation with the id that its link leads to ("" for none) and its suggestion as it would be shown."""

    violation: Violation
    target: str
    where: str
    suggestion: str | None

    @property
    def key(self) -> str:
        """What the button that applies the suggestion sends."""
        return f"{self.violation.code}:{self.violation.pointer}"


def in_page_words(violations: Iterable[Violation]) -> list[Violation]:
    """The same violations, those about JSON in the words of a page."""
    return [
        replace(violation, message=_ON_A_PAGE[violation.code].format(violation.field))
        if violation.code in _ON_A_PAGE
        else violation
        for violation in violations
    ]


def of_what_is_there(data: Any, violations: Iterable[Violation]) -> list[Violation]:
    """The violations of a form that nobody checked yet: those about what stands in it."""
    return [
        violation
        for violation in violations
        if violation.code not in _NOT_YET
        and (
            _stands(data, violation.pointer) or _stands(data, violation.pointer.rpartition("/")[0])
        )
    ]


def not_of_the_office(
    document_type: DocumentType, violations: Iterable[Violation]
) -> list[Violation]:
    """The violations without what is only not there yet and a profile says: the one that a browser keeps fills the form later."""
    names = profiles.places(document_type)
    return [
        violation
        for violation in violations
        if violation.code not in _NOT_YET
        or names.keys().isdisjoint(pointers.split(violation.pointer)[:1])
    ]


def _stands(data: Any, pointer: str) -> bool:
    """Whether there is any value at a pointer or inside it; a row that nobody began has none."""
    return any(
        value not in (None, "", {}, [])
        for _, value in pointers.flatten(pointers.find(data, pointer))
    )


def link(
    document_type: DocumentType, sheet: Sheet, violations: Sequence[Violation]
) -> list[ViolationLink]:
    """The violations in the order of the page, each with the place that it leads to."""
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
        suggestion = _shown(document_type, violation)
        found.append((order, ViolationLink(violation, target, where, suggestion)))
    return [linked for _, linked in sorted(found, key=lambda ordered: ordered[0])]


def _place(node: Node, around: str, places: dict[str, tuple[int, str]]) -> None:
    """The order and the surroundings of a node and of all inside it, by pointer."""
    places[node.pointer] = (len(places), around)
    for inside in node.nodes:
        _place(inside, node.label if node.kind != "union" else around, places)
    for row in node.rows:
        here = f"{around + ', ' if around else ''}{node.label} {row.number}"
        places.setdefault(row.pointer, (len(places), here))
        for inside in row.nodes:
            _place(inside, here, places)


def _shown(document_type: DocumentType, violation: Violation) -> str | None:
    suggestion = violation.suggestion
    if suggestion is None:
        return None
    if violation.code == "unknown_field":
        around = violation.pointer.rpartition("/")[0]
        return document_type.label(around + pointers.join(suggestion))
    if isinstance(suggestion, (dict, list)):
        return "; ".join(typed_values.plain(value) for _, value in pointers.flatten(suggestion))
    return typed_values.in_words(document_type.schema, violation.pointer, suggestion)
