"""Awards and what belongs to them become the articles of a decision (Mẫu 1.2; contract §3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from service.documents.commendation.terms import (
    KINDS,
    TITLES,
    basis,
    form_name,
    full_name,
    lowered,
    proposal,
)
from service.documents.document_type import Record
from service.language import vietnamese, wording

_SUBJECT_OPENINGS = ("về việc", "v/v", "ban hành", "phê duyệt")


def subject(text: str) -> str:
    """ "Về việc" in front of a subject that has no opening of its own (Mẫu 1.2)."""
    if vietnamese.lower(text).startswith(_SUBJECT_OPENINGS):
        return text
    return f"Về việc {text}"


def bases(record: Record) -> list[str]:
    lines = [basis(each) for each in record["legal_bases"] if each]
    if record.get("proposed_by"):
        lines.append(proposal(record["proposed_by"]))
    return [f"{line};" for line in lines[:-1]] + [f"{lines[-1]}."]


def recipients(listed: list[str], executing: int) -> list[str]:
    if any(vietnamese.lower(each).startswith("như điều") for each in listed):
        return listed
    return [f"Như Điều {executing}", *listed]


def _grant(record: Record, award: Mapping[str, Any]) -> str:
    """ "Tặng Giấy khen của … cho 02 tập thể và 07 cá nhân đã có thành tích …"."""
    name = form_name(award)
    whom = wording.counted((len(award[listed]), called) for listed, called, *_ in KINDS)
    why = wording.without_end(award["achievement"])
    if award["form"] in TITLES:
        return f"Công nhận danh hiệu “{name}” cho {whom} {why}"
    giver = "" if award["form"] == "other" else f" của {record['issuing_authority']}"
    return f"Tặng {name}{giver} cho {whom} {why}"


def granting(record: Record, named: bool) -> dict[str, Any]:
    awards = record["awards"]
    lines: list[dict[str, str]] = []
    several = len(awards) > 1
    for index, award in enumerate(awards):
        if named:
            tail = ", gồm:"
        elif several:
            tail = f" (danh sách tại Phụ lục {vietnamese.roman(index + 1)} kèm theo)"
            tail += "." if index == len(awards) - 1 else ";"
        else:
            tail = " (danh sách tại Phụ lục kèm theo)."
        sentence = _grant(record, award) + tail
        if several:
            lines.append({"kind": "clause", "text": f"{index + 1}. {sentence}"})
        else:
            opening = sentence
        if named:
            items = [_named(row) for listed, *_ in KINDS for row in award[listed]]
            ends = [";"] * (len(items) - 1) + ["."]
            lines += [
                {"kind": "item", "text": wording.marked(item, end)}
                for item, end in zip(items, ends, strict=True)
            ]
    if several:
        called = ", ".join(
            called for listed, called, *_ in KINDS if any(award[listed] for award in awards)
        )
        opening = f"Khen thưởng các {called} có thành tích như sau:"
    return {"text": opening, "lines": lines}


def _named(row: Mapping[str, Any]) -> str:
    """A recipient in a sentence: who, born when, of what office, for what."""
    who = wording.person({**row, "full_name": row.get("name") or row["full_name"]})
    if row.get("birth_year"):
        who += f", sinh năm {row['birth_year']}"
    if row.get("address"):
        who += f", địa chỉ: {row['address']}"
    if row.get("achievement"):
        who += f": {wording.without_end(row['achievement'])}"
    return wording.capitalised(who)


def money(record: Record, named: bool) -> dict[str, Any] | None:
    """The article on money: each sum and the total, in figures and in words, and its source."""
    lines: list[str] = []
    total = 0
    several = len(record["awards"]) > 1
    for index, award in enumerate(record["awards"]):
        for listed, called, *_ in KINDS:
            sums = Counter(row["sum"] for row in award[listed] if row["sum"])
            total += sum(amount * count for amount, count in sums.items())
            where = f" tại khoản {index + 1} Điều 1" if several else ""
            if named and len(sums) > 1:
                # No annex says who gets which sum, so the article does.
                lines += [
                    f"{wording.capitalised(full_name(row))}{where}: {wording.money(row['sum'])}"
                    for row in award[listed]
                    if row["sum"]
                ]
                continue
            for amount, count in sums.items():
                each = f", mỗi {called}" if count > 1 else ":"
                lines.append(
                    f"{wording.two_digits(count)} {called}{where}{each} {wording.money(amount)}"
                )
    if not total:
        return None
    lines.append(f"Tổng số tiền thưởng: {wording.money(total)}")
    source = record.get("bonus_source")
    if source:
        lines.append(f"Nguồn tiền thưởng: {wording.without_end(source)}")
    ends = [";"] * (len(lines) - 1) + ["."]
    return {
        "text": "Mức tiền thưởng kèm theo hình thức khen thưởng tại Điều 1 như sau:",
        "lines": [
            {"kind": "item", "text": line + end} for line, end in zip(lines, ends, strict=True)
        ],
    }


def execution(record: Record) -> dict[str, Any]:
    effective = wording.without_end(record.get("effective") or "kể từ ngày ký")
    if not vietnamese.lower(effective).startswith(("có hiệu lực", "quyết định")):
        effective = f"có hiệu lực {lowered(effective)}"
    if not vietnamese.lower(effective).startswith("quyết định"):
        effective = f"Quyết định này {lowered(effective)}"
    who = wording.enumerated(wording.without_end(each) for each in record["executors"] if each)
    return {
        "text": f"{wording.capitalised(effective)}. {wording.capitalised(who)} chịu trách nhiệm thi hành Quyết định này./.",
        "lines": [],
    }
