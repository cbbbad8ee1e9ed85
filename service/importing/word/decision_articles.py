"""The articles of a decision become the values that the service writes such articles of.

What was done and by whom (Điều 1), the sums and where they come from, from when the decision holds, who executes it, and
the office's own articles. Only what a sentence says in so many words is taken; the rest of it is dropped, since the
document writes it itself, and a sentence of which nothing was understood is left to the clerk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from service.importing import list_headings
from service.importing.word import decision_executors, decision_recipient, decision_sums
from service.importing.word.decision_awards import KnownAwards
from service.importing.word.entries import Entry
from service.importing.word.lines import DraftLines
from service.importing.word.sentence_pieces import Piece
from service.workbook.plan import Sheet

_AWARD = re.compile(
    r"(?:Truy tặng|Trao tặng|Tặng|Công nhận|Khen thưởng|Khen tặng|Thưởng)\b", re.IGNORECASE
)
_DONE = re.compile(
    r"(?:vì )?(?:đã )?(?:có|đạt|lập)(?: được)?(?: nhiều)? (?:thành tích|đóng góp|công lao|cống hiến)|(?:vì )?đã (?:có|đạt|lập|hoàn thành) ",
    re.IGNORECASE,
)
#: "Công nhận danh hiệu “Lao động tiên tiến” năm 2026 cho …": the time that a title is counted for is what was done.
_TITLE_TIME = re.compile(
    r"danh hiệu [“\"«][^”\"»]{3,80}[”\"»] (?P<time>(?:năm|giai đoạn) [^,;:]{4,40}?)(?= cho | đối với )",
    re.IGNORECASE,
)
_DONE_END = re.compile(
    r"\s*(?:\((?:có|theo|kèm|danh sách|phụ lục)\b[^()]*\)|[,;]?\s*(?:kèm theo|mức) (?:tiền )?thưởng\b|[,;]\s*(?:và )?(?:được )?(?:tiền )?thưởng\b(?=[^.;]{0,80}\d)|,?\s*(?:gồm|cụ thể|như sau|sau đây)(?: có)?(?: các)?\s*:|\s+(?:là|gồm)(?: các)? (?=(?:ông|bà|anh|chị|đồng chí)\b)|[.:;]*\s*$)",
    re.IGNORECASE,
)
#: "Khen thưởng các cá nhân có thành tích như sau:" says nothing yet.
_OPENS_A_LIST = re.compile(r"(?:như sau|sau đây)\s*:\s*$")
_OTHER_FORM = re.compile(
    r"(?:Điều \d+\s*[.:]\s*|\d+[.)]\s*)?(?:Truy tặng|Trao tặng|Tặng) (?P<name>[^,:;]{3,60}?) (?:của|cho) "
)
_EFFECT = re.compile(
    r"(?:Quyết định (?:này )?)?có hiệu lực (?:thi hành )?(?P<when>(?:kể )?từ [^.;]{3,80}?)(?=\s*(?:[.;]|và được|$))",
    re.IGNORECASE,
)
_COUNT_DIFFERS = "Câu này ghi số tập thể, cá nhân khác với số đọc được; hãy xem lại danh sách."
_NOT_SAID = "Câu này không nói thành tích; hãy nhập mục “Thành tích”."
_SUMS_DIFFER = "Số tiền ở đây khác các mức thưởng đã lấy; hãy xem số nào đúng."
_WORDS_DIFFER = "Số tiền bằng chữ khác bằng số; hãy xem số nào đúng."
_SELF_WRITTEN = "lời của điều do văn bản tự viết"
_NOT_PRINTED = "Văn bản không tự in đoạn này; hãy xem có cần nhập vào mục nào không."
_LONGEST = 2_000

_Article = Literal["", "waiting", "award", "money", "execution", "provision"]


def award_sentences(entries: Iterable[Entry]) -> list[int]:
    """Which of a decision's lines, of its articles, each say an award: who is given what for what."""
    found: list[int] = []
    inside = False
    for place, entry in enumerate(entries):
        inside = inside or entry.label.kind == "article"
        text = entry.label.rest
        done = _DONE.search(text)
        says = _says_what(text, done) if done else _TITLE_TIME.search(text)
        if inside and says and _AWARD.match(text):
            found.append(place)
    return found


