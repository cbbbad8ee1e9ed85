"""Where the foot of a document begins and ends: "Nơi nhận", the lines of signatures, and what follows them without being theirs."""

from __future__ import annotations

from collections.abc import Sequence

from service.importing.word import labels
from service.importing.word.entries import Entry
from service.importing.word.signature import (
    ARCHIVE,
    MINUTES_TITLES,
    RECIPIENTS,
    is_name,
    is_seal,
    is_title,
)
from service.language.vietnamese import fold_words

_MOST_LINES, _MOST_SIGNING, _LONGEST_LINE = 60, 12, 200


def begins_at(entries: Sequence[Entry]) -> int:
    """Where the foot begins: at a table of signatures, "Nơi nhận", or the lines of a signature.

    A signature at the end, or before an annex, is looked for first; a list may follow it without any heading.
    """
    for place, entry in enumerate(entries):
        if entry.zone == "foot" or (entry.paragraph and RECIPIENTS.match(entry.text)):
            return _with_titles_above(entries, place)
    ends = [place for place, entry in enumerate(entries) if labels.is_annex(entry.text)]
    for end in (*ends, len(entries)):
        for place in range(end - 1, max(end - _MOST_SIGNING, 0) - 1, -1):
            if is_title(entries[place]) and _ends_in_name(entries[place + 1 : end]):
                return _with_titles_above(entries, place)
    return next((at for at in range(len(entries)) if _is_signed(entries, at)), len(entries))


def _is_signed(entries: Sequence[Entry], place: int) -> bool:
    """Whether a title in capitals stands at a place, and the name of who signs below it."""
    if not (entries[place].text.isupper() and is_title(entries[place])):
        return False
    for entry in entries[place + 1 : place + _MOST_SIGNING]:
        if is_title(entry) or _is_place_to_sign(entry):
            continue
        return is_name(entry.text)
    return False


def _is_place_to_sign(entry: Entry) -> bool:
    return is_seal(entry.text) or labels.is_drawn(entry.text)


def _with_titles_above(entries: Sequence[Entry], place: int) -> int:
    """Further back to titles above, and to a title with its name: the secretary's above the chair's."""
    while (title := _title_of_name_at(entries, place - 1)) is not None:
        place = title
    while place and not entries[place].zone and is_title(entries[place - 1]):
        place -= 1
    return place


def _title_of_name_at(entries: Sequence[Entry], place: int) -> int | None:
    """Where the title stands below which the name at a place signs, maybe with a seal between them."""
    if place < 1 or not is_name(entries[place].text):
        return None
    place -= 1
    while place and _is_place_to_sign(entries[place]):
        place -= 1
    return place if is_title(entries[place]) else None


def _ends_in_name(entries: Sequence[Entry]) -> bool:
    texts = [entry.text for entry in entries if entry.text and not is_seal(entry.text)]
    return 0 < len(texts) <= 4 and is_name(texts[-1])


def ends_at(entries: Sequence[Entry]) -> int:
    """The foot ends with its table, or with the last recipient or name before other text."""
    inside = next((n for n, e in enumerate(entries) if e.zone != "foot"), len(entries))
    extent = _Extent(entries[:inside])
    end = inside
    for place, entry in enumerate(entries[inside : inside + _MOST_LINES], inside):
        if inside and end == inside and not (entry.zone or RECIPIENTS.match(entry.text)):
            # Below a table of signatures only the recipients go on.
            break
        text = fold_words(entry.text)
        if entry.table is not None or text.startswith("phu luc") or len(entry.text) > _LONGEST_LINE:
            break
        goes_on = extent.takes(entry)
        if goes_on is False:
            break
        if goes_on:
            end = place + 1
    return end


class _Extent:
    """What of a foot has stood so far, and so which lines still belong to it.

    The rows of a list look like names that sign and like recipients: behind a signature only as many names come as
    titles have announced, and bullets only below "Nơi nhận" and above its last line, "Lưu: VT".
    """

    def __init__(self, table: Sequence[Entry]) -> None:
        """``table`` are the lines of a table of signatures with which the foot begins."""
        self._signed = any(is_name(entry.text) for entry in table)
        self._names_left = 0 if self._signed else _MOST_LINES
        self._after_title = False
        self._lists_recipients = False

    def takes(self, entry: Entry) -> bool | None:
        """Whether a line belongs to the foot; None when only a further line can say so."""
        titled, self._after_title = self._after_title, is_title(entry)
        if entry.zone == "foot" or is_seal(entry.text):
            return True
        if found := RECIPIENTS.match(entry.text):
            self._lists_recipients = not ARCHIVE.match(entry.text, found.end())
            return True
        if self._after_title:
            # A position below "KT. …" or "CHỦ TRÌ" is that of the same person.
            another = fold_words(entry.text) in MINUTES_TITLES
            self._names_left = self._names_left + another if titled else 1
            return True
        if is_name(entry.text):
            return self._takes_name()
        return self._takes_recipient(entry)

    def _takes_name(self) -> bool:
        if not self._names_left:
            return False
        self._names_left -= 1
        self._signed = True
        return True

    def _takes_recipient(self, entry: Entry) -> bool | None:
        listed = self._lists_recipients
        is_last = bool(ARCHIVE.match(entry.label.rest))
        self._lists_recipients = listed and not is_last
        if entry.is_bullet or (listed and is_last):
            return listed or not self._signed
        ends_as_listed = entry.text.endswith((";", ",", "."))
        return False if self._signed and listed and not ends_as_listed else None
