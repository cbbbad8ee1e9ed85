"""What stands in a section or a step of the proceedings: paragraphs, items and a table, or blocks in any order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from service import rules as sense
from service.documents.blocks import table_layout
from service.documents.blocks.body import Block, block, paragraphs, table_blocks
from service.docx.typography import PageWidths
from service.errors import Violation
from service.language import wording
from service.rules import typed_marks
from service.rules.content import holders, item_texts
from service.schema import computed_columns, list_items, tables
from service.schema.containers import OneOfParts, Part, PartOrText, Values
from service.schema.fields import Paragraph, Text
from service.schema.loading import PartSchema
from service.schema.printing import Printed

#: The fields that blocks say the same as, and the kinds of block.
PLAIN = ("paragraphs", "items", "table")
KINDS = ("paragraph", "items", "table")


# --- schema --------------------------------------------------------------------------------------


class LedParagraph(PartSchema):
    text = Paragraph("Đoạn văn", "Lời văn của đoạn.", "Sở đã …", required=True)
    lead = Text(
        "Lời dẫn in đậm",
        "Nếu cần: in đậm ở đầu đoạn; dấu hai chấm tự thêm.",
        "Về công tác lễ tân",
        longest=200,
    )


class ContentBlock(PartSchema):
    paragraph = PartOrText(LedParagraph, "Đoạn văn", "Một đoạn văn.", short="text")
    items = list_items.list_items()
    table = Part(tables.TableSchema, "Bảng", "Một bảng số liệu.")


def running_text(
    label: str, help: str, example: str = "Trong giai đoạn 2021 - 2026, Sở đã …", *, rare: str = ""
) -> Values:
    """A field of paragraphs."""
    return Values(Paragraph(label, help, example), rare=rare)


def block_list() -> OneOfParts:
    """The field ``blocks``."""
    return OneOfParts(
        ContentBlock,
        "Khối nội dung",
        "Khi đoạn văn, gạch đầu dòng và bảng xen kẽ nhau: mỗi khối một thứ, in theo thứ tự. Đã dùng khối thì để trống các ô cùng loại ở trên.",
        rare="Khối nội dung xen kẽ",
    )


# --- rules ---------------------------------------------------------------------------------------


@sense.rule("block_form")
def block_form(record: sense.Record, reference: Any) -> Iterator[Violation]:
    """Mỗi khối nội dung là một thứ: đoạn văn, gạch đầu dòng hoặc bảng; mục đã dùng khối thì không nhập thêm đoạn văn,
    gạch đầu dòng, bảng bên ngoài khối, vì không rõ in trước hay in sau."""
    for pointer, holder in holders(record):
        blocks = holder.get("blocks")
        if blocks and any(holder.get(name) for name in PLAIN):
            yield sense.violation_at(
                f"{pointer}/blocks",
                "Mục này vừa có khối nội dung vừa có đoạn văn, gạch đầu dòng hoặc bảng bên ngoài khối nên không rõ thứ tự; hãy chuyển hết vào khối.",
            )
        for index, part in enumerate(blocks or ()):
            # A block with a value that was refused has its violation already.
            held = sum(bool(part.get(name)) for name in KINDS) if _is_sound(part) else 1
            if held != 1:
                yield sense.violation_at(
                    f"{pointer}/blocks/{index}",
                    f"Khối thứ {index + 1} "
                    + ("chưa có nội dung; hãy nhập hoặc xóa khối này." if not held else
                       "có hơn một thứ; hãy tách đoạn văn, gạch đầu dòng và bảng thành các khối riêng."),
                )  # fmt: skip


@sense.rule("table_form")
def table_form(record: sense.Record, reference: Any) -> Iterator[Violation]:
    """Mỗi dòng của bảng có đủ số ô như số cột; cột tính phải nêu đúng hai cột để tính; bảng có nhiều nhất 63 cột, số cột mà Word mở được, và không nhiều hơn trang ngang đủ chỗ."""
    paper = sense.paper_of(record) or table_layout.STANDARD
    for pointer, holder in holders(record):
        if holder.get("table"):
            yield from computed_columns.violations(f"{pointer}/table", holder["table"])
            yield from table_layout.too_wide(f"{pointer}/table", holder["table"], paper)


def _is_sound(block: Mapping[str, Any] | None) -> bool:
    return block is not None and block.keys() >= set(KINDS)


#: For every type whose text has blocks: without them it could not be printed as it was typed.
CONTENT_RULES = (block_form, table_form)


def typed_item_marks(pointer: str, holder: Mapping[str, Any]) -> Iterator[Violation]:
    """What was typed before the items of a section or step, its blocks included."""
    yield from typed_marks.of_items(f"{pointer}/items", holder.get("items"))
    for index, part in enumerate(holder.get("blocks") or ()):
        if part:
            yield from typed_marks.of_items(f"{pointer}/blocks/{index}/items", part.get("items"))


# --- context -------------------------------------------------------------------------------------


def content(holder: Mapping[str, Any], printed: Printed, paper: PageWidths) -> list[Block]:
    """What stands in a section or step, as blocks of a document's body."""
    found = [
        *paragraphs(printed["paragraphs"]),
        *items(printed["items"]),
        *_table(holder.get("table"), printed.get("table"), paper),
    ]
    for part, texts in zip(holder["blocks"], printed["blocks"], strict=True):
        found += _paragraph(texts["paragraph"])
        found += items(texts["items"])
        found += _table(part["table"], texts["table"], paper)
    return found


def items(printed: Sequence[Any]) -> list[Block]:
    """Items as lines, ended as an office ends them.

    Where no mark was typed, each ends with ";", the last with ".", and one with items below it with ":".
    """
    found: list[tuple[str, str, str]] = []
    for item in printed:
        if isinstance(item, Mapping):
            inside = [text for text in item["items"] if text]
            found.append(("item", item["text"], ":" if inside else ";"))
            found += [("subitem", text, ";") for text in inside]
        elif item:
            found.append(("item", item, ";"))
    if found:
        found[-1] = (*found[-1][:2], ".")
    return [block(kind, wording.with_end(text, mark)) for kind, text, mark in found]


def first_paragraph(blocks: list[Block], before: str) -> list[Block]:
    """The blocks with words before the first one, which is made a paragraph when it is none."""
    if not blocks or blocks[0]["kind"] not in ("paragraph", "led"):
        return [block("paragraph", before), *blocks]
    first = blocks[0]
    if first["kind"] == "led":
        return [{**first, "number": f"{before} "}, *blocks[1:]]
    return [{**first, "text": f"{before} {first['text']}"}, *blocks[1:]]


def texts_of(printed: Printed) -> Iterator[str]:
    """Every paragraph and item of a printed section or step."""
    yield from (text for text in printed["paragraphs"] if text)
    yield from (text for _, text in item_texts(printed["items"]))
    for part in printed["blocks"]:
        if part["paragraph"]:
            yield _led(part["paragraph"])[1]
        yield from (text for _, text in item_texts(part["items"]))


def _table(
    table: Mapping[str, Any] | None, printed: Printed | None, paper: PageWidths
) -> Iterable[Block]:
    return table_blocks(table, printed, paper) if table and printed else ()


def _paragraph(printed: Any) -> Iterator[Block]:
    if printed:
        lead, text = _led(printed)
        if lead:
            yield block("led", text, lead=wording.with_end(lead, ":"), number="")
        else:
            yield block("paragraph", text)


def _led(printed: Any) -> tuple[str, str]:
    """The lead of a paragraph, "" without one, and its text."""
    if isinstance(printed, str):
        return "", printed
    return printed["lead"] or "", printed["text"]