class ArticleReader:
    """Reads the articles in their order, behind the lists of recipients, which stand in ``draft.facts`` already."""

    def __init__(self, draft: DraftLines, sheets: Sequence[Sheet]) -> None:
        self._draft = draft
        self._parents: Mapping[str, Sheet] = {sheet.row: sheet for sheet in sheets}
        self._awards = KnownAwards(draft)
        self._article: _Article = ""
        self._provision = ""
        #: Whether an article said that those who execute it stand in the lines below.
        self._lists_executors = False

    def says_an_award(self, entry: Entry) -> bool:
        """Whether a line of an article says who did what, and is more than the title of a list below it."""
        text = entry.label.rest
        said = _DONE.search(text) or _TITLE_TIME.search(text)
        return bool(self._article and said and _AWARD.match(text))

    def read(self, entry: Entry) -> bool:
        """Whether a paragraph was taken; False for one that stands in no article or of which nothing was understood."""
        text = entry.whole
        if len(text) > _LONGEST:
            return False
        opens = entry.label.kind == "article"
        if opens and not entry.label.rest:
            self._article = "waiting"
            self._draft.drop(text, _SELF_WRITTEN)
            return True
        if not opens and self._article not in ("", "waiting"):
            return self._goes_on(entry)
        if not opens and not self._article:
            return False
        return self._opened(entry, text[len(text) - len(entry.label.rest) :] if opens else text)

    # --- what an article is about ----------------------------------------------------------------

    def _opened(self, entry: Entry, rest: str) -> bool:
        if _AWARD.match(rest):
            self._article = "award"
            return self._award(entry.whole)
        if "thưởng" in rest.lower() and self._money(entry.whole):
            self._article = "money"
            return True
        if decision_executors.EXECUTES.search(rest) or _EFFECT.match(rest):
            self._article = "execution"
            return self._execution(entry.whole, len(entry.whole) - len(rest))
        self._article = "provision"
        self._provision = self._draft.place("/provisions")
        at = self._draft.place(f"{self._provision}/paragraphs")
        before = entry.whole[: len(entry.whole) - len(rest)].strip()
        self._draft.field(at, rest, "Điều khoản khác", before=before)
        return True

    def _goes_on(self, entry: Entry) -> bool:
        """A line below an article's first."""
        if self._article == "provision":
            listed = "items" if entry.label.kind else "paragraphs"
            at = self._draft.place(f"{self._provision}/{listed}")
            self._draft.field(at, entry.label.rest, "Điều khoản khác", before=entry.label.text)
            return True
        if self._article == "award" and _AWARD.match(entry.label.rest) and self._award(entry.whole):
            return True
        if self._article == "award" and "thưởng" not in entry.whole.lower():
            return False
        if self._article in ("award", "money"):
            return self._money(entry.whole)
        if self._lists_executors and entry.label.text:
            return self._executor(entry)
        return self._execution(entry.whole, 0)

    # --- Điều 1 ----------------------------------------------------------------------------------

    def _award(self, text: str) -> bool:
        """ "Tặng Giấy khen của … cho 01 tập thể đã có thành tích …": what was done, and who, if one alone did it."""
        done = _DONE.search(text)
        if _OPENS_A_LIST.search(text) and not (done and _says_what(text, done)):
            self._draft.drop(text, _SELF_WRITTEN)
            return True
        head = text[: done.start()] if done else text
        form = dict(list_headings.form_in(head, self._parents)).get("/awards/*/form", "")
        index = self._index(form, decision_recipient.name_in(head))
        if index is None:
            return False
        award = f"/awards/{index}"
        pieces = [*_achievement(text, done, award)]
        named, asks = self._recipients(head, award)
        pieces += named
        if not pieces:
            self._draft.drop(text, _SELF_WRITTEN, _NOT_SAID)
            return True
        self._form(form, head, award, pieces)
        self._awards.read_now = [piece.pointer for piece in pieces]
        sums = [*decision_sums.read(text, self._awards, award)]
        if any("/bonus" in piece.pointer[1:] for piece in sums):
            self._draft.derived["/bonus_placement"] = "with_award"
        if self._awards.announces_others(head, award):
            asks = _COUNT_DIFFERS
        self._write(text, [*pieces, *sums], asks)
        return True

    def _recipients(self, head: str, award: str) -> tuple[list[Piece], str]:
        """Whom the sentence of an award names itself, where no list does; and what to ask where that is not certain."""
        if self._awards.rows(award):
            return [], ""
        named = [*decision_recipient.read(head, award)]
        is_unread = not named and decision_recipient.is_named(head)
        return named, _NOT_PRINTED if is_unread else ""

    def _index(self, form: str, name: str) -> int | None:
        """Which award a sentence speaks of: that of whom it names, else the one of its form that lacks what was done.

        None where it is not certain.
        """
        there = self._awards.indices()
        if name:
            of_name = [n for n in there if self._awards.named_in(name, f"/awards/{n}")]
            return of_name[0] if of_name else len(there)
        waiting = [n for n in there if self._awards.value(f"/awards/{n}/achievement") is None]
        forms = {n: self._awards.value(f"/awards/{n}/form") for n in waiting}
        same = [n for n in waiting if forms[n] in (form, None)] if form else waiting
        if not there:
            return 0
        return same[0] if same and (form or len(same) == 1) else None

    def _form(self, form: str, head: str, award: str, pieces: list[Piece]) -> None:
        """The form that a sentence names, where no list has said it."""
        if self._awards.value(f"{award}/form") is not None:
            return
        other = None if form else _OTHER_FORM.match(head)
        if other:
            pieces.append(Piece(*other.span("name"), f"{award}/form_name", "Tên hình thức khác"))
        if form or other:
            self._draft.derived[f"{award}/form"] = form or "other"

    def _money(self, text: str) -> bool:
        if self._names_another(text):
            return False  # a sum for somebody who stands in no list would be given to all
        pieces = [*decision_sums.read(text, self._awards)]
        if pieces:
            self._write(text, pieces)
        elif decision_sums.differs_in_words(text):
            self._draft.drop(text, _SELF_WRITTEN, _WORDS_DIFFER)
        elif decision_sums.is_total(text):
            doubt = _SUMS_DIFFER if decision_sums.is_wrong_total(text, self._awards) else ""
            self._draft.drop(text, "tổng số tiền do văn bản tự cộng", doubt)
        elif text.endswith(":") and not decision_executors.gives_task(text):
            self._draft.drop(text, _SELF_WRITTEN)
        elif decision_sums.is_known(text, self._awards):
            doubt = _SUMS_DIFFER if decision_sums.says_another_sum(text, self._awards) else ""
            self._draft.drop(text, "mức thưởng đã lấy theo từng dòng của danh sách", doubt)
        else:
            return False
        return True

    # --- from when, and who executes it ------------------------------------------------------------

    def _execution(self, text: str, start: int) -> bool:
        effect = _EFFECT.search(text, start)
        pieces = []
        if effect and self._awards.value("/effective") is None:
            pieces.append(Piece(*effect.span("when"), "/effective", "Hiệu lực"))
        behind = effect.end() if effect else start
        while behind < len(text) and text[behind] in " .;,":
            behind += 1
        who = decision_executors.EXECUTES.match(text, behind)
        if who and decision_executors.are_listed_below(text, *who.span("who")):
            self._lists_executors = True
            who = None
        if who and self._awards.value("/executors/0") is None:
            for begin, end in decision_executors.each(text, *who.span("who")):
                at = self._draft.place("/executors")
                pieces.append(Piece(begin, end, at, "Nơi thi hành"))
        if pieces or self._lists_executors:
            self._write(text, pieces)
        return bool(pieces) or self._lists_executors

    def _executor(self, entry: Entry) -> bool:
        """One of those whom the article announced."""
        at = self._draft.place("/executors")
        self._draft.entry(at, entry.label.rest, "Nơi thi hành", entry.label.text)
        return True

    def _write(self, text: str, pieces: Sequence[Piece], doubt: str = "") -> None:
        """The values of a sentence as lines, and what stands between them as dropped ones; ``doubt`` is of its first words."""
        done = 0
        for piece in sorted(pieces, key=lambda piece: piece.start):
            if piece.start < done:
                continue
            self._rest(text[done : piece.start], leads=True, doubt="" if done else doubt)
            words = text[piece.start : piece.end]
            is_sum = "/bonus" in piece.pointer[1:]
            differs = is_sum and decision_sums.differs_in_words(text, piece.start)
            asks = _WORDS_DIFFER if differs else ""
            self._draft.field(piece.pointer, words, piece.why, value=piece.value, doubt=asks)
            done = piece.end
        self._rest(text[done:])

    def _rest(self, text: str, *, leads: bool = False, doubt: str = "") -> None:
        """What is no value; ``leads`` is for what ends in the words before one."""
        if text.strip():
            says_more = (
                _says_more(text, leads=leads)
                or decision_sums.says_another_sum(text, self._awards)
                or self._names_another(text)
            )
            self._draft.drop(text.strip(), _SELF_WRITTEN, _NOT_PRINTED if says_more else doubt)

    def _names_another(self, text: str) -> bool:
        """Whether somebody is given something of whom no list and no sentence before says so."""
        names = decision_recipient.names_somebody(text)
        return names and not self._awards.knows_somebody_in(text)


