"""Awards of a record become grants: what is granted to whom with what sum, and where the names stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from service.documents.blocks.annexes import annex_name
from service.documents.commendation.units import printed_order
from service.documents.document_type import Record
from service.reference.recipients import RECIPIENT_KINDS, STATUTORY, RecipientKind
from service.rules.issue_dates import issued_day
from service.schema.printing import Printed

#: At most this many recipients in the whole decision are named in Điều 1 itself (contract §3).
NAMED_IN_ARTICLE: Final = 3


@dataclass(frozen=True, slots=True)
class Grant:
    """One award. ``texts`` are its printed values with its ``form``; ``sums`` đồng or None, by list of recipients.

    ``annex`` names the annex that lists the recipients, "" when Điều 1 does. ``place`` is "" or " tại khoản 2 Điều 1".
    """

    texts: Printed
    sums: Mapping[str, list[int | None]]
    annex: str
    place: str

    def rows(self, kind: RecipientKind) -> list[Printed]:
        return list(self.texts[kind.rows])

    def recipients(self) -> Iterator[tuple[RecipientKind, Printed, int | None]]:
        """Everybody, in the order of the document."""
        for kind in RECIPIENT_KINDS:
            for row, amount in zip(self.texts[kind.rows], self.sums[kind.rows], strict=True):
                yield kind, row, amount

    @property
    def count(self) -> int:
        return sum(len(self.texts[kind.rows]) for kind in RECIPIENT_KINDS)

    @property
    def by_unit(self) -> bool:
        return bool(self.texts["group_by_unit"])


def grants(record: Record, printed: Printed, reference: Any) -> list[Grant]:
    """The grants of a sound record, in its order.

    A recipient's own bonus overrules the award's; "statutory" is coefficient × base salary on the date of issue,
    rounded up to 10,000 đồng (Điều 49, Nghị định 152/2025/NĐ-CP).
    """
    awards = record["awards"]
    annexes = _annexes(awards)
    found = []
    for index, (award, texts) in enumerate(zip(awards, printed["awards"], strict=True)):
        general = _general_sums(record, award, reference)
        sums = {
            kind.rows: _sums(award[kind.rows], award, general.get(kind.key))
            for kind in RECIPIENT_KINDS
        }
        chosen = {"form": award["form"], "group_by_unit": award["group_by_unit"]}
        place = f" tại khoản {index + 1} Điều 1" if len(awards) > 1 else ""
        found.append(Grant({**texts, **chosen}, sums, annexes[index], place))
    return found


def _sums(
    rows: Sequence[Mapping[str, Any]], award: Mapping[str, Any], general: int | None
) -> list[int | None]:
    """What recipients get, None for nothing: their own sum, 0 included, stands in place of the award's."""
    given = (rows[place]["bonus"] for place in printed_order(rows, award))
    return [general if own is None else own or None for own in given]


def _annexes(awards: list[Mapping[str, Any]]) -> list[str]:
    """The name of each award's annex, "" for an award whose recipients are named in Điều 1."""
    recipients = sum(len(award[kind.rows]) for award in awards for kind in RECIPIENT_KINDS)
    usual = "article" if recipients <= NAMED_IN_ARTICLE else "annex"
    listed = [(award["listing"] or usual) == "annex" for award in awards]
    before = accumulate(listed, initial=0)
    count = sum(listed)
    return [
        annex_name(number, count) if in_annex else ""
        for number, in_annex in zip(before, listed, strict=False)
    ]


def _general_sums(
    record: Record, award: Mapping[str, Any], reference: Any
) -> Mapping[str, int | None]:
    """By kind of recipient the sum for those who have none of their own."""
    bonus = award["bonus"]
    if bonus != STATUTORY:
        return bonus or {}
    grantor = reference.awards.grantor(record["issuing_authority"])
    on = issued_day(record)
    sums = {
        kind.key: reference.awards.statutory_bonus(
            reference.awards.meant(award["form"], award["form_name"] or ""),
            kind.key,
            on,
            grantor.id if grantor else "",
        )
        for kind in RECIPIENT_KINDS
        if on is not None and any(row["bonus"] is None for row in award[kind.rows])
    }
    # A draft may ask for a sum that nobody can know yet.
    return {kind: found.amount for kind, found in sums.items() if found is not None}
