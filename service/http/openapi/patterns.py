"""What a field accepts becomes patterns in the regular expressions that ECMAScript, Python and Rust share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.schema import fields, text_cleaning
from service.schema.fields import LATEST_YEAR, OLDEST_YEAR


def _escaped(characters: str) -> str:
    """The inside of a character class with everything unprintable written as an escape.

    Surrogates are left out: no UTF-8 holds them, and half of the world's engines refuse them.
    """
    kept = characters.replace("\ud800-\udfff", "")
    return "".join(sign if " " < sign < "\x7f" else f"\\u{ord(sign):04x}" for sign in kept)


_REFUSED = _escaped(text_cleaning.REFUSED.pattern[1:-1])
_EMPTY = _escaped(
    f" \n\r\u2028\u2029{text_cleaning.BLANKS}{text_cleaning.REMOVED}{text_cleaning.JOINER}"
)
BLANK = f"^[{_EMPTY}]*$"
TEXT = f"^[^{_REFUSED}]*$"
SOMETHING = f"^[^{_REFUSED}]*[^{_REFUSED}{_EMPTY}][^{_REFUSED}]*$"

_MONTH_AND_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"


def text(field: fields.Text) -> str:
    """The pattern of a line or paragraph; raises ValueError for one that other engines misread."""
    if field.pattern is None:
        return SOMETHING if field.required else TEXT
    own = field.pattern[0].pattern
    if re.search(r"\\[wWpPAZ]|\(\?[^:]", own):
        raise ValueError(f"the pattern of “{field.label}” means something else outside Python")
    return f"^(?:{own})$" if field.required else f"^(?:{own})?$"


def digits(field: fields.Integer) -> str:
    """The pattern of a number's digits as a string, with as many zeros in front as wanted."""
    most, within = str(field.most or ""), "[0-9]+"
    if field.least == 1 and set(most) == {"9"}:
        within = f"0*[1-9][0-9]{{0,{len(most) - 1}}}"
    return f"^{within}$" if field.required else f"^(?:{within}|[{_EMPTY}]*)$"


def day() -> str:
    """The pattern of a date; ``format`` says that it must exist."""
    return f"^(?:{_years()})-{_MONTH_AND_DAY}$"


def month_or_year() -> str:
    """The pattern of a date without its day, or of a year alone."""
    return f"^(?:{_years()})(?:-(?:0[1-9]|1[0-2]))?$"


def moment() -> str:
    """The pattern of a date with a time."""
    return f"^(?:{_years()})-{_MONTH_AND_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]$"


def _years() -> str:
    """The years a date may have, as alternatives: whole centuries and decades, then single years."""
    return "|".join(_spans(OLDEST_YEAR, LATEST_YEAR))


def _spans(first: int, last: int) -> Iterator[str]:
    year = first
    while year <= last:
        size = next(n for n in (100, 10, 1) if year % n == 0 and year + n - 1 <= last)
        yield str(year)[: 5 - len(str(size))] + "[0-9]" * (len(str(size)) - 1)
        year += size
