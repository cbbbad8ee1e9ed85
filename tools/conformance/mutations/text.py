"""Faults of the type's name, the subject and the text."""

from __future__ import annotations

from tools.conformance.mutations.mutation import (
    ADDRESS,
    ARTICLE,
    AUTHORITY,
    BASIS,
    BODY,
    CLAUSE_TITLE,
    ENACTING,
    LAST_BASIS,
    POINT,
    SECTION,
    TYPE,
    Fault,
    Mutation,
    cased,
    every_letters,
    gone,
    letters,
    lines,
    subject,
    typed,
)
from tools.conformance.opened import (
    Absent,
    Opened,
    in_case,
    remove,
    retype,
    rule_of,
    set_letters,
    set_lines,
    stretch_rule,
)


def _subject_letters(**look: object) -> Fault:
    def fault(_: Opened, paragraph: object) -> None:
        for run in paragraph.iter("{*}r"):  # type: ignore[attr-defined]
            set_letters(run, **look)

    return subject(fault)


def _subject_rule(factor: float) -> Fault:
    def fault(_: Opened, paragraph: object) -> None:
        for drawn in rule_of(paragraph):
            stretch_rule(drawn, factor) if factor else remove(drawn)

    return subject(fault)


def _slanted_number(opened: Opened) -> None:
    number, *others = opened.runs(ARTICLE)
    if not others:
        raise Absent("a run of its own for the number")
    set_letters(number, italic=True)


