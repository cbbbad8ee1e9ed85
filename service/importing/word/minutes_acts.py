"""The lines of minutes that tell what happened, where a list of people, of the agenda or of conclusions stands just above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.importing.word import minutes_facts
from service.importing.word.entries import Entry
from service.importing.word.labels import Kind, Label
from service.language import name_words

PEOPLE = frozenset({"attendees", "absentees"})
_AFTER_PEOPLE = frozenset({"agenda", "proceedings", "conclusions"})
UNCLEAR = "Không rõ dòng này nêu người dự hay diễn biến."
_NOT_LISTED = {
    "agenda": "Không rõ dòng này có thuộc chương trình không.",
    "conclusions": "Không rõ dòng này có thuộc kết luận không.",
}
_OUTER: frozenset[Kind] = frozenset({"part", "chapter", "capital", "roman"})
_MAY = r"(?:đã |cũng |sẽ |lên |cùng |lần lượt |tiếp tục |bắt đầu |thay mặt [^.,;]{3,80}? )*"
_ACT = (
    r"(?:khai mạc|bế mạc|phát biểu|trình bày|báo cáo(?! viên)|đọc|thông qua|tuyên bố|nêu|giới thiệu|điều hành|kết luận|thảo luận"
    r"|tham luận|biểu quyết|bỏ phiếu|kiểm phiếu|bầu(?! cử)|nghe|trao|công bố|quán triệt|triển khai|phổ biến|đánh giá|đề nghị"
    r"|đề xuất|kiến nghị|yêu cầu|thống nhất|nhất trí|xem xét|tiến hành|góp ý|cho ý kiến|có ý kiến|cho biết|cho rằng|nói|hỏi|trả lời"
    r"|nhấn mạnh|ghi nhận|tiếp thu|giải trình|phân công|giao|chúc mừng|cảm ơn|đồng ý|quyết định|bắt đầu|kết thúc|diễn ra|tán thành"
    r"|chỉ đạo|lắng nghe|nhận xét|tổng hợp|phát động|ký kết)\b"
)
#: Behind a position: none of these stands in the name of a unit in small letters.
_SURE_ACT = re.compile(
    r"(?:^|[\s,)–-])(?:phát biểu|trình bày|khai mạc|bế mạc|tuyên bố|thông qua|kết luận|nêu|cho biết|cho rằng|nhấn mạnh|đề nghị|yêu cầu"
    r"|đọc|báo cáo (?!viên)|điều hành|chúc mừng|tham luận) "
)
_DOES = re.compile(rf"{_MAY}{_ACT}")
#: The meeting itself, or those who came, do something.
_MEETING = re.compile(
    r"(?:(?:Các|Toàn thể|Tất cả|100%|\d{1,4})\s+)*(?:Hội nghị|Cuộc họp|Phiên họp|Buổi họp|Hội thảo|Đại hội|Hội đồng|Chủ tọa|Chủ toạ"
    r"|Chủ trì|Người chủ trì|Thư ký|Ban Tổ chức|Ban Kiểm phiếu|Đoàn Chủ tịch|Đại biểu|Thành viên|Ý kiến|Đồng chí)"
    rf"(?: (?:dự|tham dự|trong|của|được)\b[^.,;:]{{0,40}}?)? {_MAY}{_ACT}",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"(?:Sau (?:khi|đó|phần)|Tiếp (?:theo|đó)|Mở đầu|Trước khi|Cuối cùng|Trên cơ sở|Đúng \d|Trong phần"
    r"|(?:Tại|Trong) (?:hội nghị|cuộc họp|buổi họp|phiên họp))\b",
    re.IGNORECASE,
)
#: What a heading of the proceedings begins with: nobody who came is called so.
_HEADING = re.compile(
    r"(?:Phần (?:thứ \w+\s*[:.]?\s*)?)?(?:Chào cờ|Tuyên bố lý do|Khai mạc|Bế mạc|Báo cáo(?! viên)|Thông qua|Thảo luận|Tham luận|Biểu quyết|Bầu(?! cử)|Kiểm phiếu"
    r"|Tiến trình|Quá trình|Kết luận|Ý kiến|Các ý kiến|Trình bày|Công bố|Phát biểu|Đánh giá|Triển khai|Phổ biến|Quán triệt|Phát động|Giới thiệu"
    r"|Trao (?:giải|thưởng|bằng|giấy|quyết định))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:tuyên bố )?bế mạc\b|\bkết thúc\b|^Biên bản (?:này |được |gồm |lập |đã )", re.IGNORECASE
)
_LONG_SENTENCE, _LONGEST = 8, 2_000
_GROUP = re.compile(
    r"(?:Đại diện|Toàn thể|Các|Tập thể|Lãnh đạo|Khách|Đại biểu|Thành viên|Cùng|Và|Ngoài ra|Có|Về|Phía|Bên|Số|Riêng)\b",
    re.IGNORECASE,
)


def begin(entries: Sequence[Entry]) -> int:
    """Where the proceedings begin: tables below are of what happened, not of who came."""
    lists_people = False
    for place, entry in enumerate(entries):
        if lists_people and tells(entry.label.rest):
            return place
        for fact in minutes_facts.FACTS:
            if fact.key in (*_AFTER_PEOPLE, "attendees") and fact.begins.match(entry.label.rest):
                if fact.key in _AFTER_PEOPLE:
                    return place
                lists_people = True
    return len(entries)


def ends_list(key: str, label: Label, *, below_labels: bool) -> bool:
    """Whether a line certainly tells what happened, and so ends the list of a field; ``below_labels`` that lines of it had labels."""
    if key in PEOPLE:
        alone = may_tell(label.rest) and not label.text
        return tells(label.rest) or is_heading(label.rest, label.kind) or alone
    below = key == "agenda" and below_labels and not label.text
    return below and (tells(label.rest) or may_tell(label.rest))


def doubt(key: str, label: Label, *, below_labels: bool) -> str:
    """What to ask about a line that may stand in the list of a field no more; "" where it goes on."""
    goes_on = bool(label.text) or not below_labels
    if key in PEOPLE:
        return "" if goes_on or not is_sentence(label.rest) else UNCLEAR
    asks = not goes_on or (not label.text and ends_meeting(label.rest))
    return _NOT_LISTED.get(key, "") if asks else ""


def tells(text: str) -> bool:
    """Whether a line certainly tells what somebody or the meeting did."""
    text = text[:_LONGEST]
    return bool(_MEETING.match(text) or _THEN.match(text) or _does(text))


def is_heading(text: str, kind: Kind) -> bool:
    """Whether a line begins as a heading of the proceedings, "Khai mạc hội nghị", or is one of no group: "II. TỔNG KẾT"."""
    outer = kind in _OUTER and text.isupper()
    return _HEADING.match(text) is not None or (outer and not _is_group(text))


def may_tell(text: str) -> bool:
    """Whether a line names somebody with a position, and what he did."""
    return name_words.has_honorific(text) and _SURE_ACT.search(text[:_LONGEST]) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is a whole sentence that begins as no person, unit or group does."""
    is_long = text.endswith(".") and len(text.split()) >= _LONG_SENTENCE
    return is_long and not _is_group(text)


def ends_meeting(text: str) -> bool:
    """Whether a line tells how the meeting or its minutes ended."""
    return _ENDS.search(text[:_LONGEST]) is not None


def _is_group(text: str) -> bool:
    named = name_words.is_unit_name(text) or name_words.is_position(text)
    return named or _GROUP.match(text) is not None


def _does(text: str) -> bool:
    """ "Đồng chí Lê Văn An khai mạc hội nghị": an act right behind the name."""
    bare = name_words.without_honorific(text)
    if bare == text:
        return False
    words = bare.split(" ")
    named = next((n for n, word in enumerate(words) if not word[:1].isupper()), len(words))
    return named > 0 and _DOES.match(" ".join(words[named:])) is not None
