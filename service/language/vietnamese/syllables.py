"""A word becomes the answer whether Vietnamese could have it; only this module knows the spelling rules.

Sounds, not a dictionary: every combination of first consonant, rhyme and tone that the spelling
allows counts, so names and rare words pass and foreign or garbled ones mostly do not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from service.language.vietnamese.text import VOWELS, toneless, tones


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ONSETS: Final = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
#: Every rhyme without its tone; the vowels of a rhyme are one to three, a consonant may close it.
_RHYMES: Final = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt uân uâng uât uây uê uêch uênh uơ
    uy uya uych uyên uyêt uynh uyt uyu uyp ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    """
)
_AFTER_QU: Final = _words(
    """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây âu
    e en eo et ep ê ên ênh êch êt êu i in it y yt ynh ych yên yêt ơ ơi ơn ôc
    """
)
#: The letters of "nghiêng"; longer words are answered, and kept out of the memory, at once.
_LONGEST: Final = 7
# y alone or with its coda is written after these only, or with no consonant before it.
_BEFORE_Y: Final = frozenset(["", "h", "k", "l", "m", "s", "t", "th", "v"])
_FRONT: Final = frozenset("eêiy")
_STOPS: Final = ("c", "p", "t", "ch")
_STOP_TONES: Final = (4, 5)
_OPEN_WITH_TWO_SPELLINGS: Final = frozenset(["oa", "oe", "uy"])
_MARKED_VOWELS: Final = frozenset("ăâêôơư")


def could_be_word(word: str) -> bool:
    """Whether ``word`` (NFC, letters only, any case) looks Vietnamese, small errors forgiven.

    A missing or misplaced tone and a wrong c/k, g/gh, i/y are forgiven: "tòan", "ngành", "qúy",
    "hôp", and one of the foreign letters f, j, w, z in front ("Zơ").
    """
    return len(word) <= _LONGEST and _looks_vietnamese(word.lower())


# Both are asked of the same few thousand syllables again and again.
@lru_cache(maxsize=4096)
def _looks_vietnamese(low: str) -> bool:
    low = low.replace("ð", "đ")
    marks = [tone for tone in tones(low) if tone]
    if len(marks) > 1:
        return False
    plain = toneless(low)
    return any(
        (not onset or onset in _ONSETS or onset in "fjwz") and _is_rhyme(onset, rhyme)
        for onset, rhyme in _splits(plain)
    )


def is_syllable(word: str) -> bool:
    """Whether ``word`` (NFC, letters only, any case) is spelled as a Vietnamese syllable must be."""
    return len(word) <= _LONGEST and _is_well_spelled(word.lower())


@lru_cache(maxsize=4096)
def _is_well_spelled(low: str) -> bool:
    marks = tones(low)
    marked = [place for place, tone in enumerate(marks) if tone]
    if len(marked) > 1:
        return False
    plain = toneless(low)
    tone = marks[marked[0]] if marked else 0
    for onset, rhyme in _splits(plain):
        if not _is_rhyme(onset, rhyme) or not _fits(onset, rhyme):
            continue
        if rhyme.endswith(_STOPS) and tone not in _STOP_TONES:
            continue
        # Counted from the rhyme's start: in "gì" it shares its i with the onset.
        if not marked or marked[0] - (len(plain) - len(rhyme)) in _tone_places(rhyme):
            return True
    return False


def _splits(plain: str) -> list[tuple[str, str]]:
    """Every way to take a first consonant of 0 to 3 letters off a word."""
    ways = [("", plain)] if plain[:1] in VOWELS else []
    ways += [(plain[:n], plain[n:]) for n in (1, 2, 3) if plain[:n] in _ONSETS or n == 1]
    if plain in ("gi", "gin"):
        # The i of "gì" and "gìn" is both the end of gi and the vowel.
        ways.append(("gi", plain[1:]))
    return ways


def _is_rhyme(onset: str, rhyme: str) -> bool:
    return rhyme in (_AFTER_QU if onset == "qu" else _RHYMES)


def _fits(onset: str, rhyme: str) -> bool:
    """The pairs that the spelling keeps apart: c/k/q, g/gh, ng/ngh, i/y."""
    front = rhyme[0] in _FRONT
    if rhyme == "uya" and onset not in ("kh", "th"):
        return False
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front
    if onset in ("", "qu"):
        return onset == "qu" or not rhyme.startswith("iê")
    if onset not in _ONSETS:
        return False
    return rhyme[0] != "y" or (onset in _BEFORE_Y and rhyme == "y")


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """The places in ``rhyme`` where its tone mark may stand."""
    vowels = len(rhyme.rstrip("cghmnpt"))
    marked = [place for place, letter in enumerate(rhyme[:vowels]) if letter in _MARKED_VOWELS]
    if marked:
        return (marked[-1],)
    if vowels == 1:
        return (0,)
    if vowels == 3:
        return (1,)
    if rhyme in _OPEN_WITH_TWO_SPELLINGS:
        return (0, 1)
    return (1,) if vowels < len(rhyme) else (0,)
