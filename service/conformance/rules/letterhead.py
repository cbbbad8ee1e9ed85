"""The head of the first page: the organ's name, the two columns, and the lines' spacing (mục II.1.c and II.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.conformance.changes import Change
from service.conformance.findings import Where
from service.conformance.rules.looks import looks_of
from service.conformance.rules.recognised import beginning, is_missing
from service.conformance.rules.rule import Judged, Rule, Said, place, rule
from service.conformance.rules.spacing import lines_of_spacing
from service.conformance.rules.spots import of_kind
from service.conformance.rules.wording import lines_of, points
from service.conformance.word_document import Paragraph

#: Single spacing, with what rounding leaves of it.
_SINGLE_LINE: Final = (0.9, 1.1)


@rule("national-spacing", "II.1.c", "Khoảng cách giữa Quốc hiệu và Tiêu ngữ")
def national_name_spacing(judged: Judged) -> Iterator[Said]:
    """Hai dòng Quốc hiệu và Tiêu ngữ cách nhau dòng đơn."""
    yield from _not_single(judged, ("national_name", "motto"), "Quốc hiệu và Tiêu ngữ")


@rule("organ-spacing", "II.2.b", "Khoảng cách giữa hai tên cơ quan")
def organ_spacing(judged: Judged) -> Iterator[Said]:
    """Tên cơ quan ban hành và tên cơ quan chủ quản trực tiếp cách nhau dòng đơn."""
    yield from _not_single(judged, ("parent_organ", "organ"), "Tên cơ quan")


def _not_single(judged: Judged, kinds: tuple[str, str], name: str) -> Iterator[Said]:
    for spot in of_kind(judged, *kinds):
        lines = lines_of_spacing(spot)
        if not _SINGLE_LINE[0] <= lines <= _SINGLE_LINE[1] and spot.is_whole:
            measured = lines_of(lines)
            yield Said(
                spot.where,
                measured,
                "dòng đơn",
                f"{name} để cách dòng {measured}; phải là dòng đơn.",
                (spot.shape("line_rule", "multiple"), spot.shape("line", 1.0)),
            )
    upper, lower = (judged.components.first(kind) for kind in kinds)
    if upper and lower:
        yield from _apart(judged, upper.paragraphs[-1], lower.paragraphs[0], name)


def _apart(judged: Judged, above: int, below: int, name: str) -> Iterator[Said]:
    every = judged.document.paragraphs
    gap = max(every[above].look.after_pt, every[below].look.before_pt)
    if below == above + 1 and gap > 3 and every[above].table == every[below].table:
        yield Said(
            place(every[below]),
            f"cách thêm {points(gap)}",
            "dòng đơn, không cách thêm",
            f"{name} cách nhau thêm {points(gap)}; phải cách nhau dòng đơn.",
            (
                Change("paragraph", "after_pt", 0.0, every[above].look.after_pt, above),
                Change("paragraph", "before_pt", 0.0, every[below].look.before_pt, below),
            ),
            severity="warning",
        )


@rule("organ-missing", "II.2.a", "Có tên cơ quan ban hành")
def organ_missing(judged: Judged) -> Iterator[Said]:
    """Văn bản ghi tên cơ quan, tổ chức ban hành ở phía trên, bên trái trang đầu."""
    if is_missing(judged, "organ") and is_missing(judged, "parent_organ"):
        yield Said(
            beginning(judged),
            "không có",
            "tên cơ quan ban hành",
            "Văn bản không ghi tên cơ quan, tổ chức ban hành.",
        )


@rule("organ-abbreviated", "II.2.a", "Tên cơ quan ban hành ghi đầy đủ", severity="warning")
def organ_abbreviated(judged: Judged) -> Iterator[Said]:
    """Tên cơ quan ban hành là tên đầy đủ, ví dụ “ỦY BAN NHÂN DÂN”; chỉ tên cơ quan chủ quản được viết tắt cụm từ thông dụng."""
    if judged.components.first("parent_organ") is None and len(list(of_kind(judged, "organ"))) > 1:
        return
    for spot in of_kind(judged, "organ"):
        if short := re.search(r"\b(UBND|HĐND|UBMTTQ|MTTQ|BQL|CQĐT)\b", spot.text):
            yield Said(
                spot.where,
                f"“{short[0]}”",
                "tên đầy đủ",
                f"Tên cơ quan ban hành viết tắt “{short[0]}”; phải ghi đầy đủ.",
            )


@rule("organ-marks", "II.2.b", "Tên cơ quan không kèm dấu", severity="warning")
def organ_marks(judged: Judged) -> Iterator[Said]:
    """Sau tên cơ quan không có dấu chấm, dấu phẩy hoặc dấu hai chấm."""
    for spot in of_kind(judged, "parent_organ", "organ"):
        if spot.text.strip().endswith((".", ",", ":", ";")):
            yield Said(
                spot.where,
                f"dấu “{spot.text.strip()[-1]}”",
                "không có dấu",
                "Sau tên cơ quan không ghi dấu.",
            )


@rule("letterhead-sides", "IV.1", "Tên cơ quan bên trái, Quốc hiệu bên phải")
def letterhead_sides(judged: Judged) -> Iterator[Said]:
    """Tên cơ quan và số, ký hiệu ở bên trái; Quốc hiệu, Tiêu ngữ, địa danh và thời gian ở bên phải."""
    left = _column(judged, "organ")
    right = _column(judged, "national_name")
    if left is not None and right is not None and left[1] > right[1] and left[0] == right[0]:
        yield Said(
            right[2],
            "Quốc hiệu ở bên trái",
            "Quốc hiệu ở bên phải",
            "Quốc hiệu đặt bên trái tên cơ quan; Quốc hiệu phải ở bên phải, tên cơ quan ở bên trái.",
        )


@rule("letterhead-one-row", "IV.1", "Tên cơ quan ngang hàng với Quốc hiệu")
def letterhead_one_row(judged: Judged) -> Iterator[Said]:
    """Tên cơ quan và Quốc hiệu cùng ở phía trên trang đầu, ngang hàng nhau, không xếp chồng lên nhau."""
    organ = judged.components.first("parent_organ") or judged.components.first("organ")
    name = judged.components.first("national_name")
    if organ is None or name is None:
        return
    upper, right = (judged.document.paragraphs[one.paragraphs[0]] for one in (organ, name))
    stacked = upper.table is None and right.table is None and upper.index != right.index
    if (
        not stacked
        or "\t" in upper.text
        or "\t" in right.text
        or upper.in_text_box
        or right.in_text_box
    ):
        return
    if not _is_padded(upper) and not _is_padded(right):
        yield Said(
            place(right),
            "xếp chồng lên nhau",
            "ngang hàng, hai cột",
            "Tên cơ quan và Quốc hiệu xếp chồng lên nhau; phải ngang hàng: tên cơ quan bên trái, Quốc hiệu bên phải.",
        )


def _is_padded(paragraph: Paragraph) -> bool:
    return "    " in paragraph.text


def _column(judged: Judged, kind: str) -> tuple[int, int, Where] | None:
    """The table and column that a kind of component stands in, and its place."""
    component = judged.components.first(kind)
    paragraph = judged.document.paragraphs[component.paragraphs[0]] if component else None
    if paragraph is None or paragraph.table is None or paragraph.column is None:
        return None
    return paragraph.table, paragraph.column, place(paragraph)


@rule(
    "sizes-together", "Phụ lục I, Phần I, mục V", "Cỡ chữ phần đầu thống nhất", severity="warning"
)
def sizes_together(judged: Judged) -> Iterator[Said]:
    """Cỡ chữ tăng, giảm thống nhất: Quốc hiệu 12 thì Tiêu ngữ 13 và địa danh, ngày tháng 13; Quốc hiệu 13 thì Tiêu ngữ 14 và
    địa danh, ngày tháng 14."""
    sizes: dict[str, float] = {}
    for kind in ("national_name", "motto"):
        for spot in of_kind(judged, kind):
            sizes.setdefault(kind, max(run.look.size_pt for _, run in spot.runs))
    if len(sizes) < 2 or not (12 <= sizes["national_name"] <= 13 and 13 <= sizes["motto"] <= 14):
        return
    wanted = sizes["national_name"] + 1
    for spot in of_kind(judged, "motto"):
        if abs(sizes["motto"] - wanted) > 0.1:
            yield Said(
                spot.where,
                f"Quốc hiệu {points(sizes['national_name'])}, Tiêu ngữ {points(sizes['motto'])}",
                f"Tiêu ngữ {points(wanted)}",
                f"Tiêu ngữ {points(sizes['motto'])} không đi với Quốc hiệu {points(sizes['national_name'])}; phải là "
                f"{points(wanted)}.",
                tuple(spot.changes("size_pt", wanted, lambda _: True)),
            )


LETTERHEAD_RULES: Final[tuple[Rule, ...]] = (
    national_name_spacing,
    organ_missing,
    *looks_of("parent_organ", "CoQuanChuQuan", "tên cơ quan chủ quản", slug="parent"),
    *looks_of("organ", "TenCoQuan", "tên cơ quan ban hành"),
    organ_spacing,
    organ_abbreviated,
    organ_marks,
    letterhead_sides,
    letterhead_one_row,
    sizes_together,
)
