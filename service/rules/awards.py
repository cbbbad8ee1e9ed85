"""Rules about awards: who grants them, and the money that goes with them.

Authority and sums stand in the dated award tables; this module only compares them with the record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from service.errors import Violation
from service.language.wording import figures, short_date
from service.reference import Awards, Bonus
from service.reference.recipients import RECIPIENT_KINDS, STATUTORY, WORDS
from service.rules import Record, Rule, rule, violation_at
from service.rules.award_rows import awards_of, rows_of
from service.rules.columns import column_of
from service.rules.issue_dates import issued_day, judged_day, today_said

#: Where the sums stand: in an article of their own, or with the award in Điều 1 (contract §3).
OWN_ARTICLE: Final = "own_article"
WITH_AWARD: Final = "with_award"

_CHECK = "; số liệu này chưa chắc chắn, đề nghị kiểm tra"


@rule("award_beyond_authority", reads=("/issuing_authority", "/awards/*/form"))
def beyond_authority(record: Record, reference: Any) -> Iterator[Violation]:
    """Người ra quyết định chỉ tặng hình thức khen thưởng, công nhận danh hiệu thuộc thẩm quyền: Giám đốc Sở
    không tặng Bằng khen, Cờ thi đua, không công nhận Tập thể lao động xuất sắc, Chiến sĩ thi đua cấp tỉnh
    (Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022, Điều 75, 79, 80)."""
    awards: Awards = reference.awards
    grantor = awards.grantor(_text(record.get("issuing_authority")))
    if grantor is None:
        return
    for pointer, award in awards_of(record):
        form = meant(award, awards)
        certainty = grantor.beyond.get(form)
        if certainty is None:
            continue
        field = "form_name" if award.get("form") == "other" else "form"
        clause = grantor.clause_on(judged_day(record, reference))
        name = awards.form_names[form]
        if certainty == "H":
            message = f"{grantor.name} không có thẩm quyền quyết định “{name}” ({clause}); chọn hình thức khác hoặc trình cấp có thẩm quyền."
        else:
            message = f"“{name}” thường không thuộc thẩm quyền của {grantor.name} ({clause}); chưa chắc chắn, đề nghị kiểm tra."
        yield violation_at(
            f"{pointer}/{field}", message, severity="error" if certainty == "H" else "warning"
        )


@rule("statutory_without_date", reads=("/issued_date", "/awards/*/bonus"))
def statutory_without_date(record: Record, reference: Any) -> Iterator[Violation]:
    """Tiền thưởng theo quy định tính trên mức lương cơ sở vào thời điểm ban hành quyết định, nên phải có ngày
    ký (Nghị định 152/2025/NĐ-CP, Điều 49 khoản 1)."""
    if issued_day(record) is None:
        for pointer, award in awards_of(record):
            if award.get("bonus") == STATUTORY:
                yield violation_at(
                    f"{pointer}/bonus",
                    "Chưa có ngày ký nên chưa tính được tiền thưởng theo quy định; nhập ngày ký hoặc nhập số tiền.",
                )


@rule("statutory_unknown", reads=("/issued_date", "/awards/*/form", "/awards/*/bonus"))
def statutory_unknown(record: Record, reference: Any) -> Iterator[Violation]:
    """Chỉ tính tiền thưởng theo quy định khi biết hệ số của hình thức khen thưởng và mức lương cơ sở vào ngày
    ký; không biết thì phải nhập số tiền, không đoán (Nghị định 152/2025/NĐ-CP, Điều 49, 50 và 54)."""
    awards, on, grantor = reference.awards, issued_day(record), _grantor(record, reference)
    if on is None:
        return
    for pointer, award in awards_of(record):
        if award.get("bonus") != STATUTORY or not award.get("form"):
            continue
        reasons = [
            awards.why_unknown(meant(award, awards), kind, on, grantor)
            for kind, name, *_ in RECIPIENT_KINDS
            if any(row.get("bonus") is None for row in rows_of(award, name))
        ]
        reason = "; ".join(dict.fromkeys(filter(None, reasons)))
        if reason:
            yield violation_at(
                f"{pointer}/bonus",
                f"Không tính được tiền thưởng theo quy định: {reason} (theo bảng cập nhật đến"
                f" {short_date(awards.as_of)}); hãy nhập số tiền hoặc cập nhật dữ liệu.",
            )


@rule(
    "statutory_uncertain",
    severity="warning",
    reads=("/issued_date", "/awards/*/form", "/awards/*/bonus"),
)
def statutory_uncertain(record: Record, reference: Any) -> Iterator[Violation]:
    """Tiền thưởng tính theo hệ số, mức lương cơ sở chưa tra được trong văn bản gốc thì cần người kiểm tra lại
    trước khi trình ký (Nghị định 152/2025/NĐ-CP, Điều 49)."""
    on = issued_day(record)
    for pointer, award in awards_of(record):
        if on is None or award.get("bonus") != STATUTORY:
            continue
        for kind, name, *_ in RECIPIENT_KINDS:
            bonus = statutory(record, reference, award, kind) if rows_of(award, name) else None
            if bonus and not bonus.sure:
                yield violation_at(
                    f"{pointer}/bonus", f"Tiền thưởng {WORDS[kind]} là {_how(bonus)}{_CHECK}."
                )
                break  # one reminder for each award


@rule(
    "bonus_differs",
    severity="warning",
    reads=("/issued_date", "/issuing_authority", "/awards/*/form"),
)
def bonus_differs(record: Record, reference: Any) -> Iterator[Violation]:
    """Tiền thưởng thường bằng hệ số nhân mức lương cơ sở vào ngày ký (chưa ghi đủ ngày ký thì vào hôm nay), làm tròn lên
    hàng chục nghìn đồng; mức khác vẫn giữ nguyên nhưng nên kiểm tra (Nghị định 152/2025/NĐ-CP, Điều 49, 50 và 54)."""
    said = today_said(record, reference)
    for pointer, award in awards_of(record):
        given = award.get("bonus")
        for kind, name, *_ in RECIPIENT_KINDS:
            recipients = rows_of(award, name)
            if not recipients:
                continue
            due = statutory(record, reference, award, kind)
            known = due or _highest(record, reference, award, kind)
            if known is None:
                continue
            common = given.get(kind) if isinstance(given, Mapping) else None
            if common is not None and _is_unusual(common, known, only=bool(due)):
                yield _differs(f"{pointer}/bonus/{kind}", kind, known, 1, said, only=bool(due))
            own = [
                i
                for i, bonus in enumerate(column_of(recipients, "bonus"))
                if bonus and _is_unusual(bonus, known, only=bool(due))
            ]
            if own:
                where = f"{pointer}/{name}/{own[0]}/bonus"
                yield _differs(where, kind, known, len(own), said, only=bool(due))


#: Less than this is no bonus but a sum counted in thousands, or 450.000 that a program read as 450.
LEAST_BONUS_DONG: Final = 10_000


@rule("bonus_too_small")
def bonus_too_small(record: Record, reference: Any) -> Iterator[Violation]:
    """Tiền thưởng ghi bằng đồng: số dưới 10.000 đồng thường là số tính bằng nghìn đồng hoặc bị mất ba số 0 khi mở
    bằng Excel tiếng Anh (Nghị định 152/2025/NĐ-CP, Điều 49: tiền thưởng làm tròn lên hàng chục nghìn đồng)."""
    for pointer, award in awards_of(record):
        given = award.get("bonus")
        for kind, name, *_ in RECIPIENT_KINDS:
            common = given.get(kind) if isinstance(given, Mapping) else None
            if _is_too_small(common):
                yield _too_small(f"{pointer}/bonus/{kind}", 1)
            own = [
                i
                for i, bonus in enumerate(column_of(rows_of(award, name), "bonus"))
                if bonus is not None and _is_too_small(bonus)
            ]
            if own:
                yield _too_small(f"{pointer}/{name}/{own[0]}/bonus", len(own))


@rule("required", reads=("/bonus_source",))
def bonus_source(record: Record, reference: Any) -> Iterator[Violation]:
    """Có tiền thưởng thì phải ghi nguồn tiền thưởng: quỹ thi đua, khen thưởng của cơ quan ra quyết định (Luật
    Thi đua, khen thưởng ngày 15 tháng 6 năm 2022, khoản 4 Điều 11)."""
    if not record.get("bonus_source") and any(gets_money(award) for _, award in awards_of(record)):
        yield violation_at(
            "/bonus_source",
            "Có tiền thưởng nên phải ghi nguồn tiền thưởng, ví dụ “Quỹ thi đua, khen thưởng của Sở”.",
        )


AWARD_RULES: Final[tuple[Rule, ...]] = (
    beyond_authority,
    statutory_without_date,
    statutory_unknown,
    statutory_uncertain,
    bonus_differs,
    bonus_too_small,
    bonus_source,
)


def _is_too_small(sum_dong: Any) -> bool:
    return isinstance(sum_dong, int) and 0 < sum_dong < LEAST_BONUS_DONG


def _too_small(pointer: str, count: int) -> Violation:
    more = f" (cùng {count - 1} dòng khác trong danh sách)" if count > 1 else ""
    return violation_at(
        pointer,
        f"Tiền thưởng{more} nhỏ hơn {figures(LEAST_BONUS_DONG)} đồng; nếu ghi theo nghìn đồng, hãy ghi đủ số đồng.",
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _grantor(record: Record, reference: Any) -> str:
    found = reference.awards.grantor(_text(record.get("issuing_authority")))
    return found.id if found else ""


def meant(award: Mapping[str, Any], awards: Awards) -> str:
    """The form of an award as the tables call it: a free name may be one that they know."""
    return awards.meant(_text(award.get("form")), _text(award.get("form_name")))


def statutory(record: Record, reference: Any, award: Mapping[str, Any], kind: str) -> Bonus | None:
    """The statutory sum of an award for one kind of recipient on the judged day; None when nobody can know it."""
    return _sum_of(reference.awards.statutory_bonus, record, reference, award, kind)


def _highest(record: Record, reference: Any, award: Mapping[str, Any], kind: str) -> Bonus | None:
    """The highest sum of an award of which the decree sets no other, on the judged day."""
    return _sum_of(reference.awards.highest_bonus, record, reference, award, kind)


def _sum_of(
    known: Callable[[str, str, date, str], Bonus | None],
    record: Record,
    reference: Any,
    award: Mapping[str, Any],
    kind: str,
) -> Bonus | None:
    form = meant(award, reference.awards)
    if not form:
        return None
    return known(form, kind, judged_day(record, reference), _grantor(record, reference))


def _is_unusual(given: Any, known: Bonus, *, only: bool) -> bool:
    """``known`` is the only sum of the decree, or the highest; what is no sum at all has a rule of its own."""
    if _is_too_small(given):
        return False
    return bool(given != known.amount if only else given > known.amount)


def gets_money(award: Mapping[str, Any]) -> bool:
    """Whether anybody of an award gets money: a sum for a kind that has no recipient is nobody's."""
    given = award.get("bonus")
    for kind, name, *_ in RECIPIENT_KINDS:
        recipients = rows_of(award, name)
        general = given == STATUTORY or (isinstance(given, Mapping) and given.get(kind))
        own = {*column_of(recipients, "bonus")}
        # A sum of its own, 0 included, stands in place of the award's.
        if any(own) or (general and None in own):
            return True
    return False


def _differs(
    pointer: str, kind: str, known: Bonus, count: int, said: str, *, only: bool
) -> Violation:
    more = f" (cùng {count - 1} dòng khác trong danh sách)" if count > 1 else ""
    doubt = "" if known.sure else _CHECK
    what = "khác mức theo quy định" if only else "cao hơn mức cao nhất theo quy định"
    return violation_at(
        pointer,
        f"Tiền thưởng {WORDS[kind]}{more} {what} là {_how(known)}{said}{doubt}; giữ nguyên nếu"
        " cơ quan có quy định riêng.",
    )


def _how(bonus: Bonus) -> str:
    coefficient = format(bonus.coefficient.normalize(), "f").replace(".", ",")
    return f"{figures(bonus.amount)} đồng = {coefficient} × {figures(bonus.salary)} đồng, làm tròn lên ({bonus.decree})"
