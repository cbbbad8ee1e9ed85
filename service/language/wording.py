"""How an office writes: dates, numbers, counts, lines of lists, people and file names.

Knows the conventions of Phụ lục I of Nghị định 30/2020/NĐ-CP; the language itself is ``vietnamese``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from service.language import vietnamese
from service.language.partial_dates import PartialDate

#: A blank to be filled in by hand: no-break spaces keep their width and never break a line.
_NO_BREAK_SPACE = "\u00a0"
BLANK_NUMBER = _NO_BREAK_SPACE * 9
_BLANK_DAY = _NO_BREAK_SPACE * 7
BLANK_DATE = f"ngày{_BLANK_DAY}tháng{_BLANK_DAY}năm{_NO_BREAK_SPACE * 9}"

PRIORITIES = {"hoa_toc": "Hỏa tốc", "thuong_khan": "Thượng khẩn", "khan": "Khẩn"}
CIRCULATIONS = {"xem_xong_tra_lai": "Xem xong trả lại", "luu_hanh_noi_bo": "Lưu hành nội bộ"}


#: Capacities after whose abbreviation the one stands for whom is signed; "Q." is not one (II.7.b).
WITH_AUTHORITY = frozenset({"TM", "KT", "TL", "TUQ"})


# --- numbers and dates -------------------------------------------------------------------------


def two_digits(number: int) -> str:
    """A count as offices write it: below 10 with a leading zero (II.3.a)."""
    return f"{number:02d}"


def figures(number: int | float | Decimal) -> str:
    """1234567.5 -> "1.234.567,5"."""
    return vietnamese.format_number(number)


def money(amount: int) -> str:
    """A sum in figures and in words: "450.000 đồng (Bằng chữ: Bốn trăm năm mươi nghìn đồng)"."""
    return f"{figures(amount)} đồng (Bằng chữ: {vietnamese.money_words(amount)})"


def point(index: int) -> str:
    """ "a)"; "…)" where the letters have run out, which only a draft with that error shows."""
    known = index < len(vietnamese.POINT_LETTERS)
    return f"{vietnamese.point_letter(index) if known else '…'})"


def long_date(day: date) -> str:
    """ "ngày 01 tháng 7 năm 2020" (Phụ lục I, Phần I, Mục II.4.b)."""
    return f"ngày {day_and_month(day.day, day.month)} năm {day.year}"


def issue_date(day: date | PartialDate) -> str:
    """The same with blanks for the day, or for day and month, that are not known yet: "ngày       tháng 11 năm 2026"."""
    if not isinstance(day, PartialDate):
        return long_date(day)
    month = _BLANK_DAY if day.month is None else f" {month_number(day.month)} "
    return f"ngày{_BLANK_DAY}tháng{month}năm {day.year}"


def day_and_month(day: int, month: int) -> str:
    """ "01 tháng 7"."""
    return f"{two_digits(day)} tháng {month_number(month)}"


def month_number(month: int) -> str:
    """Months 1 and 2 with a leading zero, the others without (II.4.b)."""
    return two_digits(month) if month <= 2 else str(month)


def short_date(day: date) -> str:
    """ "01/07/2020": for messages only, never for the text of a document."""
    return f"{two_digits(day.day)}/{two_digits(day.month)}/{day.year}"


def time_and_date(moment: datetime) -> str:
    """ "8 giờ 00 phút, ngày 01 tháng 7 năm 2020", as Mẫu 1.9 writes it."""
    return f"{moment.hour} giờ {two_digits(moment.minute)} phút, {long_date(moment.date())}"


# --- the sheet's components --------------------------------------------------------------------


_CAPACITY = re.compile(r"^(?:(?:TM|KT|TL|TUQ|Q)\.\s*|(?:TM|KT|TUQ|QUYỀN)\s+)", re.IGNORECASE)


def without_capacity(text: str) -> str:
    """What a signer stands for, without a "TM." or "KT." that the clerk typed before it."""
    return _CAPACITY.sub("", text)


def list_line(text: str) -> str:
    """A line of a dashed list without the dash and the end mark that the service adds itself."""
    return without_end(without_bullet(text))


_BULLET = re.compile(
    r"(?:[-–—•*+▪▫●○◦■□➢➤✓✔→⇒·]+\s+"
    r"|[•▪▫●○◦■□➢➤✓✔⇒]\s*"
    r"|\(?(?:\d{1,2}|[a-zđ])\)\s*"
    r"|(?:\d{1,2}|[IVX]{1,5})[.)/]\s+"
    r"|[a-zđ][./]\s+"
    r"|(?:[IVX]{1,5}|[1-9]\d?)(?:\.[1-9]\d?)+[.)]?\s+(?=[^\W\d_a-z]))(?=\S)"
)


def without_bullet(text: str) -> str:
    """A line without the bullet or number that a clerk typed before it: the service sets its own dash."""
    return _without(_BULLET, text)


def _without(mark: re.Pattern[str], text: str) -> str:
    """A text without all marks of a kind at its beginning."""
    while found := mark.match(text):
        text = text[found.end() :]
    return text


# --- sentences ---------------------------------------------------------------------------------


def capitalised(text: str) -> str:
    """The first letter in capitals, the rest as typed."""
    return _capital(text[:1]) + text[1:]


#: Every row of a list begins with one of a few letters.
_capital: Final = lru_cache(maxsize=512)(vietnamese.upper)


def lowered(text: str) -> str:
    """The first letter small, as inside a sentence."""
    return vietnamese.lower(text[:1]) + text[1:]


def marked(text: str, mark: str) -> str:
    """A line of a list with its end mark, unless it ends in one of its own: "?", "!", "…", ":"."""
    return text if text.endswith(("?", "!", "…", ":", "...")) else text + mark


def with_end(text: str, mark: str) -> str:
    """A text with an end mark, unless one was typed."""
    return marked(text, "" if text.endswith((".", ";", ",")) else mark)


def closed(lines: Iterable[str], *, keep_own_marks: bool = False) -> list[str]:
    """The lines of a list, each ended by ";" and the last by "."; some may keep a mark of their own."""
    listed = list(lines)
    ends = [";"] * (len(listed) - 1) + ["."]
    write = marked if keep_own_marks else _ended_once
    return [write(line, end) for line, end in zip(listed, ends, strict=False)]


def _ended_once(text: str, mark: str) -> str:
    """A line with its end mark; the full stop of an abbreviation ends a sentence too."""
    return text if mark == "." and text.endswith(".") else text + mark


def enumerated(names: Iterable[str]) -> str:
    """ "A, B và C"."""
    listed = list(names)
    return ", ".join(listed[:-1]) + " và " + listed[-1] if len(listed) > 1 else "".join(listed)


def counted(pairs: Iterable[tuple[int, str]]) -> str:
    """ "02 tập thể và 07 cá nhân"; kinds that nobody is in are left out."""
    return enumerated(f"{two_digits(count)} {name}" for count, name in pairs if count)


def named(who: Mapping[str, Any]) -> str:
    """ "đồng chí Thái Phúc Sơn"."""
    return " ".join(filter(None, (who.get("honorific"), who.get("full_name"))))


def person(who: Mapping[str, Any]) -> str:
    """ "đồng chí Thái Phúc Sơn, Giám đốc Sở, Sở Ngoại vụ": whatever of it is known, in that order."""
    return ", ".join(filter(None, (named(who), who.get("position"), who.get("organ_name"))))


def ended(text: str) -> str:
    """A text that ends a document: its own full stop or semicolon gives way to "./."."""
    if text.endswith("./."):
        return text
    bare = without_end(text)
    return bare + ("/." if bare.endswith(".") else "./.")


_ENDS = (".", ";", ",", " ", "\n")
_END = re.compile(
    r"(?:\./\.|[ ;,]|(?<![.\s])(?<!\.[^\W\d_])(?<!\.[^\W\d_]{2})"
    r"(?<!\bCo)(?<!\bLtd)(?<!\bInc)(?<!\bCorp)\.)+$"
)


def without_end(text: str) -> str:
    """A clause to which the sentence's own end mark is added; "v.v.", "Co., Ltd." and "…" keep their dots."""
    # Most end with a letter, which is seen faster than looked for.
    return _END.sub("", text) if text.endswith(_ENDS) else text


