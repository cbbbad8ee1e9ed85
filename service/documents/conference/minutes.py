"""Biên bản hội nghị: who came, what was said and decided becomes minutes (Mẫu 1.9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from service import rules as sense
from service.documents.blocks import content
from service.documents.blocks.body import Block, block
from service.documents.blocks.letterhead import letterhead
from service.documents.conference.minutes_fields import ConferenceMinutes
from service.documents.document_type import DocumentType, Record
from service.errors import Violation
from service.importing.word import minutes
from service.language import vietnamese, wording
from service.rules import typed_marks
from service.rules.doubtful_names import DOUBTFUL_NAME_RULES
from service.rules.meeting import MEETING_RULES, counted_attendees
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


_CONTENT = ("heading", "speaker", "paragraphs", "items", "blocks")


@sense.rule(
    "empty_proceeding",
    reads=("/proceedings", "/proceedings/*/heading", "/proceedings/*/speaker"),
)
def empty_proceeding(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục diễn biến phải có nội dung: tên nội dung, người phát biểu, đoạn văn hoặc gạch đầu dòng."""
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


# --- context -------------------------------------------------------------------------------------


def context(
    document_type: DocumentType, record: Record, printed: Printed, reference: Any
) -> dict[str, Any]:
    event = printed["event_kind"]
    return {
        **letterhead(document_type, record, printed, always_archived="Hồ sơ"),
        "event": vietnamese.lower(event),
        "started_at": printed["started_at"],
        "venue": printed["venue"],
        "attendance": _attendance(printed, absent=len(record["absentees"])),
        "attendees": _lines(map(_attendee, printed["attendees"])),
        "absentees": _lines(map(_absentee, printed["absentees"])),
        "chair": _chairs(printed),
        "secretary": wording.capitalised(wording.person(printed["secretary"])),
        "agenda": _lines(printed["agenda"]),
        "body": list(_body(record["proceedings"], printed["proceedings"])),
        "votes": [
            _vote(vote, texts, record)
            for vote, texts in zip(record["votes"], printed["votes"], strict=True)
        ],
        "conclusions": _lines(printed["conclusions"]),
        "read_aloud": _read_aloud(event) if record["read_aloud"] else "",
        "closing": f"{event} kết thúc vào {printed['ended_at']}./.",
        "secretary_name": printed["secretary"]["full_name"],
        "chair_name": printed["chair"]["full_name"],
        "chair_office": printed["chair"]["office"] or "",
        "member_signatures": _signatures(printed["member_signatures"]),
    }


def _lines(texts: Iterable[str | None]) -> list[str]:
    """The lines of a list; one that ends in a mark of its own keeps it."""
    return wording.closed((text for text in texts if text), keep_own_marks=True)


def _attendee(who: Printed) -> str:
    if not who["group"]:
        return wording.capitalised(wording.person(who))
    group = ", ".join(filter(None, (who["group"], who["position"], who["organ_name"])))
    return f"{group}: {who['count']} người" if who["count"] else group


def _absentee(who: Printed) -> str:
    reason = f" (lý do: {who['reason']})" if who["reason"] else ""
    return wording.capitalised(wording.person(who)) + reason


def _attendance(printed: Printed, absent: int) -> str:
    counts = (
        ("triệu tập", printed["summoned"]),
        ("có mặt", printed["present"]),
        ("vắng mặt", wording.two_digits(absent) if absent else None),
    )
    stated = "; ".join(f"{called} {count} người" for called, count in counts if count)
    return f"{wording.capitalised(stated)}." if stated else ""


def _chairs(printed: Printed) -> str:
    named = [wording.capitalised(wording.person(printed["chair"]))]
    named += [f"{wording.person(who)} (đồng chủ tọa)" for who in printed["co_chairs"]]
    return "; ".join(named)


def _body(steps: Iterable[Record], proceedings: Iterable[Printed]) -> Iterator[Block]:
    """The proceedings as blocks; headings are numbered 1., 2., … in their order."""
    number = 0
    for step, proceeding in zip(steps, proceedings, strict=True):
        if proceeding["heading"]:
            number += 1
            yield block("level2", f"{number}. {proceeding['heading']}")
        text = content.content(step, proceeding)
        if proceeding["speaker"]:
            text = content.first_paragraph(text, f"{proceeding['speaker']}:")
        yield from text


def vote_base(vote: Mapping[str, Any], record: Record) -> tuple[int, str]:
    """What a vote's ratio is taken of, and the words for it: given, else those present, else counted."""
    if vote["base"]:
        return vote["base"], "tổng số {} người"
    if record["present"]:
        return record["present"], "{} người có mặt"
    return counted_attendees(record) or 0, "{} người tham dự"


_MANNERS = {True: " (bỏ phiếu kín)", False: " (biểu quyết công khai)", None: ""}


def _vote(vote: Mapping[str, Any], printed: Printed, record: Record) -> str:
    base, called = vote_base(vote, record)
    ratio = ""
    if base:
        percent = (Decimal(vote["in_favour"]) * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
        ratio = f", đạt tỷ lệ {wording.figures(percent.normalize())}% trên {called.format(base)}"
    return (
        f"{printed['matter']}{_MANNERS[vote['secret']]}: tán thành {printed['in_favour']}{ratio}; "
        f"không tán thành {printed['against']}; ý kiến khác {printed['other']}."
    )


def _read_aloud(event: str) -> str:
    return f"Biên bản này đã được đọc lại cho những người dự {vietnamese.lower(event)} cùng nghe và nhất trí thông qua."


def _signatures(members: Iterable[Printed]) -> list[dict[str, Any]]:
    """Member signatures two by two; the last row's right side may be empty."""
    signed = [
        {
            "position": ", ".join(filter(None, (member["position"], member["organ_name"])))
            or "THÀNH VIÊN",
            "full_name": wording.named(member),
        }
        for member in members
    ]
    if len(signed) % 2:
        signed.append({"position": "", "full_name": ""})
    return [
        {"left": left, "right": right}
        for left, right in zip(signed[::2], signed[1::2], strict=True)
    ]


TYPE = DocumentType(
    slug="conference-minutes",
    title="Biên bản hội nghị",
    type_name="Biên bản",
    abbreviation="BB",
    purpose="Biên bản hội nghị, cuộc họp, hội thảo: thành phần, diễn biến, biểu quyết, kết luận.",
    schema=ConferenceMinutes(),
    fill=context,
    draft=minutes.draft,
    issued_on=lambda record: record["ended_at"].date(),
    signed_by=lambda record: record["chair"],
    rules=(
        attendee_unclear,
        empty_proceeding,
        numbered_by_hand,
        *content.CONTENT_RULES,
        *MEETING_RULES,
        *NAME_RULES,
        *DOUBTFUL_NAME_RULES,
        *NUMBER_RULES,
        notation_rule("BB"),
        *RECEIVER_RULES,
    ),
)
