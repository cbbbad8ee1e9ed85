"""Báo cáo tổng kết, sơ kết: a tree of sections becomes numbered blocks and annexes (Mẫu 1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from service.documents import kept_parts
from service.documents.blocks.addressees import addressed, addressees
from service.documents.blocks.annexes import annex_name, annexed_to
from service.documents.blocks.body import (
    Block,
    block,
    finished,
    on_one_page,
    paragraphs,
    table_blocks,
)
from service.documents.blocks.content import running_text
from service.documents.blocks.letterhead import given_recipients, issued_letterhead
from service.documents.blocks.sections import (
    SECTION_RULES,
    section_blocks,
    section_tree,
    texts_of,
    with_parts,
)
from service.documents.document_type import DocumentType, Record
from service.documents.form_steps import OFFICE, SIGNING, Step
from service.documents.kept_parts import KeptPart
from service.docx.typography import PageWidths
from service.importing.word import report
from service.language import vietnamese, wording
from service.language.break_places import in_capitals
from service.rules.electronic import ANNEX_RULES, ELECTRONIC_RULES
from service.rules.figure_sums import FIGURE_RULES
from service.rules.future_dates import ISSUE_DATE_RULES
from service.rules.names import NAME_RULES
from service.rules.periods import PERIOD_RULES
from service.rules.places import PLACE_RULES
from service.rules.receivers import RECEIVER_RULES, REPORT_RULES
from service.rules.signature import NUMBER_RULES, SIGNATURE_RULES, notation_rule
from service.schema import tables
from service.schema.containers import Part, Parts
from service.schema.fields import Choice, Day, Text, Title
from service.schema.loading import PartSchema
from service.schema.parts import IssuedDocumentSchema
from service.schema.printing import Printed

# --- schema --------------------------------------------------------------------------------------


class Annex(PartSchema):
    title = Title(
        "Tên phụ lục",
        "Văn bản tự in hoa.",
        "Danh mục phong trào thi đua",
        longest=300,
        required=True,
        printed=in_capitals,
    )
    paragraphs = running_text("Đoạn văn", "Mỗi đoạn một mục.")
    table = Part(tables.TableSchema, "Bảng", "Bảng của phụ lục.")


# "from" is a word of Python, so this part is made of a dict.
Period = PartSchema.from_dict(
    {
        "label": Text(
            "Kỳ báo cáo",
            "Như ghi trong trích yếu.",
            "giai đoạn 2021 - 2026",
            longest=100,
            required=True,
            printed=None,
        ),
        "from": Day("Từ ngày", "Ngày đầu kỳ.", "2021-01-01", printed=None),
        "to": Day("Đến ngày", "Ngày cuối kỳ.", "2026-06-30", printed=None),
    },
    name="Period",
)


class SummaryReport(IssuedDocumentSchema):
    kind = Choice(
        "Loại báo cáo",
        "Sơ kết giữa kỳ, tổng kết cả kỳ.",
        "tong_ket",
        choices={"tong_ket": "Tổng kết", "so_ket": "Sơ kết"},
        required=True,
    )
    period = Part(
        Period, "Kỳ báo cáo", "Không in riêng; dùng để đối chiếu với nội dung.", required=True
    )
    addressed_to = addressees()
    opening = running_text("Phần mở đầu", "Các đoạn trước đề mục đầu tiên.")
    sections = section_tree("Các đề mục của báo cáo.")
    closing = running_text("Phần kết", "Các đoạn sau đề mục cuối cùng.", rare="Phần kết")
    use_parts = with_parts()
    annexes = Parts(Annex, "Phụ lục", "Các phụ lục kèm theo báo cáo.", rare="Phụ lục")


# --- context -------------------------------------------------------------------------------------


def context(
    document_type: DocumentType,
    record: Record,
    printed: Printed,
    reference: Any,
    paper: PageWidths,
) -> dict[str, Any]:
    sent = addressed(printed, given_recipients(printed))
    return {
        **issued_letterhead(document_type, record, printed, sent["recipients"]),
        "addressed_to": sent["addressed_to"],
        "body": finished(
            [
                *paragraphs(printed["opening"]),
                *section_blocks(record, printed, paper),
                *_annexes_named(record, printed),
                *paragraphs(printed["closing"]),
            ]
        ),
        "annexes": list(_annexes(document_type, record, printed, paper)),
    }


#: "Phụ lục I Nghị định số 30/2020/NĐ-CP" is somebody else's annex.
_CITED_ANNEX = re.compile(
    r"phụ lục\s*(?:[ivx]+|\d+)?\s*(?:(?:ban hành|kèm theo|của|tại)\s+)*"
    r"(?:nghị định|thông tư|luật|quyết định|nghị quyết)"
)


def _names_an_annex(text: str) -> bool:
    text = vietnamese.lower(text)
    return text.count("phụ lục") > len(_CITED_ANNEX.findall(text))


def _annexes_named(record: Record, printed: Printed) -> Iterator[Block]:
    """ "Kèm theo Báo cáo này: …" when no text names the annexes (III.1.a: the text must point to them)."""
    annexes = record["annexes"]
    texts = (*printed["opening"], *printed["closing"], *texts_of(printed["sections"]))
    if annexes and not any(_names_an_annex(text) for text in texts if text):
        titles = [
            f"{annex_name(index, len(annexes))}. {wording.without_end(annex['title'])}"
            for index, annex in enumerate(annexes)
        ]
        yield block("paragraph", f"Kèm theo Báo cáo này: {'; '.join(titles)}.")


def _annexes(
    document_type: DocumentType, record: Record, printed: Printed, paper: PageWidths
) -> Iterator[dict[str, Any]]:
    issuer = record["organ"]["organ_name"]
    annexes = record["annexes"]
    for index, (annex, texts) in enumerate(zip(annexes, printed["annexes"], strict=True)):
        blocks = list(paragraphs(texts["paragraphs"]))
        if annex["table"]:
            blocks += table_blocks(annex["table"], texts["table"], paper)
        landscape, blocks = on_one_page(blocks)
        yield {
            "name": annex_name(index, len(annexes)),
            "title": texts["title"],
            "reference": annexed_to(document_type, record, printed, issuer),
            "landscape": landscape,
            "body": finished(blocks),
        }


TYPE = DocumentType(
    slug="summary-report",
    page="bao-cao-tong-ket",
    title="Báo cáo tổng kết, sơ kết",
    type_name="Báo cáo",
    abbreviation="BC",
    purpose="Báo cáo kết quả một kỳ công tác hoặc một phong trào, có đề mục, bảng số liệu và phụ lục.",
    schema=SummaryReport(),
    fill=context,
    steps=(
        OFFICE,
        Step("Kỳ báo cáo", ("kind", "period", "addressed_to")),
        Step(
            "Nội dung",
            ("opening", "sections", "closing", "use_parts", "annexes"),
            (("/sections", "đề mục"),),
        ),
        SIGNING,
    ),
    draft=report.draft,
    kept_parts=(
        kept_parts.ORGAN,
        kept_parts.NUMBER,
        kept_parts.SUBJECT,
        KeptPart("period", "Loại và kỳ báo cáo", ("/kind", "/period")),
        KeptPart(
            "body",
            "Nội dung báo cáo",
            ("/opening", "/sections", "/use_parts", "/closing", "/annexes"),
        ),
        kept_parts.SIGNER,
        kept_parts.RECIPIENTS,
    ),
    rules=(
        *SECTION_RULES,
        *FIGURE_RULES,
        *PERIOD_RULES,
        *ISSUE_DATE_RULES,
        *NAME_RULES,
        *PLACE_RULES,
        *SIGNATURE_RULES,
        *NUMBER_RULES,
        notation_rule("BC"),
        *RECEIVER_RULES,
        *ELECTRONIC_RULES,
        *ANNEX_RULES,
        *REPORT_RULES,
    ),
)
