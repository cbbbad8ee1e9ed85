"""The fonts from before Unicode, by their names: which encoding their letters are in, and whether they have capitals only."""

from __future__ import annotations

from typing import Final

from service.language.vietnamese.legacy import Legacy

_TCVN3: Final = (".vn", "tcvn")
_VNI: Final = "vni"


def encoding_of_font(font: str) -> Legacy | None:
    """ ".VnTime" -> "tcvn3", "VNI-Times" -> "vni"; None for a font of Unicode."""
    name = font.strip().lower()
    if name.startswith(_TCVN3):
        return "tcvn3"
    return "vni" if name.startswith(_VNI) else None


def has_only_capitals(font: str) -> bool:
    """Whether a font draws capitals on the codes of small letters: ".VnTimeH"."""
    name = font.strip()
    return name.lower().startswith(_TCVN3) and name.endswith("H")
