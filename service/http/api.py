"""/api/v1: each route reads an input, calls the line, sends the answer."""

from __future__ import annotations

import base64
import hashlib

from flask import Blueprint, Response, json, request, url_for

from service import __version__, answers, config, documents, intake, pipeline, profiles
from service.conformance import checking
from service.documents.document_type import DocumentType
from service.errors import ConverterMissing, UnknownProfile, UnreadableInput
from service.http import api_conventions, api_input, attachments, openapi, routes
from service.media_types import DOCUMENT_JSON, DOCX, JSON, PDF, XLSX
from service.pipeline import Services
from service.reference import law_on


def list_document_types(_: Services) -> Response:
    return _json([_summary(document_type) for document_type in documents.TYPES.values()])


def show_document_type(_: Services, document_type: DocumentType) -> Response:
    return _json(
        {
            **_summary(document_type),
            "schema": openapi.json_schema(document_type),
            "fields": openapi.fields(document_type),
        }
    )


def show_sample(services: Services, document_type: DocumentType) -> Response:
    sample = config.sample_file(services.settings.samples, document_type.slug)
    return _answer(sample.read_bytes())


def create_document(services: Services, document_type: DocumentType) -> Response:
    media_type = api_input.acceptable(DOCX, PDF, DOCUMENT_JSON)
    wanted = api_input.formats(media_type)
    if "pdf" in wanted and not services.converter.available:
        raise ConverterMissing("Máy chủ này chưa cài bộ chuyển PDF; hãy tải tệp Word.")
    parsed = _input(services, document_type)
    made = pipeline.produce(services, document_type, parsed, strict=api_input.is_strict())
    as_pdf = pipeline.as_pdf(services, made) if "pdf" in wanted else None
    if media_type == DOCUMENT_JSON:
        return _checked(_with_headers(_envelope(made, as_pdf), made), made)
    sent = as_pdf or made
    file = attachments.answer(sent.content, media_type, sent.ascii_name, sent.file_name)
    return _checked(_with_headers(file, sent), made)


def validate(services: Services, document_type: DocumentType) -> Response:
    api_input.acceptable(JSON)
    parsed = _input(services, document_type)
    strict, on = api_input.is_strict(), api_input.day("on")
    reviewed = pipeline.review(services, document_type, parsed, strict=strict, on=on)
    return _json(answers.verdict(services, document_type, reviewed, on))


def read_input(services: Services, document_type: DocumentType) -> Response:
    """The input that a workbook or a text document holds, and what was made of it (contract §7)."""
    api_input.acceptable(JSON)
    upload, strict = api_input.carrier(services), api_input.is_strict()
    answer, _ = answers.held_input(services, document_type, upload, strict=strict)
    # What was sent is given back, also a character that UTF-8 cannot hold: escaped.
    return _answer(json.dumps(answer, default=answers.plain, ensure_ascii=True).encode())


def show_form(_: Services, document_type: DocumentType) -> Response:
    return attachments.form_workbook(intake.form_workbook(document_type), document_type)


def check_form(services: Services, document_type: DocumentType) -> Response:
    api_input.acceptable(XLSX)
    sent = api_input.workbook(services.settings)
    parsed = sent.parse(document_type)
    reviewed = pipeline.review(services, document_type, parsed, strict=api_input.is_strict())
    marked = intake.marked_workbook(sent.body, parsed, reviewed.violations, sent.file)
    answer = attachments.checked_workbook(marked, sent.file.name)
    answer.headers["X-Document-Errors"] = str(reviewed.error_count)
    answer.headers["X-Document-Warnings"] = str(reviewed.warning_count)
    return answer


def list_fault_codes(_: Services) -> Response:
    return _json(openapi.list_fault_codes())


def list_legal_bases(services: Services) -> Response:
    catalogue = services.reference.catalogue
    on = api_input.day("on") or services.reference.today
    return _json(
        {
            "as_of": catalogue.as_of.isoformat(),
            "note": "Danh mục này có thể đã cũ; hãy kiểm tra lại hiệu lực trước khi ký.",
            "on": on.isoformat(),
            "items": [
                {**basis.as_json(), "lines": catalogue.lines(basis, on)}
                for basis in catalogue.in_force(on, request.args.get("q", ""))
            ],
        }
    )


def show_law(services: Services) -> Response:
    found = services.reference
    return _json(law_on(found, api_input.day("on") or found.today))


def list_profiles(services: Services) -> Response:
    return _json([_profile_summary(found) for found in services.profiles.profiles.values()])


