"""Text rules about words and marks: words typed twice, short forms, stray punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq
from typing import Final

from service.errors import Violation
from service.rules import violation_at
from service.rules.texts import (
    ALL_BUT_BASES,
    CAPITAL,
    RUNNING,
    SMALL,
    WRITTEN,
    by_substitution,
    prose_rule,
)

# Words that never stand twice in a row; "từ từ", "luôn luôn", "ngày ngày", "năm năm" may.
_FUNCTION_WORDS: Final = (
    "của", "và", "các", "là", "những", "với", "cho", "để", "tại", "theo", "về việc", "được", "trong", "đã"
)  # fmt: skip
_TWICE = re.compile(rf"\b(?P<word>{'|'.join(_FUNCTION_WORDS)})(?: (?P=word)\b)+")
_TWICE_BEFORE_NUMBER = re.compile(
    r"\b(?P<word>[Đđ]iều|khoản|ngày|tháng|số)(?: (?P=word)){1,3} (?=\d)"
)


@prose_rule(
    "doubled_word",
    roles=WRITTEN | {"recipient"},
    literals=(
        *(f"{word} {word}" for word in _FUNCTION_WORDS),
        *(f"{word} {word} " for word in ("Điều", "điều", "khoản", "ngày", "tháng", "số")),
    ),
    trigger=re.compile(f"{_TWICE.pattern}|{_TWICE_BEFORE_NUMBER.pattern.replace('word', 'unit')}"),
)
def doubled_word(text: str) -> Iterator[Violation]:
    """Một từ nối gõ hai lần liền nhau như “của của”, “và và”, “Điều Điều 5” thì bỏ một; từ láy như “từ từ”,
    “luôn luôn”, “ngày ngày” không tính (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi
    ký; cảnh báo)."""
    result = _TWICE.sub(r"\g<word>", text)
    result = _TWICE_BEFORE_NUMBER.sub(r"\g<word> ", result)
    if result != text:
        yield violation_at("", "Có từ gõ hai lần liền nhau; bỏ một", result)


_PHRASE_TWICE = re.compile(rf"\b(?P<phrase>[{CAPITAL}]\w*(?: \w+){{1,3}}) (?P=phrase)\b")


#: As many as between four words.
_BLANKS_OF_TWICE_TWO = 3


def _repeats_a_phrase(joined: str) -> bool:
    """Whether any two to four words stand twice in a row; a comparison of lists, not of patterns."""
    # Between two texts stands " U+0000 "; most of many are names, too short to say anything twice.
    long = [text for text in joined.split("\x00") if text.count(" ", 1, -1) >= _BLANKS_OF_TWICE_TWO]
    joined = "\x00".join(long)
    for mark in ".,;:()“”":
        joined = joined.replace(mark, "")
    words = joined.split(" ")
    for length in range(2, 5):
        same, run = bytes(map(eq, words, words[length:])), b"\x01" * length
        place = same.find(run)
        while place >= 0:
            # A phrase that ends one text and begins the next is none.
            if "\x00" not in words[place : place + length]:
                return True
            place = same.find(run, place + 1)
    return False


@prose_rule("doubled_phrase", roles=ALL_BUT_BASES, prefilter=_repeats_a_phrase)
def doubled_phrase(text: str) -> Iterator[Violation]:
    """Một tên riêng từ hai tiếng trở lên gõ hai lần liền nhau như “Hiệp hội Hiệp hội”, “Sở Ngoại vụ Sở Ngoại
    vụ” thì bỏ một (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""
    yield from by_substitution(
        _PHRASE_TWICE, r"\g<phrase>", text, "Có một cụm từ gõ hai lần liền nhau; bỏ một"
    )


_MARKS_TWICE = re.compile(
    r"(?P<semi>;[;,. ]*;)|(?P<comma>,[, ]*,)|(?P<colon>::+)"
    r"|(?P<stop>(?<![.…v,;:])(?<!v\.)\.\.(?![./…]))|(?P<mixed>[,;:] ?\.{1,2}(?![./…\d]))"
)


@prose_rule(
    "doubled_mark",
    roles=WRITTEN,
    trigger=re.compile(r"[;,:.] ?[;,:.]"),
)
def doubled_mark(text: str) -> Iterator[Violation]:
    """Dấu câu gõ thừa như “;;”, “,,”, “..”, “,.” thì chỉ giữ một dấu; dấu ba chấm và “v.v...” không tính
    (Nghị định 30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo)."""

    def one(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        return {"semi": ";", "comma": ",", "colon": ":"}.get(kind, ".")

    yield from by_substitution(_MARKS_TWICE, one, text, "Có dấu câu gõ thừa; chỉ giữ một dấu")


_BLANK_BEFORE = re.compile(
    r"(?<=[\w)”\"%]) +(?=[,;](?:\s|$|[^\W\d_])|\.(?:\s|$))|(?<=[^\W\d_]) +(?=:\s)|(?<=\() +(?!\))|(?<![(\s]) +(?=\))"
)
_NO_BLANK_AFTER = re.compile(
    rf"(?P<mark>(?<=[{SMALL}][{SMALL}])(?:,(?=[{SMALL}{CAPITAL}]{{2}})|[.;](?=[{CAPITAL}][{SMALL}]+\b)))"
)


@prose_rule("blank_around_mark", roles=WRITTEN, trigger=re.compile(r" [,;:.)]|\( |[.,;][^\W\d_]"))
def blank_around_mark(text: str) -> Iterator[Violation]:
    """Dấu phẩy, dấu chấm phẩy, dấu chấm, dấu hai chấm viết liền chữ đứng trước và cách chữ đứng sau một khoảng trắng;
    dấu ngoặc viết liền chữ ở trong (cách trình bày của chính Nghị định 30/2020/NĐ-CP; cảnh báo). Địa chỉ trang mạng và
    chữ viết tắt không tính."""
    result = _NO_BLANK_AFTER.sub(r"\g<mark> ", _BLANK_BEFORE.sub("", text))
    if result != text:
        yield violation_at(
            "", "Dấu câu phải liền chữ trước và cách chữ sau một khoảng trắng", result
        )


_TWO_SENTENCES = re.compile(rf"(?:[{SMALL}]{{2}}|[)”])\. [{CAPITAL}]")


@prose_rule(
    "missing_full_stop",
    roles=RUNNING,
    trigger=re.compile(rf"\. [{CAPITAL}]"),
    followed=True,
)
def missing_full_stop(text: str) -> Iterator[Violation]:
    """Đoạn văn có nhiều câu thì câu cuối cũng có dấu chấm; riêng đoạn cuối của văn bản được chương trình tự
    thêm “./.” (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục I về câu hoàn chỉnh; cảnh báo)."""
    if _TWO_SENTENCES.search(text) and (text[-1].isalnum() or text[-1] in "”)"):
        yield violation_at("", "Đoạn văn thiếu dấu chấm ở cuối; thêm dấu chấm", f"{text}.")


_END_MARK = re.compile(r"(?: ?\./\.?)+$")


@prose_rule(
    "typed_end_mark",
    roles=RUNNING,
    literals=("./",),
    trigger=re.compile(r"\./\.? *(?: \x00|$)"),
    followed=True,
)
def typed_end_mark(text: str) -> Iterator[Violation]:
    """Dấu kết thúc “./.” chỉ đứng sau chữ cuối cùng của văn bản và do chương trình tự thêm, không gõ vào giữa nội dung
    (mẫu trình bày của Nghị định 30/2020/NĐ-CP, Phụ lục III; cảnh báo)."""
    yield from by_substitution(
        _END_MARK, ".", text, "Bỏ dấu “./.”; chương trình tự thêm ở cuối văn bản"
    )


# Quoted short forms are talked about, not used; "R&D" and a company's "&" are names.
_SHORT_FORMS = re.compile(
    r"(?<![“\"'\w/])(?P<dc>[Đđ]/[Cc]\b(?!/)\.?|[Đđ]\.[Cc](?:\.|(?= ))|ĐC\.(?= ))|(?<![“\"'\w/])(?P<vv>[Vv]/[Vv])\b(?!/)|(?<=[\w)] )(?P<amp>&)(?= \w)"
)
_COMPANY = re.compile(r"(?:[Cc]ông ty|[Tt]ập đoàn|TNHH|[Dd]oanh nghiệp)[^,;.]{0,60}$")
_FULL_FORMS: Final = {"Đ": "Đồng chí", "đ": "đồng chí", "V": "Về việc", "v": "về việc", "&": "và"}


def _is_in_a_companys_name(match: re.Match[str]) -> bool:
    """ "Công ty TNHH Phát & Tiến": the words beside the mark are names; "doanh nghiệp & hợp tác xã" are not."""
    before = match.string[max(0, match.start() - 90) : match.start()]
    return match.string[match.end() + 1].isupper() and bool(_COMPANY.search(before))


@prose_rule(
    "short_form",
    roles=WRITTEN,
    literals=("/c", "/C", ".c", ".C", "ĐC.", "/v", "/V", "&"),
    trigger=_SHORT_FORMS,
)
def short_form(text: str) -> Iterator[Violation]:
    """Trong lời văn viết đủ “đồng chí”, “về việc”, “và”, không viết “đ/c”, “v/v”, “&”; các chữ tắt này chỉ
    dùng ở phần Nơi nhận hoặc trích yếu công văn (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.5.b;
    cảnh báo)."""

    def full(match: re.Match[str]) -> str:
        if match["amp"] and _is_in_a_companys_name(match):
            return match[0]
        # A subject that opens with "V/v" has a rule of its own.
        return match[0] if match["vv"] and match.start() == 0 else _FULL_FORMS[match[0][0]]

    yield from by_substitution(
        _SHORT_FORMS, full, text, "Viết đủ chữ “đồng chí”, “về việc”, “và” thay cho chữ viết tắt"
    )


_MISSPELT: Final = {
    **dict.fromkeys(("UNBD", "UBDN", "UBNN", "UDND", "UBNDD"), "UBND"),
    **dict.fromkeys(("HDND", "HĐDN", "HĐNN", "HĐNDD"), "HĐND"),
}
_MISSPELT_FORM = re.compile(rf"(?<![\w\-/])(?:{'|'.join(_MISSPELT)})(?![\w/])")


@prose_rule(
    "misspelt_abbreviation",
    roles=ALL_BUT_BASES,
    # Each of them has one of these pairs: to look for few is what a long list can bear.
    literals=("BD", "DN", "NN", "DD"),
    trigger=_MISSPELT_FORM,
)
def misspelt_abbreviation(text: str) -> Iterator[Violation]:
    """Chữ viết tắt gõ sai như “UNBD”, “HDND” sửa thành “UBND”, “HĐND” (Nghị định 30/2020/NĐ-CP, Điều 12 về
    kiểm tra văn bản trước khi ký; cảnh báo)."""
    yield from by_substitution(
        _MISSPELT_FORM, lambda match: _MISSPELT[match[0]], text, "Chữ viết tắt gõ sai; sửa lại"
    )


WORD_RULES: Final = (
    doubled_word,
    doubled_phrase,
    doubled_mark,
    blank_around_mark,
    missing_full_stop,
    typed_end_mark,
    short_form,
    misspelt_abbreviation,
)
