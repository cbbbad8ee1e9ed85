"""A template and a context become the bytes of a ``.docx``; the only room that knows docxtpl and Jinja.

>>> store = TemplateStore([own_folder, default_folder], slugs)  # doctest: +SKIP
>>> docx = render(store.get("summary-report"), context, stamp)      # doctest: +SKIP

The modules, in the order in which a template and then a document pass through them:

once for each state of a template file
    ``store``           a folder of Word files -> compiled templates, compiled again when a file changes
    ``compiling``       the whole way of a template; read this one first
    ``safety``          macros, embedded files, links and fields that fetch: such a template is not used
    ``shorthand``       conventions that Word can show -> XML with tags (``wordprocessing`` answers it)
    ``preparing``       docxtpl's part: a Word file -> the source of each part for Jinja
    ``tags``            Jinja, tamed: plain data, everything escaped and bounded
    ``outline``         the syntax tree -> proved well formed, each value with the filter of its place
    ``markup``          the XML between the tags, for ``outline``
    ``tables``          does a table fit its grid, whatever the data?
    ``row_patterns``    a loop of like rounds -> a pattern that is filled for all items at once

once for each document
    ``compiling``       Jinja renders each part with tags
    ``tables``          mends the grid of a table that could not be proved to fit
    ``finishing``       sections and page numbers as Word wants them
    ``properties``      title, author and the fields of Phụ lục VI
    ``package``         parts -> the bytes of the file

beside the way
    ``reading``         the finished file -> its printed text, for the proof that nothing was lost
    ``lint``            what is wrong with a template, before a clerk meets it
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.docx import embedded_data
from service.docx.embedded_data import DocumentMetadata
from service.docx.rendering import properties
from service.docx.rendering.compiling import CompiledTemplate, compile_template
from service.docx.rendering.lint import lint
from service.docx.rendering.package import LEVEL
from service.docx.rendering.printed_text import printed_text
from service.docx.rendering.store import TemplateStore

__all__ = [
    "CompiledTemplate",
    "TemplateStore",
    "compile_template",
    "lint",
    "printed_text",
    "render",
]

#: The imprint is read once in a document's life, if ever: it is deflated for speed.
IMPRINT_LEVEL = 1


def render(
    template: CompiledTemplate, context: Mapping[str, Any], stamp: DocumentMetadata
) -> bytes:
    """Fill a template and stamp the document. The same arguments give the same bytes.

    ``context`` is plain data: dict, list, tuple, str, int, bool and None, under the names of the
    document type; nothing else can be printed, and an object's attributes cannot be reached. Raises
    BrokenTemplate when the template asks for a name that the context lacks, UnreadableInput when a text
    holds a character that no XML document can.
    """
    parts = [(name, content, LEVEL) for name, content in template.fill(context)]
    parts += [
        (properties.CORE, properties.core(stamp), LEVEL),
        (properties.CUSTOM, properties.custom(stamp), LEVEL),
        (template.imprint_part, embedded_data.write(stamp, template.version), IMPRINT_LEVEL),
    ]
    return template.skeleton.write(parts)
