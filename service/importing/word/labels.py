"""What stands before a paragraph's words: "Phần thứ nhất", "I.", "1.", "1.2.", "a)", "Điều 1", "-", "+"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from service.language import vietnamese

Kind = Literal[
    "", "part", "chapter", "capital", "roman", "number", "decimal", "bracket", "letter", "article",
    "dash", "plus", "bullet",
]  # fmt: skip

#: From the outermost to the innermost; numbers in decimals go by how many there are.
RANKS: dict[str, int] = {
    "part": 0, "chapter": 1, "capital": 2, "roman": 3, "article": 4, "number": 5, "decimal": 6,
    "letter": 8, "bracket": 9,
}  # fmt: skip
BULLETS: frozenset[str] = frozenset({"dash", "plus", "bullet"})

_ORDINALS = "nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười"
_BEFORE_WORDS = r"(?=[^\W\d_]|[“\"‘'(\[])"
_BEFORE_CAPITAL = r"(?=[“\"‘'(\[]?[A-ZÀ-ỸĐ])"
#: "15/KH-SNgV" is the number of a document.
_NOTATION = r"\d{1,3}/[A-ZĐ][\wĐđ]{0,9}-[A-ZĐ]"
_TITLE_FOLLOWS = rf"(?:\s*[.:–-]|(?=\s+{_BEFORE_CAPITAL})|(?=\s*$))"
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"(?:PHẦN|Phần) (?:(?:thứ|THỨ|Thứ) (?:{_ORDINALS}|{_ORDINALS.upper()})|[IVX]{{1,5}}|\d{{1,2}}){_TITLE_FOLLOWS}\s*")),
    ("chapter", re.compile(rf"(?:Chương|CHƯƠNG) (?:[IVX]{{1,6}}|\d{{1,2}}){_TITLE_FOLLOWS}\s*")),
    ("article", re.compile(r"Điều \d{1,3}\s*[.:]\s*", re.IGNORECASE)),
    ("roman", re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})(?:\s*[.):]\s*(?=\W*[^\W\d])|\s*/\s*|\s+[–-]\s+)(?![IVX]+[.)])")),
    ("capital", re.compile(rf"[A-HĐ]\s*[.)/]\s+{_BEFORE_WORDS}|[A-HĐ]\s+[–-]\s+{_BEFORE_WORDS}")),
    ("decimal", re.compile(rf"(?:[IVX]{{1,5}}|\d{{1,2}})(?:\.\d{{1,2}}){{1,4}}\s*(?:[.)/:]\s*{_BEFORE_WORDS}|\s+{_BEFORE_CAPITAL})")),
    ("number", re.compile(rf"(?!{_NOTATION})\d{{1,3}}\s*[.)/:]\s*{_BEFORE_WORDS}|\d{{1,2}}[.)]\s+(?=\d)")),
    ("bracket", re.compile(r"\(\s*(?:\d{1,2}|[a-zđ]|[ivx]{1,5})\s*\)\s*(?=\S)")),
    ("letter", re.compile(r"[a-zđ]\s*[)/]\s*(?=\S)|[a-zđ]\s*\.\s+(?=\S)|[a-zđ]\.\d{1,2}[.)]?\s+(?=\S)")),
    ("plus", re.compile(r"\+\s*(?=[^\W\d_]|[“\"(])|\+\s+(?=\S)")),
    ("dash", re.compile(rf"[-–—−]\s+(?=\S)|[-–—−]{_BEFORE_CAPITAL}")),
    ("bullet", re.compile(r"[•*▪▫●○◦■□◆◇➢➤►✓✔→⇒·][\s•*]*(?=\S)|[ov§Øüqw]\s{1,3}(?=[A-ZÀ-ỸĐ])")),
)  # fmt: skip
_AUTOMATIC = re.compile(r"[^\w\s+–-]{1,2}|[ov§Øüqwn]")
#: Of a line with dots only its end is looked at.
_LONGEST_LEADER = 200
#: A table of contents' line: its dots and its page.
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|_{4,}|(?:\. ){4,})\s*\d{1,4}$")
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s*)?[IVX\d]{1,5})?\s*[.:]?")
#: What offices call an annex that is one table.
_FORM = re.compile(
    r"(?P<name>(?:Biểu|Phụ biểu|Biểu mẫu|Mẫu biểu|Bảng biểu)(?: số)? ?\d{1,3}[A-Za-z]?)\s*(?:[.:–-]\s*(?P<title>.{0,300}))?",
    re.IGNORECASE,
)
#: A line drawn with signs.
_DRAWN = re.compile(r"(?:[-–—_=*~.…─━⸺\s]|o0o|O0O|\+){3,}")


@dataclass(frozen=True, slots=True)
class Label:
    """The label at the head of a text, as typed, its kind, and the words behind it."""

    text: str
    kind: Kind
    rest: str

    @property
    def rank(self) -> int:
        """How deep it stands; decimals by how many numbers they have ("1.2" 6, "1.2.3" 7)."""
        if self.kind == "decimal":
            return RANKS["decimal"] + min(self.text.rstrip(". )").count("."), 2) - 1
        return RANKS.get(self.kind, 99)


def parse(text: str, automatic: str = "") -> Label:
    """The label of a paragraph. ``automatic`` is one that the program set, and is taken whole."""
    if automatic:
        return Label(automatic, _kind_of(automatic), text)
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            return Label(found[0].strip(), kind, text[found.end() :])
    return Label("", "", text)


def _kind_of(label: str) -> Kind:
    if _AUTOMATIC.fullmatch(label):
        return "bullet"
    # Automatic numbers may lack the mark that typed ones need ("I", "1.1").
    for tried in (f"{label} Aa", f"{label}. Aa"):
        for kind, pattern in _PATTERNS:
            found = pattern.match(tried)
            if found and found[0].strip(" .") == label.strip(" ."):
                return kind
    return "number"


def is_label(text: str) -> bool:
    """Whether a text is a label and nothing else ("1.", "-", "a)")."""
    return bool(text) and len(text) <= 12 and parse(f"{text} Aa").rest == "Aa"


def is_leader(text: str) -> bool:
    """Whether a text is a line of a table of contents: "I. Kết quả ........ 3"."""
    return bool(_LEADER.search(text[-_LONGEST_LEADER:]))


def is_contents(text: str) -> bool:
    """Whether a text belongs to a table of contents: its title, or a line with dots and a page."""
    return text.upper() == "MỤC LỤC" or is_leader(text)


def is_annex(text: str) -> bool:
    """Whether a text is the name of an annex and nothing else: "PHỤ LỤC", "Phụ lục II"."""
    return bool(_ANNEX.fullmatch(text))


def form(text: str) -> re.Match[str] | None:
    """The name of a form, "Biểu số 01", and its title: below a signature it is an annex."""
    return _FORM.fullmatch(text)


def is_drawn(text: str) -> bool:
    """Whether a text is only a line drawn with signs: "-------", "***", "……"."""
    return bool(_DRAWN.fullmatch(text))


def ordinal(label: Label) -> int | None:
    """Which number in its row a label is: "III." 3, "b)" 2, "1.4." 4, "Phần thứ hai" 2; None for bullets."""
    words = re.sub(r"[^\w.]", " ", label.text).split()
    last = words[-1].strip(".").rpartition(".")[2] if words else ""
    if label.kind in BULLETS or not last:
        return None
    if last.isdecimal():
        return int(last)
    if label.kind == "part" and last.lower() in _ORDINALS.split("|"):
        return _ORDINALS.split("|").index(last.lower()) + 1
    if label.kind in ("letter", "bracket", "capital") and len(last) == 1:
        letters = vietnamese.POINT_LETTERS
        return letters.index(last.lower()) + 1 if last.lower() in letters else None
    return _ROMANS.get(last.upper())


_ROMANS = {vietnamese.roman(number): number for number in range(1, 60)}
