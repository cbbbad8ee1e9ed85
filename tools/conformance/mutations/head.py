"""Faults of the head: Quốc hiệu, Tiêu ngữ, the two organs, number, place and date."""

from __future__ import annotations

from tools.conformance.mutations.mutation import (
    DATE,
    MOTTO,
    NATIONAL,
    NUMBER,
    ORGAN,
    PARENT,
    Fault,
    Mutation,
    cased,
    gone,
    letters,
    lines,
    typed,
)
from tools.conformance.opened import Opened, remove, rule_of, stretch_rule


def no_rule(pattern: str) -> Fault:
    """The rule under the line is taken out."""

    def fault(opened: Opened) -> None:
        for drawn in rule_of(opened.paragraph(pattern)):
            remove(drawn)

    return fault


def stretched_rule(pattern: str, factor: float) -> Fault:
    """The rule under the line is so many times as long."""

    def fault(opened: Opened) -> None:
        for drawn in rule_of(opened.paragraph(pattern)):
            stretch_rule(drawn, factor)

    return fault


_QUOC_HIEU = (
    Mutation(
        "national-14",
        "Quốc hiệu cỡ 14",
        ("national-size",),
        letters(NATIONAL, size=14),
        also=("national-one-line", "sizes-together"),
    ),
    Mutation("national-11", "Quốc hiệu cỡ 11", ("national-size",), letters(NATIONAL, size=11)),
    Mutation(
        "national-thin", "Quốc hiệu không đậm", ("national-bold",), letters(NATIONAL, bold=False)
    ),
    Mutation(
        "national-italic",
        "Quốc hiệu in nghiêng",
        ("national-italic",),
        letters(NATIONAL, italic=True),
    ),
    Mutation(
        "national-left", "Quốc hiệu canh trái", ("national-align",), lines(NATIONAL, align="left")
    ),
    Mutation(
        "national-words",
        "Quốc hiệu sai chữ",
        ("national-words",),
        typed(NATIONAL, "CHỦ NGHĨA", "CHŨ NGHĨA"),
    ),
    Mutation(
        "national-case",
        "Quốc hiệu chữ thường",
        ("national-capitals", "national-words"),
        typed(NATIONAL, ".+", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ),
    Mutation(
        "motto-12",
        "Tiêu ngữ cỡ 12",
        ("motto-size",),
        letters(MOTTO, size=12),
        also=("motto-rule-length",),
    ),
    Mutation(
        "motto-15",
        "Tiêu ngữ cỡ 15",
        ("motto-size",),
        letters(MOTTO, size=15),
        also=("motto-rule-length",),
    ),
    Mutation("motto-thin", "Tiêu ngữ không đậm", ("motto-bold",), letters(MOTTO, bold=False)),
    Mutation("motto-italic", "Tiêu ngữ in nghiêng", ("motto-italic",), letters(MOTTO, italic=True)),
    Mutation("motto-left", "Tiêu ngữ canh trái", ("motto-align",), lines(MOTTO, align="left")),
    Mutation(
        "motto-dashes",
        "Tiêu ngữ dùng gạch ngang dài",
        ("motto-hyphens",),
        typed(MOTTO, ".+", "Độc lập – Tự do – Hạnh phúc"),
    ),
    Mutation(
        "motto-no-blanks",
        "Tiêu ngữ không cách chữ",
        ("motto-blanks",),
        typed(MOTTO, ".+", "Độc lập-Tự do-Hạnh phúc"),
    ),
    Mutation(
        "motto-capitals",
        "Tiêu ngữ viết hoa từng chữ",
        ("motto-capitals",),
        typed(MOTTO, ".+", "Độc Lập - Tự Do - Hạnh Phúc"),
    ),
    Mutation("motto-no-rule", "Không kẻ dưới Tiêu ngữ", ("motto-rule",), no_rule(MOTTO)),
    Mutation(
        "motto-short-rule",
        "Kẻ dưới Tiêu ngữ ngắn",
        ("motto-rule-length", "motto-rule"),
        stretched_rule(MOTTO, 0.5),
    ),
)
_ORGANS = (
    Mutation(
        "parent-bold", "Cơ quan chủ quản in đậm", ("parent-bold",), letters(PARENT, bold=True)
    ),
    Mutation("parent-14", "Cơ quan chủ quản cỡ 14", ("parent-size",), letters(PARENT, size=14)),
    Mutation(
        "parent-italic",
        "Cơ quan chủ quản in nghiêng",
        ("parent-italic",),
        letters(PARENT, italic=True),
    ),
    Mutation("organ-thin", "Tên cơ quan không đậm", ("organ-bold",), letters(ORGAN, bold=False)),
    Mutation(
        "organ-14",
        "Tên cơ quan cỡ 14",
        ("organ-size",),
        letters(ORGAN, size=14),
        also=("organ-rule-length",),
    ),
    Mutation(
        "organ-11",
        "Tên cơ quan cỡ 11",
        ("organ-size",),
        letters(ORGAN, size=11),
        also=("organ-rule-length",),
    ),
    Mutation(
        "organ-italic", "Tên cơ quan in nghiêng", ("organ-italic",), letters(ORGAN, italic=True)
    ),
    Mutation(
        "organ-case",
        "Tên cơ quan chữ thường",
        ("organ-capitals",),
        cased(ORGAN, "lower"),
        also=("organ-rule-length",),
    ),
    Mutation(
        "organ-left",
        "Tên cơ quan canh trái",
        # Both names may stand in one paragraph; then it is told of the first.
        ("organ-align", "parent-align"),
        lines(ORGAN, align="left"),
    ),
    Mutation("organ-no-rule", "Không kẻ dưới tên cơ quan", ("organ-rule",), no_rule(ORGAN)),
    Mutation(
        "organ-long-rule",
        "Kẻ dưới tên cơ quan dài quá",
        ("organ-rule-length", "organ-rule"),
        stretched_rule(ORGAN, 2.2),
    ),
)
_NUMBER_AND_DATE = (
    Mutation("number-12", "Số, ký hiệu cỡ 12", ("number-size",), letters(NUMBER, size=12)),
    Mutation("number-14", "Số, ký hiệu cỡ 14", ("number-size",), letters(NUMBER, size=14)),
    Mutation(
        "number-bold-type", "Số, ký hiệu in đậm", ("number-bold",), letters(NUMBER, bold=True)
    ),
    Mutation(
        "number-slanted", "Số, ký hiệu in nghiêng", ("number-italic",), letters(NUMBER, italic=True)
    ),
    Mutation(
        "number-left", "Số, ký hiệu canh trái", ("number-align",), lines(NUMBER, align="left")
    ),
    Mutation(
        "number-colon",
        "Sau chữ “Số” không có dấu hai chấm",
        ("number-colon",),
        typed(NUMBER, "^Số:", "Số"),
    ),
    Mutation(
        "number-one-digit",
        "Số nhỏ hơn 10 không có số 0",
        ("number-padding",),
        typed(NUMBER, r"\d+/", "5/"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-no-slash",
        "Giữa số và ký hiệu không có dấu gạch chéo",
        ("number-slash",),
        typed(NUMBER, r"(\d)/", r"\1-"),
    ),
    Mutation(
        "number-dash",
        "Ký hiệu dùng gạch ngang dài",
        ("number-hyphen",),
        typed(NUMBER, "-", "–"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-blanks",
        "Ký hiệu cách chữ quanh gạch nối",
        ("number-blanks",),
        typed(NUMBER, "-", " - "),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-blank-colon", "“Số :” cách chữ", ("number-colon",), typed(NUMBER, "^Số:", "Số :")
    ),
    Mutation(
        "number-as-party",
        "Số kiểu văn bản Đảng: “27-QĐ/SNgV”",
        ("number-slash",),
        typed(NUMBER, r"(\d+)/(\w+)-", r"\1-\2/"),
    ),
    Mutation("number-capitals", "Chữ “SỐ” in hoa", ("number-word",), typed(NUMBER, "^Số", "SỐ")),
    Mutation("number-gone", "Không có số, ký hiệu", ("number-missing",), gone(NUMBER)),
    Mutation("date-upright", "Ngày tháng chữ đứng", ("date-italic",), letters(DATE, italic=False)),
    Mutation("date-bold", "Ngày tháng in đậm", ("date-bold",), letters(DATE, bold=True)),
    Mutation("date-12", "Ngày tháng cỡ 12", ("date-size",), letters(DATE, size=12)),
    Mutation("date-left", "Ngày tháng canh trái", ("date-align",), lines(DATE, align="left")),
    Mutation(
        "date-day",
        "Ngày nhỏ hơn 10 không có số 0",
        ("day-padding",),
        typed(DATE, r"ngày \d+", "ngày 6"),
    ),
    Mutation(
        "date-month",
        "Tháng 2 không có số 0",
        ("month-padding",),
        typed(DATE, r"tháng \d+", "tháng 2"),
    ),
    Mutation(
        "date-month-padded",
        "Tháng viết thừa số 0",
        ("month-zeros",),
        typed(DATE, r"tháng \d+", "tháng 06"),
    ),
    Mutation(
        "date-short",
        "Ngày tháng viết tắt 06/7/2020",
        ("date-words",),
        typed(DATE, r"ngày.*", "06/7/2020"),
    ),
    Mutation("date-comma", "Sau địa danh không có dấu phẩy", ("date-comma",), typed(DATE, ",", "")),
    Mutation(
        "date-place",
        "Địa danh không viết hoa",
        ("place-capitals",),
        typed(DATE, r"^\w+ \w+", "quảng lâm"),
    ),
    Mutation("date-gone", "Không có địa danh, ngày tháng", ("date-missing",), gone(DATE)),
)
MUTATIONS = (*_QUOC_HIEU, *_ORGANS, *_NUMBER_AND_DATE)
