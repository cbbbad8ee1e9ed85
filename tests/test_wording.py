"""How an office writes: Phụ lục I of the decree, line by line."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language import typed_text, wording

PEN = "\u00a0"


# --- numbers and dates ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "01"), (9, "09"), (10, "10"), (15, "15"), (100, "100"), (1234, "1234")],
)
def test_a_number_below_ten_has_one_leading_zero_and_never_more(number: int, printed: str) -> None:
    assert wording.two_digits(number) == printed


def test_a_missing_number_is_a_blank_that_no_line_break_divides() -> None:
    assert wording.BLANK_NUMBER and set(wording.BLANK_NUMBER) == {PEN}


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2020, 7, 1), "ngày 01 tháng 7 năm 2020"),
        (date(2020, 1, 9), "ngày 09 tháng 01 năm 2020"),
        (date(2020, 2, 10), "ngày 10 tháng 02 năm 2020"),
        (date(2020, 3, 31), "ngày 31 tháng 3 năm 2020"),
        (date(2020, 12, 5), "ngày 05 tháng 12 năm 2020"),
    ],
)
def test_days_below_ten_and_months_one_and_two_have_a_leading_zero(day: date, printed: str) -> None:
    assert wording.long_date(day) == printed


def test_a_date_is_short_in_messages() -> None:
    assert wording.short_date(date(2020, 3, 5)) == "05/03/2020"


def test_a_missing_date_leaves_blanks_to_fill_in() -> None:
    blank = wording.BLANK_DATE
    assert re.sub(PEN, "", blank) == "ngàythángnăm"
    assert " " not in blank


def test_a_time_is_written_as_the_model_minutes_write_it() -> None:
    assert (
        wording.time_and_date(datetime(2020, 7, 1, 8, 0))
        == "8 giờ 00 phút, ngày 01 tháng 7 năm 2020"
    )
    assert (
        wording.time_and_date(datetime(2020, 2, 11, 0, 5))
        == "0 giờ 05 phút, ngày 11 tháng 02 năm 2020"
    )


@pytest.mark.parametrize(
    "text", ["13/13/2020", "07/13/2020", "30/2/2020", "1/7/20", "", "năm 2020"]
)
def test_what_is_no_date_of_day_month_year_is_no_date(text: str) -> None:
    assert typed_text.read_date(text) is None


@given(st.dates(date(1945, 1, 1), date(2100, 12, 31)))
def test_a_date_as_printed_is_read_again(day: date) -> None:
    assert typed_text.read_date(wording.long_date(day)) == day
    assert typed_text.read_date(day.isoformat()) == day
    assert typed_text.read_date(f"{day.day}/{day.month}/{day.year}") == day


@given(st.datetimes(datetime(1945, 1, 1), datetime(2100, 12, 31)))
def test_a_time_as_printed_is_read_again(moment: datetime) -> None:
    moment = moment.replace(second=0, microsecond=0)
    assert typed_text.read_moment(wording.time_and_date(moment)) == moment
    assert typed_text.read_moment(moment.isoformat(timespec="minutes")) == moment


@given(st.text(max_size=40))
def test_reading_a_date_or_a_time_never_raises(text: str) -> None:
    typed_text.read_date(text)
    typed_text.read_moment(text)


def test_figures_are_written_in_the_vietnamese_style() -> None:
    assert wording.figures(Decimal("1234567.5")) == "1.234.567,5"
    assert wording.figures(999) == "999"


def test_a_sum_stands_in_figures_and_in_words() -> None:
    assert wording.money(450_000) == "450.000 đồng (Bằng chữ: Bốn trăm năm mươi nghìn đồng)"


# --- recipients ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["- UBND tỉnh (b/c);", "UBND tỉnh (b/c)", "– UBND tỉnh (b/c) ;", "• UBND tỉnh (b/c)."]
)
def test_a_recipient_loses_its_dash_and_its_end_mark(typed: str) -> None:
    assert wording.list_line(typed) == "UBND tỉnh (b/c)"


# --- sentences -----------------------------------------------------------------------------------


def test_counts_have_two_digits_and_empty_kinds_are_left_out() -> None:
    assert (
        wording.counted([(2, "tập thể"), (7, "cá nhân"), (0, "hộ")]) == "02 tập thể và 07 cá nhân"
    )
    assert (
        wording.counted([(1, "tập thể"), (12, "cá nhân"), (3, "hộ")])
        == "01 tập thể, 12 cá nhân và 03 hộ"
    )
    assert wording.counted([]) == ""


def test_the_first_letter_is_raised_and_the_rest_stays() -> None:
    assert wording.capitalised("đồng chí Ánh") == "Đồng chí Ánh"
    assert wording.capitalised("") == ""


@pytest.mark.parametrize(
    ("typed", "ended"),
    [
        ("Xin báo cáo", "Xin báo cáo./."),
        ("Xin báo cáo.", "Xin báo cáo./."),
        ("Xin báo cáo;", "Xin báo cáo./."),
        ("Xin báo cáo ./.", "Xin báo cáo ./."),
        ("Xin báo cáo./.", "Xin báo cáo./."),
        ("thi đua, khen thưởng, v.v.", "thi đua, khen thưởng, v.v./."),
        ("và các việc khác...", "và các việc khác.../."),
        ("và các việc khác…", "và các việc khác…./."),
        ("tăng 2.5.", "tăng 2.5./."),
        ("đạt 1.250.000.", "đạt 1.250.000./."),
        ("", "./."),
    ],
)
def test_the_last_word_is_followed_by_the_end_mark_once(typed: str, ended: str) -> None:
    assert wording.ended(typed) == ended


def test_the_full_stop_of_an_abbreviation_is_no_end_mark_and_is_not_doubled() -> None:
    assert wording.without_end("Công ty A & Co.;") == "Công ty A & Co."
    assert wording.without_end("Công ty B Co., Ltd.") == "Công ty B Co., Ltd."
    assert wording.closed(["Công ty A & Co.", "Công ty B Co., Ltd."]) == [
        "Công ty A & Co.;",
        "Công ty B Co., Ltd.",
    ]


@given(st.text(max_size=30))
def test_ending_twice_is_ending_once(text: str) -> None:
    assert wording.ended(wording.ended(text)) == wording.ended(text)
    assert wording.ended(text).endswith("/.")
    assert text.startswith(wording.without_end(text))


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("I. Kết quả", "Kết quả"),
        ("IV) kết quả", "Kết quả"),
        ("1. Công tác thi đua", "Công tác thi đua"),
        ("1.2. Công tác", "Công tác"),
        ("12) Công tác", "Công tác"),
        ("a) đoàn ra", "Đoàn ra"),
        ("đ) đoàn vào", "Đoàn vào"),
        ("Phần I. Kết quả", "Kết quả"),
        ("Phần thứ nhất: kết quả", "Kết quả"),
        ("Phần II kết quả", "Kết quả"),
    ],
)
def test_numbering_typed_by_hand_is_taken_off_a_heading(typed: str, bare: str) -> None:
    assert wording.without_number(typed) == bare


@pytest.mark.parametrize(
    "heading",
    [
        "10 năm thực hiện cải cách hành chính",
        "1.000 ngày thi đua",
        "Phần mềm quản lý",
        "Năm 2020",
        "I",
        "1.",
        "V.I. Lê-nin",
        "6 tháng đầu năm",
        "Công tác a) và b)",
        "30/4 và 01/5",
    ],
)
def test_a_heading_that_only_looks_numbered_stays_as_typed(heading: str) -> None:
    assert wording.without_number(heading) == heading


# --- file names ------------------------------------------------------------------------------------

DAY = date(2020, 7, 1)


def test_a_file_is_named_by_number_notation_subject_and_iso_date() -> None:
    assert wording.file_names(15, "QĐ-SNgV", "Về việc tặng Giấy khen", DAY) == (
        "15-QĐ-SNgV - Về việc tặng Giấy khen - 2020-07-01.docx",
        "15-QD-SNgV-Ve-viec-tang-Giay-khen-2020-07-01.docx",
    )


def test_an_unnumbered_document_is_a_draft_by_its_name() -> None:
    full, plain = wording.file_names(None, "BC-SNgV", "Tổng kết", None)
    assert full.startswith("du-thao-BC-SNgV")
    assert plain == "du-thao-BC-SNgV-Tong-ket.docx"


def test_d_with_stroke_becomes_d_in_the_plain_name() -> None:
    assert wording.file_names(1, "QĐ-CTĐ3", "Đường đi", None)[1] == "01-QD-CTD3-Duong-di.docx"


def test_another_extension_is_only_another_ending() -> None:
    docx, pdf = (
        wording.file_names(1, "A", "B", DAY, extension)[0] for extension in ("docx", "pdf")
    )
    assert docx.removesuffix("docx") == pdf.removesuffix("pdf")


@given(st.text(max_size=120), st.text(max_size=30))
def test_no_file_name_holds_a_path_a_line_end_or_a_forbidden_sign(
    subject: str, notation: str
) -> None:
    full, plain = wording.file_names(None, notation, subject, DAY)
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', full)
    assert re.fullmatch(r"[A-Za-z0-9-]+\.docx", plain)
    assert len(full.split("/")) == 1 and not full.startswith((".", " "))


def test_a_line_feed_in_a_subject_becomes_a_blank() -> None:
    full, plain = wording.file_names(1, "A", "Một\r\nhai\tba", None)
    assert full == "01-A - Một hai ba.docx"
    assert plain == "01-A-Mot-hai-ba.docx"


def test_a_long_subject_is_cut_between_words() -> None:
    full, _ = wording.file_names(1, "A", "thi đua yêu nước " * 20, None)
    assert len(full) <= 5 + 3 + 60 + 5
    assert re.fullmatch(
        r"01-A - (thi đua yêu nước )*(thi|thi đua|thi đua yêu|thi đua yêu nước)\.docx", full
    )


def test_a_long_word_is_cut_by_force() -> None:
    assert len(wording.file_names(1, "A", "x" * 500, None)[0]) < 80
