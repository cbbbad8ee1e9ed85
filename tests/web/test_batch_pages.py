"""Many documents at once, page by page: what a file holds is told first, made then, and belongs to whoever sent it."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service import documents, intake
from service.batch_files import BatchItem
from service.config import capacity
from service.http.auth import callers
from service.intake import ParsedInput
from service.jobs import cleaning, job, signs_of_life
from service.jobs.service import JobService
from service.media_types import XLSX, ZIP
from tests import one_page
from tests.batch_files.test_reading import award, many, one, packed, person
from tests.jobs.offices import SLUG, Office, items, manifest, numbered, without_subject

PAGE = callers.BATCHES


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "data")


def archive(*inputs: Any) -> bytes:
    return packed({f"{n}.json": json.dumps(data).encode() for n, data in enumerate(inputs, 1)})


def send(client: FlaskClient, body: bytes, name: str = "lô.zip", **more: str) -> TestResponse:
    form = {"type": SLUG, "file": (io.BytesIO(body), name), **more}
    return client.post(PAGE, data=form, content_type="multipart/form-data")


def read(office: Office, body: bytes, name: str = "lô.zip", **more: str) -> str:
    """The address of a batch whose file was read."""
    answer = send(office.client, body, name, **more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def begun(office: Office, *inputs: Any, **more: str) -> str:
    address = read(office, archive(*inputs), **more)
    answer = office.client.post(f"{address}/bat-dau")
    assert (answer.status_code, answer.headers["Location"]) == (303, address)
    return address


def prepared(office: Office, job_id: str) -> job.Job:
    kept = office.store.get(job.prepared_of(job_id))
    assert kept is not None
    return job.Job.from_json(json.loads(kept)["job"].encode())


def id_of(address: str) -> str:
    return address.rpartition("/")[2]


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


# --- before ----------------------------------------------------------------------------------------


def test_what_a_file_holds_is_told_before_anything_is_made(office: Office) -> None:
    body = packed(
        {
            "a.json": json.dumps(numbered(1)).encode(),
            "b.json": json.dumps(without_subject(2)).encode(),
            "c.txt": b"x",
            "Thumbs.db": b"x",
        }
    )
    address = read(office, body)
    told = shown(office.client, address)
    assert "Đã đọc 3 văn bản" in told and "tệp “lô.zip”" in told
    assert "1 tạo được" in told and "1 có lỗi" in told and "1 không đọc được" in told
    assert "b.json" in told and "Chưa có “Trích yếu”" in told
    assert "c.txt" in told and "Chỉ nhận tệp có đuôi" in told
    assert "Thumbs.db" in told and "Tạo 1 văn bản" in told
    assert office.store.get(job.record(id_of(address))) is None


def test_what_systems_added_stands_under_a_heading_of_its_own_and_takes_no_place_of_what_is_wrong(
    office: Office,
) -> None:
    added = {f"__MACOSX/._{n}.json": b"x" for n in range(310)}
    body = packed({**added, "a.json": json.dumps(numbered(1)).encode(), "b.json": b"{}"})
    told = shown(office.client, read(office, body))
    mend, system = told.split("Tệp do hệ thống thêm vào")
    assert "b.json" in mend and "__MACOSX" not in mend
    assert "310 tệp" in system and "__MACOSX/._2.json và 307 tệp khác" in system


def test_a_file_that_is_not_read_is_told_whatever_systems_added_to_it(office: Office) -> None:
    answer = send(office.client, packed({".DS_Store": b"x", "a.txt": b"x"}))
    assert answer.status_code == 422
    assert "Chỉ nhận tệp có đuôi" in answer.text and "hệ điều hành" not in answer.text


def test_a_fault_of_a_workbook_names_its_cell_in_the_words_of_a_page(office: Office) -> None:
    row = {**one(1), "/documents/*/issued_date": "31/02/2026"}
    body = many(row, Khen_thưởng=[award(1, 1)], Cá_nhân=[person(1, "Lê Văn Bốn")])
    told = shown(office.client, read(office, body, "lô.xlsx"))
    assert "Văn bản, dòng 4" in told
    assert "ô Văn bản!S4, Ngày ban hành" in told and "hãy gõ ngày/tháng/năm" in told


def test_a_warning_that_many_have_is_told_once(office: Office) -> None:
    inputs = [{**numbered(n), "code_notation": "QD-X"} for n in range(1, 7)]
    page = office.client.get(read(office, archive(*inputs))).text
    assert page.count("<strong>Ký hiệu</strong>") == 1
    assert "1.json; 2.json; 3.json và 3 văn bản khác" in page


@pytest.mark.parametrize(
    ("name", "body", "more", "words"),
    [
        ("lô.zip", b"PK broken", {}, "bị hỏng"),
        ("lô.exe", b"x", {}, "Chỉ nhận tệp có đuôi .zip"),
        ("lô.zip", packed({}), {}, "không có văn bản nào"),
        ("lô.xlsx", intake.batch_workbook(documents.get(SLUG)), {}, "không có văn bản nào"),
        ("lô.zip", archive(numbered(1)), {"type": "none"}, "Chưa chọn loại văn bản"),
        ("", b"", {}, "Chưa chọn tệp nào"),
    ],
)
def test_a_file_of_no_documents_is_refused_where_it_was_chosen_and_nothing_stays(
    office: Office, name: str, body: bytes, more: dict[str, str], words: str
) -> None:
    answer = send(office.client, body, name, **more)
    assert answer.status_code == 422
    assert words in answer.text and 'aria-invalid="true"' in answer.text
    assert not office.settings.data_folder.exists() or office.store.names("") == []


def test_more_documents_than_a_batch_may_have_and_a_file_that_takes_too_long_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Office(tmp_path / "data", batch_items=2)
    lines = b"{}\n" * 3
    assert "nhiều nhất 2 văn bản" in send(few.client, lines, "a.ndjson").text
    monkeypatch.setattr("service.http.pages.batch_account.READ_SECONDS", -1.0)
    answer = send(few.client, b"{}", "a.ndjson")
    assert answer.status_code == 422 and "chia thành nhiều tệp nhỏ hơn" in answer.text


def test_what_a_page_has_no_time_to_check_is_told_and_checked_by_the_runner(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.http.pages.batch_account.CHECK_SECONDS", -1.0)
    address = read(office, archive(numbered(1), without_subject(2)))
    assert "2 chưa kiểm tra" in shown(office.client, address)
    office.client.post(f"{address}/bat-dau")
    office.make_all(id_of(address))
    assert "1 văn bản đã tạo, 1 bị từ chối" in shown(office.client, address)


def test_a_large_file_is_taken_and_one_that_is_too_large_is_not(tmp_path: Path) -> None:
    office = Office(tmp_path / "data", max_file_bytes=20_000)
    stored = packed(
        {"a.json": json.dumps(numbered(1)).encode() + b" " * 60_000}, zipfile.ZIP_STORED
    )
    assert send(office.client, stored).status_code == 303
    assert send(office.client, b"x" * 200_000).status_code == 413


def test_few_files_are_checked_at_a_time_and_others_are_told_to_come_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def held(*_: Any) -> Iterator[BatchItem]:
        begun.release()
        assert go_on.wait(30)
        yield BatchItem("1", ParsedInput(numbered(1)))

    def sent(_: int = 0) -> TestResponse:
        return send(office.client.application.test_client(), archive(numbered(1)))

    with ThreadPoolExecutor(capacity.BATCH_FILES) as clerks, monkeypatch.context() as patch:
        patch.setattr("service.http.pages.batch_views.batch_files.read", held)
        checked = [clerks.submit(sent) for _ in range(capacity.BATCH_FILES)]
        assert all(begun.acquire(timeout=30) for _ in checked)
        refused = sent()
        # Only files of many documents have to wait.
        others = office.client.get(PAGE), office.send(items(numbered(1)))
        go_on.set()
        assert [clerk.result().status_code for clerk in checked] == [303] * len(checked)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert [answer.status_code for answer in others] == [200, 202]
    # A file that is refused gives its place back, too.
    for _ in range(capacity.BATCH_FILES + 1):
        assert send(office.client, b"PK broken").status_code == 422
    assert sent().status_code == 303


def test_every_type_has_its_workbook_for_many(office: Office) -> None:
    page = office.client.get(PAGE).text
    for slug, document_type in documents.TYPES.items():
        for name, made in (("", intake.batch_workbook), ("-trang", intake.sheets_workbook)):
            address = f"/{document_type.page}/mau-excel-nhieu{name}"
            assert f'"{address}"' in page
            answer = office.client.get(address)
            assert (answer.status_code, answer.mimetype) == (200, XLSX)
            assert answer.data == made(documents.get(slug))


def test_what_a_file_does_not_say_comes_from_the_profile_that_is_chosen(tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    whole = numbered(1)
    profile = {"organ": whole.pop("organ"), "place": whole.pop("place")}
    (tmp_path / "profiles" / "so.json").write_text(json.dumps(profile), encoding="utf-8")
    office = Office(tmp_path / "data", profiles=tmp_path / "profiles")
    assert 'name="profile"' in office.client.get(PAGE).text
    assert "1 có lỗi" in shown(office.client, read(office, archive(whole)))
    address = read(office, archive(whole), profile="so")
    assert "1 tạo được" in shown(office.client, address)
    office.client.post(f"{address}/bat-dau")
    office.make_all(id_of(address))
    assert "1 văn bản đã tạo" in shown(office.client, address)


# --- while it is made, and after -------------------------------------------------------------------


def test_counts_move_refusals_come_with_their_reasons_and_the_zip_is_that_of_the_api(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.jobs.service._ITEMS_OF_A_CHUNK", 2)
    address = begun(office, numbered(1), without_subject(2), numbered(3))
    assert "Xong 0/3" in shown(office.client, address)
    assert office.client.get(f"{address}/ket-qua").headers["Location"] == address
    office.make(id_of(address), 0)
    told = shown(office.client, address)
    assert "Xong 2/3: 1 đã tạo, 1 bị từ chối." in told
    assert "2.json" in told and "Chưa có “Trích yếu”" in told
    progress = office.client.get(f"{address}/tien-do")
    assert progress.get_json() == {
        "state": "running",
        "total": 3,
        "made": 1,
        "refused": 1,
        "is_left_alone": False,
    }
    office.make_all(id_of(address))
    assert "Đã xong" in shown(office.client, address)
    answer = office.client.get(f"{address}/ket-qua")
    assert (
        answer.mimetype == ZIP
        and "3%20v%C4%83n%20b%E1%BA%A3n.zip" in answer.headers["Content-Disposition"]
    )
    with zipfile.ZipFile(io.BytesIO(answer.data)) as found, office.result(id_of(address)) as theirs:
        assert found.namelist() == theirs.namelist()
        assert [entry["id"] for entry in manifest(found)] == ["1.json", "2.json", "3.json"]
        alone = office.client.post(f"/api/v1/document-types/{SLUG}/documents", json=numbered(1))
        assert found.read(manifest(found)[0]["file"]) == alone.data


def test_a_batch_that_nobody_makes_says_so_after_a_minute_until_a_runner_is_there(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "vanban-jobs không chạy"
    address = begun(office, numbered(1))
    assert told not in shown(office.client, address)
    begun_at = datetime.fromisoformat(office.job(id_of(address))["created_at"])
    monkeypatch.setattr(job, "now", lambda: begun_at + timedelta(seconds=60))
    assert told not in shown(office.client, address)
    monkeypatch.setattr(job, "now", lambda: begun_at + timedelta(seconds=61))
    assert told in shown(office.client, address)
    assert office.client.get(f"{address}/tien-do").get_json()["is_left_alone"] is True
    signs_of_life.give(office.store, "another-machine-7")
    assert told not in shown(office.client, address)
    signs_of_life.withdraw(office.store, "another-machine-7")
    office.make_all(id_of(address))
    assert told not in shown(office.client, address)


def test_a_batch_is_begun_once_however_often_it_is_asked_for(office: Office) -> None:
    address = begun(office, numbered(1))
    before = office.store.get(job.record(id_of(address)))
    assert office.client.post(f"{address}/bat-dau").status_code == 303
    assert office.store.get(job.record(id_of(address))) == before


def test_a_batch_that_is_begun_twice_at_once_is_in_one_list_and_leaves_nothing(
    office: Office,
) -> None:
    job_id = id_of(read(office, archive(numbered(1))))
    service = JobService(office.settings)
    waiting = prepared(office, job_id)
    for whose in ("browser a", "browser b"):
        service.begin_prepared(waiting, whose)
    found = {
        whose: len(service.listed(whose, waiting.owner)) for whose in ("browser a", "browser b")
    }
    assert found == {"browser a": 1, "browser b": 0}
    office.make_all(job_id)
    service.delete(service.find(waiting.owner, job_id))
    assert office.store.names("") == []


def test_a_browser_has_its_list_before_it_begins_and_without_cookies_a_batch_is_in_none(
    office: Office,
) -> None:
    address = read(office, archive(numbered(1)))
    assert office.client.get_cookie("vanban-lo", path=PAGE) is not None
    other = office.client.application.test_client(use_cookies=False)
    assert other.post(f"{address}/bat-dau").headers.getlist("Set-Cookie") == []
    assert office.store.names(job.LISTS) == []
    assert office.client.get(address).status_code == 200


def test_a_batch_whose_time_is_over_does_not_wait_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, done = read(office, archive(numbered(1))), begun(office, numbered(2))
    office.make_all(id_of(done))
    later = job.now() + timedelta(hours=25)
    monkeypatch.setattr("service.jobs.job.now", lambda: later)
    for address in (waiting, done):
        before = office.store.names(job.folder_of(id_of(address)))
        assert office.client.get(address).status_code == 404
        assert office.client.post(f"{address}/bat-dau").status_code == 404
        assert office.client.post(f"{address}/xoa").status_code == 404
        assert office.store.names(job.folder_of(id_of(address))) == before


def test_a_pdf_comes_with_each_document_that_asks_for_it(tmp_path: Path) -> None:
    office = Office(tmp_path / "data", soffice=one_page.soffice(tmp_path))
    assert "Kèm PDF" in office.client.get(PAGE).text
    address = begun(office, numbered(1), pdf="1")
    office.make_all(id_of(address))
    with zipfile.ZipFile(io.BytesIO(office.client.get(f"{address}/ket-qua").data)) as found:
        assert sorted(name.rpartition(".")[2] for name in found.namelist()) == [
            "docx", "json", "pdf",
        ]  # fmt: skip


def test_a_batch_that_is_deleted_leaves_nothing_and_its_address_leads_nowhere(
    office: Office,
) -> None:
    waiting = read(office, archive(numbered(1)))
    done = begun(office, numbered(1))
    office.make_all(id_of(done))
    for address in (waiting, done):
        answer = office.client.post(f"{address}/xoa", follow_redirects=True)
        assert "Đã xóa lô văn bản" in answer.text
        assert office.client.get(address).status_code == 404
        assert office.client.get(f"{address}/tien-do").status_code == 404
    assert office.store.names("") == []


def test_a_batch_that_is_cancelled_while_it_is_made_is_gone_at_once(office: Office) -> None:
    address = begun(office, numbered(1))
    office.client.post(f"{address}/xoa")
    assert office.client.get(address).status_code == 404
    assert "Các lô của anh chị" not in office.client.get(PAGE).text


def test_what_nobody_begins_is_swept_away_after_an_hour(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = read(office, archive(numbered(1)))
    assert cleaning.sweep(office.store, lambda _: None) == []
    assert office.client.get(address).status_code == 200
    monkeypatch.setattr("service.jobs.cleaning._SLOWEST_BATCH", timedelta(hours=-1))
    cleaning.sweep(office.store, lambda _: None)
    assert office.store.names("") == []


def test_a_job_whose_time_is_over_leaves_no_trace_in_a_list(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begun(office, numbered(1))
    office.make_all(id_of(address))
    later = job.now() + timedelta(hours=25)
    monkeypatch.setattr("service.jobs.job.now", lambda: later)
    assert "Các lô của anh chị" not in office.client.get(PAGE).text
    cleaning.sweep(office.store, lambda _: None)
    assert office.store.names("") == []


# --- whose it is -----------------------------------------------------------------------------------


def test_a_browser_is_shown_the_batches_that_it_began_and_another_only_by_their_address(
    office: Office,
) -> None:
    address = begun(office, numbered(1), without_subject(2))
    listed = shown(office.client, PAGE)
    assert "Các lô của anh chị" in listed and "2 văn bản" in listed and "Đang làm: 0/2" in listed
    office.make_all(id_of(address))
    assert "Đã xong, 1 bị từ chối" in shown(office.client, PAGE)
    other = office.client.application.test_client()
    assert "Các lô của anh chị" not in other.get(PAGE).text
    assert other.get(address).status_code == 200
    cookie = office.client.get_cookie("vanban-lo", path=PAGE)
    assert cookie is not None and cookie.same_site == "Strict"
    begun(office, numbered(3))
    assert office.client.get(PAGE).text.count("bắt đầu lúc") == 2


def test_a_batch_belongs_to_the_account_that_sent_it(tmp_path: Path) -> None:
    office = Office(tmp_path / "data", trusted_user_header="X-User", trusted_proxy="127.0.0.1")
    lan, hoa = (office.client.application.test_client() for _ in range(2))

    def ask(client: FlaskClient, name: str, address: str, **form: Any) -> TestResponse:
        headers = {"X-User": name}
        page = client.get(PAGE, headers=headers).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        if not form:
            return client.get(address, headers=headers)
        sent = {**form, "csrf_token": token[1]}
        return client.post(address, data=sent, headers=headers, content_type="multipart/form-data")

    file = (io.BytesIO(archive(numbered(1))), "lô.zip")
    address = str(ask(lan, "lan", PAGE, type=SLUG, file=file).headers["Location"])
    assert ask(hoa, "hoa", address).status_code == 404
    assert ask(hoa, "hoa", f"{address}/bat-dau", go="1").status_code == 404
    assert ask(lan, "lan", f"{address}/bat-dau", go="1").status_code == 303
    for path in (address, f"{address}/tien-do", f"{address}/ket-qua"):
        assert ask(hoa, "hoa", path).status_code == 404
    assert ask(hoa, "hoa", f"{address}/xoa", go="1").status_code == 404
    assert "Các lô của anh chị" in ask(lan, "lan", PAGE).text
    assert "Các lô của anh chị" not in ask(hoa, "hoa", PAGE).text
    # On another computer of hers, too.
    assert "Các lô của anh chị" in ask(hoa, "lan", PAGE).text


@pytest.mark.parametrize("job_id", ["x", "0" * 32, "../jobs", "G" * 32])
def test_an_address_of_no_batch_is_not_found_and_nothing_is_written(
    office: Office, job_id: str
) -> None:
    assert office.client.get(f"{PAGE}/{job_id}").status_code == 404
    assert office.client.post(f"{PAGE}/{job_id}/bat-dau").status_code in (404, 405)
    assert not office.settings.data_folder.exists()
