"""Which lines below the title are the subject: it may take several, and what begins the text is none of them."""

from __future__ import annotations

import re

from service.importing.word import labels
from service.importing.word.entries import Entry
from service.language import name_words
from service.language.vietnamese import fold_words

MOST_LINES = 4
_LONGEST = 400
#: A subject says so itself, however it is set.
_ABOUT = re.compile(r"(?:Về việc|V/v)\b", re.IGNORECASE)
#: What the text below begins with, and no further line of a subject: "Thời gian: …", "Hôm nay, vào hồi …".
_BEGINS_TEXT = re.compile(
    r"[^\W\d_][^:]{0,60}:\s|(?:Hôm nay|Vào (?:hồi|lúc|ngày)|Hồi|Lúc|Ngày \d|Tại|Thực hiện|Căn cứ|Kính gửi|Theo|Xét|Để|Nhằm|Qua|Dưới|Được"
    r"|Sau|Trong|Tính đến|Năm \d{4},|Chúng tôi|Đồng chí|Ông|Bà|Các)\b"
)
_NO_SUBJECT = re.compile(
    r"Hôm nay\b|Vào (?:hồi|lúc)\b|(?:Hồi|Lúc) \d|(?:Thời gian|Địa điểm|Thành phần|Chủ trì|Chủ tọa)\b[^:]{0,60}(?::|$)",
    re.IGNORECASE,
)


def says_subject(entry: Entry) -> bool:
    """ "Về việc …", "V/v …"."""
    return _ABOUT.match(entry.whole) is not None


def says_authority(entry: Entry) -> bool:
    """Whether a line below the subject says who decides."""
    return entry.text.isupper() or name_words.is_position(entry.text)


def goes_on(entry: Entry, above: str, *, formatted: bool) -> bool:
    """Whether a line is the first of the subject (``above`` is then ""), or goes on with what stands above."""
    paragraph, first = entry.paragraph, not above
    if paragraph is None:
        return False
    if first and not entry.zone and len(entry.whole) <= _LONGEST and says_subject(entry):
        return True
    # The subject may be the root of the headings, as in our own documents.
    is_root = first and paragraph.level == 1 and paragraph.align == "center"
    if (
        entry.zone
        or entry.label.kind
        or (paragraph.level and not is_root)
        or len(entry.text) > _LONGEST
        or labels.is_drawn(entry.whole)
        or fold_words(entry.text).startswith(("kinh gui", "can cu"))
        or (not first and _is_heading(entry.text, above))
    ):
        return False
    if formatted:
        return paragraph.align == "center" or (first and paragraph.bold)
    if first:
        return _NO_SUBJECT.match(entry.text) is None
    ends = paragraph.after_blank or entry.text.endswith((".", ":", ";"))
    return not ends and _BEGINS_TEXT.match(entry.text) is None


def _is_heading(text: str, above: str) -> bool:
    """A line in capitals below one in running letters is of something else; "NĂM 2025" may belong to it."""
    return text.isupper() and not above.isupper() and not any(map(str.isdigit, text))
