"""What every page needs: a posted form or file becomes data, and data becomes a page or a file.

Only this module knows how a form travels: as inputs named by pointers, as one JSON list of them
where scripts run, or as the data itself that a page carried along.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response, render_template, request

from service import intake, pipeline
from service.documents.document_type import DocumentType, Review
from service.errors import InputTooLarge, UnreadableInput
from service.http import attachments
from service.http.pages import form_builder, form_parser, row_edits, violation_list
from service.media_types import DOCX, PDF
from service.untrusted.strict_json import read_json
from service.violation_list import MORE, ViolationList

#: As many suggestions are taken over by one press of the button.
_MOST_MENDED = 20_000


class PageService:
    """One office's pages: how to read a form, and how to draw one."""

    def __init__(self, services: pipeline.Services) -> None:
        self.services = services

    # --- what came in ----------------------------------------------------------------------------

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The names and texts of the form; where scripts run they come as one JSON list."""
        packed = request.form.get("fields")
        if packed is None:
            return request.form.items(multi=True)
        found = read_json(packed.encode(errors="surrogatepass"))
        if not isinstance(found, list) or not all(_is_pair(each) for each in found):
            raise UnreadableInput("Biểu mẫu gửi lên không đọc được; hãy tải lại trang rồi gửi lại.")
        return ((name, text) for name, text in found)

    def given(self, kind: DocumentType) -> Any:
        """The data of the form, or the data that the page carried along."""
        if "data" in request.form:
            return read_json(request.form["data"].encode(errors="surrogatepass"))
        return form_parser.read(form_builder.items(kind), self.pairs()).data

    def body(self, data: Any) -> bytes:
        """Data as the JSON that the line reads, within its limit."""
        body = as_json(data)
        limit = self.services.settings.max_json_bytes
        if len(body) > limit:
            raise InputTooLarge(
                f"Dữ liệu dài {len(body)} byte, nhiều nhất là {limit} byte; hãy tách thành nhiều văn bản.",
                limit,
            )
        return body

    def parsed(self, data: Any) -> intake.ParsedInput:
        return intake.ParsedInput(read_json(self.body(data)))

    def review(self, kind: DocumentType, data: Any, found: ViolationList | None = None) -> Review:
        return pipeline.review(self.services, kind, self.parsed(data), found=found)

    # --- what goes out ---------------------------------------------------------------------------

    def form(
        self,
        kind: DocumentType,
        data: Any,
        violations: Any = (),
        *,
        status: int = 200,
        **notices: Any,
    ) -> Response:
        """The form's page; ``notices`` are those of ``form.html``."""
        violations = violation_list.reworded(violations)
        more = {each.severity: each.message for each in violations if each.code == MORE}
        violations = [each for each in violations if each.code != MORE]
        sheet = form_builder.draw(kind, data if isinstance(data, dict) else {"": data}, violations)
        listed = violation_list.listed(kind, sheet, violations)
        page = render_template(
            "form.html",
            kind=kind,
            sheet=sheet,
            templates=form_builder.templates(kind.slug),
            names=form_builder.known_names(sheet),
            bases=self.bases(data),
            as_of=self.services.reference.catalogue.as_of,
            errors=[each for each in listed if each.violation.severity == "error"],
            warnings=[each for each in listed if each.violation.severity == "warning"],
            can_preview=self.can_preview,
            more=more,
            **notices,
        )
        answer = Response(page, status)
        if notices.get("fresh"):
            # An empty form holds nothing of anybody: "back" may show it with what was typed since.
            answer.headers["Cache-Control"] = "no-cache"
        return answer

    @property
    def can_preview(self) -> bool:
        return self.services.converter.available

    def bases(self, data: Any) -> list[Any]:
        """The legal bases to pick from: those in force on the day of issue, if it can be read."""
        catalogue = self.services.reference.catalogue
        said = data.get("issued_date") if isinstance(data, dict) else None
        try:
            on = date.fromisoformat(said) if isinstance(said, str) else catalogue.as_of
        except ValueError:
            on = catalogue.as_of
        return list(catalogue.in_force(on))

    def redrawn(self, kind: DocumentType, deed: str, target: str) -> Response:
        """The same form with a row more, less or moved, or with bases from the catalogue."""
        read = form_parser.read(form_builder.items(kind), self.pairs(), keep_blank=True)
        data, place = read.data, read.place(target)
        if deed == "cite":
            wanted = [
                self.services.reference.catalogue.get(each) for each in request.form.getlist("pick")
            ]
            data = row_edits.extended(data, place, [each.line for each in wanted if each])
        elif deed in row_edits.DEEDS:
            data = row_edits.changed(data, deed, place)
        return self.form(kind, data, focus=row_edits.seen(deed, place))

    def mended(self, kind: DocumentType, target: str) -> Response:
        """The same form with one suggestion applied, or with all of them."""
        read = form_parser.read(form_builder.items(kind), self.pairs())
        data = read.data
        code, _, pointer = target.partition(":")
        # One mend for one value: a second suggestion was made for the value as it was before the first.
        mended: set[str] = set()
        found = ViolationList(_MOST_MENDED)
        self.review(kind, data, found)
        for violation in found.kept():
            wanted = not target or (violation.code, violation.pointer) == (
                code,
                read.place(pointer),
            )
            if wanted and violation.suggestion is not None and violation.pointer not in mended:
                data = violation_list.mended(data, violation)
                mended.add(violation.pointer)
        done = len(mended)
        told = (
            f"Đã sửa {done} chỗ theo đề nghị."
            if done
            else "Chỗ này đã khác trước; không có gì được sửa."
        )
        return self.form(kind, data, self.review(kind, data).violations, notice=told)

    def checked(self, kind: DocumentType, data: Any, *, accepted: bool) -> Response:
        """The form again with its faults, or the page that the file is fetched from."""
        reviewed = self.review(kind, data)
        if reviewed.errors:
            return self.form(kind, data, reviewed.violations, status=422)
        if reviewed.warnings and not accepted:
            return self.form(kind, data, reviewed.violations, only_warnings=True)
        return self.ready_page(kind, data, reviewed)

    def ready_page(self, kind: DocumentType, data: Any, reviewed: Review) -> Response:
        name, _ = kind.file_names(reviewed.record)
        page = render_template(
            "ready.html",
            kind=kind,
            data=as_json(data).decode(),
            fields=json.dumps(form_builder.draw(kind, data).pairs(), ensure_ascii=False),
            name=name,
            numbered=reviewed.record.get("code_number") is not None,
            dated=kind.issued_on(reviewed.record) is not None,
            warnings=reviewed.warning_count,
            can_preview=self.can_preview,
        )
        return Response(page)

    def file(self, kind: DocumentType, form: str) -> Response:
        """The document itself; the form with its faults when the data has some after all."""
        data = self.given(kind)
        parsed = self.parsed(data)
        reviewed = pipeline.review(self.services, kind, parsed)
        if reviewed.errors:
            return self.form(kind, data, reviewed.violations, status=422)
        made = pipeline.produce(self.services, kind, parsed, reviewed)
        if form == "pdf":
            made = pipeline.as_pdf(self.services, made)
        answer = sent(made.content, PDF if form == "pdf" else DOCX, made.file_name, made.ascii_name)
        answer.headers["X-Template"] = made.template
        return answer

    def previewed(self, kind: DocumentType) -> Response:
        made = pipeline.produce(self.services, kind, self.parsed(self.given(kind)))
        answer = Response(pipeline.as_pdf(self.services, made).content, mimetype=PDF)
        answer.headers["X-Template"] = made.template
        return answer


def _is_pair(each: Any) -> bool:
    return isinstance(each, list) and len(each) == 2 and all(isinstance(text, str) for text in each)


def as_json(data: Any) -> bytes:
    text = json.dumps(data, ensure_ascii=False, default=float)
    # What a lone surrogate becomes is no UTF-8, and the line says so.
    return text.encode(errors="surrogatepass")


def sent(body: bytes, media_type: str, name: str, ascii_name: str) -> Response:
    answer = Response(body, mimetype=media_type)
    answer.headers["Content-Disposition"] = attachments.header(ascii_name, name)
    return answer
