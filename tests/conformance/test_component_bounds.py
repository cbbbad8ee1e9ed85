"""Components are looked for so far and no further: one line, letter or name more than an office writes is something else."""

from __future__ import annotations

import pytest

from service.conformance import components, reading
from service.conformance.components.foot import is_title
from service.conformance.findings import Component
from tests.conformance.test_components import BOLD, CENTRED, lines, of
from tests.conformance.word_files import paragraph, word_file

EMPTY = "<w:p/>"
NUMBER = paragraph("Số: 05/BC-SNgV")
SIGNED = paragraph("GIÁM ĐỐC", CENTRED, BOLD)
NAME = paragraph("Đinh Quang Vinh", CENTRED, BOLD)
PAGE = "<w:pageBreakBefore/>"


def kinds(body: str) -> list[str]:
    return [one.kind for one in components.find(reading.read(word_file(body))).found]


def first(body: str, kind: str) -> Component:
    found = components.find(reading.read(word_file(body))).found
    return next(one for one in found if one.kind == kind)


@pytest.mark.parametrize(("above", "is_found"), [(59, True), (60, False)])
def test_a_title_stands_among_the_first_sixty_lines(above: int, is_found: bool) -> None:
    body = EMPTY * above + lines("TỜ TRÌNH") + paragraph("Nội dung.")
    assert ("type_name" in kinds(body)) is is_found


def test_a_name_and_the_subject_behind_it_on_its_line_are_two_components() -> None:
    body = NUMBER + paragraph("  BÁO  CÁO TỔNG KẾT CÔNG TÁC NĂM 2025", CENTRED, BOLD)
    body += paragraph("Nội dung báo cáo.")
    assert first(body, "type_name").text == "BÁO CÁO"
    assert first(body, "subject").text == "TỔNG KẾT CÔNG TÁC NĂM 2025"


@pytest.mark.parametrize("capacity", ["TM.", "KT.", "TL.", "TUQ.", "Q."])
def test_a_capacity_makes_a_title_of_any_words_that_follow(capacity: str) -> None:
    words = "người đứng đầu ban tổ chức hội nghị"
    assert is_title(f"{capacity} {words}") and not is_title(words)


@pytest.mark.parametrize(("count", "taken"), [(1, 1), (7, 7), (8, 7)])
def test_a_subject_has_seven_lines_at_most(count: int, taken: int) -> None:
    subject = "".join(paragraph(f"dòng thứ {at}", CENTRED, BOLD) for at in range(count))
    body = NUMBER + lines("BÁO CÁO") + subject + paragraph("Nội dung báo cáo.")
    assert len(first(body, "subject").paragraphs) == taken


@pytest.mark.parametrize(("letters", "is_found"), [(500, True), (501, False)])
def test_a_line_of_a_subject_has_five_hundred_letters_at_most(letters: int, is_found: bool) -> None:
    body = NUMBER + lines("BÁO CÁO") + paragraph("v" * letters, CENTRED) + paragraph("Nội dung.")
    assert ("subject" in kinds(body)) is is_found


@pytest.mark.parametrize(("gap", "is_found"), [(3, True), (4, False)])
def test_a_subject_stands_at_most_three_empty_lines_below_its_title(
    gap: int, is_found: bool
) -> None:
    body = NUMBER + lines("BÁO CÁO") + EMPTY * gap
    body += paragraph("Tổng kết năm 2025", CENTRED, BOLD) + paragraph("Nội dung.")
    assert ("subject" in kinds(body)) is is_found


@pytest.mark.parametrize(("count", "taken"), [(40, 40), (41, 40)])
def test_forty_lines_below_kinh_gui_are_addressees(count: int, taken: int) -> None:
    body = NUMBER + lines("BÁO CÁO") + paragraph("Kính gửi:")
    body += "".join(paragraph(f"- Sở thứ {at};") for at in range(count)) + paragraph("Nội dung.")
    assert kinds(body).count("addressee") == taken


