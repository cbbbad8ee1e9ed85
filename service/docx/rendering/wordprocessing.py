"""The XML of a Word document becomes answers: which style a paragraph has, how it looks, how wide its lines may be.

Only this module knows how styles inherit, and how tables, cells and sections give a paragraph its width.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from service.docx import standard
from service.docx.typography import PageWidths
from service.docx.word_namespace import W

Element = Any  # lxml ships no types of its own
#: Word's own side margin of a cell where nothing else is set, in twips.
_CELL_MARGIN_TWIPS: Final = 108
_PERCENT_UNITS: Final = 50  # w:type="pct" counts fiftieths of a per cent
_IF_TAG: Final = re.compile(r"^\s*\{%-?\s*p\s+if\s+(.+?)\s*-?%\}\s*$")
_ELSE_TAG: Final = re.compile(r"^\s*\{%-?\s*p\s+else\s*-?%\}\s*$")
#: A tag whose paragraph, row or cell is there for it only.
TAG_ALONE: Final = re.compile(r"\{%-?\s*(?:p|tr|tc)\s")
#: Quotation marks as Word makes them, in a tag: Jinja takes either kind, an attribute only these.
QUOTES: Final = str.maketrans({'"': "'", "“": "'", "”": "'", "‘": "'", "’": "'"})

#: Our styles by their ids, as Word calls them.
_OUR_NAMES: Final = {
    ours: component.name.casefold() for ours, component in standard.COMPONENTS.items()
}

#: A change of a template that is made when all lengths are read.
Edit = Callable[[], None]


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{W}{name}"


def text_of(element: Element) -> str:
    """All text below ``element``, runs joined; a line break is a line feed."""
    return "".join(
        (node.text or "") if node.tag == w("t") else "\n"
        for node in element.iter(w("t"), w("br"), w("cr"))
    )


@dataclass(frozen=True, slots=True)
class Look:
    """What decides how long a text is: size in points, weight, slant, and forced capitals."""

    size_pt: float = 10.0
    bold: bool = False
    italic: bool = False
    capitals: bool = False

    def shown(self, text: str) -> str:
        return text.upper() if self.capitals else text


class Styles:
    """The styles of a document, looked up by our id or by the Vietnamese name that Word shows."""

    def __init__(self, styles_xml: bytes | None) -> None:
        root = etree.fromstring(styles_xml) if styles_xml else etree.Element(w("styles"))
        self._styles = {s.get(w("styleId")): s for s in root.iter(w("style"))}
        self._names = {
            identifier: (_value(s.find(w("name"))) or "").casefold()
            for identifier, s in self._styles.items()
        }
        self._named = {
            (s.get(w("type")), self._names[identifier]): identifier
            for identifier, s in self._styles.items()
        }
        self._defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._default_paragraph = next(
            (
                identifier
                for identifier, s in self._styles.items()
                if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true")
            ),
            None,
        )

    def is_one_of(self, paragraph: Element, style_ids: Sequence[str]) -> bool:
        """Whether the paragraph's own style is one of ours, under its id or under its name."""
        style_id = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}"))
        if style_id is None:
            return False
        name = self._names.get(style_id, "")
        return any(style_id == ours or name == _OUR_NAMES[ours] for ours in style_ids)

    def look(self, paragraph: Element) -> Look:
        """Size and weight of the paragraph's letters: defaults, styles from the root down, first run."""
        style_id = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self._default_paragraph
        layers = [self._defaults, *(s.find(w("rPr")) for s in self._chain(style_id))]
        run = next((r for r in paragraph.iter(w("r")) if r.find(w("t")) is not None), None)
        if run is not None:
            layers.append(run.find(w("rPr")))
        size, marks = 20.0, {"b": False, "i": False, "caps": False}
        for layer in layers:
            if layer is None:
                continue
            size = float(_value(layer.find(w("sz"))) or size)
            for mark in marks:
                found = layer.find(w(mark))
                if found is not None:
                    marks[mark] = _value(found) not in ("0", "false", "off")
        return Look(size / 2, marks["b"], marks["i"], marks["caps"])

    def indents(self, paragraph: Element) -> int:
        """Left and right indent together, in twips, as the paragraph's style gives them."""
        left = right = 0
        style_id = _value(paragraph.find(f"{w('pPr')}/{w('pStyle')}")) or self._default_paragraph
        for style in self._chain(style_id):
            indent = style.find(f"{w('pPr')}/{w('ind')}")
            if indent is not None:
                left = int(indent.get(w("left"), indent.get(w("start"), left)))
                right = int(indent.get(w("right"), indent.get(w("end"), right)))
        return left + right

    def cell_margins(self, table: Element, cell: Element) -> int:
        """Left and right margin of a cell together: its own, its table's, its table style's."""
        own = cell.find(f"{w('tcPr')}/{w('tcMar')}")
        style = _value(table.find(f"{w('tblPr')}/{w('tblStyle')}"))
        margins = [own, table.find(f"{w('tblPr')}/{w('tblCellMar')}")]
        margins += [s.find(f"{w('tblPr')}/{w('tblCellMar')}") for s in [*self._chain(style)][::-1]]
        return sum(_first_margin(margins, side) for side in (("left", "start"), ("right", "end")))

    def knows(self, style_id: str | None) -> bool:
        """Whether there is a style with this id."""
        return style_id in self._styles

    def smaller(self, style_id: str) -> dict[int, str]:
        """The ids of a style's variants for small letters: "Bảng canh trái 12" beside "Bảng canh trái"."""
        kind, name = self._styles[style_id].get(w("type")), self._names[style_id]
        found = {
            size: self._named.get((kind, f"{name} {size}"))
            for size in standard.SMALL_TABLE_SIZES_PT
        }
        return {size: style for size, style in found.items() if style is not None}

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        """The style and those it is based on, the oldest first."""
        chain: list[Element] = []
        while style_id in self._styles and self._styles[style_id] not in chain:
            chain.append(self._styles[style_id])
            style_id = _value(chain[-1].find(w("basedOn")))
        return reversed(chain)