def show_profile(services: Services, name: str) -> Response:
    """Raises UnknownProfile."""
    found = services.profiles.get(name)
    if found is None:
        raise UnknownProfile("Không có hồ sơ cơ quan nào tên như vậy.")
    return _json({**_profile_summary(found), "profile": found.data})


_TYPE = "/document-types/<slug>"
_ROUTES: tuple[routes.Route, ...] = (
    ("/document-types", "GET", list_document_types),
    (_TYPE, "GET", show_document_type),
    (f"{_TYPE}/sample", "GET", show_sample),
    (f"{_TYPE}/documents", "POST", create_document),
    (f"{_TYPE}/validations", "POST", validate),
    (f"{_TYPE}/inputs", "POST", read_input),
    (f"{_TYPE}/form.xlsx", "GET", show_form),
    (f"{_TYPE}/form-checks", "POST", check_form),
    ("/fault-codes", "GET", list_fault_codes),
    ("/legal-bases", "GET", list_legal_bases),
    ("/law", "GET", show_law),
    ("/profiles", "GET", list_profiles),
    ("/profiles/<name>", "GET", show_profile),
)


def blueprint(services: Services) -> Blueprint:
    """The routes of the API, for one running service."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")
    routes.add(api, services, _ROUTES)
    api.before_request(api_conventions.refuse_unknown_parameters)
    api.after_request(api_conventions.confirm_preference)
    api.after_request(_may_be_kept)
    return api


def _input(services: Services, document_type: DocumentType) -> intake.ParsedInput:
    """What was sent, with what it does not say taken from the ``profile`` that the address names."""
    parsed = api_input.read(services.settings).parse(document_type)
    name = request.args.get("profile", "")
    found = services.profiles.get(name)
    if name and found is None:
        raise UnreadableInput("Tham số “profile” không phải tên một hồ sơ đã cài.", "profile")
    return answers.filled(document_type, parsed, found)


def _profile_summary(found: profiles.Profile) -> dict[str, object]:
    return {
        "name": found.name,
        "title": found.title,
        "links": {"self": url_for("api.show_profile", name=found.name)},
    }


def _summary(document_type: DocumentType) -> dict[str, object]:
    slug = document_type.slug
    return {
        "slug": slug,
        "title": document_type.title,
        "purpose": document_type.purpose,
        "links": {
            "self": url_for("api.show_document_type", slug=slug),
            "sample": url_for("api.show_sample", slug=slug),
            "documents": url_for("api.create_document", slug=slug),
            "validations": url_for("api.validate", slug=slug),
            "inputs": url_for("api.read_input", slug=slug),
            "form": url_for("api.show_form", slug=slug),
            "form_checks": url_for("api.check_form", slug=slug),
        },
    }


def _may_be_kept(answer: Response) -> Response:
    """What is only read may be kept by its caller, and asked about again by its tag."""
    if request.method in ("GET", "HEAD") and answer.status_code == 200:
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest())
        answer.make_conditional(request)
    return answer


def _json(data: object) -> Response:
    return _answer(json.dumps(data).encode())


def _answer(body: bytes, media_type: str = JSON) -> Response:
    answer = Response(body, mimetype=media_type)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _envelope(made: pipeline.Document, as_pdf: pipeline.Document | None) -> Response:
    """The document and all that is said of it (contract §7)."""
    formats = {"docx": made, **({"pdf": as_pdf} if as_pdf else {})}
    body = {
        "file_name": made.file_name,
        "template": made.template,
        "service_version": __version__,
        "formats": {
            name: base64.b64encode(sent.content).decode() for name, sent in formats.items()
        },
        "warnings": [violation.as_json() for violation in made.warnings],
    }
    return _answer(json.dumps(body, default=answers.plain).encode(), DOCUMENT_JSON)


def _with_headers(answer: Response, made: pipeline.Document) -> Response:
    digest = hashlib.sha256(answer.get_data()).digest()
    answer.vary.add("Accept")
    answer.headers["X-Document-Warnings"] = str(made.warning_count)
    answer.headers["X-Template"] = made.template
    answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"
    answer.set_etag(digest.hex())
    return answer


def _checked(answer: Response, made: pipeline.Document) -> Response:
    """The answer with the number of findings of its Word file, where the caller prefers to know it."""
    if api_input.wants_conformance():
        found = checking.check(made.content).findings
        answer.headers[api_conventions.CONFORMANCE_COUNT] = str(len(found))
    return answer
