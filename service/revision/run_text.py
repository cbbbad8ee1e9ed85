"""What a paragraph of WordprocessingML shows: its runs, without what was deleted, hidden or is a page's number.

Only this module knows fields, which may begin in one paragraph and end in another.
"""

from __future__ import annotations

from typing import Any, Final

from service.docx.embedded_data import parse
from service.docx.word_namespace import W, with_usual_namespace

_BOX = f"{W}txbxContent"
_RUN, _TEXT, _BREAK, _SYMBOL = f"{W}r", f"{W}t", f"{W}br", f"{W}sym"
_FIELD_STEP, _INSTRUCTION, _SIMPLE_FIELD = f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"
_RUN_LOOK, _PARAGRAPH_LOOK, _HIDDEN = f"{W}rPr", f"{W}pPr", f"{W}vanish"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: What is not seen: properties, what a tracked change took away, the second writing of a text box.
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
UNSEEN = frozenset({_FALLBACK, *(f"{W}{name}" for name in (*_PROPERTIES, "del", "moveFrom"))})
_DELETIONS = (f"{W}del", f"{W}moveFrom")
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
#: Stands for the break that the service sets in a title, until Word saves it as one like any other.
SET_BREAK: Final = "\u2028"
_BREAKS = {None: "\n", "textWrapping": SET_BREAK}
#: Numbers of pages are Word's, not the document's.
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def parsed(part: bytes) -> Any:
    """The root of a part; the strict form of the standard counts as the usual one."""
    return parse(with_usual_namespace(part))


class _Field:
    """A field that is open: Word computes its result, which may be shown."""

    def __init__(self) -> None:
        self.instruction = ""
        self.has_result = False

    @property
    def shows(self) -> bool:
        return self.has_result and not _counts_pages(self.instruction)


class RunText:
    """Reads paragraphs one after the other."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []

    def begin_part(self) -> None:
        """A field ends with the part that it began in."""
        self._fields.clear()

    def read(self, paragraph: Any, boxes: list[Any]) -> str:
        """What a paragraph shows; its text boxes are put into ``boxes``."""
        if not self._fields:
            text = _text_of_runs(paragraph)
            if text is not None:
                return text
        found: list[str] = []
        waiting = list(reversed(paragraph))
        while waiting:
            node = waiting.pop()
            tag = node.tag
            if tag == _TEXT:
                if all(field.shows for field in self._fields):
                    found.append(node.text or "")
            elif tag == _BOX:
                boxes.append(node)
            elif tag in UNSEEN or _is_hidden(node, tag):
                continue
            elif tag == _FIELD_STEP:
                self._step(node.get(f"{W}fldCharType"))
            elif tag == _INSTRUCTION:
                self._instruct(node.text or "")
            elif len(node) == 0:
                if all(field.shows for field in self._fields):
                    found.append(_sign(node, tag))
            else:
                waiting.extend(reversed(node))
        return "".join(found)

    def _step(self, step: str | None) -> None:
        if step == "begin":
            self._fields.append(_Field())
        elif self._fields and step == "separate":
            self._fields[-1].has_result = True
        elif self._fields and step == "end":
            self._fields.pop()

    def _instruct(self, text: str) -> None:
        if self._fields:
            self._fields[-1].instruction += text
            self._fields[-1].has_result = False


def _text_of_runs(paragraph: Any) -> str | None:
    """What a paragraph shows that holds runs of letters and nothing else, as nearly all do; None for any other."""
    found = []
    for run in paragraph:
        tag = run.tag
        if tag == _PARAGRAPH_LOOK:
            continue
        if tag != _RUN:
            return None
        for node in run:
            tag = node.tag
            if tag == _TEXT:
                found.append(node.text or "")
            elif tag != _RUN_LOOK or _child(node, _HIDDEN) is not None:
                return None
    return "".join(found)


def _is_hidden(node: Any, tag: Any) -> bool:
    """Letters that Word does not print, and a page's number."""
    if tag == _SIMPLE_FIELD:
        return _counts_pages(node.get(f"{W}instr", ""))
    look = _child(node, _RUN_LOOK) if tag == _RUN else None
    hidden = None if look is None else _child(look, _HIDDEN)
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off")


def _child(node: Any, tag: str) -> Any:
    """The first child of a name; lxml's ``find`` takes longer for the few that there are."""
    return next(node.iterchildren(tag), None)


def _counts_pages(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in _PAGES


def _sign(node: Any, tag: Any) -> str:
    """What an element without children shows."""
    if tag == _MATH_TEXT:
        return node.text or ""
    if tag == _BREAK:
        # A break of a page or a column is layout, not text.
        return _BREAKS.get(node.get(f"{W}type"), "")
    if tag == _SYMBOL:
        code = str(node.get(f"{W}char", ""))
        return chr(int(code, 16)) if len(code) == 4 and code.isalnum() and _is_hex(code) else ""
    return _SIGNS.get(tag, "")


def _is_hex(code: str) -> bool:
    return all(sign in "0123456789abcdefABCDEF" for sign in code)


def holds_deletions(part: Any) -> bool:
    """Whether anything in a part was taken away as a tracked change."""
    return next(part.iter(*_DELETIONS), None) is not None


def is_mark_deleted(paragraph: Any) -> bool:
    """Whether a tracked deletion took the paragraph's mark, so that it runs on into the next one."""
    look = _child(paragraph, _PARAGRAPH_LOOK)
    mark = None if look is None else _child(look, _RUN_LOOK)
    return mark is not None and any(mark.find(name) is not None for name in _DELETIONS)
