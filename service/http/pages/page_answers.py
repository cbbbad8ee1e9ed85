"""A template and what it prints become the answer that is a page."""

from __future__ import annotations

from typing import Any

from flask import Response, render_template


def page(template: str, status: int = 200, **printed: Any) -> Response:
    """A page of the clerks. A lone surrogate, which JSON can name and no UTF-8 can hold, is shown as "?"."""
    return Response(render_template(template, **printed).encode(errors="replace"), status)
