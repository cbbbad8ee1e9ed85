"""What carrying out a plan works on: the document as it was read, its package, what is remembered, what may differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.conformance.findings import Component, Report
from service.conformance.fixing.allowances import Allowed, Numbers
from service.conformance.fixing.edited_package import EditedPackage
from service.conformance.fixing.property_edits import PropertyEdits
from service.conformance.found_components import CERTAIN_ENOUGH
from service.conformance.reading.measures import integer
from service.conformance.word_document import Paragraph, Section, WordDocument
from service.docx import standard
from service.docx.standard import TWIPS_PER_MM
from service.docx.word_namespace import W

#: What a text's width is made of: of w:pgSz, and of w:pgMar.
_ACROSS: Final = ("w", "left", "right", "gutter")


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
        if not document.sections:
            return standard.TEXT_WIDTH_TWIPS / TWIPS_PER_MM
        return text_width_mm(document.sections[min(paragraph.section, len(document.sections) - 1)])


def text_width_mm(section: Section) -> float:
    """How wide the text is between the margins, as the section's element says it now; as it was read where it does not."""
    found = section.element.find(f"{W}pgSz"), section.element.find(f"{W}pgMar")
    written = [
        None if element is None else element.get(f"{W}{name}")
        for element, name in zip((found[0], *[found[1]] * 3), _ACROSS, strict=True)
    ]
    read = (section.width_mm, section.left_mm, section.right_mm, section.gutter_mm)
    numbers = map(integer, written)
    width, *margins = (
        length if twips is None or twips < 0 else twips / TWIPS_PER_MM
        for twips, length in zip(numbers, read, strict=True)
    )
    return width - sum(margins)
