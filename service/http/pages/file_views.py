"""An uploaded file becomes a filled form; a workbook first says what was understood of it (``workbook_views``).

Only this module knows which files a clerk may bring, and what is done with each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, render_template, request

from service import documents, intake, pdf, pipeline, uploads
from service.documents.document_type import DocumentType
from service.errors import (
    NotOurDocument,
    UnreadableInput,
    UnsupportedMedia,
    VanbanError,
    Violation,
)
from service.http import attachments
from service.http.pages import (
    form_page,
    page_answers,
    posted_input,
    profile_views,
    returned_edits,
    violation_links,
    word_parts,
    word_views,
    workbook_views,
)
from service.pipeline import Services
from service.untrusted.strict_json import write_json
from service.uploads import Upload

_OPENED = "Đã mở tệp. Hãy xem lại, sửa nếu cần, rồi tạo văn bản."
_FILLED = "Đã điền văn bản vào trang nhập. Hãy xem lại, sửa nếu cần, rồi tạo văn bản."
_NOTHING = (
    "Tệp này không có dữ liệu nào của “{}”; hãy chọn tệp đã tải về bằng nút “Tải bản lưu”, mẫu Excel đã điền, "
    "hoặc tệp Word."
)
_NOT_SAVED = (
    "Tệp này không phải bản lưu, hoặc đã hỏng; hãy chọn lại tệp đã tải về bằng nút “Tải bản lưu”."
)
_OTHER_TYPE = "Tệp này là bản lưu của “{}”; hãy mở tệp ở trang của loại văn bản đó."


def choose_file(services: Services, document_type: DocumentType) -> str:
    return _choice(services, document_type)


def open_file(services: Services, document_type: DocumentType) -> Response | tuple[str, int]:
    try:
        return _opened(services, document_type, _upload(services))
    except uploads.REFUSALS as error:
        return _choice(services, document_type, error), 422


def use_data(services: Services, document_type: DocumentType) -> Response:
    is_text = request.form.get("source") == "text"
    if is_text:
        data = word_views.accepted(services, document_type)
    else:
        data = posted_input.data(document_type)
        if "edits" in request.form and "as-made" not in request.form:
            data = returned_edits.chosen(data)
        if "as-model" in request.form:
            data = word_parts.as_model(services, document_type, data)
    # What was joined with a form goes on as the draft of that form.
    joined = "joined" in request.form
    is_new = "new" in request.form
    if is_new:
        data = profile_views.completed(services, document_type, data)
    return _filled(
        services,
        document_type,
        data,
        complete=not is_text,
        notice=_FILLED if is_text else _OPENED,
        opened=not joined,
        changed=joined,
        of_office=is_new,
    )


def mark_file(services: Services, document_type: DocumentType) -> Response | tuple[str, int]:
    """The clerk's own workbook again, with every violation in the cell it speaks of."""
    try:
        upload = _workbook(services)
        parsed = upload.parse(document_type)
        reviewed = pipeline.review(services, document_type, parsed)
        violations = violation_links.in_page_words(reviewed.violations)
        marked = intake.marked_workbook(upload.body, parsed, violations, upload.file)
        return attachments.checked_workbook(marked, upload.file.name)
    except uploads.REFUSALS as error:
        return _choice(services, document_type, error), 422


def fetch_form(_: Services, document_type: DocumentType) -> Response:
    return attachments.form_workbook(intake.form_workbook(document_type), document_type)


def _choice(
    services: Services, document_type: DocumentType, error: VanbanError | None = None
) -> str:
    return render_template(
        "open.html",
        document_type=document_type,
        endings=[*intake.FORMATS, *pdf.OLD_TEXTS],
        workbook_endings=intake.WORKBOOK_ENDINGS,
        own_parts=word_parts.own_parts(document_type),
        error=error,
        largest=services.settings.max_file_bytes,
    )


