"""A w:sectPr becomes a Section: its sheet, and the headers and footers in effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from service.conformance.reading.declared import is_on
from service.conformance.reading.measures import integer, millimetres
from service.conformance.reading.package import Relation
from service.conformance.word_document import Section
from service.docx.word_namespace import W

_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: What counts where a document does not say: Word's own.
_PAGE_TWIPS: Final = ("12240", "15840")
_MARGIN_TWIPS: Final = {"top": "1440", "bottom": "1440", "left": "1440", "right": "1440", "gutter": "0", "header": "720", "footer": "720"}  # fmt: skip


def read(nodes: Sequence[Any], relations: Mapping[str, Relation]) -> tuple[Section, ...]:
    """The sections in their order; a header that one does not name is that of the section before."""
    found: list[Section] = []
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    for node in nodes:
        headers = {**headers, **_named(node, "headerReference", relations)}
        footers = {**footers, **_named(node, "footerReference", relations)}
        found.append(_section(node, headers, footers))
    return tuple(found)


def _section(node: Any, headers: dict[str, str], footers: dict[str, str]) -> Section:
    page, margins = node.find(f"{W}pgSz"), node.find(f"{W}pgMar")
    numbers, columns = node.find(f"{W}pgNumType"), node.find(f"{W}cols")
    first = node.find(f"{W}titlePg")
    break_type = node.find(f"{W}type")
    width, height = (
        _length(page, name, twips) for name, twips in zip(("w", "h"), _PAGE_TWIPS, strict=True)
    )
    margin = {f"{name}_mm": _length(margins, name, twips) for name, twips in _MARGIN_TWIPS.items()}
    return Section(
        width_mm=width,
        height_mm=height,
        landscape=page is not None and page.get(f"{W}orient") == "landscape",
        **margin,
        first_page_differs=first is not None and is_on(first),
        first_page_number=None if numbers is None else integer(numbers.get(f"{W}start")),
        page_number_format="decimal" if numbers is None else numbers.get(f"{W}fmt", "decimal"),
        columns=1 if columns is None else integer(columns.get(f"{W}num")) or 1,
        headers=headers,
        footers=footers,
        break_type="nextPage" if break_type is None else break_type.get(f"{W}val", "nextPage"),
        element=node,
    )


def _length(node: Any | None, name: str, otherwise: str) -> float:
    found = None if node is None else millimetres(node.get(f"{W}{name}"))
    if found is None:
        found = millimetres(otherwise)
    return found or 0.0


def _named(node: Any, element: str, relations: Mapping[str, Relation]) -> dict[str, str]:
    found = {}
    for reference in node.findall(f"{W}{element}"):
        relation = relations.get(reference.get(_ID, ""))
        if relation is not None:
            found[reference.get(f"{W}type", "default")] = relation.target
    return found
