"""Biên bản hội nghị: who came, what was said and decided becomes minutes (Mẫu 1.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from service import rules as sense
from service.documents import kept_parts
from service.documents.blocks import content
from service.documents.blocks.body import Block, block
from service.documents.blocks.letterhead import letterhead
from service.documents.conference.minutes_fields import ConferenceMinutes
from service.documents.conference.votes import vote_blocks
from service.documents.document_type import DocumentType, Record
from service.documents.form_steps import OFFICE, SIGNING, Step
from service.documents.kept_parts import KeptPart
from service.docx.typography import PageWidths
from service.errors import Violation
from service.importing.word import minutes
from service.language import vietnamese, wording
from service.rules import typed_marks
from service.rules.council_votes import COUNCIL_RULES
from service.rules.crowded_names import CROWDED_NAME_RULES
from service.rules.doubtful_names import DOUBTFUL_NAME_RULES
from service.rules.electronic import ELECTRONIC_RULES
from service.rules.future_dates import MEETING_DATE_RULES
from service.rules.meeting import MEETING_RULES
from service.rules.names import NAME_RULES
from service.rules.receivers import RECEIVER_RULES
from service.rules.signature import NUMBER_RULES, notation_rule
from service.schema.printing import Printed

# --- rules that the contract names for this type alone ------------------------------------------


@sense.rule("attendee_unclear", reads=("/attendees/*/full_name", "/attendees/*/group"))
def attendee_unclear(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi dòng thành phần tham dự là một người có họ tên, hoặc một nhóm người."""
    for index, attendee in enumerate(record.get("attendees") or ()):
        if attendee and (
            bool(attendee.get("full_name")) == bool(attendee.get("group"))
            or (attendee.get("group") and attendee.get("honorific"))
        ):
            yield sense.violation_at(
                f"/attendees/{index}",
                f"Dòng {index + 1} của thành phần tham dự phải có họ tên hoặc tên nhóm, và chỉ một trong hai; danh xưng chỉ ghi trước họ tên; hãy sửa lại.",
            )
        elif attendee.get("full_name") and attendee.get("count"):
            yield sense.violation_at(
                f"/attendees/{index}/count",
                f"Dòng {index + 1} là một người nên không ghi số người; hãy xóa số đó hoặc nhập tên nhóm.",
            )


_CONTENT = ("heading", "speaker", "paragraphs", "items", "blocks", "votes")