# Of four pieces the first three say "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", which is enough to be meant as the name.
@pytest.mark.parametrize(("pieces", "is_found"), [(3, True), (4, True), (8, False)])
def test_a_fixed_text_may_be_broken_over_three_lines(pieces: int, is_found: bool) -> None:
    words = ["CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"]
    size = -(-len(words) // pieces)
    broken = [" ".join(words[at : at + size]) for at in range(0, len(words), size)]
    assert len(broken) == pieces
    body = "".join(paragraph(text, CENTRED) for text in broken) + NUMBER + lines("BÁO CÁO")
    assert ("national_name" in kinds(body)) is is_found


@pytest.mark.parametrize(("count", "is_found"), [(6, True), (7, False)])
def test_the_name_of_an_organ_has_six_lines_at_most(count: int, is_found: bool) -> None:
    names = ["SỞ NGOẠI VỤ", *(f"TỈNH QUẢNG LÂM {at}" for at in range(count - 1))]
    body = "".join(paragraph(name, CENTRED) for name in names) + NUMBER + lines("BÁO CÁO")
    assert ("organ" in kinds(body)) is is_found


@pytest.mark.parametrize(("letters", "is_found"), [(100, True), (101, False)])
def test_a_line_of_an_organ_has_a_hundred_letters_at_most(letters: int, is_found: bool) -> None:
    name = f"SỞ {'N' * (letters - 3)}"
    body = paragraph(name, CENTRED) + NUMBER + lines("BÁO CÁO")
    assert ("organ" in kinds(body)) is is_found


# --- annexes ---------------------------------------------------------------------------------------


def annex(below: str) -> str:
    return (
        NUMBER
        + lines("BÁO CÁO", "Nội dung.")
        + SIGNED
        + NAME
        + paragraph("Phụ lục I", CENTRED + PAGE, BOLD)
        + below
    )


@pytest.mark.parametrize(("count", "taken"), [(6, 6), (7, 6)])
def test_the_title_of_an_annex_has_six_lines_at_most(count: int, taken: int) -> None:
    title = "".join(paragraph(f"DÒNG THỨ {at}", CENTRED) for at in range(count))
    assert len(first(annex(title), "annex_title").paragraphs) == taken


@pytest.mark.parametrize(("letters", "is_found"), [(400, True), (401, False)])
def test_a_line_of_the_title_of_an_annex_has_four_hundred_letters_at_most(
    letters: int, is_found: bool
) -> None:
    assert ("annex_title" in kinds(annex(paragraph("D" * letters, CENTRED)))) is is_found


@pytest.mark.parametrize(("count", "taken"), [(1, 1), (3, 3), (4, 4), (5, 4)])
def test_what_an_annex_goes_with_may_be_said_in_four_lines(count: int, taken: int) -> None:
    pieces = ["(Kèm theo Báo cáo số 05/BC-SNgV", *["của Sở"] * (count - 1)]
    pieces[-1] += ")"
    body = paragraph("DANH SÁCH", CENTRED) + "".join(paragraph(one, CENTRED) for one in pieces)
    assert len(first(annex(body), "annex_reference").paragraphs) == taken


# --- the foot --------------------------------------------------------------------------------------


def foot(body: str) -> dict[str, list[str]]:
    return of(word_file(NUMBER + lines("BÁO CÁO") + paragraph("Nội dung báo cáo.") + body))


@pytest.mark.parametrize(("gap", "is_found"), [(0, True), (26, True), (27, False)])
def test_a_title_stands_at_most_28_lines_above_the_last_name(gap: int, is_found: bool) -> None:
    found = foot(SIGNED + EMPTY * gap + NAME)
    assert ("signer_position" in found) is is_found
    assert ("signer_name" in found) is is_found


@pytest.mark.parametrize(("gap", "is_found"), [(0, True), (26, True), (27, False)])
def test_a_signature_stands_at_most_28_lines_above_the_recipients(gap: int, is_found: bool) -> None:
    found = foot(SIGNED + NAME + EMPTY * gap + paragraph("Nơi nhận:") + paragraph("- Như trên;"))
    assert ("signer_position" in found) is is_found


@pytest.mark.parametrize(("letters", "is_found"), [(400, True), (401, False)])
def test_a_recipient_has_four_hundred_letters_at_most(letters: int, is_found: bool) -> None:
    found = foot(paragraph("Nơi nhận:") + paragraph(f"- {'s' * (letters - 2)}"))
    assert ("recipient" in found) is is_found


def test_a_mark_of_the_drafter_alone_in_its_line_is_no_recipient() -> None:
    found = foot(paragraph("Nơi nhận:") + paragraph("- Như trên;") + paragraph(" PL.(05)"))
    assert (found["recipient"], found["drafter"]) == (["- Như trên;"], ["PL.(05)"])


def test_of_two_marks_in_a_line_the_last_is_the_drafters() -> None:
    found = foot(paragraph("Nơi nhận:") + paragraph("- Lưu: VT, NV.(05); NV.(05)"))
    assert (found["recipient"], found["drafter"]) == (["- Lưu: VT, NV.(05);"], ["NV.(05)"])


@pytest.mark.parametrize(("letters", "is_found"), [(120, True), (121, False)])
def test_a_title_above_a_name_has_a_hundred_and_twenty_letters_at_most(
    letters: int, is_found: bool
) -> None:
    title = f"GIÁM ĐỐC {'S' * (letters - 9)}"
    found = foot(paragraph(title, CENTRED, BOLD) + EMPTY * 3 + NAME)
    assert ("signer_position" in found) is is_found


@pytest.mark.parametrize(("gap_pt", "is_other"), [(29.5, False), (30.0, True)])
def test_a_gap_of_thirty_points_is_one_for_the_pen(gap_pt: float, is_other: bool) -> None:
    spacing = f"<w:spacing w:before='{round(gap_pt * 20)}'/>"
    found = foot(
        SIGNED + paragraph("TRƯỞNG BAN CHỈ ĐẠO", CENTRED + spacing, BOLD) + EMPTY * 3 + NAME
    )
    assert ("other_position" in found) is is_other


@pytest.mark.parametrize(("empty", "is_other"), [(1, False), (2, True)])
def test_two_empty_lines_are_a_gap_for_the_pen(empty: int, is_other: bool) -> None:
    found = foot(
        SIGNED + EMPTY * empty + paragraph("TRƯỞNG BAN CHỈ ĐẠO", CENTRED, BOLD) + EMPTY * 3 + NAME
    )
    assert ("other_position" in found) is is_other


@pytest.mark.parametrize(
    ("title", "is_title"),
    [
        ("THƯ KÝ", True),
        ("Người ghi biên bản", True),
        ("NGƯỜI LẬP BIÊN BẢN", True),
        ("Chủ tọa", True),
        ("CHỦ TRÌ HỘI NGHỊ", True),
        ("Người viết biên bản", True),
        ("Chủ trì hội nghị", False),
        ("TM. ỦY BAN NHÂN DÂN", True),
        ("T/M ỦY BAN NHÂN DÂN", True),
        ("KT. HIỆU TRƯỞNG", True),
        ("K/T HIỆU TRƯỞNG", True),
        ("TL. BỘ TRƯỞNG", True),
        ("T/L BỘ TRƯỞNG", True),
        ("TUQ. CHỦ TỊCH", True),
        ("Q. GIÁM ĐỐC", True),
        ("KT. Trưởng phòng", True),
        ("TUQ Chủ tịch", True),
        ("THỦ TRƯỞNG", True),
        ("BỘ TRƯỞNG", True),
        ("Thủ trưởng", False),
        ("Phó Giám đốc", True),
        ("Phó Giám đốc Sở Ngoại vụ tỉnh", False),
        ("Giám đốc.", False),
        ("Giám đốc,", False),
        ("GIÁM ĐỐC:", False),
        ("- GIÁM ĐỐC", False),
        ("+ GIÁM ĐỐC", False),
        ("KẾT QUẢ ĐẠT ĐƯỢC", False),
    ],
)
def test_a_line_above_a_signature_is_told_by_its_words(title: str, is_title: bool) -> None:
    assert components.foot.is_title(title) is is_title


def _of(text: str, below: str) -> tuple[str, float]:
    """What a line of a report is read as, and how certainly."""
    body = NUMBER + lines("BÁO CÁO") + paragraph("Mở đầu.") + paragraph(text) + below
    document = reading.read(word_file(body))
    found = components.find(document).found
    return next(
        (one.kind, one.certainty)
        for one in found
        if one.text == text and document.paragraphs[one.paragraphs[0]].text == text
    )


TITLED, CLAUSE = ("titled_clause", 0.65), ("clause", 0.8)
CELL = f"<w:tbl><w:tr><w:tc>{paragraph('Ô')}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        (paragraph("Đã làm xong việc."), TITLED),
        (paragraph("a) Một việc;"), TITLED),
        (paragraph("- Một việc;"), TITLED),
        (paragraph("+ Một việc;"), TITLED),
        (paragraph("2. Tồn tại"), CLAUSE),
        (paragraph("II. TỒN TẠI"), CLAUSE),
        (EMPTY * 4 + paragraph("Đã làm xong việc."), TITLED),
        (EMPTY * 5 + paragraph("Đã làm xong việc."), CLAUSE),
        (CELL + paragraph("Đã làm xong việc."), TITLED),
        ("", CLAUSE),
    ],
)
def test_a_title_without_bold_is_told_by_the_line_below_it(
    below: str, expected: tuple[str, float]
) -> None:
    assert _of("1. Kết quả", below) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. " + "a " * 24 + "a", TITLED),
        ("1. " + "a " * 25 + "a", ("clause", 0.9)),
        ("1. " + "a" * 247, TITLED),
        ("1. " + "a" * 248, ("clause", 0.9)),
        *((f"1. Kết quả{sign}", ("clause", 0.9)) for sign in ".;,"),
    ],
)
def test_a_title_without_bold_has_25_words_and_250_letters_and_no_end(
    text: str, expected: tuple[str, float]
) -> None:
    assert _of(text, paragraph("Đã làm xong việc.")) == expected


@pytest.mark.parametrize(
    ("text", "below", "is_caption"),
    [
        ("a" * 71, CELL, True),
        ("a" * 200, CELL, True),
        ("a" * 201, CELL, False),
        ("a" * 71, paragraph("b" * 200) + CELL, True),
        ("a" * 71, paragraph("b" * 201) + CELL, False),
        ("a" * 71, paragraph("Đã làm.") + CELL, False),
        ("a" * 71, EMPTY * 2 + CELL, True),
        ("a" * 71, EMPTY * 3 + CELL, False),
        ("a" * 71, "", False),
    ],
)
def test_up_to_two_lines_between_a_caption_and_its_table_are_captions_too(
    text: str, below: str, is_caption: bool
) -> None:
    assert _of(text, below) == ("body", 0.4 if is_caption else 0.95)
