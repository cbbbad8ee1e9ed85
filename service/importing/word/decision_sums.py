"""The sums of a decision's articles: so much for each kind of recipient or for one by name, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.importing import list_headings
from service.importing.word.decision_awards import KnownAwards
from service.importing.word.sentence_pieces import Piece
from service.language import typed_text, vietnamese
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind

_SUM = r"(?P<sum>\d{1,3}(?:\.\d{3})+|\d{5,9})\s*(?:đồng|đ)\b"
_ANY = re.compile(_SUM)
_KINDS = "|".join(kind.words for kind in RECIPIENT_KINDS)
_KIND = rf"(?P<kind>{_KINDS})\b"
_COUNTED = r"(?:(?P<count>\d{1,4}|mỗi|từng|các|những|tất cả|toàn bộ)\s+)"
#: Of these it is not certain whether a sum is for each or for all of them together.
_ALL = frozenset({"các", "những", "tất cả", "toàn bộ"})
_FOR_EACH = re.compile(r"\b(?:mức|mỗi|từng)\b", re.IGNORECASE)
#: "900.000 đồng cho mỗi tập thể", else "mỗi tập thể 900.000 đồng": never both, or a sum would be given to the one beside it.
_SUMS = (
    re.compile(
        rf"{_SUM}\s*(?:\([^()]{{0,120}}\)\s*)?(?:cho|đối với|/)\s*{_COUNTED}?{_KIND}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_COUNTED}?{_KIND}(?:(?!\bvà\b|\b(?:{_KINDS})\b)[^.;\d]){{0,60}}?{_SUM}(?P<each>\s*/)?",
        re.IGNORECASE,
    ),
)
_ONE_SUM = re.compile(rf"thưởng\b[^.;\d]{{0,80}}?{_SUM}", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:từ|tại|bằng|do)\s+(?P<source>(?:nguồn|quỹ|kinh phí|ngân sách|dự toán)\b[^.;]{3,250})",
    re.IGNORECASE,
)
_SAYS_TOTAL = re.compile(r"\btổng\b", re.IGNORECASE)
_CALLED_WORDS = re.compile(r"^\W*(?:(?:viết )?bằng chữ\W*|số tiền\W*)+|[\s./]+$", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"{_SUM}(?:\s*/\s*\w+(?: \w+)?)?\s*(?:\((?P<bracket>[^()]{{5,150}})\)|[,;]?\s*bằng chữ\s*:?\s*(?P<behind>[^().,;]{{5,150}}))",
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


def differs_in_words(text: str, start: int = 0) -> bool:
    """Whether the first sum from a place on is another one in the words behind it: "1.000.000 đồng (Hai triệu đồng)"."""
    found = _ANY.search(text, start)
    said = _IN_WORDS.match(text, found.start()) if found else None
    words = _of_words(said["bracket"] or said["behind"]) if said else None
    return bool(said) and words not in (None, typed_text.read_money(said["sum"] if said else ""))


def _of_words(text: str) -> int | None:
    return vietnamese.number_of_words(_CALLED_WORDS.sub("", text))


def is_total(text: str) -> bool:
    """Whether a line says what all sums come to."""
    return _TOTAL.match(text) is not None


_MULTIPLE = re.compile(r"\blần (?:mức )?lương", re.IGNORECASE)


def says_another_sum(text: str, awards: KnownAwards) -> bool:
    """Whether a text speaks of money, and not only of sums that were taken, or of what these come to."""
    given = awards.sums().union(awards.totals() if _SAYS_TOTAL.search(text) else ())
    unknown = _ANY.sub(
        lambda found: "" if typed_text.read_money(found["sum"]) in given else found[0], text
    )
    return list_headings.says_a_sum(unknown) or _MULTIPLE.search(unknown) is not None


def is_wrong_total(text: str, awards: KnownAwards) -> bool:
    """Whether a line says that all sums come to something else; a total of one kind is not compared."""
    is_of_all = re.search(rf"\b(?:{_KINDS})\b", text, re.IGNORECASE) is None
    return is_of_all and bool(awards.totals()) and says_another_sum(text, awards)


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
            if _may_be_of_all(text, found, len(awards.rows(award, kind.rows))):
                return
            if _is_open(award, kind, awards):
                said.setdefault(kind.key, _piece(found, f"{award}/bonus/{kind.key}"))
        if said:
            yield from said.values()
            return
    yield from _of_the_only_one(text, award, awards)


def _may_be_of_all(text: str, found: re.Match[str], recipients: int) -> bool:
    """ "1.000.000 đồng cho 02 cá nhân", which each or both may get."""
    count = (found["count"] or "").lower()
    several = count in _ALL or (count.isdecimal() and int(count) > 1)
    lead = text[: found.start()].rpartition(".")[2]
    each = found.groupdict().get("each") or _FOR_EACH.search(lead + found[0])
    return several and recipients != 1 and not each


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
