"""A plan becomes changed property elements in the document's own tree; reshapings are carried out by their modules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from service.conformance.changes import Change, paragraph_at, run_at
from service.conformance.fixing import paragraph_setting, run_setting, sheet_setting
from service.conformance.fixing.drawn_rules import draw_rule
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.language_setting import set_language
from service.conformance.fixing.page_numbers import differ_on_first_page, number_pages
from service.conformance.fixing.parted_runs import part_run
from service.conformance.fixing.plan import Plan, field_runs, level_of
from service.conformance.fixing.resized_rules import resize_rule
from service.conformance.fixing.table_widths import fit_tables, set_letterhead_columns
from service.conformance.fixing.typed_letterhead import align_letterhead

Reshape = Callable[[Edited, Change], None]
_RESHAPE: Final[Mapping[str, Reshape]] = {
    "parted_runs": part_run,
    "language": set_language,
    "fit_tables": fit_tables,
    "letterhead_columns": set_letterhead_columns,
    "letterhead_table": align_letterhead,
    "organ_rule": draw_rule,
    "motto_rule": draw_rule,
    "subject_rule": draw_rule,
    "organ_rule_length": resize_rule,
    "motto_rule_length": resize_rule,
    "subject_rule_length": resize_rule,
    "page_number": number_pages,
}


def apply(edited: Edited, plan: Plan) -> None:
    """Carry every step out; parts whose properties differ in the end are changed, no others."""
    changes = [step.change for step in plan.steps]
    for target, group in groupby(changes, key=lambda change: change.target):
        _APPLY[target](edited, group)
    names = {root: name for name, root in edited.document.roots.items()}
    for properties in edited.edits.end():
        name = names.get(properties.getroottree().getroot())
        if name is not None:
            edited.package.change(name)


def _sections(edited: Edited, changes: Iterable[Change]) -> None:
    for change in changes:
        section = edited.document.sections[change.at or 0]
        if change.name == "first_page_differs" and change.value:
            differ_on_first_page(edited, section)
            continue
        setter, _ = sheet_setting.SETTERS[change.name]
        setter(edited.edits.begin(section.element), change.value, section)


def _paragraphs(edited: Edited, changes: Iterable[Change]) -> None:
    for at, group in groupby(changes, key=lambda change: change.at):
        paragraph = edited.document.paragraphs[at or 0]
        wanted = list(group)
        values: dict[str, Any] = {change.name: change.value for change in wanted}
        look = replace(paragraph.look, **values)
        properties = edited.edits.of(paragraph.element, "pPr")
        for change in wanted:
            setter, _ = paragraph_setting.SETTERS[change.name]
            setter(properties, change.value, look)


def _runs(edited: Edited, changes: Iterable[Change]) -> None:
    for change in changes:
        setter, _ = run_setting.SETTERS[change.name]
        for properties in _letters(edited, change):
            setter(properties, change.value)


def _letters(edited: Edited, change: Change) -> Iterator[Any]:
    """The w:rPr of a run (of all that write its field, if it has one), or of the paragraph's mark."""
    run = run_at(edited.document, change)
    if run is not None:
        for element in field_runs(run):
            yield edited.edits.of(element, "rPr")
        return
    paragraph = paragraph_at(edited.document, change)
    if paragraph is not None:
        yield edited.edits.of(edited.edits.of(paragraph.element, "pPr"), "rPr")


def _levels(edited: Edited, changes: Iterable[Change]) -> None:
    for change in changes:
        level = level_of(edited.document.paragraphs[change.at or 0])
        setter, _ = run_setting.SETTERS[change.name]
        setter(edited.edits.of(level, "rPr"), change.value)


def _reshapings(edited: Edited, changes: Iterable[Change]) -> None:
    for change in changes:
        _RESHAPE[change.name](edited, change)


_APPLY: Final[Mapping[str, Callable[[Edited, Iterable[Change]], None]]] = {
    "section": _sections,
    "paragraph": _paragraphs,
    "runs": _runs,
    "level": _levels,
    "document": _reshapings,
}
