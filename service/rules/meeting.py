"""Rules about minutes: facts that cannot all be true, of who was there and when it ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from service.errors import Violation
from service.language import vietnamese, wording
from service.rules import Record, rule, violation_at
from service.rules.content import holders, texts
from service.rules.votes import VOTE_RULES

LONGEST: Final = timedelta(hours=12)

_EVENT_WORDS: Final = {
    "hoi_nghi": ("hội nghị",),
    "cuoc_hop": ("họp", "phiên"),
    "hoi_thao": ("hội thảo",),
}


@rule("ended_before_started", reads=("/started_at", "/ended_at"))
def ended_before_started(record: Record, _reference: Any) -> Iterator[Violation]:
    """Thời điểm kết thúc phải sau thời điểm bắt đầu (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9)."""
    started, ended = record.get("started_at"), record.get("ended_at")
    if started and ended and ended <= started:
        yield violation_at(
            "/ended_at",
            "Giờ kết thúc không sau giờ bắt đầu; hãy sửa lại ngày, giờ của một trong hai mục.",
        )


@rule("long_meeting", reads=("/started_at", "/ended_at"), severity="warning")
def long_meeting(record: Record, _reference: Any) -> Iterator[Violation]:
    """Cuộc họp, hội nghị kéo dài hơn 12 giờ thường là gõ nhầm ngày hoặc giờ (Nghị định 30/2020/NĐ-CP, Phụ lục
    III, Mẫu 1.9; cảnh báo)."""
    started, ended = record.get("started_at"), record.get("ended_at")
    if started and ended and ended - started > LONGEST:
        yield violation_at(
            "/ended_at", "Từ lúc bắt đầu đến lúc kết thúc hơn 12 giờ; hãy kiểm tra lại ngày và giờ."
        )


@rule("secretary_is_chair", reads=("/secretary", "/chair"))
def secretary_is_chair(record: Record, _reference: Any) -> Iterator[Violation]:
    """Thư ký và chủ tọa cùng ký biên bản nên không thể là một người (Nghị định 30/2020/NĐ-CP, Phụ lục III,
    Mẫu 1.9)."""
    led = (record.get("chair"), *(record.get("co_chairs") or ()))
    secretary, *chairs = _keys([record.get("secretary"), *led])
    if any(_same(secretary, chair) for chair in chairs):
        yield violation_at(
            "/secretary", "Thư ký trùng với người chủ tọa (đồng chủ tọa); hãy ghi một người khác."
        )


@rule("attendance_mismatch", reads=("/summoned", "/present", "/absentees"))
def attendance_mismatch(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số có mặt cộng số vắng phải bằng số triệu tập; khi chưa liệt kê người vắng mà hai số khác nhau thì chỉ
    cảnh báo (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, phần thành phần tham dự)."""
    summoned, present = record.get("summoned"), record.get("present")
    if summoned is None or present is None:
        return
    absent = len(record.get("absentees") or ())
    if absent and present + absent != summoned:
        yield violation_at(
            "/present",
            f"Có mặt {present} cộng vắng {absent} là {present + absent}, khác số triệu tập {summoned}; "
            "hãy sửa số hoặc danh sách vắng mặt.",
        )
    elif not absent and present != summoned:
        yield violation_at(
            "/present",
            f"Triệu tập {summoned}, có mặt {present} nhưng chưa ghi ai vắng; hãy liệt kê người vắng hoặc "
            "sửa số.",
            severity="warning",
        )


