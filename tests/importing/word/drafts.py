"""Texts as clerks paste and upload them, made into drafts; and Word files as Word builds them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from service import documents
from service.importing import word
from service.importing.word import decision, docx_reader, html_reader, minutes, plain_reader, report
from service.importing.word.blocks import Source, letters
from service.importing.word.draft import Draft
from service.language import vietnamese
from service.schema import input_outline, pointers
from service.workbook import plan
from service.workbook.plan import Sheet

#: The key of a choice, which stands for a clerk's word for it; a date or a moment, which is written otherwise.
_KEY, _ISO = re.compile(r"[a-z]+(?:_[a-z]+)+"), re.compile(r"\d{4}(?:-\d\d){0,2}(?:T\d\d:\d\d)?")
PASTES = Path(__file__).parent / "pastes"
BUILDERS = {
    "summary-report": report.draft,
    "conference-minutes": minutes.draft,
    "commendation-decision": decision.draft,
}


def paste(name: str) -> str:
    """A recorded clipboard."""
    return (PASTES / name).read_text(encoding="utf-8")


def pasted(html: str = "", plain: str = "", slug: str = "summary-report") -> Draft:
    return word.of_paste(html, plain, BUILDERS[slug], _sheets(slug))


def uploaded(content: bytes, slug: str = "summary-report") -> Draft:
    return word.of_docx(content, BUILDERS[slug], _sheets(slug))


@cache
def _sheets(slug: str) -> list[Sheet]:
    return plan.sheets(input_outline.tree(documents.get(slug).schema))


def recorded(name: str, slug: str = "summary-report") -> Draft:
    """The draft of a recorded clipboard; nothing of it is lost."""
    found = (
        pasted(paste(name), slug=slug) if name.endswith(".html") else pasted("", paste(name), slug)
    )
    assert found.missing == ()
    return found


def fragment(*paragraphs: str) -> str:
    """Paragraphs of Word in the frame that Word puts around a clipboard."""
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        "<meta name=Generator content='Microsoft Word 15'></head><body lang=VI>"
        "<!--StartFragment-->" + "\n".join(paragraphs) + "<!--EndFragment--></body></html>"
    )


def p(text: str, style: str = "", kind: str = "MsoNormal") -> str:
    """One paragraph as Word writes it."""
    return f"<p class={kind} style='{style}'>{text}<o:p></o:p></p>"


def listed(label: str, text: str, level: int = 1, number: int = 0) -> str:
    """A paragraph of one of Word's lists, its label in the span that says so."""
    return (
        f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l{number} level{level} lfo1'>"
        "<![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>"
        f"{label}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span>"
        f"<![endif]>{text}<o:p></o:p></p>"
    )


def document(build: Callable[[Any], None]) -> bytes:
    """A Word file made by python-docx."""
    made = docx.Document()
    build(made)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def numbering(document: Any, *levels: tuple[str, str]) -> int:
    """A list of Word with a format and a text for each level ("upperRoman", "%1."); its numId."""
    root = document.part.numbering_part.element
    number = 900 + len(root)
    inside = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inside}</w:abstractNum>'
    )
    root.insert(0, abstract)
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )
    return number


def numbered(document: Any, text: str, number: int, level: int = 0, *, bold: bool = False) -> Any:
    """A paragraph in such a list."""
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        )
    )
    return paragraph


def raw(document: Any, xml: str) -> Any:
    """A paragraph written as Word's own XML."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, paragraph)
    return paragraph


def source(html: str = "", plain: str = "", content: bytes = b"") -> Source:
    if content:
        return docx_reader.read(content)
    return html_reader.read(html) if html else plain_reader.read(plain)


def outline_of(draft: Draft) -> list[tuple[str, int, str]]:
    """Headings, paragraphs, items and tables as the clerk sees them: role, level, words."""
    return [
        (line.role, line.level, (f"{line.number} " if line.number else "") + line.text)
        for line in draft.lines
        if line.role in ("heading", "paragraph", "item", "table")
    ]


def headings(draft: Draft) -> list[str]:
    return [text for role, _, text in outline_of(draft) if role == "heading"]


def dropped(draft: Draft) -> list[str]:
    return [line.before for line in draft.lines if line.role == "dropped"]


def kinds(draft: Draft) -> list[str]:
    return [piece.kind for piece in draft.not_taken]


def invented(draft: Draft, text: str) -> list[str]:
    """The pointers of values that a text does not hold: words and figures that nobody wrote."""
    wanted = letters(vietnamese.upper(text))
    figures = set(
        map(int, re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d{3})", "", text) + " " + text))
    )
    return [
        pointer
        for pointer, value in pointers.flatten(draft.data)
        if pointer not in draft.derived and not _is_held(value, wanted, figures)
    ]


def _is_held(value: Any, wanted: str, figures: set[int]) -> bool:
    if isinstance(value, str) and (_KEY.fullmatch(value) or value in ("statutory", "dong_chi")):
        return True
    if isinstance(value, str) and not _ISO.fullmatch(value):
        return all(letters(word) in wanted for word in re.findall(r"\w+", vietnamese.upper(value)))
    return isinstance(value, (bool, dict, list, type(None))) or all(
        int(figure) in figures or int(figure) == 0 for figure in re.findall(r"\d+", str(value))
    )
