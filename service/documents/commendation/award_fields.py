"""What is awarded, to whom and with what money: the fields of a commendation decision's awards (contract §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.documents.commendation import terms
from service.documents.commendation.units import printed_order
from service.language import wording
from service.reference.recipients import RECIPIENT_KINDS, STATUTORY
from service.schema.containers import PartOrWord, Parts
from service.schema.fields import Choice, Flag, Integer, Money, Text
from service.schema.loading import PartSchema
from service.schema.parts import Person, full_name, honorific
from service.schema.printing import InOrder

#: What a form offers together: the money of an award and where it comes from; where names are listed.
MONEY, _ANNEX = "Tiền thưởng", "Nơi nêu tên"


def _achievement() -> Text:
    return Text(
        "Thành tích",
        "Thành tích riêng, nếu khác thành tích chung.",
        "Hoàn thành xuất sắc nhiệm vụ năm 2026",
        longest=1000,
        role="running",
        printed=terms.own_achievement,
        rare="Thành tích riêng",
    )


class OwnBonus(Money):
    """A recipient's own sum; 0 is none, whatever the award gives the others."""

    least_dong = 0
    looks_around = False

    def as_printed(self, value: int | None, beside: Mapping[str, Any]) -> Any:
        return super().as_printed(value or None, beside)


def _bonus() -> OwnBonus:
    return OwnBonus(
        "Tiền thưởng",
        "Mức riêng, thay cho mức chung; số đồng nguyên, ghi 0 nếu không kèm tiền thưởng.",
        450_000,
        rare="Tiền thưởng riêng",
    )


def _note() -> Text:
    return Text(
        "Ghi chú",
        "Cột “Ghi chú” của phụ lục; trong Điều 1 đặt trong ngoặc.",
        "Truy tặng",
        longest=300,
        rare="Ghi chú",
    )


def _declared(label: str, example: int) -> Integer:
    return Integer(
        label,
        "Để đối chiếu với danh sách.",
        example,
        least=0,
        most=1_000_000,
        printed=None,
        rare="Số đã công bố",
    )


class Collective(PartSchema):
    name = Text(
        "Tên tập thể",
        "Tên đầy đủ của tập thể.",
        "Phòng Hợp tác quốc tế",
        role="name",
        longest=300,
        required=True,
        printed=terms.unit_name,
    )
    organ_name = Text(
        "Đơn vị", "Cơ quan, đơn vị cấp trên của tập thể.", "Sở Ngoại vụ", role="name", longest=200
    )
    achievement = _achievement()
    bonus = _bonus()
    note = _note()


class PersonName(Text):
    """An honorific typed before the name is small inside a sentence; beside an honorific it is a name ("Ông Văn Khiêm")."""

    def as_printed(self, value: str | None, beside: Mapping[str, Any]) -> Any:
        return self.column_as_printed([value], [beside])[0]

    def column_as_printed(self, values: list[Any], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
        return [
            value if value is None or row.get("honorific") else terms.person_name(value)
            for value, row in zip(values, rows, strict=True)
        ]


class Individual(Person):
    honorific = honorific(printed=terms.honorific)
    full_name = full_name(field=PersonName)
    birth_year = Integer("Năm sinh", "Bốn chữ số.", 1980, least=1900, most=2100)
    achievement = _achievement()
    bonus = _bonus()
    note = _note()


class Household(PartSchema):
    honorific = honorific("Ông hoặc Bà, để in “Hộ gia đình ông …”.", printed=terms.honorific)
    full_name = full_name("Họ và tên chủ hộ", field=PersonName)
    address = Text(
        "Địa chỉ",
        "Thôn, xã, tỉnh.",
        "Thôn 1, xã Thạch Hạ, tỉnh Hà Tĩnh",
        role="name",
        longest=300,
        printed=terms.address,
    )
    achievement = _achievement()
    bonus = _bonus()
    note = _note()


class BonusByKind(PartSchema):
    collective = Money("Tiền thưởng mỗi tập thể", "Số đồng nguyên.", 900_000)
    individual = Money("Tiền thưởng mỗi cá nhân", "Số đồng nguyên.", 450_000)
    household = Money("Tiền thưởng mỗi hộ gia đình", "Số đồng nguyên.", 675_000)


class Bonus(PartOrWord):
    """Nothing, ``STATUTORY``, or a sum for each kind of recipient."""

    kind = "bonus"

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> InOrder | None:
        """Only a sum that somebody gets is printed: a recipient's own bonus overrules it."""
        if value is None or value == STATUTORY:
            return None
        return InOrder(
            {
                kind.key: wording.figures(value[kind.key])
                for kind in RECIPIENT_KINDS
                if value.get(kind.key) and any(row["bonus"] is None for row in beside[kind.rows])
            }
        )


class Recipients(Parts):
    """One kind of recipient, in the order in which the document prints them."""

    def as_printed(self, value: Any, beside: Mapping[str, Any]) -> list[Any]:
        rows = super().as_printed(value, beside)
        return [rows[place] for place in printed_order(value or (), beside)]


class Award(PartSchema):
    form = Choice(
        "Hình thức",
        "Hình thức khen thưởng hoặc danh hiệu thi đua.",
        "giay_khen",
        choices=terms.FORMS,
        required=True,
    )
    form_name = Text(
        "Tên hình thức khác",
        "Chỉ nhập khi chọn “Hình thức khác”.",
        "Chứng nhận điển hình tiên tiến",
        longest=200,
        rare="Tên hình thức khác",
    )
    achievement = Text(
        "Thành tích",
        "Viết tiếp sau “… và 07 cá nhân”, bắt đầu bằng “đã có thành tích …” hoặc “có thành tích …”.",
        "đã có thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2021 - 2026",
        longest=1000,
        required=True,
        printed=terms.reason,
    )
    collectives = Recipients(Collective, "Tập thể", "Các tập thể được khen, mỗi tập thể một dòng.")
    individuals = Recipients(Individual, "Cá nhân", "Các cá nhân được khen, mỗi người một dòng.")
    households = Recipients(
        Household,
        "Hộ gia đình",
        "Các hộ gia đình được khen, mỗi hộ một dòng.",
        rare="Hộ gia đình",
    )
    declared_collectives = _declared("Số tập thể đã công bố", 2)
    declared_individuals = _declared("Số cá nhân đã công bố", 7)
    declared_households = _declared("Số hộ gia đình đã công bố", 1)
    bonus = Bonus(
        BonusByKind,
        "Tiền thưởng",
        "Để trống nếu không có; “statutory” là mức theo quy định.",
        words={STATUTORY: "Mức theo quy định"},
        otherwise="mức tiền cho từng loại",
        rare=MONEY,
    )
    listing = Choice(
        "Nơi nêu tên",
        "Để trống thì đến 3 đối tượng nêu tên tại Điều 1, nhiều hơn thì lập phụ lục.",
        "annex",
        choices={"article": "Tại Điều 1", "annex": "Trong phụ lục"},
        rare=_ANNEX,
    )
    group_by_unit = Flag(
        "Xếp phụ lục theo đơn vị", "Mỗi đơn vị một dòng đề mục trong phụ lục.", rare=_ANNEX
    )
