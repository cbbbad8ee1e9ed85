"""How minutes say when, where and who: the words that begin such a line, and whole sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A line "Địa điểm: …": how it begins, the field, what the clerk calls it."""

    begins: re.Pattern[str]
    key: str
    called: str


def _fact(begins: str, key: str, called: str) -> Fact:
    return Fact(
        re.compile(
            rf"(?:{begins})(?:\s*\([^()]{{1,60}}\))?\s*(?P<mark>:|(?=\s*$))\s*", re.IGNORECASE
        ),
        key,
        called,
    )


FACTS = (
    _fact(r"(?:Thời gian(?:,| và) địa điểm|Địa điểm(?:,| và) thời gian)(?: họp| tổ chức)?", "times", "Thời gian, địa điểm"),
    _fact(r"Thời gian(?: bắt đầu| họp| khai mạc| tổ chức)?|Bắt đầu(?: lúc| vào hồi| vào lúc)?|Khai mạc lúc", "started_at", "Bắt đầu lúc"),
    _fact(r"Thời gian kết thúc|Kết thúc(?: lúc| vào hồi)?", "ended_at", "Kết thúc lúc"),
    _fact(r"Địa điểm(?: họp| tổ chức| tiến hành)?|Tại", "venue", "Địa điểm"),
    _fact(r"(?:Người )?(?:chủ trì|chủ tọa|chủ toạ)(?: cuộc họp| hội nghị| hội thảo| phiên họp)?", "chair", "Chủ tọa"),
    _fact(r"(?:Thư ký|Người ghi biên bản)(?: cuộc họp| hội nghị| hội thảo)?", "secretary", "Thư ký"),
    _fact(r"(?:Thành phần|Đại biểu)(?: tham dự| dự họp| dự)?(?: cuộc họp| hội nghị| gồm| gồm có)*|Tham dự|Dự họp|Có mặt", "attendees", "Thành phần tham dự"),
    _fact(r"(?:Người |Đại biểu |Thành phần )?vắng(?: mặt)?(?: có lý do| không lý do)?", "absentees", "Người vắng mặt"),
    _fact(r"Chương trình(?: cuộc họp| hội nghị| làm việc)?", "agenda", "Chương trình"),
    _fact(r"Nội dung(?: cuộc họp| hội nghị| hội thảo| làm việc)?(?: và diễn biến)?|Diễn biến(?: cuộc họp| hội nghị)?", "proceedings", "Diễn biến"),
    _fact(r"Kết luận(?: của chủ tọa| của chủ trì| cuộc họp| hội nghị| của hội nghị)*", "conclusions", "Kết luận"),
)  # fmt: skip
#: A longer paragraph is none of the sentences that minutes always have.
LONGEST_SENTENCE = 500
STARTED = re.compile(
    r"Hôm nay,?\s*(?:vào\s+)?(?:hồi|lúc)?\s*(?P<when>.+?)(?P<rest>,\s*tại\s+(?P<venue>.+?))?(?P<end>[,.;:]?)",
    re.IGNORECASE,
)
#: What stands between "8 giờ 00 ngày 10/12/2025" and "Hội trường Sở", and between both the other way round.
PLACE_FOLLOWS = re.compile(r"\s*[,;.]?\s*\b(?:tại|địa điểm)\b\s*:?\s*", re.IGNORECASE)
TIME_FOLLOWS = re.compile(
    r"\s*[,;.]?\s*(?:\b(?:thời gian|vào hồi|vào lúc|vào|hồi|lúc)\b\s*:?\s*|(?<=[,;.])\s*)(?=\d)",
    re.IGNORECASE,
)
TIME_LEADS = re.compile(r"(?:vào\s+)?(?:(?:hồi|lúc)\s+)?", re.IGNORECASE)
PLACE_LEADS = re.compile(r"(?:tại\s*:?\s+)?", re.IGNORECASE)
#: Where the place ends in "tại Hội trường Sở, Sở Ngoại vụ đã tổ chức Hội nghị với 35/37 đại biểu".
HELD = re.compile(
    r"(?:,\s*[^,]*?)?\s*\b(?:(?:đã|được|tiến hành)\s+(?:tổ chức|diễn ra|tiến hành|họp|khai mạc)\b"
    r"|(?:[Cc]húng tôi|[Tt]hành phần)\b"
    r"|(?:tổ chức|diễn ra|tiến hành)\s+(?:[Hh]ội nghị|[Cc]uộc họp|[Pp]hiên họp|[Bb]uổi|[Đđ]ại hội|[Hh]ọp)\b)"
)
ENDED = re.compile(
    r"(?:Hội nghị|Cuộc họp|Hội thảo|Buổi họp|Phiên họp|Biên bản)?\s*(?:được |đã )?kết thúc\s*(?:vào|lúc|hồi|vào lúc|vào hồi)*\s*(?P<when>\d.+?)(?P<end>[.;/]*)",
    re.IGNORECASE,
)
#: What is no matter of course: how many copies were made (figures), and what was not agreed.
AGREED_IN_PART = re.compile(
    r"\b(?:trừ|nhưng|song|riêng|tuy|không|chưa|nếu|với điều kiện|bổ sung|chỉnh sửa|sửa)\b",
    re.IGNORECASE,
)
#: "không có ý kiến nào khác": with these all was agreed.
NOTHING_TO_ADD = re.compile(
    r"\b(?:không|chưa)(?: ai| còn| một)*(?: có)?(?: một)? ý kiến(?: nào)?(?: gì)?(?: khác| thêm| bổ sung)*|(?:không|chưa) (?:ai|thành viên nào|đại biểu nào) (?:có )?ý kiến(?: gì)?(?: khác| thêm| bổ sung)*",
    re.IGNORECASE,
)
READ_ALOUD = re.compile(
    r"Biên bản\b[^\d]{0,150}(?:đọc lại|đọc cho|được thông qua|thống nhất thông qua|nhất trí thông qua)[^\d]{0,150}",
    re.IGNORECASE,
)
#: Behind the name of one who presides with the chair.
CO_CHAIR = re.compile(r"\s*\(đồng (?:chủ tọa|chủ toạ|chủ trì)\)\s*[;.,]*\s*$", re.IGNORECASE)
_ONE_COUNT = (
    r"(?:Tổng số|Số)?(?: người| đại biểu| thành viên)?(?: được)?\s*(?P<key>triệu tập|có mặt|tham dự|vắng(?: mặt)?)"
    r"\s*:?\s*(?P<count>\d{1,6})(?:/(?P<of>\d{1,6}))?\s*(?:người|đồng chí|đại biểu|thành viên)?"
)
#: "Triệu tập 38 người; có mặt 37 người; vắng mặt 01 người."
COUNT = re.compile(_ONE_COUNT, re.IGNORECASE)
COUNTS = re.compile(rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _ONE_COUNT)}\s*[;,.]*\s*)+", re.IGNORECASE)
#: "Vắng mặt: 02 người, gồm:", above their names.
ABSENT = re.compile(
    r"(?:Tổng số|Số)?(?: người| đại biểu| thành viên)?\s*vắng(?: mặt)?(?: có lý do| không lý do)?\s*:?\s*\d{1,6}\b[^.;]{0,30}[:.,;]?",
    re.IGNORECASE,
)
#: Of what is counted, by its first letters: the field.
COUNT_FIELDS = (("triệu", "/summoned"), ("có mặt", "/present"), ("tham dự", "/present"))
