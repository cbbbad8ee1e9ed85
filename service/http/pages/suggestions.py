"""Suggestions of violations become values of the data."""

from __future__ import annotations

from datetime import date
from typing import Any

from service import pipeline
from service.documents.document_type import DocumentType
from service.errors import Violation
from service.http.pages import posted_input
from service.http.pages.form_parser import ParsedForm
from service.pipeline import Services
from service.schema import pointers
from service.violation_list import ViolationList

#: As many suggestions are applied by one press of the button.
_MOST = 20_000


def apply(
    services: Services,
    document_type: DocumentType,
    form: ParsedForm,
    target: str,
    on: date | None = None,
) -> tuple[Any, int]:
    """The data of a form with the suggestion of ``target`` ("code:pointer"), or with all of them for "".

    Also how many values were replaced: each once, a second suggestion was made for the value as it was before
    the first. ``on`` is the day as of which the form was checked, if it was not that of the document.
    """
    code, _, posted_pointer = target.partition(":")
    wanted = (code, form.place(posted_pointer))
    data, applied = form.data, set[str]()
    for violation in _suggested(services, document_type, data, on):
        pointer = violation.pointer
        if pointer not in applied and (not target or (violation.code, pointer) == wanted):
            data = replaced(data, violation)
            applied.add(pointer)
    return data, len(applied)


def _suggested(
    services: Services, document_type: DocumentType, data: Any, on: date | None
) -> list[Violation]:
    found = ViolationList(_MOST)
    posted = posted_input.written(services.settings, data)
    pipeline.review(services, document_type, posted.parsed, found=found, on=on)
    return [violation for violation in found.kept() if violation.suggestion is not None]


def replaced(data: Any, violation: Violation) -> Any:
    """The data with a violation's suggestion in its place; an unknown name gives way to the known one."""
    *way, last = pointers.split(violation.pointer)
    owner = pointers.find(data, pointers.join(*way))
    if isinstance(owner, dict) and violation.code == "unknown_field":
        owner.setdefault(violation.suggestion, owner.pop(last, None))
    elif isinstance(owner, dict):
        owner[last] = violation.suggestion
    elif isinstance(owner, list):
        row = pointers.row_number(last)
        if row is not None and row < len(owner):
            owner[row] = violation.suggestion
    return data
