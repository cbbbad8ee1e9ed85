"""A part of a .docx becomes its characters in their order: letters, tabs, breaks, signs, ends of paragraphs and cells."""

from __future__ import annotations

from typing import Any, Final

from service.docx.word_namespace import A, W

_LETTERS: Final = frozenset(
    {
        f"{W}t",
        f"{W}delText",
        f"{A}t",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    }
)
_SIGN_NAMES: Final = (
    "tab br cr noBreakHyphen softHyphen sym ptab pgNum p tc "
    "dayShort dayLong monthShort monthLong yearShort yearLong"
)
_SIGNS: Final = {f"{W}{name}": f"<{name}>" for name in _SIGN_NAMES.split()}
#: Tab stops have the name of tabs.
_STOPS: Final = f"{W}tabs"


def characters(root: Any) -> str:
    """Every character of a part, in order; the instructions of fields are none, what they show is."""
    found: list[str] = []
    for element in root.iter(*_LETTERS, *_SIGNS):
        tag = element.tag
        if tag in _LETTERS:
            found.append(element.text or "")
        elif element.getparent() is None or element.getparent().tag != _STOPS:
            found.append(_SIGNS[tag])
            found.extend(element.attrib.values() if tag == f"{W}sym" else ())
    return "".join(found)
