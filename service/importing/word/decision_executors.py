"""Who executes a decision, and the lists of those whom it gives a task: they get no award."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.importing.word.entries import Entry
from service.language import name_words

EXECUTES = re.compile(
    r"(?P<who>[^.;:]?.{4,600}?)\s*,?\s+(?:chịu trách nhiệm|có trách nhiệm|căn cứ)\s+(?:tổ chức\s+)?(?:thi hành|thực hiện)\b(?!\s+(?:việc|các|những|nhiệm vụ|công tác|chi|chế độ|nội dung)\b)(?:\s+Quyết định)?",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:Giao\s+)?(?:Các\s+)?(?:(?:Ông|Bà|đồng chí)(?:\s*\((?:bà|ông)\))?\s*[,:]\s*)+|Giao\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;]\s+(?:và\s+)?|\s+và\s+")
_NAMED_HERE = re.compile(
    r"(?:các |những )?(?:tập thể|cá nhân|hộ gia đình|đơn vị|ông|bà|đồng chí)\b.*(?:có tên|liên quan|được khen)",
    re.IGNORECASE,
)
#: An article whose list names people for a task.
_ASSIGNS = re.compile(
    r"(?:Điều \d+\s*[.:]\s*)?(?:Giao|Phân công|Cử|Yêu cầu|Đề nghị|Thành lập|Bổ nhiệm|Chỉ định|Kiện toàn|Điều động|Phê duyệt|Ủy quyền|Uỷ quyền)\b"
    r"|.*\b(?:(?:có|chịu) trách nhiệm|có nhiệm vụ)\b",
    re.IGNORECASE,
)
_IN_A_LIST = re.compile(r"(?:có tên )?(?:sau|sau đây|dưới đây)$", re.IGNORECASE)


def assigned(entries: Sequence[Entry]) -> frozenset[int]:
    """The places of lines below the articles that give somebody a task."""
    found: set[int] = set()
    inside = waits = False
    for place, entry in enumerate(entries):
        opens = entry.label.kind == "article"
        if opens or waits:
            inside = gives_task(entry.label.rest)
            waits = opens and not entry.label.rest
        elif inside:
            found.add(place)
    return frozenset(found)


def gives_task(text: str) -> bool:
    """Whether an article begins as one that gives somebody a task."""
    return _ASSIGNS.match(text) is not None


def are_listed_below(text: str, start: int, end: int) -> bool:
    """ "Các ông, bà có tên sau chịu trách nhiệm thi hành:" names nobody itself."""
    return _IN_A_LIST.search(text, start, end) is not None and text.endswith(":")


def _goes_on_counting(before: str, rest: str) -> bool:
    """Whether what follows is one more thing of those just named: "Trưởng các phòng, đơn vị thuộc Sở"."""
    return "các " in before and rest[:1].islower() and not rest.startswith(("các ", "những "))


def each(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each of those begins and ends who execute a decision; a comma inside a name parts nothing."""
    greeting = _GREETING.match(text, start, end)
    start = greeting.end() if greeting else start
    for found in [*_BETWEEN.finditer(text, start, end)]:
        rest = text[found.end() : end]
        if _goes_on_counting(text[start : found.start()], rest):
            continue
        if name_words.is_position(rest) or name_words.is_unit_name(rest) or _NAMED_HERE.match(rest):
            if found.start() > start:
                yield start, found.start()
            start = found.end()
            if _NAMED_HERE.match(rest):
                break
    if end > start:
        yield start, end
