"""A Word template becomes the same template with its conventions expanded to XML that holds Jinja tags.

Word cannot hold a tag inside an attribute, so a template states by convention what depends on the data: an
empty paragraph of the style "Đường kẻ" is a rule measured from the paragraph above it, a few centred styles
balance their lines, and a table with ``{%tc for c in X.columns %}`` takes its widths (``table_columns``). Only this module knows
those conventions (docs/writing-a-template.md tells template authors).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Final

from lxml import etree

from service.docx.rendering import letterhead_columns, table_columns
from service.docx.rendering.line_filters import FILTERS, RULE_INDENT, SET_LINES
from service.docx.rendering.wordprocessing import (
    QUOTES,
    TAG_ALONE,
    Edit,
    Element,
    Geometry,
    Look,
    Styles,
    text_of,
    w,
)
from service.docx.word_namespace import XML_SPACE

DOCUMENT_PART: Final = "word/document.xml"
STYLES_PART: Final = "word/styles.xml"

_RULE: Final = "DuongKe"
_MOTTO_RULE: Final = "DuongKeTieuNgu"
#: Centred texts that may take several lines, which then break by meaning and are of nearly one length.
SET_BY_MEANING: Final = (
    "CoQuanChuQuan",
    "TenCoQuan",
    "TrichYeu",
    "ThamQuyenBanHanh",
    "KinhGui",
    "Phan",
    "TieuDePhan",
    "TenBang",
    "PhuLuc",
    "TenPhuLuc",
    "ChiDanPhuLuc",
    "QuyenHanChucVu",
    "QuyenHanChucVuCuoi",
    "ChucVuKhac",
    "ChucVuThanhVien",
)
_ANY_TAG: Final = re.compile(r"\{[{%].*?[%}]\}")


def expand(docx: bytes) -> bytes:
    """The bytes of a template -> the bytes of the template that docxtpl renders with the filters of ``line_filters``.

    Only ``word/document.xml`` changes. Takes what Word or LibreOffice saved: tags split into runs, style
    ids renamed (styles are matched by their Vietnamese names too). Raises KeyError without a document part.
    """
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        entries = [(entry, package.read(entry)) for entry in package.infolist()]
    parts = {entry.filename: content for entry, content in entries}
    root = etree.fromstring(parts[DOCUMENT_PART])
    _free_section_breaks(root)
    styles = Styles(parts.get(STYLES_PART))
    geometry = Geometry(root, styles)
    # All lengths are read before the first attribute is written.
    edits = [
        *letterhead_columns.edits(root, styles, geometry),
        *_set_lines(root, styles, geometry),
        *_rules(root, styles, geometry),
        *table_columns.edits(root, styles),
    ]
    for edit in edits:
        edit()
    changed = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for entry, content in entries:
            # Read again at once: to deflate it would be for nothing.
            part = changed if entry.filename == DOCUMENT_PART else content
            package.writestr(entry, part, zipfile.ZIP_STORED)
    return target.getvalue()


def _free_section_breaks(root: Element) -> None:
    """A section break that an author, or LibreOffice, put into a tag's paragraph moves out of it.

    docxtpl removes the paragraph of a ``{%p %}`` tag, and the break would be lost with it.
    """
    for section in [*root.iter(w("sectPr"))]:
        paragraph = next(section.iterancestors(w("p")), None)
        if paragraph is not None and TAG_ALONE.search(text_of(paragraph)):
            freed = etree.Element(w("p"))
            properties = etree.SubElement(freed, w("pPr"))
            spacing = etree.SubElement(properties, w("spacing"))
            # As small as "Ngắt phần": the paragraph is there for its break only.
            for name, value in (("before", "0"), ("after", "0"), ("line", "20")):
                spacing.set(w(name), value)
            spacing.set(w("lineRule"), "exact")
            properties.append(section)
            paragraph.addnext(freed)


def _set_lines(root: Element, styles: Styles, geometry: Geometry) -> Iterator[Edit]:
    for paragraph in root.iter(w("p")):
        if styles.is_one_of(paragraph, SET_BY_MEANING) and _is_set(paragraph):
            yield partial(_one_run, paragraph, _call(SET_LINES, paragraph, styles, geometry))


def _is_set(paragraph: Element) -> bool:
    """Whether a text with a value can be one run: all of it looks alike, and nothing but text is in it."""
    if not _prints_a_value(paragraph):
        return False
    runs = [child for child in paragraph if child.tag not in _BESIDE_RUNS]
    looks = {_look(run) for run in runs if run.find(w("t")) is not None}
    inside = {child.tag for run in runs for child in run}
    return len(looks) == 1 and {run.tag for run in runs} == {w("r")} and inside <= _IN_RUNS


#: What Word puts between runs and within them without changing what is printed.
_BESIDE_RUNS: Final = frozenset(
    map(w, ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd", "permStart", "permEnd"))
)
_IN_RUNS: Final = frozenset(map(w, ("rPr", "t", "br", "cr", "lastRenderedPageBreak")))
#: Marks of a run that nobody sees.
_UNSEEN_LOOK: Final = frozenset(map(w, ("lang", "noProof")))


def _look(run: Element) -> tuple[str, ...]:
    properties = run.find(w("rPr"))
    seen = (
        [mark for mark in properties if mark.tag not in _UNSEEN_LOOK]
        if properties is not None
        else []
    )
    return tuple(etree.tostring(mark, method="c14n").decode() for mark in seen)


def _one_run(paragraph: Element, text: str) -> None:
    """Put ``text`` into the first run that has any, and take the others away."""
    first, *others = [run for run in paragraph.iter(w("r")) if run.find(w("t")) is not None]
    words = first.find(w("t"))
    for child in [*first]:
        if child is not words and child.tag != w("rPr"):
            first.remove(child)
    words.text = text
    words.set(XML_SPACE, "preserve")
    for run in [*others, *(r for r in paragraph.findall(w("r")) if r.find(w("t")) is None)]:
        run.getparent().remove(run)


def _rules(root: Element, styles: Styles, geometry: Geometry) -> Iterator[Edit]:
    for paragraph in root.iter(w("p")):
        is_motto = styles.is_one_of(paragraph, (_MOTTO_RULE,))
        if not is_motto and not styles.is_one_of(paragraph, (_RULE,)):
            continue
        above = _line_above(paragraph)
        if above is not None:
            rule = _rule(above, styles, geometry, is_whole=is_motto)
            yield partial(_indent, paragraph, rule)


def _line_above(paragraph: Element) -> Element | None:
    """The paragraph whose rule this is: the one before, past the tags that stand alone."""
    above = paragraph.getprevious()
    while above is not None and above.tag == w("p"):
        if not TAG_ALONE.search(text_of(above)):
            return above
        above = above.getprevious()
    return None


def _prints_a_value(paragraph: Element) -> bool:
    text = text_of(paragraph)
    return "{{" in text and not TAG_ALONE.search(text)


def _rule(above: Element, styles: Styles, geometry: Geometry, *, is_whole: bool) -> str:
    """The side indent of the rule under a text, or the call that works it out where the text or its width is the data's."""
    width, text, look = geometry.available_width(above), text_of(above), styles.look(above)
    if not width.isdigit() or _prints_a_value(above):
        return _call(RULE_INDENT, above, styles, geometry, int(is_whole))
    face = (int(look.bold), int(look.italic), int(look.capitals))
    indent: str = FILTERS[RULE_INDENT](text, int(width), look.size_pt, *face, 0, int(is_whole))
    return indent


