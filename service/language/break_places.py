"""The words of a title become the worth of each place between them as the end of a line.

A line reads well when it begins with a phrase ("của …", "trong …", "tỉnh …") and when no word, name or date is parted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from service.language import vietnamese
from service.language.compounds import Compounds, compounds_in, in_use
from service.language.holding_together import NO_BREAK_SPACE, held_together

#: Where no line may end: inside a compound, a name, a date.
HELD: Final = 100.0
#: No line begins with a dash; it ends with one where two names beside the dash are longer than a line.
_BEFORE_DASH, _AFTER_DASH = 2 * HELD, HELD / 2
_UNKNOWN, _HALF_KNOWN, _BETWEEN_WORDS, _AT_PHRASE = 0.45, 0.3, 0.15, 0.0
#: A line that ends with "và" or begins with a figure reads ill, but tears no word.
_ILL: Final = 1.6
_AFTER_HEAD: Final = 0.7
#: A quotation is rather kept in one line.
_IN_QUOTES: Final = 0.3


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_PLACES: Final = _words("tỉnh huyện quận xã phường thôn bản ấp")
#: A phrase begins with one of these.
_OPENING: Final = (
    _PLACES
    | _words(
        "của và cho trong về tại theo đối để tới từ với bằng trên thuộc nhằm có do nhân giai vào vì qua gắn kèm khi sau trước "
        "hoặc cùng giữa tiến gồm được"
    )
    | {
        "thành phố",
        "thị xã",
        "thị trấn",
        "đặc khu",
        "khu vực",
        "đối với",
        "nhân dịp",
        "gắn với",
        "giai đoạn",
        "nhiệm kỳ",
    }
)
#: These want the next word beside them.
_LEADING: Final = _PLACES | _words(
    "của và cho các những về trong theo tại từ đến với là được đã có không một mỗi mọi số điều khoản điểm mục mẫu thứ cấp ngành "
    "khối lần ngày tháng năm quý ông bà hoặc do để bằng trên thuộc vì hạng loại khóa khoá lớp học bậc tờ bản đợt kỳ nghề phó "
    "nguyên cố chưa rất sẽ đang đạt tặng nhằm giữa cùng gồm nhân khu vùng tuyến tên nhà người phi ngoài trước sau"
)
#: The head of an organ's name, which looks lost at the end of a line.
_HEADS: Final = _words(
    "sở ban phòng cục vụ viện trường trạm đội tổ khoa hội đoàn bộ chi tổng cụm đài tòa toà quỹ đảng báo tạp hạt vườn rừng ga "
    "cảng bến chợ nhóm kho xưởng liên họp luật"
)
#: A word of one syllable that is a whole: a place beside it is a place between words.
_ALONE: Final = (
    _HEADS | _OPENING | _LEADING | _words("thuế chuyên tặng nghề giỏi thuốc tim phổi mắt")
)
_SURNAMES: Final = _words(
    "nguyễn trần lê phạm hoàng huỳnh phan võ đặng bùi đỗ ngô đinh trịnh lý đoàn tạ tô mai chu phùng cù"
)
_NEVER_FIRST: Final = _words("này khác đó ấy nêu")
_DASHES: Final = frozenset("-–—")
_ENDS_PHRASE: Final = (",", ";", ":", ".", "!", "?", "…", ")")
_AROUND: Final = "“”\"'‘’()[],;:.!?…"
_ROMAN: Final = re.compile(r"[IVX]+")
_MONTH: Final = re.compile(r"tháng[ \u00a0]\d+$")
_LONGEST_NAME: Final = 5
#: So many blanks after a surname are in the name.
_AFTER_SURNAME: Final = 3


def worth(words: Sequence[str]) -> list[float]:
    """What it costs to end a line after each word but the last: 0 is a good place, from ``HELD`` on none is.

    A no-break blank inside a word counts as part of it.
    """
    line = _Line(words)
    costs, quoted = [], False
    for index in range(len(words) - 1):
        quoted = (quoted or "“" in words[index]) and "”" not in words[index]
        costs.append(line.cost_after(index) + _IN_QUOTES * quoted)
    if all(word == vietnamese.upper(word) for word in words):
        line.hold_names_in_capitals(costs)
    return costs


def torn_places(words: Sequence[str]) -> list[int]:
    """After which words, counted from 0, a line begins with a dash, then after which it ends inside of a compound."""
    marked = [word.lstrip(_AROUND) for word in vietnamese.lower(" ".join(words)).split(" ")]
    found = compounds_in(marked, [word.rstrip(_AROUND) for word in marked])
    dashes = [place - 1 for place, word in enumerate(words) if place and word in _DASHES]
    return [*dashes, *(place - 1 for start, stop in found for place in range(start + 1, stop))]


class _Line:
    """The words of a title and their syllables, with the compounds among them."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        small = vietnamese.lower(" ".join(words)).split(" ")
        syllables = [word.split(NO_BREAK_SPACE) for word in small]
        marked = [syllable.lstrip(_AROUND) for word in syllables for syllable in word]
        self._syllables = [syllable.rstrip(_AROUND) for syllable in marked]
        #: For each word, how many syllables stand up to its end.
        self._ends = [*itertools.accumulate(map(len, syllables))]
        self._firsts = [self._syllables[start] for start in (0, *self._ends[:-1])]
        #: Places inside compounds, and the syllables of compounds.
        self._inside: set[int] = set()
        self._known: set[int] = set()
        for start, stop in compounds_in(marked, self._syllables):
            self._inside.update(range(start + 1, stop))
            self._known.update(range(start, stop))

    def cost_after(self, index: int) -> float:
        """The cost of ending a line after a word."""
        end = self._ends[index]
        if end in self._inside:
            return HELD
        last = "" if end - 1 in self._known else self._syllables[end - 1]
        in_compound = end in self._known
        first = " ".join(self._syllables[end : end + 2]) if in_compound else self._syllables[end]
        following = self._firsts[index + 2] if index + 2 < len(self._words) else "và"
        if first in _PLACES and following in _OPENING:
            return _HALF_KNOWN  # "ủy ban nhân dân tỉnh" without a name rather stays whole
        decided = _between(self._words[index], self._words[index + 1], last, first)
        if decided is not None:
            return decided
        known = self._is_whole(end - 1) + self._is_whole(end)
        return (_UNKNOWN, _HALF_KNOWN, _BETWEEN_WORDS)[known] + _AFTER_HEAD * (last in _HEADS)

    def _is_whole(self, place: int) -> bool:
        """Whether a syllable is, or belongs to, a word that is known."""
        return place in self._known or self._syllables[place] in _ALONE

    def hold_names_in_capitals(self, costs: list[float]) -> None:
        """In a title in capitals nothing tells a name but the word before it or its surname."""
        for index, first in enumerate(self._firsts):
            place = self._ends[index] - 1
            if first in _SURNAMES and place not in self._known:
                held = _AFTER_SURNAME
            elif index and self._firsts[index - 1] in _PLACES:
                held = 1
            else:
                continue
            for after in range(index, min(index + held, len(costs))):
                ends_name = self._words[after].endswith(_ENDS_PHRASE)
                if ends_name or self._firsts[after + 1] in _ALONE:
                    break
                costs[after] = max(costs[after], HELD / 4)


