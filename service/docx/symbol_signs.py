"""The signs of Word's symbol fonts, which live in a private area of Unicode, become ones that every font has."""

from __future__ import annotations

from service.language import vietnamese

_SIGNS = str.maketrans(
    dict.fromkeys(vietnamese.PRIVATE_BULLETS, "•")
    | {"\uf0e0": "→", "\uf0e8": "→", "\uf0f0": "→", "\uf0df": "←", "\uf0fc": "✓", "\uf02d": "-"}
)


def with_symbols(text: str) -> str:
    """A text in which the signs of symbol fonts are ones that every font has."""
    return text.translate(_SIGNS)
