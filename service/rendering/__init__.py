"""A template and a context become the bytes of a ``.docx``; the only room that knows docxtpl and Jinja.

>>> store = TemplateStore([office_folder, default_folder])          # doctest: +SKIP
>>> docx = render(store.get("summary-report"), context, stamp)      # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service import imprint
from service.imprint import Stamp
from service.rendering import properties
from service.rendering.compiling import CompiledTemplate, compile_template
from service.rendering.lint import lint
from service.rendering.package import LEVEL
from service.rendering.reading import printed_text
from service.rendering.store import TemplateStore

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


def render(template: CompiledTemplate, context: Mapping[str, Any], stamp: Stamp) -> bytes:
    """Fill a template and stamp the document. The same arguments give the same bytes.

    ``context`` is plain data: dict, list, tuple, str, int, bool and None, under the names of the
    document type; nothing else can be printed, and an object's attributes cannot be reached. Raises
    BrokenTemplate when the template asks for a name that the context lacks, UnreadableInput when a text
    holds a character that no XML document can.
    """
    skeleton, filled = template.fill(context)
    parts = [(name, content, LEVEL) for name, content in filled]
    parts += [
        (properties.CORE, properties.core(stamp), LEVEL),
        (properties.CUSTOM, properties.custom(stamp), LEVEL),
        (template.imprint_part, imprint.write(stamp, template.version), IMPRINT_LEVEL),
    ]
    return skeleton.write(parts)
