"""Rows join a list: a panel says first what would be added; what is there stays, with a script or without."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, documents, intake
from service.app import create_app
from service.errors import Violation
from service.http.pages import list_fields, list_panel
from service.http.pages.list_joining import Joining
from service.importing import ListPreview
from tests.importing.word.drafts import document
from tests.web.form_steps import ROOT
from tests.web.test_without_scripts import Inputs
from tests.workbook.workbooks import book_of

DECISION, MINUTES = "/quyet-dinh-khen-thuong", "/bien-ban-hoi-nghi"
LIST = "/awards/0/individuals"
JSON = {"Accept": "application/json, application/problem+json;q=0.9"}
BLOCK = "STT\tHọ và tên\tĐơn vị\n1\tNguyễn Văn An\tVăn phòng\n2\tTrần Thị Bình\tThanh tra\n\tTổng cộng: 2"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(config.Settings()).test_client()


def asked(
    client: FlaskClient,
    block: str,
    typed: dict[str, str] | None = None,
    *,
    to: str = LIST,
    slug: str = DECISION,
    panel: dict[str, str] | None = None,
) -> Any:
    """The answer to the page's script; ``panel`` are the fields of an open panel."""
    fields = json.dumps(list((typed or {}).items()))
    data = {"list": to, "plain": block, "html": "", "fields": fields} | (panel or {})
    answer = client.post(f"{slug}/danh-sach", data=data, headers=JSON)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def seen(text: str) -> str:
    """A page's words without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def workbook(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_panel_says_what_would_be_added_and_what_the_file_announces(
    client: FlaskClient,
) -> None:
    found = asked(client, BLOCK)
    text = seen(found["panel"])
    assert "Sẽ thêm 2 cá nhân (tệp ghi tổng cộng 2 ✓)" in text
    assert "Thêm 2, bỏ qua 0 đã có" in text
    assert "Dòng 4: Tổng cộng: 2 dòng tổng cộng" in text
    assert re.search(
        r'aria-label="Cột A[^"]*"[^>]*>.*?value="number" selected>Số thứ tự – bỏ', found["panel"]
    )
    assert found["add"]["lists"] == [
        {
            "list": LIST,
            "keys": ["full_name", "organ_name"],
            "rows": [["Nguyễn Văn An", "Văn phòng"], ["Trần Thị Bình", "Thanh tra"]],
        }
    ]


def test_who_is_there_is_not_added_again(client: FlaskClient) -> None:
    typed = {f"{LIST}/0/full_name": "Ông NGUYỄN  VĂN AN", f"{LIST}/0/organ_name": "Văn phòng"}
    found = asked(client, BLOCK, typed)
    assert [row[0] for row in found["add"]["lists"][0]["rows"]] == ["Trần Thị Bình"]
    assert "Thêm 1, bỏ qua 1 đã có" in seen(found["panel"])
    assert found["notice"] == "Đã thêm 1 cá nhân, bỏ qua 1 đã có."


@pytest.mark.parametrize(
    "other",
    [
        {f"{LIST}/0/full_name": "Nguyễn Văn An", f"{LIST}/0/organ_name": "Thanh tra"},
        {f"{LIST}/0/full_name": "Nguyễn Văn Ân", f"{LIST}/0/organ_name": "Văn phòng"},
        {"/awards/0/households/0/full_name": "Nguyễn Văn An"},
    ],
    ids=["another unit", "another name", "another list"],
)
def test_somebody_else_is_added(client: FlaskClient, other: dict[str, str]) -> None:
    assert len(asked(client, BLOCK, other)["add"]["lists"][0]["rows"]) == 2


def test_namesakes_are_told_apart_by_their_years(client: FlaskClient) -> None:
    block = "Họ và tên\tNăm sinh\nNguyễn Văn An\t1980"
    typed = {f"{LIST}/0/full_name": "Nguyễn Văn An", f"{LIST}/0/birth_year": "1975"}
    assert len(asked(client, block, typed)["add"]["lists"][0]["rows"]) == 1
    typed[f"{LIST}/0/birth_year"] = "1980"
    assert asked(client, block, typed)["add"]["lists"][0]["rows"] == []


def test_values_are_shown_as_they_will_print(client: FlaskClient) -> None:
    block = "Họ và tên\tMức thưởng (nghìn đồng)\tNgày sinh\nNguyễn Văn An\t450\t12/5/1980"
    found = asked(client, block)
    assert found["add"]["lists"][0]["rows"] == [["Nguyễn Văn An", "1980", "450.000"]]
    assert "Nguyễn Văn An 450.000 1980" in seen(found["panel"])


def test_other_forms_become_awards_of_their_own_and_lists_keep_their_kinds(
    client: FlaskClient,
) -> None:
    block = (
        "STT\tHọ và tên\tĐơn vị\nI. CHIẾN SĨ THI ĐUA CƠ SỞ\n1\tNguyễn Văn An\tVăn phòng\n"
        "II. LAO ĐỘNG TIÊN TIẾN\n1\tTrần Thị Bình\tThanh tra\n2\tLê Văn Cường\tThanh tra"
    )
    typed = {"/awards/5/form": "lao_dong_tien_tien", "/awards/5/achievement": "đã lao động tốt"}
    added = asked(client, block, typed, to="/awards/5/individuals")["add"]
    assert {each["list"]: len(each["rows"]) for each in added["lists"]} == {
        "~/awards/1/individuals": 1,
        "/awards/5/individuals": 2,
    }
    assert added["new"] == ["/awards/1"]
    assert added["values"] == {"~/awards/1/form": "chien_si_thi_dua_co_so"}


def test_what_headings_say_of_a_row_is_shown_beside_it(client: FlaskClient) -> None:
    block = (
        "STT\tHọ và tên\nI\tPhòng Tổ chức\n1\tNguyễn Văn An\nII\tPhòng Hành chính\n1\tTrần Thị Bình"
    )
    text = seen(asked(client, block)["panel"])
    assert "3 1 Nguyễn Văn An Đơn vị: Phòng Tổ chức 5 1 Trần Thị Bình" in text
    block = "Họ và tên\tHình thức\nNguyễn Văn An\tGiấy khen\nTrần Thị Bình\tGiấy khen"
    text = seen(asked(client, block)["panel"])
    assert "Hình thức:" not in text and "Trần Thị Bình Giấy khen" in text


def test_a_blank_form_of_the_award_is_filled_and_a_typed_one_stays(client: FlaskClient) -> None:
    block = "Họ và tên\tHình thức\nNguyễn Văn An\tGiấy khen"
    assert asked(client, block)["add"]["values"] == {"/awards/0/form": "giay_khen"}
    typed = {"/awards/0/form": "giay_khen"}
    assert asked(client, block, typed)["add"]["values"] == {}


def test_a_roll_call_fills_both_lists(client: FlaskClient) -> None:
    block = "Họ và tên\tCó mặt\tVắng\tLý do vắng\nNguyễn Văn An\tx\t\t\nTrần Thị Bình\t\tx\tỐm"
    added = asked(client, block, to="/attendees", slug=MINUTES)["add"]["lists"]
    assert {each["list"]: len(each["rows"]) for each in added} == {"/attendees": 1, "/absentees": 1}


def panel_fields(panel: str) -> dict[str, str]:
    """What a panel would send as it stands."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", panel):
        name = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name and value and ("hidden" in tag or "checked" in tag):
            found[html.unescape(name[1])] = html.unescape(value[1])
    for name, options in re.findall(
        r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', panel, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else first[1] if first else "1"
    return found


def test_an_untouched_panel_corrects_nothing(client: FlaskClient) -> None:
    panel = asked(client, BLOCK)["panel"]
    assert list_fields.mapping_of(panel_fields(panel)) == {"sheets": {}}


def test_corrections_stay_until_they_are_taken_back(client: FlaskClient) -> None:
    block = (
        "Họ và tên\tBút danh\tĐơn vị\nNguyễn Văn An\tSao\tVăn phòng\nTrần Thị Bình\tMai\tThanh tra"
    )
    fields = panel_fields(asked(client, block)["panel"]) | {"column.0.B": "position"}
    second = asked(client, block, panel=fields)
    assert second["add"]["lists"][0]["rows"][0] == ["Nguyễn Văn An", "Sao", "Văn phòng"]
    fields = panel_fields(second["panel"]) | {"row.0.2": "skip", "column.0.C": "-"}
    third = asked(client, block, panel=fields)
    assert third["add"]["lists"][0]["rows"][0] == ["Nguyễn Văn An", "Sao"]


def test_without_headers_one_correction_keeps_what_was_proposed(client: FlaskClient) -> None:
    block = "Nguyễn Văn An\tSao\tPhòng 1\nTrần Thị Bình\tMai\tPhòng 2"
    fields = panel_fields(asked(client, block)["panel"]) | {"column.0.B": "position"}
    rows = asked(client, block, panel=fields)["add"]["lists"][0]
    assert rows["keys"] == ["full_name", "position", "organ_name"]


def test_header_rows_and_the_list_are_chosen(client: FlaskClient) -> None:
    fields = panel_fields(asked(client, BLOCK)["panel"]) | {"header.0": "2", "list.0": "households"}
    second = asked(client, BLOCK, panel=fields)
    fields = panel_fields(second["panel"])
    assert (fields["header.0"], fields["list.0"], fields["column.0.B"]) == ("2", "households", "-")
    added = asked(client, BLOCK, panel=fields | {"column.0.B": "full_name"})["add"]["lists"]
    assert [(rows["list"], rows["rows"]) for rows in added] == [
        ("/awards/0/households", [["Trần Thị Bình"]])
    ]


def test_rows_that_were_not_taken_are_taken_when_the_clerk_says_so(client: FlaskClient) -> None:
    fields = panel_fields(asked(client, BLOCK)["panel"]) | {"row.0.4": "take"}
    found = asked(client, BLOCK, panel=fields)
    assert found["add"]["lists"][0]["rows"][-1][0] == "Tổng cộng: 2"
    assert re.search(r'name="row\.0\.4"[^>]*value="take" checked', found["panel"])


def test_a_block_of_no_list_says_so_and_adds_nothing(client: FlaskClient) -> None:
    found = asked(client, "1\t2\n3\t4")
    assert "Chưa đọc được dòng nào cho “Cá nhân”" in seen(found["panel"])
    assert found["add"]["lists"] == [] and "add-rows" not in found["panel"]


@pytest.mark.parametrize("pointer", ["", "/awards", "/recipients", "/x", "x"])
def test_a_list_that_takes_no_rows_is_refused(client: FlaskClient, pointer: str) -> None:
    answer = client.post(
        f"{DECISION}/danh-sach", data={"list": pointer, "plain": "a\tb"}, headers=JSON
    )
    assert answer.status_code == 400 and answer.mimetype == "application/problem+json"


def test_lines_and_cells_are_read_for_the_script(client: FlaskClient) -> None:
    found = client.post(
        f"{DECISION}/dong-dan", data={"plain": "- Như Điều 3;\n1.\tVăn phòng\tSở\n\n"}
    )
    assert found.get_json() == {"lines": ["Như Điều 3;", "Văn phòng Sở"], "marks": ["-", "1."]}
    found = client.post(f"{DECISION}/o-dan", data={"plain": "a\tb\n1\t2\n"})
    assert found.get_json() == {"rows": [["a", "b"], ["1", "2"]]}
    table = "<table><tr><td>a<td>b</tr></table>"
    found = client.post(f"{DECISION}/o-dan", data={"plain": "x", "html": table})
    assert found.get_json() == {"rows": [["a", "b"]]}


# --- where no script runs -----------------------------------------------------------------------------


def sent(client: FlaskClient, **fields: Any) -> tuple[int, str]:
    answer: TestResponse = client.post(
        f"{DECISION}/danh-sach", data=fields, content_type="multipart/form-data"
    )
    return answer.status_code, answer.get_data(as_text=True)


TYPED = {
    "/subject": "Về việc tặng Giấy khen",
    f"{LIST}/0/full_name": "Nguyễn Văn An",
    f"{LIST}/0/organ_name": "Văn phòng",
}


def test_a_file_joins_its_list_without_scripts(client: FlaskClient) -> None:
    body = workbook(
        ["Họ và tên", "Bút danh", "Đơn vị"],
        ["Nguyễn Văn An", "Sao", "Văn phòng"],
        ["Trần Thị Bình", "Mai", "Thanh tra"],
    )
    status, page = sent(
        client, **TYPED, list=LIST, **{f"file:{LIST}": (io.BytesIO(body), "ds.xlsx")}
    )
    assert status == 200 and "Thêm 1, bỏ qua 1 đã có" in page
    fields = panel_fields(page) | {"column.0.B": "position", "do": "read-again"}
    status, page = sent(client, **fields)
    assert status == 200 and "Về việc tặng Giấy khen" in html.unescape(page)
    status, page = sent(client, **panel_fields(page), do="add-rows")
    pairs = dict(Inputs(page).pairs)
    assert status == 200 and "Đã thêm 1 cá nhân, bỏ qua 1 đã có." in page
    assert pairs["/subject"] == "Về việc tặng Giấy khen"
    assert pairs[f"{LIST}/0/full_name"] == "Nguyễn Văn An"
    assert (pairs[f"{LIST}/1/full_name"], pairs[f"{LIST}/1/position"]) == ("Trần Thị Bình", "Mai")
    assert f"{LIST}/2/full_name" not in pairs


def test_a_new_award_is_made_without_scripts(client: FlaskClient) -> None:
    body = workbook(
        ["Họ và tên", "Hình thức"], ["Nguyễn Văn An", "Giấy khen"], ["Trần Thị Bình", "LĐTT"]
    )
    file = {f"file:{LIST}": (io.BytesIO(body), "ds.xlsx")}
    _, page = sent(client, list=LIST, **file, **{"/awards/0/achievement": "đã lao động tốt"})
    _, page = sent(client, **panel_fields(page), do="add-rows")
    pairs = dict(Inputs(page).pairs)
    assert (pairs["/awards/0/form"], pairs[f"{LIST}/0/full_name"]) == ("giay_khen", "Nguyễn Văn An")
    assert pairs["/awards/0/achievement"] == "đã lao động tốt"
    assert pairs["/awards/1/form"] == "lao_dong_tien_tien"
    assert pairs["/awards/1/individuals/0/full_name"] == "Trần Thị Bình"


def test_a_word_file_joins_a_list(client: FlaskClient) -> None:
    def build(made: Any) -> None:
        made.add_paragraph("DANH SÁCH CÁ NHÂN")
        table = made.add_table(rows=2, cols=2)
        texts = ["Họ và tên", "Đơn vị", "Nguyễn Văn An", "Văn phòng"]
        for cell, text in zip([c for row in table.rows for c in row.cells], texts, strict=True):
            cell.text = text

    body = document(build)
    status, page = sent(client, list=LIST, **{f"file:{LIST}": (io.BytesIO(body), "ds.docx")})
    assert status == 200 and "Sẽ thêm 1 cá nhân" in page


def test_nothing_is_added_when_the_clerk_leaves(client: FlaskClient) -> None:
    file = {f"file:{LIST}": (io.BytesIO(workbook(["Họ và tên"], ["Trần Thị Bình"])), "ds.xlsx")}
    _, page = sent(client, **TYPED, list=LIST, **file)
    _, page = sent(client, **panel_fields(page), do="leave")
    pairs = dict(Inputs(page).pairs)
    assert pairs[f"{LIST}/0/full_name"] == "Nguyễn Văn An" and f"{LIST}/1/full_name" not in pairs


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ({}, "Chưa chọn tệp nào"),
        ({f"file:{LIST}": (b"%PDF", "a.pdf")}, "Chỉ nhận tệp có đuôi .docx, .xlsx"),
        ({f"file:{LIST}": (b"{}", "a.json")}, "Chỉ nhận tệp có đuôi .docx, .xlsx"),
        ({f"file:{LIST}": (b"PK\x03\x04", "a.xlsx")}, ""),
        ({"block": "%%%", "block_name": "a.xlsx"}, "Trang gửi lên không còn nguyên"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_beside_the_list(
    client: FlaskClient, file: dict[str, Any], message: str
) -> None:
    files = {
        name: (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        for name, value in file.items()
    }
    status, page = sent(client, **TYPED, list=LIST, **files)
    beside = page[page.index(f'id="{LIST}"') :]
    notice = re.search(r'data-list-notice><p class="notice notice-error">([^<]+)', beside)
    assert status == 422 and notice is not None and message in html.unescape(notice[1])
    assert dict(Inputs(page).pairs)["/subject"] == "Về việc tặng Giấy khen"


def test_the_panel_says_where_the_rest_of_our_own_form_comes_in(client: FlaskClient) -> None:
    data = json.loads((ROOT / "samples" / "commendation-decision.json").read_bytes())
    form = intake.form_workbook(documents.get("commendation-decision"), data)
    _, page = sent(client, **TYPED, list=LIST, **{f"file:{LIST}": (io.BytesIO(form), "mau.xlsx")})
    assert "ở đây chỉ thêm các danh sách" in seen(page)
    assert "hoặc lấy từ tệp" in seen(page)


def test_the_panel_says_at_its_head_that_rows_wait_for_an_answer(client: FlaskClient) -> None:
    block = (
        "Họ và tên\tKết quả\nNguyễn Văn An\tĐạt\nTrần Thị Bình\tKhông đạt\nLê Thị Hai\tKhông đạt"
    )
    text = seen(asked(client, block)["panel"])
    assert "Sẽ thêm 1 cá nhân" in text
    assert "2 dòng giống dòng của danh sách mà chưa lấy" in text
    assert "cột “Kết quả” ghi “Không đạt”" in text
    assert "mà chưa lấy" not in seen(asked(client, BLOCK)["panel"])
    # A column that is not used is said too, and is no row.
    assert "mà chưa lấy" not in seen(asked(client, block.replace("Không đạt", "Đạt"))["panel"])


def test_a_sheet_that_was_left_out_stays_out_until_it_is_taken_again(client: FlaskClient) -> None:
    lists = {"A": "Nguyễn Văn An", "B": "Trần Thị Bình"}
    body = book_of({sheet: [["Họ và tên"], [name]] for sheet, name in lists.items()})
    _, page = sent(client, list=LIST, **{f"file:{LIST}": (io.BytesIO(body), "ds.xlsx")})
    fields = panel_fields(page)
    assert "Sẽ thêm 2 cá nhân" in page
    assert (fields["use-read.0"], fields["use-read.1"]) == ("1", "1")
    del fields["use.1"]
    for _ in range(2):
        _, page = sent(client, **fields, do="read-again")
        fields = panel_fields(page)
        assert "Sẽ thêm 1 cá nhân" in page
        assert list_fields.mapping_of(fields) == {"sheets": {"B": {"use": False}}}
    _, page = sent(client, **fields, **{"use.1": "1"}, do="read-again")
    assert "Sẽ thêm 2 cá nhân" in page


@pytest.mark.parametrize(("header", "depth"), [("0", "1"), ("1", "2"), ("2", "1"), ("1", "3")])
def test_the_rows_of_headers_that_were_chosen_are_shown_again(
    client: FlaskClient, header: str, depth: str
) -> None:
    fields = panel_fields(asked(client, BLOCK)["panel"])
    assert (fields["header.0"], fields["list.0"]) == ("", "")
    chosen = fields | {"header.0": header, "depth.0": depth}
    panel = asked(client, BLOCK, panel=chosen)["panel"]
    assert panel_fields(panel)["header.0"] == header
    assert re.findall(r"<option selected>(\d)</option>", panel) == [depth]


@pytest.mark.parametrize(("rows", "gap"), [(7, ""), (8, "1"), (17, "10")])
def test_of_many_rows_the_first_five_and_the_last_two_are_shown(
    client: FlaskClient, rows: int, gap: str
) -> None:
    names = [f"Nguyễn Văn {chr(ord('A') + at)}n" for at in range(rows)]
    panel = asked(client, "\n".join(["Họ và tên", *names]))["panel"]
    shown = re.findall(r'<th scope="row" class="number">(\d+)</th>\s*<td>([^<]*)', panel)
    expected = names if rows <= 7 else [*names[:5], *names[-2:]]
    assert shown == [(str(names.index(name) + 2), name) for name in expected]
    before = re.findall(r"… còn (\d+) dòng nữa được lấy …</td></tr>\s*<tr><th[^>]*>(\d+)", panel)
    assert before == ([(gap, str(rows))] if gap else [])


@pytest.mark.parametrize(("rows", "more"), [(200, ""), (201, "1"), (230, "30")])
def test_two_hundred_rows_that_are_left_are_listed(
    client: FlaskClient, rows: int, more: str
) -> None:
    left = [f"Trần Thị Bình {at}\tKhông đạt" for at in range(rows)]
    text = seen(asked(client, "\n".join(["Họ và tên\tKết quả", "Lê An\tĐạt", *left]))["panel"])
    assert f"{rows} dòng không phải là dòng của danh sách, hoặc chưa lấy" in text
    assert text.count("Bỏ Lấy") == min(rows, 200)
    assert re.findall(r"Còn (\d+) dòng nữa không lấy", text) == ([more] if more else [])


def test_the_choices_of_a_column_begin_with_what_takes_no_value(client: FlaskClient) -> None:
    block = "Họ và tên\tCó mặt\tVắng\nNguyễn Văn An\tx\t\nTrần Thị Bình\t\tx"
    panel = asked(client, block, to="/attendees", slug=MINUTES)["panel"]
    names, marks = (
        re.findall(r'<option value="([^"]*)"', options)
        for options in re.findall(r'name="column\.0\.[AB]"[^>]*>(.*?)</select>', panel, re.DOTALL)
    )
    assert names[:4] == ["-", "number", "kind", "honorific"]
    assert marks[:4] == ["", "-", "number", "kind"]
    # Where a type has one list, a row is of no other kind.
    panel = asked(client, "Họ và tên\nLê An", to="/member_signatures", slug=MINUTES)["panel"]
    assert '<option value="kind"' in panel


def test_a_column_that_gives_no_value_is_drawn_as_such_and_told_nowhere_else(
    client: FlaskClient,
) -> None:
    block = "STT\tHọ và tên\tBút danh\n1\tNguyễn Văn An\tSao"
    panel = asked(client, block)["panel"]
    columns = re.findall(r'class="form-select form-select-sm( is-unused)?" name="column', panel)
    assert columns == [" is-unused", "", " is-unused"]
    assert re.findall(r'<td( class="unused")?>([^<]*)', panel) == [
        (' class="unused"', "1"),
        ("", "Nguyễn Văn An"),
        (' class="unused"', "Sao"),
    ]
    assert "list-violations" not in panel


@pytest.mark.parametrize(
    ("rows", "header", "name"),
    [("individuals", "Họ và tên", "full_name"), ("collectives", "Tên tập thể", "name")],
)
def test_who_is_there_already_is_named(
    client: FlaskClient, rows: str, header: str, name: str
) -> None:
    place = f"/awards/0/{rows}"
    block = f"{header}\nNguyễn Văn An\nTrần Thị Bình"
    panel = asked(client, block, {f"{place}/0/{name}": "Nguyễn Văn An"}, to=place)["panel"]
    there = re.search(r'<details class="present-rows">.*?<p>(.*?)</p>', panel, re.DOTALL)
    assert there is not None and there[1] == "Nguyễn Văn An"


@pytest.mark.parametrize(("count", "shown"), [(20, 20), (21, 20)])
def test_twenty_violations_of_a_list_are_shown(count: int, shown: int) -> None:
    odd = [Violation(f"/x/{at}", "x", "odd", f"Lời {at}.") for at in range(count)]
    told_by_rows = Violation("/x", "x", "row_not_taken", "Chưa lấy.")
    lists = (("individuals", "Cá nhân"),)
    preview = ListPreview({}, (), (told_by_rows, *odd), (), lists)
    panel = list_panel.of_preview(
        documents.get("commendation-decision"), LIST, preview, {}, Joining()
    )
    assert panel.violations == (*odd[:shown],)
    assert (panel.title, panel.asked) == ("Cá nhân", 1)
