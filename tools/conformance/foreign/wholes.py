"""Whole documents with the habits of years: sections, annexes in the text, forms of before 2020, LibreOffice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tools.conformance.foreign.document import Foreign
from tools.conformance.hand import HEADER
from tools.conformance.hands import DIRECT
from tools.conformance.looks import Choices, Look, looks
from tools.conformance.manuscripts import DECISION, REPORT
from tools.conformance.word_package import (
    Lines,
    Package,
    Sheet,
    Table,
    paragraph,
    part_of,
    run,
)

FILES = Path(__file__).resolve().parents[1] / "files"


def _sections() -> Foreign:
    """Upright, then landscape with a table, then upright; the number in the footer, "Trang 1"."""
    upright = Sheet(headers=(), footers=[("default", "footer1.xml")])
    wide = replace(upright, width=297, height=210, landscape=True)
    look = DIRECT.looks["cell"].letters
    cells = [[DIRECT.line("cell_head", f"Chỉ tiêu {at}") for at in range(1, 9)]]
    cells += [[DIRECT.line("cell", f"{row * at}") for at in range(1, 9)] for row in range(11, 19)]
    table = Table([wide.text_mm / 8] * 8, cells, bordered=True, head_rows=1).xml()
    text = DIRECT.text(REPORT)
    blocks = [
        *DIRECT.opening(REPORT),
        *text[:6],
        paragraph(lines=Lines(section=upright.xml())),
        table,
        paragraph(lines=Lines(section=wide.xml())),
        *text[6:],
        *DIRECT.closing(REPORT),
    ]
    number = f'{run("Trang ", look)}<w:fldSimple w:instr=" PAGE ">{run("2", look)}</w:fldSimple>'
    footer = part_of("footer", "footer1.xml", "ftr", paragraph(number, Lines(align="right")))
    parts = [part for part in DIRECT.all_parts() if part.name != HEADER]
    return Foreign(
        "several-sections",
        "Ba phần dọc, ngang, dọc; số trang “Trang 2” ở chân trang, bên phải, cả trang đầu",
        REPORT.slug,
        Package(blocks, upright, [*parts, footer]).bytes(),
        ("page-number-place", "page-number-first-page", "page-number-alone"),
    )


def _annex_in_text() -> Foreign:
    """The annex on the next page without a section of its own, typed "PHỤ LỤC 1", its table in size 12."""
    package = DIRECT.package(DECISION)
    annex = replace(DECISION.annexes[0], label="PHỤ LỤC 1")
    broken = paragraph('<w:r><w:br w:type="page"/></w:r>')
    blocks = [
        *DIRECT.opening(DECISION),
        *DIRECT.text(DECISION),
        *DIRECT.closing(DECISION),
        broken,
        *DIRECT.annex(annex),
    ]
    sheet = replace(package.sheet, restarts=False)
    return Foreign(
        "annex-in-text",
        "Phụ lục sau dấu ngắt trang, không đánh số trang riêng, ghi “PHỤ LỤC 1”",
        DECISION.slug,
        replace(package, blocks=blocks, sheet=sheet).bytes(),
        ("annex-word", "annex-arabic", "annex-page-number"),
    )


def _before_2020() -> Foreign:
    """By Thông tư 01/2011/TT-BNV: number below the text, body 14 with narrow gaps, "V/v", parent in bold."""
    base = looks(Choices(after=3, line=1.0))
    parent = base["parent"]
    changed = {
        **base,
        "parent": replace(parent, letters=replace(parent.letters, bold=True)),
        "position": Look(base["position"].letters, replace(base["position"].lines, align="left")),
    }
    hand = replace(
        DIRECT,
        looks=changed,
        sheet=Sheet(top=20, bottom=20, left=25, right=15),
        page_number="complex",
    )
    manuscript = replace(
        DECISION,
        number="Số: 7 /QĐ-SNgV",
        date="Quảng Lâm, ngày 9 tháng 03 năm 2026",
        subject=DECISION.subject.replace("Về việc", "V/v"),
    )
    return Foreign(
        "before-2020",
        "Thói quen cũ: V/v, cơ quan chủ quản in đậm, số một chữ số, tháng 03, lề trái 25 mm, đoạn giãn 3 pt",
        DECISION.slug,
        hand.document(manuscript),
        (
            *("margin-left", "parent-bold", "paragraph-gap", "subject-words", "position-align"),
            *("number-padding", "number-blanks", "day-padding", "month-zeros"),
        ),
        ("annex-guide-number",),
    )


def _libreoffice() -> Foreign:
    return Foreign(
        "libreoffice",
        "Do LibreOffice ghi lại từ một văn bản đúng thể thức",
        REPORT.slug,
        (FILES / "libreoffice-summary-report.docx").read_bytes(),
        (),
    )


def foreign() -> list[Foreign]:
    """Documents with the habits of years."""
    return [_sections(), _annex_in_text(), _before_2020(), _libreoffice()]
