"""One fault, put into a document of any of the three types: what it is, and the rule that has to speak of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.conformance import edits
from tools.conformance.opened import Opened, in_case, remove, retype, set_letters, set_lines

Fault = Callable[[Opened], None]

# Where things are in every document of the corpus, told by their words.
NATIONAL = r"^CỘNG HÒA"
MOTTO = r"^Độc lập - Tự do"
PARENT = r"^UBND TỈNH"
ORGAN = r"SỞ NGOẠI VỤ$"
NUMBER = r"^Số: \d"
DATE = r"^[^(,]{3,30}, ngày \d+ tháng \d+ năm \d+$"
TYPE = r"^(QUYẾT ĐỊNH|BÁO CÁO|BIÊN BẢN|QUY CHẾ)$"
LETTER_SUBJECT = r"^V/v "
ADDRESS = r"^Kính gửi:"
AUTHORITY = r"^GIÁM ĐỐC SỞ .*(QUẢNG LÂM|TỈNH HÀ TĨNH)$"
BASIS = r"^Căn cứ "
LAST_BASIS = r"^Theo đề nghị"
BASIS_ON_LAW = r"^Căn cứ Luật "
BASIS_ON_DECREE = r"^Căn cứ Nghị định "
ENACTING = r"^QUYẾT ĐỊNH:$"
PART = r"^Phần [IVX]+$"
PART_TITLE = r"^(NHỮNG QUY ĐỊNH CHUNG|TỔ CHỨC THỰC HIỆN)$"
CHAPTER = r"^Chương [IVX]+$"
CHAPTER_TITLE = r"^(PHẠM VI VÀ NGUYÊN TẮC|CHẾ ĐỘ TRÁCH NHIỆM)$"
NUMBERED_SECTION = r"^Mục \d+$"
NUMBERED_SECTION_TITLE = r"^(PHẠM VI|NGUYÊN TẮC)$"
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
SECRECY = r"^MẬT$"
PRIORITY = r"^(THƯỢNG )?KHẨN$"
CIRCULATION = r"^(LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI)$"


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


def said(pattern: str, text: str) -> Fault:
    """The first paragraph with the pattern says something else."""
    return lambda opened: edits.say(opened.paragraph(pattern), text)


def broken(pattern: str, after: str) -> Fault:
    """The line of the first paragraph with the pattern is broken by hand behind another pattern."""
    return lambda opened: edits.break_line(opened.paragraph(pattern), after)


def followed(pattern: str, text: str) -> Fault:
    """Behind the first paragraph with the pattern stands another that looks like it; a blank one where nothing is said."""

    def fault(opened: Opened) -> None:
        edits.put_behind(opened.paragraph(pattern), text)

    return fault


def several(*faults: Fault) -> Fault:
    """One fault that takes several steps."""

    def apply(opened: Opened) -> None:
        for fault in faults:
            fault(opened)

    return apply


def looks(slug: str, name: str, pattern: str, **more: tuple[str, ...]) -> dict[str, Mutation]:
    """A fault of each look of one component, by what of its rules has to speak: "size", "bold", "italic", "align", "case",
    "capitals". ``more`` are the rules that may speak besides, by the same words."""
    faults: dict[str, tuple[str, Fault]] = {
        "size": ("cỡ 20", letters(pattern, size=20)),
        "bold": ("không đậm", letters(pattern, bold=False)),
        "thin": ("in đậm", letters(pattern, bold=True)),
        "italic": ("in nghiêng", letters(pattern, italic=True)),
        "align": ("canh phải", lines(pattern, align="right")),
        "capitals": ("chữ thường", cased(pattern, "lower")),
        "case": ("in hoa", cased(pattern, "upper")),
    }
    return {
        what: Mutation(
            f"{slug}-other-{what}",
            f"{name} {called}",
            (f"{slug}-{'bold' if what == 'thin' else what}",),
            fault,
            also=more.get(what, ()),
        )
        for what, (called, fault) in faults.items()
    }


def some_looks(
    slug: str, name: str, pattern: str, *wanted: str, **more: tuple[str, ...]
) -> tuple[Mutation, ...]:
    """Those of ``looks`` that are named."""
    found = looks(slug, name, pattern, **more)
    return tuple(found[what] for what in wanted)


def gone(pattern: str) -> Fault:
    """The first paragraph with the pattern is taken out."""
    return lambda opened: remove(opened.paragraph(pattern))


def subject(fault: Callable[[Opened, object], None]) -> Fault:
    """Something happens to the paragraph below the name of the type."""

    def apply(opened: Opened) -> None:
        fault(opened, opened.after(opened.paragraph(TYPE)))

    return apply
