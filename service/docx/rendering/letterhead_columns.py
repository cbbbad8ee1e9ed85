"""The line between a letterhead's two columns, which the data move to the right for a name that is torn in the left one.

A letterhead is a table of two columns whose left one holds a paragraph in the style "Tên cơ quan". ``organ.widened_by``, in
twips, is how far the line moves, but never so far that the fixed words on the right ("CỘNG HÒA …") lose their one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from service.docx import standard, typography
from service.docx.rendering.wordprocessing import Edit, Element, Geometry, Styles, text_of, w

_NAME: Final = "TenCoQuan"
_MOVED: Final = "organ.widened_by"
#: What ``w:tcW`` calls the whole width.
_WHOLE_PERCENT_UNITS: Final = 5000


def edits(root: Element, styles: Styles, geometry: Geometry) -> Iterator[Edit]:
    """What is to be changed in a template's letterhead, each a step of its own; ``geometry`` learns of it at once."""
    for table in root.iter(w("tbl")):
        rows = [row.findall(w("tc")) for row in table.findall(w("tr"))]
        pairs = [(cells[0], cells[1]) for cells in rows if len(cells) == 2]
        grid = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
        if len(grid) != 2 or not any(_has_name(left, styles) for left, _ in pairs):
            continue
        most = min(geometry.width_of(right) - _fixed_width(right, styles) for _, right in pairs)
        if most <= 0:
            continue
        moved = f"([{_MOVED}, {most}]|min)"
        whole = geometry.table_width(table)
        for column, sign in enumerate("+-"):
            yield partial(_widen, grid[column], f"{sign} {moved}")
            for pair in pairs:
                geometry.move(pair[column], f"{sign} {moved}")
                for preferred in pair[column].findall(f"{w('tcPr')}/{w('tcW')}"):
                    share = f"{moved} * {_WHOLE_PERCENT_UNITS} // {whole}"
                    match preferred.get(w("type"), "dxa"):
                        case "dxa":
                            yield partial(_widen, preferred, f"{sign} {moved}")
                        case "pct" if not preferred.get(w("w")).endswith("%"):
                            yield partial(_widen, preferred, f"{sign} {share}")
                        case _:
                            # "36%" has another unit, "auto" and "nil" no width: the grid's is taken.
                            yield partial(_leave_to_the_grid, preferred)


def _has_name(cell: Element, styles: Styles) -> bool:
    return any(styles.is_one_of(paragraph, (_NAME,)) for paragraph in cell.iter(w("p")))


def _fixed_width(cell: Element, styles: Styles) -> int:
    """The widest line without a tag in it, in twips, with what Word and LibreOffice round away."""
    widths = [0.0]
    for paragraph in cell.findall(w("p")):
        text, look = text_of(paragraph), styles.look(paragraph)
        if "{" not in text:
            face = (look.size_pt, look.bold, look.italic)
            widths.append(typography.text_width_mm(look.shown(text), *face))
    return standard.twips(max(widths) + standard.LETTERHEAD_SLACK_MM)


def _leave_to_the_grid(preferred: Element) -> None:
    preferred.set(w("w"), "0")
    preferred.set(w("type"), "auto")


def _widen(measured: Element, change: str) -> None:
    measured.set(w("w"), f"{{{{ {measured.get(w('w'))} {change} }}}}")
