"""A pasted block or a file joins a list of the form: a panel shows first what would be added, and is corrected.

The page's script asks for the panel as JSON and adds the rows itself; where no script runs the panel is a page,
which carries the form and the file.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, render_template, request

from service import intake, uploads
from service.documents.document_type import DocumentType
from service.errors import InputTooLarge, UnreadableInput, UnsupportedMedia
from service.http.pages import (
    form_page,
    list_fields,
    list_joining,
    list_panel,
    list_values,
    page_answers,
    posted_input,
)
from service.http.pages.form_parser import ParsedForm
from service.http.pages.list_joining import Joining
from service.http.pages.list_panel import Panel
from service.intake import ListSource
from service.media_types import JSON
from service.pipeline import Services
from service.schema import pointers

#: Before the pointer of what stands in a row that the page has not yet.
NEW = "~"
_REFUSED = (UnreadableInput, UnsupportedMedia, InputTooLarge)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read for the list at ``place``, and how it joins the form."""

    place: str
    source: ListSource
    panel: Panel
    joining: Joining


def preview_list(services: Services, document_type: DocumentType) -> Response:
    """What the list ``list`` would be given of a block (``html``, ``plain``) or a file, with corrections."""
    form = posted_input.form(document_type, keep_blank=True)
    if request.accept_mimetypes.best == JSON:
        found = _read(services, document_type, form)
        html = render_template("list_panel.html", panel=found.panel, is_script=True)
        rows = _for_script(document_type, form, found.joining)
        return jsonify(panel=html, add=rows, notice=_notice(found.panel))
    try:
        found = _read(services, document_type, form)
    except _REFUSED as error:
        return _refused(services, document_type, form, str(error))
    return _without_script(services, document_type, form.data, found)


def _read(services: Services, document_type: DocumentType, form: ParsedForm) -> _Found:
    """Raises UnreadableInput, UnsupportedMedia or InputTooLarge."""
    pointer = request.form.get("list", "")
    place = _place(document_type, form, pointer)
    mapping = list_fields.mapping_of(request.form)
    source = _source(services, pointer, mapping)
    preview = intake.preview_list(source, document_type, pointers.pattern(place) + "/*")
    joining = list_joining.join(form.data, place, preview)
    panel = list_panel.of_preview(document_type, place, preview, mapping, joining)
    return _Found(place, source, panel, joining)


def _refused(
    services: Services, document_type: DocumentType, form: ParsedForm, why: str
) -> Response:
    """The form as it was, and beside the list, if the page has it, why nothing was read."""
    place = form.place(request.form.get("list", ""))
    around = (
        pointers.find(form.data, place.rpartition("/")[0])
        if list_values.takes_rows(document_type, place)
        else None
    )
    shown = {"refusal": why} if around is None else {"list_refusal": (place, why), "focus": place}
    return form_page.show(services, document_type, form.data, status=422, **shown)


def _without_script(
    services: Services, document_type: DocumentType, data: dict[str, Any], found: _Found
) -> Response:
    """The form with the rows added, the form as it was, or the panel as a page."""
    action = request.form.get("do")
    if action == "leave":
        return form_page.show(services, document_type, data, focus=found.place)
    if action == "add-rows":
        joined = list_joining.apply(data, found.joining)
        notice = (found.place, _notice(found.panel))
        return form_page.show(
            services, document_type, joined, focus=found.place, list_notice=notice
        )
    return _page(document_type, data, found)


def pasted_lines(_: Services, __: DocumentType) -> Response:
    """The lines of a text for a list of single values, and the marks that were taken off them."""
    found = intake.pasted_lines_of(request.form.get("plain", ""))
    return jsonify(lines=found.lines, marks=found.marks)


def pasted_cells(_: Services, __: DocumentType) -> Response:
    """The cells of a block for a table of a report."""
    found = intake.pasted_cells(request.form.get("html", ""), request.form.get("plain", ""))
    return jsonify(rows=found)


def _place(document_type: DocumentType, form: ParsedForm, pointer: str) -> str:
    """Where the list stands in the data. Raises UnreadableInput for a pointer of no such list."""
    if not list_values.takes_rows(document_type, pointer):
        raise UnreadableInput("Danh sách này không nhận dữ liệu dán vào; hãy tải lại trang.")
    return form.place(pointer)


def _source(services: Services, pointer: str, mapping: dict[str, Any]) -> ListSource:
    """The file of the list, the file that the page carried along, or the block."""
    settings = services.settings
    file = request.files.get(f"file:{pointer}")
    if file is not None and file.filename:
        body, name = file.read(), file.filename
    elif "block" in request.form:
        body, name = _carried(request.form["block"]), request.form.get("block_name", "")
    elif "plain" in request.form or "html" in request.form:
        known = intake.File(mapping=mapping)
        html, plain = request.form.get("html", ""), request.form.get("plain", "")
        return ListSource(html, plain, file=known)
    else:
        raise UnreadableInput("Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại.")
    upload = uploads.received(services, name, body)
    known = uploads.workbook_file(settings, name, mapping=mapping)
    return ListSource(body=upload.body, file_format=upload.file_format, file=known)


def _carried(block: str) -> bytes:
    try:
        return base64.b64decode(block, validate=True)
    # A letter that is not ASCII is a plain ValueError, of which binascii.Error is a kind.
    except ValueError:
        raise UnreadableInput("Trang gửi lên không còn nguyên; hãy chọn lại tệp.") from None


def _notice(panel: Panel) -> str:
    if not panel.summary:
        return "Không có dòng nào được thêm."
    present = f", bỏ qua {panel.already} đã có" if panel.joining.present else ""
    return f"Đã thêm {panel.summary}{present}."


def _page(document_type: DocumentType, data: dict[str, Any], found: _Found) -> Response:
    """The panel as a page: it carries what stands in the form, and the file."""
    return page_answers.page(
        "list_page.html",
        document_type=document_type,
        panel=found.panel,
        fields=posted_input.packed(document_type, data),
        block=base64.b64encode(found.source.body).decode(),
        block_name=found.source.file.name,
    )


def _for_script(document_type: DocumentType, form: ParsedForm, joining: Joining) -> dict[str, Any]:
    """The rows as texts of inputs, under the names that the inputs of the page have."""
    fields = list_values.fields_of(document_type)
    names = _Names({place: name for name, place in form.places.items()}, joining.new_rows)
    lists = []
    for rows in joining.lists:
        keys = list(dict.fromkeys(key for row in rows.rows for key in row))
        pointers_of = [(key, f"{rows.pointer}/0/{key}") for key in keys]
        texts = [
            [list_values.typed(fields, pointer, row.get(key)) for key, pointer in pointers_of]
            for row in rows.rows
        ]
        lists.append({"list": names.of(rows.pointer), "keys": keys, "rows": texts})
    values = {
        names.of(pointer): list_values.typed(fields, pointer, value)
        for pointer, value in joining.values.items()
    }
    return {"lists": lists, "values": values, "new": joining.new_rows}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names on the page by the places in the data; NEW stands before those in rows that are to be made."""

    posted: Mapping[str, str]
    new_rows: Sequence[str]

    def of(self, pointer: str) -> str:
        if any(pointer.startswith(f"{row}/") for row in self.new_rows):
            return NEW + pointer
        head, rest = pointer, ""
        while head and head not in self.posted:
            head, _, step = head.rpartition("/")
            rest = f"/{step}{rest}"
        return self.posted.get(head, head) + rest
