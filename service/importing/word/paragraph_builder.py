"""Runs of letters become one Paragraph: what holds for all of them, its label, its blanks."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.docx.symbol_signs import with_symbols
from service.importing.word.blocks import Paragraph
from service.importing.word.raised_signs import Place, as_signs
from service.schema.text_cleaning import clean


@dataclass(slots=True)
class ParagraphBuilder:
    """One paragraph in the making."""

    level: int = 0
    list_level: int = 0
    is_title: bool = False
    align: str = ""
    indent: float = 0.0
    label: str = ""
    generated: bool = False
    _runs: list[str] = field(default_factory=list)
    _begun: bool = False
    _plain_weight: bool = False
    _plain_slope: bool = False

    def add(self, text: str, *, bold: bool, italic: bool, place: Place = "") -> None:
        """Further letters; blanks and marks of a list say nothing of how the paragraph looks."""
        # What a paragraph begins with is raised by nothing: the mark of a note that was typed.
        self._runs.append(as_signs(text, place) if self._begun else text)
        self._begun = self._begun or bool(text.strip())
        if any(sign.isalnum() for sign in text):
            self._plain_weight |= not bold
            self._plain_slope |= not italic

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its label is known yet."""
        return not self._begun

    def add_label(self, text: str) -> None:
        """Letters of the number or bullet that the program wrote before the paragraph."""
        self.label += text

    def build(self, after_blank: bool = False) -> Paragraph | None:
        """The paragraph; None when nothing can be seen of it."""
        label = clean(with_symbols(self.label))
        text = clean(with_symbols("".join(self._runs)), lines=True)
        if not text and not label:
            return None
        lettered = any(sign.isalnum() for sign in text)
        return Paragraph(
            text,
            label,
            self.generated,
            self.level,
            self.list_level,
            self.is_title,
            bold=lettered and not self._plain_weight,
            italic=lettered and not self._plain_slope,
            align=self.align,
            indent=round(self.indent, 1),
            after_blank=after_blank,
        )
