"""/healthz, /readyz and /metrics: whether the process lives, whether it can work, and what it did."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, json

from service import documents, pipeline
from service.errors import BrokenTemplate
from service.http import auth
from service.http.auth import credentials
from service.jobs.service import JobService
from service.media_types import JSON
from service.reference import pack_in_use
from service.telemetry import logs, metrics

_log = logs.Logger(__name__)
_DATA = "VANBAN_DATA"
_PACKS = "VANBAN_PACKS"
_LAW = "law"


def blueprint(
    services: pipeline.Services,
    stores: credentials.CredentialStores,
    jobs: JobService,
    shared: auth.SharedState,
) -> Blueprint:
    """The three routes for whoever runs the service; none needs a key."""
    health = Blueprint("health", __name__)
    templates = Templates(services)

    @health.get("/healthz")
    def alive() -> Response:
        return _answer(200, {"status": "ok"})

    @health.get("/readyz")
    def ready() -> Response:
        state = _readiness(services, templates, stores, jobs, shared)
        return _answer(503 if state["problems"] else 200, state)

    @health.get("/metrics")
    def exposition() -> Response:
        answer = Response(
            metrics.exposition(_looked_up(services, stores)), content_type=metrics.MEDIA_TYPE
        )
        answer.headers["Cache-Control"] = "no-store"
        return answer

    return health


def _readiness(
    services: pipeline.Services,
    templates: Templates,
    stores: credentials.CredentialStores,
    jobs: JobService,
    shared: auth.SharedState,
) -> dict[str, Any]:
    problems = {**templates.problems(), **stores.problems(), **services.profiles.problems}
    reference = services.as_of_now().reference
    warnings = stores.warnings(date.today())
    if jobs.problem:
        warnings[_DATA] = [jobs.problem]
    if services.packs.problem:
        warnings[_PACKS] = [services.packs.problem]
    endings = [ending.sentence for ending in reference.endings()]
    if endings:
        warnings[_LAW] = endings
    return {
        "status": "not ready" if problems else "ready",
        "problems": problems,
        "warnings": {**warnings, **shared.warnings()},
        "catalogue": {
            "as_of": reference.catalogue.as_of.isoformat(),
            "entries": len(reference.catalogue.items),
        },
        "data_pack": pack_in_use(reference),
    }


def _looked_up(
    services: pipeline.Services, stores: credentials.CredentialStores
) -> metrics.LookedUp:
    reference = services.as_of_now().reference
    law_days = {ending.basis.number: ending.days for ending in reference.endings()}
    return metrics.LookedUp(stores.key_days(date.today()), law_days, reference.version)


class Templates:
    """What is wrong with the templates, found out once for every state of every file."""

    def __init__(self, services: pipeline.Services) -> None:
        self._services = services
        self._checked: dict[str, tuple[str, list[str]]] = {}
        self._logged: dict[str, list[str]] = {}

    def problems(self) -> dict[str, list[str]]:
        """What is wrong with each type's template, by slug; empty when every template can be used.

        Each change is one line in the log.
        """
        found = {slug: problems for slug in documents.TYPES if (problems := self._of(slug))}
        for slug in documents.TYPES:
            if found.get(slug) != self._logged.get(slug):
                if slug in found:
                    _log.error("template has problems", template=slug, problems=found[slug])
                else:
                    _log.info("template can be used again", template=slug)
        self._logged = found
        return found

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


def _answer(status: int, content: object) -> Response:
    answer = Response(json.dumps(content), status=status, mimetype=JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer
