"""Requests for a list that no page of ours sends are refused at once, and what was typed stays on the page."""

from __future__ import annotations

import base64
import html

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config
from service.app import create_app
from service.schema import pointers

DECISION = "/quyet-dinh-khen-thuong"
LIST = "/awards/0/individuals"
JSON = {"Accept": "application/json, application/problem+json;q=0.9"}
#: Two forms, so that rows also go to an award that the form does not have yet.
BLOCK = "Họ và tên\tHình thức\nNguyễn Văn An\tGiấy khen\nTrần Thị Bình\tLao động tiên tiến"
TYPED = {"/subject": "Về việc đã gõ"}
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def send(client: FlaskClient, fields: dict[str, str], *, script: bool = False) -> TestResponse:
    headers = JSON if script else {}
    return client.post(f"{DECISION}/danh-sach", data={**TYPED, **fields}, headers=headers)


ODD_LISTS = [
    "/awards/1/individuals",
    f"/awards/{10**8}/individuals",
    f"/awards/{10**30}/individuals",
    f"/awards/{'9' * 5_000}/individuals",
    "/awards/٣/individuals",
    "/awards/*/individuals",
    "/awards/-/individuals",
    "/awards/x/individuals",
    "awards/0/individuals",
    "/awards/0/individuals/0/full_name",
    "/recipients",
    "/~1/~0/~2",
    SCRIPT,
    "",
]


@pytest.mark.parametrize("pointer", ODD_LISTS, ids=range(len(ODD_LISTS)))
@pytest.mark.parametrize("do", ["", "add-rows"])
def test_a_list_that_the_form_does_not_have_is_refused_above_the_form(
    client: FlaskClient, pointer: str, do: str
) -> None:
    answer = send(client, {"list": pointer, "plain": BLOCK, "do": do})
    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert 'class="notice notice-error"' in text
    assert "Về việc đã gõ" in text
    assert SCRIPT not in answer.get_data(as_text=True)
    assert send(client, {"list": pointer, "plain": BLOCK}, script=True).status_code == 400


@pytest.mark.parametrize(
    "odd",
    [
        {"/awards": "chữ lạ"},
        {"/awards/0": "chữ lạ"},
        {"/awards/0/individuals": "chữ lạ"},
    ],
    ids=["all awards", "an award", "the list"],
)
def test_a_value_in_the_place_of_a_list_stays_and_nothing_is_added_to_it(
    client: FlaskClient, odd: dict[str, str]
) -> None:
    answer = send(client, {"list": LIST, "plain": BLOCK, "do": "add-rows", **odd})
    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "không đúng dạng nên chưa thêm được dòng nào" in text
    assert "chữ lạ" in text and "Về việc đã gõ" in text


def test_a_value_in_the_place_of_another_award_is_no_award_to_join(client: FlaskClient) -> None:
    odd = {"/awards/0/form": "giay_khen", "/awards/1": "chữ lạ"}
    answer = send(client, {"list": LIST, "plain": BLOCK, "do": "add-rows", **odd})
    text = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert "chữ lạ" in text
    assert 'id="/awards/2/individuals/0/full_name"' in text


@pytest.mark.parametrize(
    "fields",
    [
        {"block": "é", "block_name": "ds.csv"},
        {"block": "QUJD", "block_name": "ds.json"},
        {"plain": BLOCK, "fields": "[[1, 2]]"},
        {"plain": BLOCK, "sheet.0": "Trang không có", "header.0": "1"},
        {"plain": BLOCK, "sheet.0": "Khối dán", "header.0": "9" * 7},
        {"plain": BLOCK, "sheet.0": "Khối dán", "row.0.x": "take"},
        {"plain": BLOCK, "sheet.0": "Khối dán", "column.0.A": "lạ", "column-read.0.A": "-"},
    ],
)
def test_a_damaged_page_is_refused_and_what_is_in_it_is_not_shown_as_code(
    client: FlaskClient, fields: dict[str, str]
) -> None:
    for script in (True, False):
        answer = send(client, {"list": LIST, **fields, SCRIPT: SCRIPT}, script=script)
        assert answer.status_code in (400, 415, 422), answer.get_data(as_text=True)
        assert SCRIPT not in answer.get_data(as_text=True)


@pytest.mark.parametrize("header", ["9" * 5_000, "²", "٣", "x"])
def test_a_header_row_that_is_no_number_corrects_nothing(client: FlaskClient, header: str) -> None:
    fields = {"list": LIST, "plain": BLOCK, "sheet.0": "Khối dán", "header.0": header}
    answer = send(client, fields, script=True)
    assert answer.status_code == 200
    assert "Sẽ thêm 2 cá nhân" in answer.get_json()["panel"]


@pytest.mark.parametrize("step", ["9" * 5_000, "٣", "²", "-1", "1e3", "", str(10**10)])
def test_a_step_that_is_no_number_of_a_row_leads_nowhere(client: FlaskClient, step: str) -> None:
    assert pointers.row_number(step) is None
    assert pointers.find({"awards": [{}, {}]}, f"/awards/{step}") is None
    for action in ("add", "remove", "up", "down", "remove-column", "add-column", "apply"):
        for pointer in (
            f"/awards/{step}",
            f"/awards/{step}/individuals",
            f"/sections/0/table/columns/{step}",
        ):
            answer = client.post(DECISION, data={**TYPED, "do": f"{action}:{pointer}"})
            assert answer.status_code in (200, 400, 422), (action, pointer[:40])
            assert "Về việc đã gõ" in html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("sign", ["\0", "\u202e", "\ufeff", SCRIPT])
def test_signs_that_are_no_letters_of_a_list_do_no_harm(client: FlaskClient, sign: str) -> None:
    block = f"Họ và tên\tChức vụ\nNguyễn{sign}Văn An\t{sign}\n{sign}\tKế toán"
    carried = base64.b64encode(block.encode(errors="replace")).decode()
    for source in ({"plain": block}, {"block": carried, "block_name": f"{sign}.csv"}):
        for script in (True, False):
            answer = send(client, {"list": LIST, **source}, script=script)
            # A file of text with a NUL in it is no text: refused.
            assert answer.status_code == 200 or (sign == "\0" and "block" in source)
            body = answer.get_json().get("panel", "") if script else answer.get_data(as_text=True)
            assert SCRIPT not in body
