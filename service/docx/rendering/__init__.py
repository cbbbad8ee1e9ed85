"""A template and a context become the bytes of a ``.docx``; the only package that knows docxtpl and Jinja.

>>> store = TemplateStore([own_folder, default_folder], slugs)  # doctest: +SKIP
>>> docx = render(store.get("summary-report"), context, metadata)   # doctest: +SKIP

The modules, in the order in which a template and then a document pass through them:

once for each state of a template file
    ``template_store``         a folder of Word files -> compiled templates, compiled again when a file changes
    ``template_cache``         what became of a template, kept from one start of the service to the next
    ``template_compiler``      the whole way of a template; read this one first
    ``safety``                 macros, embedded files, links and fields that fetch: such a template is not used
    ``template_preprocessor``  conventions that Word can show -> XML with tags (``wordprocessing`` answers it)
    ``line_filters``           what the preprocessor's tags compute: line breaks, and the indents of rules
    ``template_sources``       docxtpl's part: a Word file -> the source of each part for Jinja
    ``tags``                   Jinja, tamed: plain data, everything escaped and bounded
    ``static_analysis``        the syntax tree -> proved well formed, each value with the filter of its position
    ``markup``                 the XML between the tags, for ``static_analysis``
    ``table_repair``           does a table fit its grid, whatever the data?
    ``row_patterns``           a loop of like rounds -> a pattern that is filled for all items at once

once for each document
    ``template_compiler``      Jinja renders each part with tags
    ``table_repair``           repairs the grid of a table that could not be proved to fit
    ``body_layout``            the size and line spacing that an input chose for the body
    ``section_breaks``         sections and page numbers as Word wants them
    ``page_ends``              text that stays with the signature and with "./."
    ``properties``             title, author and the fields of Phụ lục VI
    ``package``                parts -> the bytes of the file

beside the line
    ``printed_text``           the finished file -> its printed text, to verify that nothing was lost
    ``lint``                   what is wrong with a template, before a clerk meets it
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.docx import embedded_data
from service.docx.embedded_data import DocumentMetadata
from service.docx.rendering import properties
from service.docx.rendering.body_layout import BodyLayout
from service.docx.rendering.lint import lint
from service.docx.rendering.package import LEVEL
from service.docx.rendering.printed_text import printed_text
from service.docx.rendering.template_compiler import CompiledTemplate, compile_template
from service.docx.rendering.template_store import TemplateStore

__all__ = [
    "BodyLayout",
    "CompiledTemplate",
    "TemplateStore",
    "compile_template",
    "lint",
    "printed_text",
    "render",
]

#: The embedded data is read once in a document's life, if ever: it is deflated for speed.
EMBEDDED_DATA_LEVEL = 1


_AS_THE_TEMPLATE = BodyLayout()


def render(
    template: CompiledTemplate,
    context: Mapping[str, Any],
    metadata: DocumentMetadata,
    layout: BodyLayout = _AS_THE_TEMPLATE,
) -> bytes:
    """Fill a template and add the metadata. The same arguments give the same bytes.

    ``context`` is plain data: dict, list, tuple, str, int, bool and None, under the names of the
    document type; nothing else can be printed, and an object's attributes cannot be reached. Raises
    BrokenTemplate when the template asks for a name that the context lacks, UnreadableInput when a text
    holds a character that no XML document can.
    """
    static, styles = template.styled(layout)
    parts = [(name, content, LEVEL) for name, content in (*styles, *template.fill(context))]
    parts += [
        (properties.CORE, properties.core(metadata), LEVEL),
        (properties.CUSTOM, properties.custom(metadata), LEVEL),
        (
            template.embedded_data_part,
            embedded_data.write(metadata, template.version),
            EMBEDDED_DATA_LEVEL,
        ),
    ]
    return static.write(parts)