@sense.rule(
    "empty_proceeding",
    reads=("/proceedings", "/proceedings/*/heading", "/proceedings/*/speaker"),
)
def empty_proceeding(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục diễn biến phải có nội dung: tên nội dung, người phát biểu, đoạn văn, gạch đầu dòng hoặc
    biểu quyết."""
    for index, proceeding in enumerate(record.get("proceedings") or ()):
        if not any(proceeding.get(name) for name in _CONTENT):
            yield sense.violation_at(
                f"/proceedings/{index}",
                f"Mục diễn biến thứ {index + 1} chưa có nội dung; hãy nhập hoặc xóa mục này.",
            )


@sense.rule("numbered_by_hand", severity="warning")
def numbered_by_hand(record: Record, reference: Any) -> Iterator[Violation]:
    """Nội dung trong biên bản do phần mềm đánh số, mỗi ý do phần mềm đặt gạch đầu dòng; số hoặc dấu gõ tay ở đầu
    được bỏ."""
    for index, proceeding in enumerate(record.get("proceedings") or ()):
        yield from typed_marks.of_heading(
            f"/proceedings/{index}/heading", proceeding.get("heading")
        )
        yield from content.typed_item_marks(f"/proceedings/{index}", proceeding)
    for listed in ("agenda", "conclusions", "recipients"):
        yield from typed_marks.of_lines(f"/{listed}", record.get(listed))


# --- the day of the minutes -----------------------------------------------------------------------


def ended_on(record: Record) -> date | None:
    """The day of the minutes is that on which the meeting ended (contract §5)."""
    ended = record.get("ended_at")
    return ended.date() if ended else None


def held_as_on(record: Record, on: date) -> Record:
    """The same meeting, as long as it was, ended on another day."""
    started, ended = record.get("started_at"), record.get("ended_at")
    if not ended:
        return record
    moved = datetime.combine(on, ended.time())
    if not started:
        return {**record, "ended_at": moved}
    try:
        return {**record, "started_at": moved - (ended - started), "ended_at": moved}
    except OverflowError:  # a meeting of years, on a day of the first ones that there are
        return {**record, "started_at": datetime.min, "ended_at": moved}


# --- context -------------------------------------------------------------------------------------


def context(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    reference: Any,
    paper: PageWidths,
) -> dict[str, Any]:
    event = printed["event_kind"]
    return {
        **letterhead(document_type, record, printed, always_archived="Hồ sơ"),
        "event": vietnamese.lower(event),
        "started_at": printed["started_at"],
        "venue": printed["venue"],
        "attendance": _attendance(printed, len(record["absentees"]), _people(record)),
        "attendees": _lines(map(_attendee, printed["attendees"])),
        "absentees": _lines(map(_absentee, printed["absentees"])),
        "chair": _chairs(printed),
        "secretary": wording.capitalised(wording.person(printed["secretary"])),
        "agenda": _lines(map(_opening, printed["agenda"])),
        "body": list(_body(record, printed, paper)),
        "conclusions": _lines(map(_opening, printed["conclusions"])),
        "read_aloud": _read_aloud(event) if record["read_aloud"] else "",
        "closing": f"{event} kết thúc vào {printed['ended_at']}./.",
        "secretary_name": printed["secretary"]["full_name"],
        "chair_name": printed["chair"]["full_name"],
        "chair_office": printed["chair"]["office"] or "",
        "members": f"THÀNH VIÊN DỰ {vietnamese.upper(event)}",
        "member_signatures": _signatures(printed["member_signatures"]),
    }


def _lines(texts: Iterable[str | None]) -> list[str]:
    """The lines of a list; one that ends in a mark of its own keeps it."""
    return wording.closed((text for text in texts if text), keep_own_marks=True)


def _opening(text: str | None) -> str | None:
    """A line of the agenda or of the conclusions is a sentence of its own: it begins with a capital."""
    return wording.capitalised(text) if text else None


_COUNCIL = re.compile(r"\bhội đồng\b(?! nhân dân)|\bban chấp hành\b|\bban chỉ đạo\b", re.IGNORECASE)


def _people(record: Record) -> str:
    """What those who came are counted as: the members of a council, the deputies of a people's one, else people."""
    named = f"{record['organ']['organ_name']}. {record['subject']}"
    if _COUNCIL.search(named):
        return "thành viên"
    return "đại biểu" if "hội đồng nhân dân" in named.lower() else "người"


def _attendee(who: Printed) -> str:
    if not who["group"]:
        return wording.capitalised(wording.person(who))
    group = ", ".join(filter(None, (who["group"], who["position"], who["organ_name"])))
    return f"{group}: {who['count']} người" if who["count"] else group


def _absentee(who: Printed) -> str:
    reason = f" (lý do: {who['reason']})" if who["reason"] else ""
    return wording.capitalised(wording.person(who)) + reason


def _attendance(printed: Printed, absent: int, people: str) -> str:
    counts = (
        ("triệu tập", printed["summoned"]),
        ("có mặt", printed["present"]),
        ("vắng mặt", wording.two_digits(absent) if absent else None),
    )
    stated = "; ".join(f"{called} {count} {people}" for called, count in counts if count)
    return f"{wording.capitalised(stated)}." if stated else ""


def _chairs(printed: Printed) -> str:
    named = [wording.capitalised(wording.person(printed["chair"]))]
    named += [f"{wording.person(who)} (đồng chủ trì)" for who in printed["co_chairs"]]
    return "; ".join(named)


def _body(record: Record, printed: Printed, paper: PageWidths) -> Iterator[Block]:
    """The proceedings and then the votes as blocks; headings are numbered 1., 2., … in their order."""
    number = 0
    for step, proceeding in zip(record["proceedings"], printed["proceedings"], strict=True):
        if proceeding["heading"]:
            number += 1
            yield block("level2", f"{number}. {proceeding['heading']}")
        yield from _spoken(proceeding["speaker"], content.content(step, proceeding, paper))
        yield from vote_blocks(record, step["votes"], proceeding["votes"], paper)
    yield from vote_blocks(record, record["votes"], printed["votes"], paper)


def _spoken(speaker: str | None, text: list[Block]) -> list[Block]:
    """What was said, opened by who speaks: "Đồng chí A, Giám đốc: Phát biểu khai mạc."."""
    if not speaker:
        return text
    if not text:
        return [block("paragraph", f"{speaker} phát biểu.")]
    if text[0]["kind"] == "paragraph":
        text = [{**text[0], "text": wording.capitalised(text[0]["text"])}, *text[1:]]
    return content.first_paragraph(text, f"{speaker}:")


def _read_aloud(event: str) -> str:
    return f"Biên bản này đã được đọc lại cho những người dự {vietnamese.lower(event)} cùng nghe và nhất trí thông qua."


def _signatures(members: Iterable[Printed]) -> list[dict[str, Any]]:
    """Member signatures two by two; the last row's right side may be empty.

    Where nobody's position is given the heading above all says enough, else a member without one is "THÀNH VIÊN".
    """
    listed = list(members)
    positions = [
        "\n".join(filter(None, (member["position"], member["organ_name"]))) for member in listed
    ]
    otherwise = "THÀNH VIÊN" if any(positions) else ""
    signed = [
        {"position": position or otherwise, "full_name": wording.named(member)}
        for member, position in zip(listed, positions, strict=True)
    ]
    if len(signed) % 2:
        signed.append({"position": "", "full_name": ""})
    return [
        {"left": left, "right": right}
        for left, right in zip(signed[::2], signed[1::2], strict=True)
    ]


TYPE = DocumentType(
    slug="conference-minutes",
    page="bien-ban-hoi-nghi",
    title="Biên bản hội nghị",
    type_name="Biên bản",
    abbreviation="BB",
    purpose="Biên bản hội nghị, cuộc họp, hội thảo: thành phần, diễn biến, biểu quyết, kết luận.",
    schema=ConferenceMinutes(),
    fill=context,
    steps=(
        OFFICE,
        Step(
            "Cuộc họp",
            ("event_kind", "started_at", "ended_at", "venue", "chair", "secretary", "co_chairs"),
        ),
        Step(
            "Người dự",
            ("attendees", "absentees", "summoned", "present", "council"),
            (("/attendees", "dòng"),),
        ),
        Step("Diễn biến", ("agenda", "proceedings", "votes"), (("/proceedings", "nội dung"),)),
        Step("Kết luận", ("conclusions", "read_aloud", "member_signatures")),
        replace(SIGNING, title="Nơi nhận"),
    ),
    draft=minutes.draft,
    kept_parts=(
        kept_parts.ORGAN,
        kept_parts.NUMBER,
        kept_parts.SUBJECT,
        KeptPart(
            "meeting", "Thời gian, địa điểm", ("/event_kind", "/started_at", "/ended_at", "/venue")
        ),
        KeptPart(
            "people",
            "Thành phần",
            (
                "/chair",
                "/secretary",
                "/co_chairs",
                "/attendees",
                "/absentees",
                "/summoned",
                "/present",
                "/council",
                "/member_signatures",
            ),
        ),
        KeptPart(
            "body",
            "Nội dung biên bản",
            ("/agenda", "/proceedings", "/votes", "/conclusions", "/read_aloud"),
        ),
        kept_parts.RECIPIENTS,
    ),
    issued_on=ended_on,
    issued_as_on=held_as_on,
    signed_by=lambda record: record["chair"],
    rules=(
        attendee_unclear,
        empty_proceeding,
        numbered_by_hand,
        *content.CONTENT_RULES,
        *MEETING_RULES,
        *COUNCIL_RULES,
        *MEETING_DATE_RULES,
        *NAME_RULES,
        *DOUBTFUL_NAME_RULES,
        *CROWDED_NAME_RULES,
        *NUMBER_RULES,
        notation_rule("BB"),
        *RECEIVER_RULES,
        *ELECTRONIC_RULES,
    ),
)
