"""Biên bản hội nghị: who came, what was said and decided becomes minutes (Mẫu 1.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from service import rules as sense
from service.documents.document_type import DocumentType, Record
from service.errors import Violation
from service.language import vietnamese, wording
from service.rules import typed_marks
from service.rules.doubtful_names import DOUBTFUL_NAME_RULES
from service.rules.meeting import MEETING_RULES, counted_attendees
from service.rules.names import NAME_RULES
from service.rules.receivers import RECEIVER_RULES
from service.rules.signature import NUMBER_RULES, notation_rule
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Choice, Flag, Integer, Moment, Paragraph, Text
from service.schema.loading import PartSchema
from service.schema.parts import DocumentSchema, Person, opening_form, upper_form

EVENTS = {"hoi_nghi": "Hội nghị", "cuoc_hop": "Cuộc họp", "hoi_thao": "Hội thảo"}


# --- schema --------------------------------------------------------------------------------------


class Chair(Person):
    office = Text(
        "Chức vụ chính quyền",
        "In dưới chữ CHỦ TỌA, nếu cần.",
        "Giám đốc Sở",
        longest=100,
        printed=upper_form,
    )


class Absentee(Person):
    reason = Text(
        "Lý do vắng", "Lý do, nếu biết.", "đi công tác", longest=200, printed=wording.without_end
    )


class Attendee(PartSchema):
    honorific = Text(
        "Danh xưng", "Ông, Bà, đồng chí…", "đồng chí", role="name", longest=50, printed=opening_form
    )
    full_name = Text(
        "Họ và tên",
        "Để trống khi nhập một nhóm người.",
        "Nguyễn Văn A",
        role="name",
        longest=100,
        printed=opening_form,
    )
    position = Text("Chức vụ", "Chức vụ hoặc chức danh.", "Trưởng phòng", role="name", longest=200)
    organ_name = Text("Đơn vị", "Đơn vị công tác.", "Sở Ngoại vụ", role="name", longest=200)
    group = Text(
        "Nhóm người dự",
        "Thay cho họ tên.",
        "toàn thể công chức, viên chức Sở",
        longest=300,
        printed=lambda text: wording.capitalised(wording.without_end(text)),
    )
    count = Integer(
        "Số người", "Số người của nhóm.", 35, least=1, most=1_000_000, printed=wording.two_digits
    )


def _speaker(text: str) -> str:
    """Who speaks, without the colon that the service adds itself."""
    return wording.without_end(text.rstrip(": "))


class Proceeding(PartSchema):
    heading = Text(
        "Nội dung",
        "Tên nội dung, không gõ số thứ tự.",
        "Khai mạc hội nghị",
        longest=300,
        printed=wording.without_number,
    )
    speaker = Text(
        "Người phát biểu",
        "Người phát biểu hoặc trình bày.",
        "Đồng chí Nguyễn Văn A, Trưởng phòng Hợp tác quốc tế",
        longest=300,
        printed=_speaker,
    )
    paragraphs = Values(Paragraph("Diễn biến", "Mỗi đoạn một mục.", "Hội nghị nghe báo cáo …"))
    items = Values(
        Paragraph(
            "Gạch đầu dòng",
            "Mỗi ý một mục, không gõ dấu gạch.",
            "Nhất trí với báo cáo",
            printed=wording.list_line,
        )
    )


class Vote(PartSchema):
    matter = Text(
        "Nội dung biểu quyết",
        "Việc đưa ra biểu quyết.",
        "thông qua báo cáo tổng kết",
        longest=500,
        required=True,
        printed=lambda text: (
            wording.without_end(text),
            wording.capitalised(wording.without_end(text)),
        ),
    )
    secret = Flag("Bỏ phiếu kín", "Để trống nếu biểu quyết công khai.", load_default=None)
    in_favour = Integer(
        "Tán thành", "Số phiếu tán thành.", 38, least=0, most=1_000_000, required=True
    )
    against = Integer(
        "Không tán thành", "Số phiếu không tán thành.", 0, least=0, most=1_000_000, required=True
    )
    other = Integer(
        "Ý kiến khác", "Số phiếu có ý kiến khác.", 0, least=0, most=1_000_000, required=True
    )
    base = Integer(
        "Tổng số để tính tỷ lệ", "Để trống thì lấy số người có mặt.", 38, least=1, most=1_000_000
    )


class MemberSignature(Person):
    """A further signature below those of the chair and the secretary."""

    position = Text(
        "Chức vụ",
        "In hoa phía trên chữ ký.",
        "Thành viên",
        role="name",
        longest=200,
        printed=upper_form,
    )
    organ_name = Text(
        "Đơn vị", "Đơn vị công tác.", "Sở Ngoại vụ", role="name", longest=200, printed=upper_form
    )


class ConferenceMinutes(DocumentSchema):
    event_kind = Choice(
        "Loại cuộc", "Quyết định chữ dùng ở dòng cuối.", "hoi_nghi", choices=EVENTS, required=True
    )
    started_at = Moment("Bắt đầu lúc", "Ngày và giờ bắt đầu.", "2020-07-01T08:00", required=True)
    ended_at = Moment("Kết thúc lúc", "Ngày và giờ kết thúc.", "2020-07-01T11:30", required=True)
    venue = Text(
        "Địa điểm",
        "Nơi tổ chức.",
        "Hội trường Sở Ngoại vụ",
        longest=300,
        required=True,
        printed=wording.without_end,
    )
    chair = Part(Chair, "Chủ tọa", "Người chủ trì, ký biên bản.", required=True)
    secretary = Part(Person, "Thư ký", "Người ghi biên bản, ký biên bản.", required=True)
    co_chairs = Parts(Person, "Đồng chủ tọa", "Những người cùng chủ trì.")
    summoned = Integer(
        "Số người triệu tập",
        "Tổng số người được triệu tập.",
        40,
        least=1,
        most=1_000_000,
        printed=wording.two_digits,
    )
    present = Integer(
        "Số người có mặt",
        "Số người có mặt.",
        38,
        least=1,
        most=1_000_000,
        printed=wording.two_digits,
    )
    attendees = Parts(
        Attendee,
        "Thành phần tham dự",
        "Mỗi người hoặc mỗi nhóm một dòng.",
        at_least=1,
    )
    absentees = Parts(Absentee, "Người vắng mặt", "Mỗi người một dòng, kèm lý do.")
    agenda = Values(
        Text(
            "Chương trình",
            "Mỗi nội dung một dòng.",
            "Khai mạc",
            longest=500,
            printed=wording.list_line,
        )
    )
    proceedings = Parts(Proceeding, "Diễn biến", "Theo thứ tự diễn ra.", at_least=1)
    votes = Parts(Vote, "Biểu quyết", "Mỗi việc biểu quyết một mục.")
    conclusions = Values(
        Paragraph(
            "Kết luận", "Mỗi kết luận một mục.", "Giao Văn phòng Sở …", printed=wording.list_line
        )
    )
    read_aloud = Flag(
        "Đã đọc lại biên bản", "Ghi rằng biên bản đã được đọc lại và nhất trí thông qua."
    )
    member_signatures = Parts(MemberSignature, "Thành viên cùng ký", "Những người ký thêm, nếu có.")


# --- rules that the contract names for this type alone ------------------------------------------


@sense.rule("attendee_unclear", reads=("/attendees/*/full_name", "/attendees/*/group"))
def attendee_unclear(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi dòng thành phần tham dự là một người có họ tên, hoặc một nhóm người."""
    for index, each in enumerate(record.get("attendees") or ()):
        if each and (
            bool(each.get("full_name")) == bool(each.get("group"))
            or (each.get("group") and each.get("honorific"))
        ):
            yield sense.violation_at(
                f"/attendees/{index}",
                f"Dòng {index + 1} của thành phần tham dự phải có họ tên hoặc tên nhóm, và chỉ một trong hai; danh xưng chỉ ghi trước họ tên; hãy sửa lại.",
            )
        elif each.get("full_name") and each.get("count"):
            yield sense.violation_at(
                f"/attendees/{index}/count",
                f"Dòng {index + 1} là một người nên không ghi số người; hãy xóa số đó hoặc nhập tên nhóm.",
            )


