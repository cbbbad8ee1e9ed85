"""An uploaded file becomes a filled form; a workbook first says what was understood of it.

Only this module knows which files a clerk may bring, and what is done with each.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from service import documents, intake, pipeline, workbook
from service.documents.document_type import DocumentType
from service.errors import Fault, InputTooLarge, UnreadableInput, UnsupportedMedia, VanbanError
from service.http import attachments
from service.http.pages import form_builder, form_parser, violation_list
from service.http.pages.page_service import Desk, as_json, sent
from service.violation_list import FaultList

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_SHOWN = 300
#: What is said of a document that came back as a whole; its values are reviewed in the form.
_REVISION_CODES = frozenset({"template_changed", "not_compared"})

_TOLD = "Đã mở tệp. Hãy xem lại, sửa nếu cần, rồi tạo văn bản."


def routes(web: Blueprint, desk: Desk) -> None:
    """The addresses at which files come in, and at which the workbook to fill in is fetched."""

    @web.get("/<slug>/open")
    def choose_file(slug: str) -> str:
        return _page(desk, documents.get(slug))

    @web.post("/<slug>/open")
    def open_file(slug: str) -> Response | tuple[str, int]:
        kind = documents.get(slug)
        try:
            return _opened(desk, kind)
        except (UnreadableInput, UnsupportedMedia, InputTooLarge) as error:
            return _page(desk, kind, error), 422

    @web.post("/<slug>/use")
    def use_data(slug: str) -> Response:
        kind = documents.get(slug)
        return _filled(desk, kind, desk.given(kind))

    @web.post("/<slug>/marked")
    def mark_file(slug: str) -> Response | tuple[str, int]:
        kind = documents.get(slug)
        try:
            return _marked(desk, kind)
        except (UnreadableInput, UnsupportedMedia, InputTooLarge) as error:
            return _page(desk, kind, error), 422

    @web.get("/<slug>/form.xlsx")
    def fetch_form(slug: str) -> Response:
        kind = documents.get(slug)
        name = f"mau-{kind.slug}.xlsx"
        return sent(intake.form_workbook(kind), XLSX, name, name)


def _page(desk: Desk, kind: DocumentType, error: VanbanError | None = None) -> str:
    return render_template(
        "open.html",
        kind=kind,
        endings=list(intake.FORMS),
        error=error,
        largest=desk.office.settings.max_file_bytes,
    )


def _opened(desk: Desk, kind: DocumentType) -> Response:
    body, form, name = _upload(desk)
    if form == "workbook":
        return _understood(desk, kind, _read(desk, kind, body, name), name)
    if form == "docx":
        return _came_back(desk, kind, body, name)
    return _filled(desk, kind, intake.read(body, form, kind).data)


def _came_back(desk: Desk, kind: DocumentType, body: bytes, name: str) -> Response:
    """A document of ours: its data in the form, unless it was changed in Word since.

    Then the page first lists what was changed, what can be taken over and what can not, so that nobody
    believes that a change was kept when it was not.
    """
    as_made = pipeline.come_back(desk.office, kind.slug, body)
    told = [each for each in as_made.faults if each.code in _REVISION_CODES]
    if not as_made.changes and not told:
        return _filled(desk, kind, as_made.data)
    with_edits = pipeline.come_back(desk.office, kind.slug, body, take=True)
    page = render_template(
        "returned.html",
        kind=kind,
        name=name,
        told=told,
        count=len(as_made.changes),
        taken=with_edits.taken,
        left=with_edits.left[:_MOST_SHOWN],
        left_count=len(with_edits.left),
        data_as_made=as_json(as_made.data).decode(),
        data_with_edits=as_json(with_edits.data).decode(),
    )
    return Response(page)


def _filled(desk: Desk, kind: DocumentType, data: Any) -> Response:
    """The form filled from a file, with whatever is wrong with it.

    The data goes through the form's own inputs, so that "01/07/2020" is read as it is when typed.
    """
    sheet = form_builder.draw(kind, data)
    data = form_parser.read(form_builder.items(kind), sheet.pairs()).data
    faults = desk.review(kind, data).faults
    return desk.form(kind, data, faults, notice=_TOLD, replaces=True)


def _understood(desk: Desk, kind: DocumentType, reading: workbook.Reading, name: str) -> Response:
    """What every list, column and row of a workbook was taken for, before any of it is used."""
    faults, count = _faults(desk, kind, reading)
    page = render_template(
        "understood.html",
        kind=kind,
        name=name,
        reading=reading,
        faults=faults[:_MOST_SHOWN],
        count=count,
        skipped=reading.skipped[:_MOST_SHOWN],
        data=as_json(reading.data).decode(),
    )
    return Response(page)


def _marked(desk: Desk, kind: DocumentType) -> Response:
    """The clerk's own workbook again, with every fault in the cell it speaks of."""
    body, form, name = _upload(desk)
    if form != "workbook":
        raise UnsupportedMedia(
            f"Chỉ đánh dấu lỗi được trong tệp {', '.join(intake.WORKBOOKS)}; tệp khác hãy mở vào mẫu."
        )
    reading = _read(desk, kind, body, name)
    faults, _ = _faults(desk, kind, reading)
    content = intake.marked_workbook(body, kind, faults, _file(desk, name))
    stem = attachments.safe(name).rpartition(".")[0] or "bang-tinh"
    return sent(content, XLSX, f"{stem} - đã kiểm tra.xlsx", "da-kiem-tra.xlsx")


def _file(desk: Desk, name: str) -> intake.File:
    settings = desk.office.settings
    limits = intake.Limits(max_bytes=settings.max_file_bytes, max_rows=settings.max_rows)
    return intake.File(name, limits=limits)


def _read(desk: Desk, kind: DocumentType, body: bytes, name: str) -> workbook.Reading:
    """The workbook, beside what stands in the form that it was brought to."""
    reading = intake.read_workbook(body, kind, _file(desk, name))
    return workbook.beside(reading, desk.given(kind))


def _faults(desk: Desk, kind: DocumentType, reading: workbook.Reading) -> tuple[list[Fault], int]:
    """The faults of a workbook that are shown, and how many there are."""
    found = FaultList()
    desk.review(kind, reading.data, found)
    found.extend(reading.faults, first=True)
    count = sum(each.total() for each in found.counts().values())
    return violation_list.reworded(found.shown(cells=reading.cells)), count


def _upload(desk: Desk) -> tuple[bytes, str, str]:
    """The one file of the form: its bytes, its format and its name."""
    settings = desk.office.settings
    desk.allow()
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
