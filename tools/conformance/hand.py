"""A manuscript becomes the blocks of a document, as one office lays its documents out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal
from zlib import crc32

from service.docx.typography.letters import text_width_mm
from tools.conformance import drawn_rules
from tools.conformance.looks import Look, Looks, looks
from tools.conformance.manuscripts import Annex, Manuscript, Typed
from tools.conformance.word_package import (
    Letters,
    Lines,
    Package,
    Part,
    Sheet,
    Table,
    paragraph,
    part_of,
    run,
)

HeadShape = Literal["row_for_each_line", "two_rows", "one_row", "broken_lines"]
RuleShape = Literal["border", "vml", "drawing", "typed"]
PageNumber = Literal["simple", "complex", "gallery"]
#: The name of the header's part; that of first pages stays unsaid and is so empty.
HEADER = "header1.xml"
_FOOTER = "footer1.xml"


@dataclass(frozen=True)
class Hand:
    """One office's habits. ``styled`` says every look by a paragraph style; else it stands at every paragraph and run.

    ``numbered_clauses`` leaves the numbers of clauses to Word's automatic numbering.
    """

    name: str
    what: str
    looks: Looks = field(default_factory=looks)
    sheet: Sheet = field(default_factory=Sheet)
    head: HeadShape = "row_for_each_line"
    rules: RuleShape = "drawing"
    page_number: PageNumber = "simple"
    styled: bool = False
    numbered_clauses: bool = False
    left_share: float = 0.4
    #: w:docDefaults, and styles beside those of ``styled``.
    defaults: str = ""
    styles: str = ""
    parts: Sequence[Part] = ()

    def document(self, manuscript: Manuscript) -> bytes:
        """The whole .docx."""
        return self.package(manuscript).bytes()

    def package(self, manuscript: Manuscript) -> Package:
        """The document before it is packed, so that faults can be put in."""
        sheet = replace(self.sheet, headers=[("default", HEADER)], first_differs=True)
        parts = self.all_parts()
        if manuscript.organ_address:
            address = self.line("organ_address", manuscript.organ_address)
            parts.append(part_of("footer", _FOOTER, "ftr", address))
            sheet = replace(sheet, footers=[("first", _FOOTER)])
        blocks = [*self.opening(manuscript), *self.text(manuscript), *self.closing(manuscript)]
        for annex in manuscript.annexes:
            blocks.append(paragraph(lines=Lines(section=sheet.xml())))
            blocks += self.annex(annex)
            sheet = replace(sheet, restarts=True)
        return Package(blocks, sheet, parts)

    def all_parts(self) -> list[Part]:
        """Styles, numbering, the header with the page number, and what the hand has of its own."""
        found = [
            part_of("styles", "styles.xml", "styles", self._styles()),
            part_of("header", HEADER, "hdr", self._page_number()),
            *self.parts,
        ]
        return (
            [*found, part_of("numbering", "numbering.xml", "numbering", _NUMBERING)]
            if self.numbered_clauses
            else found
        )

    # What is written of one paragraph.

    def line(
        self, kind: str, text: str, *, bold: int = 0, after: str = "", **changed: object
    ) -> str:
        """One paragraph of a kind; ``bold`` letters at its start are bold, ``after`` is XML at its end."""
        look = self.looks[kind]
        letters = Letters() if self.styled else look.letters
        lines = Lines(style=style_id(kind)) if self.styled else replace(look.lines, mark=letters)
        lines = replace(lines, **changed)  # type: ignore[arg-type]
        lead = run(text[:bold], replace(letters, bold=True)) if bold else ""
        return paragraph(lead + (run(text[bold:], letters) if text[bold:] else "") + after, lines)

    def rule(
        self, text: str, kind: str, room: float, share: float, drop_mm: float = 5.0
    ) -> tuple[str, str]:
        """(XML for the end of the line, a paragraph below it) of the rule under a line: one of the two is empty."""
        letters = self.looks[kind].letters
        length = drawn_rules.length_mm(
            text, letters.size or 14, bold=letters.bold, room_mm=room, share=share
        )
        if self.rules == "border":
            return "", drawn_rules.as_border(length, room)
        if self.rules == "typed":
            strokes = "_" * round(length / text_width_mm("_", 8))
            return "", paragraph(
                run(strokes, Letters(font="Times New Roman", size=8)), self.looks["blank"].lines
            )
        if self.rules == "vml":
            blank = Lines(align="center", first_mm=0, left_mm=0, before=0, after=0, line=1.0)
            return "", paragraph(drawn_rules.as_vml(length, room), blank)
        return drawn_rules.as_drawing(length, room, drop_mm), ""

    # The three parts of a document.

    def opening(self, manuscript: Manuscript) -> list[str]:
        """The head's table, the type and the subject, and the addressees."""
        return [
            self.head_table(manuscript),
            *(self._title(manuscript) if manuscript.type_name else ()),
            *self._addressees(manuscript.addressees),
        ]

    def _title(self, manuscript: Manuscript) -> list[str]:
        room = self.sheet.text_mm
        drawn, below = self.rule(manuscript.subject, "subject", room, drawn_rules.SHARE, drop_mm=1)
        return [
            self.line("type", manuscript.type_name),
            self.line("subject", manuscript.subject),
            below or self.line("blank", "", after=drawn),
        ]

    def _addressees(self, addressees: Sequence[str]) -> list[str]:
        if len(addressees) < 2:
            return [self.line("address", f"Kính gửi: {one}") for one in addressees]
        *others, last = (f"- {one}" for one in addressees)
        listed = [*(f"{one};" for one in others), f"{last}."]
        return [
            self.line("addresses", "Kính gửi:"),
            *(self.line("addressee", one) for one in listed),
        ]

    def head_table(self, manuscript: Manuscript) -> str:
        """Ô 1 to 4."""
        left, right = self.head_lines(manuscript)
        room = self.sheet.text_mm
        widths = (room * self.left_share, room * (1 - self.left_share))
        date = self.line("date", manuscript.date) if manuscript.date else ""
        number = self.line("number", manuscript.number)
        if manuscript.letter_subject:
            number += self.line("letter_subject", manuscript.letter_subject)
        number += "".join(self._stamp(*one) for one in manuscript.stamps)
        rows: list[tuple[str, str]]
        if self.head == "row_for_each_line":
            rows = [*zip(left, right, strict=True), (number, date)]
        elif self.head == "one_row":
            rows = [("".join([*left, number]), "".join([*right, date]))]
        elif self.head == "broken_lines":
            rows = [(self._broken(manuscript), "".join(right)), (number, date)]
        else:
            rows = [("".join(left), "".join(right)), (number, date)]
        return Table(widths, rows, align="center").xml()

    def _stamp(self, kind: str, words: str, width_mm: float) -> str:
        """A frame below the number, with a line below it that keeps it apart from the next."""
        framed = Table((width_mm,), [(self.line(kind, words),)], bordered=True, align="center")
        return framed.xml() + self.line("blank", "")

    def head_lines(self, manuscript: Manuscript) -> tuple[list[str], list[str]]:
        """The lines of ô 2 and of ô 1, with their rules."""
        room = self.sheet.text_mm - 2 * 3.8
        left_room, right_room = room * self.left_share, room * (1 - self.left_share)
        motto = "Độc lập - Tự do - Hạnh phúc"
        under_organ, organ_rule = self.rule(manuscript.organ, "organ", left_room, drawn_rules.SHARE)
        under_motto, motto_rule = self.rule(motto, "motto", right_room, 1.0)
        left = [
            self.line("parent", manuscript.parent),
            self.line("organ", manuscript.organ, after=under_organ) + organ_rule,
        ]
        right = [
            self.line("national", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            self.line("motto", motto, after=under_motto) + motto_rule,
        ]
        return left, right

    def text(self, manuscript: Manuscript) -> list[str]:
        """Ô 6."""
        return [self.typed(one) for one in manuscript.text]

    def typed(self, one: Typed) -> str:
        """One paragraph of the text."""
        if self.numbered_clauses and one.kind == "clause":
            return self.line(one.kind, one.text.partition(" ")[2], numbering=1)
        return self.line(one.kind, one.text, bold=one.bold)

    def closing(self, manuscript: Manuscript) -> list[str]:
        """Ô 7 and 9b: beside each other, or below each other where two sign."""
        room = self.sheet.text_mm
        received = [self.line("recipients", "Nơi nhận:")]
        received += [self.line("recipient", one) for one in manuscript.recipients]
        signed = [self._signature(one.titles, one.name) for one in manuscript.signatures]
        if len(signed) == 1:
            return [Table((room * 0.46, room * 0.54), [("".join(received), signed[0])]).xml()]
        return [Table((room / 2, room / 2), [signed]).xml(), *received]

    def annex(self, annex: Annex) -> list[str]:
        """One annex, with its table."""
        columns = len(annex.rows[0])
        room = self.sheet.text_mm
        widths = (15.0, *[(room - 15.0) / (columns - 1)] * (columns - 1))
        rows = [[self.line("cell_head", text) for text in annex.rows[0]]]
        for first, *others in annex.rows[1:]:
            rows.append(
                [self.line("cell_middle", first), *(self.line("cell", text) for text in others)]
            )
        return [
            self.line("annex", annex.label),
            self.line("annex_title", annex.title),
            self.line("annex_guide", annex.guide),
            Table(widths, rows, bordered=True, head_rows=1).xml(),
            self.line("blank", ""),
        ]

    def _signature(self, titles: Sequence[str], name: str) -> str:
        blanks = self.line("blank", "") * 4
        return (
            "".join(self.line("position", title) for title in titles)
            + blanks
            + self.line("name", name)
        )

    def _broken(self, manuscript: Manuscript) -> str:
        """The parent and the organ in one paragraph, the second bold after a line break."""
        room = (self.sheet.text_mm - 7.6) * self.left_share
        inline, below = self.rule(manuscript.organ, "organ", room, drawn_rules.SHARE)
        look = self.looks["organ"]
        upper = run(manuscript.parent + "\n", replace(look.letters, bold=False))
        return paragraph(upper + run(manuscript.organ, look.letters) + inline, look.lines) + below

    # The parts.

    def _styles(self) -> str:
        defaults = f"<w:docDefaults>{self.defaults}</w:docDefaults>" if self.defaults else ""
        normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        own = (
            "".join(_style(kind, look) for kind, look in self.looks.items()) if self.styled else ""
        )
        return (
            defaults + ("" if 'w:styleId="Normal"' in self.styles else normal) + self.styles + own
        )

    def _page_number(self) -> str:
        look = self.looks["page_number"]
        letters = look.letters
        number = (
            f'<w:fldSimple w:instr=" PAGE ">{run("2", letters)}</w:fldSimple>'
            if self.page_number == "simple"
            else _complex_field(letters)
        )
        line = paragraph(number, look.lines)
        if self.page_number != "gallery":
            return line
        gallery = '<w:docPartObj><w:docPartGallery w:val="Page Numbers (Top of Page)"/><w:docPartUnique/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{line}</w:sdtContent></w:sdt>"


def style_id(kind: str) -> str:
    """A name that tells nothing of what the style is for."""
    return f"Kieu{crc32(kind.encode()) % 99991}"


def _style(kind: str, look: Look) -> str:
    identity = style_id(kind)
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{identity}"/>'
        f'<w:basedOn w:val="Normal"/>{look.lines.xml()}{look.letters.xml()}</w:style>'
    )


def _complex_field(letters: Letters) -> str:
    def mark(kind: str) -> str:
        return f'<w:r>{letters.xml()}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r>{letters.xml()}<w:instrText xml:space="preserve">PAGE   \\* MERGEFORMAT</w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run("2", letters) + mark("end")


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
