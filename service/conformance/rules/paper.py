"""The sheet: size, the way it lies, and the four margins (Phụ lục I, Phần I, mục I)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.rules.prose import prose
from service.conformance.rules.rule import Judged, Rule, Said, place, rule, whole_clause
from service.conformance.rules.wording import millimetre_range, millimetres
from service.conformance.word_document import Section
from service.docx.standard import (
    MARGIN_BOTTOM_MM,
    MARGIN_BOTTOM_RANGE_MM,
    MARGIN_LEFT_MM,
    MARGIN_LEFT_RANGE_MM,
    MARGIN_RIGHT_MM,
    MARGIN_RIGHT_RANGE_MM,
    MARGIN_TOP_MM,
    MARGIN_TOP_RANGE_MM,
    PAGE_HEIGHT_MM,
    PAGE_WIDTH_MM,
    Range,
)

#: What rounding to twips, inches or whole points of a typed length may make of it.
SLACK_MM: Final = 0.3
#: A table without lines and with no more columns than this only sets out a letterhead or signatures; one cell with lines is
#: the frame of a stamp.
_MOST_LAYOUT_COLUMNS: Final = 3
_Edge = Literal["top_mm", "bottom_mm", "left_mm", "right_mm"]


def _place(judged: Judged, at: int) -> Where:
    return Where(judged.document.main_part, section=at)


def _is_a4(section: Section) -> bool:
    short, long = sorted((section.width_mm, section.height_mm))
    return abs(short - PAGE_WIDTH_MM) <= 1 and abs(long - PAGE_HEIGHT_MM) <= 1


@rule("paper-size", "I.1", "Khổ giấy A4")
def paper_size(judged: Judged) -> Iterator[Said]:
    """Văn bản trình bày trên khổ giấy A4 (210 mm x 297 mm)."""
    for at, section in enumerate(judged.document.sections):
        if _is_a4(section):
            continue
        width, height = PAGE_WIDTH_MM, PAGE_HEIGHT_MM
        if section.landscape:
            width, height = height, width
        measured = f"{millimetres(section.width_mm)} x {millimetres(section.height_mm)}"
        yield Said(
            _place(judged, at),
            measured,
            "A4 (210 mm x 297 mm)",
            f"Khổ giấy là {measured}; phải là A4 (210 mm x 297 mm).",
            (
                Change("section", "width_mm", width, section.width_mm, at),
                Change("section", "height_mm", height, section.height_mm, at),
            ),
        )


@rule("paper-orientation", "I.2", "Trình bày theo chiều dài của khổ giấy", severity="warning")
def paper_orientation(judged: Judged) -> Iterator[Said]:
    """Văn bản trình bày theo chiều dài của khổ A4; chỉ phần có bảng, biểu mới được trình bày theo chiều rộng."""
    with_tables = {
        table.section
        for table in judged.document.tables
        if (table.bordered and table.rows * table.columns > 1)
        or table.columns > _MOST_LAYOUT_COLUMNS
    }
    for at, section in enumerate(judged.document.sections):
        if section.width_mm <= section.height_mm or at in with_tables:
            continue
        yield Said(
            _place(judged, at),
            "chiều rộng (trang ngang)",
            "chiều dài (trang dọc)",
            "Trang nằm ngang; văn bản phải trình bày theo chiều dài của khổ A4, chỉ phần có bảng, biểu mới được để ngang.",
        )


_MARGINS: Final[dict[_Edge, tuple[str, Range, float]]] = {
    "top_mm": ("Lề trên", MARGIN_TOP_RANGE_MM, MARGIN_TOP_MM),
    "bottom_mm": ("Lề dưới", MARGIN_BOTTOM_RANGE_MM, MARGIN_BOTTOM_MM),
    "left_mm": ("Lề trái", MARGIN_LEFT_RANGE_MM, MARGIN_LEFT_MM),
    "right_mm": ("Lề phải", MARGIN_RIGHT_RANGE_MM, MARGIN_RIGHT_MM),
}
#: What stands where when Word turns a sheet: to the left, and to the right.
_TURNED: Final[tuple[dict[_Edge, _Edge], ...]] = (
    {"top_mm": "left_mm", "right_mm": "top_mm", "bottom_mm": "right_mm", "left_mm": "bottom_mm"},
    {"top_mm": "right_mm", "left_mm": "top_mm", "bottom_mm": "left_mm", "right_mm": "bottom_mm"},
)


def _margin(slug: str, edge: _Edge) -> Rule:
    title, allowed, usual = _MARGINS[edge]
    manual = f"{title} của trang từ {millimetre_range(allowed)}; trang nằm ngang có thể giữ lề như khi xoay tờ giấy."

    def judge(judged: Judged) -> Iterable[Said]:
        for at, section in enumerate(judged.document.sections):
            distance = _distance(section, edge)
            if _is_inside(distance, allowed) or _is_turned(section):
                continue
            measured, wanted = millimetres(distance), millimetre_range(allowed)
            yield Said(
                _place(judged, at),
                measured,
                wanted,
                f"{title} là {measured}; phải từ {wanted}.",
                _margin_changes(section, edge, at, usual),
            )

    return Rule(slug, whole_clause("I.3"), "error", title, manual, judge)


def _distance(section: Section, edge: _Edge) -> float:
    """The edge's margin in millimetres; what is kept for binding counts to the left one."""
    return getattr(section, edge) + (section.gutter_mm if edge == "left_mm" else 0.0)  # type: ignore[no-any-return]


