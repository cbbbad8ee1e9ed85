"""What carrying out a plan works on: the document as it was read, its package, what is remembered, what may differ."""

from __future__ import annotations

from dataclasses import dataclass

from service.conformance.findings import Component, Report
from service.conformance.fixing.allowances import Allowed, Numbers
from service.conformance.fixing.edited_package import EditedPackage
from service.conformance.fixing.property_edits import PropertyEdits
from service.conformance.found_components import CERTAIN_ENOUGH
from service.conformance.word_document import Paragraph, Section, WordDocument


@dataclass(frozen=True, slots=True)
class Edited:
    """One document while it is mended. A reshaping adds to ``allowed`` what it changes, before it does."""

    document: WordDocument
    report: Report
    package: EditedPackage
    edits: PropertyEdits
    allowed: Allowed
    numbers: Numbers

    def section_number(self, section: Section) -> int:
        """The number of a section's w:sectPr among all in the main part."""
        return self.numbers.of(self.document.main_part, section.element)

    def component(self, kind: str) -> Component | None:
        """The first component of a kind that is certain enough."""
        return next(
            (
                one
                for one in self.report.components
                if one.kind == kind and one.certainty >= CERTAIN_ENOUGH
            ),
            None,
        )

    def room_mm(self, paragraph: Paragraph) -> float:
        """How long a line without indents is where a paragraph stands: in its cell, or between the margins."""
        document = self.document
        if paragraph.table is not None and paragraph.column is not None:
            table = document.tables[paragraph.table]
            if paragraph.column < len(table.column_widths_mm):
                return table.column_widths_mm[paragraph.column] - sum(table.cell_margins_mm)
        section = document.sections[min(paragraph.section, len(document.sections) - 1)]
        return section.width_mm - section.left_mm - section.right_mm - section.gutter_mm
