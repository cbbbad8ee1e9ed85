"""The first words of an article that lists something stay with the first line of its list."""

from __future__ import annotations

import io

import docx

from service.docx import standard
from tests.documents import inputs
from tests.layout.rendering import render

SLUG = "commendation-decision"


def test_an_article_stays_with_its_first_line() -> None:
    made = docx.Document(io.BytesIO(render(SLUG, inputs.context(SLUG, inputs.sample(SLUG)))))
    texts = [(line.text, line.style and line.style.style_id) for line in made.paragraphs]
    announcing = [
        style for text, style in texts if text.startswith("Điều") and text.endswith("như sau:")
    ]
    assert announcing == ["DieuCuoi", "DieuCuoi"]
    assert standard.COMPONENTS["DieuCuoi"].keep_next
