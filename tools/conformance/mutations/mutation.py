"""One fault, put into a document of any of the three types: what it is, and the rule that has to speak of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.conformance.opened import Opened, in_case, remove, retype, set_letters, set_lines

Fault = Callable[[Opened], None]

# Where things are in every document of the corpus, told by their words.
NATIONAL = r"^CỘNG HÒA"
MOTTO = r"^Độc lập - Tự do"
PARENT = r"^UBND TỈNH"
ORGAN = r"SỞ NGOẠI VỤ$"
NUMBER = r"^Số: \d"
DATE = r"^[^(,]{3,30}, ngày \d+ tháng \d+ năm \d+$"
TYPE = r"^(QUYẾT ĐỊNH|BÁO CÁO|BIÊN BẢN)$"
ADDRESS = r"^Kính gửi:"
AUTHORITY = r"^GIÁM ĐỐC SỞ"
BASIS = r"^Căn cứ "
LAST_BASIS = r"^Theo đề nghị"
ENACTING = r"^QUYẾT ĐỊNH:$"
ARTICLE = r"^Điều \d+\. "
POINT = r"^[a-zđ]\) .*[.;]$"
SECTION = r"^[IVX]+\. [A-ZĐ]"
CLAUSE_TITLE = r"^\d\. [^.;]{4,60}$"
BODY = r"^(?!Căn cứ|Điều|Theo|Về việc|- |\(|[a-zđ0-9]+[.)] ).{90,}[.:]$"
POSITION = r"^((KT\. )?GIÁM ĐỐC|CHỦ TỌA)$"
NAME = r"^(Lê Thu Mai|Đinh Quang Vinh|Thái Phúc Sơn|Ngô Thị Hoài Nam)$"
RECIPIENTS = r"^Nơi nhận:"
ARCHIVE = r"^- Lưu: "
ANNEX = r"^Phụ lục( I)?(\n|$)"
ANNEX_TITLE = r"^DANH SÁCH"
ANNEX_GUIDE = r"^\(Kèm theo "


@dataclass(frozen=True)
class Mutation:
    """``fault`` raises Absent where the document has no such place. One of ``rules`` must speak; those in ``also`` may,
    because the one fault is one to them too. Whatever else speaks is a false alarm."""

    name: str
    what: str
    rules: tuple[str, ...]
    fault: Fault
    also: tuple[str, ...] = ()
    #: The types in which it is a fault; all where none is named.
    types: tuple[str, ...] = ()

    @property
    def rule(self) -> str:
        """The rule whose recall it measures."""
        return self.rules[0]


def letters(pattern: str, **look: object) -> Fault:
    """All runs of the first paragraph with the pattern look otherwise."""

    def fault(opened: Opened) -> None:
        for run in opened.runs(pattern):
            set_letters(run, **look)

    return fault


def every_letters(pattern: str, **look: object) -> Fault:
    """All runs of every paragraph with the pattern look otherwise."""

    def fault(opened: Opened) -> None:
        for paragraph in opened.paragraphs(pattern):
            for run in paragraph.iter("{*}r"):
                set_letters(run, **look)

    return fault


def lines(pattern: str, **look: object) -> Fault:
    """The first paragraph with the pattern lies otherwise."""
    return lambda opened: set_lines(opened.paragraph(pattern), **look)


def typed(pattern: str, old: str, new: str) -> Fault:
    """Other letters stand in the first paragraph with the pattern."""

    def fault(opened: Opened) -> None:
        retype(opened.paragraph(pattern), old, new)

    return fault


def cased(pattern: str, case: str) -> Fault:
    """The runs of the first paragraph with the pattern are in "upper" or "lower" case."""

    def fault(opened: Opened) -> None:
        for run in opened.runs(pattern):
            in_case(run, case)

    return fault


def gone(pattern: str) -> Fault:
    """The first paragraph with the pattern is taken out."""
    return lambda opened: remove(opened.paragraph(pattern))


def subject(fault: Callable[[Opened, object], None]) -> Fault:
    """Something happens to the paragraph below the name of the type."""

    def apply(opened: Opened) -> None:
        fault(opened, opened.after(opened.paragraph(TYPE)))

    return apply
