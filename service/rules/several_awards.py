"""Rules about recipients whom one decision gives several awards with money: which of the sums are due together.

Whether two titles are of one period is read in the words of their achievements; where these say nothing, it is asked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from service.errors import Violation
from service.language import vietnamese
from service.reference.recipients import RECIPIENT_KINDS, STATUTORY, RecipientKind
from service.rules import Record, Rule, award_decree, once, rule, violation_at
from service.rules.award_decree import DECREE
from service.rules.award_rows import awards_of, rows_of
from service.rules.awards import gets_money, meant, statutory
from service.rules.issue_dates import judged_day, today_said
from service.rules.people import keys

#: The danh hiệu thi đua of Điều 50; every other form with a sum is a hình thức khen thưởng.
TITLES: Final = frozenset(
    {
        "lao_dong_tien_tien",
        "chien_si_thi_dua_co_so",
        "chien_si_thi_dua_cap_tinh",
        "chien_si_thi_dua_toan_quoc",
        "tap_the_lao_dong_tien_tien",
        "tap_the_lao_dong_xuat_sac",
        "co_thi_dua",
        "co_thi_dua_chinh_phu",
        "co_thi_dua_quan_khu",
        "xa_tieu_bieu",
        "thon_van_hoa",
    }
)
_PERIOD = re.compile(
    r"(?P<part>quý (?:iv|i{1,3}|[1-4])|(?:0?[369]|ba|sáu|chín) tháng (?:đầu|cuối)|tháng \d{1,2}|năm học|đợt \d+)?"
    r"(?: năm)? ?\b(?P<first>(?:19|20)\d\d)(?: ?- ?(?P<last>(?:19|20)\d\d))?\b"
)

Period = frozenset[tuple[str, str, str]]


class Paid(NamedTuple):
    """One sum of one recipient: the place of its award and of its row, the award's form, what it is for.

    ``period`` is what its own words name, ``around`` what the whole decision is about.
    """

    award: int
    pointer: str
    place: int
    form: str
    dong: int
    period: Period
    around: Period
    reason: str


def period_of(*texts: str) -> Period:
    """The periods that the first text which names any speaks of; empty when none does."""
    for text in texts:
        small = vietnamese.skeleton(text)
        found = frozenset(
            (match["part"] or "", match["first"], match["last"] or match["first"])
            for match in _PERIOD.finditer(small)
        )
        if found:
            return found
    return frozenset()


@rule("titles_of_one_period", reads=("/awards", "/issued_date"), severity="warning")
def titles_of_one_period(record: Record, reference: Any) -> Iterator[Violation]:
    """Một đối tượng được công nhận nhiều danh hiệu thi đua cùng một lúc: các danh hiệu tính cho cùng một thời gian thì chỉ
    hưởng mức tiền thưởng cao nhất, cho các thời gian khác nhau thì hưởng mức của từng danh hiệu; danh hiệu và hình thức khen
    thưởng thì hưởng cả hai (Nghị định 152/2025/NĐ-CP, khoản 5 và khoản 7 Điều 49; cảnh báo)."""
    said = today_said(record, reference)
    for kind, paid in _paid_several_times(record, reference):
        titles = [one for one in paid if one.form in TITLES]
        for at, one in enumerate(titles):
            others = [
                (other, _are_of_one_period(one, other)) for other in titles if other is not one
            ]
            better = next((o for o, same in others if same and _is_better(titles, o, at)), None)
            if better is not None:
                yield _only_the_highest(kind, one, better, said)
            elif any(same is None and _is_better(titles, o, at) for o, same in others):
                yield _ask_for_the_period(kind, one, said)


@rule("forms_of_one_time", reads=("/awards", "/issued_date"), severity="warning")
def forms_of_one_time(record: Record, reference: Any) -> Iterator[Violation]:
    """Một đối tượng được tặng nhiều hình thức khen thưởng thì hưởng tiền thưởng của từng hình thức khi mỗi hình thức có thời
    gian và thành tích riêng; cùng thời gian hoặc cùng thành tích thì phải xem lại, phần mềm không tự cộng (Nghị định
    152/2025/NĐ-CP, khoản 6 Điều 49; cảnh báo)."""
    said = today_said(record, reference)
    for kind, paid in _paid_several_times(record, reference):
        forms = [one for one in paid if one.form not in TITLES]
        for at, one in enumerate(forms):
            same = next((other for other in forms[:at] if _is_of_one_time(one, other)), None)
            if same is not None:
                yield violation_at(
                    f"{one.pointer}/{one.place}",
                    f"Dòng {one.place + 1} danh sách {kind.words} của mục khen thưởng thứ {one.award + 1} cũng được thưởng ở "
                    f"dòng {same.place + 1} của mục thứ {same.award + 1} cho cùng thời gian hoặc cùng thành tích; khoản 6 Điều 49"
                    f" {DECREE}{said} chỉ tính từng mức khi thời gian và thành tích riêng. Hãy kiểm tra, rồi giữ cả hai hoặc ghi "
                    "tiền thưởng 0 ở một dòng.",
                )


SEVERAL_AWARD_RULES: Final[tuple[Rule, ...]] = (titles_of_one_period, forms_of_one_time)


def _are_of_one_period(one: Paid, other: Paid) -> bool | None:
    """Whether two titles are of the same period; None where their words leave it open."""
    if one.period and other.period:
        return one.period == other.period
    periods = {one.period or one.around, other.period or other.around}
    # What the decision is about counts for those that say nothing themselves.
    return True if len(periods) == 1 and periods != {frozenset()} else None


def _is_better(titles: Sequence[Paid], other: Paid, at: int) -> bool:
    """Whether another title has a higher sum than the one at a place, or the same and stands before it."""
    return (other.dong, -titles.index(other)) > (titles[at].dong, -at)


def _is_of_one_time(one: Paid, other: Paid) -> bool:
    return one.reason == other.reason or (bool(one.period) and one.period == other.period)


def _only_the_highest(kind: RecipientKind, one: Paid, better: Paid, said: str) -> Violation:
    return violation_at(
        f"{one.pointer}/{one.place}/bonus",
        f"Dòng {one.place + 1} danh sách {kind.words} của mục khen thưởng thứ {one.award + 1} được công nhận danh hiệu cho cùng "
        f"thời gian ở dòng {better.place + 1} của mục thứ {better.award + 1} với mức không thấp hơn; chỉ hưởng mức cao nhất "
        f"(khoản 5 Điều 49 {DECREE}){said}: ghi tiền thưởng 0 ở dòng này.",
        0,
    )


def _ask_for_the_period(kind: RecipientKind, one: Paid, said: str) -> Violation:
    return violation_at(
        f"{one.pointer}/{one.place}",
        f"Dòng {one.place + 1} danh sách {kind.words} của mục khen thưởng thứ {one.award + 1} còn được công nhận danh hiệu khác "
        "trong quyết định này nhưng không rõ tính cho thời gian nào; cùng thời gian thì chỉ hưởng mức cao nhất, khác thời gian "
        f"thì hưởng từng mức (khoản 5 Điều 49 {DECREE}){said}. Hãy ghi rõ năm trong thành tích hoặc kiểm tra lại.",
    )


@once
def _in_several_awards(record: Record) -> list[tuple[RecipientKind, list[tuple[int, int]]]]:
    """Every recipient whom more than one award with money names: of what kind, and each time the award and the row."""
    awards = [award for _, award in awards_of(record) if gets_money(award)]
    found = []
    for kind in RECIPIENT_KINDS:
        by_recipient: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for number, award in enumerate(awards) if len(awards) > 1 else ():
            rows = rows_of(award, kind.rows)
            names = keys([row.get(kind.name) or "" for row in rows])
            units = keys([row.get(kind.unit) or "" for row in rows])
            for place, recipient in enumerate(zip(names, units, strict=True)):
                if recipient[0]:
                    by_recipient[recipient].append((number, place))
        found += [(kind, places) for places in by_recipient.values() if len(places) > 1]
    return found


def _paid_several_times(
    record: Record, reference: Any
) -> Iterator[tuple[RecipientKind, list[Paid]]]:
    """The sums of every recipient who gets more than one, in the order of the awards."""
    named = _in_several_awards(record)
    if not named or not award_decree.holds(reference, judged_day(record, reference)):
        return
    awards = [(pointer, award) for pointer, award in awards_of(record) if gets_money(award)]
    lists: dict[tuple[str, int], _PaidList] = {}
    for kind, places in named:
        paid = []
        for number, place in places:
            if (kind.key, number) not in lists:
                lists[kind.key, number] = _paid_list(record, reference, awards[number], kind)
            listed = lists[kind.key, number]
            if listed.sums[place]:
                paid.append((listed.rows[place].get("birth_year"), listed.paid(place)))
        years = {year for year, _ in paid} - {None}
        # Two years of birth are two people; a list has each of its recipients once.
        if len(years) < 2 and len({one.award for _, one in paid}) > 1:
            yield kind, [one for _, one in paid]


@dataclass(frozen=True, slots=True)
class _PaidList:
    """The rows of one list of an award, what each of them gets, and what holds for all of them."""

    award: int
    pointer: str
    form: str
    achievement: str
    around: Period
    rows: list[Mapping[str, Any]]
    sums: list[int | None]

    def paid(self, place: int) -> Paid:
        """The sum of a row that has one."""
        reason = self.rows[place].get("achievement") or self.achievement
        return Paid(
            self.award,
            self.pointer,
            place,
            self.form,
            self.sums[place] or 0,
            period_of(reason, self.achievement),
            self.around,
            vietnamese.skeleton(reason),
        )


def _paid_list(
    record: Record, reference: Any, at: tuple[str, Mapping[str, Any]], kind: RecipientKind
) -> _PaidList:
    pointer, award = at
    return _PaidList(
        int(pointer.rpartition("/")[2]),
        f"{pointer}/{kind.rows}",
        meant(award, reference.awards),
        award.get("achievement") or "",
        period_of(record.get("subject") or ""),
        rows_of(award, kind.rows),
        _sums(record, reference, award, kind),
    )


def _sums(
    record: Record, reference: Any, award: Mapping[str, Any], kind: RecipientKind
) -> list[int | None]:
    """What each row of a list gets in đồng; None for nothing, and for what nobody can know."""
    given = award.get("bonus")
    general = given.get(kind.key) if isinstance(given, Mapping) else None
    if given == STATUTORY:
        due = statutory(record, reference, award, kind.key)
        general = due.amount if due else None
    own = [row.get("bonus") for row in rows_of(award, kind.rows)]
    return [general if sum_dong is None else sum_dong or None for sum_dong in own]