def _upload(services: Services) -> Upload:
    """The one file of the page."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise UnreadableInput("Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại.")
    return uploads.received(services, file.filename, file.read(), tuple(intake.FORMATS))


def _workbook(services: Services) -> Upload:
    upload = _upload(services)
    if upload.file_format != "workbook":
        endings = ", ".join(intake.WORKBOOK_ENDINGS)
        raise UnsupportedMedia(
            f"Chỉ đánh dấu lỗi được trong tệp {endings}; tệp khác hãy bấm “Mở tệp”."
        )
    return upload


def _opened(services: Services, document_type: DocumentType, upload: Upload) -> Response:
    """What a file holds; a Word file that is not ours is read as a whole text."""
    name = upload.file.name
    try:
        parsed = upload.parse(document_type)
    except NotOurDocument:
        draft = intake.draft_of_document(upload.body, document_type)
        return word_views.show(services, document_type, draft, {}, name)
    except UnreadableInput as broken:
        if upload.file_format != "json":
            raise
        # A clerk knows no JSON: what was to be a saved form is none, or is damaged.
        raise UnreadableInput(_NOT_SAVED, broken.where) from broken
    if upload.file_format == "workbook":
        return workbook_views.show(services, document_type, parsed, name)
    if parsed.returned is not None:
        return _reimported(services, document_type, parsed.returned, name)
    _refuse_foreign(document_type, parsed.data)
    return _filled(services, document_type, parsed.data, notice=_OPENED, opened=True)


def _refuse_foreign(document_type: DocumentType, data: object) -> None:
    """Raise UnreadableInput for data of which the form has no place, or another type's form has more."""
    names = set(data) if isinstance(data, dict) else set()
    counts = {
        found.title: len(names & set(found.schema.fields)) for found in documents.TYPES.values()
    }
    best = max(counts, key=lambda title: (counts[title], title == document_type.title))
    if not counts[best]:
        raise UnreadableInput(_NOTHING.format(document_type.title))
    if best != document_type.title:
        raise UnreadableInput(_OTHER_TYPE.format(best))


def _filled(
    services: Services,
    document_type: DocumentType,
    data: object,
    *,
    complete: bool = True,
    **notices: Any,
) -> Response:
    """The form filled from a file, with whatever is wrong with it.

    What is not there is no fault yet in a form that is not ``complete``: of an old document parts are left out.
    """
    posted = posted_input.written(services.settings, form_page.typed(document_type, data))
    violations: Iterable[Violation]
    violations = pipeline.review(services, document_type, posted.parsed).violations
    if not complete:
        violations = violation_links.of_what_is_there(posted.data, violations)
    if notices.get("of_office"):
        violations = violation_links.not_of_the_office(document_type, violations)
    return form_page.show(services, document_type, posted.data, violations, **notices)


def _reimported(
    services: Services, document_type: DocumentType, returned: intake.ReturnedDocument, name: str
) -> Response:
    """A document of ours: its data in the form, unless it was changed in Word since.

    Then the page first lists what was changed, what can be taken over and what can not, so that nobody
    believes that a change was kept when it was not.
    """
    found = pipeline.reimport(services, document_type, returned)
    if not found.changes and not found.notes and "as-model" in request.form:
        data = word_parts.as_model(services, document_type, found.data)
        return _filled(services, document_type, data, notice=_OPENED, opened=True)
    if not found.changes and not found.notes:
        violations = found.review.violations
        return form_page.show(
            services, document_type, found.data, violations, notice=_OPENED, opened=True
        )
    merged = found.merged
    accepted = returned_edits.shown(document_type, merged.accepted)
    return page_answers.page(
        "returned.html",
        document_type=document_type,
        name=name,
        notes=found.notes,
        count=len(accepted) + len(merged.left),
        accepted=accepted,
        left=merged.left[: workbook_views.MOST_SHOWN],
        left_count=len(merged.left),
        follows=merged.follows[: workbook_views.MOST_SHOWN],
        follows_count=len(merged.follows),
        data_as_made=write_json(found.data).decode(),
        edits=returned_edits.packed(merged.accepted),
        as_model="as-model" in request.form,
    )
