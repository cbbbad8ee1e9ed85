"""What the words of a row say it is: a repeated header, a total, a note, a foot, the rest of the row above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from service.importing import list_headings, value_shapes, vocabulary
from service.language import name_words, vietnamese
from service.language.vietnamese import fold_words
from service.workbook.values import CellValue, text

_COLUMN_NUMBER: Final = re.compile(r"\(?\d{1,2}\)?|\(?[A-Z]\)?|\(?\d=.*")
_DATE_LINE: Final = re.compile(r"(?:.* )?ngay(?: [0-9]+)? thang(?: [0-9]+)? nam(?: [0-9]+)?")
#: What a total may say besides: "Cộng (I)", "Tổng cộng toàn trường", "Tổng số người: 02 (hai) đồng chí", "Tổng tiền thưởng".
_TOTAL_REST: Final = re.compile(
    r"(?: (?:muc|phan|nhom|trang|toan(?: [a-z]+){1,2}|[ivx]{1,4}|[a-d]))*"
    r"(?: (?:so nguoi|so luong|danh sach|kinh phi|so tien|tien thuong|tien))?"
    r"(?: ?(?:la|co|gom))?(?: ?[0-9. ]+)?"
    r"(?: ?(?:nguoi|tap the|ca nhan|ho gia dinh|ho|dong chi|d c|dai bieu|don vi|dong|danh sach|[0-9]+"
    r"|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|tram|linh|le|tu|lam))*"
)
_COUNT_IN_TOTAL: Final = re.compile(r"(?<![\d.,])0*(\d{1,5})(?![\d.,]*\d)(?!\s*(?:đồng|đ\b))")
#: A number of somebody, which is a count whatever else is said: "Cộng trang 1: 12 người".
_COUNTED: Final = re.compile(
    r"(?<![\d.,])0*(\d{1,5})\s*(?:\([^()]*\)\s*)?(?:người|đồng chí|đ/c|cá nhân|tập thể|hộ|đại biểu|đơn vị)\b",
    re.IGNORECASE,
)
#: A paper that a line between the rows speaks of: "Bổ sung theo Công văn số 12/CV-VP".
_CITES: Final = re.compile(r"\bsố:?\s*\d+\w*\s*/", re.IGNORECASE)
_NOTE_END: Final = re.compile(r":|\s[–-]\s")


def numbers_columns(texts: Sequence[str]) -> bool:
    """ "(1) | (2) | A | B": the row below the headers that numbers the columns."""
    return len(texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, texts))


def repeats_header(filled: Mapping[int, CellValue], headers: Mapping[int, str]) -> bool:
    same = [
        column
        for column, value in filled.items()
        if fold_words(text(value)) == fold_words(headers.get(column, ""))
    ]
    return len(same) >= 2 and len(same) * 2 > len(filled)


def is_total(values: Iterable[CellValue]) -> bool:
    """Whether the first cell with letters says "Tổng cộng", and of what and how many at most."""
    return bool(_total(next(filter(_has_letters, map(text, values)), "")))


def _has_letters(typed: str) -> bool:
    return re.search(r"[^\W\d_]", typed) is not None


def _total(typed: str) -> Literal["", "count", "more"]:
    """Whether a text is a total: one that says only how many, or more than that."""
    words = fold_words(typed)
    for total in sorted(vocabulary.load().of("total_words"), key=len, reverse=True):
        if words == total or words.startswith(total + " "):
            if _TOTAL_REST.fullmatch(words[len(total) :]):
                return "count"
            rest = re.sub(rf"^\W*\w+(?:\W+\w+){{{total.count(' ')}}}", "", typed).lstrip()
            return "more" if _says_of_what(vietnamese.lower(typed), total, rest) else ""
    return ""


def _says_of_what(typed: str, total: str, rest: str) -> bool:
    """ "Tổng số …", "Cộng: …", "Cộng Phòng Ngân sách"; "Tổng Công ty", "Cộng đoàn" are names."""
    if rest.startswith(":") or typed.lstrip("*-+ ").startswith(("tổng cộng ", "tổng số ")):
        return True
    return total == "cong" and rest[:1].isupper() and name_words.is_unit_name(rest)


def count_of_total(filled: Mapping[int, CellValue], counting: set[int]) -> int | None:
    """The count of a total's row: in its words, or a whole number in one of the ``counting`` columns."""
    texts = [value for value in filled.values() if isinstance(value, str) and _has_letters(value)]
    for pattern, said in (
        (_COUNTED, texts),
        (_COUNT_IN_TOTAL, [typed for typed in texts if _total(typed) == "count"]),
    ):
        found = next(filter(None, map(pattern.search, said)), None)
        if found:
            return int(found[1])
    numbers = (value_shapes.running_number(v) for c, v in filled.items() if c in counting)
    return next((number for number in numbers if number is not None), None)


def continues_above(values: Sequence[CellValue]) -> bool:
    """ "(Phó Bí thư chi bộ)" alone below a name."""
    first = text(values[0]).strip()[:1] if len(values) == 1 else ""
    return bool(first) and (first in "(-–+" or first.islower())


def announced_count(texts: Iterable[str]) -> int | None:
    counts = map(list_headings.announced_count, texts)
    return next((count for count in counts if count is not None), None)


def is_title(texts: Sequence[str]) -> bool:
    """ "DANH SÁCH CÁ NHÂN" alone: what stands below it is a list of its own."""
    return len(texts) == 1 and _begins("title_words", fold_words(texts[0]))


def is_note(typed: str) -> bool:
    return _begins("note_words", fold_words(typed))


def calls_itself_a_note(typed: str) -> bool:
    """ "Ghi chú: …", "* Lưu ý (1): …": a note, whatever stands beside it."""
    found = _NOTE_END.search(typed)
    return found is not None and is_note(typed[: found.start()])


def is_remark(typed: str) -> bool:
    """A line in place of a name that is certainly none: a note, words in brackets, a paper, what is said to somebody."""
    typed = typed.strip()
    if calls_itself_a_note(typed) or (typed.startswith("(") and typed.endswith(")")):
        return True
    if name_words.is_person_name(typed) or name_words.is_unit_name(typed):
        return False
    ends_like_none = typed.endswith((":", "!", "?"))
    return ends_like_none or name_words.is_remark(typed) or _CITES.search(typed) is not None


def is_signature(typed: str) -> bool:
    """ "Người lập biểu", "TM. HỘI ĐỒNG": words that are no name and no position of anybody in a list."""
    return _begins("foot_words", fold_words(typed)) and not name_words.is_unit_name(typed)


def is_foot(typed: str) -> bool:
    """Words of a signature block, of a date line, of who made the list."""
    words = fold_words(typed)
    if words in vocabulary.load().of("signature_words") or _DATE_LINE.fullmatch(words):
        return True
    spaced = re.sub(r"^(t) ?(m|l|uq) |^(k) ?(t) ", lambda m: m[0].replace(" ", "") + " ", words)
    return _begins("foot_words", spaced)


def _begins(group: str, words: str) -> bool:
    return any(
        words == word or words.startswith(word + " ") for word in vocabulary.load().of(group)
    )
