"""A .docx is opened, one thing in it is spoilt, and it is packed again: nothing else changes."""

from __future__ import annotations

import copy
import functools
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_V = "urn:schemas-microsoft-com:vml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DAY = (2026, 1, 5, 8, 0, 0)
_BODY = "word/document.xml"
#: The order of the schema, as far as it is set here; what is not named stands before "sz" and "jc".
_RUN_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish"),
    *("color", "spacing", "w", "sz", "szCs", "highlight", "u"),
)
_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
    *("tabs", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
)


class Absent(LookupError):
    """The document has no such place: a minutes' date line, an annex where there is none."""


class Opened:
    """The parts of a document, parsed as they are asked for. Elements are w:p and w:r of lxml."""

    def __init__(self, docx: bytes) -> None:
        self.parts = dict(_parts_of(docx))
        self._roots: dict[str, Any] = {}

    def root(self, name: str = _BODY) -> Any:
        """The parsed root of a part. Raises Absent."""
        if name not in self.parts:
            raise Absent(name)
        if name not in self._roots:
            self._roots[name] = copy.deepcopy(_parsed(self.parts[name]))
        return self._roots[name]

    def packed(self) -> bytes:
        """The document as it is now."""
        for name, root in self._roots.items():
            self.parts[name] = etree.tostring(
                root, encoding="UTF-8", xml_declaration=True, standalone=True
            )
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, _DAY), content)
        return target.getvalue()

    # Places.

    def paragraphs(self, pattern: str = "") -> list[Any]:
        """The body's paragraphs whose text the pattern is found in. Raises Absent."""
        wanted = re.compile(pattern)
        # Most documents have no place for most faults: only one that has it is copied to be spoilt.
        untouched = _BODY not in self._roots and _BODY in self.parts
        if untouched and not any(map(wanted.search, _words_of_paragraphs(self.parts[_BODY]))):
            raise Absent(pattern)
        found = [one for one in self.root().iter(_w("p")) if wanted.search(words_of(one))]
        if not found:
            raise Absent(pattern)
        return found

    def paragraph(self, pattern: str) -> Any:
        """The first of them. Raises Absent."""
        return self.paragraphs(pattern)[0]

    def runs(self, pattern: str) -> list[Any]:
        """The runs of the first paragraph with the pattern, or the one run that holds it all where lines are broken by hand."""
        paragraph = self.paragraph(pattern)
        runs = [run for run in paragraph.iter(_w("r")) if text_of(run)]
        if "\n" in text_of(paragraph):
            return [run for run in runs if re.search(pattern, words_of(run))] or runs
        return runs

    def after(self, paragraph: Any) -> Any:
        """The next paragraph that has text. Raises Absent."""
        every = list(self.root().iter(_w("p")))
        for one in every[every.index(paragraph) + 1 :]:
            if text_of(one).strip():
                return one
        raise Absent("no paragraph follows")

    def is_behind(self, paragraph: Any, other: Any) -> bool:
        """Whether a paragraph of the body stands somewhere behind another one."""
        every = list(self.root().iter(_w("p")))
        return every.index(paragraph) > every.index(other)

    def sections(self) -> list[Any]:
        """Every w:sectPr."""
        return list(self.root().iter(_w("sectPr")))

    def headers(self) -> Iterator[Any]:
        """The roots of the header parts that hold a page number. Raises Absent."""
        found = [
            root
            for name in sorted(self.parts)
            if name.startswith("word/header")
            for root in [self.root(name)]
            if b" PAGE" in self.parts[name] or b"PAGE " in self.parts[name]
        ]
        if not found:
            raise Absent("page number")
        yield from found


