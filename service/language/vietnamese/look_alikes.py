"""Letters that look Vietnamese and are not: other alphabets, an Icelandic Ð, symbols of Word's own fonts.

They print as they look or as an empty box, and no search, register or comparison finds them.
"""

from __future__ import annotations

import re

#: Letters of other alphabets (Cyrillic, Greek, Icelandic, African) -> the Latin letter that they look like.
_LATIN = str.maketrans(
    "ÐðƉɖ"
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһ"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρ",
    "ĐđĐđ"
    "ABESIJKMHOPCTYXaesijopcyxdh"
    "ABEZHIKMNOPTYXoavp",
)  # fmt: skip
_ETH = "ÐðƉɖ"
_FOREIGN = "\u0370-\u03ff\u0400-\u052f"
#: One search decides for ordinary text.
SUSPECT = re.compile(f"[{_ETH}{_FOREIGN}]")
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN_LETTER = re.compile(f"[{_FOREIGN}]")

#: Bullets and arrows of Symbol and Wingdings, in Unicode's private area: what Word pastes for a list.
PRIVATE_BULLETS = (
    "\uf02d\uf06c\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0df\uf0e0\uf0e8\uf0f0\uf0fc"
)


def as_latin(text: str) -> str:
    """The text with look-alike letters as Vietnamese ones; words wholly of another alphabet stay.

    "Ðỗ Văn А" -> "Đỗ Văn A"; "Москва" stays.
    """
    if SUSPECT.search(text) is None:
        return text
    words = _WORD.findall(text)
    is_vietnamese = any(not _FOREIGN_LETTER.search(word) for word in words)

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        foreign = len(_FOREIGN_LETTER.findall(word))
        alone = foreign == len(word)
        # "А" alone among Vietnamese words is a look-alike, "Москва" is a name of its own.
        if alone and foreign and not (is_vietnamese and len(word) == 1):
            return word
        latin = word.translate(_LATIN)
        return word if _FOREIGN_LETTER.search(latin) else latin

    return _WORD.sub(replaced, text)
