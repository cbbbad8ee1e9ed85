"""Báo cáo tổng kết, sơ kết: a tree of sections becomes numbered blocks and annexes (Mẫu 1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service import rules as sense
from service.documents.document_type import DocumentType, Record
from service.errors import Violation
from service.language import vietnamese, wording
from service.rules import typed_marks
from service.rules.figures import FIGURE_RULES
from service.rules.names import NAME_RULES
from service.rules.numbering import too_many_in_report
from service.rules.periods import PERIOD_RULES
from service.rules.places import PLACE_RULES
from service.rules.receivers import RECEIVER_RULES, REPORT_RULES
from service.rules.signature import NUMBER_RULES, SIGNATURE_RULES, notation_rule
from service.schema import tables
from service.schema.containers import Part, Parts, Values
from service.schema.fields import Choice, Day, Flag, Paragraph, Text
from service.schema.loading import PartSchema
from service.schema.parts import IssuedDocumentSchema
from service.schema.verification import Shown

#: Levels below the document: I., 1., a) – with "Phần" above them when ``use_parts`` is set.
LEVELS, LEVELS_WITH_PARTS = 3, 4


# --- schema --------------------------------------------------------------------------------------


def _paragraphs(label: str, help: str) -> Values:
    return Values(Paragraph(label, help, "Trong giai đoạn 2015 - 2020, Sở đã …", printed=_end_free))


def _end_free(text: str) -> str:
    """The last text of a document loses its own end mark to "./."."""
    return wording.without_end(text)


class Heading(Text):
    """A heading without the number typed before it; those of the first level are in capitals."""

    def shown(self, pointer: str, value: str, beside: Mapping[str, Any]) -> Iterator[Shown]:
        if _is_clause(value):
            yield pointer, (wording.without_number(value),)
            return
        bare = wording.without_number(value)
        level = pointer.count("/sections/")
        forms = {1: (vietnamese.upper(bare),), 2: (bare, vietnamese.upper(bare))}
        yield pointer, forms.get(level, (bare,))


#: A longer heading is a clause without a title: it is numbered and printed upright (contract §4).
_LONGEST_TITLE = 300


def _is_clause(heading: str) -> bool:
    return len(heading) > _LONGEST_TITLE


class Section(PartSchema):
    heading = Heading(
        "Đề mục",
        "Không gõ số thứ tự; văn bản tự đánh số I., 1., a). Một đoạn dài không có tên in đứng, không đậm.",
        "Kết quả đạt được",
        longest=2_000,
        required=True,
    )
    paragraphs = _paragraphs("Đoạn văn", "Mỗi đoạn một mục.")
    items = Values(
        Paragraph(
            "Gạch đầu dòng",
            "Mỗi ý một mục, không gõ dấu gạch.",
            "Công tác lễ tân được bảo đảm;",
            printed=wording.list_line,
        )
    )
    table = Part(tables.TableSchema, "Bảng", "Bảng số liệu của mục này.")
    sections = Parts(lambda: Section(), "Đề mục con", "Các đề mục bên trong.")


class Annex(PartSchema):
    title = Text(
        "Tên phụ lục",
        "Văn bản tự in hoa.",
        "Danh mục phong trào thi đua",
        longest=300,
        required=True,
        printed=lambda text: (vietnamese.upper(text), text),
    )
    paragraphs = _paragraphs("Đoạn văn", "Mỗi đoạn một mục.")
    table = Part(tables.TableSchema, "Bảng", "Bảng của phụ lục.")


# "from" is a word of Python, so this part is made of a dict.
Period = PartSchema.from_dict(
    {
        "label": Text(
            "Kỳ báo cáo",
            "Như ghi trong trích yếu.",
            "giai đoạn 2015 - 2020",
            longest=100,
            required=True,
            printed=None,
        ),
        "from": Day("Từ ngày", "Ngày đầu kỳ.", "2015-01-01", printed=None),
        "to": Day("Đến ngày", "Ngày cuối kỳ.", "2020-06-30", printed=None),
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
    addressed_to = Values(
        Text(
            "Kính gửi",
            "Chỉ khi gửi cấp trên; mỗi nơi một dòng.",
            "Ủy ban nhân dân tỉnh Hà Tĩnh",
            role="recipient",
            longest=300,
            printed=wording.list_line,
        )
    )
    opening = _paragraphs("Phần mở đầu", "Các đoạn trước đề mục đầu tiên.")
    sections = Parts(Section, "Đề mục", "Các đề mục của báo cáo.", at_least=1)
    closing = _paragraphs("Phần kết", "Các đoạn sau đề mục cuối cùng.")
    use_parts = Flag("Chia thành Phần I, Phần II", "Đề mục lớn nhất là “Phần”.")
    annexes = Parts(Annex, "Phụ lục", "Các phụ lục kèm theo báo cáo.")


# --- rules that the contract names for this type alone ------------------------------------------


def _sections(
    sections: Iterable[Mapping[str, Any]], pointer: str = "/sections", level: int = 1
) -> Iterator[tuple[str, int, int, Mapping[str, Any]]]:
    """Every section with its pointer, level and place among its siblings."""
    for index, section in enumerate(sections or ()):
        here = f"{pointer}/{index}"
        yield here, level, index, section
        yield from _sections(section.get("sections") or (), f"{here}/sections", level + 1)


def all_tables(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every table of a report with its pointer."""
    for pointer, _, _, section in _sections(record.get("sections") or ()):
        if section.get("table"):
            yield f"{pointer}/table", section["table"]
    for index, annex in enumerate(record.get("annexes") or ()):
        if annex.get("table"):
            yield f"/annexes/{index}/table", annex["table"]


