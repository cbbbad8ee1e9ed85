"""The pages of a form: it is shown, checked, corrected, and its document fetched."""

from __future__ import annotations

import json
from datetime import date

from flask import Response, render_template, request

from service import config, documents, pipeline, profiles
from service.documents import kept_parts
from service.documents.document_type import DocumentType, Review
from service.http import attachments
from service.http.pages import (
    form_builder,
    form_page,
    page_answers,
    posted_input,
    profile_views,
    row_edits,
    suggestions,
)
from service.http.pages.posted_input import PostedInput
from service.intake import ParsedInput
from service.language import wording
from service.media_types import DOCX, PDF
from service.pipeline import Services
from service.untrusted.strict_json import read_json

_NO_DAY = "Ngày cần kiểm tra phải là ngày/tháng/năm có thật, ví dụ 01/03/2027."
_SAMPLE = "Đây là một ví dụ. Sửa theo việc của mình rồi bấm “Kiểm tra và tạo văn bản”."


def start(services: Services) -> str:
    return render_template(
        "start.html",
        law=services.reference,
        document_types=documents.TYPES.values(),
        numbering=kept_parts.NUMBER.pointers,
    )


def blank_form(services: Services, document_type: DocumentType) -> Response:
    found = profile_views.chosen(services)
    data = profiles.filled(document_type, {}, found.data) if found else {}
    answer = form_page.show(services, document_type, data, fresh=True)
    # An empty form holds nothing of anybody: "back" may show it with what was typed since.
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def posted_form(services: Services, document_type: DocumentType) -> Response:
    action, _, target = request.form.get("do", "check").partition(":")
    if action in ("draw", "sign", *row_edits.ACTIONS):
        return _edited(services, document_type, action, target)
    if action in ("apply", "apply-all"):
        return _corrected(services, document_type, target)
    if action == "check-on":
        return _checked_on(services, document_type)
    return _checked(services, document_type, accepted=action == "accept")


def sample_form(services: Services, document_type: DocumentType) -> Response:
    body = config.sample_file(services.settings.samples, document_type.slug).read_bytes()
    data = read_json(body)
    return form_page.show(services, document_type, data, notice=_SAMPLE, example=True)


def save_data(_: Services, document_type: DocumentType) -> Response:
    return attachments.saved_data(posted_input.data(document_type), document_type)


def download(services: Services, document_type: DocumentType) -> Response:
    """The document itself; the form with its violations when the data has errors after all."""
    posted = posted_input.read(services.settings, document_type)
    reviewed = pipeline.review(services, document_type, posted.parsed)
    if reviewed.errors:
        return _with_errors(services, document_type, posted, reviewed)
    made = pipeline.produce(services, document_type, posted.parsed, reviewed)
    as_pdf = request.form.get("as") == "pdf"
    if as_pdf:
        made = pipeline.as_pdf(services, made)
    media_type = PDF if as_pdf else DOCX
    answer = attachments.answer(made.content, media_type, made.ascii_name, made.file_name)
    answer.headers["X-Template"] = made.template
    return answer


def _edited(services: Services, document_type: DocumentType, action: str, target: str) -> Response:
    """The same form with a row more, less or moved, or with bases from the catalogue."""
    form = posted_input.form(document_type, keep_blank=True)
    data, place = form.data, form.place(target)
    if action == "sign":
        data = profile_views.signed_by(services, document_type, data)
    elif action in row_edits.ACTIONS:
        data = row_edits.edited(data, action, place)
    return form_page.show(services, document_type, data, focus=row_edits.focus(action, place))


def _corrected(services: Services, document_type: DocumentType, target: str) -> Response:
    """The same form with one suggestion applied, or with all of them.

    Reviewed twice: the suggestions are those for what was typed, the violations shown those that are left.
    """
    form, on = posted_input.form(document_type), posted_input.day("checked_on")
    data, count = suggestions.apply(services, document_type, form, target, on)
    notice = (
        f"Đã sửa {count} chỗ theo đề nghị."
        if count
        else "Chỗ này đã khác trước; không có gì được sửa."
    )
    violations = pipeline.review(services, document_type, ParsedInput(data), on=on).violations
    return form_page.show(
        services, document_type, data, violations, notice=notice, changed=True, checked_on=on
    )


def _checked_on(services: Services, document_type: DocumentType) -> Response:
    """The form with what is found in it as if it were signed on the day that was asked for."""
    posted = posted_input.read(services.settings, document_type)
    on = posted_input.day("check_on")
    if on is None:
        return form_page.show(
            services, document_type, posted.data, status=422, refusal=_NO_DAY, asks_for_day=True
        )
    reviewed = pipeline.review(services, document_type, posted.parsed, on=on)
    found = "" if reviewed.violations else " Không thấy chỗ nào cần xem lại."
    notice = f"Đã kiểm tra như thể văn bản ký ngày {wording.short_date(on)}; ngày đã nhập không đổi.{found}"
    return form_page.show(
        services, document_type, posted.data, reviewed.violations, notice=notice, checked_on=on
    )


def _checked(services: Services, document_type: DocumentType, *, accepted: bool) -> Response:
    """The form again with its violations, or the page that the file is fetched from."""
    posted = posted_input.read(services.settings, document_type)
    reviewed = pipeline.review(services, document_type, posted.parsed)
    if reviewed.errors:
        return _with_errors(services, document_type, posted, reviewed)
    if reviewed.warnings and not accepted:
        return form_page.show(
            services, document_type, posted.data, reviewed.violations, only_warnings=True
        )
    return _ready(services, document_type, posted, reviewed)


def _with_errors(
    services: Services, document_type: DocumentType, posted: PostedInput, reviewed: Review
) -> Response:
    return form_page.show(services, document_type, posted.data, reviewed.violations, status=422)


def _ready(
    services: Services, document_type: DocumentType, posted: PostedInput, reviewed: Review
) -> Response:
    """The page that the document is fetched from; it carries the data, and the form to go back to."""
    name, _ = document_type.file_names(reviewed.record)
    fields = form_builder.build(document_type, posted.data).pairs()
    return page_answers.page(
        "ready.html",
        document_type=document_type,
        data=posted.json,
        fields=json.dumps(fields, ensure_ascii=False),
        name=name,
        numbered=reviewed.record.get("code_number") is not None,
        dated=isinstance(document_type.issued_on(reviewed.record), date),
        warnings=reviewed.warning_count,
        can_preview=services.converter.available,
        remembered=profile_views.remembered(services, document_type, posted.data),
    )
