"""The letters of a paragraph become runs with their looks; fields, which may reach over paragraphs, are kept open between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from service.conformance.reading import drawings
from service.conformance.reading.declared import Declarations, Declared
from service.conformance.reading.styles import Styles
from service.conformance.word_document import Run
from service.docx.word_namespace import W
from service.errors import UnreadableInput

_RUN: Final = f"{W}r"
_SIMPLE_FIELD: Final = f"{W}fldSimple"
_FORMULAS: Final = frozenset(
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}" + name
    for name in ("oMath", "oMathPara")
)
_UNSEEN: Final = frozenset(
    f"{W}{name}" for name in ("pPr", "rPr", "del", "moveFrom", "sdtPr", "sdtEndPr")
)
_DRAWINGS: Final = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BREAKS: Final = {"page": "\f", "column": "\f"}
_DEEPEST: Final = 60


@dataclass(slots=True)
class ReadRuns:
    """What a paragraph holds."""

    runs: list[Run] = field(default_factory=list)
    #: Elements of drawings, for ``drawings.read``.
    drawings: list[Any] = field(default_factory=list)
    #: Instruction words of the fields that begin in it.
    fields: list[str] = field(default_factory=list)
    has_formula: bool = False


@dataclass(slots=True)
class _Field:
    """A complex field that is open: its instruction until it is known, and the run that began it."""

    instruction: str = ""
    has_result: bool = False
    named: bool = False

    def name(self) -> str:
        words = self.instruction.split(maxsplit=1)
        return words[0].upper()[:20] if words else ""


class RunReader:
    """Reads paragraphs one after the other."""

    def __init__(self, declarations: Declarations, styles: Styles, main_part: str) -> None:
        self._declarations, self._styles = declarations, styles
        self.main_part = main_part
        self._open: list[_Field] = []

    def begin_part(self) -> None:
        """A field ends with the part that it began in."""
        self._open = []

    def put_aside(self) -> list[_Field]:
        """The open fields, so that what is read next does not stand in them."""
        waiting, self._open = self._open, []
        return waiting

    def take_up(self, waiting: list[_Field]) -> None:
        """Go on in the fields that were put aside."""
        self._open = waiting

    def read(self, paragraph: Any, base: tuple[str | None, int], table: Declared) -> ReadRuns:
        """The runs of a w:p; ``base`` is its style and the key of ``table``, what the table's style says of letters."""
        found = ReadRuns()
        self._inside(paragraph, found, (base, table), 0)
        return found

    def _inside(self, node: Any, found: ReadRuns, base: Any, depth: int) -> None:
        if depth > _DEEPEST:
            raise UnreadableInput("Tệp .docx có đoạn văn lồng nhau quá sâu, không được chấp nhận.")
        for child in node:
            if child.tag == _RUN:
                self._run(child, found, base)
            elif child.tag in _FORMULAS:
                found.has_formula = True
            elif drawings.is_alternatives(child):
                for chosen in drawings.chosen(child):
                    self._inside([chosen], found, base, depth + 1)
            elif isinstance(child.tag, str) and child.tag not in _UNSEEN:
                before = len(found.runs)
                self._inside(child, found, base, depth + 1)
                if child.tag == _SIMPLE_FIELD:
                    self._simple_field(child, found, before)

    def _simple_field(self, node: Any, found: ReadRuns, before: int) -> None:
        name = _Field(node.get(f"{W}instr", "")).name()
        found.fields.append(name)
        if len(found.runs) > before:
            run = found.runs[before]
            found.runs[before] = Run(run.text, run.look, run.element, name)

    def _run(self, run: Any, found: ReadRuns, base: Any) -> None:
        texts: list[str] = []
        properties = None
        named = ""
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                texts.append(child.text or "")
            elif tag == f"{W}rPr":
                properties = child
            elif tag in _DRAWINGS:
                found.drawings.append(child)
            elif drawings.is_alternatives(child):
                found.drawings += [one for one in drawings.chosen(child) if one.tag in _DRAWINGS]
            elif tag in (f"{W}fldChar", f"{W}instrText"):
                named = self._step(child, found) or named
            else:
                texts.append(_sign(child))
        text = "".join(texts) if all(one.has_result for one in self._open) else ""
        if text or named:
            (key, table) = base
            look = self._styles.run_look(key, table, self._declarations.of_run(properties))
            found.runs.append(Run(text, look, run, named))

    def _step(self, node: Any, found: ReadRuns) -> str:
        """Follow a complex field; its name once it is known, at the run that ends its instruction."""
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field())
        elif not self._open:
            return ""
        elif kind is None:
            self._open[-1].instruction += node.text or ""
        else:
            current = self._open[-1]
            if kind == "separate":
                current.has_result = True
            else:
                self._open.pop()
            if not current.named:
                current.named = True
                found.fields.append(current.name())
                return current.name()
        return ""


def _sign(node: Any) -> str:
    """What an element of a run shows that is no text."""
    if node.tag == f"{W}br":
        return _BREAKS.get(node.get(f"{W}type", ""), "\n")
    if node.tag == f"{W}sym":
        code = node.get(f"{W}char", "")
        is_code = len(code) == 4 and all(sign in "0123456789abcdefABCDEF" for sign in code)
        return chr(int(code, 16)) if is_code and not 0xD800 <= int(code, 16) <= 0xDFFF else ""
    return _SIGNS.get(node.tag, "")
