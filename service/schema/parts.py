"""The parts that all documents share: organ, signer, person, archive, and the document itself.

Names are the contract's (§2), which are those of Phụ lục VI where the decree names a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from service.language import vietnamese, wording
from service.language.break_places import in_capitals
from service.schema.containers import Part, Values
from service.schema.field_description import Writer
from service.schema.fields import Choice, Figure, Integer, IssueDay, Text, Title
from service.schema.loading import PartSchema


class Organ(PartSchema):
    organ_name = Title(
        "Tên cơ quan ban hành",
        "Viết thường, đủ tên; muốn ngắt dòng ở đâu thì xuống dòng ở đó.",
        "Sở Ngoại vụ",
        role="name",
        longest=200,
        required=True,
        printed=in_capitals,
    )
    parent_name = Title(
        "Tên cơ quan chủ quản",
        "Cơ quan chủ quản trực tiếp, nếu có; được viết tắt cụm từ thông dụng.",
        "UBND tỉnh Hà Tĩnh",
        role="name",
        longest=200,
        printed=in_capitals,
    )
    code = Text(
        "Chữ viết tắt tên cơ quan",
        "Theo quy định của cơ quan, dùng trong ký hiệu văn bản; chỉ gồm chữ, số và dấu nối.",
        "SNgV",
        role=None,
        longest=20,
        required=True,
        printed=None,
        pattern=(
            re.compile(rf"{vietnamese.LETTER_OR_DIGIT}+(?:-{vietnamese.LETTER_OR_DIGIT}+)*"),
            "“Chữ viết tắt tên cơ quan” chỉ gồm chữ cái, chữ số và dấu nối (-) giữa các nhóm, ví dụ SNgV.",
        ),
    )


class Authority(Title):
    """Printed only after an abbreviation: a head who signs for himself names nobody."""

    def as_printed(self, value: str | None, beside: Mapping[str, Any]) -> Any:
        signs_for_another = beside.get("capacity") in wording.WITH_AUTHORITY
        return super().as_printed(value, beside) if signs_for_another else None


class Position(Title):
    """A capacity typed before it is not printed twice ("Q. GIÁM ĐỐC")."""

    def as_printed(self, value: str | None, beside: Mapping[str, Any]) -> Any:
        if value is not None and beside.get("capacity") == "Q":
            value = wording.without_capacity(value)
        return super().as_printed(value, beside)


def _bare_capitals(text: str) -> str:
    return in_capitals(wording.without_capacity(text))


#: Not every signer is the head of the office, but most forms are for those who are.
_FOR_ANOTHER = "Ký thay, thừa lệnh, thay mặt"


class Signer(PartSchema):
    on_behalf_of = Title(
        "Ký thay mặt (TM.)",
        "Tập thể lãnh đạo hoặc cơ quan ghi sau chữ “TM.” ở dòng trên cùng, nếu có.",
        "Ủy ban nhân dân",
        longest=100,
        printed=_bare_capitals,
        rare=_FOR_ANOTHER,
    )
    capacity = Choice(
        "Quyền hạn ký",
        "Để trống khi người đứng đầu tự ký.",
        "KT",
        choices={
            "TM": "TM. (thay mặt)",
            "KT": "KT. (ký thay)",
            "TL": "TL. (thừa lệnh)",
            "TUQ": "TUQ. (thừa ủy quyền)",
            "Q": "Q. (quyền cấp trưởng)",
        },
        rare=_FOR_ANOTHER,
    )
    authority = Authority(
        "Người (tập thể) được ký thay",
        "Ghi sau chữ viết tắt quyền hạn: “Giám đốc” trong “KT. GIÁM ĐỐC”.",
        "Giám đốc",
        longest=100,
        printed=_bare_capitals,
        rare=_FOR_ANOTHER,
    )
    position = Position(
        "Chức vụ người ký",
        "Chức vụ chính thức; văn bản tự in hoa.",
        "Phó Giám đốc",
        longest=100,
        required=True,
        printed=in_capitals,
    )
    other_title = Title(
        "Chức vụ khác",
        "Chức danh khác ghi phía trên họ tên, nếu có.",
        "Trưởng cụm",
        longest=100,
        printed=in_capitals,
        rare="Chức vụ khác của người ký",
    )
    full_name = Title(
        "Họ và tên người ký",
        "Không ghi học hàm, học vị trước họ tên.",
        "Nguyễn Văn A",
        role="name",
        longest=50,
        required=True,
    )


class Archive(PartSchema):
    units = Values(
        Text(
            "Đơn vị lưu",
            "Chữ viết tắt đơn vị soạn thảo, ghi sau “Lưu: VT,”.",
            "VP",
            role="recipient",
            longest=50,
        )
    )
    copies = Integer(
        "Số bản lưu",
        "Số lượng bản lưu, nếu cần ghi.",
        2,
        least=1,
        most=99,
        printed=wording.two_digits,
    )


def honorific(help: str = "Ông, Bà, đồng chí, cấp bậc quân hàm…", *, printed: Writer = str) -> Text:
    """The field ``honorific`` of whoever bears a name."""
    return Text("Danh xưng", help, "Ông", role="name", longest=50, printed=printed)


def full_name(label: str = "Họ và tên", *, field: type[Text] = Text) -> Text:
    """The field ``full_name`` of a person in a list."""
    return field(
        label, "Họ, tên đệm và tên.", "Nguyễn Văn A", role="name", longest=100, required=True
    )


class Person(PartSchema):
    honorific = honorific()
    full_name = full_name()
    position = Text(
        "Chức vụ",
        "Chức vụ hoặc chức danh.",
        "Trưởng phòng Hợp tác quốc tế",
        role="name",
        longest=200,
    )
    organ_name = Text("Đơn vị", "Đơn vị công tác.", "Sở Ngoại vụ", role="name", longest=200)


class Layout(PartSchema):
    body_size = Integer(
        "Cỡ chữ lời văn",
        "13 hoặc 14; để trống thì là 14.",
        13,
        least=13,
        most=14,
        printed=None,
    )
    line_spacing = Figure(
        "Giãn dòng lời văn",
        "Từ 1 đến 1,5 dòng; để trống thì là 1,1.",
        1.2,
        least=1,
        most=1.5,
        printed=None,
    )


def subject(printed: Writer = str) -> Title:
    """The field ``subject``; ``printed`` says how a type opens it."""
    return Title(
        "Trích yếu",
        "Một câu ngắn nêu nội dung văn bản.",
        "Tổng kết …",
        longest=500,
        required=True,
        printed=printed,
    )


_FILING = "Lưu, người soạn, số bản"


class DocumentSchema(PartSchema):
    """What all documents have (contract §2)."""

    organ = Part(
        Organ,
        "Cơ quan ban hành",
        "Cơ quan đứng tên văn bản.",
        required=True,
        profile="office",
    )
    code_number = Integer(
        "Số",
        "Số văn bản; để trống khi còn là dự thảo.",
        15,
        least=1,
        most=99_999_999_999,  # Phụ lục VI: at most 11 characters
        from_text=True,
        printed=wording.two_digits,
    )
    code_notation = Text(
        "Ký hiệu",
        "Để trống thì lấy chữ viết tắt tên loại và tên cơ quan.",
        "QĐ-SNgV",
        role=None,
        longest=30,
        rare="Ký hiệu riêng",
    )
    subject = subject()
    recipients = Values(
        Text(
            "Nơi nhận",
            "Mỗi nơi một dòng; gạch đầu dòng, dấu chấm phẩy và “Lưu” tự thêm.",
            "UBND tỉnh (b/c)",
            role="recipient",
            longest=300,
            printed=wording.list_line,
        ),
        profile="document_type",
    )
    archive = Part(Archive, "Lưu", "Đơn vị và số bản lưu.", profile="office", rare=_FILING)
    drafter_code = Text(
        "Ký hiệu người soạn thảo",
        "Chữ viết tắt tên người soạn thảo.",
        "PL",
        role=None,
        longest=10,
        printed=lambda text: vietnamese.upper(text).rstrip(".") + ".",
        rare=_FILING,
    )
    issued_amount = Integer(
        "Số lượng bản phát hành",
        "Số bản phát hành, nếu cần ghi.",
        300,
        least=1,
        most=999,
        rare=_FILING,
    )
    priority = Choice(
        "Mức độ khẩn",
        "Để trống nếu văn bản không khẩn.",
        "khan",
        choices=wording.PRIORITIES,
        printed=lambda key: vietnamese.upper(wording.PRIORITIES[key]),
        rare="Dấu khẩn",
    )
    circulation = Choice(
        "Phạm vi lưu hành",
        "Chỉ dẫn phạm vi lưu hành, nếu có.",
        "luu_hanh_noi_bo",
        choices=wording.CIRCULATIONS,
        printed=lambda key: vietnamese.upper(wording.CIRCULATIONS[key]),
        rare="Phạm vi lưu hành",
    )
    medium = Choice(
        "Hình thức văn bản",
        "Số, ngày của văn bản điện tử do Hệ thống cấp khi phát hành nên dòng “Kèm theo” của phụ lục để trống; phụ lục cùng tệp "
        "không ký riêng, chỗ chữ ký, dấu và góc trên bên phải để trống cho Hệ thống.",
        "paper",
        choices={"paper": "Văn bản giấy", "electronic": "Văn bản điện tử"},
        load_default="paper",
        rare="Văn bản điện tử",
    )
    layout = Part(
        Layout,
        "Trình bày",
        "Cỡ chữ và giãn dòng của lời văn, nếu muốn khác thường lệ; cỡ 13 giúp văn bản gọn trong ít trang hơn.",
        profile="office",
        rare="Cỡ chữ, giãn dòng",
    )


class IssuedDocumentSchema(DocumentSchema):
    """Documents with a place-and-date line and one signer: the report and the decision."""

    place = Text(
        "Địa danh",
        "Nơi cơ quan đóng trụ sở.",
        "Hà Tĩnh",
        role="name",
        longest=100,
        required=True,
        profile="office",
    )
    issued_date = IssueDay(
        "Ngày ban hành",
        "Để trống khi còn là dự thảo; chưa biết ngày thì ghi tháng (11/2026) hoặc năm (2026), ngày để trống cho bút ký.",
        "2026-11-20",
    )
    signer = Part(
        Signer,
        "Người ký",
        "Người có thẩm quyền ký văn bản.",
        required=True,
        profile="one_of_several",
    )