def _between(word: str, following: str, last: str, first: str) -> float | None:
    """The cost that the two words alone decide, None where it depends on what is known of them."""
    if following in _DASHES:
        return _BEFORE_DASH
    if word in _DASHES:
        return _AFTER_DASH
    if word.endswith(_ENDS_PHRASE) and not word[:-1].isupper():
        return _AT_PHRASE
    if first in _NEVER_FIRST:
        return _ILL
    if _MONTH.search(word) and first == "năm":
        return _ILL
    if first[:1].isdigit() or _ROMAN.fullmatch(following):
        return _ILL if last in _LEADING else _ILL / 2
    if last in _LEADING and not (last in _PLACES and (first in _OPENING or first == "năm")):
        return _ILL
    return _AT_PHRASE if first in _OPENING else None


def in_capitals(title: str) -> str:
    """A title as it is printed in capitals, which hide what ``names_held`` sees before them."""
    return vietnamese.upper(names_held(title))


_ANY_FIGURE: Final = str.maketrans("123456789", "0" * 9)


def with_any_figures(text: str) -> str:
    """The text with 0 for each figure: documents that differ in a number or a date break alike."""
    return text.translate(_ANY_FIGURE)


def names_held(text: str) -> str:
    """A title in running case with no-break blanks inside proper names; the rest is held as in ``held_together``.

    "Trường Tiểu học Nguyễn Thái Học": words of the language go on in small letters, names do not. A name that is
    a word of the lexicon ("Hà Tĩnh") is left as it is.
    """
    text = held_together(text)
    shape = with_any_figures(text)
    held = _names_held(shape, in_use())
    if held == shape:
        return text
    return "".join(
        blank if blank == NO_BREAK_SPACE else letter
        for letter, blank in zip(text, held, strict=True)
    )


@lru_cache(maxsize=2048)
def _names_held(text: str, _: Compounds) -> str:
    return "\n".join(map(_line_with_names_held, text.split("\n")))


def _line_with_names_held(line: str) -> str:
    words = line.split(" ")
    if len(words) < 2 or line == vietnamese.upper(line):
        return line
    marked = [word.lstrip(_AROUND) for word in words]
    bare = [word.rstrip(_AROUND) for word in marked]
    small = vietnamese.lower(" ".join(bare)).split(" ")
    is_name = [_is_capitalised(word) for word in bare]
    starts: set[int] = set()
    for start, stop in compounds_in(vietnamese.lower(" ".join(marked)).split(" "), small):
        if all(is_name[start:stop]):
            starts.update(range(start, stop + 1))
        else:
            is_name[start:stop] = [False] * (stop - start)
    is_name = [
        name and word not in _HEADS | _PLACES for name, word in zip(is_name, small, strict=True)
    ]
    joined, length = words[0], 1
    for index in range(1, len(words)):
        goes_on = (
            is_name[index - 1]
            and is_name[index]
            and index not in starts
            and length < _LONGEST_NAME
            and not words[index - 1].endswith(_ENDS_PHRASE)
        )
        joined += (NO_BREAK_SPACE if goes_on else " ") + words[index]
        length = length + 1 if goes_on else 1
    return joined


def _is_capitalised(word: str) -> bool:
    return word[:1].isupper() and (len(word) == 1 or not word.isupper()) and word.isalpha()
