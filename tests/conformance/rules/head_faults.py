"""Faults of the head: Quốc hiệu, organs, number, place and date, rules, type and subject."""

from __future__ import annotations

from dataclasses import replace

from service.conformance.word_document import Line as DrawnLine
from tests.conformance.rules.drafts import Draft, Fault
from tests.conformance.rules.faults import (
    Case,
    every,
    gone,
    lies,
    looks,
    moved,
    named,
    put,
    said,
)
from tests.conformance.rules.sound_drafts import DECISION, LETTER


def _narrow_head(draft: Draft) -> None:
    draft.tables[0] = replace(draft.tables[0], column_widths_mm=(100.0, 65.0))


def _with_margins_in_cells(draft: Draft) -> None:
    draft.tables[0] = replace(draft.tables[0], cell_margins_mm=(1.5, 2.5))


def _swapped(draft: Draft) -> None:
    for one in draft.lines:
        if one.cell is not None and one.cell[0] == 0:
            one.cell = (0, one.cell[1], 1 - one.cell[2])


def _stacked(draft: Draft) -> None:
    for one in draft.lines:
        if one.cell is not None and one.cell[0] == 0:
            one.cell = None


def _dated_below(draft: Draft) -> None:
    dated = draft.first("place_date")
    draft.lines.remove(dated)
    draft.before("recipients", dated)


def _gap_in_title(draft: Draft) -> None:
    draft.before("subject", replace(draft.first("subject"), kind="", text=""))


def _drawn(kind: str, length: float) -> Fault:
    def draw(draft: Draft) -> None:
        at = draft.lines.index(draft.first(kind))
        draft.lines[at].set(ruled_above=False)
        draft.drawn.append(DrawnLine(at, length, 0.75, None))

    return draw


def _number(text: str) -> Fault:
    return said("number", text)


def _date(text: str) -> Fault:
    return said("place_date", text)