@sense.rule("too_deep")
def too_deep(record: Record, reference: Any) -> Iterator[Violation]:
    """Báo cáo có nhiều nhất ba cấp đề mục (I., 1., a)), bốn cấp khi chia thành Phần."""
    most = LEVELS_WITH_PARTS if record.get("use_parts") else LEVELS
    for pointer, level, _, _ in _sections(record.get("sections") or ()):
        if level == most + 1:
            yield sense.violation_at(
                pointer,
                f"Đề mục này ở cấp {level}, nhiều nhất là {most} cấp; hãy đưa lên cấp trên hoặc chuyển thành đoạn văn.",
            )


@sense.rule("too_many_points")
def too_many_points(record: Record, reference: Any) -> Iterator[Violation]:
    """Các điểm đánh theo chữ cái từ a) đến y), nhiều nhất 23 điểm (Phụ lục I, Phần I, Mục II.6.đ)."""
    lowest = LEVELS_WITH_PARTS if record.get("use_parts") else LEVELS
    most = len(vietnamese.POINT_LETTERS)
    for pointer, level, index, _ in _sections(record.get("sections") or ()):
        if level == lowest and index == most:
            yield sense.violation_at(
                pointer,
                f"Từ đây có quá {most} điểm trong một khoản, hết chữ cái để đánh; hãy tách khoản.",
            )


@sense.rule("numbered_by_hand", severity="warning")
def numbered_by_hand(record: Record, reference: Any) -> Iterator[Violation]:
    """Đề mục do phần mềm đánh số, mỗi ý do phần mềm đặt gạch đầu dòng; số hoặc dấu gõ tay ở đầu được bỏ."""
    for pointer, _, _, section in _sections(record.get("sections") or ()):
        yield from typed_marks.of_heading(f"{pointer}/heading", section.get("heading"))
        yield from typed_marks.of_lines(f"{pointer}/items", section.get("items"))
    yield from typed_marks.of_lines("/addressed_to", record.get("addressed_to"))
    yield from typed_marks.of_lines("/recipients", record.get("recipients"))


@sense.rule("table_form")
def table_form(record: Record, reference: Any) -> Iterator[Violation]:
    """Mỗi dòng của bảng có đủ số ô như số cột; cột tính phải nêu đúng hai cột để tính; bảng có nhiều nhất 63 cột, số cột mà Word mở được."""
    for pointer, table in all_tables(record):
        yield from tables.violations(pointer, table)


# --- context -------------------------------------------------------------------------------------


def context(kind: DocumentType, record: Record, reference: Any) -> dict[str, Any]:
    sheet = kind.issued_sheet(record)
    addressed = [wording.list_line(each) for each in record["addressed_to"] if each]
    if addressed:
        sheet["recipients"] = _as_above(sheet["recipients"])
    annexes = record["annexes"]
    return {
        **sheet,
        "subject": record["subject"],
        "addressed_to": _listed(addressed),
        "body": _body(record),
        "annexes": [
            _annex(annex, index, len(annexes), kind, record) for index, annex in enumerate(annexes)
        ],
    }


def _as_above(recipients: list[str]) -> list[str]:
    if recipients and vietnamese.lower(recipients[0]).startswith("như trên"):
        return recipients
    return ["Như trên", *recipients]


def _listed(addressed: list[str]) -> list[str]:
    if len(addressed) < 2:
        return addressed
    return [f"{each};" for each in addressed[:-1]] + [f"{addressed[-1]}."]


def _block(kind: str, text: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "text": text, "last": False, **more}


def _body(record: Record) -> list[dict[str, Any]]:
    blocks = [_block("paragraph", each) for each in record["opening"] if each]
    blocks += _numbered(record["sections"], 0 if record["use_parts"] else 1)
    blocks += _enclosed(record)
    blocks += [_block("paragraph", each) for each in record["closing"] if each]
    return finished(blocks)