@sense.rule(
    "empty_proceeding",
    reads=("/proceedings", "/proceedings/*/heading", "/proceedings/*/speaker"),
)
def empty_proceeding(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục diễn biến phải có nội dung: tên nội dung, người phát biểu, đoạn văn hoặc gạch đầu dòng."""
    for index, each in enumerate(record.get("proceedings") or ()):
        if not any(each.get(name) for name in ("heading", "speaker", "paragraphs", "items")):
            yield sense.violation_at(
                f"/proceedings/{index}",
                f"Mục diễn biến thứ {index + 1} chưa có nội dung; hãy nhập hoặc xóa mục này.",
            )


@sense.rule("numbered_by_hand", severity="warning")
def numbered_by_hand(record: Record, reference: Any) -> Iterator[Violation]:
    """Nội dung trong biên bản do phần mềm đánh số, mỗi ý do phần mềm đặt gạch đầu dòng; số hoặc dấu gõ tay ở đầu
    được bỏ."""
    for index, each in enumerate(record.get("proceedings") or ()):
        yield from typed_marks.of_heading(f"/proceedings/{index}/heading", each.get("heading"))
        yield from typed_marks.of_lines(f"/proceedings/{index}/items", each.get("items"))
    for listed in ("agenda", "conclusions", "recipients"):
        yield from typed_marks.of_lines(f"/{listed}", record.get(listed))


# --- context -------------------------------------------------------------------------------------


def context(kind: DocumentType, record: Record, reference: Any) -> dict[str, Any]:
    event = EVENTS[record["event_kind"]]
    archive = record.get("archive") or {}
    return {
        **kind.sheet(record),
        "archive": wording.archive(
            archive.get("units") or (), archive.get("copies"), always="Hồ sơ"
        ),
        "subject": record["subject"],
        "event": vietnamese.lower(event),
        "started_at": wording.time_and_date(record["started_at"]),
        "venue": wording.without_end(record["venue"]),
        "attendance": _attendance(record),
        "attendees": _lines(_attendee(each) for each in record["attendees"]),
        "absentees": _lines(_absentee(each) for each in record["absentees"]),
        "chair": _chairs(record),
        "secretary": wording.capitalised(wording.person(record["secretary"])),
        "agenda": _lines(wording.list_line(each) for each in record["agenda"] if each),
        "body": list(_body(record)),
        "votes": [_vote(vote, record) for vote in record["votes"]],
        "conclusions": _lines(wording.list_line(each) for each in record["conclusions"] if each),
        "read_aloud": _read_aloud(event) if record["read_aloud"] else "",
        "closing": f"{event} kết thúc vào {wording.time_and_date(record['ended_at'])}./.",
        "secretary_name": record["secretary"]["full_name"],
        "chair_name": record["chair"]["full_name"],
        "chair_office": vietnamese.upper(record["chair"].get("office") or ""),
        "member_signatures": _signatures(record["member_signatures"]),
    }


def _lines(texts: Iterator[str]) -> list[str]:
    """The lines of a list, each with its end mark."""
    listed = [each for each in texts if each]
    ends = [";"] * (len(listed) - 1) + ["."]
    return [wording.marked(each, end) for each, end in zip(listed, ends, strict=False)]


def _attendee(who: Mapping[str, Any]) -> str:
    if not who.get("group"):
        return wording.capitalised(wording.person(who))
    group = wording.capitalised(wording.without_end(who["group"]))
    more = ", ".join(filter(None, (who.get("position"), who.get("organ_name"))))
    named = f"{group}, {more}" if more else group
    return f"{named}: {wording.two_digits(who['count'])} người" if who.get("count") else named


def _absentee(who: Mapping[str, Any]) -> str:
    reason = f" (lý do: {wording.without_end(who['reason'])})" if who.get("reason") else ""
    return wording.capitalised(wording.person(who)) + reason


def _attendance(record: Record) -> str:
    counts = (
        ("triệu tập", record["summoned"]),
        ("có mặt", record["present"]),
        ("vắng mặt", len(record["absentees"]) or None),
    )
    told = [f"{called} {wording.two_digits(count)} người" for called, count in counts if count]
    return wording.capitalised("; ".join(told)) + "." if told else ""


def _chairs(record: Record) -> str:
    named = [wording.capitalised(wording.person(record["chair"]))]
    named += [f"{wording.person(each)} (đồng chủ tọa)" for each in record["co_chairs"]]
    return "; ".join(named)


def _body(record: Record) -> Iterator[dict[str, Any]]:
    """The proceedings as blocks; headings are numbered 1., 2., … in their order."""
    number = 0
    for each in record["proceedings"]:
        if each["heading"]:
            number += 1
            yield {
                "kind": "level2",
                "text": f"{number}. {wording.without_number(each['heading'])}",
                "last": False,
            }
        paragraphs = [text for text in each["paragraphs"] if text]
        if each["speaker"]:
            lead = _speaker(each["speaker"]) + ":"
            paragraphs[:1] = [f"{lead} {paragraphs[0]}"] if paragraphs else [lead]
        for text in paragraphs:
            yield {"kind": "paragraph", "text": text, "last": False}
        for text in _lines(wording.list_line(text) for text in each["items"] if text):
            yield {"kind": "item", "text": text, "last": False}


def vote_base(vote: Mapping[str, Any], record: Record) -> tuple[int, str]:
    """What a vote's ratio is taken of, and the words for it: given, else those present, else counted."""
    if vote["base"]:
        return vote["base"], "tổng số {} người"
    if record["present"]:
        return record["present"], "{} người có mặt"
    return counted_attendees(record) or 0, "{} người tham dự"


def _vote(vote: Mapping[str, Any], record: Record) -> str:
    base, called = vote_base(vote, record)
    manner = {True: " (bỏ phiếu kín)", False: " (biểu quyết công khai)", None: ""}[vote["secret"]]
    ratio = ""
    if base:
        percent = (Decimal(vote["in_favour"]) * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
        ratio = f", đạt tỷ lệ {wording.figures(percent.normalize())}% trên {called.format(base)}"
    return (
        f"{wording.capitalised(wording.without_end(vote['matter']))}{manner}: tán thành {vote['in_favour']}{ratio}; "
        f"không tán thành {vote['against']}; ý kiến khác {vote['other']}."
    )


def _read_aloud(event: str) -> str:
    return f"Biên bản này đã được đọc lại cho những người dự {vietnamese.lower(event)} cùng nghe và nhất trí thông qua."


def _signatures(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Member signatures two by two; the last row's right side may be empty."""
    signed = [
        {
            "position": vietnamese.upper(
                ", ".join(filter(None, (each.get("position"), each.get("organ_name"))))
            )
            or "THÀNH VIÊN",
            "full_name": " ".join(filter(None, (each.get("honorific"), each["full_name"]))),
        }
        for each in members
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
    issued_on=lambda record: record["ended_at"].date(),
    signed_by=lambda record: record["chair"],
    rules=(
        attendee_unclear,
        empty_proceeding,
        numbered_by_hand,
        *MEETING_RULES,
        *NAME_RULES,
        *DOUBTFUL_NAME_RULES,
        *NUMBER_RULES,
        notation_rule("BB"),
        *RECEIVER_RULES,
    ),
)
