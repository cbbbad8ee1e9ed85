"""Faults of addressees, bases, structure and running text."""

from __future__ import annotations

from dataclasses import replace

from tests.conformance.rules.drafts import Draft, Fault, article, line
from tests.conformance.rules.faults import (
    Case,
    all_look,
    every,
    gone,
    last_said,
    lies,
    looks,
    named,
    put,
    said,
)
from tests.conformance.rules.sound_drafts import DECISION, LETTER, REPORT


def _one_addressee(draft: Draft) -> None:
    draft.lines.remove(draft.first("addressee"))


def _second_out_of_line(draft: Draft) -> None:
    draft.last("addressee").set(left_mm=10.0)


def _proposal_first(draft: Draft) -> None:
    proposal = draft.last("basis")
    draft.lines.remove(proposal)
    draft.before("basis", proposal)


def _last_article(text: str) -> Fault:
    def change(draft: Draft) -> None:
        last = draft.last("article")
        draft.lines[draft.lines.index(last)] = article(text)

    return change


def _plain_number(draft: Draft) -> None:
    first = draft.first("article")
    first.pieces = [(first.text[:8], first.letters), (first.text[8:], first.letters)]


def _with_a_small_number(draft: Draft) -> None:
    """A line is as high as its largest letters."""
    body = draft.first("body")
    body.pieces = [("Các phòng", body.letters), ("2", replace(body.letters, size_pt=7.0))]
    body.set(line_rule="exact", line=18.0)


def _slanted_number(draft: Draft) -> None:
    first = draft.first("article")
    assert first.pieces is not None
    (text, look), *others = first.pieces
    first.pieces = [(text, replace(look, italic=True)), *others]


def _bold_titles_but_one(draft: Draft) -> None:
    draft.first("titled_clause").look(bold=False)


def _all_close(draft: Draft) -> None:
    for one in draft.lines:
        if one.kind == "body":
            one.set(after_pt=0.0, before_pt=0.0)


def _blank_between(draft: Draft) -> None:
    bodies = [at for at, one in enumerate(draft.lines) if one.kind == "body"]
    draft.lines.insert(bodies[1], line("", ""))


_BODY = "Các phòng, đơn vị thuộc Sở đã hoàn thành nhiệm vụ được giao, phối hợp chặt chẽ với các sở, ngành và địa phương trong năm."

SPEAKS: tuple[Case, ...] = (
    ("address-missing", LETTER, every(gone("addressees"), gone("addressee"))),
    ("address-not-here", LETTER, named("thông báo")),
    ("address-words", LETTER, said("addressees", "Kính Gửi:")),
    ("address-case", LETTER, said("addressees", "KÍNH GỬI:")),
    ("address-colon", LETTER, said("addressees", "Kính gửi")),
    ("address-one-line", LETTER, _one_addressee),
    ("address-dash", LETTER, said("addressee", "Sở Tài chính;")),
    ("address-marks", LETTER, said("addressee", "- Sở Tài chính,")),
    ("address-aligned", LETTER, _second_out_of_line),
    ("authority-missing", DECISION, gone("authority")),
    ("authority-marks", DECISION, said("authority", "GIÁM ĐỐC SỞ NGOẠI VỤ:")),
    ("basis-marks", DECISION, said("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022,")),
    ("basis-marks", DECISION, last_said("basis", "Theo đề nghị của Chánh Văn phòng Sở;")),
    ("basis-own-line", DECISION, said("basis", "Căn cứ Luật A ngày 15 tháng 6 năm 2022; Căn cứ Luật B ngày 16 tháng 6 năm 2022;")),
    ("basis-dash", DECISION, said("basis", "- Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")),
    ("basis-law-number", DECISION, said("basis", "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;")),
    ("basis-number", DECISION, said("basis", "Căn cứ Nghị định ngày 14 tháng 6 năm 2025 của Chính phủ;")),
    ("basis-date", DECISION, said("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 15/6/2022;")),
    ("basis-proposal-last", DECISION, _proposal_first),
    ("enacting-missing", DECISION, gone("enacting")),
    ("enacting-words", DECISION, said("enacting", "QUYẾT ĐỊNH")),
    ("part-number", REPORT, said("part", "Phần 1")),
    ("part-number", REPORT, said("part", "Phần thứ nhất")),
    ("part-own-line", REPORT, said("part", "Phần I. KẾT QUẢ ĐẠT ĐƯỢC")),
    ("part-title-missing", REPORT, gone("part_title")),
    ("part-order", REPORT, last_said("part", "Phần III")),
    ("section-number", REPORT, said("section", "Mục I")),
    ("section-mark", REPORT, said("roman_heading", "I - ĐẶC ĐIỂM, TÌNH HÌNH")),
    ("section-order", REPORT, last_said("roman_heading", "III. KẾT QUẢ")),
    ("section-end", REPORT, said("roman_heading", "I. ĐẶC ĐIỂM, TÌNH HÌNH:")),
    ("article-word", DECISION, _last_article("ĐIỀU 3. Quyết định này có hiệu lực kể từ ngày ký./.")),
    ("article-number", DECISION, _last_article("Điều III. Quyết định này có hiệu lực kể từ ngày ký./.")),
    ("article-mark", DECISION, said("article", "Điều 1: Tặng Giấy khen cho 03 cá nhân (có Phụ lục kèm theo), gồm:")),
    ("article-order", DECISION, _last_article("Điều 4. Quyết định này có hiệu lực kể từ ngày ký./.")),
    ("article-bold", DECISION, _plain_number),
    ("article-italic", DECISION, _slanted_number),
    ("clause-mark", DECISION, said("clause", "1) Ông Nguyễn Văn A, Trưởng phòng;")),
    ("clause-order", DECISION, last_said("clause", "3. Bà Trần Thị B, Chuyên viên.")),
    ("clause-bold", REPORT, _bold_titles_but_one),
    ("point-mark", DECISION, said("point", "a. Mỗi cá nhân 450.000 đồng;")),
    ("point-case", DECISION, said("point", "A) Mỗi cá nhân 450.000 đồng;")),
    ("point-letters", DECISION, last_said("point", "c) Tổng số tiền 1.350.000 đồng.")),
    ("point-letters", DECISION, last_said("point", "f) Tổng số tiền 1.350.000 đồng.")),
    ("point-bold", DECISION, looks("point", bold=True)),
    ("body-size", REPORT, looks("body", size_pt=12.0)),
    ("body-one-size", REPORT, looks("body", size_pt=13.0)),
    ("body-italic", REPORT, looks("body", italic=True)),
    ("body-bold", REPORT, looks("body", bold=True)),
    ("body-bold", DECISION, lambda draft: draft.last("article").look(bold=True)),
    ("body-one-size", DECISION, all_look("basis", size_pt=13.0)),
    ("body-case", REPORT, said("body", _BODY.upper())),
    ("body-underlined", REPORT, looks("body", underlined=True)),
    ("body-align", REPORT, lies("body", align="left")),
    ("body-align", REPORT, lies("body", align="center")),
    ("body-indent", REPORT, lies("body", first_line_mm=0.0)),
    ("body-indent", REPORT, lies("titled_clause", first_line_mm=0.0, left_mm=0.0)),
    ("body-typed-indent", REPORT, said("body", "\t" + _BODY)),
    ("paragraph-gap", LETTER, _all_close),
    ("line-spacing", REPORT, lies("body", line=2.0)),
    ("line-spacing", REPORT, lies("body", line_rule="exact", line=12.0)),
    ("body-right-edge", REPORT, lies("body", right_mm=15.0)),
    ("body-blank-lines", LETTER, _blank_between),
    ("end-mark", LETTER, last_said("body", "Sở Ngoại vụ đề nghị các cơ quan phối hợp thực hiện.")),
)  # fmt: skip

