"""One line of legal bases becomes its parts: what is cited, when it was issued, and how it was mistyped.

Only this module knows how a basis is written (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, mục II.6.a):
kind, số, ký hiệu, ngày, cơ quan, trích yếu, and for a law its name and date alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from service.language import wording

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

SlipCode = Literal["date", "date_impossible", "date_missing", "blank", "number", "organ_missing"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One typing slip in ``line[start:end]``; ``mended`` is what belongs there, None when unsure."""

    code: SlipCode
    start: int
    end: int
    mended: str | None = None


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


@dataclass(frozen=True, slots=True)
class Basis:
    """One whole line: its citations in order, and every slip in it."""

    line: str
    citations: tuple[Citation, ...]
    slips: tuple[Slip, ...]

    @property
    def mended(self) -> str | None:
        """The line with every certain slip mended, or None when there is nothing certain to mend."""
        text, changed = self.line, False
        for slip in sorted(self.slips, key=lambda each: each.start, reverse=True):
            if slip.mended is not None:
                text, changed = text[: slip.start] + slip.mended + text[slip.end :], True
        return text if changed else None

    def first(self, *codes: SlipCode) -> Slip | None:
        """The first slip of one of these codes."""
        return next((slip for slip in self.slips if slip.code in codes), None)


_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_HEAD = re.compile(rf"\s*(?:căn cứ\s+(?:vào\s+)?)?(?P<kind>{_KIND})\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<word>\bsố\s*:?\s*)?(?<![\w/])"
    r"(?P<number>(?P<ordinal>[0-9]{1,6})\s?(?:(?P<year>/[0-9]{2,6})?\s?/\s?[A-ZĐ][\w.\-–]*|-[A-ZĐ]+/[A-ZĐ]+[\w\-]*))"
)
_DATE = re.compile(
    r"(?P<word>\bngày\s+)?(?<![\w/.\-])(?P<day>[0-9]{1,2})"
    r"(?:\s+tháng\s+(?P<month>[0-9]{1,2})\s*,?\s+năm\s+(?P<year>[0-9]{4})"
    r"|\s?(?P<mark>[/.\-])\s?(?P<m>[0-9]{1,2})\s?(?P=mark)\s?(?P<y>[0-9]{4}))(?![\w/])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s(?:năm\s+)?(?P<year>(?:19|20)[0-9]{2})\b(?!/)", re.IGNORECASE)
_MONTH_WITH_ZERO = re.compile(r"\btháng\s+0(?P<month>[3-9])(?![\w/])", re.IGNORECASE)
_BLANK = re.compile(
    r"\bsố\s*:?[\s.…_]*/|\bngày[\s.…_]+tháng\b(?:(?<!ngày tháng)|(?=\s+(?:năm\s+)?[0-9.…_]))|\bngày\s+[0-9]{1,2}\s+tháng[\s.…_]+năm\b"
    r"|\bngày[\s.…_]*[;,]?\s*$",
    re.IGNORECASE,
)
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


def parse(line: str) -> Basis:
    """Take one basis line apart; never fails: what is not understood yields a citation without a kind."""
    if len(line) > _LONGEST_LINE:
        return Basis(line, (), ())
    citations = tuple(_citation(line, start, end) for start, end in _pieces(line))
    slips = (*_date_slips(line), *_blank_slips(line), *_reference_slips(line, citations))
    return Basis(line, citations, tuple(sorted(slips, key=lambda each: each.start)))


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
    number = _number(line, kind, after, end)
    dated = _DATE.search(line, number.end() if number and kind not in LAWS else after, end)
    between = (
        line[number.end() : dated.start()]
        if number and dated and dated.start() > number.end()
        else ""
    )
    if dated and kind not in LAWS and _TITLE.search(between):
        dated, between = None, ""  # the date of an event that the title names
    issued = _as_date(dated) if dated else None
    tail_from = max([after, *(found.end() for found in (number, dated) if found)])
    tail = line[tail_from:end].strip(" ,")
    if kind in LAWS:
        year = _YEAR.search(line, after, end)
        marks = [found.start() for found in (number, dated, year) if found]
        title = line[after : min(marks, default=end)].strip(" ,") or tail
        return Citation(
            start, end, kind, number["number"] if number else "", issued,
            int(year["year"]) if year else None, "", title, tail,
        )  # fmt: skip
    organ, title = _organ_and_title(tail)
    if not organ and _ORGAN.match(between):
        organ = _ORGAN.sub("", between, count=1).strip(" ,")
    return Citation(
        start, end, kind, number["number"] if number else "", issued, None, organ, title, tail
    )