_HAND_NUMBER = re.compile(
    r"(?:[Pp]hần (?:thứ \w+|[IVX]+)\s*[:.]?\s+"
    r"|[IVX]{1,6}(?:\s*[.):](?:\s+|(?![IVX]))|\s*/\s+|\s+[-–]\s+)"
    r"|\(\s*(?:\d{1,2}|[a-zđ]|[IVX]{1,5})\s*\)\s*"
    r"|\d{1,2}(?:\.\d{1,2})*\s*(?:[.)]\s*|/\s*)"
    r"|(?:[IVX]{1,5}|\d{1,2})(?:\.\d{1,2})+\s+(?=[^\W\d_a-zà-ỹ])"
    r"|[a-zđ]\s*[)/]\s*|[a-zđ]\.\s+|[•*+▪●➢–—-]\s+)(?=[^\W\d])"
)


def without_number(heading: str) -> str:
    """A heading without the numbering a clerk typed by hand: the service numbers headings itself."""
    bare = _without(_HAND_NUMBER, heading)
    return heading if bare == heading else capitalised(bare)


# --- file names --------------------------------------------------------------------------------

_LONGEST_SUBJECT = 60


def file_names(
    number: int | None,
    notation: str,
    subject: str,
    day: date | PartialDate | None,
    extension: str = "docx",
) -> tuple[str, str]:
    """The name a browser saves under, with tone marks and in plain ASCII.

    "15-QĐ-SNgV - Về việc tặng Giấy khen - 2020-07-01.docx"; "du-thao" while there is no number.
    """
    head = f"{two_digits(number)}-{notation}" if number else f"du-thao-{notation}"
    parts = [head, _shortened(subject), day.isoformat() if day else ""]
    full = " - ".join(
        filter(None, (re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "-", part).strip(" .-") for part in parts))
    )
    plain = re.sub(r"[^A-Za-z0-9]+", "-", vietnamese.ascii_fold(full)).strip("-")
    return f"{full}.{extension}", f"{plain or 'van-ban'}.{extension}"


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_SUBJECT:
        return text
    return text[: _LONGEST_SUBJECT + 1].rsplit(" ", 1)[0][:_LONGEST_SUBJECT]
