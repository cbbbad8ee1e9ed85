"""Text in an encoding from before Unicode becomes Unicode; only this module knows the old tables.

TCVN3 (ABC) and VNI-Windows put Vietnamese letters on the codes of Western European ones, so the text
shows as "§ång chÝ" or "ñoàng chí"; UTF-8 read as Windows-1252 (or 1258) shows as "Ä‘á»“ng chÃ­".
Nothing in a text says which it is: what decides is that its words are no Vietnamese syllables as
they stand and become such when decoded. Both functions want the text as it arrived: TCVN3 writes ư
as a soft hyphen (U+00AD), and a no-break space may be half of a letter in UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from service.language.vietnamese.mojibake import UTF8_LETTER, from_mojibake
from service.language.vietnamese.syllables import could_be_word, is_syllable
from service.language.vietnamese.text import lower, nfc, upper

Legacy: TypeAlias = Literal["tcvn3", "vni", "mojibake"]

_TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_TCVN3_TABLE: Final = str.maketrans(_TCVN3)
_VNI_PAIRS: Final = (
    "á=aù à=aø ả=aû ã=aõ ạ=aï ă=aê ắ=aé ằ=aè ẳ=aú ẵ=aü ặ=aë â=aâ ấ=aá ầ=aà ẩ=aå ẫ=aã ậ=aä đ=ñ "
    "é=eù è=eø ẻ=eû ẽ=eõ ẹ=eï ê=eâ ế=eá ề=eà ể=eå ễ=eã ệ=eä í=í ì=ì ỉ=æ ĩ=ó ị=ò "
    "ó=où ò=oø ỏ=oû õ=oõ ọ=oï ô=oâ ố=oá ồ=oà ổ=oå ỗ=oã ộ=oä ơ=ô ớ=ôù ờ=ôø ở=ôû ỡ=ôõ ợ=ôï "
    "ú=uù ù=uø ủ=uû ũ=uõ ụ=uï ư=ö ứ=öù ừ=öø ử=öû ữ=öõ ự=öï ý=yù ỳ=yø ỷ=yû ỹ=yõ ỵ=î"
)
_VNI_SMALL: Final = {typed: letter for letter, typed in re.findall(r"(\S)=(\S+)", _VNI_PAIRS)}
#: The case of the letter decides; its mark may be of either case ("AÙnh" and "Aùnh" both occur).
_VNI: Final = (
    _VNI_SMALL
    | {typed[0] + typed[1:].upper(): letter for typed, letter in _VNI_SMALL.items()}
    | {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in _VNI_SMALL.items()}
    | {typed.upper(): letter.upper() for typed, letter in _VNI_SMALL.items()}
)
_VNI_PIECE: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))

#: Letters that only Unicode has. Most values end their examination here. Ă is left out: code page 1258 shows it for Ã.
_UNICODE_LETTER: Final = re.compile("[ăđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
#: A line with letters beyond ASCII, but none that only Unicode has.
_WITHOUT_UNICODE_LETTER: Final = re.compile(
    "^[\x00-\x09\x0b-\x7f]*[^\x00-\x7făđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9][^\năđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]*$",
    re.MULTILINE,
)
_UNICODE_LETTER_OR_A_BREVE: Final = re.compile("[ĂăđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
#: What no Vietnamese word in Unicode holds and old encodings are full of.
_RARE: Final = re.compile("[¡-©ª-®µ-¹»-¾Ä-ÇËÎ-ÑÖ-ØÛÜÞßä-çëîïðñö-øûüþ]")
_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")
_WORD: Final = re.compile("[A-Za-z¡-®µ-¹»-¾À-ɏ\u1ea0-\u1ef9]+")
_NO_WORD: Final = re.compile("[^A-Za-z¡-®µ-¹»-¾À-ɏ\u1ea0-\u1ef9]+")
_SIGNS: Final = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾×÷"
_IN_CAPITALS: Final = re.compile("[A-Z][¡-þ]*[A-Z]")
_SMALL: Final = re.compile("[a-z]")
# "m×n", "a·b" and "µm", "£m" are formulas, units and sums, though they decode to "mìn", "àm", "Êm".
_FORMULA: Final = re.compile("[A-Za-z][×÷·][A-Za-z]|[µ¢£¤¥¦].{1,2}")
#: Signs that stay when they stand alone or at a figure: "§ 5", "«…»", a bullet.
_LONE_SIGN: Final = re.compile("[¡¢£¤¥¦§©«¬®¶·»¼½¾×÷]")
# "§inh", "®ang": nobody writes these signs against a word that they do not belong to.
_GLUED_D: Final = re.compile("[§®][A-Za-zµ-þ]{2}")
# A sign that other languages and footnotes never put behind a consonant.
_SURE_PAIR: Final = re.compile("[b-dghk-np-tvx][µ¶·¸¨©¬]|[§®][µ-¹À-þ]")
#: Words of other languages that one could read as VNI or TCVN3; alone they prove nothing.
_FOREIGN: Final = frozenset(
    re.findall(r"\S+", "thaï haï laïc loïc caïn maï taï aïn vaï où aún mãe lång gång sång län hän")
)


@dataclass(slots=True)
class _Tally:
    """How the doubtful words of a text read in one encoding."""

    evidence: set[str]
    neutral: int = 0
    against: int = 0


def detect_legacy(text: str) -> Legacy | None:
    """The old encoding that ``text`` is in, or None; made to be asked of every value.

    A text of which only some words are in an old encoding is reported too.
    """
    if text.isascii():
        return None
    mixed = _UNICODE_LETTER.search(text) is not None
    if mixed and _RARE.search(text) is None:
        return None
    if not mixed and from_mojibake(text) is not None:
        return "mojibake"
    doubtful = _RARE.search if mixed else _NOT_ASCII.search
    if all(_is_natural(word) for word in _WORD.findall(text) if doubtful(word)):
        return None
    return _weigh(text, mixed or "Ă" in text)


def any_legacy(texts: Collection[str]) -> bool:
    """Whether ``detect_legacy`` has something to say of any of many texts; mostly one look is enough."""
    joined = "\n".join(texts)
    if _RARE.search(joined) is not None:
        return any(map(detect_legacy, texts))
    # What holds a letter of Unicode's own is sound then.
    doubtful = "\n".join(_WITHOUT_UNICODE_LETTER.findall(joined))
    if UTF8_LETTER.search(doubtful) is None:
        words = {*_WORD.findall(doubtful)}
        if all(_is_natural(word) for word in words if not word.isascii()):
            return False
    return any(map(detect_legacy, doubtful.split("\n")))


def to_unicode(text: str, encoding: Legacy) -> str:
    """``text`` in Unicode (NFC). Words that are Unicode already, and what has no reading, stay.

    TCVN3 capitals lose their case (the fonts of capitals sit on small letters); it is restored
    where a word's plain letters are all capitals.
    """
    if encoding == "mojibake":
        return from_mojibake(text) or text
    return nfc("".join(letter for _, letter in aligned(text, encoding)))


def aligned(text: str, encoding: Legacy, *, in_its_font: bool = False) -> Iterator[tuple[str, str]]:
    """Each letter as it is typed, in one code or in two, beside the letter in Unicode; what stays is its own.

    ``in_its_font``: every code is shown by a font of the encoding, so no word and no sign stays but those of a text that is
    Unicode all the same.
    """
    stays = _staying(text, encoding, in_its_font)
    recase = _lost_case(text) if encoding == "tcvn3" else str
    end = 0
    for found in _WORD.finditer(text):
        start = found.start()
        yield from ((code, code) for code in text[end:start])
        end = found.end()
        word = found.group()
        if stays(found):
            yield from ((code, code) for code in word)
        else:
            pieces = list(_pieces(word, encoding))
            letters = recase("".join(letter for _, letter in pieces))
            yield from ((typed, letters[at]) for at, (typed, _) in enumerate(pieces))
    yield from ((code, code) for code in text[end:])


def is_image(text: str, other: str, encoding: Legacy) -> bool:
    """Whether each word of ``other`` is that of ``text``, as it stands or as the table has it; capitals count as small letters."""
    words, others = (_NO_WORD.split(one) for one in (text, other))
    return (
        _WORD.sub("", text) == _WORD.sub("", other)
        and len(words) == len(others)
        and all(
            lower(new) in (lower(old), lower(_decode(old, encoding)))
            for old, new in zip(words, others, strict=True)
        )
    )


def _staying(text: str, encoding: Legacy, in_its_font: bool) -> Callable[[re.Match[str]], bool]:
    """Which words of a text are none of the encoding."""
    mixed = _UNICODE_LETTER_OR_A_BREVE.search(text) is not None

    def stays(found: re.Match[str]) -> bool:
        word = found.group()
        if word.isascii() or (_LONE_SIGN.fullmatch(word) and not _is_one_letter_word(found)):
            return True
        return mixed and not _is_foreign_to_unicode(word, encoding)

    if not in_its_font or mixed:
        return stays
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    is_unicode = all(map(could_be_word, words)) and not all(
        is_syllable(_decode(word, encoding)) for word in words
    )
    return lambda _: is_unicode


def in_unicode(text: str) -> str:
    """``text`` in Unicode, whatever it is in: for words that are only compared, never for a value to print."""
    encoding = detect_legacy(text)
    return text if encoding is None else to_unicode(text, encoding)


def _is_one_letter_word(found: re.Match[str]) -> bool:
    """Whether a sign alone is a letter: « without a » is "ô", and "®)" is point "đ)"."""
    text, start, end = found.string, found.start(), found.end()
    if found.group() == "«":
        return "»" not in text
    return found.group() == "®" and text[end : end + 1] == ")" and text[start - 1 : start] != "("


def _lost_case(text: str) -> Callable[[str], str]:
    """How a word of this text gets its capitals back."""
    words = _WORD.findall(text)
    if any(_IN_CAPITALS.search(word) for word in words) and not _SMALL.search(text):
        return upper
    # A name: every word that can show a capital does, so "¸nh" beside them is "Ánh".
    initials = [word[0] for word in words if word[0].isascii() or word[0] in "¡¢£¤¥¦§"]
    if len(initials) > 1 and not any(initial.islower() for initial in initials):
        return _capitalised
    return _word_in_capitals


def _word_in_capitals(word: str) -> str:
    plain = [letter for letter in word if letter.isascii()]
    return upper(word) if len(plain) > 1 and all(map(str.isupper, plain)) else word


def _capitalised(word: str) -> str:
    return _word_in_capitals(word[0].upper() + word[1:])


def _is_foreign_to_unicode(word: str, encoding: Legacy) -> bool:
    """Whether a word beside Unicode ones is in the old encoding."""
    if _UNICODE_LETTER_OR_A_BREVE.search(word) or could_be_word(word):
        return False
    return is_syllable(_decode(word, encoding))


def _decode(word: str, encoding: Legacy) -> str:
    if encoding == "vni":
        return _VNI_PIECE.sub(lambda piece: _VNI[piece.group()], word)
    return word.translate(_TCVN3_TABLE)


def _pieces(word: str, encoding: Legacy) -> Iterator[tuple[str, str]]:
    """The letters of a word, typed and decoded; what has no reading letter by letter."""
    if encoding != "vni":
        yield from zip(word, word.translate(_TCVN3_TABLE), strict=True)
        return
    for found in re.finditer(f"{_VNI_PIECE.pattern}|.", word):
        yield found.group(), _VNI.get(found.group(), found.group())


def _is_natural(word: str) -> bool:
    """Whether a word may well be Unicode: Vietnamese but for signs around it, or just signs."""
    if _GLUED_D.match(word):
        return False
    bare = word.strip(_SIGNS)
    return not bare or could_be_word(bare) or bare.lower() in _FOREIGN


def _weigh(text: str, mixed: bool) -> Legacy | None:
    # VNI stands first and wins a tie: "cuûa" is "của" rather than "cuỷa".
    tallies: dict[Legacy, _Tally] = {"vni": _Tally(set()), "tcvn3": _Tally(set())}
    plain_words = []
    for word in _doubtful_words(text, mixed):
        if word.isascii():
            plain_words.append(word)
            continue
        natural = _is_natural(word)
        if natural and mixed:
            continue
        for encoding, tally in tallies.items():
            if is_syllable(_decode(word, encoding)):
                if natural:
                    tally.neutral += 1
                else:
                    tally.evidence.add(word.lower())
            elif not word.strip(_SIGNS).isascii():
                tally.against += 1
    best = max(tallies, key=lambda encoding: len(tallies[encoding].evidence))
    return best if _is_proved(tallies[best], plain_words, mixed) else None


def _doubtful_words(text: str, mixed: bool) -> Iterator[str]:
    """The words to judge; what stands at a figure, in a formula or quoted is left out."""
    quoting = "«" in text and "»" in text
    for found in _WORD.finditer(text):
        word = found.group()
        start, end = found.span()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        if len(word) == 1 or before.isdigit() or after.isdigit() or _FORMULA.fullmatch(word):
            continue
        if quoting and (word[0] in "«»" or word[-1] in "«»"):
            continue
        # "Xôa-thi" is how Vietnamese writes a foreign name; old encodings show in other letters too.
        if "-" in (before, after) and not word.isascii() and _RARE.search(word) is None:
            continue
        if not (mixed and _UNICODE_LETTER_OR_A_BREVE.search(word)):
            yield word


def _is_proved(tally: _Tally, plain_words: list[str], mixed: bool) -> bool:
    evidence = tally.evidence
    if not evidence or tally.against * 4 > len(evidence) + tally.neutral:
        return False
    others = [word for word in plain_words if not word.isupper()]
    strangers = sum(not is_syllable(word) for word in others)
    if len(evidence) > 1:
        return strangers <= 2 * len(evidence)
    # One odd word is evidence only in Vietnamese company, and a very short one only if it has any.
    (only,) = evidence
    if strangers:
        return False
    if mixed:
        return len(only) > 2 and _RARE.search(only) is not None
    return len(only) > 2 or bool(others) or _SURE_PAIR.fullmatch(only) is not None
