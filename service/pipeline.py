"""The line: bytes of an input become a reviewed record, and a sound record becomes a document.

Read this file first. Each step is one call into one room; what goes wrong on the way up is an
exception of ``errors`` that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from service import __version__, documents, intake, pdf, reference, revision
from service.config import Settings
from service.documents.document_type import DocumentType, Limits, Review
from service.docx import embedded_data, rendering
from service.errors import BrokenTemplate, InvalidInput, ValueLost, Violation
from service.telemetry import logs, metrics
from service.untrusted import isolation
from service.untrusted.strict_json import read_json
from service.violation_list import ViolationList

_log = logs.logger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """What one running service works with: its settings, its templates, its dated data."""

    settings: Settings
    templates: rendering.TemplateStore
    reference: reference.Reference
    converter: pdf.Converter
    #: Called when a document is made and only its PDF is wanted: whoever waits for the office's
    #: converter, which has a line of its own, holds up nobody who wants a document.
    before_pdf: Callable[[], None] = lambda: None

    @property
    def limits(self) -> Limits:
        return Limits(self.settings.max_rows, self.settings.max_paragraph)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its bytes, what to call it, and what the clerk should still look at.

    ``template`` names the Word file that made it and the SHA-256 of that file, as an item of RFC 8941:
    ``"summary-report.docx";sha256="9f…"``.
    """

    content: bytes
    file_name: str
    ascii_name: str
    warnings: tuple[Violation, ...]
    #: All of them, also those that ``warnings`` leaves out.
    warning_count: int
    template: str


@dataclass(frozen=True, slots=True)
class Reimported:
    """A document of ours that came back: its input, and what was changed in Word since.

    ``changes`` are all places that differ; ``data`` is the input with what was ``taken`` over; ``left``
    are the places where a document made from ``data`` will not say what stands there now. ``violations``
    are those of the input, and whether it could be compared; with errors in it nothing was compared.
    """

    data: Any
    changes: tuple[revision.Change, ...] = ()
    taken: tuple[revision.AcceptedValue, ...] = ()
    left: tuple[revision.Change, ...] = ()
    violations: tuple[Violation, ...] = ()


def build_services(settings: Settings) -> Services:
    """Read templates and dated data once; a broken template is logged, and told when it is needed."""
    templates = rendering.TemplateStore(settings.template_folders, documents.TYPES)
    for slug in documents.TYPES:
        try:
            templates.get(slug)
        except BrokenTemplate as broken:
            _log.error("template refused", template=slug, problems=list(broken.problems))
    return Services(
        settings=settings,
        templates=templates,
        reference=reference.load(settings.catalogue),
        converter=pdf.Converter(
            settings.soffice,
            settings.gotenberg_url,
            time_limit_seconds=settings.pdf_seconds,
            queue=settings.pdf_queue,
            parallel=settings.pdf_parallel,
        ),
    )


def review(
    services: Services,
    slug: str,
    body: bytes,
    form: str,
    *,
    strict: bool = False,
    file: intake.File = intake.NO_FILE,
    found: ViolationList | None = None,
) -> Review:
    """Bytes of an input -> its record and its faults; the line up to the schema's rules.

    ``found`` is for a caller that needs more faults than an answer shows.
    """
    kind = documents.get(slug)
    return _review(services, kind, intake.read(body, form, kind, file), strict, body, found)


def check_workbook(
    services: Services, slug: str, body: bytes, *, strict: bool = False, file: intake.File
) -> tuple[bytes, Review]:
    """A filled workbook -> the same workbook with its faults marked, and the review itself."""
    reviewed = review(services, slug, body, "workbook", strict=strict, file=file)
    return intake.marked_workbook(body, reviewed.violations, reviewed.sheets, file), reviewed


def produce(
    services: Services,
    slug: str,
    body: bytes,
    form: str,
    *,
    strict: bool = False,
    file: intake.File = intake.NO_FILE,
) -> Document:
    """Bytes of an input -> a document; raises InvalidInput with all faults.

    Every printed value was found again in the document's own text, or nothing is delivered.
    """
    kind = documents.get(slug)
    parsed = intake.read(body, form, kind, file)
    reviewed = _review(services, kind, parsed, strict, body)
    if reviewed.errors:
        raise InvalidInput(reviewed.violations, reviewed.error_count)
    return make(services, kind, parsed.data, reviewed)


def reimport(services: Services, slug: str, body: bytes, *, take: bool = False) -> Reimported:
    """A ``.docx`` of ours, perhaps changed in Word -> its input and the changes; for the clerk's page.

    ``take`` puts the single values whose place is certain into the input. Raises UnreadableInput.
    """
    kind = documents.get(slug)
    parsed = intake.read(body, "docx", kind)
    current = isolation.run(revision.read_upload, body)
    reviewed = kind.review(parsed.data, services.reference, services.limits)
    if reviewed.errors:
        return Reimported(parsed.data, violations=(*reviewed.violations, revision.not_compared()))
    compared = _compared(services, kind, parsed.data, reviewed, current)
    found = compared.changes
    older = tuple(_other_template(services, kind, parsed, bool(found)))
    if not take:
        return Reimported(parsed.data, found, (), found, (*reviewed.violations, *older))
    merged = revision.accept_changes(
        compared,
        kind,
        lambda data: kind.review(data, services.reference, services.limits),
        lambda record: _rendered_again(services, kind, record),
    )
    violations = (*merged.review.violations, *older)
    return Reimported(merged.data, found, merged.accepted, merged.left, violations)