_TITLE = (
    Mutation("type-16", "Tên loại cỡ 16", ("type-size",), letters(TYPE, size=16)),
    Mutation("type-12", "Tên loại cỡ 12", ("type-size",), letters(TYPE, size=12)),
    Mutation("type-thin", "Tên loại không đậm", ("type-bold",), letters(TYPE, bold=False)),
    Mutation("type-italic", "Tên loại in nghiêng", ("type-italic",), letters(TYPE, italic=True)),
    Mutation("type-case", "Tên loại chữ thường", ("type-capitals",), cased(TYPE, "lower")),
    Mutation("type-left", "Tên loại canh trái", ("type-align",), lines(TYPE, align="left")),
    Mutation(
        "type-underlined", "Tên loại gạch chân", ("underlined",), letters(TYPE, underlined=True)
    ),
    Mutation(
        "subject-thin", "Trích yếu không đậm", ("subject-bold",), _subject_letters(bold=False)
    ),
    Mutation(
        "subject-italic", "Trích yếu in nghiêng", ("subject-italic",), _subject_letters(italic=True)
    ),
    Mutation("subject-12", "Trích yếu cỡ 12", ("subject-size",), _subject_letters(size=12)),
    Mutation("subject-16", "Trích yếu cỡ 16", ("subject-size",), _subject_letters(size=16)),
    Mutation(
        "subject-capitals",
        "Trích yếu in hoa",
        ("subject-case",),
        subject(lambda _, one: in_case(one, "upper")),
    ),
    Mutation(
        "subject-left",
        "Trích yếu canh trái",
        ("subject-align",),
        subject(lambda _, one: set_lines(one, align="left")),
    ),
    Mutation(
        "subject-v-v",
        "Trích yếu ghi “V/v”",
        ("subject-words",),
        subject(lambda _, one: retype(one, "^Về việc", "V/v")),
    ),
    Mutation(
        "subject-no-rule",
        "Không kẻ dưới trích yếu",
        ("subject-rule",),
        _subject_rule(0),
        types=("commendation-decision", "summary-report"),
    ),
    Mutation(
        "subject-long-rule",
        "Kẻ dưới trích yếu dài quá",
        ("subject-rule-length", "subject-rule"),
        _subject_rule(2.2),
        types=("commendation-decision", "summary-report"),
    ),
)
_ADDRESS_AND_BASES = (
    Mutation(
        "address-colon",
        "Sau “Kính gửi” không có dấu hai chấm",
        ("address-colon",),
        typed(ADDRESS, ":", ""),
    ),
    Mutation("address-bold", "Kính gửi in đậm", ("address-bold",), letters(ADDRESS, bold=True)),
    Mutation(
        "address-italic", "Kính gửi in nghiêng", ("address-italic",), letters(ADDRESS, italic=True)
    ),
    Mutation("address-12", "Kính gửi cỡ 12", ("address-size",), letters(ADDRESS, size=12)),
    Mutation(
        "authority-thin",
        "Thẩm quyền ban hành không đậm",
        ("authority-bold",),
        letters(AUTHORITY, bold=False),
        types=("commendation-decision",),
    ),
    Mutation(
        "authority-left",
        "Thẩm quyền ban hành canh trái",
        ("authority-align",),
        lines(AUTHORITY, align="left"),
        types=("commendation-decision",),
    ),
    Mutation("basis-upright", "Căn cứ chữ đứng", ("basis-italic",), letters(BASIS, italic=False)),
    Mutation("basis-bold", "Căn cứ in đậm", ("basis-bold",), letters(BASIS, bold=True)),
    Mutation("basis-12", "Căn cứ cỡ 12", ("basis-size",), letters(BASIS, size=12)),
    Mutation(
        "basis-mark",
        "Cuối căn cứ không có dấu chấm phẩy",
        ("basis-marks",),
        typed(BASIS, ";$", ","),
    ),
    Mutation(
        "basis-last",
        "Căn cứ cuối không kết thúc bằng dấu chấm",
        ("basis-marks",),
        typed(LAST_BASIS, r"\.$", ";"),
    ),
    Mutation(
        "enacting-left",
        "“QUYẾT ĐỊNH:” canh trái",
        ("enacting-align",),
        lines(ENACTING, align="left"),
    ),
    Mutation(
        "enacting-thin",
        "“QUYẾT ĐỊNH:” không đậm",
        ("enacting-bold",),
        letters(ENACTING, bold=False),
    ),
)
_BODY = (
    Mutation(
        "body-12",
        "Một đoạn lời văn cỡ 12",
        ("body-size",),
        letters(BODY, size=12),
        also=("body-one-size",),
    ),
    Mutation(
        "body-15",
        "Một đoạn lời văn cỡ 15",
        ("body-size",),
        letters(BODY, size=15),
        also=("body-one-size",),
    ),
    Mutation("body-left", "Lời văn canh trái", ("body-align",), lines(BODY, align="left")),
    Mutation("body-centre", "Lời văn canh giữa", ("body-align",), lines(BODY, align="center")),
    Mutation("body-no-indent", "Không lùi đầu dòng", ("body-indent",), lines(BODY, first=0)),
    Mutation("body-wide-indent", "Lùi đầu dòng 20 mm", ("body-indent",), lines(BODY, first=20)),
    Mutation(
        "body-close", "Đoạn cách nhau 2 pt", ("paragraph-gap",), lines(BODY, before=0, after=2)
    ),
    Mutation("body-double", "Dòng cách đôi", ("line-spacing",), lines(BODY, line=2)),
    Mutation("body-tight", "Dòng chính xác 12 pt", ("line-spacing",), lines(BODY, exact=12)),
    Mutation("body-italic", "Lời văn in nghiêng", ("body-italic",), letters(BODY, italic=True)),
    Mutation("body-bold", "Lời văn in đậm", ("body-bold",), letters(BODY, bold=True)),
    Mutation("body-capitals", "Lời văn in hoa", ("body-case",), cased(BODY, "upper")),
    Mutation(
        "article-colon",
        "Sau số của điều là dấu hai chấm",
        ("article-mark",),
        typed(ARTICLE, r"^(Điều \d)\.", r"\1:"),
    ),
    Mutation(
        "article-roman",
        "Điều đánh số La Mã",
        ("article-number", "article-order"),
        typed(ARTICLE, r"^Điều 1", "Điều I"),
    ),
    Mutation(
        "article-thin", "Chữ “Điều” không đậm", ("article-bold",), letters(ARTICLE, bold=False)
    ),
    Mutation("article-italic", "“Điều 1.” in nghiêng", ("article-italic",), _slanted_number),
    Mutation(
        "article-all-italic",
        "Cả Điều in nghiêng",
        ("body-italic",),
        letters(r"^Điều 3\. .*\./\.$", italic=True),
    ),
    Mutation(
        "article-no-indent", "Điều không lùi đầu dòng", ("body-indent",), lines(ARTICLE, first=0)
    ),
    Mutation(
        "section-thin",
        "Tiêu đề mục không đậm",
        ("section-bold",),
        letters(SECTION, bold=False),
        types=("summary-report",),
    ),
    Mutation(
        "section-case",
        "Tiêu đề mục chữ thường",
        ("section-capitals",),
        cased(SECTION, "lower"),
        types=("summary-report",),
    ),
    Mutation(
        "section-italic",
        "Tiêu đề mục in nghiêng",
        ("section-italic",),
        letters(SECTION, italic=True),
        types=("summary-report",),
    ),
    Mutation(
        "section-16",
        "Tiêu đề mục cỡ 16",
        ("section-size",),
        letters(SECTION, size=16),
        types=("summary-report",),
    ),
    Mutation(
        "section-mark",
        "Sau số của mục không có dấu chấm",
        ("section-mark",),
        typed(SECTION, r"^(\w+)\.", r"\1/"),
        types=("summary-report",),
    ),
    Mutation(
        "clause-title-thin",
        "Tiêu đề khoản không đậm",
        ("clause-bold",),
        letters(CLAUSE_TITLE, bold=False),
        types=("summary-report", "conference-minutes"),
    ),
    Mutation(
        "clause-bracket",
        "Khoản đánh số “1)”",
        ("clause-mark",),
        typed(CLAUSE_TITLE, r"^(\d)\.", r"\1)"),
    ),
    Mutation("point-full-stop", "Điểm ghi “a.”", ("point-mark",), typed(POINT, r"^a\)", "a.")),
    Mutation("point-bold", "Điểm in đậm", ("point-bold",), letters(POINT, bold=True)),
    Mutation(
        "point-order",
        "Điểm không theo bảng chữ cái tiếng Việt",
        ("point-letters",),
        typed(r"^b\) ", r"^b\)", "f)"),
    ),
    Mutation(
        "text-all-12",
        "Cả lời văn cỡ 12",
        ("body-size",),
        every_letters(BODY, size=12),
        also=("body-one-size",),
    ),
    Mutation("enacting-gone", "Không có “QUYẾT ĐỊNH:”", ("enacting-missing",), gone(ENACTING)),
)
MUTATIONS = (*_TITLE, *_ADDRESS_AND_BASES, *_BODY)
