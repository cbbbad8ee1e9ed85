"""A whole text, pasted from Word or brought as a file, is shown as an outline before any of it is used.

What stands in the form already is joined with it, never replaced.
"""

from __future__ import annotations

from typing import Any

from flask import Response, render_template, request

from service import intake
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, NotOurDocument, UnreadableInput, UnsupportedMedia
from service.http import uploads
from service.http.pages import form_builder, form_page, posted_input, word_outline
from service.importing import word
from service.pipeline import Services
from service.untrusted.strict_json import write_json

_EMPTY = "Chưa có văn bản nào; hãy dán văn bản hoặc chọn tệp .docx rồi bấm lại."
_OURS = (
    "Tệp này do phần mềm tạo ra; hãy mở ở trang “Mở dữ liệu từ tệp” để lấy lại đủ dữ liệu đã nhập."
)


def read_text(services: Services, document_type: DocumentType) -> Response:
    """What was pasted or brought, as an outline beside what stands in the form; the form with what is wrong."""
    typed = posted_input.data(document_type)
    try:
        name, draft = _draft(services, document_type)
    except (UnreadableInput, UnsupportedMedia, InputTooLarge) as error:
        return form_page.show(services, document_type, typed, status=422, word_error=str(error))
    return show(services, document_type, draft, typed, name)


def show(
    services: Services, document_type: DocumentType, draft: word.Draft, typed: Any, name: str
) -> Response:
    """The outline of a text, for the clerk to accept."""
    joined = word.join(typed, draft.data)
    carried = posted_input.written(services.settings, joined.data)
    page = render_template(
        "word.html",
        document_type=document_type,
        name=name,
        draft=draft,
        lines=word_outline.lines(draft, document_type),
        more=max(len(draft.lines) - word_outline.MOST_LINES, 0),
        summary=word_outline.summary(draft),
        derived=word_outline.derived(draft, document_type),
        kept=word_outline.kept(joined, draft, document_type),
        repeated=len(joined.repeated),
        not_taken=word_outline.not_taken(draft),
        data=carried.json,
        typed=write_json(form_builder.build(document_type, typed).pairs()).decode(),
    )
    return Response(page.encode(errors="replace"))


def _draft(services: Services, document_type: DocumentType) -> tuple[str, word.Draft]:
    """The name of what came in, and its draft."""
    file = request.files.get("word_file")
    if file is not None and file.filename:
        if uploads.format_of(file.filename) != "docx":
            raise UnsupportedMedia("Ở đây chỉ nhận tệp .docx; hãy chọn tệp khác.")
        body = uploads.bounded("Tệp", file.read(), services.settings.max_file_bytes)
        return file.filename, _of_file(body, document_type)
    html, plain = request.form.get("word_html", ""), request.form.get("word_text", "")
    if not html.strip() and not plain.strip():
        raise UnreadableInput(_EMPTY)
    return "Văn bản dán vào", intake.draft_of_paste(html, plain, document_type)


def _of_file(docx: bytes, document_type: DocumentType) -> word.Draft:
    try:
        intake.read(docx, "docx", document_type)
    except NotOurDocument:
        return intake.draft_of_document(docx, document_type)
    raise UnreadableInput(_OURS)
