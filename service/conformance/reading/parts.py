"""The paragraphs and tables of one part after another, in their order, with the looks in effect."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

from service.conformance.reading import drawings, frames
from service.conformance.reading.declared import Declarations, is_on
from service.conformance.reading.runs import RunReader
from service.conformance.reading.styles import Styles
from service.conformance.reading.tables import OUTSIDE, CellStyle, OpenTable, TableStyles, cells
from service.conformance.word_document import Frame, Line, Paragraph, Table
from service.docx.word_namespace import W
from service.errors import UnreadableInput

_P, _TBL = f"{W}p", f"{W}tbl"
#: What holds no text to be seen.
_UNSEEN: Final = frozenset(
    f"{W}{name}"
    for name in ("pPr", "sdtPr", "sdtEndPr", "sectPr", "del", "moveFrom", "tcPr", "tblPr")
)
_DEEPEST: Final = 60
_TOO_DEEP: Final = "Tệp .docx lồng bảng, khung chữ quá sâu, không được chấp nhận."


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: in which part and section, in which cell of which table, in a text box or not."""

    part: str
    section: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    text_box: int | None = None
    style: CellStyle = field(default=OUTSIDE)


@dataclass(slots=True)
class PartReader:
    """Reads parts; what it found so far stands in its lists."""

    declarations: Declarations
    styles: Styles
    runs: RunReader
    table_styles: TableStyles
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table | None] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    fields: list[tuple[str, int]] = field(default_factory=list)
    #: The w:sectPr of the main part that were met.
    sections: list[Any] = field(default_factory=list)
    _boxes: int = 0
    _indexes: dict[Any, int] = field(default_factory=dict)

    def read(self, container: Any, part: str, section: int = 0) -> None:
        """All blocks of a part's root, or of one note in it."""
        self.runs.begin_part()
        self._blocks(container, Place(part, section), 0)

    def number(self, root: Any) -> None:
        """Give each w:p of a part its index; a part is read after that."""
        self._indexes.update({node: index for index, node in enumerate(root.iter(_P))})

    def _blocks(self, container: Any, place: Place, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableInput(_TOO_DEEP)
        for node in container:
            if node.tag == _P:
                self._paragraph(node, self._here(place), depth)
            elif node.tag == _TBL:
                self._table(node, self._here(place), depth)
            elif drawings.is_alternatives(node):
                self._blocks(list(drawings.chosen(node)), place, depth + 1)
            elif isinstance(node.tag, str) and node.tag not in _UNSEEN:
                self._blocks(node, place, depth + 1)

    def _here(self, place: Place) -> Place:
        """The place with the section that the main part has reached."""
        reached = len(self.sections)
        if place.section == reached or place.part != self.runs.main_part:
            return place
        return replace(place, section=reached)

    def _table(self, node: Any, place: Place, depth: int) -> None:
        table = OpenTable.of(node, self.styles.default_table)
        index = len(self.tables)
        self.tables.append(None)
        built = table.built(
            self.table_styles,
            part=place.part,
            index=index,
            parent=place.table,
            section=place.section,
        )
        self.tables[index] = built
        for number, row in enumerate(table.rows):
            for cell, column, end in cells(row):
                conditions = table.conditions(number, column, end, built.columns)
                style = self.table_styles.of_cell(table.style, conditions)
                inside = replace(place, table=index, row=number, column=column, style=style)
                first = len(self.paragraphs)
                self._blocks(cell, inside, depth + 1)
                held = (first, len(self.paragraphs))
                self._framed(frames.of_cell(cell, row, table, built, self.table_styles, held))

    def _framed(self, frame: Frame | None) -> None:
        if frame is not None:
            self.frames.append(frame)

    # --- paragraphs -------------------------------------------------------------------------------

    def _paragraph(self, node: Any, place: Place, depth: int) -> None:
        properties = node.find(f"{W}pPr")
        direct = self.declarations.of_paragraph(properties)
        declared = self.styles.lines(direct, place.style.paragraph)
        base = (direct.get("style"), place.style.key)
        read = self.runs.read(node, base, place.style.run)
        at = len(self.paragraphs)
        mark_letters = None if properties is None else properties.find(f"{W}rPr")
        declared_mark = self.declarations.of_run(mark_letters)
        mark = self.styles.run_look(base, place.style.run, declared_mark)
        size_pt = (read.runs[0].look if read.runs else mark).size_pt
        label = self.styles.label(declared, direct.get("style"))
        label_look = (
            self.styles.label_look(declared, base, place.style.run, declared_mark)
            if label
            else None
        )
        self.paragraphs.append(
            Paragraph(
                part=place.part,
                index=self._indexes[node],
                text="".join(run.text for run in read.runs if not run.look.hidden),
                look=self.styles.look(declared, size_pt),
                runs=tuple(read.runs),
                element=node,
                label=label,
                section=place.section,
                table=place.table,
                row=place.row,
                column=place.column,
                in_text_box=place.text_box is not None,
                text_box=place.text_box,
                has_drawing=bool(read.drawings) or read.has_formula,
                mark=mark,
                label_look=label_look,
            )
        )
        self.fields += [(name, at) for name in read.fields]
        self._drawings(read.drawings, at, place, depth)
        if place.part == self.runs.main_part and properties is not None and place.table is None:
            self.sections += properties.findall(f"{W}sectPr")

    def _drawings(self, found: list[Any], at: int, place: Place, depth: int) -> None:
        for node in found:
            drawing = drawings.read(node)
            self.lines += [
                Line(
                    at,
                    line.width_mm,
                    line.weight_pt,
                    line.element,
                    line.left_mm,
                    line.top_mm,
                    line.dashed,
                    line.is_alone,
                )
                for line in drawing.lines
            ]
            for box in drawing.boxes:
                self._box(box, place, depth)

    def _box(self, box: Any, place: Place, depth: int) -> None:
        # A field that is open outside is not one of the box.
        waiting = self.runs.put_aside()
        inside = replace(
            place, table=None, row=None, column=None, text_box=self._boxes, style=OUTSIDE
        )
        self._boxes += 1
        first = len(self.paragraphs)
        self._blocks(box, inside, depth + 1)
        self._framed(frames.of_box(box, (first, len(self.paragraphs))))
        self.runs.take_up(waiting)


def is_note(node: Any) -> bool:
    """Whether an element of footnotes.xml is a note, and no line between text and notes."""
    return node.get(f"{W}type") in (None, "normal")


def switch(root: Any | None, name: str) -> bool:
    """Whether settings.xml turns something on."""
    node = None if root is None else root.find(f"{W}{name}")
    return node is not None and is_on(node)
