"""Which value a changed place speaks of, and what its new text is in an input; anything else is left."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from service import documents, pipeline, revision
from service.config import Settings
from service.docx import embedded_data, rendering
from service.language import wording
from service.revision import marking, marks, read
from service.revision.document_text import paragraphs
from service.revision.marking import Marked, Occurrence
from tests.documents.inputs import sample
from tests.line import parse
from tests.test_revision import edited, replaced, text_of, w, written
from tests.word_templates import METADATA

SERVICES = pipeline.build_services(Settings())
DECISION, REPORT, MINUTES = "commendation-decision", "summary-report", "conference-minutes"
SIGN, OTHER = chr(marks.FIRST), chr(marks.FIRST + 1)


def made(slug: str, data: Any) -> bytes:
    return pipeline.produce(SERVICES, *parse(slug, embedded_data.canonical(data))).content


def merged(slug: str, docx: bytes) -> revision.Merged:
    kind, parsed = parse(slug, docx, "docx")
    assert parsed.returned is not None
    return pipeline.reimport(SERVICES, kind, parsed.returned).merged


def taken(slug: str, docx: bytes) -> tuple[dict[str, Any], list[str]]:
    """The new values by their pointers, and what stands where no value was taken."""
    back = merged(slug, docx)
    return {accepted.pointer: accepted.new for accepted in back.accepted}, [
        change.now for change in back.left
    ]


# --- the marks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (7, wording.two_digits),
        (15, wording.two_digits),
        (1_234_567, wording.figures),
        (-5, str),
        (Decimal("1234.5"), wording.figures),
        (Decimal("0.25"), wording.figures),
        (date(2020, 7, 1), wording.long_date),
        (date(2020, 12, 31), lambda day: f"{day.day}/{day.month}/{day.year}"),
        (datetime(2020, 7, 1, 8, 5), lambda moment: f"{moment.hour} giờ {moment.minute:02d} phút, {wording.long_date(moment.date())}"),
        ("Sở Ngoại vụ", str),
        ("Sở Ngoại vụ.", str),
        ("Năm 2020;", str),
        ("SNgV", str.upper),
        ("…", str),
    ],
)  # fmt: skip
def test_a_mark_is_printed_with_its_value_and_taken_out_leaves_what_is_printed(
    value: Any, printed: Any
) -> None:
    marked = marks.marked_value(value, SIGN, printed)
    form = printed(marked)
    assert SIGN in form
    assert marks.MARK.sub("", form) == printed(value)


def test_a_mark_stands_before_figures_and_after_the_last_letter() -> None:
    assert f"{marks.marked_value(7, SIGN, str):03d}" == f"{SIGN}007"
    assert str(marks.marked_value(7, SIGN, str)) == f"{SIGN}7"
    assert f"{marks.marked_value(Decimal('1.50'), SIGN, str):.1f}" == f"{SIGN}1.5"
    day = marks.marked_value(date(2020, 7, 1), SIGN, str)
    assert [f"{number}" for number in (day.day, day.month, day.year)] == [
        f"{SIGN}1",
        f"{SIGN}7",
        f"{SIGN}2020",
    ]
    moment = marks.marked_value(datetime(2020, 7, 1, 8, 5), SIGN, str)
    assert [f"{number}" for number in (moment.hour, moment.minute, moment.date().day)] == [
        f"{SIGN}8",
        f"{SIGN}5",
        f"{SIGN}1",
    ]
    for text, found in (
        ("Sở Ngoại vụ", f"Sở Ngoại vụ{SIGN}"),
        ("Sở Ngoại vụ.;", f"Sở Ngoại vụ{SIGN}.;"),
        ("(a)_", f"(a{SIGN})_"),
        ("…!", f"…{SIGN}!"),
    ):
        assert marks.marked_value(text, SIGN, str) == found

    # A printer that reads the end of a text gets the mark before its last letter, or behind its first.
    assert marks.marked_value("ba", SIGN, lambda text: text.rstrip("a")) == f"b{SIGN}a"
    assert marks.marked_value("cba", SIGN, lambda text: text.removesuffix("ba")) == f"c{SIGN}ba"
    assert marks.marked_value("ab", SIGN, lambda text: str(len(text))) == "ab"
    for value in (True, None, ["a"]):
        assert marks.marked_value(value, SIGN, str) is value


def test_a_blank_writes_its_mark_and_no_figure() -> None:
    assert f"{marks.marked_whole(1, SIGN, True):02d}" == SIGN
    day = marks.marked_day(date(2000, 1, 1), SIGN, True)
    assert [f"{number}" for number in (day.day, day.month, day.year)] == [SIGN] * 3


# --- where a value is printed ---------------------------------------------------------------------


def spots(
    slug: str, data: Any, *, empty_cells: bool = False
) -> tuple[dict[str, list[Occurrence]], dict[int, str]]:
    """The spots of each value, and the text of each paragraph."""
    document_type = documents.get(slug)
    record = document_type.review(data, SERVICES.reference).record

    def rendered(record: Any) -> Sequence[Any]:
        context = document_type.context(record, SERVICES.reference)
        return read(rendering.render(SERVICES.templates.get(slug), context, METADATA))

    generated = rendered(record)
    marked = marking.mark(document_type, record, empty_cells=empty_cells)
    found: dict[str, list[Occurrence]] = {}
    texts = {paragraph.place: paragraph.text for paragraph in paragraphs(generated)}
    marked_texts = marking.marked_texts(rendered(marked.record), generated)
    for place, there in marking.Occurrences([(marked, marked_texts)]).items():
        for location in there:
            found.setdefault(location.pointer, []).append(location)
            assert texts[place].startswith(location.before) and texts[place].endswith(
                location.after
            )
    return found, texts


@pytest.mark.parametrize(
    ("slug", "pointer", "before", "after"),
    [
        (REPORT, "/code_number", "Số: ", "/BC-SNgV"),
        (REPORT, "/code_notation", "Số: 15/", ""),
        (REPORT, "/place", "", ", ngày 01 tháng 7 năm 2025"),
        (REPORT, "/issued_date", "Hà Tĩnh, ", ""),
        (REPORT, "/organ/organ_name", "", ""),
        (REPORT, "/signer/full_name", "", ""),
        (REPORT, "/opening/0", "", ""),
        (REPORT, "/opening/1", "", ""),
    ],
)
def test_a_value_stands_between_what_comes_before_and_after_it(
    slug: str, pointer: str, before: str, after: str
) -> None:
    data = {
        **sample(slug, "minimal"),
        "code_number": 15,
        "issued_date": "2025-07-01",
        "opening": ["Một.", "Hai."],
    }
    found, _ = spots(slug, data)
    location = found[pointer][0]
    assert (location.before, location.after, location.is_blank) == (before, after, False)


def test_a_blank_for_the_pen_is_a_place_for_its_value() -> None:
    data = {**sample(REPORT, "minimal"), "code_number": None, "issued_date": None}
    found, _ = spots(REPORT, data)
    number, day = found["/code_number"][0], found["/issued_date"][0]
    assert (number.before, number.after, number.is_blank) == ("Số: ", "/BC-SNgV", True)
    assert day.is_blank and day.before == "Hà Tĩnh, "
    assert "/signer/on_behalf_of" not in found


def test_an_empty_cell_is_a_place_only_where_another_row_has_a_text() -> None:
    data = sample(DECISION, "minimal")
    people = [
        {"full_name": "Nguyễn Văn A", "position": "Trưởng phòng"},
        {"full_name": "Trần Thị B"},
    ]
    data["awards"][0]["individuals"] = people * 4
    place = "/awards/0/individuals/1/position"
    assert place not in spots(DECISION, data)[0]
    found, _ = spots(DECISION, data, empty_cells=True)
    assert [mark.is_blank for mark in found[place]] == [True]
    assert "/awards/0/individuals/1/organ_name" not in found
    assert not found["/awards/0/individuals/0/position"][0].is_blank


def test_of_a_value_that_is_printed_twice_the_first_place_is_its_own() -> None:
    marked = Marked(texts={SIGN: ("/name", (f"An{SIGN}",)), OTHER: ("/unit", (f"Y{OTHER}",))})
    texts = {7: f"Lê An{SIGN}", 3: f"An{SIGN} và An{SIGN}", 5: f"An{SIGN}, Y{OTHER}", 9: "An"}
    found = marking.Occurrences([(marked, texts)])
    assert list(found) == [7, 5] and len(found) == 2
    # Where it stands twice it has no place.
    assert found.first_places({"/name", "/other"}) == {"/name": 5}
    assert found.first_places({"/unit"}) == {"/unit": 5}
    assert [(one.pointer, one.before, one.after) for one in found[5]] == [
        ("/name", "", ", Y"),
        ("/unit", "An, ", ""),
    ]


def test_of_a_paragraph_the_first_reading_that_names_a_value_counts() -> None:
    first = Marked(texts={SIGN: ("/name", (f"An{SIGN}",))})
    second = Marked(texts={OTHER: ("/unit", (f"Y{OTHER}",))})
    readings = [(first, {0: f"An{SIGN}", 1: "An"}), (second, {0: f"Y{OTHER}", 1: f"Y{OTHER}"})]
    found = marking.Occurrences(readings)
    assert {place: [one.pointer for one in there] for place, there in found.items()} == {
        0: ["/name"],
        1: ["/unit"],
    }
    assert found.first_places({"/name", "/unit"}) == {"/name": 0, "/unit": 1}


# --- what is taken --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "old", "new", "values"),
    [
        (REPORT, "Số: 15/", "Số: 0016/", {"/code_number": 16}),
        (REPORT, "Số: 15/", "Số: 1600/", {"/code_number": 1600}),
        # The document would not write it so.
        (REPORT, "Số: 15/", "Số: 1.600/", {}),
        (REPORT, "Số: 15/", "Số: 1.60/", {}),
        (REPORT, "Số: 15/", "Số: 16,5/", {}),
        (REPORT, "Số: 15/", "Số: -16/", {}),
        (REPORT, "ngày 01 tháng 7 năm 2025", "ngày 1/8/2025", {}),
        (REPORT, "ngày 01 tháng 7 năm 2025", "ngày 2 tháng 08 năm 2025", {"/issued_date": "2025-08-02"}),
        (REPORT, "Hà Tĩnh, ", "Nghệ An, ", {"/place": "Nghệ An"}),
        (REPORT, "SỞ NGOẠI VỤ", "NGOẠI VỤ SỞ", {"/organ/organ_name": "Ngoại vụ Sở"}),
        # Capitals with a word that was not there before cannot be told from a name in capitals.
        (REPORT, "SỞ NGOẠI VỤ", "SỞ LAO ĐỘNG", {"/organ/organ_name": "SỞ LAO ĐỘNG"}),
        (REPORT, "Một câu.", "Hai câu", {"/opening/0": "Hai câu"}),
        (REPORT, "Một câu.", "Hai \U000f0000câu", {}),
    ],
)  # fmt: skip
def test_a_new_text_is_taken_as_the_value_that_prints_so(
    slug: str, old: str, new: str, values: dict[str, Any]
) -> None:
    data = {
        **sample(slug, "minimal"),
        "code_number": 15,
        "issued_date": "2025-07-01",
        "opening": ["Một câu."],
    }
    found, left = taken(slug, replaced(made(slug, data), old, new))
    assert found == values
    assert bool(left) is not bool(values)


def test_a_cell_that_was_emptied_takes_its_value_away() -> None:
    data = sample(DECISION, "minimal")
    data["awards"][0]["individuals"] = [
        {"full_name": f"Nguyễn Văn {letter}", "position": "Trưởng phòng"} for letter in "ABCDEF"
    ]

    def edit(root: Any) -> None:
        row = next(row for row in root.iter(w("tr")) if "Nguyễn Văn C" in text_of(row))
        written(
            next(paragraph for paragraph in row.iter(w("p")) if "Trưởng" in text_of(paragraph)), ""
        )

    found, left = taken(DECISION, edited(made(DECISION, data), edit))
    assert found == {"/awards/0/individuals/2/position": None} and left == []


def test_what_is_printed_twice_is_taken_where_both_say_the_same() -> None:
    data = sample(DECISION)
    docx = made(DECISION, data)

    def edit(root: Any, *numbers: str) -> None:
        reported = iter(numbers)
        for paragraph in root.iter(w("p")):
            for old in ("Số: 15/", "số 15/"):
                if old in text_of(paragraph):
                    number = next(reported, numbers[-1])
                    written(paragraph, text_of(paragraph).replace(old, old.replace("15", number)))

    same, left = taken(DECISION, edited(docx, lambda root: edit(root, "16")))
    assert same == {"/code_number": 16} and left == []
    different, left = taken(DECISION, edited(docx, lambda root: edit(root, "16", "17")))
    assert different == {} and len(left) >= 2


def test_a_name_in_capitals_and_in_running_case_is_taken_as_it_runs() -> None:
    docx = replaced(made(REPORT, sample(REPORT)), "SỞ NGOẠI VỤ", "SỞ DU LỊCH")
    docx = replaced(docx, "của Sở Ngoại vụ)", "của Sở Du lịch)")
    assert taken(REPORT, docx) == ({"/organ/organ_name": "Sở Du lịch"}, [])


def test_one_wrong_value_does_not_take_the_others_with_it() -> None:
    data = {**sample(REPORT, "minimal"), "code_number": 15, "issued_date": "2025-07-01"}
    docx = replaced(made(REPORT, data), "Số: 15/", "Số: 999999999999/")
    docx = replaced(docx, "Hà Tĩnh, ngày", "Nghệ An, ngày")
    docx = replaced(docx, "Nguyễn Văn A", "Lê Văn Bốn")
    found, left = taken(REPORT, docx)
    assert found == {"/place": "Nghệ An", "/signer/full_name": "Lê Văn Bốn"}
    assert left == ["Số: 999999999999/BC-SNgV"]


def test_the_input_that_was_sent_is_left_as_it_was() -> None:
    data = {**sample(REPORT, "minimal"), "code_number": 15}
    before = copy.deepcopy(data)
    back = merged(REPORT, replaced(made(REPORT, data), "Số: 15/", "Số: 16/"))
    assert data == before and back.data == {**data, "code_number": 16}
    (one,) = back.accepted
    assert (one.pointer, one.where, one.old, one.new) == ("/code_number", "Số", 15, 16)
