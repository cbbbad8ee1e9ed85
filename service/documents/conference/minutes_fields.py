"""What is noted of a conference: the fields of its minutes (contract §5)."""

from __future__ import annotations

from service.documents.blocks import content
from service.documents.conference.vote_fields import Vote
from service.language import vietnamese, wording
from service.rules import council_votes
from service.schema import list_items
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Choice, Flag, Integer, Moment, Paragraph, Text
from service.schema.loading import PartSchema
from service.schema.parts import DocumentSchema, Person

EVENTS = {"hoi_nghi": "Hội nghị", "cuoc_hop": "Cuộc họp", "hoi_thao": "Hội thảo"}


class Chair(Person):
    office = Text(
        "Chức vụ chính quyền",
        "In dưới chữ CHỦ TỌA, nếu cần.",
        "Giám đốc Sở",
        longest=100,
        printed=vietnamese.upper,
        rare="Chức vụ chính quyền",
    )


class Absentee(Person):
    reason = Text(
        "Lý do vắng", "Lý do, nếu biết.", "đi công tác", longest=200, printed=wording.without_end
    )


#: A group of people instead of one, with how many they are.
_GROUP = "Nhóm người dự"


class Attendee(PartSchema):
    honorific = Text("Danh xưng", "Ông, Bà, đồng chí…", "đồng chí", role="name", longest=50)
    full_name = Text(
        "Họ và tên",
        "Để trống khi nhập một nhóm người.",
        "Nguyễn Văn A",
        role="name",
        longest=100,
    )
    position = Text("Chức vụ", "Chức vụ hoặc chức danh.", "Trưởng phòng", role="name", longest=200)
    organ_name = Text("Đơn vị", "Đơn vị công tác.", "Sở Ngoại vụ", role="name", longest=200)
    group = Text(
        "Nhóm người dự",
        "Thay cho họ tên.",
        "toàn thể công chức, viên chức Sở",
        longest=300,
        printed=lambda text: wording.capitalised(wording.without_end(text)),
        rare=_GROUP,
    )
    count = Integer(
        "Số người",
        "Số người của nhóm.",
        35,
        least=1,
        most=1_000_000,
        printed=wording.two_digits,
        rare=_GROUP,
    )


def _speaker(text: str) -> str:
    """Who speaks, as a paragraph begins, without the colon that the service adds itself."""
    return wording.capitalised(wording.without_end(text.rstrip(": ")))


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
    paragraphs = content.running_text("Diễn biến", "Mỗi đoạn một mục.", "Hội nghị nghe báo cáo …")
    items = list_items.list_items(rare="Gạch đầu dòng")
    blocks = content.block_list()
    votes = Parts(
        Vote,
        "Biểu quyết của nội dung",
        "Những lần biểu quyết trong nội dung này, in ngay tại đây.",
        is_kept_apart=False,
        rare="Biểu quyết của nội dung",
    )


class MemberSignature(Person):
    """A further signature below those of the chair and the secretary."""

    position = Text(
        "Chức vụ",
        "In hoa phía trên chữ ký.",
        "Thành viên",
        role="name",
        longest=200,
        printed=vietnamese.upper,
    )
    organ_name = Text(
        "Đơn vị",
        "Đơn vị công tác.",
        "Sở Ngoại vụ",
        role="name",
        longest=200,
        printed=vietnamese.upper,
    )


class Council(PartSchema):
    """What the rules of a province or ministry say of an office's council; minutes are held against it, and print none of it."""

    members = Integer(
        "Tổng số thành viên",
        "Số thành viên theo quyết định thành lập Hội đồng.",
        9,
        least=1,
        most=1_000,
        printed=None,
    )
    quorum = Integer(
        "Số thành viên ít nhất phải có mặt",
        "Theo quy chế thi đua, khen thưởng của tỉnh, bộ; thường là hai phần ba.",
        6,
        least=1,
        most=1_000,
        printed=None,
    )
    approval_percent = Integer(
        "Tỷ lệ phiếu tán thành ít nhất (%)",
        "Theo quy chế thi đua, khen thưởng của tỉnh, bộ.",
        80,
        least=1,
        most=100,
        printed=None,
    )
    counted_on = Choice(
        "Tỷ lệ tính trên",
        "Để trống thì tính trên tổng số thành viên.",
        council_votes.ALL_MEMBERS,
        choices={
            council_votes.ALL_MEMBERS: "Tổng số thành viên",
            council_votes.THOSE_PRESENT: "Số thành viên có mặt",
        },
    )


class ConferenceMinutes(DocumentSchema):
    event_kind = Choice(
        "Loại cuộc",
        "Quyết định chữ dùng trong biên bản: hội nghị, cuộc họp hay hội thảo.",
        "hoi_nghi",
        choices=EVENTS,
        required=True,
        printed=EVENTS.__getitem__,
    )
    started_at = Moment("Bắt đầu lúc", "Ngày và giờ bắt đầu.", "2026-11-20T08:00", required=True)
    ended_at = Moment(
        "Kết thúc lúc",
        "Ngày và giờ kết thúc.",
        "2026-11-20T11:30",
        required=True,
        day_of="started_at",
    )
    venue = Text(
        "Địa điểm",
        "Nơi tổ chức.",
        "Hội trường Sở Ngoại vụ",
        longest=300,
        required=True,
        printed=wording.without_end,
        profile="document_type",
    )
    chair = Part(Chair, "Chủ tọa", "Người chủ trì, ký biên bản.", required=True)
    secretary = Part(Person, "Thư ký", "Người ghi biên bản, ký biên bản.", required=True)
    co_chairs = Parts(Person, "Đồng chủ tọa", "Những người cùng chủ trì.", rare="Đồng chủ tọa")
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
    council = Part(
        Council,
        "Hội đồng",
        "Quy chế của Hội đồng thi đua, khen thưởng hoặc hội đồng khác, để đối chiếu; không in trong biên bản.",
        profile="document_type",
        rare="Quy chế Hội đồng",
    )
    attendees = Parts(
        Attendee,
        "Thành phần tham dự",
        "Mỗi người hoặc mỗi nhóm một dòng.",
        at_least=1,
    )
    absentees = Parts(
        Absentee, "Người vắng mặt", "Mỗi người một dòng, kèm lý do.", rare="Người vắng mặt"
    )
    agenda = Values(
        Text(
            "Chương trình",
            "Mỗi nội dung một dòng.",
            "Khai mạc",
            longest=500,
            printed=wording.list_line,
        ),
        rare="Chương trình",
    )
    proceedings = Parts(Proceeding, "Diễn biến", "Theo thứ tự diễn ra.", at_least=1)
    votes = Parts(
        Vote, "Biểu quyết", "Mỗi việc biểu quyết một mục, in sau phần diễn biến.", rare="Biểu quyết"
    )
    conclusions = Values(
        Paragraph(
            "Kết luận", "Mỗi kết luận một mục.", "Giao Văn phòng Sở …", printed=wording.list_line
        )
    )
    read_aloud = Flag(
        "Đã đọc lại biên bản", "Ghi rằng biên bản đã được đọc lại và nhất trí thông qua."
    )
    member_signatures = Parts(
        MemberSignature,
        "Thành viên cùng ký",
        "Những người ký thêm, nếu có.",
        rare="Thành viên cùng ký",
    )
