"""Pages of an input that is whole or half typed: gaps where something is missing, and where every value stands."""

from __future__ import annotations

import atexit
import contextlib
import copy
import dataclasses
import functools
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from service import config, documents, intake, pipeline, preview
from service.app import create_app
from service.docx import shortening
from service.docx.rendering import printed_text
from service.errors import ConversionFailed, InvalidInput
from service.http.pages import form_parser
from service.pdf import Converter, conversion_queue, page_images
from service.pdf.conversion_queue import ConversionQueue, QueueFull
from service.pipeline import Services
from service.preview import gaps
from service.revision import marking
from service.schema import pointers
from service.violation_list import ViolationList
from tests import one_page
from tests.addresses import at
from tests.documents.inputs import sample
from tests.needs import need

SLUGS = tuple(documents.TYPES)
DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
#: What stands in a sample and in no document: words that decide how others are printed, or that only checks read.
UNPRINTED = {"/read_aloud", "/signer/capacity"}
UNPRINTED_NAMES = {
    "kind", "event_kind", "label", "from", "to", "form", "computed", "of", "align", "secret", "declared_collectives",
    "declared_individuals", "declared_households",
}  # fmt: skip


@functools.cache
def services() -> Services:
    """With a queue of their own: pages that others draw on this machine are none of a test's business."""
    made = pipeline.build_services(config.Settings())
    folder = Path(tempfile.mkdtemp(prefix="vanban-preview-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return dataclasses.replace(made, converter=Converter(folder=folder / "queue"))


@functools.cache
def drawn(slug: str, *, blank: bool = False) -> preview.Preview:
    need("libreoffice-writer", "fonts-liberation2")
    return preview.draw(services(), documents.get(slug), {} if blank else sample(slug))


def sketched(slug: str, data: Any) -> gaps.Completed:
    """The record that is drawn of an input, rendered as it is and with marks."""
    document_type, found = documents.get(slug), ViolationList()
    sound = document_type.check(data, found, services().reference, services().limits)
    completed = gaps.completed(document_type, sound)
    for record in (completed.record, marking.mark(document_type, completed.record).record):
        pipeline.render_undelivered(services(), document_type, record)
    return completed


# --- places -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_every_printed_value_of_a_sample_knows_its_place(slug: str) -> None:
    found = drawn(slug)
    known = {place.pointer for place in found.places}
    missing = [
        pointer
        for pointer, value in pointers.flatten(sample(slug))
        if value not in (None, "", [])
        and pointer not in known | UNPRINTED
        and not UNPRINTED_NAMES.intersection(pointers.split(pointer))
        and not _is_computed(sample(slug), pointer)
        and "/annexes/0/table/columns/0" not in pointer
    ]
    assert missing == []
    assert not found.gaps and not found.errors


def _is_computed(data: Any, pointer: str) -> bool:
    """The header and the cells of a column that the service computes."""
    table, _, inside = pointer.partition("/table/")
    columns = pointers.find(data, f"{table}/table/columns") if inside else []
    column = inside.split("/")[1 if inside.startswith("columns") else 2] if inside else ""
    return column.isdecimal() and isinstance(columns[int(column)], dict)


def test_a_value_stands_where_its_letters_stand() -> None:
    found = drawn(DECISION)
    (name,) = [place for place in found.places if place.pointer == "/signer/full_name"]
    page = found.pages[name.page]
    (box,) = name.boxes
    inside = [
        letter
        for letter, (left, top, right, bottom) in zip(page.letters, page.boxes, strict=True)
        if box[0] <= left and right <= box[2] and box[1] <= top and bottom <= box[3]
    ]
    assert "".join(inside) == sample(DECISION)["signer"]["full_name"].replace(" ", "")


def test_a_value_of_several_lines_has_a_box_for_each() -> None:
    found = drawn(DECISION)
    (basis,) = [place for place in found.places if place.pointer == "/legal_bases/0"]
    tops = [top for _, top, _, _ in basis.boxes]
    assert len(tops) > 2 and tops == sorted(set(tops))


def test_a_page_is_a_picture_of_few_greys() -> None:
    page = drawn(REPORT).pages[0]
    with Image.open(io.BytesIO(page.png)) as picture:
        assert picture.mode == "L" and picture.size[0] > 900
        assert (page.width, page.height) == pytest.approx((595.3, 841.9), abs=0.5)
        colours = picture.getcolors(256)
        assert colours is not None and 2 < len(colours) <= 16


# --- gaps -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_an_empty_form_is_a_document_of_gaps(slug: str) -> None:
    found = drawn(slug, blank=True)
    marked = {place.pointer for place in found.places}
    assert found.gaps["/signer/full_name" if slug != MINUTES else "/chair/full_name"]
    assert "[Trích yếu]" in found.pages[0].text
    unprinted = {pointer for pointer in found.gaps if pointer not in marked}
    assert {pointer.rpartition("/")[2] for pointer in unprinted} <= {
        "form", "kind", "event_kind", "label",
    }  # fmt: skip


def test_a_decision_without_anybody_has_a_gap_for_a_person_and_invents_no_certificate() -> None:
    text = drawn(DECISION, blank=True).pages[0].text
    assert "[Họ và tên]" in text and "Giấy khen" not in text


def test_a_form_that_nobody_chose_is_a_gap_with_its_own_name_that_leads_to_the_choice() -> None:
    found = drawn(DECISION, blank=True)
    assert "[Hình thức]" in found.pages[0].text
    assert "/awards/0/form" in {place.pointer for place in found.places}


def test_a_time_that_is_missing_is_a_blank_and_no_date() -> None:
    text = drawn(MINUTES, blank=True).pages[0].text
    assert "… giờ …" in text and "2000" not in text


def test_a_value_that_was_refused_is_a_gap_and_the_others_stay() -> None:
    data = sample(DECISION)
    data["signer"]["full_name"] = "x" * 60
    completed = sketched(DECISION, data)
    assert completed.gaps == {"/signer/full_name": "Họ và tên người ký"}
    assert completed.record["signer"]["position"] == data["signer"]["position"]


def _steps(data: Any, pointer: str = "") -> Iterator[str]:
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in inside:
        here = f"{pointer}/{step}"
        yield here
        if isinstance(value, (dict, list)):
            yield from _steps(value, here)


def _changed(data: Any, pointer: str, value: Any) -> None:
    *way, last = pointers.split(pointer)
    owner = pointers.find(data, pointers.join(*way))
    if isinstance(owner, dict):
        owner[last] = value
    elif isinstance(owner, list) and last.isdecimal() and int(last) < len(owner):
        owner[int(last)] = value


@settings(max_examples=60)
@given(slug=st.sampled_from(SLUGS), drawing=st.data())
def test_whatever_is_missing_or_wrong_the_rest_can_be_drawn(
    slug: str, drawing: st.DataObject
) -> None:
    data = copy.deepcopy(sample(slug))
    for pointer in drawing.draw(st.lists(st.sampled_from(list(_steps(data))), max_size=4)):
        wrong: st.SearchStrategy[Any] = st.sampled_from(
            [None, "", "x", [], {}, [None], [{}], 0, "statutory", "other"]
        )
        _changed(data, pointer, drawing.draw(wrong))
    sketched(slug, data)


def _award(**more: Any) -> Any:
    data = sample(DECISION)
    return {**data, "awards": [{**award, **more} for award in data["awards"]]}


def _sections(depth: int, count: int) -> list[Any]:
    inside = _sections(depth - 1, count) if depth else []
    return [{"heading": f"Mục {n}", "sections": inside if n == 0 else []} for n in range(count)]


#: What only a rule refuses, which the schema takes: a sum that nobody knows, points without letters, too many levels.
REFUSED_BY_RULES: dict[str, tuple[str, Any]] = {
    "a statutory sum without a day": (
        DECISION, {**_award(bonus="statutory"), "issued_date": None},
    ),
    "a statutory sum in a month": (
        DECISION, {**_award(bonus="statutory"), "issued_date": "2026-11"},
    ),
    "a statutory sum of no form": (DECISION, _award(bonus="statutory", form="other", form_name="x")),
    "more points than letters": (
        DECISION,
        _award(listing="article", individuals=[{"full_name": f"Lê Văn {n}"} for n in range(30)]),
    ),
    "nobody": (DECISION, _award(collectives=[], individuals=[], households=[])),
    "too many levels": (REPORT, {**sample(REPORT), "sections": _sections(6, 2)}),
    "too many sections of the lowest level": (
        REPORT, {**sample(REPORT), "sections": _sections(2, 30)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("wrong", REFUSED_BY_RULES)
def test_what_only_a_rule_refuses_is_drawn_all_the_same(wrong: str) -> None:
    slug, data = REFUSED_BY_RULES[wrong]
    assert documents.get(slug).review(data, services().reference).errors
    sketched(slug, data)


def test_a_list_that_is_too_long_to_be_read_is_refused_and_not_drawn_empty() -> None:
    data = {**sample(MINUTES), "agenda": ["a"] * (services().limits.max_rows + 1)}
    with pytest.raises(InvalidInput):
        preview.draw(services(), documents.get(MINUTES), data)


# --- pages that cannot be drawn -----------------------------------------------------------------------


def test_what_is_no_pdf_is_a_failed_conversion_that_says_what_to_do() -> None:
    with pytest.raises(ConversionFailed, match=r"tải tệp Word"):
        page_images.draw(b"%PDF-1.6\nfake\n%%EOF\n", 1)


def test_a_page_of_another_program_is_drawn_too() -> None:
    found = page_images.draw(one_page.PDF, 12)
    assert found.count == 1
    (page,) = found.pages
    assert page.letters == "SONGOAIVU" and page.text.strip() == "SO NGOAI VU"


def test_only_the_first_pages_are_drawn() -> None:
    assert page_images.draw(one_page.PDF, 0).pages == []


# --- long lists ---------------------------------------------------------------------------------------


def _with_people(count: int) -> Any:
    data = sample(DECISION)
    award = {**data["awards"][0], "declared_individuals": None}
    person = award["individuals"][0]
    award["individuals"] = [{**person, "full_name": f"Nguyễn Văn {n}"} for n in range(count)]
    return {**data, "awards": [award]}


def test_a_long_list_shows_its_first_rows_its_total_and_how_many_are_left_out() -> None:
    document_type = documents.get(DECISION)
    record = document_type.review(_with_people(250), services().reference).record
    whole = pipeline.render_undelivered(services(), document_type, record).content
    short, is_short = shortening.shortened(whole)
    rows = [
        [cell.text for cell in row.cells] for row in Document(io.BytesIO(short)).tables[-1].rows
    ]
    assert is_short
    assert rows[59][:2] == ["59", "Ông Nguyễn Văn 58"]
    assert rows[60][0] == "… và 191 dòng nữa"
    assert [row[1] for row in rows[61:]] == ["Tổng cộng", "./."]
    counted = printed_text(short)
    # The sentences of the document still speak of everybody.
    assert "250 cá nhân" in counted


def test_a_list_of_the_usual_length_stays_as_it_is() -> None:
    document_type = documents.get(DECISION)
    record = document_type.review(_with_people(40), services().reference).record
    whole = pipeline.render_undelivered(services(), document_type, record).content
    assert shortening.shortened(whole) == (whole, False)


def test_a_long_section_keeps_its_beginning_and_the_sections_after_it() -> None:
    document_type = documents.get(REPORT)
    data = sample(REPORT)
    data["sections"] = [{"heading": "Kết quả", "paragraphs": [f"Đoạn {n}." for n in range(900)]}]
    record = document_type.review(data, services().reference).record
    whole = pipeline.render_undelivered(services(), document_type, record).content
    short, is_short = shortening.shortened(whole)
    text = printed_text(short)
    assert is_short and "Đoạn 500." in text and "Đoạn 899." not in text and "đoạn nữa" in text
    before, after = (Document(io.BytesIO(docx)).sections for docx in (whole, short))
    assert [section.orientation for section in after] == [section.orientation for section in before]


# --- the queue of those who want a PDF -------------------------------------------------------------------


def test_a_preview_leaves_half_of_the_queue_to_those_who_want_the_document(tmp_path: Path) -> None:
    queue = ConversionQueue(tmp_path / "queue", 1, 4, lambda _: None)
    with contextlib.ExitStack() as stack:
        stack.enter_context(queue.turn(1, leaves_room=True))
        for place in (1, 2):
            assert not queue._is_half_full()
            slot = queue._taken(f"wait-{place}.lock", place)
            assert slot is not None
            stack.callback(os.close, slot.lock)
        with pytest.raises(QueueFull), queue.turn(1, leaves_room=True):
            pass


# --- the form beside the pages --------------------------------------------------------------------------


def test_a_line_leads_to_the_inputs_that_its_row_was_posted_by() -> None:
    """Rows keep their names when blank ones stand before them or when they are moved."""
    items = intake.items(documents.get(DECISION))
    people = "/awards/2/individuals"
    form = form_parser.parse(
        items,
        [
            ("/awards/0/achievement", ""),
            ("/awards/2/achievement", "x"),
            (f"{people}/0/full_name", ""),
            (f"{people}/7/full_name", "Lê Văn An"),
            (f"{people}/3/full_name", "Lê Văn Bình"),
            ("/executors/4", "Chánh Văn phòng"),
        ],
    )
    assert form.posted("/awards/0/individuals/0/full_name") == f"{people}/7/full_name"
    assert form.posted("/awards/0/individuals/1/full_name") == f"{people}/3/full_name"
    assert form.posted("/awards/0/achievement") == "/awards/2/achievement"
    assert form.posted("/executors/0") == "/executors/4"
    assert form.posted("/subject") == "/subject"


def test_whoever_types_while_others_are_converted_is_asked_to_wait_and_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion_queue, "default_folder", lambda: tmp_path / "queue")
    client = create_app(config.Settings(soffice=one_page.soffice(tmp_path))).test_client()
    queue = ConversionQueue(tmp_path / "queue", 1, 4, lambda _: None)
    with contextlib.ExitStack() as stack:
        stack.enter_context(queue.turn(1))
        slot = queue._taken("wait-2.lock", 2)
        assert slot is not None
        stack.callback(os.close, slot.lock)
        answer = client.post(f"{at(DECISION)}/xem-truoc", data={"/place": "Vinh"})
    assert answer.status_code == 202 and int(answer.headers["Retry-After"]) > 0
    assert "Đang có nhiều văn bản chờ" in answer.text
    drawn_then = client.post(f"{at(DECISION)}/xem-truoc", data={"/place": "Vinh"})
    assert drawn_then.status_code == 200 and one_page.pictures(drawn_then.text) == 1


def test_a_page_is_drawn_at_110_dots_to_an_inch_in_sixteen_greys_with_a_box_for_each_letter() -> (
    None
):
    (page,) = page_images.draw(one_page.PDF, 1).pages
    assert (page.width, page.height) == (595, 842)
    with Image.open(io.BytesIO(page.png)) as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("PNG", "L", (910, 1287))
        colours = picture.getcolors(256) or []
    assert sorted(grey for _, grey in colours) == [*range(0, 256, 17)]
    assert len(page.boxes) == len(page.letters)
    # "SO NGOAI VU" begins 72 points from the left; its line stands 142 points from the top.
    assert page.boxes[0] == pytest.approx((72, 119.3, 88, 147.4), abs=0.2)
    assert page.boxes[2][0] == pytest.approx(113.4, abs=0.2)
