"""The texts of a part that are in an old encoding, by the fonts that show them or by their words, and each in Unicode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from service.conformance.reading import declared_styles
from service.conformance.reading.package import Package
from service.conformance.reading.tables import TableStyles
from service.docx.word_namespace import W
from service.language import vietnamese
from service.language.vietnamese import Legacy

_P, _R, _T, _DELETED = f"{W}p", f"{W}r", f"{W}t", f"{W}delText"
#: What stands between two texts and parts words.
_PARTING: Final = frozenset(
    f"{W}{name}" for name in ("tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen")
)
_BREAK: Final = "\n"


@dataclass(frozen=True, slots=True)
class ConvertedRun:
    """The text of one run before and after. ``paragraph`` is its place (from 0) among all w:p of the part; None for what a list
    or a style writes."""

    part: str
    paragraph: int | None
    font: str
    encoding: Legacy
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Text:
    """One w:t or w:delText with the font that shows it."""

    element: Any
    font: str

    @property
    def encoding(self) -> Legacy | None:
        """The encoding of its font; None of a font of Unicode."""
        return vietnamese.encoding_of_font(self.font)


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of one paragraph that are read together: a letter of VNI may begin in one and end in the next."""

    texts: tuple[Text, ...]
    #: What parts words behind each text: a break, or nothing.
    gaps: tuple[str, ...]

    @property
    def joined(self) -> str:
        return "".join(
            (text.element.text or "") + gap for text, gap in zip(self.texts, self.gaps, strict=True)
        )

    @property
    def encoding(self) -> Legacy | None:
        """What its letters are in: as its font says, else as its words do; None where they are Unicode."""
        found = self.texts[0].encoding or vietnamese.detect_legacy(self.joined)
        return None if found == "mojibake" else found

    def in_unicode(self, encoding: Legacy) -> list[str]:
        """What each text is in Unicode; a letter is its where it begins."""
        in_its_font = self.texts[0].encoding is not None
        owners = [
            at
            for at, (text, gap) in enumerate(zip(self.texts, self.gaps, strict=True))
            for _ in (text.element.text or "") + gap
        ]
        found = [""] * len(self.texts)
        place = 0
        for typed, letter in vietnamese.aligned(self.joined, encoding, in_its_font=in_its_font):
            if letter != _BREAK:
                found[owners[place]] += letter
            place += len(typed)
        return [
            vietnamese.upper(text) if vietnamese.has_only_capitals(one.font) else text
            for text, one in zip(found, self.texts, strict=True)
        ]


class OldLetters:
    """Finds the groups of a package's parts."""

    def __init__(self, package: Package) -> None:
        self._declarations, self._styles = declared_styles(package)
        self._tables = TableStyles(self._styles, self._declarations)

    def groups(self, root: Any) -> Iterator[tuple[int, Group]]:
        """Every group of a part with the number of its paragraph."""
        for number, paragraph in enumerate(root.iter(_P)):
            for group in self._of_paragraph(paragraph):
                yield number, group

    def _of_paragraph(self, paragraph: Any) -> Iterator[Group]:
        texts: list[Text] = []
        gaps: list[str] = []
        for element in self._inside(paragraph):
            if element.tag in _PARTING:
                gaps[-1:] = [_BREAK] if gaps else []
                continue
            text = Text(element, self._font_of(element.getparent(), paragraph))
            if texts and not _goes_on(texts[-1], text):
                yield Group(tuple(texts), tuple(gaps))
                texts, gaps = [], []
            texts.append(text)
            gaps.append("")
        if texts:
            yield Group(tuple(texts), tuple(gaps))

    def _inside(self, paragraph: Any) -> Iterator[Any]:
        """The texts of a paragraph and what parts them, without the paragraphs of text boxes in it."""
        for run in paragraph.iter(_R):
            if next(run.iterancestors(_P), None) is paragraph:
                for child in run:
                    if child.tag in (_T, _DELETED) or child.tag in _PARTING:
                        yield child

    def _font_of(self, run: Any, paragraph: Any) -> str:
        """The font that is in effect for letters beyond ASCII, else for the others."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        key = None if style is None else style.get(f"{W}val")
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        name = None if table is None else table.find(f"{W}tblPr/{W}tblStyle")
        table_key = self._styles.default_table if name is None else name.get(f"{W}val", "")
        cell = self._tables.of_cell("" if table is None else table_key, ())
        look = self._styles.run_look(
            (key, cell.key), cell.run, self._declarations.of_run(run.find(f"{W}rPr"))
        )
        if vietnamese.encoding_of_font(look.accented_font) is None:
            return look.font
        return look.accented_font


def _goes_on(before: Text, text: Text) -> bool:
    """Whether two texts are read together: in the same encoding, both deleted or neither, both in capitals or neither."""
    return before.element.tag == text.element.tag and before.encoding == text.encoding