def make(services: Services, kind: DocumentType, data: Any, reviewed: Review) -> Document:
    """A reviewed input without errors -> a document; raises ValueLost when the proof fails."""
    record = reviewed.record
    template = services.templates.get(kind.slug)
    with metrics.step("rendering", kind.slug):
        content = rendering.render(
            template,
            kind.context(record, services.reference),
            _metadata(kind, record, data),
        )
    with metrics.step("proof", kind.slug):
        lost = kind.lost(record, rendering.printed_text(content))
    if lost:
        raise ValueLost(lost)
    name, ascii_name = kind.file_names(record)
    metrics.document(kind.slug)
    told = f'"{template.slug}.docx";sha256="{template.version}"'
    return Document(
        content, name, ascii_name, reviewed.warnings, reviewed.warning_count, template=told
    )


def as_pdf(services: Services, made: Document) -> Document:
    """The same document as a PDF; raises ConverterMissing, ConverterBusy or ConversionFailed."""
    services.before_pdf()
    return replace(
        made,
        content=services.converter.to_pdf(made.content),
        file_name=made.file_name.removesuffix("docx") + "pdf",
        ascii_name=made.ascii_name.removesuffix("docx") + "pdf",
    )


def check_template(services: Services, slug: str) -> list[str]:
    """What is wrong with a type's template, held against what the type's samples print."""
    kind = documents.get(slug)
    shapes = []
    for path in sorted(services.settings.samples.rglob(f"{slug}*.json")):
        reviewed = kind.review(read_json(path.read_bytes()), services.reference)
        shapes.append(kind.context(reviewed.record, services.reference))
    return rendering.lint(services.templates.get(slug), shapes, kind.optional)


def _review(
    services: Services,
    kind: DocumentType,
    parsed: intake.ParsedInput,
    strict: bool,
    body: bytes,
    found: ViolationList | None = None,
) -> Review:
    found = ViolationList() if found is None else found
    with metrics.step("validation", kind.slug):
        record = kind.check(parsed.data, found, services.reference, services.limits)
    found.extend(parsed.violations, first=True)
    if parsed.template_version is not None:
        reviewed = Review.of(record, found)
        found.extend(_changed_in_word(services, kind, parsed, reviewed, body))
    _count(kind, found, strict)
    return Review.of(record, found, strict=strict, cells=parsed.cells, sheets=parsed.sheets)


def _changed_in_word(
    services: Services,
    kind: DocumentType,
    parsed: intake.ParsedInput,
    reviewed: Review,
    body: bytes,
) -> Iterator[Violation]:
    """What a document that came back says and a new one will not: the API takes nothing over."""
    if reviewed.errors:
        yield revision.not_compared()
        return
    with metrics.step("revision", kind.slug):
        current = isolation.run(revision.read_upload, body)
        found = _compared(services, kind, parsed.data, reviewed, current).changes
    yield from _other_template(services, kind, parsed, bool(found))
    yield from revision.violations(found)


def _other_template(
    services: Services, kind: DocumentType, parsed: intake.ParsedInput, has_changes: bool
) -> Iterator[Violation]:
    if parsed.template_version != services.templates.get(kind.slug).version:
        yield revision.other_template(has_changes)


def _compared(
    services: Services,
    kind: DocumentType,
    data: Any,
    reviewed: Review,
    current: list[revision.Unit],
) -> revision.Comparison:
    """What a document that came back says, beside what its input makes today."""
    generated = revision.read(_rendered_again(services, kind, reviewed.record))
    return revision.compare(data, reviewed, generated, current)


def _rendered_again(services: Services, kind: DocumentType, record: Mapping[str, Any]) -> bytes:
    """A document made only to be compared; its embedded data says nothing."""
    metadata = embedded_data.DocumentMetadata(
        kind.slug, kind.type_name, "", "", "", {}, "{}", __version__
    )
    template = services.templates.get(kind.slug)
    return rendering.render(template, kind.context(record, services.reference), metadata)


def _count(kind: DocumentType, found: ViolationList, strict: bool) -> None:
    """The log and the metrics learn which faults there were, by code and never by value."""
    counts = found.counts(strict=strict)
    metrics.violations(kind.slug, counts)
    logs.note(errors=dict(counts["error"]), warnings=dict(counts["warning"]))


def _metadata(
    kind: DocumentType, record: Mapping[str, Any], data: Any
) -> embedded_data.DocumentMetadata:
    return embedded_data.DocumentMetadata(
        slug=kind.slug,
        type_name=kind.type_name,
        title=f"{kind.type_name}: {record['subject']}",
        subject=record["subject"],
        creator=record["organ"]["organ_name"],
        properties=kind.properties(record),
        data=embedded_data.canonical(data),
        service_version=__version__,
    )
