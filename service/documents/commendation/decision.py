"""Quyết định khen thưởng: awards with their recipients become articles and annexes (Mẫu 1.2, 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow.constants import missing

from service import rules as sense
from service.documents.commendation import annexes as annexes
from service.documents.commendation import articles as articles
from service.documents.commendation.terms import (
    FORMS,
    KINDS,
    NAMED_IN_ARTICLE,
    basis,
    proposal,
    sentence_forms,
)
from service.documents.document_type import DocumentType, Record
from service.errors import Violation
from service.language import vietnamese, wording
from service.rules.awards import AWARD_RULES, gets_money
from service.rules.doubtful_names import DOUBTFUL_NAME_RULES
from service.rules.legal_bases import LEGAL_BASIS_RULES
from service.rules.names import NAME_RULES
from service.rules.numbering import too_many_awards
from service.rules.people import RECIPIENT_RULES
from service.rules.places import PLACE_RULES
from service.rules.receivers import DECISION_RULES, RECEIVER_RULES
from service.rules.signature import NUMBER_RULES, SIGNATURE_RULES, notation_rule
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Choice, Integer, Money, Text
from service.schema.loading import PartSchema
from service.schema.parts import IssuedDocumentSchema, Person, opening_form
from service.schema.verification import Shown

# --- schema --------------------------------------------------------------------------------------


def _achievement() -> Text:
    return Text(
        "Thành tích",
        "Thành tích riêng, nếu khác thành tích chung.",
        "Hoàn thành xuất sắc nhiệm vụ năm 2019",
        longest=1000,
        role="running",
        printed=wording.without_end,
    )


def _bonus() -> Money:
    return Money("Tiền thưởng", "Mức riêng, thay cho mức chung; số đồng nguyên.", 450_000)


class Collective(PartSchema):
    name = Text(
        "Tên tập thể",
        "Tên đầy đủ của tập thể.",
        "Phòng Hợp tác quốc tế",
        role="name",
        longest=300,
        required=True,
        printed=opening_form,
    )
    organ_name = Text(
        "Đơn vị", "Cơ quan, đơn vị cấp trên của tập thể.", "Sở Ngoại vụ", role="name", longest=200
    )
    achievement = _achievement()
    bonus = _bonus()


class Individual(Person):
    birth_year = Integer("Năm sinh", "Bốn chữ số.", 1980, least=1900, most=2100)
    achievement = _achievement()
    bonus = _bonus()


class Household(PartSchema):
    full_name = Text(
        "Họ và tên chủ hộ",
        "Họ, tên đệm và tên.",
        "Nguyễn Văn A",
        role="name",
        longest=100,
        required=True,
        printed=opening_form,
    )
    address = Text(
        "Địa chỉ", "Thôn, xã, tỉnh.", "Thôn 1, xã Thạch Hạ, tỉnh Hà Tĩnh", role="name", longest=300
    )
    achievement = _achievement()
    bonus = _bonus()


class BonusByKind(PartSchema):
    collective = Money("Tiền thưởng mỗi tập thể", "Số đồng nguyên.", 900_000)
    individual = Money("Tiền thưởng mỗi cá nhân", "Số đồng nguyên.", 450_000)
    household = Money("Tiền thưởng mỗi hộ gia đình", "Số đồng nguyên.", 675_000)


class Bonus(Part):
    """Nothing, "statutory", or a sum for each kind of recipient."""

    kind = "bonus"
    STATUTORY = "statutory"

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Any:
        if value is missing or value is None or value == self.STATUTORY:
            return None if value is missing else value
        if isinstance(value, str):
            near = vietnamese.nearest(value, [self.STATUTORY])
            raise self.refuse(
                "unknown_choice",
                f"“{self.label}” để trống, ghi “statutory” (mức theo quy định) hoặc mức tiền cho từng loại.",
                near,
            )
        found = super().deserialize(value, attr, data, **kwargs)
        if found is not None and not any(found.values()):
            return None
        return found

    def shown(self, pointer: str, value: Any, award: Mapping[str, Any]) -> Iterator[Shown]:
        """Only a sum that somebody gets is printed: a recipient's own bonus overrules it."""
        if value == self.STATUTORY:
            return
        for listed, _, _, kind in KINDS:
            if value.get(kind) and any(row["bonus"] is None for row in award[listed]):
                yield f"{pointer}/{kind}", (wording.figures(value[kind]),)


