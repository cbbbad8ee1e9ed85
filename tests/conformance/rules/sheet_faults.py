"""Faults of the sheet, the page number and the letters everywhere."""

from __future__ import annotations

from dataclasses import replace

from tests.conformance.rules.drafts import FOOTER, HEADER, Draft, Fault
from tests.conformance.rules.faults import Case, every, gone, lies, looks, said, section
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT


def _numbered_below(draft: Draft) -> None:
    draft.last("page_number").part = FOOTER
    draft.section(headers={}, footers={"default": FOOTER})


def _numbered_twice(draft: Draft) -> None:
    below = replace(draft.last("page_number"), part=FOOTER)
    draft.lines.append(below)
    draft.section(footers={"default": FOOTER})


def _even_pages(draft: Draft) -> None:
    draft.even_and_odd = True


def _in_table(draft: Draft) -> None:
    draft.section(width_mm=297.0, height_mm=210.0)
    draft.tables[1] = replace(draft.tables[1], bordered=True)


def _wide_table(factor: float) -> Fault:
    """A table with lines that is so many times as wide as the text."""

    def widen(draft: Draft) -> None:
        widths = tuple(one * factor for one in draft.tables[1].column_widths_mm)
        draft.tables[1] = replace(draft.tables[1], bordered=True, column_widths_mm=widths)

    return widen


_TURNED = {
    "width_mm": 297.0,
    "height_mm": 210.0,
    "top_mm": 30.0,
    "right_mm": 20.0,
    "bottom_mm": 15.0,
    "left_mm": 20.0,
}

SPEAKS: tuple[Case, ...] = (
    ("paper-size", REPORT, section(width_mm=215.9, height_mm=279.4)),
    ("paper-orientation", REPORT, section(width_mm=297.0, height_mm=210.0)),
    ("margin-top", REPORT, section(top_mm=25.4)),
    ("margin-bottom", REPORT, section(bottom_mm=15.0)),
    ("margin-left", REPORT, section(left_mm=25.4)),
    ("margin-left", REPORT, section(gutter_mm=10.0)),
    ("margin-right", REPORT, section(right_mm=10.0)),
    ("page-number-missing", REPORT, every(gone("page_number"), said("body", "Văn bản dài. " * 100))),
    ("page-number-place", REPORT, _numbered_below),
    ("page-number-twice", REPORT, _numbered_twice),
    ("page-number-first-page", REPORT, section(first_page_differs=False)),
    ("page-number-first-page", REPORT, section(headers={"first": HEADER, "default": HEADER})),
    ("page-number-even-pages", REPORT, _even_pages),
    ("page-number-format", REPORT, section(page_number_format="lowerRoman")),
    ("page-number-start", REPORT, section(first_page_number=5)),
    ("annex-page-number", DECISION, section(1, first_page_number=None)),
    ("page-number-alone", REPORT, said("page_number", "Trang 2")),
    ("page-number-in-margin", REPORT, section(header_mm=22.0)),
    ("font", REPORT, looks("body", font="Arial")),
    ("legacy-encoding", REPORT, looks("body", font=".VnTime")),
    ("legacy-encoding", REPORT, said("body", "§ång chÝ Gi¸m ®èc ph¸t biÓu khai m¹c, nªu môc ®Ých, ý nghÜa cña Héi nghÞ.")),
    ("composed-letters", REPORT, said("body", "Các phòng đa\u0303 hoàn thành nhiệm vụ.")),
    ("colour", REPORT, looks("body", colour="FF0000")),
    ("colour", REPORT, looks("body", colour="FFFFFF")),
    ("stamp-colour", LETTER, looks("priority", colour=None)),
    ("highlight", REPORT, looks("body", highlighted=True)),
    ("underlined", REPORT, looks("type_name", underlined=True)),
    ("underlined", LETTER, looks("addressees", underlined=True)),
    ("stretched-letters", REPORT, looks("type_name", spacing_pt=2.0)),
    ("stretched-letters", REPORT, looks("body", scale_percent=80.0)),
    ("struck", REPORT, looks("body", struck=True)),
    ("small-capitals", REPORT, looks("body", small_capitals=True)),
    ("text-columns", REPORT, section(columns=2)),
    ("table-width", REPORT, _wide_table(1.2)),
)  # fmt: skip

SILENT: tuple[Case, ...] = (
    ("margin-top", REPORT, section(top_mm=25.2)),
    ("margin-left", REPORT, section(left_mm=30.0, gutter_mm=5.0)),
    ("margin-left", REPORT, section(0, **_TURNED)),
    ("margin-top", REPORT, section(0, **_TURNED)),
    ("paper-size", REPORT, section(width_mm=297.0, height_mm=210.0)),
    ("paper-orientation", REPORT, _in_table),
    ("table-width", REPORT, _wide_table(1.02)),
    ("table-width", REPORT, every(_wide_table(1.0), section(right_mm=30.0))),
    ("page-number-in-margin", REPORT, section(top_mm=5.0)),
    ("page-number-start", REPORT, section(first_page_number=1)),
    ("page-number-missing", REPORT, gone("page_number")),
    ("page-number-place", REPORT, gone("page_number")),
    ("annex-page-number", DECISION, gone("page_number")),
    ("page-number-alone", REPORT, said("page_number", "12")),
    ("font", REPORT, every(looks("body", font="Wingdings"), lies("body"))),
    ("font", REPORT, looks("body", font="times new roman")),
    ("colour", REPORT, looks("body", colour="0D0D0D")),
    ("colour", LETTER, looks("secrecy", colour="FF0000")),
    ("stretched-letters", REPORT, looks("type_name", spacing_pt=0.2)),
)
