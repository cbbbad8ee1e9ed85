"""A template and a context become a .docx by the engine alone, so that layout is tested on its own."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from service.docx import rendering
from service.docx.embedded_data import DocumentMetadata, canonical
from service.language.holding_together import held_together

TEMPLATES = Path(__file__).parents[2] / "templates_docx"


def render(slug: str, context: dict[str, Any], template: bytes | None = None) -> bytes:
    """The finished .docx of ``templates_docx/<slug>.docx``, or of the template's bytes when given."""
    used = template or (TEMPLATES / f"{slug}.docx").read_bytes()
    return rendering.render(_compiled(slug, used), context, _metadata(slug))


def held(value: Any) -> Any:
    """What the service prints of a value: texts are held together."""
    return held_together(value) if isinstance(value, str) else value


@functools.lru_cache(16)
def _compiled(slug: str, template: bytes) -> rendering.CompiledTemplate:
    return rendering.compile_template(slug, template)


def _metadata(slug: str) -> DocumentMetadata:
    return DocumentMetadata(
        slug=slug,
        type_name="Văn bản",
        title="Văn bản: thử",
        subject="thử",
        creator="Sở Ngoại vụ",
        properties={},
        data=canonical({}),
        service_version="1.0.0",
    )
