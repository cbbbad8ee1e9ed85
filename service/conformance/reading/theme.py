"""The theme of a document: which fonts and colours its names stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from service.docx.word_namespace import A

_STRICT_A: Final = "{http://purl.oclc.org/ooxml/drawingml/main}"
#: What styles call the colours of a theme, and what the theme calls them.
_COLOURS: Final = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts by the first word of their name ("minor"), colours ("RRGGBB") by their name in the theme."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any | None) -> Theme:
        """From the root of ``theme1.xml``; without one nothing is named."""
        if root is None:
            return cls()
        a = _STRICT_A if root.tag.startswith(_STRICT_A) else A
        fonts = {}
        for kind in ("major", "minor"):
            latin = root.find(f".//{a}{kind}Font/{a}latin")
            if latin is not None and latin.get("typeface"):
                fonts[kind] = latin.get("typeface")
        scheme = root.find(f".//{a}clrScheme")
        colours = {}
        for node in () if scheme is None else scheme:
            for colour in node:
                value = colour.get("lastClr") or colour.get("val", "")
                colours[str(node.tag).rpartition("}")[2]] = value.upper()
        return cls(fonts, colours)

    def font(self, name: str | None) -> str | None:
        """ "minorHAnsi" -> "Calibri"; None for none. Fonts of Asian and of complex scripts are none of Vietnamese."""
        if not name or not name.endswith(("HAnsi", "Ascii")):
            return None
        return self.fonts.get(name[:5])

    def colour(self, name: str | None) -> str | None:
        """ "accent1" -> "4472C4"; None for none."""
        return self.colours.get(_COLOURS.get(name, name)) if name else None
