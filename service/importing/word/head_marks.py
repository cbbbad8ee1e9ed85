"""Marks of urgency and secrecy and the words "DỰ THẢO", which stand around the letterhead and are no part of a name or a subject."""

from __future__ import annotations

import re
from typing import Final

from service.importing.word.lines import DraftLines
from service.language import wording
from service.language.vietnamese import fold_words

#: Of the marks that the form has a field for: the field, what it is called, the choice.
_FIELDS: Final = {
    fold_words(words): (pointer, called, key)
    for pointer, called, choices in (
        ("/priority", "Mức độ khẩn", wording.PRIORITIES),
        ("/circulation", "Phạm vi lưu hành", wording.CIRCULATIONS),
    )
    for key, words in choices.items()
}
_SURE = r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|TỐI MẬT|TUYỆT MẬT|XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ|DỰ THẢO(?:\s+(?:LẦN\s+(?:THỨ\s+)?\w{1,4}|\d{1,2}|NGÀY\s+[\d/.-]{3,10}))?)"
_MARK: Final = rf"(?:{_SURE}|KHẨN|MẬT)"
#: One alone in its line, folded.
_ALONE = re.compile(
    r"(?:do khan )?(?:hoa toc(?: hen gio\b.*)?|(?:thuong )?khan(?: cap)?)|(?:do mat )?(?:toi |tuyet )?mat"
    r"|xem xong (?:tra lai|nop lai|huy)|luu hanh noi bo|tai lieu (?:mat|noi bo|thu hoi)"
    r"|(?:ban )?du thao(?: (?:lan|ban)(?: thu)? \w+| \d{1,2})?(?: ngay [\d ]{4,10})?|ban nhap"
)
_CALLED: Final = "do khan "
#: Behind the name of an organ: in brackets, or one with which no name ends.
_BEHIND = re.compile(rf"(?<=\S)\s+(?:[\[(]\s*{_MARK}\s*[\])]|(?-i:{_SURE}))$", re.IGNORECASE)
_NO_FIELD = (
    "Trang nhập không có mục cho dấu độ mật, chữ “dự thảo”; hãy xem có cần ghi vào văn bản không."
)
_LONGEST = 60


def is_mark(text: str) -> bool:
    """Whether a text is such a mark and nothing else."""
    return len(text) <= _LONGEST and _ALONE.fullmatch(fold_words(text)) is not None


def start_of_mark(text: str) -> int:
    """Where the mark begins that stands behind a name ("SỞ NGOẠI VỤ (DỰ THẢO)"); the text's end without one."""
    found = _BEHIND.search(text)
    return found.start() if found else len(text)


def write(draft: DraftLines, text: str) -> None:
    """An urgency or a circulation goes to its field; the form has none for secrecy and drafts."""
    pointer, called, key = _FIELDS.get(fold_words(text).removeprefix(_CALLED), ("", "", ""))
    if pointer and not draft.has(pointer):
        draft.field(pointer, text, called, value=key)
    else:
        draft.drop(text, "dấu ở đầu văn bản", _NO_FIELD)