class Geometry:
    """How wide the lines of a paragraph may be, in twips."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._styles = styles
        self._body = root.find(w("body"))
        self._moved: dict[Element, str] = {}

    def move(self, cell: Element, change: str) -> None:
        """From now on the data change the width of a cell, by an expression such as "+ (x)"."""
        self._moved[cell] = change

    def width_of(self, cell: Element) -> int:
        """How wide the lines of a cell may be, in twips, before the data change it."""
        return self._cell_width(cell)

    def available_width(self, paragraph: Element) -> str:
        """A number, or a Jinja expression for one where the data choose the section's page or the letterhead's columns."""
        cell = next(paragraph.iterancestors(w("tc")), None)
        indents = self._styles.indents(paragraph)
        if cell is None:
            return self._minus(self._section_width(paragraph), indents)
        width = str(max(1, self._cell_width(cell) - indents))
        return f"{width} {self._moved[cell]}" if cell in self._moved else width

    @staticmethod
    def _minus(width: str, less: int) -> str:
        if not less:
            return width
        return str(int(width) - less) if width.isdigit() else f"({width}) - {less}"

    def _cell_width(self, cell: Element) -> int:
        table = next(cell.iterancestors(w("tbl")))
        margins = self._styles.cell_margins(table, cell)
        preferred = cell.find(f"{w('tcPr')}/{w('tcW')}")
        kind = preferred.get(w("type"), "dxa") if preferred is not None else "auto"
        if preferred is not None and kind == "pct":
            return round(self.table_width(table) * _percent(preferred.get(w("w")))) - margins
        if preferred is not None and kind == "dxa" and int(preferred.get(w("w"), 0)) > 0:
            return int(preferred.get(w("w"))) - margins
        return self._grid_width(table, cell) - margins

    def table_width(self, table: Element) -> int:
        """How wide a table is, in twips, before the data change it."""
        preferred = table.find(f"{w('tblPr')}/{w('tblW')}")
        kind = preferred.get(w("type"), "dxa") if preferred is not None else "auto"
        if preferred is not None and kind == "dxa" and int(preferred.get(w("w"), 0)) > 0:
            return int(preferred.get(w("w")))
        if preferred is not None and kind == "pct":
            outer = next(table.iterancestors(w("tc")), None)
            around = self._cell_width(outer) if outer is not None else self._first_width(table)
            return round(around * _percent(preferred.get(w("w"))))
        return sum(int(c.get(w("w"), 0)) for c in table.findall(f"{w('tblGrid')}/{w('gridCol')}"))

    @staticmethod
    def _grid_width(table: Element, cell: Element) -> int:
        grid = [int(c.get(w("w"), 0)) for c in table.findall(f"{w('tblGrid')}/{w('gridCol')}")]
        start = 0
        for other in cell.getparent().findall(w("tc")):
            span = int(_value(other.find(f"{w('tcPr')}/{w('gridSpan')}")) or 1)
            if other is cell:
                return sum(grid[start : start + span])
            start += span
        return 0

    def _section_width(self, element: Element) -> str:
        """The text width of the section that the element stands in, perhaps as a choice of two.

        A section's break ends it, so it is the next one in the file. Where ``{%p if %}`` and ``{%p else %}``
        choose between two breaks, the same condition chooses between their widths.
        """
        after = self._after(element)
        ends = (p for p in after if p.find(f"{w('pPr')}/{w('sectPr')}") is not None)
        breaks = [*itertools.islice(ends, 2)]
        if not breaks:
            final = self._body.find(w("sectPr"))
            return str(_text_width(final) if final is not None else standard.TEXT_WIDTH_TWIPS)
        widths = [_text_width(p.find(f"{w('pPr')}/{w('sectPr')}")) for p in breaks]
        chosen = _IF_TAG.match(_text_before(breaks[0]))
        other = breaks[0].getnext()
        chooses = chosen and other is not None and _ELSE_TAG.match(text_of(other))
        if chosen and chooses and len(widths) == 2 and widths[0] != widths[1]:
            condition = chosen.group(1).replace('"', "'").replace("“", "'").replace("”", "'")
            return f"{widths[0]} if {condition} else {widths[1]}"
        return str(widths[0])

    def _first_width(self, element: Element) -> int:
        return int(self._section_width(element).split(" ", 1)[0])

    def _after(self, element: Element) -> Iterator[Element]:
        top = element
        while top.getparent() is not self._body:
            top = top.getparent()
        yield from top.itersiblings(w("p"))


def paper(document_xml: bytes) -> PageWidths:
    """How wide the text of a template's pages is. Where its sections differ, the narrowest has room for all tables."""
    upright: list[int] = []
    on_its_side: list[int] = []
    for section in etree.fromstring(document_xml).iter(w("sectPr")):
        size = section.find(w("pgSz"))
        turned = size is not None and int(size.get(w("w"), 0)) > int(size.get(w("h"), 0))
        (on_its_side if turned else upright).append(_text_width(section))
    return PageWidths(
        min(upright, default=standard.TEXT_WIDTH_TWIPS),
        min(on_its_side, default=standard.TEXT_WIDTH_LANDSCAPE_TWIPS),
    )


def _text_width(section: Element) -> int:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return standard.TEXT_WIDTH_TWIPS
    sides = int(margins.get(w("left"), 0)) + int(margins.get(w("right"), 0))
    return int(size.get(w("w"), standard.PAGE_WIDTH_TWIPS)) - sides


def _text_before(paragraph: Element) -> str:
    previous = paragraph.getprevious()
    return text_of(previous) if previous is not None else ""


def _value(element: Element | None) -> str | None:
    """``w:val``; an element that is there without one means "on"."""
    return None if element is None else element.get(w("val"))


def _percent(amount: str) -> float:
    if amount.endswith("%"):
        return float(amount[:-1]) / 100
    return int(amount) / _PERCENT_UNITS / 100


def _first_margin(candidates: Sequence[Element | None], names: tuple[str, str]) -> int:
    for candidate in candidates:
        for name in names:
            found = candidate.find(w(name)) if candidate is not None else None
            if found is not None:
                return int(found.get(w("w"), 0))
    return _CELL_MARGIN_TWIPS
