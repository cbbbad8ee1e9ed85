"""What a commendation decision calls things: forms and titles, those who grant them, those who receive them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from service.language import name_words, vietnamese, wording
from service.reference.recipients import RecipientKind
from service.schema.printing import Printed

#: The forms that are titles are "công nhận", the others "tặng" (contract §3).
FORMS: Final = {
    "giay_khen": "Giấy khen",
    "bang_khen": "Bằng khen",
    "co_thi_dua": "Cờ thi đua",
    "lao_dong_tien_tien": "Lao động tiên tiến",
    "chien_si_thi_dua_co_so": "Chiến sĩ thi đua cơ sở",
    "chien_si_thi_dua_cap_tinh": "Chiến sĩ thi đua cấp tỉnh",
    "ky_niem_chuong": "Kỷ niệm chương",
    "tap_the_lao_dong_tien_tien": "Tập thể lao động tiên tiến",
    "tap_the_lao_dong_xuat_sac": "Tập thể lao động xuất sắc",
    "other": "Hình thức khác",
}
TITLES: Final = frozenset(
    {
        "lao_dong_tien_tien",
        "chien_si_thi_dua_co_so",
        "chien_si_thi_dua_cap_tinh",
        "tap_the_lao_dong_tien_tien",
        "tap_the_lao_dong_xuat_sac",
    }
)

#: The header of the names' column, by kind of recipient.
NAME_HEADERS: Final = {
    "collective": "Tên tập thể",
    "individual": "Họ và tên",
    "household": "Hộ gia đình",
}

# --- what is granted, and by whom ------------------------------------------------------------------


def form_name(award: Mapping[str, Any]) -> str:
    """What is granted: "Giấy khen"; the bare name of a title."""
    return award["form_name"] or "" if award["form"] == "other" else FORMS[award["form"]]


def granted_name(award: Mapping[str, Any]) -> str:
    """The same as a sentence names it: "Giấy khen", "danh hiệu “Lao động tiên tiến”"."""
    name = form_name(award)
    return f"danh hiệu “{name}”" if award["form"] in TITLES else name


#: Flags and badges bear the name of the organ, certificates that of its head (Luật Thi đua, khen thưởng ngày 15
#: tháng 6 năm 2022, Điều 26 and 71 against Điều 73 to 75).
_OF_THE_ORGAN: Final = frozenset({"co_thi_dua", "ky_niem_chuong"})
_HEAD_OF: Final = re.compile(
    r"(?:Quyền |Q\. ?)?(?:Chủ tịch|Bộ trưởng|Thủ trưởng|Giám đốc|Tổng Giám đốc) (?=\w)",
    re.IGNORECASE,
)


def granting_verb(award: Mapping[str, Any], issuer: str) -> str:
    """ "Tặng Giấy khen của Giám đốc Sở Ngoại vụ", "Công nhận danh hiệu “Lao động tiên tiến”"."""
    if award["form"] in TITLES:
        return f"Công nhận {granted_name(award)}"
    if award["form"] == "other":
        return f"Tặng {form_name(award)}"
    giver = _HEAD_OF.sub("", issuer, count=1) if award["form"] in _OF_THE_ORGAN else issuer
    return f"Tặng {form_name(award)} của {giver}"


# --- for what -------------------------------------------------------------------------------------


def reason(text: str) -> str:
    """What the recipients did, as it stands after "cho 01 cá nhân": "đã có thành tích xuất sắc trong …"."""
    small = inside_sentence(wording.without_end(text))
    if small.startswith("thành tích"):
        return f"đã có {small}"
    return f"đã có thành tích {small}" if small.startswith("xuất sắc") else small


def own_achievement(text: str) -> str:
    """What one of several recipients did, as it stands after a colon."""
    return inside_sentence(wording.without_end(text))


def inside_sentence(text: str) -> str:
    """A clause as it goes on inside a sentence: "Đã có" -> "đã có"; a name or a figure at its head stays."""
    first, _, rest = text.partition(" ")
    is_plain = first.isalpha() and first[:1].isupper() and first[1:] == vietnamese.lower(first[1:])
    is_word = is_plain and rest[:1].islower() and not name_words.is_unit_name(text)
    return wording.lowered(text) if is_word else text


# --- who receives it -------------------------------------------------------------------------------
# Values are printed as they stand inside a sentence; at the head of a line or a cell they get their capital.

#: Honorifics that are small inside a sentence; a rank or an office before a name keeps its capital (Phụ lục II, V.2).
_SMALL_HONORIFICS: Final = frozenset(
    {
        "ông", "bà", "ông bà", "ông/bà", "anh", "chị", "cô", "chú", "bác", "em", "cháu", "cụ", "thầy", "thầy giáo",
        "cô giáo", "đồng chí", "đ/c", "học sinh", "sinh viên",
    }
)  # fmt: skip
_PLACE_WORDS: Final = re.compile(r"(?:Thôn|Xóm|Bản|Ấp|Buôn|Làng|Tổ|Khu|Khối|Số|Đội|Xã|Phường)(?= )")
_HOUSEHOLD: Final = "hộ "
_TYPED_BEFORE: Final = re.compile(rf"(?:{'|'.join(sorted(_SMALL_HONORIFICS))}|hộ) ", re.IGNORECASE)


def honorific(text: str) -> str:
    """ "Ông" -> "ông"; "Đại tá" stays."""
    return wording.lowered(text) if vietnamese.lower(as_read(text)) in _SMALL_HONORIFICS else text


def as_read(text: str) -> str:
    """A text as it reads: the marks of a revision (``revision.marks``) are not printable."""
    return "".join(filter(str.isprintable, text))


def unit_name(text: str) -> str:
    """ "Tập thể lớp 10A" -> "tập thể lớp 10A"; other names stay."""
    return wording.lowered(text) if vietnamese.lower(text).startswith("tập thể ") else text


def person_name(text: str) -> str:
    """A name, without the capital of "Ông" or "Hộ" that was typed before it."""
    return wording.lowered(text) if _TYPED_BEFORE.match(text) else text


def address(text: str) -> str:
    """ "Thôn 1, xã Thạch Hạ" -> "thôn 1, xã Thạch Hạ"."""
    return wording.lowered(text) if _PLACE_WORDS.match(text) else text


def listed_name(kind: RecipientKind, row: Printed) -> str:
    """A recipient at the head of a line or a cell: "Ông Bùi Hữu Mai", "Hộ gia đình bà Lê Thị H"."""
    return listed_names(kind, [row])[0]


def listed_names(kind: RecipientKind, rows: Sequence[Printed]) -> list[str]:
    """The same of many."""
    if kind.key == "household":
        return [wording.capitalised(_called(kind, row)) for row in rows]
    # A list has few honorifics.
    before = {row.get("honorific") for row in rows}
    opening = {text: f"{wording.capitalised(text)} " for text in before if text}
    return [
        opening[row["honorific"]] + row[kind.name]
        if row.get("honorific")
        else wording.capitalised(row[kind.name])
        for row in rows
    ]


def name_in_sentence(kind: RecipientKind, row: Printed) -> str:
    """A recipient inside a sentence: "ông Bùi Hữu Mai", "tập thể Phòng Lãnh sự", "cá nhân Nguyễn Văn A"."""
    name = _called(kind, row)
    says_who = row.get("honorific") or name_words.has_honorific(name)
    return name if says_who or name.startswith((kind.words, _HOUSEHOLD)) else f"{kind.words} {name}"


def _called(kind: RecipientKind, row: Printed) -> str:
    name, before = row[kind.name], row.get("honorific")
    if kind.key == "household" and not name.startswith(_HOUSEHOLD):
        if not before and not name_words.has_honorific(name):
            before = "ông/bà"
        return " ".join(filter(None, (kind.words, before, name)))
    return f"{before} {name}" if before else str(name)


def described(row: Printed, name: str) -> str:
    """A recipient in a sentence, ``name`` first: born when, of what office, where; a note in brackets."""
    born = f"sinh năm {row['birth_year']}" if row.get("birth_year") else ""
    parts = (name, born, row.get("position"), row.get("organ_name"), row.get("address"))
    note = f" ({row['note']})" if row["note"] else ""
    return ", ".join(filter(None, parts)) + note
