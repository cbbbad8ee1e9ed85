"""What the pages answer to a posted form or file: the form again, the file itself, or what is wrong and where."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import config, documents
from service.app import create_app
from service.http.pages import form_builder
from service.untrusted.strict_json import write_json
from tests import one_page
from tests.addresses import at
from tests.documents import inputs
from tests.web.shown_pages import page, shown
from tests.workbook.workbooks import sheet_of

DECISION, MINUTES, REPORT = "commendation-decision", "conference-minutes", "summary-report"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    soffice = one_page.soffice(tmp_path_factory.mktemp("pdf"))
    return create_app(config.Settings(soffice=soffice)).test_client()


@pytest.fixture(scope="module")
def small() -> FlaskClient:
    """An office whose limits are small enough to be reached."""
    settings = config.Settings(max_json_bytes=1_000, max_file_bytes=4_000, max_rows=5)
    return create_app(settings).test_client()


def filled(slug: str, folder: str = "", **more: Any) -> dict[str, Any]:
    """What the form of a sample sends."""
    data = inputs.sample(slug, folder)
    fields = dict(form_builder.build(documents.get(slug), data).pairs())
    return {**fields, **{name.replace("__", "/"): text for name, text in more.items()}}


def upload(content: bytes | str, name: str) -> dict[str, Any]:
    body = content.encode() if isinstance(content, str) else content
    return {"file": (io.BytesIO(body), name)}


# --- addresses ------------------------------------------------------------------------------------


def test_an_empty_form_may_be_shown_again_by_the_browser_and_no_other_page(
    client: FlaskClient,
) -> None:
    assert client.get(at(DECISION)).headers["Cache-Control"] == "no-cache"
    for answer in (client.get(f"{at(DECISION)}/vi-du"), client.post(at(DECISION), data={})):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_says_what_became_of_the_draft(client: FlaskClient) -> None:
    def said(answer: TestResponse) -> set[str]:
        box = re.search(r'<div class="draft" id="nhap"([^>]*)>', page(answer))
        assert box
        return set(re.findall(r" data-(fresh|example|opened|changed|errors|warnings)", box[1]))

    form = at(DECISION)
    assert said(client.get(form)) == {"fresh"}
    assert said(client.get(f"{form}/vi-du")) == {"example"}
    assert said(client.post(form, data={"do": "draw"})) == set()
    assert said(client.post(form, data={})) == {"errors", "warnings"}
    assert said(client.post(form, data={"do": "apply-all"})) == {"changed", "errors", "warnings"}
    used = {"data": json.dumps({"subject": "Tặng"})}
    assert said(client.post(f"{form}/dung-du-lieu", data=used)) == {"opened", "errors", "warnings"}
    joined = client.post(f"{form}/dung-du-lieu", data={**used, "joined": ""})
    assert said(joined) == {"changed", "errors", "warnings"}


def test_what_was_found_is_counted_for_the_list_of_drafts(client: FlaskClient) -> None:
    text = page(client.post(at(DECISION), data={}))
    counted = re.search(r'data-errors="(\d+)"', text)
    heading = re.search(r"Có (\d+) chỗ cần sửa", text)
    assert counted and heading and counted[1] == heading[1]


def test_an_address_of_others_is_none_of_the_pages(client: FlaskClient) -> None:
    assert client.post("/healthz").status_code == 405
    assert client.get("/healthz").mimetype != "text/html"
    assert client.get("/khong-co").status_code == 404
    assert client.post("/khong-co").status_code == 404
    assert all(client.get(at(slug)).status_code == 200 for slug in documents.TYPES)
    assert all(f'href="{at(slug)}"' in page(client.get("/")) for slug in documents.TYPES)


def test_each_file_that_is_fetched_has_its_name_and_its_kind(client: FlaskClient) -> None:
    fields = filled(DECISION, code_number="5")
    answers = {
        "form": client.get(f"{at(DECISION)}/mau-excel"),
        "data": client.post(f"{at(DECISION)}/ban-luu", data=fields),
        "docx": client.post(f"{at(DECISION)}/van-ban", data=fields),
        "pdf": client.post(f"{at(DECISION)}/van-ban", data={**fields, "as": "pdf"}),
    }
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        answers, 200
    )
    names = {
        name: re.findall(r'filename="([^"]*)"', answer.headers["Content-Disposition"])[0]
        for name, answer in answers.items()
    }
    assert names["form"] == "mau-quyet-dinh-khen-thuong.xlsx"
    assert names["data"] == "ban-luu-quyet-dinh-khen-thuong.json"
    assert names["docx"].endswith(".docx") and names["pdf"] == names["docx"][:-4] + "pdf"
    kinds = {name: answer.mimetype for name, answer in answers.items()}
    assert kinds == {
        "form": XLSX,
        "data": "application/json",
        "docx": DOCX,
        "pdf": "application/pdf",
    }
    assert answers["docx"].data.startswith(b"PK") and answers["pdf"].data.startswith(b"%PDF")
    for name in ("docx", "pdf"):
        assert answers[name].headers["X-Template"].startswith(f'"{DECISION}.docx";sha256="')


def test_saved_data_is_what_the_form_says_in_letters_and_lines(client: FlaskClient) -> None:
    message = client.post(
        f"{at(REPORT)}/ban-luu",
        data={
            "/subject": "Tổng kết",
            "/annexes/0/title": "A",
            "/annexes/0/table/columns/0/header": "A",
            "/annexes/0/table/rows/0/0": "1.234,5",
        },
    )
    assert message.get_json() == {
        "subject": "Tổng kết",
        "annexes": [{"title": "A", "table": {"columns": ["A"], "rows": [[1234.5]]}}],
    }
    text = message.get_data(as_text=True)
    assert "Tổng kết" in text and '\n  "subject"' in text


def test_a_broken_template_is_a_fault_of_ours_at_the_preview_too(tmp_path: Path) -> None:
    (tmp_path / f"{REPORT}.docx").write_bytes(b"PK")
    client = create_app(config.Settings(templates=tmp_path)).test_client()
    for address in (f"{at(REPORT)}/xem-truoc", f"{at(REPORT)}/van-ban"):
        answer = client.post(address, data=filled(REPORT))
        assert answer.status_code == 500 and answer.mimetype == "application/problem+json"


def test_of_two_inputs_with_one_name_the_last_counts(client: FlaskClient) -> None:
    message = client.post(f"{at(REPORT)}/ban-luu", data={"/place": ["Hà Tĩnh", "Nghệ An"]})
    assert message.get_json() == {"place": "Nghệ An"}


def test_a_preview_names_the_template_that_made_it(client: FlaskClient) -> None:
    answer = client.post(f"{at(REPORT)}/xem-truoc", data=filled(REPORT))
    assert answer.headers["X-Template"].startswith(f'"{REPORT}.docx";sha256="')
    assert "<iframe" not in page(client.get(f"{at(REPORT)}/xem-truoc"))


# --- check, accept, fetch -------------------------------------------------------------------------


def test_warnings_are_asked_about_once_and_then_passed_over(client: FlaskClient) -> None:
    doubtful = filled(REPORT, __code_notation="BC-KHAC")
    asked = client.post(at(REPORT), data={**doubtful, "do": "check"})
    assert asked.status_code == 200 and 'value="accept"' in page(asked)
    # Without a button the form is checked: so it is sent by the Enter key.
    assert 'value="accept"' in page(client.post(at(REPORT), data=doubtful))
    accepted = client.post(at(REPORT), data={**doubtful, "do": "accept"})
    assert "Văn bản đã sẵn sàng" in page(accepted)
    assert re.search(r"Còn \d+ cảnh báo", page(accepted))


def test_a_form_with_errors_is_no_document_at_any_button(client: FlaskClient) -> None:
    wrong = filled(REPORT, __subject="")
    for address, do in (
        (at(REPORT), "check"),
        (at(REPORT), "accept"),
        (f"{at(REPORT)}/van-ban", ""),
    ):
        answer = client.post(address, data={**wrong, "do": do})
        assert answer.status_code == 422 and answer.mimetype == "text/html"
        assert 'value="accept"' not in page(answer)
        assert "Có 1 chỗ cần sửa" in page(answer)
        assert 'href="#/subject"' in page(answer)


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("dated", [True, False])
def test_the_last_page_says_what_is_still_to_be_filled_in(
    client: FlaskClient, numbered: bool, dated: bool
) -> None:
    fields = filled(
        REPORT, __code_number="5" if numbered else "", __issued_date="1/7/2025" if dated else ""
    )
    text = page(client.post(at(REPORT), data={**fields, "do": "accept"}))
    assert ("Đối chiếu <strong>số</strong>" in text) is numbered
    assert ("Ghi <strong>ngày</strong>" in text) is not dated
    assert ("du-thao" in text) is not numbered


def test_the_last_page_carries_the_data_and_the_form(client: FlaskClient) -> None:
    text = page(client.post(at(REPORT), data={**filled(REPORT), "do": "accept"}))
    data = re.search(r'name="data" value="(.*?)">\n', text)
    *_, fields = re.finditer(r'name="fields" value="(.*?)">\n', text)
    assert data is not None
    assert json.loads(data[1]) == inputs.sample(REPORT)
    pairs = [
        list(pair)
        for pair in form_builder.build(documents.get(REPORT), inputs.sample(REPORT)).pairs()
    ]
    assert json.loads(fields[1]) == pairs
    # Letters as letters: escapes are six times as long, and come back with the next form.
    assert "\\u" not in data[1] and "\\u" not in fields[1]


# --- suggestions ----------------------------------------------------------------------------------

LEGACY = {"/signer/full_name": "NguyÔn V¨n An", "/signer/position": "Gi¸m ®èc"}


def test_one_suggestion_is_applied_or_all_of_them(client: FlaskClient) -> None:
    fields = {**filled(REPORT), **LEGACY}
    one = client.post(at(REPORT), data={**fields, "do": "apply:legacy_encoding:/signer/full_name"})
    assert "Đã sửa 1 chỗ" in page(one) and shown(one, "/signer/full_name") == "Nguyễn Văn An"
    assert shown(one, "/signer/position") == LEGACY["/signer/position"]
    # What is still wrong is reported in the same answer.
    assert 'value="apply:legacy_encoding:/signer/position"' in page(one)
    both = client.post(at(REPORT), data={**fields, "do": "apply-all"})
    assert "Đã sửa 2 chỗ" in page(both) and shown(both, "/signer/position") == "Giám đốc"
    gone = client.post(at(REPORT), data={**fields, "do": "apply:too_long:/signer/full_name"})
    assert "không có gì được sửa" in page(gone)
    assert shown(gone, "/signer/full_name") == LEGACY["/signer/full_name"]


def test_a_suggestion_follows_its_row_where_blank_ones_stood_before_it(client: FlaskClient) -> None:
    fields = {
        "/recipients/0": " ",
        "/recipients/1": "NguyÔn V¨n An",
        "do": "apply:legacy_encoding:/recipients/1",
    }
    answer = client.post(at(REPORT), data=fields)
    assert "Đã sửa 1 chỗ" in page(answer)
    assert "Nguyễn Văn An" in page(answer) and "NguyÔn" not in page(answer)


# --- rows and bases -------------------------------------------------------------------------------


def test_a_row_that_moved_is_where_the_page_opens(client: FlaskClient) -> None:
    fields = {"/votes/0/matter": "A", "/votes/1/matter": "B", "do": "down:/votes/0"}
    text = page(client.post(at(MINUTES), data=fields))
    assert re.search(r'id="/votes/1"[^>]* autofocus', text)
    matters = re.findall(r'name="(/votes/\d/matter)"[^>]*>\n(\w)</textarea>', text)
    assert matters == [("/votes/0/matter", "B"), ("/votes/1/matter", "A")]


def bases(client: FlaskClient, issued_date: str) -> set[str]:
    answer = client.post(at(DECISION), data={"/issued_date": issued_date, "do": "draw"})
    return set(re.findall(r'name="pick:/legal_bases" id="/legal_bases~([^"]+)"', page(answer)))


def test_the_bases_offered_are_those_in_force_on_the_day_of_issue(client: FlaskClient) -> None:
    today = bases(client, "")
    old = bases(client, "1/7/2020")
    assert old and today and old != today
    asked = client.get("/api/v1/legal-bases?on=2020-07-01").get_json()
    assert old == {item["id"] for item in asked["items"]}
    assert bases(client, "hôm nay") == today


AMENDED = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và Luật sửa đổi, bổ sung một số điều của Luật Thi"
    " đua, khen thưởng ngày 23 tháng 4 năm 2026"
)


def ticked(client: FlaskClient, do: str, **more: str) -> list[str]:
    """The bases of a form in which the law of 2022 and its amendment were ticked."""
    amendment = f"Căn cứ {AMENDED.partition(' và ')[2]}"
    fields = {"/issued_date": "1/11/2026", "pick:/legal_bases": [AMENDED, amendment], "do": do}
    text = page(client.post(at(DECISION), data={**fields, **more}))
    return re.findall(r'name="/legal_bases/\d+"[^>]*>\n([^<]*)</textarea>', text)


def test_ticked_bases_count_as_chosen_whatever_is_pressed(client: FlaskClient) -> None:
    for do in ("check", "draw:/legal_bases", "add:/recipients"):
        assert ticked(client, do, **{"/legal_bases/0": "Căn cứ A"}) == ["Căn cứ A", AMENDED]


def test_a_basis_that_stands_in_the_list_is_not_added_once_more(client: FlaskClient) -> None:
    law, _, amendment = AMENDED.partition(" và ")
    assert ticked(client, "check", **{"/legal_bases/0": law}) == [law, f"Căn cứ {amendment}"]
    assert ticked(client, "check", **{"/legal_bases/0": f"{AMENDED};"}) == [f"{AMENDED};"]


def test_the_catalogue_offers_a_law_with_its_amendment_from_the_day_it_holds(
    client: FlaskClient,
) -> None:
    before = page(client.post(at(DECISION), data={"/issued_date": "30/9/2026", "do": "draw"}))
    after = page(client.post(at(DECISION), data={"/issued_date": "1/10/2026", "do": "draw"}))
    assert f'value="{AMENDED}"' in after and f'value="{AMENDED}"' not in before
    api = client.get("/api/v1/legal-bases?on=2026-10-01").get_json()
    lines = {item["id"]: item["lines"] for item in api["items"]}
    assert lines["luat-tdkt-2022"] == [AMENDED]
    old = client.get("/api/v1/legal-bases?on=2021-01-01").get_json()
    decree = next(item for item in old["items"] if item["id"] == "nd-24-2014")
    assert len(decree["lines"]) == 2


def test_what_the_list_names_is_shown_as_chosen(client: FlaskClient) -> None:
    fields = {"/issued_date": "1/11/2026", "/legal_bases/0": AMENDED, "do": "draw"}
    text = page(client.post(at(DECISION), data=fields))
    assert re.search(r'id="/legal_bases~luat-tdkt-2022"[^>]* checked disabled', text)
    assert re.search(r'id="/legal_bases~luat-tdkt-sd-2026"[^>]* checked disabled', text)
    assert not re.search(r'id="/legal_bases~nd-152-2025"[^>]* checked', text)


# --- files ----------------------------------------------------------------------------------------


def test_an_opened_file_is_read_as_if_it_were_typed(client: FlaskClient) -> None:
    data = {"subject": "Tặng", "issued_date": "ngày 1 tháng 7 năm 2020"}
    answer = client.post(f"{at(DECISION)}/mo-tep", data=upload(json.dumps(data), "A.JSON"))
    assert answer.status_code == 200 and shown(answer, "/issued_date") == "01/07/2020"
    assert "Đã mở tệp" in page(answer) and "data-opened" in page(answer)
    assert "chỗ cần sửa" in page(answer)


def test_every_ending_that_a_list_can_be_read_of_is_named(client: FlaskClient) -> None:
    text = page(client.get(at(DECISION)))
    assert 'accept=".xlsx,.xlsm,.xls,.ods,.csv,.doc,.odt,.rtf,.docx"' in text


def test_every_ending_that_can_be_opened_is_named(client: FlaskClient) -> None:
    text = page(client.get(f"{at(DECISION)}/mo-tep"))
    assert (
        'accept=".json,.docx,.xlsx,.xlsm,.xls,.ods,.csv,.doc,.odt,.rtf"' in text
        and 'data-largest="5000000"' in text
    )


@pytest.mark.parametrize(
    ("name", "reported"),
    [("ds.nhan-su.xlsx", "ds.nhan-su"), (".xlsx", "bang-tinh"), ("x/ds.XLSX", "ds")],
)
def test_a_marked_list_keeps_its_name(client: FlaskClient, name: str, reported: str) -> None:
    rows: list[list[Any]] = [["STT", "Họ và tên"], [1, "Nguyễn Văn An"]]
    answer = client.post(f"{at(DECISION)}/danh-dau-loi", data=upload(sheet_of(rows, "DS"), name))
    message = answer.headers["Content-Disposition"]
    assert answer.mimetype == XLSX and 'filename="da-kiem-tra.xlsx"' in message
    assert message.endswith(f"UTF-8''{reported}%20-%20%C4%91%C3%A3%20ki%E1%BB%83m%20tra.xlsx")


def test_a_list_that_was_understood_is_used_as_it_was_told(client: FlaskClient) -> None:
    data = json.dumps({"awards": [{"individuals": [{"full_name": "Nguyễn Văn An"}]}]})
    answer = client.post(f"{at(DECISION)}/dung-du-lieu", data={"data": data})
    assert answer.status_code == 200 and "Đã mở tệp" in page(answer)
    assert shown(answer, "/awards/0/individuals/0/full_name") == "Nguyễn Văn An"


def test_what_a_profile_says_is_no_fault_of_a_workbook(client: FlaskClient) -> None:
    people: list[list[Any]] = [["STT", "Họ và tên"], [1, "Nguyễn Văn An"]]
    sent = upload(sheet_of(people, "DS"), "a.xlsx")
    understood = page(client.post(f"{at(DECISION)}/mo-tep", data=sent))
    told = understood[understood.index('id="loi-tep"') :]
    count = re.search(r"(\d+) chỗ nên xem lại", told)
    assert count is not None and int(count[1]) == told.count("<li>")
    assert "“Trích yếu”" in told and "“Tên cơ quan ban hành”" not in told
    data = json.dumps({"awards": [{"individuals": [{"full_name": "Nguyễn Văn An"}]}]})
    form = client.post(f"{at(DECISION)}/dung-du-lieu", data={"data": data, "new": ""})
    summary = page(form).partition('id="co-loi"')[2].partition("</section>")[0]
    assert "“Trích yếu”" in summary and "“Tên cơ quan ban hành”" not in summary
    whole = client.post(f"{at(DECISION)}/dung-du-lieu", data={"data": data})
    assert "Chưa có “Tên cơ quan ban hành”" in page(whole)


def test_errors_and_warnings_of_a_workbook_are_counted_together(client: FlaskClient) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Bậc lương"],
        [1, "Nguyễn Văn An", 3],
        [2, "Trần Thị Bình", 4],
    ]
    text = page(client.post(f"{at(DECISION)}/mo-tep", data=upload(sheet_of(rows, "DS"), "a.xlsx")))
    told = text[text.index('id="loi-tep"') :].partition("</section>")[0]
    count = re.search(r"(\d+) chỗ nên xem lại", told)
    assert count is not None and int(count[1]) == told.count("<li>")
    assert "Cột “Bậc lương” có dữ liệu nhưng không được dùng" in told


def test_a_list_with_many_violations_names_three_hundred_and_counts_all(
    client: FlaskClient,
) -> None:
    header = ["STT", "Họ và tên", "Năm sinh"]
    people = [[n, f"NguyÔn V¨n {n}", "không rõ"] for n in range(1, 161)]
    answer = client.post(
        f"{at(DECISION)}/mo-tep", data=upload(sheet_of([header, *people], "DS"), "a.xlsx")
    )
    text = page(answer)
    section = text[text.index('id="loi-tep"') :]
    count = re.search(r"(\d+) chỗ nên xem lại", section)
    assert count is not None and int(count[1]) >= 320
    assert section.count("<li>") == 300


def test_what_is_wrong_with_the_file_itself_is_reported_before_what_is_wrong_with_its_values(
    client: FlaskClient,
) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên", "Năm sinh"],
        [1, "NguyÔn V¨n An", "#REF!"],
        [2, "Bình", 1980],
    ]
    content = sheet_of(rows, "DS")
    text = page(client.post(f"{at(DECISION)}/mo-tep", data=upload(content, "a.xlsx")))
    first = text[text.index('id="loi-tep"') :].partition("<li>")[2]
    assert first.startswith("<strong>DS!C2</strong>") and "công thức báo lỗi" in first[:200]
    reported = client.post(
        f"/api/v1/document-types/{DECISION}/validations", data=upload(content, "a.xlsx")
    ).get_json()["errors"]
    assert (reported[0]["code"], reported[0]["cell"]) == ("formula_error", "DS!C2")
    assert "legacy_encoding" in {violation["code"] for violation in reported[1:]}


def test_three_hundred_rows_that_are_not_taken_are_named(client: FlaskClient) -> None:
    rows: list[list[Any]] = [
        ["STT", "Họ và tên"],
        [1, "Nguyễn Văn An"],
        *([["Tổng cộng", ""]] * 301),
    ]
    text = page(client.post(f"{at(DECISION)}/mo-tep", data=upload(sheet_of(rows, "DS"), "a.xlsx")))
    section = text[text.index('id="trang-1"') :]
    assert section[: section.index("</section>")].count("<li>") == 300


# --- limits ---------------------------------------------------------------------------------------


def test_a_file_of_exactly_its_limit_is_opened_and_one_byte_more_is_not(small: FlaskClient) -> None:
    for ending, limit in ((".json", 1_000), (".csv", 4_000)):
        content = (b'{"subject": "A"}' if ending == ".json" else b"STT,Ho va ten\n1,An\n").ljust(
            limit
        )
        for extra, reported in ((b"", False), (b" ", True)):
            answer = small.post(
                f"{at(DECISION)}/mo-tep", data=upload(content + extra, f"a{ending}")
            )
            assert (f"Tệp dài {limit + 1} byte" in page(answer)) is reported


def test_data_of_exactly_its_limit_is_read_and_one_byte_more_is_not(small: FlaskClient) -> None:
    empty = len(write_json({"subject": ""}))
    for size, status in ((1_000, 422), (1_001, 413)):
        answer = small.post(at(DECISION), data={"/subject": "x" * (size - empty)})
        assert answer.status_code == status, size
    assert "1000 byte" in page(answer) and "1001 byte" in page(answer)


def test_a_form_may_be_six_times_its_data_or_as_long_as_file_and_data(small: FlaskClient) -> None:
    """Names of inputs are longer than the values in them."""
    body = b"/x=" + b"a" * (6 * 1_000 - 3)
    form = "application/x-www-form-urlencoded"
    asked = {"data": body, "content_type": form, "headers": {"Accept": "application/json"}}
    assert b"6000 byte" not in small.post(at(DECISION), **asked).data
    asked["data"] = body + b"a"
    longer = small.post(at(DECISION), **asked)
    assert longer.status_code == 413 and b"6000 byte" in longer.data
    large = create_app(config.Settings(max_json_bytes=1_000, max_file_bytes=9_000)).test_client()
    asked["data"] = b"/x=" + b"a" * (10_001 - 3)
    longer = large.post(at(DECISION), **asked)
    assert longer.status_code == 413 and b"10000 byte" in longer.data


def test_a_form_may_have_forty_parts_for_each_row_that_a_list_may_have() -> None:
    client = create_app(config.Settings(max_rows=5)).test_client()
    for count, status in ((200, 422), (201, 413)):
        parts = {f"/{n}": "" for n in range(count)}
        answer = client.post(at(DECISION), data=parts, content_type="multipart/form-data")
        assert answer.status_code == status


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ('[["/subject", "A"]]', 422),
        ("[]", 422),
        ('{"/subject": "A"}', 400),
        ('["/subject"]', 400),
        ('[["/subject", "A", "B"]]', 400),
        ('[["/subject"]]', 400),
        ('[["/subject", 1]]', 400),
        ('[["/subject", "A"], ["/place", null]]', 400),
        ('[["/subject", "A"', 400),
    ],
)
def test_a_packed_form_is_a_list_of_names_and_texts(
    client: FlaskClient, fields: str, status: int
) -> None:
    answer = client.post(at(DECISION), data={"fields": fields})
    assert answer.status_code == status
    if status == 422 and "subject" in fields:
        assert shown(answer, "/subject") == "A" or ">A</textarea>" in page(answer).replace("\n", "")


def test_a_lone_surrogate_is_reported_and_breaks_nothing(client: FlaskClient) -> None:
    answer = client.post(at(DECISION), data={"fields": '[["/place", "A\\ud800"]]'})
    assert answer.status_code < 500
    saved = client.post(f"{at(DECISION)}/ban-luu", data={"fields": '[["/place", "A\\ud800"]]'})
    assert saved.status_code == 200 and saved.get_json() == {"place": "A?"}
    drawn = client.post(
        at(DECISION), data={"fields": '[["/place", "A\\ud800"]]', "do": "add:/recipients"}
    )
    assert drawn.status_code == 200 and shown(drawn, "/place") == "A?"


@pytest.mark.parametrize("steps", [61, 3_000])
@pytest.mark.parametrize("address", ["", "/ban-luu", "/van-ban"])
def test_a_name_that_leads_deeper_than_any_json_is_refused(
    client: FlaskClient, steps: int, address: str
) -> None:
    answer = client.post(f"{at(DECISION)}{address}", data={"/a" * steps: "x"})
    assert answer.status_code == 400 and "60 cấp" in page(answer)
