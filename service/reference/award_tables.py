"""The dated award tables: who may decide what, and which sum goes with it.

Only this module knows how a bonus is computed: coefficient × base salary on the day of the decision,
rounded up to whole tens of thousands of đồng (Nghị định số 152/2025/NĐ-CP, Điều 49), in exact decimals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Final, NamedTuple

from service.language.wording import long_date
from service.reference.data_files import CERTAINTIES, Entry
from service.reference.recipients import WORDS

#: Who acts in the place of the head of an organ decides as the head does.
_ACTING: Final = re.compile(r"^(?:Q\. ?|QUYỀN )")


class Bonus(NamedTuple):
    """A statutory sum in đồng with everything it was made of."""

    amount: int
    coefficient: Decimal
    salary: int
    decree: str
    sure: bool = True


class Coefficient(NamedTuple):
    """How many base salaries; ``certainty`` is H, M or L."""

    value: Decimal
    decree: str
    certainty: str

    @property
    def sure(self) -> bool:
        """False when the table was not seen in a primary text."""
        return self.certainty != "L"


class Salary(NamedTuple):
    """A base salary in đồng, in force from ``start`` until the next one; ``certainty`` is H, M or L."""

    start: date
    amount: int
    decree: str
    certainty: str

    @property
    def sure(self) -> bool:
        """False when it was not seen in a primary text."""
        return self.certainty != "L"


class Row(NamedTuple):
    """What a table gives one form and kind of recipient, but not where a grantor of ``not_for`` decides.

    ``at_most``: the decree sets only the highest value, so no sum follows from it.
    """

    value: Decimal
    certainty: str
    not_for: tuple[str, ...]
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Grantor:
    """Who decides: ``may`` and ``beyond`` hold forms; the value in ``beyond`` is its certainty."""

    id: str
    name: str
    begins: tuple[str, ...]
    clause: str
    since: date
    older_clause: str
    may: tuple[str, ...]
    beyond: Mapping[str, str]

    def is_begun_by(self, line: str) -> bool:
        """Whether an authority line in capitals begins with one of the grantor's words, whole."""
        return any(
            line.startswith(words) and not line[len(words) : len(words) + 1].isalnum()
            for words in self.begins
        )

    def clause_on(self, on: date) -> str:
        """The text that draws the line on that day."""
        return self.clause if on >= self.since else self.older_clause


@dataclass(frozen=True, slots=True)
class CoefficientTable:
    """The coefficients of one decree by form and kind of recipient; ``at_latest``: ``end`` is the latest possible last day."""

    decree: str
    start: date
    end: date | None
    at_latest: bool
    rows: Mapping[tuple[str, str], Row]


@dataclass(frozen=True, slots=True)
class Awards:
    """The tables, with the day up to which they were looked after."""

    as_of: date
    rounding: int
    form_names: Mapping[str, str]
    aliases: tuple[tuple[str, str], ...]
    grantors: tuple[Grantor, ...]
    salaries: tuple[Salary, ...]
    tables: tuple[CoefficientTable, ...]

    def grantor(self, authority: str) -> Grantor | None:
        """Who an authority line ("Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh") is, or None when not known."""
        line = re.sub(r"\s+", " ", authority.upper()).strip()
        line = line.replace("UỶ BAN", "ỦY BAN").replace("UBND", "ỦY BAN NHÂN DÂN")
        line = _ACTING.sub("", line)
        return next((grantor for grantor in self.grantors if grantor.is_begun_by(line)), None)

    def meant(self, form: str, form_name: str = "") -> str:
        """The form that is meant: ``other`` with a free name may be one that the tables know."""
        if form != "other":
            return form
        name = form_name.casefold().strip(" “”\"'")
        return next((known for start, known in self.aliases if name.startswith(start)), form)

    def base_salary(self, on: date) -> Salary | None:
        """The base salary in force on that day, or None before the first one known."""
        return next((salary for salary in self.salaries if salary.start <= on), None)

    def coefficient(self, form: str, kind: str, on: date, grantor: str = "") -> Coefficient | None:
        """The coefficient for ``collective``, ``individual`` or ``household``, None when not known."""
        return self._coefficient(form, kind, on, grantor, at_most=False)

    def _coefficient(
        self, form: str, kind: str, on: date, grantor: str, *, at_most: bool
    ) -> Coefficient | None:
        table = self.table(on)
        row = table.rows.get((form, kind)) if table else None
        if table is None or row is None or row.at_most is not at_most or grantor in row.not_for:
            return None
        return Coefficient(row.value, table.decree, row.certainty)

    def statutory_bonus(self, form: str, kind: str, on: date, grantor: str = "") -> Bonus | None:
        """The sum on that day, rounded up; None when ``why_unknown`` has something to say."""
        return self._bonus(self.coefficient(form, kind, on, grantor), on)

    def highest_bonus(self, form: str, kind: str, on: date, grantor: str = "") -> Bonus | None:
        """The highest sum on that day where the decree sets no other; None where it sets one, or none is known."""
        return self._bonus(self._coefficient(form, kind, on, grantor, at_most=True), on)

    def _bonus(self, coefficient: Coefficient | None, on: date) -> Bonus | None:
        salary = self.base_salary(on)
        if coefficient is None or salary is None:
            return None
        return Bonus(
            self.rounded(coefficient.value * salary.amount),
            coefficient.value,
            salary.amount,
            coefficient.decree,
            coefficient.sure and salary.sure,
        )

    def why_unknown(self, form: str, kind: str, on: date, grantor: str = "") -> str:
        """Why there is no statutory sum, as the middle of a Vietnamese sentence; "" when there is one."""
        if self.base_salary(on) is None:
            return "chưa có mức lương cơ sở của ngày ký trong bảng"
        if self.table(on) is None:
            return self._why_no_table(on)
        if self.coefficient(form, kind, on, grantor) is None:
            return f"chưa có hệ số tiền thưởng của hình thức này cho {WORDS[kind]} vào ngày ký"
        return ""

    def _why_no_table(self, on: date) -> str:
        ended = [table for table in self.tables if table.end and table.end < on]
        last = max(ended, key=lambda table: table.end or date.min, default=None)
        if last is None or last.end is None or any(table.start > on for table in self.tables):
            return "chưa có bảng hệ số tiền thưởng áp dụng vào ngày ký"
        out = long_date(last.end + timedelta(days=1))
        latest = "chậm nhất " if last.at_latest else ""
        return (
            f"chưa có hệ số tiền thưởng cho quyết định ký từ {out}, vì {last.decree} hết hiệu lực"
            f" {latest}từ ngày đó"
        )

    def rounded(self, amount: Decimal) -> int:
        """Up to whole tens of thousands of đồng; integers stay exact whatever the decimal context."""
        return int((amount / self.rounding).quantize(Decimal(1), ROUND_CEILING)) * self.rounding

    def table(self, on: date) -> CoefficientTable | None:
        """The coefficients that hold on that day, None when none are known."""
        return next(
            (
                table
                for table in self.tables
                if table.start <= on and (table.end is None or on <= table.end)
            ),
            None,
        )


