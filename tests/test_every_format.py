"""The same value meets the same judgement by every route, and each says where it stands in its own terms."""

from __future__ import annotations

import html
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, documents, workbook
from service.app import create_app
from service.errors import Violation
from service.http.pages import form_builder, violation_links
from service.schema import pointers
from tests import one_page
from tests.addresses import at
from tests.workbook import workbooks
from tests.workbook.workbooks import items, opened, sample, saved, sheet_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
V1 = "/api/v1/document-types"
DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
#: A list of a clerk's own: the second person is born in no year.
OWN_LIST = sheet_of(
    [
        ["STT", "Họ và tên", "Chức vụ", "Năm sinh"],
        [1, "Nguyễn Văn An", "Trưởng phòng", 1980],
        [2, "Trần Thị Bình", "Chuyên viên", "không rõ"],
    ],
    "DS",
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    return create_app(config.Settings(soffice=soffice)).test_client()


def changed(slug: str, pointer: str, value: Any) -> Any:
    data = sample(slug)
    owner, _, last = pointer.rpartition("/")
    pointers.find(data, owner)[last] = value
    return data


@cache
def form_of(slug: str) -> tuple[bytes, Any]:
    """Our form with the smallest sample in it, and the cell of each of its values."""
    form = workbook.form(items(slug), "Mẫu", sample(slug, f"minimal/{slug}"))
    return form, workbooks.read(form, slug).cells


def filled(slug: str, pointer: str, value: Any) -> tuple[bytes, str]:
    """The form with one value typed over; and the cell of that value."""
    form, cells = form_of(slug)
    cell = cells[pointer]
    book = opened(form)
    sheet, _, place = cell.rpartition("!")
    book[sheet][place].value = value
    book[sheet][place].number_format = "@"
    return saved(book), cell


def uploaded(content: bytes, name: str = "ds.xlsx") -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name)}


# --- the cell of a violation ----------------------------------------------------------------------------


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("slug", "pointer", "value"),
    [
        (DECISION, "/awards/0/individuals/0/full_name", "§ång chÝ An"),
        (DECISION, "/subject", "x" * 501),
        (MINUTES, "/ended_at", "hôm qua"),
    ],
)
def test_a_violation_of_an_uploaded_form_names_its_cell(
    client: FlaskClient, slug: str, pointer: str, value: str
) -> None:
    form, cell = filled(slug, pointer, value)
    checked = client.post(f"{V1}/{slug}/validations", data=uploaded(form))
    made = client.post(f"{V1}/{slug}/documents", data=uploaded(form))
    plain = client.post(f"{V1}/{slug}/validations", data=form, content_type=XLSX)
    assert (checked.status_code, made.status_code, plain.status_code) == (200, 422, 200)
    for answer in (checked, made, plain):
        found = [
            violation
            for violation in answer.get_json()["errors"]
            if violation["pointer"] == pointer
        ]
        assert [violation["cell"] for violation in found] == [cell], answer.get_json()["errors"]


def test_a_violation_of_a_clerks_own_list_names_its_cell_and_one_beside_it_has_none(
    client: FlaskClient,
) -> None:
    reported = client.post(f"{V1}/{DECISION}/validations", data=uploaded(OWN_LIST)).get_json()[
        "errors"
    ]
    cells = {entry["pointer"]: entry.get("cell") for entry in reported}
    assert cells["/awards/0/individuals/1/birth_year"] == "DS!D3"
    assert cells["/subject"] is None
    assert all("cell" not in entry for entry in reported if entry["pointer"] == "/subject")


def test_a_violation_of_json_has_no_cell(client: FlaskClient) -> None:
    reported = client.post(f"{V1}/{DECISION}/validations", json={}).get_json()["errors"]
    assert reported and all("cell" not in entry for entry in reported)


def test_the_page_shows_the_cell_of_every_violation_before_the_list_is_used(
    client: FlaskClient,
) -> None:
    page = client.post(f"{at(DECISION)}/mo-tep", data=uploaded(OWN_LIST)).get_data(as_text=True)
    assert "<strong>DS!D3</strong>" in page


