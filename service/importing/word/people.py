"""A line that names somebody: "Đồng chí Thái Phúc Sơn, Giám đốc Sở (lý do: đi công tác)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.language import name_words

_LINE = re.compile(
    r"(?P<honorific>(?:(?:Ông|Bà|Đồng chí|Đ/c|đ/c|đồng chí|ông|bà|Anh|Chị)\s*:?\s+)?)(?P<name>[^,;:(–]{3,60}?)"
    r"(?P<mark>\s*(?:[,:;–]|\s-)\s*|\s*\.?\s*$|\s*(?=\())(?P<rest>.*)",
    re.DOTALL,
)
_REASON = re.compile(
    r"(?P<open>\(?\s*(?:[Ll]ý do|vì)\s*:?\s*)(?P<reason>[^()]{2,200}?)(?P<close>\)?\s*[;.,]?\s*)$"
)
#: Of a line that names somebody.
_LONGEST = 500
_END = re.compile(r"[\s;.,]*$")


@dataclass(frozen=True, slots=True)
class Named:
    """A person as named, and between the parts the marks that hold them apart, in their order."""

    honorific: str
    full_name: str
    mark: str
    position: str
    reason: str = ""
    before_reason: str = ""
    end: str = ""


_GROUP = re.compile(
    r"(?P<group>.+?)(?P<mark>\s*[:(,]\s*|\s+)(?P<count>\d{1,6})(?P<end>\s*(?:người|đồng chí|đại biểu|đ/c)\)?[;.,]?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Group:
    """Several people under one name, with their number."""

    name: str
    mark: str
    count: str
    end: str


def read_group(text: str) -> Group | None:
    """ "Toàn thể công chức (35 người)"; None without a number."""
    found = _GROUP.fullmatch(text) if len(text) <= _LONGEST else None
    return Group(found["group"], found["mark"], found["count"], found["end"]) if found else None


def names_somebody(text: str) -> bool:
    """Whether a line begins as one that names a person."""
    found = _LINE.match(text[:_LONGEST])
    return bool(found and found["honorific"])


def read(text: str) -> Named | None:
    """None when it is not certain that a person is named."""
    found = _LINE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not name_words.is_person_name(found["name"].strip()):
        return None
    rest, reason, before, end = found["rest"], "", "", ""
    why = _REASON.search(rest)
    if why:
        reason, before, end = why["reason"], why["open"], why["close"]
        rest = rest[: why.start()]
        trailing = _END.search(rest)
        assert trailing is not None  # noqa: S101 - the pattern takes the empty end, too
        before, rest = rest[trailing.start() :] + before, rest[: trailing.start()]
    else:
        trailing = _END.search(rest)
        assert trailing is not None  # noqa: S101 - the pattern takes the empty end, too
        end, rest = rest[trailing.start() :], rest[: trailing.start()]
    if len(rest) > 200:
        return None
    return Named(found["honorific"], found["name"], found["mark"], rest, reason, before, end)
