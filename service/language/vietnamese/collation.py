"""A Vietnamese text becomes a sort key; only this module knows the order of letters and tones.

The order of CLDR's ``vi``: the letters decide first (a ă â b c d đ e ê …), the tones only between
equal letters (ngang, huyền, hỏi, ngã, sắc, nặng). Case and the old or new place of a tone do not count.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from service.language.vietnamese.text import LETTERS, skeleton, toneless, tones

#: The letters of each word, then the tones of each word.
WordKey: TypeAlias = tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]
#: Given name, surname, middle names.
NameKey: TypeAlias = tuple[WordKey, WordKey, WordKey]

# Signs and digits come before a, other scripts after z.
_RANK: Final = {letter: ord("a") + place for place, letter in enumerate(LETTERS)}
_BEYOND: Final = len(LETTERS)


def word_collation_key(text: str) -> WordKey:
    """The key of a text sorted as it is read, word after word: units, titles, places."""
    return _key(skeleton(text).split())


def collation_key(name: str) -> NameKey:
    """The key of a personal name: by the given name (last word), then surname, then middle names.

    "Nguyễn Văn Tiến" < "Nguyễn Văn Tình" < "Lê Tịnh"; one word alone is a given name.
    """
    words = skeleton(name).split()
    return _key(words[-1:]), _key(words[:1] if len(words) > 1 else []), _key(words[1:-1])


def _key(words: list[str]) -> WordKey:
    return (
        tuple(tuple(_rank(letter) for letter in toneless(word)) for word in words),
        tuple(tones(word) for word in words),
    )


def _rank(letter: str) -> int:
    known = _RANK.get(letter)
    if known is not None:
        return known
    return ord(letter) if ord(letter) < ord("a") else ord(letter) + _BEYOND
