"""Sound documents as plain data, that a test changes in one place and has judged."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, cast

from service.conformance.changes import Change
from service.conformance.findings import Box, Component, Finding
from service.conformance.found_components import KINDS, Components
from service.conformance.pages import PrintedPages
from service.conformance.rules import Judged, judge
from service.conformance.word_document import (
    Frame,
    LabelLook,
    Paragraph,
    ParagraphLook,
    Run,
    RunLook,
    Section,
    Table,
    WordDocument,
)
from service.conformance.word_document import Line as DrawnLine
from service.docx.standard import (
    COMPONENTS,
    FURTHER_COMPONENTS,
    LETTERHEAD_COLUMNS_PERCENT,
    MARGIN_BOTTOM_MM,
    MARGIN_LEFT_MM,
    MARGIN_RIGHT_MM,
    MARGIN_TOP_MM,
    PAGE_HEIGHT_MM,
    PAGE_NUMBER_FROM_EDGE_MM,
    PAGE_WIDTH_MM,
)

MAIN, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
_TEXT_MM = PAGE_WIDTH_MM - MARGIN_LEFT_MM - MARGIN_RIGHT_MM
HEAD_MM = tuple(_TEXT_MM * share / 100 for share in LETTERHEAD_COLUMNS_PERCENT)

#: The style of the standard that a kind of component looks like.
STYLES = {
    "national_name": "QuocHieu",
    "motto": "TieuNgu",
    "motto_rule": "DuongKeTieuNgu",
    "parent_organ": "CoQuanChuQuan",
    "organ": "TenCoQuan",
    "organ_rule": "DuongKe",
    "number": "SoKyHieu",
    "place_date": "DiaDanhThoiGian",
    "type_name": "TenLoai",
    "subject": "TrichYeu",
    "subject_rule": "DuongKe",
    "letter_subject": "TrichYeuCongVan",
    "addressees": "KinhGuiNhieuNoi",
    "addressee": "DanhSachKinhGui",
    "authority": "ThamQuyenBanHanh",
    "basis": "CanCu",
    "enacting": "MenhDeQuyetDinh",
    "part": "Phan",
    "part_title": "TieuDePhan",
    "chapter": "ChuongSo",
    "chapter_title": "TieuDeChuong",
    "section": "MucSo",
    "section_title": "TieuDeMuc",
    "roman_heading": "Muc",
    "article": "Dieu",
    "clause": "Khoan",
    "titled_clause": "KhoanCoTieuDe",
    "point": "Diem",
    "dash": "GachDauDong",
    "body": "DoanVan",
    "signer_position": "QuyenHanChucVu",
    "signer_name": "HoTenNguoiKy",
    "recipients": "NoiNhan",
    "recipient": "DanhSachNoiNhan",
    "drafter": "KyHieuNguoiSoanThao",
    "address": "DiaChiCoQuan",
    "secrecy": "DauMat",
    "priority": "DauKhan",
    "circulation": "ChiDanLuuHanh",
    "annex": "PhuLuc",
    "annex_title": "TenPhuLuc",
    "annex_reference": "ChiDanPhuLuc",
    "page_number": "SoTrang",
    "": "DoanVan",
}


@dataclass
class Line:
    """One paragraph. ``kind`` "" is no component; ``cell`` is its table, row and column."""

    kind: str
    text: str
    letters: RunLook
    shape: ParagraphLook
    cell: tuple[int, int, int] | None = None
    part: str = MAIN
    section: int = 0
    label: str = ""
    #: How the label looks; as ``letters`` where nothing is said.
    label_look: LabelLook | None = None
    #: Pieces of the text that look otherwise than ``letters``; together they are the text.
    pieces: list[tuple[str, RunLook]] | None = None
    certainty: float = 0.95
    boxes: tuple[Box, ...] = ()
    #: Of a mark: width, height and line of what is drawn around it.
    frame: Frame | None = None

    def look(self, **letters: Any) -> None:
        """Let all its letters look otherwise."""
        self.letters = replace(self.letters, **letters)
        if self.pieces is not None:
            self.pieces = [(text, replace(look, **letters)) for text, look in self.pieces]

    def set(self, **shape: Any) -> None:
        """Let its lines look otherwise."""
        self.shape = replace(self.shape, **shape)

    def say(self, text: str) -> None:
        """Write something else in it."""
        self.text, self.pieces = text, None


def line(kind: str, text: str, cell: tuple[int, int, int] | None = None, **more: Any) -> Line:
    """A line that looks as the standard has it."""
    look = COMPONENTS.get(STYLES[kind]) or FURTHER_COMPONENTS[STYLES[kind]]
    letters = RunLook(
        size_pt=look.size_pt,
        bold=look.bold,
        italic=look.italic,
        colour=None if look.colour == "000000" else look.colour,
    )
    shape = ParagraphLook(
        align=look.align,
        left_mm=look.left_mm,
        first_line_mm=look.first_line_mm - look.hanging_mm,
        before_pt=look.before_pt,
        after_pt=look.after_pt,
        line=look.line,
        ruled_above=look.ruled,
    )
    return Line(kind, text, letters, shape, cell, **more)


def article(text: str) -> Line:
    """An article whose word and number are bold."""
    made = line("article", text)
    end = text.index(".") + 1
    made.pieces = [(text[:end], replace(made.letters, bold=True)), (text[end:], made.letters)]
    return made


@dataclass
class Draft:
    """A document before it is judged."""

    lines: list[Line]
    type_name: str | None
    sections: list[Section]
    tables: list[Table] = field(default_factory=list)
    drawn: list[DrawnLine] = field(default_factory=list)
    even_and_odd: bool = False
    pages: PrintedPages | None = None

    def first(self, kind: str) -> Line:
        return next(one for one in self.lines if one.kind == kind)

    def last(self, kind: str) -> Line:
        return [one for one in self.lines if one.kind == kind][-1]

    def drop(self, kind: str) -> None:
        """Take every line of a kind out."""
        self.lines = [one for one in self.lines if one.kind != kind]

    def before(self, kind: str, *added: Line) -> None:
        """Put lines before the first of a kind."""
        at = self.lines.index(self.first(kind))
        self.lines[at:at] = added

    def section(self, at: int = 0, **changed: Any) -> None:
        self.sections[at] = replace(self.sections[at], **changed)

    def document(self) -> WordDocument:
        counts: dict[str, int] = {}
        paragraphs = []
        for one in self.lines:
            index = counts.setdefault(one.part, 0)
            counts[one.part] += 1
            table, row, column = one.cell or (None, None, None)
            pieces = one.pieces or ([(one.text, one.letters)] if one.text else [])
            runs = tuple(Run(text, look, None) for text, look in pieces)
            text = "".join(piece for piece, _ in pieces)
            paragraphs.append(
                Paragraph(
                    one.part,
                    index,
                    text,
                    one.shape,
                    runs,
                    None,
                    one.label,
                    one.section,
                    table,
                    row,
                    column,
                    mark=one.letters,
                    label_look=(one.label_look or LabelLook(one.letters, None))
                    if one.label
                    else None,
                )
            )
        numbered = [at for at, one in enumerate(self.lines) if one.kind == "page_number"]
        return WordDocument(
            tuple(paragraphs),
            tuple(self.sections),
            tuple(self.tables),
            tuple(self.drawn),
            tuple(("PAGE", at) for at in numbered),
            MAIN,
            "vi-VN",
            self.even_and_odd,
            {},
            empty_headers=frozenset({HEADER}) - {one.part for one in self.lines},
        )

    def components(self) -> Components:
        found = []
        annexes = 0
        for at, one in enumerate(self.lines):
            annexes += one.kind == "annex"
            if one.kind:
                annex = annexes - 1 if annexes else None
                number = KINDS[one.kind][0]
                found.append(
                    Component(
                        one.kind,
                        number,
                        (at,),
                        one.text,
                        one.certainty,
                        annex=annex,
                        frame=one.frame,
                    )
                )
        return Components(tuple(found), "state", self.type_name, None, 0.95)

    def judged(self) -> Judged:
        places = {at: one.boxes for at, one in enumerate(self.lines) if one.boxes}
        pages = PrintedPages(((595.3, 841.9),) * 2, places, 2) if places else None
        return Judged(self.document(), self.components(), pages)


Fault = Callable[[Draft], object]


def findings(draft: Draft) -> tuple[Finding, ...]:
    """What all rules say of it."""
    return judge(draft.judged())[0]


def faulty(draft: Draft, fault: Fault) -> Draft:
    """A copy with one fault in it."""
    changed = copy.deepcopy(draft)
    fault(changed)
    return changed


def mended(judged: Judged, changes: tuple[Change, ...]) -> Judged:
    """The document with these changes carried out, as plain data; reshapings are the fixer's."""
    document = judged.document
    sections, paragraphs = list(document.sections), list(document.paragraphs)
    for change in changes:
        at, value = change.at, {change.name: cast(Any, change.value)}
        if at is None or change.target == "document":
            continue
        if change.target == "section":
            sections[at] = replace(sections[at], **value)
        elif change.target == "paragraph":
            look = replace(paragraphs[at].look, **value)
            paragraphs[at] = replace(paragraphs[at], look=look)
        elif change.target == "level" or change.run == -1:
            _relabel(paragraphs, change)
        else:
            runs = tuple(
                replace(run, look=replace(run.look, **value))
                if change.run in (None, number)
                else run
                for number, run in enumerate(paragraphs[at].runs)
            )
            paragraphs[at] = replace(paragraphs[at], runs=runs)
    changed = replace(document, sections=tuple(sections), paragraphs=tuple(paragraphs))
    return replace(judged, document=changed)


