"""A whole text, pasted from Word or brought as a file, is shown as an outline before any of it is used.

Our own form, filled in Excel, comes in by the same entrance (``workbook_views``).

What stands in the form already is joined with it, never replaced.
"""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.datastructures import FileStorage

from service import intake, profiles, uploads
from service.documents import kept_parts
from service.documents.document_type import DocumentType
from service.errors import NotOurDocument, UnreadableInput
from service.http.pages import (
    form_page,
    list_values,
    page_answers,
    posted_input,
    profile_views,
    word_outline,
    word_parts,
    workbook_views,
)
from service.importing import word
from service.pipeline import Services
from service.uploads import Upload

_EMPTY = "Chưa có văn bản nào; hãy dán văn bản hoặc chọn tệp rồi bấm lại."
_OURS = "Tệp này do phần mềm tạo ra; hãy mở ở trang “Mở tệp” để lấy lại đủ dữ liệu đã nhập."
_NOT_OUR_FORM = (
    "Tệp này không phải mẫu Excel của phần mềm; nếu là danh sách thì hãy thả tệp vào đúng danh sách cần thêm, "
    "hoặc bấm “Thêm từ tệp Excel, Word” dưới danh sách đó."
)


def read_text(services: Services, document_type: DocumentType) -> Response:
    """What was pasted or brought, beside what stands in the form; the form with what is wrong."""
    typed = posted_input.data(document_type)
    file = request.files.get("word_file")
    try:
        if file is None or not file.filename:
            return show(services, document_type, _pasted(document_type), typed, "Văn bản dán vào")
        upload = _upload(services, file)
        if upload.file_format == "workbook":
            form = _form(document_type, upload)
            return workbook_views.show(services, document_type, form, upload.file.name, typed)
        draft = _of_document(upload.body, document_type)
    except uploads.REFUSALS as error:
        at = "word_file" if file is not None and file.filename else "word_text"
        refusal = at, str(error)
        return form_page.show(services, document_type, typed, status=422, word_refusal=refusal)
    return show(services, document_type, draft, typed, upload.file.name)


def show(
    services: Services, document_type: DocumentType, draft: word.Draft, typed: Any, name: str
) -> Response:
    """The outline of a text, for the clerk to accept in whole or in parts."""
    given, untouched = profile_views.without_profile(services, document_type, typed)
    joined = word.join(given, draft.data)
    carried = posted_input.written(services.settings, draft.data)
    return page_answers.page(
        "word.html",
        document_type=document_type,
        name=name,
        draft=draft,
        lines=word_outline.lines(draft, document_type),
        counts=word_outline.counts(draft),
        more=max(len(draft.lines) - word_outline.MOST_LINES, 0),
        summary=word_outline.summary(draft),
        derived=word_outline.derived(draft, document_type),
        kept=word_outline.kept(joined, draft.data, document_type),
        repeated=len(joined.repeated),
        not_taken=word_outline.not_taken(draft),
        parts=word_parts.shown(document_type, draft.data),
        is_issued=word_parts.is_issued(draft.data),
        replaced=word_parts.replaced_bases(services, document_type, draft.data),
        data=carried.json,
        typed=posted_input.packed(document_type, typed),
        joined=bool(typed),
        from_profile=" ".join(untouched),
    )


def accepted(services: Services, document_type: DocumentType) -> Any:
    """What the clerk accepted of a text, joined with what stands in the form already."""
    draft = posted_input.data(document_type)
    if "parts" in request.form:
        draft = kept_parts.only(document_type.kept_parts, draft, set(request.form.getlist("part")))
    if "replace-bases" in request.form:
        draft = word_parts.with_bases_in_force(services, document_type, draft)
    if "fields" not in request.form:
        return draft
    typed = posted_input.form(document_type).data
    if not isinstance(draft, dict):
        return draft
    given, untouched = profile_views.without_profile(services, document_type, typed)
    return profiles.completed(word.join(given, draft).data, untouched, as_offered=True)


def _pasted(document_type: DocumentType) -> word.Draft:
    html, plain = request.form.get("word_html", ""), request.form.get("word_text", "")
    if not html.strip() and not plain.strip():
        raise UnreadableInput(_EMPTY)
    return intake.draft_of_paste(html, plain, document_type)


def _upload(services: Services, file: FileStorage) -> Upload:
    return uploads.received(services, file.filename or "", file.read())


def _form(document_type: DocumentType, upload: Upload) -> intake.ParsedInput:
    """Our own form, or a workbook of lists that have no panel of their own on the page."""
    parsed = upload.parse(document_type)
    fields = [column.field for sheet in parsed.sheets for column in sheet.columns if column.field]
    has_panels = any(list_values.has_panel(document_type, field) for field in fields)
    if not parsed.own_form and (has_panels or not fields):
        raise UnreadableInput(_NOT_OUR_FORM)
    return parsed


def _of_document(docx: bytes, document_type: DocumentType) -> word.Draft:
    try:
        intake.read(docx, "docx", document_type)
    except NotOurDocument:
        return intake.draft_of_document(docx, document_type)
    raise UnreadableInput(_OURS)
