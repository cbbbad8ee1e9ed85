"""The headers that clerks give their own columns, and the fields of a document type that they mean.

The table is keyed by the end of a field's pointer, so it serves every type that has such a field;
headers are compared without tone marks, signs and case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service.workbook.plan import Column, Sheet
from service.workbook.values import fold

#: By the end of a pointer, the longest end that fits counts: what clerks write above such a column.
SYNONYMS: Final[Mapping[str, Sequence[str]]] = {
    "full_name": (
        "họ và tên",
        "họ tên",
        "tên",
        "tên cá nhân",
        "họ và tên cá nhân",
        "họ tên cá nhân",
        "cá nhân",
        "tên người",
        "người được khen",
        "tên cá nhân tập thể",
        "tên tập thể cá nhân",
        "tên tập thể cá nhân hộ gia đình",
        "họ và tên tên tập thể",
        "họ tên tên tập thể",
        "tên đối tượng",
        "tên đối tượng khen thưởng",
        "đối tượng khen thưởng",
        "họ và chữ đệm và tên",
        "họ tên khai sinh",
        "người vắng",
        "thành viên",
        "đại biểu",
        "tên đại biểu",
    ),
    "households/*/full_name": (
        "họ và tên",
        "họ tên",
        "tên",
        "chủ hộ",
        "tên chủ hộ",
        "họ tên chủ hộ",
        "hộ gia đình",
        "tên hộ",
        "tên hộ gia đình",
        "họ và tên chủ hộ",
        "tên tập thể cá nhân hộ gia đình",
        "tên đối tượng",
        "tên đối tượng khen thưởng",
    ),
    "collectives/*/name": (
        "tên tập thể",
        "tập thể",
        "tên đơn vị",
        "tên phòng",
        "tên cơ quan",
        "tập thể được khen",
        "tên tập thể cá nhân",
        "tên cá nhân tập thể",
        "tên tập thể cá nhân hộ gia đình",
        "họ và tên tên tập thể",
        "họ tên tên tập thể",
        "tên đối tượng",
        "tên đối tượng khen thưởng",
        "đối tượng khen thưởng",
        "tên",
        "họ và tên",
        "họ tên",
        "đơn vị",
    ),
    "honorific": (
        "danh xưng",
        "xưng hô",
        "tên gọi",
        "ông bà",
        "ông/bà",
        "đ/c",
        "đồng chí",
        "quý danh",
        "cấp bậc",
        "quân hàm",
        "tên gọi ông bà chức danh",
    ),
    "position": (
        "chức vụ",
        "chức danh",
        "chức vụ chức danh",
        "chức danh chức vụ",
        "chức vụ đơn vị",
        "chức vụ đơn vị công tác",
        "chức vụ và đơn vị công tác",
        "chức vụ nơi công tác",
        "nghề nghiệp",
        "công việc",
        "vị trí việc làm",
        "chức vụ nghề nghiệp",
    ),
    "organ_name": (
        "đơn vị",
        "đơn vị công tác",
        "nơi công tác",
        "cơ quan",
        "cơ quan đơn vị",
        "cơ quan công tác",
        "phòng ban",
        "phòng",
        "đơn vị phòng ban",
        "nơi làm việc",
        "tổ chức",
        "bộ phận",
        "đơn vị trực thuộc",
        "đơn vị quản lý",
        "cơ quan quản lý",
        "cơ quan chủ quản",
        "thuộc đơn vị",
    ),
    "address": (
        "địa chỉ",
        "nơi ở",
        "nơi cư trú",
        "chỗ ở",
        "nơi thường trú",
        "hộ khẩu thường trú",
        "thôn xóm",
        "thôn xã",
        "địa bàn",
    ),
    "birth_year": (
        "năm sinh",
        "sinh năm",
        "ngày sinh",
        "ngày tháng năm sinh",
        "ngày tháng sinh",
        "năm sinh nam",
        "năm sinh nữ",
        "ngày tháng năm sinh nam",
        "ngày tháng năm sinh nữ",
    ),
    "achievement": (
        "thành tích",
        "tóm tắt thành tích",
        "thành tích đạt được",
        "nội dung thành tích",
        "nội dung khen thưởng",
        "lý do khen thưởng",
        "lý do khen",
        "thành tích tiêu biểu",
    ),
    "awards/*/achievement": (
        "dịp khen",
        "dịp khen thưởng",
        "đợt khen",
        "đợt khen thưởng",
        "phong trào",
        "phong trào thi đua",
        "chuyên đề",
        "thành tích chung",
        "nội dung khen chung",
    ),
    "bonus": (
        "tiền thưởng",
        "mức thưởng",
        "số tiền",
        "số tiền thưởng",
        "mức tiền thưởng",
        "thành tiền",
        "tiền thưởng đồng",
        "thưởng",
        "mức khen thưởng",
    ),
    "form": (
        "hình thức",
        "hình thức khen thưởng",
        "hình thức khen",
        "danh hiệu",
        "danh hiệu hình thức",
        "danh hiệu hình thức khen thưởng",
        "danh hiệu thi đua",
        "danh hiệu thi đua hình thức khen thưởng",
        "hình thức danh hiệu",
        "đề nghị khen thưởng",
    ),
    "reason": ("lý do", "lý do vắng", "lý do vắng mặt", "ghi chú lý do"),
    "group": ("nhóm", "nhóm người dự", "thành phần", "thành phần tham dự"),
    "count": ("số người", "số lượng", "sl", "số lượng người"),
    "office": ("chức vụ chính quyền",),
    "matter": ("nội dung biểu quyết", "vấn đề biểu quyết", "nội dung"),
    "secret": ("bỏ phiếu kín", "phiếu kín"),
    "in_favour": ("tán thành", "đồng ý", "số phiếu tán thành", "số phiếu đồng ý"),
    "against": ("không tán thành", "không đồng ý", "số phiếu không tán thành"),
    "other": ("ý kiến khác", "không ý kiến", "phiếu khác"),
    "base": ("tổng số", "tổng số phiếu"),
    "speaker": ("người phát biểu", "người trình bày", "người thực hiện"),
    "heading": ("nội dung", "đề mục", "nội dung chương trình"),
}

#: Columns that tell of which kind each row is.
KIND_HEADERS: Final = (
    "loại", "đối tượng", "loại đối tượng", "phân loại đối tượng", "phân loại", "tập thể cá nhân",
    "tập thể hay cá nhân", "cá nhân tập thể", "loại hình", "loại khen",
)  # fmt: skip
#: Besides its label: how a list is called in such a column, in a title or in a sheet's name.
LIST_NAMES: Final[Mapping[str, Sequence[str]]] = {
    "collectives": ("tập thể",),
    "individuals": ("cá nhân",),
    "households": ("hộ gia đình", "hộ"),
    "attendees": ("thành phần", "đại biểu", "tham dự", "dự họp", "có mặt"),
    "absentees": ("vắng mặt", "vắng"),
    "co_chairs": ("chủ tọa", "chủ trì", "đoàn chủ tịch"),
    "member_signatures": ("cùng ký", "ký tên", "chữ ký"),
    "votes": ("biểu quyết", "kiểm phiếu"),
}
NUMBER_HEADERS: Final = ("stt", "tt", "số tt", "số thứ tự", "thứ tự", "no", "s tt")
#: A name in two columns: surname with middle names, then the given name.
SURNAME_HEADERS: Final = (
    "họ đệm", "họ và đệm", "họ và tên đệm", "họ tên đệm", "họ lót", "họ và chữ lót", "họ", "họ chữ đệm",
    "họ và chữ đệm", "tên đệm",
)  # fmt: skip
GIVEN_HEADERS: Final = ("tên", "tên riêng", "chữ tên")
#: Says Nam/Nữ, or Ông/Bà: only the latter is an honorific.
GENDER_HEADERS: Final = ("giới tính", "phái", "gt")
IGNORED_HEADERS: Final = ("lỗi",)


def folded(words: Sequence[str]) -> frozenset[str]:
    return frozenset(fold(each) for each in words)


_KIND, _NUMBER, _SURNAME = folded(KIND_HEADERS), folded(NUMBER_HEADERS), folded(SURNAME_HEADERS)
_GIVEN, _GENDER, _IGNORED = folded(GIVEN_HEADERS), folded(GENDER_HEADERS), folded(IGNORED_HEADERS)
_SYNONYMS = {end: folded(words) for end, words in SYNONYMS.items()}


def is_kind(header: str) -> bool:
    return any(each in _KIND for each in forms(header))


def is_number(header: str) -> bool:
    return fold(header) in _NUMBER


def is_surname(header: str) -> bool:
    return fold(header) in _SURNAME


def is_given(header: str) -> bool:
    return fold(header) in _GIVEN


def is_gender(header: str) -> bool:
    return fold(header) in _GENDER


def is_ignored(header: str) -> bool:
    return fold(header) in _IGNORED


@lru_cache(maxsize=8_192)
def forms(header: str) -> tuple[str, ...]:
    """A header as it is compared: whole, and without what stands in brackets."""
    whole, bare = fold(header), fold(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", header))
    return (whole, bare) if bare and bare != whole else (whole,)


@lru_cache(maxsize=512)
def _known(pointer: str, label: str) -> frozenset[str]:
    return synonyms(pointer) | {fold(label)}


#: The first words of everything that clerks write above a column: a quick look tells headers from data.
_VOCABULARY: Final[frozenset[str]] = frozenset().union(
    *_SYNONYMS.values(), _KIND, _NUMBER, _SURNAME, _GIVEN, _GENDER
)


def may_be_headers(line: Sequence[object], columns: Sequence[Column]) -> bool:
    """Whether a row holds any known header at all; most rows of data do not."""
    labels = {fold(each.label) for each in columns}
    said = {
        form for each in line if isinstance(each, str) and len(each) <= 100 for form in forms(each)
    }
    return bool(said & _VOCABULARY or said & labels)


def synonyms(pointer: str) -> frozenset[str]:
    """What clerks call the field at a pointer."""
    ends = [end for end in _SYNONYMS if pointer == end or pointer.endswith("/" + end)]
    return _SYNONYMS[max(ends, key=len)] if ends else frozenset()


def likeness(header: str, column: Column) -> int:
    """How surely a header means a field: 0 not at all, 3 its own words.

    A header may say more than the known words ("Chức vụ hiện nay", "Tiền thưởng (đồng)").
    """
    label = fold(column.label)
    known = _known(column.pointer, column.label)
    best = 0
    for said in forms(header):
        if not said or len(said) > 80:
            continue
        if said == label:
            best = max(best, 5)
        elif said in known:
            best = max(best, 4)
        else:
            longer = [each for each in known if len(each) > 4 and said.startswith(each + " ")]
            best = max(best, 2 if longer else 0)
    return best


@dataclass(frozen=True, slots=True)
class ListNames:
    """How a list is called."""

    sheet: Sheet
    names: frozenset[str]


def names_of(sheet: Sheet) -> ListNames:
    last = sheet.row.removesuffix("/*").rpartition("/")[2]
    said = {fold(sheet.item.label if sheet.item else sheet.title)}
    return ListNames(sheet, frozenset(said) | folded(LIST_NAMES.get(last, ())))


#: What may follow a list's name in a heading row: "I. TẬP THỂ (05 tập thể)".
_REST = r"( (gom|co|duoc khen|duoc khen thuong))*( [0-9]+)?( (tap the|ca nhan|ho|ho gia dinh|nguoi|don vi))?"
_LEAD = re.compile(r"^(?:danh sach )?(?:(?:[ivx]+|[0-9]{1,2}|[a-d]) )?(?:danh sach )?")


def heading_of(said: str, lists: Sequence[ListNames]) -> Sheet | None:
    """The list that a heading row between the rows names ("II. CÁ NHÂN"), or None."""
    words = _LEAD.sub("", fold(said), count=1)
    found = [
        each.sheet
        for each in lists
        if any(re.fullmatch(re.escape(name) + _REST, words) for name in each.names)
    ]
    return found[0] if len(found) == 1 else None


def kind_of(said: str, lists: Sequence[ListNames]) -> Sheet | None:
    """The list that a cell of a kind column means ("Tập thể", "Hộ gia đình nông dân"), or None."""
    words = f"{fold(said)} "
    found = [
        (len(name), each.sheet)
        for each in lists
        for name in each.names
        if words.startswith(f"{name} ")
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def titled(said: str, lists: Sequence[ListNames]) -> Sheet | None:
    """The one list that a title or a sheet's name speaks of, or None when it is none or several."""
    words = f" {fold(said)} "
    found = [
        each.sheet
        for each in lists
        # "hộ" without its mark is also "họ" and "hồ": too little in the middle of a title.
        if any(len(name) > 3 and f" {name} " in words for name in each.names)
    ]
    return found[0] if len(found) == 1 else None
