"""create_app(): settings, blueprints, error handlers; nothing else."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from service import config, pipeline
from service.http import (
    api,
    auth,
    batches,
    bounded_request,
    conformance,
    error_handlers,
    health,
    openapi,
    pages,
    request_log,
)
from service.http.auth import credentials
from service.jobs.service import JobService


def create_app(settings: config.Settings | None = None) -> Flask:
    """The WSGI application; settings come from the environment unless given."""
    settings = settings or config.load()
    services = pipeline.build_services(settings)
    app = Flask(
        __name__,
        template_folder="http/pages/templates",
        static_folder="http/pages/static",
    )
    app.request_class = bounded_request.bounded_by(settings)
    request_log.install(app)
    stores = credentials.open_stores(settings)
    shared = auth.open_state(settings)
    limiter = auth.install(app, settings, stores, shared)
    services = replace(services, before_pdf=limiter.release)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(api.blueprint(services))
    jobs = JobService(settings)
    app.register_blueprint(batches.blueprint(services, jobs))
    app.register_blueprint(conformance.blueprint(services))
    app.register_blueprint(openapi.blueprint())
    app.register_blueprint(health.blueprint(services, stores, jobs, shared))
    app.register_blueprint(pages.blueprint(services, jobs))
    error_handlers.install(app)
    return app