def _numbered(sections: Iterable[Mapping[str, Any]], level: int) -> Iterator[dict[str, Any]]:
    for index, section in enumerate(sections):
        heading = wording.without_number(section["heading"])
        if _is_clause(section["heading"]):
            yield _block("paragraph", f"{_number(level, index)} {heading}")
        elif level == 0:
            yield _block(
                "part", vietnamese.upper(heading), label=f"Phần {vietnamese.roman(index + 1)}"
            )
        elif level == 1:
            yield _block("level1", f"{vietnamese.roman(index + 1)}. {vietnamese.upper(heading)}")
        elif level == 2:
            yield _block("level2", f"{index + 1}. {heading}")
        else:
            yield _block("level3", f"{vietnamese.point_letter(index)}) {heading}")
        for text in section["paragraphs"]:
            if text:
                yield _block("paragraph", text)
        for text in section["items"]:
            if text:
                yield _block("item", wording.without_bullet(text))
        if section["table"]:
            yield from _table(section["table"])
        yield from _numbered(section["sections"], level + 1)


def _number(level: int, index: int) -> str:
    """What stands before a heading of a level: "Phần I.", "I.", "1.", "a)"."""
    if level >= 3:
        return f"{vietnamese.point_letter(index)})"
    number = str(index + 1) if level == 2 else vietnamese.roman(index + 1)
    return f"Phần {number}." if level == 0 else f"{number}."


def _table(table: Mapping[str, Any], landscape: bool = False) -> Iterator[dict[str, Any]]:
    """A table's blocks; a wide one stands in a landscape section of its own."""
    turned = tables.is_wide(table) and not landscape
    if turned:
        yield _block("landscape", "")
    if table["caption"]:
        yield _block("caption", table["caption"])
    if table["unit"]:
        yield _block("unit", f"Đơn vị tính: {table['unit']}")
    yield _block("table", "", **tables.printed(table, landscape=landscape or turned))
    if turned:
        yield _block("portrait", "")


def finished(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with "./." after the last word; after a table it stands in a line of its own."""
    if not blocks or blocks[-1]["kind"] not in ("paragraph", "item"):
        blocks.append(_block("paragraph", ""))
    blocks[-1]["text"] = wording.ended(blocks[-1]["text"])
    blocks[-1]["last"] = True
    return blocks


def _texts(record: Record) -> Iterator[str]:
    yield from (each for each in (*record["opening"], *record["closing"]) if each)
    for _, _, _, section in _sections(record["sections"]):
        yield from (each for each in (*section["paragraphs"], *section["items"]) if each)


#: "Phụ lục I Nghị định số 30/2020/NĐ-CP" is somebody else's annex.
_CITED_ANNEX = re.compile(
    r"phụ lục\s*(?:[ivx]+|\d+)?\s*(?:(?:ban hành|kèm theo|của|tại)\s+)*"
    r"(?:nghị định|thông tư|luật|quyết định|nghị quyết)"
)


def _names_an_annex(text: str) -> bool:
    text = vietnamese.lower(text)
    return text.count("phụ lục") > len(_CITED_ANNEX.findall(text))


def _enclosed(record: Record) -> list[dict[str, Any]]:
    """ "Kèm theo Báo cáo này: …" when no text names the annexes (III.1.a: the text must point to them)."""
    annexes = record["annexes"]
    if not annexes or any(_names_an_annex(text) for text in _texts(record)):
        return []
    names = [
        f"{wording.annex_name(index, len(annexes))}. {wording.without_end(annex['title'])}"
        for index, annex in enumerate(annexes)
    ]
    return [_block("paragraph", f"Kèm theo Báo cáo này: {'; '.join(names)}.")]


def _annex(
    annex: Mapping[str, Any], index: int, count: int, kind: DocumentType, record: Record
) -> dict[str, Any]:
    table = annex["table"]
    landscape = bool(table) and tables.is_wide(table)
    blocks = [_block("paragraph", each) for each in annex["paragraphs"] if each]
    if table:
        blocks += _table(table, landscape)
    return {
        "name": wording.annex_name(index, count),
        "title": vietnamese.upper(annex["title"]),
        "reference": wording.reference(
            "Báo cáo", record, kind.notation(record), record["organ"]["organ_name"]
        ),
        "landscape": landscape,
        "body": finished(blocks),
    }


TYPE = DocumentType(
    slug="summary-report",
    title="Báo cáo tổng kết, sơ kết",
    type_name="Báo cáo",
    abbreviation="BC",
    purpose="Báo cáo kết quả một kỳ công tác hoặc một phong trào, có đề mục, bảng số liệu và phụ lục.",
    schema=SummaryReport(),
    fill=context,
    issued_on=lambda record: record.get("issued_date"),
    signed_by=lambda record: record["signer"],
    rules=(
        too_deep,
        too_many_points,
        too_many_in_report,
        numbered_by_hand,
        table_form,
        *FIGURE_RULES,
        *PERIOD_RULES,
        *NAME_RULES,
        *PLACE_RULES,
        *SIGNATURE_RULES,
        *NUMBER_RULES,
        notation_rule("BC"),
        *RECEIVER_RULES,
        *REPORT_RULES,
    ),
)
