"""/api/v1: each route reads an input, calls the line, sends the answer."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from flask import Blueprint, Response, json, request, url_for
from werkzeug.exceptions import NotAcceptable

from service import documents, intake, pipeline
from service.config import Settings
from service.documents.document_type import DocumentType, Review
from service.errors import ConverterMissing, InputTooLarge, UnreadableInput, UnsupportedMedia
from service.http import attachments, openapi
from service.language import typed_text
from service.media_types import CSV, DOCX, JSON, ODS, PDF, XLS, XLSX

#: For a file without a known ending.
_MEDIA_TYPES = {
    JSON: "json",
    DOCX: "docx",
    XLSX: "workbook",
    XLS: "workbook",
    ODS: "workbook",
    CSV: "workbook",
}


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request brought: bytes, their format, and of a workbook its name and what is beside it."""

    body: bytes
    form: str
    file: intake.File = intake.NO_FILE

    def parsed(self, document_type: DocumentType) -> intake.ParsedInput:
        return intake.read(self.body, self.form, document_type, self.file)


def blueprint(services: pipeline.Services) -> Blueprint:
    """The routes of the API, bound to one office."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")

    @api.get("/document-types")
    def list_document_types() -> Response:
        return _json([_summary(kind) for kind in documents.TYPES.values()])

    @api.get("/document-types/<slug>")
    def show_document_type(slug: str) -> Response:
        kind = documents.get(slug)
        return _json(
            {
                **_summary(kind),
                "schema": openapi.json_schema(kind),
                "fields": openapi.fields(kind),
            }
        )

    @api.get("/document-types/<slug>/sample")
    def show_sample(slug: str) -> Response:
        kind = documents.get(slug)
        sample = services.settings.samples / f"{kind.slug}.json"
        return _answer(sample.read_bytes(), JSON)

    @api.post("/document-types/<slug>/documents")
    def create_document(slug: str) -> Response:
        document_type = documents.get(slug)
        media_type = _acceptable(DOCX, PDF)
        if media_type == PDF and not services.converter.available:
            raise ConverterMissing("Máy chủ này chưa cài bộ chuyển PDF; hãy tải tệp Word.")
        parsed = _input(services).parsed(document_type)
        made = pipeline.produce(services, document_type, parsed, strict=_strict())
        if media_type == PDF:
            made = pipeline.as_pdf(services, made)
        return _document(made, media_type)

    @api.post("/document-types/<slug>/validations")
    def validate(slug: str) -> Response:
        document_type = documents.get(slug)
        _acceptable(JSON)
        parsed = _input(services).parsed(document_type)
        reviewed = pipeline.review(services, document_type, parsed, strict=_strict())
        return _json(
            {
                "valid": not reviewed.error_count,
                "errors": [each.as_json() for each in reviewed.errors],
                "warnings": [each.as_json() for each in reviewed.warnings],
                **_reading(reviewed),
            }
        )

    @api.get("/document-types/<slug>/form.xlsx")
    def show_form(slug: str) -> Response:
        kind = documents.get(slug)
        return _file(
            intake.form_workbook(kind), XLSX, f"mau-{kind.slug}.xlsx", f"Mẫu {kind.title}.xlsx"
        )

    @api.post("/document-types/<slug>/form-checks")
    def check_form(slug: str) -> Response:
        document_type = documents.get(slug)
        _acceptable(XLSX)
        sent = _input(services)
        if sent.form != "workbook":
            raise UnsupportedMedia(f"Chỉ kiểm tra được tệp có đuôi {', '.join(intake.WORKBOOKS)}.")
        parsed = sent.parsed(document_type)
        reviewed = pipeline.review(services, document_type, parsed, strict=_strict())
        marked = intake.marked_workbook(sent.body, reviewed.violations, reviewed.sheets, sent.file)
        stem = attachments.safe(sent.file.name).rpartition(".")[0] or "bang-tinh"
        answer = _file(marked, XLSX, "da-kiem-tra.xlsx", f"{stem} - đã kiểm tra.xlsx")
        answer.headers["X-Document-Errors"] = str(reviewed.error_count)
        answer.headers["X-Document-Warnings"] = str(reviewed.warning_count)
        return answer

    @api.get("/legal-bases")
    def list_legal_bases() -> Response:
        catalogue = services.reference.catalogue
        asked = request.args.get("on", "")
        on = typed_text.read_date(asked) if asked else catalogue.as_of
        if on is None:
            raise UnreadableInput("Tham số “on” phải là ngày dạng 2020-07-01.", "on")
        found = catalogue.in_force(on, request.args.get("q", ""))
        return _json(
            {
                "as_of": catalogue.as_of.isoformat(),
                "note": "Danh mục này có thể đã cũ; hãy kiểm tra lại hiệu lực trước khi ký.",
                "on": on.isoformat(),
                "items": [each.as_json() for each in found],
            }
        )

    api.after_request(_confirm_preference)
    return api


def _reading(reviewed: Review) -> dict[str, object]:
    """What was read of a spreadsheet, always told; nothing for any other input (contract §7)."""
    if not reviewed.sheets:
        return {}
    return {"reading": {"sheets": [each.as_json() for each in reviewed.sheets]}}


def _summary(kind: DocumentType) -> dict[str, object]:
    return {
        "slug": kind.slug,
        "title": kind.title,
        "purpose": kind.purpose,
        "links": {
            "self": url_for("api.show_document_type", slug=kind.slug),
            "sample": url_for("api.show_sample", slug=kind.slug),
            "documents": url_for("api.create_document", slug=kind.slug),
            "validations": url_for("api.validate", slug=kind.slug),
            "form": url_for("api.show_form", slug=kind.slug),
            "form_checks": url_for("api.check_form", slug=kind.slug),
        },
    }


def _input(services: pipeline.Services) -> Upload:
    """The input: a JSON body, or one ``file`` of a form, perhaps with ``data`` beside it (contract §7)."""
    settings = services.settings
    if request.mimetype == JSON:
        return Upload(_bounded("JSON", request.get_data(), settings.max_json_bytes), "json")
    if request.mimetype == XLSX:
        body = _bounded("Tệp", request.get_data(), settings.max_file_bytes)
        return Upload(body, "workbook", _file_of(settings))
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMedia(
            "Hãy gửi application/json, hoặc multipart/form-data với một tệp ở phần “file”."
        )
    files = request.files.getlist("file")
    if len(files) != 1:
        raise UnreadableInput("Biểu mẫu gửi lên phải có đúng một tệp ở phần “file”.")
    name = files[0].filename or ""
    form = next(
        (form for ending, form in intake.FORMS.items() if name.lower().endswith(ending)), None
    )
    form = form or _MEDIA_TYPES.get(files[0].mimetype)
    if form is None:
        raise UnsupportedMedia(
            f"Chỉ nhận tệp có đuôi {', '.join(intake.FORMS)}; hãy chọn tệp khác."
        )
    limit = settings.max_json_bytes if form == "json" else settings.max_file_bytes
    return Upload(_bounded("Tệp", files[0].read(), limit), form, _file_of(settings, name))


def _file_of(settings: Settings, name: str = "") -> intake.File:
    """What is known beside the bytes of an uploaded file."""
    return intake.File(
        name,
        _part("data", settings.max_json_bytes),
        _part("mapping", settings.max_json_bytes),
        intake.Limits(max_bytes=settings.max_file_bytes, max_rows=settings.max_rows),
    )


def _part(name: str, limit: int) -> bytes | None:
    """A part of JSON beside the file of a form, sent as a value or as a file; None without one."""
    if request.mimetype != "multipart/form-data":
        return None
    value = request.form.get(name)
    if value is not None:
        return _bounded(f"Phần “{name}”", value.encode("utf-8", "surrogatepass"), limit)
    if name in request.files:
        return _bounded(f"Phần “{name}”", request.files[name].read(), limit)
    return None


def _bounded(called: str, body: bytes, limit: int) -> bytes:
    if len(body) > limit:
        raise InputTooLarge(
            f"{called} dài {len(body)} byte, nhiều nhất là {limit} byte; hãy tách bớt.", limit
        )
    return body


def _strict() -> bool:
    """``Prefer: handling=strict`` (RFC 7240)."""
    asked = ",".join(request.headers.getlist("Prefer")).lower()
    return any(
        each.split(";")[0].replace(" ", "").replace('"', "") == "handling=strict"
        for each in asked.split(",")
    )


def _confirm_preference(answer: Response) -> Response:
    if request.method == "POST" and _strict():
        answer.headers["Preference-Applied"] = "handling=strict"
        answer.vary.add("Prefer")
    return answer


def _acceptable(*media_types: str) -> str:
    """The media type that the caller likes best, the first one when it does not say."""
    accepted = request.accept_mimetypes
    best = accepted.best_match(media_types) if accepted else media_types[0]
    if best is None:
        raise NotAcceptable
    # "*/*" likes all alike: then ours comes first.
    return media_types[0] if accepted[best] == accepted[media_types[0]] else best


def _json(told: object) -> Response:
    return _answer(json.dumps(told).encode(), JSON)


def _answer(body: bytes, media_type: str) -> Response:
    answer = Response(body, mimetype=media_type)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _file(body: bytes, media_type: str, ascii_name: str, name: str) -> Response:
    """A file to save, under its name with tone marks and in ASCII (RFC 6266)."""
    answer = _answer(body, media_type)
    answer.headers["Content-Disposition"] = attachments.header(ascii_name, name)
    return answer


def _document(made: pipeline.Document, media_type: str) -> Response:
    digest = hashlib.sha256(made.content).digest()
    answer = _file(made.content, media_type, made.ascii_name, made.file_name)
    answer.vary.add("Accept")
    answer.headers["X-Document-Warnings"] = str(made.warning_count)
    answer.headers["X-Template"] = made.template
    answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"
    answer.set_etag(digest.hex())
    return answer
