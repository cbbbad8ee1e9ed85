"""One property of a section becomes the elements of a w:sectPr."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from service.conformance.changes import Value
from service.conformance.fixing.element_order import put
from service.conformance.fixing.run_setting import set_switch
from service.conformance.word_document import Section
from service.docx.standard import twips
from service.docx.word_namespace import W

Setter = Callable[[Any, Value, Section], None]

#: Every attribute that the schema wants of w:pgMar, with the field of ``Section`` that it is.
_MARGINS: Final = {
    "top": "top_mm",
    "right": "right_mm",
    "bottom": "bottom_mm",
    "left": "left_mm",
    "header": "header_mm",
    "footer": "footer_mm",
    "gutter": "gutter_mm",
}
#: By the element, the attributes without which no length is set in it.
WANTED: Final = {"pgSz": ("w", "h"), "pgMar": tuple(_MARGINS)}


def _size(attribute: str) -> Setter:
    def set_size(properties: Any, value: Value, section: Section) -> None:
        element = put(properties, "pgSz")
        # The number by which a printer's driver knows its paper is that of the old size.
        element.attrib.pop(f"{W}code", None)
        for name, length in (("w", section.width_mm), ("h", section.height_mm)):
            if element.get(f"{W}{name}") is None:
                element.set(f"{W}{name}", str(twips(length)))
        element.set(f"{W}{attribute}", str(twips(float(value or 0))))

    return set_size


def _landscape(properties: Any, value: Value, _: Section) -> None:
    element = put(properties, "pgSz")
    if value:
        element.set(f"{W}orient", "landscape")
    else:
        element.attrib.pop(f"{W}orient", None)


def _margin(attribute: str) -> Setter:
    def set_margin(properties: Any, value: Value, section: Section) -> None:
        element = put(properties, "pgMar")
        for name, field in _MARGINS.items():
            if element.get(f"{W}{name}") is None:
                element.set(f"{W}{name}", str(twips(getattr(section, field))))
        element.set(f"{W}{attribute}", str(twips(float(value or 0))))

    return set_margin


def _title_page(properties: Any, value: Value, _: Section) -> None:
    set_switch(properties, "titlePg", bool(value))


def _first_number(properties: Any, value: Value, _: Section) -> None:
    element = put(properties, "pgNumType")
    if value is None:
        element.attrib.pop(f"{W}start", None)
    else:
        element.set(f"{W}start", str(value))


def _number_format(properties: Any, value: Value, _: Section) -> None:
    put(properties, "pgNumType").set(f"{W}fmt", str(value))


def _columns(properties: Any, value: Value, _: Section) -> None:
    put(properties, "cols").set(f"{W}num", str(value))


#: By the name of the field of ``Section``: what sets it, and the elements and attributes that it may touch.
SETTERS: Final[dict[str, tuple[Setter, tuple[str, ...]]]] = {
    "width_mm": (_size("w"), ("pgSz.w", "pgSz.code")),
    "height_mm": (_size("h"), ("pgSz.h", "pgSz.code")),
    "landscape": (_landscape, ("pgSz.orient",)),
    **{
        field: (_margin(attribute), (f"pgMar.{attribute}",))
        for attribute, field in _MARGINS.items()
    },
    "first_page_differs": (_title_page, ("titlePg",)),
    "first_page_number": (_first_number, ("pgNumType.start",)),
    "page_number_format": (_number_format, ("pgNumType.fmt",)),
    "columns": (_columns, ("cols.num",)),
}
