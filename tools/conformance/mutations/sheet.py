"""Faults of the sheet, the page number and the font."""

from __future__ import annotations

from typing import Any

from tools.conformance import edits
from tools.conformance.mutations.mutation import BODY, SECTION, Fault, Mutation, letters, typed
from tools.conformance.opened import Absent, Opened, W, set_letters, set_lines

#: So many paragraphs are not on one page.
_SURELY_TWO_PAGES = 50
#: A table with more columns sets out no head and no foot.
_MOST_LAYOUT_COLUMNS = 2


def _paper(width: int, height: int) -> Fault:
    def fault(opened: Opened) -> None:
        for section in opened.sections():
            size = section.find(f"{{{W}}}pgSz")
            size.set(f"{{{W}}}w", str(width))
            size.set(f"{{{W}}}h", str(height))

    return fault


def _turned(opened: Opened) -> None:
    if any(len(grid) > _MOST_LAYOUT_COLUMNS for grid in opened.root().iter(f"{{{W}}}tblGrid")):
        raise Absent("a text with a table may lie")
    section = opened.sections()[0]
    size = section.find(f"{{{W}}}pgSz")
    size.set(f"{{{W}}}w", "16838")
    size.set(f"{{{W}}}h", "11906")
    size.set(f"{{{W}}}orient", "landscape")


def _margin(edge: str, mm: float) -> Fault:
    def fault(opened: Opened) -> None:
        for section in opened.sections():
            section.find(f"{{{W}}}pgMar").set(f"{{{W}}}{edge}", str(round(mm * 1440 / 25.4)))

    return fault


def _number_lines(opened: Opened) -> list[Any]:
    return [
        paragraph
        for root in opened.headers()
        for paragraph in root.iter(f"{{{W}}}p")
        if any("PAGE" in (one.get(f"{{{W}}}instr") or one.text or "") for one in paragraph.iter())
    ]


def _number_letters(**look: object) -> Fault:
    def fault(opened: Opened) -> None:
        for paragraph in _number_lines(opened):
            for run in paragraph.iter(f"{{{W}}}r"):
                set_letters(run, **look)

    return fault


def _number_lies(align: str) -> Fault:
    def fault(opened: Opened) -> None:
        for paragraph in _number_lines(opened):
            set_lines(paragraph, align=align)

    return fault


def _no_number(opened: Opened) -> None:
    if len(opened.paragraphs(".")) < _SURELY_TWO_PAGES:
        raise Absent("a single page needs no number")
    for paragraph in _number_lines(opened):
        for child in list(paragraph):
            if child.tag != f"{{{W}}}pPr":
                paragraph.remove(child)


def _on_first_page(opened: Opened) -> None:
    edits.first_page_differs(opened)
    for section in opened.sections():
        for name in ("titlePg",):
            for one in section.findall(f"{{{W}}}{name}"):
                section.remove(one)


def _in_footer(opened: Opened) -> None:
    _no_footer(opened)
    for section in opened.sections():
        for reference in section.findall(f"{{{W}}}headerReference"):
            reference.tag = f"{{{W}}}footerReference"
    relations = opened.parts["word/_rels/document.xml.rels"].decode()
    types = opened.parts["[Content_Types].xml"].decode()
    opened.parts["word/_rels/document.xml.rels"] = relations.replace(
        "relationships/header", "relationships/footer"
    ).encode()
    opened.parts["[Content_Types].xml"] = types.replace("header+xml", "footer+xml").encode()
    for name in [name for name in opened.parts if name.startswith("word/header")]:
        opened.root(name).tag = f"{{{W}}}ftr"


def _no_footer(opened: Opened) -> None:
    if any(section.findall(f"{{{W}}}footerReference") for section in opened.sections()):
        raise Absent("the document has a footer already")


def _page_number_type(name: str, value: str) -> Fault:
    def fault(opened: Opened) -> None:
        section = opened.sections()[0]
        kind = section.find(f"{{{W}}}pgNumType")
        if kind is None:
            margins = section.find(f"{{{W}}}pgMar")
            kind = margins.makeelement(f"{{{W}}}pgNumType", {})
            margins.addnext(kind)
        kind.set(f"{{{W}}}{name}", value)

    return fault


def _annex_goes_on(opened: Opened) -> None:
    kinds = [
        kind
        for section in opened.sections()[1:]
        for kind in section.findall(f"{{{W}}}pgNumType")
        if kind.get(f"{{{W}}}start")
    ]
    if not kinds:
        raise Absent("no annex begins its own numbers")
    for kind in kinds:
        del kind.attrib[f"{{{W}}}start"]


def _styles_font(opened: Opened) -> None:
    for fonts in [
        *opened.root("word/styles.xml").iter(f"{{{W}}}rFonts"),
        *opened.root().iter(f"{{{W}}}rFonts"),
    ]:
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(f"{{{W}}}{name}", "Arial")


