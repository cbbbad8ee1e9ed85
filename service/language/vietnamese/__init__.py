"""The Vietnamese language: letters, tones, numbers and old encodings, without any document.

Imports nothing of the service, uses no locale and no network. Every other module imports the names
from here; the modules below hold one subject each.
"""

from service.language.vietnamese.legacy import (
    Legacy,
    aligned,
    any_legacy,
    detect_legacy,
    in_unicode,
    is_image,
    to_unicode,
)
from service.language.vietnamese.legacy_fonts import encoding_of_font, has_only_capitals
from service.language.vietnamese.look_alikes import PRIVATE_BULLETS, SUSPECT, as_latin
from service.language.vietnamese.number_reading import number_of_words
from service.language.vietnamese.numbers import (
    LARGEST_IN_WORDS,
    LARGEST_ROMAN,
    POINT_LETTERS,
    format_number,
    money_words,
    number_words,
    point_letter,
    roman,
)
from service.language.vietnamese.similarity import edit_distance, is_within, nearest
from service.language.vietnamese.syllables import could_be_word, is_syllable
from service.language.vietnamese.text import (
    LETTER_OR_DIGIT,
    NEW_TONE_PLACE,
    OLD_TONE_PLACE,
    ascii_fold,
    fold_words,
    lower,
    nfc,
    skeleton,
    toneless,
    unify_tone_position,
    upper,
    with_new_tone_position,
)

__all__ = [
    "LARGEST_IN_WORDS",
    "LARGEST_ROMAN",
    "LETTER_OR_DIGIT",
    "NEW_TONE_PLACE",
    "OLD_TONE_PLACE",
    "POINT_LETTERS",
    "PRIVATE_BULLETS",
    "SUSPECT",
    "Legacy",
    "aligned",
    "any_legacy",
    "as_latin",
    "ascii_fold",
    "could_be_word",
    "detect_legacy",
    "edit_distance",
    "encoding_of_font",
    "fold_words",
    "format_number",
    "has_only_capitals",
    "in_unicode",
    "is_image",
    "is_syllable",
    "is_within",
    "lower",
    "money_words",
    "nearest",
    "nfc",
    "number_of_words",
    "number_words",
    "point_letter",
    "roman",
    "skeleton",
    "to_unicode",
    "toneless",
    "unify_tone_position",
    "upper",
    "with_new_tone_position",
]
