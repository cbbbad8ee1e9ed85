"""Word files in which something is missing or senseless, as other programs leave it, are judged and mended all the same."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from service.conformance import checking
from service.conformance.converting import convert
from service.conformance.fixing import mend
from service.errors import VanbanError
from tests.conformance.mended import parts
from tools.conformance import foreign

#: Tables, typed rules, sections, and what a web editor leaves behind.
NAMES = ("one-column-head", "typed-rules", "several-sections", "web-editor")
DOCUMENTS = {found.name: found.docx for found in foreign.documents() if found.name in NAMES}
_ATTRIBUTE = re.compile(rb' (w:\w+|\w+|r:\w+)="([^"]*)"')
_MOST = 60

GAPS: dict[str, Callable[[bytes, bytes], bytes]] = {
    "left out": lambda name, xml: re.sub(rb" " + name + rb'="[^"]*"', b"", xml),
    "senseless": lambda name, xml: re.sub(
        rb" " + name + rb'="[^"]*"', b" " + name + b'="x-1.5q"', xml
    ),
}


def _rewritten(docx: bytes, change: Callable[[bytes], bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts(docx).items():
            is_word = name.startswith("word/") and name.endswith(".xml")
            out.writestr(name, change(content) if is_word else content)
    return target.getvalue()


def _goes_through(docx: bytes) -> None:
    """A report and a mended document, or words of ours that say why not; anything else is a crash.

    Mending begins with what a check does.
    """
    for step in (partial(mend, judge=checking.judged), convert):
        try:
            step(docx)
        except VanbanError:
            continue


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_attribute_that_is_not_as_it_should_be_ends_nothing(name: str, gap: str) -> None:
    document = parts(DOCUMENTS[name])["word/document.xml"]
    attributes = sorted({found[1] for found in _ATTRIBUTE.finditer(document)} - {b"standalone"})
    # Half of them here, the other half in the next document, and with the other gap.
    first = ([*DOCUMENTS].index(name) + [*GAPS].index(gap)) % 2
    for attribute in [one for one in attributes if one.startswith(b"w:")][first:_MOST:2]:
        _goes_through(_rewritten(DOCUMENTS[name], partial(GAPS[gap], attribute)))
