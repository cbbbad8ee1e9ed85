"""A whole text becomes the draft of a report: letterhead, opening, tree of sections, closing, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.importing.word import entries as entry_reader
from service.importing.word import foot_extent, headings, labels, signature
from service.importing.word.blocks import Source
from service.importing.word.entries import Entry
from service.importing.word.letterhead import HeadReader, HeadRules
from service.importing.word.lines import DraftLines, Line
from service.importing.word.section_content import ContentWriter
from service.language import vietnamese
from service.language.vietnamese import fold_words
from service.workbook.plan import Sheet

_RULES = HeadRules("Báo cáo", has_addressees=True)
_LEVELS, _LEVELS_WITH_PARTS = 3, 4
_CLOSING = ("tren day la", "tren day bao cao", "kem theo bao cao nay")
_ENCLOSED = re.compile(r"\(\s*(?:Ban hành )?kèm theo [^)]*\)\.?", re.IGNORECASE)
_KINDS = (("tổng kết", "tong_ket"), ("sơ kết", "so_ket"))
_PERIOD = re.compile(
    r"giai đoạn \(?\d{4}\s*[-–]\s*\d{4}|nhiệm kỳ \d{4}\s*[-–]\s*\d{4}"
    r"|(?:quý (?:[IVX]+|\d)|(?:\d{1,2}|ba|sáu|chín) tháng(?: đầu| cuối)?|tháng \d{1,2}) năm \d{4}"
    r"|năm(?: học)? \d{4}(?:\s*[-–]\s*\d{4})?",
    re.IGNORECASE,
)
_RENUMBERED = "Trong bài đánh số “{}”, văn bản sẽ đánh “{}”; hãy xem lại những chỗ nhắc đến số này."

_RENAMED = "Trong bài ghi “{}”, văn bản sẽ in là “Phụ lục”; hãy xem lại những chỗ nhắc đến tên này."


@dataclass(slots=True)
class _Section:
    """A heading, of one entry or of "Phần thứ nhất" and its title, and what stands below it."""

    heading: list[Entry]
    content: list[Entry] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)


def draft(source: Source, sheets: Sequence[Sheet] = ()) -> DraftLines:  # noqa: ARG001 - a Builder
    """The draft of a summary report, in the order of the source; a report has no lists of people."""
    return _ReportDraft(source.formatted).read(entry_reader.read(source.blocks))


class _ReportDraft:
    def __init__(self, formatted: bool) -> None:
        self._formatted = formatted
        self._draft = DraftLines()
        self._content = ContentWriter(self._draft)

    def read(self, entries: Sequence[Entry]) -> DraftLines:
        """All entries: head, body, foot, annexes, and what stands behind them."""
        head = HeadReader(
            self._draft, _RULES, lambda *unknown: self._loose("/opening", *unknown)
        ).read(entries, formatted=self._formatted)
        self._derive()
        foot = head + foot_extent.begins_at(entries[head:])
        self._body(entries[head:foot])
        end = foot + foot_extent.ends_at(entries[foot:])
        signature.FootReader(self._draft, lambda *unknown: self._loose("/closing", *unknown)).read(
            entries[foot:end]
        )
        self._behind(entries[end:])
        self._content.finish()
        return self._draft

    def _derive(self) -> None:
        """What the subject says of the report: of what kind it is, and of which period."""
        subject = " ".join(line.text for line in self._draft.lines if line.pointer == "/subject")
        words = vietnamese.lower(subject)
        kinds = [key for word, key in _KINDS if word in words]
        if len(kinds) == 1:
            self._draft.derived["/kind"] = kinds[0]
        periods = list(_PERIOD.finditer(subject))
        if len(periods) == 1:
            self._draft.derived["/period/label"] = periods[0][0]

    def _loose(self, listed: str, entry: Entry, text: str, doubt: str) -> None:
        """What was not understood is a paragraph where it stood."""
        if entry.table is not None:
            self._outside([entry], listed)
            return
        self._draft.add(Line("paragraph", text, self._draft.place(listed), doubt=doubt))

    # --- body ------------------------------------------------------------------------------------

    def _body(self, entries: Sequence[Entry]) -> None:
        with_parts = any(entry.label.kind == "part" for entry in entries)
        most = _LEVELS_WITH_PARTS if with_parts else _LEVELS
        depths = headings.depths(entries, most, formatted=self._formatted)
        if with_parts:
            # What stands before the first part is no part of its own.
            first = next(n for n, entry in enumerate(entries) if entry.label.kind == "part")
            depths = [0] * first + depths[first:]
        opening, sections, closing = _tree(entries, depths)
        if with_parts and any(section.heading[0].label.kind == "part" for section in sections):
            self._draft.derived["/use_parts"] = True
        self._outside(opening, "/opening")
        first = 0 if "/use_parts" in self._draft.derived else 1
        self._sections(sections, "", first)
        self._outside(closing, "/closing")

    def _outside(self, entries: Sequence[Entry], listed: str) -> None:
        """Opening and closing hold paragraphs; a table there becomes an annex."""
        for place, entry in enumerate(entries):
            if entry.table is not None:
                self._content.write([entry], self._draft.place("/annexes"), 0)
                self._mark_last("Bảng ở đây thành phụ lục, hãy đặt tên cho phụ lục.")
            else:
                doubt = self._no_heading(entries, place, listed)
                self._content.paragraph(entry, listed, doubt=doubt)

    def _no_heading(self, entries: Sequence[Entry], place: int, listed: str) -> str:
        """A labelled line before the first heading was not understood."""
        numbered = entries[place].label.kind and not entries[place].is_bullet
        return (
            "Không rõ cấp đề mục nên giữ là đoạn văn." if numbered and listed == "/opening" else ""
        )

    def _mark_last(self, doubt: str) -> None:
        last = self._draft.lines[-1]
        self._draft.lines[-1] = replace(last, doubt=f"{doubt} {last.doubt}".strip())

    def _sections(self, sections: Sequence[_Section], parent: str, level: int) -> None:
        for index, section in enumerate(sections):
            pointer = self._draft.place(f"{parent}/sections")
            self._heading(section.heading, f"{pointer}/heading", level, index)
            self._content.write(section.content, pointer, level)
            self._sections(section.sections, pointer, level + 1)

    def _heading(self, entries: Sequence[Entry], pointer: str, level: int, index: int) -> None:
        number = _number(level, index)
        for place, entry in enumerate(entries):
            typed = labels.ordinal(entry.label) if entry.label.kind else None
            differs = typed is not None and typed != index + 1
            self._draft.add(
                Line(
                    "heading", entry.label.rest, pointer, before=entry.label.text, level=level,
                    number="" if place else number,
                    doubt=_RENUMBERED.format(entry.label.text, number) if differs else "",
                )
            )  # fmt: skip

    # --- annexes ---------------------------------------------------------------------------------

    def _behind(self, entries: Sequence[Entry]) -> None:
        """What stands below the signature: annexes, each from its name on; else paragraphs at the end."""
        starts = [place for place, entry in enumerate(entries) if labels.is_annex(entry.text)]
        # Inside of an annex a form is the caption of a table.
        starts = starts or [place for place, entry in enumerate(entries) if labels.form(entry.text)]
        for entry in entries[: starts[0] if starts else len(entries)]:
            self._outside([entry], "/closing")
        for place, start in enumerate(starts):
            self._annex(entries[start : starts[place + 1] if place + 1 < len(starts) else None])

    def _annex_name(self, text: str, pointer: str) -> None:
        printed = "“Phụ lục” do văn bản tự in và đánh số"
        form = labels.form(text)
        if form is None:
            self._draft.drop(text, printed)
            return
        title = form["title"] or ""
        name = text[: len(text) - len(title)]
        self._draft.drop(name, printed, _RENAMED.format(form["name"]))
        if title:
            self._draft.field(f"{pointer}/title", title, "Tên phụ lục")

    def _annex(self, entries: Sequence[Entry]) -> None:
        pointer = self._draft.place("/annexes")
        self._annex_name(entries[0].text, pointer)
        place = 1
        while place < len(entries) and _is_annex_title(entries[place]):
            self._draft.field(f"{pointer}/title", entries[place].text, "Tên phụ lục")
            place += 1
        content = []
        for entry in entries[place:]:
            if _ENCLOSED.fullmatch(entry.text):
                self._draft.drop(entry.text, "dòng “Kèm theo …” do văn bản tự in")
            else:
                content.append(entry)
        main = next((n for n in reversed(range(len(content))) if content[n].table is not None), -1)
        if any(not _is_end(entry) for entry in content[main + 1 :]):
            main = -1
        for place, entry in enumerate(content):
            if place == main:
                self._content.write([entry], pointer, 0)
            elif entry.table is not None:
                self._outside([entry], "/closing")
            else:
                self._content.paragraph(entry, f"{pointer}/paragraphs")


def _is_end(entry: Entry) -> bool:
    return entry.whole == "./." or labels.is_drawn(entry.whole)


def _is_annex_title(entry: Entry) -> bool:
    return (
        entry.paragraph is not None
        and not _ENCLOSED.fullmatch(entry.text)
        and not labels.is_drawn(entry.text)
        and not entry.label.kind
        and len(entry.text) <= 300
        and (entry.text.isupper() or entry.paragraph.align == "center")
    )


def _tree(
    entries: Sequence[Entry], depths: Sequence[int]
) -> tuple[list[Entry], list[_Section], list[Entry]]:
    """What stands before the first heading, the sections, and the closing words."""
    opening: list[Entry] = []
    sections: list[_Section] = []
    path: list[_Section] = []
    closing_at = _closing(entries, depths)
    place = 0
    while place < closing_at:
        entry, depth = entries[place], depths[place]
        if depth:
            path = path[: depth - 1]
            section = _Section([entry])
            (path[-1].sections if path else sections).append(section)
            path.append(section)
            if not entry.label.rest and _is_title_below(entries, place + 1, closing_at):
                place += 1
                section.heading.append(entries[place])
        else:
            (path[-1].content if path else opening).append(entry)
        place += 1
    return opening, sections, list(entries[closing_at:])


def _is_title_below(entries: Sequence[Entry], place: int, end: int) -> bool:
    """Whether "Phần thứ nhất" has its title in the next line."""
    return place < end and entries[place].paragraph is not None and not entries[place].label.kind


def _closing(entries: Sequence[Entry], depths: Sequence[int]) -> int:
    """Where the closing words begin: "Trên đây là …" behind the last heading."""
    last = max((place for place, depth in enumerate(depths) if depth), default=-1)
    for place in range(last + 1, len(entries)):
        if fold_words(entries[place].text).startswith(_CLOSING):
            return place
    return len(entries)


def _number(level: int, index: int) -> str:
    """What the document prints before a heading: "Phần I", "I.", "1.", "a)"."""
    if level >= 3:
        return f"{vietnamese.point_letter(index)})" if index < len(vietnamese.POINT_LETTERS) else ""
    if level == 2:
        return f"{index + 1}."
    roman = vietnamese.roman(index + 1) if index < 3_999 else str(index + 1)
    return f"Phần {roman}" if level == 0 else f"{roman}."
