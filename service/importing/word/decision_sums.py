"""The sums of a decision's articles: so much for each kind of recipient or for one by name, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.importing import list_headings
from service.importing.word.decision_awards import KnownAwards
from service.importing.word.sentence_pieces import Piece
from service.language import typed_text
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind

_SUM = r"(?P<sum>\d{1,3}(?:\.\d{3})+|\d{5,9})\s*(?:đồng|đ)\b"
_ANY = re.compile(_SUM)
_KIND = rf"(?P<kind>{'|'.join(kind.words for kind in RECIPIENT_KINDS)})\b"
#: "900.000 đồng cho mỗi tập thể", else "mỗi tập thể 900.000 đồng": never both, or a sum would be given to the one beside it.
_SUMS = (
    re.compile(
        rf"{_SUM}\s*(?:\([^()]{{0,120}}\)\s*)?(?:cho|đối với|/)\s*(?:mỗi\s+|\d{{1,4}}\s+)?{_KIND}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_KIND}(?:(?!\bvà\b)[^.;\d]){{0,60}}?{_SUM}", re.IGNORECASE),
)
_ONE_SUM = re.compile(rf"thưởng\b[^.;\d]{{0,80}}?{_SUM}", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:từ|tại|bằng|do)\s+(?P<source>(?:nguồn|quỹ|kinh phí|ngân sách|dự toán)\b[^.;]{3,250})",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"(?:\d{1,2}[.)]\s*|[-+]\s*)?Tổng (?:số tiền|cộng|số)\b", re.IGNORECASE)


def read(text: str, awards: KnownAwards, award: str = "") -> Iterator[Piece]:
    """The sums of an award (of the only one, where the text stands in none), and where the money comes from."""
    there = [award] if award else [f"/awards/{number}" for number in awards.indices()]
    if len(there) == 1 and not is_total(text):
        yield from _of_recipients(text, there[0], awards)
    source = _SOURCE.search(text) if "thưởng" in text.lower() else None
    if source and awards.value("/bonus_source") is None:
        words = source["source"].rstrip(" ,./")
        start = source.start("source")
        yield Piece(start, start + len(words), "/bonus_source", "Nguồn tiền thưởng")


def is_total(text: str) -> bool:
    """Whether a line says what all sums come to."""
    return _TOTAL.match(text) is not None


_MULTIPLE = re.compile(r"\blần (?:mức )?lương", re.IGNORECASE)


def says_another_sum(text: str, awards: KnownAwards) -> bool:
    """Whether a text speaks of money, and not only of sums that rows of the lists have."""
    rows = [row for number in awards.indices() for row in awards.rows(f"/awards/{number}")]
    given = {awards.value(f"{row}/bonus") for row in rows}
    unknown = _ANY.sub(
        lambda found: "" if typed_text.read_money(found["sum"]) in given else found[0], text
    )
    return list_headings.says_a_sum(unknown) or _MULTIPLE.search(unknown) is not None


def is_known(text: str, awards: KnownAwards) -> bool:
    """Whether a line says sums that all rows of the lists said already."""
    rows = [row for number in awards.indices() for row in awards.rows(f"/awards/{number}")]
    known = bool(rows) and all(awards.value(f"{row}/bonus") is not None for row in rows)
    return known and _ANY.search(text) is not None


def _of_recipients(text: str, award: str, awards: KnownAwards) -> Iterator[Piece]:
    named = awards.named_in(text, award)
    if named:
        # A sum for several by name would have to be given to each of them, and of several sums ("mỗi cá nhân 500.000
        # đồng; riêng ông A 1.000.000 đồng") it is not certain which is whose: that is for the clerk.
        sums = [*_ANY.finditer(text)]
        pointer = f"{named[0]}/bonus"
        if len(named) == len(sums) == 1 and awards.value(pointer) is None:
            yield _piece(sums[0], pointer)
        return
    said: dict[str, Piece] = {}
    for pattern in _SUMS:
        for found in pattern.finditer(text):
            kind = next(k for k in RECIPIENT_KINDS if k.words == found["kind"].lower())
            if _is_open(award, kind, awards):
                said.setdefault(kind.key, _piece(found, f"{award}/bonus/{kind.key}"))
        if said:
            yield from said.values()
            return
    yield from _of_the_only_one(text, award, awards)


def _of_the_only_one(text: str, award: str, awards: KnownAwards) -> Iterator[Piece]:
    found = _ONE_SUM.search(text)
    for kind in RECIPIENT_KINDS:
        alone = len(awards.rows(award)) == len(awards.rows(award, kind.rows)) == 1
        if found and alone and _is_open(award, kind, awards):
            yield _piece(found, f"{award}/bonus/{kind.key}")


def _is_open(award: str, kind: RecipientKind, awards: KnownAwards) -> bool:
    """Whether a sum for this kind is wanted: the award has such recipients, and none a sum of their own."""
    known = awards.value(f"{award}/bonus/{kind.key}") is not None
    return bool(awards.rows(award, kind.rows)) and not known and not awards.has_sums(award)


def _piece(found: re.Match[str], pointer: str) -> Piece:
    return Piece(*found.span("sum"), pointer, "Tiền thưởng", typed_text.read_money(found["sum"]))
