"""Quyết định khen thưởng: awards with their recipients become articles and annexes (Mẫu 1.2, 2.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from service import rules as sense
from service.documents import kept_parts
from service.documents.blocks.basis_lines import bases, legal_bases, proposed_by
from service.documents.blocks.letterhead import given_recipients, issued_letterhead
from service.documents.commendation import articles, bonuses, granting, recipient_annexes
from service.documents.commendation.award_fields import MONEY, Award
from service.documents.commendation.grants import grants
from service.documents.commendation.provision_fields import PROVISION_RULES, Provision
from service.documents.document_type import DocumentType, Record
from service.documents.form_steps import OFFICE, SIGNING, Step
from service.documents.kept_parts import KeptPart
from service.docx.typography import PageWidths
from service.errors import Violation
from service.importing.word import decision
from service.language import vietnamese, wording
from service.language.break_places import in_capitals
from service.reference.recipients import RECIPIENT_KINDS
from service.rules import awards as sense_of_awards
from service.rules.award_rows import awards_of
from service.rules.awards import AWARD_RULES, gets_money
from service.rules.crowded_names import CROWDED_NAME_RULES
from service.rules.doubtful_names import DOUBTFUL_NAME_RULES
from service.rules.electronic import ELECTRONIC_RULES
from service.rules.future_dates import ISSUE_DATE_RULES
from service.rules.legal_bases import LEGAL_BASIS_RULES
from service.rules.names import NAME_RULES
from service.rules.numbering import too_many_awards
from service.rules.people import RECIPIENT_RULES
from service.rules.places import PLACE_RULES
from service.rules.receivers import DECISION_RULES, RECEIVER_RULES
from service.rules.several_awards import SEVERAL_AWARD_RULES
from service.rules.signature import NUMBER_RULES, SIGNATURE_RULES, notation_rule
from service.schema.containers import Parts, Values
from service.schema.fields import Choice, Text, Title
from service.schema.parts import IssuedDocumentSchema, subject
from service.schema.printing import Printed

# --- schema --------------------------------------------------------------------------------------


def has_bonus(record: Record) -> bool:
    """Whether anybody gets money, so that the decision has an article on it."""
    return any(gets_money(award) for award in record.get("awards") or ())


class BonusSource(Text):
    """Printed in the article on money, when there is one."""

    def as_printed(self, value: str | None, beside: Mapping[str, Any]) -> str | None:
        return super().as_printed(value, beside) if has_bonus(beside) else None


class CommendationDecision(IssuedDocumentSchema):
    subject = subject(printed=articles.subject)
    issuing_authority = Title(
        "Thẩm quyền ban hành",
        "Chức vụ người đứng đầu hoặc tên tập thể ban hành quyết định.",
        "Giám đốc Sở Ngoại vụ tỉnh Hà Tĩnh",
        role="name",
        longest=200,
        required=True,
        printed=in_capitals,
        profile="office",
    )
    legal_bases = legal_bases()
    proposed_by = proposed_by()
    awards = Parts(Award, "Khen thưởng", "Mỗi hình thức và mỗi dịp khen là một mục.", at_least=1)
    bonus_source = BonusSource(
        "Nguồn tiền thưởng",
        "Bắt buộc khi có tiền thưởng.",
        "Quỹ thi đua, khen thưởng của Sở Ngoại vụ năm 2026",
        longest=300,
        printed=wording.without_end,
        rare=MONEY,
    )
    bonus_placement = Choice(
        "Chỗ ghi tiền thưởng",
        "Để trống thì tiền thưởng có một điều riêng.",
        "with_award",
        choices={
            sense_of_awards.OWN_ARTICLE: "Một điều riêng",
            sense_of_awards.WITH_AWARD: "Ngay trong Điều 1",
        },
        load_default=sense_of_awards.OWN_ARTICLE,
        rare=MONEY,
    )
    provisions = Parts(
        Provision,
        "Điều khoản khác",
        "Các điều riêng của cơ quan, đứng giữa điều về tiền thưởng và điều thi hành.",
        rare="Điều khoản khác",
    )
    executors = Values(
        Text(
            "Nơi thi hành",
            "Ai thi hành quyết định; mỗi nơi một dòng, in đúng như đã gõ.",
            "Chánh Văn phòng Sở",
            longest=300,
            required=True,
            printed=wording.without_end,
        ),
        at_least=1,
        profile="document_type",
    )
    effective = Text(
        "Hiệu lực",
        "Để trống thì ghi “kể từ ngày ký”.",
        "kể từ ngày ký",
        longest=100,
        printed=articles.effect,
        rare="Hiệu lực",
    )


# --- rules that the contract names for this type alone ------------------------------------------


@sense.rule("no_recipient", reads=[f"/awards/*/{kind.rows}" for kind in RECIPIENT_KINDS])
def no_recipient(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi mục khen thưởng phải có ít nhất một tập thể, cá nhân hoặc hộ gia đình."""
    for index, award in enumerate(record.get("awards") or ()):
        if award and not any(award.get(kind.rows) for kind in RECIPIENT_KINDS):
            yield sense.violation_at(
                f"/awards/{index}",
                f"Mục khen thưởng thứ {index + 1} chưa có ai được khen; hãy nhập tập thể, cá nhân hoặc hộ gia đình.",
            )


@sense.rule("required")
def form_name_missing(record: Record, reference: Any) -> Iterator[Violation]:
    """Chọn “Hình thức khác” thì phải ghi tên hình thức."""
    for pointer, award in awards_of(record):
        if award.get("form") == "other" and not award.get("form_name"):
            yield sense.violation_at(
                f"{pointer}/form_name",
                "Chưa có “Tên hình thức khác”; hãy ghi tên hình thức khen thưởng.",
            )