MUTATIONS = (
    Mutation(
        "letter-paper",
        "Khổ giấy Letter",
        ("paper-size",),
        _paper(12240, 15840),
        also=(
            *("subject-rule-length", "organ-rule-length", "motto-rule-length"),
            *("national-one-line", "table-width"),
        ),
    ),
    Mutation(
        "legal-paper",
        "Khổ giấy Legal",
        ("paper-size",),
        _paper(12240, 20160),
        also=(
            *("subject-rule-length", "organ-rule-length", "motto-rule-length"),
            *("national-one-line", "table-width"),
        ),
    ),
    Mutation("turned-sheet", "Trang chữ để ngang", ("paper-orientation",), _turned),
    Mutation("top-15", "Lề trên 15 mm", ("margin-top",), _margin("top", 15)),
    Mutation("bottom-30", "Lề dưới 30 mm", ("margin-bottom",), _margin("bottom", 30)),
    Mutation(
        "left-25",
        "Lề trái 25,4 mm",
        ("margin-left",),
        _margin("left", 25.4),
        also=("subject-rule-length", "organ-rule-length", "motto-rule-length", "national-one-line"),
    ),
    Mutation(
        "left-40",
        "Lề trái 40 mm",
        ("margin-left",),
        _margin("left", 40),
        also=("subject-rule-length", "organ-rule-length", "motto-rule-length", "national-one-line"),
    ),
    Mutation(
        "right-25",
        "Lề phải 25,4 mm",
        ("margin-right",),
        _margin("right", 25.4),
        also=("subject-rule-length", "organ-rule-length", "motto-rule-length", "national-one-line"),
    ),
    Mutation(
        "right-10",
        "Lề phải 10 mm",
        ("margin-right",),
        _margin("right", 10),
        also=("subject-rule-length", "organ-rule-length", "motto-rule-length", "national-one-line"),
    ),
    Mutation("number-none", "Không có số trang", ("page-number-missing",), _no_number),
    Mutation(
        "number-page-1", "Số trang hiện ở trang đầu", ("page-number-first-page",), _on_first_page
    ),
    Mutation("number-footer", "Số trang ở chân trang", ("page-number-place",), _in_footer),
    Mutation("number-right", "Số trang canh phải", ("page-number-align",), _number_lies("right")),
    Mutation("number-11", "Số trang cỡ 11", ("page-number-size",), _number_letters(size=11)),
    Mutation("number-bold", "Số trang in đậm", ("page-number-bold",), _number_letters(bold=True)),
    Mutation(
        "number-italic",
        "Số trang in nghiêng",
        ("page-number-italic",),
        _number_letters(italic=True),
    ),
    Mutation(
        "number-roman",
        "Số trang bằng số La Mã",
        ("page-number-format",),
        _page_number_type("fmt", "lowerRoman"),
    ),
    Mutation(
        "number-from-5",
        "Số trang bắt đầu từ 5",
        ("page-number-start",),
        _page_number_type("start", "5"),
    ),
    Mutation("annex-goes-on", "Phụ lục đánh tiếp số trang", ("annex-page-number",), _annex_goes_on),
    Mutation("arial-paragraph", "Một đoạn phông Arial", ("font",), letters(BODY, font="Arial")),
    Mutation(
        "arial-heading",
        "Một tiêu đề phông Calibri",
        ("font",),
        letters(SECTION, font="Calibri"),
        types=("summary-report",),
    ),
    Mutation(
        "arial-all", "Cả văn bản phông Arial", ("font",), _styles_font, also=("body-one-size",)
    ),
    Mutation(
        "legacy-font",
        "Một đoạn phông .VnTime",
        ("legacy-encoding", "font"),
        letters(BODY, font=".VnTime"),
    ),
    Mutation(
        "blue-paragraph", "Một đoạn chữ màu xanh", ("colour",), letters(BODY, colour="1F4E79")
    ),
    Mutation("red-paragraph", "Một đoạn chữ màu đỏ", ("colour",), letters(BODY, colour="C00000")),
    Mutation(
        "highlight", "Một đoạn tô nền vàng", ("highlight",), letters(BODY, highlight="yellow")
    ),
    Mutation(
        "underlined", "Một đoạn gạch chân", ("body-underlined",), letters(BODY, underlined=True)
    ),
    Mutation(
        "legacy-letters",
        "Chữ gõ bằng mã TCVN3",
        ("legacy-encoding",),
        typed(
            BODY,
            r"^.*$",
            "§ång chÝ Gi¸m ®èc ph¸t biÓu khai m¹c, nªu môc ®Ých, ý nghÜa vµ ch­¬ng tr×nh cña Héi nghÞ trong n¨m nay.",
        ),
    ),
)
