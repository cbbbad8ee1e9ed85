"""A document's text as a loop over the blocks of its context's ``body``, and whom it is addressed to."""

from __future__ import annotations

from tools.make_templates import blocks
from tools.make_templates.elements import (
    LINE_BREAK,
    choose,
    each,
    paragraph,
    run,
    section_break,
    when,
)


def _kind(name: str, *content: str) -> tuple[str, str]:
    return f'block.kind == "{name}"', "".join(content)


def _text(style_id: str, *words: str) -> str:
    """A block that may be the last of the text, which then stays with the signature."""
    words = words or ("{{ block.text }}",)
    return when(
        "block.last",
        paragraph(style_id + "Cuoi", *words),
        otherwise=[paragraph(style_id, *words)],
    )


def part_blocks() -> tuple[str, str]:
    """ "Phần I" and its title."""
    return _kind(
        "part",
        paragraph("Phan", "{{ block.label }}", LINE_BREAK, "{{ block.text }}"),
    )


def headings() -> tuple[tuple[str, str], ...]:
    """Headings of all three levels."""
    styles = (("level1", "Muc"), ("level2", "KhoanCoTieuDe"), ("level3", "DiemCoTieuDe"))
    return tuple(heading_blocks(level, style) for level, style in styles)


def tables() -> tuple[tuple[str, str], ...]:
    """A table with its caption and unit."""
    return (
        _kind("caption", paragraph("TenBang", "{{ block.text }}")),
        _kind("unit", paragraph("DonViTinh", "{{ block.text }}")),
        _kind("table", blocks.data_table("block", "Bảng số liệu"), paragraph("DuongCach")),
    )


def turns() -> tuple[tuple[str, str], ...]:
    """Into a landscape section and back."""
    return (
        _kind("landscape", section_break()),
        _kind("portrait", section_break(landscape=True)),
    )


def item_blocks() -> tuple[str, str]:
    """A dashed line."""
    return _kind("item", _text("GachDauDong", "- {{ block.text }}"))


def text_blocks() -> tuple[tuple[str, str], ...]:
    """Dashed lines of two levels, and a paragraph that opens with words in bold."""
    led = ("{{ block.number }}", run("{{ block.lead }}", "LoiDan"), " {{ block.text }}")
    return (
        item_blocks(),
        _kind("subitem", _text("GachDauDong", "+ {{ block.text }}")),
        _kind("led", _text("DoanVan", *led)),
    )


def leading_blocks() -> tuple[str, str]:
    """A line that leads to the list or the table below it, and stays with it."""
    return _kind("leading", paragraph("DoanDan", "{{ block.text }}"))


def heading_blocks(level: str, style: str) -> tuple[str, str]:
    """A heading of one level."""
    return _kind(level, paragraph(style, "{{ block.text }}"))


def body_blocks(loop: str, *kinds: tuple[str, str]) -> str:
    """Paragraphs and the given kinds of block, in one loop."""
    return each(
        loop,
        choose(
            *kinds,
            ('block.text == "./."', paragraph("KetThuc", "{{ block.text }}")),
            _kind("paragraph", _text("DoanVan")),
        ),
    )


def addressees() -> str:
    """Kính gửi: one addressee in its line, several as a list."""
    return choose(
        (
            "addressed_to|length == 1",
            paragraph("KinhGui", "Kính gửi: {{ addressed_to[0] }}"),
        ),
        (
            "addressed_to",
            paragraph("KinhGuiNhieuNoi", "Kính gửi:")
            + each("addressee in addressed_to", paragraph("DanhSachKinhGui", "- {{ addressee }}"))
            + paragraph("DuongCach"),
        ),
    )