@rule("absent_but_acting", reads=("/absentees",), severity="warning")
def absent_but_acting(record: Record, _reference: Any) -> Iterator[Violation]:
    """Người đã ghi vắng mặt thì không chủ tọa, làm thư ký, dự hoặc phát biểu trong cùng biên bản (Nghị định
    30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9; cảnh báo)."""
    acting = [("chủ tọa", record.get("chair")), ("thư ký", record.get("secretary"))]
    acting += [("đồng chủ tọa", person) for person in record.get("co_chairs") or ()]
    acting += [("dự họp", person) for person in record.get("attendees") or ()]
    absentees = record.get("absentees") or ()
    keys = _keys([*(person for _, person in acting), *absentees])
    known = [*zip((role for role, _ in acting), keys, strict=False)]
    for place, who in enumerate(keys[len(acting) :]):
        role = next((role for role, person in known if _same(who, person)), None)
        if role:
            yield violation_at(
                f"/absentees/{place}",
                f"Người vắng mặt ở dòng {place + 1} cũng được ghi là {role}; hãy bỏ một trong hai.",
            )


def _keys(people: Sequence[Any]) -> list[tuple[str, str]]:
    """The keys of each one's name and organ; empty for a group or nothing."""
    whole = [
        who.get(field) or "" if isinstance(who, Mapping) else ""
        for who in people
        for field in ("full_name", "organ_name")
    ]
    # One look at all of them: no text holds a NUL.
    keys = vietnamese.skeleton("\0".join(whole)).split("\0")
    return [*zip(keys[::2], keys[1::2], strict=False)]


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """One name; two organs that differ make two people."""
    return bool(one[0]) and one[0] == other[0] and not (one[1] and other[1] and one[1] != other[1])


@rule("subject_event_word", reads=("/subject", "/event_kind"), severity="warning")
def subject_event_word(record: Record, _reference: Any) -> Iterator[Violation]:
    """Tên cuộc họp nêu rõ là họp, hội nghị hay hội thảo, đúng với loại đã chọn, vì câu cuối của biên bản ghi
    theo loại này (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9, ghi chú 4; cảnh báo)."""
    subject, kind = vietnamese.lower(record.get("subject") or ""), record.get("event_kind")
    if subject and kind in _EVENT_WORDS and not any(word in subject for word in _EVENT_WORDS[kind]):
        yield violation_at(
            "/subject",
            f"Tên cuộc họp chưa có chữ “{_EVENT_WORDS[kind][0]}” như loại đã chọn; hãy bổ sung hoặc chọn lại "
            "loại.",
        )


_SPEECHES = re.compile(r"\b(\d{1,3}) (?:bài |ý kiến )?tham luận\b")


@rule("speech_count", reads=("/proceedings",), severity="warning")
def speech_count(record: Record, _reference: Any) -> Iterator[Violation]:
    """Số tham luận nêu trong lời văn (“05 tham luận”) khớp với số tham luận ghi trong diễn biến; chỉ xét khi diễn
    biến có ít nhất một tham luận ghi riêng (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9; cảnh báo)."""
    named = sum(_is_speech(step) for step in record.get("proceedings") or ())
    if not named:
        return
    for pointer, text in _texts(record):
        stated = _SPEECHES.search(text)
        if stated and int(stated[1]) != named:
            yield violation_at(
                pointer,
                f"Lời văn ghi {wording.two_digits(int(stated[1]))} tham luận nhưng diễn biến ghi {wording.two_digits(named)} tham luận; "
                "hãy bổ sung hoặc sửa số.",
            )


def _is_speech(step: Any) -> bool:
    """A step of the proceedings that is one speech: its heading says so and one person speaks."""
    if not isinstance(step, Mapping) or not step.get("speaker"):
        return False
    first = next(iter(step.get("paragraphs") or ()), "") or ""
    text = vietnamese.lower(f"{step.get('heading') or ''} {first}")
    return "tham luận" in text and not _SPEECHES.search(text)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    for listed in ("agenda", "conclusions"):
        for place, text in enumerate(record.get(listed) or ()):
            if text:
                yield f"/{listed}/{place}", text
    for pointer, holder in holders(record):
        yield from ((pointer + inside, text) for inside, text in texts(holder))


MEETING_RULES: Final = (
    ended_before_started,
    long_meeting,
    secretary_is_chair,
    attendance_mismatch,
    absent_but_acting,
    *VOTE_RULES,
    subject_event_word,
    speech_count,
)
