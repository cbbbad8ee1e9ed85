"""The template of a summary report: Mẫu 1.4, the body as a loop over blocks, annexes after Mẫu 2.1."""

from __future__ import annotations

from tools.make_templates import blocks
from tools.make_templates.elements import (
    choose,
    document,
    each,
    paragraph,
    section,
    section_break,
    when,
)
from tools.make_templates.package import docx


def _kind(name: str, *content: str) -> tuple[str, str]:
    return f'block.kind == "{name}"', "".join(content)


def _text(style_id: str, words: str = "{{ block.text }}") -> str:
    """A block that may be the last of the text, which then stays with the signature."""
    return when(
        "block.last",
        paragraph(style_id + "Cuoi", words),
        otherwise=[paragraph(style_id, words)],
    )


def _part() -> tuple[str, str]:
    return _kind(
        "part",
        paragraph("Phan", "{{ block.label }}"),
        paragraph("TieuDePhan", "{{ block.text }}"),
    )


def _headings() -> tuple[tuple[str, str], ...]:
    styles = (("level1", "Muc"), ("level2", "KhoanCoTieuDe"), ("level3", "DiemCoTieuDe"))
    return tuple(heading_blocks(level, style) for level, style in styles)


def _tables() -> tuple[tuple[str, str], ...]:
    return (
        _kind("caption", paragraph("TenBang", "{{ block.text }}")),
        _kind("unit", paragraph("DonViTinh", "{{ block.text }}")),
        _kind("table", blocks.data_table("block", "Bảng số liệu"), paragraph("DuongCach")),
    )


def _turns() -> tuple[tuple[str, str], ...]:
    return (
        _kind("landscape", section_break()),
        _kind("portrait", section_break(landscape=True)),
    )


def item_blocks() -> tuple[str, str]:
    """A dashed line."""
    return _kind("item", _text("GachDauDong", "- {{ block.text }}"))


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


def _addressees() -> str:
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


def template() -> bytes:
    """The bytes of summary-report.docx."""
    return docx(
        document(
            blocks.letterhead(),
            blocks.title("BÁO CÁO"),
            _addressees(),
            paragraph("DuongCach"),
            body_blocks(
                "block in body", _part(), *_headings(), item_blocks(), *_tables(), *_turns()
            ),
            blocks.signature(),
            section_break(),
            each(
                "annex in annexes",
                blocks.annex_head(),
                body_blocks("block in annex.body", *_tables()),
                when(
                    "annex.landscape",
                    section_break(landscape=True, annex=True, restart=True),
                    otherwise=[section_break(annex=True, restart=True)],
                ),
            ),
            final=section(),
        ),
        "Mẫu Báo cáo tổng kết, sơ kết",
        blocks.first_page_header(),
    )
