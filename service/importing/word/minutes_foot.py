"""The foot of minutes: secretary and chair sign side by side or one below the other; then "Nơi nhận"."""

from __future__ import annotations

from collections.abc import Sequence

from service.importing.word import foot_extent, labels, signature
from service.importing.word.entries import Entry
from service.importing.word.letterhead import Unknown
from service.importing.word.lines import DraftLines
from service.language.vietnamese import fold_words

_TITLES = {
    "secretary": ("thu ky", "nguoi ghi bien ban", "nguoi lap bien ban", "thu ky hoi nghi", "thu ky cuoc hop"),
    "chair": ("chu toa", "chu tri", "chu toa hoi nghi", "chu tri hoi nghi", "chu tri cuoc hop", "chu toa cuoc hop"),
}  # fmt: skip
_ANOTHER = "Người ký ở đây khác người đã nêu ở trên; hãy xem ai đúng."
_NAMES = {"secretary": "Thư ký", "chair": "Chủ tọa"}


def read(draft: DraftLines, entries: Sequence[Entry], unknown: Unknown) -> int:
    """How many entries the foot took."""
    end = foot_extent.ends_at(entries)
    known = {line.pointer for line in draft.lines}
    signed: set[str] = set()
    roles = _roles(entries[:end])
    rest = [entry for entry in entries[:end] if id(entry) not in roles]
    foot = signature.FootReader(draft, unknown)
    for entry in entries[:end]:
        role = roles.get(id(entry), "")
        if not role:
            foot.line(entry, rest, {})
        elif fold_words(entry.text) in _TITLES[role]:
            draft.drop(entry.whole, f"“{_NAMES[role]}” do văn bản tự in")
        elif signature.is_name(entry.text) and role in signed:
            _member(draft, entry, unknown)
        elif signature.is_name(entry.text):
            signed.add(role)
            _name(draft, role, entry, known)
        elif entry.text.isupper():
            draft.field("/chair/office", entry.whole, "Chức vụ chính quyền")
        else:
            draft.drop(entry.whole, "chỗ ký")
    return end


def _roles(entries: Sequence[Entry]) -> dict[int, str]:
    """By the entry's id whose signature a line belongs to: that of the last title in its column.

    Titles one below the other are those of the names below them, in this order: so two columns become one when pasted.
    A position below a name in a column is somebody else's: a member's.
    """
    titles: dict[int, list[str]] = {}
    named: set[int] = set()
    above: Entry | None = None
    found: dict[int, str] = {}
    for entry in entries:
        role = next((key for key, words in _TITLES.items() if fold_words(entry.text) in words), "")
        if role and above is not None and above.column == entry.column:
            titles[entry.column].append(role)
        elif role:
            titles[entry.column] = [role]
        above = entry if role else None
        waiting = titles.get(entry.column, [])
        is_name = bool(waiting) and signature.is_name(entry.text)
        is_seal = signature.is_seal(entry.text) or labels.is_drawn(entry.text)
        is_office = "chair" in waiting and entry.text.isupper() and len(entry.text) <= 100
        is_office = is_office and entry.column not in named
        if role or is_office:
            found[id(entry)] = role or "chair"
        elif is_name or (waiting and is_seal):
            found[id(entry)] = waiting[0]
        if is_name and not (role or is_office):
            named.update({entry.column} if len(waiting) == 1 else ())
            titles[entry.column] = waiting[1:] or waiting
    return found


def _member(draft: DraftLines, entry: Entry, unknown: Unknown) -> None:
    """Who signs below secretary and chair: "THÀNH VIÊN", and the name of one."""
    if entry.text.startswith("THÀNH VIÊN"):
        draft.drop(entry.whole, "“Thành viên” do văn bản tự in")
    elif entry.text.isupper():
        unknown(entry, entry.whole, signature.UNCERTAIN)
    else:
        at = draft.place("/member_signatures")
        draft.field(f"{at}/full_name", entry.whole, "Thành viên ký")


def _name(draft: DraftLines, role: str, entry: Entry, known: set[str]) -> None:
    pointer = f"/{role}/full_name"
    if pointer in known:
        named = "".join(line.text for line in draft.lines if line.pointer == pointer)
        is_same = fold_words(named) in fold_words(entry.text)
        draft.drop(entry.whole, f"{_NAMES[role]} đã nêu ở trên", "" if is_same else _ANOTHER)
    else:
        known.add(pointer)
        draft.field(pointer, entry.whole, _NAMES[role])
