"""Any .docx becomes a ``WordDocument``: all its text, with the looks that are in effect.

Each module hides one thing: ``package`` the parts, ``declared`` how properties are written, ``styles`` which of them
count, ``runs`` fields and tracked changes, ``tables``, ``sections``, ``headers`` and ``drawings`` their XML, ``parts`` the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from service.conformance import refusals
from service.conformance.reading import frames, headers, sections
from service.conformance.reading.declared import Declarations
from service.conformance.reading.package import Package
from service.conformance.reading.parts import PartReader, is_note, switch
from service.conformance.reading.runs import RunReader
from service.conformance.reading.styles import Styles
from service.conformance.reading.tables import TableStyles
from service.conformance.reading.theme import Theme
from service.conformance.word_document import Section, WordDocument
from service.docx.list_numbering import Numbering
from service.docx.word_namespace import W
from service.errors import UnreadableInput

_NOTES: Final = ("footnotes", "endnotes")


def read(docx: bytes) -> WordDocument:
    """Bytes that nobody trusts -> the document. Raises UnreadableInput or InputTooLarge with a sentence for the clerk."""
    package = Package.of(docx)
    main = package.root(package.main)
    body = main.find(f"{W}body")
    if body is None:
        raise UnreadableInput("Tệp .docx bị hỏng: không thấy phần nội dung.")
    declarations, styles = declared_styles(package)
    reader = PartReader(
        declarations,
        styles,
        RunReader(declarations, styles, package.main),
        TableStyles(styles, declarations),
    )
    reader.number(main)
    reader.read(body, package.main)
    nodes = [*reader.sections, *body.findall(f"{W}sectPr")[-1:]]
    found = sections.read(nodes, package.relations(package.main))
    _read_around(reader, package, found)
    settings = _root(package, "settings")
    tables = tuple(table for table in reader.tables if table is not None)
    return WordDocument(
        paragraphs=tuple(reader.paragraphs),
        sections=found,
        tables=tables,
        lines=tuple(reader.lines),
        fields=tuple(reader.fields),
        main_part=package.main,
        language=styles.language,
        even_and_odd_headers=switch(settings, "evenAndOddHeaders"),
        roots=package.roots,
        style_names=styles.names,
        frames=(*reader.frames, *frames.of_paragraphs(reader.paragraphs, tables, found)),
        empty_headers=frozenset(headers.empty(found, package.roots)),
        refusal=refusals.reason(package.parts, package.main)
        or refusals.too_long(len(reader.paragraphs)),
    )


def declared_styles(package: Package) -> tuple[Declarations, Styles]:
    """What reads the declarations of a package, and its styles."""
    declarations = Declarations(Theme.of(_root(package, "theme")))
    numbering = Numbering.of(_root(package, "numbering"))
    return declarations, Styles(_root(package, "styles"), declarations, numbering)


def _root(package: Package, kind: str) -> Any | None:
    name = package.related(kind)
    return None if name is None else package.root(name)


def _read_around(reader: PartReader, package: Package, found: tuple[Section, ...]) -> None:
    """Headers and footers in the order of the sections, then notes."""
    for name, section in _of_sections(found).items():
        if name in package.parts:
            root = package.root(name)
            reader.number(root)
            reader.read(root, name, section)
    for kind in _NOTES:
        part = package.related(kind)
        if part is not None:
            root = package.root(part)
            reader.number(root)
            for note in root:
                if isinstance(note.tag, str) and is_note(note):
                    reader.read(note, part)


def _of_sections(found: tuple[Section, ...]) -> dict[str, int]:
    """The parts of headers and footers with the first section that shows each."""
    shown: dict[str, int] = {}
    for name, section in _named(found):
        shown.setdefault(name, section)
    return shown


def _named(found: tuple[Section, ...]) -> Iterator[tuple[str, int]]:
    for number, section in enumerate(found):
        for name in (*section.headers.values(), *section.footers.values()):
            yield name, number
