"""Microsoft's validator found nothing wrong in the documents that the check is measured on.

They only change when their makers in ``tools/conformance`` do. ``python -m tests.recorded
tests.conformance.test_corpus_for_microsoft`` shows them to it and records what it says of each beside its digest.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import microsoft
from tests.recorded import Record
from tools.conformance import foreign
from tools.conformance.sound_documents import made_besides, made_by_hands, made_by_others

#: What LibreOffice saves has errors of its own to Microsoft's eyes.
LIBREOFFICE = "libreoffice"


def documents() -> Iterator[tuple[str, bytes]]:
    """(name, document): those that are sound, and those that offices make."""
    for one in (*made_by_hands(), *made_besides(), *made_by_others()):
        if one.maker != LIBREOFFICE:
            yield one.name.replace("/", "-"), one.docx
    for made in foreign.documents():
        if made.name != LIBREOFFICE:
            yield made.name, made.docx


def line(name: str, docx: bytes, said: object = "") -> str:
    return f"{name} {microsoft.digest(docx)}: {said or 'nothing wrong'}"


def seen_by_microsoft() -> str:
    """A line for each document, with what the validator says of it."""
    found = dict(documents())
    with tempfile.TemporaryDirectory() as folder:
        errors = microsoft.violations(Path(folder), found)
    return "\n".join(line(name, docx, errors[name]) for name, docx in found.items())


RECORD = Record(Path(__file__).with_name("corpus_for_microsoft.txt"), {"corpus": seen_by_microsoft})


def test_the_corpus_is_the_one_in_which_microsoft_found_nothing_wrong() -> None:
    found = [line(name, docx) for name, docx in documents()]
    assert len(found) >= 50
    assert RECORD.expected["corpus"].splitlines() == found
