"""The three kinds of recipient of an award: what the law, the tables of bonuses and the input call them."""

from __future__ import annotations

from typing import Final, NamedTuple


class RecipientKind(NamedTuple):
    """``key`` names the kind in bonuses and coefficients, ``rows`` its list in an award, ``words`` in Vietnamese.

    ``name`` is the field of a row that holds its name, ``unit`` the one that distinguishes namesakes.
    """

    key: str
    rows: str
    words: str
    name: str
    unit: str


RECIPIENT_KINDS: Final = (
    RecipientKind("collective", "collectives", "tập thể", "name", "organ_name"),
    RecipientKind("individual", "individuals", "cá nhân", "full_name", "organ_name"),
    RecipientKind("household", "households", "hộ gia đình", "full_name", "address"),
)
#: Given as the bonus of an award, it stands for the sums that the decree gives.
STATUTORY: Final = "statutory"
WORDS: Final = {kind.key: kind.words for kind in RECIPIENT_KINDS}