def _call(name: str, text: Element, styles: Styles, geometry: Geometry, *more: int) -> str:
    """A Jinja filter block around the paragraph's own text, tags included, that yields its lines or an indent.

    The block form evaluates whatever the author wrote: several values, words around them, conditions.
    """
    look: Look = styles.look(text)
    is_set = int(styles.is_one_of(text, SET_BY_MEANING) and _is_set(text))
    arguments = (
        f"({geometry.available_width(text)}), {look.size_pt:g}, {int(look.bold)}, {int(look.italic)}, "
        f"{', '.join(map(str, (int(look.capitals), is_set, *more)))}"
    )
    # An attribute cannot hold a double quote as it is, and Jinja takes either kind.
    content = _ANY_TAG.sub(lambda tag: tag.group().translate(QUOTES), text_of(text))
    return f"{{% filter {name}({arguments}) %}}{content}{{% endfilter %}}"


def _indent(paragraph: Element, indent: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    existing = properties.find(w("ind"))
    if existing is None:
        existing = etree.Element(w("ind"))
        _insert_indent(properties, existing)
    existing.attrib.clear()
    existing.set(w("left"), indent)
    existing.set(w("right"), indent)
    existing.set(w("firstLine"), "0")


#: What the schema wants before w:ind in w:pPr.
_BEFORE_INDENT: Final = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
)


def _insert_indent(properties: Element, indent: Element) -> None:
    before = {w(name) for name in _BEFORE_INDENT}
    index = 0
    for number, child in enumerate(properties, start=1):
        if child.tag in before:
            index = number
    properties.insert(index, indent)
