"""The foot of minutes: secretary and chair sign side by side or one below the other; then "Nơi nhận"."""

from __future__ import annotations

from collections.abc import Sequence

from service.importing.word import labels, signature
from service.importing.word.entries import Entry
from service.importing.word.letterhead import Unknown
from service.importing.word.lines import DraftLines
from service.language.vietnamese import fold_words

_TITLES = {
    "secretary": ("thu ky", "nguoi ghi bien ban", "nguoi lap bien ban", "thu ky hoi nghi", "thu ky cuoc hop"),
    "chair": ("chu toa", "chu tri", "chu toa hoi nghi", "chu tri hoi nghi", "chu tri cuoc hop", "chu toa cuoc hop"),
}  # fmt: skip
_NAMES = {"secretary": "Thư ký", "chair": "Chủ tọa"}


def read(draft: DraftLines, entries: Sequence[Entry], unknown: Unknown) -> int:
    """How many entries the foot took."""
    end = signature.ends_at(entries)
    known = {line.pointer for line in draft.lines}
    columns: dict[int, str] = {}
    rest: list[Entry] = []
    for entry in entries[:end]:
        role = next((key for key, words in _TITLES.items() if fold_words(entry.text) in words), "")
        if role:
            columns[entry.column] = role
            draft.drop(entry.whole, f"“{_NAMES[role]}” do văn bản tự in")
            continue
        signs = columns.get(entry.column, "")
        if signs and signature.is_name(entry.text):
            _name(draft, signs, entry, known)
        elif signs and (signature.is_seal(entry.text) or labels.is_drawn(entry.text)):
            draft.drop(entry.whole, "chỗ ký")
        elif signs == "chair" and entry.text.isupper() and len(entry.text) <= 100:
            draft.field("/chair/office", entry.text, "Chức vụ chính quyền")
        else:
            rest.append(entry)
    if rest:
        signature.FootReader(draft, unknown).read(rest)
    return end


def _name(draft: DraftLines, role: str, entry: Entry, known: set[str]) -> None:
    pointer = f"/{role}/full_name"
    if pointer in known:
        draft.drop(entry.whole, f"{_NAMES[role]} đã nêu ở trên")
    else:
        known.add(pointer)
        draft.field(pointer, entry.whole, _NAMES[role])
