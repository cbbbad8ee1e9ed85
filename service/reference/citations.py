"""The parser of a line of legal bases: which texts it cites, by number, date, organ and title.

A basis is written as Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a says: kind, số, ký hiệu, ngày,
cơ quan, trích yếu, and for a law its name and date alone. How a line departs from that: ``basis_form``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

KINDS = {
    "hiến pháp": "hien_phap",
    "bộ luật": "bo_luat",
    "luật": "luat",
    "pháp lệnh": "phap_lenh",
    "nghị định": "nghi_dinh",
    "thông tư liên tịch": "thong_tu_lien_tich",
    "thông tư": "thong_tu",
    "nghị quyết liên tịch": "nghi_quyet_lien_tich",
    "nghị quyết": "nghi_quyet",
    "quyết định": "quyet_dinh",
    "chỉ thị": "chi_thi",
    "kết luận": "ket_luan",
    "quy định": "quy_dinh",
    "quy chế": "quy_che",
    "hướng dẫn": "huong_dan",
    "kế hoạch": "ke_hoach",
    "chương trình": "chuong_trinh",
    "đề án": "de_an",
    "báo cáo": "bao_cao",
    "biên bản": "bien_ban",
    "tờ trình": "to_trinh",
    "thông báo": "thong_bao",
    "công văn": "cong_van",
    "công điện": "cong_dien",
}
#: Cited by name and date alone (Phụ lục I, mục II.6.a).
LAWS = frozenset({"hien_phap", "bo_luat", "luat", "phap_lenh"})


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited text: ``line[start:end]`` taken apart; a part that is not there is "" or None.

    ``kind`` is a value of ``KINDS`` or ""; ``number`` is số, ký hiệu as typed; ``tail`` is all that
    follows number and date, ``organ`` and ``title`` are its two parts.
    """

    start: int
    end: int
    kind: str = ""
    number: str = ""
    issued: date | None = None
    year: int | None = None
    organ: str = ""
    title: str = ""
    tail: str = ""

    @property
    def is_law(self) -> bool:
        """True for what is cited without a number."""
        return self.kind in LAWS

    @property
    def key(self) -> str:
        """The number in the form in which numbers are compared; "" without one."""
        return number_key(self.number)

    @property
    def is_of_another_kind(self) -> bool:
        """Whether the number carries the letters of another kind of text: "Thông tư số 15/2025/NĐ-CP"."""
        found = _LETTERS.match(self.key)
        # A dispatch carries the letters of the office that wrote it, which may be any.
        if found is None or self.kind not in _KIND_LETTERS:
            return False
        return found["kind"] in _ALL_LETTERS and found["kind"] not in _KIND_LETTERS[self.kind]


#: The letters of a kind of text in its number (Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I, and those of the State's norms).
_KIND_LETTERS = {
    "nghi_dinh": ("NĐ",),
    "thong_tu": ("TT",),
    "thong_tu_lien_tich": ("TTLT", "TT"),
    "nghi_quyet": ("NQ",),
    "nghi_quyet_lien_tich": ("NQLT", "NQ"),
    "quyet_dinh": ("QĐ",),
    "chi_thi": ("CT",),
    "ke_hoach": ("KH",),
    "chuong_trinh": ("CTR",),
    "bao_cao": ("BC",),
    "bien_ban": ("BB",),
    "to_trinh": ("TTR",),
    "thong_bao": ("TB",),
    "huong_dan": ("HD",),
    "ket_luan": ("KL",),
}
_ALL_LETTERS = frozenset(letters for listed in _KIND_LETTERS.values() for letters in listed)
_LETTERS = re.compile(r"\d+(?:/\d{4})?[/-](?P<kind>[A-ZĐ]+)[-/]")


_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_HEAD = re.compile(rf"\s*(?:căn cứ\s+(?:vào\s+)?)?(?P<kind>{_KIND})\b", re.IGNORECASE)
#: A number as typed, with the word before it.
NUMBER = re.compile(
    r"(?P<word>\bsố\s*:?\s*)?(?<![\w/])"
    r"(?P<number>(?P<ordinal>[0-9]{1,6})\s?(?:(?P<year>/[0-9]{2,6})?\s?/\s?[A-ZĐ][\w.\-–]*|-[A-ZĐ]+/[A-ZĐ]+[\w\-]*))"
)
#: A date as typed, in words or with marks; ``as_date`` reads it.
DATE = re.compile(
    r"(?P<word>\bngày\s+)?(?<![\w/.\-])(?P<day>[0-9]{1,2})"
    r"(?:\s+tháng\s+(?P<month>[0-9]{1,2})\s*,?\s+năm\s+(?P<year>[0-9]{4})"
    r"|\s?(?P<mark>[/.\-])\s?(?P<m>[0-9]{1,2})\s?(?P=mark)\s?(?P<y>[0-9]{4}))(?![\w/])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s(?:năm\s+)?(?P<year>(?:19|20)[0-9]{2})\b(?!/)", re.IGNORECASE)
