"""A table whose columns come from the data takes its widths, merged headers and letter size from them too.

``{%tc for c in X.columns %}`` gives the grid, and cells take ``c.width``. Cells of ``{%tc for c in line.cells %}``
also take ``c.span`` and ``c.merge``: the header rows of such a table, and rows over all columns. ``X.size`` chooses the
style for small letters, where the template has one ("Bảng canh trái 12"). Word cannot hold a tag in an attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from service.docx.rendering.wordprocessing import (
    QUOTES,
    TAG_ALONE,
    Edit,
    Element,
    Styles,
    text_of,
    w,
)

#: The name of a loop's list by which its cells span columns; ``markup`` takes their sum on trust.
SPANNED: Final = "cells"
_LOOP: Final = re.compile(r"\{%\s*tc\s+for\s+(\w+)\s+in\s+(\S.*?)\.(columns|cells)\s*%\}")


def edits(root: Element, styles: Styles) -> Iterator[Edit]:
    """What is to be changed in a template's tables, each a step of its own."""
    for table in root.iter(w("tbl")):
        owner = None
        for row in table.findall(w("tr")):
            loop = _LOOP.search("".join(text_of(cell) for cell in row.findall(w("tc"))))
            if loop is None:
                continue
            variable, name, kind = loop[1], loop[2].translate(QUOTES), loop[3]
            yield partial(_cells, row, variable, spanned=kind == SPANNED)
            if kind == "columns" and owner is None:
                owner = name
                yield partial(_grid, table, row, variable, f"{name}.columns")
        if owner is not None:
            yield from _sizes(table, owner, styles)


def _looped(row: Element) -> tuple[int, int]:
    """Where the tags stand between which a row's cells are repeated."""
    cells = row.findall(w("tc"))
    tags = [i for i, cell in enumerate(cells) if TAG_ALONE.search(text_of(cell)[:8])]
    first = next(i for i in tags if _LOOP.search(text_of(cells[i])))
    last = next((i for i in tags if i > first and "endfor" in text_of(cells[i])), len(cells) - 1)
    return first, last


def _cells(row: Element, variable: str, *, spanned: bool) -> None:
    """Let the cells between ``{%tc for %}`` and ``{%tc endfor %}`` take their width, and what they span."""
    first, last = _looped(row)
    for cell in row.findall(w("tc"))[first + 1 : last]:
        for preferred in cell.iter(w("tcW")):
            preferred.set(w("w"), f"{{{{ {variable}.width }}}}")
            preferred.set(w("type"), "dxa")
            if spanned:
                merge = etree.Element(w("vMerge"))
                merge.set(w("val"), f"{{{{ {variable}.merge }}}}")
                span = etree.Element(w("gridSpan"))
                span.set(w("val"), f"{{{{ {variable}.span }}}}")
                preferred.addnext(merge)
                preferred.addnext(span)


def _grid(table: Element, row: Element, variable: str, columns: str) -> None:
    """Let the grid have a column for each of the data's."""
    first, last = _looped(row)
    grid = table.find(w("tblGrid"))
    if grid is None:
        return
    after = len(row.findall(w("tc"))) - last - 1
    fixed = grid.findall(w("gridCol"))
    for looped in fixed[first : len(fixed) - after]:
        grid.remove(looped)
    repeated = etree.Element(w("gridCol"))
    repeated.set(w("w"), f"{{{{ {variable}.width }}}}")
    repeated.tail = "{% endfor %}"
    grid.insert(first, repeated)
    opening = f"{{% for {variable} in {columns} %}}"
    if first:
        grid[first - 1].tail = opening
    else:
        grid.text = opening


def _sizes(table: Element, owner: str, styles: Styles) -> Iterator[Edit]:
    """The styles of the table and its cells, chosen by the table's size."""
    chosen = [table.find(f"{w('tblPr')}/{w('tblStyle')}")]
    chosen += [p.find(f"{w('pPr')}/{w('pStyle')}") for p in table.iter(w("p"))]
    for style in chosen:
        if style is None or not styles.knows(style.get(w("val"))):
            continue
        smaller = styles.smaller(style.get(w("val")))
        if smaller:
            choice = "".join(
                f"'{name}' if {owner}.size == {size} else " for size, name in smaller.items()
            )
            yield partial(style.set, w("val"), f"{{{{ {choice}'{style.get(w('val'))}' }}}}")
