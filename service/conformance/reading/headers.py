"""Which headers are empty, so that a page's number can be put into them and nothing stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from service.conformance.characters import characters
from service.conformance.word_document import Section
from service.docx.word_namespace import W

_ONE_EMPTY_PARAGRAPH: Final = "<p>"
#: What Word fills in when it shows the page.
_FIELDS: Final = (f"{W}fldChar", f"{W}fldSimple")


def empty(sections: Iterable[Section], roots: Mapping[str, Any]) -> Iterator[str]:
    """The parts of headers that are one paragraph of their own, with no character and no field in it; it may draw something."""
    for part in {part for section in sections for part in section.headers.values()}:
        root = roots.get(part)
        if root is not None and _is_empty(root):
            yield part


def _is_empty(root: Any) -> bool:
    return (
        len(root) == 1
        and root[0].tag == f"{W}p"
        and characters(root) == _ONE_EMPTY_PARAGRAPH
        and next(root.iter(*_FIELDS), None) is None
    )
