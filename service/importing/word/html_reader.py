"""HTML as Word, LibreOffice Writer and Google Docs put it on the clipboard becomes a Source.

Only this module knows what they write: ``mso-list`` and its spans, conditional comments, footnotes by their
``mso-element``, Google's ``<b>`` that is not bold, lists that are numbered by whoever shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from service.importing.word import css, list_labels
from service.importing.word.blocks import Block, Cell, NotTaken, Source, Table, letters
from service.importing.word.css import Declarations, Look
from service.importing.word.paragraph_builder import ParagraphBuilder
from service.schema.text_cleaning import clean
from service.untrusted import html_limits

_SKIPPED = frozenset({"head", "style", "script", "title", "template", "noscript", "object"})
_PARAGRAPHS = frozenset({"p", "li", "dt", "dd", "pre", "caption", *(f"h{n}" for n in range(1, 7))})
_AROUND = frozenset(
    {"body", "html", "div", "section", "article", "blockquote", "center", "ul", "ol", "dl", "header", "footer",
     "main", "figure", "form", "address"}
)  # fmt: skip
_BOLD: Declarations = {"font-weight": "bold"}
_ITALIC: Declarations = {"font-style": "italic"}
_STRUCK: Declarations = {"text-decoration": "line-through"}
_BY_TAG: dict[str, Declarations] = {
    **dict.fromkeys(("b", "strong", "th", *(f"h{n}" for n in range(1, 7))), _BOLD),
    **dict.fromkeys(("i", "em", "cite"), _ITALIC),
    **dict.fromkeys(("s", "strike"), _STRUCK),
    **{tag: {"vertical-align": tag} for tag in ("sup", "sub")},
    "center": {"text-align": "center"},
}  # fmt: skip
#: What Word puts below the text, by mso-element.
_APART = {
    "footnote-list": "footnote", "endnote-list": "footnote", "comment-list": "comment",
    "header": "header", "footer": "header",
}  # fmt: skip
#: What may stand in the parts of a table; cells and captions hold anything.
_IN_TABLES: dict[str, frozenset[str]] = {
    "table": frozenset({"caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"tr"})),
    "tr": frozenset({"td", "th"}),
    "colgroup": frozenset({"col"}),
    **dict.fromkeys(("col", "td", "th"), frozenset()),
}
_CELLS = frozenset({"td", "th"})
_MOST_SPAN = 200
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def read(text: str) -> Source:
    """Raises InputTooLarge for more than ``html_limits`` allows."""
    content = text.replace("\0", "").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    html_limits.bound(content.encode())
    if not content.strip():
        return Source(())
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.document_fromstring(content.encode(), parser=parser, ensure_head_body=True)
    except etree.ParserError:
        # Nothing but comments and marks: no text.
        return Source(())
    sheet = " ".join(sheet.text or "" for sheet in root.iter("style"))
    boxes = [box for comment in root.iter(etree.Comment) for box in _boxes(comment)]
    etree.strip_elements(root, *_SKIPPED, with_tail=False)
    reader = _HtmlReader(css.rules(sheet))
    blocks = reader.read(root)
    everything = "".join((str(root.xpath("string()")), *(box.text for box in boxes)))
    return Source(tuple(blocks), (*reader.not_taken, *boxes), letters(everything))


def _boxes(comment: Any) -> Iterator[NotTaken]:
    """Text boxes, which Word hides from browsers in conditional comments."""
    for inside in _between((comment.text or ""), "<v:textbox", "</v:textbox>"):
        content = f"<div>{inside}</div>"
        html_limits.bound(content.encode())
        words = clean(str(html.fragment_fromstring(content).xpath("string()")))
        if words:
            yield NotTaken("text_box", words)


def _between(text: str, start: str, end: str) -> Iterator[str]:
    """Every piece of a text from ``start`` to the next ``end``, both included."""
    at = text.find(start)
    while at >= 0:
        close = text.find(end, at)
        if close < 0:
            return
        yield text[at : close + len(end)]
        at = text.find(start, close)


class _HtmlReader:
    """Walks the tree once; the list at the top of ``_into`` takes the blocks."""

    def __init__(self, rules: dict[str, Declarations]) -> None:
        self._rules = rules
        self._into: list[list[Block]] = [[]]
        self._open: ParagraphBuilder | None = None
        self._after_blank = False
        self._lists: list[list_labels.HtmlList] = []
        self.not_taken: list[NotTaken] = []

    def read(self, root: Any) -> list[Block]:
        self._element(root, Look())
        self._close()
        return self._into[0]

    # --- elements --------------------------------------------------------------------------------

    def _element(self, node: Any, outer: Look) -> None:
        declared = self._declared(node)
        look = outer.changed(declared)
        apart = self._apart(node, declared, look)
        if apart is not None:
            self._leave_out(node, apart)
        elif node.tag == "br":
            self._add("\n", look)
        elif node.tag == "img":
            self.not_taken.append(NotTaken("picture"))
        elif node.tag == "table" and _is_sound(node):
            self._table(node, look)
        elif declared.get("mso-list") == "ignore":
            self._label(node)
        elif "mso-tab-count" in declared:
            self._add("\t", look)
        elif node.tag in _PARAGRAPHS:
            self._paragraph(node, declared, look)
        elif node.tag in _AROUND or node.tag in _IN_TABLES:
            self._group(node, look)
        else:
            self._inside(node, look)

    def _apart(self, node: Any, declared: Declarations, look: Look) -> str | None:
        """As what an element is left out; None when it belongs to the text."""
        if declared.get("mso-element") in _APART:
            return _APART[declared["mso-element"]]
        if node.tag == "del":
            return "deleted"
        if look.hidden or look.struck:
            return "hidden" if look.hidden else "struck"
        if "mso-footnote-id" in declared or "mso-endnote-id" in declared:
            return "mark"
        if (
            declared.get("mso-special-character") == "comment"
            or "mso-comment-reference" in declared
        ):
            return "mark"
        return None

    def _leave_out(self, node: Any, kind: str) -> None:
        words = clean(str(node.xpath("string()")), lines=True)
        if words:
            self.not_taken.append(NotTaken(kind, words))

    def _inside(self, node: Any, look: Look) -> None:
        if node.tag == "ins" and clean(str(node.xpath("string()"))):
            self.not_taken.append(NotTaken("inserted"))
        self._text(node.text, look)
        for child in node:
            if isinstance(child.tag, str):
                self._element(child, look)
            self._text(child.tail, look)

    def _group(self, node: Any, look: Look) -> None:
        """What holds paragraphs; letters that stand in it directly are one, too."""
        self._close()
        is_list = node.tag in ("ul", "ol")
        if is_list:
            self._lists.append(list_labels.HtmlList.of(node, len(self._lists) + 1))
        self._inside(node, look)
        self._close()
        if is_list:
            self._lists.pop()

    def _paragraph(self, node: Any, declared: Declarations, look: Look) -> None:
        waiting = self._open
        if node.tag == "p" and waiting is not None and waiting.generated and waiting.is_bare:
            # Google Docs: the paragraph of a list's item stands inside the item.
            self._inside(node, look)
            return
        self._close()
        self._open = ParagraphBuilder(
            level=int(node.tag[1]) if node.tag[0] == "h" else css.outline_level(declared),
            list_level=css.list_level(declared),
            is_title="msotitle" in node.get("class", "").lower(),
            align=look.align,
            indent=sum(
                css.points(declared.get(name, "")) for name in ("margin-left", "text-indent")
            ),
        )
        if node.tag == "li" and self._lists:
            item = self._lists[-1]
            self._open.label, self._open.list_level = item.label(node), item.depth
            self._open.generated = True
        self._inside(node, look)
        self._close()

    # --- letters ---------------------------------------------------------------------------------

    def _text(self, text: str | None, look: Look) -> None:
        if text:
            self._add(_BLANKS.sub(" ", text), look)

    def _add(self, text: str, look: Look) -> None:
        if self._open is None:
            if not text.strip():
                return
            self._open = ParagraphBuilder(align=look.align)
        self._open.add(text, bold=look.bold, italic=look.italic, place=look.place)

    def _label(self, node: Any) -> None:
        if self._open is None:
            self._open = ParagraphBuilder()
        self._open.add_label(str(node.xpath("string()")))

    def _close(self) -> None:
        """End the paragraph that is open."""
        if self._open is None:
            return
        built = self._open.build(self._after_blank)
        self._open = None
        self._after_blank = built is None
        if built is not None:
            self._into[-1].append(built)

    # --- tables ----------------------------------------------------------------------------------

    def _table(self, node: Any, look: Look) -> None:
        self._close()
        for caption in node.iterchildren("caption"):
            self._element(caption, look)
        lists, self._lists = self._lists, []
        rows = list(_rows(node))
        cells = tuple(tuple(self._cell(cell, look) for cell in row) for row, _ in rows)
        emptied = {
            place
            for place, (row, _) in enumerate(rows)
            if any(clean(str(cell.xpath("string()"))) for cell in row)
            and not any(cell.blocks for cell in cells[place])
        }
        table = Table(cells, sum(is_header for _, is_header in rows)).without(emptied)
        self._lists = lists
        self._after_blank = False
        if any(cell.blocks for row in table.rows for cell in row):
            self._into[-1].append(table)

    def _cell(self, node: Any, look: Look) -> Cell:
        self._into.append([])
        declared = self._declared(node)
        self._inside(node, look.changed(declared))
        self._close()
        blocks = tuple(self._into.pop())
        return Cell(blocks, _span(node, "colspan"), _span(node, "rowspan"))

    # --- styles ----------------------------------------------------------------------------------

    def _declared(self, node: Any) -> dict[str, str]:
        """What tag, attributes, classes and the element itself say, the nearest last."""
        tag = node.tag
        found = {**_BY_TAG.get(tag, {}), **self._rules.get(tag, {})}
        if node.get("align") and tag != "table":
            found["text-align"] = node.get("align").lower()
        for name in node.get("class", "").lower().split():
            found |= {**self._rules.get(f".{name}", {}), **self._rules.get(f"{tag}.{name}", {})}
        if node.get("style"):
            found |= css.declarations(node.get("style"))
        return found


def _is_sound(table: Any) -> bool:
    """Whether letters stand in cells only; a table that was cut apart is read as paragraphs."""
    waiting = [table]
    while waiting:
        node = waiting.pop()
        allowed = _IN_TABLES.get(node.tag, frozenset())
        if (node.text or "").strip():
            return False
        for child in node:
            is_element = isinstance(child.tag, str)
            if (child.tail or "").strip() or (is_element and child.tag not in allowed):
                return False
            if is_element and child.tag in _IN_TABLES and child.tag not in _CELLS:
                waiting.append(child)
    return True


def _rows(table: Any) -> Iterator[tuple[list[Any], bool]]:
    """The rows of a table itself, and whether each is a header."""
    for node in table:
        if node.tag == "tr":
            yield _cells(node)
        elif node.tag in ("thead", "tbody", "tfoot"):
            for row in node.iterchildren("tr"):
                cells, is_header = _cells(row)
                yield cells, is_header or node.tag == "thead"


def _cells(row: Any) -> tuple[list[Any], bool]:
    cells = list(row.iterchildren("td", "th"))
    return cells, bool(cells) and all(cell.tag == "th" for cell in cells)


def _span(cell: Any, name: str) -> int:
    declared = cell.get(name, "").strip()
    return (
        min(max(int(declared), 1), _MOST_SPAN) if declared.isdecimal() and len(declared) < 6 else 1
    )
