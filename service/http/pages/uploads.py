"""An uploaded file becomes a filled form; a workbook first says what was understood of it.

Only this module knows which files a clerk may bring, and what is done with each.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from service import documents, intake, pipeline, workbook
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, UnreadableInput, UnsupportedMedia, VanbanError, Violation
from service.http import attachments
from service.http.pages import form_builder, form_parser, violation_list
from service.http.pages.page_service import PageService, as_json, sent
from service.media_types import XLSX
from service.violation_list import ViolationList

_MOST_SHOWN = 300

_TOLD = "Đã mở tệp. Hãy xem lại, sửa nếu cần, rồi tạo văn bản."


def routes(web: Blueprint, page_service: PageService) -> None:
    """The addresses at which files come in, and at which the workbook to fill in is fetched."""

    @web.get("/<slug>/open")
    def choose_file(slug: str) -> str:
        return _page(page_service, documents.get(slug))

    @web.post("/<slug>/open")
    def open_file(slug: str) -> Response | tuple[str, int]:
        kind = documents.get(slug)
        try:
            return _opened(page_service, kind)
        except (UnreadableInput, UnsupportedMedia, InputTooLarge) as error:
            return _page(page_service, kind, error), 422

    @web.post("/<slug>/use")
    def use_data(slug: str) -> Response:
        kind = documents.get(slug)
        return _filled(page_service, kind, page_service.given(kind))

    @web.post("/<slug>/marked")
    def mark_file(slug: str) -> Response | tuple[str, int]:
        kind = documents.get(slug)
        try:
            return _marked(page_service, kind)
        except (UnreadableInput, UnsupportedMedia, InputTooLarge) as error:
            return _page(page_service, kind, error), 422

    @web.get("/<slug>/form.xlsx")
    def fetch_form(slug: str) -> Response:
        kind = documents.get(slug)
        name = f"mau-{kind.slug}.xlsx"
        return sent(intake.form_workbook(kind), XLSX, name, name)


def _page(page_service: PageService, kind: DocumentType, error: VanbanError | None = None) -> str:
    return render_template(
        "open.html",
        kind=kind,
        endings=list(intake.FORMS),
        error=error,
        largest=page_service.services.settings.max_file_bytes,
    )


def _opened(page_service: PageService, kind: DocumentType) -> Response:
    body, form, name = _upload(page_service)
    if form == "workbook":
        return _understood(page_service, kind, _read(page_service, kind, body, name), name)
    parsed = intake.read(body, form, kind)
    if parsed.returned is not None:
        return _reimported(page_service, kind, parsed.returned, name)
    return _filled(page_service, kind, parsed.data)


def _reimported(
    page_service: PageService, kind: DocumentType, returned: intake.ReturnedDocument, name: str
) -> Response:
    """A document of ours: its data in the form, unless it was changed in Word since.

    Then the page first lists what was changed, what can be taken over and what can not, so that nobody
    believes that a change was kept when it was not.
    """
    found = pipeline.reimport(page_service.services, kind, returned)
    if not found.changes and not found.notes:
        return page_service.form(
            kind, found.data, found.review.violations, notice=_TOLD, replaces=True
        )
    merged = found.merged
    page = render_template(
        "returned.html",
        kind=kind,
        name=name,
        told=found.notes,
        count=len(found.changes),
        taken=merged.accepted,
        left=merged.left[:_MOST_SHOWN],
        left_count=len(merged.left),
        data_as_made=as_json(found.data).decode(),
        data_with_edits=as_json(merged.data).decode(),
    )
    return Response(page)


def _filled(page_service: PageService, kind: DocumentType, data: Any) -> Response:
    """The form filled from a file, with whatever is wrong with it.

    The data goes through the form's own inputs, so that "01/07/2020" is read as it is when typed.
    """
    sheet = form_builder.draw(kind, data)
    data = form_parser.read(form_builder.items(kind), sheet.pairs()).data
    violations = page_service.review(kind, data).violations
    return page_service.form(kind, data, violations, notice=_TOLD, replaces=True)


def _understood(
    page_service: PageService, kind: DocumentType, reading: workbook.Reading, name: str
) -> Response:
    """What every list, column and row of a workbook was taken for, before any of it is used."""
    violations, count = _violations(page_service, kind, reading)
    page = render_template(
        "understood.html",
        kind=kind,
        name=name,
        reading=reading,
        violations=violations[:_MOST_SHOWN],
        count=count,
        most=_MOST_SHOWN,
        data=as_json(reading.data).decode(),
    )
    return Response(page)


def _marked(page_service: PageService, kind: DocumentType) -> Response:
    """The clerk's own workbook again, with every fault in the cell it speaks of."""
    body, form, name = _upload(page_service)
    if form != "workbook":
        raise UnsupportedMedia(
            f"Chỉ đánh dấu lỗi được trong tệp {', '.join(intake.WORKBOOKS)}; tệp khác hãy mở vào mẫu."
        )
    reading = _read(page_service, kind, body, name)
    violations, _ = _violations(page_service, kind, reading)
    content = intake.marked_workbook(body, violations, reading.sheets, _file(page_service, name))
    stem = attachments.safe(name).rpartition(".")[0] or "bang-tinh"
    return sent(content, XLSX, f"{stem} - đã kiểm tra.xlsx", "da-kiem-tra.xlsx")


def _file(page_service: PageService, name: str) -> intake.File:
    settings = page_service.services.settings
    limits = intake.Limits(max_bytes=settings.max_file_bytes, max_rows=settings.max_rows)
    return intake.File(name, limits=limits)


def _read(
    page_service: PageService, kind: DocumentType, body: bytes, name: str
) -> workbook.Reading:
    """The workbook, beside what stands in the form that it was brought to."""
    reading = intake.read_workbook(body, kind, _file(page_service, name))
    return workbook.beside(reading, page_service.given(kind))


def _violations(
    page_service: PageService, kind: DocumentType, reading: workbook.Reading
) -> tuple[list[Violation], int]:
    """The faults of a workbook that are shown, and how many there are."""
    found = ViolationList()
    page_service.review(kind, reading.data, found)
    found.extend(reading.violations, first=True)
    count = sum(each.total() for each in found.counts().values())
    return violation_list.reworded(found.shown(cells=reading.cells)), count


def _upload(page_service: PageService) -> tuple[bytes, str, str]:
    """The one file of the form: its bytes, its format and its name."""
    settings = page_service.services.settings
    file = request.files.get("file")
    if file is None or not file.filename:
        raise UnreadableInput("Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại.")
    ending = "." + file.filename.lower().rpartition(".")[2]
    if ending not in intake.FORMS:
        raise UnsupportedMedia(
            f"Chỉ mở được tệp có đuôi {', '.join(intake.FORMS)}; hãy chọn tệp khác."
        )
    limit = settings.max_json_bytes if ending == ".json" else settings.max_file_bytes
    body = file.read(limit + 1)
    if len(body) > limit:
        raise InputTooLarge(f"Tệp lớn hơn {limit} byte; hãy tách bớt dữ liệu.", limit)
    return body, intake.FORMS[ending], file.filename
