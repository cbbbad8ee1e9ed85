"""The words by which components are known: fixed texts, the shape of numbers and dates, the names of types (Điều 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from service.docx.standard import MOTTO, NATIONAL_NAME
from service.language import vietnamese

_BLANK: Final = r"[.…_\s]*"
NATIONAL: Final = vietnamese.fold_words(NATIONAL_NAME)
MOTTO_WORDS: Final = vietnamese.fold_words(MOTTO)
PARTY: Final = "dang cong san viet nam"
#: A text that differs from a fixed one in no more letters than these was meant to be it.
_MOST_WRONG: Final = {NATIONAL: 5, MOTTO_WORDS: 5, PARTY: 1}

#: What begins a column of its own wherever it stands in a line.
HEAD_CUT: Final = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Cộng\s+h(?:òa|oà)\s+xã\s+hội|Độc\s+lập\s*[-–—]"
    r"|[^\W\d_](?:[^\W\d_]|[ .]){0,60},\s*(?:ngày|Ngày)\b"
)
#: "Số: 05/QĐ-SNgV" as it should be, and as it may be meant.
NUMBER: Final = re.compile(
    rf"Số\s*[:.]?\s*(?P<number>\d{{1,11}}|{_BLANK})\s*/\s*(?P<notation>[\wĐđ&/.… -]{{0,40}})",
    re.IGNORECASE,
)
NUMBER_LIKE: Final = re.compile(
    r"(?:Số\s*[:.]?\s*)?[\d.…_ ]{0,12}\s*[/–—-]\s*[\dA-ZĐ][\wĐđ&./…–—-]{1,40}"
    r"|Số(?:\s*[:.]?[\d.…_ /–—-]*|\s*[:.]?\s*\d{1,6}\b[^,;]{0,40}|\s*[:.][^,;]{0,40})",
    re.IGNORECASE,
)
#: "Điều I", "Điều 1 Tặng", "Điều …": articles that are numbered or marked otherwise than they should be, or not yet.
ARTICLE_LIKE: Final = re.compile(
    r"(?:Điều|ĐIỀU)\s+(?:(?:\d{1,3}|[IVX]{1,5})(?:\s*[.:–-]|\s+(?=[A-ZÀ-ỸĐ]))|[.…])"
)
DATED: Final = re.compile(
    rf"(?P<place>[^,;:]{{1,60}},|[^,;:\d.]{{1,30}})\s*ngày\s*(?:\d{{1,2}}|{_BLANK})\s*tháng\s*(?:\d{{1,2}}|{_BLANK})\s*năm\s*(?:\d{{2,4}}|{_BLANK})\.?",
    re.IGNORECASE,
)
DATED_LIKE: Final = re.compile(
    r"(?:[^,;:\d]{2,40},\s*)?(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}\.?|ngày\b.{0,20}tháng\b.{0,20}năm\b.{0,12}",
    re.IGNORECASE,
)
ABOUT: Final = re.compile(r"(?:Về việc|Về|V/v|V/V|v/v)\b", re.IGNORECASE)
ADDRESSED: Final = re.compile(r"Kính\s+gửi\s*:?\s*", re.IGNORECASE)
RECIPIENTS: Final = re.compile(r"Nơi\s+nhận\s*:?(?:\s*\([^)]{0,40}\))?\s*", re.IGNORECASE)
#: "LTTB.(20)" as it should be, and with what offices make of it behind a full stop.
DRAFTER: Final = re.compile(
    r"(?:[A-ZĐ]{1,10}\.?\s?\(\d{1,3}\)|(?:(?<=[.)]\s)|\A)[^\W\d_]{1,10}\.\s?\((?:\d{1,3}|[^\W\d_][^\d()]{0,30})\))\.?\Z"
)
#: "Phụ lục B", "PHỤ LỤC: DANH SÁCH": annexes that are numbered or set otherwise than they should be.
ANNEX_LIKE: Final = re.compile(
    r"phụ lục(?:\s+(?:số\s*)?(?:[IVXLC]{1,6}|\d{1,3}|[A-HĐ]))?\s*(?:[.:–-]\s*\S.{0,200})?",
    re.IGNORECASE,
)
ACCOMPANIES: Final = re.compile(r"\(?\s*(?:Ban hành k|K)èm theo\b", re.IGNORECASE)
ADDRESS: Final = re.compile(
    r"(?:Điện thoại|ĐT|Fax|E-?mail|Website|Trang thông tin điện tử|Thư điện tử)\s*:|\b[\w.-]+@[\w-]+\.\w",
    re.IGNORECASE,
)
CAPACITY_IN_WORDS: Final = re.compile(
    r"(?:KÝ THAY|THAY MẶT|THỪA LỆNH|THỪA (?:ỦY|UỶ) QUYỀN|THỪA UQ)\s", re.IGNORECASE
)
COPIED: Final = re.compile(r"(?:SAO Y|SAO LỤC|TRÍCH SAO)\b")

PRIORITIES: Final = frozenset({"HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN"})
SECRECIES: Final = frozenset({"MẬT", "TỐI MẬT", "TUYỆT MẬT"})
CIRCULATIONS: Final = frozenset({"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"})
#: What was meant to be one of them, folded.
NATIONAL_LIKE: Final = re.compile(
    r"chxhcn viet nam|(?:nuoc )?cong hoa xa hoi chu nghia(?: viet nam)?|cong hoa xhcn viet nam"
)
MOTTO_LIKE: Final = re.compile(r"doc lap tu do\b.{0,20}|.{0,20}\btu do hanh phuc")
PRIORITY_LIKE: Final = re.compile(
    r"(?:rat |toi )?khan(?: cap| truong| thiet)?|thuong khan(?: cap)?|hoa toc(?: hen gio.{0,20})?"
)
SECRECY_LIKE: Final = re.compile(r"(?:rat |toi |tuyet |tuyet doi |do )?mat")
CIRCULATION_LIKE: Final = re.compile(
    r"(?:chi )?luu hanh (?:noi bo|han che|hep)\b.{0,20}|xem xong (?:tra|nop|huy)\b.{0,20}|tai lieu thu hoi"
)

#: The names of types of Điều 7 (a công văn has none), longer ones first where one begins another.
TYPE_NAMES: Final = (
    "nghị quyết", "quyết định", "chỉ thị", "quy chế", "quy định", "thông cáo", "thông báo", "hướng dẫn", "chương trình",
    "kế hoạch", "phương án", "đề án", "dự án", "báo cáo", "biên bản", "tờ trình", "hợp đồng", "công điện", "bản ghi nhớ",
    "bản thỏa thuận", "giấy ủy quyền", "giấy mời", "giấy giới thiệu", "giấy nghỉ phép", "phiếu gửi", "phiếu chuyển", "phiếu báo",
)  # fmt: skip
#: What the models have where the name of the type is to be filled in, perhaps with a note's figure.
UNNAMED_TITLE: Final = re.compile(r"TÊN LOẠI VĂN BẢN(?: ?\d)?")
#: What they have where the name of who signs is to be filled in, folded.
UNNAMED: Final = "ho va ten"
#: What has no name of its type, and what that is called.
LETTER: Final = "công văn"
TYPES_BY_FOLDED: Final[Mapping[str, str]] = {
    vietnamese.fold_words(name): name for name in TYPE_NAMES
}
#: Types that state their bases and then decide.
DECIDING: Final = frozenset({"quyết định", "nghị quyết"})
ENACTING: Final = frozenset({"quyet dinh", "quyet nghi"})
#: Further lines of a block of bases.
BASIS_WORDS: Final = (
    "can cu ",
    "xet ",
    "theo de nghi ",
    "theo ",
    "thuc hien ",
    "thi hanh ",
    "tren co so ",
    "sau khi ",
)
_PUNCTUATION: Final = " .:;-–—"


def meant_as(folded: str, fixed: str) -> float:
    """How certainly folded words are meant to be a fixed text: 1 for exactly it, 0 for something else."""
    if folded == fixed:
        return 1.0
    most = _MOST_WRONG[fixed]
    if abs(len(folded) - len(fixed)) > most:
        return 0.0
    return 0.8 if vietnamese.is_within(most, folded, fixed) else 0.0


def type_name(text: str) -> tuple[str, str] | None:
    """The type whose name a line begins with, and the rest of the line: ("báo cáo", "Tổng kết …"); None for none."""
    text = _closed_up(text.strip(_PUNCTUATION))
    words = text.split()
    for count in (2, 3):
        name = TYPES_BY_FOLDED.get(vietnamese.fold_words(" ".join(words[:count])))
        if name is not None:
            return name, " ".join(words[count:])
    return None


def _closed_up(text: str) -> str:
    """A word written with a blank after each letter, closed up: "B Á O  C Á O" cannot be told apart and becomes its name."""
    words = text.split()
    if len(words) < 4 or any(len(word) > 1 for word in words):
        return text
    letters = vietnamese.fold_words("".join(words))
    return next((name.upper() for name in _spelled(letters)), text)


def _spelled(letters: str) -> Iterable[str]:
    return (name for folded, name in TYPES_BY_FOLDED.items() if folded.replace(" ", "") == letters)
