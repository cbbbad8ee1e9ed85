"""/healthz, /readyz and /metrics: whether the process lives, whether it can work, and what it did."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, json

from service import documents, pipeline
from service.errors import BrokenTemplate
from service.http.auth import credentials
from service.media_types import JSON
from service.telemetry import logs, metrics

_log = logs.logger(__name__)


def blueprint(services: pipeline.Services, stores: credentials.CredentialStores) -> Blueprint:
    """The three doors for whoever runs the service; none needs a key."""
    health = Blueprint("health", __name__)
    templates = Templates(services)

    @health.get("/healthz")
    def alive() -> Response:
        return _told(200, {"status": "ok"})

    @health.get("/readyz")
    def ready() -> Response:
        problems = {**templates.problems(), **stores.problems()}
        catalogue = services.reference.catalogue
        told = {
            "status": "ready" if not problems else "not ready",
            "problems": problems,
            "warnings": stores.warnings(date.today()),
            "catalogue": {
                "as_of": catalogue.as_of.isoformat(),
                "entries": len(catalogue.items),
            },
        }
        return _told(200 if not problems else 503, told)

    @health.get("/metrics")
    def tell_metrics() -> Response:
        answer = Response(
            metrics.exposition(stores.key_days(date.today())), content_type=metrics.MEDIA_TYPE
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health


class Templates:
    """What is wrong with the templates of one office, found out once for each state of each file."""

    def __init__(self, services: pipeline.Services) -> None:
        self._services = services
        self._checked: dict[str, tuple[str, list[str]]] = {}
        self._told: dict[str, list[str]] = {}

    def problems(self) -> dict[str, list[str]]:
        """The problems of each type's template, by slug; empty when every template can be used.

        Each change of them is one line in the log.
        """
        found = {slug: self._of(slug) for slug in documents.TYPES}
        told = {slug: problems for slug, problems in found.items() if problems}
        for slug in documents.TYPES:
            if told.get(slug) != self._told.get(slug):
                if slug in told:
                    _log.error("template has problems", template=slug, problems=told[slug])
                else:
                    _log.info("template can be used again", template=slug)
        self._told = told
        return told

    def _of(self, slug: str) -> list[str]:
        try:
            version = self._services.templates.get(slug).version
        except BrokenTemplate as error:
            return list(error.problems)
        known = self._checked.get(slug)
        if known is None or known[0] != version:
            known = (version, self._found_in(slug))
            self._checked[slug] = known
        return known[1]

    def _found_in(self, slug: str) -> list[str]:
        try:
            return pipeline.check_template(self._services, documents.get(slug))
        except BrokenTemplate as error:
            return list(error.problems)


def _told(status: int, told: object) -> Response:
    answer = Response(json.dumps(told), status=status, mimetype=JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer
