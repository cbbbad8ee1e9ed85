"""The samples as they are printed: every paragraph with its style, its look and its words, every table with its widths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from service import documents, pipeline
from service.config import Settings
from service.conformance import reading
from service.conformance.word_document import Paragraph, ParagraphLook, RunLook, WordDocument
from service.intake import ParsedInput
from tests.documents.inputs import sample
from tests.recorded import Record

SERVICES = pipeline.build_services(Settings())
SAMPLES = [(slug, folder) for slug in documents.TYPES for folder in ("", "minimal")]


def _short(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _said(look: Any, plain: Any) -> str:
    """What differs from a look that nobody chose."""
    names = (field.name for field in fields(look))
    return ", ".join(
        f"{name} {_short(getattr(look, name))}"
        for name in names
        if getattr(look, name) != getattr(plain, name)
    )


def _paragraph(document: WordDocument, one: Paragraph) -> str:
    where = "" if one.table is None else f" in {one.table}:{one.row}:{one.column}"
    runs = [run for run in one.runs if run.text or run.field_name]
    letters = {_said(run.look, RunLook()): None for run in runs}
    text = "".join(f"<{run.field_name}>" * bool(run.field_name) + run.text for run in runs)
    style = document.style_names.get(one.look.style, one.look.style)
    return (
        f"{one.section}{where} {style} ({_said(one.look, ParagraphLook(style=one.look.style))})"
        f" [{' / '.join(letters)}] {one.label} {text!r}"
    )


def _printed(slug: str, folder: str) -> str:
    parsed = ParsedInput(sample(slug, folder))
    document = reading.read(pipeline.produce(SERVICES, documents.get(slug), parsed).content)
    return "\n".join(_lines(document))


def _lines(document: WordDocument) -> Iterator[str]:
    for section in document.sections:
        shown = {
            field.name: getattr(section, field.name)
            for field in fields(section)
            if field.name != "element"
        }
        yield ", ".join(f"{name} {_short(value)}" for name, value in shown.items())
    for table in document.tables:
        widths = " ".join(f"{width:.2f}" for width in table.column_widths_mm)
        yield f"table {table.rows} x {table.columns} ({widths}) bordered {table.bordered}, head {table.header_rows}"
    for one in document.paragraphs:
        yield _paragraph(document, one)


RECORD = Record(
    Path(__file__).with_name("printed_samples.txt"),
    {f"{slug} {folder}".strip(): partial(_printed, slug, folder) for slug, folder in SAMPLES},
)


@pytest.mark.parametrize("name", RECORD.cases)
def test_a_sample_is_printed_paragraph_by_paragraph_as_it_was_read(name: str) -> None:
    assert RECORD.made(name) == RECORD.expected[name]


def test_every_printed_sample_is_still_made() -> None:
    assert list(RECORD.expected) == list(RECORD.cases)
