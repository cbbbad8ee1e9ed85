"""A line that names somebody: "Đồng chí Thái Phúc Sơn, Giám đốc Sở (lý do: đi công tác)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from service.language import name_words

_LINE = re.compile(
    r"(?P<honorific>(?:(?:Ông|Bà|Đồng chí|Đ/c|đ/c|đồng chí|ông|bà|Anh|Chị)\s*:?\s+)?)(?P<name>[^,;:(–]{3,60}?)"
    r"(?P<mark>\s*(?:[,:;–]|\s-)\s*|\s*\.?\s*$|\s*(?=\())(?P<rest>.*)",
    re.DOTALL,
)
_REASON = re.compile(
    r"(?P<open>\(?\s*(?:[Ll]ý do|vì)\s*:?\s*)(?P<reason>[^()]{2,200}?)(?P<close>\)?\s*[;.,]?\s*)$"
)
#: What a reason begins with that is not called one: "(ốm)", ", bận công tác", "vắng có phép".
_WHY = (
    r"(?:ốm|bị ốm|bệnh|bị bệnh|bị tai nạn|đau|nghỉ(?! hưu)|đi|bận|công tác(?! viên)|thai sản|sinh con|việc (?:riêng|gia đình|nhà)|về quê|có (?:phép|lý do|đơn)"
    r"|không (?:phép|lý do|có lý do)|xin|phép|dự (?:họp|hội nghị|lớp|tập huấn|lễ|đám)|họp|học (?:tập|lớp|chính trị)|đang (?:ốm|điều trị|đi|học|nghỉ(?! hưu)|bận)|điều trị|chữa bệnh"
    r"|khám|tham gia|tập huấn|trực (?:cơ quan|ban|ca)|tang|con ốm|đưa con|chăm)\b"
)
_MISSING = r"(?P<missing>vắng(?: mặt)?\b\s*[,:;(–-]*\s*)"
_ABSENCE = re.compile(
    rf"(?P<open>(?:^|\s*[,;(–]|\s+-)[\s(]*)(?:{_MISSING}?(?P<reason>{_WHY}[^()]*?)|{_MISSING.replace('missing', 'only')})(?P<close>\)*)$",
    re.IGNORECASE,
)
#: Those who came may sit elsewhere ("dự họp trực tuyến"), but are not these.
_KEPT_AWAY = re.compile(
    r"(?:ốm|bị|bệnh|nghỉ|bận|đi (?:công tác|học|họp|khám|nước ngoài|vắng)|thai sản|có phép|không phép|xin|phép|điều trị)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\((?P<remark>[^\W\d_][^()]*)\)$")
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
    #: Whether it is said in so many words that somebody did not come.
    is_missing: bool = False


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


def with_reason(named: Named) -> Named:
    """The same person, with a reason of absence that is not called one ("Kế toán (ốm)") apart from the position."""
    found = _ABSENCE.search(named.position)
    if found is None:
        return named
    position, said = named.position[: found.start()], found["missing"] or found["only"] or ""
    opens = found["open"] + said
    if named.reason or found["only"] is not None:
        before = f"{opens}{found['close']}{named.before_reason}"
        return replace(named, position=position, before_reason=before, is_missing=bool(said))
    end = found["close"] + named.end
    return replace(
        named, position=position, before_reason=opens, reason=found["reason"], end=end, is_missing=bool(said)
    )  # fmt: skip


def is_kept_away(named: Named) -> bool:
    """Whether the reason that stands behind somebody keeps people away, so that he hardly came."""
    return _KEPT_AWAY.match(named.reason) is not None


def has_remark(named: Named) -> bool:
    """Whether something in brackets is said of somebody that is no position and no unit."""
    found = _REMARK.search(named.position)
    remark = found["remark"] if found else ""
    is_known = name_words.is_position(remark) or name_words.is_unit_name(remark)
    return remark[:1].islower() and not is_known
