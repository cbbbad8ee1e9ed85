"""create_app(): settings, doors, error handlers; nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import IO, Any

from flask import Flask, Request

from service import (
    access,
    api,
    config,
    credentials,
    error_handlers,
    health,
    observing,
    openapi,
    pipeline,
    web,
)

#: A multipart body is a little longer than the file in it.
_FORM_OVERHEAD_BYTES = 64_000


class InMemory(Request):
    """An uploaded file stays in memory, bounded by MAX_CONTENT_LENGTH: werkzeug would put one of more
    than 500 kB in a temporary file, and leave what a clerk sent on a disk that may be full."""

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        return io.BytesIO()


def create_app(settings: config.Settings | None = None) -> Flask:
    """A WSGI application for one office; settings come from the environment unless given."""
    settings = settings or config.load()
    office = pipeline.open_office(settings)
    app = Flask(__name__)
    app.request_class = InMemory
    observing.install(app)
    books = credentials.open_books(settings)
    gate = access.install(app, settings, books)
    office = replace(office, before_pdf=gate.leave)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = (
        max(settings.max_file_bytes, settings.max_json_bytes) + _FORM_OVERHEAD_BYTES
    )
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_json_bytes
    app.register_blueprint(api.blueprint(office))
    app.register_blueprint(openapi.blueprint())
    app.register_blueprint(health.blueprint(office, books))
    app.register_blueprint(web.blueprint(office))
    error_handlers.install(app)
    return app