def _number(line: str, kind: str, after: int, end: int) -> re.Match[str] | None:
    """The number of a law may stand behind its name; any other number directly follows the kind."""
    found = _NUMBER.search(line, after, end)
    if found and kind not in LAWS and line[after : found.start()].strip():
        return None
    return found


def _organ_and_title(tail: str) -> tuple[str, str]:
    by = _ORGAN.match(tail)
    begins = _TITLE.search(tail, by.end() if by else 0)
    if by is None:
        return "", tail
    if begins is None:
        return tail[by.end() :].strip(" ,"), ""
    return tail[by.end() : begins.start()].strip(" ,"), tail[begins.start() :].strip(" ,")


def _as_date(found: re.Match[str]) -> date | None:
    try:
        return date(
            int(found["year"] or found["y"]), int(found["month"] or found["m"]), int(found["day"])
        )
    except ValueError:
        return None


def _date_slips(line: str) -> Iterator[Slip]:
    taken: list[tuple[int, int]] = []
    for found in _DATE.finditer(line):
        start, end = found.span()
        taken.append((start, end))
        on = _as_date(found)
        if on is None:
            yield Slip("date_impossible", start, end)
        elif found["mark"] or not found["word"] or _padding_is_wrong(found):
            yield Slip("date", start, end, wording.long_date(on))
    for found in _MONTH_WITH_ZERO.finditer(line):
        if not any(start <= found.start() < end for start, end in taken):
            yield Slip("date", *found.span(), f"tháng {found['month']}")


def _padding_is_wrong(found: re.Match[str]) -> bool:
    month = found["month"]
    return (
        len(found["day"]) == 1 or month in ("1", "2") or (month.startswith("0") and int(month) > 2)
    )


def _blank_slips(line: str) -> Iterator[Slip]:
    for found in _BLANK.finditer(line):
        yield Slip("blank", *found.span())


def _reference_slips(line: str, citations: tuple[Citation, ...]) -> Iterator[Slip]:
    """What is amiss in number, date and organ of each citation."""
    for each in citations:
        if each.is_law:
            if (
                each.issued is None
                and each.kind != "hien_phap"
                and not _DATE.search(line, each.start, each.end)
            ):
                yield Slip("date_missing", each.start, each.end)
            continue
        if not each.number:
            continue
        found = _NUMBER.search(line, each.start, each.end)
        if found is None:  # cannot be: the number came from there
            continue
        yield from _number_slips(found)
        rest = line[found.end() : each.end]
        if each.issued is None and not _DATE.match(rest.lstrip(" ,")) and not _BLANK.search(rest):
            yield Slip("date_missing", each.start, each.end)
        elif not each.organ and not _BLANK.search(rest):
            yield Slip("organ_missing", each.start, each.end)


def _number_slips(found: re.Match[str]) -> Iterator[Slip]:
    number, ordinal, year = found["number"], found["ordinal"], found["year"]
    if year and len(year) != 5:  # "/2020": a stroke and four figures
        yield Slip("number", *found.span("number"))
        return
    mended = re.sub(r"\s+", "", number).replace("–", "-").rstrip(".-")
    if ordinal.startswith("0") and len(ordinal) > 2:
        mended = f"{wording.two_digits(int(ordinal))}{mended[len(ordinal) :]}"
    if mended != number:
        yield Slip("number", *found.span("number"), mended)
    if not found["word"]:
        yield Slip("number", found.start("number"), found.start("number"), "số ")