SILENT: tuple[Case, ...] = (
    ("address-missing", DECISION, named("thông báo")),
    ("address-not-here", LETTER, named("tờ trình")),
    ("address-one-line", LETTER, every(gone("addressee"), said("addressees", "Kính gửi: Sở Tài chính"))),
    ("basis-marks", DECISION, last_said("basis", "Theo đề nghị của …")),
    ("basis-law-number", DECISION, said("basis", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; Luật sửa đổi;")),
    ("basis-number", DECISION, said("basis", "Căn cứ Quyết định thành lập số 12/QĐ-UBND ngày 01 tháng 3 năm 2020;")),
    ("basis-own-line", DECISION, said("basis", "Căn cứ Luật A ngày 15 tháng 6 năm 2022; Luật sửa đổi ngày 16 tháng 6 năm 2024;")),
    ("enacting-words", DECISION, said("enacting", "Quyết định:")),
    ("part-number", REPORT, said("part", "PHẦN I")),
    ("section-order", REPORT, last_said("roman_heading", "I. KẾT QUẢ")),
    ("article-bold", DECISION, looks("article", bold=True)),
    ("clause-mark", DECISION, said("clause", "1.1. Ông Nguyễn Văn A, Trưởng phòng;")),
    ("point-letters", DECISION, put("enacting", "point", "a) Mục đầu tiên;")),
    ("body-size", REPORT, looks("body", size_pt=13.5)),
    ("body-one-size", REPORT, looks("body", size_pt=14.0)),
    ("body-italic", REPORT, every(said("body", "(Chi tiết tại phụ lục kèm theo)."), looks("body", italic=True))),
    ("body-bold", REPORT, every(said("body", "Ý kiến thảo luận"), looks("body", bold=True))),
    ("body-align", DECISION, lies("basis", align="left")),
    ("body-bold", DECISION, every(said("article", "Điều 1. Trách nhiệm của các phòng, đơn vị thuộc Sở trong việc thực hiện nhiệm vụ được giao"), looks("article", bold=True))),
    ("address-words", LETTER, said("addressees", "KÍNH GỬI:")),
    ("article-italic", DECISION, lambda draft: draft.last("article").look(italic=True)),
    ("body-align", REPORT, every(said("body", "Kết quả như sau:"), lies("body", align="left"))),
    ("body-indent", REPORT, lies("body", first_line_mm=10.0)),
    ("body-indent", REPORT, lies("titled_clause", first_line_mm=-5.0, left_mm=20.0)),
    ("line-spacing", REPORT, lies("body", line=1.5)),
    ("line-spacing", REPORT, lies("body", line_rule="exact", line=18.0)),
    ("line-spacing", REPORT, _with_a_small_number),
    ("line-spacing", REPORT, lies("body", line_rule="at_least", line=6.0)),
    ("paragraph-gap", REPORT, lies("body", after_pt=0.0, before_pt=6.0)),
    ("end-mark", LETTER, last_said("body", "Sở Ngoại vụ đề nghị các cơ quan phối hợp thực hiện. /.")),
)  # fmt: skip
