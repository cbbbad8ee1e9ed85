"""One property of letters becomes the elements of a w:rPr, as direct formatting, which wins over every style."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from service.conformance.changes import Value
from service.conformance.fixing.element_order import drop, put
from service.docx.standard import TWIPS_PER_PT
from service.docx.word_namespace import W

_THEME_FONTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_FONTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")


def _font(properties: Any, value: Value) -> None:
    fonts = put(properties, "rFonts")
    for name in _THEME_FONTS:
        fonts.attrib.pop(f"{W}{name}", None)
    for name in _FONTS:
        fonts.set(f"{W}{name}", str(value))


def _size(properties: Any, value: Value) -> None:
    half_points = str(round(float(value or 0) * 2))
    for name in ("sz", "szCs"):
        put(properties, name).set(f"{W}val", half_points)


def _switches(*names: str) -> Callable[[Any, Value], None]:
    def switch(properties: Any, value: Value) -> None:
        for name in names:
            set_switch(properties, name, bool(value))

    return switch


def set_switch(properties: Any, name: str, on: bool) -> None:
    """Write a switch so that no style can turn it the other way."""
    element = put(properties, name)
    if on:
        element.attrib.pop(f"{W}val", None)
    else:
        element.set(f"{W}val", "0")


def _underline(properties: Any, value: Value) -> None:
    element = put(properties, "u")
    element.set(f"{W}val", "single" if value else "none")


def _struck(properties: Any, value: Value) -> None:
    set_switch(properties, "strike", bool(value))
    if not value:
        drop(properties, "dstrike")


def _vertical(when: str) -> Callable[[Any, Value], None]:
    def set_vertical(properties: Any, value: Value) -> None:
        put(properties, "vertAlign").set(f"{W}val", when if value else "baseline")

    return set_vertical


def _colour(properties: Any, value: Value) -> None:
    element = put(properties, "color")
    for name in ("themeColor", "themeTint", "themeShade"):
        element.attrib.pop(f"{W}{name}", None)
    element.set(f"{W}val", str(value or "auto"))


def _highlight(properties: Any, value: Value) -> None:
    put(properties, "highlight").set(f"{W}val", "yellow" if value else "none")


def _spacing(properties: Any, value: Value) -> None:
    put(properties, "spacing").set(f"{W}val", str(round(float(value or 0) * TWIPS_PER_PT)))


def _scale(properties: Any, value: Value) -> None:
    put(properties, "w").set(f"{W}val", str(round(float(value or 100))))


def _language(properties: Any, value: Value) -> None:
    put(properties, "lang").set(f"{W}val", str(value))


#: By the name of the field of ``RunLook``: what sets it, and the elements that it may touch.
SETTERS: Final[dict[str, tuple[Callable[[Any, Value], None], tuple[str, ...]]]] = {
    "font": (_font, ("rFonts",)),
    "size_pt": (_size, ("sz", "szCs")),
    "bold": (_switches("b", "bCs"), ("b", "bCs")),
    "italic": (_switches("i", "iCs"), ("i", "iCs")),
    "underlined": (_underline, ("u",)),
    "capitals": (_switches("caps"), ("caps",)),
    "small_capitals": (_switches("smallCaps"), ("smallCaps",)),
    "struck": (_struck, ("strike", "dstrike")),
    "hidden": (_switches("vanish"), ("vanish",)),
    "raised": (_vertical("superscript"), ("vertAlign",)),
    "lowered": (_vertical("subscript"), ("vertAlign",)),
    "colour": (_colour, ("color",)),
    "highlighted": (_highlight, ("highlight",)),
    "spacing_pt": (_spacing, ("spacing",)),
    "scale_percent": (_scale, ("w",)),
    "language": (_language, ("lang",)),
}
