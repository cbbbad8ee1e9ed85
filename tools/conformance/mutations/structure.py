"""Faults of parts, chapters, sections, articles and points, and of the lines of the text."""

from __future__ import annotations

import unicodedata

from lxml import etree

from tools.conformance import edits
from tools.conformance.mutations.mutation import (
    ARTICLE,
    BASIS,
    BODY,
    CHAPTER,
    CHAPTER_TITLE,
    NUMBERED_SECTION,
    NUMBERED_SECTION_TITLE,
    PART,
    PART_TITLE,
    POINT,
    SECTION,
    TYPE,
    Fault,
    Mutation,
    every_letters,
    gone,
    letters,
    said,
    several,
    some_looks,
    typed,
)
from tools.conformance.opened import Opened, W, set_lines, words_of

_LOOKS = ("size", "bold", "italic", "align")
_RULES = ("regulation",)
_END = r"\./\.$"


def _of_last(pattern: str, old: str, new: str) -> Fault:
    def fault(opened: Opened) -> None:
        paragraph = opened.paragraphs(pattern)[-1]
        edits.say(paragraph, words_of(paragraph).replace(old, new))

    return fault


def _composed(opened: Opened) -> None:
    for one in opened.paragraph(BODY).iter("{*}t"):
        one.text = unicodedata.normalize("NFD", one.text or "")


def _typed_indent(opened: Opened) -> None:
    paragraph = opened.paragraph(BODY)
    set_lines(paragraph, first=0)
    edits.say(paragraph, "          " + words_of(paragraph))


def _blank_between(opened: Opened) -> None:
    paragraph = opened.paragraphs(BODY)[0]
    edits.put_behind(paragraph, "")
    edits.put_behind(paragraph, words_of(paragraph))
    edits.put_behind(paragraph, "")


def _two_columns(opened: Opened) -> None:
    section = opened.sections()[0]
    columns = section.find(f"{{{W}}}cols")
    if columns is None:
        columns = etree.SubElement(section, f"{{{W}}}cols")
    columns.set(f"{{{W}}}num", "2")


def _narrow(opened: Opened) -> None:
    paragraph = opened.paragraph(BODY)
    set_lines(paragraph, first=12.7)
    next(paragraph.iter("{*}ind")).set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}right", "1000"
    )


_HEADINGS = (
    *some_looks("part", "“Phần”", PART, *_LOOKS),
    *some_looks("part-title", "Tiêu đề phần", PART_TITLE, *_LOOKS, "capitals"),
    *some_looks("chapter", "“Chương”", CHAPTER, *_LOOKS),
    *some_looks("chapter-title", "Tiêu đề chương", CHAPTER_TITLE, *_LOOKS, "capitals"),
    *some_looks("numbered-section", "“Mục”", NUMBERED_SECTION, *_LOOKS),
    *some_looks(
        "numbered-section-title", "Tiêu đề mục", NUMBERED_SECTION_TITLE, *_LOOKS, "capitals"
    ),
    Mutation(
        "part-arabic",
        "Phần đánh số Ả Rập",
        ("part-number",),
        said(PART, "Phần 1"),
        also=("part-order",),
    ),
    Mutation(
        "chapter-arabic",
        "Chương đánh số Ả Rập",
        ("part-number",),
        said(CHAPTER, "Chương 1"),
        also=("part-order",),
    ),
    Mutation(
        "chapter-with-title",
        "Số chương và tiêu đề cùng dòng",
        ("part-own-line",),
        said(CHAPTER, "Chương I. QUY ĐỊNH CHUNG"),
    ),
    Mutation(
        "chapter-untitled", "Chương không có tiêu đề", ("part-title-missing",), gone(CHAPTER_TITLE)
    ),
    Mutation("part-iii", "Phần I rồi Phần III", ("part-order",), _of_last(PART, "II", "III")),
    Mutation(
        "section-latin",
        "“Mục I” đánh số La Mã",
        ("section-number",),
        said(NUMBERED_SECTION, "Mục I"),
    ),
    Mutation(
        "roman-order",
        "Mục I rồi mục III",
        ("section-order",),
        typed(r"^II\. [A-ZĐ]", "^II", "III"),
        types=("summary-report",),
    ),
    Mutation(
        "roman-colon",
        "Cuối tiêu đề mục có dấu hai chấm",
        ("section-end",),
        typed(SECTION, "$", ":"),
        types=("summary-report",),
    ),
)
_ARTICLES = (
    Mutation(
        "article-large", "“ĐIỀU 1.” in hoa", ("article-word",), typed(ARTICLE, "^Điều", "ĐIỀU")
    ),
    Mutation(
        "article-twice",
        "Hai Điều 2",
        ("article-order",),
        typed(r"^Điều 3\.", "^Điều 3", "Điều 2"),
        also=("recipient-article",),
    ),
    Mutation("point-large", "Điểm ghi “A)”", ("point-case",), typed(POINT, r"^a\)", "A)")),
)
_TEXT = (
    Mutation("composed", "Chữ gõ bằng dấu rời", ("composed-letters",), _composed),
    Mutation(
        "stretched", "Tên loại giãn chữ 2 pt", ("stretched-letters",), letters(TYPE, spacing=2)
    ),
    Mutation(
        "body-scaled", "Một đoạn chữ co 80%", ("stretched-letters",), letters(BODY, scaled=80)
    ),
    Mutation("body-struck", "Một đoạn bị gạch ngang", ("struck",), letters(BODY, struck=True)),
    Mutation(
        "body-small-capitals",
        "Một đoạn chữ hoa nhỏ",
        ("small-capitals",),
        letters(BODY, small_capitals=True),
    ),
    Mutation("text-in-columns", "Lời văn chia hai cột", ("text-columns",), _two_columns),
    Mutation(
        "article-all-bold",
        "Cả Điều in đậm",
        ("body-bold",),
        letters(r"^Điều 3\. .*\./\.$", bold=True),
    ),
    Mutation(
        "basis-13",
        "Căn cứ cỡ 13, lời văn cỡ 14",
        ("body-one-size",),
        several(
            every_letters(BASIS, size=13),
            every_letters(ARTICLE, size=14),
        ),
        also=("basis-size",),
    ),
    Mutation("body-blanks", "Lùi đầu dòng bằng dấu cách", ("body-typed-indent",), _typed_indent),
    Mutation("body-narrow", "Lời văn thụt bên phải", ("body-right-edge",), _narrow),
    Mutation(
        "body-apart",
        "Dòng trống giữa các đoạn",
        ("body-blank-lines",),
        _blank_between,
        also=("paragraph-gap",),
    ),
    Mutation("end-mark-gone", "Không có “./.”", ("end-mark",), typed(_END, _END, ".")),
)
MUTATIONS = (*_HEADINGS, *_ARTICLES, *_TEXT)
