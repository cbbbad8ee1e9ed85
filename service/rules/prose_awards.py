"""Text rules about the names of titles and awards, which the law of emulation and commendation fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_letters
from typing import Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import violation_at
from service.rules.texts import CAPITAL, LISTED, SMALL, prose_rule

#: As the law writes them; capital is their first letter alone.
_NAMES: Final = (
    "Tập thể lao động tiên tiến",
    "Tập thể lao động xuất sắc",
    "Lao động tiên tiến",
    "Chiến sĩ thi đua cơ sở",
    "Chiến sĩ thi đua toàn quốc",
    "Chiến sĩ tiên tiến",
    "Đơn vị tiên tiến",
    "Đơn vị quyết thắng",
    "Giấy khen",
    "Bằng khen",
    "Kỷ niệm chương",
)
_LETTERS: Final = f"{SMALL}{CAPITAL}".replace("-", "") + ascii_letters
#: Syllables that are spelt by ear, without their marks.
_BY_EAR: Final = {"xuat sac": ("xuat xac", "suat sac", "suat xac"), "ky niem": ("ki niem",)}


def _unmarked_forms() -> Iterator[tuple[str, str]]:
    """Every way to write a name, small and without marks, with the name."""
    for name in _NAMES:
        bare = vietnamese.ascii_fold(name.lower())
        yield bare, name
        for right, wrongs in _BY_EAR.items():
            yield from ((bare.replace(right, wrong), name) for wrong in wrongs if right in bare)


_FORMS: Final = tuple(_unmarked_forms())
#: "bảng khen thưởng" is a table, "giay-khen.docx" a file.
_GOES_ON: Final = re.compile(r"[\w\-/]| [Tt]hưởng")
#: Each letter to the small one without its marks, one for one.
_UNMARKED: Final = str.maketrans(
    {letter: vietnamese.ascii_fold(letter).lower() for letter in _LETTERS if letter.isalpha()}
)
_FORM_OF_AWARD: Final = (
    r"(?P<form>[“\"‘']?(?:Giấy khen|Bằng khen|Huân chương|Huy chương|Kỷ niệm chương)\b)"
)
#: Swapped words, and a level that the title does not name.
_TURNED: Final = (
    (re.compile(r"ập thể (?P<which>tiên tiến|xuất sắc) lao động\b"), r"ập thể lao động \g<which>"),
    (re.compile(r"hiến s(?P<i>[ĩỹ]) thi đua cấp (?P<where>cơ sở|toàn quốc)\b"), r"hiến s\g<i> thi đua \g<where>"),
)  # fmt: skip
#: A form of award that is called a title.
_CALLED_A_TITLE: Final = re.compile(rf"anh hiệu {_FORM_OF_AWARD}")
_AS_A_TITLE: Final = re.compile(
    rf"\b(?:(?P<verb>công nhận|tặng) )?(?:[Dd]anh hiệu )+{_FORM_OF_AWARD}"
)


def _misnamed(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a name stands otherwise than the law has it, and what belongs there; in capitals as a whole it is a heading."""
    bare, taken = text.translate(_UNMARKED), list[range]()
    for form, name in _FORMS:
        start = bare.find(form)
        while start >= 0:
            end, typed = start + len(form), text[start : start + len(form)]
            is_alone = not (start and (text[start - 1].isalnum() or text[start - 1] in "-/."))
            # The longest names come first: "lao động tiên tiến" is a part of "tập thể lao động tiên tiến".
            is_part = any(start in longer for longer in taken)
            if is_alone and not is_part and not typed.isupper() and not _GOES_ON.match(text, end):
                taken.append(range(start, end))
                right = name if typed[0].isupper() else name[0].lower() + name[1:]
                if typed != right:
                    yield start, end, right
            start = bare.find(form, end)


def _is_any_wrong(joined: str) -> bool:
    quick = (*(pattern for pattern, _ in _TURNED), _CALLED_A_TITLE)
    return any(one.search(joined) for one in quick) or any(True for _ in _misnamed(joined))


def _as_a_form(found: re.Match[str]) -> str:
    return f"tặng {found['form']}" if found["verb"] else found["form"]


@prose_rule("award_name", roles=LISTED, prefilter=_is_any_wrong)
def award_name(text: str) -> Iterator[Violation]:
    """Danh hiệu thi đua, hình thức khen thưởng viết đúng tên trong Luật: “Tập thể lao động tiên tiến”, “Chiến sĩ thi đua cơ
    sở”; Giấy khen, Bằng khen là hình thức khen thưởng nên “tặng”, không gọi là danh hiệu (Luật Thi đua, khen thưởng năm 2022, Điều
    24, 27, 28 và 75; Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    named = text
    for start, end, right in sorted(_misnamed(text), reverse=True):
        named = named[:start] + right + named[end:]
    for pattern, into in _TURNED:
        named = pattern.sub(into, named)
    named = _AS_A_TITLE.sub(_as_a_form, named)
    if named != text:
        yield violation_at(
            "", "Tên danh hiệu, hình thức khen thưởng chưa đúng như trong Luật; sửa lại", named
        )


AWARD_TEXT_RULES: Final = (award_name,)
