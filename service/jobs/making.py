"""One item is made: its documents, and what the manifest says of it, the same in a job and on the command line."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from service import pipeline
from service.batch_files import BatchItem
from service.documents.document_type import DocumentType
from service.errors import ConverterBusy, InvalidInput, VanbanError, Violation
from service.jobs.job import Format
from service.telemetry import logs

_log = logs.Logger(__name__)
_NOT_MADE = "Chưa tạo được văn bản này do lỗi của máy chủ; hãy gửi lại riêng mục này hoặc báo người quản trị."


@dataclass(frozen=True, slots=True)
class Order:
    """How the items of a batch are to be made."""

    document_type: DocumentType
    formats: tuple[Format, ...]
    strict: bool
    #: The id of the job, for the log; "" on the command line.
    job: str = ""


def made(
    services: pipeline.Services, order: Order, item: BatchItem
) -> tuple[dict[str, Any], list[pipeline.Document]]:
    """What the manifest says of an item, and its documents."""
    if item.parsed is None:
        return _refused(item.violations), []
    try:
        document = pipeline.produce(services, order.document_type, item.parsed, strict=order.strict)
        files = list(_formats(services, order, document))
    except InvalidInput as invalid:
        return {"state": "refused", "file": None, "sha256": None, **invalid.members}, []
    except VanbanError as failed:
        return _failed(failed.public_message), []
    except Exception:  # noqa: BLE001 - a fault of ours in one item never stops the others (contract §9)
        _log.exception("an item of a batch failed", job=order.job)
        return not_made(), []
    first, *others = (_file(file) for file in files)
    more = {"pdf": others[0]} if others else {}
    warnings = [violation.as_json() for violation in document.warnings]
    return {"state": "made", **first, **more, "errors": [], "warnings": warnings}, files


def not_made() -> dict[str, Any]:
    """What the manifest says of an item that failed for a reason of ours."""
    return _failed(_NOT_MADE)


def _formats(
    services: pipeline.Services, order: Order, document: pipeline.Document
) -> Iterator[pipeline.Document]:
    for file_format in order.formats:
        yield document if file_format == "docx" else _pdf(services, document)


def _pdf(services: pipeline.Services, document: pipeline.Document) -> pipeline.Document:
    """The PDF, which waits for its turn as long as it takes: the one line of conversion of this machine is for all."""
    while True:
        try:
            return pipeline.as_pdf(services, document)
        except ConverterBusy as busy:
            time.sleep(busy.retry_after)


def _file(document: pipeline.Document) -> dict[str, str]:
    return {"file": document.file_name, "sha256": hashlib.sha256(document.content).hexdigest()}


def _failed(message: str) -> dict[str, Any]:
    return _refused([Violation("", "", "not_made", message)])


def _refused(violations: Iterable[Violation]) -> dict[str, Any]:
    errors = [violation.as_json() for violation in violations]
    return {"state": "refused", "file": None, "sha256": None, "errors": errors, "warnings": []}
