"""Who gives an award, as the words of its form say: "Bằng khen của Bộ Y tế", "BK UBND tỉnh"."""

from __future__ import annotations

import re
from functools import lru_cache

from service.importing import vocabulary
from service.language import vietnamese
from service.language.vietnamese import fold_words

_BEHIND_FORM = re.compile(
    r"\b(?:bằng khen|giấy khen|cờ thi đua|kỷ niệm chương|bk|gk|ctđ|knc)\b[\s:-]*(?P<of>của\s|do\s|cấp\s)?\s*(?P<giver>[^(,;]+)"
)
#: Where the giver ends: a year, an occasion, for whom.
_END = re.compile(
    r"\b(?:năm|về|vì|cho|kèm|theo|đợt|tháng|quý|thành tích|đã|có|tặng|trao|số\s*\d|\d).*"
)
#: Other ways to write the same, folded.
_WRITTEN_OUT = (("uy ban nhan dan", "ubnd"), ("thanh pho", "tp"), ("lien doan lao dong", "ldld"))
#: Who signs for a giver is the giver.
_SIGNING = frozenset({"chu", "tich", "ct", "giam", "doc", "gd", "truong"})


@lru_cache(maxsize=1_024)
def giver_in(words: str) -> frozenset[str]:
    """The words of the giver's name, folded; empty where none is named."""
    found = _BEHIND_FORM.search(" ".join(vietnamese.lower(words).split()))
    if found is None:
        return frozenset()
    giver = fold_words(_END.sub("", found["giver"]))
    for written, short in _WRITTEN_OUT:
        giver = giver.replace(written, short)
    names = frozenset(giver.split())
    is_said = found["of"] == "của " or any(
        f"{giver} ".startswith(f"{word} ") for word in vocabulary.load().of("giver_words")
    )
    return names if is_said else frozenset()


def are_one(giver: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two are one giver, as far as they say: "UBND tỉnh" is "Chủ tịch UBND tỉnh A", who names none is any."""
    named, other_named = giver - _SIGNING, other - _SIGNING
    if not named or not other_named:
        # "Giám đốc" alone is any that signs so.
        return giver <= other or other <= giver
    return named <= other_named or other_named <= named