@sense.rule("form_name_unused")
def form_name_unused(record: Record, reference: Any) -> Iterator[Violation]:
    """Tên hình thức chỉ ghi khi chọn “Hình thức khác”; hình thức có sẵn đã có tên."""
    for pointer, award in awards_of(record):
        if award.get("form") not in (None, "other") and award.get("form_name"):
            yield sense.violation_at(
                f"{pointer}/form_name",
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


@sense.rule("too_many_points", reads=("/awards",))
def too_many_named(record: Record, reference: Any) -> Iterator[Violation]:
    """Khi có nhiều mục khen thưởng, người được nêu tên tại Điều 1 là các điểm đánh theo chữ cái từ a) đến y), nhiều nhất
    23 điểm (Phụ lục I, Phần I, Mục II.6.đ)."""
    most = len(vietnamese.POINT_LETTERS)
    found = [*awards_of(record)]
    for pointer, award in found if len(found) > 1 else ():
        count = sum(len(award.get(kind.rows) or ()) for kind in RECIPIENT_KINDS)
        if award.get("listing") == "article" and count > most:
            yield sense.violation_at(
                f"{pointer}/listing",
                f"Có {count} đối tượng nêu tên tại một khoản của Điều 1, nhiều nhất là {most} vì hết chữ cái để đánh; hãy chọn lập phụ lục.",
            )


# --- context -------------------------------------------------------------------------------------


def context(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    reference: Any,
    paper: PageWidths,
) -> dict[str, Any]:
    given = grants(record, printed, reference)
    issuer = record["issuing_authority"]
    source = printed["bonus_source"]
    with_award = record["bonus_placement"] == sense_of_awards.WITH_AWARD
    made = [
        granting.article(given, issuer, source if with_award else None),
        *([] if with_award else bonuses.articles(given, source)),
        *articles.provisions(printed["provisions"]),
        articles.execution(printed),
    ]
    listed = articles.recipients(given_recipients(printed), len(made))
    return {
        **issued_letterhead(document_type, record, printed, listed),
        "issuing_authority": printed["issuing_authority"],
        "legal_bases": bases(printed),
        "articles": [{**article, "number": number} for number, article in enumerate(made, start=1)],
        "annexes": recipient_annexes.annexes(document_type, record, printed, given, paper),
    }


def sketch(record: dict[str, Any], gaps: Mapping[str, str], gap: Callable[[str], Any]) -> None:
    """A decision that is begun shows that somebody is missing, and what is granted."""
    for index, award in enumerate(record["awards"]):
        if not any(award[kind.rows] for kind in RECIPIENT_KINDS):
            award["individuals"] = [gap(f"/awards/{index}/individuals/0")]
        form = gaps.get(f"/awards/{index}/form")
        if form:
            award["form"] = "other"
            award["form_name"] = f"[{form}]"
        elif award["form"] == "other" and not award["form_name"]:
            award["form_name"] = gap(f"/awards/{index}/form_name")


TYPE = DocumentType(
    slug="commendation-decision",
    page="quyet-dinh-khen-thuong",
    title="Quyết định khen thưởng",
    type_name="Quyết định",
    abbreviation="QĐ",
    purpose="Quyết định tặng giấy khen, bằng khen hoặc công nhận danh hiệu, kèm danh sách người được khen.",
    schema=CommendationDecision(),
    fill=context,
    steps=(
        OFFICE.with_fields("issuing_authority"),
        Step("Căn cứ", ("legal_bases", "proposed_by"), (("/legal_bases", ""),)),
        Step(
            "Danh sách",
            ("awards", "bonus_source", "bonus_placement"),
            (
                ("/awards/*/collectives", "tập thể"),
                ("/awards/*/individuals", "người"),
                ("/awards/*/households", "hộ"),
            ),
        ),
        Step("Thi hành", ("executors", "provisions", "effective")),
        SIGNING,
    ),
    sketch=sketch,
    draft=decision.draft,
    kept_parts=(
        kept_parts.ORGAN,
        kept_parts.NUMBER,
        kept_parts.SUBJECT,
        kept_parts.BASES,
        KeptPart(
            "articles",
            "Lời các điều",
            (
                "/awards",
                "/bonus_source",
                "/bonus_placement",
                "/provisions",
                "/executors",
                "/effective",
            ),
        ),
        KeptPart(
            "recipients_of_awards",
            "Danh sách",
            tuple(
                f"/awards/*/{rows}"
                for kind in RECIPIENT_KINDS
                for rows in (kind.rows, f"declared_{kind.rows}")
            ),
            is_its_own=True,
        ),
        kept_parts.SIGNER,
        kept_parts.RECIPIENTS,
    ),
    rules=(
        no_recipient,
        form_name_missing,
        form_name_unused,
        bonus_source_unused,
        too_many_awards,
        too_many_named,
        *PROVISION_RULES,
        *LEGAL_BASIS_RULES,
        *AWARD_RULES,
        *SEVERAL_AWARD_RULES,
        *RECIPIENT_RULES,
        *ISSUE_DATE_RULES,
        *NAME_RULES,
        *DOUBTFUL_NAME_RULES,
        *CROWDED_NAME_RULES,
        *PLACE_RULES,
        *SIGNATURE_RULES,
        *NUMBER_RULES,
        notation_rule("QĐ"),
        *RECEIVER_RULES,
        *ELECTRONIC_RULES,
        *DECISION_RULES,
    ),
)