def load(whole: Entry) -> Awards:
    """The tables of one file; raises WrongCatalogue, which names the entry that is wrong."""
    as_of = whole.take("as_of", date)
    rounding = whole.take("rounding", int)
    names, aliases = _forms(whole)
    grantors = tuple(
        _grantor(entry, name, names) for name, entry in whole.named("grantors").items()
    )
    salaries = sorted(
        (_salary(entry) for entry in whole.entries("base_salaries", "from")), reverse=True
    )
    known = {grantor.id for grantor in grantors}
    tables = tuple(_table(entry, names, known) for entry in whole.entries("coefficients", "decree"))
    whole.finish()
    if rounding <= 0:
        raise whole.wrong("“rounding” phải lớn hơn 0.")
    return Awards(as_of, rounding, names, aliases, grantors, tuple(salaries), tables)


def _forms(whole: Entry) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    names: dict[str, str] = {}
    aliases: list[tuple[str, str]] = []
    for form, entry in whole.named("forms").items():
        names[form] = entry.take("name", str)
        aliases += [(alias.casefold(), form) for alias in entry.texts("names")]
        entry.finish()
    return names, tuple(sorted(aliases, key=lambda alias: -len(alias[0])))


def _grantor(entry: Entry, name: str, forms: Mapping[str, str]) -> Grantor:
    grantor = Grantor(
        id=name,
        name=entry.take("name", str),
        begins=entry.texts("begins"),
        clause=entry.take("clause", str),
        since=entry.take("since", date),
        older_clause=entry.take("older_clause", str),
        may=entry.texts("may"),
        beyond=entry.take("beyond", dict, {}),
    )
    entry.finish()
    for form in (*grantor.may, *grantor.beyond):
        if form not in forms:
            raise entry.wrong(f"không biết hình thức “{form}”.")
    if not all(value in CERTAINTIES for value in grantor.beyond.values()):
        raise entry.wrong("mỗi giá trị trong “beyond” phải là H, M hoặc L.")
    return grantor


def _salary(entry: Entry) -> Salary:
    salary = Salary(
        entry.take("from", date),
        entry.take("amount", int),
        entry.take("decree", str),
        entry.certainty().get("", "L"),
    )
    entry.finish()
    return salary


def _table(entry: Entry, forms: Mapping[str, str], grantors: set[str]) -> CoefficientTable:
    decree = entry.take("decree", str)
    start, end = entry.take("from", date), entry.take("to", date, None)
    at_latest = entry.take("at_latest", bool, False)
    rows: dict[tuple[str, str], Row] = {}
    for form, row in entry.named("forms").items():
        if form not in forms:
            raise row.wrong("không biết hình thức này.")
        certainty, not_for = row.certainty().get("", "L"), row.texts("not_for")
        at_most = row.take("at_most", bool, False)
        if not grantors.issuperset(not_for):
            raise row.wrong("“not_for” nhắc đến thẩm quyền không có trong “grantors”.")
        for kind in WORDS:
            text = row.take(kind, str, None)
            if text is not None:
                rows[form, kind] = Row(_decimal(text, row), certainty, not_for, at_most)
        row.finish()
    entry.finish()
    return CoefficientTable(decree, start, end, at_latest, rows)


def _decimal(text: str, entry: Entry) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise entry.wrong(
            f"hệ số {text!r} không phải số thập phân (viết trong nháy, dùng dấu chấm)."
        ) from None
    if not value.is_finite() or value <= 0:
        raise entry.wrong(f"hệ số {text!r} phải lớn hơn 0.")
    return value
