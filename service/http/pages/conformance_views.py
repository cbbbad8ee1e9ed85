"""The pages "Kiểm tra thể thức": any Word file is held against the decree, shown with what is wrong, and mended.

Nothing is kept: the page of a checked file carries the file, and everything is done anew from it.
"""

from __future__ import annotations

import base64
import binascii
from itertools import zip_longest
from typing import Any

from flask import Response, request

from service import checked_documents, documents, pdf, uploads
from service.conformance.writing import plan_words
from service.errors import NotToBeChanged, UnreadableInput, VanbanError
from service.http import attachments, shown_findings
from service.http.pages import page_answers
from service.language import file_names
from service.pipeline import Services

_ENDING = ".docx"
_NO_FILE = "Chưa chọn tệp nào; hãy chọn tệp rồi bấm lại."
_NOT_CARRIED = "Trang này không còn giữ đủ tệp; hãy chọn lại tệp rồi kiểm tra lại."
_REFUSED = (*uploads.REFUSALS, NotToBeChanged)


def choose_conformance(services: Services) -> Response:
    return _choice(services)


def check_conformance(services: Services) -> Response:
    """The pages with what was found, and what mending would change; the choice again with what is wrong with the file."""
    try:
        name, docx = _sent(services)
        ahead = checked_documents.look_ahead(docx, _type())
        checked = checked_documents.on_pages(services, docx, _type(), ahead.report)
    except _REFUSED as error:
        return _choice(services, error)
    return page_answers.page(
        "conformance_checked.html",
        **_carried(name, docx),
        report=checked.report,
        plan=plan_words.lines(ahead.steps),
        why_not_mended=ahead.why_not,
        findings=shown_findings.findings(checked),
        pages=shown_findings.pages(checked),
        count=checked.drawn.count if checked.drawn else 0,
        why_not=checked.why_not,
        counts=shown_findings.counts(checked.report),
        has_old_letters=shown_findings.has_old_letters(checked.report),
        type=shown_findings.told_type(checked.report),
        components=shown_findings.components(checked.report),
        unjudged=shown_findings.unjudged(checked.report),
        converted=uploads.is_old_text(name),
    )


def mend_conformance(services: Services) -> Response:
    """What was mended, from what to what; what is left; the pages before and after."""
    try:
        name, docx = _sent(services)
        mended = checked_documents.mend(docx, _type())
        old = checked_documents.on_pages(services, docx, _type(), mended.before)
        new = checked_documents.on_pages(services, mended.content, _type(), mended.after)
    except _REFUSED as error:
        return _choice(services, error, "Chưa sửa được tệp")
    pairs = zip_longest(shown_findings.pages(old), shown_findings.pages(new))
    return page_answers.page(
        "conformance_mended.html",
        **_carried(name, docx),
        plan=plan_words.lines(mended.steps),
        before=len(mended.before.findings),
        after=len(new.report.findings),
        left=shown_findings.findings(new),
        pairs=list(pairs),
        why_not=old.why_not or new.why_not,
    )


def convert_to_unicode(services: Services) -> Response:
    """Every text that was converted, before and after; the page carries the converted file from here on."""
    try:
        name, docx = _sent(services)
        converted = checked_documents.convert(docx)
    except _REFUSED as error:
        return _choice(services, error, "Chưa chuyển được chữ")
    return page_answers.page(
        "conformance_converted.html",
        **_carried(name, converted.content),
        runs=shown_findings.conversions(converted),
        count=len(converted.runs),
        left=converted.left,
    )


def fetch_conformance(services: Services) -> Response:
    """The mended document, with or without tracked changes, or in Unicode, or with comments; the report with its pictures."""
    wanted = request.form.get("as", "")
    try:
        name, docx = _sent(services)
        if wanted == "report":
            checked = checked_documents.check(services, docx, _type())
            return attachments.report(shown_findings.archive(checked, file_names.safe(name)), name)
        if wanted == "comments":
            return attachments.commented(checked_documents.with_comments(docx, _type()), name)
        if wanted == "unicode":
            return attachments.converted(checked_documents.convert(docx).content, name)
        tracked = wanted == "tracked"
        mended = checked_documents.mend(docx, _type(), tracked=tracked)
        return attachments.mended(mended.content, name, tracked=tracked)
    except _REFUSED as error:
        return _choice(services, error, "Chưa tải được tệp")


def _sent(services: Services) -> tuple[str, bytes]:
    """Name and bytes of the file: the one that was chosen, else the one that the page carries."""
    file = request.files.get("file")
    if file is not None and file.filename:
        upload = uploads.received(services, file.filename, file.read(), (_ENDING,))
        return file.filename, upload.body
    carried = request.form.get("docx")
    if carried is None:
        raise UnreadableInput(_NO_FILE)
    try:
        docx = base64.b64decode(carried, validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableInput(_NOT_CARRIED) from None
    limit = services.settings.max_file_bytes
    return request.form.get("name", ""), uploads.bounded("Tệp", docx, limit)


def _type() -> str | None:
    """The slug that the clerk chose, if she did."""
    chosen = request.form.get("type", "")
    return chosen if chosen in documents.TYPES else None


def _carried(name: str, docx: bytes) -> dict[str, Any]:
    """What a page carries of the file that it is about."""
    return {"name": name, "docx": base64.b64encode(docx).decode(), "chosen": _type() or ""}


def _choice(services: Services, error: VanbanError | None = None, title: str = "") -> Response:
    return page_answers.page(
        "conformance.html",
        200 if error is None else 422,
        document_types=documents.TYPES.values(),
        endings=[_ENDING, *pdf.OLD_TEXTS],
        chosen=_type() or "",
        largest=services.settings.max_file_bytes,
        can_draw=services.converter.available,
        error=error,
        title=title,
    )
