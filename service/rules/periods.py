"""Rules about a report's period, kind and sections: what does not belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese
from service.rules import Record, rule, violation_at
from service.rules.content import holders, texts
from service.rules.issue_dates import issued_day, issued_year


def _period(record: Record) -> tuple[str, date | None, date | None]:
    """The period's label as typed, its first day and its last day."""
    period = record.get("period")
    if not isinstance(period, Mapping):
        return "", None, None
    # "from" is no name in Python, so a schema may keep it with an underscore.
    return period.get("label") or "", period.get("from") or period.get("from_"), period.get("to")


def _key(text: str) -> str:
    """The comparison key, with "2015-2020" and "2015 - 2020" alike."""
    return re.sub(r" ?- ?", "-", vietnamese.skeleton(text))


@rule("period_reversed", reads=("/period/from", "/period/to"))
def period_reversed(record: Record, _reference: Any) -> Iterator[Violation]:
    """Ngày đầu kỳ báo cáo không sau ngày cuối kỳ (Nghị định 09/2019/NĐ-CP, Điều 12 về thời gian chốt số liệu)."""
    _, first, last = _period(record)
    if first and last and first > last:
        yield violation_at(
            "/period/to",
            "Ngày cuối kỳ báo cáo đứng trước ngày đầu kỳ; hãy sửa lại một trong hai ngày.",
        )


@rule("period_not_named", reads=("/period/label", "/subject", "/sections"), severity="warning")
def period_not_named(record: Record, _reference: Any) -> Iterator[Violation]:
    """Kỳ báo cáo được nêu trong trích yếu hoặc trong lời văn; nếu không thấy, có thể là quên sửa kỳ của báo cáo trước
    (thông lệ của báo cáo định kỳ; cảnh báo)."""
    label = _key(_period(record)[0])
    if label and not any(label in _key(text) for text in _texts(record)):
        yield violation_at(
            "/period/label",
            "Không thấy kỳ báo cáo này trong trích yếu và nội dung; hãy sửa kỳ báo cáo hoặc nêu kỳ trong trích yếu.",
        )


def _texts(record: Record) -> Iterator[str]:
    yield record.get("subject") or ""
    for field in ("opening", "closing"):
        yield from (text for text in record.get(field) or () if text)
    for _, holder in holders(record):
        yield holder.get("heading") or holder.get("title") or ""
        yield from (text for _, text in texts(holder))


#: Words of a period and how many days it has, with allowance for cut-off dates (15/12 to 14/6).
_LENGTHS: Final = (
    (re.compile(r"^(?:6|sáu|06) tháng"), 165, 200, "6 tháng"),
    (re.compile(r"^(?:9|chín|09) tháng"), 255, 290, "9 tháng"),
    (re.compile(r"^quý (?:iv|i{1,3}|[1-4])\b"), 80, 105, "một quý"),
    (re.compile(r"^tháng \d{1,2}\b"), 25, 35, "một tháng"),
    (re.compile(r"^năm \d{4}$"), 335, 380, "một năm"),
)


