"""The pages "Nhiều văn bản cùng lúc": a file is read and told of, its documents are made beside, and fetched as one zip.

What was sent waits on the server, unlike all that other pages take: under an address that nobody guesses, for its owner
alone, until it is deleted or its time is over.
"""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from flask import Response, json, request, url_for

from service import batch_files, documents, intake
from service.documents.document_type import DocumentType
from service.errors import (
    InputTooLarge,
    NotDoneYet,
    UnknownJob,
    UnreadableInput,
    VanbanError,
    Violation,
)
from service.http import attachments
from service.http.auth import CALLER, callers
from service.http.bounded_request import BATCH_FACTOR
from service.http.pages import batch_account, page_answers
from service.jobs.job import Job, Progress
from service.jobs.making import Order
from service.jobs.service import JobService
from service.language import file_names
from service.media_types import JSON, ZIP
from service.pipeline import Services

_MOST_REFUSED = 300
_COOKIE = "vanban-lo"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_NO_FILE = "Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại."
_EMPTY = "Trong tệp này không có văn bản nào; hãy xem lại tệp."
_NO_TYPE = "Chưa chọn loại văn bản; hãy chọn loại rồi bấm lại."
#: What is wrong with the file, said where it was chosen.
_REFUSED = (UnreadableInput, InputTooLarge)


def show_batches(jobs: JobService, services: Services) -> Response:
    return _choice(jobs, services)


def check_batch(jobs: JobService, services: Services) -> Response:
    """Read the file and keep what is in it; then the page that tells of it."""
    try:
        job_id = _prepared(jobs, services)
    except _REFUSED as error:
        return _choice(jobs, services, error)
    return _with_list(_to(job_id))


def show_batch(jobs: JobService, _: Services, job_id: str) -> Response:
    """A batch that waits for its clerk, or one that is made or was."""
    try:
        job = jobs.find(_owner(), job_id)
    except UnknownJob:
        waiting, account = jobs.prepared(_owner(), job_id)
        return _page("batch_check.html", waiting, account=account)
    progress = _progress(jobs, job)
    refused = [
        {"id": item["id"], **batch_account.told(Violation(**error) for error in item["errors"])}
        for item in jobs.refusals(job, _MOST_REFUSED)
    ]
    return _page(
        "batch.html",
        job,
        progress=progress,
        refused=refused,
        expires=_local(job.expires),
        is_left_alone=jobs.is_left_alone(job, progress),
    )


def start_batch(jobs: JobService, _: Services, job_id: str) -> Response:
    try:
        waiting, _account = jobs.prepared(_owner(), job_id)
    except UnknownJob:
        # The button was pressed twice: the batch is there already.
        jobs.find(_owner(), job_id)
        return _to(job_id)
    if waiting.total:
        jobs.begin_prepared(waiting, _whose())
    return _to(job_id)


def batch_progress(jobs: JobService, _: Services, job_id: str) -> Response:
    """``{state, total, made, refused, is_left_alone}``, for the script that keeps the page up to date."""
    job = jobs.find(_owner(), job_id)
    progress = _progress(jobs, job)
    body = {
        "state": progress.state,
        "total": job.total,
        "made": progress.made,
        "refused": progress.refused,
        "is_left_alone": jobs.is_left_alone(job, progress),
    }
    answer = Response(json.dumps(body), mimetype=JSON)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def batch_result(jobs: JobService, _: Services, job_id: str) -> Response:
    job = jobs.find(_owner(), job_id)
    try:
        pieces = jobs.result(job)
    except NotDoneYet:
        return _to(job_id)
    answer = Response(pieces, mimetype=ZIP)
    answer.headers["Cache-Control"] = "no-store"
    page = documents.get(job.slug).page
    name = f"{documents.get(job.slug).title} - {job.total} văn bản.zip"
    answer.headers["Content-Disposition"] = attachments.header(f"{page}-{job.id[:8]}.zip", name)
    return answer


def delete_batch(jobs: JobService, _: Services, job_id: str) -> Response:
    """Cancel and delete; a batch that waits is dropped."""
    try:
        jobs.delete(jobs.find(_owner(), job_id))
    except UnknownJob:
        jobs.discard(jobs.prepared(_owner(), job_id)[0])
    return _moved(url_for("web.show_batches", xoa="roi"))


