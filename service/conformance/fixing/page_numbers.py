"""Pages get their number in the top margin, from the second on (Phụ lục I, Phần I, mục I.7), and no character is added.

Word fills the number in itself. A header that has words of its own is left as it is, as is what stands in a footer.
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from service.conformance.changes import Change
from service.conformance.fixing import new_objects, run_setting
from service.conformance.fixing.edits_at_hand import Edited
from service.conformance.fixing.element_order import insert, put
from service.conformance.word_document import Section
from service.docx.standard import COMPONENTS, FONT
from service.docx.word_namespace import NAMESPACE, W

_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MEDIA: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_SIZE_PT: Final = COMPONENTS["SoTrang"].size_pt


def number_pages(edited: Edited, _: Change) -> None:
    """Put a page's number into every header of the document but that of the first page."""
    if not edited.document.takes_page_numbers:
        return
    sections = edited.document.sections
    numbered: set[str] = set()
    for section in sections:
        for kind, part in section.headers.items():
            if kind != "first" and part not in numbered:
                numbered.add(part)
                _number(edited, part)
    first = sections[0]
    kinds = ("default", "even") if edited.document.even_and_odd_headers else ("default",)
    missing = [kind for kind in kinds if kind not in first.headers]
    if missing:
        _add_header(edited, first, missing)
    differ_on_first_page(edited, first)


def differ_on_first_page(edited: Edited, section: Section) -> None:
    """Have the first page show no number, and its footer still."""
    properties = edited.edits.begin(section.element)
    run_setting.set_switch(properties, "titlePg", on=True)
    place = _place(edited, section)
    edited.allowed.allow(place, ("titlePg",))
    if "default" not in section.footers or "first" in section.footers:
        return
    used = properties.find(f"{W}footerReference[@{W}type='default']")
    if used is not None:
        attributes = {**used.attrib, f"{W}type": "first"}
        insert(properties, etree.Element(f"{W}footerReference", attributes))
        edited.allowed.allow(place, ("footerReference:first",))


def _number(edited: Edited, part: str) -> None:
    """Fill an empty header."""
    paragraph = edited.document.roots[part].find(f"{W}p")
    properties = edited.edits.of(paragraph, "pPr")
    put(properties, "jc").set(f"{W}val", "center")
    new_objects.put_in(paragraph, new_objects.page_number(FONT, _SIZE_PT), edited.edits)
    edited.allowed.allow((part, "p", 0), ("jc",))
    edited.allowed.objects.setdefault((part, "p", 0), set()).add(new_objects.PAGE_NUMBER)
    edited.package.change(part)


def _add_header(edited: Edited, section: Section, kinds: list[str]) -> None:
    """A new header that has nothing but the number."""
    paragraph = '<w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr></w:p>'
    root = etree.fromstring(f'<w:hdr xmlns:w="{NAMESPACE}" xmlns:r="{_R}">{paragraph}</w:hdr>')
    new_objects.put_in(root[0], new_objects.page_number(FONT, _SIZE_PT), edited.edits)
    main = edited.document.main_part
    name, target = _free_name(edited, main)
    edited.package.add(
        name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), _MEDIA
    )
    relation = edited.package.relate(main, f"{_R}/header", target)
    edited.allowed.parts.add(name)
    properties = edited.edits.begin(section.element)
    for kind in kinds:
        attributes = {f"{W}type": kind, f"{{{_R}}}id": relation}
        insert(properties, etree.Element(f"{W}headerReference", attributes))
        edited.allowed.allow(_place(edited, section), (f"headerReference:{kind}",))
    edited.package.change(main)


def _free_name(edited: Edited, main: str) -> tuple[str, str]:
    folder = main.rpartition("/")[0]
    number = next(n for n in range(1, 10_000) if not edited.package.has(f"{folder}/header{n}.xml"))
    target = f"header{number}.xml"
    return f"{folder}/{target}" if folder else target, target


def _place(edited: Edited, section: Section) -> Any:
    return (edited.document.main_part, "sectPr", edited.section_number(section))