# --- a workbook that comes back with marks ----------------------------------------------------------


def summary(book: Any) -> str:
    """The sheet that lists all violations, as one text."""
    return str(list(book["Kết quả kiểm tra"].iter_rows(values_only=True)))


@pytest.mark.parametrize("route", [f"{at(DECISION)}/danh-dau-loi", f"{V1}/{DECISION}/form-checks"])
def test_a_list_comes_back_with_each_violation_in_its_cell(client: FlaskClient, route: str) -> None:
    answer = client.post(route, data=uploaded(OWN_LIST, "khen thưởng.xlsx"))
    assert answer.status_code == 200 and answer.mimetype == XLSX
    reported = answer.headers["Content-Disposition"]
    assert 'filename="da-kiem-tra.xlsx"' in reported
    assert (
        "filename*=UTF-8''khen%20th%C6%B0%E1%BB%9Fng%20-%20%C4%91%C3%A3%20ki%E1%BB%83m%20tra.xlsx"
        in reported
    )
    book = opened(answer.data)
    page = book["DS"]
    assert page["B3"].value == "Trần Thị Bình" and page["D3"].value == "không rõ"
    assert "Năm sinh" in page["D3"].comment.text and page["D3"].fill.fill_type == "solid"
    assert page["D2"].comment is None and page["D2"].fill.fill_type is None
    assert "DS!D3" in summary(book)


def test_a_marked_list_says_what_a_page_would_say_and_not_what_a_program_would(
    client: FlaskClient,
) -> None:
    form, cell = filled(MINUTES, "/ended_at", "30/02/2020 10:00")
    sheet, _, place = cell.rpartition("!")
    page = opened(client.post(f"{at(MINUTES)}/danh-dau-loi", data=uploaded(form)).data)[sheet]
    assert "2020-07-01T08:00" not in page[place].comment.text
    assert "20/11/2026 08:00" in page[place].comment.text


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        ({}, "Chưa chọn tệp nào"),
        (uploaded(b"{}", "a.json"), "Chỉ đánh dấu lỗi được trong tệp .xlsx"),
        (uploaded(b"%PDF", "a.pdf"), "Chỉ nhận tệp có đuôi"),
        (uploaded(b"PK\x03\x04", "a.xlsx"), "hỏng"),
    ],
)
def test_what_cannot_be_marked_is_reported_on_the_page(
    client: FlaskClient, upload: dict[str, Any], message: str
) -> None:
    answer = client.post(f"{at(DECISION)}/danh-dau-loi", data=upload)
    assert answer.status_code == 422 and answer.mimetype == "text/html"
    assert message in html.unescape(answer.get_data(as_text=True))


# --- the preview ------------------------------------------------------------------------------------


def test_a_preview_is_pictures_of_the_pages_in_a_frame_of_our_own(client: FlaskClient) -> None:
    answer = client.post(f"{at(REPORT)}/xem-truoc", data=_form(REPORT))
    assert answer.status_code == 200 and answer.mimetype == "text/html"
    assert one_page.pictures(answer.text) == 1 and "%PDF" not in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")


def _form(slug: str, **more: str) -> dict[str, list[str]]:
    """What the page's own form sends for a sample."""
    fields: dict[str, list[str]] = {}
    for name, text in form_builder.build(documents.get(slug), sample(slug)).pairs():
        fields.setdefault(name, []).append(text)
    return fields | {name: [text] for name, text in more.items()}


def test_a_preview_of_an_input_with_errors_draws_what_is_there_and_counts_what_is_missing(
    client: FlaskClient,
) -> None:
    doubtful = client.post(
        f"{at(REPORT)}/xem-truoc", data=_form(REPORT, **{"/code_notation": "BC-KHAC"})
    )
    assert one_page.pictures(doubtful.text) == 1 and "pages-note" not in doubtful.text
    wrong = client.post(
        f"{at(REPORT)}/xem-truoc",
        data=_form(REPORT, **{"/issued_date": "30/2/2020", "/subject": ""}),
    )
    assert wrong.status_code == 200 and one_page.pictures(wrong.text) == 1
    assert "Chỗ còn trống có nền vàng" in wrong.text
    dated = client.post(
        f"{at(REPORT)}/xem-truoc", data=_form(REPORT, **{"/issued_date": "30/2/2020"})
    )
    assert "Còn 1 chỗ cần sửa" in dated.text


def test_a_preview_where_no_pdf_can_be_made_says_so(tmp_path: Path) -> None:
    client = create_app(config.Settings(soffice=tmp_path)).test_client()
    answer = client.post(f"{at(REPORT)}/xem-truoc", data=_form(REPORT))
    assert answer.status_code == 422
    assert "Máy chủ chưa có phần chuyển sang PDF" in html.unescape(answer.get_data(as_text=True))


# --- days that are none -----------------------------------------------------------------------------

IMPOSSIBLE = [
    (30, 2, 2020),
    (29, 2, 2021),
    (29, 2, 2100),
    (31, 4, 2020),
    (31, 11, 2020),
    (32, 1, 2020),
]
LAST_DAYS = [(29, 2, 2020), (28, 2, 2021), (29, 2, 2000), (30, 4, 2020), (31, 12, 2020)]
#: A rule may still have its doubts about a day that exists.
NO_DAY = {"not_date", "not_moment"}


def codes_at(answer: TestResponse, pointer: str) -> set[str]:
    return {
        violation["code"]
        for violation in answer.get_json()["errors"]
        if violation["pointer"] == pointer
    }


@pytest.mark.parametrize(
    ("day", "exists"), [*((day, False) for day in IMPOSSIBLE), *((day, True) for day in LAST_DAYS)]
)
def test_a_day_is_one_of_the_calendar(
    client: FlaskClient, day: tuple[int, int, int], exists: bool
) -> None:
    d, m, y = day
    data = {"issued_date": f"{y}-{m:02d}-{d:02d}", "started_at": f"{y}-{m:02d}-{d:02d}T08:00"}
    report = client.post(f"{V1}/{REPORT}/validations", json=data)
    minutes = client.post(f"{V1}/{MINUTES}/validations", json=data)
    assert ("not_date" in codes_at(report, "/issued_date")) is not exists
    assert ("not_moment" in codes_at(minutes, "/started_at")) is not exists


@pytest.mark.no_cover
@pytest.mark.parametrize(("day", "exists"), [((30, 2, 2020), False), ((29, 2, 2020), True)])
def test_a_day_that_does_not_exist_is_refused_by_every_route(
    client: FlaskClient, day: tuple[int, int, int], exists: bool
) -> None:
    d, m, y = day
    iso, typed = f"{y}-{m:02d}-{d:02d}", f"{d}/{m}/{y}"
    validations = f"{V1}/{{}}/validations"
    json_day = client.post(validations.format(REPORT), json=changed(REPORT, "/issued_date", iso))
    json_moment = client.post(
        validations.format(MINUTES), json=changed(MINUTES, "/started_at", f"{iso}T08:00")
    )
    book_day = client.post(
        validations.format(REPORT), data=uploaded(filled(REPORT, "/issued_date", typed)[0])
    )
    book_moment = client.post(
        validations.format(MINUTES),
        data=uploaded(filled(MINUTES, "/started_at", f"{typed} 08:00")[0]),
    )
    assert bool(codes_at(json_day, "/issued_date") & NO_DAY) is not exists
    assert bool(codes_at(book_day, "/issued_date") & NO_DAY) is not exists
    assert bool(codes_at(json_moment, "/started_at") & NO_DAY) is not exists
    assert bool(codes_at(book_moment, "/started_at") & NO_DAY) is not exists
    for written in (typed, f"ngày {d} tháng {m} năm {y}"):
        page = client.post(at(REPORT), data=_form(REPORT, **{"/issued_date": written}))
        text = html.unescape(page.get_data(as_text=True))
        assert ("không phải một ngày có thật" in text) is not exists
        # What was typed stays in its input, to be corrected there.
        assert exists or f'value="{written}"' in text
    asked = client.get(f"/api/v1/legal-bases?on={iso}")
    assert (asked.status_code, asked.get_json().get("where")) == (
        (200, None) if exists else (400, "on")
    )


