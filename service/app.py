"""create_app(): settings, doors, error handlers; nothing else."""

from __future__ import annotations

from flask import Flask

from service import api, config, error_handlers, health, observing, openapi, pipeline

#: A multipart body is a little longer than the file in it.
_FORM_OVERHEAD_BYTES = 64_000


def create_app(settings: config.Settings | None = None) -> Flask:
    """A WSGI application for one office; settings come from the environment unless given."""
    settings = settings or config.load()
    office = pipeline.open_office(settings)
    app = Flask(__name__)
    observing.install(app)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = (
        max(settings.max_file_bytes, settings.max_json_bytes) + _FORM_OVERHEAD_BYTES
    )
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_json_bytes
    app.register_blueprint(api.blueprint(office))
    app.register_blueprint(openapi.blueprint())
    app.register_blueprint(health.blueprint(office))
    error_handlers.install(app)
    return app
