"""Rules about how names of persons are written: titles in front, capitals, small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.errors import Violation
from service.language import name_words, vietnamese
from service.rules import Record, rule, violation_at
from service.rules.name_lists import person_lists

# Those who sign: the decree speaks of the name above which a signature stands.
_SIGNING: Final = ("signer", "chair", "secretary")

_TITLE: Final = (
    r"(?:(?:PGS|GS|TS|TSKH|ThS|Ths|THS|BS|DS|KS|CN|LS|CKI|CKII|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT)(?:\b\.?|\.)"
    r"|(?:Phó giáo sư|Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Bác sỹ|Dược sĩ|Kỹ sư|Cử nhân|Luật sư|"
    r"Nhà giáo (?:ưu tú|nhân dân)|Thầy thuốc (?:ưu tú|nhân dân))\b)"
)
_TITLES = re.compile(rf"(?:{_TITLE}[\s,.\-]*)+(?=\w)", re.IGNORECASE)
# II.7.c leaves these organs to the rules of their own branch.
_OWN_RULES = re.compile(
    r"\b(?:trường|học viện|đại học|viện|bệnh viện|trung tâm y tế|công an|quân sự|bộ đội|biên phòng)\b",
    re.IGNORECASE,
)


@rule("academic_title", reads=("/organ/organ_name",), severity="warning")
def academic_title(record: Record, _reference: Any) -> Iterator[Violation]:
    """Trước họ tên người ký không ghi học hàm, học vị và danh hiệu danh dự; đơn vị vũ trang, tổ chức sự nghiệp
    giáo dục, y tế, khoa học theo quy định riêng của ngành nên không xét (Nghị định 30/2020/NĐ-CP, Phụ lục I,
    Phần I, Mục II.7.c; cảnh báo)."""
    organ = (record.get("organ") or {}).get("organ_name") or ""
    if _OWN_RULES.search(organ):
        return
    for part in _SIGNING:
        name = _part(record, part).get("full_name") or ""
        title = _TITLES.match(name)
        if title:
            yield violation_at(
                f"/{part}/full_name",
                "Trước họ tên người ký có học hàm, học vị hoặc danh hiệu; hãy bỏ, chỉ ghi họ và tên.",
                name[title.end() :],
            )


@rule("name_capitals", severity="warning")
def name_capitals(record: Record, _reference: Any) -> Iterator[Violation]:
    """Tên người viết hoa chữ cái đầu của mỗi âm tiết, không viết toàn chữ hoa, toàn chữ thường, “Nguyễn văn An” hay
    “NGuyễn Văn An” (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục II.1; cảnh báo)."""
    for pointer, name in _names(record):
        written = with_capitals(name)
        if written == name:
            written = _with_capital_syllables(name)
        if written != name:
            yield violation_at(
                pointer,
                "Họ tên viết hoa chưa đúng; hãy viết hoa chữ cái đầu của mỗi tiếng, các chữ còn lại viết thường.",
                written,
            )


def _with_capital_syllables(name: str) -> str:
    """A name of Vietnamese syllables, one of them without its capital or with two, as it should be; any other one as it is."""
    if name.istitle():
        return name
    words = name.split()
    if not 2 <= len(words) <= 6 or not all(map(vietnamese.is_syllable, words)):
        return name
    if name_words.is_unit_name(name) or name_words.has_honorific(name):
        return name
    if any(name_words.is_position(" ".join(words[at:])) for at in range(1, len(words))):
        return name
    # A cell that opens in small letters or holds more of them than capitals is hardly a name at all.
    if sum(word[0].isupper() for word in words) * 2 < len(words):
        return name
    return " ".join(vietnamese.upper(word[0]) + vietnamese.lower(word[1:]) for word in words)


def with_capitals(name: str) -> str:
    """A name in nothing but capitals or small letters with a capital for each syllable; any other one as it is."""
    if (name.isupper() or name.islower()) and " " in name:
        return _SYLLABLE.sub(_capital, vietnamese.lower(name))
    return name


_SYLLABLE = re.compile(r"[^\W\d_]+")


def _capital(match: re.Match[str]) -> str:
    return vietnamese.upper(match[0][0]) + match[0][1:]


def _part(record: Record, name: str) -> Mapping[str, Any]:
    part = record.get(name)
    return part if isinstance(part, Mapping) else {}


def _names(record: Record) -> Iterator[tuple[str, str]]:
    """Every person's name that may be in nothing but capitals or small letters, with its pointer."""
    for part in _SIGNING:
        name = _part(record, part).get("full_name")
        if name:
            yield f"/{part}/full_name", name
    for listed in person_lists(record):
        # A name whose words begin with a capital each is written as it should be.
        for place, name in listed.unusual_names:
            yield f"{listed.pointer}/{place}/full_name", name


NAME_RULES: Final = (academic_title, name_capitals)
