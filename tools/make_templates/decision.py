"""The template of a commendation decision: Mẫu 1.2 with annexes after Mẫu 2.1."""

from __future__ import annotations

from tools.make_templates import blocks
from tools.make_templates.elements import (
    document,
    each,
    paragraph,
    run,
    section,
    section_break,
    when,
)
from tools.make_templates.package import docx


def _article() -> str:
    words = [run("Điều {{ article.number }}.", "SoDieu"), " {{ article.text }}"]
    stays = "loop.last or article.lines"
    return when(stays, paragraph("DieuCuoi", *words), otherwise=[paragraph("Dieu", *words)])


def _lines() -> str:
    """What stands below an article's first words; the last article, which has no lines, ends the text."""
    return each(
        "line in article.lines",
        when(
            'line.kind == "point"',
            paragraph("Diem", "{{ line.text }}"),
            otherwise=[paragraph("Khoan", "{{ line.text }}")],
        ),
    )


def _annexes() -> str:
    return each(
        "annex in annexes",
        blocks.annex_head(),
        each(
            "group in annex.groups",
            when("group.heading", paragraph("Muc", "{{ group.heading }}")),
            blocks.data_table("group.table", "{{ annex.title }}"),
            paragraph("DuongCach"),
        ),
        paragraph("KetThuc", "{{ annex.end }}"),
        when(
            "annex.landscape",
            section_break(landscape=True, annex=True, restart=True),
            otherwise=[section_break(annex=True, restart=True)],
        ),
    )


def template() -> bytes:
    """The bytes of commendation-decision.docx."""
    return docx(
        document(
            blocks.letterhead(),
            blocks.title("QUYẾT ĐỊNH"),
            paragraph("ThamQuyenBanHanh", "{{ issuing_authority }}"),
            each("basis in legal_bases", paragraph("CanCu", "{{ basis }}")),
            paragraph("MenhDeQuyetDinh", "QUYẾT ĐỊNH:"),
            each("article in articles", _article(), _lines()),
            blocks.signature(),
            section_break(),
            _annexes(),
            final=section(),
        ),
        "Mẫu Quyết định khen thưởng",
        blocks.first_page_header(),
    )
