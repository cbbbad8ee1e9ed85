"""The signs of Word's symbol fonts, which live in a private area of Unicode, become ones that every font has."""

from __future__ import annotations

from typing import Final

from service.language import vietnamese

#: How the names of Word's symbol fonts begin, in small letters: in another font the same text is another text.
FONTS: Final = ("symbol", "wingdings", "webdings", "marlett")

_SIGNS = str.maketrans(
    dict.fromkeys(vietnamese.PRIVATE_BULLETS, "•")
    | {"\uf0e0": "→", "\uf0e8": "→", "\uf0f0": "→", "\uf0df": "←", "\uf0fc": "✓", "\uf02d": "-"}
)


def with_symbols(text: str) -> str:
    """A text in which the signs of symbol fonts are ones that every font has."""
    return text.translate(_SIGNS)
