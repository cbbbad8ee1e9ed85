"""Faults of the signature, the recipients and the annexes."""

from __future__ import annotations

import re

from tools.conformance.mutations.mutation import (
    ANNEX,
    ANNEX_GUIDE,
    ANNEX_TITLE,
    ARCHIVE,
    NAME,
    POSITION,
    RECIPIENTS,
    Fault,
    Mutation,
    cased,
    gone,
    letters,
    lines,
    typed,
)
from tools.conformance.opened import Opened, remove, retype, set_letters


def _recipient_letters(**look: object) -> Fault:
    def fault(opened: Opened) -> None:
        for run in opened.after(opened.paragraph(RECIPIENTS)).iter("{*}r"):
            set_letters(run, **look)

    return fault


def _recipient_typed(old: str, new: str) -> Fault:
    return lambda opened: retype(opened.after(opened.paragraph(RECIPIENTS)), old, new)


def _all_recipients_gone(opened: Opened) -> None:
    paragraph = opened.paragraph(RECIPIENTS)
    following = opened.after(paragraph)
    remove(paragraph)
    while following is not None:
        last = "Lưu" in "".join(following.itertext())
        after = None if last else opened.after(following)
        remove(following)
        following = after


def _annexes_unnamed(opened: Opened) -> None:
    for paragraph in opened.paragraphs(_NAMED.pattern):
        for one in paragraph.iter("{*}t"):
            one.text = _NAMED.sub("", one.text or "")


