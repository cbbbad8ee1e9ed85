"""A case becomes a piece of work to time: the same document by the line, the engine, its peers and the floor."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import docx
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from bench import inputs
from service import config, documents, intake, pipeline
from service import rules as sense
from service.documents.document_type import DEFAULT_LIMITS
from service.docx import embedded_data, rendering
from service.docx.rendering.line_filters import FILTERS
from service.docx.rendering.package import LEVEL
from service.docx.rendering.template_preprocessor import expand
from service.rules import prose
from service.schema import loading, screening, text_roles
from service.untrusted import strict_json
from service.violation_list import ViolationList

Work = Callable[[], bytes]


class Case(NamedTuple):
    """Everything that a document of one case is made from."""

    services: pipeline.Services
    slug: str
    body: bytes
    data: Any
    record: Mapping[str, Any]
    context: dict[str, Any]
    metadata: embedded_data.DocumentMetadata


def prepare(case: str) -> Case:
    """Read, review and fill in one case, outside the clock."""
    slug, body = inputs.body(case)
    services = pipeline.build_services(config.load({}))
    document_type = documents.get(slug)
    data = strict_json.read_json(body)
    record = document_type.review(data, services.reference).record
    metadata = embedded_data.DocumentMetadata(
        slug=slug,
        type_name=document_type.type_name,
        title=record["subject"],
        subject=record["subject"],
        creator=record["organ"]["organ_name"],
        properties=document_type.properties(record),
        data=embedded_data.canonical(data),
        service_version="bench",
    )
    context = document_type.context(record, services.reference)
    return Case(services, slug, body, data, record, context, metadata)


def line(case: Case) -> Work:
    """Bytes of JSON in; validated, reviewed, rendered, proved; bytes of the document out."""
    document_type = documents.get(case.slug)

    def work() -> bytes:
        return pipeline.produce(
            case.services, document_type, intake.read(case.body, "json", document_type)
        ).content

    return work


def engine(case: Case) -> Work:
    """The render alone, with properties and embedded data; the context is ready."""
    template = case.services.templates.get(case.slug)
    return lambda: rendering.render(template, case.context, case.metadata)


def floor(case: Case) -> Work:
    """What no renderer can save: deflate the final document.xml (level 6), copy the other parts."""
    template = case.services.templates.get(case.slug)
    made = zipfile.ZipFile(io.BytesIO(engine(case)()))
    xml = made.read("word/document.xml")
    return lambda: template.skeleton.write([("word/document.xml", xml, LEVEL)])


def docxtpl(case: Case) -> Work:
    """docxtpl the ordinary way; rust-docxtpl too, for its module has the same name (``rounds``)."""
    make = docxtpl_maker(case.services.templates.get(case.slug).docx)
    return lambda: make(case.context)


def docxtpl_maker(docx: bytes) -> Callable[[Mapping[str, Any]], bytes]:
    """A context -> a document: the file opened, rendered with autoescape, saved, for each document."""
    expanded = expand(docx)
    filters = {name: lambda *a, f=f: str(f(*a)) for name, f in FILTERS.items()}

    def make(context: Mapping[str, Any]) -> bytes:
        template = DocxTemplate(io.BytesIO(expanded))
        environment = Environment(undefined=StrictUndefined)  # noqa: S701 - as its users have it
        environment.filters.update(filters)
        template.render(context, environment, autoescape=True)
        target = io.BytesIO()
        template.save(target)
        return target.getvalue()

    return make


def python_docx(case: Case) -> Work:
    """The same texts set by hand with python-docx: paragraphs, and the annex's table cell by cell."""
    context = case.context

    def work() -> bytes:
        document = docx.Document()
        for text in (context["organ"]["organ_name"], context["subject"], *context["legal_bases"]):
            document.add_paragraph(text)
        for article in context["articles"]:
            document.add_paragraph(f"Điều {article['number']}. {article['text']}")
            for article_line in article["lines"]:
                document.add_paragraph(article_line["text"])
        for text in (*context["recipients"], *context["signer"]["lines"]):
            document.add_paragraph(text)
        for annex in context["annexes"]:
            document.add_page_break()  # type: ignore[no-untyped-call]  # python-docx gives it no types
            document.add_paragraph(annex["title"])
            for group in annex["groups"]:
                columns, heads = group["table"]["columns"], group["table"]["heads"][-1]["cells"]
                rows = [row for band in group["table"]["bands"] for row in band["rows"]]
                table = document.add_table(
                    rows=len(rows) + 1, cols=len(columns), style="Table Grid"
                )
                named = zip(columns, heads, strict=True)
                texts = [{column["key"]: head["text"] for column, head in named}, *rows]
                for row, values in zip(table.rows, texts, strict=True):
                    for cell, column in zip(row.cells, columns, strict=True):
                        cell.text = values[column["key"]]
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()

    return work


PEERS: dict[str, Callable[[Case], Work]] = {
    "line": line,
    "engine": engine,
    "floor": floor,
    "docxtpl": docxtpl,
    "rust-docxtpl": docxtpl,
    "python-docx": python_docx,
}


def stages(case: Case) -> dict[str, Callable[[], object]]:
    """The steps of the whole line, each alone, in their order."""
    kind, services, record = documents.get(case.slug), case.services, case.record
    template = services.templates.get(case.slug)
    content = engine(case)()
    text = rendering.printed_text(content)
    limits = DEFAULT_LIMITS
    return {
        "read the JSON": lambda: strict_json.read_json(case.body),
        "screen": lambda: screening.is_plain(case.data, limits.max_rows, limits.max_paragraph),
        "schema": lambda: loading.load(kind.schema, case.data, ViolationList()),
        "rules": lambda: sense.apply(
            kind.rules, record, ViolationList(), services.reference, kind.label
        ),
        "text rules": lambda: list(prose.check_texts(text_roles.texts(kind.schema, record))),
        "context": lambda: kind.context(record, services.reference),
        "embedded JSON": lambda: embedded_data.canonical(case.data),
        "render": lambda: rendering.render(template, case.context, case.metadata),
        "verification: read the document": lambda: rendering.printed_text(content),
        "verification: find every value": lambda: kind.lost(record, text),
    }
