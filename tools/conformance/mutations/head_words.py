"""Further faults of the head: words of Quốc hiệu, organs and dates, and where they stand."""

from __future__ import annotations

from tools.conformance import edits
from tools.conformance.mutations.mutation import (
    DATE,
    MOTTO,
    NATIONAL,
    NUMBER,
    ORGAN,
    PARENT,
    TYPE,
    Mutation,
    broken,
    gone,
    letters,
    said,
    several,
    some_looks,
    typed,
)
from tools.conformance.opened import Opened


def _sides_changed(opened: Opened) -> None:
    edits.change_cells_round(opened.paragraph(NATIONAL))


def _date_below(opened: Opened) -> None:
    edits.row_of_its_own(opened.paragraph(DATE))


def _date_behind_title(opened: Opened) -> None:
    edits.move_behind(opened.paragraph(DATE), opened.paragraph(TYPE))


_NATIONAL = (
    Mutation(
        "national-gone",
        "Không có Quốc hiệu",
        ("national-missing",),
        gone(NATIONAL),
    ),
    Mutation("motto-gone", "Không có Tiêu ngữ", ("motto-missing",), gone(MOTTO)),
    Mutation(
        "motto-words",
        "Tiêu ngữ sai lời",
        ("motto-words",),
        said(MOTTO, "Độc lập - Tự do - Ấm no"),
        also=("motto-rule-length",),
    ),
    Mutation(
        "motto-broken",
        "Tiêu ngữ ngắt hai dòng",
        ("motto-one-line",),
        broken(MOTTO, "Tự do -"),
        also=("motto-rule-length",),
    ),
    Mutation(
        "motto-14",
        "Quốc hiệu cỡ 12 mà Tiêu ngữ cỡ 14",
        ("sizes-together",),
        several(letters(NATIONAL, size=12), letters(MOTTO, size=14)),
        also=("motto-rule-length",),
    ),
)
_ORGANS = (
    *some_looks("parent", "Cơ quan chủ quản", PARENT, "capitals", "align"),
    Mutation(
        "organs-gone",
        "Không có tên cơ quan",
        ("organ-missing",),
        several(gone(ORGAN), gone(PARENT)),
    ),
    Mutation(
        "organ-short",
        "Tên cơ quan ban hành viết tắt",
        ("organ-abbreviated",),
        typed(ORGAN, "SỞ NGOẠI VỤ$", "BQL DỰ ÁN"),
        also=("organ-rule-length",),
    ),
    Mutation("organ-stop", "Sau tên cơ quan có dấu chấm", ("organ-marks",), typed(ORGAN, "$", ".")),
    Mutation(
        "sides-changed",
        "Quốc hiệu bên trái, tên cơ quan bên phải",
        ("letterhead-sides",),
        _sides_changed,
        also=("national-one-line", "organ-rule-length", "motto-rule-length"),
    ),
)
_NUMBER = (
    Mutation(
        "number-latin",
        "Số bằng chữ số La Mã",
        ("number-digits",),
        typed(NUMBER, r"\d+/", "XV/"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-027",
        "Số thừa số 0",
        ("number-zeros",),
        typed(NUMBER, r"\d+/", "027/"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-small",
        "Ký hiệu chữ thường",
        ("number-case",),
        typed(NUMBER, r"/(QĐ|BC|BB)", "/qđ"),
        also=("annex-guide-number", "number-type"),
    ),
    Mutation(
        "number-with-year",
        "Ký hiệu có năm",
        ("number-year",),
        typed(NUMBER, "/", "/2026/"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-other-type",
        "Ký hiệu của loại khác",
        ("number-type",),
        typed(NUMBER, r"/(QĐ|BC|BB)", "/CV"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-half",
        "Ký hiệu không có tên cơ quan",
        ("number-organ",),
        typed(NUMBER, r"/(\w+)-.*$", r"/\1"),
        also=("annex-guide-number",),
    ),
    Mutation(
        "number-stop",
        "Sau ký hiệu có dấu chấm",
        ("number-end",),
        typed(NUMBER, "$", "."),
        also=("annex-guide-number",),
    ),
)
_DATE = (
    Mutation(
        "date-large-words",
        "“Ngày”, “Tháng”, “Năm” viết hoa",
        ("date-small-words",),
        typed(DATE, r"ngày (\d+) tháng (\d+) năm", r"Ngày \1 Tháng \2 Năm"),
    ),
    Mutation("date-no-place", "Không có địa danh", ("date-place",), typed(DATE, "^[^,]+, ", "")),
    Mutation(
        "date-short-place",
        "Địa danh viết tắt",
        ("place-in-full",),
        typed(DATE, "^[^,]+", "TP. HCM"),
    ),
    Mutation(
        "date-year-26", "Năm hai chữ số", ("year-in-full",), typed(DATE, r"năm \d+", "năm 26")
    ),
    Mutation(
        "date-31-02",
        "Ngày không có thật",
        ("date-real",),
        typed(DATE, r"ngày \d+ tháng \d+", "ngày 31 tháng 02"),
    ),
    Mutation("date-stop", "Sau năm có dấu chấm", ("date-end",), typed(DATE, "$", ".")),
    Mutation("date-below-number", "Ngày tháng thấp hơn số", ("date-beside-number",), _date_below),
    Mutation(
        "date-behind-title", "Ngày tháng dưới tên loại", ("date-under-motto",), _date_behind_title
    ),
    *some_looks("date", "Địa danh, ngày tháng", DATE, "case"),
)
MUTATIONS = (*_NATIONAL, *_ORGANS, *_NUMBER, *_DATE)
