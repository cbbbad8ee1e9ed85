"""Điều 1: grants become the sentences and lists that say what is granted, to whom and for what (Mẫu 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from service.documents.commendation import bonuses
from service.documents.commendation.grants import Grant
from service.documents.commendation.terms import (
    TITLES,
    described,
    granting_verb,
    listed_name,
    name_in_sentence,
)
from service.language import wording
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind
from service.schema.printing import Printed

#: ``{text, lines: [{kind, text}]}``; a line is a "clause" (1.), a "point" (a)) or a "paragraph" without a number.
Article = dict[str, Any]
Line = dict[str, str]


def article(grants: Sequence[Grant], issuer: str, money: str | None) -> Article:
    """Điều 1. ``money`` is the source of the sums when they stand here and not in an article of their own."""
    with_money = money is not None
    if len(grants) == 1:
        return _of_one(grants[0], issuer, money)
    lines: list[Line] = []
    for number, grant in enumerate(grants, start=1):
        points = [
            f"{wording.point(place)} {who}"
            for place, who in enumerate(_listed(grant, with_money=with_money))
        ]
        sentence = f"{number}. {_sentence(grant, issuer, with_money=with_money)}"
        ends = [""] * bool(points) + [";"] * len(points)
        ends[-1:] = ["." if number == len(grants) else ";"]
        kinds = ["clause", *["point"] * len(points)]
        lines += [
            line(kind, wording.marked(text, end))
            for kind, text, end in zip(kinds, [sentence, *points], ends, strict=True)
        ]
    paid = bonuses.closing_sentence(grants, money)
    return {
        "text": _opening(grants),
        "lines": [*lines, *([line("paragraph", paid)] if paid else [])],
    }


def _of_one(grant: Grant, issuer: str, money: str | None) -> Article:
    """Điều 1 of a single award: a sentence, and below it the recipients where it names two or more."""
    with_money = money is not None
    sentence = _sentence(grant, issuer, with_money=with_money)
    listed = [
        f"{number}. {who}"
        for number, who in enumerate(_listed(grant, with_money=with_money), start=1)
    ]
    lines = [line("clause", text) for text in wording.closed(listed, keep_own_marks=True)]
    paid = bonuses.closing_sentence([grant], money)
    if not listed:
        if money and bonuses.is_single([grant]):
            return {"text": f"{sentence}, {bonuses.from_source(money)}.", "lines": []}
        return {"text": " ".join(filter(None, (f"{sentence}.", paid))), "lines": []}
    if paid:
        lines.append(line("paragraph", paid))
    return {"text": sentence, "lines": lines}


def line(kind: str, text: str) -> Line:
    """One line of an article."""
    return {"kind": kind, "text": text}


# --- sentences -----------------------------------------------------------------------------------


def _opening(grants: Sequence[Grant]) -> str:
    """What stands above several awards."""
    counts = [(sum(len(grant.rows(kind)) for grant in grants), kind) for kind in RECIPIENT_KINDS]
    whom = ", ".join(kind.words for count, kind in counts if count)
    several = "các " if sum(count for count, _ in counts) > 1 else ""
    titles = [grant.texts["form"] in TITLES for grant in grants]
    if all(titles):
        return f"Công nhận danh hiệu thi đua cho {several}{whom} như sau:"
    if any(titles):
        return f"Công nhận danh hiệu thi đua, khen thưởng {several}{whom} có thành tích như sau:"
    return f"Khen thưởng {several}{whom} có thành tích như sau:"


def _sentence(grant: Grant, issuer: str, *, with_money: bool) -> str:
    """ "Tặng Giấy khen của … cho 02 tập thể và 07 cá nhân đã có thành tích … (có Phụ lục kèm theo)", without its end."""
    what, why = granting_verb(grant.texts, issuer), grant.texts["achievement"]
    if grant.texts["form"] in TITLES and why.startswith(("năm ", "giai đoạn ")):
        what, why = f"{what} {why}", ""  # the time that a title is counted for belongs to it
    money = bonuses.phrase(grant) if with_money else ""
    paid = f", {money}" if money else ""
    if grant.count == 1 and not grant.annex:
        ((kind, row, _),) = grant.recipients()
        return f"{what} cho {_single(kind, row, why)}{paid}"
    whom = wording.counted((len(grant.rows(kind)), kind.words) for kind in RECIPIENT_KINDS)
    sentence = " ".join(filter(None, (what, "cho", whom, why)))
    return (
        f"{sentence} (có {grant.annex} kèm theo){paid}"
        if grant.annex
        else f"{sentence}{paid}, gồm:"
    )


def _single(kind: RecipientKind, row: Printed, why: str) -> str:
    """ "ông Bùi Hữu Mai, Phó Chủ tịch …, đã có thành tích …"."""
    name = name_in_sentence(kind, row)
    who = described(row, name)
    sentence = f"{who}{', ' if who != name and why else ' ' if why else ''}{why}"
    return f"{sentence}: {row['achievement']}" if row["achievement"] else sentence


def _listed(grant: Grant, *, with_money: bool) -> Iterator[str]:
    """The recipients that the sentence does not name itself, each as a line without number and end mark."""
    if grant.annex or grant.count == 1:
        return
    by_name = with_money and not bonuses.phrase(grant)
    for kind, row, amount in grant.recipients():
        who = described(row, listed_name(kind, row))
        if row["achievement"]:
            who += f": {row['achievement']}"
        if by_name and amount:
            who += f", kèm theo tiền thưởng {wording.money(amount)}"
        yield who