def _is_inside(distance: float, allowed: Range) -> bool:
    return allowed[0] - SLACK_MM <= distance <= allowed[1] + SLACK_MM


def _is_turned(section: Section) -> bool:
    """Whether the sheet lies with the margins that it has when it stands."""
    return section.width_mm > section.height_mm and any(
        all(
            _is_inside(_distance(section, now), _MARGINS[stood][1]) for now, stood in turned.items()
        )
        for turned in _TURNED
    )


def _margin_changes(section: Section, edge: _Edge, at: int, usual: float) -> tuple[Change, ...]:
    changes = [Change("section", edge, usual, getattr(section, edge), at)]
    if edge == "left_mm" and section.gutter_mm:
        changes.append(Change("section", "gutter_mm", 0.0, section.gutter_mm, at))
    return tuple(changes)


@rule("text-columns", "II.6.e", "Lời văn một cột", severity="warning")
def text_columns(judged: Judged) -> Iterable[Said]:
    """Nội dung văn bản trình bày thành một cột, hết chiều ngang giữa hai lề; không chia cột như báo."""
    divided = {at for at, section in enumerate(judged.document.sections) if section.columns > 1}
    with_text = {spot.paragraph.section for spot in prose(judged)} if divided else divided
    for at, section in enumerate(judged.document.sections):
        if at in divided & with_text:
            yield Said(
                _place(judged, at),
                f"{section.columns} cột",
                "một cột",
                f"Lời văn chia {section.columns} cột; phải trình bày một cột.",
                (Change("section", "columns", 1, section.columns, at),),
            )


#: What a table may stand out over both margins: Word's own do so by the free space in their cells.
_TABLE_OVER_MM: Final = 8.0
_LEAST_MARGINS_MM: Final = MARGIN_LEFT_RANGE_MM[0] + MARGIN_RIGHT_RANGE_MM[0]


@rule("table-width", "I.3", "Bảng không tràn lề", severity="warning")
def table_width(judged: Judged) -> Iterable[Said]:
    """Bảng, biểu nằm trong lề trang; bảng rộng hơn thì thu hẹp cột hoặc để trang nằm ngang."""
    document = judged.document
    for table in document.tables:
        if table.part != document.main_part or table.parent is not None or not table.bordered:
            continue
        section = document.sections[table.section]
        # What fits between the narrowest lawful margins is in nobody's way.
        room = max(lawful_room_mm(section), section.width_mm - _LEAST_MARGINS_MM)
        over = sum(table.column_widths_mm) - room
        if over > _TABLE_OVER_MM:
            inside = (one for one in document.paragraphs if one.table == table.index)
            yield Said(
                next(map(place, inside), _place(judged, table.section)),
                f"rộng hơn lời văn {millimetres(over)}",
                f"không rộng hơn {millimetres(room)}",
                f"Bảng rộng hơn phần giữa hai lề {millimetres(over)}; hãy thu hẹp các cột.",
            )


def lawful_room_mm(section: Section) -> float:
    """The width between the margins as it is, or as it will be where the margins are not lawful: they are told for themselves."""
    edges: tuple[_Edge, ...] = ("left_mm", "right_mm")
    if _is_turned(section):
        return section.width_mm - section.left_mm - section.right_mm
    # A sheet of another size becomes A4.
    width = section.width_mm if _is_a4(section) else PAGE_WIDTH_MM
    return width - sum(
        min(max(_distance(section, edge), _MARGINS[edge][1][0]), _MARGINS[edge][1][1])
        for edge in edges
    )


PAPER_RULES: Final[tuple[Rule, ...]] = (
    paper_size,
    paper_orientation,
    _margin("margin-top", "top_mm"),
    _margin("margin-bottom", "bottom_mm"),
    _margin("margin-left", "left_mm"),
    _margin("margin-right", "right_mm"),
    text_columns,
    table_width,
)
