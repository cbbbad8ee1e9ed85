"""/healthz and /readyz: whether the process lives, and whether every type's template can be used."""

from __future__ import annotations

from flask import Blueprint, Response, json

from service import documents, pipeline
from service.errors import BrokenTemplate


def blueprint(office: pipeline.Office) -> Blueprint:
    health = Blueprint("health", __name__)

    @health.get("/healthz")
    def alive() -> Response:
        return _told(200, {"status": "ok"})

    @health.get("/readyz")
    def ready() -> Response:
        problems = template_problems(office)
        told = {"status": "ready" if not problems else "not ready", "problems": problems}
        return _told(200 if not problems else 503, told)

    return health


def template_problems(office: pipeline.Office) -> dict[str, list[str]]:
    """What is wrong with each type's template, by slug; empty when every template can be used."""
    problems: dict[str, list[str]] = {}
    for slug in documents.TYPES:
        try:
            found = pipeline.check_template(office, slug)
        except BrokenTemplate as error:
            found = list(error.problems)
        if found:
            problems[slug] = found
    return problems


def _told(status: int, told: object) -> Response:
    answer = Response(json.dumps(told), status=status, mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer
