"""The steps of a mend become lines that a clerk reads: what is set, from what to what, at how many places, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from service.conformance.changes import Change, Value
from service.conformance.findings import Where
from service.conformance.rules.wording import millimetres, number, points


class Step(Protocol):
    """One change that is made, with the rules that want it, the clause and the sentence of the first, and its place."""

    @property
    def change(self) -> Change: ...
    @property
    def clause(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def rules(self) -> tuple[str, ...]: ...
    @property
    def where(self) -> Where: ...


@dataclass(slots=True)
class PlanLine:
    """Everything that is set alike for the same reason, by which rules, and the paragraphs or sections where it is."""

    what: str
    before: str
    after: str
    clause: str
    why: str
    unit: str = ""
    rules: dict[str, None] = field(default_factory=dict)
    places: dict[Where, None] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """ "12 đoạn", "phần 1, 3"; "cả văn bản" for what is done once."""
        if self.unit == "phần":
            return f"phần {', '.join(str(at + 1) for at in sorted(map(_section, self.places)))}"
        return f"{len(self.places)} {self.unit}" if self.unit else "cả văn bản"


_UNITS: Final = {
    "section": "phần",
    "paragraph": "đoạn",
    "runs": "đoạn",
    "level": "cấp của danh sách",
}
_NAMES: Final = {
    # Sections
    "width_mm": "Chiều rộng giấy",
    "height_mm": "Chiều cao giấy",
    "landscape": "Giấy nằm ngang",
    "top_mm": "Lề trên",
    "bottom_mm": "Lề dưới",
    "gutter_mm": "Lề đóng gáy",
    "header_mm": "Khoảng cách từ mép giấy đến đầu trang",
    "footer_mm": "Khoảng cách từ mép giấy đến chân trang",
    "first_page_differs": "Trang đầu có đầu trang riêng",
    "first_page_number": "Số của trang đầu",
    "page_number_format": "Kiểu số trang",
    "columns": "Số cột",
    # Paragraphs
    "style": "Kiểu (style)",
    "right_to_left": "Dòng viết từ phải sang trái",
    "align": "Canh lề",
    "first_line_mm": "Lùi đầu dòng",
    "before_pt": "Khoảng cách phía trên đoạn",
    "after_pt": "Khoảng cách phía dưới đoạn",
    "line": "Khoảng cách dòng",
    "line_rule": "Cách tính khoảng cách dòng",
    "keep_next": "Giữ cùng trang với đoạn sau",
    "keep_lines": "Giữ các dòng cùng trang",
    "widow_control": "Không để dòng lẻ loi",
    "page_break_before": "Sang trang trước đoạn",
    "outline_level": "Cấp trong mục lục",
    "ruled_below": "Đường kẻ dưới đoạn",
    "ruled_above": "Đường kẻ trên đoạn",
    "tab_stops_mm": "Điểm dừng tab",
    # Letters
    "font": "Phông chữ",
    "size_pt": "Cỡ chữ",
    "bold": "Chữ đậm",
    "italic": "Chữ nghiêng",
    "underlined": "Gạch chân",
    "capitals": "Hiện thành chữ in hoa",
    "small_capitals": "Hiện thành chữ in hoa nhỏ",
    "struck": "Gạch ngang chữ",
    "hidden": "Chữ ẩn",
    "raised": "Chỉ số trên",
    "lowered": "Chỉ số dưới",
    "colour": "Màu chữ",
    "highlighted": "Tô nền chữ",
    "spacing_pt": "Giãn chữ",
    "scale_percent": "Chiều rộng chữ",
}
#: The same word means something else for a sheet than for a paragraph.
_OF_TARGET: Final = {
    ("section", "left_mm"): "Lề trái",
    ("section", "right_mm"): "Lề phải",
    ("paragraph", "left_mm"): "Thụt trái",
    ("paragraph", "right_mm"): "Thụt phải",
    ("runs", "language"): "Ngôn ngữ của chữ",
    ("level", "language"): "Ngôn ngữ của chữ",
    ("document", "language"): "Ngôn ngữ của văn bản",
    ("document", "parted_runs"): "Định dạng của các thành phần gõ liền nhau",
    ("document", "letterhead_table"): "Phần đầu văn bản trình bày thành hai cột",
    ("document", "letterhead_columns"): "Chiều rộng hai cột của phần đầu văn bản",
    ("document", "fit_tables"): "Bảng rộng hơn vùng trình bày",
    ("document", "organ_rule"): "Đường kẻ dưới tên cơ quan ban hành",
    ("document", "motto_rule"): "Đường kẻ dưới Tiêu ngữ",
    ("document", "subject_rule"): "Đường kẻ dưới trích yếu",
    ("document", "organ_rule_length"): "Độ dài đường kẻ dưới tên cơ quan ban hành",
    ("document", "motto_rule_length"): "Độ dài đường kẻ dưới Tiêu ngữ",
    ("document", "subject_rule_length"): "Độ dài đường kẻ dưới trích yếu",
    ("document", "page_number"): "Số trang từ trang thứ hai",
}
#: A reshaping has no value: what was there before it, and after.
_RESHAPED: Final = {
    "parted_runs": ("chung", "riêng từng thành phần"),
    "letterhead_table": ("gõ bằng tab, dấu cách", "hai cột"),
    "letterhead_columns": ("chưa đủ chỗ cho Quốc hiệu", "36 % và 64 %"),
    "fit_tables": ("tràn lề", "vừa vùng trình bày"),
    "page_number": ("thiếu hoặc chưa đúng", "giữa lề trên, không hiện ở trang đầu"),
}
_RULE: Final = ("thiếu hoặc chưa đúng", "có, đúng độ dài")
_WORDS: Final = {
    "left": "trái",
    "center": "giữa",
    "right": "phải",
    "both": "đều hai bên",
    "multiple": "theo số dòng",
    "exact": "đúng số pt",
    "at_least": "ít nhất số pt",
    "decimal": "chữ số Ả Rập",
    "vi-VN": "tiếng Việt",
    "000000": "đen",
    "FF0000": "đỏ",
    "0000FF": "xanh",
}


def _section(where: Where) -> int:
    return where.section or 0


def named(target: str, name: str) -> str | None:
    """What a clerk calls a property; None for one that nobody named."""
    return _OF_TARGET.get((target, name)) or _NAMES.get(name)


def lines(steps: Iterable[Step]) -> list[PlanLine]:
    """The steps, those that are alike together, in their order; without what only writes down what holds already."""
    found: dict[object, PlanLine] = {}
    for step in steps:
        change = step.change
        if change.before == change.value:
            continue
        key = (change.target, change.name, change.before, change.value, step.clause)
        line = found.get(key)
        if line is None:
            what = named(change.target, change.name) or change.name
            before, after = _values(change)
            unit = _UNITS.get(change.target, "")
            line = found[key] = PlanLine(what, before, after, step.clause, step.why, unit)
        line.rules.update(dict.fromkeys(step.rules))
        line.places[step.where] = None
    return list(found.values())


def _values(change: Change) -> tuple[str, str]:
    if change.name.endswith("_rule_length"):
        return millimetres(float(change.before or 0)), millimetres(float(change.value or 0))
    if change.target == "document" and change.name != "language":
        return _RESHAPED.get(change.name, _RULE)
    return _said(change.name, change.before), _said(change.name, change.value)


def _said(name: str, value: Value) -> str:
    """A value with its unit; "tự động" where nothing says it."""
    if value is None:
        return "tự động"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, str):
        return _WORDS.get(value, value) if value else "không có"
    if name.endswith("_mm"):
        return millimetres(value)
    if name == "line":
        return f"{round(value, 2):g}".replace(".", ",")
    if name.endswith("_percent"):
        return f"{number(value)} %"
    return points(value) if name.endswith("_pt") else number(value)
