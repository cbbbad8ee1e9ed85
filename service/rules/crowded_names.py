"""Rules about the cells of names in which more than a name stands: running numbers, telephones, years of birth, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.errors import Violation
from service.language import name_words, vietnamese
from service.rules import Record, rule, violation_at
from service.rules.name_lists import PERSON, NameList, name_lists

#: What may be a number or a bullet before a person ("1 Nguyễn Văn An", "A. …", "✓ …"), and before a unit ("1/Phòng A").
_BEFORE_PERSON: Final = re.compile(
    r"(?:\(?\d{1,4}(?:\W+|(?=[^\W\d_]{2}))|(?:[A-HĐ]|[IVX]+)\s*[.)/:]\s*|[^\w\s(\[\"'“‘«]+\s*)(?=[^\W\d_])"
)
_BEFORE_UNIT: Final = re.compile(r"\d{1,4}\s*[/–-]\s*(?=[^\W\d_])")
#: A number that tells two people of one name apart: "Lê Thị Hoa 2", "Lê Thị Hoa (1)".
_TOLD_APART: Final = re.compile(r"\s*(?:\d{1,2}|\(\s*\d{1,2}\s*\))\s*$")
#: A name, and what stands behind it.
_BEHIND: Final = re.compile(
    r"(?P<name>[^,;:(\[–—]+?)\s*(?:[,;:(\[–—]|\s-|-\s)\s*(?P<more>.*)", re.DOTALL
)
#: What stands behind a name and goes with it: another name, a person beside, an honour after death.
_GOES_WITH: Final = re.compile(
    r"(?:tức|bí danh|thế danh|pháp danh|tên|còn gọi|thường gọi|hay|vợ|chồng|con|cháu|bố|mẹ|cha|và|truy|cố|nguyên|chủ hộ)\b"
)
_SEX: Final = frozenset({"nam", "nữ", "nu"})
#: What only a telephone or an address of mail has.
_CONTACT: Final = re.compile(r"@|\d(?:[\s.-]?\d){7}|\b(?:sđt|sdt|điện thoại|đt)\b", re.IGNORECASE)


@rule("number_before_name", severity="warning")
def number_before_name(record: Record, _reference: Any) -> Iterator[Violation]:
    """Văn bản tự đánh số thứ tự: “1. Nguyễn Văn An”, “- Phòng Tài chính” ở ô tên thì số, dấu được in thành hai lần (Nghị định
    30/2020/NĐ-CP, Điều 12 về kiểm tra văn bản trước khi ký; cảnh báo, kèm đề nghị bỏ số)."""
    for listed in name_lists(record):
        for place, name in listed.given(listed.name):
            if name[:1].isalpha() and name[1:2].isalpha():
                continue
            bare = _without_number(name, is_person=listed.name == PERSON)
            if bare != name:
                yield violation_at(
                    f"{listed.pointer}/{place}/{listed.name}",
                    f"Dòng {place + 1}: trước tên có số thứ tự hoặc dấu đầu dòng; văn bản tự đánh số, hãy bỏ số hoặc dấu đó.",
                    bare,
                )


def _without_number(name: str, *, is_person: bool) -> str:
    bare = name_words.without_number(name, of_unit=not is_person)
    found = (_BEFORE_PERSON if is_person else _BEFORE_UNIT).match(name)
    if bare != name or not found:
        return bare
    rest = name[found.end() :]
    looks = name_words.is_person_name if is_person else name_words.is_unit_name
    return rest if looks(name_words.without_honorific(rest)) else name


@rule("more_than_name", severity="warning")
def more_than_name(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ở ô tên chỉ ghi tên: số điện thoại, năm sinh, nơi công tác, lời ghi chú gõ chung ô với tên (“Nguyễn Văn An (SĐT …)”,
    “Nguyễn Văn An - 1985”) được in nguyên như tên (Nghị định 30/2020/NĐ-CP, Điều 12; cảnh báo)."""
    for listed in name_lists(record):
        is_more = _is_more if listed.name == PERSON else _has_contact
        for place, name in _unusual(listed):
            if is_more(name):
                yield violation_at(
                    f"{listed.pointer}/{place}/{listed.name}",
                    f"Dòng {place + 1}: ô tên có cả nội dung khác ngoài tên (điện thoại, năm sinh, đơn vị, ghi chú …); "
                    "hãy chuyển sang mục của nó hoặc xóa, chỉ để tên.",
                )


def _unusual(listed: NameList) -> list[tuple[int, str]]:
    return listed.unusual_names if listed.name == PERSON else listed.given(listed.name)


def _has_contact(name: str) -> bool:
    """A telephone or an address behind a unit's name, and not instead of it."""
    return _CONTACT.search(name) is not None and name_words.is_unit_name(name)


def _is_more(name: str) -> bool:
    name = _without_number(name, is_person=True)
    if not any(map(str.isalpha, name)) or name_words.is_unit_name(name):
        return False  # nothing of a name: that is told by itself
    if "@" in name or re.search(r"\d", _TOLD_APART.sub("", name)):
        return True
    found = _BEHIND.fullmatch(name)
    if found is None or not name_words.is_person_name(name_words.without_honorific(found["name"])):
        return False
    more = found["more"].strip(" )].;,")
    words = vietnamese.lower(more)
    if words in _SEX or name_words.is_unit_name(more):
        return True
    is_remark = more[:1].islower() and not _GOES_WITH.match(words)
    return is_remark and not name_words.is_position(more)


CROWDED_NAME_RULES: Final = (number_before_name, more_than_name)