@rule("period_length", reads=("/period/label", "/period/from", "/period/to"), severity="warning")
def period_length(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số ngày từ ngày đầu đến ngày cuối phù hợp với tên kỳ: tháng, quý, 6 tháng, 9 tháng, năm (Nghị định
    09/2019/NĐ-CP, Điều 12 về thời gian chốt số liệu; cảnh báo)."""
    label, first, last = _period(record)
    if not (first and last) or first > last:
        return
    days = (last - first).days + 1
    for form, least, most, called in _LENGTHS:
        if form.search(_key(label)) and not least <= days <= most:
            yield violation_at(
                "/period/label",
                f"Tên kỳ là {called} nhưng từ ngày đầu đến ngày cuối có {days} ngày; hãy sửa tên kỳ hoặc ngày.",
            )


_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@rule("period_years", reads=("/period/label", "/period/from", "/period/to"), severity="warning")
def period_years(record: Record, _reference: Any) -> Iterator[Violation]:
    """Năm trong tên kỳ phù hợp với ngày đầu kỳ và ngày cuối kỳ, ví dụ “giai đoạn 2015 - 2020” thì từ năm 2015 (hoặc
    tháng 12 năm trước) đến năm 2020 (Nghị định 09/2019/NĐ-CP, Điều 12 về thời gian chốt số liệu; cảnh báo)."""
    label, first, last = _period(record)
    years = [int(year) for year in _YEAR.findall(label)]
    if not years:
        return
    early = first and first.year not in (min(years), min(years) - 1)
    late = last and last.year not in (max(years), max(years) + 1)
    if early or late:
        yield violation_at(
            "/period/label",
            "Năm trong tên kỳ không khớp với ngày đầu kỳ hoặc ngày cuối kỳ; hãy sửa tên kỳ hoặc ngày.",
        )


@rule("subject_year", reads=("/period/label", "/subject"), severity="warning")
def subject_year(record: Record, _reference: Any) -> Iterator[Violation]:
    """Năm nêu trong trích yếu trùng với kỳ báo cáo; khác hẳn thường là quên sửa khi dùng lại báo cáo cũ (thông lệ của báo cáo
    định kỳ; cảnh báo)."""
    label, first, last = _period(record)
    # A period that names its year may begin in December of the one before.
    period = {int(year) for year in _YEAR.findall(label)} or {
        day.year for day in (first, last) if day
    }
    subject = {int(year) for year in _YEAR.findall(record.get("subject") or "")}
    if period and subject and not any(min(period) <= year <= max(period) + 1 for year in subject):
        yield violation_at(
            "/subject",
            "Năm trong trích yếu không thuộc kỳ báo cáo; hãy sửa trích yếu hoặc kỳ báo cáo.",
        )


@rule("issued_before_period", reads=("/period/from", "/issued_date"), severity="warning")
def issued_before_period(record: Record, _reference: Any) -> Iterator[Violation]:
    """Báo cáo ban hành sau khi kỳ báo cáo bắt đầu; ngày ban hành sớm hơn thường là gõ nhầm (Nghị định
    09/2019/NĐ-CP, Điều 12 về thời gian chốt số liệu; cảnh báo)."""
    _, first, _ = _period(record)
    issued, year = issued_day(record), issued_year(record)
    if first and year and (issued < first if issued else year < first.year):
        yield violation_at(
            "/issued_date",
            "Ngày ban hành trước ngày đầu kỳ báo cáo; hãy sửa ngày ban hành hoặc kỳ báo cáo.",
        )


@rule("kind_differs", reads=("/kind", "/subject"), severity="warning")
def kind_differs(record: Record, _reference: Any) -> Iterator[Violation]:
    """Trích yếu ghi “sơ kết” thì chọn loại báo cáo sơ kết, ghi “tổng kết” thì chọn tổng kết (Nghị định 30/2020/NĐ-CP,
    Phụ lục I, Phần I, Mục II.5.a về trích yếu; cảnh báo)."""
    subject, kind = vietnamese.lower(record.get("subject") or ""), record.get("kind")
    words = {"so_ket": "sơ kết", "tong_ket": "tổng kết"}
    named = [key for key, word in words.items() if word in subject]
    if kind in words and len(named) == 1 and named[0] != kind:
        yield violation_at(
            "/kind",
            f"Trích yếu ghi “{words[named[0]]}” nhưng loại báo cáo chọn là “{words[kind]}”; hãy sửa một trong hai.",
            named[0],
        )


_MIDDLE = re.compile(r"(?:6|06|sáu|9|09|chín) tháng|quý (?:i{1,3}|[1-3])\b|giữa (?:nhiệm )?kỳ|nửa")
_WHOLE = re.compile(r"^(?:cả )?năm \d{4}$")


@rule("kind_for_period", reads=("/kind", "/period/label"), severity="warning")
def kind_for_period(record: Record, _reference: Any) -> Iterator[Violation]:
    """Sơ kết dùng cho giữa kỳ (6 tháng đầu năm, quý, giữa nhiệm kỳ), tổng kết dùng cho cả kỳ (năm, giai đoạn); loại và
    kỳ không hợp nhau thì nhắc (cách dùng thông thường của cơ quan, mức chắc chắn thấp; cảnh báo)."""
    label, kind = _key(_period(record)[0]), record.get("kind")
    if kind == "tong_ket" and _MIDDLE.match(label):
        yield violation_at(
            "/kind",
            "Kỳ báo cáo là giữa kỳ nhưng loại là tổng kết; hãy xem lại, giữa kỳ thường là sơ kết.",
        )
    elif kind == "so_ket" and _WHOLE.match(label):
        yield violation_at(
            "/kind",
            "Kỳ báo cáo là cả năm nhưng loại là sơ kết; hãy xem lại, cả năm thường là tổng kết.",
        )


_SHORTCOMINGS = re.compile(
    r"tồn tại|hạn chế|khó khăn|khuyết điểm|vướng mắc|bất cập|yếu kém|thiếu sót"
)
_TURN = re.compile(
    r"(?:tuy nhiên|tuy vậy|bên cạnh (?:những )?(?:kết quả|thành tích|mặt)|bên cạnh đó)?.{0,40}?(?:tồn tại|hạn chế"
    r"|khó khăn|khuyết điểm|vướng mắc|bất cập|yếu kém|thiếu sót)"
)


@rule("no_shortcomings", reads=("/sections", "/kind"), severity="warning")
def no_shortcomings(record: Record, _reference: Any) -> Iterator[Violation]:
    """Báo cáo tổng kết, sơ kết có phần nêu tồn tại, hạn chế (khó khăn, khuyết điểm); thiếu phần này thường bị trả lại,
    nếu không có thì ghi “Không có” (thông lệ của báo cáo định kỳ; cảnh báo)."""
    for _, holder in holders(record):
        heading = vietnamese.lower(holder.get("heading") or holder.get("title") or "")
        if _SHORTCOMINGS.search(heading):
            return
        if any(_TURN.match(vietnamese.lower(text[:120])) for _, text in texts(holder)):
            return
    if record.get("sections"):
        yield violation_at(
            "/sections",
            "Báo cáo chưa có phần tồn tại, hạn chế; hãy bổ sung một đề mục, nếu không có thì ghi “Không có”.",
        )


PERIOD_RULES: Final = (
    period_reversed,
    period_not_named,
    period_length,
    period_years,
    subject_year,
    issued_before_period,
    kind_differs,
    kind_for_period,
    no_shortcomings,
)
