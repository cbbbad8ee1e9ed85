"""Lines that speak of the rows below them: titles of a list, headings between its rows.

A heading may carry a kind ("II. CÁ NHÂN: 01 đồng chí"), a form ("I. CHIẾN SĨ THI ĐUA CƠ SỞ"), a unit
("I | Phòng Tổ chức cán bộ") and a count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.importing import value_shapes, vocabulary
from service.importing.targets import Target, kind_of, named_by
from service.language import name_words, vietnamese
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet
from service.workbook.values import CellValue

_NUMERAL = re.compile(
    r"\s*(?:(?P<roman>[IVXL]{1,6})|(?P<letter>[A-HĐ])|(?P<arabic>\d{1,2}))\s*[.)/:–-]+\s*(?=\D)"
    r"|\s*(?P<bare>[IVX]{1,5})\s+(?=[A-ZĐÀ-Ỹ])"
)
_COUNT = re.compile(
    r"[\s:(–-]*(?:gồm|có|tổng số)?\s*0*(?P<count>\d{1,5})\s*"
    r"(?:người|đồng chí|đ/c|cá nhân|tập thể|hộ gia đình|hộ|đại biểu|đơn vị|trường hợp)\s*[).;]*\s*$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"(?:gồm|có|tổng số|tổng cộng|cộng|danh sách)\s*:?\s*(?:có\s*)?(?=\d{1,5}\s*(?:người|đồng chí|đ/c|cá nhân|"
    r"tập thể|hộ gia đình|hộ|đại biểu))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"0*(\d{1,5})\s*(?:người|đồng chí|đ/c|cá nhân|tập thể|hộ gia đình|hộ|đại biểu)", re.IGNORECASE
)
_SUM = re.compile(r"\d[\d.,]*\s*(?:nghìn|ngàn|triệu|đồng(?! chí)|đ(?!/))\b", re.IGNORECASE)
#: What a form that the list of forms does not know begins with.
_OTHER_FORMS = ("huân chương", "huy chương", "danh hiệu", "hình thức", "bằng", "thư khen")
#: What says, a few words before the name of a form, that it is not given ("không đề nghị tặng"), folded.
_DENIED = re.compile(r"\b(?:khong|chua|ko|rut)(?: \w+){0,4} $")
#: A sum beside the name of a form, folded; a year is none.
_SUM_BESIDE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{3,}|\d ?(?:k|tr|nghin|ngan|trieu)\b")
_BEFORE_FORMS = re.compile(
    r"(?:danh sach|de nghi|duoc|cong nhan|tang|khen thuong|khen|danh hieu|hinh thuc|doi voi|cac|"
    r"tap the|ca nhan|va|,|cho|dat|thi dua) "
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says of the rows below: ``style`` is that of its number, "" without one."""

    style: str
    text: str
    target: Target | None = None
    #: Fields of the row around: pointer -> value ("/awards/*/form" -> "giay_khen").
    around: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    count: int | None = None

    @property
    def says(self) -> str:
        """What it was taken for, in the words of the account."""
        if self.target is not None and not self.around:
            return f"dòng tiêu đề nhóm “{self.target.title}”"
        if self.around:
            return "dòng tiêu đề nhóm theo hình thức khen thưởng"
        return "dòng tiêu đề nhóm theo đơn vị" if self.unit else "dòng tiêu đề nhóm"


def read_heading(
    number: CellValue, text: str, targets: Sequence[Target], parents: Mapping[str, Sheet]
) -> Heading:
    """A heading's number and words; ``target``, ``around`` and ``unit`` are empty when it says none."""
    style = value_shapes.outline_number(number) or ""
    found = _NUMERAL.match(text)
    if found:
        style = style or next((name for name, got in found.groupdict().items() if got), "")
        style = "roman" if style == "bare" else style
        text = text[found.end() :]
    line, count = _without_and_count(text)
    target, named_count = named_by(text, targets)
    around = form_in(line, parents, whole=True)
    if target is None and around:
        target = kind_of(line, targets)
    unit = "" if target or around or not name_words.is_unit_name(line) else line
    return Heading(
        style, text.strip(), target, around, unit, count if count is not None else named_count
    )