class Award(PartSchema):
    form = Choice(
        "Hình thức",
        "Hình thức khen thưởng hoặc danh hiệu thi đua.",
        "giay_khen",
        choices=FORMS,
        required=True,
    )
    form_name = Text(
        "Tên hình thức khác",
        "Chỉ nhập khi chọn “Hình thức khác”.",
        "Chứng nhận điển hình tiên tiến",
        longest=200,
    )
    achievement = Text(
        "Thành tích",
        "Viết tiếp sau “… và 07 cá nhân”, bắt đầu bằng “đã có thành tích …” hoặc “có thành tích …”.",
        "đã có thành tích xuất sắc trong phong trào thi đua yêu nước giai đoạn 2015 - 2020",
        longest=1000,
        required=True,
        printed=wording.without_end,
    )
    collectives = Parts(Collective, "Tập thể", "Các tập thể được khen, mỗi tập thể một dòng.")
    individuals = Parts(Individual, "Cá nhân", "Các cá nhân được khen, mỗi người một dòng.")
    households = Parts(Household, "Hộ gia đình", "Các hộ gia đình được khen, mỗi hộ một dòng.")
    declared_collectives = Integer(
        "Số tập thể đã công bố",
        "Để đối chiếu với danh sách.",
        2,
        least=0,
        most=1_000_000,
        printed=None,
    )
    declared_individuals = Integer(
        "Số cá nhân đã công bố",
        "Để đối chiếu với danh sách.",
        7,
        least=0,
        most=1_000_000,
        printed=None,
    )
    declared_households = Integer(
        "Số hộ gia đình đã công bố",
        "Để đối chiếu với danh sách.",
        1,
        least=0,
        most=1_000_000,
        printed=None,
    )
    bonus = Bonus(
        BonusByKind, "Tiền thưởng", "Để trống nếu không có; “statutory” là mức theo quy định."
    )


def has_bonus(record: Record) -> bool:
    """Whether anybody gets money, so that the decision has an article on it."""
    return any(gets_money(award) for award in record.get("awards") or ())


class BonusSource(Text):
    """Printed in the article on money, when there is one."""

    def shown(self, pointer: str, value: str, beside: Mapping[str, Any]) -> Iterator[Shown]:
        if has_bonus(beside):
            yield pointer, (wording.without_end(value),)


class CommendationDecision(IssuedDocumentSchema):
    issuing_authority = Text(
        "Thẩm quyền ban hành",
        "Chức vụ người đứng đầu hoặc tên tập thể ban hành quyết định.",
        "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
        role="name",
        longest=200,
        required=True,
        printed=lambda text: (vietnamese.upper(text), text),
    )
    legal_bases = Values(
        Text(
            "Căn cứ",
            "Mỗi căn cứ một dòng; chữ “Căn cứ” và dấu chấm phẩy tự thêm.",
            "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003",
            role="basis",
            longest=1000,
            required=True,
            printed=lambda text: wording.without_end(basis(text)),
        ),
        at_least=1,
    )
    proposed_by = Text(
        "Theo đề nghị của",
        "Người hoặc đơn vị đề nghị; không gõ chữ “Theo đề nghị của”.",
        "Chánh Văn phòng Sở",
        longest=300,
        printed=lambda text: wording.without_end(proposal(text)),
    )
    awards = Parts(Award, "Khen thưởng", "Mỗi hình thức và mỗi dịp khen là một mục.", at_least=1)
    bonus_source = BonusSource(
        "Nguồn tiền thưởng",
        "Bắt buộc khi có tiền thưởng.",
        "Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2020",
        longest=300,
    )
    executors = Values(
        Text(
            "Nơi thi hành",
            "Ai thi hành quyết định; mỗi nơi một dòng, in đúng như đã gõ.",
            "Chánh Văn phòng Sở",
            longest=300,
            required=True,
            printed=lambda text: opening_form(wording.without_end(text)),
        ),
        at_least=1,
    )
    effective = Text(
        "Hiệu lực",
        "Để trống thì ghi “kể từ ngày ký”.",
        "kể từ ngày ký",
        longest=100,
        printed=lambda text: sentence_forms(wording.without_end(text)),
    )


# --- rules that the contract names for this type alone ------------------------------------------


