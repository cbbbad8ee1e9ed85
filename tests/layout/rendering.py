"""A template and a context become a .docx by plain docxtpl, so that layout is tested on its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from service.docx.rendering import line_filters, page_ends, section_breaks, template_preprocessor
from service.language.holding_together import held_together

TEMPLATES = Path(__file__).parents[2] / "templates_docx"


def render(slug: str, context: dict[str, Any], template: bytes | None = None) -> bytes:
    """The finished .docx of ``templates_docx/<slug>.docx``, or of the template's bytes when given."""
    spelled = template_preprocessor.expand(template or (TEMPLATES / f"{slug}.docx").read_bytes())
    environment = Environment(undefined=StrictUndefined, autoescape=True, finalize=held)
    environment.filters.update(line_filters.FILTERS)
    document = DocxTemplate(io.BytesIO(spelled))
    document.render(context, jinja_env=environment, autoescape=True)
    saved = io.BytesIO()
    document.save(saved)
    return _folded(saved.getvalue())


def held(value: Any) -> Any:
    """What the service prints of a value: texts are held together."""
    return held_together(value) if isinstance(value, str) else value


def _folded(docx: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == template_preprocessor.DOCUMENT_PART:
                content = section_breaks.arrange_section_breaks(page_ends.keep_page_ends(content))
            new.writestr(entry, content)
    return target.getvalue()