# Two laws in one line: the first one's date (or year) ends just before the second one's name.
_NEXT_LAW = re.compile(
    r"(?<=[0-9]{4})\s*(?:[,;]\s*và\s+|[,;]\s*|\s+và\s+)(?=(?:bộ luật|luật|pháp lệnh)\b)",
    re.IGNORECASE,
)
_ORGAN = re.compile(r"[\s,(]*\b(?:của|do)\s+", re.IGNORECASE)
_TITLE = re.compile(
    r"\b(?:quy định|quy chế|hướng dẫn|ban hành|sửa đổi|bổ sung|bãi bỏ|thay thế|về|v/v|phê duyệt|thành lập"
    r"|kiện toàn|giao|công nhận|tổ chức thực hiện|triển khai|phát động|đề nghị|tổng kết|sơ kết|đẩy mạnh"
    r"|tăng cường|công bố|phân cấp|phân công)\b",
    re.IGNORECASE,
)
_OLD_TONES = tuple(
    (new, old)
    for vowels, tones in (("oa", "òóỏõọ"), ("oe", "òóỏõọ"), ("uy", "ùúủũụ"))
    for new, old in (
        (vowels[0] + accented, tone + vowels[1])
        for tone, accented in zip(
            tones, {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}[vowels[1]], strict=True
        )
    )
)
_NOT_A_WORD = re.compile(r"[\W_]+")
_LONGEST_LINE = 1_500  # characters; beyond it no basis is a basis, and the checks stay cheap


def parse(line: str) -> tuple[Citation, ...]:
    """What a line cites, in order; what is not understood is a citation without a kind, a line too long none."""
    if len(line) > _LONGEST_LINE:
        return ()
    return tuple(_citation(line, start, end) for start, end in _pieces(line))


def not_cited(lines: Iterable[str], cited: Iterable[str]) -> list[str]:
    """The lines without the texts that the ``cited`` lines, or those before them, name in the same words."""
    named = {fold(piece) for line in cited for piece in _cites(line)}
    found = []
    for line in lines:
        new = [piece for piece in _cites(line) if fold(piece) not in named]
        named.update(map(fold, new))
        if len(new) == len(_cites(line)):
            found.append(line)
        else:
            found += [f"Căn cứ {piece}" for piece in new]
    return found


def _cites(line: str) -> list[str]:
    return [line[cited.start : cited.end] for cited in parse(line)]


def number_key(number: str) -> str:
    """The form in which two numbers are compared: capitals, plain hyphens, no blanks or leading zeros."""
    return (
        re.sub(r"\s+", "", number)
        .replace("–", "-")
        .replace("Ð", "Đ")
        .rstrip(".-")
        .lstrip("0")
        .upper()
    )


def fold(text: str) -> str:
    """Text for comparison: small letters, one way of placing tones (ủy, hòa), words and single blanks only."""
    small = text.casefold()
    for new, old in _OLD_TONES:
        small = small.replace(new, old)
    return _NOT_A_WORD.sub(" ", small).strip()


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    head, start = _HEAD.match(line), 0
    end = len(line.rstrip(" ;.,\t"))
    if head and KINDS[head["kind"].lower()] in LAWS:
        start = head.start("kind")
        for gap in _NEXT_LAW.finditer(line, 0, end):
            yield start, gap.start()
            start = gap.end()
    elif head:
        start = head.start("kind")
    yield start, max(start, end)


def _citation(line: str, start: int, end: int) -> Citation:
    head = _HEAD.match(line, start, end)
    if head is None:
        return Citation(start, end)
    kind, after = KINDS[head["kind"].lower()], head.end()
    if kind in LAWS:
        return _law(line, Citation(start, end, kind), after)
    number = _number(line, after, end)
    dated = DATE.search(line, number.end() if number else after, end)
    between = line[number.end() : dated.start()] if number and dated else ""
    if _TITLE.search(between):
        dated, between = None, ""  # the date of an event that the title names
    tail = _tail(line, after, end, number, dated)
    organ, title = _organ_and_title(tail)
    if not organ and _ORGAN.match(between):
        organ = _ORGAN.sub("", between, count=1).strip(" ,")
    issued = as_date(dated) if dated else None
    return Citation(
        start, end, kind, number["number"] if number else "", issued, None, organ, title, tail
    )


def _law(line: str, law: Citation, after: int) -> Citation:
    """A law: its name stands before its date, and before a number that it should not have."""
    number, dated, year = (
        pattern.search(line, after, law.end) for pattern in (NUMBER, DATE, _YEAR)
    )
    ends = [found.start() for found in (number, dated, year) if found]
    tail = _tail(line, after, law.end, number, dated)
    return replace(
        law,
        number=number["number"] if number else "",
        issued=as_date(dated) if dated else None,
        year=int(year["year"]) if year else None,
        title=line[after : min(ends, default=law.end)].strip(" ,") or tail,
        tail=tail,
    )


def _tail(line: str, after: int, end: int, *parts: re.Match[str] | None) -> str:
    """What follows number and date."""
    return line[max([after, *(part.end() for part in parts if part)]) : end].strip(" ,")


def _number(line: str, after: int, end: int) -> re.Match[str] | None:
    """The number, which directly follows the kind."""
    found = NUMBER.search(line, after, end)
    return None if found and line[after : found.start()].strip() else found


def _organ_and_title(tail: str) -> tuple[str, str]:
    by = _ORGAN.match(tail)
    begins = _TITLE.search(tail, by.end() if by else 0)
    if by is None:
        return "", tail
    if begins is None:
        return tail[by.end() :].strip(" ,"), ""
    return tail[by.end() : begins.start()].strip(" ,"), tail[begins.start() :].strip(" ,")


def as_date(found: re.Match[str]) -> date | None:
    """The day of a match of ``DATE``; None for one that no calendar has."""
    try:
        return date(
            int(found["year"] or found["y"]), int(found["month"] or found["m"]), int(found["day"])
        )
    except ValueError:
        return None