@sense.rule("no_recipient", reads=[f"/awards/*/{listed}" for listed, *_ in KINDS])
def no_recipient(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục khen thưởng phải có ít nhất một tập thể, cá nhân hoặc hộ gia đình."""
    for index, award in enumerate(record.get("awards") or ()):
        if award and not any(award.get(listed) for listed, *_ in KINDS):
            yield sense.violation_at(
                f"/awards/{index}",
                f"Mục khen thưởng thứ {index + 1} chưa có ai được khen; hãy nhập tập thể, cá nhân hoặc hộ gia đình.",
            )


@sense.rule("required")
def form_name_missing(record: Record, reference: Any) -> Iterator[Violation]:
    """Chọn “Hình thức khác” thì phải ghi tên hình thức."""
    for index, award in enumerate(record.get("awards") or ()):
        if award.get("form") == "other" and not award.get("form_name"):
            yield sense.violation_at(
                f"/awards/{index}/form_name",
                "Chưa có “Tên hình thức khác”; hãy ghi tên hình thức khen thưởng.",
            )


@sense.rule("form_name_unused")
def form_name_unused(record: Record, reference: Any) -> Iterator[Violation]:
    """Tên hình thức chỉ ghi khi chọn “Hình thức khác”; hình thức có sẵn đã có tên."""
    for index, award in enumerate(record.get("awards") or ()):
        if award.get("form") not in (None, "other") and award.get("form_name"):
            yield sense.violation_at(
                f"/awards/{index}/form_name",
                "“Tên hình thức khác” chỉ dùng khi chọn “Hình thức khác”; hãy xóa mục này hoặc chọn lại hình thức.",
            )


@sense.rule("bonus_source_unused", reads=("/awards",), severity="warning")
def bonus_source_unused(record: Record, reference: Any) -> Iterator[Violation]:
    """Nguồn tiền thưởng chỉ được in khi có tiền thưởng."""
    if record.get("bonus_source") and not has_bonus(record):
        yield sense.violation_at(
            "/bonus_source",
            "Không có tiền thưởng nên “Nguồn tiền thưởng” không được in; hãy nhập mức tiền thưởng hoặc xóa mục này.",
        )


# --- context -------------------------------------------------------------------------------------


def with_sums(record: Record, reference: Any) -> list[dict[str, Any]]:
    """The awards with a sum in đồng, or None, beside every recipient's values as ``sum``.

    A recipient's own bonus overrules the award's; "statutory" is coefficient × base salary on the
    date of issue, rounded up to 10,000 đồng (Điều 49, Nghị định 152/2025/NĐ-CP).
    """
    found = []
    for award in record["awards"]:
        bonus = award["bonus"]
        general: dict[str, int | None] = bonus if isinstance(bonus, dict) else {}
        if bonus == Bonus.STATUTORY:
            general = _statutory(record, award, reference.awards)
        summed = {
            listed: [{**row, "sum": row["bonus"] or general.get(kind)} for row in award[listed]]
            for listed, _, _, kind in KINDS
        }
        found.append({**award, **summed})
    return found


def _statutory(record: Record, award: Mapping[str, Any], tables: Any) -> dict[str, int | None]:
    grantor = tables.grantor(record["issuing_authority"])
    found = {}
    for listed, _, _, kind in KINDS:
        if any(row["bonus"] is None for row in award[listed]):
            bonus = tables.statutory_bonus(
                award["form"], kind, record["issued_date"], grantor.id if grantor else ""
            )
            found[kind] = bonus.amount
    return found


def context(kind: DocumentType, record: Record, reference: Any) -> dict[str, Any]:
    awards = with_sums(record, reference)
    record = {**record, "awards": awards}
    recipients = sum(len(award[listed]) for award in awards for listed, *_ in KINDS)
    named = recipients <= NAMED_IN_ARTICLE
    notation = kind.notation(record)
    made = [articles.granting(record, named)]
    money = articles.money(record, named)
    if money is not None:
        made.append(money)
    made.append(articles.execution(record))
    for number, article in enumerate(made, start=1):
        article["number"] = number
    sheet = kind.issued_sheet(record)
    return {
        **sheet,
        "subject": articles.subject(record["subject"]),
        "issuing_authority": vietnamese.upper(record["issuing_authority"]),
        "legal_bases": articles.bases(record),
        "articles": made,
        "annexes": [] if named else annexes.annexes(record, notation),
        "recipients": articles.recipients(sheet["recipients"], len(made)),
    }


TYPE = DocumentType(
    slug="commendation-decision",
    title="Quyết định khen thưởng",
    type_name="Quyết định",
    abbreviation="QĐ",
    purpose="Quyết định tặng giấy khen, bằng khen hoặc công nhận danh hiệu, kèm danh sách người được khen.",
    schema=CommendationDecision(),
    fill=context,
    issued_on=lambda record: record.get("issued_date"),
    signed_by=lambda record: record["signer"],
    rules=(
        no_recipient,
        form_name_missing,
        form_name_unused,
        bonus_source_unused,
        too_many_awards,
        *LEGAL_BASIS_RULES,
        *AWARD_RULES,
        *RECIPIENT_RULES,
        *NAME_RULES,
        *DOUBTFUL_NAME_RULES,
        *PLACE_RULES,
        *SIGNATURE_RULES,
        *NUMBER_RULES,
        notation_rule("QĐ"),
        *RECEIVER_RULES,
        *DECISION_RULES,
    ),
)
