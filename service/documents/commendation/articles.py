"""Awards and what belongs to them become the articles of a decision (Mẫu 1.2; contract §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.documents.commendation.terms import TITLES, form_name, full_name
from service.language import vietnamese, wording
from service.reference.recipients import RECIPIENT_KINDS
from service.schema.printing import Printed

_SUBJECT_OPENINGS = ("về việc", "v/v", "ban hành", "phê duyệt")

#: A printed award with its form and everybody's sums (``sums.with_sums``).
Award = Mapping[str, Any]
Article = dict[str, Any]


def subject(text: str) -> str:
    """ "Về việc" in front of a subject that has no opening of its own (Mẫu 1.2)."""
    if vietnamese.lower(text).startswith(_SUBJECT_OPENINGS):
        return text
    return f"Về việc {text}"


def recipients(listed: list[str], executing: int) -> list[str]:
    """The recipients; whoever executes the decision stands first ("Như Điều 2")."""
    if any(vietnamese.lower(line).startswith("như điều") for line in listed):
        return listed
    return [f"Như Điều {executing}", *listed]


# --- what is granted -----------------------------------------------------------------------------


def granting(awards: Sequence[Award], issuer: str, named: bool) -> Article:
    """Điều 1: each award; ``named`` says that its recipients stand here and not in an annex."""
    sentences = [
        _granted(award, issuer) + _where(index, len(awards), named)
        for index, award in enumerate(awards)
    ]
    several = len(awards) > 1
    lines: list[dict[str, str]] = []
    for number, (award, sentence) in enumerate(zip(awards, sentences, strict=True), start=1):
        if several:
            lines.append({"kind": "clause", "text": f"{number}. {sentence}"})
        if named:
            rows = [_in_a_sentence(row) for kind in RECIPIENT_KINDS for row in award[kind.rows]]
            lines += _items(wording.closed(rows, keep_own_marks=True))
    return {"text": _opening(awards) if several else sentences[0], "lines": lines}


def _granted(award: Award, issuer: str) -> str:
    """ "Tặng Giấy khen của … cho 02 tập thể và 07 cá nhân đã có thành tích …"."""
    name, why = form_name(award), award["achievement"]
    whom = wording.counted((len(award[kind.rows]), kind.words) for kind in RECIPIENT_KINDS)
    if award["form"] in TITLES:
        return f"Công nhận danh hiệu “{name}” cho {whom} {why}"
    giver = "" if award["form"] == "other" else f" của {issuer}"
    return f"Tặng {name}{giver} cho {whom} {why}"


def _where(index: int, count: int, named: bool) -> str:
    """Where the recipients of an award are listed, and the end of its sentence."""
    if named:
        return ", gồm:"
    if count == 1:
        return " (danh sách tại Phụ lục kèm theo)."
    end = "." if index == count - 1 else ";"
    return f" (danh sách tại Phụ lục {vietnamese.roman(index + 1)} kèm theo){end}"


def _opening(awards: Sequence[Award]) -> str:
    granted = [kind.words for kind in RECIPIENT_KINDS if any(award[kind.rows] for award in awards)]
    return f"Khen thưởng các {', '.join(granted)} có thành tích như sau:"


def _in_a_sentence(row: Printed) -> str:
    """A recipient in a sentence: who, born when, of what office, for what."""
    who = wording.person({**row, "full_name": row.get("name") or row["full_name"]})
    if row.get("birth_year"):
        who += f", sinh năm {row['birth_year']}"
    if row.get("address"):
        who += f", địa chỉ: {row['address']}"
    if row["achievement"]:
        who += f": {row['achievement']}"
    return wording.capitalised(who)


def _items(lines: Sequence[str]) -> list[dict[str, str]]:
    return [{"kind": "item", "text": line} for line in lines]


# --- money ---------------------------------------------------------------------------------------


def money(awards: Sequence[Award], source: str | None, named: bool) -> list[Article]:
    """The article on money, if there is any: each sum and the total in figures and words, and its source."""
    lines: list[str] = []
    total = 0
    for index, award in enumerate(awards):
        place = f" tại khoản {index + 1} Điều 1" if len(awards) > 1 else ""
        for kind in RECIPIENT_KINDS:
            sums = award["sums"][kind.rows]
            total += sum(filter(None, sums))
            lines += _sums(award[kind.rows], sums, kind.words, place, named)
    if not total:
        return []
    lines.append(f"Tổng số tiền thưởng: {wording.money(total)}")
    if source:
        lines.append(f"Nguồn tiền thưởng: {source}")
    opening = "Mức tiền thưởng kèm theo hình thức khen thưởng tại Điều 1 như sau:"
    return [{"text": opening, "lines": _items(wording.closed(lines))}]


def _sums(
    rows: Sequence[Printed], sums: Sequence[int | None], called: str, place: str, named: bool
) -> Iterator[str]:
    """A line for each sum of one kind of recipient, or for each recipient where no annex says who gets which."""
    counts = Counter(filter(None, sums))
    if named and len(counts) > 1:
        for row, amount in zip(rows, sums, strict=True):
            if amount:
                yield f"{wording.capitalised(full_name(row))}{place}: {wording.money(amount)}"
        return
    for amount, count in counts.items():
        share = f", mỗi {called}" if count > 1 else ":"
        yield f"{wording.two_digits(count)} {called}{place}{share} {wording.money(amount)}"


# --- execution -----------------------------------------------------------------------------------


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
