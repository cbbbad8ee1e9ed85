"""What an answered page shows, as a clerk reads it."""

from __future__ import annotations

import html
import re

from werkzeug.test import TestResponse


def page(answer: TestResponse) -> str:
    return html.unescape(answer.get_data(as_text=True))


def shown(answer: TestResponse, pointer: str) -> str | None:
    """The text in the input of that name, of one line or of several."""
    found = re.search(
        rf'name="{pointer}"(?: value="([^"]*)"|[^>]*>\n([^<]*)</textarea>)', page(answer)
    )
    return None if found is None else found[1] or found[2] or ""
