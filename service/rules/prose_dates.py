"""Text rules about dates, times and ranges, which an official document writes out in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import Violation
from service.language import wording
from service.rules import violation_at
from service.rules.texts import WRITTEN, by_substitution, prose_rule

# Days that are called by their numbers ("ngày 30/4"): a name, not a date in short.
_HOLIDAYS: Final = frozenset(
    [
        "3/2",
        "27/2",
        "8/3",
        "26/3",
        "30/4",
        "1/5",
        "7/5",
        "19/5",
        "1/6",
        "5/6",
        "21/6",
        "27/7",
        "19/8",
        "2/9",
        "10/10",
        "20/10",
        "9/11",
        "20/11",
        "22/12",
    ]
)

# The two look-arounds keep fractions and numbers of documents ("30/2020/NĐ-CP") out.
_FULL_DATE = re.compile(
    r"(?P<day_word>[Nn]gày )?(?<![\d/.,\-])(?P<d>\d{1,2})(?P<mark>[/.\-])(?P<m>\d{1,2})(?P=mark)"
    r"(?P<y>(?:19|20)\d\d)(?![\d/\-]|\.\d)"
)
_DAY_AND_MONTH = re.compile(
    r"(?P<day_word>[Nn]gày )(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/\-.%]|,\d| (?:sở|tỉnh|xã|huyện)\b)"
)
_MONTH_AND_YEAR = re.compile(
    r"(?P<word>[Tt]háng )(?P<m>\d{1,2})[/\-](?P<y>(?:19|20)\d\d)(?![\d/\-])"
)
# Triggers begin with a few rare characters, so that a long text is searched at the speed of memory.
_ANY_SHORT_DATE = re.compile(r"[/.\-]\d")
_TWO_TWO_FOUR = re.compile(r"\d\d-\d\d-\d{4}")
_AFTER_NUMBER = re.compile(r"\b[Ss]ố:? ?$")


@prose_rule("short_date", roles=WRITTEN, trigger=_ANY_SHORT_DATE)
def short_date(text: str) -> Iterator[Violation]:
    """Ngày, tháng, năm trong văn bản ghi bằng chữ đầy đủ, ví dụ “ngày 19 tháng 6 năm 2015”, không
    ghi tắt 19/6/2015, ngày 01/7 hoặc tháng 7/2020 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b;
    cảnh báo). Số hiệu văn bản, phân số và ngày lễ gọi theo số như 30/4 thì không tính."""
    result = _FULL_DATE.sub(_full, text)
    result = _DAY_AND_MONTH.sub(_day_and_month, result)
    result = _MONTH_AND_YEAR.sub(_month_and_year, result)
    if result != text:
        yield violation_at(
            "",
            "Ngày tháng ghi tắt bằng dấu gạch; viết đầy đủ theo dạng “ngày 19 tháng 6 năm 2015”",
            result,
        )


def _full(match: re.Match[str]) -> str:
    day, month = int(match["d"]), int(match["m"])
    named = match["day_word"] is not None
    # Two figures, two and four between hyphens are a day as well; "2-9-1945" may be a name.
    is_date = named or match["mark"] == "/" or _TWO_TWO_FOUR.fullmatch(match[0])
    if not (_is_day(day, month) and is_date):
        return match[0]
    if _AFTER_NUMBER.search(match.string[max(0, match.start() - 6) : match.start()]):
        return match[0]
    word = match["day_word"] or "ngày "
    return f"{word}{wording.day_and_month(day, month)} năm {match['y']}"


def _day_and_month(match: re.Match[str]) -> str:
    day, month = int(match["d"]), int(match["m"])
    # With its year it is a date, also of a holiday.
    is_holiday = f"{day}/{month}" in _HOLIDAYS and not match.string.startswith(" năm ", match.end())
    if not _is_day(day, month) or is_holiday:
        return match[0]
    return f"{match['day_word']}{wording.day_and_month(day, month)}"


def _month_and_year(match: re.Match[str]) -> str:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return match[0]
    return f"{match['word']}{wording.month_number(month)} năm {match['y']}"


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 31)


# "mỗi tháng 03 buổi" and "6 tháng 03 ngày" are counts, so a month alone must be followed by a year.
_PADDING = re.compile(
    r"(?P<day>\b[Nn]gày )(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?!\d)"
    r"|\b(?P<word>[Tt]háng )(?:0(?P<alone>[3-9])|(?P<early>[12]))(?= năm (?:19|20)\d\d\b)"
)


@prose_rule("date_padding", roles=WRITTEN, literals=("háng ",), trigger=_PADDING)
def date_padding(text: str) -> Iterator[Violation]:
    """Ngày nhỏ hơn 10 và tháng 1, tháng 2 có thêm số 0 phía trước; các tháng khác thì không: viết “ngày 05
    tháng 3”, không viết “ngày 5 tháng 03” (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4.b; cảnh báo)."""

    def written(match: re.Match[str]) -> str:
        if match["alone"]:
            return f"{match['word']}{match['alone']}"
        if match["early"]:
            return f"{match['word']}0{match['early']}"
        day, month = int(match["d"]), int(match["m"])
        if not _is_day(day, month):
            return match[0]
        return f"{match['day']}{wording.day_and_month(day, month)}"

    yield from by_substitution(
        _PADDING,
        written,
        text,
        "Chỉ ngày nhỏ hơn 10 và tháng 1, tháng 2 có số 0 phía trước: sửa theo dạng “ngày 05 tháng 3”",
    )


_RANGE = re.compile(
    r"(?<=[\d%]) *[–—] *(?=\d)"
    r"|(?<=\b(?:19|20)\d\d)(?: -|- )(?=(?:19|20)\d\d\b)"
    r"|(?<=Độc lập) *[–—] *(?=Tự do)|(?<=Tự do) *[–—] *(?=Hạnh phúc)"
)


_ANY_RANGE = re.compile(r"[–—]|-(?:(?<! -) [12]\d|(?<= -)[12]\d)")


@prose_rule("range_dash", roles=WRITTEN, trigger=_ANY_RANGE)
def range_dash(text: str) -> Iterator[Violation]:
    """Khoảng thời gian, khoảng số và Tiêu ngữ dùng gạch nối có cách chữ hai bên, ví dụ “2015 - 2020”, không
    dùng gạch dài và không cách chữ một bên (cách viết của Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
    II.1.b và I.3; cảnh báo)."""
    yield from by_substitution(
        _RANGE, " - ", text, "Dùng gạch nối có cách chữ hai bên, theo dạng “2015 - 2020”"
    )


#: "8h30", "8 H 30", "14g00"; with a colon only behind a word of time: elsewhere it is a scale or a score.
_CLOCK = re.compile(
    r"(?<![\w.,/])(?P<h>[01]?\d|2[0-3])(?:h(?P<m>[0-5]\d)?|g(?P<gm>[0-5]\d)| ?[hHG] ?(?P<bm>[0-5]\d))"
    r"(?:'|ph?)?(?![\w'])(?!/24)"
    r"|(?P<when>\b(?:[Ll]úc|[Hh]ồi|[Tt]ừ|đến|[Tt]rước|[Ss]au|[Vv]ào) )(?P<ch>[01]?\d|2[0-3]):(?P<cm>[0-5]\d)(?![\d:%])"
)
_SCALE = re.compile(r"\b(?:tỷ|tỉ) (?:lệ|số)\b.{0,30}$")


@prose_rule(
    "clock",
    roles=WRITTEN,
    trigger=re.compile(r"\d[hgHG](?![^\W\d_])|\d [hH] ?\d|\d:\d"),
)
def clock(text: str) -> Iterator[Violation]:
    """Giờ ghi bằng chữ, ví dụ “8 giờ 30 phút”, không ghi 8h30, 8g30 hoặc lúc 8:30 (cách ghi của Nghị định
    30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9; cảnh báo)."""

    def written(match: re.Match[str]) -> str:
        if match["when"]:
            is_scale = _SCALE.search(match.string[max(0, match.start() - 40) : match.start()])
            return match[0] if is_scale else f"{match['when']}{_in_words(match['ch'], match['cm'])}"
        return _in_words(match["h"], match["m"] or match["gm"] or match["bm"])

    yield from by_substitution(_CLOCK, written, text, "Ghi giờ bằng chữ, theo dạng “8 giờ 30 phút”")


def _in_words(hour: str, minutes: str | None) -> str:
    return f"{int(hour)} giờ {minutes} phút" if minutes else f"{int(hour)} giờ"


_BLANK_DATE = re.compile(
    r"\bngày tháng (?:năm )?(?=\d)|\bngày \d{1,2} tháng năm (?=(?:19|20)\d\d)"
    r"|\b[Ss]ố:? ?(?:…+|\.{2,}|_+)? ?/(?=[A-ZĐ][A-Za-zĐđ]{1,4}-)"
    r"|\b(?:ngày|tháng|năm|[Ss]ố:?) ?(?:…+|\.{2,}|_{2,})(?=[\s/,.;)]|$)"
    r"|…{2,}|\.{4,}|…\.{2,}|_{3,}"
)


@prose_rule(
    "left_over_blank",
    roles=WRITTEN | {"recipient", "name"},
    literals=("ngày tháng", "tháng năm", "/", "…", "..", "__"),
    trigger=_BLANK_DATE,
)
def left_over_blank(text: str) -> Iterator[Violation]:
    """Chỗ để trống của mẫu chưa điền, ví dụ “số …/TTr”, “ngày … tháng … năm …” hoặc một dãy dấu chấm, phải
    được điền hoặc bỏ trước khi trình ký (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6.a và II.6.b
    yêu cầu ghi đủ số, ký hiệu, thời gian của văn bản viện dẫn; cảnh báo)."""
    if _BLANK_DATE.search(text):
        yield violation_at(
            "",
            "Còn chỗ trống chưa điền (số, ngày tháng hoặc dãy dấu chấm); điền đủ hoặc bỏ đi",
            None,
        )


DATE_RULES: Final = (short_date, date_padding, range_dash, clock, left_over_blank)
