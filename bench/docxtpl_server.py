"""docxtpl behind HTTP, as our service stands: gunicorn's workers, a context in JSON in, the document out.

Run: ``gunicorn "bench.docxtpl_server:app('template.docx')"``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.peers import docxtpl_maker
from service.media_types import DOCX

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def app(template: str) -> WSGIApplication:
    """The WSGI application that fills one template."""
    make = docxtpl_maker(Path(template).read_bytes())

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        made = make(json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))))
        start_response("200 OK", [("Content-Type", DOCX), ("Content-Length", str(len(made)))])
        return [made]

    return answer