#: " (có Phụ lục I kèm theo)", or a whole sentence that names the annexes.
_NAMED = re.compile(r"\s*\(có Phụ\slục[^)]*\)|^Kèm theo .*Phụ\slục.*$")
_SIGNATURE = (
    Mutation(
        "position-thin", "Chức vụ không đậm", ("position-bold",), letters(POSITION, bold=False)
    ),
    Mutation("position-12", "Chức vụ cỡ 12", ("position-size",), letters(POSITION, size=12)),
    Mutation(
        "position-italic",
        "Chức vụ in nghiêng",
        ("position-italic",),
        letters(POSITION, italic=True),
    ),
    Mutation(
        "position-case", "Chức vụ chữ thường", ("position-capitals",), cased(POSITION, "lower")
    ),
    Mutation(
        "position-left", "Chức vụ canh trái", ("position-align",), lines(POSITION, align="left")
    ),
    Mutation(
        "capacity-slash",
        "Quyền hạn ghi “KT/”",
        ("capacity-mark",),
        typed(r"^KT\. ", r"^KT\. ", "KT/"),
    ),
    Mutation("name-thin", "Họ tên không đậm", ("name-bold",), letters(NAME, bold=False)),
    Mutation("name-12", "Họ tên cỡ 12", ("name-size",), letters(NAME, size=12)),
    Mutation("name-italic", "Họ tên in nghiêng", ("name-italic",), letters(NAME, italic=True)),
    Mutation("name-capitals", "Họ tên in hoa", ("name-case",), cased(NAME, "upper")),
    Mutation("name-left", "Họ tên canh trái", ("name-align",), lines(NAME, align="left")),
    Mutation("name-title", "Học vị trước họ tên", ("name-title",), typed(NAME, "^", "TS. ")),
)
_RECIPIENTS = (
    Mutation(
        "recipients-14", "“Nơi nhận” cỡ 14", ("recipients-size",), letters(RECIPIENTS, size=14)
    ),
    Mutation(
        "recipients-thin",
        "“Nơi nhận” không đậm",
        ("recipients-bold",),
        letters(RECIPIENTS, bold=False),
    ),
    Mutation(
        "recipients-upright",
        "“Nơi nhận” chữ đứng",
        ("recipients-italic",),
        letters(RECIPIENTS, italic=False),
    ),
    Mutation(
        "recipients-colon",
        "Sau “Nơi nhận” không có dấu hai chấm",
        ("recipients-colon",),
        typed(RECIPIENTS, ":", ""),
    ),
    Mutation(
        "recipients-centre",
        "“Nơi nhận” canh giữa",
        ("recipients-align",),
        lines(RECIPIENTS, align="center"),
    ),
    Mutation(
        "recipient-13", "Danh sách nơi nhận cỡ 13", ("recipient-size",), _recipient_letters(size=13)
    ),
    Mutation(
        "recipient-italic",
        "Danh sách nơi nhận in nghiêng",
        ("recipient-italic",),
        _recipient_letters(italic=True),
    ),
    Mutation(
        "recipient-bold",
        "Danh sách nơi nhận in đậm",
        ("recipient-bold",),
        _recipient_letters(bold=True),
    ),
    Mutation(
        "recipient-dash",
        "Dòng nơi nhận không có gạch đầu dòng",
        ("recipient-dash",),
        _recipient_typed("^- ", ""),
    ),
    Mutation(
        "recipient-mark",
        "Cuối dòng nơi nhận không có dấu chấm phẩy",
        ("recipient-marks",),
        _recipient_typed(";$", "."),
    ),
    Mutation(
        "archive-mark",
        "Dòng “Lưu” không kết thúc bằng dấu chấm",
        ("archive-line", "recipient-marks"),
        typed(ARCHIVE, r"\.$", ";"),
    ),
    Mutation(
        "archive-colon",
        "Sau “Lưu” không có dấu hai chấm",
        ("archive-words", "archive-line"),
        typed(ARCHIVE, "Lưu:", "Lưu"),
    ),
    Mutation(
        "archive-gone",
        "Không có dòng “Lưu”",
        ("archive-line",),
        gone(ARCHIVE),
        also=("recipient-marks",),
    ),
    Mutation(
        "recipients-gone",
        "Không có nơi nhận",
        ("recipients-missing",),
        _all_recipients_gone,
        also=("recipient-article",),
        types=("commendation-decision", "conference-minutes", "summary-report"),
    ),
)
_ANNEX = (
    Mutation(
        "annex-capitals",
        "Chữ “PHỤ LỤC” in hoa",
        ("annex-word",),
        typed(ANNEX, "^Phụ lục", "PHỤ LỤC"),
    ),
    Mutation(
        "annex-13",
        "Chữ “Phụ lục” cỡ 13",
        ("annex-size",),
        letters(ANNEX, size=13),
        also=("annex-title-size",),
    ),
    Mutation(
        "annex-thin",
        "Chữ “Phụ lục” không đậm",
        ("annex-bold",),
        letters(ANNEX, bold=False),
        also=("annex-title-bold",),
    ),
    Mutation(
        "annex-left",
        "Chữ “Phụ lục” canh trái",
        ("annex-align",),
        lines(ANNEX, align="left"),
        also=("annex-title-align",),
    ),
    Mutation(
        "annex-arabic",
        "Phụ lục đánh số Ả Rập",
        ("annex-arabic", "annex-number"),
        typed(r"^Phụ lục I\n", "I$", "1"),
        also=("annex-order", "annex-number"),
    ),
    Mutation(
        "annex-title-case",
        "Tên phụ lục chữ thường",
        ("annex-title-capitals",),
        cased(ANNEX_TITLE, "lower"),
    ),
    Mutation(
        "annex-title-thin",
        "Tên phụ lục không đậm",
        ("annex-title-bold",),
        letters(ANNEX_TITLE, bold=False),
    ),
    Mutation(
        "annex-title-16", "Tên phụ lục cỡ 16", ("annex-title-size",), letters(ANNEX_TITLE, size=16)
    ),
    Mutation(
        "annex-guide-upright",
        "Chỉ dẫn phụ lục chữ đứng",
        ("annex-guide-italic",),
        letters(ANNEX_GUIDE, italic=False),
    ),
    Mutation(
        "annex-guide-bold",
        "Chỉ dẫn phụ lục in đậm",
        ("annex-guide-bold",),
        letters(ANNEX_GUIDE, bold=True),
    ),
    Mutation(
        "annex-guide-12",
        "Chỉ dẫn phụ lục cỡ 12",
        ("annex-guide-size",),
        letters(ANNEX_GUIDE, size=12),
    ),
    Mutation(
        "annex-guide-left",
        "Chỉ dẫn phụ lục canh trái",
        ("annex-guide-align",),
        lines(ANNEX_GUIDE, align="left"),
    ),
    Mutation(
        "annex-guide-gone", "Không có chỉ dẫn kèm theo", ("annex-guide-missing",), gone(ANNEX_GUIDE)
    ),
    Mutation(
        "annex-unnamed",
        "Văn bản không chỉ dẫn phụ lục",
        ("annex-reference",),
        _annexes_unnamed,
    ),
)
MUTATIONS = (*_SIGNATURE, *_RECIPIENTS, *_ANNEX)
