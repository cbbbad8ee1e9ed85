"""The line: a parsed input becomes a reviewed record, and a sound record becomes a document.

Read this file first. Each step is one call into one package; what goes wrong on the way is an
exception of ``errors`` that says so. Bytes and slugs end before it: ``intake`` parses what was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service import __version__, documents, intake, pdf, profiles, reference, revision
from service.config import Settings
from service.documents.document_type import DocumentType, Limits, Rendered, Review
from service.docx import embedded_data, rendering
from service.errors import BrokenTemplate, InvalidInput, ValueLost, Violation
from service.language import compounds
from service.schema.printing import Printed
from service.telemetry import logs, metrics
from service.untrusted.strict_json import read_json
from service.violation_list import ViolationList

_log = logs.Logger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """What one running service works with: its settings, its templates, its dated data.

    ``reference`` is the data of one pack; whoever begins a request or a chunk of a batch begins with ``as_of_now()``.
    """

    settings: Settings
    templates: rendering.TemplateStore
    packs: reference.PackStore
    reference: reference.Reference
    converter: pdf.Converter
    profiles: profiles.ProfileStore
    #: Called when a document is made and only its PDF is wanted: whoever waits for the converter, which
    #: has a queue of its own, holds up nobody who wants a document.
    before_pdf: Callable[[], None] = lambda: None

    @property
    def limits(self) -> Limits:
        return Limits(self.settings.max_rows, self.settings.max_paragraph)

    def as_of_now(self) -> Services:
        """The same with the data pack that is in use now, by which this thread's work goes until the next call."""
        current = self.packs.reference()
        compounds.use(current.compounds)
        return self if current is self.reference else replace(self, reference=current)


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

    ``changes`` are all places that differ. ``data`` is the input as it was embedded, ``review`` its review with them;
    ``merged`` the input with every change whose value is certain. ``notes`` are violations of the document
    as a whole: another template, or errors in the input, with which nothing was compared.
    """

    data: Any
    review: Review
    merged: revision.Merged
    changes: tuple[revision.Change, ...] = ()
    notes: tuple[Violation, ...] = ()


def build_services(settings: Settings) -> Services:
    """Read templates, dated data and profiles once; a broken template is logged, and refused when it is needed."""
    templates = rendering.TemplateStore(settings.template_folders, documents.TYPES)
    for slug in documents.TYPES:
        try:
            templates.get(slug)
        except BrokenTemplate as broken:
            _log.error("template refused", template=slug, problems=list(broken.problems))
    packs = reference.PackStore(settings.packs_folder, settings.pack_keys, settings.catalogue)
    if packs.problem:
        _log.error("data pack refused", problem=packs.problem)
    dated = packs.reference()
    installed = profiles.load(settings.profiles, dated)
    for name, problems in installed.problems.items():
        _log.error("profile refused", profile=name, problems=problems)
    return Services(
        settings=settings,
        templates=templates,
        packs=packs,
        reference=dated,
        converter=pdf.Converter(
            settings.soffice,
            settings.gotenberg_url,
            time_limit_seconds=settings.pdf_seconds,
            queue=settings.pdf_queue,
            parallel=settings.pdf_parallel,
        ),
        profiles=installed,
    )


def review(
    services: Services,
    document_type: DocumentType,
    parsed: intake.ParsedInput,
    *,
    strict: bool = False,
    found: ViolationList | None = None,
    on: date | None = None,
) -> Review:
    """A parsed input -> its record and its violations; of a returned document also what was changed in Word.

    ``strict`` makes warnings errors. ``found`` is for a caller that needs more violations than an answer shows. With
    ``on`` the input is judged as if it were signed on that day.
    """
    found = ViolationList() if found is None else found
    reviewed, _ = _review(services, document_type, parsed, strict, found, on)
    return reviewed


def produce(
    services: Services,
    document_type: DocumentType,
    parsed: intake.ParsedInput,
    reviewed: Review | None = None,
    *,
    strict: bool = False,
) -> Document:
    """A parsed input -> a document; raises InvalidInput with all violations.

    ``reviewed`` is the input's review, if the caller has it. Every printed value was found again in the
    document's own text, or nothing is delivered: raises ValueLost.
    """
    if reviewed is None:
        reviewed = review(services, document_type, parsed, strict=strict)
    if reviewed.errors:
        raise InvalidInput(reviewed.violations, reviewed.error_count)
    record = reviewed.record
    printed = document_type.printed(record)
    rendered = reviewed.rendered or _render(services, document_type, parsed.data, record, printed)
    _verify(document_type, record, printed, rendered.content)
    metrics.document(document_type.slug)
    return Document(
        rendered.content,
        *document_type.file_names(record),
        reviewed.warnings,
        reviewed.warning_count,
        rendered.template,
    )


def reimport(
    services: Services,
    document_type: DocumentType,
    returned: intake.ReturnedDocument,
    *,
    strict: bool = False,
) -> Reimported:
    """A document of ours that came back, perhaps changed in Word -> its input, its review and the changes.

    Renders once when nothing was changed, and as often as ``revision.accept_changes`` says when
    something was.
    """
    data = returned.data
    parsed = intake.ParsedInput(data, returned=returned)
    reviewed, compared = _review(services, document_type, parsed, strict, ViolationList())
    reviewed = replace(reviewed, rendered=None)
    if compared is None:
        merged = revision.Merged(data, reviewed, (), ())
        return Reimported(data, reviewed, merged, notes=(revision.not_compared(),))
    merged = revision.accept_changes(
        compared,
        document_type,
        lambda data: document_type.review(
            data, services.reference, services.limits, services.templates.paper(document_type.slug)
        ),
        lambda record: render_undelivered(services, document_type, record).content,
    )
    notes = tuple(_other_template(services, document_type, returned, compared))
    return Reimported(data, reviewed, merged, compared.changes, notes)


def as_pdf(services: Services, made: Document) -> Document:
    """The same document as a PDF; raises ConverterMissing, ConverterBusy or ConversionFailed."""
    services.before_pdf()
    return replace(
        made,
        content=services.converter.to_pdf(pdf.for_libreoffice(made.content)),
        file_name=made.file_name.removesuffix("docx") + "pdf",
        ascii_name=made.ascii_name.removesuffix("docx") + "pdf",
    )


def check_template(services: Services, document_type: DocumentType) -> list[str]:
    """What is wrong with a type's template, held against what the type's samples print."""
    shapes = []
    for path in sorted(services.settings.samples.rglob(f"{document_type.slug}*.json")):
        reviewed = document_type.review(read_json(path.read_bytes()), services.reference)
        shapes.append(document_type.context(reviewed.record, services.reference))
    template = services.templates.get(document_type.slug)
    return rendering.lint(template, shapes, document_type.optional)


def _review(
    services: Services,
    document_type: DocumentType,
    parsed: intake.ParsedInput,
    strict: bool,
    found: ViolationList,
    on: date | None = None,
) -> tuple[Review, revision.Comparison | None]:
    """The review; of a document that came back with a sound input also what was compared."""
    record = _check(services, document_type, parsed.data, found, on)
    found.extend(parsed.violations, first=True)
    rendered = compared = None
    if parsed.returned is not None:
        reviewed = Review.of(record, found)
        if reviewed.errors:
            found.extend([revision.not_compared()])
        else:
            rendered = _render(services, document_type, parsed.data, record)
            compared = _compare(document_type, parsed.returned, reviewed, rendered.content)
            found.extend(_other_template(services, document_type, parsed.returned, compared))
            found.extend(revision.violations(compared.changes))
    _count(document_type, found, strict)
    reviewed = Review.of(record, found, strict=strict, cells=parsed.cells, sheets=parsed.sheets)
    return replace(reviewed, rendered=rendered), compared


def _check(
    services: Services,
    document_type: DocumentType,
    data: Any,
    found: ViolationList,
    on: date | None,
) -> dict[str, Any]:
    with metrics.step("validation", document_type.slug):
        paper = services.templates.paper(document_type.slug)
        return document_type.check(data, found, services.reference, services.limits, on, paper)


def _render(
    services: Services,
    document_type: DocumentType,
    data: Any,
    record: Mapping[str, Any],
    printed: Printed | None = None,
) -> Rendered:
    """A sound record -> a document that carries ``data``."""
    with metrics.step("rendering", document_type.slug):
        metadata = _metadata(document_type, record, data)
        return _render_with(services, document_type, record, metadata, printed)


def _verify(
    document_type: DocumentType, record: Mapping[str, Any], printed: Printed, content: bytes
) -> None:
    with metrics.step("proof", document_type.slug):
        lost = document_type.lost(record, rendering.printed_text(content), printed)
    if lost:
        raise ValueLost(lost)


def render_undelivered(
    services: Services, document_type: DocumentType, record: Mapping[str, Any]
) -> Rendered:
    """A document that is only read or drawn, of a record with marks or gaps in it: without metadata, not verified."""
    metadata = embedded_data.DocumentMetadata(
        document_type.slug, document_type.type_name, "", "", "", {}, "{}", __version__
    )
    return _render_with(services, document_type, record, metadata)


def _render_with(
    services: Services,
    document_type: DocumentType,
    record: Mapping[str, Any],
    metadata: embedded_data.DocumentMetadata,
    printed: Printed | None = None,
) -> Rendered:
    template = services.templates.get(document_type.slug)
    context = document_type.context(record, services.reference, printed, template.paper)
    chosen = record.get("layout") or {}
    layout = rendering.BodyLayout(chosen.get("body_size"), chosen.get("line_spacing"))
    content = rendering.render(template, context, metadata, layout)
    return Rendered(content, f'"{template.slug}.docx";sha256="{template.version}"')


def _compare(
    document_type: DocumentType,
    returned: intake.ReturnedDocument,
    reviewed: Review,
    rendered: bytes,
) -> revision.Comparison:
    """What a document that came back says, beside the document that its input makes today."""
    with metrics.step("revision", document_type.slug):
        return revision.compare(returned.data, reviewed, revision.read(rendered), returned.text)


def _other_template(
    services: Services,
    document_type: DocumentType,
    returned: intake.ReturnedDocument,
    compared: revision.Comparison,
) -> Iterator[Violation]:
    if returned.template_version != services.templates.get(document_type.slug).version:
        yield revision.other_template(bool(compared.changes))


def _count(document_type: DocumentType, found: ViolationList, strict: bool) -> None:
    """The log and the metrics learn which violations there were, by code and never by value."""
    counts = found.counts(strict=strict)
    metrics.violations(document_type.slug, counts)
    logs.note(errors=dict(counts["error"]), warnings=dict(counts["warning"]))


def _metadata(
    document_type: DocumentType, record: Mapping[str, Any], data: Any
) -> embedded_data.DocumentMetadata:
    properties = document_type.properties(record)
    return embedded_data.DocumentMetadata(
        slug=document_type.slug,
        type_name=document_type.type_name,
        title=f"{document_type.type_name}: {properties['Subject']}",
        subject=properties["Subject"],
        creator=properties["OrganName"],
        properties=properties,
        data=embedded_data.canonical(data),
        service_version=__version__,
    )
