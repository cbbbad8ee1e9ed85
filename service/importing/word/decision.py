"""A whole text becomes the draft of a decision: letterhead, bases, recipients of awards, articles, signature.

A sentence of the articles of which nothing is understood has no place in the form and is listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.importing import list_headings
from service.importing.word import (
    decision_articles,
    decision_executors,
    foot_extent,
    labels,
    lists,
    people_in_line,
    signature,
)
from service.importing.word import entries as entry_reader
from service.importing.word.blocks import Source
from service.importing.word.decision_articles import ArticleReader
from service.importing.word.entries import Entry
from service.importing.word.letterhead import HeadReader, HeadRules
from service.importing.word.lines import DraftLines, Line, Role
from service.schema import pointers
from service.workbook.plan import Sheet

_RULES = HeadRules("Quyết định", has_authority=True)
_BASIS = re.compile(r"Căn cứ\s", re.IGNORECASE)
_PROPOSED = re.compile(r"(?:Theo|Xét) đề nghị (?:của\s+)?", re.IGNORECASE)
_DECIDES = re.compile(r"QUYẾT ĐỊNH\s*:?", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều \d", re.IGNORECASE)
_AS_ARTICLE = re.compile(r"Như Điều \d{1,2}\s*[;.]?", re.IGNORECASE)
_NO_PLACE = "Câu này chưa được hiểu nên chưa có chỗ trong trang nhập; hãy xem có cần nhập vào mục nào không."
_NO_LIST = "Bảng này không được đọc thành danh sách khen thưởng."


def draft(source: Source, sheets: Sequence[Sheet]) -> DraftLines:
    """The draft of a commendation decision; ``sheets`` are the lists of its form."""
    return _DecisionDraft(source.formatted, sheets).read(entry_reader.read(source.blocks))


def _parts(body: Sequence[Entry], annexes: Sequence[Entry]) -> list[int]:
    """Where the lists of the next award begin: in an annex for each, else below the sentence of each."""
    said = decision_articles.award_sentences(body)
    begins = [len(body) + at for at, entry in enumerate(annexes) if labels.is_annex(entry.text)]
    return begins if len(begins) == len(said) else [] if begins else said


_NO_TITLE = "Dòng này đứng trên một danh sách nhưng có vẻ không phải tiêu đề; hãy xem có cần nhập vào mục nào không."
#: A person by name, a day, an hour, or the end of one of several: titles have none of these, and no sum.
_MORE_THAN_A_TITLE = re.compile(
    r"\b(?:[ÔôOo]ng|[Bb]à|[Đđ]ồng chí|[Đđ]/c) [A-ZĐÀ-Ỹ]\w* [A-ZĐÀ-Ỹ]"
    r"|^(?!.*[Kk]èm theo|.*KÈM THEO).*(?:\d/\d{1,2}/\d{4}|\d (?:giờ|h)\b)|;\s*$"
)


def _says_more(entry: Entry) -> bool:
    """Whether a line above a list says what no title of it says."""
    text = entry.whole
    words = entry.label.rest
    names = people_in_line.names_units(words) or people_in_line.names_others(words)
    names = names and not text.isupper()  # "LAO ĐỘNG TIÊN TIẾN" looks like a name
    return bool(names or _MORE_THAN_A_TITLE.search(text) or list_headings.says_a_sum(text))


class _DecisionDraft:
    def __init__(self, formatted: bool, sheets: Sequence[Sheet]) -> None:
        self._formatted, self._sheets = formatted, sheets
        self._draft = DraftLines()
        self._articles = ArticleReader(self._draft, sheets)

    def read(self, entries: Sequence[Entry]) -> DraftLines:
        head = HeadReader(self._draft, _RULES, self._unknown).read(
            entries, formatted=self._formatted
        )
        foot = head + foot_extent.begins_at(entries[head:])
        end = foot + foot_extent.ends_at(entries[foot:])
        found = lists.read(
            [*entries[head:foot], *entries[end:]],
            self._sheets,
            lines_too=True,
            breaks=(foot - head,),
            parts=_parts(entries[head:foot], entries[end:]),
            closed=decision_executors.assigned(entries[head:foot]),
        )
        self._draft.facts |= dict(pointers.flatten(found.data)) if found.data else {}
        self._draft.violations.extend(found.violations)
        self._body(entries[head:foot], found, 0)
        signature.FootReader(self._draft, self._unknown, _AS_ARTICLE).read(entries[foot:end])
        self._body(entries[end:], found, foot - head)
        return self._draft

    def _unknown(self, entry: Entry, text: str, doubt: str) -> None:
        if entry.table is not None:
            self._table(entry, [], doubt)
        else:
            self._draft.add(Line("unplaced", before=text, doubt=doubt))

    def _body(self, entries: Sequence[Entry], found: lists.Lists, shift: int) -> None:
        for place, entry in enumerate(entries):
            cells = found.cells.get(place + shift, [])
            if entry.table is not None:
                self._table(entry, cells, "" if cells else _NO_LIST)
            elif cells:
                self._named(entry, cells)
            else:
                is_title = place + shift in found.titles and not _ARTICLE.match(entry.text)
                self._paragraph(entry, first=not shift, is_title=is_title)

    def _table(self, entry: Entry, cells: Sequence[tuple[str, str]], doubt: str) -> None:
        laid = cells or lists.cells_of(entry)
        role: Role = "table" if cells else "unplaced"
        self._draft.add(Line(role, cells=tuple(laid), doubt=doubt, value=lists.shown(entry)))

    def _named(self, entry: Entry, cells: Sequence[tuple[str, str]]) -> None:
        """A line that names a recipient: its label and marks are dropped."""
        self._draft.add(Line("table", cells=tuple(lists.with_rest(entry, cells)), why="Danh sách"))

    def _paragraph(self, entry: Entry, *, first: bool, is_title: bool) -> None:
        text = entry.whole
        if labels.is_drawn(text) or text == "./.":
            self._draft.drop(text, "đường kẻ, dấu kết thúc do văn bản tự in")
        elif _BASIS.match(text):
            self._draft.entry(self._draft.place("/legal_bases"), text, "Căn cứ")
        elif (found := _PROPOSED.match(text)) and not self._draft.has("/proposed_by"):
            self._draft.entry("/proposed_by", text[found.end() :], "Theo đề nghị của", found[0])
        elif _DECIDES.fullmatch(text):
            self._draft.drop(text, "“QUYẾT ĐỊNH:” do văn bản tự in")
        elif (
            first
            and text.isupper()
            and not entry.label.kind
            and not self._draft.has("/legal_bases/0")
        ):
            self._draft.field("/issuing_authority", text, "Thẩm quyền ban hành")
        elif is_title and not (first and self._articles.says_an_award(entry)):
            self._draft.drop(text, "tiêu đề danh sách", _NO_TITLE if _says_more(entry) else "")
        elif not (first and self._articles.read(entry)):
            self._draft.add(Line("unplaced", before=text, doubt=_NO_PLACE))
