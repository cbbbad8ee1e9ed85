"""The sums of grants become the words that say them: inside Điều 1, or an article of their own (contract §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from service.documents.commendation.grants import Grant
from service.documents.commendation.terms import granted_name, name_in_sentence
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS, RecipientKind


def _paid(grants: Sequence[Grant]) -> list[int]:
    """Every sum that somebody gets."""
    return [amount for kind in RECIPIENT_KINDS for amount in _sums(grants, kind)]


def is_single(grants: Sequence[Grant]) -> bool:
    """Whether one recipient alone gets money: its sum is the total."""
    return len(_paid(grants)) == 1


_SOURCE_OPENINGS = ("trích", "từ ", "lấy", "chi ", "do ", "được", "theo ")


def from_source(source: str | None) -> str:
    """ "trích từ Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2020"."""
    if not source:
        return ""
    if vietnamese.lower(source).startswith(_SOURCE_OPENINGS):
        return wording.lowered(source)
    is_common = vietnamese.lower(source).startswith(("nguồn ", "kinh phí ", "ngân sách "))
    return f"trích từ {wording.lowered(source) if is_common else source}"


def _total(grants: Sequence[Grant], source: str | None) -> str:
    """ "Tổng số tiền thưởng là … đồng (Bằng chữ: …), trích từ …"."""
    total = f"Tổng số tiền thưởng là {wording.money(sum(_paid(grants)))}"
    return ", ".join(filter(None, (total, from_source(source))))


# --- inside Điều 1 ---------------------------------------------------------------------------------


def phrase(grant: Grant) -> str:
    """ "kèm theo tiền thưởng 450.000 đồng (Bằng chữ: …) cho mỗi cá nhân"; "" when a list says who gets which."""
    kinds = [kind for kind in RECIPIENT_KINDS if any(grant.sums[kind.rows])]
    if not kinds:
        return ""
    if not all(_is_uniform(grant, kind) for kind in kinds):
        return f"kèm theo tiền thưởng theo mức ghi tại {grant.annex}" if grant.annex else ""
    if grant.count == 1:
        return f"kèm theo tiền thưởng {wording.money(_paid([grant])[0])}"
    shares = [
        f"{wording.money(grant.sums[kind.rows][0] or 0)} cho {_each(grant, kind)}" for kind in kinds
    ]
    return f"kèm theo tiền thưởng {wording.enumerated(shares)}"


def _is_uniform(grant: Grant, kind: RecipientKind) -> bool:
    return len(set(grant.sums[kind.rows])) == 1


def _each(grant: Grant, kind: RecipientKind) -> str:
    count = len(grant.sums[kind.rows])
    return f"mỗi {kind.words}" if count > 1 else f"{wording.two_digits(count)} {kind.words}"


def closing_sentence(grants: Sequence[Grant], source: str | None) -> str:
    """The last sentence of Điều 1 when the sums stand there: their total, and where they come from."""
    if source is None or not _paid(grants):
        return ""
    if is_single(grants):
        return f"Tiền thưởng {_was(from_source(source))}."
    return f"{_total(grants, source)}."


def _was(source: str) -> str:
    return f"được {source}" if source.startswith("trích") else source


# --- an article of its own ---------------------------------------------------------------------------


def articles(grants: Sequence[Grant], source: str | None) -> list[dict[str, Any]]:
    """The article on money, if there is any: each sum and the total in figures and in words, and the source.

    A sum that is the only one is said in one sentence, and not again as a total of one.
    """
    by_form: dict[str, list[Grant]] = {}
    for grant in grants:
        if _paid([grant]):
            by_form.setdefault(granted_name(grant.texts), []).append(grant)
    if not by_form:
        return []
    if len(by_form) == 1:
        ((name, same),) = by_form.items()
        return [_of_one_form(name, same, source)]
    shares = [
        f"Kèm theo {name} {share}" for name, same in by_form.items() for share in _shares(same)
    ]
    return [_in_clauses("Mức tiền thưởng như sau:", [*shares, _total(grants, source)])]


def _of_one_form(name: str, grants: Sequence[Grant], source: str | None) -> dict[str, Any]:
    if is_single(grants):
        sentence = (
            f"Tiền thưởng kèm theo {name}{_to_whom(grants)} là {wording.money(_paid(grants)[0])}"
        )
        return {"text": f"{', '.join(filter(None, (sentence, from_source(source))))}.", "lines": []}
    shares = [*_shares(grants)]
    if len(shares) == 1:
        sentence = f"Mức tiền thưởng kèm theo {name} {shares[0]}"
        return {"text": f"{sentence}. {_total(grants, source)}.", "lines": []}
    opening = f"Mức tiền thưởng kèm theo {name} như sau:"
    return _in_clauses(opening, [*map(wording.capitalised, shares), _total(grants, source)])


def _to_whom(grants: Sequence[Grant]) -> str:
    """ " đối với bà Trần Thị Hoa", when others get the same award without money."""
    if sum(grant.count for grant in grants) == 1:
        return ""
    (found,) = (
        (grant, kind, row) for grant in grants for kind, row, amount in grant.recipients() if amount
    )
    grant, kind, row = found
    whom = f"{wording.two_digits(1)} {kind.words}" if grant.annex else name_in_sentence(kind, row)
    return f" đối với {whom}{grant.place}"


def _in_clauses(opening: str, clauses: Sequence[str]) -> dict[str, Any]:
    numbered = [f"{number}. {text}" for number, text in enumerate(clauses, start=1)]
    return {
        "text": opening,
        "lines": [{"kind": "clause", "text": text} for text in wording.closed(numbered)],
    }


def _shares(grants: Sequence[Grant]) -> Iterator[str]:
    """ "đối với 02 tập thể: mỗi tập thể 900.000 đồng (…)" for each sum of each kind of recipient of one form.

    Awards with the same sum are said together; where no annex says who gets which of several sums, by name.
    """
    for kind in RECIPIENT_KINDS:
        paid = [grant for grant in grants if any(grant.sums[kind.rows])]
        together = Counter(_sums(paid, kind))
        if len(together) == 1 and not any(_needs_names(grant, kind) for grant in paid):
            yield from _counted(together, kind, "")
            continue
        for grant in paid:
            if _needs_names(grant, kind):
                yield from _by_name(grant, kind)
            else:
                yield from _counted(Counter(_sums([grant], kind)), kind, grant.place)


def _needs_names(grant: Grant, kind: RecipientKind) -> bool:
    """Whether neither an annex nor the count says who gets which sum."""
    return not grant.annex and not _is_uniform(grant, kind)


def _sums(grants: Sequence[Grant], kind: RecipientKind) -> Iterator[int]:
    return filter(None, chain.from_iterable(grant.sums[kind.rows] for grant in grants))


def _counted(counts: Counter[int], kind: RecipientKind, place: str) -> Iterator[str]:
    for amount, count in counts.items():
        apiece = f"mỗi {kind.words} " if count > 1 else ""
        whom = f"{wording.two_digits(count)} {kind.words}{place}"
        yield f"đối với {whom}: {apiece}{wording.money(amount)}"


def _by_name(grant: Grant, kind: RecipientKind) -> Iterator[str]:
    """Those who get the same sum together, in the order of the first of them."""
    names: dict[int, list[str]] = {}
    for row, amount in zip(grant.rows(kind), grant.sums[kind.rows], strict=True):
        if amount:
            names.setdefault(amount, []).append(name_in_sentence(kind, row))
    for amount, called in names.items():
        apiece = f"mỗi {kind.words} " if len(called) > 1 else ""
        whom = wording.enumerated(called) + grant.place
        yield f"đối với {whom}: {apiece}{wording.money(amount)}"
