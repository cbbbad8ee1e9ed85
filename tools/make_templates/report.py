"""The template of a summary report: Mẫu 1.4, the body as a loop over blocks, annexes after Mẫu 2.1."""

from __future__ import annotations

from tools.make_templates import blocks, body
from tools.make_templates.elements import (
    document,
    each,
    paragraph,
    section,
    section_break,
    when,
)
from tools.make_templates.package import docx


def template() -> bytes:
    """The bytes of summary-report.docx."""
    return docx(
        document(
            blocks.letterhead(),
            blocks.title("BÁO CÁO"),
            body.addressees(),
            paragraph("DuongCach"),
            body.body_blocks(
                "block in body",
                body.part_blocks(),
                *body.headings(),
                *body.text_blocks(),
                *body.tables(),
                *body.turns(),
            ),
            blocks.signature(),
            section_break(),
            each(
                "annex in annexes",
                blocks.annex_head(),
                body.body_blocks("block in annex.body", *body.tables()),
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