def without_count(text: str) -> str:
    """A heading without the count behind it and the marks at its ends: "Phòng A (02 người)"."""
    return _without_and_count(text)[0]


def _without_and_count(text: str) -> tuple[str, int | None]:
    counted = _COUNT.search(text)
    if counted is None:
        return text.strip(" :;,."), None
    return text[: counted.start()].strip(" :;,.(-–"), int(counted["count"])


def count_in(text: str) -> int | None:
    """The count that a cell is, and nothing else: "2 người"; None for anything more."""
    found = _COUNT.fullmatch(text)
    return int(found["count"]) if found else None


def says_a_sum(text: str) -> bool:
    """Whether a line speaks of money: "Giấy khen kèm 500.000 đồng/người"."""
    return _SUM.search(text) is not None


def form_in(
    text: str, parents: Mapping[str, Sheet], *, whole: bool = False
) -> tuple[tuple[str, str], ...]:
    """The one choice of the row around that a text names; () for none, for several, and where it is denied.

    ``whole`` asks that the text be little more than the name.
    """
    for parent in parents.values():
        for column in parent.columns:
            if column.role != "value" or column.kind != "choice":
                continue
            key = _choice_in(
                fold_words(text), column.pointer.rpartition("/")[2], column.choices, whole
            )
            if key:
                return ((column.pointer, key),)
            other = _other_form(text, column.choices) if whole else ""
            name = parent.column(f"{column.pointer}_name")
            if other and name is not None:
                return ((column.pointer, "other"), (name.pointer, other))
    return ()


@lru_cache(maxsize=4_096)
def _choice_in(folded: str, field: str, choices: tuple[tuple[str, str], ...], whole: bool) -> str:
    known = vocabulary.load().choices.get(field, {})
    found: dict[str, str] = {}
    for key, label in choices:
        for word in {fold_words(label), *known.get(key, frozenset())}:
            exact = folded == word
            inside = len(word) > 6 and f" {word} " in f" {folded} "
            if exact or inside:
                found[word] = key
    # "lao động tiên tiến" stands inside "tập thể lao động tiên tiến": the longer one is meant.
    meant = {
        key
        for word, key in found.items()
        if not any(word != longer and word in longer for longer in found)
    }
    if len(meant) != 1:
        return ""
    key = meant.pop()
    longest = max((word for word, known in found.items() if known == key), key=len)
    if _DENIED.search(f" {folded} ".partition(f" {longest} ")[0] + " "):
        return ""
    if whole:
        rest = f" {folded} ".replace(f" {longest} ", " ", 1).strip()
        rest = re.sub(r"(?:cua|do|nam|cho) .*$", "", _BEFORE_FORMS.sub("", rest + " ")).strip()
        others = {word for other, words in known.items() if other != key for word in words}
        if len(rest) > 12 or _SUM_BESIDE.search(rest) or not others.isdisjoint(rest.split()):
            return ""
    return key


def _other_form(text: str, choices: tuple[tuple[str, str], ...]) -> str:
    words = vietnamese.lower(text)
    if "other" not in dict(choices) or len(words) > 80:
        return ""
    return text if any(words.startswith(word + " ") for word in _OTHER_FORMS) else ""


def choice_of(text: str, field: str, choices: tuple[tuple[str, str], ...]) -> str:
    """The key of a choice that a clerk's word or abbreviation means ("CSTĐCS"); "" when it is unknown."""
    return _choice_in(fold_words(text), field, choices, True)


def announced_counts(text: str) -> tuple[int, ...]:
    """The counts that a line announces ("Danh sách này gồm 07 người", "Danh sách 02 tập thể, 05 cá nhân")."""
    found = _ANNOUNCED.search(text)
    return tuple(map(int, _COUNTED.findall(text[found.end() :]))) if found else ()


def announced_count(text: str) -> int | None:
    """All that a line announces together; None when it announces nothing."""
    return sum(announced_counts(text)) or None
