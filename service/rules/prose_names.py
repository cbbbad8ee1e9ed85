"""Text rules about the capitals of names that Phụ lục II of the decree fixes: organs, offices, orders, feasts, regions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from service.errors import Violation
from service.language import vietnamese
from service.rules import violation_at
from service.rules.texts import ALL_BUT_BASES, prose_rule

#: Departments and ministries by what follows "Sở", "Bộ"; those that may be read as a verb ("Sở xây dựng kế hoạch") are left out.
_FIELDS: Final = (
    "Nội vụ",
    "Ngoại vụ",
    "Tài chính",
    "Tư pháp",
    "Công Thương",
    "Y tế",
    "Khoa học và Công nghệ",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
    "Dân tộc và Tôn giáo",
    "Ngoại giao",
    "Quốc phòng",
    "Công an",
)
_ORDERS: Final = (
    "Sao vàng",
    "Hồ Chí Minh",
    "Độc lập",
    "Quân công",
    "Lao động",
    "Bảo vệ Tổ quốc",
    "Chiến công",
    "Đại đoàn kết dân tộc",
    "Dũng cảm",
    "Hữu nghị",
)
_TITLES_OF_HONOUR: Final = (
    ("nh hùng ", ("Lao động", "Lực lượng vũ trang nhân dân")),
    *((title, ("Nhân dân", "Ưu tú")) for title in ("ghệ sĩ ", "hà giáo ", "hầy thuốc ")),
)
_WEEKDAYS: Final = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
_REGIONS: Final = (
    ("Tây Nguyên", ("tây nguyên", "Tây nguyên", "tây Nguyên")),
    ("Đông Nam Bộ", ("đông nam bộ", "Đông nam bộ", "Đông Nam bộ")),
    ("Bắc Trung Bộ", ("bắc trung bộ", "Bắc trung bộ", "Bắc Trung bộ")),
    ("Nam Trung Bộ", ("nam trung bộ", "Nam trung bộ", "Nam Trung bộ")),
)


class _Kind(NamedTuple):
    """One kind of name: where it is written wrong, and what belongs there."""

    wrong: re.Pattern[str]
    right: Callable[[re.Match[str]], str]


def _proper(before: str, names: tuple[str, ...], after: str = r"\b") -> _Kind:
    """Any other capitals of the names behind some words; what stands in capitals as a whole is a heading."""
    known = {vietnamese.lower(name): name for name in names}
    exact = "|".join(map(re.escape, names))

    def right(found: re.Match[str]) -> str:
        typed = found["name"]
        return before + (typed if typed.isupper() else known[vietnamese.lower(typed)])

    longest_first = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return _Kind(
        re.compile(rf"{before}(?!(?:{exact})\b)(?P<name>(?i:{longest_first})){after}"), right
    )


def _words(pattern: str, right: str) -> _Kind:
    return _Kind(re.compile(rf"{pattern}\b"), lambda _: right)


def _grade(order: str) -> _Kind:
    """Of what class an order or a medal is."""
    return _Kind(
        re.compile(
            rf"{order} chương (?P<which>[^,.;()“”]{{3,40}} [Hh]ạng) (?P<grade>nhất|nhì|ba)\b"
        ),
        lambda found: f"{order} chương {found['which']} {found['grade'].capitalize()}",
    )


#: Every pattern begins with letters of its own, so that a long text is searched fast.
_KINDS: Final = (
    *(_proper(organ, _FIELDS) for organ in ("Sở ", "Bộ ")),
    _proper("uân chương ", _ORDERS),
    *map(_grade, ("uân", "uy")),
    *(_proper(title, honours) for title, honours in _TITLES_OF_HONOUR),
    *(_words(wrong, right) for right, wrongs in _REGIONS for wrong in wrongs),
    *(_proper(word, ("Bắc", "Trung", "Nam"), r"\b(?! du| bình| tâm)") for word in ("miền ", "Miền ")),
    *(_proper(word, _WEEKDAYS, r"(?=,? \(?ngày \d)") for word in ("thứ ", "Thứ ")),
    *(_proper(f"{part} thứ ", _WEEKDAYS) for part in ("sáng", "Sáng", "chiều", "Chiều", "tối", "Tối")),
    *(_words(f"{wrong}hính phủ", "Thủ tướng Chính phủ") for wrong in ("thủ tướng [Cc]", "Thủ tướng c")),
    *(_words(wrong, "Chủ tịch nước") for wrong in ("chủ tịch [Nn]ước", "Chủ tịch Nước")),
    *(_words(f"{who} quốc hội", f"{who} Quốc hội") for who in ("ại biểu", "hủ tịch")),
    *(_words(f"quốc hội {term}", f"Quốc hội {term}") for term in ("khóa", "khoá")),
    _words("ết (?:[Nn]guyên Đán|nguyên đán)", "ết Nguyên đán"),
    _words("ết (?:[Tt]rung Thu|trung thu)", "ết Trung thu"),
    *(_words(f"{day} (?:Quốc Khánh|quốc khánh)", f"{day} Quốc khánh") for day in ("gày", "ễ", "ịp")),
    *(_words(wrong, "Cách mạng tháng Tám") for wrong in ("cách mạng [Tt]háng [Tt]ám", "Cách mạng (?:Tháng [Tt]ám|tháng tám)")),
)  # fmt: skip


def _is_any_wrong(joined: str) -> bool:
    return any(kind.wrong.search(joined) for kind in _KINDS)


@prose_rule("proper_name_capitals", roles=ALL_BUT_BASES, prefilter=_is_any_wrong)
def names_in_text(text: str) -> Iterator[Violation]:
    """Viết hoa đúng tên cơ quan (“Sở Nội vụ”), chức vụ (“Thủ tướng Chính phủ”), huân chương, danh hiệu vinh dự (“Huân chương
    Lao động hạng Ba”, “Anh hùng Lao động”), ngày tết, ngày lễ (“tết Nguyên đán”), thứ trong tuần (“thứ Hai”), tên vùng (“Tây
    Nguyên”, “miền Trung”) (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục III.1.đ, IV.1.a, V.2, V.3, V.5, V.8 và V.9; cảnh báo)."""
    named = text
    for kind in _KINDS:
        named = kind.wrong.sub(kind.right, named)
    if named != text:
        yield violation_at(
            "", "Tên riêng viết hoa chưa đúng Phụ lục II Nghị định số 30/2020/NĐ-CP; sửa lại", named
        )


NAME_TEXT_RULES: Final = (names_in_text,)