#: Every fault begins with one of a few documents.
@functools.lru_cache(maxsize=128)
def _parts_of(docx: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@functools.lru_cache(maxsize=512)
def _parsed(content: bytes) -> Any:
    return etree.fromstring(content)


@functools.lru_cache(maxsize=128)
def _words_of_paragraphs(content: bytes) -> Sequence[str]:
    return [words_of(one) for one in _parsed(content).iter(_w("p"))]


def text_of(element: Any) -> str:
    """The letters below an element; a tab is U+0009, a line break U+000A."""
    found = []
    for one in element.iter(_w("t"), _w("tab"), _w("br")):
        if one.tag == _w("t"):
            found.append(one.text or "")
        elif one.getparent().tag == _w("r"):
            found.append("\t" if one.tag == _w("tab") else "\n")
    return "".join(found)


def words_of(element: Any) -> str:
    """The same with every blank that keeps a line together as a plain one: places are told by words."""
    return text_of(element).replace("\u00a0", " ")


def set_letters(run: Any, **look: Any) -> None:
    """Look at a run: size in points, bold, italic, underlined as truth, font and colour as text."""
    properties = _child(run, "rPr", first=True)
    for name, value in look.items():
        _LETTERS[name](properties, value)
    _sort(properties, _RUN_ORDER)


def set_lines(paragraph: Any, **look: Any) -> None:
    """Look at a paragraph: align; first, left in mm; before, after in points; line as a multiple, exact in points."""
    properties = _child(paragraph, "pPr", first=True)
    for name, value in look.items():
        if name == "align":
            _child(properties, "jc").set(_w("val"), value)
        elif name in ("first", "left"):
            _set_indent(_child(properties, "ind"), name, round(value * 1440 / 25.4))
        else:
            _set_spacing(_child(properties, "spacing"), name, value)
    _sort(properties, _PARAGRAPH_ORDER)


def retype(paragraph: Any, old: str, new: str) -> None:
    """Put ``new`` for the first match of the pattern ``old`` in one w:t. Raises Absent."""
    held = old.replace(" ", "[ \u00a0]")
    for one in paragraph.iter(_w("t")):
        changed = re.sub(held, new, one.text or "", count=1)
        if changed != (one.text or ""):
            one.text = changed
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            return
    raise Absent(old)


def in_case(paragraph: Any, new: str) -> None:
    """Put every w:t in "upper" or "lower" case, the first letter of all kept as a capital."""
    texts = list(paragraph.iter(_w("t")))
    for one in texts:
        one.text = (one.text or "").upper() if new == "upper" else (one.text or "").lower()
    if new == "lower" and texts[0].text:
        texts[0].text = texts[0].text[0].upper() + texts[0].text[1:]


def remove(element: Any) -> None:
    """Take an element out; a cell keeps at least one paragraph."""
    parent = element.getparent()
    if element.tag == _w("p") and parent.tag == _w("tc") and len(parent.findall(_w("p"))) == 1:
        for child in list(element):
            if child.tag != _w("pPr"):
                element.remove(child)
        return
    parent.remove(element)


def rule_of(paragraph: Any) -> list[Any]:
    """What draws the rule under a line: a border's w:pBdr, or the w:r of a drawn line, here or just below. Raises Absent."""
    below = paragraph.getnext()
    for one in (paragraph, below):
        if one is None or one.tag != _w("p") or (one is below and text_of(one).strip()):
            continue
        drawn = [
            run
            for run in one.iter(_w("r"))
            if run.getparent().tag == _w("p")
            and next(run.iter(f"{{{_V}}}line", f"{{{_WP}}}anchor"), None) is not None
        ]
        borders = list(one.iter(_w("pBdr")))
        if not borders and one is below and _styled_border(one):
            return [one]
        if drawn or borders:
            return drawn or [borders[0].getparent().getparent()]
    raise Absent("rule")


def stretch_rule(rule: Any, factor: float) -> None:
    """Make a rule so many times as long, its middle kept."""
    for indent in rule.iter(_w("ind")):
        _stretch_border(indent, factor)
    for extent in rule.iter(f"{{{_WP}}}extent", f"{{{_A}}}ext"):
        extent.set("cx", str(round(int(extent.get("cx")) * factor)))
    for offset in rule.iter(f"{{{_WP}}}positionH"):
        position = offset[0]
        width = int(next(rule.iter(f"{{{_WP}}}extent")).get("cx"))
        position.text = str(int(position.text) + round((width / factor - width) / 2))
    for line in rule.iter(f"{{{_V}}}line"):
        begin, end = (
            float(line.get(name).split(",")[0].removesuffix("pt")) for name in ("from", "to")
        )
        middle, half = (begin + end) / 2, (end - begin) / 2 * factor
        drop = line.get("to").split(",")[1]
        line.set("from", f"{middle - half:.2f}pt,{drop}")
        line.set("to", f"{middle + half:.2f}pt,{drop}")


def _stretch_border(indent: Any, factor: float) -> None:
    # An indent on each side: what is between them is not known here, so a share of A4's text area is taken.
    room = 9354
    left, right = int(indent.get(_w("left"), 0)), int(indent.get(_w("right"), 0))
    cell = _cell_width(indent)
    length = (cell or room) - left - right
    move = round((length * factor - length) / 2)
    indent.set(_w("left"), str(max(left - move, 0)))
    indent.set(_w("right"), str(max(right - move, 0)))


def _cell_width(element: Any) -> int | None:
    for cell in element.iterancestors(_w("tc")):
        row = cell.getparent()
        grid = row.getparent().find(_w("tblGrid"))
        return int(grid[row.findall(_w("tc")).index(cell)].get(_w("w"))) - 216
    return None


def _styled_border(paragraph: Any) -> bool:
    style = next((one.get(_w("val")) for one in paragraph.iter(_w("pStyle"))), "")
    return style.startswith("DuongKe")


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _child(parent: Any, name: str, *, first: bool = False) -> Any:
    found = parent.find(_w(name))
    if found is None:
        found = etree.Element(_w(name))
        parent.insert(0, found) if first else parent.append(found)
    return found


def _sort(properties: Any, order: Sequence[str]) -> None:
    places = {_w(name): at for at, name in enumerate(order)}
    properties[:] = sorted(properties, key=lambda one: places.get(one.tag, len(places)))


def _toggle(name: str) -> Any:
    def apply(properties: Any, value: bool) -> None:
        _child(properties, name).set(_w("val"), "1" if value else "0")

    return apply


def _valued(name: str) -> Any:
    def apply(properties: Any, value: str) -> None:
        _child(properties, name).set(_w("val"), value)

    return apply


def _size(properties: Any, value: float) -> None:
    for name in ("sz", "szCs"):
        _child(properties, name).set(_w("val"), str(round(value * 2)))


def _font(properties: Any, value: str) -> None:
    fonts = _child(properties, "rFonts")
    fonts.attrib.clear()
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(_w(name), value)


_LETTERS = {
    "size": _size,
    "bold": _toggle("b"),
    "italic": _toggle("i"),
    "capitals": _toggle("caps"),
    "struck": _toggle("strike"),
    "small_capitals": _toggle("smallCaps"),
    "scaled": lambda properties, value: _valued("w")(properties, str(value)),
    "underlined": lambda properties, value: _valued("u")(properties, "single" if value else "none"),
    "colour": _valued("color"),
    "highlight": _valued("highlight"),
    "spacing": lambda properties, value: _valued("spacing")(properties, str(round(value * 20))),
    "font": _font,
}


def _set_indent(indent: Any, name: str, value: int) -> None:
    if name == "left":
        indent.set(_w("left"), str(value))
        return
    indent.attrib.pop(_w("hanging"), None)
    indent.set(_w("firstLine"), str(value))


def _set_spacing(spacing: Any, name: str, value: float) -> None:
    if name in ("before", "after"):
        spacing.set(_w(name), str(round(value * 20)))
        return
    spacing.set(_w("line"), str(round(value * (240 if name == "line" else 20))))
    spacing.set(_w("lineRule"), "auto" if name == "line" else "exact")
