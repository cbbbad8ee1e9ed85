"""Any .docx against the decree (contract §10): what was sent is checked or mended in a child, and what was found is told as it was asked for."""

from __future__ import annotations

import base64
import hashlib

from flask import Blueprint, Response, json, request

from service import checked_documents, documents
from service.conformance import checking, public_form
from service.conformance.writing import conversions, sarif
from service.errors import UnreadableInput
from service.http import api_conventions, api_input, attachments, routes, shown_findings
from service.language import file_names
from service.media_types import DOCX, JSON, SARIF, ZIP
from service.pipeline import Services
from service.untrusted import isolation


def check_conformance(services: Services) -> Response:
    """What is not as the decree wants it, with clause, measure and place: as data, as comments in the document, as pictures."""
    wanted = api_input.acceptable(JSON, SARIF, DOCX, ZIP)
    sent, slug, with_pages = api_input.word_document(services), _type(), _wants_pages()
    name = file_names.safe(_name())
    if wanted == DOCX:
        answer = attachments.commented(checked_documents.with_comments(sent.body, slug), name)
    elif wanted == ZIP:
        checked = checked_documents.check(services, sent.body, slug)
        answer = attachments.report(shown_findings.archive(checked, name), name)
    else:
        report = isolation.run(checking.check, sent.body, type=slug)
        if with_pages:
            report = checked_documents.on_pages(services, sent.body, slug, report).report
        body = (
            public_form.as_json(report)
            if wanted == JSON
            else sarif.sarif(report, name, len(sent.body))
        )
        answer = Response(json.dumps(body).encode(), mimetype=wanted)
        answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("Accept")
    return answer


def fix_conformance(services: Services) -> Response:
    """The document with everything mended that can be, or the list of what would be changed; and the findings before and after."""
    wanted = api_input.acceptable(DOCX, JSON)
    tracked = _is_tracked()
    sent = api_input.word_document(services)
    mended = checked_documents.mend(sent.body, _type(), tracked=tracked)
    if wanted == JSON:
        answer = Response(json.dumps(public_form.plan_as_json(mended)).encode(), mimetype=JSON)
        answer.headers["Cache-Control"] = "no-store"
    else:
        answer = attachments.mended(mended.content, _name(), tracked=tracked)
        answer = _digested(answer, mended.content)
    answer.headers["X-Findings-Before"] = str(len(mended.before.findings))
    answer.headers["X-Findings-After"] = str(len(mended.after.findings))
    answer.vary.add("Accept")
    return answer


def convert_to_unicode(services: Services) -> Response:
    """The document with its letters of TCVN3 and VNI in Unicode, or the list of every run that is another then."""
    wanted = api_input.acceptable(DOCX, JSON)
    sent = api_input.word_document(services)
    converted = checked_documents.convert(sent.body)
    if wanted == JSON:
        answer = Response(json.dumps(conversions.as_json(converted)).encode(), mimetype=JSON)
        answer.headers["Cache-Control"] = "no-store"
    else:
        answer = _digested(attachments.converted(converted.content, _name()), converted.content)
    answer.headers["X-Runs-Converted"] = str(len(converted.runs))
    answer.vary.add("Accept")
    return answer


def _digested(answer: Response, content: bytes) -> Response:
    digest = hashlib.sha256(content).digest()
    answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"
    answer.set_etag(digest.hex())
    return answer


def _is_tracked() -> bool:
    """Whether changes are to be tracked. Raises UnreadableInput for anything but 1, 0 or nothing."""
    asked = request.args.get("tracked") or request.form.get("tracked") or "0"
    if asked not in ("0", "1"):
        raise UnreadableInput("“tracked” là 1 (ghi vết sửa), 0 hoặc bỏ trống.", "tracked")
    return asked == "1"


def _name() -> str:
    """What the file is called in an answer; a body has no name."""
    file = request.files.get("file")
    return (file.filename if file else "") or "van-ban.docx"


def _wants_pages() -> bool:
    """Whether places on the pages are asked for, which takes a converter's time. Raises UnreadableInput."""
    asked = request.args.get("pages", "false")
    if asked not in ("true", "false"):
        raise UnreadableInput("Tham số “pages” là “true” hoặc “false”.", "pages")
    return asked == "true"


def _type() -> str | None:
    """The slug that the caller knows, in the address or beside the file. Raises UnreadableInput for one that is none."""
    slug = request.args.get("type") or request.form.get("type") or None
    if slug is not None and slug not in documents.TYPES:
        known = ", ".join(documents.TYPES)
        raise UnreadableInput(f"“type” phải là một trong: {known}; hoặc bỏ trống.", "type")
    return slug


_ROUTES: tuple[routes.Route, ...] = (
    ("/conformance-checks", "POST", check_conformance),
    ("/conformance-fixes", "POST", fix_conformance),
    ("/unicode-conversions", "POST", convert_to_unicode),
)


def blueprint(services: Services) -> Blueprint:
    """The routes, for one running service."""
    found = Blueprint("conformance", __name__, url_prefix="/api/v1")
    routes.add(found, services, _ROUTES)
    found.before_request(api_conventions.refuse_unknown_parameters)
    return found
