"""Sections with their text, three levels deep: I., 1., a), with "Phần I" above them where a type has parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service import rules as sense
from service.documents.blocks import content
from service.documents.blocks.body import Block, block
from service.documents.document_type import Record
from service.docx.typography import PageWidths
from service.errors import Violation
from service.language import vietnamese, wording
from service.language.break_places import in_capitals
from service.rules import typed_marks
from service.rules.numbering import too_many_in_report
from service.schema import list_items, tables
from service.schema.containers import Part, Parts
from service.schema.fields import Flag, Title
from service.schema.loading import PartSchema
from service.schema.printing import Printed

#: Levels below the document, without and with "Phần" above them.
LEVELS, LEVELS_WITH_PARTS = 3, 4
#: A longer heading is a clause without a title: it is numbered and printed upright (contract §4).
_LONGEST_TITLE = 300


# --- schema --------------------------------------------------------------------------------------


class Section(PartSchema):
    heading = Title(
        "Đề mục",
        "Không gõ số thứ tự; văn bản tự đánh số I., 1., a). Để trống thì số đứng trước đoạn văn đầu tiên, in đứng, không đậm.",
        "Kết quả đạt được",
        longest=2_000,
        printed=wording.without_number,
    )
    paragraphs = content.running_text("Đoạn văn", "Mỗi đoạn một mục.")
    items = list_items.list_items(rare="Gạch đầu dòng")
    table = Part(tables.TableSchema, "Bảng", "Bảng số liệu của mục này.", rare="Bảng")
    blocks = content.block_list()
    sections = Parts(lambda: Section(), "Đề mục con", "Các đề mục bên trong.", rare="Đề mục con")


def section_tree(help: str) -> Parts:
    """The field ``sections``."""
    return Parts(Section, "Đề mục", help, at_least=1)


def with_parts() -> Flag:
    """The field ``use_parts``."""
    return Flag("Chia thành Phần I, Phần II", "Đề mục lớn nhất là “Phần”.", rare="Chia thành Phần")


# --- rules ---------------------------------------------------------------------------------------


def walk(
    sections: Iterable[Mapping[str, Any]] | None, pointer: str = "/sections", level: int = 1
) -> Iterator[tuple[str, int, int, Mapping[str, Any]]]:
    """Every section with its pointer, level and place among its siblings."""
    for index, section in enumerate(sections or ()):
        here = f"{pointer}/{index}"
        yield here, level, index, section
        yield from walk(section.get("sections"), f"{here}/sections", level + 1)


@sense.rule("too_deep")
def too_deep(record: Record, reference: Any) -> Iterator[Violation]:
    """Văn bản có nhiều nhất ba cấp đề mục (I., 1., a)), bốn cấp khi chia thành Phần."""
    most = _lowest_level(record)
    for pointer, level, _, _ in walk(record.get("sections")):
        if level == most + 1:
            yield sense.violation_at(
                pointer,
                f"Đề mục này ở cấp {level}, nhiều nhất là {most} cấp; hãy đưa lên cấp trên hoặc chuyển thành đoạn văn.",
            )


@sense.rule("too_many_points")
def too_many_points(record: Record, reference: Any) -> Iterator[Violation]:
    """Các điểm đánh theo chữ cái từ a) đến y), nhiều nhất 23 điểm (Phụ lục I, Phần I, Mục II.6.đ)."""
    lowest, most = _lowest_level(record), len(vietnamese.POINT_LETTERS)
    for pointer, level, index, _ in walk(record.get("sections")):
        if level == lowest and index == most:
            yield sense.violation_at(
                pointer,
                f"Từ đây có quá {most} điểm trong một khoản, hết chữ cái để đánh; hãy tách khoản.",
            )


@sense.rule("numbered_by_hand", severity="warning")
def numbered_by_hand(record: Record, reference: Any) -> Iterator[Violation]:
    """Đề mục do phần mềm đánh số, mỗi ý do phần mềm đặt gạch đầu dòng; số hoặc dấu gõ tay ở đầu được bỏ."""
    for pointer, _, _, section in walk(record.get("sections")):
        yield from typed_marks.of_heading(f"{pointer}/heading", section.get("heading"))
        yield from content.typed_item_marks(pointer, section)
    yield from typed_marks.of_lines("/addressed_to", record.get("addressed_to"))
    yield from typed_marks.of_lines("/recipients", record.get("recipients"))


@sense.rule("clause_without_text", reads=("/sections", "/sections/*/heading"))
def clause_without_text(record: Record, reference: Any) -> Iterator[Violation]:
    """Mục không có tên đề mục được đánh số ngay trước đoạn văn đầu tiên của mục, nên mục đó phải mở đầu bằng một đoạn văn."""
    for pointer, _, _, section in walk(record.get("sections")):
        if "heading" in section and not section["heading"] and not _opens_with_text(section):
            yield sense.violation_at(
                f"{pointer}/heading",
                "Mục này chưa có đề mục và không mở đầu bằng đoạn văn nên số thứ tự không có chỗ đứng; hãy nhập đề mục hoặc một đoạn văn.",
            )


def _opens_with_text(section: Mapping[str, Any]) -> bool:
    blocks = section.get("blocks")
    first = blocks[0] if blocks else None
    return any(section.get("paragraphs") or ()) or bool(first and first.get("paragraph"))


#: For every type with sections: without them a document could not be printed as it was typed.
SECTION_RULES = (
    too_deep,
    too_many_points,
    too_many_in_report,
    numbered_by_hand,
    clause_without_text,
    *content.CONTENT_RULES,
)


def _lowest_level(record: Record) -> int:
    return LEVELS_WITH_PARTS if record.get("use_parts") else LEVELS


# --- context -------------------------------------------------------------------------------------


def section_blocks(record: Record, printed: Printed, paper: PageWidths) -> list[Block]:
    """The sections of a document as blocks, numbered."""
    top = 0 if record.get("use_parts") else 1
    return list(_numbered(record["sections"], printed["sections"], top, paper))


def texts_of(printed: Iterable[Printed]) -> Iterator[str]:
    """Every paragraph and item of printed sections."""
    for section in printed:
        yield from content.texts_of(section)
        yield from texts_of(section["sections"])


def _numbered(
    sections: Iterable[Mapping[str, Any]],
    printed: Iterable[Printed],
    level: int,
    paper: PageWidths,
) -> Iterator[Block]:
    for index, (section, texts) in enumerate(zip(sections, printed, strict=True)):
        text = content.content(section, texts, paper)
        number = _number(level, index)
        if section["heading"]:
            is_clause = len(section["heading"]) > _LONGEST_TITLE
            yield _heading(texts["heading"], level, number, is_clause)
            yield from text
        else:
            yield from content.first_paragraph(text, number)
        yield from _numbered(section["sections"], texts["sections"], level + 1, paper)


def _heading(text: str, level: int, number: str, is_clause: bool) -> Block:
    if is_clause:
        return block("paragraph", f"{number} {text}")
    if level == 0:
        return block("part", in_capitals(text), label=number.rstrip("."))
    if level == 1:
        text = vietnamese.upper(text)
    return block(f"level{min(level, LEVELS)}", f"{number} {text}")


def _number(level: int, index: int) -> str:
    """What stands before a heading of a level: "Phần I.", "I.", "1.", "a)"."""
    if level >= LEVELS:
        return wording.point(index)
    number = str(index + 1) if level == 2 else vietnamese.roman(index + 1)
    return f"Phần {number}." if level == 0 else f"{number}."