def _relabel(paragraphs: list[Paragraph], change: Change) -> None:
    """Let the label of a paragraph look otherwise, or those of its whole level."""
    looked_at = paragraphs[change.at or 0].label_look
    for at, paragraph in enumerate(paragraphs):
        look = paragraph.label_look
        is_meant = at == change.at
        if change.target == "level":
            is_meant = look is not None and looked_at is not None and look.level is looked_at.level
        if look is not None and is_meant:
            value = cast(Any, {change.name: change.value})
            new = replace(look, letters=replace(look.letters, **value))
            paragraphs[at] = replace(paragraph, label_look=new)


def sheet(**changed: Any) -> Section:
    """An upright sheet of A4 with a page number from its second page."""
    whole: dict[str, Any] = {
        "width_mm": PAGE_WIDTH_MM,
        "height_mm": PAGE_HEIGHT_MM,
        "landscape": False,
        "top_mm": MARGIN_TOP_MM,
        "bottom_mm": MARGIN_BOTTOM_MM,
        "left_mm": MARGIN_LEFT_MM,
        "right_mm": MARGIN_RIGHT_MM,
        "gutter_mm": 0.0,
        "header_mm": PAGE_NUMBER_FROM_EDGE_MM,
        "footer_mm": 10.0,
        "first_page_differs": True,
        "first_page_number": None,
        "page_number_format": "decimal",
        "columns": 1,
        "headers": {"default": HEADER},
        "footers": {},
        "break_type": "nextPage",
        "element": None,
    }
    return Section(**{**whole, **changed})


def table(index: int, widths: tuple[float, ...], **changed: Any) -> Table:
    """A table without lines that sets out a head or a foot."""
    plain = Table(MAIN, index, 2, len(widths), widths, False, 0, "left", None, 0, None, (0.0, 0.0))
    return replace(plain, **changed)
