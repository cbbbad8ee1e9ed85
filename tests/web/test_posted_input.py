"""How a form travels: as inputs one by one, as one JSON list of them, as rows that wait as text, or as the data itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest
from flask import Flask

from service import config, documents
from service.errors import InputTooLarge, UnreadableInput
from service.http.pages import posted_input

DECISION = documents.get("commendation-decision")
BASES = "/legal_bases"


def fields(form: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    with Flask("test").test_request_context("/", method="POST", data=form):
        return list(posted_input.fields())


def packed(*pairs: object) -> dict[str, str]:
    return {"fields": json.dumps(pairs)}


def test_inputs_come_one_by_one_or_as_one_list_in_their_order() -> None:
    assert fields({"/b": ["1", "2"], "/a": "3"}) == [("/b", "1"), ("/b", "2"), ("/a", "3")]
    assert fields(packed(["/b", "1"], ["/b", "2"], ["/a", ""])) == [
        ("/b", "1"),
        ("/b", "2"),
        ("/a", ""),
    ]
    # With the list nothing else is looked at.
    assert fields({**packed(["/a", "1"]), "/b": "2"}) == [("/a", "1")]


@pytest.mark.parametrize(
    "sent", ["{}", "1", '["a"]', '[["a"]]', '[["a", "b", "c"]]', '[["a", 1]]', '[["a", null]]', "[", ""]
)  # fmt: skip
def test_a_list_of_something_else_is_refused(sent: str) -> None:
    with pytest.raises(UnreadableInput):
        fields({"fields": sent})


def test_rows_that_waited_as_text_stand_before_the_inputs_of_their_list() -> None:
    table = json.dumps([["full_name", "position"], ["An", "A"], ["Bình", ""]])
    assert fields({"/x": "1", "waiting:/rows": table, "/rows/0/full_name": "Chi"}) == [
        ("/x", "1"),
        ("/rows/0/full_name", "An"),
        ("/rows/0/position", "A"),
        ("/rows/1/full_name", "Bình"),
        ("/rows/1/position", ""),
        ("/rows/0/full_name", "Chi"),
    ]
    for wrong in ('[["a", "b"], ["1"]]', '[["a"], ["1", "2"]]', '[["a"], [1]]', "[1]"):
        with pytest.raises(UnreadableInput):
            fields({"waiting:/rows": wrong})


def test_bases_that_are_ticked_become_lines_that_are_not_there_yet() -> None:
    one, other = "Căn cứ Luật Thi đua, khen thưởng;", "Căn cứ Nghị định số 30/2020/NĐ-CP;"
    picked: dict[str, str | list[str]] = {
        f"{BASES}/0": one,
        f"pick:{BASES}": [f"{one}\n{other}", "Căn cứ Luật Báo chí;"],
    }
    assert fields(picked)[3:] == [
        (f"{BASES}/+0.0", other),
        (f"{BASES}/+1.0", "Căn cứ Luật Báo chí;"),
    ]


def test_the_data_that_a_page_carried_counts_before_its_inputs() -> None:
    form = {"data": '{"place": "Huế"}', "/place": "Hà Tĩnh"}
    with Flask("test").test_request_context("/", method="POST", data=form):
        assert posted_input.data(DECISION) == {"place": "Huế"}
        assert not posted_input.has_scripts()
    with Flask("test").test_request_context("/", method="POST", data={"/place": "Hà Tĩnh"}):
        assert posted_input.data(DECISION) == {"place": "Hà Tĩnh"}
    with Flask("test").test_request_context("/", method="POST", data=packed(["/place", "Huế"])):
        assert posted_input.data(DECISION) == {"place": "Huế"}
        assert posted_input.has_scripts()
        read = posted_input.read(config.Settings(), DECISION)
    assert json.loads(read.json) == read.data == read.parsed.data == {"place": "Huế"}


def test_what_is_carried_is_bounded_as_an_input_is() -> None:
    data = {"place": "x" * 100}
    size = len(posted_input.written(config.Settings(), data).json)
    assert posted_input.written(config.Settings(max_json_bytes=size), data).data == data
    with pytest.raises(InputTooLarge, match="Dữ liệu"):
        posted_input.written(config.Settings(max_json_bytes=size - 1), data)


def test_a_day_beside_the_inputs_is_read_as_typed() -> None:
    form = {"on": "1/7/2020", "wrong": "31/2/2020"}
    with Flask("test").test_request_context("/", method="POST", data=form):
        days = [posted_input.day(name) for name in ("on", "wrong", "none")]
    assert days == [date(2020, 7, 1), None, None]


def test_packed_inputs_give_the_same_data_again() -> None:
    data = {"place": "Huế", "legal_bases": ["Căn cứ Luật Báo chí;"]}
    form = {"fields": posted_input.packed(DECISION, data)}
    with Flask("test").test_request_context("/", method="POST", data=form):
        # The first award stands open for the clerk.
        assert posted_input.data(DECISION) == {**data, "awards": [{}]}