def fetch_batch_form(_: Services, document_type: DocumentType) -> Response:
    """The workbook to fill in, a row for each document."""
    return attachments.batch_form(intake.batch_workbook(document_type), document_type)


def fetch_sheets_form(_: Services, document_type: DocumentType) -> Response:
    """The workbook to fill in, a sheet for each document."""
    return attachments.sheets_form(intake.sheets_workbook(document_type), document_type)


def _progress(jobs: JobService, job: Job) -> Progress:
    """How far a batch is. Raises UnknownJob for one that was cancelled, of which nothing is left to see."""
    progress = jobs.progress(job)
    if progress.state == "cancelled":
        raise UnknownJob
    return progress


def _prepared(jobs: JobService, services: Services) -> str:
    file = request.files.get("file")
    document_type = documents.TYPES.get(request.form.get("type", ""))
    if document_type is None:
        raise UnreadableInput(_NO_TYPE)
    if file is None or not file.filename:
        raise UnreadableInput(_NO_FILE)
    with_pdf = "pdf" in request.form and services.converter.available
    order = Order(document_type, ("docx", "pdf") if with_pdf else ("docx",), strict=False)
    account = batch_account.Account(services, order)
    source = batch_files.Source(file.filename, file.read())
    profile = services.profiles.get(request.form.get("profile", ""))
    items = batch_files.read(services, document_type, [source], profile)

    def kept() -> dict[str, Any]:
        found = account.as_json()
        if not account.documents:
            raise UnreadableInput(_EMPTY)
        if account.why_none:
            # It is said where the file was chosen.
            raise UnreadableInput(account.why_none)
        return {**found, "file": file_names.safe(file.filename or "")}

    return jobs.prepare(_owner(), order, account.lines(items), kept)


def _choice(jobs: JobService, services: Services, error: VanbanError | None = None) -> Response:
    whose = _whose()
    running = [(job, jobs.progress(job)) for job in (jobs.listed(whose, _owner()) if whose else ())]
    return page_answers.page(
        "batches.html",
        200 if error is None else 422,
        document_types=documents.TYPES.values(),
        running=[
            (job, progress, documents.get(job.slug), _local(job.created))
            for job, progress in running
        ],
        endings=batch_files.ENDINGS,
        can_pdf=services.converter.available,
        largest=BATCH_FACTOR * services.settings.max_file_bytes,
        most=services.settings.batch_items,
        hours=services.settings.job_hours,
        chosen=request.form.get("type", request.args.get("loai", "")),
        profiles=services.profiles.profiles.values(),
        profile=request.form.get("profile", ""),
        deleted="xoa" in request.args,
        error=error,
    )


def _page(template: str, job: Job, **printed: Any) -> Response:
    answer = page_answers.page(template, job=job, document_type=documents.get(job.slug), **printed)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _owner() -> str:
    return str(request.environ[CALLER].label)


def _whose() -> str:
    """Whose list a job is in, "" for nobody's: where nobody signs in, that of a browser by the token it keeps."""
    caller = request.environ[CALLER]
    if caller.method != "open":
        return str(caller.label)
    return f"browser {_token()}" if _token() else ""


def _token() -> str:
    """What the browser keeps; "" for nothing of ours."""
    known = request.cookies.get(_COOKIE, "")
    return known if _TOKEN.fullmatch(known) else ""


def _with_list(answer: Response) -> Response:
    """Give a browser its token with the file it sent, before there is a button that can be pressed twice."""
    if request.environ[CALLER].method == "open":
        token = _token() or secrets.token_hex(16)
        answer.set_cookie(
            _COOKIE, token, path=callers.BATCHES, max_age=30 * 86_400, samesite="Strict"
        )
    return answer


def _local(moment: str) -> str:
    """A moment as the clock on the office's wall says it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M ngày %d/%m/%Y")


def _to(job_id: str) -> Response:
    return _moved(url_for("web.show_batch", job_id=job_id))


def _moved(address: str) -> Response:
    return Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
