"""Text rules about figures that a sentence computes: sums in words, shares, increases and decreases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import violation_at
from service.rules.texts import WRITTEN, prose_rule

_NUMBER: Final = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SHARE: Final = r"(?P<share>\d{1,4}(?:,\d{1,4})?) ?%"


def _value(figures: str) -> Fraction:
    return Fraction(figures.replace(".", "").replace(",", "."))


def _is_close(exact: Fraction, typed: str) -> bool:
    """Whether a share was rounded, or cut off, to what was typed."""
    decimals = len(typed.partition(",")[2])
    return abs(exact - _value(typed)) < Fraction(1, 10**decimals)


# --- sums in words ------------------------------------------------------------------------------------

_SUM_IN_WORDS: Final = re.compile(
    rf"(?P<sum>{_NUMBER}) ?(?:đồng|đ|VNĐ)?,? ?\((?:[Vv]iết |[Gg]hi )?[Bb]ằng chữ ?(?:là)? ?:? ?(?P<words>[^()]{{3,200}})\)"
)


@prose_rule("sum_in_words", roles=WRITTEN, literals=("ằng chữ",), trigger=_SUM_IN_WORDS)
def sum_in_words(text: str) -> Iterator[Violation]:
    """Số tiền bằng chữ khớp với số tiền bằng số ghi ngay trước: “760.000 đồng (Bằng chữ: Bảy trăm sáu mươi nghìn đồng)” (Nghị
    định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""
    for found in _SUM_IN_WORDS.finditer(text):
        said = vietnamese.number_of_words(found["words"])
        if said is not None and said != _value(found["sum"]):
            yield violation_at(
                "", "Số tiền bằng chữ không khớp với số tiền bằng số; kiểm tra lại cả hai"
            )
            return


# --- shares ---------------------------------------------------------------------------------------------

#: "08/10 phiếu tán thành (đạt 80%)", "12/15 xã, đạt tỷ lệ 80%"; "17/18 sở đạt 100% kế hoạch" is about something else.
_SHARE_OF: Final = re.compile(
    r"(?<![\d/.,])(?<!ngày )(?<!Ngày )(?<!số )(?P<part>\d{1,6})/(?P<whole>\d{1,6})(?![\d/])(?: [^\d%()/.;:,]{1,50}?)?"
    rf"(?: ?\((?:đạt|chiếm|bằng)?(?: tỷ lệ)? ?|,? (?:đạt|chiếm) tỷ lệ |, (?:đạt|chiếm) ){_SHARE}"
    r"(?! (?:kế hoạch|chỉ tiêu|dự toán|so với|trở lên|tổng|số|trong))"
)


#: Begins with what is rare, so that a long text is searched fast.
_FRACTION_AND_SHARE: Final = re.compile(r"/\d{1,6}\b[^%]{0,70}%")


@prose_rule("share_in_text", roles=WRITTEN, literals=("%",), trigger=_FRACTION_AND_SHARE)
def share_in_text(text: str) -> Iterator[Violation]:
    """Tỷ lệ ghi sau một phân số bằng tử số chia mẫu số, làm tròn đến số lẻ đã ghi: “08/10 phiếu tán thành (đạt 80%)” (Nghị
    định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần diễn biến; cảnh báo)."""
    for found in _SHARE_OF.finditer(text):
        whole = int(found["whole"])
        if whole and not _is_close(Fraction(100 * int(found["part"]), whole), found["share"]):
            yield violation_at(
                "", "Tỷ lệ phần trăm không bằng hai số ghi trước nó chia cho nhau; tính lại"
            )
            return


# --- increases and decreases --------------------------------------------------------------------------

_THEN: Final = rf"(?P<before>{_NUMBER})"
_NOW: Final = rf"(?P<now>{_NUMBER})"
_UNIT: Final = r"(?: [^\d%().;,]{1,30}?)?"
_TO: Final = r" (?:lên|xuống còn|xuống|còn|lên đến|đến) "
_CHANGED: Final = rf"(?P<how>tăng|giảm) {_SHARE}"
#: Each with letters without which it is found nowhere.
_CHANGES: Final = (
    # "từ 15 ngày xuống còn 10 ngày, giảm 33,3%"
    ("ừ ", re.compile(rf"[Tt]ừ {_THEN}{_UNIT}{_TO}{_NOW}{_UNIT},? \(?{_CHANGED}")),
    # "tăng 25% (từ 40 lên 50 sáng kiến)"
    ("% (từ ", re.compile(rf"{_CHANGED} \(từ {_THEN}{_UNIT}{_TO}{_NOW}")),
    # "50 sáng kiến, tăng 25% so với cùng kỳ năm 2025 (40 sáng kiến)"
    (
        " (",
        re.compile(
            rf"(?<![\d.,/]){_NOW}(?P<unit> [^\d%().;,]{{2,40}}?),? {_CHANGED} so với [^().;%]{{2,60}}? \({_THEN}(?P=unit)\)"
        ),
    ),
)


@prose_rule(
    "change_in_text",
    roles=WRITTEN,
    literals=("tăng ", "giảm "),
    trigger=re.compile(r"(?:tăng|giảm) [\d.,]{1,12} ?%"),
)
def change_in_text(text: str) -> Iterator[Violation]:
    """Mức tăng, giảm theo % trong câu bằng số sau chia số trước trừ 1, làm tròn đến số lẻ đã ghi: “từ 40 lên 50 sáng kiến, tăng
    25%” (Nghị định 09/2019/NĐ-CP về chế độ báo cáo; Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""
    for letters, pattern in _CHANGES:
        for found in pattern.finditer(text) if letters in text else ():
            before, now = _value(found["before"]), _value(found["now"])
            change = (now - before) * (1 if found["how"] == "tăng" else -1)
            if before and not _is_close(100 * change / before, found["share"]):
                yield violation_at(
                    "", "Mức tăng, giảm theo % không khớp với hai số trong câu; tính lại"
                )
                return


FIGURE_TEXT_RULES: Final = (sum_in_words, share_in_text, change_in_text)