_NUMBER = re.compile(r"(?:Điều \d+\s*[.:]?|\d{1,2}[.)]|[a-zđ]\)|[-+])\s*")
_IN_BRACKETS = re.compile(r"\([^()\d]*\)")
_SENTENCE_END = re.compile(r"[.;]\s+")
_FEW_WORDS = 3
_PRINTED_SENTENCE = re.compile(
    r"Quyết định (?:này )?có hiệu lực|(?:Các )?(?:Ông|Bà|đồng chí)\b", re.IGNORECASE
)


def _says_more(rest: str, *, leads: bool) -> bool:
    """Whether one more sentence stands beside the values: "Giao Phòng Kế toán chi trả trước ngày 30/12/2020." """
    _, *further = _SENTENCE_END.split(_IN_BRACKETS.sub("", _NUMBER.sub("", rest.strip(), count=1)))
    return any(
        len(sentence.split()) > _FEW_WORDS and not _PRINTED_SENTENCE.match(sentence)
        for sentence in (further[:-1] if leads else further)
    )


def _achievement(text: str, done: re.Match[str] | None, award: str) -> Iterator[Piece]:
    titled = _TITLE_TIME.search(text)
    span = (
        titled.span("time")
        if titled
        else (done.start(), _end(text, done.start()))
        if done
        else None
    )
    if span is not None:
        yield Piece(*span, f"{award}/achievement", "Thành tích")


def _says_what(text: str, done: re.Match[str]) -> bool:
    """Whether it is said what was done, and not only that something was."""
    return len(text[done.end() : _end(text, done.start())].split()) > 2


def _end(text: str, start: int) -> int:
    """Where what was done ends: at the brackets, the sum or the colon behind it."""
    found = _DONE_END.search(text, start)
    return found.start() if found else len(text)