SPEAKS: tuple[Case, ...] = (
    ("national-missing", DECISION, gone("national_name")),
    ("national-words", DECISION, said("national_name", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN")),
    ("national-one-line", DECISION, _narrow_head),
    ("national-one-line", DECISION, said("national_name", "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM")),
    ("motto-missing", DECISION, gone("motto")),
    ("motto-words", DECISION, said("motto", "Độc lập - Tự do - Hạnh phúc.")),
    ("motto-capitals", DECISION, said("motto", "Độc Lập - Tự Do - Hạnh Phúc")),
    ("motto-hyphens", DECISION, said("motto", "Độc lập – Tự do – Hạnh phúc")),
    ("motto-blanks", DECISION, said("motto", "Độc lập-Tự do-Hạnh phúc")),
    ("motto-one-line", DECISION, said("motto", "Độc lập - Tự do -\nHạnh phúc")),
    ("national-spacing", DECISION, lies("national_name", line=1.5)),
    ("national-spacing", DECISION, lies("national_name", after_pt=12.0)),
    ("organ-missing", DECISION, every(gone("organ"), gone("parent_organ"))),
    ("organ-spacing", DECISION, lies("organ", line=1.5)),
    ("organ-abbreviated", DECISION, every(gone("parent_organ"), said("organ", "UBND XÃ BÌNH LÂM"))),
    ("organ-marks", DECISION, said("organ", "SỞ NGOẠI VỤ:")),
    ("letterhead-sides", DECISION, _swapped),
    ("letterhead-one-row", DECISION, _stacked),
    ("sizes-together", DECISION, looks("motto", size_pt=14.0)),
    ("number-missing", DECISION, gone("number")),
    ("number-word", DECISION, _number("SỐ: 27/QĐ-SNgV")),
    ("number-colon", DECISION, _number("Số 27/QĐ-SNgV")),
    ("number-colon", DECISION, _number("Số : 27/QĐ-SNgV")),
    ("number-slash", DECISION, _number("Số: 27-QĐ/SNgV")),
    ("number-digits", DECISION, _number("Số: XV/QĐ-SNgV")),
    ("number-padding", DECISION, _number("Số: 7/QĐ-SNgV")),
    ("number-zeros", DECISION, _number("Số: 027/QĐ-SNgV")),
    ("number-slash", DECISION, _number("Số: 27 QĐ-SNgV")),
    ("number-blanks", DECISION, _number("Số: 27/QĐ - SNgV")),
    ("number-blanks", DECISION, _number("Số: 27 / QĐ-SNgV")),
    ("number-hyphen", DECISION, _number("Số: 27/QĐ–SNgV")),
    ("number-case", DECISION, _number("Số: 27/qđ-SNgV")),
    ("number-year", DECISION, _number("Số: 27/2026/QĐ-SNgV")),
    ("number-type", DECISION, _number("Số: 27/QD-SNgV")),
    ("number-organ", DECISION, _number("Số: 27/QĐ")),
    ("number-end", DECISION, _number("Số: 27/QĐ-SNgV.")),
    ("date-missing", DECISION, gone("place_date")),
    ("date-words", DECISION, _date("Quảng Lâm, 09/3/2026")),
    ("date-small-words", DECISION, _date("Quảng Lâm, Ngày 09 Tháng 3 Năm 2026")),
    ("date-comma", DECISION, _date("Quảng Lâm ngày 09 tháng 3 năm 2026")),
    ("date-place", DECISION, _date("ngày 09 tháng 3 năm 2026")),
    ("place-capitals", DECISION, _date("quảng Lâm, ngày 09 tháng 3 năm 2026")),
    ("place-capitals", DECISION, _date("QUẢNG LÂM, ngày 09 tháng 3 năm 2026")),
    ("place-in-full", DECISION, _date("TP. Hồ Chí Minh, ngày 09 tháng 3 năm 2026")),
    ("day-padding", DECISION, _date("Quảng Lâm, ngày 9 tháng 3 năm 2026")),
    ("month-padding", DECISION, _date("Quảng Lâm, ngày 09 tháng 2 năm 2026")),
    ("month-zeros", DECISION, _date("Quảng Lâm, ngày 09 tháng 03 năm 2026")),
    ("year-in-full", DECISION, _date("Quảng Lâm, ngày 09 tháng 3 năm 26")),
    ("date-real", DECISION, _date("Quảng Lâm, ngày 31 tháng 02 năm 2026")),
    ("date-end", DECISION, _date("Quảng Lâm, ngày 09 tháng 3 năm 2026.")),
    ("date-beside-number", DECISION, moved("place_date", (0, 0, 1))),
    ("date-under-motto", DECISION, _dated_below),
    ("motto-rule", DECISION, gone("motto_rule")),
    ("motto-rule-length", DECISION, lies("motto_rule", left_mm=40.0, right_mm=40.0)),
    ("organ-rule", DECISION, gone("organ_rule")),
    ("organ-rule-length", DECISION, lies("organ_rule", left_mm=15.0, right_mm=15.0)),
    ("organ-rule-length", DECISION, _drawn("organ_rule", 28.0)),
    ("organ-rule-length", DECISION, every(_with_margins_in_cells, lies("organ_rule", left_mm=15.0, right_mm=15.0))),
    ("subject-rule", DECISION, gone("subject_rule")),
    ("subject-rule-length", DECISION, lies("subject_rule", left_mm=10.0, right_mm=10.0)),
    ("subject-rule-length", DECISION, every(said("subject_rule", "_" * 60), lies("subject_rule", ruled_above=False))),
    ("type-known", DECISION, said("type_name", "GIẤY CHỨNG NHẬN")),
    ("type-marks", DECISION, said("type_name", "QUYẾT ĐỊNH:")),
    ("subject-missing", DECISION, every(gone("subject"), gone("subject_rule"))),
    ("subject-words", DECISION, said("subject", "V/v tặng Giấy khen cho các cá nhân năm 2025")),
    ("subject-end", DECISION, said("subject", "Về việc tặng Giấy khen cho các cá nhân năm 2025.")),
    ("subject-capital", DECISION, said("subject", "về việc tặng Giấy khen cho các cá nhân năm 2025")),
    ("subject-below-type", DECISION, _gap_in_title),
    ("letter-subject-words", LETTER, said("letter_subject", "Về việc đón đoàn công tác")),
    ("letter-subject-missing", LETTER, gone("letter_subject")),
    ("letter-subject-gap", LETTER, lies("letter_subject", before_pt=0.0)),
)  # fmt: skip

SILENT: tuple[Case, ...] = (
    ("national-words", DECISION, said("national_name", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    ("national-spacing", DECISION, lies("national_name", line_rule="exact", line=14.0)),
    ("motto-words", DECISION, said("motto", "Độc lập – Tự do – Hạnh phúc")),
    ("organ-abbreviated", DECISION, said("parent_organ", "UBND TỈNH QUẢNG LÂM")),
    ("number-padding", DECISION, _number("Số:      /QĐ-SNgV")),
    ("number-padding", DECISION, _number("Số: 07/QĐ-SNgV")),
    ("number-blanks", DECISION, _number("Số:        /QĐ-SNgV")),
    ("number-case", DECISION, _number("Số: 27/QyĐ-SNgV")),
    ("number-zeros", DECISION, _number("Số: 100/QĐ-SNgV")),
    ("number-type", DECISION, _number("Số: 27/qđ-SNgV")),
    ("number-type", DECISION, _number("Số: …/…-…")),
    ("national-one-line", DECISION, looks("national_name", size_pt=14.0)),
    ("date-small-words", DECISION, _date("QUẢNG LÂM, NGÀY 09 THÁNG 3 NĂM 2026")),
    ("place-capitals", DECISION, _date("QUẢNG LÂM, NGÀY 09 THÁNG 3 NĂM 2026")),
    ("number-type", LETTER, said("number", "Số: 12/UBND-VX")),
    ("date-missing", DECISION, every(gone("place_date"), named("biên bản"))),
    ("day-padding", DECISION, _date("Quảng Lâm, ngày     tháng     năm 2026")),
    ("month-zeros", DECISION, _date("Quảng Lâm, ngày 09 tháng 10 năm 2026")),
    ("place-capitals", DECISION, _date("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019")),
    ("place-in-full", DECISION, _date("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019")),
    ("date-real", DECISION, _date("Quảng Lâm, ngày 29 tháng 02 năm 2028")),
    ("organ-rule-length", DECISION, _drawn("organ_rule", 12.0)),
    ("motto-rule", DECISION, every(gone("motto_rule"), looks("motto", underlined=True))),
    ("motto-rule", DECISION, every(gone("motto_rule"), lies("motto", ruled_below=True))),
    ("subject-rule", DECISION, every(gone("subject_rule"), named("biên bản"))),
    ("subject-missing", DECISION, every(gone("subject"), named("giấy nghỉ phép"))),
    ("type-known", DECISION, said("type_name", "TỜ TRÌNH")),
    ("letterhead-one-row", DECISION, every(_stacked, said("parent_organ", "UBND TỈNH QUẢNG LÂM\tCỘNG HÒA"))),
    ("subject-capital", DECISION, put("subject", "", "")),
)  # fmt: skip
