"""Many documents at once (contract §9): a batch is taken, and its job is followed, fetched and deleted."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, json, request, url_for

from service.documents.document_type import DocumentType
from service.errors import ConverterMissing, UnreadableInput, UnsupportedMedia
from service.http import api_conventions, api_input, attachments, routes
from service.http.auth import CALLER, request_bodies
from service.jobs import batch
from service.jobs.batch import Batch
from service.jobs.job import Job
from service.jobs.service import JobService
from service.media_types import JSON, NDJSON, ZIP
from service.pipeline import Services

_LONGEST_KEY = 255
_ASK_AGAIN_SECONDS = 2


def create_batch(jobs: JobService, services: Services, document_type: DocumentType) -> Response:
    """Take a batch: 202 with its job, which a runner makes."""
    api_input.acceptable(JSON)
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > _LONGEST_KEY:
        raise UnreadableInput(f"Idempotency-Key dài quá {_LONGEST_KEY} ký tự.")
    sent = _sent(jobs)
    if "pdf" in sent.formats and not services.converter.available:
        raise ConverterMissing("Máy chủ này chưa cài bộ chuyển PDF; hãy lấy tệp Word.")
    job = jobs.begin(_owner(), document_type.slug, sent, key)
    answer = _answer(jobs, job)
    answer.status_code = 202
    answer.headers["Location"] = url_for("batches.show_job", job_id=job.id)
    return answer


def show_job(jobs: JobService, _: Services, job_id: str) -> Response:
    api_input.acceptable(JSON)
    return _answer(jobs, jobs.find(_owner(), job_id))


def delete_job(jobs: JobService, _: Services, job_id: str) -> Response:
    jobs.delete(jobs.find(_owner(), job_id))
    return Response(status=204)


def show_result(jobs: JobService, _: Services, job_id: str) -> Response:
    """The zip, piece by piece: nobody holds it whole."""
    api_input.acceptable(ZIP)
    job = jobs.find(_owner(), job_id)
    answer = Response(jobs.result(job), mimetype=ZIP)
    answer.headers["Cache-Control"] = "no-store"
    name = f"van-ban-{job.id[:8]}.zip"
    answer.headers["Content-Disposition"] = attachments.header(name, name)
    return answer


def blueprint(services: Services, jobs: JobService) -> Blueprint:
    """The routes of batches and jobs, for one running service."""
    found = Blueprint("batches", __name__, url_prefix="/api/v1")
    routes.add(
        found,
        services,
        [
            ("/document-types/<slug>/batches", "POST", routes.given(jobs, create_batch)),
            ("/jobs/<job_id>", "GET", routes.given(jobs, show_job)),
            ("/jobs/<job_id>", "DELETE", routes.given(jobs, delete_job)),
            ("/jobs/<job_id>/result", "GET", routes.given(jobs, show_result)),
        ],
    )
    found.before_request(api_conventions.refuse_unknown_parameters)
    found.after_request(api_conventions.confirm_preference)
    return found


def _owner() -> str:
    return str(request.environ[CALLER].label)


def _sent(jobs: JobService) -> Batch:
    strict = api_input.is_strict()
    if request.mimetype == JSON:
        sent = batch.of_json(request.get_data())
        return replace(sent, strict=sent.strict or strict)
    if request.mimetype != NDJSON:
        raise UnsupportedMedia(f"Hãy gửi {JSON} hoặc {NDJSON}.")
    formats = [name for name in request.args.get("formats", "").split(",") if name] or ["docx"]
    stream = request_bodies.stream(request)
    return Batch(batch.of_lines(stream, jobs.bounds), batch.read_formats(formats), strict)


def _answer(jobs: JobService, job: Job) -> Response:
    progress = jobs.progress(job)
    links = {"self": url_for("batches.show_job", job_id=job.id)}
    if progress.state == "done":
        links["result"] = url_for("batches.show_result", job_id=job.id)
    body = {
        "id": job.id,
        "state": progress.state,
        "total": job.total,
        "done": progress.made,
        "failed": progress.refused,
        "created_at": job.created,
        "expires_at": job.expires,
        "links": links,
    }
    answer = Response(json.dumps(body), mimetype=JSON)
    answer.headers["Cache-Control"] = "no-store"
    if progress.state in ("queued", "running"):
        answer.headers["Retry-After"] = str(_ASK_AGAIN_SECONDS)
    return answer
