"""The foot of a document: "Nơi nhận", who signs and for whom, where they are certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from service.importing import vocabulary
from service.importing.word import labels
from service.importing.word.entries import Entry
from service.importing.word.letterhead import Unknown
from service.importing.word.lines import DraftLines
from service.language import name_words, vietnamese
from service.language.vietnamese import fold_words

RECIPIENTS = re.compile(r"(?:Nơi\s+nhận)\s*:?\s*", re.IGNORECASE)
ARCHIVE = re.compile(
    r"Lưu\s*:?\s*(?:VT|Văn thư)(?P<units>(?:\s*[,;]\s*[^\W_](?:[\w &-]|\.(?=\w)){0,30})*)(?:\s*\(?(?P<copies>\d{1,2})(?:\s*b(?:ản)?\b)?\)?)?\s*[.;]*",
    re.IGNORECASE,
)
_DRAFTER = re.compile(r"(?P<code>[A-ZĐ]{1,10})(?P<mark>\.?\s*\()(?P<amount>\d{1,3})\)$")
_CAPACITY = re.compile(r"(?P<capacity>TM|KT|TL|TUQ|Q)\s*\.\s*(?P<rest>\S.*)", re.IGNORECASE)
_SEAL = re.compile(
    r"[(\[]?\s*(?:đã ký|ký tên|ký, |ký và|ký điện tử|chữ ký|dấu)[^\n]*", re.IGNORECASE
)
_ACADEMIC = re.compile(r"(?:(?:PGS|GS|TS|ThS|Th\.S|BS|CKI|CKII|KS|CN)\b\.?\s*)+", re.IGNORECASE)
#: By the entry's id: pointer, capacity and words of a line of one signature.
_Plan: TypeAlias = dict[int, tuple[str, str, str]]
_LONGEST_LINE = 200
#: Who signs minutes, also in running letters.
MINUTES_TITLES = frozenset(
    {"thu ky", "nguoi ghi bien ban", "nguoi lap bien ban", "chu toa", "chu tri", "thu ky hoi nghi", "chu tri hoi nghi",
     "chu toa hoi nghi", "thu ky cuoc hop", "chu tri cuoc hop", "chu toa cuoc hop"}
)  # fmt: skip
UNCERTAIN = "Không rõ là phần nào của chữ ký, nơi nhận."


def is_title(entry: Entry) -> bool:
    """A line that stands above a signature: capitals that begin as a position or with "KT."."""
    text = entry.text
    if fold_words(text) in MINUTES_TITLES and not text.endswith(":"):
        return entry.paragraph is not None
    if (
        entry.paragraph is None
        or not text.isupper()
        or len(text) > 100
        or entry.label.kind in ("roman", "capital")
    ):
        return False
    position = fold_words(text) in vocabulary.load().of("signature_words")
    return position or bool(_CAPACITY.match(text)) or name_words.is_position(text)


def is_name(text: str) -> bool:
    """A person's name, with or without an academic title."""
    if len(text) > _LONGEST_LINE:
        return False
    bare = _ACADEMIC.sub("", text).strip()
    return name_words.is_person_name(bare) and len(bare) <= 50


def is_seal(text: str) -> bool:
    """What stands where a signature belongs: "(Đã ký)"."""
    return bool(_SEAL.fullmatch(text))


class FootReader:
    """Reads the foot; ``unknown`` takes the lines that could not be understood."""

    def __init__(
        self, draft: DraftLines, unknown: Unknown, printed: re.Pattern[str] | None = None
    ) -> None:
        """``printed`` are recipients that the document prints itself ("Như Điều 3")."""
        self._draft, self._unknown, self._printed = draft, unknown, printed

    def read(self, entries: Sequence[Entry]) -> None:
        """All lines of a foot with one signature."""
        plan = _signer([entry for entry in entries if not _is_recipient(entry, entries)])
        for entry in entries:
            self.line(entry, entries, plan)

    def line(self, entry: Entry, among: Sequence[Entry], plan: _Plan) -> None:
        """One line of the foot ``among``: a recipient, a line of a signature as ``plan`` says, or unknown."""
        if _is_recipient(entry, among):
            self._recipient(entry, among)
        else:
            self._signature(entry, plan)

    # --- recipients ------------------------------------------------------------------------------

    def _recipient(self, entry: Entry, among: Sequence[Entry]) -> None:
        found = RECIPIENTS.match(entry.text)
        if found:
            self._draft.drop(found[0], "“Nơi nhận” do văn bản tự in")
            rest = entry.text[found.end() :]
            if rest:
                self._one_recipient("", rest)
            return
        goes_on, is_torn = _torn(entry, among)
        label = entry.label if entry.is_bullet else labels.Label("", "", entry.whole)
        if goes_on:
            self._name(f"/recipients/{self._draft.rows_of('/recipients') - 1}", label, is_torn)
        elif is_torn:
            self._name(self._draft.place("/recipients"), label, is_torn)
        else:
            self._one_recipient(label.text, label.rest)

    def _name(self, pointer: str, label: labels.Label, is_torn: bool) -> None:
        """A line of a recipient that takes several; only the last one ends with a mark of the list."""
        if is_torn:
            self._draft.field(pointer, label.rest, "Nơi nhận", before=label.text)
        else:
            self._draft.entry(pointer, label.rest, "Nơi nhận", label.text)

    def _one_recipient(self, before: str, text: str) -> None:
        drafter = _DRAFTER.search(text) if len(text) <= _LONGEST_LINE else None
        if drafter and drafter.start() and ARCHIVE.fullmatch(text[: drafter.start()].rstrip()):
            self._one_recipient(before, text[: drafter.start()].rstrip())
            self._one_recipient("", text[drafter.start() :])
            return
        drafter = _DRAFTER.fullmatch(text)
        if drafter and not before:
            self._draft.field(
                "/drafter_code", drafter["code"], "Ký hiệu người soạn thảo", after=drafter["mark"]
            )
            self._draft.field(
                "/issued_amount",
                drafter["amount"],
                "Số lượng bản",
                after=")",
                value=int(drafter["amount"]),
            )
            return
        if self._printed is not None and self._printed.fullmatch(text):
            self._draft.drop(f"{before} {text}", "dòng này do văn bản tự in")
            return
        archive = ARCHIVE.fullmatch(text) if len(text) <= _LONGEST_LINE else None
        if archive is None:
            pointer = self._draft.place("/recipients")
            self._draft.entry(pointer, text, "Nơi nhận", before)
            return
        at = archive.start("units")
        self._draft.drop(f"{before} {text[:at]}", "“Lưu: VT” do văn bản tự in")
        for unit in re.finditer(r"[,;]\s*([^,;]+)", archive["units"]):
            pointer = self._draft.place("/archive/units")
            self._draft.field(pointer, unit[1].strip(), "Lưu", before=unit[0][0])
        rest = text[archive.end("units") :].strip()
        if archive["copies"]:
            self._draft.field(
                "/archive/copies", archive["copies"], "Số bản lưu", before="(", value=int(archive["copies"]),
                after=rest.lstrip(" (").removeprefix(archive["copies"]),
            )  # fmt: skip
        elif rest:
            self._draft.drop(rest, "dấu cuối dòng")

    # --- signer ----------------------------------------------------------------------------------

    def _signature(self, entry: Entry, plan: _Plan) -> None:
        text = entry.whole
        if labels.is_drawn(text) or _SEAL.fullmatch(text):
            self._draft.drop(text, "chỗ ký")
            return
        if id(entry) not in plan:
            self._unknown(entry, text, UNCERTAIN)
            return
        pointer, capacity, rest = plan[id(entry)]
        if capacity and pointer != "/signer/on_behalf_of":
            self._draft.derived["/signer/capacity"] = capacity
        before = text[: len(text) - len(rest)].strip() if capacity else ""
        self._draft.field(pointer, rest, "Người ký", before=before)


def _is_recipient(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a line stands under "Nơi nhận": in its column, and before the lines of the signature."""
    inside = False
    for line in entries:
        if line.column == entry.column and line.zone == entry.zone:
            if RECIPIENTS.match(line.text):
                inside = True
            elif not line.is_bullet and (
                is_title(line)
                or (not line.text.endswith((";", ".", ",")) and inside and is_name(line.text))
            ):
                inside = False
            if line is entry:
                return inside
    return inside


def _torn(entry: Entry, among: Sequence[Entry]) -> tuple[bool, bool]:
    """Whether a recipient's line goes on with the one above in its column, and whether the one below goes on with it."""
    column = [line for line in among if (line.column, line.zone) == (entry.column, entry.zone)]
    place = next(place for place, line in enumerate(column) if line is entry)
    goes_on = place > 0 and _goes_on(column[:place], entry)
    below = column[place + 1] if place + 1 < len(column) else None
    is_torn = below is not None and _goes_on(column[: place + 1], below)
    return goes_on, is_torn and below is not None and _is_recipient(below, among)


def _goes_on(above: Sequence[Entry], entry: Entry) -> bool:
    """Whether a line goes on with the last one above: that has no end, and this one not the dash that others have."""
    last = above[-1]
    is_open = not last.text.endswith((";", ".")) and not RECIPIENTS.match(last.text)
    if not is_open or entry.is_bullet or ARCHIVE.match(last.label.rest):
        return False
    is_own = ARCHIVE.match(entry.text) or _DRAFTER.fullmatch(entry.text[:_LONGEST_LINE])
    begins_inside = entry.text[:1] == "(" or entry.text[:1].islower()
    return not is_own and (begins_inside or any(line.is_bullet for line in above))


def _signer(entries: Sequence[Entry]) -> _Plan:
    """By entry: pointer, capacity and words of each line of one signature; empty when it is not certain."""
    lines = [
        e
        for e in entries
        if e.text and not labels.is_drawn(e.whole) and not _SEAL.fullmatch(e.text)
    ]
    if not 2 <= len(lines) <= 5 or not is_name(lines[-1].text):
        return {}
    *titles, name = lines
    if not all(title.text.isupper() for title in titles):
        return {}
    plan = {id(name): ("/signer/full_name", "", name.text)}
    found = [_CAPACITY.fullmatch(title.text) for title in titles]
    for place, (entry, capacity) in enumerate(zip(titles, found, strict=True)):
        if capacity is None:
            further = place > 0 and not found[place - 1] and name_words.is_position(entry.text)
            pointer = "/signer/other_title" if further else "/signer/position"
            plan[id(entry)] = (pointer, "", entry.text)
            continue
        short = vietnamese.upper(capacity["capacity"])
        further = any(found[place + 1 :])
        if further and short != "TM":
            continue  # "TL." above "KT.": the form has one of them, and which is printed is for the clerk
        pointer = "/signer/on_behalf_of" if short == "TM" and further else "/signer/authority"
        plan[id(entry)] = ("/signer/position" if short == "Q" else pointer, short, capacity["rest"])
    return plan if any(target[0] == "/signer/position" for target in plan.values()) else {}