# --- suggestions ------------------------------------------------------------------------------------


def test_a_suggestion_is_applied_where_it_was_made_and_all_of_them_everywhere(
    client: FlaskClient,
) -> None:
    """ "§ång chÝ" is TCVN3 for "Đồng chí"; a date that is none has no suggestion and stays."""
    typed = {"/subject": "§ång chÝ", "/place": "Hµ TÜnh", "/issued_date": "30/2/2020"}
    page = client.post(at(REPORT), data=_form(REPORT, **typed)).get_data(as_text=True)
    buttons = [html.unescape(button) for button in re.findall(r'value="(apply:[^"]*)"', page)]
    (of_subject,) = (button for button in buttons if button.endswith(":/subject"))
    (of_place,) = (button for button in buttons if button.endswith(":/place"))

    def after(do: str) -> tuple[str, dict[str, str]]:
        answer = client.post(at(REPORT), data=_form(REPORT, **typed, do=do))
        text = html.unescape(answer.get_data(as_text=True))
        values = {
            name: next(iter(re.findall(rf'name="{name}"[^>]*value="([^"]*)"', text)), "")
            or next(iter(re.findall(rf'name="{name}"[^>]*>\s*([^<]*)</textarea>', text)), "")
            for name in typed
        }
        return text, values

    text, values = after(of_subject)
    assert "Đã sửa 1 chỗ theo đề nghị." in text
    assert values == {**typed, "/subject": "Đồng chí"}
    text, values = after(of_place)
    assert values == {**typed, "/place": "Hà Tĩnh"}
    text, values = after("apply-all")
    assert "Đã sửa 2 chỗ theo đề nghị." in text
    assert values == {**typed, "/subject": "Đồng chí", "/place": "Hà Tĩnh"}
    text, values = after("apply:not_date:/issued_date")
    assert "Chỗ này đã khác trước; không có gì được sửa." in text and values == typed


@pytest.mark.parametrize(
    ("pointer", "target"),
    [
        ("/awards/0/individuals/0/full_name", "/awards/0/individuals/0/full_name"),
        ("/awards/0/individuals/0/full_name/deeper/still", "/awards/0/individuals/0/full_name"),
        ("/awards/0/individuals/0/no_such_name", "/awards/0/individuals/0"),
        ("/awards/0/individuals/9999/full_name", "/awards/0/individuals"),
        ("/no_such_name", ""),
        ("", ""),
    ],
)
def test_a_violation_leads_to_the_nearest_place_that_the_page_has(
    pointer: str, target: str
) -> None:
    document_type = documents.get(DECISION)
    sheet = form_builder.build(document_type, sample(DECISION))
    (found,) = violation_links.link(document_type, sheet, [Violation(pointer, "Mục", "x", "Sai.")])
    assert found.target == target


# --- the order of violations on the page ----------------------------------------------------------------


def test_the_violations_above_a_form_stand_in_the_order_of_the_page(client: FlaskClient) -> None:
    wrong = {
        "/awards/0/individuals/1/birth_year": "không rõ",
        "/awards/0/individuals/0/birth_year": "không rõ",
        "/awards/0/individuals/1/full_name": "",
        "/awards/0/individuals/0/full_name": "",
        "/signer/full_name": "",
        "/issued_date": "30/2/2020",
        "/subject": "",
        "/organ/organ_name": "",
    }
    page = client.post(at(DECISION), data=_form(DECISION, **wrong)).get_data(as_text=True)
    inputs = re.findall(r'\sid="(/[^"~]*)"', page)
    linked = re.findall(r'<li>\s*<a href="#(/[^"]*)"', page)
    assert set(wrong) <= {html.unescape(link) for link in linked}
    places = [inputs.index(html.unescape(link)) for link in linked]
    assert places == sorted(places)
