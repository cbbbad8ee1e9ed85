"""A model whose places are still to be filled in, as those of Phụ lục III: dots, figures of notes and strokes are no faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from service.conformance import checking, reading
from service.conformance.placeholders import (
    begins_unfilled,
    is_note_mark,
    is_placeholder,
    is_unfilled,
)
from tools.conformance.hands import DIRECT
from tools.conformance.manuscripts import DECISION
from tools.conformance.word_package import Letters, Lines, Table, paragraph, run

_RAISED = '<w:vertAlign w:val="superscript"/>'
_CENTRED = Lines(align="center", first_mm=0, before=0, after=0, line=1.0)


def mark(figure: str, size: float = 13) -> str:
    """The raised figure of a note, in whatever size and weight the typist left it."""
    return run(figure, Letters(font="Times New Roman", size=size, more=_RAISED))


def strokes(count: int, size: float = 13) -> str:
    return paragraph(
        run("_" * count, Letters(font="Times New Roman", size=size, more=_RAISED)), _CENTRED
    )


def dots(text: str, kind: str = "plain") -> str:
    return run(text, DIRECT.looks[kind].letters)


def head(number: str = "/QĐ-…", *, organ_strokes: int = 10, organ_mark: str = "") -> str:
    """The head of a model; ``organ_mark`` stands behind the organ's name instead of the figure of a note."""
    room = DIRECT.sheet.text_mm
    left = [
        DIRECT.line("parent", "TÊN CQ, TC CHỦ QUẢN", after=mark("1")),
        DIRECT.line("organ", "TÊN CƠ QUAN, TỔ CHỨC", after=organ_mark or mark("2")),
        strokes(organ_strokes),
        DIRECT.line("number", f"Số:         {number}", after=mark("3") + dots("…", "number")),
    ]
    right = [
        DIRECT.line("national", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        DIRECT.line("motto", "Độc lập - Tự do - Hạnh phúc"),
        strokes(41),
        DIRECT.line("date", "…", after=mark("4") + dots("…, ngày …… tháng …… năm ……", "date")),
    ]
    widths = (room * 0.4, room * 0.6)
    return Table(widths, [("".join(left), "".join(right))]).xml()


def foot() -> str:
    room = DIRECT.sheet.text_mm
    left = [
        DIRECT.line("recipients", "Nơi nhận:", align="both"),
        DIRECT.line("recipient", "- Như Điều ….;"),
        DIRECT.line("recipient", "- ................;"),
        DIRECT.line("recipient", "- Lưu: VT, ...", after=mark("9", 12) + dots(".", "recipient")),
    ]
    right = [
        DIRECT.line("position", "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ"),
        *[DIRECT.line("blank", "")] * 3,
        DIRECT.line("name", "Họ và tên"),
    ]
    return Table((room * 0.46, room * 0.54), [("".join(left), "".join(right))]).xml()


def made(blocks: Sequence[str]) -> bytes:
    package = DIRECT.package(replace(DECISION, annexes=()))
    return replace(package, blocks=list(blocks)).bytes()


TITLE = (
    DIRECT.line("type", "QUYẾT ĐỊNH"),
    DIRECT.line("subject", "Về việc .........", after=mark("5") + dots(" .........", "subject")),
    strokes(12),
)
BASES = (
    DIRECT.line("authority", "THẨM QUYỀN BAN HÀNH", after=mark("6")),
    DIRECT.line(
        "basis", "Căn cứ ................", after=mark("7", 12) + dots(" ......\t......;", "basis")
    ),
    DIRECT.line("basis", "Căn cứ \t;"),
    DIRECT.line("basis", "\t."),
    DIRECT.line("enacting", "QUYẾT ĐỊNH:"),
)
ARTICLES = (
    DIRECT.line("article", "Điều 1................", bold=7, after=mark("8") + dots("........")),
    DIRECT.line("article", "Điều …................................", bold=7),
    paragraph(dots("\t......................................"), DIRECT.looks["plain"].lines),
)


def told(blocks: Sequence[str]) -> list[tuple[str, str]]:
    return [(one.rule, one.measured) for one in checking.check(made(blocks)).findings]


def test_nothing_is_said_of_a_decision_that_is_still_a_model() -> None:
    assert told([head(), *TITLE, *BASES, *ARTICLES, foot()]) == []


def test_nothing_is_said_of_a_model_whose_type_is_to_be_filled_in() -> None:
    blocks = [
        head("/…-…"),
        DIRECT.line("type", "TÊN LOẠI VĂN BẢN", after=mark("6")),
        paragraph(dots("......... ") + mark("7") + dots(" ........"), _CENTRED),
        strokes(11),
        DIRECT.line("plain", "................", after=mark("8", 12) + dots("\t./.")),
        foot(),
    ]
    assert told(blocks) == []
    assert checking.check(made(blocks)).type_name is None


def test_a_title_that_is_to_be_filled_in_is_no_name_of_who_signs() -> None:
    """A model behind a whole one, in the same file."""
    second = [DIRECT.line("type", "TÊN LOẠI VĂN BẢN"), DIRECT.line("plain", ".........")]
    found = checking.check(made([head(), *TITLE, *BASES, *ARTICLES, foot(), *second]))
    assert [one.text for one in found.components if one.kind == "signer_name"] == ["Họ và tên"]


def test_a_text_that_goes_with_another_document_has_no_number_and_no_signature() -> None:
    """Mẫu 1.3: what is promulgated with a decision says so below its title."""
    room = DIRECT.sheet.text_mm
    left, right = DIRECT.head_lines(DECISION)
    subject = DIRECT.line("subject", "Về tiếp khách nước ngoài của Sở Ngoại vụ")
    article = DIRECT.line("article", "Điều 1. Quy chế này quy định việc tiếp khách./.", bold=7)
    guide = "(Kèm theo Quyết định số 27/QĐ-SNgV ngày 09 tháng 3 năm 2026 của Giám đốc Sở Ngoại vụ)"
    with_guide = [
        Table((room * 0.4, room * 0.6), [("".join(left), "".join(right))]).xml(),
        DIRECT.line("type", "QUY CHẾ"),
        subject,
        DIRECT.line("annex_guide", guide, after=mark("2")),
        strokes(24),
        article,
    ]
    assert told(with_guide) == []
    rules = {rule for rule, _ in told([*with_guide[:3], *with_guide[4:]])}
    assert {"number-missing", "date-missing", "position-missing", "recipients-missing"} <= rules


@pytest.mark.parametrize(
    ("organ", "wanted"),
    [
        ({"organ_mark": mark("*")}, set()),
        ({"organ_mark": dots("2", "parent")}, {"organ-bold"}),
        ({"organ_strokes": 13}, set()),
        ({"organ_strokes": 6}, {"organ-rule-length"}),
        ({"organ_strokes": 30}, {"organ-rule-length"}),
    ],
)
def test_only_what_is_raised_is_a_note_and_strokes_are_as_long_as_they_are_drawn(
    organ: dict[str, str], wanted: set[str]
) -> None:
    blocks = [head(**organ), *TITLE, *BASES, *ARTICLES, foot()]  # type: ignore[arg-type]
    assert {rule for rule, _ in told(blocks)} == wanted


def test_a_line_that_introduces_stands_in_the_middle_as_the_models_have_it() -> None:
    blocks = [
        head("/GGT-…"),
        DIRECT.line("type", "GIẤY GIỚI THIỆU"),
        strokes(9),
        DIRECT.line("plain", "Sở Ngoại vụ trân trọng giới thiệu:", align="center", first_mm=0),
        DIRECT.line("plain", "Ông (bà): ........................"),
        DIRECT.line("plain", "........................ cấp cho:", first_mm=0),
        DIRECT.line("plain", "Giấy này có giá trị đến hết ngày ......../."),
        foot(),
    ]
    assert told(blocks) == []


def test_lines_that_a_tab_fills_with_dots_are_no_blank_lines() -> None:
    lines = [DIRECT.line("plain", "Chủ trì: Đồng chí Giám đốc Sở Ngoại vụ tỉnh;")] * 2
    for between, wanted in ((DIRECT.line("plain", "\t"), []), (DIRECT.line("plain", ""), ["1"])):
        found = checking.check(made([head(), *TITLE, *BASES, lines[0], between, lines[1], foot()]))
        told = [one.measured[:1] for one in found.findings if one.rule == "body-blank-lines"]
        assert told == wanted


def test_a_raised_figure_is_a_note_and_a_raised_word_is_not() -> None:
    raised = Letters(font="Times New Roman", size=13, more=_RAISED)
    runs = [run(text, raised) for text in ("2", "(12)", "**", "th", "2019")]
    docx = made([paragraph("".join(runs) + run("2", Letters(size=13)))])
    found = reading.read(docx).paragraphs[0].runs
    assert [one.is_note_mark for one in found] == [True, True, True, False, False, False]
    assert is_note_mark(" 3 ")


@pytest.mark.parametrize(
    ("text", "unfilled", "only"),
    [
        ("......... 7 ........", True, True),
        ("……2……", True, True),
        ("…(3)…", True, True),
        ("...3...", True, True),
        ("\t./.", True, True),
        ("Căn cứ \t;", True, False),
        ("Ông (bà): ____________", True, False),
        ("- Như Điều ….;", True, False),
        ("Căn cứ Luật Thi đua, khen thưởng; v.v...", False, False),
        ("các sở, ngành, …", False, False),
        ("Số: 27/QĐ-SNgV", False, False),
        ("\tThực hiện Kế hoạch năm 2026;", False, False),
        ("1.234.567", False, False),
        ("", False, False),
    ],
)
def test_a_place_to_be_filled_in_is_told_by_its_dots(text: str, unfilled: bool, only: bool) -> None:
    assert (is_unfilled(text), is_placeholder(text)) == (unfilled, only)


@pytest.mark.parametrize(
    ("text", "begins"),
    [("........ cấp cho:", True), ("  ……2…… mời:", True), ("Mời: ........", False)],
)
def test_a_line_may_begin_with_such_a_place(text: str, begins: bool) -> None:
    assert begins_unfilled(text) == begins
