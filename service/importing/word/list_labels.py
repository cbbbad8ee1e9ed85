"""The numbers and bullets of automatic lists: Word's ``lvlText``, and the lists of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.docx.list_numbering import BULLET, written
from service.importing.word import css

_TYPES = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_STYLES = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter",
    "lower-latin": "lowerLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "decimal-leading-zero": "decimalZero", "none": "none",
}  # fmt: skip
#: Levels of a list in Word and in Google Docs, as HTML writes them.
_DEPTHS = frozenset("123456789")


@dataclass(slots=True)
class HtmlList:
    """A ``ul`` or ``ol`` while its items are read."""

    form: str
    depth: int
    number: int = 0

    @classmethod
    def of(cls, node: Any, depth: int) -> HtmlList:
        style = css.declarations(node.get("style", "")).get("list-style-type", "")
        form = _STYLES.get(style) or _TYPES.get(node.get("type", ""), "decimal")
        start = node.get("start", "")
        first = int(start) if start.isdecimal() and len(start) < 5 else 1
        return cls(form if node.tag == "ol" else "bullet", depth, first - 1)

    def label(self, item: Any) -> str:
        """The label of the next item, which may say its own form and, in Google Docs, its depth."""
        style = css.declarations(item.get("style", "")).get("list-style-type", "")
        level = item.get("aria-level", "")
        if level in _DEPTHS:
            self.depth = int(level)
        value = item.get("value", "")
        self.number = int(value) if value.isdecimal() and len(value) < 5 else self.number + 1
        if self.form == "bullet":
            return BULLET
        label = written(self.number, _STYLES.get(style, self.form))
        return f"{label}." if label else ""
