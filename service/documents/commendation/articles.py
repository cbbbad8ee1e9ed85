"""What stands around the award itself: subject, the office's own articles, execution, recipients (Mẫu 1.2; contract §3)."""

from __future__ import annotations

from collections.abc import Sequence

from service.documents.commendation.granting import Article, line
from service.language import vietnamese, wording
from service.schema.printing import Printed

_ABOUT = ("về việc", "v/v")
_SUBJECT_OPENINGS = (*_ABOUT, "ban hành", "phê duyệt")
#: What a decision on awards does: small after "Về việc".
_VERBS = (
    "tặng ", "truy tặng ", "phong tặng ", "trao tặng ", "công nhận ", "khen thưởng ", "khen ", "thưởng ", "ghi nhận ",
    "biểu dương ", "trao ", "cấp ",
)  # fmt: skip


def subject(text: str) -> str:
    """ "Về việc" in front of a subject that has no opening of its own, then the verb in lower case (Mẫu 1.2)."""
    small = vietnamese.lower(text)
    opening = next((words for words in _ABOUT if small.startswith(words + " ")), "")
    if not opening:
        return text if small.startswith(_SUBJECT_OPENINGS) else f"Về việc {_small_verb(text)}"
    return text[: len(opening) + 1] + _small_verb(text[len(opening) + 1 :])


def _small_verb(text: str) -> str:
    is_verb = vietnamese.lower(text).startswith(_VERBS) and not text[:2].isupper()
    return wording.lowered(text) if is_verb else text


def recipients(listed: list[str], executing: int) -> list[str]:
    """The recipients; whoever executes the decision stands first ("Như Điều 2")."""
    if any(vietnamese.lower(line).startswith("như điều") for line in listed):
        return listed
    return [f"Như Điều {executing}", *listed]


def provisions(printed: Sequence[Printed]) -> list[Article]:
    """The office's own articles: the first paragraph is the article, further ones stand below it, items are khoản."""
    return [_provision(texts) for texts in printed]


def _provision(printed: Printed) -> Article:
    items = [text for text in printed["items"] if text]
    texts = [text for text in printed["paragraphs"] if text]
    ends = ["."] * (len(texts) - 1) + [":" if items else "."]
    first, *more = [_ended(text, end) for text, end in zip(texts, ends, strict=False)] or [""]
    lines = [line("paragraph", text) for text in more]
    numbered = [
        f"{number}. {wording.capitalised(text)}" for number, text in enumerate(items, start=1)
    ]
    lines += [line("clause", text) for text in wording.closed(numbered, keep_own_marks=True)]
    return {"text": first, "lines": lines}


def _ended(text: str, mark: str) -> str:
    return text if text.endswith((".", ":", ";", "?", "!", "…")) else text + mark


def effect(text: str) -> str:
    """The sentence on when the decision takes effect, from whatever part of it was typed."""
    text = wording.without_end(text)
    if not vietnamese.lower(text).startswith(("có hiệu lực", "quyết định")):
        text = f"có hiệu lực {wording.lowered(text)}"
    if not vietnamese.lower(text).startswith("quyết định"):
        text = f"Quyết định này {wording.lowered(text)}"
    return wording.capitalised(text)


def execution(printed: Printed) -> Article:
    """The last article: from when, and who executes it."""
    effective = printed["effective"] or effect("kể từ ngày ký")
    who = wording.enumerated(executor for executor in printed["executors"] if executor)
    return {
        "text": f"{effective}. {wording.capitalised(who)} chịu trách nhiệm thi hành Quyết định này./.",
        "lines": [],
    }
